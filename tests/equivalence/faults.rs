//! Faults in the text of one dialect. Each is something that AWS would take, or that only fails on the way.

use serde_json::{Value, json};

use super::fault::Edit::{Block, Template, Without};
use super::fault::{Fault, faults, properties, reference, set, swap, take, unordered, without};

faults! {
    "three-tier" "cloudformation/shop.json" {
        "a default route is gone": Template(|t| without(t, "ShopPublicDefaultRoute")),
        "two subnets have each other's table": Template(|t| {
            swap(t, "ShopPrivateARouteTableAssociation", "ShopPrivateCRouteTableAssociation", "RouteTableId");
        }),
        "a subnet has no table": Template(|t| without(t, "ShopDatabaseDRouteTableAssociation")),
        "a subnet is in another zone": Template(|t| set(t, "ShopPublicCSubnet", "AvailabilityZone", json!("ap-northeast-1a"))),
        "a subnet is elsewhere": Template(|t| set(t, "ShopDatabaseASubnet", "CidrBlock", json!("10.0.15.0/24"))),
        "the VPC is larger": Template(|t| set(t, "ShopVpc", "CidrBlock", json!("10.0.0.0/15"))),
        "a subnet gives out public addresses": Template(|t| set(t, "ShopDatabaseASubnet", "MapPublicIpOnLaunch", json!(true))),
        "another NAT gateway": Template(|t| set(t, "ShopPrivateADefaultRoute", "NatGatewayId", reference("ShopCNatGateway"))),
        "a NAT gateway in another subnet": Template(|t| swap(t, "ShopANatGateway", "ShopCNatGateway", "SubnetId")),
        "a NAT gateway with another's address": Template(|t| swap(t, "ShopANatGateway", "ShopCNatGateway", "AllocationId")),
        "a private subnet goes out by the internet gateway": Template(|t| {
            take(properties(t, "ShopPrivateADefaultRoute"), "NatGatewayId");
            set(t, "ShopPrivateADefaultRoute", "GatewayId", reference("ShopInternetGateway"));
        }),
        "a route does not wait for the gateway": Template(|t| unordered(t, "ShopPublicDefaultRoute")),
        "an elastic IP does not wait for the gateway": Template(|t| unordered(t, "ShopNatAEip")),
        "a route waits for the gateway, not until it is attached": Template(|t| {
            t["Resources"]["ShopPublicDefaultRoute"]["DependsOn"] = json!("ShopInternetGateway");
        }),
        "a subnet does not wait for IPv6": Template(|t| unordered(t, "ShopPrivateASubnet")),
        "an entry of an ACL does not wait for IPv6": Template(|t| {
            let entries = t["Resources"].as_object_mut().unwrap().values_mut();
            let entry = entries.into_iter().find(|one| one["Type"] == "AWS::EC2::NetworkAclEntry" && one["DependsOn"].is_string());
            take(entry.unwrap(), "DependsOn");
        }),
        "the flow log does not wait for its permission": Template(|t| unordered(t, "ShopFlowLog")),
        "another IPv6 index": Template(|t| {
            properties(t, "ShopPublicASubnet")["Ipv6CidrBlock"]["Fn::Select"][0] = json!(7);
        }),
        "IPv6 parts of another size": Template(|t| {
            properties(t, "ShopPublicASubnet")["Ipv6CidrBlock"]["Fn::Select"][1]["Fn::Cidr"][2] = json!(65);
        }),
        "the gateway is not attached": Template(|t| without(t, "ShopInternetGatewayAttachment")),
        "the VPC has no IPv6": Template(|t| without(t, "ShopIpv6Cidr")),
        "a tag has another value": Template(|t| properties(t, "ShopVpc")["Tags"][1]["Value"] = json!("4712")),
        "a tag is gone": Template(|t| drop(properties(t, "ShopVpc")["Tags"].as_array_mut().unwrap().pop())),
        "a tag is there twice": Template(|t| {
            let tag = properties(t, "ShopVpc")["Tags"][0].clone();
            properties(t, "ShopVpc")["Tags"].as_array_mut().unwrap().push(tag);
        }),
        "an elastic IP is not kept": Template(|t| drop(take(&mut t["Resources"]["ShopNatAEip"], "DeletionPolicy"))),
        "an elastic IP goes with its replacement": Template(|t| {
            t["Resources"]["ShopNatAEip"]["UpdateReplacePolicy"] = json!("Delete");
        }),
        "records are kept for longer": Template(|t| {
            let groups = t["Resources"].as_object_mut().unwrap().values_mut();
            let group = groups.into_iter().find(|one| one["Type"] == "AWS::Logs::LogGroup").unwrap();
            group["Properties"]["RetentionInDays"] = json!(90);
        }),
        "the role may be assumed by somebody else": Template(|t| {
            let roles = t["Resources"].as_object_mut().unwrap().values_mut();
            let role = roles.into_iter().find(|one| one["Type"] == "AWS::IAM::Role").unwrap();
            let statement = &mut role["Properties"]["AssumeRolePolicyDocument"]["Statement"][0];
            statement["Principal"]["Service"] = json!("ec2.amazonaws.com");
        }),
        "the role may be assumed for another account": Template(|t| {
            let roles = t["Resources"].as_object_mut().unwrap().values_mut();
            let role = roles.into_iter().find(|one| one["Type"] == "AWS::IAM::Role").unwrap();
            let text = role["Properties"]["AssumeRolePolicyDocument"].to_string();
            let other = text.replace(r#"{"Ref":"AWS::AccountId"}"#, r#""111122223333""#);
            role["Properties"]["AssumeRolePolicyDocument"] = serde_json::from_str(&other).unwrap();
        }),
        "an endpoint is in fewer tables": Template(|t| {
            properties(t, "ShopS3Endpoint")["RouteTableIds"].as_array_mut().unwrap().pop();
        }),
        "an endpoint of another service": Template(|t| {
            set(t, "ShopS3Endpoint", "ServiceName", json!("com.amazonaws.ap-northeast-1.dynamodb"));
        }),
        "the load balancer hears another port": Template(|t| {
            let rule = &mut properties(t, "ShopAlbSecurityGroup")["SecurityGroupIngress"][0];
            (rule["FromPort"], rule["ToPort"]) = (json!(80), json!(80));
        }),
        "the load balancer hears UDP": Template(|t| {
            properties(t, "ShopAlbSecurityGroup")["SecurityGroupIngress"][0]["IpProtocol"] = json!("udp");
        }),
        "the database may speak": Template(|t| {
            properties(t, "ShopDbSecurityGroup")["SecurityGroupEgress"][0]["CidrIp"] = json!("0.0.0.0/0");
        }),
        "nobody says what the database may send": Template(|t| drop(take(properties(t, "ShopDbSecurityGroup"), "SecurityGroupEgress"))),
        "the database hears the web group": Template(|t| {
            let rules = t["Resources"].as_object_mut().unwrap().values_mut();
            let mut rules = rules.into_iter().filter(|one| one["Type"] == "AWS::EC2::SecurityGroupIngress");
            let db = json!({ "Fn::GetAtt": ["ShopDbSecurityGroup", "GroupId"] });
            let rule = rules.find(|one| one["Properties"]["GroupId"] == db).unwrap();
            rule["Properties"]["SourceSecurityGroupId"] = json!({ "Fn::GetAtt": ["ShopWebSecurityGroup", "GroupId"] });
        }),
        "an output leads elsewhere": Template(|t| t["Outputs"]["ShopVpcId"]["Value"] = reference("ShopInternetGateway")),
        "a property that nobody knows": Template(|t| set(t, "ShopVpc", "InstanceTenancy", json!("dedicated"))),
        "a type that nobody knows": Template(|t| t["Resources"]["ShopVpc"]["Type"] = json!("AWS::EC2::VPCv2")),
        "a resource under a condition": Template(|t| t["Resources"]["ShopVpc"]["Condition"] = json!("Never")),
    }
    "three-tier" "terraform/vpc_shop.tf" {
        "Terraform: a default route is gone": Without("aws_route.shop_public_default"),
        "Terraform: a subnet has no table": Without("aws_route_table_association.shop_private_a"),
        "Terraform: another table": Block("aws_route_table_association.shop_private_a", "= aws_route_table.shop_private_a.id", "= aws_route_table.shop_private_c.id"),
        "Terraform: a subnet comes before its default route": Block("aws_route_table_association.shop_private_a", "aws_route.shop_private_a_default,", ""),
        "Terraform: a subnet comes before the rules of its ACL": Block("aws_network_acl_association.shop_private_a", "aws_network_acl_rule.shop_private_egress_100,", ""),
        "Terraform: another zone": Block("aws_subnet.shop_public_a", "ap-northeast-1a", "ap-northeast-1c"),
        "Terraform: another block": Block("aws_subnet.shop_public_a", "/24\"", "/25\""),
        "Terraform: another NAT gateway": Block("aws_route.shop_private_a_default", "shop_a.id", "shop_d.id"),
        "Terraform: IPv6 goes out another way": Block("aws_route.shop_private_a_default_ipv6", "egress_only_gateway_id", "gateway_id"),
        "Terraform: another IPv6 index": Block("aws_subnet.shop_private_a", ", 8, ", ", 8, 1"),
        "Terraform: IPv6 parts of another size": Block("aws_subnet.shop_private_a", ", 8, ", ", 7, "),
        "Terraform: no IPv6": Block("aws_vpc.shop", "  assign_generated_ipv6_cidr_block = true\n", ""),
        "Terraform: an elastic IP is not kept": Block("aws_eip.shop_nat_a", "prevent_destroy = true", "prevent_destroy = false"),
        "Terraform: an elastic IP does not wait": Block("aws_eip.shop_nat_a", "depends_on = [aws_internet_gateway.shop]", ""),
        "Terraform: the flow log does not wait": Block("aws_flow_log.shop", "depends_on = [aws_iam_role_policy.", "depends_on = [aws_iam_role."),
        "Terraform: a tag has another name": Block("aws_vpc.shop", "CostCenter", "CostCentre"),
        "Terraform: another owner": Block("aws_vpc.shop", "\"platform\"", "\"nobody\""),
        "Terraform: the default group keeps its rules": Without("aws_default_security_group.shop"),
        "Terraform: the default group hears everybody": Block("aws_default_security_group.shop", "vpc_id", "ingress = []\n  vpc_id"),
        "Terraform: an ACL is of nobody": Without("aws_network_acl_association.shop_database_a"),
        "Terraform: an output leads elsewhere": Block("output.shop_vpc_id", "aws_vpc.shop.id", "aws_internet_gateway.shop.id"),
        "Terraform: an output that lacks a zone": Block("output.shop_public_subnet_ids", "    a = aws_subnet.shop_public_a.id\n", ""),
        "Terraform: a resource that is not there": Block("aws_route.shop_public_default", "aws_internet_gateway.shop.id", "aws_internet_gateway.other.id"),
        "Terraform: an endpoint of the other type": Block("aws_vpc_endpoint.shop_s3", "\"Gateway\"", "\"Interface\""),
        "Terraform: only sometimes": Block("aws_vpc.shop", "cidr_block", "count = 0\n  cidr_block"),
    }
    "three-tier" "cloudformation/deploy.json" {
        "another Region": Template(|t| t["stacks"][0]["region"] = json!("us-east-1")),
        "nobody allows the role": Template(|t| drop(take(&mut t["stacks"][0], "capabilities"))),
    }
    "counted-zones" "cloudformation/app.json" {
        "two zones are one": Template(|t| {
            let text = t.to_string().replacen("{\"Ref\":\"Zone2\"}", "{\"Ref\":\"Zone1\"}", 1);
            *t = serde_json::from_str(&text).unwrap();
        }),
    }
    "everything" "cloudformation/main.json" {
        // With an elastic IP of its own it would wait for that.
        "a NAT gateway does not wait for the gateway": Template(|t| unordered(t, "MainEuw1Az1NatGateway")),
        "a subnet does not wait for the block that it lies in": Template(|t| {
            let subnets = t["Resources"].as_object_mut().unwrap().values_mut();
            let mut subnets = subnets.into_iter().filter(|one| one["Type"] == "AWS::EC2::Subnet");
            let within = |one: &Value| one["Properties"]["CidrBlock"].as_str().is_some_and(|cidr| cidr.starts_with("100.64."));
            let subnet = subnets.find(|one| within(one)).unwrap();
            subnet["DependsOn"] = json!("MainIpv6Cidr");
        }),
    }
    "everything" "cloudformation/deploy.json" {
        "a stack is too early": Template(|t| t["stacks"].as_array_mut().unwrap().reverse()),
    }
    "everything" "cloudformation/main-endpoints.json" {
        "a policy allows more": Template(|t| {
            let statements = &mut properties(t, "MainS3Endpoint")["PolicyDocument"]["Statement"];
            statements[1]["Action"] = json!(["s3:*"]);
        }),
        "private names are for everybody": Template(|t| {
            let dns = &mut properties(t, "MainS3InterfaceEndpoint")["DnsOptions"];
            dns["PrivateDnsOnlyForInboundResolverEndpoint"] = json!("AllResolvers");
        }),
        "an interface does not wait for the gateway beside it": Template(|t| unordered(t, "MainS3InterfaceEndpoint")),
        "a policy denies no more": Template(|t| {
            properties(t, "MainS3Endpoint")["PolicyDocument"]["Statement"][0]["Effect"] = json!("Allow");
        }),
    }
    "hub-spoke" "cloudformation/hub.json" {
        "attachments meet in one table": Template(|t| {
            set(t, "HubTransitGateway", "DefaultRouteTableAssociation", json!("enable"));
        }),
        "the ASN is another": Template(|t| set(t, "HubTransitGateway", "AmazonSideAsn", json!(64513))),
        "an output of another table": Template(|t| {
            t["Outputs"]["HubEgressTransitGatewayTableId"]["Value"] = reference("HubSharedTransitGatewayTable");
        }),
    }
    "hub-spoke" "cloudformation/hub-routes.json" {
        "a hairpin": Template(|t| without(t, "HubDevelopmentPoolProductionTransitGatewayRoute")),
        "a blackhole of another block": Template(|t| {
            set(t, "HubDevelopmentPoolProductionTransitGatewayRoute", "DestinationCidrBlock", json!("10.0.0.0/13"));
        }),
        "a default route does not wait for what its table drops": Template(|t| {
            let after = &mut t["Resources"]["HubDevelopmentDefaultTransitGatewayRoute"]["DependsOn"];
            after.as_array_mut().unwrap().retain(|one| *one != "HubDevelopmentPoolSharedTransitGatewayRoute");
        }),
        "a static route of another table": Template(|t| {
            swap(
                t,
                "HubProductionPoolSharedTransitGatewayRoute",
                "HubSharedPoolProductionTransitGatewayRoute",
                "TransitGatewayRouteTableId",
            );
        }),
    }
    "hub-spoke" "cloudformation/inspection.json" {
        "a firewall that may be deleted unless somebody says so": Template(|t| {
            t["Parameters"]["InspectionFirewallDeleteProtection"]["Default"] = "false".into();
        }),
        "appliance mode is off": Template(|t| {
            properties(t, "InspectionTransitGatewayAttachment")["Options"]["ApplianceModeSupport"] = json!("disable");
        }),
        "the endpoint of another zone": Template(|t| {
            swap(t, "InspectionAttachmentADefaultRoute", "InspectionAttachmentBDefaultRoute", "VpcEndpointId");
        }),
        "the second endpoint, whatever zone it is": Template(|t| {
            properties(t, "InspectionAttachmentADefaultRoute")["VpcEndpointId"]["Fn::Select"][0] = json!(1);
        }),
        "rules in another order": Template(|t| {
            let group = &mut properties(t, "InspectionInternetFirewallRuleGroup")["RuleGroup"];
            group["RulesSource"]["StatefulRules"].as_array_mut().unwrap().reverse();
        }),
        "a rule passes one way": Template(|t| {
            let group = &mut properties(t, "InspectionPairsFirewallRuleGroup")["RuleGroup"];
            group["RulesSource"]["StatefulRules"][0]["Header"]["Direction"] = json!("FORWARD");
        }),
        "what no rule names passes": Template(|t| {
            properties(t, "InspectionFirewallPolicy")["FirewallPolicy"]["StatefulDefaultActions"] = json!(["aws:alert_strict"]);
        }),
        "rule groups in another order": Template(|t| {
            let policy = &mut properties(t, "InspectionFirewallPolicy")["FirewallPolicy"];
            policy["StatefulRuleGroupReferences"][0]["Priority"] = json!(300);
        }),
        "the firewall lacks a zone": Template(|t| {
            properties(t, "InspectionFirewall")["SubnetMappings"].as_array_mut().unwrap().pop();
        }),
        "alerts go where flows go": Template(|t| {
            let configs = &mut properties(t, "InspectionFirewallLogging")["LoggingConfiguration"]["LogDestinationConfigs"];
            configs[1]["LogDestination"] = configs[0]["LogDestination"].clone();
        }),
        "what comes from the transit gateway does not wait for the firewall's routes": Template(|t| {
            let after = &mut t["Resources"]["InspectionAttachmentARouteTableAssociation"]["DependsOn"];
            *after = json!("InspectionAttachmentADefaultRoute");
        }),
        "a route does not wait for the attachment": Template(|t| unordered(t, "InspectionFirewallDefaultRoute")),
    }
    "hub-spoke" "cloudformation/orders.json" {
        "a spoke in another table": Template(|t| {
            let other = reference("HubInspectionTransitGatewayTableId");
            set(t, "OrdersTransitGatewayAssociation", "TransitGatewayRouteTableId", other);
        }),
        "the attachment lacks a zone": Template(|t| {
            properties(t, "OrdersTransitGatewayAttachment")["SubnetIds"].as_array_mut().unwrap().pop();
        }),
        "a default route does not wait for the attachment": Template(|t| unordered(t, "OrdersPrivateDefaultRoute")),
    }
    "hub-spoke" "cloudformation/deploy.json" {
        "a parameter is another output": Template(|t| {
            let parameters = &mut t["stacks"][1]["parameters"];
            parameters[0]["from"]["output"] = parameters[1]["from"]["output"].clone();
        }),
        "a parameter is not given": Template(|t| drop(t["stacks"][1]["parameters"].as_array_mut().unwrap().pop())),
        "a stack is after nobody": Template(|t| drop(take(&mut t["stacks"][2], "after"))),
    }
    "hub-spoke" "terraform/vpc_inspection.tf" {
        "Terraform: appliance mode is off": Block(
            "aws_ec2_transit_gateway_vpc_attachment.inspection",
            "\"enable\"\n  dns_support",
            "\"disable\"\n  dns_support"
        ),
        "Terraform: the endpoint of another zone": Block("aws_route.inspection_attachment_a_default", "us-east-1a", "us-east-1b"),
        "Terraform: every endpoint but that of the zone": Block("aws_route.inspection_attachment_a_default", "==", "!="),
        "Terraform: the gateway associates as well": Block(
            "aws_ec2_transit_gateway_vpc_attachment.inspection",
            "table_association = false",
            "table_association = true"
        ),
        "Terraform: a route does not wait for the attachment": Block(
            "aws_route.inspection_firewall_default",
            "depends_on = [aws_ec2_transit_gateway_vpc_attachment.inspection]",
            ""
        ),
        "Terraform: a rule passes": Block("aws_networkfirewall_rule_group.inspection_internet", "DROP", "PASS"),
        "Terraform: the firewall may be deleted": Block(
            "aws_networkfirewall_firewall.inspection", "delete_protection   = true", "delete_protection   = false"
        ),
    }
    "nested" "cloudformation/root.json" {
        "a nested stack is given another output": Template(|t| {
            let parameters = &mut properties(t, "OneStack")["Parameters"];
            parameters["HubLeftTransitGatewayTableId"] = parameters["HubRightTransitGatewayTableId"].clone();
        }),
        "a nested stack is given another zone": Template(|t| properties(t, "OneStack")["Parameters"]["Zone1"] = reference("Zone2")),
        "a nested stack is made of another template": Template(|t| {
            let other = properties(t, "OneStack")["TemplateURL"].clone();
            set(t, "TwoStack", "TemplateURL", other);
        }),
    }
    "peers" "cloudformation/group-rules-data-shop.json" {
        "a rule about a group of another VPC has the ends the other way round": Template(|t| {
            let rule = properties(t, "DataDbFromVpcShopGroupAppTcp5432Ingress");
            let (own, peer) = (take(rule, "GroupId"), take(rule, "SourceSecurityGroupId"));
            set(t, "DataDbFromVpcShopGroupAppTcp5432Ingress", "GroupId", peer);
            set(t, "DataDbFromVpcShopGroupAppTcp5432Ingress", "SourceSecurityGroupId", own);
        }),
        "a rule about a group of another VPC is gone": Template(|t| without(t, "ShopAppFromVpcDataGroupDbTcp9090Ingress")),
    }
    "peers" "terraform/group_rules_data_lab.tf" {
        "Terraform: a rule about a group does not wait for the peering": Block(
            "aws_vpc_security_group_egress_rule.lab_client_to_vpc_data_group_db_tcp_5432",
            "depends_on = [aws_vpc_peering_connection.bench]",
            ""
        ),
    }
    "peers" "terraform/group_rules_data_shop.tf" {
        "Terraform: a rule about a group does not wait for an attachment": Block(
            "aws_vpc_security_group_ingress_rule.data_db_from_vpc_shop_group_app_tcp_5432",
            "    aws_ec2_transit_gateway_vpc_attachment.shop,\n",
            ""
        ),
    }
    "peers" "cloudformation/deploy.json" {
        "rules about groups do not wait for the peering": Template(|t| {
            let stacks = t["stacks"].as_array_mut().unwrap();
            let rules = stacks.iter_mut().find(|one| one["stack"] == "peers-group-rules-data-lab").unwrap();
            rules["after"].as_array_mut().unwrap().retain(|one| one != "peers-peering-data-lab");
        }),
    }
    "hub-variants" "cloudformation/alpha.json" {
        "the attachment carries no IPv6": Template(|t| {
            properties(t, "AlphaTransitGatewayAttachment")["Options"]["Ipv6Support"] = json!("disable");
        }),
    }
    "hub-variants" "cloudformation/peering-beta-island.json" {
        "the peering's ends are the other way round": Template(|t| {
            let beta = take(properties(t, "IslandsVpcPeering"), "VpcId");
            let island = take(properties(t, "IslandsVpcPeering"), "PeerVpcId");
            set(t, "IslandsVpcPeering", "VpcId", island);
            set(t, "IslandsVpcPeering", "PeerVpcId", beta);
        }),
        "a route of the other side": Template(|t| {
            set(t, "BetaAppTo102020020Route", "RouteTableId", reference("IslandAppRouteTableId"));
        }),
    }
    "accounts" "cloudformation/hub.json" {
        "the gateway is shared with nobody outside": Template(|t| {
            set(t, "HubResourceShare", "AllowExternalPrincipals", json!(false));
        }),
    }
    "accounts" "terraform/share_hub_partner.tf" {
        "the principal is another account": Block("aws_ram_principal_association.hub_partner", "var.account_partner_id", "\"222222222222\""),
    }
    "accounts" "terraform/hub_hub.tf" {
        "the share has nothing in it": Without("aws_ram_resource_association.hub"),
    }
}

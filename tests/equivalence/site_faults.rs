//! Faults in hybrid connectivity, in the text of one dialect: what an end of a tunnel or of a session would disagree about, ways
//! that are missing, and what waits for what.

use serde_json::{Value, json};

use super::fault::Edit::{Block, Template, Without};
use super::fault::{Fault, faults, properties, reference, set, swap, take, unordered, without};

faults! {
    "hybrid" "cloudformation/site-tokyo.json" {
        "another DH group of phase 1": Template(|t| tunnel(t, 0)["Phase1DHGroupNumbers"][0]["Value"] = json!(14)),
        "another DH group of phase 2": Template(|t| tunnel(t, 1)["Phase2DHGroupNumbers"][0]["Value"] = json!(19)),
        "a DH group more": Template(|t| {
            tunnel(t, 0)["Phase2DHGroupNumbers"].as_array_mut().unwrap().push(json!({ "Value": 2 }));
        }),
        "another encryption of phase 1": Template(|t| tunnel(t, 0)["Phase1EncryptionAlgorithms"][0]["Value"] = json!("AES128")),
        "another encryption of phase 2": Template(|t| tunnel(t, 1)["Phase2EncryptionAlgorithms"][0]["Value"] = json!("AES256")),
        "another integrity": Template(|t| tunnel(t, 1)["Phase1IntegrityAlgorithms"][0]["Value"] = json!("SHA1")),
        "IKEv1 as well": Template(|t| tunnel(t, 0)["IKEVersions"].as_array_mut().unwrap().push(json!({ "Value": "ikev1" }))),
        "another lifetime of phase 1": Template(|t| tunnel(t, 0)["Phase1LifetimeSeconds"] = json!(3600)),
        "another lifetime of phase 2": Template(|t| tunnel(t, 1)["Phase2LifetimeSeconds"] = json!(1800)),
        "another margin of rekeying": Template(|t| tunnel(t, 1)["RekeyMarginTimeSeconds"] = json!(540)),
        "another timeout of DPD": Template(|t| tunnel(t, 0)["DPDTimeoutSeconds"] = json!(60)),
        "DPD clears": Template(|t| tunnel(t, 1)["DPDTimeoutAction"] = json!("clear")),
        "AWS does not start": Template(|t| tunnel(t, 0)["StartupAction"] = json!("add")),
        "another window of replay": Template(|t| tunnel(t, 1)["ReplayWindowSize"] = json!(64)),
        "AWS changes tunnels when it is told to": Template(|t| tunnel(t, 0)["EnableTunnelLifecycleControl"] = json!(true)),
        "AWS's default for a lifetime": Template(|t| drop(take(tunnel(t, 0), "Phase1LifetimeSeconds"))),
        "the tunnels have each other's address": Template(|t| {
            properties(t, "TokyoInetVpnConnection")["VpnTunnelOptionsSpecifications"].as_array_mut().unwrap().reverse();
        }),
        "another address of a tunnel": Template(|t| tunnel(t, 1)["TunnelInsideCidr"] = json!("169.254.16.32/30")),
        "a key stands in the template": Template(|t| tunnel(t, 0)["PreSharedKey"] = json!("a_key_in_plain_text")),
        "the key of the other tunnel": Template(|t| tunnel(t, 0)["PreSharedKey"] = tunnel(t, 1)["PreSharedKey"].clone()),
        "the key of another secret": Template(|t| {
            tunnel(t, 1)["PreSharedKey"] = json!("{{resolve:secretsmanager:corp/vpn/other:SecretString:tunnel2}}");
        }),
        "keys in Secrets Manager": Template(|t| {
            set(t, "TokyoInetVpnConnection", "PreSharedKeyStorage", json!("SecretsManager"));
        }),
        "a connection without BGP": Template(|t| set(t, "TokyoInetVpnConnection", "StaticRoutesOnly", json!(true))),
        "a connection goes with its stack": Template(|t| {
            drop(take(&mut t["Resources"]["TokyoInetVpnConnection"], "DeletionPolicy"));
        }),
        "a customer gateway of another address": Template(|t| {
            set(t, "TokyoInetCustomerGateway", "IpAddress", json!("203.0.113.11"));
        }),
        "a customer gateway of another ASN": Template(|t| set(t, "TokyoInetCustomerGateway", "BgpAsn", json!(65001))),
        "another VLAN": Template(|t| set(t, "TokyoDx1TransitVirtualInterface", "Vlan", json!(301))),
        "another MTU": Template(|t| set(t, "TokyoDx1TransitVirtualInterface", "Mtu", json!(8500))),
        "SiteLink that nobody asked for": Template(|t| {
            set(t, "TokyoDx1TransitVirtualInterface", "EnableSiteLink", json!(true));
        }),
        "another ASN of a session": Template(|t| session(t)["Asn"] = json!("65001")),
        "another link address of AWS": Template(|t| session(t)["AmazonAddress"] = json!("169.254.32.5/30")),
        "another link address of the site": Template(|t| session(t)["CustomerAddress"] = json!("169.254.32.2/29")),
        "a key of a session in the template": Template(|t| session(t)["AuthKey"] = json!("a_key_in_plain_text")),
        "a session without key": Template(|t| drop(take(session(t), "AuthKey"))),
        "another Direct Connect connection": Template(|t| {
            set(t, "TokyoDx1TransitVirtualInterface", "ConnectionId", json!("dxcon-ffabc124"));
        }),
        "an alarm on nothing": Template(|t| drop(take(properties(t, "TokyoInetAlarm"), "Dimensions"))),
        "an alarm on the other connection": Template(|t| {
            properties(t, "TokyoDxconFfabc123Alarm")["Dimensions"][0]["Value"] = json!("dxcon-ffabc124");
        }),
        "an alarm when both tunnels are down": Template(|t| set(t, "TokyoInetAlarm", "Statistic", json!("Maximum"))),
        "no data is no alarm": Template(|t| set(t, "TokyoDx1Alarm", "TreatMissingData", json!("notBreaching"))),
        "nobody hears that all is well": Template(|t| drop(take(properties(t, "TokyoDx1Alarm"), "OKActions"))),
        "an event rule without its target": Template(|t| drop(take(properties(t, "TokyoEventRule"), "Targets"))),
        "an event rule of another service": Template(|t| {
            properties(t, "TokyoEventRule")["EventPattern"]["detail"]["service"][0] = json!("EC2");
        }),
        "events may not publish": Template(|t| {
            properties(t, "TokyoTopicPolicy")["PolicyDocument"]["Statement"].as_array_mut().unwrap().pop();
        }),
        "alarms of any account may publish": Template(|t| {
            let statement = &mut properties(t, "TokyoTopicPolicy")["PolicyDocument"]["Statement"][0];
            drop(take(statement, "Condition"));
        }),
        "somebody else is told": Template(|t| {
            set(t, "TokyoNocExampleComSubscription", "Endpoint", json!("somebody@example.com"));
        }),
    }
    "vpn-options" "cloudformation/site-tokyo.json" {
        "a connection that is not accelerated": Template(|t| drop(take(properties(t, "TokyoInetVpnConnection"), "EnableAcceleration"))),
        "standard tunnels": Template(|t| set(t, "TokyoDx1VpnConnection", "TunnelBandwidth", json!("standard"))),
        "large tunnels that nobody asked for": Template(|t| set(t, "TokyoLteVpnConnection", "TunnelBandwidth", json!("large"))),
        "a tunnel without logs": Template(|t| drop(take(tunnel(t, 1), "LogOptions"))),
        "a log of BGP that is off": Template(|t| tunnel(t, 0)["LogOptions"]["CloudwatchLogOptions"]["BgpLogEnabled"] = json!(false)),
        "logs in another form": Template(|t| tunnel(t, 0)["LogOptions"]["CloudwatchLogOptions"]["BgpLogOutputFormat"] = json!("json")),
        "a log of activity in that of BGP": Template(|t| {
            let logs = &mut properties(t, "TokyoDx1VpnConnection")["VpnTunnelOptionsSpecifications"][0]["LogOptions"]["CloudwatchLogOptions"];
            logs["LogGroupArn"] = logs["BgpLogGroupArn"].clone();
        }),
        "a log that is kept for less": Template(|t| set(t, "TokyoDx1BgpLogGroup", "RetentionInDays", json!(7))),
        "a log group outside of what delivery may write to": Template(|t| {
            set(t, "TokyoDx1BgpLogGroup", "LogGroupName", json!("/vpn/vpn-options/tokyo/dx-1/bgp"));
        }),
        "AWS replaces ends of tunnels by itself": Template(|t| {
            properties(t, "TokyoDx1VpnConnection")["VpnTunnelOptionsSpecifications"][1]["EnableTunnelLifecycleControl"] = json!(false);
        }),
    }
    "vpn-options" "terraform/site_tokyo.tf" {
        "Terraform: standard tunnels": Block("aws_vpn_connection.tokyo_isp_b", "\"large\"", "\"standard\""),
        "Terraform: not accelerated": Block("aws_vpn_connection.tokyo_inet", "enable_acceleration   = true", "enable_acceleration   = false"),
        "Terraform: no log of activity": Block("aws_vpn_connection.tokyo_lte", "log_enabled       = true", "log_enabled       = false"),
        "Terraform: the log of the other connection": Block("aws_vpn_connection.tokyo_inet", "tokyo_inet_bgp", "tokyo_dx_1_bgp"),
    }
    "hybrid" "cloudformation/site-osaka.json" {
        "an alarm on the other VPN connection": Template(|t| swap(t, "OsakaFirstAlarm", "OsakaSecondAlarm", "Dimensions")),
        "a connection ends at the other router": Template(|t| {
            swap(t, "OsakaFirstVpnConnection", "OsakaSecondVpnConnection", "CustomerGatewayId");
        }),
        "an ASN of four bytes cut to two": Template(|t| {
            drop(take(properties(t, "OsakaFirstCustomerGateway"), "BgpAsnExtended"));
            set(t, "OsakaFirstCustomerGateway", "BgpAsn", json!(23456));
        }),
    }
    "hybrid" "cloudformation/direct-connect-main.json" {
        "an allowed prefix more": Template(|t| {
            let prefixes = &mut properties(t, "MainHubDirectConnectAssociation")["AllowedPrefixesToDirectConnectGateway"];
            prefixes.as_array_mut().unwrap().push(json!("10.1.0.0/16"));
        }),
        "another allowed prefix": Template(|t| {
            let prefixes = &mut properties(t, "MainHubDirectConnectAssociation")["AllowedPrefixesToDirectConnectGateway"];
            prefixes[0] = json!("10.0.0.0/15");
        }),
        "another ASN of AWS": Template(|t| set(t, "MainDirectConnectGateway", "AmazonSideAsn", json!("64512"))),
    }
    "hybrid" "cloudformation/hub-routes.json" {
        "a site without BGP has no route": Template(|t| without(t, "HubCloud172170016TransitGatewayRoute")),
        "a route to the other site": Template(|t| {
            let route = "HubCloud172170016TransitGatewayRoute";
            set(t, route, "TransitGatewayAttachmentId", reference("OsakaFirstAttachmentId"));
            t["Resources"][route]["Condition"] = json!("HasOsakaFirstAttachmentId");
        }),
    }
    "hybrid" "cloudformation/hybrid-routing-hub.json" {
        "a segment does not learn a site": Template(|t| without(t, "HubTokyoInetCloudTransitGatewayPropagation")),
        "a segment does not learn what lies behind Direct Connect": Template(|t| {
            without(t, "HubMainCloudTransitGatewayPropagation");
        }),
        "a site is in another segment": Template(|t| {
            let other = reference("HubBranchesTransitGatewayTableId");
            set(t, "HubTokyoInetTransitGatewayAssociation", "TransitGatewayRouteTableId", other);
        }),
        "a condition on the wrong parameter": Template(|t| {
            t["Resources"]["HubTokyoInetTransitGatewayAssociation"]["Condition"] = json!("HasOsakaFirstAttachmentId");
        }),
        "a condition that asks for another parameter": Template(|t| {
            t["Conditions"]["HasTokyoInetAttachmentId"]["Fn::Not"][0]["Fn::Equals"][0] = reference("HubMainAttachmentId");
        }),
        "a condition that is the other way round": Template(|t| {
            let not = take(&mut t["Conditions"]["HasTokyoInetAttachmentId"], "Fn::Not");
            t["Conditions"]["HasTokyoInetAttachmentId"] = not[0].clone();
        }),
        "no condition": Template(|t| {
            drop(take(&mut t["Resources"]["HubMainTransitGatewayAssociation"], "Condition"));
        }),
        "a parameter that cannot be empty": Template(|t| drop(take(&mut t["Parameters"]["TokyoInetAttachmentId"], "Default"))),
    }
    "hybrid" "cloudformation/deploy.json" {
        "the order forgets the Direct Connect gateway": Template(|t| {
            let before = entry(t, "hybrid-hybrid-routing-hub")["after"].as_array_mut().unwrap();
            before.retain(|one| one != "hybrid-direct-connect-main");
        }),
        "the site comes before the Direct Connect gateway": Template(|t| {
            let before = entry(t, "hybrid-site-tokyo")["after"].as_array_mut().unwrap();
            before.retain(|one| one != "hybrid-direct-connect-main");
        }),
        "nobody deploys the Direct Connect gateway": Template(|t| {
            t["stacks"].as_array_mut().unwrap().retain(|one| one["stack"] != "hybrid-direct-connect-main");
        }),
        "a command looks up another connection": Template(|t| {
            lookup(t, "TokyoInetAttachmentId")["with"]["RESOURCE"] =
                json!({ "stack": "hybrid-site-osaka", "output": "OsakaFirstVpnConnectionId" });
        }),
        "a command looks at another transit gateway": Template(|t| {
            lookup(t, "HubMainAttachmentId")["with"]["TRANSIT_GATEWAY"]["output"] = json!("HubCloudTransitGatewayTableId");
        }),
        "a command takes the id of another gateway": Template(|t| {
            command(t, "HubMainAttachmentId", "${TRANSIT_GATEWAY}", "tgw-0123456789abcdef0");
        }),
        "a command finds what is being deleted": Template(|t| {
            command(t, "TokyoInetAttachmentId", " Name=state,Values=available", "");
        }),
        "a command asks for another kind of attachment": Template(|t| {
            command(t, "HubMainAttachmentId", "direct-connect-gateway", "vpn");
        }),
        "a command asks in another Region": Template(|t| {
            command(t, "TokyoInetAttachmentId", "ap-northeast-1", "us-east-1");
        }),
    }
    "hybrid" "terraform/site_tokyo.tf" {
        "Terraform: another DH group": Block("aws_vpn_connection.tokyo_inet", "group_numbers         = [20]", "group_numbers = [14]"),
        "Terraform: another encryption": Block("aws_vpn_connection.tokyo_inet", "AES256-GCM-16", "AES128-GCM-16"),
        "Terraform: another lifetime": Block("aws_vpn_connection.tokyo_inet", "28800", "14400"),
        "Terraform: DPD does nothing": Block("aws_vpn_connection.tokyo_inet", "\"restart\"", "\"none\""),
        "Terraform: AWS does not start": Block("aws_vpn_connection.tokyo_inet", "\"start\"", "\"add\""),
        "Terraform: a key stands in the file": Block("aws_vpn_connection.tokyo_inet", "var.tokyo_inet_tunnel1", "\"a_key_in_plain_text\""),
        "Terraform: the key of the other tunnel": Block("aws_vpn_connection.tokyo_inet", "tokyo_inet_tunnel1", "tokyo_inet_tunnel2"),
        "Terraform: another VLAN": Block("aws_dx_transit_virtual_interface.tokyo_dx_1", "300", "301"),
        "Terraform: another MTU": Block("aws_dx_transit_virtual_interface.tokyo_dx_1", "1500", "8500"),
        "Terraform: another ASN": Block("aws_dx_transit_virtual_interface.tokyo_dx_1", "65000", "65001"),
        "Terraform: the ends have each other's address": Block("aws_dx_transit_virtual_interface.tokyo_dx_1", "169.254.32.1/30", "169.254.32.2/30"),
        "Terraform: an event rule without its target": Without("aws_cloudwatch_event_target.tokyo"),
        "Terraform: an alarm on another connection": Block("aws_cloudwatch_metric_alarm.tokyo_dx_1", "dxcon-ffabc123", "dxcon-ffabc124"),
        "Terraform: an alarm tells nobody": Block("aws_cloudwatch_metric_alarm.tokyo_inet", "[aws_sns_topic.tokyo.arn]", "[]"),
    }
    "hybrid" "terraform/hub_hub_routes.tf" {
        "Terraform: a route to another site": Block(
            "aws_ec2_transit_gateway_route.hub_cloud_172_17_0_0_16", "depot_old.transit", "osaka_first.transit"
        ),
    }
    "hybrid" "terraform/hybrid_routing_hub.tf" {
        "Terraform: a segment does not learn a site": Without("aws_ec2_transit_gateway_route_table_propagation.hub_tokyo_inet_cloud"),
        "Terraform: a look-up hides behind a gateway that changes in place": Block(
            "data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main", "local.hub_main_dx_gateway_id", "aws_dx_gateway.main.id"
        ),
        "Terraform: an attachment is looked up too early": Block(
            "data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main", "[local.hub_main_dx_gateway_association_dx_gateway_owner_account_id]", "[]"
        ),
    }
    "hybrid" "terraform/direct_connect_main.tf" {
        "Terraform: an allowed prefix more": Block("aws_dx_gateway_association.main_hub", "/16\"", "/16\", \"10.1.0.0/16\""),
        "Terraform: the gateway may be deleted": Block("aws_dx_gateway.main", "prevent_destroy = true", "prevent_destroy = false"),
    }
    "site-jumbo" "cloudformation/site-tokyo.json" {
        "no jumbo frames": Template(|t| set(t, "TokyoDx1PrivateVirtualInterface", "Mtu", json!(1500))),
    }
    "site-jumbo" "terraform/site_tokyo.tf" {
        "Terraform: jumbo frames are set back": Block("aws_dx_private_virtual_interface.tokyo_dx_1", "ignore_changes = [mtu]", "prevent_destroy = true"),
        "Terraform: jumbo frames are said and ignored": Block("aws_dx_private_virtual_interface.tokyo_dx_1", "300", "300\n  mtu = 1500"),
    }
    "vpn-gateway" "cloudformation/app.json" {
        "the propagation does not wait for the VPN gateway": Template(|t| unordered(t, "AppPrivateVpnGatewayPropagation")),
        "no table learns the sites": Template(|t| without(t, "AppPrivateVpnGatewayPropagation")),
        "another table learns the sites": Template(|t| {
            properties(t, "AppPrivateVpnGatewayPropagation")["RouteTableIds"][0] = reference("AppDataRouteTable");
        }),
        "the VPN gateway is not attached": Template(|t| {
            unordered(t, "AppPrivateVpnGatewayPropagation");
            without(t, "AppVpnGatewayAttachment");
        }),
        "another ASN of the VPN gateway": Template(|t| set(t, "AppVpnGateway", "AmazonSideAsn", json!(64513))),
    }
    "vpn-gateway" "cloudformation/site-stall.json" {
        "a static route is gone": Template(|t| without(t, "StallVpn19202024VpnConnectionRoute")),
        "another static route": Template(|t| {
            set(t, "StallVpn19202024VpnConnectionRoute", "DestinationCidrBlock", json!("192.0.2.0/25"));
        }),
    }
    "vpn-gateway" "terraform/vpc_app.tf" {
        "Terraform: the propagation does not wait": Block(
            "aws_vpn_gateway_route_propagation.app_private", "depends_on = [aws_vpn_gateway_attachment.app]", ""
        ),
    }
    "dx-vpn" "cloudformation/direct-connect-main.json" {
        "an association without prefixes": Template(|t| {
            drop(take(properties(t, "MainHubDirectConnectAssociation"), "AllowedPrefixesToDirectConnectGateway"));
        }),
    }
    "site-several-vpcs" "cloudformation/direct-connect-main.json" {
        "two of several VPCs have each other's prefixes": Template(|t| {
            let app = properties(t, "MainAppDirectConnectAssociation")["AllowedPrefixesToDirectConnectGateway"].clone();
            set(t, "MainDataDirectConnectAssociation", "AllowedPrefixesToDirectConnectGateway", app);
        }),
        "one of several VPCs is not behind the gateway": Template(|t| without(t, "MainToolsDirectConnectAssociation")),
        "one of several VPCs is behind the gateway twice": Template(|t| {
            let app = properties(t, "MainAppDirectConnectAssociation")["AssociatedGatewayId"].clone();
            set(t, "MainDataDirectConnectAssociation", "AssociatedGatewayId", app);
        }),
    }
    "site-several-vpcs" "terraform/direct_connect_main.tf" {
        "Terraform: an association does not wait for its VPC": Block(
            "aws_dx_gateway_association.main_tools", "depends_on = [aws_vpn_gateway_attachment.tools]",
            "depends_on = [aws_vpn_gateway_attachment.app]"
        ),
    }
}

/// What one tunnel of Tokyo's connection is told.
#[track_caller]
fn tunnel(template: &mut Value, at: usize) -> &mut Value {
    &mut properties(template, "TokyoInetVpnConnection")["VpnTunnelOptionsSpecifications"][at]
}

/// The BGP session of Tokyo's virtual interface.
#[track_caller]
fn session(template: &mut Value) -> &mut Value {
    &mut properties(template, "TokyoDx1TransitVirtualInterface")["BgpPeers"][0]
}

/// What `deploy.json` says of a stack.
#[track_caller]
fn entry<'a>(deploy: &'a mut Value, stack: &str) -> &'a mut Value {
    let mut stacks = deploy["stacks"].as_array_mut().unwrap().iter_mut();
    stacks.find(|one| one["stack"] == stack).unwrap_or_else(|| panic!("no {stack}"))
}

/// How a parameter of the second pass is looked up.
#[track_caller]
fn lookup<'a>(deploy: &'a mut Value, parameter: &str) -> &'a mut Value {
    let parameters = entry(deploy, "hybrid-hybrid-routing-hub")["parameters"].as_array_mut().unwrap();
    let one = parameters.iter_mut().find(|one| one["name"] == parameter).unwrap_or_else(|| panic!("no {parameter}"));
    &mut one["lookup"]
}

/// Another command for it.
#[track_caller]
fn command(deploy: &mut Value, parameter: &str, old: &str, new: &str) {
    let command = &mut lookup(deploy, parameter)["command"];
    *command = command.as_str().unwrap().replace(old, new).into();
}

//! Faults in the templates that a deployment must show.
//!
//! The trees take turns: each has an account of its own, so two cores have work.

use super::judge::Fault;

/// What stands between a default route and the line that waits for it.
macro_rules! behind_route {
    () => {
        "\n  ShopPrivateADefaultIpv6Route:\n    Type: AWS::EC2::Route\n    DependsOn: ShopIpv6Cidr\n    Properties:\n      RouteTableId: !Ref ShopPrivateARouteTable\n      DestinationIpv6CidrBlock: '::/0'\n      EgressOnlyInternetGatewayId: !Ref ShopEgressOnlyInternetGateway\n\n  ShopPrivateARouteTableAssociation:\n    Type: AWS::EC2::SubnetRouteTableAssociation\n    DependsOn:\n"
    };
}

pub const FAULTS: &[Fault] = &[
    hub(
        "a blackhole for another block",
        "cloudformation/hub-routes.yaml",
        "HubStagingTransitGatewayTableId\n      DestinationCidrBlock: 10.0.0.0/12",
        "HubStagingTransitGatewayTableId\n      DestinationCidrBlock: 10.16.0.0/12",
        "gateway table hub-staging: Routes: only",
    ),
    shop(
        "a route that is not there",
        concat!(
            "  ShopPrivateADefaultRoute:\n    Type: AWS::EC2::Route\n    Properties:\n      RouteTableId: !Ref ShopPrivateARouteTable\n      DestinationCidrBlock: 0.0.0.0/0\n      NatGatewayId: !Ref ShopANatGateway\n",
            behind_route!(),
            "      - ShopPrivateADefaultRoute\n"
        ),
        behind_route!(),
        "route table shop-private-a: Routes: only Terraform has",
    ),
    shop(
        "the route table of another tier",
        "      SubnetId: !Ref ShopPrivateASubnet\n      RouteTableId: !Ref ShopPrivateARouteTable",
        "      SubnetId: !Ref ShopPrivateASubnet\n      RouteTableId: !Ref ShopDatabaseRouteTable",
        "route table shop-database: Associations: only CloudFormation has",
    ),
    hub(
        "a propagation that is not there",
        "cloudformation/payments.yaml",
        "  PaymentsInspectionTransitGatewayPropagation:
    Type: AWS::EC2::TransitGatewayRouteTablePropagation
    Properties:
      TransitGatewayRouteTableId: !Ref HubInspectionTransitGatewayTableId
      TransitGatewayAttachmentId: !Ref PaymentsTransitGatewayAttachment
",
        "",
        "gateway table hub-inspection: Propagations: only Terraform has",
    ),
    shop(
        "the NAT gateway of another zone",
        "NatGatewayId: !Ref ShopCNatGateway",
        "NatGatewayId: !Ref ShopDNatGateway",
        "NAT gateway shop-nat-d",
    ),
    shop(
        "a NAT gateway in a private subnet",
        "      ConnectivityType: public\n      SubnetId: !Ref ShopPublicASubnet",
        "      ConnectivityType: public\n      SubnetId: !Ref ShopPrivateASubnet",
        "NAT gateway shop-nat-a: SubnetId",
    ),
    hub(
        "an association that is not there",
        "cloudformation/egress.yaml",
        "  EgressTransitGatewayAssociation:
    Type: AWS::EC2::TransitGatewayRouteTableAssociation
    Properties:
      TransitGatewayRouteTableId: !Ref HubEgressTransitGatewayTableId
      TransitGatewayAttachmentId: !Ref EgressTransitGatewayAttachment
",
        "",
        "gateway table hub-egress: Associations",
    ),
    shop(
        "an elastic IP of another NAT gateway",
        "AllocationId: !GetAtt ShopNatCEip.AllocationId",
        "AllocationId: !GetAtt ShopNatAEip.AllocationId",
        "is already associated",
    ),
    shop(
        "another zone",
        "      AvailabilityZone: ap-northeast-1c\n      CidrBlock: 10.0.9.0/24",
        "      AvailabilityZone: ap-northeast-1d\n      CidrBlock: 10.0.9.0/24",
        "subnet shop-database-c: AvailabilityZone: \"ap-northeast-1c\" by Terraform",
    ),
    hub(
        "a firewall that sees one direction",
        "cloudformation/inspection.yaml",
        "ApplianceModeSupport: enable",
        "ApplianceModeSupport: disable",
        "attachment inspection: Options.ApplianceModeSupport",
    ),
    shop("another block", "CidrBlock: 10.0.9.0/24", "CidrBlock: 10.0.11.0/24", "subnet shop-database-c: CidrBlock"),
    shop(
        "another slot of the IPv6 block",
        "!Select [5, !Cidr [!Select [0, !GetAtt ShopVpc.Ipv6CidrBlocks], 256, 64]]",
        "!Select [7, !Cidr [!Select [0, !GetAtt ShopVpc.Ipv6CidrBlocks], 256, 64]]",
        "number 7 of VPC shop",
    ),
    hub(
        "a segment of others",
        "cloudformation/sandbox.yaml",
        "  SandboxTransitGatewayAssociation:
    Type: AWS::EC2::TransitGatewayRouteTableAssociation
    Properties:
      TransitGatewayRouteTableId: !Ref HubDevelopmentTransitGatewayTableId
",
        "  SandboxTransitGatewayAssociation:
    Type: AWS::EC2::TransitGatewayRouteTableAssociation
    Properties:
      TransitGatewayRouteTableId: !Ref HubSharedTransitGatewayTableId
",
        "gateway table hub-shared: Associations: only CloudFormation has",
    ),
    shop(
        "an ACL rule that allows",
        "      RuleNumber: 1000
      Egress: true
      RuleAction: deny",
        "      RuleNumber: 1000
      Egress: true
      RuleAction: allow",
        "network ACL shop-public: Entries",
    ),
    shop(
        "an ACL of another tier",
        "      SubnetId: !Ref ShopPublicASubnet\n      NetworkAclId: !Ref ShopPublicNetworkAcl",
        "      SubnetId: !Ref ShopPublicASubnet\n      NetworkAclId: !Ref ShopPrivateNetworkAcl",
        "network ACL shop-private: Associations: only CloudFormation has",
    ),
    hub(
        "a rule that passes what it drops",
        "cloudformation/inspection.yaml",
        "            - Action: DROP
              Header:
                Protocol: IP
                Source: 10.0.0.0/12
                SourcePort: ANY
                Direction: FORWARD
                Destination: 10.48.0.0/12",
        "            - Action: PASS
              Header:
                Protocol: IP
                Source: 10.0.0.0/12
                SourcePort: ANY
                Direction: FORWARD
                Destination: 10.48.0.0/12",
        "rule group inspection-internet: RuleGroup.RulesSource.StatefulRules: only Terraform has",
    ),
    shop(
        "a rule for another port",
        "      ToPort: 5432
      Description: 'tcp 5432 from app'",
        "      ToPort: 5433
      Description: 'tcp 5432 from app'",
        "security group shop-db: IpPermissions",
    ),
    shop(
        "a rule from another group",
        "      GroupId: !GetAtt ShopCacheSecurityGroup.GroupId
      SourceSecurityGroupId: !GetAtt ShopAppSecurityGroup.GroupId",
        "      GroupId: !GetAtt ShopCacheSecurityGroup.GroupId
      SourceSecurityGroupId: !GetAtt ShopWebSecurityGroup.GroupId",
        "security group shop-cache: IpPermissions",
    ),
    hub(
        "rules in another order",
        "cloudformation/inspection.yaml",
        "                Destination: 10.48.0.0/12
                DestinationPort: ANY
              RuleOptions:
                - Keyword: sid
                  Settings:
                    - '4'
            - Action: DROP
              Header:
                Protocol: IP
                Source: 10.0.0.0/12
                SourcePort: ANY
                Direction: FORWARD
                Destination: 10.80.0.0/12
                DestinationPort: ANY
              RuleOptions:
                - Keyword: sid
                  Settings:
                    - '5'
",
        "                Destination: 10.80.0.0/12
                DestinationPort: ANY
              RuleOptions:
                - Keyword: sid
                  Settings:
                    - '5'
            - Action: DROP
              Header:
                Protocol: IP
                Source: 10.0.0.0/12
                SourcePort: ANY
                Direction: FORWARD
                Destination: 10.48.0.0/12
                DestinationPort: ANY
              RuleOptions:
                - Keyword: sid
                  Settings:
                    - '4'
",
        "rule group inspection-internet: RuleGroup.RulesSource.StatefulRules: in another order",
    ),
    hub(
        "a firewall that is asked last what it must drop first",
        "cloudformation/inspection.yaml",
        "          - Priority: 100\n",
        "          - Priority: 300\n",
        "firewall policy inspection: FirewallPolicy.StatefulRuleGroupReferences",
    ),
    shop(
        "an endpoint with a policy",
        "      ServiceName: com.amazonaws.ap-northeast-1.s3
",
        "      ServiceName: com.amazonaws.ap-northeast-1.s3
      PolicyDocument: { Statement: [{ Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*' }] }
",
        "endpoint shop-s3: PolicyDocument",
    ),
    shop(
        "names of an endpoint that nobody resolves",
        "      ServiceName: com.amazonaws.ap-northeast-1.ssm
      VpcEndpointType: Interface
      PrivateDnsEnabled: true",
        "      ServiceName: com.amazonaws.ap-northeast-1.ssm
      VpcEndpointType: Interface
      PrivateDnsEnabled: false",
        "endpoint shop-ssm: PrivateDnsEnabled",
    ),
    hub(
        "the firewall endpoint of another zone",
        "cloudformation/inspection.yaml",
        "'us-east-1b:'",
        "'us-east-1c:'",
        "endpoint of firewall corp-inspection in us-east-1c",
    ),
    shop("a flow log of half the traffic", "TrafficType: ALL", "TrafficType: REJECT", "flow log shop: TrafficType"),
    shop("logs that go sooner", "RetentionInDays: 30", "RetentionInDays: 7", "retentionInDays: 30 by Terraform"),
    hub(
        "names that are not shared",
        "cloudformation/shared.yaml",
        "  SharedSsmProfileResource:
    Type: AWS::Route53Profiles::ProfileResourceAssociation
    Properties:
      Name: ssm
      ProfileId: !GetAtt SharedProfile.Id
      ResourceArn: !Sub 'arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:vpc-endpoint/${SharedSsmEndpoint}'
",
        "",
        "profile shared: Resources: only Terraform has",
    ),
    shop(
        "a block that is not waited for",
        "  ShopPublicASubnet:
    Type: AWS::EC2::Subnet
    DependsOn: ShopIpv6Cidr
",
        "  ShopPublicASubnet:
    Type: AWS::EC2::Subnet
",
        "index 0 of 0 items",
    ),
    Fault {
        what: "a policy that allows what it should deny",
        tree: "everything",
        file: "cloudformation/main-endpoints.yaml",
        text: "        - !Ref MainPodsEuw1Az3RouteTableId
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: NothingElse
            Effect: Deny",
        instead: "        - !Ref MainPodsEuw1Az3RouteTableId
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: NothingElse
            Effect: Allow",
        says: "gateway endpoint main-s3: PolicyDocument.Statement",
    },
    Fault {
        what: "another clock",
        tree: "everything",
        file: "cloudformation/main.yaml",
        text: "'169.254.169.123'",
        instead: "'169.254.169.124'",
        says: "DHCP options main: DhcpConfigurations",
    },
    Fault {
        what: "options that no VPC has",
        tree: "everything",
        file: "cloudformation/main.yaml",
        text: "DhcpOptionsId: !Ref MainDhcpOptions",
        instead: "DhcpOptionsId: default",
        says: "VPC main: DhcpOptionsId",
    },
    Fault {
        what: "a server that knows no answer",
        tree: "hub-variants",
        file: "cloudformation/names.yaml",
        text: "- Ip: '192.168.2.53'",
        instead: "- Ip: '192.168.2.54'",
        says: "resolver rule names-corp.example: TargetIps",
    },
    Fault {
        what: "an address of a server that moved",
        tree: "hub-variants",
        file: "cloudformation/names.yaml",
        text: "Ip: '10.32.0.62'",
        instead: "Ip: '10.32.0.61'",
        says: "resolver endpoint names-resolver-inbound: IpAddresses",
    },
    Fault {
        what: "a peering with itself",
        tree: "hub-variants",
        file: "cloudformation/peering-beta-island.yaml",
        text: "PeerVpcId: !Ref IslandVpcId",
        instead: "PeerVpcId: !Ref BetaVpcId",
        says: "peering islands",
    },
    Fault {
        what: "an attachment of others behind a route",
        tree: "hub-variants",
        file: "cloudformation/adopted-routes.yaml",
        text: "tgw-attach-0aaaaaaaaaaaaaaa0",
        instead: "tgw-attach-0123456789abcdef0",
        says: "Routes: only CloudFormation has",
    },
];

/// Another text in the template of `three-tier`.
const fn shop(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: "three-tier", file: "cloudformation/shop.yaml", text, instead, says }
}

/// Another text in a template of `hub-spoke`.
const fn hub(
    what: &'static str,
    file: &'static str,
    text: &'static str,
    instead: &'static str,
    says: &'static str,
) -> Fault {
    Fault { what, tree: "hub-spoke", file, text, instead, says }
}

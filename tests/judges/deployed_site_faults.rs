//! Faults in the templates of hybrid connectivity, of endpoints and of what was renamed, and in the plan of two passes, that a deployment must show.

use super::judge::Fault;

pub const FAULTS: &[Fault] = &[
    Fault {
        what: "a subnet of the name that the document has by now",
        tree: "renamed",
        file: "cloudformation/orders.yaml",
        text: "Value: orders-public-a }",
        instead: "Value: shop-public-a }",
        says: "orders-public-a",
    },
    Fault {
        what: "an attachment without IPv6",
        tree: "hub-variants",
        file: "cloudformation/alpha.yaml",
        text: "Ipv6Support: enable",
        instead: "Ipv6Support: disable",
        says: "attachment alpha: Options.Ipv6Support",
    },
    Fault {
        what: "private names of S3 for everybody",
        tree: "everything",
        file: "cloudformation/main-endpoints.yaml",
        text: "PrivateDnsOnlyForInboundResolverEndpoint: OnlyInboundResolver",
        instead: "PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers",
        says: "interface endpoint main-s3: DnsOptions",
    },
    Fault {
        what: "an interface of S3 that does not wait for the gateway",
        tree: "everything",
        file: "cloudformation/main-endpoints.yaml",
        text: "    DependsOn: MainS3Endpoint\n",
        instead: "",
        says: "InvalidParameterValue",
    },
    hybrid(
        "another VLAN",
        "cloudformation/site-tokyo.yaml",
        "Vlan: 300",
        "Vlan: 301",
        "virtual interface hybrid-tokyo-dx-1: vlan",
    ),
    hybrid(
        "another MTU",
        "cloudformation/site-tokyo.yaml",
        "Mtu: 1500",
        "Mtu: 8500",
        "virtual interface hybrid-tokyo-dx-1: mtu",
    ),
    Fault {
        what: "one of several VPCs with another one's prefixes",
        tree: "site-several-vpcs",
        file: "cloudformation/direct-connect-main.yaml",
        text: "        - 10.1.0.0/16",
        instead: "        - 10.2.0.0/16",
        says: "allowedPrefixesToDirectConnectGateway: only Terraform has",
    },
    Fault {
        what: "a table of one of several VPCs that learns nothing of the sites",
        tree: "site-several-vpcs",
        file: "cloudformation/tools.yaml",
        text: "      RouteTableIds:\n        - !Ref ToolsBuildRouteTable\n",
        instead: "      RouteTableIds:\n        - !Ref ToolsPodsRouteTable\n",
        says: "tools-",
    },
    lone(
        "a static route of another prefix",
        "cloudformation/site-stall.yaml",
        "DestinationCidrBlock: 192.0.2.0/24",
        "DestinationCidrBlock: 192.0.2.0/25",
        "VPN connection stall-vpn: Routes: only Terraform has",
    ),
    hybrid(
        "another encryption of a tunnel",
        "cloudformation/site-tokyo.yaml",
        "        - TunnelInsideCidr: 169.254.16.4/30
          IKEVersions:
            - Value: ikev2
          Phase1EncryptionAlgorithms:
            - Value: AES256
",
        "        - TunnelInsideCidr: 169.254.16.4/30
          IKEVersions:
            - Value: ikev2
          Phase1EncryptionAlgorithms:
            - Value: AES128
",
        "VPN connection tokyo-inet: Options.TunnelOptions: only Terraform has",
    ),
    lone(
        "a key that is kept elsewhere",
        "cloudformation/site-stall.yaml",
        "PreSharedKeyStorage: SecretsManager",
        "PreSharedKeyStorage: Standard",
        "VPN connection stall-vpn: PreSharedKeyArn",
    ),
    hybrid(
        "an allowed prefix that is larger",
        "cloudformation/direct-connect-main.yaml",
        "        - 10.0.0.0/16",
        "        - 10.0.0.0/15",
        "allowedPrefixesToDirectConnectGateway: only Terraform has",
    ),
    lone("another ASN", "cloudformation/site-stall.yaml", "BgpAsn: 65002", "BgpAsn: 65003", "stall-edge: BgpAsn"),
    hybrid(
        "a segment that does not learn the site",
        "cloudformation/hybrid-routing-hub.yaml",
        "  HubMainCloudTransitGatewayPropagation:
    Type: AWS::EC2::TransitGatewayRouteTablePropagation
    Condition: HasHubMainAttachmentId
    Properties:
      TransitGatewayRouteTableId: !Ref HubCloudTransitGatewayTableId
      TransitGatewayAttachmentId: !Ref HubMainAttachmentId
",
        "",
        "gateway table hub-cloud: Propagations: only Terraform has",
    ),
    lone(
        "an alarm on other data",
        "cloudformation/site-office.yaml",
        "MetricName: TunnelState",
        "MetricName: TunnelDataIn",
        "alarm office-vpn: MetricName",
    ),
    hybrid(
        "what needs an attachment is made in the first pass",
        "cloudformation/hybrid-routing-hub.yaml",
        "HasHubMainAttachmentId: !Not [!Equals [!Ref HubMainAttachmentId, '']]",
        "HasHubMainAttachmentId: !Equals [!Ref HubMainAttachmentId, '']",
        "the templates cannot be deployed",
    ),
    lone(
        "an event that nobody hears",
        "cloudformation/site-office.yaml",
        "            - DIRECTCONNECT\n",
        "",
        "event rule office: EventPattern",
    ),
    hybrid(
        "a look-up of another kind of attachment",
        "cloudformation/deploy.json",
        "Name=resource-type,Values=direct-connect-gateway",
        "Name=resource-type,Values=vpn",
        "finds nothing with",
    ),
    lone(
        "a topic for others",
        "cloudformation/site-office.yaml",
        "Service: events.amazonaws.com",
        "Service: s3.amazonaws.com",
        "topic office: Policy.Statement",
    ),
    hybrid(
        "a parameter that nobody looks up",
        "cloudformation/deploy.json",
        "\"name\": \"HubMainAttachmentId\",
          \"lookup\"",
        "\"name\": \"HubMainAttachmentId\",
          \"looked\"",
        "gateway table hub-on-prem: Associations: only Terraform has",
    ),
    inside(
        "tunnels that are not inside Direct Connect",
        SITE,
        concat!(
            "      CustomerGatewayId: !Ref TokyoDx1CustomerGateway\n",
            "      TransitGatewayId: !Ref HubTransitGatewayId\n",
            "      OutsideIpAddressType: PrivateIpv4\n",
            "      TransportTransitGatewayAttachmentId: !Ref TokyoMainAttachmentId\n",
        ),
        concat!(
            "      CustomerGatewayId: !Ref TokyoDx1CustomerGateway\n",
            "      TransitGatewayId: !Ref HubTransitGatewayId\n",
        ),
        "the customer gateway has a private address",
    ),
    inside(
        "tunnels that nothing carries",
        SITE,
        concat!(
            "      CustomerGatewayId: !Ref TokyoDx2CustomerGateway\n",
            "      TransitGatewayId: !Ref HubTransitGatewayId\n",
            "      OutsideIpAddressType: PrivateIpv4\n",
            "      TransportTransitGatewayAttachmentId: !Ref TokyoMainAttachmentId\n",
        ),
        concat!(
            "      CustomerGatewayId: !Ref TokyoDx2CustomerGateway\n",
            "      TransitGatewayId: !Ref HubTransitGatewayId\n",
            "      OutsideIpAddressType: PrivateIpv4\n",
        ),
        "private outside addresses need a transport attachment",
    ),
    inside(
        "a public address at the end of a private tunnel",
        SITE,
        "IpAddress: '10.255.255.1'",
        "IpAddress: '203.0.113.11'",
        "the customer gateway has a public address",
    ),
    inside(
        "the router of another site at the end of a tunnel",
        SITE,
        "IpAddress: '10.255.255.2'",
        "IpAddress: '10.255.255.3'",
        "customer gateway 10.255.255.2 tokyo-edge-2: only Terraform makes it",
    ),
    inside(
        "a gateway without a block for tunnels",
        HUB,
        "      TransitGatewayCidrBlocks:\n        - 10.255.0.0/24\n",
        "",
        "the transit gateway has no CIDR block",
    ),
    inside(
        "tunnels out of another block",
        HUB,
        "- 10.255.0.0/24",
        "- 10.254.0.0/24",
        "VPN connection tokyo-dx-1: Options.TunnelOptions: only Terraform has",
    ),
    inside("a block that AWS finds too small", HUB, "- 10.255.0.0/24", "- 10.255.0.0/25", "smaller than /24"),
    inside("a block for tunnels in a VPC", HUB, "- 10.255.0.0/24", "- 10.0.8.0/24", "the VPC overlaps a block"),
    inside(
        "a carrier that is looked up too late",
        "cloudformation/deploy.json",
        ",\n            \"needed\": true",
        "",
        "nothing fills parameters ['TokyoMainAttachmentId']",
    ),
    inside(
        "prefixes in clear beside the tunnels",
        "cloudformation/direct-connect-main.yaml",
        "        - 10.255.0.0/24\n",
        "        - 10.255.0.0/24\n        - 10.0.0.0/16\n",
        "allowedPrefixesToDirectConnectGateway: only CloudFormation has",
    ),
    inside(
        "a segment that learns no tunnels",
        "cloudformation/hybrid-routing-hub.yaml",
        concat!(
            "  HubTokyoDx1CloudTransitGatewayPropagation:\n",
            "    Type: AWS::EC2::TransitGatewayRouteTablePropagation\n",
            "    Condition: HasTokyoDx1AttachmentId\n",
            "    Properties:\n",
            "      TransitGatewayRouteTableId: !Ref HubCloudTransitGatewayTableId\n",
            "      TransitGatewayAttachmentId: !Ref TokyoDx1AttachmentId\n",
        ),
        "",
        "gateway table hub-cloud: Propagations: only Terraform has",
    ),
    watched(
        "a site is cut off when one way is down",
        "cloudformation/site-tokyo.yaml",
        "ALARM(\"watched-tokyo-inet-tunnels\") AND ALARM",
        "ALARM(\"watched-tokyo-inet-tunnels\") OR ALARM",
        "alarm over alarms tokyo-cut-off: AlarmRule",
    ),
    watched(
        "an alarm over an alarm that is not there",
        "cloudformation/site-tokyo.yaml",
        "AND ALARM(\"watched-tokyo-dx-1\")",
        "AND ALARM(\"watched-tokyo-dx-2\")",
        "in the alarm rule do not exist",
    ),
    watched(
        "a dashboard of another metric",
        "cloudformation/monitoring--network.yaml",
        "\"AWS/TransitGateway\",\"BytesIn\",\"TransitGateway\",\"${HubTransitGatewayId}\",{\"label\":\"in\"",
        "\"AWS/TransitGateway\",\"BytesOut\",\"TransitGateway\",\"${HubTransitGatewayId}\",{\"label\":\"in\"",
        "dashboard watched-hub-hub: Body.widgets",
    ),
    watched(
        "a query over the records of another VPC",
        "cloudformation/monitoring--network.yaml",
        "Name: watched/flow-logs/rejects\n      QueryString: \"filter action = \\\"REJECT\\\"",
        "Name: watched/flow-logs/rejects\n      QueryString: \"filter action = \\\"ACCEPT\\\"",
        "saved query watched/flow-logs/rejects: queryString",
    ),
    public("a prefix that is not announced", "        - 203.0.112.0/24\n", "", "routeFilterPrefixes"),
    public(
        "the key of another entry",
        "corp/bgp/public-1:SecretString:bgp}}",
        "corp/bgp/public-1:SecretString:bfd}}",
        "authKey",
    ),
];

const SITE: &str = "cloudformation/site-tokyo.yaml";
const HUB: &str = "cloudformation/hub.yaml";

/// Another text in a file of `dx-ipsec`, whose tunnels are inside Direct Connect.
const fn inside(
    what: &'static str,
    file: &'static str,
    text: &'static str,
    instead: &'static str,
    says: &'static str,
) -> Fault {
    Fault { what, tree: "dx-ipsec", file, text, instead, says }
}

/// Another text in a file of `dx-vpn`, whose second pass looks attachments up.
const fn hybrid(
    what: &'static str,
    file: &'static str,
    text: &'static str,
    instead: &'static str,
    says: &'static str,
) -> Fault {
    Fault { what, tree: "dx-vpn", file, text, instead, says }
}

/// Another text in a file of `vpn-gateway`.
const fn lone(
    what: &'static str,
    file: &'static str,
    text: &'static str,
    instead: &'static str,
    says: &'static str,
) -> Fault {
    Fault { what, tree: "vpn-gateway", file, text, instead, says }
}

/// Another text in a file of `monitoring`.
const fn watched(
    what: &'static str,
    file: &'static str,
    text: &'static str,
    instead: &'static str,
    says: &'static str,
) -> Fault {
    Fault { what, tree: "monitoring", file, text, instead, says }
}

/// Another text in the stack of the site of `site-public`.
const fn public(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: "site-public", file: "cloudformation/site-tokyo.yaml", text, instead, says }
}

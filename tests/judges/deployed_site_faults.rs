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
    lone(
        "another ASN",
        "cloudformation/site-stall.yaml",
        "BgpAsn: 65002",
        "BgpAsn: 65003",
        "customer gateway stall-edge: BgpAsn",
    ),
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
];

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

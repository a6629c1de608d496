//! What may be there only once. In comes a kind, out goes its place: a name, a block, an entry of a table that no second
//! resource can have. CloudFormation makes a new resource before it deletes the one that it replaces, so a replacement that
//! wants the old one's place is refused by AWS, and the whole update is rolled back. Never: a decision; documents and tests
//! read this. A judge compares it with the properties that CloudFormation's schemas call create-only.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html>

use super::kind::KindOf;

/// What two resources of a kind cannot both have, in CloudFormation's words.
#[derive(Clone, Copy, Debug)]
pub struct Exclusive {
    /// The properties that are the place.
    pub place: &'static [&'static str],
    /// What a replacement in the same place comes to.
    pub replaced: Replaced,
}

/// What happens when a resource is replaced and its place stays.
#[derive(Clone, Copy, Debug)]
pub enum Replaced {
    /// It does not happen: every property that forces a replacement is part of the place.
    Never,
    /// AWS puts the new one where the old one was.
    TakesOver(&'static [&'static str]),
    /// AWS refuses the new one.
    Clashes(Clash),
}

/// A replacement that AWS refuses.
#[derive(Clone, Copy, Debug)]
pub struct Clash {
    /// The properties whose change forces a replacement while the place stays.
    pub on: &'static [&'static str],
    /// Why there cannot be two.
    pub why: &'static str,
    /// What of the document to take out and put back.
    pub what: &'static str,
}

impl KindOf {
    /// The place that resources of this kind have; `None` where a second one may stand beside the first.
    #[must_use]
    pub const fn exclusive(self) -> Option<Exclusive> {
        Some(match self {
            // Their ids are all that tells them apart, or nothing of them is ever replaced; the last five CloudFormation says
            // elsewhere, or has not.
            Self::Vpc
            | Self::InternetGateway
            | Self::EgressOnlyGateway
            | Self::DhcpOptions
            | Self::RouteTable
            | Self::Eip
            | Self::NetworkAcl
            | Self::SecurityGroup
            | Self::Role
            | Self::TransitGateway
            | Self::TransitGatewayTable
            | Self::ResolverRule
            | Self::VpnGateway
            | Self::VpnGatewayPropagation
            | Self::DirectConnectGateway
            | Self::TopicPolicy
            | Self::InlineIngressRule
            | Self::InlineEgressRule
            | Self::DefaultSecurityGroup
            | Self::DirectConnectAttachment
            | Self::EventTarget => return None,
            // A name that somebody else may use as well.
            Self::Alarm => moves(&["AlarmName"]),
            Self::EventRule | Self::Profile => moves(&["Name"]),
            Self::FirewallPolicy => moves(&["FirewallPolicyName"]),
            Self::LogGroup => moves(&["LogGroupName"]),
            Self::RolePolicy => moves(&["RoleName", "PolicyName"]),
            Self::Topic => moves(&["TopicName"]),
            // An entry of something.
            Self::CustomerGateway => moves(&["IpAddress", "BgpAsn", "BgpAsnExtended", "DeviceName"]),
            Self::EgressRule => moves(EGRESS_RULE),
            Self::FirewallLogging => moves(&["FirewallArn"]),
            Self::GatewayAttachment | Self::VpnGatewayAttachment | Self::VpcIpv6Cidr => moves(&["VpcId"]),
            Self::IngressRule => moves(INGRESS_RULE),
            Self::NetworkAclEntry => moves(&["NetworkAclId", "Egress", "RuleNumber"]),
            Self::Route => moves(&["RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock"]),
            Self::Subscription => moves(&["TopicArn", "Protocol", "Endpoint"]),
            Self::TransitGatewayAttachment => moves(&["TransitGatewayId", "VpcId"]),
            Self::TransitGatewayPropagation => moves(&["TransitGatewayRouteTableId", "TransitGatewayAttachmentId"]),
            Self::VpcCidr => moves(&["VpcId", "CidrBlock"]),
            Self::VpcEndpoint => moves(&["VpcId", "ServiceName", "VpcEndpointType"]),
            Self::VpcPeering => moves(&["VpcId", "PeerVpcId"]),
            Self::VpnConnectionRoute => moves(&["VpnConnectionId", "DestinationCidrBlock"]),
            // What AWS changes in one step.
            Self::DhcpOptionsAssociation => takes_over(&["VpcId"], &["DhcpOptionsId"]),
            Self::NetworkAclAssociation => takes_over(&["SubnetId"], &["NetworkAclId"]),
            Self::RouteTableAssociation => takes_over(&["SubnetId"], &["RouteTableId"]),
            _ => return self.clashing(),
        })
    }

    /// The place of a kind that is refused beside its predecessor.
    const fn clashing(self) -> Option<Exclusive> {
        let (place, clash): (&[&str], _) = match self {
            Self::Subnet => (
                &["VpcId", "CidrBlock"],
                Clash {
                    on: &["AvailabilityZone", "AvailabilityZoneId", "Ipv6CidrBlock"],
                    why: "two subnets of a VPC cannot have one block",
                    what: "the tier, or the zone of it",
                },
            ),
            Self::NatGateway => (
                &["AllocationId"],
                Clash { on: &["SubnetId"], why: "an elastic IP is in use once", what: "`nat` of the VPC" },
            ),
            Self::FlowLog => (
                &["ResourceId", "TrafficType", "LogDestination", "LogGroupName"],
                Clash {
                    on: &[
                        "DeliverLogsPermissionArn",
                        "DestinationOptions",
                        "LogDestinationType",
                        "LogFormat",
                        "MaxAggregationInterval",
                    ],
                    why: "AWS refuses a second flow log of one resource to one destination",
                    what: "`flow_logs`",
                },
            ),
            Self::TransitGatewayAssociation => (
                &["TransitGatewayAttachmentId"],
                Clash {
                    on: &["TransitGatewayRouteTableId"],
                    why: "an attachment belongs to one route table",
                    what: "`attach` of the VPC or the site that moves to another segment",
                },
            ),
            Self::TransitGatewayRoute => (
                &["TransitGatewayRouteTableId", "DestinationCidrBlock"],
                Clash {
                    on: &["TransitGatewayAttachmentId", "Blackhole"],
                    why: "a table has one static route for a prefix",
                    what: "what the route leads to",
                },
            ),
            Self::FirewallRuleGroup => (
                &["RuleGroupName"],
                Clash { on: &["Capacity"], why: "a name of a rule group is there once", what: "`inspection`" },
            ),
            Self::Firewall => (
                &["FirewallName"],
                Clash { on: &["VpcId"], why: "a name of a firewall is there once", what: "the VPC with the firewall" },
            ),
            Self::ProfileAssociation => (
                &["ResourceId"],
                Clash { on: &["ProfileId", "Name"], why: "a VPC has one profile", what: "the VPC's part in it" },
            ),
            Self::ProfileResource => (
                &["ProfileId", "ResourceArn"],
                Clash { on: &["Name"], why: "a profile has a resource once", what: "the shared endpoint or rule" },
            ),
            _ => return self.clashing_at_sites(),
        };
        Some(Exclusive { place, replaced: Replaced::Clashes(clash) })
    }

    /// The same for names and for sites.
    const fn clashing_at_sites(self) -> Option<Exclusive> {
        let (place, clash): (&[&str], _) = match self {
            Self::ResolverEndpoint => (
                &["IpAddresses"],
                Clash {
                    on: &["SecurityGroupIds"],
                    why: "its addresses are in use once",
                    what: "`resolver` of the VPC",
                },
            ),
            Self::ResolverRuleAssociation => (
                &["VPCId"],
                Clash {
                    on: &["ResolverRuleId", "Name"],
                    why: "a VPC has one rule for a domain",
                    what: "the domain that is forwarded",
                },
            ),
            Self::VpnConnection => (
                &["VpnTunnelOptionsSpecifications"],
                Clash {
                    on: &["PreSharedKeyStorage", "StaticRoutesOnly"],
                    why: "inside addresses of tunnels are there once at a gateway",
                    what: "the uplink; the connection is kept, so delete it by hand between the two deployments",
                },
            ),
            Self::DirectConnectAssociation => (
                &["AssociatedGatewayId"],
                Clash {
                    on: &["DirectConnectGatewayId"],
                    why: "a VPN gateway is joined to one Direct Connect gateway, other than a transit gateway",
                    what: "the site's uplinks over Direct Connect",
                },
            ),
            Self::PrivateVirtualInterface | Self::TransitVirtualInterface => (
                &["ConnectionId", "Vlan"],
                Clash {
                    on: &["DirectConnectGatewayId"],
                    why: "a VLAN is there once on a connection",
                    what: "the uplink, or give it another `vlan` with the change",
                },
            ),
            _ => return None,
        };
        Some(Exclusive { place, replaced: Replaced::Clashes(clash) })
    }
}

const INGRESS_RULE: &[&str] = &[
    "GroupId",
    "IpProtocol",
    "FromPort",
    "ToPort",
    "CidrIp",
    "CidrIpv6",
    "SourceSecurityGroupId",
    "SourcePrefixListId",
];

const EGRESS_RULE: &[&str] = &[
    "GroupId",
    "IpProtocol",
    "FromPort",
    "ToPort",
    "CidrIp",
    "CidrIpv6",
    "DestinationSecurityGroupId",
    "DestinationPrefixListId",
];

/// A change gives it another place.
const fn moves(place: &'static [&'static str]) -> Exclusive {
    Exclusive { place, replaced: Replaced::Never }
}

const fn takes_over(place: &'static [&'static str], on: &'static [&'static str]) -> Exclusive {
    Exclusive { place, replaced: Replaced::TakesOver(on) }
}

//! What a property may point to. A table route whose NAT gateway is a subnet passes every linter and both comparisons when both
//! dialects say it: here each reference has a row, and one without a row is wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{Form, Key, Leaf, Output};
use super::reference_after::AFTER;
use super::reference_outputs::{FOR_STACKS, OUTPUTS};
use super::{cloudformation, starred, terraform, watching};

/// A kind, and Terraform's name of what is read of it; `slice` is a part of its IPv6 block, `endpoint` one of its zones.
pub type Target = (&'static str, &'static str);

const VPC: &[Target] = &[("AWS::EC2::VPC", "id")];
const SUBNET: &[Target] = &[("AWS::EC2::Subnet", "id")];
const TABLE: &[Target] = &[("AWS::EC2::RouteTable", "id")];
const GROUP: &[Target] = &[("AWS::EC2::SecurityGroup", "id")];
const ACL: &[Target] = &[("AWS::EC2::NetworkAcl", "id")];
const HUB: &[Target] = &[("AWS::EC2::TransitGateway", "id")];
const HUB_TABLE: &[Target] = &[("AWS::EC2::TransitGatewayRouteTable", "id")];
/// Those of a VPN connection and of a Direct Connect gateway have no resource: CloudFormation is told them when they are there, by
/// what is attached to what.
const ATTACHMENT: &[Target] = &[
    ("AWS::EC2::TransitGatewayAttachment", "id"),
    ("AWS::EC2::VPNConnection", "transit_gateway_attachment_id"),
    ("Direct Connect attachment", "id"),
    ("AWS::EC2::VPNConnection", "attached"),
    ("AWS::DirectConnect::DirectConnectGateway", "attached"),
    ("AWS::EC2::TransitGateway", "attached to"),
    ("AWS::EC2::TransitGatewayConnect", "id"),
    ("AWS::EC2::VPNConcentrator", "transit_gateway_attachment_id"),
];
/// Never that of a VPN connection or of a VPC: packets with private addresses come by Direct Connect.
const CARRIER: &[Target] = &[ATTACHMENT[2], ATTACHMENT[4], ATTACHMENT[5]];
const DX_GATEWAY: &[Target] = &[("AWS::DirectConnect::DirectConnectGateway", "id")];
const VPN_GATEWAY: &[Target] = &[("AWS::EC2::VPNGateway", "id")];
const LOGS: &[Target] = &[("AWS::Logs::LogGroup", "arn")];
const FIREWALL_LOG: &str = "LoggingConfiguration.LogDestinationConfigs.*.LogDestination.logGroup";
const LOG: &str = "VpnTunnelOptionsSpecifications.*.LogOptions.CloudwatchLogOptions.LogGroupArn";
const BGP_LOG: &str = "VpnTunnelOptionsSpecifications.*.LogOptions.CloudwatchLogOptions.BgpLogGroupArn";
const VPN: &[Target] = &[("AWS::EC2::VPNConnection", "id")];
const TOPIC: &[Target] = &[("AWS::SNS::Topic", "arn")];
const PROFILE: &[Target] = &[("AWS::Route53Profiles::Profile", "id")];
const INTERFACE: &[Target] = &[
    ("AWS::DirectConnect::PrivateVirtualInterface", "id"),
    ("AWS::DirectConnect::PublicVirtualInterface", "id"),
    ("AWS::DirectConnect::TransitVirtualInterface", "id"),
];
const CONNECTION: Target = ("AWS::DirectConnect::Connection", "id");
const LAG: Target = ("AWS::DirectConnect::Lag", "id");
/// What a virtual interface is on.
const CONNECTIONS: &[Target] = &[CONNECTION, LAG];
const DIALED: &[Target] = &[("AWS::EC2::ClientVpnEndpoint", "id")];
const SHARE: &[Target] = &[("AWS::RAM::ResourceShare", "arn")];
const HUB_ARN: Target = ("AWS::EC2::TransitGateway", "arn");
const SHARED: &[Target] = &[("AWS::EC2::Subnet", "arn"), HUB_ARN, ("AWS::Route53Profiles::Profile", "arn")];
const VPC_ARN: &[Target] = &[("AWS::EC2::VPC", "arn")];
const PEERING: &[Target] = &[("AWS::EC2::VPCPeeringConnection", "id")];

/// Kind, property with `*` for the place in a list, what it may point to. From the properties' own pages at AWS.
pub type Property = (&'static str, &'static str, &'static [Target]);
/// Kind, and what it may wait for without reading it.
pub type After = (&'static str, &'static [&'static str]);

pub const PROPERTIES: &[Property] = &[
    ("AWS::CloudWatch::Alarm", "AlarmActions.*", TOPIC),
    ("AWS::CloudWatch::Alarm", "Dimensions.ConnectionId", CONNECTIONS),
    ("AWS::CloudWatch::Alarm", "Dimensions.VirtualInterfaceId", INTERFACE),
    ("AWS::CloudWatch::Alarm", "Dimensions.VpnId", VPN),
    ("AWS::CloudWatch::Alarm", "OKActions.*", TOPIC),
    (
        "AWS::DirectConnect::DirectConnectGatewayAssociation",
        "AllowedPrefixesToDirectConnectGateway.*",
        &[("AWS::EC2::VPC", "ipv6_cidr_block")],
    ),
    (
        "AWS::DirectConnect::DirectConnectGatewayAssociation",
        "AssociatedGatewayId",
        &[("AWS::EC2::TransitGateway", "id"), ("AWS::EC2::VPNGateway", "id")],
    ),
    ("AWS::DirectConnect::DirectConnectGatewayAssociation", "DirectConnectGatewayId", DX_GATEWAY),
    ("AWS::DirectConnect::Connection", "LagId", &[LAG]),
    ("AWS::DirectConnect::PrivateVirtualInterface", "ConnectionId", &[CONNECTION]),
    ("AWS::DirectConnect::PrivateVirtualInterface", "DirectConnectGatewayId", DX_GATEWAY),
    ("AWS::DirectConnect::PublicVirtualInterface", "ConnectionId", &[LAG]),
    ("AWS::DirectConnect::TransitVirtualInterface", "ConnectionId", CONNECTIONS),
    ("AWS::DirectConnect::TransitVirtualInterface", "DirectConnectGatewayId", DX_GATEWAY),
    ("AWS::EC2::ClientVpnAuthorizationRule", "ClientVpnEndpointId", DIALED),
    ("AWS::EC2::ClientVpnEndpoint", "ConnectionLogOptions.CloudwatchLogGroup", &[("AWS::Logs::LogGroup", "name")]),
    ("AWS::EC2::ClientVpnEndpoint", "SecurityGroupIds.*", GROUP),
    ("AWS::EC2::ClientVpnEndpoint", "VpcId", VPC),
    ("AWS::EC2::ClientVpnRoute", "ClientVpnEndpointId", DIALED),
    ("AWS::EC2::ClientVpnRoute", "TargetVpcSubnetId", SUBNET),
    ("AWS::EC2::ClientVpnTargetNetworkAssociation", "ClientVpnEndpointId", DIALED),
    ("AWS::EC2::ClientVpnTargetNetworkAssociation", "SubnetId", SUBNET),
    ("AWS::EC2::EgressOnlyInternetGateway", "VpcId", VPC),
    ("AWS::EC2::FlowLog", "DeliverLogsPermissionArn", &[("AWS::IAM::Role", "arn")]),
    ("AWS::EC2::FlowLog", "LogDestination", LOGS),
    ("AWS::EC2::FlowLog", "LogGroupName", &[("AWS::Logs::LogGroup", "name")]),
    ("AWS::EC2::FlowLog", "ResourceId", &[("AWS::EC2::VPC", "id"), ("AWS::EC2::TransitGateway", "id")]),
    ("AWS::EC2::InternetGateway", "VpcId", VPC),
    ("AWS::EC2::NatGateway", "AllocationId", &[("AWS::EC2::EIP", "id")]),
    ("AWS::EC2::NatGateway", "SubnetId", SUBNET),
    ("AWS::EC2::NatGateway", "VpcId", VPC),
    ("AWS::EC2::NetworkAcl", "VpcId", VPC),
    ("AWS::EC2::NetworkAclEntry", "Ipv6CidrBlock", &[("AWS::EC2::VPC", "slice")]),
    ("AWS::EC2::NetworkAclEntry", "NetworkAclId", ACL),
    ("AWS::EC2::Route", "EgressOnlyInternetGatewayId", &[("AWS::EC2::EgressOnlyInternetGateway", "id")]),
    ("AWS::EC2::Route", "GatewayId", &[("AWS::EC2::InternetGateway", "id")]),
    ("AWS::EC2::Route", "NatGatewayId", &[("AWS::EC2::NatGateway", "id")]),
    ("AWS::EC2::Route", "RouteTableId", TABLE),
    ("AWS::EC2::Route", "TransitGatewayId", HUB),
    ("AWS::EC2::Route", "VpcEndpointId", &[("AWS::NetworkFirewall::Firewall", "endpoint")]),
    ("AWS::EC2::Route", "VpcPeeringConnectionId", &[("AWS::EC2::VPCPeeringConnection", "id")]),
    ("AWS::EC2::RouteTable", "VpcId", VPC),
    ("AWS::EC2::SecurityGroup", "VpcId", VPC),
    ("AWS::EC2::SecurityGroupEgress", "DestinationSecurityGroupId", GROUP),
    ("AWS::EC2::SecurityGroupEgress", "GroupId", GROUP),
    ("AWS::EC2::SecurityGroupIngress", "CidrIpv6", &[("AWS::EC2::VPC", "slice")]),
    ("AWS::EC2::SecurityGroupEgress", "CidrIpv6", &[("AWS::EC2::VPC", "slice")]),
    ("AWS::EC2::SecurityGroupIngress", "GroupId", GROUP),
    ("AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupId", GROUP),
    ("AWS::EC2::Subnet", "Ipv6CidrBlock", &[("AWS::EC2::VPC", "slice")]),
    ("AWS::EC2::Subnet", "VpcId", VPC),
    ("AWS::EC2::SubnetNetworkAclAssociation", "NetworkAclId", ACL),
    ("AWS::EC2::SubnetNetworkAclAssociation", "SubnetId", SUBNET),
    ("AWS::EC2::SubnetRouteTableAssociation", "RouteTableId", TABLE),
    ("AWS::EC2::SubnetRouteTableAssociation", "SubnetId", SUBNET),
    ("AWS::EC2::TransitGatewayAttachment", "SubnetIds.*", SUBNET),
    ("AWS::EC2::TransitGatewayAttachment", "TransitGatewayId", HUB),
    ("AWS::EC2::TransitGatewayAttachment", "VpcId", VPC),
    ("AWS::EC2::TransitGatewayConnect", "TransportTransitGatewayAttachmentId", &[ATTACHMENT[0]]),
    ("AWS::EC2::TransitGatewayConnectPeer", "TransitGatewayAttachmentId", &[("AWS::EC2::TransitGatewayConnect", "id")]),
    // Never that of a Direct Connect gateway: what lies behind it is learned.
    (
        "AWS::EC2::TransitGatewayRoute",
        "TransitGatewayAttachmentId",
        &[
            ("AWS::EC2::TransitGatewayAttachment", "id"),
            ("AWS::EC2::VPNConnection", "transit_gateway_attachment_id"),
            ("AWS::EC2::VPNConnection", "attached"),
            ("AWS::EC2::TransitGateway", "attached to"),
        ],
    ),
    ("AWS::EC2::TransitGatewayRoute", "TransitGatewayRouteTableId", HUB_TABLE),
    ("AWS::EC2::TransitGatewayRouteTable", "TransitGatewayId", HUB),
    ("AWS::EC2::TransitGatewayRouteTableAssociation", "TransitGatewayAttachmentId", ATTACHMENT),
    ("AWS::EC2::TransitGatewayRouteTableAssociation", "TransitGatewayRouteTableId", HUB_TABLE),
    ("AWS::EC2::TransitGatewayRouteTablePropagation", "TransitGatewayAttachmentId", ATTACHMENT),
    ("AWS::EC2::TransitGatewayRouteTablePropagation", "TransitGatewayRouteTableId", HUB_TABLE),
    ("AWS::EC2::VPCCidrBlock", "VpcId", VPC),
    ("AWS::EC2::VPCDHCPOptionsAssociation", "DhcpOptionsId", &[("AWS::EC2::DHCPOptions", "id")]),
    ("AWS::EC2::VPCDHCPOptionsAssociation", "VpcId", VPC),
    ("AWS::EC2::VPCEndpoint", "PolicyDocument.Statement.*.Condition.StringEquals.aws:SourceVpc.*", VPC),
    ("AWS::EC2::VPCEndpoint", "RouteTableIds.*", TABLE),
    ("AWS::EC2::VPCEndpoint", "SecurityGroupIds.*", GROUP),
    ("AWS::EC2::VPCEndpoint", "SubnetIds.*", SUBNET),
    ("AWS::EC2::VPCEndpoint", "VpcId", VPC),
    ("AWS::EC2::VPCGatewayAttachment", "InternetGatewayId", &[("AWS::EC2::InternetGateway", "id")]),
    ("AWS::EC2::VPCGatewayAttachment", "VpcId", VPC),
    ("AWS::EC2::VPCPeeringConnection", "PeerVpcId", VPC),
    ("AWS::EC2::VPCPeeringConnection", "PeerRoleArn", &[("Peer role", "")]),
    ("AWS::EC2::VPCPeeringConnection", "VpcId", VPC),
    ("AWS::EC2::VPNConnection", "CustomerGatewayId", &[("AWS::EC2::CustomerGateway", "id")]),
    ("AWS::EC2::VPNConnection", "TransitGatewayId", HUB),
    ("AWS::EC2::VPNConnection", "TransportTransitGatewayAttachmentId", CARRIER),
    ("AWS::EC2::VPNConcentrator", "TransitGatewayId", HUB),
    ("AWS::EC2::VPNConnection", "VpnConcentratorId", &[("AWS::EC2::VPNConcentrator", "vpn_concentrator_id")]),
    ("AWS::EC2::VPNConnection", "VpnGatewayId", VPN_GATEWAY),
    ("AWS::EC2::VPNConnection", BGP_LOG, LOGS),
    ("AWS::EC2::VPNConnection", LOG, LOGS),
    ("AWS::EC2::VPNConnectionRoute", "VpnConnectionId", VPN),
    ("AWS::EC2::VPNGatewayRoutePropagation", "RouteTableIds.*", TABLE),
    ("AWS::EC2::VPNGatewayRoutePropagation", "VpnGatewayId", VPN_GATEWAY),
    ("AWS::Events::Rule", "Targets.*.Arn", TOPIC),
    ("AWS::IAM::RolePolicy", "PolicyDocument.Statement.*.Resource", &[("AWS::Logs::LogGroup", "streams")]),
    ("AWS::IAM::RolePolicy", "RoleName", &[("AWS::IAM::Role", "name")]),
    ("AWS::NetworkFirewall::Firewall", "FirewallPolicyArn", &[("AWS::NetworkFirewall::FirewallPolicy", "arn")]),
    ("AWS::NetworkFirewall::Firewall", "SubnetMappings.*.SubnetId", SUBNET),
    ("AWS::NetworkFirewall::Firewall", "VpcId", VPC),
    (
        "AWS::NetworkFirewall::FirewallPolicy",
        "FirewallPolicy.StatefulRuleGroupReferences.*.ResourceArn",
        &[("AWS::NetworkFirewall::RuleGroup", "arn")],
    ),
    ("AWS::NetworkFirewall::LoggingConfiguration", "FirewallArn", &[("AWS::NetworkFirewall::Firewall", "arn")]),
    ("AWS::NetworkFirewall::LoggingConfiguration", FIREWALL_LOG, &[("AWS::Logs::LogGroup", "name")]),
    ("AWS::RAM::PrincipalAssociation", "ResourceShareArn", SHARE),
    ("AWS::RAM::ResourceShare", "ResourceArns.*", SHARED),
    ("AWS::Route53Profiles::ProfileAssociation", "ProfileId", PROFILE),
    ("AWS::Route53Profiles::ProfileAssociation", "ResourceId", VPC),
    ("AWS::Route53Profiles::ProfileResourceAssociation", "ProfileId", PROFILE),
    (
        "AWS::Route53Profiles::ProfileResourceAssociation",
        "ResourceArn",
        &[("AWS::EC2::VPCEndpoint", "arn"), ("AWS::Route53Resolver::ResolverRule", "arn")],
    ),
    ("AWS::Route53Resolver::ResolverEndpoint", "IpAddresses.*.SubnetId", SUBNET),
    ("AWS::Route53Resolver::ResolverEndpoint", "SecurityGroupIds.*", GROUP),
    ("AWS::Route53Resolver::ResolverRule", "ResolverEndpointId", &[("AWS::Route53Resolver::ResolverEndpoint", "id")]),
    (
        "AWS::Route53Resolver::ResolverRuleAssociation",
        "ResolverRuleId",
        &[("AWS::Route53Resolver::ResolverRule", "id")],
    ),
    ("AWS::Route53Resolver::ResolverRuleAssociation", "VPCId", VPC),
    ("AWS::SNS::Subscription", "TopicArn", TOPIC),
    ("AWS::SNS::TopicPolicy", "PolicyDocument.Statement.*.Resource", TOPIC),
    ("AWS::SNS::TopicPolicy", "Topics.*", TOPIC),
    ("Attachment accepter", "TransitGatewayAttachmentId", &[("AWS::EC2::TransitGatewayAttachment", "id")]),
    ("Default security group", "VpcId", VPC),
    ("Direct Connect attachment", "DirectConnectGatewayId", DX_GATEWAY),
    (
        "Direct Connect attachment",
        "Owner",
        &[("AWS::DirectConnect::DirectConnectGatewayAssociation", "dx_gateway_owner_account_id")],
    ),
    ("Direct Connect attachment", "TransitGatewayId", HUB),
    ("IPv6 block", "VpcId", VPC),
    ("Link of a LAG", "ConnectionId", &[CONNECTION]),
    ("Link of a LAG", "LagId", &[LAG]),
    ("Peer role", "Policies.*.PolicyDocument.Statement.*.Condition.ArnEquals.ec2:AccepterVpc", VPC_ARN),
    ("Peer role", "Policies.*.PolicyDocument.Statement.*.Resource", VPC_ARN),
    ("Peering accepter", "VpcPeeringConnectionId", PEERING),
    ("Share accepter", "ResourceShareArn", SHARE),
    ("Second session", "VirtualInterfaceId", &[("AWS::DirectConnect::PrivateVirtualInterface", "id")]),
    ("Shared resource", "ResourceArn", SHARED),
    ("Shared resource", "ResourceShareArn", SHARE),
    ("Target of a rule", "Rule", &[("AWS::Events::Rule", "name")]),
    ("Target of a rule", "Targets.*.Arn", TOPIC),
    ("VPN gateway attachment", "VpcId", VPC),
    ("VPN gateway attachment", "VpnGatewayId", VPN_GATEWAY),
];

/// What was followed: how many references, and which rows of the tables, as `kind property target`.
#[derive(Debug, Default)]
pub struct Seen {
    pub references: usize,
    pub rows: BTreeSet<String>,
}

/// Follows every reference of both dialects; what leads to the wrong kind, or nobody thought of. Empty: all are right.
pub fn wrong(files: &BTreeMap<String, String>, seen: &mut Seen) -> Vec<String> {
    let mut wrong = Vec::new();
    for (dialect, form) in [("CloudFormation", cloudformation::read(files)), ("Terraform", terraform::read(files))] {
        match form {
            Ok(form) => wrong.extend(in_form(&form, seen).into_iter().map(|line| format!("{dialect}: {line}"))),
            Err(error) => wrong.push(format!("{dialect}: {error}")),
        }
    }
    wrong
}

fn in_form(form: &Form, seen: &mut Seen) -> Vec<String> {
    let mut wrong = Vec::new();
    for (key, resource) in &form.resources {
        for (property, leaf) in &resource.facts {
            let property = starred(property);
            let mut rows = PROPERTIES.iter().chain(watching::PROPERTIES);
            let row = rows.find(|(kind, name, _)| *kind == key.kind && *name == property);
            let allowed = row.map_or(&[][..], |(.., targets)| *targets);
            for (target, what) in targets(leaf) {
                seen.references += 1;
                if allowed.contains(&(target.kind, what)) {
                    seen.rows.insert(format!("{} {property} {} {what}", key.kind, target.kind));
                } else {
                    wrong.push(format!("{key:?}: {property} is the {what} of {target:?}, not one of {allowed:?}"));
                }
            }
        }
        let row = AFTER.iter().chain(watching::AFTER).find(|(kind, _)| *kind == key.kind);
        for other in &resource.after {
            seen.references += 1;
            if row.is_some_and(|(_, kinds)| kinds.contains(&other.kind)) {
                seen.rows.insert(format!("{} after {}", key.kind, other.kind));
            } else {
                wrong.push(format!("{key:?} waits for {other:?}, for which nobody knows a reason"));
            }
        }
    }
    for (name, output) in &form.outputs {
        wrong.extend(in_output(name, output, seen));
    }
    wrong
}

fn in_output(name: &str, output: &Output, seen: &mut Seen) -> Vec<String> {
    let mut wrong = Vec::new();
    if output.description.starts_with(FOR_STACKS) {
        return wrong;
    }
    let rows = || OUTPUTS.iter().filter(|(start, _)| output.description.starts_with(start));
    for (target, what) in output.values.iter().flat_map(targets) {
        seen.references += 1;
        match rows().find(|(_, allowed)| *allowed == (target.kind, what)) {
            Some((start, _)) => drop(seen.rows.insert(format!("{start}{} {what}", target.kind))),
            None => wrong.push(format!("output {name}, `{}`, is the {what} of {target:?}", output.description)),
        }
    }
    wrong
}

/// What a value reads, and of what.
fn targets(leaf: &Leaf) -> Vec<(&Key, &'static str)> {
    match leaf {
        Leaf::Read(key, what) => vec![(key, what)],
        Leaf::Slice { vpc, .. } => vec![(vpc, "slice")],
        Leaf::Endpoint { firewall, .. } => vec![(firewall, "endpoint")],
        Leaf::Joined(parts) => parts.iter().flat_map(targets).collect(),
        Leaf::Attachment { of, to } => {
            let named = |leaf, name| targets(leaf).into_iter().map(move |(key, _)| (key, name));
            named(of, "attached").chain(named(to, "attached to")).collect()
        }
        Leaf::Text(_) | Leaf::Parameter(_) | Leaf::Secret { .. } | Leaf::Account | Leaf::Nothing => Vec::new(),
    }
}

/// Every row of the tables, as [`Seen::rows`] names them.
pub fn rows() -> BTreeSet<String> {
    let properties = PROPERTIES.iter().chain(watching::PROPERTIES).flat_map(|(kind, property, targets)| {
        targets.iter().map(move |(target, what)| format!("{kind} {property} {target} {what}"))
    });
    let after = AFTER.iter().chain(watching::AFTER);
    let after = after.flat_map(|(kind, kinds)| kinds.iter().map(move |other| format!("{kind} after {other}")));
    let outputs = OUTPUTS.iter().map(|(start, (kind, what))| format!("{start}{kind} {what}"));
    properties.chain(after).chain(outputs).collect()
}

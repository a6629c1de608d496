//! What AWS refuses to make because something else already has its place.
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html>

use ipnet::IpNet;

use super::account::{Account, Object, Refusal};
use super::common::dialects::form::Leaf;

/// What no two objects of a kind have: type, AWS's code, and the properties. Where one of them is missing there is no place.
const PLACES: &[(&str, &str, &[&str])] = &[
    ("AWS::EC2::SubnetRouteTableAssociation", "Resource.AlreadyAssociated", &["SubnetId"]),
    ("AWS::EC2::NetworkAclEntry", "NetworkAclEntryAlreadyExists", &["NetworkAclId", "Egress", "RuleNumber"]),
    ("AWS::EC2::SecurityGroup", "InvalidGroup.Duplicate", &["VpcId", "GroupName"]),
    ("AWS::EC2::NatGateway", "Resource.AlreadyAssociated", &["AllocationId"]),
    ("AWS::EC2::EIP", "AddressInUse", &["Address"]),
    ("AWS::EC2::VPCGatewayAttachment", "Resource.AlreadyAssociated", &["VpcId"]),
    ("AWS::EC2::VPCGatewayAttachment", "Resource.AlreadyAssociated", &["InternetGatewayId"]),
    ("VPN gateway attachment", "VpnGatewayAttachmentLimitExceeded", &["VpcId"]),
    ("VPN gateway attachment", "Resource.AlreadyAssociated", &["VpnGatewayId"]),
    ("AWS::EC2::TransitGatewayAttachment", "DuplicateTransitGatewayAttachment", &["TransitGatewayId", "VpcId"]),
    ("AWS::EC2::TransitGatewayRouteTableAssociation", "Resource.AlreadyAssociated", &["TransitGatewayAttachmentId"]),
    (
        "AWS::EC2::TransitGatewayRouteTablePropagation",
        "TransitGatewayRouteTablePropagation.Duplicate",
        &["TransitGatewayRouteTableId", "TransitGatewayAttachmentId"],
    ),
    ("AWS::EC2::TransitGatewayRoute", "RouteAlreadyExists", &["TransitGatewayRouteTableId", "DestinationCidrBlock"]),
    ("AWS::EC2::VPNConnectionRoute", "RouteAlreadyExists", &["VpnConnectionId", "DestinationCidrBlock"]),
    ("AWS::NetworkFirewall::Firewall", "InvalidRequestException", &["FirewallName"]),
    ("AWS::NetworkFirewall::FirewallPolicy", "InvalidRequestException", &["FirewallPolicyName"]),
    ("AWS::NetworkFirewall::RuleGroup", "InvalidRequestException", &["RuleGroupName"]),
    ("AWS::NetworkFirewall::LoggingConfiguration", "InvalidRequestException", &["FirewallArn"]),
    ("AWS::Route53Resolver::ResolverRuleAssociation", "ResourceExistsException", &["VPCId", "ResolverRuleId"]),
    ("AWS::Route53Profiles::ProfileAssociation", "ResourceExistsException", &["ResourceId"]),
    ("AWS::Route53Profiles::ProfileResourceAssociation", "ResourceExistsException", &["ProfileId", "ResourceArn"]),
    ("AWS::Route53Profiles::Profile", "ResourceExistsException", &["Name"]),
    (
        "AWS::DirectConnect::DirectConnectGatewayAssociation",
        "DirectConnectClientException",
        &["DirectConnectGatewayId", "AssociatedGatewayId"],
    ),
    ("AWS::DirectConnect::PrivateVirtualInterface", "DirectConnectClientException", &["ConnectionId", "Vlan"]),
    ("AWS::DirectConnect::PublicVirtualInterface", "DirectConnectClientException", &["ConnectionId", "Vlan"]),
    ("AWS::DirectConnect::TransitVirtualInterface", "DirectConnectClientException", &["ConnectionId", "Vlan"]),
    ("AWS::Logs::LogGroup", "ResourceAlreadyExistsException", &["LogGroupName"]),
    ("AWS::IAM::Role", "EntityAlreadyExists", &["RoleName"]),
    ("AWS::SNS::Topic", "AlreadyExists", &["TopicName"]),
    ("AWS::CloudWatch::Alarm", "AlreadyExists", &["AlarmName"]),
    ("AWS::CloudWatch::CompositeAlarm", "AlreadyExists", &["AlarmName"]),
    ("AWS::CloudWatch::Dashboard", "AlreadyExists", &["DashboardName"]),
    ("AWS::Events::Rule", "AlreadyExists", &["Name"]),
];

/// What stands in the way of an object.
pub fn check(account: &Account, object: &Object) -> Result<(), Refusal> {
    let refuse =
        |code, other: &Object| Err(Refusal { code, what: format!("{:?}", object.key), by: Some(other.key.clone()) });
    let others = || account.of(object.key.kind).filter(|one| one.key != object.key);
    for (_, code, place) in PLACES.iter().filter(|(kind, ..)| *kind == object.key.kind) {
        let same = |other: &&Object| {
            place.iter().all(|name| object.leaf(name).is_some() && object.leaf(name) == other.leaf(name))
        };
        if let Some(other) = others().find(same) {
            return refuse(code, other);
        }
    }
    let Some((code, is_same)) = special(object.key.kind) else { return Ok(()) };
    match others().find(|other| is_same(object, other)) {
        Some(other) => refuse(code, other),
        None => blocks(account, object),
    }
}

type Twin = fn(&Object, &Object) -> bool;

/// Places that are more than equal properties.
fn special(kind: &str) -> Option<(&'static str, Twin)> {
    Some(match kind {
        "AWS::EC2::Subnet" => ("InvalidSubnet.Conflict", |one, other| {
            same(one, other, "VpcId") && (overlap(one, other, "CidrBlock") || same(one, other, "Ipv6CidrBlock"))
        }),
        "AWS::EC2::VPCCidrBlock" => {
            ("InvalidVpc.Range", |one, other| same(one, other, "VpcId") && overlap(one, other, "CidrBlock"))
        }
        "AWS::EC2::Route" => ("RouteAlreadyExists", |one, other| {
            let to = ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"];
            same(one, other, "RouteTableId") && to.iter().any(|name| same(one, other, name))
        }),
        "AWS::EC2::SecurityGroupIngress" | "AWS::EC2::SecurityGroupEgress" => {
            ("InvalidPermission.Duplicate", |one, other| equal_but(one, other, &["Description"]))
        }
        "AWS::EC2::FlowLog" => ("FlowLogAlreadyExists", |one, other| equal_but(one, other, &["Tags"])),
        "AWS::EC2::VPNConnection" => ("InvalidParameterValue", |one, other| {
            let end = same(one, other, "TransitGatewayId") || same(one, other, "VpnGatewayId");
            let inside = |object: &Object| {
                let tunnels = [0, 1].map(|at| format!("VpnTunnelOptionsSpecifications.{at}.TunnelInsideCidr"));
                tunnels.map(|name| object.text(&name).map(str::to_owned))
            };
            let (ones, others) = (inside(one), inside(other));
            end && ones.iter().flatten().any(|block| others.iter().flatten().any(|other| other == block))
        }),
        "AWS::EC2::VPCEndpoint" => ("InvalidParameter", |one, other| {
            let private = |object: &Object| object.text("PrivateDnsEnabled") == Some("true");
            let tables = |object: &Object| object.reads("RouteTableIds").cloned().collect::<Vec<_>>();
            let table = tables(one).iter().any(|table| tables(other).contains(table));
            let alike = same(one, other, "VpcId") && same(one, other, "ServiceName");
            alike && (table || private(one) && private(other))
        }),
        "AWS::EC2::VPCPeeringConnection" => ("VpcPeeringConnectionAlreadyExists", |one, other| {
            let ends = |object: &Object| [object.leaf("VpcId").cloned(), object.leaf("PeerVpcId").cloned()];
            let [from, to] = ends(other);
            ends(one) == [from.clone(), to.clone()] || ends(one) == [to, from]
        }),
        _ => return None,
    })
}

/// A subnet is in a block of its VPC, and a block beside the VPC's first one.
fn blocks(account: &Account, object: &Object) -> Result<(), Refusal> {
    let refuse = |code| Err(Refusal { code, what: format!("{:?}", object.key), by: None });
    let Some(vpc) = object.read("VpcId").and_then(|key| account.get(key)) else { return Ok(()) };
    let block = |object: &Object| object.text("CidrBlock").and_then(|text| text.parse::<IpNet>().ok());
    let added = account.of("AWS::EC2::VPCCidrBlock").filter(|one| one.read("VpcId") == Some(&vpc.key));
    let all: Vec<IpNet> = added.filter(|one| one.key != object.key).chain([vpc]).filter_map(block).collect();
    match (object.key.kind, block(object)) {
        ("AWS::EC2::Subnet", Some(own)) if !all.iter().any(|one| one.contains(&own)) => refuse("InvalidSubnet.Range"),
        ("AWS::EC2::VPCCidrBlock", Some(own)) if all.iter().any(|one| one.contains(&own) || own.contains(one)) => {
            refuse("InvalidVpc.Range")
        }
        _ => Ok(()),
    }
}

fn same(one: &Object, other: &Object, name: &str) -> bool {
    one.leaf(name).is_some_and(|leaf| *leaf != Leaf::Nothing && other.leaf(name) == Some(leaf))
}

fn overlap(one: &Object, other: &Object, name: &str) -> bool {
    let block = |object: &Object| object.text(name).and_then(|text| text.parse::<IpNet>().ok());
    let (Some(one), Some(other)) = (block(one), block(other)) else { return false };
    one.contains(&other) || other.contains(&one)
}

/// Whether two objects say the same, apart from some properties.
fn equal_but(one: &Object, other: &Object, but: &[&str]) -> bool {
    let facts = |object: &Object| {
        let first = |name: &String| name.split('.').next().unwrap_or_default().to_owned();
        let own = object.facts.iter().filter(|(name, _)| !but.contains(&first(name).as_str()));
        own.map(|(name, leaf)| (name.clone(), leaf.clone())).collect::<Vec<_>>()
    };
    facts(one) == facts(other)
}

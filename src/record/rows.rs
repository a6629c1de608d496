//! What a resource of a record says, by the names of CloudFormation, and which rows of one table are about the same packets. Decides
//! nothing.

use super::{FactRecord, ResourceRecord};
use crate::aws::KindOf;
use crate::net::Cidr;

/// The lines of a property by its name in CloudFormation.
pub(crate) fn lines<'r>(one: &'r ResourceRecord, property: &str) -> Vec<&'r str> {
    let facts = one.facts.iter().filter(|fact| fact.cloudformation.as_deref() == Some(property));
    facts.flat_map(|fact| fact.lines.iter().map(String::as_str)).collect()
}

/// What a property reads, by its name in CloudFormation.
pub(crate) fn read<'r>(one: &'r ResourceRecord, property: &str) -> Option<&'r str> {
    let mut facts = one.facts.iter().filter(|fact| fact.cloudformation.as_deref() == Some(property));
    facts.find_map(|fact| fact.reads.first()).map(String::as_str)
}

pub(crate) fn cidr(one: &ResourceRecord, property: &str) -> Option<Cidr> {
    lines(one, property).first()?.parse().ok()
}

/// The block that a route leads to.
pub(crate) fn destination(one: &ResourceRecord) -> Option<Cidr> {
    ["DestinationCidrBlock", "DestinationIpv6CidrBlock"].into_iter().find_map(|name| cidr(one, name))
}

/// What holds rows of which each is a resource: a table, a list of rules.
pub(crate) fn container_of(one: &ResourceRecord) -> Option<&str> {
    let property = match one.kind {
        KindOf::Route => "RouteTableId",
        KindOf::TransitGatewayRoute | KindOf::TransitGatewayPropagation | KindOf::TransitGatewayAssociation => {
            "TransitGatewayRouteTableId"
        }
        KindOf::NetworkAclEntry => "NetworkAclId",
        KindOf::IngressRule | KindOf::EgressRule => "GroupId",
        KindOf::VpnConnectionRoute => "VpnConnectionId",
        KindOf::VpnConnection => return one.facts.iter().find_map(gateway),
        _ => return None,
    };
    read(one, property)
}

fn gateway(fact: &FactRecord) -> Option<&str> {
    let is = matches!(fact.cloudformation.as_deref(), Some("TransitGatewayId" | "VpnGatewayId"));
    fact.reads.first().map(String::as_str).filter(|_| is)
}

/// Whether two rows of one container can be about the same packets.
pub(crate) fn overlap(one: &ResourceRecord, other: &ResourceRecord) -> bool {
    const BLOCKS: [&str; 6] =
        ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "CidrBlock", "Ipv6CidrBlock", "CidrIp", "CidrIpv6"];
    let block = |one: &ResourceRecord| BLOCKS.iter().find_map(|name| cidr(one, name));
    let number = |one: &ResourceRecord, name: &str| lines(one, name).first().and_then(|line| line.parse::<i64>().ok());
    let ports = |one: &ResourceRecord| Some((number(one, "FromPort")?, number(one, "ToPort")?));
    let differ = |name: &str, any: &str| {
        let (one, other) = (lines(one, name), lines(other, name));
        one != other && one.first() != Some(&any) && other.first() != Some(&any)
    };
    let apart = match (block(one), block(other)) {
        (Some(one), Some(other)) => !one.overlaps(other),
        _ => false,
    };
    let other_ports = match (ports(one), ports(other)) {
        (Some(one), Some(other)) => one.1 < other.0 || other.1 < one.0,
        _ => false,
    };
    let other_protocol = differ("IpProtocol", "-1") || differ("Protocol", "-1");
    !(apart || other_ports || other_protocol || differ("Egress", ""))
}

//! The words for parts of a plan that several reports use. In comes a part, out goes a text.

use std::borrow::Cow;

use crate::blueprint::{AclAction, NatMode};
use crate::net::Cidr4;
use crate::network::{AwsEnd, GroupPeer, Network, RouteKind, Vpc, Zone};
use crate::plan::{AclAddress, AclProtocol, Destination, Headroom, Ipv6Group, Origin, TablePlan, Target, VpcPlan};

/// `4.7 %`. What is there but rounds to nothing is `<0.1 %`.
pub(super) fn percent(headroom: Headroom, part: u64) -> String {
    match headroom.per_mille(part) {
        0 if part > 0 => "<0.1 %".to_owned(),
        per_mille => format!("{}.{} %", per_mille / 10, per_mille % 10),
    }
}

/// `1 zone`, `3 zones`.
pub(super) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The items with `separator` between them.
pub(super) fn join<T: ToString>(items: impl IntoIterator<Item = T>, separator: &str) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(separator)
}

/// What a site is joined to: `segment on-prem of hub`, or `VPC app`.
pub(super) fn site_end(network: &Network, end: AwsEnd) -> String {
    match end {
        AwsEnd::Segment(hub, segment) => {
            let hub = &network.hubs[hub.0];
            format!("segment {} of {}", hub.segment(segment).name, hub.name)
        }
        AwsEnd::Vpc(vpc) => format!("VPC {}", network.vpc(vpc).name),
    }
}

/// The name of a route table: `public`, or `private a` where each zone has its own.
pub(super) fn table_name(vpc: &Vpc, table: &TablePlan) -> String {
    let tier = &vpc.tier(table.tier).name;
    table.zone.map_or_else(|| tier.to_string(), |zone| format!("{tier} {zone}"))
}

/// The route table of a subnet.
pub(super) fn table_of<'p>(vpc: &'p VpcPlan<'_>, tier: usize, zone: Zone) -> Option<&'p TablePlan> {
    table_place(vpc, tier, zone).map(|place| &vpc.tables[place])
}

/// Its place in [`VpcPlan::tables`].
pub(super) fn table_place(vpc: &VpcPlan<'_>, tier: usize, zone: Zone) -> Option<usize> {
    vpc.tables.iter().position(|table| table.tier.0 == tier && table.zone.is_none_or(|own| own == zone))
}

/// The word of a tier's `route`.
pub(super) fn route(kind: RouteKind) -> &'static str {
    match kind {
        RouteKind::Internet => "internet",
        RouteKind::Nat => "nat",
        RouteKind::Transit => "transit",
        RouteKind::Firewall => "firewall",
        RouteKind::Local => "local",
    }
}

/// Whether the document says an address or netgen planned it. What is new now is locked on the next render, and a document
/// that says so would change although nothing did.
pub(super) fn source(origin: Origin) -> &'static str {
    match origin {
        Origin::Pinned => "pinned",
        Origin::Locked | Origin::FirstFit => "planned",
    }
}

/// The word of a reason.
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Pinned => "pinned",
        Origin::Locked => "locked",
        Origin::FirstFit => "first-fit",
    }
}

/// How many NAT gateways there are.
pub(super) fn nat(mode: NatMode) -> &'static str {
    match mode {
        NatMode::PerAz => "one in every zone",
        NatMode::Single => "one for all zones",
        NatMode::None => "none",
    }
}

/// The destination of a route.
pub(super) fn destination(destination: Destination) -> Cow<'static, str> {
    match destination {
        Destination::DefaultV4 => "0.0.0.0/0".into(),
        Destination::DefaultV6 => "::/0".into(),
        Destination::Block(block) => block.cidr.to_string().into(),
    }
}

/// The target of a route.
pub(super) fn target(target: Target) -> String {
    match target {
        Target::InternetGateway => "internet gateway".to_owned(),
        Target::Nat(zone) => format!("NAT {zone}"),
        Target::EgressOnlyGateway => "egress-only gateway".to_owned(),
        Target::TransitGateway => "transit gateway".to_owned(),
        Target::Firewall(zone) => format!("firewall {zone}"),
    }
}

/// The destinations that every route table of the VPC delivers inside it. The IPv6 block has no address yet.
pub(super) fn local_routes(vpc: &VpcPlan<'_>) -> Vec<String> {
    let ipv6 = vpc.vpc.ipv6.then(|| "IPv6 /56".to_owned());
    vpc.cidrs().map(|cidr| cidr.to_string()).chain(ipv6).collect()
}

/// What a network ACL does with a packet.
pub(super) fn action(action: AclAction) -> &'static str {
    match action {
        AclAction::Allow => "allow",
        AclAction::Deny => "deny",
    }
}

/// The addresses of an ACL entry. A run of the VPC's own /64s has no address before AWS gives the VPC its block.
pub(super) fn acl_address(address: AclAddress) -> String {
    match address {
        AclAddress::V4(cidr) => cidr.to_string(),
        AclAddress::V6(cidr) => cidr.to_string(),
        AclAddress::OwnV6(group) => ipv6_group(group),
    }
}

/// `IPv6 /64s 4 to 7`: which of the VPC's 256.
pub(super) fn ipv6_group(group: Ipv6Group) -> String {
    let first = group.index * group.size;
    match group.size {
        0 | 1 => format!("IPv6 /64 {first}"),
        size => format!("IPv6 /64s {first} to {}", first + size - 1),
    }
}

/// What an ACL entry matches.
pub(super) fn acl_protocol(protocol: AclProtocol) -> String {
    match protocol {
        AclProtocol::All => "all".to_owned(),
        AclProtocol::Tcp(ports) => format!("tcp {ports}"),
        AclProtocol::Udp(ports) => format!("udp {ports}"),
        AclProtocol::FragmentationNeeded => "icmp 3/4 (fragmentation needed)".to_owned(),
        AclProtocol::PacketTooBig => "icmpv6 2 (packet too big)".to_owned(),
    }
}

/// The other end of a security-group rule.
pub(super) fn peer(vpc: &Vpc, peer: &GroupPeer) -> String {
    match peer {
        GroupPeer::Group(id) => vpc.groups[id.0].name.to_string(),
        GroupPeer::Internet => "internet".to_owned(),
        GroupPeer::Cidr(cidr) => cidr.to_string(),
        GroupPeer::PrefixList(id) => id.to_string(),
    }
}

/// The VPC's reserved ranges, in the order of their addresses.
pub(super) fn reserved(vpc: &Vpc) -> impl Iterator<Item = Cidr4> + '_ {
    vpc.reserve.iter().map(|range| range.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_round_and_never_hide_something() {
        let headroom = Headroom { total: 65536, used: 0, growth: 0, reserved: 0, freed: 0, free: 0 };
        assert_eq!(percent(headroom, 3072), "4.7 %");
        assert_eq!(percent(headroom, 1), "<0.1 %");
        assert_eq!(percent(headroom, 0), "0.0 %");
        assert_eq!(percent(headroom, 65536), "100.0 %");
    }

    #[test]
    fn runs_of_ipv6_subnets_are_named_by_their_numbers() {
        assert_eq!(ipv6_group(Ipv6Group { index: 1, size: 4 }), "IPv6 /64s 4 to 7");
        assert_eq!(ipv6_group(Ipv6Group { index: 9, size: 1 }), "IPv6 /64 9");
    }
}

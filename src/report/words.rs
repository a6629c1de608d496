//! The words for parts of a plan that several reports use. In comes a part, out goes a text.

use std::borrow::Cow;

pub(super) use crate::diagnostic::counted as count;

use crate::blueprint::{AclAction, NatMode, NatType};
use crate::net::{Cidr4, IcmpType};
use crate::network::{AwsEnd, Between, GroupOf, GroupPeer, NamedBy, Network, Pool, RouteKind, Vpc, Zone};
use crate::plan::fabric::{Destination, Ipv6Block, Target, VpcTable};
use crate::plan::{AclAddress, AclProtocol, Headroom, Ipv6Group, Origin, Plan, VpcPlan};

/// `4.7 %`. What is there but rounds to nothing is `<0.1 %`.
pub(super) fn percent(headroom: Headroom, part: u64) -> String {
    match headroom.per_mille(part) {
        0 if part > 0 => "<0.1 %".to_owned(),
        per_mille => format!("{}.{} %", per_mille / 10, per_mille % 10),
    }
}

/// The items with `separator` between them.
pub(super) fn join<T: ToString>(items: impl IntoIterator<Item = T>, separator: &str) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(separator)
}

/// Where a pool is: in another one, and who gives out its addresses if this document does not; or the lock that it is taken from.
pub(super) fn pool_place(plan: &Plan<'_>, pool: &Pool, before: &str) -> Option<String> {
    let within = pool.within.map(|parent| format!("{before}{}", plan.network.pools[parent.0].name));
    let to = pool.delegated_to.as_ref().map(|to| format!("delegated to {}", to.value));
    let of = pool.borrowed.as_ref().map(|borrowed| format!("of {}", borrowed.lock));
    let all: Vec<String> = within.into_iter().chain(to).chain(of).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// What a site is joined to: `segment on-prem of hub`, `VPC app`, or `VPCs app, data`.
pub(super) fn site_end(network: &Network, end: &AwsEnd) -> String {
    match end {
        AwsEnd::Segment(hub, segment) => {
            let hub = &network.hubs[hub.0];
            format!("segment {} of {}", hub.segment(*segment).name, hub.name)
        }
        AwsEnd::Vpcs(vpcs) => {
            let word = if vpcs.len() == 1 { "VPC" } else { "VPCs" };
            format!("{word} {}", join(vpcs.iter().map(|vpc| &network.vpc(*vpc).name), ", "))
        }
    }
}

/// The name of a route table: `public`, or `private a` where each zone has its own.
pub(super) fn table_name(vpc: &Vpc, table: &VpcTable) -> String {
    let tier = &vpc.tier(table.tier).name;
    table.zone.map_or_else(|| tier.to_string(), |zone| format!("{tier} {zone}"))
}

/// The route table of a subnet.
pub(super) fn table_of<'p>(vpc: &'p VpcPlan<'_>, tier: usize, zone: Zone) -> Option<&'p VpcTable> {
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

/// So many zones are named in a line.
const NAMED_ZONES: usize = 6;

/// Where the NAT gateways are: `NAT gateways in tier public, zones a, c`; nothing where there are none.
pub(super) fn nat_places(vpc: &VpcPlan<'_>) -> Option<String> {
    if vpc.vpc.nat.mode == NatMode::Regional {
        return Some("regional NAT gateway, in no subnet".to_owned());
    }
    let tier = &vpc.vpc.tier(vpc.nats.first()?.tier).name;
    let kind = match vpc.vpc.nat.kind {
        NatType::Public => "",
        NatType::Private => "private ",
    };
    let zones: Vec<String> = vpc.nats.iter().map(|nat| nat.zone.to_string()).collect();
    Some(match zones.as_slice() {
        [zone] => format!("{kind}NAT gateway in tier {tier}, zone {zone}"),
        zones if zones.len() > NAMED_ZONES => format!("{kind}NAT gateways in tier {tier}, {} zones", zones.len()),
        zones => format!("{kind}NAT gateways in tier {tier}, zones {}", zones.join(", ")),
    })
}

/// How many NAT gateways there are.
pub(super) fn nat(mode: NatMode) -> &'static str {
    match mode {
        NatMode::PerAz => "one in every zone",
        NatMode::Single => "one for all zones",
        NatMode::Regional => "regional, in the zones that have workloads",
        NatMode::None => "none",
    }
}

/// The destination of a route.
pub(super) fn destination(destination: Destination) -> Cow<'static, str> {
    match destination {
        Destination::V4(block) => block.cidr.to_string().into(),
        Destination::V6(Ipv6Block::Everything) => "::/0".into(),
        Destination::V6(Ipv6Block::Vpc(_)) => "IPv6 /56".into(),
        Destination::V6(Ipv6Block::Site(prefix)) => prefix.to_string().into(),
        Destination::Service(service) => format!("prefix list of {}", service.as_str()).into(),
    }
}

/// The target of a route.
pub(super) fn target(network: &Network, target: Target) -> String {
    match target {
        Target::Local => "local".to_owned(),
        Target::InternetGateway => "internet gateway".to_owned(),
        Target::Nat(zone) => format!("NAT {zone}"),
        Target::RegionalNat => "regional NAT".to_owned(),
        Target::EgressOnlyGateway => "egress-only gateway".to_owned(),
        Target::TransitGateway => "transit gateway".to_owned(),
        Target::Firewall(zone) => format!("firewall {zone}"),
        Target::Peering(peering) => format!("peering {}", network.peerings[peering.0].name),
        Target::VpnGateway(_) => "VPN gateway".to_owned(),
        Target::Endpoint(service) => format!("{} gateway endpoint", service.as_str()),
    }
}

/// The network at the far end of a target: `VPC data` behind a peering, `site tokyo` behind a VPN gateway.
pub(super) fn far_end(network: &Network, vpc: &VpcPlan<'_>, target: Target) -> Option<String> {
    match target {
        Target::Peering(peering) => {
            let other = network.peerings[peering.0].other(vpc.id);
            Some(format!("VPC {}", network.called(other)))
        }
        Target::VpnGateway(site) => Some(format!("site {}", network.site(site).name)),
        _ => None,
    }
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
        AclProtocol::Icmp(Some(IcmpType::FRAGMENTATION_NEEDED)) => "icmp 3/4 (fragmentation needed)".to_owned(),
        AclProtocol::IcmpV6(Some(IcmpType::PACKET_TOO_BIG)) => "icmpv6 2 (packet too big)".to_owned(),
        AclProtocol::Icmp(None) => "icmp".to_owned(),
        AclProtocol::IcmpV6(None) => "icmpv6".to_owned(),
        AclProtocol::Icmp(Some(one)) => format!("icmp {one}"),
        AclProtocol::IcmpV6(Some(one)) => format!("icmpv6 {one}"),
    }
}

/// The other end of a security-group rule.
pub(super) fn peer(vpc: &VpcPlan<'_>, peer: &GroupPeer) -> String {
    match peer {
        GroupPeer::Group(id) => vpc.vpc.groups[id.0].name.to_string(),
        GroupPeer::Existing(id) => id.to_string(),
        // A rule about a part of the document is rules about its blocks.
        GroupPeer::GroupOf(of) if of.is_reference() => of.place.to_string(),
        GroupPeer::Place(place) | GroupPeer::GroupOf(GroupOf { place, .. }) => {
            let blocks = vpc.places.get(place).into_iter().flatten().map(|one| acl_address(*one));
            let blocks: Vec<String> = blocks.collect();
            if blocks.is_empty() { format!("{place} (no address)") } else { format!("{place} ({})", blocks.join(", ")) }
        }
        GroupPeer::Internet => "internet".to_owned(),
        GroupPeer::Cidr(cidr) => cidr.to_string(),
        GroupPeer::PrefixList(id) => id.to_string(),
    }
}

/// How a rule names a group of another VPC, and why so: `by reference over peering fast`, `by addresses: ...`.
pub(super) fn named_by(network: &Network, peer: &GroupPeer) -> Option<String> {
    let GroupPeer::GroupOf(of) = peer else { return None };
    Some(match of.by {
        NamedBy::Group(Between::Peering(id)) => format!("by reference over peering {}", network.peerings[id.0].name),
        NamedBy::Group(Between::Hub(id)) => format!("by reference over transit gateway {}", network.hubs[id.0].name),
        NamedBy::Addresses(why) => format!("by addresses: {}", why.words()),
    })
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

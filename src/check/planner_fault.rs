//! NG0299: what the planner guarantees, looked at once more: subnets are in their VPC and tier, share no address and stay out
//! of reserved ranges; numbers of ACL entries are unique, and what denies a tier comes before what would let it in; a NAT route leads to a gateway that exists, in its own zone. A
//! finding here is a fault of netgen, and nothing is written.

use super::facts::{Facts, overlaps};
use crate::blueprint::{AclAction, NatMode};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::{Cidr4, IcmpType};
use crate::network::Acls;
use crate::plan::fabric::Target;
use crate::plan::{AclAddress, AclEntryPlan, AclProtocol, VpcPlan};
use std::collections::BTreeSet;

/// Numbers of ACL entries; 32767 is the final deny.
const ACL_NUMBERS: std::ops::RangeInclusive<u32> = 1..=32766;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for vpc in &facts.plan.vpcs {
        for fault in faults(vpc) {
            diagnostics.push(
                Diagnostic::new(Code::PlannerFault, format!("VPC `{}`: {fault}", vpc.vpc.name))
                    .at(vpc.vpc.span, "")
                    .why("netgen contradicted itself, so nothing of this plan can be trusted; nothing is written")
                    .help("if nobody made the lock by hand, please report this with the document and its lock"),
            );
        }
    }
}

/// What is wrong with a VPC, in words.
fn faults(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut faults = subnets(vpc);
    faults.extend(blocks(vpc));
    faults.extend(acls(vpc));
    faults.extend(denies(vpc));
    faults.extend(routes(vpc));
    faults
}

fn subnets(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut all: Vec<Cidr4> = Vec::new();
    let mut ipv6 = BTreeSet::new();
    for (tier, plan) in vpc.vpc.tiers.iter().zip(&vpc.tiers) {
        let root = tier.from.and_then(|index| vpc.vpc.secondary.get(index)).map_or(vpc.cidr, |one| one.cidr.value);
        for subnet in &plan.subnets {
            let (cidr, name) = (subnet.cidr, format!("subnet {} of tier `{}`", subnet.cidr, tier.name));
            if !root.contains(cidr) {
                faults.push(format!("{name} is outside {root}"));
            }
            if let Some(block) = plan.block.filter(|block| !block.contains(cidr)) {
                faults.push(format!("{name} is outside the tier's block {block}"));
            }
            if cidr.prefix() != tier.size.prefix {
                faults.push(format!("{name} is no /{}", tier.size.prefix));
            }
            if let Some(range) = vpc.vpc.reserve.iter().find(|range| range.value.overlaps(cidr)) {
                faults.push(format!("{name} overlaps the reserved range {}", range.value));
            }
            if subnet.ipv6.is_some() != vpc.vpc.ipv6
                || subnet.ipv6.is_some_and(|index| index > 255 || !ipv6.insert(index))
            {
                faults.push(format!("{name} has no IPv6 /64 of its own"));
            }
            all.push(cidr);
        }
    }
    all.sort_unstable();
    let pairs = overlaps(&all, |cidr| *cidr, |_, _| false);
    faults.extend(pairs.into_iter().map(|(one, other)| format!("subnets {one} and {other} overlap")));
    faults
}

/// Blocks of tiers are in the VPC and share no address.
fn blocks(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut all: Vec<Cidr4> = vpc.tiers.iter().filter_map(|tier| tier.block).collect();
    all.sort_unstable();
    let outside = all.iter().filter(|block| !vpc.cidrs().any(|cidr| cidr.contains(**block)));
    let mut faults: Vec<String> = outside.map(|block| format!("the tier's block {block} is outside the VPC")).collect();
    let pairs = overlaps(&all, |cidr| *cidr, |_, _| false);
    faults.extend(pairs.into_iter().map(|(one, other)| format!("the tiers' blocks {one} and {other} overlap")));
    faults
}

fn acls(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for acl in &vpc.acls {
        let name = &vpc.vpc.tier(acl.tier).name;
        for entries in [&acl.ingress, &acl.egress] {
            let mut seen = BTreeSet::new();
            let is_wrong = |entry: &&AclEntryPlan| !ACL_NUMBERS.contains(&entry.number) || !seen.insert(entry.number);
            faults.extend(entries.iter().filter(is_wrong).map(|entry| {
                format!("entry {} of the network ACL of tier `{name}` has no number of its own", entry.number)
            }));
        }
    }
    faults
}

/// With the preset `tiered`, every deny has a lower number than each allow that overlaps it: the first match decides. A written
/// ACL has the order that it is written in.
fn denies(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for acl in vpc.acls.iter().filter(|_| matches!(vpc.vpc.acls, Acls::Tiered)) {
        let name = &vpc.vpc.tier(acl.tier).name;
        for entries in [&acl.ingress, &acl.egress] {
            let denies = entries.iter().filter(|entry| entry.action == AclAction::Deny);
            for deny in denies {
                let wins = |allow: &&AclEntryPlan| {
                    allow.action == AclAction::Allow && allow.number < deny.number && overlap(allow, deny)
                };
                faults.extend(entries.iter().find(wins).map(|allow| {
                    let (deny, allow) = (deny.number, allow.number);
                    format!(
                        "entry {deny} of the network ACL of tier `{name}` denies what entry {allow} allows before it"
                    )
                }));
            }
        }
    }
    faults
}

/// Whether a packet can match both entries. What the VPC's own /56 is stands in AWS alone: any IPv6 block may overlap it.
fn overlap(one: &AclEntryPlan, other: &AclEntryPlan) -> bool {
    let addresses = match (one.source, other.source) {
        (AclAddress::V4(one), AclAddress::V4(other)) => one.overlaps(other),
        (AclAddress::V6(one), AclAddress::V6(other)) => one.overlaps(other),
        (AclAddress::OwnV6(one), AclAddress::OwnV6(other)) => {
            let (first, second) =
                (u64::from(one.index) * u64::from(one.size), u64::from(other.index) * u64::from(other.size));
            first < second + u64::from(other.size) && second < first + u64::from(one.size)
        }
        (AclAddress::V6(_), AclAddress::OwnV6(_)) | (AclAddress::OwnV6(_), AclAddress::V6(_)) => true,
        (AclAddress::V4(_), _) | (_, AclAddress::V4(_)) => false,
    };
    let either =
        |one: Option<IcmpType>, other: Option<IcmpType>| one.zip(other).is_none_or(|(one, other)| one.overlaps(other));
    addresses
        && match (one.protocol, other.protocol) {
            (AclProtocol::All, _) | (_, AclProtocol::All) => true,
            (AclProtocol::Tcp(one), AclProtocol::Tcp(other)) | (AclProtocol::Udp(one), AclProtocol::Udp(other)) => {
                one.overlaps(other)
            }
            (AclProtocol::Icmp(one), AclProtocol::Icmp(other))
            | (AclProtocol::IcmpV6(one), AclProtocol::IcmpV6(other)) => either(one, other),
            _ => false,
        }
}

/// A table of a zone leads to the gateway of that zone where each zone has one, any other table to one that exists.
fn routes(vpc: &VpcPlan<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let has_own = vpc.vpc.nat.mode == NatMode::PerAz;
    for table in &vpc.tables {
        for route in table.own() {
            let Target::Nat(zone) = route.target else { continue };
            let exists = vpc.nats.iter().any(|nat| nat.zone == zone);
            if !exists || (has_own && table.zone.is_some_and(|own| own != zone)) {
                let tier = &vpc.vpc.tier(table.tier).name;
                faults.push(format!(
                    "a route of tier `{tier}` leads to a NAT gateway in zone {zone}, which is not its own"
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
#[path = "planner_fault_tests.rs"]
mod tests;

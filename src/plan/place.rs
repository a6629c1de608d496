//! The addresses that names of rules stand for: one answer for security groups and network ACLs.

use std::collections::{BTreeMap, BTreeSet};

use super::hub::Reach;
use super::types::{AclAddress, Ipv6Group, TierPlan};
use crate::net::Cidr4;
use crate::network::{AclSource, Acls, Place, PlaceOf, Vpc, VpcId};

/// The addresses of each place that a VPC's rules name, by the place.
pub type PlaceAddresses = BTreeMap<Place, Vec<AclAddress>>;

/// All /64s of the VPC's /56.
const EVERY_SUBNET: Ipv6Group = Ipv6Group { index: 0, size: 256 };

/// Looks up what the rules of a VPC name. `inside` are its own blocks.
pub(super) fn addresses(reach: &Reach<'_>, id: VpcId, inside: &[Cidr4], tiers: &[TierPlan]) -> PlaceAddresses {
    let vpc = reach.network().vpc(id);
    let mut found = PlaceAddresses::new();
    for place in named(vpc) {
        if !found.contains_key(place) {
            found.insert(place.clone(), addresses_of(reach, id, (inside, tiers), place.of));
        }
    }
    found
}

/// The places that the rules of a VPC name.
fn named(vpc: &Vpc) -> impl Iterator<Item = &Place> {
    let rules = vpc.groups.iter().flat_map(|group| group.ingress.iter().chain(group.egress.iter().flatten()));
    let groups = rules.filter_map(|rule| rule.peer.place());
    let written = match &vpc.acls {
        Acls::Explicit(acls) => acls.as_slice(),
        Acls::Open | Acls::Tiered => &[],
    };
    let acls = written.iter().flat_map(|acl| acl.ingress.iter().chain(&acl.egress));
    groups.chain(acls.filter_map(|rule| match &rule.source {
        AclSource::Place(place) => Some(place),
        _ => None,
    }))
}

/// The addresses of a place, as a VPC with the blocks `inside` and these tiers names it.
pub(super) fn addresses_of(
    reach: &Reach<'_>,
    id: VpcId,
    (inside, tiers): (&[Cidr4], &[TierPlan]),
    place: PlaceOf,
) -> Vec<AclAddress> {
    let network = reach.network();
    let blocks: Vec<Cidr4> = match place {
        PlaceOf::Vpc(own) if own == id => {
            let v6 = network.vpc(id).ipv6.then_some(AclAddress::OwnV6(EVERY_SUBNET));
            return outermost(inside.to_vec()).into_iter().map(AclAddress::V4).chain(v6).collect();
        }
        PlaceOf::Vpc(other) => reach.blocks(other).collect(),
        PlaceOf::Tier(tier) => return super::acl::tier_addresses(&tiers[tier.0]),
        PlaceOf::Pool(pool) => vec![reach.pool(pool).cidr],
        PlaceOf::Site(site) => {
            let site = network.site(site);
            let v6 =
                site.ipv6_prefixes.iter().filter(|_| network.vpc(id).ipv6).map(|prefix| AclAddress::V6(prefix.value));
            let v4 = outermost(site.prefixes.iter().map(|prefix| prefix.value).collect());
            return v4.into_iter().map(AclAddress::V4).chain(v6).collect();
        }
        PlaceOf::Segment(hub, segment) => {
            let (vpcs, _) = reach.cover(hub, &BTreeSet::from([segment]));
            let sites = network.sites.iter().filter(|site| site.segment() == Some((hub, segment)));
            let sites = sites.flat_map(|site| &site.prefixes).map(|prefix| prefix.value);
            let declared = reach.hub(hub).segment(segment).prefixes.iter().map(|prefix| prefix.value);
            vpcs.into_iter().map(|block| block.cidr).chain(sites).chain(declared).collect()
        }
    };
    outermost(blocks).into_iter().map(AclAddress::V4).collect()
}

/// By address, without those that are in others: blocks are nested or apart.
fn outermost(mut blocks: Vec<Cidr4>) -> Vec<Cidr4> {
    blocks.sort_by_key(|block| (block.first(), block.prefix()));
    let mut kept: Vec<Cidr4> = Vec::new();
    for block in blocks {
        if kept.last().is_none_or(|last| !last.contains(block)) {
            kept.push(block);
        }
    }
    kept
}

#[cfg(test)]
#[path = "place_tests.rs"]
mod tests;

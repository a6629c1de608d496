//! What AWS announces to a site: the routes of its segment's table that lead somewhere, or the blocks of its VPCs.
//!
//! A VPN connection announces every such route by itself. On Direct Connect the allowed prefixes have to say the same, or the
//! longer prefix on one of the two would pull the site's packets there, whatever the routers prefer.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html>

use std::collections::BTreeSet;

use super::super::hub::{Attachment, HubPlan, Owner, Reach, TableOf};
use crate::blueprint::Announce;
use crate::net::Cidr4;
use crate::network::{AwsEnd, DxGatewayId, HubId, Network, SegmentId, Site, SiteId, VpcId};

/// What AWS announces to a site, by address.
pub(super) fn announced(reach: &Reach<'_>, hubs: &[HubPlan], site: &Site) -> Vec<Cidr4> {
    match &site.end {
        AwsEnd::Vpcs(vpcs) => of_vpcs(reach, vpcs),
        AwsEnd::Segment(hub, segment) => {
            let (hub, segment) = (*hub, *segment);
            let own: BTreeSet<Cidr4> = site.prefixes.iter().map(|prefix| prefix.value).collect();
            by_table(reach, hubs, hub, segment).into_iter().filter(|prefix| !own.contains(prefix)).collect()
        }
    }
}

/// The VPCs whose /56 AWS announces to a site, by name.
pub(super) fn ipv6(site: &Site) -> Vec<VpcId> {
    if site.has_ipv6() { site.vpcs().to_vec() } else { Vec::new() }
}

/// The blocks of VPCs, by address.
pub(super) fn of_vpcs(reach: &Reach<'_>, vpcs: &[VpcId]) -> Vec<Cidr4> {
    let blocks: BTreeSet<Cidr4> = vpcs.iter().flat_map(|vpc| reach.blocks(*vpc)).collect();
    blocks.into_iter().collect()
}

/// What a VPN gateway or SiteLink announces to a site of others, where the document lets sites reach each other that way, besides what AWS
/// announces anyway.
pub(super) fn of_sites(network: &Network, id: SiteId, linked: &[SiteId], announced: &[Cidr4]) -> Vec<Cidr4> {
    let by_link = linked.iter().flat_map(|other| &network.site(*other).prefixes).map(|prefix| prefix.value);
    let all: BTreeSet<Cidr4> = by_link.chain(by_vpn_gateway(network, id)).collect();
    all.into_iter().filter(|prefix| announced.binary_search(prefix).is_err()).collect()
}

/// What SiteLink carries between sites of a Direct Connect gateway. It is allowed to no transit gateway: for one prefix from both AWS does
/// not say which way it takes, and the way over the transit gateway has the shorter AS path.
pub(super) fn linked(network: &Network, gateway: DxGatewayId) -> BTreeSet<Cidr4> {
    let sites = network.sites_of(gateway).filter(|(id, _)| !network.site_linked(*id).is_empty());
    sites.flat_map(|(_, site)| &site.prefixes).map(|prefix| prefix.value).collect()
}

fn by_vpn_gateway(network: &Network, id: SiteId) -> Vec<Cidr4> {
    let site = network.site(id);
    let Some(vpc) = site.only_vpc() else { return Vec::new() };
    let joined = network.vpc(vpc).between_sites.is_some_and(|between| between.value);
    if !joined || !site.meets_at_vpn_gateway() {
        return Vec::new();
    }
    let others = network
        .sites
        .iter()
        .enumerate()
        .filter(|(index, other)| SiteId(*index) != id && other.end == site.end && other.meets_at_vpn_gateway());
    let prefixes: BTreeSet<Cidr4> = others.flat_map(|(_, other)| &other.prefixes).map(|prefix| prefix.value).collect();
    prefixes.into_iter().collect()
}

/// How many routes a VPN connection brings to a site: all of its table, also those that are inside a pool.
pub(super) fn routes(reach: &Reach<'_>, hubs: &[HubPlan], site: &Site) -> usize {
    match &site.end {
        AwsEnd::Vpcs(vpcs) => of_vpcs(reach, vpcs).len(),
        AwsEnd::Segment(hub, segment) => {
            let (hub, segment) = (*hub, *segment);
            let own = |prefix: &Cidr4| site.prefixes.iter().any(|one| one.value == *prefix);
            in_table(reach, hubs, hub, segment).into_iter().filter(|prefix| !own(prefix)).count()
        }
    }
}

/// What a segment's table says to sites, by address.
fn by_table(reach: &Reach<'_>, hubs: &[HubPlan], hub: HubId, segment: SegmentId) -> BTreeSet<Cidr4> {
    let mut all = in_table(reach, hubs, hub, segment);
    if reach.hub(hub).segment(segment).announce == Announce::Pools {
        // A pool stands for what is inside it.
        let table = hubs.iter().find(|one| one.hub == hub).and_then(|one| one.table(TableOf::Segment(segment)));
        let statics = table.into_iter().flat_map(|table| &table.statics);
        let pools: Vec<Cidr4> =
            statics.filter(|route| matches!(route.to.owner, Owner::Pool(_))).map(|route| route.to.cidr).collect();
        all.retain(|prefix| !pools.iter().any(|pool| pool != prefix && pool.contains(*prefix)));
    }
    all
}

/// The routes of a segment's table that lead somewhere, by address.
fn in_table(reach: &Reach<'_>, hubs: &[HubPlan], hub: HubId, segment: SegmentId) -> BTreeSet<Cidr4> {
    let Some(table) = hubs.iter().find(|one| one.hub == hub).and_then(|one| one.table(TableOf::Segment(segment)))
    else {
        return BTreeSet::new();
    };
    let statics = table.statics.iter().map(|route| route.to.cidr);
    let mut all: BTreeSet<Cidr4> = statics.chain(reach.propagated(hub, table)).collect();
    for from in &table.propagations {
        let Attachment::Existing(id) = from else { continue };
        all.extend(reach.declared(hub, id));
    }
    for hole in &table.blackholes {
        all.remove(&hole.to.cidr);
    }
    all
}

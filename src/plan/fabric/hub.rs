//! Route tables of transit gateways, expanded: what a table drops, its static routes, and what its propagations bring.
//!
//! For equal prefixes AWS takes a static route before a propagated one, and of propagated ones that of a VPC before that of a
//! Direct Connect gateway before a Connect attachment before that of a VPN connection; so this is the order of insertion.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview>

use super::super::hub::{Attachment, Block, HubTable, Owner, Reach};
use super::{Destination, Ipv6Block, Route, Source, Table};
use crate::net::Cidr4;
use crate::network::HubId;

/// The target of a route in a transit gateway's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HubTarget {
    /// An attachment.
    Attachment(Attachment),
    /// Nothing: packets are dropped.
    Blackhole,
}

/// The routes of a table.
pub(in crate::plan) fn routes(reach: &Reach<'_>, hub: HubId, table: &HubTable) -> Table<HubTarget> {
    let mut routes = Table::default();
    let mut add = |destination: Destination, target: HubTarget, source: Source, why: &'static str| {
        // What is left out is a propagated route that AWS would not use; static twins are refused before.
        let _ = routes.insert(Route { destination, target, source, why });
    };
    for hole in &table.blackholes {
        add(Destination::V4(hole.to), HubTarget::Blackhole, Source::Static, hole.why);
    }
    for route in &table.statics {
        add(Destination::V4(route.to), HubTarget::Attachment(route.via.clone()), Source::Static, route.why);
    }
    let mut propagations: Vec<&Attachment> = table.propagations.iter().collect();
    propagations.sort_by_key(|from| match from {
        Attachment::Vpc(_) => 0,
        Attachment::DirectConnect(_) => 1,
        Attachment::Connect(..) => 2,
        Attachment::Vpn(_) | Attachment::Concentrator(_) => 3,
        Attachment::Existing(_) => 4,
    });
    for from in propagations {
        let v6 = announced_v6(reach, from).map(Destination::V6);
        for destination in announced(reach, hub, from).into_iter().map(Destination::V4).chain(v6) {
            add(destination, HubTarget::Attachment(from.clone()), Source::Propagated, "propagated by the attachment");
        }
    }
    routes
}

/// The /56 that an attachment propagates: that of a VPC whose attachment carries IPv6.
fn announced_v6(reach: &Reach<'_>, from: &Attachment) -> Option<Ipv6Block> {
    let Attachment::Vpc(id) = from else { return None };
    let network = reach.network();
    network.attaches_ipv6(network.vpc(*id)).then_some(Ipv6Block::Vpc(*id))
}

/// The IPv4 prefixes that an attachment propagates: all blocks of a VPC, the prefixes of sites, and what the segment of an existing
/// attachment declares, since nobody but AWS knows what that one announces.
fn announced(reach: &Reach<'_>, hub: HubId, from: &Attachment) -> Vec<Block> {
    match from {
        Attachment::Vpc(vpc) => {
            let block = |cidr| Block { cidr, owner: Owner::Vpc(*vpc) };
            reach.own(*vpc).map(block).collect()
        }
        Attachment::Existing(id) => reach.declared(hub, id).map(Block::prefix).collect(),
        Attachment::Vpn(_) | Attachment::DirectConnect(_) | Attachment::Concentrator(_) | Attachment::Connect(..) => {
            let prefixes: Vec<Cidr4> = from.site_prefixes(reach.network(), hub);
            prefixes.into_iter().map(Block::prefix).collect()
        }
    }
}

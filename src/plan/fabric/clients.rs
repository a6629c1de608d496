//! The networks that can open connections to a VPC.

use std::collections::BTreeSet;

use super::super::hub::{Block, Owner, Reach};
use crate::network::VpcId;

/// The clients of what a VPC offers to others (Resolver, central endpoints), by address: over the transit gateway the pools or
/// blocks of VPCs and the prefixes of sites and existing attachments whose segments reach it, then peered VPCs and sites on its
/// VPN gateway. The VPC's own blocks are left out, and of the latter two what a pool in the list covers, so that one more VPC
/// of a pool changes nothing here.
pub(in crate::plan) fn clients(reach: &Reach<'_>, id: VpcId) -> Vec<Block> {
    let own: Vec<_> = reach.own(id).collect();
    let beyond = reach.beyond(id);
    let mut clients: BTreeSet<Block> = reach.reached(id).into_iter().collect();
    let pools: Vec<Block> = clients.iter().copied().filter(|block| matches!(block.owner, Owner::Pool(_))).collect();
    let sites = reach.sites(id).flat_map(|(_, site)| &site.prefixes).map(|prefix| Block::prefix(prefix.value));
    let is_covered = |block: &Block| pools.iter().any(|pool| pool.cidr.contains(block.cidr));
    clients.extend(beyond.peers.into_iter().chain(sites).filter(|block| !is_covered(block)));
    let mut clients: Vec<Block> = clients.into_iter().filter(|block| !own.contains(&block.cidr)).collect();
    clients.dedup_by_key(|block| block.cidr);
    clients
}

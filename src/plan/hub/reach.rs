//! Route summarization: the blocks of attached VPCs, and the pools that cover them in one route.

use std::collections::{BTreeMap, BTreeSet};

use crate::net::{Cidr4, Cidr6, TransitGatewayAttachmentId};
use crate::network::{End, Hub, HubId, Network, PeerVpc, PeeringId, PoolId, SegmentId, Site, SiteId, TheirVpc, VpcId};

use super::types::{Block, HubTable, Owner};

/// The addresses of a network, as routes see them. What thousands of VPCs ask for is found once.
pub(crate) struct Reach<'n> {
    pub(super) network: &'n Network,
    pools: Vec<Cidr4>,
    /// The pool of a prefix; of equal ones the one that is cut from the other.
    by_prefix: BTreeMap<Cidr4, PoolId>,
    /// By VPC: what others reach of it, and the smallest pool around each block.
    blocks: Vec<Vec<(Cidr4, Option<PoolId>)>>,
    /// By VPC: its first block.
    first: Vec<Option<Cidr4>>,
    /// By VPC: its peerings by name, each with the VPC at its other end.
    peerings: Vec<Vec<(PeeringId, PeerVpc<&'n TheirVpc>)>>,
    /// By VPC: the sites that are joined to its VPN gateway.
    sites: Vec<Vec<SiteId>>,
    /// By hub: the VPCs that belong to a segment.
    spokes: Vec<Vec<(VpcId, SegmentId)>>,
    /// By hub and segment: its VPCs, by name.
    members: Vec<Vec<Vec<VpcId>>>,
    /// By hub: how many blocks of its spokes each pool has inside.
    inside: Vec<BTreeMap<PoolId, usize>>,
    /// By hub: the segments that an existing attachment is in.
    existing: Vec<BTreeMap<&'n TransitGatewayAttachmentId, Vec<SegmentId>>>,
    /// By hub and segment: what stands for its VPCs in the tables of others, and how many VPCs each of these stands for.
    stand_ins: Vec<Vec<BTreeMap<Block, usize>>>,
}

/// What talks with a VPC from outside.
pub(crate) struct Beyond {
    /// What it reaches through its transit gateway and its VPN gateway.
    pub hub: Vec<Block>,
    /// The IPv6 prefixes of the sites on its VPN gateway.
    pub ipv6: Vec<Cidr6>,
    /// The blocks of VPCs that it peers with.
    pub peers: Vec<Block>,
}

impl<'n> Reach<'n> {
    /// `pools` and `vpcs` are the blocks in the network's order; a VPC without a place has none.
    pub(crate) fn new(network: &'n Network, pools: Vec<Cidr4>, vpcs: &[Option<Cidr4>]) -> Self {
        let by_prefix = pools.iter().enumerate().map(|(index, block)| (*block, PoolId(index))).collect();
        let mut reach = Self {
            network,
            pools,
            by_prefix,
            blocks: Vec::new(),
            first: vpcs.to_vec(),
            peerings: peerings(network),
            sites: sites(network),
            spokes: vec![Vec::new(); network.hubs.len()],
            members: network.hubs.iter().map(|hub| vec![Vec::new(); hub.segments.len()]).collect(),
            inside: vec![BTreeMap::new(); network.hubs.len()],
            existing: network.hubs.iter().map(existing).collect(),
            stand_ins: network.hubs.iter().map(|hub| vec![BTreeMap::new(); hub.segments.len()]).collect(),
        };
        for (vpc, first) in network.vpcs.iter().zip(vpcs) {
            let further = vpc.secondary.iter().filter(|one| one.routable).map(|one| one.cidr.value);
            let blocks = first.iter().copied().chain(further);
            reach.blocks.push(blocks.map(|block| (block, reach.pool_around(block))).collect());
        }
        for (index, vpc) in network.vpcs.iter().enumerate() {
            let id = VpcId(index);
            if let Some((hub, segment)) = vpc.attach.and_then(|attach| Some((attach.hub, attach.segment?))) {
                reach.spokes[hub.0].push((id, segment));
                reach.members[hub.0][segment.0].push(id);
                let pools: Vec<PoolId> = reach.pools_of(id).collect();
                for pool in pools {
                    *reach.inside[hub.0].entry(pool).or_default() += 1;
                }
                for block in unique(reach.by_pool(id).collect()) {
                    *reach.stand_ins[hub.0][segment.0].entry(block).or_default() += 1;
                }
            }
        }
        reach
    }

    /// What was planned.
    pub(crate) fn network(&self) -> &'n Network {
        self.network
    }

    pub(crate) fn hub(&self, id: HubId) -> &'n Hub {
        &self.network.hubs[id.0]
    }

    /// The VPCs of a hub that belong to a segment.
    pub(super) fn spokes(&self, hub: HubId) -> &[(VpcId, SegmentId)] {
        &self.spokes[hub.0]
    }

    /// By segment of a hub: its VPCs, by name.
    pub(super) fn by_segment(&self, hub: HubId) -> &[Vec<VpcId>] {
        &self.members[hub.0]
    }

    /// The networks behind an attachment that exists, as its segments declare it.
    pub(crate) fn declared(&self, hub: HubId, id: &TransitGatewayAttachmentId) -> impl Iterator<Item = Cidr4> + '_ {
        let segments = self.existing[hub.0].get(id).into_iter().flatten();
        segments.flat_map(move |segment| &self.hub(hub).segment(*segment).prefixes).map(|prefix| prefix.value)
    }

    /// What others reach of a VPC: its first block and the routable ones.
    pub(crate) fn blocks(&self, vpc: VpcId) -> impl Iterator<Item = Cidr4> + '_ {
        self.blocks[vpc.0].iter().map(|(block, _)| *block)
    }

    /// All blocks of a VPC, in the document's order: those with `routable: false` as well.
    pub(crate) fn own(&self, vpc: VpcId) -> impl Iterator<Item = Cidr4> + '_ {
        let further = self.network.vpc(vpc).secondary.iter().map(|one| one.cidr.value);
        self.first[vpc.0].into_iter().chain(further)
    }

    /// The peerings of a VPC by name, each with the VPC at its other end.
    pub(crate) fn peerings(&self, vpc: VpcId) -> &[(PeeringId, PeerVpc<&'n TheirVpc>)] {
        &self.peerings[vpc.0]
    }

    /// The blocks at the other end of a peering.
    pub(crate) fn peer_blocks(&self, id: PeeringId, other: PeerVpc<&TheirVpc>) -> Vec<Block> {
        match other {
            PeerVpc::Own(vpc) => self.blocks(vpc).map(|cidr| Block { cidr, owner: Owner::Vpc(vpc) }).collect(),
            PeerVpc::Theirs(vpc) => {
                vpc.blocks.iter().map(|block| Block { cidr: block.value, owner: Owner::Peer(id) }).collect()
            }
        }
    }

    /// The sites that are joined to the VPN gateway of a VPC, by name.
    pub(crate) fn sites(&self, vpc: VpcId) -> impl Iterator<Item = (SiteId, &'n Site)> + '_ {
        self.sites[vpc.0].iter().map(|id| (*id, self.network.site(*id)))
    }

    /// The smallest pool around a block.
    fn pool_around(&self, block: Cidr4) -> Option<PoolId> {
        self.pools_around(block).next()
    }

    /// The pools around a block, the smallest first. At most 33 prefixes can hold it, however many pools there are.
    fn pools_around(&self, block: Cidr4) -> impl Iterator<Item = PoolId> + '_ {
        let prefixes = (0..=block.prefix()).rev().filter_map(move |length| Cidr4::around(block.address(), length));
        prefixes.filter_map(|prefix| self.by_prefix.get(&prefix).copied())
    }

    /// The pools around the blocks of a VPC: each as often as it holds one of them.
    fn pools_of(&self, vpc: VpcId) -> impl Iterator<Item = PoolId> + '_ {
        self.blocks(vpc).flat_map(|block| self.pools_around(block))
    }

    pub(crate) fn pool(&self, id: PoolId) -> Block {
        Block { cidr: self.pools[id.0], owner: Owner::Pool(id) }
    }

    /// Every pool.
    pub(super) fn all_pools(&self) -> Vec<Block> {
        (0..self.pools.len()).map(|index| self.pool(PoolId(index))).collect()
    }

    /// The pools that are in no other one: what stands for all of them.
    pub(super) fn outermost_pools(&self) -> Vec<Block> {
        let inner = |block: &Block| self.pools_around(block.cidr).any(|other| self.pools[other.0] != block.cidr);
        self.all_pools().into_iter().filter(|block| !inner(block)).collect()
    }

    /// Blocks of a VPC that are in no pool.
    pub(super) fn outside_pools(&self, vpc: VpcId) -> impl Iterator<Item = Block> + '_ {
        let outside = self.blocks[vpc.0].iter().filter(|(_, pool)| pool.is_none());
        outside.map(move |(cidr, _)| Block { cidr: *cidr, owner: Owner::Vpc(vpc) })
    }

    /// What stands for a VPC in the route tables of others: the pool around each of its blocks, or the block.
    pub(crate) fn by_pool(&self, vpc: VpcId) -> impl Iterator<Item = Block> + '_ {
        self.blocks[vpc.0].iter().map(move |(cidr, pool)| match pool {
            Some(pool) => self.pool(*pool),
            None => Block { cidr: *cidr, owner: Owner::Vpc(vpc) },
        })
    }

    /// The summary of some spokes of a hub: a pool's block where all spokes in it are among them, their own blocks otherwise.
    /// The second list has the pools that hold some spokes that are chosen and some that are not.
    pub(crate) fn cover(&self, hub: HubId, chosen: &BTreeSet<SegmentId>) -> (Vec<Block>, Vec<PoolId>) {
        let spokes = || chosen.iter().flat_map(|segment| &self.members[hub.0][segment.0]);
        // By pool: how many blocks of spokes that are chosen it holds. Others are in it where it holds more.
        let mut held: BTreeMap<PoolId, usize> = BTreeMap::new();
        for pool in spokes().flat_map(|vpc| self.pools_of(*vpc)) {
            *held.entry(pool).or_default() += 1;
        }
        let is_mixed = |pool: PoolId| held.get(&pool).is_some_and(|held| self.inside[hub.0].get(&pool) > Some(held));
        let (mut blocks, mut mixed) = (Vec::new(), BTreeSet::new());
        for vpc in spokes() {
            for (cidr, pool) in &self.blocks[vpc.0] {
                if let Some(pool) = pool.filter(|pool| !is_mixed(*pool)) {
                    blocks.push(self.pool(pool));
                } else {
                    mixed.extend(self.pools_around(*cidr).filter(|pool| is_mixed(*pool)));
                    blocks.push(Block { cidr: *cidr, owner: Owner::Vpc(*vpc) });
                }
            }
        }
        (unique(blocks), mixed.into_iter().collect())
    }

    /// What a VPC's tables send to its hub, besides a default route: the pools of what it reaches, blocks outside any
    /// pool, prefixes on premises, and what the segment's own static routes say.
    pub(crate) fn hub_routes(&self, vpc: VpcId) -> Vec<Block> {
        let Some((id, segment)) = self.network.membership(vpc) else { return Vec::new() };
        let mut blocks = self.reached(vpc);
        let segment = self.hub(id).segment(segment);
        blocks.extend(segment.prefixes.iter().map(|prefix| Block::prefix(prefix.value)));
        // A default route is the tiers' own affair: see `default_by_hub`.
        let written = segment.static_routes.iter().map(|route| route.to.value);
        blocks.extend(written.filter(|to| *to != Cidr4::ANY).map(Block::prefix));
        unique(blocks)
    }

    /// The pools, blocks and prefixes behind the transit gateway that a VPC and its peers in both directions reach.
    pub(crate) fn reached(&self, vpc: VpcId) -> Vec<Block> {
        let Some((id, segment)) = self.network.membership(vpc) else { return Vec::new() };
        let hub = self.hub(id);
        let own = unique(self.by_pool(vpc).collect());
        let mut blocks = Vec::new();
        for other in hub.reached(segment) {
            // What stands for this VPC alone leads nowhere else.
            let stands = self.stand_ins[id.0][other.0].iter();
            let for_others = stands.filter(|(block, count)| other != segment || **count > 1 || !own.contains(block));
            blocks.extend(for_others.map(|(block, _)| *block));
            // Sites of the VPC's own segment reach it only where they reach each other as well.
            if other != segment || hub.segment(other).transit {
                blocks.extend(hub.segment(other).prefixes.iter().map(|prefix| Block::prefix(prefix.value)));
            }
        }
        unique(blocks)
    }

    /// Where replies of a role's VPC go back to: all pools, and what else is attached.
    pub(crate) fn returns(&self, hub: HubId, everything: bool) -> Vec<Block> {
        let mut blocks = self.outermost_pools();
        let meant = self.hub(hub);
        let goes = |segment: SegmentId| everything || meant.segment(segment).reaches.contains(&End::Internet);
        for (vpc, segment) in self.spokes(hub) {
            if goes(*segment) {
                blocks.extend(self.outside_pools(*vpc));
            }
        }
        for id in meant.segment_ids().filter(|id| goes(*id)) {
            blocks.extend(meant.segment(id).prefixes.iter().map(|prefix| Block::prefix(prefix.value)));
        }
        unique(blocks)
    }

    /// The prefixes that VPCs and sites propagate into a table.
    pub(crate) fn propagated(&self, hub: HubId, table: &HubTable) -> Vec<Cidr4> {
        let sites = table.propagations.iter().flat_map(|from| from.site_prefixes(self.network, hub));
        table.vpcs().flat_map(|vpc| self.blocks(vpc)).chain(sites).collect()
    }

    /// What talks with a VPC from outside.
    pub(crate) fn beyond(&self, vpc: VpcId) -> Beyond {
        let prefixes = self.sites(vpc).flat_map(|(_, site)| &site.prefixes).map(|prefix| Block::prefix(prefix.value));
        let hub = unique(self.hub_routes(vpc).into_iter().chain(prefixes).collect());
        let ipv6 = self.sites(vpc).flat_map(|(_, site)| &site.ipv6_prefixes).map(|prefix| prefix.value);
        Beyond { hub, ipv6: ipv6.collect(), peers: self.peers(vpc) }
    }

    fn peers(&self, vpc: VpcId) -> Vec<Block> {
        unique(self.peerings(vpc).iter().flat_map(|(id, other)| self.peer_blocks(*id, *other)).collect())
    }

    /// Blocks of a VPC that repeat elsewhere and are not to be routed.
    pub(super) fn unroutable(&self, vpc: VpcId) -> impl Iterator<Item = Cidr4> + '_ {
        self.network.vpc(vpc).secondary.iter().filter(|one| !one.routable).map(|one| one.cidr.value)
    }
}

/// By address, each block once.
pub(super) fn unique(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.sort_unstable();
    blocks.dedup_by_key(|block| block.cidr);
    blocks
}

fn peerings(network: &Network) -> Vec<Vec<(PeeringId, PeerVpc<&TheirVpc>)>> {
    let mut of = vec![Vec::new(); network.vpcs.len()];
    for (index, peering) in network.peerings.iter().enumerate() {
        let ends = [Some(peering.requester), peering.accepter.as_ref().own()];
        for end in ends.into_iter().flatten() {
            of[end.0].push((PeeringId(index), peering.other(end)));
        }
    }
    of
}

fn existing(hub: &Hub) -> BTreeMap<&TransitGatewayAttachmentId, Vec<SegmentId>> {
    let mut of: BTreeMap<_, Vec<SegmentId>> = BTreeMap::new();
    for id in hub.segment_ids() {
        for attachment in &hub.segment(id).attachments {
            let segments = of.entry(&attachment.value).or_default();
            if segments.last() != Some(&id) {
                segments.push(id);
            }
        }
    }
    of
}

fn sites(network: &Network) -> Vec<Vec<SiteId>> {
    let mut of = vec![Vec::new(); network.vpcs.len()];
    for (index, site) in network.sites.iter().enumerate() {
        for vpc in site.vpcs() {
            of[vpc.0].push(SiteId(index));
        }
    }
    of
}

//! Who is where: the blocks of attached VPCs, the pools around them, and what stands for them in a route.

use std::collections::BTreeMap;

use crate::net::Cidr4;
use crate::network::{AwsEnd, End, Hub, HubId, Network, PoolId, Relation, SegmentId, VpcId};

use super::types::{Block, HubTable, Owner};

/// The addresses of a network, as routes see them. What thousands of VPCs ask for is found once.
pub(crate) struct Reach<'n> {
    pub(super) network: &'n Network,
    pools: Vec<Cidr4>,
    /// By VPC: what others reach of it, and the smallest pool around each block.
    blocks: Vec<Vec<(Cidr4, Option<PoolId>)>>,
    /// By hub: the VPCs that belong to a segment.
    spokes: Vec<Vec<(VpcId, SegmentId)>>,
    /// By hub and segment: what stands for its VPCs in the tables of others, and how many VPCs each of these stands for.
    stand_ins: Vec<Vec<BTreeMap<Block, usize>>>,
}

/// What talks with a VPC from outside.
pub(crate) struct Beyond {
    /// What it reaches through its transit gateway and its VPN gateway.
    pub hub: Vec<Block>,
    /// The blocks of VPCs that it peers with.
    pub peers: Vec<Block>,
}

impl<'n> Reach<'n> {
    /// `pools` and `vpcs` are the blocks in the network's order; a VPC without a place has none.
    pub(crate) fn new(network: &'n Network, pools: Vec<Cidr4>, vpcs: &[Option<Cidr4>]) -> Self {
        let mut reach = Self {
            network,
            pools,
            blocks: Vec::new(),
            spokes: vec![Vec::new(); network.hubs.len()],
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

    /// What others reach of a VPC: its first block and the routable ones.
    pub(crate) fn blocks(&self, vpc: VpcId) -> impl Iterator<Item = Cidr4> + '_ {
        self.blocks[vpc.0].iter().map(|(block, _)| *block)
    }

    /// The smallest pool around a block.
    fn pool_around(&self, block: Cidr4) -> Option<PoolId> {
        let around = self.pools.iter().enumerate().filter(|(_, pool)| pool.contains(block));
        around.max_by_key(|(_, pool)| pool.prefix()).map(|(index, _)| PoolId(index))
    }

    fn pool(&self, id: PoolId) -> Block {
        Block { cidr: self.pools[id.0], owner: Owner::Pool(id) }
    }

    /// Every pool.
    pub(super) fn all_pools(&self) -> Vec<Block> {
        (0..self.pools.len()).map(|index| self.pool(PoolId(index))).collect()
    }

    /// The pools that lie in no other one: what stands for all of them.
    pub(super) fn outermost_pools(&self) -> Vec<Block> {
        let inner = |block: &Block| self.pools.iter().any(|other| *other != block.cidr && other.contains(block.cidr));
        self.all_pools().into_iter().filter(|block| !inner(block)).collect()
    }

    /// Blocks of a VPC that lie in no pool.
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

    /// What stands for some spokes of a hub: a pool's block where all spokes in it are among them, their own blocks
    /// otherwise. The second list has the pools that stand for some, but not all, of what is in them.
    pub(super) fn cover(&self, hub: HubId, chosen: impl Fn(SegmentId) -> bool) -> (Vec<Block>, Vec<PoolId>) {
        let spokes = self.spokes(hub);
        let mixed: Vec<PoolId> =
            (0..self.pools.len()).map(PoolId).filter(|pool| self.is_mixed(*pool, spokes, &chosen)).collect();
        let mut blocks = Vec::new();
        for (vpc, _) in spokes.iter().filter(|(_, segment)| chosen(*segment)) {
            for (cidr, pool) in &self.blocks[vpc.0] {
                let pool = pool.filter(|pool| !mixed.contains(pool));
                blocks.push(pool.map_or(Block { cidr: *cidr, owner: Owner::Vpc(*vpc) }, |pool| self.pool(pool)));
            }
        }
        let used = |pool: &PoolId| {
            blocks.iter().any(|block| matches!(block.owner, Owner::Vpc(_)) && self.pools[pool.0].contains(block.cidr))
        };
        let mixed = mixed.into_iter().filter(used).collect();
        (unique(blocks), mixed)
    }

    /// Whether some spokes in a pool are chosen and some are not.
    fn is_mixed(&self, pool: PoolId, spokes: &[(VpcId, SegmentId)], chosen: &impl Fn(SegmentId) -> bool) -> bool {
        let inside = |vpc: VpcId| self.blocks(vpc).any(|own| self.pools[pool.0].contains(own));
        let mut seen = [false; 2];
        for (_, segment) in spokes.iter().filter(|(vpc, _)| inside(*vpc)) {
            seen[usize::from(chosen(*segment))] = true;
        }
        seen == [true, true]
    }

    /// What a VPC's tables send to its hub, besides a default route: the pools of what it reaches, blocks outside any
    /// pool, prefixes on premises, and what the segment's own static routes say.
    pub(crate) fn hub_routes(&self, vpc: VpcId) -> Vec<Block> {
        let Some((id, segment)) = self.network.membership(vpc) else { return Vec::new() };
        let hub = self.hub(id);
        let own = unique(self.by_pool(vpc).collect());
        let mut blocks = Vec::new();
        for other in hub.segment_ids() {
            let reached = hub.relation(segment, End::Segment(other)) != Relation::None;
            if reached {
                // What stands for this VPC alone leads nowhere else.
                let stands = self.stand_ins[id.0][other.0].iter();
                let for_others =
                    stands.filter(|(block, count)| other != segment || **count > 1 || !own.contains(block));
                blocks.extend(for_others.map(|(block, _)| *block));
            }
            if reached || other == segment {
                blocks.extend(hub.segment(other).prefixes.iter().map(|prefix| Block::prefix(prefix.value)));
            }
        }
        // A default route is the tiers' own affair: see `default_by_hub`.
        let written = hub.segment(segment).static_routes.iter().map(|route| route.to.value);
        blocks.extend(written.filter(|to| *to != Cidr4::ANY).map(Block::prefix));
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
        let sites = self.network.sites.iter().filter(|site| site.end == AwsEnd::Vpc(vpc));
        let prefixes = sites.flat_map(|site| &site.prefixes).map(|prefix| Block::prefix(prefix.value));
        let hub = unique(self.hub_routes(vpc).into_iter().chain(prefixes).collect());
        Beyond { hub, peers: self.peers(vpc) }
    }

    fn peers(&self, vpc: VpcId) -> Vec<Block> {
        let others = self.network.peerings.iter().filter_map(|peering| match (peering.requester, peering.accepter) {
            (one, other) if one == vpc => Some(other),
            (other, one) if one == vpc => Some(other),
            _ => None,
        });
        let block = |other: VpcId| move |cidr| Block { cidr, owner: Owner::Vpc(other) };
        unique(others.flat_map(|other| self.blocks(other).map(block(other))).collect())
    }

    /// Those who use what a VPC shares: spokes that it reaches.
    pub(crate) fn clients(&self, vpc: VpcId) -> impl Iterator<Item = VpcId> + '_ {
        let spokes = self.network.membership(vpc).map(|(hub, _)| self.spokes(hub)).unwrap_or_default();
        let others = spokes.iter().map(|(other, _)| *other);
        others.filter(move |other| *other != vpc && self.network.relation(vpc, *other) != Relation::None)
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

//! Who is where: the blocks of attached VPCs, the pools around them, and what stands for them in a route.

use crate::net::Cidr4;
use crate::network::{End, Hub, HubId, Network, PoolId, Relation, SegmentId, VpcId};

use super::types::{Block, Owner};

/// The addresses of a network, as routes see them.
pub(crate) struct Reach<'n> {
    pub(super) network: &'n Network,
    pools: Vec<Cidr4>,
    /// First blocks, in the order of the network's VPCs.
    vpcs: Vec<Option<Cidr4>>,
}

/// What talks with a VPC from outside.
pub(crate) struct Beyond {
    /// What it reaches through its transit gateway.
    pub hub: Vec<Block>,
    /// The blocks of VPCs that it peers with.
    pub peers: Vec<Block>,
}

impl<'n> Reach<'n> {
    /// `pools` and `vpcs` are the blocks in the network's order; a VPC without a place has none.
    pub(crate) fn new(network: &'n Network, pools: Vec<Cidr4>, vpcs: Vec<Option<Cidr4>>) -> Self {
        Self { network, pools, vpcs }
    }

    /// What was planned.
    pub(crate) fn network(&self) -> &'n Network {
        self.network
    }

    pub(super) fn hub(&self, id: HubId) -> &'n Hub {
        &self.network.hubs[id.0]
    }

    /// The VPCs of a hub that belong to a segment.
    pub(super) fn spokes(&self, hub: HubId) -> Vec<(VpcId, SegmentId)> {
        let vpcs = self.network.vpcs.iter().enumerate();
        vpcs.filter_map(|(index, vpc)| {
            let attach = vpc.attach.filter(|attach| attach.hub == hub)?;
            Some((VpcId(index), attach.segment?))
        })
        .collect()
    }

    /// What others reach of a VPC: its first block and the routable ones.
    pub(super) fn blocks(&self, vpc: VpcId) -> Vec<Cidr4> {
        let further = self.network.vpc(vpc).secondary.iter().filter(|one| one.routable).map(|one| one.cidr.value);
        self.vpcs[vpc.0].into_iter().chain(further).collect()
    }

    /// The smallest pool around a block.
    pub(super) fn pool_around(&self, block: Cidr4) -> Option<PoolId> {
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
    pub(super) fn outside_pools(&self, vpc: VpcId) -> Vec<Block> {
        let outside = self.blocks(vpc).into_iter().filter(|block| self.pool_around(*block).is_none());
        outside.map(|cidr| Block { cidr, owner: Owner::Vpc(vpc) }).collect()
    }

    /// What stands for a VPC in the route tables of others: the pool around each of its blocks, or the block.
    pub(crate) fn by_pool(&self, vpc: VpcId) -> impl Iterator<Item = Block> + '_ {
        self.blocks(vpc).into_iter().map(move |cidr| match self.pool_around(cidr) {
            Some(pool) => self.pool(pool),
            None => Block { cidr, owner: Owner::Vpc(vpc) },
        })
    }

    /// What stands for some spokes of a hub: a pool's block where all spokes in it are among them, their own blocks
    /// otherwise. The second list has the pools that stand for some, but not all, of what is in them.
    pub(super) fn cover(&self, hub: HubId, chosen: impl Fn(VpcId, SegmentId) -> bool) -> (Vec<Block>, Vec<PoolId>) {
        let spokes = self.spokes(hub);
        let (mut blocks, mut mixed) = (Vec::new(), Vec::new());
        for (vpc, _) in spokes.iter().filter(|(vpc, segment)| chosen(*vpc, *segment)) {
            for cidr in self.blocks(*vpc) {
                let pool = self.pool_around(cidr).filter(|pool| {
                    let inside = |one: &VpcId| self.blocks(*one).iter().any(|own| self.pools[pool.0].contains(*own));
                    let alike =
                        spokes.iter().filter(|(one, _)| inside(one)).all(|(one, segment)| chosen(*one, *segment));
                    if !alike {
                        mixed.push(*pool);
                    }
                    alike
                });
                blocks.push(pool.map_or(Block { cidr, owner: Owner::Vpc(*vpc) }, |pool| self.pool(pool)));
            }
        }
        (unique(blocks), {
            mixed.sort_unstable();
            mixed.dedup();
            mixed
        })
    }

    /// What a VPC's tables send to its hub, besides a default route: the pools of what it reaches, blocks outside any
    /// pool, prefixes on premises, and what the segment's own static routes say.
    pub(crate) fn hub_routes(&self, vpc: VpcId) -> Vec<Block> {
        let Some((hub, segment)) = self.network.membership(vpc) else { return Vec::new() };
        let mut blocks = Vec::new();
        for (other, _) in self.spokes(hub) {
            if other != vpc && self.network.relation(vpc, other) != Relation::None {
                blocks.extend(self.by_pool(other));
            }
        }
        let hub = self.hub(hub);
        for id in hub.segment_ids() {
            if id == segment || hub.relation(segment, End::Segment(id)) != Relation::None {
                blocks.extend(hub.segment(id).prefixes.iter().map(|prefix| Block::prefix(prefix.value)));
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
            if goes(segment) {
                blocks.extend(self.outside_pools(vpc));
            }
        }
        for id in meant.segment_ids().filter(|id| goes(*id)) {
            blocks.extend(meant.segment(id).prefixes.iter().map(|prefix| Block::prefix(prefix.value)));
        }
        unique(blocks)
    }

    /// What talks with a VPC from outside.
    pub(crate) fn beyond(&self, vpc: VpcId) -> Beyond {
        Beyond { hub: self.hub_routes(vpc), peers: self.peers(vpc) }
    }

    fn peers(&self, vpc: VpcId) -> Vec<Block> {
        let others = self.network.peerings.iter().filter_map(|peering| match (peering.requester, peering.accepter) {
            (one, other) if one == vpc => Some(other),
            (other, one) if one == vpc => Some(other),
            _ => None,
        });
        let block = |other: VpcId| move |cidr| Block { cidr, owner: Owner::Vpc(other) };
        unique(others.flat_map(|other| self.blocks(other).into_iter().map(block(other)).collect::<Vec<_>>()).collect())
    }

    /// Those who use what a VPC shares: spokes that it reaches, as blocks.
    pub(crate) fn clients(&self, vpc: VpcId) -> Vec<VpcId> {
        let Some((hub, _)) = self.network.membership(vpc) else { return Vec::new() };
        let spokes = self.spokes(hub).into_iter().map(|(other, _)| other);
        spokes.filter(|other| *other != vpc && self.network.relation(vpc, *other) != Relation::None).collect()
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

//! How full a VPC is, and how much more fits.

use super::Allocator;
use crate::net::Cidr4;
use crate::plan::types::{Headroom, TierPlan};

impl Allocator<'_> {
    pub(super) fn headroom(&self, tiers: &[TierPlan]) -> Headroom {
        let total = std::iter::once(self.cidr)
            .chain(self.vpc.secondary.iter().map(|one| one.cidr.value))
            .map(Cidr4::size)
            .sum();
        let used = tiers.iter().flat_map(|tier| &tier.subnets).map(|subnet| subnet.cidr.size()).sum();
        let blocks: u64 = tiers
            .iter()
            .map(|tier| {
                tier.block.map_or_else(|| tier.subnets.iter().map(|subnet| subnet.cidr.size()).sum(), Cidr4::size)
            })
            .sum();
        Headroom {
            total,
            used,
            growth: blocks.saturating_sub(used),
            reserved: self.reserved,
            freed: self.freed,
            free: self.free(),
        }
    }

    pub(super) fn room(&self) -> Vec<u64> {
        self.vpc
            .tiers
            .iter()
            .zip(&self.blocks)
            .map(|(tier, block)| {
                let prefix = block.map_or(tier.size.prefix, |(block, _)| block.prefix());
                let room = self.spaces[tier.from.map_or(0, |index| index + 1)].room(prefix);
                self.ipv6_left.map_or(room, |left| room.min(left))
            })
            .collect()
    }
}

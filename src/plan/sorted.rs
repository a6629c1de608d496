//! Blocks in the order of their addresses. In come blocks, out goes what is inside or around another one, and how many addresses that has.

use std::collections::BTreeSet;

use crate::net::Cidr4;

/// Blocks in the order of their addresses, the wider first, each with a number. Thousands of pools and VPCs are asked for the few that
/// they have to do with, never each for each.
#[derive(Default)]
pub(super) struct Sorted(pub BTreeSet<(Cidr4, usize)>);

impl Sorted {
    /// What is inside a block, or is that block.
    pub fn inside(&self, block: Cidr4) -> impl Iterator<Item = (Cidr4, usize)> {
        // Blocks are aligned: what begins inside is inside, for what is wider and begins there comes before.
        self.0.range((block, 0)..).copied().take_while(move |(inner, _)| inner.first() <= block.last())
    }

    /// What is wider than a block and has it inside.
    pub fn around(&self, block: Cidr4) -> impl Iterator<Item = (Cidr4, usize)> {
        let wider = (0..block.prefix()).filter_map(move |prefix| Cidr4::around(block.address(), prefix));
        wider.flat_map(|wider| self.0.range((wider, 0)..=(wider, usize::MAX)).copied())
    }
}

impl FromIterator<Cidr4> for Sorted {
    fn from_iter<I: IntoIterator<Item = Cidr4>>(blocks: I) -> Self {
        Self(blocks.into_iter().map(|block| (block, 0)).collect())
    }
}

/// Blocks in order, and for each the addresses of all before it.
pub(super) struct Sizes(Vec<(Cidr4, u64)>, u64);

impl Sizes {
    pub fn of(blocks: impl Iterator<Item = Cidr4>) -> Self {
        let mut blocks: Vec<Cidr4> = blocks.collect();
        blocks.sort_unstable();
        let mut sum = 0;
        let mut before = Vec::with_capacity(blocks.len());
        for block in blocks {
            before.push((block, sum));
            sum += block.size();
        }
        Self(before, sum)
    }

    /// The addresses of those that are inside a block.
    pub fn inside(&self, outer: Cidr4) -> u64 {
        let before = |place: usize| self.0.get(place).map_or(self.1, |(_, sum)| *sum);
        let from = self.0.partition_point(|(block, _)| *block < outer);
        let to = self.0.partition_point(|(block, _)| block.first() <= outer.last());
        before(to.max(from)) - before(from)
    }
}

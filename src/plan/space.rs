//! Free address space: in comes a block and what is taken of it, out come free blocks, the lowest address first.
//!
//! The free space is kept as the fewest aligned blocks that cover it (a buddy system: two free halves are always one
//! block), one sorted set for each prefix length. So every question is at most 33 lookups, and the answer depends on
//! what is taken, never on the order in which it was taken. Nothing here knows who owns a block.

use std::collections::BTreeSet;
use std::fmt;
use std::iter;
use std::net::Ipv4Addr;

use crate::net::Cidr4;

/// The free space of one IPv4 block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Space {
    root: Cidr4,
    /// First addresses of the free blocks, by prefix length.
    free: Vec<BTreeSet<u32>>,
    free_addresses: u64,
}

/// Why a block cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// It is not inside the space.
    Outside,
    /// Some of it, or all, is taken already.
    Taken,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Outside => "it is outside",
            Self::Taken => "it is taken, at least in part",
        })
    }
}

impl std::error::Error for Conflict {}

impl Space {
    /// The whole block, free.
    #[must_use]
    pub fn new(root: Cidr4) -> Self {
        let mut space = Self { root, free: vec![BTreeSet::new(); 33], free_addresses: 0 };
        space.insert(root);
        space
    }

    /// The block around everything.
    #[must_use]
    pub fn root(&self) -> Cidr4 {
        self.root
    }

    /// Takes a block that must be inside and free.
    pub fn take(&mut self, block: Cidr4) -> Result<(), Conflict> {
        if !self.root.contains(block) {
            return Err(Conflict::Outside);
        }
        let around = self.free_around(block).ok_or(Conflict::Taken)?;
        self.cut(around, block);
        Ok(())
    }

    /// Takes whatever of a block is still free, be it all, a part or nothing.
    pub fn take_part(&mut self, block: Cidr4) {
        if let Some(around) = self.free_around(block) {
            self.cut(around, block);
            return;
        }
        for prefix in block.prefix()..=32 {
            let inside: Vec<_> = self.free[usize::from(prefix)].range(block.first()..=block.last()).copied().collect();
            for first in inside {
                if let Some(part) = Cidr4::new(Ipv4Addr::from_bits(first), prefix) {
                    self.remove(part);
                }
            }
        }
    }

    /// Takes the block of that prefix length that has the lowest address; `None` if none is free.
    pub fn allocate(&mut self, prefix: u8) -> Option<Cidr4> {
        let around = self.lowest_from(prefix, 0)?;
        let block = around.nth(prefix, 0)?;
        self.cut(around, block);
        Some(block)
    }

    /// Gives a block back. What of it is free already, or is outside, changes nothing.
    pub fn release(&mut self, block: Cidr4) {
        let block = if block.contains(self.root) { self.root } else { block };
        if !self.root.contains(block) || self.free_around(block).is_some() {
            return;
        }
        self.take_part(block);
        let mut merged = block;
        while let (Some(buddy), Some(parent)) = (merged.buddy(), merged.parent())
            && self.root.contains(parent)
            && self.is_block(buddy)
        {
            self.remove(buddy);
            merged = parent;
        }
        self.insert(merged);
    }

    /// Whether the whole block is free.
    #[must_use]
    pub fn is_free(&self, block: Cidr4) -> bool {
        self.free_around(block).is_some()
    }

    /// How many more aligned blocks of that prefix length fit.
    #[must_use]
    pub fn room(&self, prefix: u8) -> u64 {
        if prefix > 32 {
            return 0;
        }
        (0..=prefix).map(|wider| self.count(wider) << (prefix - wider)).sum()
    }

    /// The prefix length of the largest free block from that one on, down to the smallest subnet of AWS (/28).
    #[must_use]
    pub fn largest(&self, from: u8) -> Option<u8> {
        (from..=28).find(|prefix| self.room(*prefix) > 0)
    }

    /// The free blocks of that prefix length in the order of their addresses. Lazy, so `take(3)` costs three lookups.
    pub fn free_blocks(&self, prefix: u8) -> impl Iterator<Item = Cidr4> {
        let mut next = Some(0);
        let free = iter::from_fn(move || {
            let block = self.lowest_from(prefix, next?)?;
            next = block.last().checked_add(1);
            Some(block)
        });
        free.flat_map(move |block| (0..=u32::MAX).map_while(move |index| block.nth(prefix, index)))
    }

    /// How many addresses are free.
    #[must_use]
    pub fn free_addresses(&self) -> u64 {
        self.free_addresses
    }

    fn count(&self, prefix: u8) -> u64 {
        self.free[usize::from(prefix)].len() as u64
    }

    /// The free block with the lowest address, not below `from`, that holds a block of that length.
    fn lowest_from(&self, prefix: u8, from: u32) -> Option<Cidr4> {
        if prefix > 32 {
            return None;
        }
        let lowest = (self.root.prefix()..=prefix).filter_map(|wider| {
            let first = *self.free[usize::from(wider)].range(from..).next()?;
            Cidr4::new(Ipv4Addr::from_bits(first), wider)
        });
        lowest.min()
    }

    /// The free block that holds all of this one. There is one if all of it is free, since free halves are merged.
    fn free_around(&self, block: Cidr4) -> Option<Cidr4> {
        let widths = self.root.prefix()..=block.prefix();
        widths.filter_map(|wider| Cidr4::around(block.address(), wider)).find(|around| self.is_block(*around))
    }

    /// Whether exactly this is one of the free blocks.
    fn is_block(&self, block: Cidr4) -> bool {
        self.free[usize::from(block.prefix())].contains(&block.first())
    }

    /// Takes `block` out of the free block `around`: the other half of each step down stays free.
    fn cut(&mut self, around: Cidr4, block: Cidr4) {
        self.remove(around);
        let mut at = block;
        while at.prefix() > around.prefix()
            && let (Some(buddy), Some(parent)) = (at.buddy(), at.parent())
        {
            self.insert(buddy);
            at = parent;
        }
    }

    fn insert(&mut self, block: Cidr4) {
        if self.free[usize::from(block.prefix())].insert(block.first()) {
            self.free_addresses += block.size();
        }
    }

    fn remove(&mut self, block: Cidr4) {
        if self.free[usize::from(block.prefix())].remove(&block.first()) {
            self.free_addresses -= block.size();
        }
    }
}

#[cfg(test)]
#[path = "space_tests.rs"]
mod tests;

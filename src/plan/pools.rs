//! Blocks of pools and VPCs: what is written and what the lock remembers first, then the largest, ties by name.

use std::collections::{BTreeMap, BTreeSet};

use super::lock::{Entry, Lock, State};
use super::space::Space;
use super::types::{Headroom, Origin, PoolPlan};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::Cidr4;
use crate::network::{Address, Network, PoolBlock, PoolId};

/// The first block of every VPC and the block of every pool.
pub(super) struct Blocks {
    pub pools: Vec<PoolPlan>,
    /// In the order of the network's VPCs. `None`: no block could be found, and the error is said.
    pub vpcs: Vec<Option<(Cidr4, Origin)>>,
}

/// The lock path of a pool.
fn pool_path(name: &str) -> String {
    format!("pool/{name}")
}

/// The lock path of a VPC.
pub(super) fn vpc_path(name: &str) -> String {
    format!("vpc/{name}")
}

/// Chooses all blocks and writes them into the new lock.
pub(super) fn allocate(network: &Network, old: &Lock, new: &mut Lock, diagnostics: &mut Diagnostics) -> Blocks {
    let mut allocator = Allocator { network, old, diagnostics, spaces: Vec::new(), pools: Vec::new() };
    allocator.pools();
    let vpcs = allocator.vpcs();
    for (index, (vpc, block)) in network.vpcs.iter().zip(&vpcs).enumerate() {
        let Some((cidr, origin)) = block else { continue };
        let state = if *origin == Origin::Pinned { State::Pinned } else { State::Live };
        let slots =
            old.get(&vpc_path(vpc.name.as_str())).and_then(|entry| entry.slots).or(vpc.ipv6.then_some(vpc.az_slots));
        let entry = Entry { ipv4: Some(*cidr), slots, state, ..Entry::default() };
        new.insert(vpc_path(network.vpcs[index].name.as_str()), entry);
    }
    for (pool, plan) in network.pools.iter().zip(&allocator.pools) {
        let state = if plan.origin == Origin::Pinned { State::Pinned } else { State::Live };
        new.insert(pool_path(pool.name.as_str()), Entry { block: Some(plan.block), state, ..Entry::default() });
    }
    Blocks { pools: allocator.pools, vpcs }
}

struct Allocator<'a> {
    network: &'a Network,
    old: &'a Lock,
    diagnostics: &'a mut Diagnostics,
    /// Free space by pool.
    spaces: Vec<Space>,
    pools: Vec<PoolPlan>,
}

/// Something that wants a block of a pool.
struct Wish {
    index: usize,
    prefix: u8,
    span: Span,
}

impl Allocator<'_> {
    /// Pools, parents first. Siblings that are cut from the same parent go largest first.
    fn pools(&mut self) {
        let mut blocks: Vec<Option<(Cidr4, Origin)>> = vec![None; self.network.pools.len()];
        for (index, pool) in self.network.pools.iter().enumerate() {
            if let PoolBlock::Pinned(cidr) = pool.block {
                blocks[index] = Some((cidr, Origin::Pinned));
            }
        }
        let held = self.held();
        for index in 0..self.network.pools.len() {
            if blocks[index].is_none() {
                self.cut_children(self.network.pools[index].within, &mut blocks);
            }
            let (block, origin) = blocks[index].unwrap_or((Cidr4::ANY, Origin::FirstFit));
            self.spaces.push(self.space_of(PoolId(index), block, &blocks, &held));
            self.pools.push(PoolPlan { block, origin, headroom: Headroom::of(block) });
        }
    }

    /// Blocks that somebody has or had, and that no pool may be cut from: pinned VPCs, those of the lock, and freed pools.
    fn held(&self) -> Vec<Cidr4> {
        let pinned = self.network.vpcs.iter().filter_map(|vpc| match vpc.address {
            Address::Pinned(cidr) => Some(cidr.value),
            Address::Cut { .. } => None,
        });
        let known: BTreeSet<String> = self.network.pools.iter().map(|pool| pool_path(pool.name.as_str())).collect();
        let own = |path: &str| path.matches('/').count() == 1;
        let vpcs = self.old.under("vpc").filter(|(path, _)| own(path)).filter_map(|(_, entry)| entry.ipv4);
        let pools =
            self.old.under("pool").filter(|(path, _)| !known.contains(*path)).filter_map(|(_, entry)| entry.block);
        pinned.chain(vpcs).chain(pools).collect()
    }

    /// The free space of a pool: without its reserved ranges, prefixes in use elsewhere and pools inside it.
    fn space_of(&self, id: PoolId, block: Cidr4, blocks: &[Option<(Cidr4, Origin)>], held: &[Cidr4]) -> Space {
        let mut space = Space::new(block);
        for range in &self.network.pools[id.0].reserve {
            space.take_part(range.value);
        }
        for (_, prefix) in &self.network.on_premises {
            space.take_part(prefix.value);
        }
        for taken in held.iter().filter(|taken| block.contains(**taken)) {
            space.take_part(*taken);
        }
        for (index, pool) in self.network.pools.iter().enumerate() {
            if let Some((inner, _)) = blocks[index]
                && index != id.0
                && block.contains(inner)
                && (pool.within == Some(id) || !inner.contains(block))
            {
                space.take_part(inner);
            }
        }
        space
    }

    fn cut_children(&mut self, parent: Option<PoolId>, blocks: &mut [Option<(Cidr4, Origin)>]) {
        let Some(parent) = parent else { return };
        let mut wishes = Vec::new();
        for (index, pool) in self.network.pools.iter().enumerate() {
            let PoolBlock::Cut(prefix) = pool.block else { continue };
            if pool.within != Some(parent) {
                continue;
            }
            let entry = self.old.get(&pool_path(pool.name.as_str()));
            let outer = self.pools[parent.0].block;
            let locked = entry.and_then(|entry| entry.block).filter(|block| {
                // A freed block of another size or place is of no use to its former owner.
                let fits = block.prefix() == prefix && outer.contains(*block);
                fits || entry.is_some_and(|entry| entry.state != State::Freed)
            });
            match locked {
                Some(block) if block.prefix() == prefix => {
                    self.spaces[parent.0].take_part(block);
                    blocks[index] = Some((block, Origin::Locked));
                }
                Some(block) => {
                    let (what, path) = (format!("pool `{}`", pool.name), format!("address_pools.{}", pool.name));
                    self.diagnostics.push(locked_size(&what, &path, block, prefix, pool.span));
                }
                None => wishes.push(Wish { index, prefix, span: pool.span }),
            }
        }
        wishes.sort_by_key(|wish| (wish.prefix, &self.network.pools[wish.index].name));
        for wish in wishes {
            if let Some(block) = self.spaces[parent.0].allocate(wish.prefix) {
                blocks[wish.index] = Some((block, Origin::FirstFit));
            } else {
                let finding = self.full(parent, &format!("pool `{}`", self.network.pools[wish.index].name), &wish);
                self.diagnostics.push(finding);
            }
        }
    }

    fn vpcs(&mut self) -> Vec<Option<(Cidr4, Origin)>> {
        let mut blocks: Vec<Option<(Cidr4, Origin)>> = vec![None; self.network.vpcs.len()];
        let mut wishes: BTreeMap<PoolId, Vec<Wish>> = BTreeMap::new();
        for (index, vpc) in self.network.vpcs.iter().enumerate() {
            for secondary in vpc.secondary.iter().filter(|one| one.routable) {
                self.take_everywhere(secondary.cidr.value);
            }
            match vpc.address {
                Address::Pinned(cidr) => {
                    self.take_everywhere(cidr.value);
                    blocks[index] = Some((cidr.value, Origin::Pinned));
                }
                Address::Cut { pool, prefix } => {
                    let outer = self.pools[pool.0].block;
                    let entry = self.old.get(&vpc_path(vpc.name.as_str()));
                    let locked = entry.and_then(|entry| entry.ipv4).filter(|block| {
                        // A freed block of another size or place is of no use to its former owner.
                        let fits = block.prefix() == prefix.value && outer.contains(*block);
                        fits || entry.is_some_and(|entry| entry.state != State::Freed)
                    });
                    match locked {
                        Some(block) if block.prefix() != prefix.value => {
                            let (what, path) = (format!("VPC `{}`", vpc.name), format!("vpcs.{}", vpc.name));
                            self.about(index, locked_size(&what, &path, block, prefix.value, prefix.span));
                        }
                        Some(block) if !self.pools[pool.0].block.contains(block) => {
                            let finding = self.locked_elsewhere(vpc.name.as_str(), pool, block, prefix.span);
                            self.about(index, finding);
                        }
                        Some(block) => {
                            self.spaces[pool.0].take_part(block);
                            blocks[index] = Some((block, Origin::Locked));
                        }
                        None => wishes.entry(pool).or_default().push(Wish {
                            index,
                            prefix: prefix.value,
                            span: prefix.span,
                        }),
                    }
                }
            }
        }
        self.take_tombstones();
        for (pool, mut wishes) in wishes {
            wishes.sort_by_key(|wish| (wish.prefix, &self.network.vpcs[wish.index].name));
            for wish in wishes {
                if let Some(block) = self.spaces[pool.0].allocate(wish.prefix) {
                    blocks[wish.index] = Some((block, Origin::FirstFit));
                } else {
                    let what = format!("VPC `{}`", self.network.vpcs[wish.index].name);
                    let finding = self.full(pool, &what, &wish);
                    self.about(wish.index, finding);
                }
            }
        }
        self.measure(&blocks);
        blocks
    }

    fn take_everywhere(&mut self, block: Cidr4) {
        for space in &mut self.spaces {
            space.take_part(block);
        }
    }

    /// Ranges of VPCs and pools that left the document stay theirs.
    fn take_tombstones(&mut self) {
        let vpcs = self.network.vpcs.iter().map(|vpc| vpc_path(vpc.name.as_str()));
        let pools = self.network.pools.iter().map(|pool| pool_path(pool.name.as_str()));
        let known: BTreeSet<String> = vpcs.chain(pools).collect();
        let gone: Vec<Cidr4> = self
            .old
            .under("vpc")
            .chain(self.old.under("pool"))
            .filter(|(path, _)| path.matches('/').count() == 1 && !known.contains(*path))
            .filter_map(|(_, entry)| entry.ipv4.or(entry.block))
            .collect();
        for block in gone {
            self.take_everywhere(block);
        }
    }

    fn measure(&mut self, blocks: &[Option<(Cidr4, Origin)>]) {
        for (index, pool) in self.network.pools.iter().enumerate() {
            let block = self.pools[index].block;
            let inside = |cidr: Cidr4| if block.contains(cidr) { cidr.size() } else { 0 };
            let vpcs: u64 = blocks.iter().flatten().map(|(cidr, _)| inside(*cidr)).sum();
            let pools: u64 = self
                .pools
                .iter()
                .zip(&self.network.pools)
                .filter(|(_, child)| child.within == Some(PoolId(index)))
                .map(|(plan, _)| {
                    // VPCs of a nested pool are counted with the pool.
                    let nested: u64 = blocks
                        .iter()
                        .flatten()
                        .filter(|(cidr, _)| plan.block.contains(*cidr))
                        .map(|(cidr, _)| cidr.size())
                        .sum();
                    inside(plan.block) - nested.min(inside(plan.block))
                })
                .sum();
            let reserved = pool.reserve.iter().map(|range| inside(range.value)).sum();
            let free = self.spaces[index].free_addresses();
            let headroom = &mut self.pools[index].headroom;
            headroom.used = vpcs + pools;
            headroom.reserved = reserved;
            headroom.free = free;
            headroom.freed = headroom.total.saturating_sub(headroom.used + reserved + free);
        }
    }

    /// Takes in a finding about a VPC, whose size may be a default that is written elsewhere.
    fn about(&mut self, vpc: usize, finding: Diagnostic) {
        let vpc = &self.network.vpcs[vpc];
        let mut own = Diagnostics::default();
        own.push(finding);
        self.diagnostics.append(own.anchored(vpc.span, vpc.text, &format!("in VPC `{}`", vpc.name)));
    }

    fn full(&self, pool: PoolId, what: &str, wish: &Wish) -> Diagnostic {
        let name = &self.network.pools[pool.0].name;
        let largest = (wish.prefix + 1..=28).find(|prefix| self.spaces[pool.0].room(*prefix) > 0);
        let help = match largest {
            Some(prefix) => {
                format!("the largest block that is free is a /{prefix}; enlarge pool `{name}`, or cut from another one")
            }
            None => format!("nothing is free; enlarge pool `{name}`, or cut from another one"),
        };
        let block = self.pools[pool.0].block;
        Diagnostic::new(Code::PoolFull, format!("pool `{name}` ({block}) has no free /{} for {what}", wish.prefix))
            .at(wish.span, "")
            .also(self.network.pools[pool.0].span, format!("`{name}` is here"))
            .help(help)
    }

    fn locked_elsewhere(&self, vpc: &str, pool: PoolId, block: Cidr4, span: Span) -> Diagnostic {
        let (name, outer) = (&self.network.pools[pool.0].name, self.pools[pool.0].block);
        let message = format!("VPC `{vpc}` is locked at {block}, outside pool `{name}` ({outer})");
        Diagnostic::new(Code::LockDisagrees, message)
            .at(span, "")
            .why("a VPC's block never moves by itself: AWS would have to replace the VPC and everything in it")
            .help(format!("name the pool that it came from, or give its addresses up: `--release vpcs.{vpc}`"))
    }
}

/// The size in the document differs from what the lock holds.
pub(super) fn locked_size(what: &str, path: &str, block: Cidr4, wanted: u8, span: Span) -> Diagnostic {
    Diagnostic::new(Code::LockDisagrees, format!("{what} is locked at {block}, but the document wants a /{wanted}"))
        .at(span, "")
        .why("addresses that were given never move by themselves: AWS would have to replace what uses them")
        .help(format!(
            "keep /{}, or give the addresses up and have new ones chosen: `--release {path}`",
            block.prefix()
        ))
}

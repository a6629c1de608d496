//! Blocks of pools and VPCs: what is written and what the lock remembers first, then the largest, ties by name.

mod clients;

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Claim, Held, Ledger, Refused, first_fit};
use super::lock::Entry;
use super::sorted::{Sizes, Sorted};
use super::space::Space;
use super::types::{Headroom, Origin, PoolPlan};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Cidr4;
use crate::network::{Address, Network, PoolBlock, PoolId};

/// The first block of every VPC and the block of every pool.
pub(super) struct Blocks {
    pub pools: Vec<PoolPlan>,
    /// In the order of the network's VPCs. `None`: no block could be found, and the error is said.
    pub vpcs: Vec<Option<(Cidr4, Origin)>>,
    /// Blocks of people who dial in, in the order of the network's remote accesses.
    pub clients: Vec<Option<(Cidr4, Origin)>>,
}

/// The lock path of a pool.
fn pool_path(name: &str) -> String {
    format!("pool/{name}")
}

/// The lock path of a VPC.
pub(super) fn vpc_path(name: &str) -> String {
    format!("vpc/{name}")
}

/// Chooses all blocks and grants them.
pub(super) fn allocate(network: &Network, ledger: &mut Ledger<'_>, diagnostics: &mut Diagnostics) -> Blocks {
    let mut children: BTreeMap<PoolId, Vec<usize>> = BTreeMap::new();
    for (index, pool) in network.pools.iter().enumerate() {
        pool.within.into_iter().for_each(|parent| children.entry(parent).or_default().push(index));
    }
    let mut allocator = Allocator {
        network,
        ledger,
        diagnostics,
        spaces: Vec::new(),
        pools: Vec::new(),
        children,
        known: Sorted::default(),
        taken: BTreeSet::new(),
    };
    allocator.pools();
    let pinned = allocator.pinned_clients();
    let vpcs = allocator.vpcs();
    let clients = allocator.clients(pinned);
    allocator.measure(&[vpcs.as_slice(), clients.as_slice()].concat());
    let pools = allocator.pools;
    for (vpc, block) in network.vpcs.iter().zip(&vpcs) {
        let Some((cidr, origin)) = block else { continue };
        let path = vpc_path(vpc.name.as_str());
        let slots = ledger.had(&path).and_then(|entry| entry.slots).or(vpc.ipv6.then_some(vpc.az_slots));
        ledger.grant(path, *origin, Entry { ipv4: Some(*cidr), slots, ..Entry::default() });
    }
    clients::grant(network, &clients, ledger);
    for (pool, plan) in network.pools.iter().zip(&pools) {
        let entry = Entry {
            block: Some(plan.block),
            to: pool.delegated_to.as_ref().map(|to| to.value.clone()),
            digest: pool.borrowed.as_ref().and_then(|borrowed| borrowed.digest.parse().ok()),
            ..Entry::default()
        };
        ledger.grant(pool_path(pool.name.as_str()), plan.origin, entry);
    }
    Blocks { pools, vpcs, clients }
}

struct Allocator<'a> {
    network: &'a Network,
    ledger: &'a Ledger<'a>,
    diagnostics: &'a mut Diagnostics,
    /// Free space by pool.
    spaces: Vec<Space>,
    pools: Vec<PoolPlan>,
    /// The pools that are in a pool by the document.
    children: BTreeMap<PoolId, Vec<usize>>,
    /// Blocks of pools, as far as they are known.
    known: Sorted,
    /// Blocks that were taken everywhere.
    taken: BTreeSet<Cidr4>,
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
                self.known.0.insert((cidr, index));
            }
        }
        let (held, elsewhere) = (self.held(), self.network.elsewhere().collect());
        let mut cut = BTreeSet::new();
        for index in 0..self.network.pools.len() {
            // Those of one parent are cut at once, be it that some find no room.
            if let (None, Some(parent)) = (blocks[index], self.network.pools[index].within)
                && cut.insert(parent)
            {
                self.cut_children(parent, &mut blocks);
            }
            let (block, origin) = blocks[index].unwrap_or((Cidr4::ANY, Origin::FirstFit));
            self.spaces.push(self.space_of(PoolId(index), block, &elsewhere, &held));
            self.pools.push(PoolPlan { block, origin, headroom: Headroom::of(block) });
        }
    }

    /// Blocks that somebody has or had, and that no pool may be cut from: pinned VPCs, those of the lock, and freed pools.
    fn held(&self) -> Sorted {
        let pinned = self.network.vpcs.iter().filter_map(|vpc| match vpc.address {
            Address::Pinned(cidr) => Some(cidr.value),
            Address::Cut { .. } => None,
        });
        let known: BTreeSet<String> = self.network.pools.iter().map(|pool| pool_path(pool.name.as_str())).collect();
        let mut held: Vec<Cidr4> = pinned.collect();
        held.extend(self.ledger.blocks_beside("vpc", &BTreeSet::new()));
        held.extend(clients::held(self.network, self.ledger));
        held.extend(self.ledger.blocks_beside("pool", &known));
        held.into_iter().collect()
    }

    /// The free space of a pool: without its reserved ranges, prefixes in use elsewhere and pools inside it.
    fn space_of(&self, id: PoolId, block: Cidr4, elsewhere: &Sorted, held: &Sorted) -> Space {
        let mut space = Space::new(block);
        for range in &self.network.pools[id.0].reserve {
            space.take_part(range.value);
        }
        let elsewhere = elsewhere.inside(block).chain(elsewhere.around(block));
        elsewhere.chain(held.inside(block)).for_each(|(taken, _)| space.take_part(taken));
        for (inner, index) in self.known.inside(block) {
            if index != id.0 && (self.network.pools[index].within == Some(id) || inner != block) {
                space.take_part(inner);
            }
        }
        space
    }

    fn cut_children(&mut self, parent: PoolId, blocks: &mut [Option<(Cidr4, Origin)>]) {
        let children = self.children.get(&parent).cloned().unwrap_or_default();
        let mut wishes = Vec::new();
        for &index in &children {
            let pool = &self.network.pools[index];
            let PoolBlock::Cut(prefix) = pool.block else { continue };
            let path = pool_path(pool.name.as_str());
            match self.ledger.held(Claim { path: &path, prefix, within: self.pools[parent.0].block }) {
                // One that is elsewhere by now is found by a rule.
                Held::Fits(block) | Held::Elsewhere(block) => {
                    self.spaces[parent.0].take_part(block);
                    blocks[index] = Some((block, Origin::Locked));
                }
                Held::OtherSize(block) => {
                    let (what, path) = (format!("pool `{}`", pool.name), format!("address_pools.{}", pool.name));
                    self.diagnostics.push(locked_size(&what, &path, block, prefix, pool.span));
                }
                Held::Nothing => wishes.push(Wish { index, prefix, span: pool.span }),
            }
        }
        let name = |wish: &Wish| (wish.prefix, self.network.pools[wish.index].name.as_str());
        let left = first_fit(&mut self.spaces[parent.0], wishes, name, |wish, block| {
            blocks[wish.index] = Some((block, Origin::FirstFit));
        });
        let new = children.iter().filter_map(|index| Some((blocks[*index]?.0, *index)));
        self.known.0.extend(new);
        for refused in left {
            let what = format!("pool `{}`", self.network.pools[refused.wish.index].name);
            let finding = self.full(parent, &what, &refused);
            self.diagnostics.push(finding);
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
                Address::Cut { pool, prefix } => match self.claim(index, pool, prefix) {
                    Ok(Some(block)) => blocks[index] = Some((block, Origin::Locked)),
                    Ok(None) => {
                        let wish = Wish { index, prefix: prefix.value, span: prefix.span };
                        wishes.entry(pool).or_default().push(wish);
                    }
                    Err(finding) => self.about(index, *finding),
                },
            }
        }
        self.take_tombstones();
        self.take_locked_clients();
        for (pool, wishes) in wishes {
            let name = |wish: &Wish| (wish.prefix, self.network.vpcs[wish.index].name.as_str());
            let left = first_fit(&mut self.spaces[pool.0], wishes, name, |wish, block| {
                blocks[wish.index] = Some((block, Origin::FirstFit));
            });
            for refused in left {
                let what = format!("VPC `{}`", self.network.vpcs[refused.wish.index].name);
                let finding = self.full(pool, &what, &refused);
                self.about(refused.wish.index, finding);
            }
        }
        blocks
    }

    /// The block that a VPC holds in a pool; `None` if it holds none. The error is a block that is not what the document wants.
    fn claim(&mut self, vpc: usize, pool: PoolId, prefix: Spanned<u8>) -> Result<Option<Cidr4>, Box<Diagnostic>> {
        let name = self.network.vpcs[vpc].name.as_str();
        let path = vpc_path(name);
        match self.ledger.held(Claim { path: &path, prefix: prefix.value, within: self.pools[pool.0].block }) {
            Held::Nothing => Ok(None),
            Held::Fits(block) => {
                self.spaces[pool.0].take_part(block);
                Ok(Some(block))
            }
            Held::OtherSize(block) => {
                let (what, path) = (format!("VPC `{name}`"), format!("vpcs.{name}"));
                Err(Box::new(locked_size(&what, &path, block, prefix.value, prefix.span)))
            }
            Held::Elsewhere(block) => Err(Box::new(self.locked_elsewhere(name, pool, block, prefix.span))),
        }
    }

    /// Takes a block from every pool that it is in, in part or whole.
    fn take_everywhere(&mut self, block: Cidr4) {
        if !self.taken.insert(block) {
            return;
        }
        for (_, index) in self.known.inside(block).chain(self.known.around(block)) {
            self.spaces[index].take_part(block);
        }
    }

    /// Ranges of VPCs and pools that left the document stay theirs.
    fn take_tombstones(&mut self) {
        let vpcs = self.network.vpcs.iter().map(|vpc| vpc_path(vpc.name.as_str()));
        let pools = self.network.pools.iter().map(|pool| pool_path(pool.name.as_str()));
        let known: BTreeSet<String> = vpcs.chain(pools).collect();
        let mut gone = self.ledger.blocks_beside("vpc", &known);
        gone.extend(self.ledger.blocks_beside("pool", &known));
        gone.extend(self.ledger.blocks_beside(clients::PATH, &clients::live(self.network)));
        for block in gone {
            self.take_everywhere(block);
        }
    }

    /// How much of each pool is used: by VPCs and people who dial in, and by pools inside it whether they have VPCs or not.
    fn measure(&mut self, blocks: &[Option<(Cidr4, Origin)>]) {
        let vpcs = Sizes::of(blocks.iter().flatten().map(|(cidr, _)| *cidr));
        for (index, pool) in self.network.pools.iter().enumerate() {
            let block = self.pools[index].block;
            let inside = |cidr: Cidr4| if block.contains(cidr) { cidr.size() } else { 0 };
            let children = self.children.get(&PoolId(index)).into_iter().flatten();
            // VPCs of a nested pool are counted with the pool.
            let rest = |child: Cidr4| inside(child) - vpcs.inside(child).min(inside(child));
            let pools: u64 = children.map(|child| rest(self.pools[*child].block)).sum();
            let mut kept = Space::new(block);
            pool.reserve
                .iter()
                .map(|range| range.value)
                .chain(self.network.elsewhere())
                .for_each(|one| kept.take_part(one));
            let reserved = block.size() - kept.free_addresses();
            let free = self.spaces[index].free_addresses();
            let headroom = &mut self.pools[index].headroom;
            headroom.used = vpcs.inside(block) + pools;
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

    fn full(&self, pool: PoolId, what: &str, Refused { wish, largest }: &Refused<Wish>) -> Diagnostic {
        let name = &self.network.pools[pool.0].name;
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

//! What several rules look at: all blocks of all VPCs in the order of their addresses, each with the place in the text that
//! decides it.

use crate::diagnostic::{Diagnostic, Span};
use crate::net::Cidr4;
use crate::network::{Address, Vpc};
use crate::plan::Plan;

/// The plan and its blocks.
pub(crate) struct Facts<'p> {
    pub plan: &'p Plan<'p>,
    /// By address, the wider first, then by VPC.
    pub blocks: Vec<Block<'p>>,
}

/// One IPv4 block of a VPC.
#[derive(Clone, Copy)]
pub(crate) struct Block<'p> {
    pub cidr: Cidr4,
    pub vpc: &'p Vpc,
    pub kind: Kind,
    /// Where the block, or its size, is written.
    written: Span,
}

/// What a block is to its VPC.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The first block, as written.
    Pinned,
    /// The first block, cut from a pool.
    Cut,
    /// A further block.
    Secondary { routable: bool },
}

impl<'p> Facts<'p> {
    pub fn of(plan: &'p Plan<'p>) -> Self {
        let mut blocks: Vec<Block<'p>> = Vec::new();
        for one in &plan.vpcs {
            let (kind, written) = match one.vpc.address {
                Address::Pinned(cidr) => (Kind::Pinned, cidr.span),
                Address::Cut { prefix, .. } => (Kind::Cut, prefix.span),
            };
            blocks.push(Block { cidr: one.cidr, vpc: one.vpc, kind, written });
            blocks.extend(one.vpc.secondary.iter().map(|secondary| Block {
                cidr: secondary.cidr.value,
                vpc: one.vpc,
                kind: Kind::Secondary { routable: secondary.routable },
                written: secondary.cidr.span,
            }));
        }
        blocks.sort_by(|one, other| (one.cidr, &one.vpc.name).cmp(&(other.cidr, &other.vpc.name)));
        Self { plan, blocks }
    }

    /// The blocks that begin inside a block.
    pub fn inside(&self, outer: Cidr4) -> &[Block<'p>] {
        let from = self.blocks.partition_point(|block| block.cidr < outer);
        let to = self.blocks.partition_point(|block| block.cidr.first() <= outer.last());
        &self.blocks[from..to.max(from)]
    }
}

impl Block<'_> {
    /// Whether others reach it, so that nobody else may have its addresses.
    pub fn is_routable(&self) -> bool {
        self.kind != Kind::Secondary { routable: false }
    }

    /// Whether it is cut from a pool.
    pub fn is_cut(&self) -> bool {
        self.kind == Kind::Cut
    }

    /// The place to look at. A block that comes from a default shared by several VPCs is looked for at the VPC's name.
    pub fn place(&self) -> Span {
        if self.vpc.text.contains(self.written) { self.written } else { self.vpc.span }
    }

    /// A finding about this block.
    pub fn blame(&self, finding: Diagnostic, words: impl Into<String>) -> Diagnostic {
        let finding = finding.at(self.place(), words);
        if self.place() == self.written { finding } else { finding.also(self.written, "its block is said here") }
    }
}

/// The items of a sorted list whose blocks share addresses with a block: those around it, the widest first, then those inside.
/// Finds each by bisection, so it costs nothing to ask for a block that overlaps nothing.
pub(super) fn overlapping<T>(sorted: &[T], cidr: impl Fn(&T) -> Cidr4 + Copy, of: Cidr4) -> impl Iterator<Item = &T> {
    let from = move |block: Cidr4| {
        let place = sorted.partition_point(|one| cidr(one) < block);
        sorted.get(place..).unwrap_or_default()
    };
    // Wider blocks begin at the address that they have in common; equal ones are among those inside.
    let wider = (0..of.prefix()).filter_map(move |prefix| Cidr4::around(of.address(), prefix));
    let around = wider.flat_map(move |block| from(block).iter().take_while(move |one| cidr(one) == block));
    around.chain(from(of).iter().take_while(move |one| of.contains(cidr(one))))
}

/// Pairs of blocks that share addresses: each block with the widest one before it that is not its own. Blocks must be sorted
/// by address, the wider first. `is_own` says whether two may overlap.
pub(crate) fn overlaps<T: Copy>(
    sorted: &[T],
    cidr: impl Fn(&T) -> Cidr4,
    is_own: impl Fn(&T, &T) -> bool,
) -> Vec<(T, T)> {
    let mut pairs = Vec::new();
    // Blocks around the present one, the widest first: aligned blocks nest, they never overlap in part.
    let mut around: Vec<T> = Vec::new();
    for block in sorted {
        while around.last().is_some_and(|outer| !cidr(outer).contains(cidr(block))) {
            around.pop();
        }
        if let Some(outer) = around.iter().find(|outer| !is_own(outer, block)) {
            pairs.push((*outer, *block));
        }
        // Equal blocks are all compared with the first of them.
        if around.last().is_none_or(|outer| cidr(outer) != cidr(block) || is_own(outer, block)) {
            around.push(*block);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_finds_what_lies_around_and_inside() {
        let cidr = |text: &str| text.parse::<Cidr4>().unwrap();
        let mut all =
            ["10.0.0.0/8", "10.0.0.0/16", "10.0.0.0/16", "10.0.1.0/24", "10.1.0.0/16", "192.168.0.0/24"].map(cidr);
        all.sort_unstable();
        let found = |of: &str| overlapping(&all, |one| *one, cidr(of)).map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(found("10.0.1.0/30"), ["10.0.0.0/8", "10.0.0.0/16", "10.0.0.0/16", "10.0.1.0/24"]);
        assert_eq!(found("10.0.0.0/16"), ["10.0.0.0/8", "10.0.0.0/16", "10.0.0.0/16", "10.0.1.0/24"]);
        assert_eq!(found("10.1.128.0/17"), ["10.0.0.0/8", "10.1.0.0/16"]);
        assert_eq!(found("0.0.0.0/0").len(), all.len());
        assert!(found("172.16.0.0/12").is_empty());
    }
}

//! NG0203: no two VPCs of a document have the same address. A hub, a peering or a Direct Connect gateway takes one of two
//! overlapping VPCs and drops the other without a word, and a VPC's block can never be changed.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>

use super::facts::{Block, Facts, Kind, overlaps};
use super::free::Free;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let routable: Vec<Block<'_>> = facts.blocks.iter().filter(|block| block.is_routable()).copied().collect();
    let free = Free::new(facts);
    for (outer, inner) in overlaps(&routable, |block| block.cidr, |one, other| one.vpc.name == other.vpc.name) {
        // To blame is the one that can move: what is written rather than what was cut, then what was written last.
        let (moved, kept) = if order(&outer) < order(&inner) { (inner, outer) } else { (outer, inner) };
        let message = format!("VPC `{}` overlaps VPC `{}`", moved.vpc.name, kept.vpc.name);
        let relation = match (moved.cidr, kept.cidr) {
            (one, other) if one == other => format!("{one} as well"),
            (one, other) if other.contains(one) => format!("{one} lies inside {other}"),
            (one, other) => format!("{one} contains {other}"),
        };
        let finding = moved
            .blame(Diagnostic::new(Code::OverlappingVpcs, message), relation)
            .also(kept.place(), format!("`{}` has {}", kept.vpc.name, kept.cidr))
            .why("two networks with the same addresses can never be connected: of two equal routes one is dropped")
            .help(free.instead_of(moved.cidr));
        diagnostics.push(finding);
    }
}

fn order(block: &Block<'_>) -> impl Ord + use<> {
    (block.kind != Kind::Cut, block.place())
}

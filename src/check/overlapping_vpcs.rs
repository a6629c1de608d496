//! NG0203: no two VPCs of a document have the same address. A hub, a peering or a Direct Connect gateway takes one of two
//! overlapping VPCs and drops the other without a word, and a VPC's block can never be changed.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>

use super::facts::{Block, Facts, Kind, overlaps};
use super::free::Free;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let free = Free::new(facts);
    for (outer, inner) in overlaps(&facts.blocks, |block| block.cidr, may_overlap) {
        // To blame is the one that can move: what is written rather than what was cut, then what was written last.
        let (moved, kept) = if order(&outer) < order(&inner) { (inner, outer) } else { (outer, inner) };
        let message = format!("VPC `{}` overlaps VPC `{}`", moved.vpc.name, kept.vpc.name);
        let relation = match (moved.cidr, kept.cidr) {
            (one, other) if one == other => format!("{one} as well"),
            (one, other) if other.contains(one) => format!("{one} is inside {other}"),
            (one, other) => format!("{one} contains {other}"),
        };
        let finding = moved
            .blame(Diagnostic::new(Code::OverlappingVpcs, message), relation)
            .also(kept.place(), format!("`{}` has {}", kept.vpc.name, kept.cidr))
            .why("two networks with the same addresses can never be connected: of two equal routes one is dropped")
            .help(free.instead_of(moved.cidr));
        let repeats = moved.cidr == kept.cidr && is_secondary(&moved) && is_secondary(&kept);
        let finding = if repeats {
            let all = "or, if nobody else has to reach it, write `routable: false` beside it in every VPC that has it";
            finding.help(all)
        } else {
            finding
        };
        diagnostics.push(finding);
    }
}

/// Blocks of one VPC; blocks that nobody else reaches; and one that nobody reaches beside a routable one, unless a transit
/// gateway would have to choose between the two.
fn may_overlap(one: &Block<'_>, other: &Block<'_>) -> bool {
    let hub = |block: &Block<'_>| block.vpc.attach.map(|attach| attach.hub);
    let shared = hub(one).is_some() && hub(one) == hub(other);
    match (one.is_routable(), other.is_routable()) {
        _ if one.vpc.name == other.vpc.name => true,
        (true, true) => false,
        (false, false) => true,
        (true, false) | (false, true) => !shared,
    }
}

fn is_secondary(block: &Block<'_>) -> bool {
    matches!(block.kind, Kind::Secondary { .. })
}

fn order(block: &Block<'_>) -> impl Ord + use<> {
    (block.kind != Kind::Cut, block.place())
}

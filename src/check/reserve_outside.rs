//! NG0221: a reserved range keeps part of its VPC or pool free, so it is inside. One that does not is a slip of the pen,
//! and the range that was meant would be given out.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Cidr4;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let (plan, network) = (facts.plan, facts.plan.network);
    for (pool, planned) in network.pools.iter().zip(&plan.pools) {
        for range in pool.reserve.iter().filter(|range| !planned.block.contains(range.value)) {
            let owner = format!("pool `{}` ({})", pool.name, planned.block);
            diagnostics.push(finding(range, &owner, pool.span));
        }
    }
    for vpc in &plan.vpcs {
        for range in &vpc.vpc.reserve {
            if !vpc.cidrs().any(|block| block.contains(range.value)) {
                let blocks = vpc.cidrs().map(|block| block.to_string()).collect::<Vec<_>>().join(", ");
                let owner = format!("VPC `{}` ({blocks})", vpc.vpc.name);
                diagnostics.push(finding(range, &owner, vpc.vpc.span));
            }
        }
    }
}

fn finding(range: &Spanned<Cidr4>, owner: &str, name: Span) -> Diagnostic {
    Diagnostic::new(Code::ReserveOutside, format!("the reserved range {} does not lie inside {owner}", range.value))
        .at(range.span, "")
        .also(name, "")
        .why("what was meant to stay free would be given out")
        .help("write a range inside, or remove it")
}

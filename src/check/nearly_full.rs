//! NG0225: half of a VPC and half of a pool stay free. AWS cannot enlarge a block, and a pool that is full is a plan that
//! has to be made again.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::Cidr4;
use crate::plan::VpcPlan;
use std::collections::BTreeMap;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    vpcs(facts, diagnostics);
    pools(facts, diagnostics);
}

/// VPCs that are equally full by the same default are one finding.
fn vpcs(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let mut full: BTreeMap<(Option<Span>, u64, u64), Vec<&VpcPlan<'_>>> = BTreeMap::new();
    for plan in &facts.plan.vpcs {
        let total = plan.cidrs().map(Cidr4::size).sum();
        let subnets = plan.tiers.iter().flat_map(|tier| &tier.subnets);
        let used = subnets.map(|subnet| subnet.cidr.size()).sum();
        if used * 2 > total {
            let shared = plan.vpc.tiers.first().map(|tier| tier.span).filter(|span| !plan.vpc.text.contains(*span));
            let own = shared.unwrap_or(plan.vpc.span);
            full.entry((Some(own), used, total)).or_default().push(plan);
        }
    }
    for ((_, used, total), vpcs) in full {
        let (first, others) = (vpcs[0], &vpcs[1..]);
        let (name, numbers) = (&first.vpc.name, numbers(used, total));
        let message = match others.len() {
            0 => format!("VPC `{name}` uses {numbers}"),
            1 => format!("VPC `{name}` and 1 other each use {numbers}"),
            more => format!("VPC `{name}` and {more} others each use {numbers}"),
        };
        let mut finding = Diagnostic::new(Code::NearlyFull, message).at(first.vpc.span, "");
        for other in others {
            finding = finding.also(other.vpc.span, "");
        }
        let help = match first.cidr.prefix() {
            prefix @ 17.. => {
                format!("a /{} would leave at least half of it free; so would smaller subnets", wanted(used, prefix))
            }
            _ => "a /16 is the largest block of a VPC: put some tiers into a secondary CIDR or into another VPC"
                .to_owned(),
        };
        let why = "a VPC's block cannot be enlarged later; more tiers and zones need room";
        diagnostics.push(finding.why(why).help(help));
    }
}

fn pools(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let mut blocks: Vec<Cidr4> = facts.plan.pools.iter().map(|pool| pool.block).collect();
    blocks.sort_unstable();
    for (pool, planned) in network.pools.iter().zip(&facts.plan.pools) {
        let used = used(facts, &blocks, planned.block);
        if used * 2 > planned.block.size() {
            let message =
                format!("pool `{}` ({}) uses {}", pool.name, planned.block, numbers(used, planned.block.size()));
            diagnostics.push(
                Diagnostic::new(Code::NearlyFull, message)
                    .at(pool.span, "")
                    .why("a pool cannot grow into the block beside it once that is in use")
                    .help("enlarge it while its neighbours are free, or plan a second pool for what comes next"),
            );
        }
    }
}

/// Addresses of VPCs and nested pools inside a pool, each counted once. `pools`: the blocks of all pools, sorted.
fn used(facts: &Facts<'_>, pools: &[Cidr4], pool: Cidr4) -> u64 {
    // Behind the block itself come those inside it.
    let from = pools.partition_point(|other| *other <= pool);
    let nested = pools[from..].iter().copied().take_while(|other| other.first() <= pool.last());
    let vpcs = facts.inside(pool).iter().filter(|block| block.is_routable()).map(|block| block.cidr);
    let mut blocks: Vec<Cidr4> = nested.chain(vpcs).collect();
    blocks.sort_unstable();
    let mut used = 0;
    let mut last: Option<Cidr4> = None;
    for block in blocks {
        // Sorted by address, the wider first: what begins inside the last one is inside it.
        if last.is_none_or(|last| !last.contains(block)) {
            used += block.size();
            last = Some(block);
        }
    }
    used
}

/// The longest prefix of a VPC of which these addresses are at most half.
fn wanted(used: u64, prefix: u8) -> u8 {
    (16..prefix).rev().find(|wider| used * 2 <= 1 << (32 - wider)).unwrap_or(16)
}

/// `3,072 of 4,096 addresses (75 %)`
fn numbers(used: u64, total: u64) -> String {
    format!("{} of {} addresses ({} %)", grouped(used), grouped(total), used * 100 / total.max(1))
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(numbers(3072, 4096), "3,072 of 4,096 addresses (75 %)");
        assert_eq!(grouped(16_777_216), "16,777,216");
        assert_eq!([0, 7, 999, 1000].map(grouped), ["0", "7", "999", "1,000"]);
        assert_eq!([wanted(3072, 20), wanted(2048, 21), wanted(40_000, 17)], [19, 20, 16]);
    }
}

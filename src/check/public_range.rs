//! NG0222: AWS takes blocks that belong to others on the internet, but from inside such a VPC those others are not reached.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>

use super::facts::{Block, Facts, Kind};
use super::forbidden_range::is_forbidden;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::{Cidr4, WELL_KNOWN};
use crate::network::Address;

/// Whether a block belongs to somebody on the internet, at least in part.
fn is_public(block: Cidr4) -> bool {
    !is_forbidden(block) && !WELL_KNOWN.iter().any(|(range, _)| range.contains(block))
}

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let (plan, network) = (facts.plan, facts.plan.network);
    for (pool, planned) in network.pools.iter().zip(&plan.pools).filter(|(_, planned)| is_public(planned.block)) {
        let message = format!("pool `{}` has public addresses: {}", pool.name, planned.block);
        diagnostics.push(finish(Diagnostic::new(Code::PublicRange, message).at(pool.span, "")));
    }
    for block in facts.blocks.iter().filter(|block| is_public(block.cidr) && !is_said(facts, block)) {
        let message = format!("VPC `{}` has public addresses: {}", block.vpc.name, block.cidr);
        diagnostics.push(finish(block.blame(Diagnostic::new(Code::PublicRange, message), "")));
    }
    for (_, peering, vpc) in network.peerings_with_others() {
        for block in vpc.blocks.iter().filter(|block| is_public(block.value)) {
            let message = format!("peering `{}` leads to public addresses: {}", peering.name, block.value);
            diagnostics.push(finish(Diagnostic::new(Code::PublicRange, message).at(block.span, "")));
        }
    }
}

/// Whether the block's pool is to blame, which was said.
fn is_said(facts: &Facts<'_>, block: &Block<'_>) -> bool {
    match block.vpc.address {
        Address::Cut { pool, .. } => block.kind == Kind::Cut && is_public(facts.plan.pools[pool.0].block),
        Address::Pinned(_) => false,
    }
}

fn finish(finding: Diagnostic) -> Diagnostic {
    finding
        .why("from inside the VPC, whoever owns these addresses on the internet cannot be reached")
        .help("use 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, unless the block is your own")
}

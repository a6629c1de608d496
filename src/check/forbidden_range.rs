//! NG0220: ranges that mean something else to every machine, so that AWS refuses them for a VPC: link-local, loopback, "this
//! network", multicast and what is reserved for future use.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>

use super::facts::{Block, Facts, Kind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::{Cidr4, WELL_KNOWN};
use crate::network::Address;

const FORBIDDEN: [Cidr4; 5] =
    [Cidr4::THIS_NETWORK, Cidr4::LOOPBACK, Cidr4::LINK_LOCAL, Cidr4::MULTICAST, Cidr4::FUTURE];

const HELP: &str = "use a private range: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16";

/// Whether no VPC can have such a block.
pub(super) fn is_forbidden(block: Cidr4) -> bool {
    FORBIDDEN.iter().any(|range| range.contains(block))
}

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let (plan, network) = (facts.plan, facts.plan.network);
    for (pool, planned) in network.pools.iter().zip(&plan.pools).filter(|(_, planned)| is_forbidden(planned.block)) {
        let message = format!("no VPC can be cut from pool `{}` ({})", pool.name, planned.block);
        let finding = Diagnostic::new(Code::ForbiddenRange, message).at(pool.span, "");
        diagnostics.push(finding.why(why(planned.block)).help(HELP));
    }
    for block in facts.blocks.iter().filter(|block| is_forbidden(block.cidr) && !is_said(facts, block)) {
        let message = format!("VPC `{}` cannot have {}", block.vpc.name, block.cidr);
        let finding = block.blame(Diagnostic::new(Code::ForbiddenRange, message), "");
        diagnostics.push(finding.why(why(block.cidr)).help(HELP));
    }
    for (_, _, vpc) in network.peerings_with_others() {
        for block in vpc.blocks.iter().filter(|block| is_forbidden(block.value)) {
            let message = format!("`{}` cannot have {}", vpc.id.value, block.value);
            let finding = Diagnostic::new(Code::ForbiddenRange, message).at(block.span, "");
            diagnostics.push(finding.why(why(block.value)).help("write the blocks that the VPC has"));
        }
    }
}

/// Whether the block's pool is to blame, which was said.
fn is_said(facts: &Facts<'_>, block: &Block<'_>) -> bool {
    match block.vpc.address {
        Address::Cut { pool, .. } => block.kind == Kind::Cut && is_forbidden(facts.plan.pools[pool.0].block),
        Address::Pinned(_) => false,
    }
}

fn why(block: Cidr4) -> String {
    let known = WELL_KNOWN.iter().find(|(range, _)| range.contains(block));
    known.map_or_else(String::new, |(range, words)| format!("{range} is {words}; AWS refuses it for a VPC"))
}

//! NG0226: a VPC is in a pool or beside it. One that is larger than a pool would hold blocks that the pool gives to others.

use super::facts::Facts;
use super::free::Free;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr4;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let (plan, network) = (facts.plan, facts.plan.network);
    let free = Free::new(facts);
    for (pool, planned) in network.pools.iter().zip(&plan.pools) {
        // Blocks are aligned: one that overlaps the pool in part is one of the wider blocks around it.
        let around = (0..planned.block.prefix()).filter_map(|wider| Cidr4::around(planned.block.address(), wider));
        for outer in around {
            let same = facts.inside(outer).iter().take_while(|block| block.cidr == outer);
            for block in same.filter(|block| block.is_routable()) {
                let message = format!("VPC `{}` is larger than pool `{}`, which is in it", block.vpc.name, pool.name);
                let finding = block
                    .blame(Diagnostic::new(Code::VpcOutsidePool, message), block.cidr.to_string())
                    .also(pool.span, planned.block.to_string())
                    .why("what is cut from the pool for others would lie inside this VPC")
                    .help(free.instead_of(block.cidr));
                diagnostics.push(finding);
            }
        }
    }
}

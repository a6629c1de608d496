//! NG0137: nothing of a document is in a pool that it delegates. NG0138: nothing is in those parts of a pool that the other document's
//! lock has given to somebody. Either way two documents would give out one address.

use super::facts::{Facts, overlapping};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Pool, PoolId};

/// Findings about one pool. More of them say nothing new.
const SHOWN: usize = 3;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    for (index, (pool, plan)) in network.pools.iter().zip(&facts.plan.pools).enumerate() {
        if let Some(to) = &pool.delegated_to {
            if to.value == network.name {
                let message = format!("pool `{}` is delegated to the document itself", pool.name);
                let finding = Diagnostic::new(Code::DelegatedPool, message).at(to.span, "");
                diagnostics.push(
                    finding.help("name the network of the document that takes the pool, or remove `delegated_to`"),
                );
            }
            for block in
                overlapping(&facts.blocks, |block| block.cidr, plan.block).filter(|one| one.is_routable()).take(SHOWN)
            {
                let who = format!("VPC `{}`", block.vpc.name);
                diagnostics.push(
                    block.blame(inside(&who, pool), block.cidr.to_string()).also(pool.span, plan.block.to_string()),
                );
            }
            for child in network.pools.iter().filter(|child| child.within == Some(PoolId(index))) {
                diagnostics
                    .push(inside(&format!("pool `{}`", child.name), pool).at(child.span, "").also(pool.span, ""));
            }
        }
        let Some(borrowed) = &pool.borrowed else { continue };
        for range in &pool.reserve {
            for block in
                overlapping(&facts.blocks, |block| block.cidr, range.value).filter(|one| one.is_routable()).take(SHOWN)
            {
                let message =
                    format!("VPC `{}` has addresses that `{}` gives to others", block.vpc.name, borrowed.lock);
                let finding = block.blame(Diagnostic::new(Code::PoolsFrom, message), block.cidr.to_string());
                let finding =
                    finding.also(pool.span, format!("{} of pool `{}` is taken there", range.value, pool.name));
                let why =
                    "both documents would make a VPC with these addresses, and neither could ever reach the other";
                let help = format!(
                    "give them up (`--release vpcs.{}`), or have the other document give them up",
                    block.vpc.name
                );
                diagnostics.push(finding.why(why).help(help));
            }
        }
    }
}

fn inside(who: &str, pool: &Pool) -> Diagnostic {
    let to = pool.delegated_to.as_ref().map(|to| to.value.to_string()).unwrap_or_default();
    let message = format!("{who} is in pool `{}`, which is delegated to `{to}`", pool.name);
    Diagnostic::new(Code::DelegatedPool, message)
        .why("the other document gives out every address of the pool that this one's lock does not hold")
        .help("use another pool, or another block; to use a part of it here, delegate a smaller pool")
}

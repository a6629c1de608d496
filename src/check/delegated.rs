//! NG0137: nothing of a document is in a pool that it delegates. NG0138: nothing is in those parts of a pool that the other document's
//! lock has given to somebody. Either way two documents would give out one address.

use super::facts::{Block, Facts, overlapping};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::{Cidr4, LockPath, Name};
use crate::network::{Pool, PoolId};

/// Findings about one pool. More of them say nothing new.
const SHOWN: usize = 3;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for (index, (pool, plan)) in facts.plan.network.pools.iter().zip(&facts.plan.pools).enumerate() {
        if let Some(to) = &pool.delegated_to {
            given(facts, (PoolId(index), pool, to), plan.block, diagnostics);
        }
        if let Some(borrowed) = &pool.borrowed {
            taken(facts, pool, &borrowed.lock, diagnostics);
        }
    }
}

/// VPCs that have addresses of a range which others reach, the first ones.
fn in_range<'f, 'p>(facts: &'f Facts<'p>, range: Cidr4) -> impl Iterator<Item = &'f Block<'p>> {
    overlapping(&facts.blocks, |block| block.cidr, range).filter(|one| one.is_routable()).take(SHOWN)
}

/// What is in a pool that the document gives to another one.
fn given(
    facts: &Facts<'_>,
    (id, pool, to): (PoolId, &Pool, &Spanned<Name>),
    block: Cidr4,
    diagnostics: &mut Diagnostics,
) {
    let network = facts.plan.network;
    if to.value == network.name {
        let message = format!("pool `{}` is delegated to the document itself", pool.name);
        let finding = Diagnostic::new(Code::DelegatedPool, message).at(to.span, "");
        let help = "name the network of the document that takes the pool, or remove `delegated_to`";
        diagnostics.push(finding.help(help));
    }
    let inside = |who: String| {
        let message = format!("{who} is in pool `{}`, which is delegated to `{}`", pool.name, to.value);
        Diagnostic::new(Code::DelegatedPool, message)
            .why("the other document gives out every address of the pool that this one's lock does not hold")
            .help("use another pool, or another block; to use a part of it here, delegate a smaller pool")
            .also(pool.span, format!("`{}` is {block}", pool.name))
    };
    for one in in_range(facts, block) {
        diagnostics.push(one.blame(inside(format!("VPC `{}`", one.vpc.name)), one.cidr.to_string()));
    }
    for child in network.pools.iter().filter(|child| child.within == Some(id)) {
        diagnostics.push(inside(format!("pool `{}`", child.name)).at(child.span, ""));
    }
}

/// What is in ranges of a pool that the other document's lock has given to somebody.
fn taken(facts: &Facts<'_>, pool: &Pool, lock: &LockPath, diagnostics: &mut Diagnostics) {
    for range in &pool.reserve {
        for block in in_range(facts, range.value) {
            let name = &block.vpc.name;
            let message = format!("VPC `{name}` has addresses that `{lock}` gives to others");
            let finding = block.blame(Diagnostic::new(Code::PoolsFrom, message), block.cidr.to_string());
            let finding = finding.also(pool.span, format!("{} of pool `{}` is taken there", range.value, pool.name));
            let why = "both documents would make a VPC with these addresses, and neither could ever reach the other";
            let help = format!("give them up (`--release vpcs.{name}`), or have the other document give them up");
            diagnostics.push(finding.why(why).help(help));
        }
    }
}

//! NG0215: a pool that says `in:` is inside the pool that it names.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::PoolBlock;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let (plan, network) = (facts.plan, facts.plan.network);
    for (pool, planned) in network.pools.iter().zip(&plan.pools) {
        let Some(parent) = pool.within else { continue };
        let (around, outer) = (&network.pools[parent.0], plan.pools[parent.0].block);
        if outer.contains(planned.block) {
            continue;
        }
        let message = format!("pool `{}` ({}) is outside pool `{}` ({outer})", pool.name, planned.block, around.name);
        let prefix = planned.block.prefix().max(outer.prefix());
        diagnostics.push(
            Diagnostic::new(Code::PoolOutside, message)
                .at(pool.span, planned.block.to_string())
                .also(around.span, outer.to_string())
                .why("what is given out of the inner pool must count against the outer one")
                .help(match pool.block {
                    PoolBlock::Pinned(_) => {
                        format!("write `{{in: {}, prefix: {prefix}}}` to have it cut, or remove `in`", around.name)
                    }
                    PoolBlock::Cut(_) => format!(
                        "restore the pool around it, or give its addresses up: `--release address_pools.{}`",
                        pool.name
                    ),
                }),
        );
    }
}

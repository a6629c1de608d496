//! NG0214: pools share addresses only if the document says that one is in the other. Otherwise a block would count
//! against two budgets, and routes by pool would say two things about it.

use super::facts::{Facts, overlaps};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr4;
use crate::network::{Network, PoolId};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let mut pools: Vec<(Cidr4, PoolId)> =
        facts.plan.pools.iter().enumerate().map(|(index, pool)| (pool.block, PoolId(index))).collect();
    pools.sort_unstable();
    let nested = |one: &(Cidr4, PoolId), other: &(Cidr4, PoolId)| {
        lies_in(network, one.1, other.1) || lies_in(network, other.1, one.1)
    };
    for ((outer, around), (inner, id)) in overlaps(&pools, |pool| pool.0, nested) {
        let (around, pool) = (&network.pools[around.0], &network.pools[id.0]);
        let message = format!("pool `{}` ({inner}) overlaps pool `{}` ({outer})", pool.name, around.name);
        let name = &around.name;
        let help = format!(
            "if `{}` is a part of `{name}`, say so: `{{in: {name}, cidr: {inner}}}`; otherwise move one of them",
            pool.name
        );
        diagnostics.push(
            Diagnostic::new(Code::PoolOverlap, message)
                .at(pool.span, inner.to_string())
                .also(around.span, outer.to_string())
                .why("the shared addresses would be given out twice, and a route by pool would lead to both")
                .help(help),
        );
    }
}

/// Whether a pool is cut from another one, directly or not.
fn lies_in(network: &Network, pool: PoolId, around: PoolId) -> bool {
    // Parents stand before children, so this ends.
    let mut next = network.pools[pool.0].within;
    while let Some(parent) = next {
        if parent == around {
            return true;
        }
        next = network.pools[parent.0].within.filter(|above| above.0 < parent.0);
    }
    false
}

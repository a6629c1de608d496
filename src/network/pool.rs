//! Address pools.

use std::collections::{BTreeMap, BTreeSet};

use crate::blueprint::{AddressPool, Blueprint, Borrowed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{Cidr4, Name};

use super::resolve::{did_you_mean_one_of, duplicates};

/// Index of a pool in [`Network::pools`](super::Network::pools).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PoolId(pub usize);

/// A block that VPCs and other pools are cut from.
#[derive(Debug)]
pub struct Pool {
    /// Its name.
    pub name: Name,
    /// Where it is written.
    pub span: Span,
    /// Its block.
    pub block: PoolBlock,
    /// The pool that it is in.
    pub within: Option<PoolId>,
    /// Ranges that are never given out.
    pub reserve: Vec<Spanned<Cidr4>>,
    /// The network whose document gives out its addresses.
    pub delegated_to: Option<Spanned<Name>>,
    /// Where a pool comes from that another document delegates.
    pub borrowed: Option<Borrowed>,
}

/// How a pool gets its block.
#[derive(Clone, Copy, Debug)]
pub enum PoolBlock {
    /// It is written.
    Pinned(Cidr4),
    /// A block of this prefix length is cut from the pool that it is in.
    Cut(u8),
}

/// How deeply pools may be nested: an IPv4 address has 32 bits, and each level takes one at least.
const DEEPEST: usize = 32;

/// The pools of a document: parents before children, otherwise by name.
pub(super) fn resolve(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Vec<Pool> {
    let written = &blueprint.address_pools;
    let (mut order, mut placed) = (Vec::new(), BTreeSet::new());
    for name in written.keys() {
        place(name, &mut Vec::new(), written, (&mut order, &mut placed), diagnostics);
    }
    let ids: BTreeMap<&Name, PoolId> =
        order.iter().enumerate().map(|(index, name)| (&name.value, PoolId(index))).collect();
    order
        .iter()
        .filter_map(|name| {
            let pool = &written[*name];
            duplicates(&pool.value.0.reserve, "reserved range", diagnostics);
            Some(Pool {
                name: name.value.clone(),
                span: name.span,
                block: block(name, pool, diagnostics)?,
                within: pool.value.0.within.as_ref().and_then(|within| ids.get(&within.value).copied()),
                reserve: pool.value.0.reserve.clone(),
                delegated_to: pool.value.0.delegated_to.clone(),
                borrowed: pool.value.0.borrowed.clone(),
            })
        })
        .collect()
}

/// Puts a pool after the pools that it is cut from.
fn place<'a>(
    name: &'a Spanned<Name>,
    path: &mut Vec<&'a Name>,
    written: &'a BTreeMap<Spanned<Name>, Spanned<AddressPool>>,
    (order, placed): (&mut Vec<&'a Spanned<Name>>, &mut BTreeSet<&'a Name>),
    diagnostics: &mut Diagnostics,
) {
    if placed.contains(&name.value) {
        return;
    }
    if path.len() >= DEEPEST {
        diagnostics.push(
            Diagnostic::new(Code::PoolCycle, format!("pools are cut from each other more than {DEEPEST} deep"))
                .at(name.span, "")
                .help("cut pools from one that is nearer to the outermost"),
        );
        return;
    }
    path.push(&name.value);
    if let Some(within) = &written[name].value.0.within {
        if let Some(start) = path.iter().position(|earlier| **earlier == within.value) {
            let circle: Vec<String> = path[start..].iter().map(|pool| format!("`{pool}`")).collect();
            diagnostics.push(
                Diagnostic::new(
                    Code::PoolCycle,
                    format!("pools are cut from each other: {} in `{}`", circle.join(" in "), within.value),
                )
                .at(within.span, "")
                .help("give one of them a `cidr` of its own"),
            );
        } else if let Some((parent, _)) = written.get_key_value(within) {
            place(parent, path, written, (&mut *order, &mut *placed), diagnostics);
        } else {
            diagnostics.push(
                Diagnostic::new(Code::UnknownPool, format!("there is no address pool `{}`", within.value))
                    .at(within.span, "")
                    .help(did_you_mean_one_of(&within.value, written)),
            );
        }
    }
    path.pop();
    if placed.insert(&name.value) {
        order.push(name);
    }
}

fn block(name: &Spanned<Name>, pool: &Spanned<AddressPool>, diagnostics: &mut Diagnostics) -> Option<PoolBlock> {
    let (written, name) = (&pool.value.0, &name.value);
    let (span, message) = match (written.cidr, &written.prefix, &written.within) {
        (Some(cidr), None, _) => return Some(PoolBlock::Pinned(cidr)),
        (None, Some(prefix), Some(_)) if (8..=28).contains(&prefix.value) => return Some(PoolBlock::Cut(prefix.value)),
        (None, Some(prefix), Some(_)) => (prefix.span, format!("pool `{name}` cannot be a /{}", prefix.value)),
        (None, Some(prefix), None) => {
            (prefix.span, format!("pool `{name}` has a size, but no pool that it is cut from"))
        }
        (Some(_), Some(prefix), _) => (prefix.span, format!("pool `{name}` has a `cidr` and a `prefix` as well")),
        (None, None, _) => (pool.span, format!("pool `{name}` has no block")),
    };
    diagnostics.push(
        Diagnostic::new(Code::PoolShape, message)
            .at(span, "")
            .help("write a block (`10.0.0.0/12`), or have one cut: `{in: corp, prefix: 12}` (8 to 28)"),
    );
    None
}

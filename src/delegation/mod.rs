//! Pools that another document delegates. In come a document and the lock of the other one; out goes the document with those pools among
//! its own, each with the ranges of it that the other lock has given to somebody. Chooses no address, and writes nothing.
//!
//! The other document's lock is read and not the document itself: only the lock has blocks, and what was freed there stays reserved for
//! its former owner.

use crate::blueprint::{AddressPool, Blueprint, Borrowed, LongPool, PoolsFrom};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Sources, Spanned, closest, listed};
use crate::digest::digest;
use crate::net::{Cidr4, LockPath, Name};
use crate::plan::lock::{Entry, Lock, State};

/// Gives the name for messages and the text of a file, by its path from the document; the error is why there is none.
pub type ReadLock<'r> = dyn FnMut(&LockPath) -> Result<(String, String), String> + 'r;

/// Puts the pools of `pools_from` among those of the document. `own` is the document's lock of the last run.
pub fn borrow(
    blueprint: &mut Blueprint,
    own: &Lock,
    read: &mut ReadLock<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    let Some(from) = blueprint.pools_from.take() else { return };
    match read(&from.value.lock.value) {
        Err(why) => {
            let message = format!("there are no pools of `{}`: {why}", from.value.lock.value);
            let finding = Diagnostic::new(Code::DelegationLock, message).at(from.value.lock.span, "");
            let why = "which pools are delegated, and what of them is taken, stands in the lock of the other document";
            diagnostics.push(finding.why(why).help("render the other document first, and commit its lock"));
        }
        Ok((name, text)) => {
            let id = sources.add(name, text);
            if let Some(lock) = Lock::read(sources, id, diagnostics) {
                let network = blueprint.name.value.clone();
                for name in &from.value.pools {
                    let borrowed = pool(name, (&network, &from.value), &lock, diagnostics);
                    if let Some(pool) = borrowed.filter(|_| is_new(blueprint, name, diagnostics)) {
                        changed(name, (&from.value, &pool), own, diagnostics);
                        blueprint
                            .address_pools
                            .insert(name.clone(), Spanned { value: AddressPool(pool), span: name.span });
                    }
                }
            }
        }
    }
    blueprint.pools_from = Some(from);
}

/// A document has one pool of a name.
fn is_new(blueprint: &Blueprint, name: &Spanned<Name>, diagnostics: &mut Diagnostics) -> bool {
    let Some((twin, _)) = blueprint.address_pools.get_key_value(name) else { return true };
    let message = format!("there are two pools `{}`", name.value);
    let finding = Diagnostic::new(Code::PoolsFrom, message).at(name.span, "").also(twin.span, "the first");
    diagnostics.push(finding.help("give the document's own pool another name"));
    false
}

/// The pool as the other lock delegates it.
fn pool(
    name: &Spanned<Name>,
    (network, from): (&Name, &PoolsFrom),
    lock: &Lock,
    diagnostics: &mut Diagnostics,
) -> Option<LongPool> {
    let path = format!("pool/{}", name.value.as_str());
    let entry = lock.get(&path).filter(|entry| entry.state != State::Freed);
    let to = entry.and_then(|entry| entry.to.as_ref());
    let refuse = |message: String, help: String| {
        let finding = Diagnostic::new(Code::PoolsFrom, message).at(name.span, "");
        Some(
            finding
                .why("only whom a pool is delegated to may give out its addresses: two who do give the same ones")
                .help(help),
        )
    };
    let finding = match (entry, to) {
        (Some(_), Some(to)) if to.as_str() == network.as_str() => None,
        (Some(_), Some(to)) => refuse(
            format!("pool `{}` of `{}` is delegated to `{to}`, not to `{network}`", name.value, from.lock.value),
            format!("write `delegated_to: {network}` there, or take another pool"),
        ),
        (Some(_), None) => refuse(
            format!("pool `{}` of `{}` is not delegated", name.value, from.lock.value),
            format!("write `delegated_to: {network}` beside its block in the other document, and render that"),
        ),
        (None, _) => {
            refuse(format!("`{}` has no pool `{}`", from.lock.value, name.value), there_are(lock, network, &name.value))
        }
    };
    if let Some(finding) = finding {
        diagnostics.push(finding);
    }
    let block = entry?.block.filter(|_| to.is_some_and(|to| to.as_str() == network.as_str()))?;
    let taken = taken(lock, &path, block);
    let reserve = taken.iter().map(|range| Spanned { value: *range, span: name.span }).collect();
    let borrowed = Borrowed { lock: from.lock.value.clone(), digest: digest(read_of(block, &taken).as_bytes()) };
    Some(LongPool { cidr: Some(block), reserve, borrowed: Some(borrowed), ..LongPool::default() })
}

fn there_are(lock: &Lock, network: &Name, wanted: &Name) -> String {
    let to_us = |entry: &Entry| entry.to.as_ref().is_some_and(|to| to.as_str() == network.as_str());
    let pools = lock.under("pool").filter(|(_, entry)| entry.state != State::Freed && to_us(entry));
    let names: Vec<&str> = pools.filter_map(|(path, _)| path.strip_prefix("pool/")).collect();
    match closest(wanted.as_str(), names.iter().copied()) {
        Some(best) => format!("did you mean `{best}`?"),
        None if names.is_empty() => {
            format!("nothing is delegated to `{network}` there: write `delegated_to: {network}` at a pool")
        }
        None => format!("delegated to `{network}` are: {}", listed(names.iter().copied(), names.len())),
    }
}

/// The ranges of a pool that the other lock has given to VPCs and to other pools, freed or not, the outermost ones by address.
fn taken(lock: &Lock, pool: &str, block: Cidr4) -> Vec<Cidr4> {
    let all = lock.under("vpc").chain(lock.under("pool"));
    let others = all.filter(|(path, _)| path.matches('/').count() == 1 && *path != pool);
    let blocks = others.filter_map(|(_, entry)| entry.ipv4.or(entry.block));
    let mut inside: Vec<Cidr4> = blocks.filter(|one| block.contains(*one)).collect();
    // By address, the wider first.
    inside.sort_unstable();
    let mut outermost: Vec<Cidr4> = Vec::new();
    for one in inside {
        if !outermost.last().is_some_and(|around| around.contains(one)) {
            outermost.push(one);
        }
    }
    outermost
}

/// What was read of the other lock, as a text: whatever else changes there is nothing to this document.
fn read_of(block: Cidr4, taken: &[Cidr4]) -> String {
    let taken: Vec<String> = taken.iter().map(ToString::to_string).collect();
    format!("{block} {}", taken.join(" "))
}

/// Says that the other lock gives something else than at the last render.
fn changed(name: &Spanned<Name>, (from, pool): (&PoolsFrom, &LongPool), own: &Lock, diagnostics: &mut Diagnostics) {
    let Some(before) = own.get(&format!("pool/{}", name.value.as_str())) else { return };
    let (Some(was), Some(borrowed)) = (&before.digest, &pool.borrowed) else { return };
    if was.as_str() == borrowed.digest {
        return;
    }
    let message = format!("pool `{}` changed in `{}` since the last render", name.value, from.lock.value);
    let now = pool.cidr.map(|now| now.to_string()).unwrap_or_default();
    let words = match before.block {
        Some(block) if block.to_string() != now => format!("it was {block}, and is {now}"),
        _ => format!("of {now}, {} taken there", counted(pool.reserve.len())),
    };
    let finding = Diagnostic::new(Code::DelegationChanged, message).at(name.span, words);
    let why = "what is new gets other addresses than it would have got before; what is in the lock stays";
    diagnostics
        .push(finding.why(why).help("look at what changed in the other document; the next render's lock has it"));
}

fn counted(ranges: usize) -> String {
    match ranges {
        0 => "nothing is".to_owned(),
        1 => "1 range is".to_owned(),
        more => format!("{more} ranges are"),
    }
}

#[cfg(test)]
mod tests;

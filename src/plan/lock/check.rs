//! Whether the entries of a lock can all be true at once.
//!
//! In come entries that were read, out go findings. A digest shows that somebody else wrote the file; this shows that
//! what stands in it cannot be built. VPCs are not compared with each other here: two may share a block on purpose.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::net::Cidr4;

use super::read::{Found, MOST_FINDINGS};
use super::{Entry, State};

/// What the paths of links begin with.
const SITES: &str = "site/";

/// Things of one kind in one VPC, as `vpc/shop/tier` and the depth of their paths.
type Kin<'a> = (&'a str, usize, &'static str);

/// What contradicts in the entries of each VPC. Freed ones are left out: their range may be pinned by another owner.
pub(super) fn findings(found: &[Found<'_>]) -> Vec<Diagnostic> {
    let known = |path: &str| path.starts_with("vpc/") || path.starts_with(SITES);
    let live: Vec<_> = found.iter().filter(|one| known(one.path) && one.entry.state != State::Freed).collect();
    let mut findings = overlaps(&live);
    findings.extend(repeated(&live));
    findings.extend(strays(&live));
    findings.extend(twins(found));
    findings.truncate(MOST_FINDINGS);
    findings
}

/// Blocks of the same kind, such as all subnets of a VPC, share no address.
fn overlaps(live: &[&Found<'_>]) -> Vec<Diagnostic> {
    let mut kin: BTreeMap<Kin<'_>, Vec<(Cidr4, &Found<'_>)>> = BTreeMap::new();
    for one in live {
        // Links share no address whatever site they are of.
        let start = if one.path.starts_with(SITES) { Some(SITES) } else { prefix(one.path, 3) };
        let (Some(start), depth) = (start, one.path.split('/').count()) else { continue };
        for (field, block) in [("ipv4", one.entry.ipv4), ("block", one.entry.block)] {
            if let Some(block) = block {
                kin.entry((start, depth, field)).or_default().push((block, one));
            }
        }
    }
    let mut findings = Vec::new();
    for blocks in kin.values_mut() {
        blocks.sort_by_key(|(block, one)| (*block, one.path));
        let mut widest: Option<(Cidr4, &Found<'_>)> = None;
        for (block, one) in blocks {
            match widest {
                // Sorted by address, and wider first: a block that begins inside the widest so far is inside it.
                Some((around, other)) if around.contains(*block) => {
                    let what = format!("`{}` has {block}, which overlaps {around} of `{}`", one.path, other.path);
                    findings.push(contradiction(one, other, &what));
                }
                _ => widest = Some((*block, one)),
            }
        }
    }
    findings
}

/// Slots and rule numbers stand once beside each other, IPv6 numbers once in a VPC.
fn repeated(live: &[&Found<'_>]) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<(&str, &str, u32), &Found<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for one in live {
        let parent = one.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        let vpc = prefix(one.path, 2).unwrap_or_default();
        let numbers =
            [("slot", parent, one.entry.slot), ("rule", parent, one.entry.rule), ("ipv6", vpc, one.entry.ipv6)];
        for (field, place, number) in numbers {
            let Some(number) = number else { continue };
            if let Some(other) = taken.insert((place, field, number), one) {
                let what = format!("`{}` and `{}` both have {field} {number}", other.path, one.path);
                findings.push(contradiction(one, other, &what));
            }
        }
    }
    findings
}

/// A resource is one thing: no two have one address, or one logical id in a stack.
fn twins(found: &[Found<'_>]) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<String, &Found<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for one in found {
        let Entry { stack, id, address, .. } = &one.entry;
        let id = stack.as_ref().zip(id.as_ref()).map(|(stack, id)| format!("id {id} of stack {stack}"));
        for name in id.into_iter().chain(address.as_ref().map(|address| format!("address {address}"))) {
            let what = format!("`{}` has the {name} as well", one.path);
            if let Some(other) = taken.insert(name, one) {
                findings.push(contradiction(one, other, &what));
            }
        }
    }
    findings
}

/// A subnet that the planner placed is in the block of its tier; a pinned one may be anywhere.
fn strays(live: &[&Found<'_>]) -> Vec<Diagnostic> {
    let blocks: BTreeMap<_, _> = live.iter().filter_map(|one| Some((one.path, (one.entry.block?, *one)))).collect();
    let mut findings = Vec::new();
    for one in live.iter().filter(|one| one.entry.state == State::Live) {
        let around = one.path.rsplit_once('/').and_then(|(parent, _)| blocks.get(parent));
        if let (Some(ipv4), Some((block, tier))) = (one.entry.ipv4, around)
            && !block.contains(ipv4)
        {
            let what = format!("`{}` has {ipv4}, which is not in {block} of `{}`", one.path, tier.path);
            findings.push(contradiction(one, tier, &what));
        }
    }
    findings
}

fn contradiction(one: &Found<'_>, other: &Found<'_>, what: &str) -> Diagnostic {
    one.line.finding(Code::LockInconsistent, what).also(other.line.span(), "contradicts this")
}

/// The first words of a path; `None` if it has no more than these.
fn prefix(path: &str, words: usize) -> Option<&str> {
    path.match_indices('/').nth(words - 1).map(|(at, _)| &path[..at])
}

//! What goes in one step and comes again in a later one: nothing does its work in between, and no single step says so.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::cut::{Cut, carries};
use super::moves::COPIES;
use super::ways::Ways;
use super::{Steps, view};
use crate::aws::{Dialect, KindOf};
use crate::diff::{Effect, ResourceDiff, diff, place};
use crate::record::{Record, ResourceRecord, UnitRecord};

/// The row of a table, the name or the block that AWS has once.
type Place = (KindOf, Vec<String>);

/// What is there after a step.
struct There<'r> {
    all: BTreeMap<String, (&'r UnitRecord, &'r ResourceRecord)>,
    places: BTreeMap<Place, String>,
}

impl<'r> There<'r> {
    fn of(record: &'r Record) -> Self {
        let units = record.units.iter();
        let owned = units.flat_map(|unit| unit.resources.iter().map(move |one| (one.key(), (unit, one))));
        let all: BTreeMap<_, _> = owned.collect();
        let places = all.iter().filter_map(|(key, (_, one))| Some((place(one.kind, one)?, key.clone()))).collect();
        Self { all, places }
    }

    /// What is there of a resource: itself, or another one in its place.
    fn again(&self, one: &ResourceRecord) -> Option<&str> {
        let key = one.key();
        let own = self.all.get_key_value(&key).map(|(key, _)| key.as_str());
        own.or_else(|| self.places.get(&place(one.kind, one)?).map(String::as_str))
    }

    /// Whether copies do what a resource does.
    fn has_copies(&self, key: &str) -> bool {
        let has = |word: &str| self.all.contains_key(&format!("{key}{word}"));
        let [lower, upper, entry] = COPIES;
        (has(lower) && has(upper)) || has(entry)
    }

    /// The ends of a site's uplinks, or those of a Direct Connect gateway, in a stack.
    fn uplinks(&self, stack: &str) -> BTreeSet<&str> {
        let own = self.all.iter().filter(|(_, (unit, one))| unit.stack == stack && is_uplink(one.kind));
        own.map(|(key, _)| key.as_str()).collect()
    }
}

fn is_uplink(kind: KindOf) -> bool {
    matches!(
        kind,
        KindOf::VpnConnection
            | KindOf::PrivateVirtualInterface
            | KindOf::TransitVirtualInterface
            | KindOf::TransitGatewayConnectPeer
    )
}

/// The cuts that begin in each step and end in a later one.
pub(super) fn find(steps: &Steps, ways: &Ways) -> Vec<Vec<Cut>> {
    let there: Vec<There<'_>> = steps.records.iter().map(There::of).collect();
    let begin = |at: usize| {
        let found = diff(&steps.records[at], &steps.records[at + 1]);
        let mut cuts: Vec<Cut> = Vec::new();
        for one in found.resources.iter().filter(|one| one.new.is_none() && carries(one.kind)) {
            let Some(cut) = cut(one, at, &there, ways) else { continue };
            let keys = vec![String::new()];
            let alike = |other: &&mut Cut| {
                Cut { keys: keys.clone(), ..(**other).clone() } == Cut { keys: keys.clone(), ..cut.clone() }
            };
            match cuts.iter_mut().find(alike) {
                Some(other) => other.keys.extend(cut.keys),
                None => cuts.push(cut),
            }
        }
        cuts
    };
    let mut all: Vec<Vec<Cut>> = (0..steps.list.len()).map(begin).collect();
    for at in 0..steps.list.len() {
        let found = diff(&steps.records[at], &steps.records[at + 1]);
        let is_kept = |one: &&ResourceDiff<'_>| one.effects.iter().any(|(_, effect)| matches!(effect, Effect::Keeps));
        for old in found.resources.iter().filter(is_kept).filter_map(|one| one.old) {
            let back = there.iter().enumerate().skip(at + 2).find_map(|(step, there)| Some((step, there.again(old)?)));
            if let Some((back, key)) = back.filter(|_| place(old.kind, old).is_some()) {
                all[back - 1].push(kept(at + 1, old, key));
            }
        }
    }
    all
}

/// What an earlier step keeps has the place of what comes.
fn kept(step: usize, old: &ResourceRecord, key: &str) -> Cut {
    let old = old.key();
    let what =
        format!("refused: step {step} keeps {old}, which may have its place; import that one, or delete it first");
    let dialects = vec![Dialect::CloudFormation, Dialect::Terraform];
    Cut { keys: vec![key.to_owned()], dialects, what, how_long: Cow::Borrowed("until that is done"), pairs: Vec::new() }
}

/// The gap of a resource that a step removes; it is the step with the index `at`.
fn cut(one: &ResourceDiff<'_>, at: usize, there: &[There<'_>], ways: &Ways) -> Option<Cut> {
    let old = one.old?;
    if there[at + 1].again(old).is_some() {
        return None;
    }
    let (back, key) = (at + 2..there.len()).find_map(|step| Some((step, there[step].again(old)?)))?;
    let mut between = there[at + 1..back].iter();
    if between.all(|there| there.has_copies(key) || there.has_copies(&one.key)) {
        return None;
    }
    let (pairs, leaks) = ways.felt(one);
    let stack = &one.unit.stack;
    let others = there[at + 1..back].iter().fold(there[at].uplinks(stack), |own, there| &own & &there.uplinks(stack));
    let carried = !others.is_empty() && !leaks;
    let what = match key == one.key {
        _ if leaks => format!("a list goes and comes again in step {back}: meanwhile more passes"),
        true => format!("it goes here and comes again in step {back}: nothing is in its place meanwhile"),
        false => format!("it goes here, and what comes in its place is of step {back}: nothing is there meanwhile"),
    };
    let how_long = match one.kind {
        _ if carried => "until BGP has moved to the other uplinks of the site".to_owned(),
        KindOf::CustomerGateway | KindOf::VpnConnection | KindOf::VpnGatewayAttachment => {
            format!("from this step until step {back} is done, and its tunnels and BGP sessions are up")
        }
        _ if of_uplink(old) => {
            let comes = |(key, (_, one)): (&String, &(_, &ResourceRecord))| {
                one.kind == KindOf::DirectConnectAssociation && !there[back - 1].all.contains_key(key)
            };
            let made = KindOf::DirectConnectAssociation.change().made;
            let slow = if there[back].all.iter().any(comes) { format!(", {made} by itself,") } else { String::new() };
            format!("from this step until step {back}{slow} is done, and BGP sessions are up")
        }
        _ => format!("from this step until step {back} is done"),
    };
    let dialects = vec![Dialect::CloudFormation, Dialect::Terraform];
    Some(Cut { keys: vec![one.key.clone()], dialects, what, how_long: Cow::Owned(how_long), pairs })
}

/// Whether a way to a site needs a resource.
fn of_uplink(one: &ResourceRecord) -> bool {
    let reads = || one.facts.iter().flat_map(|fact| &fact.reads);
    is_uplink(one.kind)
        || one.kind == KindOf::DirectConnectAssociation
        || reads().any(|key| key.starts_with("vpn_connection.") || key.starts_with("direct_connect_"))
}

/// Whether a firewall loses only zones where no attachment sends packets any more.
pub(super) fn is_vacated(one: &ResourceDiff<'_>, before: &Record) -> bool {
    let (Some(old), Some(new)) = (one.old, one.new) else { return false };
    if one.kind != KindOf::Firewall {
        return false;
    }
    let all = There::of(before).all;
    let zones = |one: &ResourceRecord| -> BTreeSet<&str> {
        let reads = one.facts.iter().flat_map(|fact| &fact.reads);
        reads.filter_map(|key| all.get(key)).filter_map(|(_, subnet)| view::zone(subnet)).collect()
    };
    let own = |other: &&ResourceRecord| {
        other.kind == KindOf::TransitGatewayAttachment && view::read(other, "VpcId") == view::read(old, "VpcId")
    };
    let attachments: Vec<&ResourceRecord> = all.values().map(|(_, one)| *one).filter(own).collect();
    let kept = zones(new);
    let left: BTreeSet<&str> = zones(old).into_iter().filter(|zone| !kept.contains(zone)).collect();
    !attachments.is_empty() && attachments.into_iter().all(|one| zones(one).is_disjoint(&left))
}

//! Numbers of the rules of the preset `tiered`. The lowest number that matches decides, so rules stand in classes, each with
//! a range of numbers: what allows tiers that talk, what denies other tiers, what allows the world outside. Without the middle
//! one, "anywhere" in the last one would let other tiers in. Numbers are even for IPv4, the next odd one is the same rule for
//! IPv6; they stand in the lock, so that a new tier renumbers nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::StepBy;
use std::ops::RangeInclusive;

use super::LAST;
use crate::blueprint::AclAction;
use crate::plan::ledger::Ledger;
use crate::plan::lock::Entry;
use crate::plan::types::{AclAddress, AclEntryPlan, AclProtocol};

/// What a rule is for, in the order in which rules decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Tiers that talk are allowed.
    Peers,
    /// Other tiers are denied.
    OtherTiers,
    /// The world outside is allowed.
    Outside,
}

impl Class {
    fn range(self) -> RangeInclusive<u32> {
        match self {
            Self::Peers => 100..=999,
            Self::OtherTiers => 1000..=1999,
            Self::Outside => 2000..=LAST - 1,
        }
    }

    /// The numbers that a rule can have; the ones behind them are for IPv6.
    pub fn numbers(self) -> StepBy<RangeInclusive<u32>> {
        self.range().step_by(10)
    }

    /// What its rules do.
    pub fn what(self) -> &'static str {
        match self {
            Self::Peers => "allow a tier",
            Self::OtherTiers => "deny a tier",
            Self::Outside => "allow what is outside",
        }
    }
}

/// A rule before it has its number.
pub(super) struct Rule {
    /// Identity in the lock.
    pub key: String,
    pub class: Class,
    pub matches: Vec<(AclAddress, AclProtocol)>,
    pub action: AclAction,
    pub why: String,
}

/// One number: a rule for IPv4 and its twin for IPv6.
struct Slot<'r> {
    path: String,
    rule: &'r Rule,
    v4: Option<(AclAddress, AclProtocol)>,
    v6: Option<(AclAddress, AclProtocol)>,
}

/// Gives each rule of an ACL its number: the one that the lock remembers, else the lowest of its class that nobody has or
/// had, and once there is none the lowest that nobody has any more. The error is a class in which all numbers are in use.
///
/// A number of the lock outside the class is not kept: its rule would come too late, or too early.
pub(super) fn number(acl: &str, rules: &[Rule], ledger: &mut Ledger<'_>) -> Result<Vec<AclEntryPlan>, Class> {
    let held: BTreeMap<String, u32> =
        ledger.had_under(acl).filter_map(|(path, entry)| Some((path.to_owned(), entry.rule?))).collect();
    let slots = slots(acl, rules, &held);
    let mut given = BTreeSet::new();
    let kept: Vec<Option<u32>> = slots
        .iter()
        .map(|slot| {
            let locked = held.get(slot.path.as_str()).copied();
            locked.filter(|number| slot.rule.class.range().contains(number) && given.insert(*number))
        })
        .collect();
    let had: BTreeSet<u32> = held.values().copied().chain(given.iter().copied()).collect();
    let mut fresh = [Class::Peers, Class::OtherTiers, Class::Outside].map(Class::numbers);
    let mut freed = fresh.clone();
    let mut entries = Vec::new();
    for (slot, kept) in slots.into_iter().zip(kept) {
        let class = slot.rule.class as usize;
        let number = kept
            .or_else(|| fresh[class].find(|number| !had.contains(number)))
            .or_else(|| freed[class].find(|number| !given.contains(number)))
            .ok_or(slot.rule.class)?;
        given.insert(number);
        ledger.choose(slot.path, Entry { rule: Some(number), ..Entry::default() });
        for (one, number) in [(slot.v4, number), (slot.v6, number + 1)] {
            let Some((source, protocol)) = one else { continue };
            let (action, why) = (slot.rule.action, slot.rule.why.clone());
            entries.push(AclEntryPlan { number, source, protocol, action, why });
        }
    }
    entries.sort_by_key(|entry| entry.number);
    Ok(entries)
}

/// The numbers that rules need. A tier whose pins interleave with others' has several blocks; each is a rule of its own.
fn slots<'r>(acl: &str, rules: &'r [Rule], held: &BTreeMap<String, u32>) -> Vec<Slot<'r>> {
    let keys: BTreeSet<&str> = rules.iter().map(|rule| rule.key.as_str()).collect();
    let mut slots = Vec::new();
    for rule in rules {
        let (v4, v6): (Vec<_>, Vec<_>) =
            rule.matches.iter().copied().partition(|(address, _)| matches!(address, AclAddress::V4(_)));
        for place in 0..v4.len().max(v6.len()) {
            let key = match place {
                0 => rule.key.clone(),
                place => further(&rule.key, place + 1, &keys, |key| held.contains_key(&format!("{acl}/{key}"))),
            };
            let (v4, v6) = (v4.get(place).copied(), v6.get(place).copied());
            slots.push(Slot { path: format!("{acl}/{key}"), rule, v4, v6 });
        }
    }
    slots
}

/// The key of a rule's further block. A hyphen could make it that of another tier (`app-2`); it is kept where the lock has it
/// and no tier is called so.
fn further(key: &str, place: usize, keys: &BTreeSet<&str>, is_held: impl Fn(&str) -> bool) -> String {
    let hyphened = format!("{key}-{place}");
    if is_held(&hyphened) && !keys.contains(hyphened.as_str()) { hyphened } else { format!("{key}:{place}") }
}

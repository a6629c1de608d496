//! Rules about lists of what passes: entries of network ACLs, associations of subnets, rules of firewalls.

use std::collections::BTreeSet;

use super::super::moves::{Act, Copy, Moves, Why};
use super::super::view::{container_of, lines, overlap, read};
use crate::aws::{KindOf, Value};
use crate::diff::{Diff, Effect};
use crate::record::ResourceRecord;

/// Numbers of entries that AWS takes.
const NUMBERS: std::ops::RangeInclusive<i64> = 1..=32766;

/// Terraform destroys an entry whose content differs and makes it anew: what it allows is denied in between. A copy with the new content
/// and the next free number stands beside it meanwhile.
pub(super) fn entries(moves: &mut Moves<'_>, diff: &Diff<'_>) {
    for one in diff.resources.iter().filter(|one| one.kind == KindOf::NetworkAclEntry) {
        let replaced = matches!(&one.effects.terraform, Some(Effect::Replaces { meanwhile: Some(_), .. }));
        let Some(change) = moves.find(&one.key, Act::Change).filter(|_| replaced) else { continue };
        let Some(number) = free_number(moves, &one.key) else { continue };
        let sets = vec![("RuleNumber", Value::Number(number))];
        let [come, go] = [Act::Copy, Act::Uncopy].map(|act| moves.push(&one.key, act));
        moves.copies.push(Copy { of: one.key.clone(), word: "meanwhile", sets, moves: [come, go] });
        moves.edge(come, change, Some(Why::Entry));
        moves.edge(change, go, Some(Why::Entry));
    }
}

/// The free number that is nearest behind an entry's, or before it, with no entry in between that does otherwise with the same packets.
fn free_number(moves: &Moves<'_>, key: &str) -> Option<i64> {
    let (old, new) = (moves.old.get(key)?, moves.new.get(key)?);
    let (own, acl) = (number(new)?, container_of(new)?);
    if container_of(old) != Some(acl) {
        return None;
    }
    let others: Vec<(i64, &ResourceRecord)> = [&moves.old, &moves.new]
        .into_iter()
        .flat_map(|side| side.within(acl, KindOf::NetworkAclEntry))
        .filter(|(other, one)| lines(one, "Egress") == lines(new, "Egress") && *other != key)
        .filter_map(|(_, one)| Some((number(one)?, one)))
        .chain(moves.copies.iter().filter_map(|copy| match copy.sets.first() {
            Some((_, Value::Number(number))) => Some((*number, moves.new.get(&copy.of)?)),
            _ => None,
        }))
        .collect();
    let at = |number: &i64| others.iter().filter(|(other, _)| other == number).map(|(_, one)| *one).collect::<Vec<_>>();
    let differs = |other: &ResourceRecord| {
        lines(other, "RuleAction") != lines(new, "RuleAction") && [old, new].iter().any(|one| overlap(one, other))
    };
    let passes = |number: &i64| !at(number).into_iter().any(differs);
    let free = |number: &i64| NUMBERS.contains(number) && at(number).is_empty();
    let mut behind = (own + 1..*NUMBERS.end()).take_while(passes);
    let mut before = (1..own).rev().take_while(passes);
    behind.find(free).or_else(|| before.find(free))
}

fn number(entry: &ResourceRecord) -> Option<i64> {
    lines(entry, "RuleNumber").first()?.parse().ok()
}

/// Lists whose old rows and new rows both count for a while: rules of a firewall, and its zones, while traffic moves from the one way to
/// the other, and prefixes that are announced, of which a part must not go before the whole is there.
pub(super) fn unite(moves: &mut Moves<'_>) {
    for (change, key) in moves.acts(Act::Change) {
        let sides = moves.old.get(&key).zip(moves.new.get(&key));
        let Some((old, new)) = sides.filter(|(_, new)| union(new.kind).is_some()) else { continue };
        let (before, after) = (rows(old), rows(new));
        if before.is_subset(&after) || after.is_subset(&before) || before.union(&after).count() > most(new) {
            continue;
        }
        let united = moves.push(&key, Act::Unite);
        let announced = new.kind == KindOf::DirectConnectAssociation;
        moves.edge(united, change, announced.then_some(Why::MakeFirst));
    }
}

/// The list of a kind, by its name in CloudFormation, of which two networks' rows may stand beside each other.
pub(in crate::steps) fn union(kind: KindOf) -> Option<&'static str> {
    match kind {
        KindOf::FirewallRuleGroup => Some("StatefulRules"),
        KindOf::DirectConnectAssociation => Some(ANNOUNCED),
        KindOf::Firewall => Some(SUBNETS),
        _ => None,
    }
}

const SUBNETS: &str = "SubnetMappings";
const ANNOUNCED: &str = "AllowedPrefixesToDirectConnectGateway";

pub(super) fn rows(one: &ResourceRecord) -> BTreeSet<&str> {
    let property = match one.kind {
        KindOf::FirewallPolicy => "FirewallPolicy",
        KindOf::DirectConnectAssociation => ANNOUNCED,
        KindOf::Firewall => SUBNETS,
        _ => "RuleGroup",
    };
    lines(one, property).into_iter().collect()
}

/// How many rows AWS takes.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html>
fn most(one: &ResourceRecord) -> usize {
    const PREFIXES: usize = 200;
    let capacity = || lines(one, "Capacity").first().and_then(|line| line.parse().ok()).unwrap_or_default();
    match one.kind {
        KindOf::DirectConnectAssociation => PREFIXES,
        // One a zone.
        KindOf::Firewall => usize::MAX,
        _ => capacity(),
    }
}

/// A subnet that gets another table or another list leaves the old one before that loses anything.
pub(super) fn associations(moves: &mut Moves<'_>) {
    for (change, key) in moves.acts(Act::Change) {
        let Some((old, new)) = moves.old.get(&key).zip(moves.new.get(&key)) else { continue };
        let (property, rows) = match new.kind {
            KindOf::RouteTableAssociation => ("RouteTableId", KindOf::Route),
            KindOf::NetworkAclAssociation => ("NetworkAclId", KindOf::NetworkAclEntry),
            _ => continue,
        };
        let Some(before) = read(old, property).filter(|before| read(new, property) != Some(before)) else { continue };
        let rows: Vec<String> = moves.old.within(before, rows).map(|(row, _)| row.to_owned()).collect();
        for row in rows.iter().map(String::as_str).chain([before]) {
            if let Some(drop) = moves.find(row, Act::Drop) {
                moves.edge(change, drop, Some(Why::Clean));
            }
        }
    }
}

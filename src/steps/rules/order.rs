//! Rules of which none knows what a packet is.

use std::collections::BTreeMap;

use super::super::moves::{Act, MoveId, Moves, Why};
use super::super::view::{container_of, overlap, read};
use crate::aws::KindOf;
use crate::diff::{Diff, Effect, is_protected, place};
use crate::record::ResourceRecord;

/// What is read is there.
pub(super) fn reads(moves: &mut Moves<'_>) {
    for act in [Act::Add, Act::Change] {
        for (id, key) in moves.acts(act) {
            let reads: Vec<MoveId> = moves.new.reads(&key).filter_map(|read| moves.find(read, Act::Add)).collect();
            for before in reads {
                moves.edge(before, id, None);
            }
        }
    }
    for (id, key) in moves.acts(Act::Drop) {
        let readers: Vec<String> = moves.old.readers(&key).map(str::to_owned).collect();
        for reader in readers {
            for act in [Act::Change, Act::Drop] {
                if let Some(before) = moves.find(&reader, act) {
                    moves.edge(before, id, None);
                }
            }
        }
    }
}

/// No two resources have one name, one block or one row of a table.
pub(super) fn places(moves: &mut Moves<'_>) {
    let mut taken: BTreeMap<_, MoveId> = BTreeMap::new();
    for (id, key) in moves.acts(Act::Drop) {
        if let Some(place) = moves.old.get(&key).and_then(|one| place(one.kind, one)) {
            taken.insert(place, id);
        }
    }
    for (id, key) in moves.acts(Act::Add) {
        let place = moves.new.get(&key).and_then(|one| place(one.kind, one));
        let other = place.and_then(|place| taken.get(&place).copied());
        if let Some(before) = other.filter(|before| moves.list[*before].key != key) {
            moves.edge(before, id, Some(Why::Place));
        }
    }
}

/// In a table, or a list of rules, that stays: what comes is there before what can be about the same packets goes.
pub(super) fn make_first(moves: &mut Moves<'_>) {
    let mut come: BTreeMap<(String, KindOf), Vec<MoveId>> = BTreeMap::new();
    for (id, key) in moves.acts(Act::Add) {
        let Some((one, container)) = moves.new.get(&key).and_then(|one| Some((one, container_of(one)?))) else {
            continue;
        };
        if moves.old.get(container).is_some() && moves.find(&key, Act::Drop).is_none() {
            come.entry((container.to_owned(), family(one.kind))).or_default().push(id);
        }
    }
    for (id, key) in moves.acts(Act::Drop) {
        let Some((one, container)) = moves.old.get(&key).and_then(|one| Some((one, container_of(one)?))) else {
            continue;
        };
        for before in come.get(&(container.to_owned(), family(one.kind))).cloned().unwrap_or_default() {
            let other = moves.new.get(&moves.list[before].key);
            let places = [Some(one), other].map(|one| one.and_then(|one| place(one.kind, one)));
            if places[0] != places[1] && other.is_some_and(|other| overlap(one, other)) {
                moves.edge(before, id, Some(Why::MakeFirst));
            }
        }
    }
}

/// Rows of a transit gateway's table are routes, whether they are written or learnt.
fn family(kind: KindOf) -> KindOf {
    if kind == KindOf::TransitGatewayPropagation { KindOf::TransitGatewayRoute } else { kind }
}

/// Terraform destroys what goes before it changes what pointed to it.
pub(super) fn dangling(moves: &mut Moves<'_>, diff: &Diff<'_>) {
    for one in diff
        .resources
        .iter()
        .filter(|one| matches!(one.effects.terraform, Some(Effect::Updates | Effect::Interrupts { .. })))
    {
        let Some(change) = moves.find(&one.key, Act::Change) else { continue };
        let facts = one.old.into_iter().flat_map(|old| &old.facts).filter(|fact| fact.terraform.is_some());
        for read in facts.flat_map(|fact| &fact.reads) {
            let Some(drop) = moves.find(read, Act::Drop) else { continue };
            let kind = moves.old.get(read).map(|one| one.kind);
            let is_last = kind.is_none_or(|kind| kind.change().creates_before_destroy() || kind.terraform().is_none());
            if !is_last && moves.find(read, Act::Add).is_none() {
                moves.edge(change, drop, Some(Why::Dangling));
            }
        }
    }
}

/// A stack deletes at the end of its own update, and a later one may still use what goes then.
pub(super) fn in_use(moves: &mut Moves<'_>) {
    for (id, key) in moves.acts(Act::Drop) {
        let Some(one) = moves.old.all.get(&key).copied() else { continue };
        if !is_refused_in_use(one.resource.kind) || !moves.new.all.values().any(|new| new.unit.stack == one.unit.stack)
        {
            continue;
        }
        let readers: Vec<String> = moves.old.readers(&key).map(str::to_owned).collect();
        for reader in readers {
            let elsewhere = moves.old.all.get(&reader).is_some_and(|other| other.unit.stack != one.unit.stack);
            for act in [Act::Change, Act::Drop] {
                if let Some(before) = moves.find(&reader, act).filter(|_| elsewhere) {
                    moves.edge(before, id, Some(Why::InUse));
                }
            }
        }
    }
}

/// Kinds that AWS does not delete while something uses them.
fn is_refused_in_use(kind: KindOf) -> bool {
    matches!(
        kind,
        KindOf::Subnet
            | KindOf::SecurityGroup
            | KindOf::RouteTable
            | KindOf::CustomerGateway
            | KindOf::VpnGateway
            | KindOf::TransitGateway
            | KindOf::TransitGatewayTable
            | KindOf::FirewallPolicy
            | KindOf::FirewallRuleGroup
            | KindOf::Topic
            | KindOf::LogGroup
            | KindOf::Role
    )
}

/// Terraform takes a VPC's IPv6 block away before it changes the subnets, and AWS refuses that as long as one has a part of it.
pub(super) fn ipv6_blocks(moves: &mut Moves<'_>) {
    let has = |one: Option<&ResourceRecord>| {
        let mut facts = one.into_iter().flat_map(|one| &one.facts);
        facts.any(|fact| fact.terraform.as_deref() == Some("assign_generated_ipv6_cidr_block"))
    };
    for (change, key) in moves.acts(Act::Change) {
        if !has(moves.old.get(&key)) || has(moves.new.get(&key)) {
            continue;
        }
        let holds = |reader: &&str| moves.old.get(reader).is_some_and(|one| read(one, "Ipv6CidrBlock").is_some());
        let holders: Vec<String> = moves.old.readers(&key).filter(holds).map(str::to_owned).collect();
        for before in holders
            .iter()
            .flat_map(|one| [Act::Change, Act::Drop].map(|act| moves.find(one, act)))
            .flatten()
            .collect::<Vec<_>>()
        {
            moves.edge(before, change, Some(Why::Block));
        }
    }
}

/// A protection goes in a deployment of its own.
pub(super) fn protected(moves: &mut Moves<'_>) {
    for (drop, key) in moves.acts(Act::Drop) {
        if moves.old.get(&key).is_some_and(is_protected) {
            let loosen = moves.push(&key, Act::Loosen);
            moves.edge(loosen, drop, Some(Why::Protected));
        }
    }
}

//! Rules about the ways of packets. What makes a way whole comes first; then traffic is led there, all of it in one deployment, since a
//! firewall drops a flow of which it sees one half; what the old way needed goes last.

use std::collections::BTreeMap;

use super::super::moves::{Act, Copy, MoveId, Moves, Why};
use super::super::view::{Side, container_of, destination, lines, read, target};
use crate::aws::{KindOf, Value};
use crate::diff::place;
use crate::net::{Cidr, Cidr4};
use crate::record::ResourceRecord;

use super::filters::rows;

/// What a move does to ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Makes one whole that nothing takes yet.
    Prepares,
    /// Leads traffic to another one.
    Switches,
    /// Takes one away that nothing takes any more.
    Cleans,
}

/// The moves of routing and inspection in three parts.
pub(super) fn steer(moves: &mut Moves<'_>) {
    let parts: Vec<Option<Part>> = (0..moves.list.len()).map(|id| part(moves, id)).collect();
    let of = |part: Part| -> Vec<MoveId> { (0..parts.len()).filter(|id| parts[*id] == Some(part)).collect() };
    let (prepares, switches, cleans) = (of(Part::Prepares), of(Part::Switches), of(Part::Cleans));
    let halved = halves(moves, &switches);
    let handed = handed_over(moves);
    let copies: Vec<MoveId> = halved.iter().flat_map(|(_, copies)| copies.clone()).collect();
    let whole = switches.iter().copied().filter(|id| !halved.iter().any(|(route, _)| route == id));
    moves.switches = whole.chain(copies).chain(handed).collect();
    // All of them are of one deployment: none is later than another one.
    for two in moves.switches.clone().windows(2) {
        moves.edge(two[0], two[1], None);
        moves.edge(two[1], two[0], None);
    }
    if let Some(switch) = moves.switches.clone().first() {
        for before in &prepares {
            moves.edge(*before, *switch, Some(Why::Prepare));
        }
    }
    for before in switches.iter().chain(moves.switches.clone().first()) {
        for after in &cleans {
            moves.edge(*before, *after, Some(Why::Clean));
        }
    }
}

fn part(moves: &Moves<'_>, id: MoveId) -> Option<Part> {
    let one = &moves.list[id];
    let (old, new) = (moves.old.get(&one.key), moves.new.get(&one.key));
    let is_back = moves.recreated.contains(&one.key);
    let kind = new.or(old)?.kind;
    match (one.act, kind) {
        _ if is_back => None,
        (Act::Unite, _) | (Act::Add, KindOf::TransitGatewayAssociation) => Some(Part::Prepares),
        (Act::Change, KindOf::FirewallRuleGroup | KindOf::FirewallPolicy) => {
            let (before, after) = (rows(old?), rows(new?));
            Some(if before.is_subset(&after) && before != after { Part::Prepares } else { Part::Cleans })
        }
        (Act::Change, KindOf::TransitGatewayAttachment) => {
            let appliance =
                |one| lines(one, "Options").iter().any(|line| line.contains("ApplianceModeSupport: enable"));
            (!appliance(old?) && appliance(new?)).then_some(Part::Prepares)
        }
        (Act::Change, KindOf::TransitGatewayAssociation) => Some(Part::Switches),
        (Act::Change, KindOf::TransitGatewayRoute) => {
            // A blackhole has nobody's packets, before or after.
            Some(match (target(old?), target(new?)) {
                (Some(_), Some(_)) => Part::Switches,
                (None, _) => Part::Prepares,
                (_, None) => Part::Cleans,
            })
        }
        (Act::Change, KindOf::Route) => {
            let leaves = |one| read(one, "TransitGatewayId").or(read(one, "VpcPeeringConnectionId"));
            (leaves(old?).is_some() || leaves(new?).is_some()).then_some(Part::Switches)
        }
        (Act::Add, KindOf::TransitGatewayRoute | KindOf::TransitGatewayPropagation) => {
            Some(if steers(moves, new?) { Part::Switches } else { Part::Prepares })
        }
        (Act::Drop, KindOf::TransitGatewayRoute | KindOf::TransitGatewayPropagation) => {
            Some(if leads_elsewhere(moves, old?) { Part::Switches } else { Part::Cleans })
        }
        (Act::Drop, KindOf::TransitGatewayAssociation) => Some(Part::Cleans),
        _ => None,
    }
}

/// Whether a new row of a table takes traffic from where it goes now.
fn steers(moves: &Moves<'_>, new: &ResourceRecord) -> bool {
    let Some((table, to)) = container_of(new).zip(target(new)) else { return false };
    if moves.old.get(table).is_none() {
        return false;
    }
    blocks(&moves.new, new, to).into_iter().any(|block| moves.old.way(table, block).is_some_and(|way| way != to))
}

/// Whether traffic goes elsewhere once a row of a table is gone.
fn leads_elsewhere(moves: &Moves<'_>, old: &ResourceRecord) -> bool {
    let Some((table, to)) = container_of(old).zip(target(old)) else { return false };
    blocks(&moves.old, old, to).into_iter().any(|block| moves.new.way(table, block).is_some_and(|way| way != to))
}

/// The prefixes of a row of a table: what it says, or the blocks of the VPC that it learns.
fn blocks(side: &Side<'_>, row: &ResourceRecord, to: &str) -> Vec<Cidr4> {
    match destination(row) {
        Some(Cidr::V4(block)) => vec![block],
        _ => side.blocks(to),
    }
}

/// No API of a transit gateway is used by either dialect that gives a route another target: it goes and comes. Two halves to the new target
/// stand in its place meanwhile. Gives the routes that have some, with the moves that make them.
fn halves(moves: &mut Moves<'_>, switches: &[MoveId]) -> Vec<(MoveId, Vec<MoveId>)> {
    let mut copied = Vec::new();
    for id in switches {
        let key = moves.list[*id].key.clone();
        let Some(new) = moves.new.get(&key).filter(|one| one.kind == KindOf::TransitGatewayRoute) else { continue };
        let (Some(Cidr::V4(block)), Some(table), Act::Change) =
            (destination(new), container_of(new), moves.list[*id].act)
        else {
            continue;
        };
        let Some(comes) = two_halves(moves, &key, table, block, [*id; 2]) else { continue };
        copied.push((*id, comes));
    }
    copied
}

/// A route of a VPC that comes in the row of one that goes, under another name: neither dialect makes it before the old one is gone. Two
/// halves to the new target stand in between. Gives the moves that make them.
fn handed_over(moves: &mut Moves<'_>) -> Vec<MoveId> {
    let mut comes = Vec::new();
    let routes = |side: &Side<'_>, key: &str| {
        side.get(key).filter(|one| one.kind == KindOf::Route).and_then(|one| place(one.kind, one))
    };
    let goes: BTreeMap<_, MoveId> =
        moves.acts(Act::Drop).into_iter().filter_map(|(id, key)| Some((routes(&moves.old, &key)?, id))).collect();
    for (add, key) in moves.acts(Act::Add) {
        let Some(drop) = routes(&moves.new, &key).and_then(|place| goes.get(&place).copied()) else { continue };
        let Some(new) = moves.new.get(&key).filter(|_| moves.list[drop].key != key) else { continue };
        let (Some(Cidr::V4(block)), Some(table)) = (destination(new), container_of(new)) else { continue };
        let Some(halves) = two_halves(moves, &key, table, block, [drop, add]) else { continue };
        let reads: Vec<String> = moves.new.reads(&key).map(str::to_owned).collect();
        let finds = |read: &String| [Act::Add, Act::Change].map(|act| moves.find(read, act));
        let before: Vec<MoveId> = reads.iter().flat_map(finds).flatten().collect();
        for (before, come) in before.iter().flat_map(|before| halves.iter().map(move |come| (before, come))) {
            moves.edge(*before, *come, None);
        }
        comes.extend(halves);
    }
    comes
}

/// Copies of a route that come before the first of two moves and go after the second one; none where a half is taken.
fn two_halves(
    moves: &mut Moves<'_>,
    key: &str,
    table: &str,
    block: Cidr4,
    [first, last]: [MoveId; 2],
) -> Option<Vec<MoveId>> {
    let kind = moves.new.get(key)?.kind;
    let [Some(lower), Some(upper)] = [0, 1].map(|index| block.nth(block.prefix() + 1, index)) else { return None };
    let taken = [&moves.old, &moves.new].into_iter().any(|side| {
        let mut routes = side.within(table, kind);
        routes.any(|(_, one)| [lower, upper].map(|half| Some(Cidr::V4(half))).contains(&destination(one)))
    });
    if taken {
        return None;
    }
    let mut comes = Vec::new();
    for (word, half) in [("lower_half", lower), ("upper_half", upper)] {
        let sets = vec![("DestinationCidrBlock", Value::Cidr(Cidr::V4(half)))];
        let [come, go] = [Act::Copy, Act::Uncopy].map(|act| moves.push(key, act));
        moves.copies.push(Copy { of: key.to_owned(), word, sets, moves: [come, go] });
        moves.edge(come, first, Some(Why::Halves));
        moves.edge(last, go, Some(Why::Halves));
        comes.push(come);
    }
    Some(comes)
}

/// A zone of an attachment gets traffic at once: the table of its subnet, and the routes in there, come before.
pub(super) fn zones(moves: &mut Moves<'_>) {
    for (change, key) in moves.acts(Act::Change) {
        let Some(new) = moves.new.get(&key).filter(|one| one.kind == KindOf::TransitGatewayAttachment) else {
            continue;
        };
        let subnets = new.facts.iter().flat_map(|fact| fact.reads.clone());
        let subnets: Vec<String> = subnets.filter(|subnet| moves.find(subnet, Act::Add).is_some()).collect();
        for subnet in &subnets {
            let readers: Vec<String> = moves.new.readers(subnet).map(str::to_owned).collect();
            for reader in &readers {
                let Some(association) = moves.find(reader, Act::Add) else { continue };
                let Some(one) = moves.new.get(reader).filter(|one| one.kind == KindOf::RouteTableAssociation) else {
                    continue;
                };
                moves.edge(association, change, Some(Why::Zone));
                let table = read(one, "RouteTableId").unwrap_or_default();
                let routes: Vec<MoveId> = moves
                    .new
                    .within(table, KindOf::Route)
                    .filter_map(|(route, _)| moves.find(route, Act::Add))
                    .collect();
                for route in routes {
                    moves.edge(route, change, Some(Why::Zone));
                }
            }
        }
    }
}

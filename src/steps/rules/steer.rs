//! Rules about the ways of packets. What makes a way whole comes first; then traffic is led there, all of it in one deployment, since a
//! firewall drops a flow of which it sees one half; what the old way needed goes last.

use std::collections::BTreeSet;

use super::super::moves::{Act, Copy, MoveId, Moves, Why};
use super::super::view::{container_of, destination, lines, read, target};
use crate::aws::{KindOf, Value};
use crate::net::Cidr;
use crate::record::ResourceRecord;

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
    unite(moves);
    let parts: Vec<Option<Part>> = (0..moves.list.len()).map(|id| part(moves, id)).collect();
    let of = |part: Part| -> Vec<MoveId> { (0..parts.len()).filter(|id| parts[*id] == Some(part)).collect() };
    let (prepares, switches, cleans) = (of(Part::Prepares), of(Part::Switches), of(Part::Cleans));
    let copied = halves(moves, &switches);
    for before in &prepares {
        for after in switches.iter().filter(|after| !copied.contains(after)) {
            moves.edge(*before, *after, Some(Why::Prepare));
        }
        for copy in moves.copies.clone().iter().filter(|copy| copy.sets.iter().any(|(name, _)| *name == "DestinationCidrBlock")) {
            moves.edge(*before, copy.moves[0], Some(Why::Prepare));
        }
        // Without a switch, what goes is the switch: traffic falls to what is wider.
        for after in cleans.iter().filter(|_| switches.is_empty()) {
            if is_filter(moves, *before) || is_filter(moves, *after) || leads_elsewhere(moves, *after) {
                moves.edge(*before, *after, Some(Why::Prepare));
            }
        }
    }
    for before in &switches {
        for after in &cleans {
            moves.edge(*before, *after, Some(Why::Clean));
        }
    }
}

/// Lists whose old rows and new rows both count while traffic moves from the one way to the other.
fn unite(moves: &mut Moves<'_>) {
    for (change, key) in moves.acts(Act::Change) {
        let Some((old, new)) = moves.old.get(&key).zip(moves.new.get(&key)).filter(|(_, new)| union(new.kind).is_some()) else {
            continue;
        };
        let (before, after) = (rows(old), rows(new));
        if before.is_subset(&after) || after.is_subset(&before) || !fits(&before, &after, new) {
            continue;
        }
        let united = moves.push(&key, Act::Unite);
        moves.edge(united, change, None);
    }
}

/// The list of a kind, by its name in CloudFormation, of which two networks' rows may stand beside each other.
pub(in crate::steps) fn union(kind: KindOf) -> Option<&'static str> {
    (kind == KindOf::FirewallRuleGroup).then_some("StatefulRules")
}

fn rows(one: &ResourceRecord) -> BTreeSet<&str> {
    lines(one, "RuleGroup").into_iter().collect()
}

fn fits(before: &BTreeSet<&str>, after: &BTreeSet<&str>, new: &ResourceRecord) -> bool {
    let most = lines(new, "Capacity").first().and_then(|line| line.parse::<usize>().ok()).unwrap_or_default();
    before.union(after).count() <= most
}

fn part(moves: &Moves<'_>, id: MoveId) -> Option<Part> {
    let one = &moves.list[id];
    let (old, new) = (moves.old.get(&one.key), moves.new.get(&one.key));
    let is_back = moves.recreated.contains(&one.key);
    let kind = new.or(old)?.kind;
    match (one.act, kind) {
        _ if is_back => None,
        (Act::Unite, _) => Some(Part::Prepares),
        (Act::Change, KindOf::FirewallRuleGroup) => {
            let (before, after) = (rows(old?), rows(new?));
            Some(if before.is_subset(&after) && before != after { Part::Prepares } else { Part::Cleans })
        }
        (Act::Change, KindOf::TransitGatewayAttachment) => {
            let appliance = |one| lines(one, "Options").iter().any(|line| line.contains("ApplianceModeSupport: enable"));
            (!appliance(old?) && appliance(new?)).then_some(Part::Prepares)
        }
        (Act::Change, KindOf::TransitGatewayAssociation) => Some(Part::Switches),
        (Act::Change, KindOf::TransitGatewayRoute) => {
            Some(if target(new?).is_some() && target(old?).is_some() { Part::Switches } else { Part::Cleans })
        }
        (Act::Change, KindOf::Route) => {
            let leaves = |one| read(one, "TransitGatewayId").or(read(one, "VpcPeeringConnectionId"));
            (leaves(old?).is_some() || leaves(new?).is_some()).then_some(Part::Switches)
        }
        (Act::Add, KindOf::TransitGatewayRoute | KindOf::TransitGatewayPropagation) => {
            Some(if steers(moves, new?) { Part::Switches } else { Part::Prepares })
        }
        (Act::Add, KindOf::TransitGatewayAssociation) => Some(Part::Prepares),
        (Act::Drop, KindOf::TransitGatewayRoute | KindOf::TransitGatewayPropagation | KindOf::TransitGatewayAssociation) => {
            Some(Part::Cleans)
        }
        _ => None,
    }
}

/// Whether a new row of a table takes traffic from where it goes now.
fn steers(moves: &Moves<'_>, new: &ResourceRecord) -> bool {
    let Some((table, to)) = container_of(new).zip(target(new)) else { return false };
    if moves.old.get(table).is_none() {
        return false;
    }
    let blocks = match destination(new) {
        Some(Cidr::V4(block)) => vec![block],
        _ => moves.new.blocks(to),
    };
    blocks.into_iter().any(|block| moves.old.way(table, block).is_some_and(|way| way != to))
}

fn is_filter(moves: &Moves<'_>, id: MoveId) -> bool {
    let one = &moves.list[id];
    moves.new.get(&one.key).is_some_and(|one| one.kind == KindOf::FirewallRuleGroup)
}

/// Whether something wider leads elsewhere once a row of a table is gone.
fn leads_elsewhere(moves: &Moves<'_>, id: MoveId) -> bool {
    let Some(old) = moves.old.get(&moves.list[id].key) else { return false };
    let Some((table, to)) = container_of(old).zip(target(old)) else { return false };
    let blocks = match destination(old) {
        Some(Cidr::V4(block)) => vec![block],
        _ => moves.old.blocks(to),
    };
    blocks.into_iter().any(|block| moves.new.way(table, block).is_some_and(|way| way != to))
}

/// No API of a transit gateway is used by either dialect that gives a route another target: it goes and comes. Two halves to the new target
/// stand in its place meanwhile. Gives the routes that have some.
fn halves(moves: &mut Moves<'_>, switches: &[MoveId]) -> BTreeSet<MoveId> {
    let mut copied = BTreeSet::new();
    for id in switches {
        let key = moves.list[*id].key.clone();
        let Some(new) = moves.new.get(&key).filter(|one| one.kind == KindOf::TransitGatewayRoute) else { continue };
        let (Some(Cidr::V4(block)), Some(table), Act::Change) = (destination(new), container_of(new), moves.list[*id].act) else {
            continue;
        };
        let parts = [0, 1].map(|index| block.nth(block.prefix() + 1, index));
        let [Some(lower), Some(upper)] = parts else { continue };
        let taken = [&moves.old, &moves.new].into_iter().any(|side| {
            let mut routes = side.within(table, KindOf::TransitGatewayRoute);
            routes.any(|(_, one)| [lower, upper].map(|half| Some(Cidr::V4(half))).contains(&destination(one)))
        });
        if taken {
            continue;
        }
        copied.insert(*id);
        for (word, half) in [("lower_half", lower), ("upper_half", upper)] {
            let sets = vec![("DestinationCidrBlock", Value::Cidr(Cidr::V4(half)))];
            let [come, go] = [Act::Copy, Act::Uncopy].map(|act| moves.push(&key, act));
            moves.copies.push(Copy { of: key.clone(), word, sets, moves: [come, go] });
            moves.edge(come, *id, Some(Why::Halves));
            moves.edge(*id, go, Some(Why::Halves));
        }
    }
    copied
}

/// A zone of an attachment gets traffic at once: the table of its subnet, and the routes in there, come before.
pub(super) fn zones(moves: &mut Moves<'_>) {
    for (change, key) in moves.acts(Act::Change) {
        let Some(new) = moves.new.get(&key).filter(|one| one.kind == KindOf::TransitGatewayAttachment) else { continue };
        let subnets = new.facts.iter().flat_map(|fact| fact.reads.clone());
        let subnets: Vec<String> = subnets.filter(|subnet| moves.find(subnet, Act::Add).is_some()).collect();
        for subnet in &subnets {
            let readers: Vec<String> = moves.new.readers(subnet).map(str::to_owned).collect();
            for reader in &readers {
                let Some(association) = moves.find(reader, Act::Add) else { continue };
                let Some(one) = moves.new.get(reader).filter(|one| one.kind == KindOf::RouteTableAssociation) else { continue };
                moves.edge(association, change, Some(Why::Zone));
                let table = read(one, "RouteTableId").unwrap_or_default();
                let routes: Vec<MoveId> =
                    moves.new.within(table, KindOf::Route).filter_map(|(route, _)| moves.find(route, Act::Add)).collect();
                for route in routes {
                    moves.edge(route, change, Some(Why::Zone));
                }
            }
        }
    }
}

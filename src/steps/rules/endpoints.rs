//! A rule about endpoints of a firewall: a route looks one up by its zone, and a zone without a subnet in the firewall has none.

use std::collections::BTreeSet;

use super::super::moves::{Act, MoveId, Moves, Why};
use super::super::view::{Side, looked_up_in, read};
use crate::aws::KindOf;

/// A zone comes to a firewall before a route looks its endpoint up. It goes once no attachment sends packets there, and in that deployment
/// the routes that look it up go too: earlier they are missed, later they find nothing.
pub(super) fn endpoints(moves: &mut Moves<'_>) {
    for (change, key) in moves.acts(Act::Change) {
        if moves.new.get(&key).is_none_or(|one| one.kind != KindOf::Firewall) {
            continue;
        }
        let [old, new] = [&moves.old, &moves.new].map(|side| side.zones(&key));
        let comes = moves.find(&key, Act::Unite).unwrap_or(change);
        for route in routes(&moves.new, &key, |zone| new.contains(zone) && !old.contains(zone)) {
            for after in
                [Act::Add, Act::Change].into_iter().filter_map(|act| moves.find(&route, act)).collect::<Vec<_>>()
            {
                moves.edge(comes, after, None);
            }
        }
        let left: BTreeSet<&str> = old.difference(&new).copied().collect();
        for route in routes(&moves.old, &key, |zone| left.contains(zone)) {
            if let Some(drop) = moves.find(&route, Act::Drop) {
                moves.edge(drop, change, None);
                moves.edge(change, drop, None);
            } else if let Some(turn) = moves.find(&route, Act::Change) {
                moves.edge(turn, change, Some(Why::Clean));
            }
        }
        for leaves in attachments(moves, &key, &left) {
            moves.edge(leaves, change, Some(Why::Zone));
        }
    }
}

/// The routes that look up an endpoint of a firewall in such a zone.
fn routes(side: &Side<'_>, firewall: &str, is: impl Fn(&str) -> bool) -> Vec<String> {
    let looks = |key: &&str| side.get(key).and_then(looked_up_in).is_some_and(|(of, zone)| of == firewall && is(zone));
    side.readers(firewall).filter(looks).map(str::to_owned).collect()
}

/// The moves by which attachments of a firewall's VPC leave one of these zones.
fn attachments(moves: &Moves<'_>, firewall: &str, left: &BTreeSet<&str>) -> Vec<MoveId> {
    let vpc = moves.old.get(firewall).and_then(|one| read(one, "VpcId"));
    let is_own = |key: &String| {
        let one = moves.old.get(key).filter(|one| one.kind == KindOf::TransitGatewayAttachment);
        one.is_some_and(|one| vpc.is_some() && read(one, "VpcId") == vpc)
    };
    let leaves = |key: &String| {
        let [old, new] = [&moves.old, &moves.new].map(|side| side.zones(key));
        left.iter().any(|zone| old.contains(zone) && !new.contains(zone))
    };
    let acts = moves.acts(Act::Change).into_iter().filter(|(_, key)| is_own(key) && leaves(key));
    acts.map(|(id, _)| id).collect()
}

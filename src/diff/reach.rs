//! Whose reach differs: ends that were of one class and are of one class are compared once.

use std::collections::{BTreeMap, BTreeSet};

use super::network::{ReachChange, ReachKind};
use crate::record::{End, Reach, ReachRow};

/// Ends that are of one class in each network.
struct Alike<'r> {
    /// The class before, and the one after.
    classes: [Option<usize>; 2],
    members: BTreeSet<&'r str>,
}

/// The pairs whose reach differs, the gravest first.
pub(super) fn reach<'r>(old: &'r Reach, new: &'r Reach) -> Vec<ReachChange<'r>> {
    let groups = alike(old, new);
    let (before, after) = (rows(old), rows(new));
    let mut changes = Vec::new();
    for from in &groups {
        for to in &groups {
            for own in [false, true] {
                if !have_pair(from, to, own) {
                    continue;
                }
                let row = |rows: &BTreeMap<_, &'r ReachRow>, side: usize| {
                    rows.get(&(from.classes[side]?, to.classes[side]?, own)).map(|row| row.ends.as_slice())
                };
                let pair = (row(&before, 0), row(&after, 1));
                differs(from, to, own, pair, &mut changes);
            }
        }
    }
    changes.sort_by(|one, other| {
        (one.kind, &one.from, &one.to, one.family).cmp(&(other.kind, &other.from, &other.to, other.family))
    });
    changes
}

fn rows(reach: &Reach) -> BTreeMap<(usize, usize, bool), &ReachRow> {
    reach.rows.iter().map(|row| ((row.from, row.to, row.own), row)).collect()
}

fn alike<'r>(old: &'r Reach, new: &'r Reach) -> Vec<Alike<'r>> {
    let mut of: BTreeMap<&str, [Option<usize>; 2]> = BTreeMap::new();
    for (side, reach) in [old, new].into_iter().enumerate() {
        for (class, members) in reach.classes.iter().enumerate() {
            for member in members {
                of.entry(member).or_default()[side] = Some(class);
            }
        }
    }
    let mut groups: BTreeMap<[Option<usize>; 2], BTreeSet<&str>> = BTreeMap::new();
    for (member, classes) in of {
        groups.entry(classes).or_default().insert(member);
    }
    groups.into_iter().map(|(classes, members)| Alike { classes, members }).collect()
}

/// Whether two groups have a pair of ends inside one VPC, or one that shares none.
fn have_pair(from: &Alike<'_>, to: &Alike<'_>, own: bool) -> bool {
    let vpcs = |group: &Alike<'_>| -> BTreeSet<String> {
        group.members.iter().filter_map(|member| vpc(member)).map(str::to_owned).collect()
    };
    let (ones, others) = (vpcs(from), vpcs(to));
    if own {
        return !ones.is_disjoint(&others);
    }
    let outside = |group: &Alike<'_>| group.members.iter().any(|member| vpc(member).is_none());
    let alone = from.members.len() == 1 && from.members == to.members;
    (outside(from) || outside(to) || ones.union(&others).count() > 1) && !alone
}

/// The VPC of a tier's name.
fn vpc(end: &str) -> Option<&str> {
    let (vpc, _) = end.split_once('/')?;
    (vpc != "site").then_some(vpc)
}

fn differs<'r>(
    from: &Alike<'r>,
    to: &Alike<'r>,
    own: bool,
    (before, after): (Option<&'r [End]>, Option<&'r [End]>),
    changes: &mut Vec<ReachChange<'r>>,
) {
    let is_there = |side: usize| from.classes[side].is_some() && to.classes[side].is_some();
    let ends = before.unwrap_or_default().iter().chain(after.unwrap_or_default());
    let families: BTreeSet<&str> = ends.map(|end| end.family.as_str()).collect();
    for family in families {
        let of = |ends: Option<&'r [End]>| ends?.iter().find(|end| end.family == family);
        let (was, is) = (of(before), of(after));
        let passes = |end: Option<&End>| end.is_some_and(|end| end.passes);
        let kind = match (passes(was), passes(is)) {
            (true, false) if is_there(1) => ReachKind::Loses,
            (true, false) => ReachKind::Gone,
            (false, true) if is_there(0) => ReachKind::Gains,
            (false, true) => ReachKind::New,
            (true, true) if was.map(|end| &end.what) != is.map(|end| &end.what) => ReachKind::Changes,
            (true, true) if was.map(|end| &end.way) != is.map(|end| &end.way) => ReachKind::Way,
            _ => continue,
        };
        let text = |end: Option<&'r End>| {
            end.map_or("", |end| if kind == ReachKind::Way { end.way.as_str() } else { end.what.as_str() })
        };
        let names = |group: &Alike<'r>| group.members.iter().copied().collect();
        changes.push(ReachChange {
            from: names(from),
            to: names(to),
            own,
            family,
            kind,
            before: text(was),
            after: text(is),
        });
    }
}

//! Reach of parts of an end: addresses that a site's prefixes lose or gain, and what security groups allow. In come both records and what
//! was found of whole ends, out go changes in the same words.

use std::collections::{BTreeMap, BTreeSet};

use super::network::ReachKind;
use crate::net::Cidr4;
use crate::record::{GroupRecord, Reach};

/// How the reach of a part of an end changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartChange {
    /// In what way.
    pub kind: ReachKind,
    /// Who opens connections: `shop/app`, `site/tokyo 192.168.4.0/22`, `vpc/shop/group/web`, `internet`.
    pub from: String,
    /// Who accepts them.
    pub to: String,
    /// What passed; empty where nothing did.
    pub before: String,
    /// What passes; empty where nothing does.
    pub after: String,
}

/// All of them, the gravest first.
pub(super) fn parts(old: &Reach, new: &Reach) -> Vec<PartChange> {
    let mut all = prefixes(old, new);
    if let (Some(old), Some(new)) = (&old.groups, &new.groups) {
        all.extend(groups(old, new));
    }
    all.sort();
    all
}

/// Addresses of sites that are there before and after. A site that comes or goes is a whole end.
fn prefixes(old: &Reach, new: &Reach) -> Vec<PartChange> {
    let (Some(before), Some(after)) = (&old.prefixes, &new.prefixes) else { return Vec::new() };
    let ends = |reach: &Reach| -> BTreeSet<String> { reach.classes.iter().flatten().cloned().collect() };
    let (old_ends, new_ends) = (ends(old), ends(new));
    let mut all = Vec::new();
    for (site, was) in before {
        let Some(is) = after.get(site) else { continue };
        let (was, is) = (blocks(was), blocks(is));
        for block in was.iter().flat_map(|block| without(*block, &is)) {
            all.extend(of_block(old, &new_ends, site, block, ReachKind::Loses));
        }
        for block in is.iter().flat_map(|block| without(*block, &was)) {
            all.extend(of_block(new, &old_ends, site, block, ReachKind::Gains));
        }
    }
    all
}

fn blocks(texts: &[String]) -> Vec<Cidr4> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

/// The parts of a block that none of others has, as the largest blocks that there are.
fn without(block: Cidr4, others: &[Cidr4]) -> Vec<Cidr4> {
    if others.iter().any(|other| other.contains(block)) {
        return Vec::new();
    }
    let inside: Vec<Cidr4> = others.iter().copied().filter(|other| block.contains(*other)).collect();
    if inside.is_empty() {
        return vec![block];
    }
    let halves = (0..2).filter_map(|half| block.nth(block.prefix() + 1, half));
    halves.flat_map(|half| without(half, &inside)).collect()
}

/// What a block of a site has in the network that has it: `kind` says whether that is the old one. `known`: ends of the other one.
fn of_block(there: &Reach, known: &BTreeSet<String>, site: &str, block: Cidr4, kind: ReachKind) -> Vec<PartChange> {
    let Some(class) = there.classes.iter().position(|members| members.iter().any(|one| one == site)) else {
        return Vec::new();
    };
    let part = format!("{site} {block}");
    let mut all = Vec::new();
    let rows = there.rows.iter().filter(|row| !row.own);
    let opening = rows.clone().filter(|row| row.from == class).map(|row| (row, row.to, true));
    for (row, far, opens) in opening.chain(rows.filter(|row| row.to == class).map(|row| (row, row.from, false))) {
        let Some(what) = row.ends.iter().find(|end| end.passes && end.family == "ipv4").map(|end| &end.what) else {
            continue;
        };
        let members = there.classes.get(far).into_iter().flatten().map(String::as_str);
        let names: Vec<&str> = members.filter(|one| *one != site && known.contains(*one)).collect();
        if names.is_empty() {
            continue;
        }
        let (names, part) = (names.join(", "), part.clone());
        let (from, to) = if opens { (part, names) } else { (names, part) };
        let (before, after) = match kind {
            ReachKind::Gains => (String::new(), what.clone()),
            _ => (what.clone(), String::new()),
        };
        all.push(PartChange { kind, from, to, before, after });
    }
    all
}

/// What passed and what passes, of a pair.
type Passed<'r> = (Option<&'r str>, Option<&'r str>);

/// What groups allow, of pairs of which one end is a group.
fn groups(old: &BTreeMap<String, GroupRecord>, new: &BTreeMap<String, GroupRecord>) -> Vec<PartChange> {
    let mut pairs: BTreeMap<(&str, &str), Passed<'_>> = BTreeMap::new();
    for (groups, is_new) in [(old, false), (new, true)] {
        for (group, record) in groups {
            let accepts = record.from.iter().map(|(peer, what)| ((peer.as_str(), group.as_str()), what));
            let opens = record.to.iter().map(|(peer, what)| ((group.as_str(), peer.as_str()), what));
            for (ends, what) in accepts.chain(opens) {
                let passed = pairs.entry(ends).or_default();
                if is_new {
                    passed.1 = Some(what);
                } else {
                    passed.0 = Some(what);
                }
            }
        }
    }
    let lacks = |groups: &BTreeMap<String, GroupRecord>, ends: (&str, &str)| {
        let is_group = |end: &str| old.contains_key(end) || new.contains_key(end);
        [ends.0, ends.1].into_iter().any(|end| is_group(end) && !groups.contains_key(end))
    };
    let change = |(ends, (before, after)): ((&str, &str), Passed<'_>)| {
        let kind = match (before, after) {
            (Some(_), None) if lacks(new, ends) => ReachKind::Gone,
            (Some(_), None) => ReachKind::Loses,
            (None, Some(_)) if lacks(old, ends) => ReachKind::New,
            (None, Some(_)) => ReachKind::Gains,
            (before, after) if before != after => ReachKind::Changes,
            _ => return None,
        };
        let text = |what: Option<&str>| what.unwrap_or_default().to_owned();
        let (from, to) = (ends.0.to_owned(), ends.1.to_owned());
        Some(PartChange { kind, from, to, before: text(before), after: text(after) })
    };
    pairs.into_iter().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cidr(text: &str) -> Cidr4 {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_left_of_a_block_is_said_in_the_largest_blocks() {
        let left = |block: &str, others: &[&str]| {
            let others: Vec<_> = others.iter().map(|one| cidr(one)).collect();
            without(cidr(block), &others).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(left("192.168.0.0/16", &["192.168.0.0/18"]), ["192.168.64.0/18", "192.168.128.0/17"]);
        assert_eq!(left("192.168.0.0/16", &["192.0.0.0/8"]), Vec::<String>::new());
        assert_eq!(left("192.168.0.0/31", &["192.168.0.1/32"]), ["192.168.0.0/32"]);
        assert_eq!(left("192.168.0.0/16", &["10.0.0.0/8"]), ["192.168.0.0/16"]);
    }

    proptest! {
        #[test]
        fn each_address_is_left_if_no_other_block_has_it(
            prefix in 24_u8..=32,
            others in prop::collection::vec((any::<u8>(), 24_u8..=32), 0..6),
            last in any::<u8>(),
        ) {
            let at = |last: u8, prefix: u8| Cidr4::around([10, 0, 0, last].into(), prefix).unwrap();
            let others: Vec<_> = others.into_iter().map(|(last, prefix)| at(last, prefix)).collect();
            let block = at(0, prefix);
            let address = std::net::Ipv4Addr::from([10, 0, 0, last]);
            let meant = block.contains_address(address) && !others.iter().any(|one| one.contains_address(address));
            let left = without(block, &others);
            prop_assert_eq!(left.iter().filter(|one| one.contains_address(address)).count(), usize::from(meant));
        }
    }
}

//! The lines that lead from some statements to others, on platforms whose lines take effect one by one. In come what is there and what is
//! to be there, out go lines: what is added or changed stands before what is removed, a filter is at no moment without an entry, and a
//! neighbor at no moment without its filters.

use std::collections::BTreeSet;

use super::print::{Said, taken};
use super::rule::Whose;
use super::state::number;
use super::statement::Statement;

/// The number and the words of an entry behind all others, which keeps a list from being empty and changes nothing that it lets pass.
const GUARD: &str = "seq 4294967294 deny 0.0.0.0/0 le 32";

/// The same of a list of IPv6, before the entry of the last number that permits blocks of VPCs.
const GUARD6: &str = "seq 4294967293 deny ::/0 le 128";

/// The lines.
pub fn delta(before: &[Statement], after: &[Statement]) -> Vec<Said> {
    let find = |list: &'_ [Statement], at: &[String]| list.iter().position(|one| one.at == at);
    let same = |one: &Statement, list: &[Statement]| find(list, &one.at).and_then(|n| list.get(n)) == Some(one);
    let all = || before.iter().chain(after);
    let mut added: Vec<&Statement> = after.iter().filter(|one| !same(one, before)).collect();
    let mut removed = removed(before, after);
    added.sort_by_key(|one| one.rule.rank);
    removed.sort_by_key(|one| std::cmp::Reverse(one.rule.rank));
    let heads = |one: &Statement| -> Vec<String> {
        let head = |length: usize| {
            let at = one.at.get(..length)?;
            all().rfind(|other| other.at == at).map(|other| other.words.clone())
        };
        (1..one.at.len()).filter_map(head).collect()
    };
    let mut said = moved(&mut added, &mut removed);
    // What would take the new one away as well goes first, and a limit is lowered last.
    let (first, removed): (Vec<_>, Vec<_>) =
        removed.into_iter().partition(|one| added.iter().any(|other| replaces(other, one)));
    let (last, added): (Vec<_>, Vec<_>) = added.into_iter().partition(|one| is_lowered(one, before));
    let away = |one: &Statement| Some(Said { around: heads(one), words: taken(one)?, opens: false });
    let says =
        |one: &Statement| Said { around: heads(one), words: one.words.clone(), opens: !one.rule.block.is_empty() };
    let born: Vec<&Statement> = added.iter().filter(|one| is_born(one, before)).copied().collect();
    let switch = |no: &str, one: &Statement| {
        let words = format!("{no}neighbor {} shutdown", one.captured.first().map(String::as_str).unwrap_or_default());
        Said { around: heads(one), words, opens: false }
    };
    said.extend(first.into_iter().filter_map(away));
    for one in added {
        said.push(says(one));
        said.extend(is_born(one, before).then(|| switch("", one)));
    }
    said.extend(removed.into_iter().filter_map(away));
    said.extend(last.into_iter().map(says));
    said.extend(born.into_iter().map(|one| switch("no ", one)));
    said
}

/// What goes and needs a line of its own: what goes along with another statement needs none.
fn removed<'b>(before: &'b [Statement], after: &[Statement]) -> Vec<&'b Statement> {
    let mut removed: Vec<&Statement> =
        before.iter().filter(|one| !after.iter().any(|other| other.at == one.at)).collect();
    let gone: BTreeSet<String> = removed.iter().filter_map(|one| taken(one)).collect();
    let parents: BTreeSet<&[String]> = removed.iter().filter(|one| taken(one).is_some()).map(|one| &*one.at).collect();
    removed.retain(|one| {
        let inside = (1..one.at.len()).any(|length| one.at.get(..length).is_some_and(|at| parents.contains(at)));
        !inside && !with_neighbor(one, &gone)
    });
    removed
}

/// Whether what comes has the place of what goes, which has to go first: it would take the new one away as well.
pub fn replaces(new: &Statement, old: &Statement) -> bool {
    let words = taken(old);
    words.is_some() && words == taken(new) && old.around() == new.around()
}

/// Whether it is a neighbor that comes: it is born shut, so that it is up at no moment without its filters.
fn is_born(one: &Statement, before: &[Statement]) -> bool {
    one.rule.pattern == "neighbor * remote-as ?" && !before.iter().any(|other| other.at == one.at)
}

/// Whether it is a limit that was higher.
fn is_lowered(one: &Statement, before: &[Statement]) -> bool {
    let was = before.iter().find(|other| other.at == one.at);
    one.rule.whose == Whose::Limit && was.is_some_and(|was| number(was) > number(one))
}

/// Whether a neighbor that goes takes it along.
fn with_neighbor(one: &Statement, gone: &BTreeSet<String>) -> bool {
    let mut words = one.words.split(' ');
    let (Some("neighbor"), Some(neighbor), Some(third)) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    third != "remote-as" && gone.contains(&format!("no neighbor {neighbor}"))
}

/// Entries that change their number, or whose number another prefix takes: the old one has to go first, for a platform refuses the second
/// one or lets it replace the first. A guard keeps the list from being empty meanwhile.
fn moved(added: &mut Vec<&Statement>, removed: &mut Vec<&Statement>) -> Vec<Said> {
    let mut lists: BTreeSet<String> = BTreeSet::new();
    let (mut old, mut new): (Vec<&Statement>, Vec<&Statement>) = (Vec::new(), Vec::new());
    for one in removed.iter().filter(|one| added.iter().any(|other| meet(one, other))) {
        lists.extend(one.captured.first().cloned());
        old.push(one);
    }
    for one in added.iter().filter(|one| removed.iter().any(|other| meet(one, other))) {
        new.push(one);
    }
    removed.retain(|one| !old.contains(one));
    added.retain(|one| !new.contains(one));
    let guard = |no: &str, list: &String| {
        // Lists of IPv6 alone end in a 6.
        let (family, guard) = if list.ends_with('6') { ("ipv6", GUARD6) } else { ("ip", GUARD) };
        format!("{no}{family} prefix-list {list} {guard}")
    };
    let lines = lists.iter().map(|list| guard("", list)).chain(old.iter().filter_map(|one| taken(one)));
    let lines = lines.chain(new.iter().map(|one| one.words.clone())).chain(lists.iter().map(|list| guard("no ", list)));
    lines.map(|words| Said { around: Vec::new(), words, opens: false }).collect()
}

/// Whether two entries of one list have the same number or the same prefix.
pub fn meet(one: &Statement, other: &Statement) -> bool {
    let lists = ["ip prefix-list ", "ipv6 prefix-list "];
    let entry = |one: &Statement| lists.iter().any(|list| one.words.starts_with(list)) && one.captured.len() == 3;
    let same = |n: usize| one.captured.get(n) == other.captured.get(n);
    entry(one) && entry(other) && one.at != other.at && same(0) && (same(1) || same(2))
}

//! Whose reach differs, against the matrices of both versions in which every end stands for itself.

use std::collections::BTreeMap;

use netgen::diff::{Diff, ReachKind, diff};

use super::common::seeds::each_seed;
use super::pairs::{self, Pair};

/// Two ends and a family.
type Ends = (String, String, String);

/// What passed and what passes, of every pair of ends that differs; nothing where nothing passes.
fn derived(pair: &Pair) -> BTreeMap<Ends, (String, String)> {
    let (old, new) = (&pair.old.pairs, &pair.new.pairs);
    let text = |pairs: &BTreeMap<Ends, String>, ends: &Ends| pairs.get(ends).cloned().unwrap_or_default();
    let ends = old.keys().chain(new.keys());
    let all = ends.map(|ends| (ends.clone(), (text(old, ends), text(new, ends))));
    all.filter(|(_, (before, after))| before != after).collect()
}

/// The same of what netgen says, end by end.
fn told(diff: &Diff<'_>) -> BTreeMap<Ends, (String, String)> {
    let vpc = |end: &str| end.split_once('/').filter(|(first, _)| *first != "site").map(|(vpc, _)| vpc.to_owned());
    let mut all = BTreeMap::new();
    for one in diff.network.reach.iter().filter(|one| one.kind != ReachKind::Way) {
        for (from, to) in one.from.iter().flat_map(|from| one.to.iter().map(move |to| (*from, *to))) {
            let is_own = vpc(from).is_some() && vpc(from) == vpc(to);
            if is_own != one.own || (from == to && !one.own) {
                continue;
            }
            let passes = |text: &str, before: bool| {
                let gone = matches!(
                    (one.kind, before),
                    (ReachKind::Gains | ReachKind::New, true) | (ReachKind::Loses | ReachKind::Gone, false)
                );
                if gone { String::new() } else { text.to_owned() }
            };
            let ends = (from.to_owned(), to.to_owned(), one.family.to_owned());
            all.insert(ends, (passes(one.before, true), passes(one.after, false)));
        }
    }
    all
}

#[test]
fn every_pair_whose_reach_differs_is_named_and_no_other() {
    let found = each_seed(super::count() / 4, |seed| {
        let pair = pairs::pair(seed)?;
        let diff = diff(&pair.old.record, &pair.new.record);
        let (told, derived) = (told(&diff), derived(&pair));
        let mut wrong: Vec<String> = Vec::new();
        for ends in told.keys().chain(derived.keys()) {
            if told.get(ends) != derived.get(ends) {
                wrong.push(format!("{ends:?}: netgen says {:?}, and it is {:?}", told.get(ends), derived.get(ends)));
            }
        }
        Some((format!("seed {seed}: {:?}", pair.edits), derived.len(), wrong))
    });
    let tried: Vec<_> = found.into_iter().flatten().collect();
    let wrong: Vec<_> = tried.iter().filter(|(.., wrong)| !wrong.is_empty()).take(4).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let changes: usize = tried.iter().map(|(_, changes, _)| changes).sum();
    assert!(changes > tried.len(), "{changes} changes of {} pairs", tried.len());
}

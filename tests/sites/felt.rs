//! What `netgen diff` says of sessions is what the sheets of the update say, router by router.

use std::collections::BTreeSet;

use netgen::diff::{RouterUpdate, diff};
use netgen::router::update::SessionEffect;

use super::common::pipeline::version;
use super::common::seeds::each_seed;
use super::common::sites::edit;
use super::update::Change;

/// The neighbors behind some words of a router's sheet.
fn neighbors(change: &Change, router: &str, words: &str) -> BTreeSet<String> {
    let path = format!("routers/{router}.update.md");
    let sheet = change.update.files.iter().find(|file| file.path == path).map_or("", |file| &file.text);
    let lines = sheet.lines().filter_map(|line| line.split_once(words)).map(|(_, rest)| rest);
    lines.flat_map(|rest| rest.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// What does not fit, and how many sessions are said to be reset.
fn wrong(seed: u64) -> (Vec<String>, usize) {
    let (old, new) = edit(seed);
    let Some(change) = Change::of(&old, &new) else { return (Vec::new(), 0) };
    let Ok(old) = version(&old, &[], None) else { return (Vec::new(), 0) };
    let Ok(new) = version(&new, &[], Some(&old.lock)) else { return (Vec::new(), 0) };
    let (found, mut wrong, mut resets) = (diff(&old.record, &new.record), Vec::new(), 0);
    for router in &new.record.routers {
        let said = found.network.routers.iter().find(|one| one.name == router.name).map(|one| &one.update);
        let felt = match said {
            Some(RouterUpdate::Felt(list)) => list.as_slice(),
            None => &[],
            Some(_) => continue,
        };
        for (effect, words) in [(SessionEffect::Resets, "reset and back"), (SessionEffect::Next, "in force when")] {
            let before = old.record.routers.iter().find(|one| one.name == router.name);
            // One with another neighbor is a new session to its router.
            let stays = |name: &str, neighbor: &str| {
                before.is_some_and(|was| was.sessions.iter().any(|one| one.name == name && one.neighbor == neighbor))
            };
            let own = felt.iter().filter(|(_, own)| *own == effect).filter_map(|(name, _)| {
                let session = router.sessions.iter().find(|one| one.name == *name);
                let neighbor = session.map_or(name.strip_prefix("peer "), |one| Some(one.neighbor.as_str()))?;
                session.is_none_or(|one| stays(&one.name, &one.neighbor)).then(|| neighbor.to_owned())
            });
            let (own, sheet) = (own.collect::<BTreeSet<_>>(), neighbors(&change, &router.name, words));
            resets += usize::from(effect == SessionEffect::Resets) * own.len();
            // A sheet says of each step what diff says once of all: what is reset anyway needs no other word.
            let fits = own.is_subset(&sheet) && (effect == SessionEffect::Next || own == sheet);
            if !fits {
                wrong.push(format!("seed {seed}: {}: diff says {own:?} {words}, the sheet {sheet:?}", router.name));
            }
        }
    }
    (wrong, resets)
}

#[test]
fn diff_says_of_sessions_what_the_sheets_say() {
    let found = each_seed(120, wrong);
    let wrong: Vec<&String> = found.iter().flat_map(|(wrong, _)| wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let resets: usize = found.iter().map(|(_, resets)| resets).sum();
    assert!(resets > 1, "no edit resets a session: {resets}");
}

//! What got other labels in Terraform is moved in the states, from whatever label a state has: the blocks of a render are followed without
//! any code that prints them.

use std::collections::{BTreeMap, BTreeSet};

use netgen::identity::{Back, edit, relabelled};

use crate::common::dice::Dice;
use crate::common::seeds::each_seed;
use crate::version::{Version, names, version};
use crate::{count, documents, place, random};

/// The addresses of a render by its root modules, and what its blocks move.
#[derive(Default)]
struct Module {
    addresses: BTreeSet<String>,
    moves: BTreeMap<String, String>,
}

fn modules(version: &Version) -> BTreeMap<String, Module> {
    let mut modules: BTreeMap<String, Module> = BTreeMap::new();
    for (path, text) in version.files.iter().filter(|(path, _)| path.starts_with("terraform/")) {
        let Some((folder, name)) = path.rsplit_once('/').filter(|(_, name)| name.contains(".tf")) else { continue };
        assert!(!name.contains(".json"), "{path}");
        let module = modules.entry(folder.to_owned()).or_default();
        let mut from = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("resource \"") {
                let words: Vec<&str> = rest.split('"').collect();
                module.addresses.insert(format!("{}.{}", words[0], words[2]));
            } else if let Some(address) = line.strip_prefix("  from = ") {
                from = Some(address.to_owned());
            } else if let Some(address) = line.strip_prefix("  to   = ") {
                let from = from.take().expect("a block with two ends");
                let twin = module.moves.insert(from, address.to_owned());
                assert!(twin.is_none(), "{path}: {twin:?} and {address}");
            }
        }
    }
    modules
}

/// What a state that was made by an earlier render becomes: every resource has an address of the new one, and each another one.
fn follow(old: &Version, new: &Version) -> Result<usize, String> {
    let (old, new) = (modules(old), modules(new));
    let mut moved = 0;
    for (folder, module) in &new {
        let mut targets = BTreeSet::new();
        for to in module.moves.values() {
            if !targets.insert(to) {
                return Err(format!("{folder}: two are moved to {to}"));
            }
        }
        if let Some(from) = module.moves.keys().find(|from| module.addresses.contains(*from)) {
            return Err(format!("{folder}: {from} is moved and there"));
        }
        let mut there = BTreeSet::new();
        for address in old.get(folder).into_iter().flat_map(|module| &module.addresses) {
            let (mut now, mut steps) = (address, 0);
            while let Some(next) = module.moves.get(now) {
                (now, steps) = (next, steps + 1);
                if steps > module.moves.len() {
                    return Err(format!("{folder}: {address} goes in a circle"));
                }
            }
            moved += usize::from(now != address);
            there.insert(now.clone());
        }
        if old.contains_key(folder) && there != module.addresses {
            let lost: Vec<&String> = there.symmetric_difference(&module.addresses).collect();
            return Err(format!("{folder}: {lost:?}"));
        }
    }
    if old.len() == new.len() { Ok(moved) } else { Err("other roots".to_owned()) }
}

/// Calls something otherwise, and gives it labels of the new name.
fn again(text: &str, lock: &str, old: &str, new: &str) -> (String, Version) {
    let edited = [Back::Gone, Back::Turned].into_iter().find_map(|back| {
        let text = relabelled(&edit(text, old, new, back).ok()?, new).ok()?;
        let made = version(&text, Some(lock)).ok()?;
        Some((text, made))
    });
    edited.unwrap_or_else(|| panic!("{old} -> {new}\n{text}\n{lock}"))
}

/// Whether labels are made of what stands at a place: not of accounts and pools.
fn is_labelled(place: &str) -> bool {
    !place.starts_with("accounts.") && !place.starts_with("address_pools.")
}

/// Something gets other labels, others once more, and those that it had at first; every state that was made on the way finds its resources,
/// and nothing else differs.
#[test]
fn relabelled_things_are_moved_from_every_label_in_random_documents() {
    let moved: usize = each_seed(count(), |seed| {
        let text = random(seed);
        let Ok(first) = version(&text, None) else { return 0 };
        let all: Vec<String> = names(&text).into_iter().filter(|place| is_labelled(place)).collect();
        let dice = &mut Dice::new(seed.wrapping_add(815));
        let old = &all[dice.roll(all.len())];
        let (one, other) = (place(old, 0), place(old, 1));
        let (text, second) = again(&text, &first.lock, old, &one);
        let (text, third) = again(&text, &second.lock, &one, &other);
        let (text, fourth) = again(&text, &third.lock, &other, old);
        let alone = version(&text, Some(&fourth.lock)).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        assert_eq!(alone.lock, fourth.lock, "seed {seed}: {old}");
        let versions = [&first, &second, &third, &fourth];
        let mut moved = 0;
        for (index, new) in versions.iter().enumerate() {
            for earlier in &versions[..index] {
                moved += follow(earlier, new).unwrap_or_else(|error| panic!("seed {seed}, {old}, {index}: {error}"));
                let diff = netgen::diff::diff(&earlier.record, &new.record);
                assert!(diff.resources.is_empty() && diff.stacks.is_empty(), "seed {seed}: {old}");
            }
        }
        moved
    })
    .into_iter()
    .sum();
    assert!(moved > 500, "{moved}");
}

/// Of everything that has labels there is one that got others.
#[test]
fn everything_in_a_document_gets_other_labels_at_once() {
    let first = version(include_str!("../blueprints/before/relabelled.yaml"), None).expect("a good document");
    let text = documents()["relabelled.yaml"].clone();
    let second = version(&text, Some(&first.lock)).expect("a good document");
    assert!(follow(&first, &second).expect("moves") > 60);
    let diff = netgen::diff::diff(&first.record, &second.record);
    assert!(diff.resources.is_empty() && diff.relabelled > 60);
}

/// The follower itself: a block that is missing, turned or twice is seen.
#[test]
fn a_missing_move_is_noticed() {
    let text = documents()["hub-spoke.yaml"].clone();
    let before = version(&text, None).expect("a good document");
    let (_, after) = again(&text, &before.lock, "vpcs.payments", "vpcs.billing");
    assert!(follow(&before, &after).expect("moves") > 10);
    let file = "terraform/relabelled.tf";
    let block = "moved {\n  from = aws_vpc.payments\n  to   = aws_vpc.billing\n}\n";
    let faults = [
        (block, ""),
        ("to   = aws_vpc.billing", "to   = aws_vpc.payments"),
        ("from = aws_vpc.payments", "from = aws_vpc.billing"),
        ("to   = aws_vpc.billing", "to   = aws_internet_gateway.billing"),
    ];
    for (from, to) in faults {
        let mut files = after.files.clone();
        let text = files.get_mut(file).expect("a file");
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replacen(from, to, 1);
        let other = Version { files, record: after.record.clone(), lock: after.lock.clone() };
        assert!(follow(&before, &other).is_err(), "{from} -> {to} goes unseen");
    }
}

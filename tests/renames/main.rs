//! What was renamed is not replaced: a document in which one thing has another name renders, with the lock of the render before,
//! resources of the same ids, labels, units and properties in both dialects, and the same files of routers.
//!
//! `NETGEN_RENAMES=5000` tries more random documents than the 60 of every run.

#[path = "../common/mod.rs"]
mod common;

mod compare;
mod relabel;
mod version;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::dice::Dice;
use common::features::Features;
use common::seeds::each_seed;
use common::sites;
use compare::differences;
use netgen::identity::{Back, edit};
use version::{Version, names, version};

#[expect(clippy::disallowed_methods, reason = "the variable says how much to try")]
fn count() -> u64 {
    std::env::var("NETGEN_RENAMES").ok().and_then(|text| text.parse().ok()).unwrap_or(60)
}

/// A name for what has one that stands elsewhere in the order of names.
fn other(name: &str, number: usize) -> String {
    let short = &name[..name.len().min(28)].trim_end_matches('-');
    if number.is_multiple_of(2) { format!("zz-{short}") } else { format!("a0-{short}") }
}

/// The place with another name at its end.
fn place(old: &str, number: usize) -> String {
    let (around, name) = old.rsplit_once('.').expect("a place");
    format!("{around}.{}", other(name, number))
}

/// The document in which one thing has another name, rendered with the lock of the render before.
fn renamed(text: &str, before: &Version, old: &str, number: usize) -> Result<(String, Version), String> {
    let text = edit(text, old, &place(old, number), Back::Gone).map_err(|error| format!("{old}: {error}"))?;
    let after = version(&text, Some(&before.lock)).map_err(|error| format!("{old}:\n{error}\n{text}"))?;
    Ok((text, after))
}

/// Every document that netgen comes with or is tested with.
fn documents() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = BTreeMap::new();
    for folder in ["blueprints", "tests/blueprints"] {
        for entry in fs::read_dir(root.join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                documents.insert(name, fs::read_to_string(&path).expect("a document"));
            }
        }
    }
    documents
}

/// Random documents that combine everything, and ones with sites.
fn random(seed: u64) -> String {
    if seed.is_multiple_of(2) { Features::of(seed).document() } else { sites::document(seed) }
}

/// A rename of something in a random document changes nothing; the lock alone remembers it once the entry is gone; and what is
/// renamed once more, or back, is still made of its first word.
#[test]
fn a_renamed_thing_stays_what_it_is_in_random_documents() {
    let tried = each_seed(count(), |seed| {
        let text = random(seed);
        let before = version(&text, None).ok()?;
        let all = names(&text);
        let dice = &mut Dice::new(seed.wrapping_add(4711));
        let old = &all[dice.roll(all.len())];
        let mut wrong = Vec::new();
        let mut check = |what: &str, after: &Version, renamed: usize| {
            let found = netgen::diff::diff(&before.record, &after.record).renamed;
            assert_eq!(found.len(), renamed, "seed {seed}, {old} {what}: {found:?}");
            wrong
                .extend(differences(&before, after).into_iter().map(|one| format!("seed {seed}, {old} {what}: {one}")));
        };
        let (once, first) =
            renamed(&text, &before, old, dice.roll(2)).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        check("renamed", &first, 1);
        let plain = once.split("renamed:").next().expect("a text").to_owned();
        let alone = version(&plain, Some(&first.lock)).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        check("remembered", &alone, 1);
        assert_eq!(first.lock, alone.lock, "seed {seed}: {old}");
        let now = names(&plain).into_iter().find(|name| !all.contains(name)).expect("another name");
        let (_, again) =
            renamed(&plain, &alone, &now, dice.roll(2)).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        check("renamed twice", &again, 1);
        let back = edit(&plain, &now, old, Back::Gone).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        let back = version(&back, Some(&alone.lock)).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        check("renamed back", &back, 0);
        let last = version(&text, Some(&back.lock)).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        check("as it was", &last, 0);
        Some(wrong)
    });
    let tried: Vec<_> = tried.into_iter().flatten().collect();
    let wrong: Vec<&String> = tried.iter().flatten().take(20).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried.len() as u64 * 2 > count(), "too few documents mean something: {}", tried.len());
}

/// Of every kind of thing that has a name there is one that was renamed.
#[test]
fn no_rename_of_anything_in_any_document_replaces_anything() {
    let (mut wrong, mut kinds) = (Vec::new(), BTreeMap::<String, usize>::new());
    // Labels of what a document lists in `relabel` follow its name: see `relabel`.
    for (document, text) in documents().into_iter().filter(|(_, text)| !text.contains("\nrelabel:")) {
        let before = version(&text, None).unwrap_or_else(|error| panic!("{document}: {error}"));
        for (number, old) in names(&text).into_iter().enumerate() {
            match renamed(&text, &before, &old, number) {
                Ok((_, after)) => {
                    let kind: Vec<&str> = old.split('.').step_by(2).collect();
                    *kinds.entry(kind.join(".")).or_default() += 1;
                    wrong.extend(
                        differences(&before, &after).into_iter().map(|what| format!("{document} {old}: {what}")),
                    );
                }
                Err(error) => wrong.push(format!("{document}: {error}")),
            }
        }
    }
    let some: Vec<&String> = wrong.iter().step_by(wrong.len() / 40 + 1).collect();
    assert!(wrong.is_empty(), "{}: {some:#?}", wrong.len());
    // And tiers that every VPC has.
    assert_eq!(kinds.len(), netgen::blueprint::naming::Named::ALL.len() + 1, "{kinds:?}");
}

/// A rename that nobody declared, a lock that forgot its words, and what else could go by the new name: each is seen.
#[test]
fn what_goes_by_the_new_name_is_seen() {
    let text = documents()["hub-spoke.yaml"].clone();
    let before = version(&text, None).expect("a good document");
    let (now, after) = renamed(&text, &before, "vpcs.payments", 0).expect("a rename");
    assert_eq!(differences(&before, &after), Vec::<String>::new());
    let undeclared = now.split("renamed:").next().expect("a text");
    let other = version(undeclared, Some(&before.lock)).expect("a good document");
    let found = differences(&before, &other);
    for what in ["only once: cloudformation/payments.json", "only once: terraform/vpc_payments.tf", "netgen diff: "] {
        assert!(found.iter().any(|one| one.starts_with(what)), "{what}: {found:#?}");
    }
    let faults = [
        ("cloudformation/payments.json", "\"PaymentsVpc\"", "\"BillingVpc\""),
        ("cloudformation/payments.json", "corp-payments", "corp-billing"),
        ("cloudformation/payments.json", "payments-private-a", "billing-private-a"),
        ("terraform/vpc_payments.tf", "\"payments_private_a\"", "\"billing_private_a\""),
        ("terraform/vpc_payments.tf", "10.1.4.0/22", "10.1.12.0/22"),
    ];
    for (file, from, to) in faults {
        let mut files = after.files.clone();
        let text = files.get_mut(file).expect("a file");
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replacen(from, to, 1);
        let other = Version { files, record: after.record.clone(), lock: after.lock.clone() };
        assert!(!differences(&before, &other).is_empty(), "{file}: {to} goes unseen");
    }
}

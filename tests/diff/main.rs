//! What `netgen diff` says of each resource, against two programs that never saw it: one reads both versions' CloudFormation templates
//! with AWS's own table of what a property forces, the other both Terraform modules with what was measured of the provider.
//!
//! `NETGEN_DIFF_PAIRS=20000` tries more pairs than the 1,000 of every run.

#[path = "../common/mod.rs"]
mod common;

mod accounts;
mod cloudformation;
mod compare;
mod faults;
mod pairs;
mod parts;
mod reach;
mod steps;
mod table;
mod terraform;

use std::io::Write as _;

use common::seeds::each_seed;

#[expect(clippy::disallowed_methods, reason = "the variable says how much to try")]
fn count() -> u64 {
    std::env::var("NETGEN_DIFF_PAIRS").ok().and_then(|text| text.parse().ok()).unwrap_or(1000)
}

#[test]
fn every_effect_is_what_two_other_programs_derive() {
    let found = each_seed(count(), |seed| {
        let pair = pairs::pair(seed)?;
        Some((format!("seed {seed}: {:?}", pair.edits), compare::wrong(&pair), compare::words(&pair)))
    });
    let tried: Vec<_> = found.into_iter().flatten().collect();
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for word in tried.iter().flat_map(|(.., words)| words) {
        *counts.entry(word.clone()).or_default() += 1;
    }
    // A closed pipe is no reason to call a run failed.
    let _ = writeln!(std::io::stdout(), "{} pairs of {}: {counts:?}", tried.len(), count());
    let wrong: Vec<_> =
        tried.iter().filter(|(_, wrong, _)| !wrong.is_empty()).take(5).map(|(edit, wrong, _)| (edit, wrong)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried.len() as u64 * 10 > count() * 6, "too many edits mean nothing: {}", tried.len());
    for word in ["adds", "removes", "keeps", "updates", "replaces"] {
        for dialect in ["cloudformation", "terraform"] {
            assert!(counts.contains_key(&format!("{dialect} {word}")), "no pair has {dialect} {word}: {counts:?}");
        }
    }
}

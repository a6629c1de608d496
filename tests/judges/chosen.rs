//! Random documents with sites, chosen so that every type of resource which any of them has occurs in one that is judged.
//!
//! In: the documents of the first 300 seeds, rendered. Out: both dialects of twelve of them as trees, and of all of them with
//! `NETGEN_CHOSEN_TREES=all`. Never: a choice that leaves a type out because twelve were not enough; that fails.

use std::collections::{BTreeMap, BTreeSet};

use netgen::plan::lock::Lock;
use tempfile::TempDir;

use super::tree::{self, Tree};
use super::{setting, terraform};
use crate::common::pipeline::run;
use crate::common::seeds::each_seed;
use crate::common::sites;

/// How many seeds are tried; some documents are refused, as they should be.
const SEEDS: u64 = 300;
/// How many of the documents are judged.
const CHOSEN: usize = 12;

/// A random document, rendered.
struct Made {
    seed: u64,
    files: BTreeMap<String, String>,
    /// `aws_vpc` and the like.
    types: BTreeSet<String>,
    /// Whether the oldest provider can plan it.
    is_planned: bool,
}

/// The chosen documents' trees; they go with their folders.
pub fn trees() -> Vec<(Tree, TempDir)> {
    let made = each_seed(SEEDS, |seed| {
        let files = run(&sites::document(seed), &Lock::default(), true).ok()?.files;
        let is_planned = files.get("terraform/versions.tf").is_some_and(|text| text.contains(terraform::OLDEST));
        Some(Made { seed, types: types(&files), is_planned, files })
    });
    let made: Vec<Made> = made.into_iter().flatten().collect();
    assert!(made.len() > CHOSEN, "netgen refuses nearly every random document");
    let chosen = if setting::all_chosen_trees() { made } else { chosen(made) };
    let judged = |path: &str| path.starts_with("terraform/") || path.starts_with("cloudformation/");
    chosen.iter().map(|made| tree::of(format!("chosen-{}", made.seed), &made.files, judged)).collect()
}

/// The types of resources and of data sources in a tree's HCL.
fn types(files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let modules = files.iter().filter(|(path, _)| path.starts_with("terraform/"));
    let lines = modules.flat_map(|(_, text)| text.lines());
    let headers = lines.filter(|line| line.starts_with("resource \"") || line.starts_with("data \""));
    headers.filter_map(|line| Some(line.split('"').nth(1)?.to_owned())).collect()
}

/// Enough documents that every type occurs, always the one with the most new types, of those that can be planned if there is one; then the
/// first others that can be.
fn chosen(mut made: Vec<Made>) -> Vec<Made> {
    let mut missing: BTreeSet<String> = made.iter().flat_map(|one| one.types.iter().cloned()).collect();
    let mut chosen = Vec::new();
    while !missing.is_empty() {
        let news = |one: &Made| match one.types.intersection(&missing).count() {
            0 => (false, 0),
            count => (one.is_planned, count),
        };
        // Of equals the last one is taken; so the list is the other way round.
        let best = (0..made.len()).rev().max_by_key(|index| news(&made[*index])).expect("some document has the type");
        let best = made.remove(best);
        missing.retain(|kind| !best.types.contains(kind));
        chosen.push(best);
    }
    assert!(chosen.len() <= CHOSEN, "{} documents are needed for every type; {CHOSEN} are judged", chosen.len());
    let more = CHOSEN - chosen.len();
    chosen.extend(made.into_iter().filter(|one| one.is_planned).take(more));
    chosen
}

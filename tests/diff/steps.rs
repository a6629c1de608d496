//! The steps of random edits: the last is the render, each tree is read by the readers of both dialects, and each deployment is one that
//! `diff` finds nothing refused in, unless the step says so.

use std::collections::BTreeMap;

use netgen::aws::Dialect;
use netgen::diff::{Diff, Effect};
use netgen::steps::Step;

use super::common::dialects::{cloudformation, form::Form, terraform};
use super::common::pipeline::{Stepped, stepped};
use super::common::seeds::each_seed;
use super::pairs;

/// What Terraform does where it destroys what something still points to.
const DANGLES: &str = "Terraform destroys what this points to";

/// What is wrong with the steps of a pair, and how many there are.
fn wrong(pair: &pairs::Pair) -> Result<(usize, Vec<String>), String> {
    let Stepped { new, trees, steps, .. } = stepped(&pair.text, &pair.before, &pair.edits)?;
    let mut wrong = Vec::new();
    let last: BTreeMap<String, String> = new.files.clone().into_iter().chain(new.routers.clone()).collect();
    if trees.last() != Some(&last) || steps.records.last() != Some(&new.record) {
        wrong.push("the last step is not the render".to_owned());
    }
    for (at, (files, (step, diff))) in trees.iter().zip(steps.diffs()).enumerate() {
        let step_wrong = resources(files, &steps.records[at + 1]).into_iter().chain(effects(step, &diff));
        wrong.extend(step_wrong.map(|one| format!("step {} of {}: {one}", at + 1, trees.len())));
        if diff.resources.is_empty() && trees.len() > 1 {
            wrong.push(format!("step {} does nothing", at + 1));
        }
    }
    Ok((trees.len(), wrong))
}

/// What is read from the files is what the record says, resource by resource, in both dialects.
fn resources(files: &BTreeMap<String, String>, record: &netgen::record::Record) -> Vec<String> {
    let all = || record.units.iter().flat_map(|unit| &unit.resources);
    let mut wrong = Vec::new();
    // A template says its Region, and without stacks there is none.
    if record.units.is_empty() {
        return wrong;
    }
    let mut compare = |name: &str, form: Result<Form, String>, said: usize| match form {
        Ok(form) if form.resources.len() < said => {
            wrong.push(format!("{name}: {} resources of {said}", form.resources.len()));
        }
        Ok(_) => {}
        Err(what) => wrong.push(format!("{name}: {what}")),
    };
    compare(
        "CloudFormation",
        cloudformation::read(files),
        all().filter(|one| one.kind.cloudformation().is_some()).count(),
    );
    compare("Terraform", terraform::read(files), all().filter(|one| one.kind.terraform().is_some()).count());
    wrong
}

/// What a step does although nobody was told.
fn effects(step: &Step, diff: &Diff<'_>) -> Vec<String> {
    let said = |key: &str| step.cuts.iter().any(|cut| cut.keys.iter().any(|own| own == key));
    let goes = |key: &String| diff.resources.iter().any(|one| one.key == *key && one.new.is_none());
    let reads_gone = |one: &netgen::diff::ResourceDiff<'_>| {
        one.old.is_some_and(|old| old.facts.iter().any(|fact| fact.reads.iter().any(goes)))
    };
    let mut wrong = Vec::new();
    for one in &diff.resources {
        for (dialect, effect) in one.effects.iter() {
            match effect {
                Effect::Refused { why, .. } if !said(&one.key) => wrong.push(format!("{} is refused: {why}", one.key)),
                Effect::Interrupts { what }
                    if dialect == Dialect::Terraform
                        && reads_gone(one)
                        && what.iter().any(|what| what.contains(DANGLES)) =>
                {
                    wrong.push(format!("{} dangles", one.key));
                }
                _ => {}
            }
        }
    }
    wrong
}

#[test]
fn the_last_step_is_the_render_and_each_tree_is_one() {
    let found = each_seed(super::count() / 4, |seed| {
        let pair = pairs::pair(seed)?;
        Some((format!("seed {seed}: {:?} then {:?}", pair.before, pair.edits), wrong(&pair)))
    });
    let tried: Vec<_> = found.into_iter().flatten().collect();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for (edit, found) in &tried {
        match found {
            Ok((count, wrong)) => {
                *counts.entry(*count).or_default() += 1;
                faults.extend(wrong.iter().map(|one| (edit, one.clone())));
            }
            Err(what) => faults.push((edit, format!("no steps: {what}"))),
        }
    }
    let count = faults.len();
    faults.truncate(12);
    assert!(faults.is_empty(), "{count} of {}, by number of steps {counts:?}: {faults:#?}", tried.len());
    assert!(counts.len() > 2 && counts[&1] * 3 > tried.len(), "{counts:?}");
}

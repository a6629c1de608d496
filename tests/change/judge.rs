//! What the executor finds, beside what `netgen diff` says of the same change.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::common::dialects::form::{Key, Leaf};
use super::common::pipeline::{Version, version};
use super::pairs::Pair;
use super::proof::read;
use super::run::{self, Fault, Run, WHOLE, What};
use super::tree::Tree;

/// What `netgen diff` says of the resources of CloudFormation, by logical id.
pub struct Told(BTreeMap<String, Value>);

impl Told {
    pub fn of(old: &Version, new: &Version) -> Self {
        Self::of_diff(&netgen::diff::diff(&old.record, &new.record))
    }

    pub fn of_diff(diff: &netgen::diff::Diff<'_>) -> Self {
        let text = netgen::report::diff_json(diff);
        let told: Value = serde_json::from_str(&text).expect("JSON");
        let all = told["resources"].as_array().into_iter().flatten();
        let one = |one: &Value| Some((one["logical_id"].as_str()?.to_owned(), one["cloudformation"].clone()));
        Self(all.filter_map(one).collect())
    }

    fn effect(&self, id: &str) -> &str {
        self.0.get(id).and_then(|one| one["effect"].as_str()).unwrap_or("nothing")
    }

    /// Whether traffic may feel what happens to a resource.
    fn interrupts(&self, id: &str) -> bool {
        let why = self.0.get(id).is_some_and(|one| one["why"].as_array().is_some_and(|list| !list.is_empty()));
        matches!(self.effect(id), "interrupts" | "refused")
            || why && matches!(self.effect(id), "replaces" | "may-replace")
    }

    /// The resources at which a packet meets what `diff` says that traffic feels.
    fn felt_at(&self, tree: &Tree) -> BTreeSet<String> {
        let felt = tree.resources.iter().filter(|((_, id), _)| self.interrupts(id));
        let anchors = |facts: &BTreeMap<String, Leaf>| {
            let reads = facts.values().flat_map(Leaf::reads).filter(|key| is_met(key)).map(read::id);
            reads.collect::<Vec<_>>()
        };
        felt.flat_map(|(_, said)| anchors(&said.facts).into_iter().chain([read::id(&said.key)])).collect()
    }
}

/// Whether packets meet a resource by itself; a VPC and a transit gateway stand for too much.
fn is_met(key: &Key) -> bool {
    !matches!(key.kind, "AWS::EC2::VPC" | "AWS::EC2::TransitGateway")
}

/// The two versions of a pair, or why one of them is none.
pub fn versions(pair: &Pair) -> Result<(Version, Version), String> {
    let text = pair.text();
    let settings = |list: &[(&str, &str)]| {
        list.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
    };
    let old = version(&text, &settings(pair.old), None)?;
    let new = version(&text, &settings(pair.new), Some(&old.lock))?;
    Ok((old, new))
}

/// Runs a pair; what of it `diff` does not say.
pub fn judge(pair: &Pair) -> Result<(Run, Vec<String>), String> {
    let (old, new) = versions(pair)?;
    let told = Told::of(&old, &new);
    let [old, new] = [&old, &new].map(|one| Tree::read(&one.files, &one.routers));
    let (old, new) = (old?, new?);
    let mut account = run::deployed(&old).map_err(|refusal| format!("{refusal:?}"))?;
    let run = run::change(&mut account, &old, &new, WHOLE);
    let unsaid = unsaid(&run, &told, &old, &new);
    Ok((run, unsaid))
}

/// The faults that `diff` does not say.
pub fn unsaid(run: &Run, told: &Told, old: &Tree, new: &Tree) -> Vec<String> {
    let felt: BTreeSet<String> = told.felt_at(old).union(&told.felt_at(new)).cloned().collect();
    let said = |fault: &&Fault| {
        let id = &fault.place.1;
        match &fault.what {
            What::Refused(_) => told.effect(id) == "refused",
            What::Cut(_, verdict) | What::Leak(_, verdict) => {
                verdict.seen.iter().any(|place| felt.contains(place.trim_end_matches('\'')))
            }
            What::Lost => matches!(told.effect(id), "removes" | "replaces"),
        }
    };
    run.faults.iter().filter(|fault| !said(fault)).map(words).collect()
}

fn words(fault: &Fault) -> String {
    let Fault { what, stack, call, place } = fault;
    let what = match what {
        What::Refused(refusal) => format!("refused: {} {}", refusal.code, refusal.what),
        What::Cut(question, verdict) => format!("cut: {question:?}: {}", verdict.end),
        What::Leak(question, _) => format!("leak: {question:?}"),
        What::Lost => "lost".to_owned(),
    };
    format!("{what}; stack {stack}, {call:?} of {}", place.1)
}

//! What the executor finds, beside what `netgen diff` says of the same change.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::account::Refusal;
use super::common::dialects::form::{Key, Leaf};
use super::common::pipeline::{Version, version};
use super::pairs::{HUB, Pair, TIERS};
use super::proof::read;
use super::run::{self, Fault, Run, WHOLE, What};
use super::tree::{Said, Tree};
use super::walks::{Question, Verdict};

/// What `netgen diff` says of the resources of CloudFormation, by logical id.
pub struct Told {
    resources: BTreeMap<String, Value>,
    /// Pairs that take another way while several stacks are deployed: `shop/app`, `internet`.
    between: BTreeSet<(String, String)>,
}

impl Told {
    pub fn of(old: &Version, new: &Version) -> Self {
        Self::of_diff(&netgen::diff::diff(&old.record, &new.record))
    }

    pub fn of_diff(diff: &netgen::diff::Diff<'_>) -> Self {
        let text = netgen::report::diff_json(diff);
        let told: Value = serde_json::from_str(&text).expect("JSON");
        let all = told["resources"].as_array().into_iter().flatten();
        let one = |one: &Value| Some((one["logical_id"].as_str()?.to_owned(), one["cloudformation"].clone()));
        let several = told["between_stacks"].as_array().is_some_and(|stacks| !stacks.is_empty());
        let names = |list: &Value| -> Vec<String> {
            list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let mut between = BTreeSet::new();
        let ways = told["reach"].as_array().into_iter().flatten().filter(|one| several && one["change"] == "way");
        for one in ways {
            let (from, to) = (names(&one["from"]), names(&one["to"]));
            between.extend(from.iter().flat_map(|from| to.iter().map(move |to| (from.clone(), to.clone()))));
        }
        Self { resources: all.filter_map(one).collect(), between }
    }

    fn effect(&self, id: &str) -> &str {
        self.resources.get(id).and_then(|one| one["effect"].as_str()).unwrap_or("nothing")
    }

    /// Whether traffic may feel what happens to a resource.
    fn interrupts(&self, id: &str) -> bool {
        let why = self.resources.get(id).is_some_and(|one| one["why"].as_array().is_some_and(|list| !list.is_empty()));
        matches!(self.effect(id), "interrupts" | "refused")
            || why && matches!(self.effect(id), "replaces" | "may-replace")
    }

    /// Whether `diff` says that a pair may be cut, or let through, at a moment.
    fn says(&self, question: &Question, verdict: &Verdict, open: &BTreeSet<String>, trees: [&Tree; 2]) -> bool {
        if self.between.contains(&(question.from.name(), question.to.name())) {
            return true;
        }
        let felt = trees.into_iter().flat_map(|tree| &tree.resources).filter(|(place, _)| {
            // What is replaced is missed only while there is none.
            self.interrupts(&place.1) && (self.effect(&place.1) != "replaces" || open.contains(&place.1))
        });
        let met = |said: &Said| {
            let reads = said.facts.values().flat_map(Leaf::reads).filter(|key| is_met(key));
            reads.chain([&said.key]).map(read::id).collect::<Vec<_>>()
        };
        let places: BTreeSet<String> = felt.flat_map(|(_, said)| met(said)).collect();
        verdict.seen.iter().any(|place| places.contains(place.trim_end_matches('\'')))
    }
}

/// Whether packets meet a resource by itself; a VPC and a transit gateway stand for too much.
fn is_met(key: &Key) -> bool {
    !matches!(key.kind, "AWS::EC2::VPC" | "AWS::EC2::TransitGateway")
}

/// The two versions of a pair, or why one of them is none.
pub fn versions(pair: &Pair) -> Result<(Version, Version), String> {
    let text = pair.text();
    // Two zones say as much of a hub as three, in a third of the time.
    let zones = [(HUB, "[a, b]"), (TIERS, "[a, c]")].into_iter().find(|(document, _)| *document == pair.document);
    let base: Vec<_> = zones.map(|(_, zones)| ("availability_zones", zones)).into_iter().collect();
    let all = |list: &[(&'static str, &'static str)]| base.iter().chain(list).copied().collect::<Vec<_>>();
    let (before, after) = (all(pair.old), all(pair.new));
    let settings = |list: &[(&str, &str)]| {
        list.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
    };
    let old = version(&text, &settings(&before), None)?;
    let new = version(&text, &settings(&after), Some(&old.lock))?;
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
    let refused_of = |id: &str| told.effect(id) == "refused";
    let mut stay: BTreeSet<&Key> = BTreeSet::new();
    // What stays because it is refused holds what it needs, too.
    loop {
        let held = run.faults.iter().filter(|fault| match &fault.what {
            What::Refused(Refusal { by, .. }) => {
                refused_of(&fault.place.1) || by.as_ref().is_some_and(|by| stay.contains(by))
            }
            _ => false,
        });
        let held: BTreeSet<&Key> = held.map(|fault| fault.call.key()).collect();
        if held == stay {
            break;
        }
        stay = held;
    }
    let said = |fault: &&Fault| {
        let id = &fault.place.1;
        match &fault.what {
            What::Refused(_) => stay.contains(fault.call.key()),
            What::Cut(question, verdict) | What::Leak(question, verdict) => {
                told.says(question, verdict, &fault.open, [old, new])
            }
            What::Lost => matches!(told.effect(id), "removes" | "replaces"),
        }
    };
    let mut unsaid: Vec<String> = run.faults.iter().filter(|fault| !said(fault)).map(words).collect();
    let stopped = run.faults.iter().any(|fault| matches!(fault.what, What::Refused(_)) && !fault.is_late);
    let refused =
        |id: &str| run.faults.iter().any(|fault| matches!(fault.what, What::Refused(_)) && fault.place.1 == id);
    let untrue = told.resources.keys().filter(|id| !stopped && told.effect(id) == "refused" && !refused(id));
    unsaid.extend(untrue.map(|id| format!("{id} is not refused, as diff says")));
    unsaid
}

fn words(fault: &Fault) -> String {
    let Fault { what, stack, call, place, .. } = fault;
    let what = match what {
        What::Refused(refusal) => format!("refused: {} {}, for {:?}", refusal.code, refusal.what, refusal.by),
        What::Cut(question, verdict) => format!("cut: {question:?}: {}", verdict.end),
        What::Leak(question, _) => format!("leak: {question:?}"),
        What::Lost => "lost".to_owned(),
    };
    format!("{what}; stack {stack}, {call:?} of {}", place.1)
}

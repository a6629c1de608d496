//! What `netgen diff` says of a change, and whether it says so of what a walk finds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::common::dialects::form::{Key, Leaf};
use super::common::pipeline::Version;
use super::proof::read;
use super::tree::{Said, Tree};
use super::walks::{Question, Verdict};

pub const CLOUDFORMATION: &str = "cloudformation";

/// What `netgen diff` says of the resources of one dialect, by logical id.
pub struct Told {
    pub resources: BTreeMap<String, Value>,
    /// Pairs that take another way while several stacks are deployed: `shop/app`, `internet`.
    between: BTreeSet<(String, String)>,
}

impl Told {
    pub fn of(old: &Version, new: &Version) -> Self {
        Self::of_diff(&netgen::diff::diff(&old.record, &new.record), CLOUDFORMATION)
    }

    pub fn of_diff(diff: &netgen::diff::Diff<'_>, dialect: &str) -> Self {
        let text = netgen::report::diff_json(diff);
        let told: Value = serde_json::from_str(&text).expect("JSON");
        let all = told["resources"].as_array().into_iter().flatten();
        let one = |one: &Value| Some((one["logical_id"].as_str()?.to_owned(), one[dialect].clone()));
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

    pub fn effect(&self, id: &str) -> &str {
        self.resources.get(id).and_then(|one| one["effect"].as_str()).unwrap_or("nothing")
    }

    /// Whether traffic may feel what happens to a resource.
    fn interrupts(&self, id: &str) -> bool {
        let why = self.resources.get(id).is_some_and(|one| one["why"].as_array().is_some_and(|list| !list.is_empty()));
        matches!(self.effect(id), "interrupts" | "refused")
            || why && matches!(self.effect(id), "replaces" | "may-replace" | "removes")
    }

    /// Whether `diff` says that a pair may be cut, or let through, at a moment.
    pub fn says(&self, question: &Question, verdict: &Verdict, open: &BTreeSet<String>, trees: [&Tree; 2]) -> bool {
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

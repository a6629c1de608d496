//! What netgen says beside what the other programs say.

use std::collections::BTreeMap;

use netgen::diff::diff;
use serde_json::Value;

use super::pairs::Pair;
use super::{cloudformation, terraform};

/// What `netgen diff --format json` says.
pub fn told(pair: &Pair) -> Value {
    let text = netgen::report::diff_json(&diff(&pair.old.record, &pair.new.record));
    serde_json::from_str(&text).expect("JSON")
}

/// Every effect that the other programs do not see, or see differently.
pub fn wrong(pair: &Pair) -> Vec<String> {
    differences(pair, &told(pair))
}

pub fn differences(pair: &Pair, told: &Value) -> Vec<String> {
    let (stacks, addresses) = of(told);
    let mut wrong = Vec::new();
    compare("CloudFormation", &stacks, &cloudformation::effects(&pair.old.files, &pair.new.files), &mut wrong);
    compare("Terraform", &addresses, &terraform::effects(&pair.old.files, &pair.new.files), &mut wrong);
    wrong
}

/// `terraform adds`, once for each effect.
pub fn words(pair: &Pair) -> Vec<String> {
    let told = told(pair);
    let resources = told["resources"].as_array().expect("a list");
    let of = |one: &Value, dialect: &str| Some(format!("{dialect} {}", one[dialect]["effect"].as_str()?));
    resources.iter().flat_map(|one| ["cloudformation", "terraform"].map(|dialect| of(one, dialect))).flatten().collect()
}

/// The effects by stack and logical id, and by address.
fn of(told: &Value) -> (BTreeMap<cloudformation::Place, String>, BTreeMap<String, String>) {
    let (mut stacks, mut addresses) = (BTreeMap::new(), BTreeMap::new());
    for one in told["resources"].as_array().expect("a list") {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let id = text(&one["logical_id"]).expect("an id");
        let word = |dialect: &str| match (word(&one[dialect]), one["there"].as_str()) {
            // What AWS refuses to delete, or to change in place, is to be all the same.
            (Some(_), Some("before")) if one[dialect]["effect"] == "refused" => Some("removes".to_owned()),
            (Some(_), Some("both")) if one[dialect]["effect"] == "refused" && one[dialect]["on"].is_null() => {
                Some("updates".to_owned())
            }
            (effect, _) => effect,
        };
        if let Some(effect) = word("cloudformation") {
            let place = (text(&one["stack"]).expect("a stack"), id.clone());
            match text(&one["from_stack"]) {
                Some(from) => {
                    stacks.insert((from, id), "moves away".to_owned());
                    stacks.insert(place, "adds".to_owned());
                }
                None => drop(stacks.insert(place, effect)),
            }
        }
        if let Some(effect) = word("terraform") {
            addresses.insert(text(&one["address"]).expect("an address"), effect);
        }
    }
    (stacks, addresses)
}

/// An effect in the words of the other programs: they know neither what traffic feels nor what AWS refuses.
fn word(effect: &Value) -> Option<String> {
    let forced = effect["on"].as_array().is_some_and(|on| !on.is_empty());
    Some(match effect["effect"].as_str()? {
        "interrupts" => "updates".to_owned(),
        "refused" => if forced { "replaces" } else { "adds" }.to_owned(),
        other => other.to_owned(),
    })
}

fn compare<K: Ord + std::fmt::Debug>(
    dialect: &str,
    told: &BTreeMap<K, String>,
    derived: &BTreeMap<K, &'static str>,
    wrong: &mut Vec<String>,
) {
    for (place, effect) in told {
        let is = derived.get(place).copied().unwrap_or("nothing");
        let moves = effect == "moves away" && ["removes", "keeps"].contains(&is);
        if effect != is && !moves {
            wrong.push(format!("{dialect} {place:?}: netgen says {effect}, and it is {is}"));
        }
    }
    for (place, effect) in derived.iter().filter(|(place, _)| !told.contains_key(place)) {
        wrong.push(format!("{dialect} {place:?}: netgen says nothing, and it {effect}"));
    }
}

//! What happens from call to call, beside what `netgen diff` says of Terraform: every state that packets could notice is walked.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::changed::account::Account;
use super::changed::told::Told;
use super::changed::tree::Tree;
use super::changed::walks::Walks;
use super::standing::{Ids, Objects, go_on};
use crate::common::dialects::form::Key;

/// What the calls of one change are held against.
pub struct Course<'a> {
    pub old: &'a Tree,
    pub new: &'a Tree,
    pub told: &'a Told,
    /// Whether what stood before has to stand afterwards, whatever the last call leaves.
    pub comes_back: bool,
}

/// What was found.
pub struct Found {
    /// What `diff` does not say.
    pub unsaid: Vec<String>,
    /// How much was looked at.
    pub summary: String,
}

/// What is looked at on the way.
#[derive(Default)]
struct Seen {
    unsaid: BTreeMap<String, String>,
    /// Cuts and leaks that were announced.
    said: BTreeSet<String>,
    states: usize,
    connected: usize,
}

impl Course<'_> {
    /// Goes through the calls. `failed` is what Terraform says if it did not get through.
    pub fn judge(&self, before: &Objects, calls: &[Value], failed: Option<&str>) -> Result<Found, String> {
        let mut ids = Ids::of([self.old, self.new]);
        let was = ids.account(before)?;
        let (mut objects, mut states, mut seen) = (before.clone(), Vec::new(), Seen::default());
        for call in calls {
            go_on(&mut objects, call);
            states.push(ids.account(&objects)?);
            self.kept(call, &ids, &mut seen);
        }
        let refused: Vec<String> = calls.iter().filter(|call| call["refused"].is_string()).map(words).collect();
        let is_told = self.told.resources.keys().any(|id| self.told.effect(id) == "refused");
        // What `prevent_destroy` prevents is refused by Terraform, which makes no call then.
        let is_prevented = |said: &&str| {
            let mut why = self.told.resources.values().filter_map(|one| one["why"].as_array()).flatten();
            said.contains("Instance cannot be destroyed")
                && why.any(|why| why.as_str().is_some_and(|why| why.contains("prevent_destroy")))
        };
        if let Some(said) = failed.filter(|said| !is_told || refused.is_empty() && !is_prevented(said)) {
            seen.unsaid.insert("failed".to_owned(), format!("{said}\nrefused: {}", refused.join("; ")));
        }
        let walked = self.walk(&was, &states, calls, &mut seen);
        let Seen { unsaid, said, states, connected } = seen;
        let summary = format!(
            "{} calls, {} refused, {states} states, {walked} walks of {connected} connected pairs, {} cuts that diff says, {} unsaid",
            calls.len(),
            refused.len(),
            said.len(),
            unsaid.len()
        );
        Ok(Found { unsaid: unsaid.into_values().collect(), summary })
    }

    /// Walks every state; how many walks that took.
    fn walk(&self, was: &Account, states: &[Account], calls: &[Value], seen: &mut Seen) -> usize {
        let is = states.last().filter(|_| !self.comes_back).unwrap_or(was);
        let nets = [was, is].map(|account| account.net(&self.old.routers));
        let mut walks = Walks::of(&nets[0], &nets[1], &self.old.routers);
        let ends = [was, is].map(|account| walks.answers(account));
        let stays: Vec<bool> = ends[0].iter().zip(&ends[1]).map(|(was, is)| was.stands == is.stands).collect();
        walks.retain(&stays);
        let kept = ends[0].iter().zip(&stays).filter(|(_, stays)| **stays);
        let ends: Vec<bool> = kept.map(|(was, _)| was.stands).collect();
        seen.connected = ends.iter().filter(|stands| **stands).count();
        let mut known = BTreeSet::new();
        for (account, call) in states.iter().zip(calls) {
            if known.contains(&walks.digest(account)) {
                continue;
            }
            self.look(account, call, (&mut walks, &ends), seen);
            // The walks may have looked at more.
            known.insert(walks.digest(account));
        }
        seen.states = known.len();
        walks.walked
    }

    fn look(&self, account: &Account, call: &Value, (walks, ends): (&mut Walks<'_>, &[bool]), seen: &mut Seen) {
        let answers = walks.answers(account);
        let open = self.open(account);
        for ((question, verdict), wanted) in walks.questions().zip(answers).zip(ends) {
            if verdict.stands == *wanted {
                continue;
            }
            let word = if *wanted { "cut" } else { "leak" };
            let name = format!("{word}: {question:?}");
            if self.told.says(question, &verdict, &open, [self.old, self.new]) {
                seen.said.insert(name);
            } else {
                let text = format!("{name}: {}; after {}", verdict.end, words(call));
                seen.unsaid.entry(name).or_insert(text);
            }
        }
    }

    /// Logical ids of both versions of which there is no object at the moment.
    fn open(&self, account: &Account) -> BTreeSet<String> {
        let both = self.old.places.iter().filter(|(key, _)| self.new.places.contains_key(key));
        let stands = |key: &Key| {
            let prime = Key { kind: key.kind, name: format!("{}'", key.name) };
            account.get(key).is_some() || account.get(&prime).is_some()
        };
        both.filter(|(key, _)| !stands(key)).map(|(_, place)| place.1.clone()).collect()
    }

    /// What is deleted of what cannot come back.
    fn kept(&self, call: &Value, ids: &Ids, seen: &mut Seen) {
        for key in call["gone"].as_array().into_iter().flatten().filter_map(|id| ids.known(id.as_str()?)) {
            let lasts = matches!(key.kind, "AWS::EC2::EIP" | "AWS::Logs::LogGroup");
            let id = self.old.places.get(key).map_or("", |place| place.1.as_str());
            if lasts && !matches!(self.told.effect(id), "removes" | "replaces") {
                seen.unsaid.insert(format!("lost {key:?}"), format!("lost: {key:?} by {}", words(call)));
            }
        }
    }
}

/// A call in words.
fn words(call: &Value) -> String {
    let (action, asked) = (call["action"].as_str().unwrap_or_default(), &call["asked"]);
    match call["refused"].as_str() {
        Some(code) => format!("{action} {asked}: {code} by {}", call["by"]),
        None => format!("{action} {asked}"),
    }
}

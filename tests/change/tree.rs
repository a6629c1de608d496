//! A rendered tree as CloudFormation reads it: stacks in the order of `deploy.json`, and what each template says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::common::dialects::cloudformation::read;
use super::common::dialects::form::{Form, Key, Leaf};

/// A stack and the name of a resource in it.
pub type Place = (String, String);

/// What a template says of a resource.
#[derive(Clone, Debug)]
pub struct Said {
    pub key: Key,
    /// By the name of the property, as deep as it goes.
    pub facts: BTreeMap<String, Leaf>,
    /// What it waits for besides what it reads.
    pub after: BTreeSet<Key>,
    /// Whether it outlives its removal and its replacement.
    pub kept: bool,
}

/// A rendered tree.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The stacks in the order in which they are deployed.
    pub order: Vec<String>,
    pub resources: BTreeMap<Place, Said>,
    /// Where each resource is said.
    pub places: BTreeMap<Key, Place>,
    /// Files of routers.
    pub routers: BTreeMap<String, String>,
}

impl Tree {
    /// Reads the files of a tree; the templates in JSON.
    pub fn read(files: &BTreeMap<String, String>, routers: &BTreeMap<String, String>) -> Result<Self, String> {
        let form = read(files)?;
        let order = order(files, &form)?;
        let mut tree = Self { order, routers: routers.clone(), ..Self::default() };
        for (key, resource) in form.resources {
            let mut facts = resource.facts;
            let kept = facts.remove("kept").is_some();
            // A rule inside a group is what it says.
            let name =
                if resource.logical_id.is_empty() { format!("{}: {facts:?}", key.kind) } else { resource.logical_id };
            let place = (resource.stack, name);
            tree.places.insert(key.clone(), place.clone());
            tree.resources.insert(place, Said { key, facts, after: resource.after, kept });
        }
        Ok(tree)
    }

    /// The resources of a stack.
    pub fn of<'t>(&'t self, stack: &'t str) -> impl Iterator<Item = (&'t Place, &'t Said)> {
        self.resources.iter().filter(move |((own, _), _)| own == stack)
    }

    /// What a resource waits for in its own stack.
    pub fn waits(&self, place: &Place) -> BTreeSet<Place> {
        let Some(said) = self.resources.get(place) else { return BTreeSet::new() };
        let reads = said.facts.values().flat_map(Leaf::reads).chain(&said.after);
        let places = reads.filter_map(|key| self.places.get(key));
        places.filter(|other| other.0 == place.0 && *other != place).cloned().collect()
    }
}

/// The stacks by the name of their template, nested ones in the order in which they read each other.
fn order(files: &BTreeMap<String, String>, form: &Form) -> Result<Vec<String>, String> {
    let deploy = files.get("cloudformation/deploy.json").ok_or("no deploy.json")?;
    let deploy: Value = serde_json::from_str(deploy).map_err(|error| error.to_string())?;
    let listed = deploy["stacks"].as_array().into_iter().flatten().filter_map(|one| one["template"].as_str());
    let listed: Vec<&str> = listed.filter_map(|file| file.rsplit_once('.').map(|(name, _)| name)).collect();
    let mut order: Vec<String> = Vec::new();
    let known = |name: &str| form.before.contains_key(name);
    if listed.iter().all(|name| known(name)) {
        order.extend(listed.iter().map(|name| (*name).to_owned()));
    }
    while order.len() < form.before.len() {
        let mut next = form.before.iter().filter(|(name, _)| !order.contains(name));
        let next = next.find(|(_, before)| before.iter().all(|one| order.contains(one)));
        order.push(next.ok_or("stacks wait for each other")?.0.clone());
    }
    Ok(order)
}

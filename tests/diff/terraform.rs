//! What Terraform does to each resource, from the modules of two versions alone.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::structure::{Block, Body, Structure};

use super::table;

/// A resource of a module: its arguments and blocks as texts.
#[derive(Default)]
struct Resource {
    arguments: BTreeMap<String, String>,
    keeps: bool,
}

/// What happens to each address that anything happens to: `adds`, `removes`, `keeps`, `updates` or `replaces`.
pub fn effects(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> BTreeMap<String, &'static str> {
    let (before, after) = (read(old), read(new));
    let mut effects = BTreeMap::new();
    for (address, was) in &before {
        match after.get(address) {
            None => {
                effects.insert(address.clone(), if was.keeps { "keeps" } else { "removes" });
            }
            Some(is) if is.arguments != was.arguments => {
                effects.insert(address.clone(), changed(address, was, is));
            }
            Some(_) => {}
        }
    }
    effects.extend(after.keys().filter(|one| !before.contains_key(*one)).map(|one| (one.clone(), "adds")));
    spread(&before, &after, &mut effects);
    effects
}

fn kind(address: &str) -> &str {
    address.split('.').next().expect("a type")
}

fn changed(address: &str, was: &Resource, is: &Resource) -> &'static str {
    let (force, turned_on) = table::force_new(kind(address));
    let differs = |name: &&&str| was.arguments.get(**name) != is.arguments.get(**name);
    let on =
        |name: &&&str| is.arguments.get(**name).is_some_and(|value| ["\"enable\"", "true"].contains(&value.as_str()));
    let replaces = force.iter().any(|name| differs(&name)) || turned_on.iter().filter(differs).any(|name| on(&name));
    if replaces { "replaces" } else { "updates" }
}

fn spread(
    before: &BTreeMap<String, Resource>,
    after: &BTreeMap<String, Resource>,
    effects: &mut BTreeMap<String, &'static str>,
) {
    loop {
        let other: BTreeSet<&str> =
            effects.iter().filter(|(_, effect)| **effect == "replaces").map(|(address, _)| address.as_str()).collect();
        let mut changes = Vec::new();
        for (address, is) in after.iter().filter(|(address, _)| before.contains_key(*address)) {
            let (force, _) = table::force_new(kind(address));
            for (name, value) in &is.arguments {
                if !words(value).any(|word| other.contains(word)) {
                    continue;
                }
                let effect = if force.contains(name.as_str()) { "replaces" } else { "updates" };
                if effects.get(address).is_none_or(|known| *known == "updates" && effect == "replaces") {
                    changes.push((address.clone(), effect));
                }
            }
        }
        if changes.is_empty() {
            return;
        }
        for (address, effect) in changes {
            if effects.get(&address) != Some(&"replaces") {
                effects.insert(address, effect);
            }
        }
    }
}

/// Every `type.name` in an expression.
fn words(value: &str) -> impl Iterator<Item = &str> {
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '.' || sign == '-';
    value.split(move |sign| !is_name(sign)).filter_map(|word| {
        let mut dots = word.match_indices('.').map(|(at, _)| at);
        dots.next()?;
        Some(&word[..dots.next().unwrap_or(word.len())])
    })
}

/// The resources of a module, by address. What it only reads is none.
fn read(files: &BTreeMap<String, String>) -> BTreeMap<String, Resource> {
    let mut all = BTreeMap::new();
    for (_, text) in files.iter().filter(|(path, _)| path.starts_with("terraform/")) {
        let body: Body = text.parse().expect("HCL");
        for block in body.get_blocks("resource") {
            let address: Vec<&str> = block.labels.iter().map(hcl_edit::structure::BlockLabel::as_str).collect();
            all.insert(address.join("."), resource(block));
        }
    }
    all
}

fn resource(block: &Block) -> Resource {
    let mut resource = Resource::default();
    for structure in &block.body {
        match structure {
            Structure::Attribute(one) if one.key.as_str() == "depends_on" => {}
            Structure::Attribute(one) => {
                resource.arguments.insert(one.key.to_string(), flat(&one.value.to_string()));
            }
            Structure::Block(inner) if inner.ident.as_str() == "lifecycle" => {
                resource.keeps |= inner.body.has_attribute("prevent_destroy");
            }
            Structure::Block(inner) => {
                let text = resource.arguments.entry(inner.ident.to_string()).or_default();
                text.push_str(&flat(&inner.body.to_string()));
                text.push('\n');
            }
        }
    }
    resource
}

/// A text without comments and layout.
fn flat(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n")
}

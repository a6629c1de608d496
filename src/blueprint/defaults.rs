//! Presets and `defaults.vpc`, filled in before the document gets its types, so that a default is written with the same
//! keys and read by the same code as everything else.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Sources};
use crate::yaml::{self, Entry, Kind, Node};

/// Presets for `presets.addressing`: blueprint fragments under the document.
const ADDRESSING: &[(&str, &str)] = &[
    ("small", include_str!("../../blueprints/presets/addressing-small.yaml")),
    ("medium", include_str!("../../blueprints/presets/addressing-medium.yaml")),
    ("large", include_str!("../../blueprints/presets/addressing-large.yaml")),
    ("environments", include_str!("../../blueprints/presets/addressing-environments.yaml")),
];

/// Puts the presets under the document, and `defaults.vpc` under every VPC.
pub fn fill(root: &mut Node, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    if let Some(text) = preset(root) {
        let id = sources.add_builtin(format!("preset addressing: {}", text.0), text.1);
        if let Some(preset) = yaml::read(sources, id, diagnostics) {
            underlay(root, preset);
        }
    }
    for key in ["vpcs", "accounts"] {
        whole(root, key);
    }
    quotas(root);
    vpcs(root);
}

/// What has a name and nothing behind it is all defaults.
fn whole(root: &mut Node, key: &str) {
    let Some(Kind::Map(all)) = child_mut(root, key).map(|all| &mut all.kind) else { return };
    for Entry { value, .. } in all {
        if matches!(value.kind, Kind::Null) {
            value.kind = Kind::Map(Vec::new());
        }
    }
}

/// Puts the document's quotas under those of each account that has its own.
fn quotas(root: &mut Node) {
    let Some(Kind::Map(of_all)) = child(root, "quotas").map(|quotas| quotas.kind.clone()) else { return };
    let Some(Kind::Map(accounts)) = child_mut(root, "accounts").map(|accounts| &mut accounts.kind) else { return };
    for Entry { value: account, .. } in accounts {
        if let Some(Kind::Map(own)) = child_mut(account, "quotas").map(|quotas| &mut quotas.kind) {
            add(own, &of_all, |_| false);
        }
    }
}

/// Puts the defaults of its account, of its Region and of the document under every VPC, in this order.
fn vpcs(root: &mut Node) {
    let of = |path: &[&str]| path.iter().try_fold(&*root, |node, key| child(node, key));
    let vpc_of = |place: Option<&Node>| match &child(child(place?, "defaults")?, "vpc")?.kind {
        Kind::Map(entries) => Some(entries.clone()),
        _ => None,
    };
    let all = vpc_of(Some(root)).unwrap_or_default();
    let by_place = |key: &str| -> BTreeMap<String, Vec<Entry>> {
        let Some(Kind::Map(places)) = of(&[key]).map(|places| &places.kind) else { return BTreeMap::new() };
        let own = places.iter().filter_map(|place| Some((place.key.value.clone(), vpc_of(Some(&place.value))?)));
        own.collect()
    };
    let levels = [("account", by_place("accounts")), ("region", by_place("regions"))];
    // Where there is one account or Region, nobody has to name it.
    let only = |places: &str| match of(&[places]).map(|places| &places.kind) {
        Some(Kind::Map(places)) if places.len() == 1 => Some(places[0].key.value.clone()),
        _ => None,
    };
    let usual = [("account", "accounts"), ("region", "regions")].map(|(key, places)| {
        of(&["defaults", key]).and_then(text).map_or_else(|| only(places), |name| Some(name.to_owned()))
    });
    let Some(Kind::Map(vpcs)) = child_mut(root, "vpcs").map(|vpcs| &mut vpcs.kind) else { return };
    for Entry { value: vpc, .. } in vpcs {
        let places = ["account", "region"].map(|key| child(vpc, key).and_then(text).map(str::to_owned));
        let Kind::Map(own) = &mut vpc.kind else { continue };
        for ((_, by_name), place) in
            levels.iter().zip(places.iter().zip(&usual).map(|(own, usual)| own.as_ref().or(usual.as_ref())))
        {
            if let Some(defaults) = place.and_then(|place| by_name.get(place)) {
                fill_vpc(own, defaults);
            }
        }
        fill_vpc(own, &all);
    }
}

fn text(node: &Node) -> Option<&str> {
    if let Kind::Text(text) = &node.kind { Some(text) } else { None }
}

/// Adds what a document does not say itself, map by map. `null` takes a preset's key away; a null of the document's own, such
/// as a VPC that is all defaults, stays what it is.
fn underlay(over: &mut Node, under: Node) {
    let (Kind::Map(own), Kind::Map(entries)) = (&mut over.kind, under.kind) else { return };
    for entry in entries {
        match own.iter().position(|known| known.key.value == entry.key.value) {
            None => own.push(entry),
            Some(known) if matches!(own[known].value.kind, Kind::Null) => {
                own.remove(known);
            }
            Some(known) => underlay(&mut own[known].value, entry.value),
        }
    }
}

fn preset(root: &Node) -> Option<&'static (&'static str, &'static str)> {
    match &child(child(root, "presets")?, "addressing")?.kind {
        Kind::Text(size) => ADDRESSING.iter().find(|(name, _)| name == size),
        _ => None,
    }
}

/// Adds the keys that the VPC does not have. A block that is pinned makes `pool` and `prefix` moot, and the reverse; a role
/// makes everything moot that is about workloads.
fn fill_vpc(own: &mut Vec<Entry>, defaults: &[Entry]) {
    let has = |key: &str| own.iter().any(|entry| entry.key.value == key);
    let (pinned, cut) = (has("cidr"), has("pool") || has("prefix"));
    let role = has("role");
    add(own, defaults, |key| match key {
        "pool" | "prefix" => pinned,
        "cidr" => cut,
        "tiers" | "nat" | "endpoints" | "security_groups" | "network_acls" | "ipv6" | "resolver" => role,
        _ => false,
    });
}

/// Adds the keys that a map does not have, but for those that are moot.
fn add(own: &mut Vec<Entry>, others: &[Entry], is_moot: impl Fn(&str) -> bool) {
    for entry in others {
        let key = entry.key.value.as_str();
        if !is_moot(key) && !own.iter().any(|known| known.key.value == key) {
            own.push(entry.clone());
        }
    }
}

fn child<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.kind {
        Kind::Map(entries) => entries.iter().find(|entry| entry.key.value == key).map(|entry| &entry.value),
        _ => None,
    }
}

fn child_mut<'a>(node: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    match &mut node.kind {
        Kind::Map(entries) => entries.iter_mut().find(|entry| entry.key.value == key).map(|entry| &mut entry.value),
        _ => None,
    }
}

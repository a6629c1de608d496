//! Presets and `defaults.vpc`, filled in before the document gets its types, so that a default is written with the same
//! keys and read by the same code as everything else.

use crate::diagnostic::{Diagnostics, Sources};
use crate::yaml::{self, Entry, Kind, Node};

/// Presets for `presets.addressing`: blueprint fragments that lie under the document.
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
    whole_vpcs(root);
    let Some(defaults) = child(root, "defaults").and_then(|defaults| child(defaults, "vpc")) else { return };
    let Kind::Map(defaults) = defaults.kind.clone() else { return };
    let Some(Kind::Map(vpcs)) = child_mut(root, "vpcs").map(|vpcs| &mut vpcs.kind) else { return };
    for Entry { value: vpc, .. } in vpcs {
        if let Kind::Map(own) = &mut vpc.kind {
            fill_vpc(own, &defaults);
        }
    }
}

/// A VPC that is all defaults may have nothing behind its name.
fn whole_vpcs(root: &mut Node) {
    let Some(Kind::Map(vpcs)) = child_mut(root, "vpcs").map(|vpcs| &mut vpcs.kind) else { return };
    for Entry { value: vpc, .. } in vpcs {
        if matches!(vpc.kind, Kind::Null) {
            vpc.kind = Kind::Map(Vec::new());
        }
    }
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
    let has = |own: &[Entry], key: &str| own.iter().any(|entry| entry.key.value == key);
    let (pinned, cut) = (has(own, "cidr"), has(own, "pool") || has(own, "prefix"));
    let role = has(own, "role");
    for entry in defaults {
        let moot = match entry.key.value.as_str() {
            "pool" | "prefix" => pinned,
            "cidr" => cut,
            "tiers" | "nat" | "endpoints" | "security_groups" | "network_acls" | "ipv6" | "resolver" => role,
            _ => false,
        };
        if !moot && !has(own, &entry.key.value) {
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

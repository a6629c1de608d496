//! What the configuration of a root has, for `apply.sh`: in comes a root, out goes a file with an address a line. What the state has
//! besides is deleted before the roots that this one reads are applied. Nothing is before roots that read no other scope, so these have no
//! such file.

use std::collections::BTreeSet;

use super::address::{Address, At};
use crate::artifact::Artifact;
use crate::aws::{Content, Graph, LeftRoot, Level, accepted_alone};

/// The path of the file of a root, by its folder, which is empty or ends in a slash.
pub(super) fn path(level: Level, folder: &str) -> Option<String> {
    (level != Level::Own).then(|| format!("terraform/{folder}addresses.txt"))
}

/// The file of a root: its resources, and what it lets go, which is in the state until then.
pub(super) fn of_root(at: At<'_>, content: &Content) -> Option<Artifact> {
    let folder = at.graph.folders().root(at.root);
    let path = path(at.root.level, &folder)?;
    let nodes = content.units.iter().flat_map(|unit| at.graph.unit_of(*unit).nodes());
    let nodes = nodes.filter(|id| at.has(*id)).map(|id| at.graph.node(id)).filter(|node| !node.kind.is_data());
    // What has another label by now is in the state under an earlier one until it is applied.
    let has = nodes.flat_map(|node| {
        let kind = node.kind.terraform().unwrap_or_default();
        let earlier = node.labels.iter().map(move |label| format!("{kind}.{label}"));
        Address::of(node).map(|address| address.to_string()).into_iter().chain(earlier)
    });
    let has = has.chain(accepted_alone(at.graph, &content.units));
    Some(file(at.graph, path, &folder, has))
}

/// The file of a root that holds nothing any more.
pub(super) fn of_left(graph: &Graph, left: &LeftRoot) -> Option<Artifact> {
    Some(file(graph, path(left.level, &left.folder)?, &left.folder, std::iter::empty()))
}

fn file(graph: &Graph, path: String, folder: &str, has: impl Iterator<Item = String>) -> Artifact {
    let let_go = graph.left().of_root(folder).map(|(_, address)| address.to_owned());
    let addresses: BTreeSet<String> = has.chain(let_go).collect();
    Artifact { path, text: addresses.into_iter().map(|address| address + "\n").collect() }
}

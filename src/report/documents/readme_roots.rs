//! The root modules of `docs/README.md`, where several accounts or Regions have some.

use serde::Serialize;

use super::super::words::join;
use super::place::place;
use crate::aws::{Graph, Root, scope_path};
use crate::network::Network;

/// A root module.
#[derive(Serialize)]
pub(super) struct RootRow {
    number: usize,
    name: String,
    folder: String,
    place: String,
    /// Names of roots whose outputs it takes, or `-`.
    after: String,
}

/// All roots in their order; none where there is one alone.
pub(super) fn rows(graph: &Graph, network: &Network) -> Vec<RootRow> {
    let roots = graph.roots();
    if roots.iter().nth(1).is_none() {
        return Vec::new();
    }
    let name = |root: Root| format!("{}/{}", scope_path(network, root.scope), root.level);
    let rows = roots.iter().enumerate().map(|(index, (root, content))| {
        let after = content.after();
        RootRow {
            number: index + 1,
            name: name(root),
            folder: format!("terraform/{}", graph.folders().root(root)),
            place: place(network, root.scope).unwrap_or_default(),
            after: if after.is_empty() { "-".to_owned() } else { join(after.into_iter().map(name), ", ") },
        }
    });
    rows.collect()
}

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

/// All roots in their order, those that hold nothing any more first; none where there is one alone.
pub(super) fn rows(graph: &Graph, network: &Network) -> Vec<RootRow> {
    let roots = graph.roots();
    let left = &graph.left().roots;
    if roots.iter().nth(1).is_none() && left.is_empty() {
        return Vec::new();
    }
    let empty = left.iter().map(|one| RootRow {
        number: 0,
        name: one.name.clone(),
        folder: format!("terraform/{}", one.folder),
        place: match &one.account {
            Some(account) => format!("account {account}, {}: nothing any more", one.region),
            None => format!("{}: nothing any more", one.region),
        },
        after: "-".to_owned(),
    });
    let name = |root: Root| format!("{}/{}", scope_path(network, root.scope), root.level);
    let rows = roots.iter().map(|(root, content)| {
        let after = content.after();
        RootRow {
            number: 0,
            name: name(root),
            folder: format!("terraform/{}", graph.folders().root(root)),
            place: place(network, root.scope).unwrap_or_default(),
            after: if after.is_empty() { "-".to_owned() } else { join(after.into_iter().map(name), ", ") },
        }
    });
    empty.chain(rows).zip(1..).map(|(row, number)| RootRow { number, ..row }).collect()
}

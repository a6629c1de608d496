//! The root modules of `docs/README.md`, where several accounts or Regions have some, and the providers of one that has them all.

use serde::Serialize;

use super::super::words::join;
use super::place::{place, place_of};
use crate::aws::{Graph, Level, Root};
use crate::network::Network;
use crate::terraform;

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

/// A provider of the root module of all accounts and Regions.
#[derive(Serialize)]
pub(super) struct ProviderRow {
    /// `aws`, `aws.shop_eu_west_1`
    name: String,
    place: String,
}

/// The providers of the root module of all; none where it has one alone.
pub(super) fn providers(graph: &Graph, network: &Network) -> Vec<ProviderRow> {
    let all = terraform::providers(graph, network);
    if all.iter().all(|one| one.alias.is_none()) {
        return Vec::new();
    }
    let rows = all.into_iter().map(|one| ProviderRow {
        name: one.alias.map_or_else(|| "aws".to_owned(), |alias| format!("aws.{alias}")),
        place: place_of(one.account, one.region),
    });
    rows.collect()
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
    let name = |root: Root| graph.folders().name(network, root);
    let is_of_all = |root: Root| graph.folders().is_one() && root.level == Level::Own && network.scopes.len() > 1;
    let place = |root: Root| {
        if is_of_all(root) {
            return "all accounts and Regions".to_owned();
        }
        place(network, root.scope).unwrap_or_default()
    };
    let rows = roots.iter().map(|(root, content)| {
        let after = content.after();
        RootRow {
            number: 0,
            name: name(root),
            folder: format!("terraform/{}", graph.folders().root(root)),
            place: place(root),
            after: if after.is_empty() { "-".to_owned() } else { join(after.into_iter().map(name), ", ") },
        }
    });
    empty.chain(rows).zip(1..).map(|(row, number)| RootRow { number, ..row }).collect()
}

//! Accounts and Regions: in come the scopes of a network and what the lock has of earlier ones, out goes the folder of each. A folder holds
//! a state of Terraform, so a scope keeps its folder for ever.

use std::collections::BTreeSet;

use super::accounts;
use crate::aws::{Folders, Graph, LeftRoot, Level, Roots, scope_path};
use crate::net::Name;
use crate::network::{Network, ScopeId};
use crate::plan::lock::{Entry, Folder, Label, Labels, Lock, SCOPES};
use crate::plan::release_path;

/// What the paths of scopes begin with that were there before the document had accounts.
const UNNAMED: &str = "scope/-";

/// Gives each scope its folder and writes it into the lock, where there are or were several, or several roots of one. Out go the root modules that hold nothing any
/// more.
pub(super) fn remember(graph: &mut Graph, roots: &Roots, network: &Network, lock: &mut Lock) -> Vec<LeftRoot> {
    if network.scopes.len() < 2 && lock.under(SCOPES).next().is_none() && roots.iter().nth(1).is_none() {
        return Vec::new();
    }
    let paths: Vec<String> = network.scope_ids().map(|id| lock_path(network, id, lock)).collect();
    let home = lock.under(SCOPES).find(|(_, entry)| entry.folder.as_ref().is_some_and(Folder::is_home));
    let home = home.map_or_else(|| paths[ScopeId::HOME.0].clone(), |(path, _)| path.to_owned());
    let top = network.scope_ids().find(|id| paths[id.0] == home);
    let unnamed = unnamed(network, lock);
    graph.lay_out(Folders::new(paths.iter().map(|path| folder(path)).collect(), top));
    for (id, path) in network.scope_ids().zip(&paths) {
        let had = lock.get(path).and_then(|entry| entry.roots.as_ref()).into_iter().flat_map(Labels::iter);
        let has = roots.iter().filter(|(root, _)| root.scope == id).map(|(root, _)| root.level.to_string());
        let all: Vec<Label> = had.map(str::to_owned).chain(has).filter_map(|word| Label::new(&word)).collect();
        let text = if *path == home { Folder::HOME.to_owned() } else { folder(path) };
        let entry = Entry { folder: Folder::new(&text), roots: Labels::new(all), ..Entry::default() };
        lock.insert(path.clone(), entry);
    }
    let bound: Vec<(String, Entry)> =
        lock.under(UNNAMED).map(|(path, entry)| (path.to_owned(), entry.clone())).collect();
    for (path, entry) in bound {
        lock.insert(path, Entry { account: unnamed.clone(), ..entry });
    }
    empty(roots, &paths, lock)
}

/// The account of scopes that were there before the document had accounts: that of its home when it got them.
fn unnamed(network: &Network, lock: &Lock) -> Option<Name> {
    let home = || network.account_of(ScopeId::HOME).map(|account| account.name.clone());
    lock.under(UNNAMED).find_map(|(_, entry)| entry.account.clone()).or_else(home)
}

/// The path of a scope in the lock: that which it was given first.
fn lock_path(network: &Network, id: ScopeId, lock: &Lock) -> String {
    let without = format!("{UNNAMED}/{}", network.scope(id).region);
    match network.account_of(id) {
        Some(account) if lock.get(&without).is_none() || unnamed(network, lock).as_ref() != Some(&account.name) => {
            format!("{SCOPES}/{}", scope_path(network, id))
        }
        _ => without,
    }
}

/// `shop/eu-west-1` of `scope/shop/eu-west-1`, `eu-west-1` of `scope/-/eu-west-1`.
fn folder(path: &str) -> String {
    let rest = path.strip_prefix(SCOPES).map_or(path, |rest| rest.trim_start_matches('/'));
    rest.strip_prefix("-/").unwrap_or(rest).to_owned()
}

/// The roots that the lock knows and that nothing is in, the latest level first: what reads others is destroyed before what it reads.
fn empty(roots: &Roots, paths: &[String], lock: &Lock) -> Vec<LeftRoot> {
    let live: BTreeSet<(&str, Level)> =
        roots.iter().map(|(root, _)| (paths[root.scope.0].as_str(), root.level)).collect();
    let mut left = Vec::new();
    for level in Level::ALL.into_iter().rev() {
        for (path, entry) in lock.under(SCOPES).filter(|(path, _)| !live.contains(&(*path, level))) {
            let word = level.to_string();
            if !entry.roots.iter().flat_map(Labels::iter).any(|had| had == word) {
                continue;
            }
            let name = format!("{}/{level}", folder(path));
            let is_top = entry.folder.as_ref().is_some_and(Folder::is_home) && level == Level::Own;
            let Some((_, region)) = path.rsplit_once('/') else { continue };
            left.push(LeftRoot {
                folder: if is_top { String::new() } else { format!("{name}/") },
                name,
                level,
                release: release_path(path),
                region: region.to_owned(),
                account: accounts::noted(path, entry),
            });
        }
    }
    left
}

/// The account that was there first, by its word: that of stacks for which the lock notes none.
pub(super) fn first_account(graph: &Graph, network: &Network, lock: &Lock) -> Option<String> {
    let top =
        || network.account_of(graph.folders().top().unwrap_or(ScopeId::HOME)).map(|one| one.name.as_str().to_owned());
    match lock.under(SCOPES).find(|(_, entry)| entry.folder.as_ref().is_some_and(Folder::is_home)) {
        Some((path, entry)) => {
            accounts::noted(path, entry).or_else(|| Some(unnamed(network, lock)?.as_str().to_owned()))
        }
        // With one scope alone, the account that something is in.
        None => accounts::live(lock).or_else(top),
    }
}

/// The account that the lock notes for a stack: none for one in the account that was there first.
pub(super) fn account(graph: &Graph, network: &Network, scope: ScopeId) -> Option<Name> {
    let first = graph.folders().top().map(|top| network.scope(top).account);
    let account = network.account_of(scope)?;
    (network.scopes.len() > 1 && first != Some(network.scope(scope).account)).then(|| account.name.clone())
}

#[cfg(test)]
#[path = "scopes_tests.rs"]
mod tests;

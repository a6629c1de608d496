//! Accounts and Regions: in come the scopes of a network and what the lock has of earlier ones, out goes the folder of each. A folder holds
//! a state of Terraform, so a scope keeps its folder for ever, and in a root of all scopes its provider.

use std::collections::BTreeSet;

use super::accounts;
use crate::aws::{Folders, Graph, LeftProvider, LeftRoot, Level, ONE, Roots, alias, scope_path};
use crate::net::Name;
use crate::network::{Network, ScopeId};
use crate::plan::lock::{Entry, Folder, Label, Labels, Lock, SCOPES};
use crate::plan::release_path;

/// What the paths of scopes begin with that were there before the document had accounts.
const UNNAMED: &str = "scope/-";

/// Gives each scope its folder and writes it into the lock, where there are or were several, or several roots of one. Out go the root modules
/// that hold nothing any more, and the scopes that have nothing in the root of all.
pub(super) fn remember(
    graph: &mut Graph,
    roots: &Roots,
    network: &Network,
    lock: &mut Lock,
) -> (Vec<LeftRoot>, Vec<LeftProvider>) {
    if network.scopes.len() < 2 && lock.under(SCOPES).next().is_none() && roots.iter().nth(1).is_none() {
        return (Vec::new(), Vec::new());
    }
    let paths: Vec<String> = network.scope_ids().map(|id| lock_path(network, id, lock)).collect();
    let home = home(graph, &paths, lock);
    let top = network.scope_ids().find(|id| home.as_ref() == Some(&paths[id.0]));
    let unnamed = unnamed(network, lock);
    let is_one = graph.folders().is_one();
    graph.lay_out(Folders::new(paths.iter().map(|path| folder(path)).collect(), top, is_one));
    for (id, path) in network.scope_ids().zip(&paths) {
        let had = lock.get(path).and_then(|entry| entry.roots.as_ref()).into_iter().flat_map(Labels::iter);
        // What was alone has had the same root under either name.
        let own = Level::Own.to_string();
        let (here, other) = if is_one { (ONE, own.as_str()) } else { (own.as_str(), ONE) };
        let had = had.map(|word| if word == other { here } else { word }.to_owned());
        let all = had.chain(words(graph, roots, id)).filter_map(|word| Label::new(&word)).collect();
        let text = if home.as_ref() == Some(path) { Folder::HOME.to_owned() } else { folder(path) };
        let entry = Entry { folder: Folder::new(&text), roots: Labels::new(all), ..Entry::default() };
        lock.insert(path.clone(), entry);
    }
    let bound: Vec<(String, Entry)> =
        lock.under(UNNAMED).map(|(path, entry)| (path.to_owned(), entry.clone())).collect();
    for (path, entry) in bound {
        lock.insert(path, Entry { account: unnamed.clone(), ..entry });
    }
    (empty(roots, &paths, is_one, lock), if is_one { idle(graph, roots, &paths, lock) } else { Vec::new() })
}

/// The path of the scope that keeps the dialect's own folder: that of the lock, or the home of the document. In a root of all scopes, one that
/// has a provider with an alias keeps that.
fn home(graph: &Graph, paths: &[String], lock: &Lock) -> Option<String> {
    let known = lock.under(SCOPES).find(|(_, entry)| entry.folder.as_ref().is_some_and(Folder::is_home));
    let first = &paths[ScopeId::HOME.0];
    let has_alias = || graph.folders().is_one() && lock.get(first).is_some();
    known.map(|(path, _)| path.to_owned()).or_else(|| (!has_alias()).then(|| first.clone()))
}

/// What a scope has: its roots, and `one` for what it has in that of all.
fn words(graph: &Graph, roots: &Roots, id: ScopeId) -> Vec<String> {
    let is_one = graph.folders().is_one();
    let own = roots.iter().map(|(root, _)| root).filter(|root| root.scope == id);
    let own = own.filter(|root| !is_one || root.level != Level::Own).map(|root| root.level.to_string());
    own.chain((is_one && is_in(graph, roots, id)).then(|| ONE.to_owned())).collect()
}

/// Whether a scope has something in the root of all.
fn is_in(graph: &Graph, roots: &Roots, id: ScopeId) -> bool {
    let mut units = roots.iter().filter(|(root, _)| root.level == Level::Own).flat_map(|(_, content)| &content.units);
    units.any(|unit| graph.unit_of(*unit).scope == id)
}

/// Scopes that had something in the root of all and have no more: what its state still has of them needs their providers.
fn idle(graph: &Graph, roots: &Roots, paths: &[String], lock: &Lock) -> Vec<LeftProvider> {
    let used = paths.iter().enumerate().filter(|(id, _)| is_in(graph, roots, ScopeId(*id)));
    let used: BTreeSet<&str> = used.map(|(_, path)| path.as_str()).collect();
    let idle = lock.under(SCOPES).filter(|(path, _)| !used.contains(path)).filter_map(|(path, entry)| {
        let is_home = entry.folder.as_ref().is_some_and(Folder::is_home);
        // What was alone before there were others.
        let is_alone = |word: &str| is_home && word == Level::Own.to_string();
        entry.roots.iter().flat_map(Labels::iter).find(|word| *word == ONE || is_alone(word))?;
        let (_, region) = path.rsplit_once('/')?;
        Some(LeftProvider {
            alias: (!is_home).then(|| alias(&folder(path))),
            name: folder(path),
            release: release_path(path),
            region: region.to_owned(),
            account: accounts::noted(path, entry),
        })
    });
    idle.collect()
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
fn empty(roots: &Roots, paths: &[String], is_one: bool, lock: &Lock) -> Vec<LeftRoot> {
    let live: BTreeSet<(&str, Level)> =
        roots.iter().map(|(root, _)| (paths[root.scope.0].as_str(), root.level)).collect();
    let mut left = Vec::new();
    for level in Level::ALL.into_iter().rev().filter(|level| !is_one || *level != Level::Own) {
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
        None => accounts::live(lock, top()),
    }
}

/// The account that the lock notes for a stack: none for one in the account that was there first.
pub(super) fn account(graph: &Graph, network: &Network, scope: ScopeId) -> Option<Name> {
    let first = graph.folders().top().map(|top| network.scope(top).account);
    let account = network.account_of(scope)?;
    (first != Some(network.scope(scope).account)).then(|| account.name.clone())
}

#[cfg(test)]
#[path = "scopes_tests.rs"]
mod tests;

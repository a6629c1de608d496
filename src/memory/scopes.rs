//! Accounts and Regions: in come the scopes of a network and what the lock has of earlier ones, out go the folder of each, and findings
//! where something that exists would be in another one. A folder holds a state of Terraform, so a scope keeps its folder for ever.

use std::collections::BTreeSet;

use super::accounts;
use crate::aws::{Folders, Graph, LeftRoot, Level, Roots, scope_path};
use crate::blueprint::StackMode;
use crate::cloudformation::stack_name;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::Name;
use crate::network::{Network, ScopeId};
use crate::plan::lock::{ACCOUNTS, Entry, Folder, Label, Labels, Lock, SCOPES, STACKS, State};

/// What the paths of scopes begin with that were there before the document had accounts.
const UNNAMED: &str = "scope/-";

/// Gives each scope its folder and writes it into the lock, where there are or were several. Out go the root modules that hold nothing any
/// more.
pub(super) fn remember(graph: &mut Graph, roots: &Roots, network: &Network, lock: &mut Lock) -> Vec<LeftRoot> {
    if network.scopes.len() < 2 && lock.under(SCOPES).next().is_none() {
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

/// Refuses what would move something that exists: stacks that are live in another account or Region.
pub(super) fn check(graph: &Graph, network: &Network, old: &Lock, diagnostics: &mut Diagnostics) {
    if network.scopes.len() < 2 && old.under(SCOPES).chain(old.under(ACCOUNTS)).next().is_none() {
        return;
    }
    let first = first_account(graph, network, old);
    let mut said: Vec<Span> = Vec::new();
    for unit in graph.units().iter().filter(|_| network.stacks == StackMode::Separate) {
        let stack = stack_name(network, &unit.name);
        let entry = old.get(&format!("{STACKS}/{stack}")).filter(|entry| entry.state != State::Left);
        let Some((entry, region)) = entry.and_then(|entry| Some((entry, entry.region.as_ref()?))) else { continue };
        let was = entry.account.as_ref().map(Name::as_str).or(first.as_deref());
        let is = network.account_of(unit.scope).map(|account| account.name.as_str());
        // A document that drops an account, or calls it otherwise, is refused for that.
        if was.is_some_and(|word| network.accounts.iter().all(|account| account.name.as_str() != word)) {
            continue;
        }
        if (was, region) == (is, &network.scope(unit.scope).region) {
            continue;
        }
        let span = unit.owner.span(network);
        if said.contains(&span) {
            continue;
        }
        said.push(span);
        let place = |account: Option<&str>, region: &str| match account {
            Some(account) => format!("account {account}, Region {region}"),
            None => format!("Region {region}"),
        };
        let (is, was) = (place(is, network.scope(unit.scope).region.as_str()), place(was, region.as_str()));
        let message = format!("{} is in {is}, and the lock has stack `{stack}` in {was}", unit.title);
        let finding = Diagnostic::new(Code::LockDisagrees, message).at(span, "");
        let finding =
            finding.why("nothing moves between accounts or Regions: all of it would be made anew, with other ids");
        diagnostics.push(finding.help(format!(
            "give the new one another name beside the old one, and take the old one out later; once it is deleted, or if it never was \
             deployed, give its stack up: `--release stacks.{stack}`"
        )));
    }
}

#[cfg(test)]
#[path = "scopes_tests.rs"]
mod tests;

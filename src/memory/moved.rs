//! What would move: in come the resources of a network and the locks of earlier renders, out go findings where something that exists would be
//! in another account or Region. Nothing moves there, so it would be made once more, and what stands in the old place would be forgotten:
//! a name has one line in the lock. So it leaves the document first, and is deleted where it is, with what it retains kept.

use std::collections::{BTreeMap, BTreeSet};

use super::{Locks, scopes};
use crate::aws::{Graph, ONE};
use crate::blueprint::{RootLayout, StackMode};
use crate::cloudformation::stack_name;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, plural};
use crate::net::Name;
use crate::network::Network;
use crate::plan::lock::{ACCOUNTS, RETAINED, SCOPES, STACKS, State};
use crate::plan::release_path;

/// Refuses what would be in another account or Region than what exists.
pub(super) fn check(graph: &Graph, network: &Network, locks: Locks<'_>, diagnostics: &mut Diagnostics) {
    let old = locks.kept;
    if network.scopes.len() < 2 && old.under(SCOPES).chain(old.under(ACCOUNTS)).next().is_none() {
        return;
    }
    if network.stacks == StackMode::Separate {
        stacks(graph, network, locks, diagnostics);
    }
    retained(graph, network, locks, diagnostics);
}

/// Stacks of one thing that would be elsewhere.
struct Moved {
    message: String,
    /// Whether it left the document before, and is still there.
    is_left: bool,
    /// Whether somebody gave up what the document still has.
    is_released: bool,
    /// What gives its stacks up.
    releases: Vec<String>,
}

/// Stacks that are live elsewhere, or left there and not given up.
fn stacks(graph: &Graph, network: &Network, locks: Locks<'_>, diagnostics: &mut Diagnostics) {
    let first = scopes::first_account(graph, network, locks.kept);
    let known: BTreeSet<&str> = network.accounts.iter().map(|account| account.name.as_str()).collect();
    let mut moved: BTreeMap<Span, Moved> = BTreeMap::new();
    for unit in graph.units() {
        let stack = stack_name(network, &unit.name);
        let path = format!("{STACKS}/{stack}");
        // Whoever gives up what the document still has does not say that it is deleted: the render makes it again.
        let live = locks.read.get(&path).filter(|entry| entry.state != State::Left);
        let entry = live.or_else(|| locks.kept.get(&path));
        let Some((entry, region)) = entry.and_then(|entry| Some((entry, entry.region.as_ref()?))) else { continue };
        let was = entry.account.as_ref().map(Name::as_str).or(first.as_deref());
        let is = network.account_of(unit.scope).map(|account| account.name.as_str());
        // A document that drops an account, or calls it otherwise, is refused for that.
        let is_gone = was.is_some_and(|word| !known.contains(word));
        if is_gone || (was, region) == (is, &network.scope(unit.scope).region) {
            continue;
        }
        let one = moved.entry(unit.owner.span(network)).or_insert_with(|| {
            let is = place(network, is, network.scope(unit.scope).region.as_str());
            let was = place(network, was, region.as_str());
            let message = format!("{} is in {is}, and the lock has stack `{stack}` in {was}", unit.title);
            let is_released = locks.kept.get(&path).is_none();
            Moved { message, is_left: entry.state == State::Left, is_released, releases: Vec::new() }
        });
        one.releases.push(format!("--release {}", release_path(&path)));
    }
    for (span, one) in moved {
        diagnostics.push(explained(one, span, network));
    }
}

/// Why a thing does not move, and the ways out.
fn explained(one: Moved, span: Span, network: &Network) -> Diagnostic {
    let apply = match network.terraform.layout() {
        RootLayout::Scope => "apply.sh",
        RootLayout::One => "terraform apply",
    };
    let finding = Diagnostic::new(Code::LockDisagrees, one.message).at(span, "");
    let (stacks, release) = (plural(one.releases.len(), "stack"), one.releases.join(" "));
    let why = "nothing moves between accounts or Regions: all of it would be made anew, with other ids, and nobody would delete the old one";
    if one.is_left {
        return finding.why(why).help(format!(
            "delete the old one first (`deploy.sh --retire`, and `{apply}` for Terraform); once it is deleted, or if it never was deployed, \
             give its {stacks} up: `{release}`"
        ));
    }
    let released = if one.is_released { "; `--release` is for what left the document and is deleted" } else { "" };
    let why = format!("{why}{released}");
    finding
        .why(why)
        .help("give the new one another name beside the old one, move what is in it, and take the old one out later")
        .help(format!(
            "or take it out of the document, render, and deploy that with `deploy.sh --retire`, or `{apply}` for Terraform; then write it \
             here, and give its {stacks} up: `{release}`"
        ))
        .help("if it never was deployed, take the lock of before from version control")
}

/// Resources that outlived their removal in another account or Region: a line of the lock is of one resource.
fn retained(graph: &Graph, network: &Network, locks: Locks<'_>, diagnostics: &mut Diagnostics) {
    for (identity, id) in graph.retained() {
        let path = format!("{RETAINED}/{identity}");
        let entry = locks.kept.get(&path).filter(|entry| entry.state == State::Left && entry.address.is_some());
        let unit = graph.unit_of(graph.node(id).unit);
        let (scope, Some(entry)) = (unit.scope, entry) else { continue };
        let folder = entry.folder.as_ref().map(crate::plan::lock::Folder::as_str);
        if graph.folders().is_in(scope, folder) {
            continue;
        }
        let (account, region) = (network.account_of(scope).map(|one| one.name.as_str()), &network.scope(scope).region);
        let is = place(network, account, region.as_str());
        let was = match folder.map(|folder| folder.rsplit_once('/').unwrap_or(("", folder))) {
            Some((scope, ONE)) => scope.to_owned(),
            Some((scope, word)) => format!("terraform/{scope}/{word}/"),
            None => "terraform/".to_owned(),
        };
        let message = format!("{} is in {is}, and the lock has `{path}` in {was}", unit.title);
        let finding = Diagnostic::new(Code::LockDisagrees, message).at(unit.owner.span(network), "");
        let finding = finding.why(
            "what was kept there would be forgotten, and Terraform would destroy it where its removal was not applied",
        );
        diagnostics.push(
            finding
                .help(format!("deploy its removal there first, then give it up: `--release {}`", release_path(&path))),
        );
    }
}

/// `account shop, Region eu-west-1`, as the document calls it.
fn place(network: &Network, account: Option<&str>, region: &str) -> String {
    let Some(word) = account else { return format!("Region {region}") };
    let name = network.accounts.iter().find(|one| one.name.as_str() == word).map_or(word, |one| one.name.shown());
    format!("account {name}, Region {region}")
}

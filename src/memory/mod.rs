//! What exists: in come the resources of a network and the lock of the plan, which has all that existed before as left. Out go the
//! lock with the stacks and the retained resources of this render, and what of the earlier ones is no longer in the document.
//! Decides nothing, and never forgets what was not released.

use std::collections::BTreeSet;

mod accounts;
mod layout;
mod moved;
mod scopes;

use crate::aws::{Graph, Left, LeftResource, LeftStack, Level, Node, ONE, Roots};
use crate::blueprint::StackMode;
use crate::cloudformation::{Links, stack_name};
use crate::diagnostic::Diagnostics;
use crate::net::Name;
use crate::network::{Network, ScopeId};
use crate::plan::lock::{Entry, Folder, Label, Labels, Lock, RETAINED, STACKS, State, TerraformAddress};
use crate::plan::release_path;

/// The locks of earlier renders.
#[derive(Clone, Copy)]
struct Locks<'l> {
    /// As it was read.
    read: &'l Lock,
    /// The same without what is given up.
    kept: &'l Lock,
}

/// Writes into the new lock what a deployment of the graph makes, and tells the graph what is left of earlier ones. The locks are that
/// which was read, the same without what is given up, and the new one.
pub fn remember(
    graph: &mut Graph,
    (links, roots): (&Links, &Roots),
    network: &Network,
    (read, kept, new): (&Lock, &Lock, &mut Lock),
    diagnostics: &mut Diagnostics,
) {
    layout::check(network, kept, diagnostics);
    let (left_roots, providers) = scopes::remember(graph, roots, network, new);
    accounts::remember(network, new);
    accounts::check(network, (kept, new), diagnostics);
    moved::check(graph, network, Locks { read, kept }, diagnostics);
    stacks(graph, links, network, new);
    resources(graph, roots, network, new);
    let first = scopes::first_account(graph, network, new);
    let is_one = graph.folders().is_one();
    graph.leave(Left {
        is_unknown: kept.is_old(),
        roots: left_roots,
        providers,
        ..left(new, is_one, first.as_deref())
    });
}

/// The stacks of `deploy.json`, each with those that it reads.
fn stacks(graph: &Graph, links: &Links, network: &Network, lock: &mut Lock) {
    let mut insert = |name: &str, scope: ScopeId, after: Vec<Label>| {
        let account = scopes::account(graph, network, scope);
        let region = Some(network.scope(scope).region.clone());
        let entry = Entry { account, region, after: Labels::new(after), ..Entry::default() };
        lock.insert(format!("{STACKS}/{name}"), entry);
    };
    if network.stacks == StackMode::Nested {
        return insert(network.name.as_str(), ScopeId::HOME, Vec::new());
    }
    for unit in graph.unit_ids().filter(|unit| links.is_stack(*unit)) {
        let name = |unit| stack_name(network, &graph.unit_of(unit).name);
        let after = links.stack(unit).after.iter().filter_map(|other| Label::new(&name(*other))).collect();
        insert(&name(unit), graph.unit_of(unit).scope, after);
    }
}

/// The resources that outlive their removal from the document.
fn resources(graph: &Graph, roots: &Roots, network: &Network, lock: &mut Lock) {
    let live: BTreeSet<TerraformAddress> = graph.nodes().filter_map(|(_, node)| address(node)).collect();
    // What is in the document under another identity, or is not retained any more, did not leave.
    let back = |entry: &Entry| entry.address.as_ref().is_some_and(|address| live.contains(address));
    let back: Vec<String> =
        lock.under(RETAINED).filter(|(_, entry)| back(entry)).map(|(path, _)| path.to_owned()).collect();
    for path in back {
        lock.remove(&path);
    }
    for (identity, id) in graph.retained() {
        let node = graph.node(id);
        let folder = graph.folders().noted(roots.root(graph, id), graph.unit_of(node.unit).scope);
        let folder = Folder::new(&folder).filter(|_| node.kind.terraform().is_some());
        let stack = match network.stacks {
            StackMode::Nested => network.name.to_string(),
            StackMode::Separate => stack_name(network, &graph.unit_of(node.unit).name),
        };
        let template = node.kind.cloudformation().and_then(|_| Label::new(&stack).zip(Label::new(&node.logical_id)));
        let (stack, id) = template.unzip();
        lock.insert(
            format!("{RETAINED}/{identity}"),
            Entry { stack, id, address: address(node), folder, ..Entry::default() },
        );
    }
}

/// The address of a resource that Terraform manages.
fn address(node: &Node) -> Option<TerraformAddress> {
    let kind = node.kind.terraform().filter(|_| !node.kind.is_data())?;
    TerraformAddress::new(&format!("{kind}.{}", node.terraform_label()))
}

/// The folder of a resource that left, below `terraform`: one of the root of all scopes has a line that says its scope besides.
fn left_folder(folder: &Folder, is_one: bool) -> String {
    match folder.as_str().rsplit_once('/') {
        Some((_, word)) if is_one && word != Level::Route.to_string() => String::new(),
        Some((scope, ONE)) => format!("{scope}/{}/", Level::Own),
        _ => format!("{folder}/"),
    }
}

/// What the lock has as left; the account of stacks without one in the lock is that which was there first.
fn left(lock: &Lock, is_one: bool, first: Option<&str>) -> Left {
    let of = |word: &'static str| lock.under(word).filter(|(_, entry)| entry.state == State::Left);
    let rest = |path: &str| path.split_once('/').map_or_else(String::new, |(_, rest)| rest.to_owned());
    let resources = of(RETAINED).map(|(path, entry)| LeftResource {
        identity: rest(path),
        release: release_path(path),
        cloudformation: entry
            .stack
            .as_ref()
            .zip(entry.id.as_ref())
            .map(|(stack, id)| (stack.to_string(), id.to_string())),
        terraform: entry.address.as_ref().map(ToString::to_string),
        folder: entry.folder.as_ref().map(|folder| left_folder(folder, is_one)).unwrap_or_default(),
    });
    let stacks = of(STACKS).map(|(path, entry)| {
        let reads = entry.after.iter().flat_map(Labels::iter).map(str::to_owned).collect();
        (rest(path), entry.region.as_ref().map(ToString::to_string).unwrap_or_default(), reads)
    });
    let mut stacks = ordered(stacks.collect());
    for stack in &mut stacks {
        let entry = lock.get(&format!("{STACKS}/{}", stack.name));
        stack.account = entry.and_then(|entry| entry.account.as_ref()).map(Name::as_str).or(first).map(str::to_owned);
    }
    Left { resources: resources.collect(), stacks, ..Left::default() }
}

/// Stacks by name, Region and what they read, in the order of their deletion: what no other one reads first, ties by name. Stacks of
/// different renders may wait for each other; then the first by name goes first.
fn ordered(mut waiting: Vec<(String, String, BTreeSet<String>)>) -> Vec<LeftStack> {
    let readers: Vec<(String, BTreeSet<String>)> =
        waiting.iter().map(|(name, _, reads)| (name.clone(), reads.clone())).collect();
    let mut stacks: Vec<LeftStack> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_read = |name: &String| waiting.iter().any(|(other, _, reads)| other != name && reads.contains(name));
        let next = waiting.iter().position(|(name, ..)| !is_read(name)).unwrap_or_default();
        let (name, region, _) = waiting.remove(next);
        let gone = |reader: &String| stacks.iter().any(|done| done.name == *reader);
        let after = readers.iter().filter(|(reader, reads)| reads.contains(&name) && gone(reader));
        let after = after.map(|(reader, _)| reader.clone()).collect();
        stacks.push(LeftStack {
            release: release_path(&format!("{STACKS}/{name}")),
            name,
            region,
            account: None,
            after,
        });
    }
    stacks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stack(name: &str, reads: &[&str]) -> (String, String, BTreeSet<String>) {
        (name.to_owned(), "eu-west-1".to_owned(), reads.iter().map(|read| (*read).to_owned()).collect())
    }

    fn names(stacks: &[LeftStack]) -> Vec<&str> {
        stacks.iter().map(|stack| stack.name.as_str()).collect()
    }

    #[test]
    fn readers_are_deleted_before_what_they_read() {
        let found = ordered(vec![stack("a", &[]), stack("b", &["a"]), stack("c", &["a", "b"]), stack("d", &["x"])]);
        assert_eq!(names(&found), ["c", "b", "a", "d"]);
        assert_eq!(found[2].after, ["b", "c"]);
        assert!(found[0].after.is_empty() && found[3].after.is_empty());
    }

    #[test]
    fn stacks_that_wait_for_each_other_come_by_name() {
        let found = ordered(vec![stack("a", &["b"]), stack("b", &["a"]), stack("c", &["c"])]);
        assert_eq!(names(&found), ["c", "a", "b"]);
    }
}

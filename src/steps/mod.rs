//! From one network to the next in deployments of which each can be deployed and cuts nobody who is connected before and after. In come
//! two compiled networks, the second one planned with the lock of the first, out come [`Steps`]: mixtures of the two, each with its files,
//! and what each one interrupts all the same. A change that needs no steps is one.
//!
//! Resources are moved, and rules say which move waits for which: `rules`. A rule knows tables, lists and ways, never a document.
//! `order` makes as few deployments of them as the rules allow. What a step does, and what it cannot avoid, is then read from the
//! comparison of one step's record with the next one's: the rules are not believed.

mod absent;
mod cut;
mod moves;
mod order;
mod rules;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod view;
mod ways;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::artifact::Artifact;
use crate::aws::{Graph, KindOf, Left, Level, Root};
use crate::cloudformation::{self, Format, Links, stack_name};
use crate::diagnostic::{Diagnostics, Severity};
use crate::diff::{Diff, diff};
use crate::network::Network;
use crate::record::Record;
use crate::terraform;

pub use cut::Cut;
pub use moves::Why;
pub use text::{steps_markdown, steps_text};

use moves::{Act, Moves};
use order::Order;
use view::Side;

/// A compiled network.
#[derive(Debug)]
pub struct Compiled<'n> {
    /// The document.
    pub network: &'n Network,
    /// Its resources.
    pub graph: Rc<Graph>,
    /// What it is.
    pub record: Record,
    /// The files of its routers, unbound.
    pub routers: Vec<Artifact>,
}

/// The way from one network to the next.
#[derive(Debug)]
pub struct Steps {
    /// What is deployed, and then what is after each step: one more than there are steps. The last is the new network.
    pub records: Vec<Record>,
    /// The steps, in order; at least one.
    pub list: Vec<Step>,
}

/// One deployment.
#[derive(Debug)]
pub struct Step {
    /// Its files without manifest and record; none for the last one, which is what a render of the new document writes.
    pub files: Vec<Artifact>,
    /// Why it is not part of the step before it.
    pub why: Vec<Why>,
    /// Who is cut meanwhile although connected before and after, and by what.
    pub cuts: Vec<Cut>,
    /// Whether the files of routers are those of the new network here, and were not before.
    pub routers: bool,
    /// The resources that lead traffic elsewhere in this step.
    pub switches: Vec<String>,
}

/// The steps from one network to the next. `document` is the file name of the new one.
///
/// The error says which resource would read one that is not there: a mistake of the rules.
pub fn steps(old: &Compiled<'_>, new: &Compiled<'_>, document: &str, format: Format) -> Result<Steps, String> {
    let found = diff(&old.record, &new.record);
    let [before, after] = [old, new].map(|one| Side::of(&one.record, &one.graph));
    let mut moves = Moves::of(before, after, &found);
    rules::apply(&mut moves, &found);
    let order = order::order(&mut moves);
    let graphs = [Rc::clone(&old.graph), Rc::clone(&new.graph)];
    let keys = state::Keys::of(&graphs);
    let mut steps = Steps { records: vec![old.record.clone()], list: Vec::new() };
    let mut last = order.count;
    for level in 1..order.count {
        let mut graph = state::graph(&moves, &order, &keys, &graphs, level)?;
        graph.leave(left(&graph, new));
        let routers = has_routers(&moves, &order, level);
        let record = Record {
            routers: if routers { &new.record } else { &old.record }.routers.clone(),
            ..old.record.with(&graph, new.network)
        };
        if steps.records.last().is_some_and(|last| diff(last, &record).resources.is_empty()) {
            continue;
        }
        if diff(&record, &new.record).resources.is_empty() {
            last = level;
            break;
        }
        let files = files(&graph, new.network, if routers { new } else { old }, document, format)?;
        steps.push(record, files, why(&moves, &order, level), routers, switches(&moves, &order, level));
    }
    steps.push(new.record.clone(), Vec::new(), why(&moves, &order, last), true, switches(&moves, &order, last));
    cut::find(&mut steps, old, new);
    Ok(steps)
}

impl Steps {
    fn push(&mut self, record: Record, files: Vec<Artifact>, why: Vec<Why>, routers: bool, switches: Vec<String>) {
        let before = self.records.last().map(|last| &last.routers);
        let routers = routers && before.is_some_and(|before| *before != record.routers);
        self.records.push(record);
        let why = if self.list.is_empty() { Vec::new() } else { why };
        self.list.push(Step { files, why, cuts: Vec::new(), routers, switches });
    }

    /// What each step does.
    pub fn diffs(&self) -> impl Iterator<Item = (&Step, Diff<'_>)> {
        self.list.iter().zip(self.records.windows(2)).map(|(step, records)| (step, diff(&records[0], &records[1])))
    }
}

/// What leads traffic elsewhere in a deployment.
fn switches(moves: &Moves<'_>, order: &Order, level: usize) -> Vec<String> {
    let own = moves.switches.iter().filter(|id| order.levels[**id] == level).map(|id| moves.list[*id].key.clone());
    own.collect::<BTreeSet<String>>().into_iter().collect()
}

/// Why moves of a deployment are of no earlier one.
fn why(moves: &Moves<'_>, order: &Order, level: usize) -> Vec<Why> {
    let waits = |edge: &&moves::Edge| order.levels[edge.after] == level && order.levels[edge.before] + 1 == level;
    let whys: BTreeSet<Why> = moves.edges.iter().filter(waits).filter_map(|edge| edge.why).collect();
    whys.into_iter().collect()
}

/// Whether all that routers of the new network talk to is there.
fn has_routers(moves: &Moves<'_>, order: &Order, level: usize) -> bool {
    let is_end = |key: &str| {
        let kind = moves.new.get(key).map(|one| one.kind);
        matches!(
            kind,
            Some(
                KindOf::CustomerGateway
                    | KindOf::VpnConnection
                    | KindOf::PrivateVirtualInterface
                    | KindOf::PublicVirtualInterface
                    | KindOf::TransitVirtualInterface
                    | KindOf::TransitGatewayConnectPeer
                    | KindOf::DirectConnectAssociation
            )
        )
    };
    let mut ends = moves
        .list
        .iter()
        .zip(&order.levels)
        .filter(|(one, _)| matches!(one.act, Act::Add | Act::Change) && is_end(&one.key));
    ends.all(|(_, at)| *at <= level)
}

/// What is no longer in the new network and not in a step either.
fn left(graph: &Graph, new: &Compiled<'_>) -> Left {
    let mut left = new.graph.left().clone();
    let live: BTreeSet<String> = graph
        .nodes()
        .filter_map(|(_, node)| Some(format!("{}.{}", node.kind.terraform()?, node.terraform_label())))
        .collect();
    let stacks: BTreeSet<String> = graph.units().iter().map(|unit| stack_name(new.network, &unit.name)).collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = graph.nodes().fold(BTreeMap::new(), |mut all, (_, node)| {
        all.entry(graph.unit_of(node.unit).name.as_str()).or_default().insert(node.logical_id.as_str());
        all
    });
    left.resources.retain(|one| match &one.terraform {
        Some(address) => !live.contains(address),
        None => one.cloudformation.as_ref().is_none_or(|(_, id)| !ids.values().any(|own| own.contains(id.as_str()))),
    });
    let folders: BTreeSet<String> = graph.roots().iter().map(|(root, _)| graph.folders().root(root)).collect();
    left.roots.retain(|root| !folders.contains(&root.folder));
    let alias = |scope| graph.folders().alias(Root { level: Level::Own, scope }, scope);
    let aliases: BTreeSet<Option<String>> = graph.units().iter().map(|unit| alias(unit.scope)).collect();
    left.providers.retain(|one| !aliases.contains(&one.alias));
    left.stacks.retain(|stack| !stacks.contains(&stack.name));
    for stack in &mut left.stacks {
        stack.after.retain(|other| !stacks.contains(other));
    }
    left
}

/// The files of a step.
fn files(
    graph: &Graph,
    network: &Network,
    routers: &Compiled<'_>,
    document: &str,
    format: Format,
) -> Result<Vec<Artifact>, String> {
    let mut diagnostics = Diagnostics::default();
    let links = Links::of(graph, network);
    let mut files = cloudformation::linked(graph, &links, network, document, format, &mut diagnostics);
    if let Some(finding) = diagnostics.sorted().into_iter().find(|finding| finding.severity() == Severity::Error) {
        return Err(finding.message.clone());
    }
    files.extend(terraform::render(graph, network, document));
    files.extend(routers.routers.iter().cloned());
    Ok(files)
}

//! The roots of Terraform: in comes a graph, out goes for each resource the root that makes it, and what each root takes of others.
//!
//! A scope has up to four roots, and what a resource reads decides in which one it is: one that reads no other scope is the scope's `own`;
//! one that reads what another scope makes by itself is `use`; one that reads another scope's `use` is `join`, and one that reads its `join`
//! is `route`. Within a scope a resource is in no earlier root than what it reads. So a root reads earlier roots alone, and the graph of
//! roots has no circle. What a resource only waits for makes no level: the order of roots has it.
//!
//! Where the document has one root for all scopes, Terraform's own order does all of that; only routes that wait for another team have a root
//! besides, as they have in a network of one scope.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Body;
use super::graph::{Graph, Node, NodeId, Output, OutputValue, ParameterId, Unit, UnitId};
use super::names::{label, snake};
use super::owner::UnitOwner;
use super::reads::{awaits, each_value, reads};
use super::root::{Level, Root};
use super::value::{OnlyIn, Read, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Network, ScopeId};

/// A value that goes from one root to another: an attribute as the resource has it, by its name in Terraform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    node: NodeId,
    attribute: &'static str,
}

impl From<Read> for Told {
    fn from(read: Read) -> Self {
        Self { node: read.node, attribute: read.names.terraform }
    }
}

/// A value that a root takes of another one. The output there and the variable here have one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The root that has it.
    pub from: Root,
    /// What is read.
    pub read: Read,
    /// Whether Terraform may not show it.
    pub is_secret: bool,
}

/// What a root takes and gives.
#[derive(Debug, Default)]
pub struct Content {
    /// The units that it has something of, in their order. A unit without a resource is in the scope's `own`.
    pub units: Vec<UnitId>,
    /// Earlier roots with something that a resource of it waits for.
    pub waits: BTreeSet<Root>,
    /// What it takes of other roots, by the name of the variable.
    pub inputs: BTreeMap<String, Input>,
    /// What it tells other roots besides the outputs of its units, by the name of the output.
    pub exports: BTreeMap<String, Input>,
    /// What its deployer chooses.
    pub parameters: BTreeSet<ParameterId>,
    /// Names of the variables.
    names: BTreeMap<Told, String>,
}

impl Content {
    /// The roots that are applied before, each once.
    #[must_use]
    pub fn after(&self) -> BTreeSet<Root> {
        self.inputs.values().map(|input| input.from).chain(self.waits.iter().copied()).collect()
    }
}

/// The roots of a graph.
#[derive(Debug)]
pub struct Roots {
    /// By node; empty where everything is in one root.
    levels: Vec<Level>,
    /// Whether all scopes have one `own`.
    is_one: bool,
    contents: BTreeMap<Root, Content>,
    /// What reads a later root than there is.
    too_deep: Vec<NodeId>,
}

impl Roots {
    /// The roots of a graph. One scope has one root, unless routes wait there for what another team does.
    #[must_use]
    pub fn of(graph: &Graph) -> Self {
        let first = graph.units().first().map_or(ScopeId::HOME, |unit| unit.scope);
        let is_one = graph.folders().is_one();
        let mut roots = Self { levels: Vec::new(), is_one, contents: BTreeMap::new(), too_deep: Vec::new() };
        let waits = |owner| matches!(owner, UnitOwner::MemberRoutes(..));
        let is_alone = if is_one {
            awaits(graph).is_empty()
        } else {
            graph.units().iter().all(|unit| unit.scope == first && !waits(unit.owner))
        };
        if is_alone {
            let first = if is_one { ScopeId::HOME } else { first };
            let parameters = (0..graph.parameters().len()).map(|index| ParameterId(u32::try_from(index).unwrap_or(0)));
            let units = graph.unit_ids().collect();
            let content = Content { units, parameters: parameters.collect(), ..Content::default() };
            roots.contents.insert(Root::own(first), content);
            return roots;
        }
        let reads = reads(graph);
        roots.levels(graph, &reads);
        roots.contents(graph, &reads);
        roots.units(graph);
        roots
    }

    /// All roots, in the order in which they are applied.
    pub fn iter(&self) -> impl Iterator<Item = (Root, &Content)> {
        self.contents.iter().map(|(root, content)| (*root, content))
    }

    /// The root of a resource.
    #[must_use]
    pub fn root(&self, graph: &Graph, id: NodeId) -> Root {
        let level = self.levels.get(id.index() as usize).copied().unwrap_or(Level::Own);
        self.at(level, graph.unit_of(graph.node(id).unit).scope)
    }

    /// A root of a scope, or of all of them.
    fn at(&self, level: Level, scope: ScopeId) -> Root {
        Root { level, scope: if self.is_one && level == Level::Own { ScopeId::HOME } else { scope } }
    }

    /// The root of an output of a unit in a scope: that of what it reads, or the last one of several.
    #[must_use]
    pub fn root_of_output(&self, graph: &Graph, scope: ScopeId, output: &Output) -> Root {
        let level = |read: &Read| self.level_for(graph, scope, read.node).unwrap_or(Level::Route);
        self.at(output.value.reads().iter().map(level).max().unwrap_or(Level::Own), scope)
    }

    /// The variable of a root that stands for what another root makes; `None` for what the root makes itself.
    #[must_use]
    pub fn variable(&self, at: Root, read: Read) -> Option<&str> {
        self.contents.get(&at)?.names.get(&Told::from(read)).map(String::as_str)
    }

    /// The earliest level of a scope that can read a resource; `None` if there is no such.
    fn level_for(&self, graph: &Graph, scope: ScopeId, id: NodeId) -> Option<Level> {
        let root = self.root(graph, id);
        match root.level {
            level if root.scope == scope => Some(level),
            Level::Own if self.is_one => Some(Level::Own),
            Level::Own => Some(Level::Use),
            Level::Use => Some(Level::Join),
            Level::Join => Some(Level::Route),
            Level::Route => None,
        }
    }

    /// Raises the level of each resource to what it reads, until none has to rise. Routes to another account's gateway begin as `route`, also
    /// where they read no acceptance: a gateway may begin to accept by itself, and no resource changes its state for that.
    fn levels(&mut self, graph: &Graph, reads: &[Vec<Read>]) {
        let awaits = self.is_one.then(|| awaits(graph));
        let first = |(id, node): (NodeId, &Node)| match graph.unit_of(node.unit).owner {
            UnitOwner::MemberRoutes(..) if awaits.as_ref().is_none_or(|awaits| awaits.contains(&id)) => Level::Route,
            _ => Level::Own,
        };
        self.levels = graph.nodes().map(first).collect();
        let mut rises = true;
        while std::mem::take(&mut rises) {
            for ((id, node), of) in graph.nodes().zip(reads) {
                let scope = graph.unit_of(node.unit).scope;
                let least = of.iter().map(|read| self.level_for(graph, scope, read.node).unwrap_or(Level::Route));
                let least = least.max().unwrap_or(Level::Own);
                let level = &mut self.levels[id.index() as usize];
                rises |= *level < least;
                *level = (*level).max(least);
            }
        }
        for ((id, node), of) in graph.nodes().zip(reads) {
            let scope = graph.unit_of(node.unit).scope;
            if of.iter().any(|read| self.level_for(graph, scope, read.node).is_none()) {
                self.too_deep.push(id);
            }
        }
    }

    fn contents(&mut self, graph: &Graph, reads: &[Vec<Read>]) {
        let mut told: BTreeMap<(Root, Told), &str> = BTreeMap::new();
        let outputs = || graph.units().iter().flat_map(|unit| unit.outputs.iter().map(move |one| (unit.scope, one)));
        for (scope, output) in outputs() {
            if let OutputValue::One(read) = &output.value
                && read.names.terraform_suffix.is_empty()
            {
                told.insert((self.root_of_output(graph, scope, output), Told::from(*read)), &output.label);
            }
        }
        let mut body = Body::default();
        for ((id, node), of) in graph.nodes().zip(reads) {
            if node.kind.terraform().is_none() {
                continue;
            }
            let root = self.root(graph, id);
            graph.describe(id, &mut body);
            let waits = body.afters().iter().filter(|(_, only)| *only != OnlyIn::CloudFormation);
            let waits = waits.filter(|(other, _)| graph.node(*other).kind.terraform().is_some());
            let waits: Vec<Root> =
                waits.map(|(other, _)| self.root(graph, *other)).filter(|other| *other < root).collect();
            let content = self.contents.entry(root).or_default();
            content.waits.extend(waits);
            each_value(body.facts(), &body, &mut |value| match value {
                Value::Parameter(parameter) => _ = content.parameters.insert(parameter),
                Value::Secret(key) => _ = content.parameters.insert(key.variable),
                Value::Json(json) => json.each_parameter(&mut |parameter| _ = content.parameters.insert(parameter)),
                _ => {}
            });
            for read in of {
                self.take(graph, root, *read, false, &told);
            }
        }
        for (scope, output) in outputs() {
            let root = self.root_of_output(graph, scope, output);
            self.contents.entry(root).or_default();
            let is_secret = matches!(output.value, OutputValue::Secret(_));
            for read in output.value.reads() {
                self.take(graph, root, read, is_secret, &told);
            }
        }
    }

    fn units(&mut self, graph: &Graph) {
        for (id, unit) in graph.unit_ids().zip(graph.units()) {
            let mut roots: BTreeSet<Root> = unit.nodes().map(|node| self.root(graph, node)).collect();
            if roots.is_empty() {
                roots.insert(self.at(Level::Own, unit.scope));
            }
            roots.extend(unit.outputs.iter().map(|output| self.root_of_output(graph, unit.scope, output)));
            for root in roots {
                self.contents.entry(root).or_default().units.push(id);
            }
        }
    }

    /// Outputs of a root that another unit of it has as well.
    fn said_twice<'g>(&self, graph: &'g Graph, at: Root, content: &Content) -> Vec<(&'g str, &'g Unit)> {
        let units = content.units.iter().map(|id| graph.unit_of(*id));
        let outputs = units.flat_map(|unit| unit.outputs.iter().map(move |output| (unit, output)));
        let here = outputs.filter(|(unit, output)| self.root_of_output(graph, unit.scope, output) == at);
        let mut known: BTreeSet<&str> = BTreeSet::new();
        here.filter(|(_, one)| !known.insert(&one.label)).map(|(unit, one)| (one.label.as_str(), unit)).collect()
    }

    /// A root reads something, perhaps of another one.
    fn take(&mut self, graph: &Graph, at: Root, read: Read, is_secret: bool, told: &BTreeMap<(Root, Told), &str>) {
        let (from, value) = (self.root(graph, read.node), Told::from(read));
        if from == at {
            return;
        }
        let name = told.get(&(from, value)).map(|name| (*name).to_owned());
        let is_told = name.is_some();
        let name = name.unwrap_or_else(|| output_name(graph.node(read.node), value.attribute));
        let input = || Input { from, read, is_secret };
        if !is_told {
            let export = self.contents.entry(from).or_default().exports.entry(name.clone()).or_insert_with(input);
            export.is_secret |= is_secret;
        }
        let content = self.contents.entry(at).or_default();
        content.names.insert(value, name.clone());
        content.inputs.entry(name).or_insert_with(input).is_secret |= is_secret;
    }

    /// What netgen must not make: a resource that no root can make, and two values under one name.
    pub fn check(&self, graph: &Graph, network: &Network, diagnostics: &mut Diagnostics) {
        for id in &self.too_deep {
            let node = graph.node(*id);
            let finding = Diagnostic::new(Code::PlannerFault, format!("no root can make `{}`", node.label));
            let finding = finding.at(graph.unit_of(node.unit).owner.span(network), "");
            diagnostics.push(finding.why("it reads another scope's last root; nothing is written"));
        }
        for (at, content) in self.iter() {
            for (name, unit) in self.said_twice(graph, at, content) {
                let finding =
                    Diagnostic::new(Code::NameCollision, format!("two outputs of Terraform would be `{name}`"));
                let finding = finding.at(unit.owner.span(network), "");
                diagnostics.push(finding.help("rename a VPC, tier or group"));
            }
        }
        for (at, content) in self.iter().filter(|_| !self.levels.is_empty()) {
            for (name, twin) in twins(graph, at, content) {
                let message = format!("two values that go from one root to another would be `{name}`");
                let span = graph.unit_of(graph.node(twin).unit).owner.span(network);
                let finding = Diagnostic::new(Code::NameCollision, message).at(span, "");
                diagnostics.push(finding.help("rename a VPC, tier or group"));
            }
        }
    }
}

/// Variables and outputs of a root whose name another value has.
fn twins(graph: &Graph, at: Root, content: &Content) -> Vec<(String, NodeId)> {
    let chosen = content.parameters.iter().map(|id| graph.parameter_of(*id).label.as_str());
    let chosen: BTreeSet<&str> = chosen.collect();
    let taken = content
        .names
        .iter()
        .filter(|(value, name)| chosen.contains(name.as_str()) || Told::from(content.inputs[*name].read) != **value);
    let taken = taken.map(|(value, name)| (name.clone(), value.node));
    let is_one = graph.folders().is_one();
    let units = graph.units().iter().filter(|unit| is_one || unit.scope == at.scope);
    let said: BTreeSet<&str> = units.flat_map(|unit| &unit.outputs).map(|one| one.label.as_str()).collect();
    let given = content.exports.iter().filter(|(name, _)| said.contains(name.as_str()));
    taken.chain(given.map(|(name, one)| (name.clone(), one.read.node))).collect()
}

/// `hub_transit_gateway_id`
fn output_name(node: &Node, attribute: &str) -> String {
    label(&[&node.label, &snake(node.kind.noun()), attribute])
}

#[cfg(test)]
#[path = "roots_tests.rs"]
mod tests;

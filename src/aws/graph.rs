//! All resources of a network: one typed arena for each kind, and one table of nodes that names them.

use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::OnceLock;

use super::body::Body;
use super::folders::Folders;
use super::kind::{Arenas, Kind, Stored};
use super::left::Left;
use super::mixture::Mixture;
use super::names::{label, logical_id, snake};
pub use super::node::Node;
use super::owner::UnitOwner;
use super::parameter::Parameter;
pub use super::reference::{Attr, Ref};
use super::relabel::Relabels;
use super::roots::Roots;
use super::unit_names::UnitNames;
use super::value::Read;
use crate::network::ScopeId;

/// A resource in the table of nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// Its place in the order in which the graph was built.
    #[must_use]
    pub fn index(self) -> u32 {
        self.0
    }
}

/// A unit: one stack and one `.tf` file. It follows from names, never from counting, because a resource that changes its
/// stack is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub(super) u32);

/// A group of a unit: what stands under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The unit.
    pub unit: UnitId,
    pub(super) group: u32,
}

/// Something that the deployer chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterId(pub(super) u32);

/// One stack and one `.tf` file.
#[derive(Debug)]
pub struct Unit {
    /// What it is about.
    pub owner: UnitOwner,
    /// The account and Region in which it is deployed.
    pub scope: ScopeId,
    /// `shop`, `shop-security`: the stack's and the template's name.
    pub name: String,
    /// The file's name without `.tf`: `vpc_shop`.
    pub file: String,
    /// `VPC shop`.
    pub title: String,
    /// What stands in it, for the stack's description.
    pub description: String,
    /// Its groups, in order.
    pub groups: Vec<Group>,
    /// Stack outputs, in order.
    pub outputs: Vec<Output>,
}

impl Unit {
    /// Its resources, in order.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.groups.iter().flat_map(|group| group.nodes.iter().copied())
    }
}

/// Resources that stand under one heading.
#[derive(Debug)]
pub struct Group {
    /// The heading.
    pub heading: String,
    /// The resources, in order.
    pub nodes: Vec<NodeId>,
}

/// A stack output.
#[derive(Debug)]
pub struct Output {
    /// Its name in CloudFormation.
    pub logical_id: String,
    /// Its name in Terraform.
    pub label: String,
    /// What to do with it.
    pub description: String,
    /// One value, or several by key.
    pub value: OutputValue,
}

/// The value of an output.
#[derive(Debug)]
pub enum OutputValue {
    /// One value.
    One(Read),
    /// CloudFormation: a list joined by commas. Terraform: a map by key.
    Many(Vec<(String, Read)>),
    /// Terraform alone: a map by key that Terraform shows nobody who does not ask for it. [`OutputValue::WHY_SECRET`]
    Secret(Vec<(&'static str, Read)>),
}

impl OutputValue {
    /// Why [`OutputValue::Secret`] is in one dialect only.
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html>
    pub const WHY_SECRET: &'static str = "CloudFormation reads neither keys nor outside addresses, and shows outputs to whoever may describe the stack: ask the services themselves for what netgen render --bind wants";

    /// What it reads, in order.
    #[must_use]
    pub fn reads(&self) -> Vec<Read> {
        match self {
            Self::One(read) => vec![*read],
            Self::Many(reads) => reads.iter().map(|(_, read)| *read).collect(),
            Self::Secret(reads) => reads.iter().map(|(_, read)| *read).collect(),
        }
    }

    /// Whether CloudFormation has it.
    #[must_use]
    pub const fn is_in_cloudformation(&self) -> bool {
        !matches!(self, Self::Secret(_))
    }
}

/// All resources of a network.
#[derive(Debug, Default)]
pub struct Graph {
    arenas: Arenas,
    pub(super) nodes: Vec<Node>,
    pub(super) units: Vec<Unit>,
    pub(super) parameters: Vec<Parameter>,
    /// What outlives its removal from the document, by identity.
    pub(super) retained: BTreeMap<String, NodeId>,
    left: Left,
    relabels: Relabels,
    pub(super) folders: Folders,
    /// Where the resources of a mixture come from; none of them is in the arenas then.
    pub(super) mixture: Option<Mixture>,
    /// Found when they are asked for; nothing is added to the graph after that.
    roots: OnceLock<Roots>,
}

impl Graph {
    /// The root modules of Terraform, for a graph that has all of its resources.
    pub fn roots(&self) -> &Roots {
        self.roots.get_or_init(|| Roots::of(self))
    }

    /// As [`roots`](Self::roots), where they are known already.
    pub fn keep_roots(&mut self, roots: Roots) {
        self.roots = OnceLock::from(roots);
    }

    /// Opens the unit of an owner, usually with [`UnitOwner::scope`] and [`UnitOwner::names`] and always with the stack's description. Its groups follow by [`Graph::group`].
    ///
    /// # Panics
    /// After four billion units.
    pub fn unit(&mut self, owner: UnitOwner, scope: ScopeId, names: UnitNames, description: String) -> UnitId {
        let id = u32::try_from(self.units.len()).expect("fewer than four billion units");
        let UnitNames { stack: name, file, title } = names;
        self.units.push(Unit { owner, scope, name, file, title, description, groups: Vec::new(), outputs: Vec::new() });
        UnitId(id)
    }

    /// Opens a group of a unit. Groups are printed in the order in which they are opened.
    pub fn group(&mut self, unit: UnitId, heading: impl Into<String>) -> Place {
        let groups = &mut self.units[unit.0 as usize].groups;
        groups.push(Group { heading: heading.into(), nodes: Vec::new() });
        Place { unit, group: u32::try_from(groups.len() - 1).unwrap_or_default() }
    }

    /// Takes a resource in, behind those that the group has already. `path` is its identity: names only, never a position.
    ///
    /// # Panics
    /// After four billion resources.
    pub fn add<T: Stored>(&mut self, place: Place, path: &[&str], resource: T) -> Ref<T> {
        let node = NodeId(u32::try_from(self.nodes.len()).expect("fewer than four billion resources"));
        let arena = T::arena_mut(&mut self.arenas);
        let index = u32::try_from(arena.len()).expect("fewer than four billion resources");
        arena.push(resource);
        self.units[place.unit.0 as usize].groups[place.group as usize].nodes.push(node);
        let (mut logical_id, label) = (logical_id(path), label(path));
        logical_id.push_str(T::NOUN);
        let labels = self.relabels.labels(self.units[place.unit.0 as usize].owner, path);
        self.nodes.push(Node {
            kind: T::OF,
            index,
            unit: place.unit,
            logical_id,
            label,
            labels,
            retain: false,
            only_with: None,
            remark: String::new(),
        });
        Ref::to(node)
    }

    /// Says why a resource is there, in a comment above it.
    pub fn remark<T: Kind>(&mut self, resource: Ref<T>, remark: &str) {
        remark.clone_into(&mut self.nodes[resource.node().0 as usize].remark);
    }

    /// The resource outlives its removal from the document. `identity` names it in the lock: `vpc/shop/nat/a`, names of the document
    /// alone.
    pub fn retain<T: Kind>(&mut self, resource: Ref<T>, identity: String) {
        self.nodes[resource.node().0 as usize].retain = true;
        self.retained.insert(identity, resource.node());
    }

    /// What outlives its removal from the document, by identity.
    pub fn retained(&self) -> impl Iterator<Item = (&str, NodeId)> {
        self.retained.iter().map(|(identity, id)| (identity.as_str(), *id))
    }

    /// Says what labels in Terraform are made of, before there is a resource.
    pub(super) fn relabel(&mut self, relabels: Relabels) {
        self.relabels = relabels;
    }

    /// Says what exists and is not in here any more.
    pub fn leave(&mut self, left: Left) {
        self.left = left;
    }

    /// Says which folder each scope has.
    pub fn lay_out(&mut self, folders: Folders) {
        self.folders = folders;
    }

    /// The folder of each scope.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// What exists and is not in here any more.
    #[must_use]
    pub fn left(&self) -> &Left {
        &self.left
    }

    /// CloudFormation makes the resource once the parameter is given.
    pub fn only_with<T: Kind>(&mut self, resource: Ref<T>, parameter: ParameterId) {
        self.nodes[resource.node().0 as usize].only_with = Some(parameter);
    }

    /// Takes a deployer's choice in.
    ///
    /// # Panics
    /// After 4,294,967,296 parameters, for which no memory is large enough.
    pub fn parameter(&mut self, parameter: Parameter) -> ParameterId {
        let id = u32::try_from(self.parameters.len()).expect("memory is full before that");
        self.parameters.push(parameter);
        ParameterId(id)
    }

    /// Tells something to the outside.
    pub fn output(&mut self, unit: UnitId, path: &[&str], noun: &str, description: String, value: OutputValue) {
        let logical_id = logical_id(path) + noun;
        let mut words = path.to_vec();
        let snake = snake(noun);
        words.push(&snake);
        let output = Output { logical_id, label: label(&words), description, value };
        self.units[unit.0 as usize].outputs.push(output);
    }

    /// All units, in order.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// All units with their ids.
    pub fn unit_ids(&self) -> impl Iterator<Item = UnitId> + use<> {
        (0..u32::try_from(self.units.len()).unwrap_or(u32::MAX)).map(UnitId)
    }

    /// A unit.
    #[must_use]
    pub fn unit_of(&self, id: UnitId) -> &Unit {
        &self.units[id.0 as usize]
    }

    /// All nodes with their ids, in the order in which they were added.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        (0..).map(NodeId).zip(&self.nodes)
    }

    /// A node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// A parameter.
    #[must_use]
    pub fn parameter_of(&self, id: ParameterId) -> &Parameter {
        &self.parameters[id.0 as usize]
    }

    /// All parameters.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// All outputs, unit by unit.
    pub fn outputs(&self) -> impl Iterator<Item = &Output> {
        self.units.iter().flat_map(|unit| &unit.outputs)
    }

    /// The facts of a resource.
    pub fn describe<'a>(&'a self, id: NodeId, body: &mut Body<'a>) {
        body.clear();
        let node = self.node(id);
        if let Some(mixture) = &self.mixture {
            return mixture.describe(node.index, body);
        }
        self.arenas.describe(node.kind, node.index, body);
    }
}

impl<T: Stored> Index<Ref<T>> for Graph {
    type Output = T;

    fn index(&self, resource: Ref<T>) -> &T {
        &T::arena(&self.arenas)[self.node(resource.node()).index as usize]
    }
}

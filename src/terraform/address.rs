//! Where a resource is and how it is referred to: in comes a resource and the root module that a file is part of, out go addresses, and
//! variables for what another root makes.

use std::fmt::{self, Display};

use crate::aws::{AttrNames, Graph, Level, Node, NodeId, Output, Read, Root, Roots, Unit};

/// The root module that a file is part of.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub graph: &'a Graph,
    pub roots: &'a Roots,
    pub root: Root,
}

impl At<'_> {
    /// Whether a resource is made here.
    pub(super) fn has(&self, id: NodeId) -> bool {
        self.roots.root(self.graph, id) == self.root
    }

    /// Whether an output of a unit belongs to this root.
    pub(super) fn tells(&self, unit: &Unit, output: &Output) -> bool {
        self.roots.root_of_output(self.graph, unit.scope, output) == self.root
    }

    /// Whether it is the root of all scopes.
    pub(super) fn is_of_all(&self) -> bool {
        self.graph.folders().is_one() && self.root.level == Level::Own
    }

    /// The alias of the provider that makes a resource; none where it is the usual one.
    pub(super) fn alias(&self, node: &Node) -> Option<String> {
        self.graph.folders().alias(self.root, self.graph.unit_of(node.unit).scope)
    }
}

/// What references to a resource begin with: `aws_vpc.shop`, or `data.aws_vpc.shop` for what is looked up.
pub(super) struct Address<'a> {
    data: &'static str,
    kind: &'static str,
    label: &'a str,
}

impl<'a> Address<'a> {
    /// `None` for a kind that Terraform does not have.
    pub(super) fn of(node: &'a Node) -> Option<Self> {
        let data = if node.kind.is_data() { "data." } else { "" };
        Some(Self { data, kind: node.kind.terraform()?, label: node.terraform_label() })
    }
}

impl Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}.{}", self.data, self.kind, self.label)
    }
}

/// The expression of an attribute: `aws_vpc.shop.id`, or `var.shop_vpc_id` for what another root makes.
///
/// # Panics
/// In debug builds for an attribute of a kind that Terraform does not have: a mistake of a kind's description.
pub(super) struct Attribute<'a> {
    node: &'a Node,
    names: AttrNames,
    variable: Option<&'a str>,
}

impl<'a> Attribute<'a> {
    /// An attribute, as the resource has it or as the variable that stands for it in a root.
    pub(super) fn of(at: At<'a>, read: Read) -> Self {
        Self { node: at.graph.node(read.node), names: read.names, variable: at.roots.variable(at.root, read) }
    }

    /// An attribute as the resource has it.
    pub(super) fn bare(graph: &'a Graph, read: Read) -> Self {
        let names = AttrNames { terraform_suffix: "", ..read.names };
        Self { node: graph.node(read.node), names, variable: None }
    }
}

impl Display for Attribute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(variable) = self.variable {
            return match self.names.terraform_suffix {
                "" => write!(f, "var.{variable}"),
                suffix => write!(f, "\"${{var.{variable}}}{suffix}\""),
            };
        }
        let address = Address::of(self.node);
        debug_assert!(address.is_some(), "{} does not exist in Terraform", self.node.logical_id);
        let Some(address) = address else { return Ok(()) };
        match self.names.terraform_suffix {
            "" => write!(f, "{address}.{}", self.names.terraform),
            suffix => write!(f, "\"${{{address}.{}}}{suffix}\"", self.names.terraform),
        }
    }
}

//! What left the document and exists, for programs.

use serde::Serialize;

use crate::aws::{Left, LeftResource, LeftStack};

#[derive(Serialize)]
pub(super) struct LeftView<'a> {
    /// Resources that outlive their removal.
    resources: Vec<ResourceView<'a>>,
    /// Stacks to delete, in this order.
    stacks: Vec<StackView<'a>>,
}

#[derive(Serialize)]
struct ResourceView<'a> {
    /// What it was: `vpc/shop/nat/a`.
    was: &'a str,
    /// What `--release` takes.
    release: &'a str,
    /// The stack that it was in.
    stack: Option<&'a str>,
    /// Its logical id there.
    id: Option<&'a str>,
    /// Its address in the Terraform module.
    address: Option<&'a str>,
}

#[derive(Serialize)]
struct StackView<'a> {
    stack: &'a str,
    region: &'a str,
    release: &'a str,
    /// Stacks of this list that are deleted before.
    after: &'a [String],
}

impl<'a> LeftView<'a> {
    pub(super) fn of(left: &'a Left) -> Option<Self> {
        let view = || Self {
            resources: left.resources.iter().map(resource).collect(),
            stacks: left.stacks.iter().map(stack).collect(),
        };
        (!left.is_empty()).then(view)
    }
}

fn resource(one: &LeftResource) -> ResourceView<'_> {
    let (stack, id) = one.cloudformation.as_ref().map(|(stack, id)| (stack.as_str(), id.as_str())).unzip();
    ResourceView { was: &one.identity, release: &one.release, stack, id, address: one.terraform.as_deref() }
}

fn stack(one: &LeftStack) -> StackView<'_> {
    StackView { stack: &one.name, region: &one.region, release: &one.release, after: &one.after }
}

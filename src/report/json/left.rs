//! What left the document and exists, for programs.

use serde::Serialize;

use crate::aws::{Left, LeftProvider, LeftResource, LeftRoot, LeftStack};

#[derive(Serialize)]
pub(super) struct LeftView<'a> {
    /// Resources that outlive their removal.
    resources: Vec<ResourceView<'a>>,
    /// Root modules that hold nothing any more, in the order in which they are emptied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roots: Vec<RootView<'a>>,
    /// Providers of the root module of all accounts and Regions that have nothing any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    providers: Vec<ProviderView<'a>>,
    /// Stacks to delete, in this order.
    stacks: Vec<StackView<'a>>,
}

#[derive(Serialize)]
struct RootView<'a> {
    root: &'a str,
    /// Below `terraform`, with a slash at its end; empty for that one itself.
    folder: &'a str,
    /// What `--release` takes: all roots of its account and Region. Their states have to be empty before.
    release: &'a str,
}

#[derive(Serialize)]
struct ProviderView<'a> {
    /// Its account and Region: `shop/eu-west-1`.
    scope: &'a str,
    /// `None` for the usual one.
    alias: Option<&'a str>,
    /// What `--release` takes. The state has to have nothing of it before.
    release: &'a str,
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
            roots: left.roots.iter().map(root).collect(),
            providers: left.providers.iter().map(provider).collect(),
            stacks: left.stacks.iter().map(stack).collect(),
        };
        (!left.is_empty()).then(view)
    }
}

fn resource(one: &LeftResource) -> ResourceView<'_> {
    let (stack, id) = one.cloudformation.as_ref().map(|(stack, id)| (stack.as_str(), id.as_str())).unzip();
    ResourceView { was: &one.identity, release: &one.release, stack, id, address: one.terraform.as_deref() }
}

fn root(one: &LeftRoot) -> RootView<'_> {
    RootView { root: &one.name, folder: &one.folder, release: &one.release }
}

fn provider(one: &LeftProvider) -> ProviderView<'_> {
    ProviderView { scope: &one.name, alias: one.alias.as_deref(), release: &one.release }
}

fn stack(one: &LeftStack) -> StackView<'_> {
    StackView { stack: &one.name, region: &one.region, release: &one.release, after: &one.after }
}

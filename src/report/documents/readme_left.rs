//! What left the document and exists, in `docs/README.md`.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::aws::{Left, LeftProvider, LeftResource, LeftRoot, LeftStack};

#[derive(Serialize)]
pub(super) struct LeftView {
    resources: Vec<Resource>,
    /// The files by which Terraform lets some of them go, one for each root that has any.
    removed: Vec<String>,
    /// Roots of Terraform that hold nothing any more.
    roots: Vec<Root>,
    /// Providers of the root of all that have nothing any more.
    providers: Vec<Root>,
    stacks: Vec<Stack>,
}

#[derive(Serialize)]
struct Root {
    name: String,
    /// The command that has to print nothing.
    list: String,
    release: String,
}

#[derive(Serialize)]
struct Resource {
    was: String,
    id: Option<String>,
    stack: Option<String>,
    address: Option<String>,
    release: String,
}

#[derive(Serialize)]
struct Stack {
    /// Its account and Region, where there are several accounts.
    place: Option<String>,
    delete: String,
    wait: String,
    release: String,
}

/// `None` where nothing left.
pub(super) fn view(left: &Left) -> Option<LeftView> {
    let view = || LeftView {
        resources: left.resources.iter().map(resource).collect(),
        removed: removed(left),
        roots: left.roots.iter().map(root).collect(),
        providers: left.providers.iter().map(provider).collect(),
        stacks: left.stacks.iter().map(stack).collect(),
    };
    (!left.is_empty()).then(view)
}

fn removed(left: &Left) -> Vec<String> {
    let let_go = left.resources.iter().filter(|one| one.terraform.is_some());
    let folders: BTreeSet<&str> = let_go.map(|one| one.folder.as_str()).collect();
    folders.into_iter().map(|folder| format!("terraform/{folder}removed.tf")).collect()
}

fn option(release: &str) -> String {
    format!("--release {release}")
}

fn resource(one: &LeftResource) -> Resource {
    let (stack, id) = one.cloudformation.clone().unzip();
    Resource { was: one.identity.clone(), id, stack, address: one.terraform.clone(), release: option(&one.release) }
}

fn root(one: &LeftRoot) -> Root {
    let folder = format!("terraform/{}", one.folder);
    let list = format!("terraform -chdir={} state list", folder.trim_end_matches('/'));
    Root { name: one.name.clone(), list, release: option(&one.release) }
}

fn provider(one: &LeftProvider) -> Root {
    Root { name: one.name.clone(), list: one.command(), release: option(&one.release) }
}

fn stack(one: &LeftStack) -> Stack {
    let command = |words: &str| format!("aws cloudformation {words} --region {} --stack-name {}", one.region, one.name);
    Stack {
        place: one.account.as_deref().map(|account| format!("account {account} in {}", one.region)),
        delete: command("delete-stack"),
        wait: command("wait stack-delete-complete"),
        release: option(&one.release),
    }
}

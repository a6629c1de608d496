//! What left the document and exists, in `docs/README.md`.

use serde::Serialize;

use crate::aws::{Left, LeftResource, LeftStack};

#[derive(Serialize)]
pub(super) struct LeftView {
    resources: Vec<Resource>,
    /// Whether Terraform has to let one go.
    addresses: bool,
    stacks: Vec<Stack>,
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
        addresses: left.terraform().next().is_some(),
        stacks: left.stacks.iter().map(stack).collect(),
    };
    (!left.is_empty()).then(view)
}

fn option(release: &str) -> String {
    format!("--release {release}")
}

fn resource(one: &LeftResource) -> Resource {
    let (stack, id) = one.cloudformation.clone().unzip();
    Resource { was: one.identity.clone(), id, stack, address: one.terraform.clone(), release: option(&one.release) }
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

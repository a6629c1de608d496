//! What left the document and exists: in come facts of the graph, out go sentences. Both dialects are named, for netgen does not know
//! which of them is deployed.

use super::{LockState, retained};
use crate::aws::{Left, LeftProvider, LeftResource, LeftRoot, LeftStack};
use crate::plan::Plan;
use crate::plan::lock::{Change, RETAINED, STACKS, State};

/// The part of the plan that says what left.
pub(super) fn print(plan: &Plan<'_>, left: &Left, lock: &LockState, out: &mut String) {
    // A lock of version 1 does not say what existed; what its addresses prove is said instead.
    let unseen = if left.is_unknown { retained::lines(plan, lock) } else { Vec::new() };
    let known = ("left the document; give up by --release", lines(left));
    for (heading, lines) in [("kept after their removal", unseen), known] {
        if !lines.is_empty() {
            out.extend(["\n", heading, "\n"]);
        }
        for line in lines {
            out.extend(["  ", &line, "\n"]);
        }
    }
}

/// Whether what exists leaves the document by a change of the lock.
pub(super) fn leaves(change: &Change) -> bool {
    matches!(change, Change::Changed { to, .. } if to.state == State::Left)
}

/// A line for each resource that is let go, then one for each stack that is to be deleted, in that order.
fn lines(left: &Left) -> Vec<String> {
    let stacks = left.stacks.iter().map(|one| stack(left, one));
    left.resources.iter().map(resource).chain(left_roots(left)).chain(stacks).collect()
}

/// What became of the thing at a path of the lock; `None` if it did not leave.
#[must_use]
pub fn left_line(left: &Left, path: &str) -> Option<String> {
    let (kind, name) = path.split_once('/')?;
    let mut resources = left.resources.iter().filter(|one| kind == RETAINED && one.identity == name);
    let mut stacks = left.stacks.iter().filter(|one| kind == STACKS && one.name == name);
    resources.next().map(resource).or_else(|| stacks.next().map(|one| stack(left, one)))
}

/// A line for each root module, and for each provider of one, that holds nothing any more.
#[must_use]
pub fn left_roots(left: &Left) -> Vec<String> {
    left.roots.iter().map(root).chain(left.providers.iter().map(provider)).collect()
}

fn resource(one: &LeftResource) -> String {
    let kept = one.cloudformation.as_ref().map(|(stack, id)| format!("{id} of stack {stack}"));
    let let_go = one.terraform.as_ref().map(|address| format!("{address} by terraform/{}removed.tf", one.folder));
    let ways: Vec<String> = kept.into_iter().chain(let_go).collect();
    format!("{}  kept: {}", one.release, ways.join(", "))
}

fn root(one: &LeftRoot) -> String {
    let place = one.folder.trim_end_matches('/');
    let folder = if place.is_empty() { "terraform".to_owned() } else { format!("terraform/{place}") };
    let when = format!("once `terraform -chdir={folder} state list` prints nothing");
    format!("{}  root {} holds nothing any more: apply it, and give it up {when}", one.release, one.name)
}

fn provider(one: &LeftProvider) -> String {
    let when = format!("once `{}` prints nothing", one.command());
    format!("{}  nothing is in {} any more: apply terraform/, and give its provider up {when}", one.release, one.name)
}

fn stack(left: &Left, one: &LeftStack) -> String {
    let mut line = format!("{}  to delete after all others", one.release);
    if !one.after.is_empty() {
        line.extend([" and ", &one.after.join(", ")]);
    }
    let kept: Vec<&str> = left.kept_of(&one.name).map(|(_, id)| id).collect();
    if !kept.is_empty() {
        line.extend(["; leaves ", &kept.join(", ")]);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_both_dialects_and_what_gives_it_up() {
        let eip = LeftResource {
            identity: "vpc/extra/nat/a".to_owned(),
            release: "retained.vpcs.extra.nat.a".to_owned(),
            cloudformation: Some(("corp-extra".to_owned(), "ExtraNatAEip".to_owned())),
            terraform: Some("aws_eip.extra_nat_a".to_owned()),
            folder: String::new(),
        };
        let gone = LeftStack {
            name: "corp-extra".to_owned(),
            release: "stacks.corp-extra".to_owned(),
            region: "eu-west-1".to_owned(),
            account: None,
            after: vec!["corp-reader".to_owned()],
        };
        let left = Left { resources: vec![eip], stacks: vec![gone], ..Left::default() };
        let expected = [
            "retained.vpcs.extra.nat.a  kept: ExtraNatAEip of stack corp-extra, aws_eip.extra_nat_a by terraform/removed.tf",
            "stacks.corp-extra  to delete after all others and corp-reader; leaves ExtraNatAEip",
        ];
        assert_eq!(lines(&left), expected);
        assert_eq!(left_line(&left, "retained/vpc/extra/nat/a").as_deref(), Some(expected[0]));
        assert_eq!(left_line(&left, "stack/corp-extra").as_deref(), Some(expected[1]));
        assert_eq!(left_line(&left, "vpc/extra"), None);
    }
}

//! How several roots are applied: the facts in `terraform/roots.json`, for machines, and a script that follows them,
//! `terraform/apply.sh`. The script is a program that is the same for all, and behind it a table of the roots in its words.

use serde::Serialize;

use super::address::At;
use super::providers;
use crate::artifact::Artifact;
use crate::aws::{Content, Graph, LeftRoot, Parameter, Root, Roots};
use crate::escape::{comment, shell_call};
use crate::network::{Account, Deployer, Network};

/// The path of the facts.
pub(super) const DATA: &str = "terraform/roots.json";

/// The path of the script.
pub(super) const SCRIPT: &str = "terraform/apply.sh";

/// All but the table.
const PROGRAM: &str = include_str!("../../templates/terraform/apply.sh");

#[derive(Serialize)]
struct Deployment<'a> {
    netgen: u32,
    /// In the order in which they are applied.
    roots: Vec<RootFacts<'a>>,
}

#[derive(Serialize)]
struct RootFacts<'a> {
    #[serde(rename = "root")]
    name: String,
    /// Below the folder of `roots.json`; `.` for that one.
    folder: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'a str>,
    region: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    after: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variables: Vec<Variable<'a>>,
}

#[derive(Serialize)]
struct Variable<'a> {
    name: &'a str,
    #[serde(flatten)]
    source: Source<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Source<'a> {
    /// An output of another root.
    From { root: String, output: &'a str },
    /// The deployer's choice.
    Choose(&'a str),
}

/// Both files.
pub(super) fn render(graph: &Graph, roots: &Roots, network: &Network, document: &str) -> [Artifact; 2] {
    let own = roots.iter().map(|(root, content)| providers::of(At { graph, roots, root }, content, network));
    let own: Vec<Vec<Parameter>> = own.map(|all| providers::guards(&all, network)).collect();
    let left = graph.left().roots.iter().map(|left| providers::guards(&[providers::of_left(left, network)], network));
    let left: Vec<Vec<Parameter>> = left.collect();
    let all = roots.iter().zip(&own).map(|((root, content), guards)| facts(graph, root, content, network, guards));
    let empty = graph.left().roots.iter().zip(&left).map(|(left, guards)| empty(left, network, guards));
    let deployment = Deployment { netgen: 1, roots: empty.chain(all).collect() };
    // Only texts and lists: nothing that JSON cannot say.
    let mut data = serde_json::to_string_pretty(&deployment).unwrap_or_default();
    data.push('\n');
    let text = script(&deployment, network, document);
    [Artifact { path: DATA.to_owned(), text: data }, Artifact { path: SCRIPT.to_owned(), text }]
}

/// Who deploys in an account: its id, or its name where the deployer gives the id; a role; a profile.
fn by(account: Option<&Account>) -> [Option<&str>; 3] {
    let (role, profile) = match account.map(|one| &one.deployer) {
        Some(Deployer::Role(arn)) => (Some(arn.as_str()), None),
        Some(Deployer::Profile(name)) => (None, Some(name.as_str())),
        Some(Deployer::Caller) | None => (None, None),
    };
    [account.map(|one| one.id.as_ref().map_or(one.name.as_str(), |id| id.as_str())), role, profile]
}

/// A folder as `roots.json` has it.
fn shown(folder: &str) -> String {
    if folder.is_empty() { ".".to_owned() } else { folder.trim_end_matches('/').to_owned() }
}

/// A root that holds nothing any more: applied before all others, since what it made reads what they have.
fn empty<'a>(left: &'a LeftRoot, network: &'a Network, guards: &'a [Parameter]) -> RootFacts<'a> {
    let account = network.accounts.iter().find(|one| left.account.as_deref() == Some(one.name.as_str()));
    let [account, role, profile] = by(account);
    RootFacts {
        name: left.name.clone(),
        folder: shown(&left.folder),
        account,
        role,
        profile,
        region: &left.region,
        after: Vec::new(),
        variables: guards.iter().map(choice).collect(),
    }
}

fn choice(parameter: &Parameter) -> Variable<'_> {
    Variable { name: &parameter.label, source: Source::Choose(&parameter.description) }
}

fn facts<'a>(
    graph: &'a Graph,
    root: Root,
    content: &'a Content,
    network: &'a Network,
    guards: &'a [Parameter],
) -> RootFacts<'a> {
    let [account, role, profile] = by(network.account_of(root.scope));
    let name = |root: Root| graph.folders().name(network, root);
    let chosen = providers::chosen(graph, content, guards).map(choice);
    let taken = content
        .inputs
        .iter()
        .map(|(output, input)| Variable { name: output, source: Source::From { root: name(input.from), output } });
    RootFacts {
        name: name(root),
        folder: shown(&graph.folders().root(root)),
        account,
        role,
        profile,
        region: network.scope(root.scope).region.as_str(),
        after: content.after().into_iter().map(name).collect(),
        variables: chosen.chain(taken).collect(),
    }
}

fn script(deployment: &Deployment<'_>, network: &Network, document: &str) -> String {
    let mut out = String::from("#!/bin/sh\n");
    let head = format!(
        "{}: applies its roots. Made by netgen from {document}; change that file and render again.",
        network.name
    );
    comment(&mut out, &head);
    out.push_str(PROGRAM);
    out.push_str("\n# --- The roots, in their order ");
    out.push_str(&"-".repeat(70));
    out.push_str("\n\nroots() {\n");
    for root in &deployment.roots {
        shell_call(&mut out, "root", &[&root.name, &root.folder]);
        for Variable { name, source } in &root.variables {
            match source {
                Source::From { root, output } => shell_call(&mut out, "from", &[name, root, output]),
                Source::Choose(what) => shell_call(&mut out, "choose", &[name, what]),
            }
        }
        out.push_str("  end\n");
    }
    out.push_str("}\n\nmain \"$@\"\n");
    out
}

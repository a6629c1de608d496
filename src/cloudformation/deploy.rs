//! The order of deployment: the facts that the script prints too, and `cloudformation/deploy.json` for machines.

use std::collections::BTreeMap;

use serde::Serialize;

use super::before::{Before, before};
use super::links::Links;
use super::{Format, nested, template_path};
use crate::aws::{Found, Graph, Left, ParameterId, ParameterKind, UnitId};
use crate::blueprint::StackMode;
use crate::network::{Account, Deployer, Network, ScopeId};

/// How a network is deployed.
#[derive(Serialize)]
pub(super) struct Deployment<'a> {
    netgen: u32,
    /// In the order in which they are deployed.
    pub stacks: Vec<Stack<'a>>,
    /// Stacks of earlier renders, in the order of their deletion, which comes after the deployment of all others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<Retired<'a>>,
}

/// A stack that is to be deleted.
#[derive(Serialize)]
pub(super) struct Retired<'a> {
    pub stack: &'a str,
    /// Where it is, in a document with accounts.
    #[serde(flatten)]
    pub by: Option<By<'a>>,
    pub region: &'a str,
    /// Stacks of this list that read it: they are deleted before.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    after: &'a [String],
    /// Resources that outlive it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept<'a>>,
    /// What `--release` takes once it is deleted.
    pub release: &'a str,
}

/// A resource that outlives its stack.
#[derive(Serialize)]
pub(super) struct Kept<'a> {
    /// Its logical id.
    pub id: &'a str,
    /// What it was in the document.
    was: &'a str,
    /// What `--release` takes once it is done with.
    release: &'a str,
}

#[derive(Serialize)]
pub(super) struct Stack<'a> {
    #[serde(rename = "stack")]
    pub name: String,
    pub template: String,
    /// In which account, in a document with accounts.
    #[serde(flatten)]
    pub by: Option<By<'a>>,
    pub region: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub capabilities: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter<'a>>,
    /// What has to be done before the stack is deployed, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Before<'a>>,
    /// Templates that have to be in a bucket first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uploads: Vec<String>,
}

/// An account, and who deploys there.
#[derive(Serialize)]
pub(super) struct By<'a> {
    /// Its name in the document.
    #[serde(skip)]
    pub name: &'a str,
    /// Its id, or its name where the deployer gives the id.
    pub account: &'a str,
    /// The role that is assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'a str>,
    /// The profile of the AWS CLI.
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'a str>,
}

impl<'a> By<'a> {
    fn of(account: &'a Account) -> Self {
        let (role, profile) = match &account.deployer {
            Deployer::Caller => (None, None),
            Deployer::Role(arn) => (Some(arn.as_str()), None),
            Deployer::Profile(profile) => (None, Some(profile.as_str())),
        };
        let name = account.name.as_str();
        Self { name, account: account.id.as_ref().map_or(name, |id| id.as_str()), role, profile }
    }

    pub(super) fn in_scope(network: &'a Network, scope: ScopeId) -> Option<Self> {
        network.account_of(scope).map(Self::of)
    }
}

#[derive(Serialize)]
pub(super) struct Parameter<'a> {
    pub name: &'a str,
    #[serde(flatten)]
    pub source: Source<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Source<'a> {
    /// An output of another stack.
    From { stack: String, output: &'a str },
    /// The deployer's choice.
    Choose(&'a str),
    /// The deployer's choice, which may be left out.
    #[serde(rename = "choose")]
    MayChoose(&'a str),
    /// Where the uploads are.
    #[serde(rename = "choose")]
    Base(&'a str),
    /// What AWS names only once other stacks are there.
    Lookup(Lookup<'a>),
    /// One value for the deployment that brings the parameter into its stack, and another one from then on.
    Passes {
        /// In the deployment that brings it.
        first: &'static str,
        /// In the second pass, and in every later deployment.
        then: &'static str,
    },
}

/// How a parameter is found. Until then it stays empty and what needs it is not made, or the stack cannot be made at all.
#[derive(Serialize)]
pub(crate) struct Lookup<'a> {
    /// The command that prints it.
    pub command: String,
    /// What the words in `${…}` of the command stand for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub with: BTreeMap<&'static str, Output<'a>>,
    /// Whether the stack cannot be made without it.
    #[serde(rename = "needed", skip_serializing_if = "std::ops::Not::not")]
    pub is_needed: bool,
    /// EC2's word for what is attached.
    #[serde(skip)]
    pub resource_type: &'static str,
    /// What is attached and the transit gateway: ids, or what stands in `with`.
    #[serde(skip)]
    pub ends: [(&'static str, Option<&'a str>); 2],
}

/// An output of a stack.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the words of `deploy.json`")]
pub(crate) struct Output<'a> {
    /// The stack.
    pub stack: String,
    /// The output's name.
    pub output: &'a str,
    /// The Region of the stack.
    #[serde(skip)]
    pub region: &'a str,
}

/// `corp-orders`: follows from the names alone, since a stack cannot be renamed.
pub(crate) fn stack_name(network: &Network, unit: &str) -> String {
    if network.name.as_str() == unit { unit.to_owned() } else { format!("{}-{unit}", network.name) }
}

/// How the stacks are deployed, which stand in that order.
pub(super) fn deployment<'a>(
    graph: &'a Graph,
    links: &'a Links,
    order: &[UnitId],
    network: &'a Network,
    format: Format,
) -> Deployment<'a> {
    let stacks = match network.stacks {
        StackMode::Separate => separate(graph, links, order, network, format),
        StackMode::Nested => vec![root(graph, links, order, network, format)],
    };
    Deployment { netgen: 1, stacks, retired: retired(graph.left(), network) }
}

/// The text of `deploy.json`.
pub(super) fn print(deployment: &Deployment<'_>) -> String {
    // Only texts and lists: nothing that JSON cannot say.
    let mut text = serde_json::to_string_pretty(deployment).unwrap_or_default();
    text.push('\n');
    text
}

fn retired<'a>(left: &'a Left, network: &'a Network) -> Vec<Retired<'a>> {
    let account = |word: &str| network.accounts.iter().find(|one| one.name.as_str() == word);
    let all = left.stacks.iter().map(|stack| Retired {
        stack: &stack.name,
        by: stack.account.as_deref().and_then(account).map(By::of),
        region: &stack.region,
        after: &stack.after,
        kept: left
            .kept_of(&stack.name)
            .map(|(one, id)| Kept { id, was: &one.identity, release: &one.release })
            .collect(),
        release: &stack.release,
    });
    all.collect()
}

fn choice(graph: &Graph, id: ParameterId) -> Parameter<'_> {
    let parameter = graph.parameter_of(id);
    let source = match parameter.kind {
        ParameterKind::Attachment(_) | ParameterKind::Given => Source::MayChoose(&parameter.description),
        ParameterKind::Protection => Source::Passes { first: "false", then: "true" },
        ParameterKind::Zone | ParameterKind::Account | ParameterKind::Key(_) => Source::Choose(&parameter.description),
    };
    Parameter { name: &parameter.logical_id, source }
}

/// A parameter that no output feeds: the deployer chooses it, or looks it up.
fn given<'a>(graph: &'a Graph, stack: &'a super::Stack, id: ParameterId, network: &'a Network) -> Parameter<'a> {
    let Some(lookup) = lookup(graph, stack, id, network) else { return choice(graph, id) };
    Parameter { name: &graph.parameter_of(id).logical_id, source: Source::Lookup(lookup) }
}

/// How a parameter of a stack is looked up; `None` for one that is chosen.
pub(crate) fn lookup<'a>(
    graph: &'a Graph,
    stack: &'a super::Stack,
    id: ParameterId,
    network: &'a Network,
) -> Option<Lookup<'a>> {
    let ParameterKind::Attachment(lookup) = &graph.parameter_of(id).kind else { return None };
    let with = lookup.of().into_iter().filter_map(|(word, found)| {
        let Found::Made(read) = found else { return None };
        let import = stack.lookups.get(read)?;
        Some((word, output(graph, import, network)))
    });
    Some(Lookup {
        command: lookup.command(network.scope(graph.unit_of(graph.node(lookup.made_with).unit).scope).region.as_str()),
        with: with.collect(),
        is_needed: lookup.is_needed,
        resource_type: lookup.resource_type,
        ends: lookup.of().map(|(word, found)| match found {
            Found::Made(_) => (word, None),
            Found::Existing(id) => (word, Some(id.as_str())),
        }),
    })
}

/// What another stack gives.
pub(super) fn output<'a>(graph: &'a Graph, import: &'a super::Import, network: &'a Network) -> Output<'a> {
    let unit = graph.unit_of(import.from);
    let region = network.scope(unit.scope).region.as_str();
    Output { stack: stack_name(network, &unit.name), output: &import.output, region }
}

fn capabilities(makes_roles: bool) -> &'static [&'static str] {
    if makes_roles { &["CAPABILITY_IAM"] } else { &[] }
}

/// The one stack that makes all others.
fn root<'a>(graph: &'a Graph, links: &'a Links, order: &[UnitId], network: &'a Network, format: Format) -> Stack<'a> {
    let base = Parameter { name: nested::BASE, source: Source::Base(nested::BASE_DESCRIPTION) };
    let choices = nested::choices(links, order).into_iter().map(|id| choice(graph, id));
    let template = |name: &str| format!("{name}.{}", format.extension());
    Stack {
        name: network.name.to_string(),
        template: template(nested::ROOT),
        by: By::in_scope(network, ScopeId::HOME),
        region: network.home().region.as_str(),
        capabilities: capabilities(order.iter().any(|unit| links.stack(*unit).makes_roles)),
        after: Vec::new(),
        parameters: std::iter::once(base).chain(choices).collect(),
        before: Vec::new(),
        uploads: order.iter().map(|unit| template(&graph.unit_of(*unit).name)).collect(),
    }
}

fn separate<'a>(
    graph: &'a Graph,
    links: &'a Links,
    order: &[UnitId],
    network: &'a Network,
    format: Format,
) -> Vec<Stack<'a>> {
    let name = |unit: UnitId| stack_name(network, &graph.unit_of(unit).name);
    let stacks = order.iter().map(|unit| {
        let stack = links.stack(*unit);
        let choices = stack.choices.iter().map(|id| given(graph, stack, *id, network));
        let imports = stack.imports.iter().map(|(parameter, import)| Parameter {
            name: parameter,
            source: Source::From { stack: name(import.from), output: &import.output },
        });
        Stack {
            name: name(*unit),
            template: template_path(graph, *unit, format),
            by: By::in_scope(network, graph.unit_of(*unit).scope),
            region: network.scope(graph.unit_of(*unit).scope).region.as_str(),
            capabilities: capabilities(stack.makes_roles),
            after: stack.after.iter().map(|other| name(*other)).collect(),
            parameters: choices.chain(imports).collect(),
            before: before(graph, stack, *unit, network),
            uploads: Vec::new(),
        }
    });
    stacks.collect()
}

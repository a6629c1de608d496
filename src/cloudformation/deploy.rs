//! The order of deployment for machines: `cloudformation/deploy.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::links::Links;
use super::{Format, nested};
use crate::aws::{Found, Graph, ParameterId, ParameterKind, UnitId};
use crate::blueprint::StackMode;
use crate::network::Network;

#[derive(Serialize)]
struct Deployment<'a> {
    netgen: u32,
    stacks: Vec<Stack<'a>>,
}

#[derive(Serialize)]
struct Stack<'a> {
    #[serde(rename = "stack")]
    name: String,
    template: String,
    region: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    capabilities: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    after: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<Parameter<'a>>,
    /// Templates that have to lie in a bucket first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    uploads: Vec<String>,
}

#[derive(Serialize)]
struct Parameter<'a> {
    name: &'a str,
    #[serde(flatten)]
    source: Source<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Source<'a> {
    /// An output of another stack.
    From { stack: String, output: &'a str },
    /// The deployer's choice.
    Choose(&'a str),
    /// What AWS names only once other stacks are there.
    Lookup(Lookup<'a>),
}

/// How a parameter is found. Until then it stays empty, and what needs it is not made.
#[derive(Serialize)]
pub(crate) struct Lookup<'a> {
    /// The command that prints it.
    pub command: String,
    /// What the words in `${…}` of the command stand for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub with: BTreeMap<&'static str, Output<'a>>,
}

/// An output of a stack.
#[derive(Serialize)]
pub(crate) struct Output<'a> {
    /// The stack.
    pub stack: String,
    /// The output's name.
    pub output: &'a str,
}

/// `corp-orders`: follows from the names alone, since a stack cannot be renamed.
pub(crate) fn stack_name(network: &Network, unit: &str) -> String {
    if network.name.as_str() == unit { unit.to_owned() } else { format!("{}-{unit}", network.name) }
}

/// The text of `deploy.json`, for stacks in the order in which they are deployed.
pub(super) fn print(graph: &Graph, links: &Links, order: &[UnitId], network: &Network, format: Format) -> String {
    let stacks = match network.stacks {
        StackMode::Separate => separate(graph, links, order, network, format),
        StackMode::Nested => vec![root(graph, links, order, network, format)],
    };
    // Only texts and lists: nothing that JSON cannot say.
    let mut text = serde_json::to_string_pretty(&Deployment { netgen: 1, stacks }).unwrap_or_default();
    text.push('\n');
    text
}

fn choice(graph: &Graph, id: ParameterId) -> Parameter<'_> {
    let parameter = graph.parameter_of(id);
    Parameter { name: &parameter.logical_id, source: Source::Choose(&parameter.description) }
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
        let stack = stack_name(network, &graph.unit_of(import.from).name);
        Some((word, Output { stack, output: &import.output }))
    });
    Some(Lookup { command: lookup.command(network.region.as_str()), with: with.collect() })
}

fn capabilities(makes_roles: bool) -> &'static [&'static str] {
    if makes_roles { &["CAPABILITY_IAM"] } else { &[] }
}

/// The one stack that makes all others.
fn root<'a>(graph: &'a Graph, links: &'a Links, order: &[UnitId], network: &'a Network, format: Format) -> Stack<'a> {
    let base = Parameter { name: nested::BASE, source: Source::Choose(nested::BASE_DESCRIPTION) };
    let choices = nested::choices(links, order).into_iter().map(|id| choice(graph, id));
    let template = |name: &str| format!("{name}.{}", format.extension());
    Stack {
        name: network.name.to_string(),
        template: template(nested::ROOT),
        region: network.region.as_str(),
        capabilities: capabilities(order.iter().any(|unit| links.stack(*unit).makes_roles)),
        after: Vec::new(),
        parameters: std::iter::once(base).chain(choices).collect(),
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
            template: format!("{}.{}", graph.unit_of(*unit).name, format.extension()),
            region: network.region.as_str(),
            capabilities: capabilities(stack.makes_roles),
            after: stack.after.iter().map(|other| name(*other)).collect(),
            parameters: choices.chain(imports).collect(),
            uploads: Vec::new(),
        }
    });
    stacks.collect()
}

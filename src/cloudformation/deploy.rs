//! The order of deployment for machines: `cloudformation/deploy.json`.

use serde::Serialize;

use super::Format;
use super::links::Links;
use crate::aws::{Graph, UnitId};
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
}

/// `corp-orders`: follows from the names alone, since a stack cannot be renamed.
pub(crate) fn stack_name(network: &Network, unit: &str) -> String {
    if network.name.as_str() == unit { unit.to_owned() } else { format!("{}-{unit}", network.name) }
}

/// The text of `deploy.json`, for stacks in the order in which they are deployed.
pub(super) fn print(graph: &Graph, links: &Links, order: &[UnitId], network: &Network, format: Format) -> String {
    let name = |unit: UnitId| stack_name(network, &graph.unit_of(unit).name);
    let stacks = order.iter().map(|unit| {
        let stack = links.stack(*unit);
        let choices = stack.choices.iter().map(|id| graph.parameter_of(*id));
        let choices = choices.map(|one| Parameter { name: &one.logical_id, source: Source::Choose(&one.description) });
        let imports = stack.imports.iter().map(|(parameter, import)| Parameter {
            name: parameter,
            source: Source::From { stack: name(import.from), output: &import.output },
        });
        Stack {
            name: name(*unit),
            template: format!("{}.{}", graph.unit_of(*unit).name, format.extension()),
            region: network.region.as_str(),
            capabilities: if stack.makes_roles { &["CAPABILITY_IAM"] } else { &[] },
            after: stack.after.iter().map(|other| name(*other)).collect(),
            parameters: choices.chain(imports).collect(),
        }
    });
    let deployment = Deployment { netgen: 1, stacks: stacks.collect() };
    // Only texts and lists: nothing that JSON cannot say.
    let mut text = serde_json::to_string_pretty(&deployment).unwrap_or_default();
    text.push('\n');
    text
}

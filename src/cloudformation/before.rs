//! What is done before a stack, since CloudFormation has no type for it. In come the steps that a stack needs, out go the commands and what their
//! words stand for, which `deploy.json`, `deploy.sh` and the documents print.

use std::collections::BTreeMap;

use serde::Serialize;

use super::deploy::{By, Output, output};
use crate::aws::{Graph, StepWords, UnitId};
use crate::network::Network;

/// A step before a stack, for which CloudFormation has no type. It is done, or not needed, once `done` prints `until`; else `run` does it, and
/// `done` is asked again until it prints that.
#[derive(Serialize)]
pub(crate) struct Before<'a> {
    /// `accept-share`, `see-transit-gateway`, `see-profile`, `see-rule`, `accept-attachment` or `await-attachment`.
    pub step: &'static str,
    /// What is done, for people.
    #[serde(skip)]
    pub what: &'static str,
    /// In which account, in a document with accounts: that of the stack.
    #[serde(flatten)]
    by: Option<By<'a>>,
    region: &'a str,
    /// The command that prints how far it is. It fails as long as AWS does not know what it asks for.
    pub done: String,
    /// The command that does it; a step without one only waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// What the first command prints once it is done.
    pub until: &'static str,
    /// What the words in `${…}` of the commands stand for: an output of a stack, or what a command prints.
    pub with: BTreeMap<&'static str, Word<'a>>,
    /// The output that it is about.
    #[serde(skip)]
    pub of: (String, &'a str),
}

/// What a word of a command stands for.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Word<'a> {
    /// An output of a stack.
    Output(Output<'a>),
    /// What a command prints.
    Printed {
        /// The command. It prints nothing as long as there is nothing.
        command: String,
    },
}

/// The steps before a stack, in their order.
pub(crate) fn before<'a>(
    graph: &'a Graph,
    stack: &'a super::Stack,
    unit: UnitId,
    network: &'a Network,
) -> Vec<Before<'a>> {
    let scope = graph.unit_of(unit).scope;
    let region = network.scope(scope).region.as_str();
    let command = |text: &str| format!("{text} --region {region} --output text");
    let steps = stack.steps.iter().map(|(step, import)| {
        let StepWords { name, what, of, done, until, run, with } = step.words();
        let about = output(graph, import, network);
        let of_stack = (about.stack.clone(), about.output);
        let printed = with.map(|(word, text)| (word, Word::Printed { command: command(text) }));
        Before {
            step: name,
            what,
            by: By::in_scope(network, scope),
            region,
            done: command(done),
            run: run.map(command),
            until,
            with: std::iter::once((of, Word::Output(about))).chain(printed).collect(),
            of: of_stack,
        }
    });
    steps.collect()
}

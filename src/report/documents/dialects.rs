//! `docs/dialects.md`: what one dialect says and the other says elsewhere, or cannot say. It comes from the facts of the
//! resources that are there, so it is never longer than the network needs.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::markdown::Prose;
use super::super::words::join;
use crate::aws::{Body, Fact, Graph, KindOf, Names, OutputValue, nested};

#[derive(Serialize)]
pub(super) struct Dialects {
    /// Resources that one dialect has.
    kinds: Vec<KindRow>,
    /// Arguments that one dialect has, of resources that both have.
    arguments: Vec<ArgumentRow>,
    /// Outputs that Terraform alone has, with commas.
    outputs: String,
    why_outputs: Prose,
    /// What CloudFormation leaves to people.
    by_hand: Vec<ByHand>,
}

#[derive(Serialize)]
struct KindRow {
    kind: &'static str,
    dialect: &'static str,
    number: usize,
    why: Prose,
}

#[derive(Serialize)]
struct ArgumentRow {
    cloudformation: &'static str,
    terraform: &'static str,
    dialect: &'static str,
    argument: &'static str,
    why: Prose,
}

#[derive(Serialize)]
struct ByHand {
    number: usize,
    what: Prose,
}

const CLOUDFORMATION: &str = "CloudFormation";
const TERRAFORM: &str = "Terraform";

/// An argument of one dialect: dialect, name, reason.
type Only = (&'static str, &'static str, Prose);

pub(super) fn view(graph: &Graph) -> Dialects {
    let mut numbers: BTreeMap<KindOf, usize> = BTreeMap::new();
    let mut only: BTreeMap<KindOf, BTreeSet<Only>> = BTreeMap::new();
    let mut body = Body::default();
    for (id, node) in graph.nodes() {
        *numbers.entry(node.kind).or_default() += 1;
        graph.describe(id, &mut body);
        one_sided(body.facts(), only.entry(node.kind).or_default());
    }
    let (mut kinds, mut arguments, mut by_hand) = (Vec::new(), Vec::new(), Vec::new());
    for (kind, number) in &numbers {
        let own = &only[kind];
        match (kind.cloudformation(), kind.terraform()) {
            (Some(cloudformation), Some(terraform)) => {
                arguments.extend(own.iter().map(|(dialect, argument, why)| ArgumentRow {
                    cloudformation,
                    terraform,
                    dialect,
                    argument,
                    why: *why,
                }));
            }
            (cloudformation, terraform) => {
                let why = own.first().map_or(Prose("-"), |(_, _, why)| *why);
                let dialect = if cloudformation.is_some() { CLOUDFORMATION } else { TERRAFORM };
                let name = cloudformation.or(terraform).unwrap_or("-");
                kinds.push(KindRow { kind: name, dialect, number: *number, why });
            }
        }
        if !kind.by_hand().is_empty() {
            by_hand.push(ByHand { number: *number, what: Prose(kind.by_hand()) });
        }
    }
    let outputs = graph.outputs().filter(|output| !output.value.is_in_cloudformation());
    Dialects {
        kinds,
        arguments,
        outputs: join(outputs.map(|output| &output.label), ", "),
        why_outputs: Prose(OutputValue::WHY_SECRET),
        by_hand,
    }
}

/// Facts that one dialect says alone. What stands in such a fact goes with it.
fn one_sided(facts: &[Fact<'_>], found: &mut BTreeSet<Only>) {
    for (fact, inner) in nested(facts) {
        match fact.names() {
            Some(Names { cloudformation: Some(name), terraform: None, why }) => {
                found.insert((CLOUDFORMATION, name, Prose(why.unwrap_or("-"))));
            }
            Some(Names { cloudformation: None, terraform: Some(name), why }) => {
                found.insert((TERRAFORM, name, Prose(why.unwrap_or("-"))));
            }
            _ => one_sided(inner, found),
        }
    }
}

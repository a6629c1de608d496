//! `docs/dialects.md`: what one dialect says and the other says elsewhere, or cannot say. It comes from the facts of the
//! resources that are there, so it is never longer than the network needs.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::markdown::{Prose, code};
use super::super::words::join;
use crate::aws::{Body, Clash, Fact, Gap, Graph, KindOf, Names, OutputValue, Replaced, nested};
use crate::cloudformation::stack_name;
use crate::dialect::{Feature, Place, Said};
use crate::net::ProviderVersion;
use crate::plan::Plan;

#[derive(Serialize)]
pub(super) struct Dialects {
    /// Resources that one dialect has.
    kinds: Vec<KindRow>,
    /// Arguments that one dialect has, of resources that both have.
    arguments: Vec<ArgumentRow>,
    /// Outputs that Terraform alone has, with commas.
    outputs: String,
    why_outputs: Prose,
    /// Features that a dialect cannot say, says from a version on, or leaves to people.
    features: Vec<FeatureRow>,
    /// What CloudFormation leaves to people.
    by_hand: Vec<ByHand>,
    /// What CloudFormation cannot replace in one deployment.
    clashes: Vec<ClashRow>,
    /// What CloudFormation deletes before it makes it anew.
    gaps: Vec<GapRow>,
    /// What is retained, and left behind where it is replaced.
    left_behind: Vec<LeftBehind>,
    /// What CloudFormation is told in a second pass.
    looked_up: Vec<LookedUp>,
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
struct FeatureRow {
    feature: Prose,
    cloudformation: String,
    terraform: String,
    by_hand: Prose,
}

#[derive(Serialize)]
struct ByHand {
    number: usize,
    what: Prose,
}

#[derive(Serialize)]
struct ClashRow {
    kind: &'static str,
    /// The properties that force a replacement.
    on: String,
    why: Prose,
    what: Prose,
}

#[derive(Serialize)]
struct GapRow {
    kind: &'static str,
    /// The properties that force a replacement.
    on: String,
    meanwhile: Prose,
}

#[derive(Serialize)]
struct LeftBehind {
    kind: &'static str,
    /// The properties that force a replacement, of those that the network writes.
    on: String,
}

#[derive(Serialize)]
struct LookedUp {
    parameter: String,
    stack: String,
}

const CLOUDFORMATION: &str = "CloudFormation";
const TERRAFORM: &str = "Terraform";

/// An argument of one dialect: dialect, name, reason.
type Only = (&'static str, &'static str, Prose);

pub(super) fn view(plan: &Plan<'_>, graph: &Graph) -> Dialects {
    let mut numbers: BTreeMap<KindOf, usize> = BTreeMap::new();
    let mut only: BTreeMap<KindOf, BTreeSet<Only>> = BTreeMap::new();
    let (mut body, mut used) = (Body::default(), BTreeSet::new());
    for (id, node) in graph.nodes() {
        *numbers.entry(node.kind).or_default() += 1;
        graph.describe(id, &mut body);
        let found = only.entry(node.kind).or_default();
        one_sided(body.facts(), found);
        used.extend(body.features());
        found.extend(body.no_terraform_tags().map(|why| (CLOUDFORMATION, "Tags", Prose(why))));
        found.extend(body.no_cloudformation_tags().map(|why| (TERRAFORM, "tags", Prose(why))));
    }
    let (kinds, arguments, by_hand) = rows(&numbers, &only);
    let outputs = graph.outputs().filter(|output| !output.value.is_in_cloudformation());
    let clashes = numbers.keys().filter_map(|kind| clash(*kind)).collect();
    let gaps = numbers.keys().filter_map(|kind| gap(*kind)).collect();
    Dialects {
        kinds,
        arguments,
        outputs: join(outputs.map(|output| &output.label), ", "),
        why_outputs: Prose(OutputValue::WHY_SECRET),
        features: features(&used),
        by_hand,
        clashes,
        gaps,
        left_behind: left_behind(graph),
        looked_up: looked_up(plan, graph),
    }
}

/// What the dialects have for the features that are used: those that both have as they are, but for the version that `versions.tf` states,
/// are left out.
fn features(used: &BTreeSet<Feature>) -> Vec<FeatureRow> {
    let place = |(thing, part): Place| format!("{} of {}", code(part), code(thing));
    let rows = used.iter().map(|feature| feature.said()).filter(|said| said.is_asked || !said.by_hand.is_empty());
    let row = |said: &Said| FeatureRow {
        feature: Prose(said.words),
        cloudformation: said.cloudformation.map_or_else(|| "-".to_owned(), place),
        terraform: said.terraform.map_or_else(
            || "-".to_owned(),
            |argument| match said.provider {
                floor if floor == ProviderVersion::default() => place(argument),
                floor => format!("{}, from {floor} on", place(argument)),
            },
        ),
        by_hand: Prose(if said.by_hand.is_empty() { "-" } else { said.by_hand }),
    };
    rows.map(row).collect()
}

/// Kinds of one dialect, arguments of one dialect of the kinds that both have, and what is left to people.
fn rows(
    numbers: &BTreeMap<KindOf, usize>,
    only: &BTreeMap<KindOf, BTreeSet<Only>>,
) -> (Vec<KindRow>, Vec<ArgumentRow>, Vec<ByHand>) {
    let (mut kinds, mut arguments, mut by_hand) = (Vec::new(), Vec::new(), Vec::new());
    for (kind, number) in numbers {
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
    (kinds, arguments, by_hand)
}

/// Why a resource of a kind cannot be replaced in one deployment, if so.
fn clash(kind: KindOf) -> Option<ClashRow> {
    let Replaced::Clashes(Clash { on, why, what }) = kind.change().replaced else { return None };
    Some(ClashRow { kind: kind.cloudformation()?, on: codes(on), why: Prose(why), what: Prose(what) })
}

/// What holds between the old resource of a kind and the new one, if CloudFormation deletes first and a document can ask for it.
fn gap(kind: KindOf) -> Option<GapRow> {
    let Replaced::DeletedFirst(Gap { on, meanwhile, .. }) = kind.change().replaced else { return None };
    (!on.is_empty()).then_some(GapRow { kind: kind.cloudformation()?, on: codes(on), meanwhile: Prose(meanwhile) })
}

/// Retained kinds of which the new one is made first.
fn left_behind(graph: &Graph) -> Vec<LeftBehind> {
    let mut body = Body::default();
    let mut all: BTreeMap<KindOf, BTreeSet<&str>> = BTreeMap::new();
    for (id, node) in graph.nodes().filter(|(_, node)| node.retain && !node.kind.change().is_deleted_first()) {
        graph.describe(id, &mut body);
        let written = body.values().filter_map(|(names, _)| names.cloudformation);
        let forces = node.kind.change().create_only;
        all.entry(node.kind).or_default().extend(written.filter_map(|name| forces.iter().find(|own| **own == name)));
    }
    let row = |(kind, on): (KindOf, BTreeSet<&str>)| {
        let on: Vec<&str> = on.into_iter().collect();
        (!on.is_empty()).then_some(LeftBehind { kind: kind.cloudformation()?, on: codes(&on) })
    };
    all.into_iter().filter_map(row).collect()
}

fn codes(properties: &[&str]) -> String {
    properties.iter().map(|property| code(property)).collect::<Vec<_>>().join(", ")
}

/// Parameters that are empty until AWS made what they are about, each once, with the stack that has them.
fn looked_up(plan: &Plan<'_>, graph: &Graph) -> Vec<LookedUp> {
    let waiting = graph.nodes().filter_map(|(_, node)| Some((node.only_with?, node.unit)));
    let waiting: BTreeSet<_> = waiting.collect();
    let row = |(parameter, unit)| LookedUp {
        parameter: graph.parameter_of(parameter).logical_id.clone(),
        stack: stack_name(plan.network, &graph.unit_of(unit).name),
    };
    waiting.into_iter().map(row).collect()
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

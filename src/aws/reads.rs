//! What resources take of others in Terraform: in comes a graph, out go what each one reads, and which ones wait for another team. Decides
//! nothing.

use std::collections::BTreeSet;

use super::body::{Body, Fact, nested};
use super::graph::{Graph, NodeId, Unit};
use super::owner::UnitOwner;
use super::step::Step;
use super::value::{OnlyIn, Read, Value};

/// Routes that wait for what another team does.
pub(super) fn awaits(graph: &Graph) -> BTreeSet<NodeId> {
    let mut body = Body::default();
    let mut waits = |id: NodeId| {
        graph.describe(id, &mut body);
        body.steps().iter().any(|step| matches!(step, Step::AwaitAttachment(_)))
    };
    let units = graph.units().iter().filter(|unit| matches!(unit.owner, UnitOwner::MemberRoutes(..)));
    units.flat_map(Unit::nodes).filter(|id| waits(*id)).collect()
}

/// What each resource reads of others in Terraform.
pub(super) fn reads(graph: &Graph) -> Vec<Vec<Read>> {
    let mut body = Body::default();
    let of = graph.nodes().map(|(id, node)| {
        let mut reads = Vec::new();
        if node.kind.terraform().is_some() {
            graph.describe(id, &mut body);
            each_value(body.facts(), &body, &mut |value| {
                value.each_read(|read, only| {
                    if only != OnlyIn::CloudFormation && graph.node(read.node).kind.terraform().is_some() {
                        reads.push(read);
                    }
                });
            });
        }
        reads
    });
    of.collect()
}

/// Every value that Terraform's arguments have.
pub(super) fn each_value<'a>(facts: &[Fact<'a>], body: &Body<'a>, with: &mut impl FnMut(Value<'a>)) {
    for (fact, inner) in nested(facts) {
        if fact.names().is_none_or(|names| names.terraform.is_none()) {
            continue;
        }
        match fact {
            Fact::Set(_, value) | Fact::Single(_, value) => with(value),
            Fact::List(_, start, end) | Fact::Keyed(_, _, start, end) => {
                body.items(start, end).iter().for_each(|value| with(*value));
            }
            Fact::Open(..) => each_value(inner, body, with),
            Fact::Close => {}
        }
    }
}

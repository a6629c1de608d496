//! Rules that refer to groups of other VPCs. In come the planned VPCs and what is made of them; out goes a unit for each pair of VPCs
//! whose groups refer to each other.
//!
//! Such a rule reads a group of either VPC. With its own group it would stand in a stack that needs the other VPC's, and two VPCs that
//! refer to each other would wait for each other for ever. So it stands with neither, and which unit it is in follows from the
//! names of the two VPCs, never from what joins them: a rule that moved between stacks would be replaced.

use std::collections::BTreeMap;

use super::super::dns::Made;
use super::protocol_words;
use crate::aws::graph::{Graph, Place, Ref, UnitId};
use crate::aws::kind::{EgressRule, IngressRule, Over, VpcPeering};
use crate::aws::owner::UnitOwner;
use crate::network::{Between, GroupOf, GroupPeer, NamedBy, Network, PeeringId, Rule, SecurityGroup, VpcId};
use crate::plan::Plan;

/// Adds the rules of all VPCs that refer to groups of others.
pub(in crate::aws::lower) fn join(
    plan: &Plan<'_>,
    made: &[Made],
    peerings: &BTreeMap<PeeringId, Ref<VpcPeering>>,
    graph: &mut Graph,
) {
    let mut units: BTreeMap<(VpcId, VpcId), Vec<Reference<'_>>> = BTreeMap::new();
    for vpc in &plan.vpcs {
        for reference in vpc.vpc.groups.iter().enumerate().flat_map(|group| references(vpc.id, group)) {
            let other = reference.of.vpc;
            units.entry((vpc.id.min(other), vpc.id.max(other))).or_default().push(reference);
        }
    }
    let made = made.iter().map(|one| (one.id, one)).collect();
    let mut join = Join { network: plan.network, made, peerings, graph };
    for ((one, other), references) in units {
        let unit = join.unit(one, other);
        for of_vpc in references.chunk_by(|a, b| a.vpc == b.vpc) {
            let heading = format!("Security groups of VPC {}", join.name(of_vpc[0].vpc));
            let place = join.graph.group(unit, heading);
            for reference in of_vpc {
                join.rule(place, reference);
            }
        }
    }
}

/// A rule that refers to a group of another VPC.
struct Reference<'n> {
    vpc: VpcId,
    /// Index of the group in its VPC.
    group: usize,
    rule: &'n Rule,
    of: &'n GroupOf,
    /// Whether it is about what comes in.
    ingress: bool,
}

/// The rules of a group that refer to groups of other VPCs.
fn references(vpc: VpcId, (group, meant): (usize, &SecurityGroup)) -> impl Iterator<Item = Reference<'_>> {
    let egress = meant.egress.iter().flatten().map(|rule| (rule, false));
    let rules = meant.ingress.iter().map(|rule| (rule, true)).chain(egress);
    rules.filter_map(move |(rule, ingress)| match &rule.peer {
        GroupPeer::GroupOf(of) if of.is_reference() => Some(Reference { vpc, group, rule, of, ingress }),
        _ => None,
    })
}

struct Join<'a, 'n> {
    network: &'n Network,
    made: BTreeMap<VpcId, &'a Made>,
    peerings: &'a BTreeMap<PeeringId, Ref<VpcPeering>>,
    graph: &'a mut Graph,
}

impl<'n> Join<'_, 'n> {
    fn name(&self, vpc: VpcId) -> &'n str {
        self.network.vpc(vpc).name.as_str()
    }

    fn unit(&mut self, one: VpcId, other: VpcId) -> UnitId {
        let (network, own, theirs) = (self.network, self.name(one), self.name(other));
        let description = format!("{} - rules between security groups of VPC {own} and VPC {theirs}", network.name);
        super::super::unit(self.graph, network, UnitOwner::GroupRules(one, other), description)
    }

    fn rule(&mut self, place: Place, reference: &Reference<'_>) {
        let Reference { vpc, group, rule, of, ingress } = reference;
        let (Some(own), Some(other)) = (self.made.get(vpc), self.made.get(&of.vpc)) else { return };
        let over = match of.by {
            NamedBy::Group(Between::Peering(id)) => self.peerings.get(&id).copied().map(Over::Peering),
            NamedBy::Group(Between::Hub(_)) => {
                let (first, second) = if own.id < other.id { (own, other) } else { (other, own) };
                first.attachment.zip(second.attachment).map(|(one, other)| Over::Hub([one, other]))
            }
            NamedBy::Addresses(_) => return,
        };
        let group_name = |vpc: VpcId, group: usize| self.network.vpc(vpc).groups[group].name.as_str();
        let (protocol, word) = (rule.protocol, if *ingress { "from" } else { "to" });
        let (words, peer) = (protocol_words(protocol), group_name(of.vpc, of.group.0));
        // The peer as the document names it, so that no group of the same VPC has the same words.
        let path = [self.name(*vpc), group_name(*vpc, *group), word, "vpc", self.name(of.vpc), "group", peer, &words];
        let text = || format!("{protocol} {word} {}", of.place);
        let description = rule.description.as_ref().map_or_else(text, ToString::to_string);
        let (group, peer) = (own.groups[*group], other.groups[of.group.0]);
        if *ingress {
            self.graph.add(place, &path, IngressRule { group, from: peer, protocol, description, over });
        } else {
            self.graph.add(place, &path, EgressRule { group, to: peer, protocol, description, over });
        }
    }
}

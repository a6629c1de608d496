//! NG0974: security groups of which no packet makes use: a rule about a VPC, a group or a site that the VPC of the group does not reach,
//! and a group that accepts nothing, opens nothing and is named by nobody.

use std::collections::BTreeSet;

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{
    AwsEnd, End, GroupId, GroupPeer, HubId, Network, Peering, PlaceOf, Relation, SecurityGroup, SegmentId, VpcId,
};
use crate::plan::VpcPlan;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let ends = Ends::of(network);
    for plan in &facts.plan.vpcs {
        for group in &plan.vpc.groups {
            let ingress = group.ingress.iter().map(|rule| (rule, "from"));
            for (rule, word) in ingress.chain(group.egress.iter().flatten().map(|rule| (rule, "to"))) {
                if let Some(place) = rule.peer.place().filter(|place| ends.are_apart(plan.id, place.of)) {
                    let name = format!("vpc/{}/group/{}", plan.vpc.name, group.name);
                    let message = format!("security group `{name}` names `{place}`, which its VPC does not reach");
                    let finding = Diagnostic::new(Code::NeverMeet, message).at(rule.span, "");
                    let finding = finding
                        .one_of(HEADING, format!("{name} {word} {place}"))
                        .why("no route leads there, so the rule is never used");
                    diagnostics.push(finding.help(HELP));
                }
            }
        }
        for (index, group) in plan.vpc.groups.iter().enumerate() {
            if is_dead(group) && !ends.named.contains(&(plan.id, GroupId(index))) {
                diagnostics.push(dead(plan, group));
            }
        }
    }
}

const HEADING: &str = "rules or security groups that no packet makes use of";

const HELP: &str = "join the two by a peering or by segments that reach each other, or remove the rule";

/// Whether a group neither accepts nor opens anything.
fn is_dead(group: &SecurityGroup) -> bool {
    group.ingress.is_empty() && group.egress.as_ref().is_some_and(Vec::is_empty)
}

fn dead(plan: &VpcPlan<'_>, group: &SecurityGroup) -> Diagnostic {
    let name = format!("vpc/{}/group/{}", plan.vpc.name, group.name);
    let message = format!("security group `{name}` accepts nothing, opens nothing and is named by no rule");
    let finding = Diagnostic::new(Code::NeverMeet, message).at(group.span, "").one_of(HEADING, name);
    let finding = finding.why("members of it alone reach nobody, and nobody reaches them");
    finding.help("write its `ingress` or `egress`, name it in a rule of another group, or remove it")
}

/// Who is joined to whom.
struct Ends<'n> {
    network: &'n Network,
    /// VPCs with a peering, in both orders.
    peered: BTreeSet<(VpcId, VpcId)>,
    /// Groups that rules name.
    named: BTreeSet<(VpcId, GroupId)>,
}

impl<'n> Ends<'n> {
    fn of(network: &'n Network) -> Self {
        let ends = network.peerings.iter().filter_map(Peering::ends);
        let peered = ends.flat_map(|(one, other)| [(one, other), (other, one)]).collect();
        let mut named = BTreeSet::new();
        for (id, vpc) in (0..).map(VpcId).zip(&network.vpcs) {
            let rules = vpc.groups.iter().flat_map(|group| group.ingress.iter().chain(group.egress.iter().flatten()));
            named.extend(rules.filter_map(|rule| match &rule.peer {
                GroupPeer::Group(group) => Some((id, *group)),
                GroupPeer::GroupOf(of) => Some((of.vpc, of.group)),
                _ => None,
            }));
        }
        Self { network, peered, named }
    }

    /// Whether nothing joins a VPC and a place. Tiers are the VPC's own, and pools hold addresses of many.
    fn are_apart(&self, own: VpcId, place: PlaceOf) -> bool {
        match place {
            PlaceOf::Vpc(other) => other != own && !self.peered.contains(&(own, other)) && !self.joined(own, other),
            PlaceOf::Site(site) => match &self.network.site(site).end {
                AwsEnd::Vpcs(vpcs) => !vpcs.contains(&own),
                AwsEnd::Segment(hub, segment) => !self.reaches(own, *hub, *segment),
            },
            PlaceOf::Segment(hub, segment) => !self.reaches(own, hub, segment),
            PlaceOf::Tier(_) | PlaceOf::Pool(_) => false,
        }
    }

    /// Whether something besides a peering may join two VPCs: segments, or a router of a site that has both before it.
    fn joined(&self, own: VpcId, other: VpcId) -> bool {
        let by_site = |id: VpcId| self.network.vpc(id).vpn_gateway.is_some();
        let by_hub = self.network.membership(other).is_some_and(|(hub, segment)| self.reaches(own, hub, segment));
        by_hub || by_site(own) || by_site(other)
    }

    /// Whether a VPC may reach a segment. Static routes of a document, and those between gateways, may lead to more than segments say.
    fn reaches(&self, own: VpcId, hub: HubId, segment: SegmentId) -> bool {
        let Some((same, from)) = self.network.membership(own) else { return false };
        let gateway = &self.network.hubs[hub.0];
        let own = self.network.hubs[same.0].segment(from);
        same != hub
            || gateway.relation(from, End::Segment(segment)) != Relation::None
            || !own.static_routes.is_empty()
            || !gateway.segment(segment).static_routes.is_empty()
    }
}

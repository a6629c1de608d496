//! NG0972: security groups that let their members open every port to every address, stated or by AWS's default.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::Ports;
use crate::network::{End, HubId, Network, Protocol, Relation, SecurityGroup};
use crate::plan::VpcPlan;

/// Only where packets find a way to the internet: in a VPC without one, routes say already where members may connect to. A group that
/// states nothing is an error where `require` asks for it.
pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    for plan in facts.plan.vpcs.iter().filter(|plan| goes_out(network, plan)) {
        for group in &plan.vpc.groups {
            if let Some((place, words)) = opens_all(group, network.require.egress.is_some()) {
                let name = format!("vpc/{}/group/{}", plan.vpc.name, group.name);
                let message = format!("security group `{name}` opens every port to every address");
                let finding = Diagnostic::new(Code::AnyEgress, message).at(place, words);
                let finding = finding.one_of("security groups that open every port to every address", name);
                let finding = finding.why(WHY).help(HELP[0]).help(HELP[1]);
                diagnostics.push(finding);
            }
        }
    }
}

const WHY: &str = "whoever takes over a member can send what it finds to anywhere";

const HELP: [&str; 2] = [
    "write what members connect to: `egress: [{to: db, tcp: 5432}, {to: internet, tcp: 443}]`",
    "answers to what `ingress` accepts need no rule",
];

/// Whether hosts of a VPC reach the internet, by a gateway of their own or by the transit gateway.
fn goes_out(network: &Network, plan: &VpcPlan<'_>) -> bool {
    let mut routes = plan.tables.iter().flat_map(|table| table.routes.beyond());
    let by_hub = |(hub, segment): (HubId, _)| network.hubs[hub.0].relation(segment, End::Internet) != Relation::None;
    routes.any(|route| route.destination.is_default() && plan.is_own_exit(route.target))
        || network.membership(plan.id).is_some_and(by_hub)
}

/// Where a group opens all ports to all addresses, and how it says so.
fn opens_all(group: &SecurityGroup, stated: bool) -> Option<(Span, &'static str)> {
    let Some(rules) = &group.egress else {
        return (!stated).then_some((group.span, "without `egress` AWS allows all"));
    };
    let all = |protocol: Protocol| matches!(protocol, Protocol::All | Protocol::Tcp(Ports::ALL));
    let rule = rules.iter().find(|rule| rule.peer.is_everybody() && all(rule.protocol))?;
    Some((rule.span, ""))
}

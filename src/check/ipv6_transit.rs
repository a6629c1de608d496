//! NG0720: IPv6 of VPCs that a transit gateway does not carry: none at all, not that of tiers with an exit of their own, and not
//! that of segments whose traffic is inspected.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, plural};
use crate::network::{End, Hub, Network, Purpose, Vpc};
use crate::plan::HubPlan;

/// So many VPCs, tiers or pairs are named.
const NAMED: usize = 5;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    for decided in &facts.plan.hubs {
        let hub = &network.hubs[decided.hub.0];
        let mut members: Vec<_> =
            decided.spokes.iter().flatten().map(|vpc| network.vpc(*vpc)).filter(|vpc| vpc.ipv6).collect();
        members.sort_by(|one, other| one.name.cmp(&other.name));
        let Some(first) = members.first() else { continue };
        if !hub.ipv6 {
            diagnostics.push(switched_off(hub, &members).also(first.span, format!("`{}` has IPv6", first.name)));
            continue;
        }
        for finding in own_way(network, hub, &members).into_iter().chain(inspected(network, hub, decided)) {
            diagnostics.push(finding);
        }
    }
}

/// A gateway that is left to IPv4.
fn switched_off(hub: &Hub, members: &[&Vpc]) -> Diagnostic {
    let word = plural(members.len(), "VPC");
    let names = listed(members.iter().map(|vpc| format!("`{}`", vpc.name)).collect());
    let message = format!("IPv6 of {word} {names} does not cross transit gateway `{}`", hub.name);
    Diagnostic::new(Code::Ipv6Transit, message)
        .at(hub.span, "")
        .why("attachments and routes of the transit gateway are IPv4 alone; a `transit` tier has `::/0`, by an egress-only gateway of its VPC, only where its segment reaches the internet without inspection")
        .help("use IPv4 between VPCs and sites; where IPv6 has to leave a VPC, write `route: nat` for the tier")
        .help(format!("for IPv6 between VPCs, write `ipv6: true` below `transit_gateways.{}`", hub.name))
}

/// Tiers with routes to the gateway whose IPv6 goes elsewhere, or nowhere.
fn own_way(network: &Network, hub: &Hub, members: &[&Vpc]) -> Option<Diagnostic> {
    let tiers = members.iter().flat_map(|vpc| {
        let tiers = vpc.tiers.iter().filter(|tier| tier.hub && tier.purpose == Purpose::Workload);
        let others = tiers.filter(|tier| !network.sends_ipv6_to_hub(vpc, tier));
        others.map(|tier| format!("`{}/{}`", vpc.name, tier.name))
    });
    let tiers: Vec<String> = tiers.collect();
    let word = match tiers.len() {
        0 => return None,
        1 => "tier",
        _ => "tiers",
    };
    let message = format!("IPv6 of {word} {} does not cross transit gateway `{}`", listed(tiers), hub.name);
    let finding = Diagnostic::new(Code::Ipv6Transit, message)
        .at(hub.span, "")
        .why("a tier has one `::/0`: where it leads to an internet or egress-only gateway of the VPC, no IPv6 goes to other VPCs; and a segment that reaches no other VPC without inspection has none to send there");
    Some(finding.help(
        "use IPv4 there, or give workloads that need IPv6 between VPCs a tier with `route: local` and `hub: true`",
    ))
}

/// Pairs of segments with IPv6 at both ends whose traffic the firewall inspects.
fn inspected(network: &Network, hub: &Hub, decided: &HubPlan) -> Option<Diagnostic> {
    let has = |end: &End| {
        let spokes = end.segment().and_then(|segment| decided.spokes.get(segment.0));
        spokes.is_some_and(|vpcs| vpcs.iter().any(|vpc| network.vpc(*vpc).ipv6))
    };
    let name = |end: &End| end.segment().map_or_else(String::new, |segment| hub.segment(segment).name.to_string());
    let pairs = hub.inspected.iter().filter(|(one, other)| has(one) && has(other));
    let pairs: Vec<String> = pairs.map(|(one, other)| format!("`{}` and `{}`", name(one), name(other))).collect();
    let word = if pairs.len() == 1 { "segments" } else { "pairs of segments" };
    (!pairs.is_empty()).then(|| {
        let message = format!("IPv6 between {word} {} does not cross transit gateway `{}`", listed(pairs), hub.name);
        Diagnostic::new(Code::Ipv6Transit, message)
            .at(hub.inspected_span, "")
            .why("rules of the firewall name IPv4 blocks, for Amazon chooses those of IPv6 at deployment; without a rule nothing passes, so no route leads there")
            .help("use IPv4 between these segments, or take the pair out of `inspection.between`")
    })
}

/// The first of some names, and how many more there are.
fn listed(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let names = names.join(", ");
    if more == 0 { names } else { format!("{names} and {more} more") }
}

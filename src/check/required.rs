//! NG0961 to NG0966: what the document requires of every part of the network, and a part lacks. Never allowed away: whoever wrote `require`
//! may not be the one who writes the rest. NG0969: a network in one zone, which no document has to require.

use super::facts::Facts;
use super::nat_endpoints::pays_for_s3;
use crate::blueprint::Require;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::TagKey;
use crate::network::{RouteKind, ScopeId, Tags};
use crate::plan::VpcPlan;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let require = &facts.plan.network.require;
    for key in &require.tags {
        tag(facts, key, diagnostics);
    }
    zones(facts, require, diagnostics);
    for plan in &facts.plan.vpcs {
        flow_logs(plan, require, diagnostics);
        nat(plan, require, facts.plan.network.zones_of(plan.vpc).len(), diagnostics);
        endpoints(plan, require, diagnostics);
        egress(plan, require, diagnostics);
    }
}

/// A finding about a part that lacks what is required.
fn lacks(code: Code, message: String, place: Span, required: Span) -> Diagnostic {
    let finding = Diagnostic::new(code, message).at(place, "").also(required, "required here");
    finding.why("the document requires it of the whole network")
}

/// Everything that has tags of its own, with where its name is written.
fn tagged<'f>(facts: &Facts<'f>) -> impl Iterator<Item = (String, Span, &'f Tags)> {
    let network = facts.plan.network;
    // Tiers have the tags of their VPC.
    let vpcs = network.vpcs.iter().map(|vpc| (format!("VPC `{}`", vpc.name), vpc.span, &vpc.tags));
    let hubs = network.hubs.iter().map(|hub| (format!("transit gateway `{}`", hub.name), hub.span, &hub.tags));
    let sites = network.sites.iter().map(|site| (format!("site `{}`", site.name), site.span, &site.tags));
    let peerings = network.peerings.iter().map(|one| (format!("peering `{}`", one.name), one.span, &one.tags));
    vpcs.chain(hubs).chain(sites).chain(peerings)
}

fn tag(facts: &Facts<'_>, key: &Spanned<TagKey>, diagnostics: &mut Diagnostics) {
    let lacking: Vec<_> = tagged(facts).filter(|(_, _, tags)| !tags.contains_key(&key.value)).collect();
    if lacking.len() > 1 && lacking.len() == tagged(facts).count() {
        let finding = Diagnostic::new(Code::RequiredTag, format!("nothing has the tag `{}`", key.value));
        let finding = finding.at(key.span, "required here").why("the document requires it of the whole network");
        return diagnostics
            .push(finding.help(format!("write `tags: {{\"{}\": …}}` at the top of the document", key.value)));
    }
    for (what, place, _) in lacking {
        let finding = lacks(Code::RequiredTag, format!("{what} lacks the tag `{}`", key.value), place, key.span);
        let help = format!("write `tags: {{\"{}\": …}}` there, or at the top of the document", key.value);
        diagnostics.push(finding.help(help));
    }
}

/// Whoever has tiers somewhere is asked for the zones there, Region by Region.
fn zones(facts: &Facts<'_>, require: &Require, diagnostics: &mut Diagnostics) {
    let (network, why) = (facts.plan.network, "an availability zone fails as a whole");
    let help = "name another one: `availability_zones: [a, b]`";
    for (index, scope) in network.scopes.iter().enumerate() {
        let count = scope.zones.len();
        let mut vpcs = network.vpcs.iter().filter(|vpc| vpc.scope == ScopeId(index));
        match &require.zones {
            Some(least) if count < least.value as usize => {
                let message = format!("the network spans {count} of {} required availability zones", least.value);
                let finding = Diagnostic::new(Code::RequiredZones, message).at(scope.zones_span, "");
                diagnostics.push(finding.also(least.span, "required here").why(why).help(help));
            }
            None if count == 1 && vpcs.any(|vpc| !vpc.tiers.is_empty()) => {
                let finding = Diagnostic::new(Code::OneZone, "the network spans one availability zone");
                diagnostics.push(finding.at(scope.zones_span, "").why(why).help(help));
            }
            _ => {}
        }
    }
}

/// Where something that is a switch is required.
fn wanted(switch: Option<&Spanned<bool>>) -> Option<Span> {
    switch.filter(|one| one.value).map(|one| one.span)
}

fn flow_logs(plan: &VpcPlan<'_>, require: &Require, diagnostics: &mut Diagnostics) {
    let (Some(required), None) = (wanted(require.flow_logs.as_ref()), &plan.vpc.flow_logs) else { return };
    let message = format!("VPC `{}` has no flow logs", plan.vpc.name);
    let help = "write `flow_logs: {to: cloudwatch}` for it, or below `defaults.vpc`";
    diagnostics.push(lacks(Code::RequiredFlowLogs, message, plan.vpc.span, required).help(help));
}

fn nat(plan: &VpcPlan<'_>, require: &Require, zones: usize, diagnostics: &mut Diagnostics) {
    let (Some(required), [nat], 2..) = (&require.nat, plan.nats.as_slice(), zones) else { return };
    let message = format!("a single NAT gateway of VPC `{}` serves {zones} zones", plan.vpc.name);
    let tiers: Vec<_> = plan.vpc.tiers_by_route(RouteKind::Nat).map(|(_, tier)| format!("`{}`", tier.name)).collect();
    let cut = if tiers.is_empty() { "all that goes out through it".to_owned() } else { tiers.join(", ") };
    let finding = Diagnostic::new(Code::RequiredNat, message)
        .at(plan.vpc.span, "")
        .also(required.span, "required here")
        .why(format!("a failure of zone {}, or of that gateway, cuts {cut} off in every zone", nat.zone));
    diagnostics.push(finding.help("write `nat: per-az`"));
}

fn endpoints(plan: &VpcPlan<'_>, require: &Require, diagnostics: &mut Diagnostics) {
    let vpc = plan.vpc;
    let (Some(required), true) = (wanted(require.gateway_endpoints.as_ref()), pays_for_s3(plan)) else { return };
    let message = format!("VPC `{}` goes out by NAT and has no gateway endpoint for S3", vpc.name);
    let finding = lacks(Code::RequiredEndpoints, message, vpc.span, required);
    diagnostics.push(finding.help("write `endpoints: {gateway: [s3]}`: it costs nothing"));
}

fn egress(plan: &VpcPlan<'_>, require: &Require, diagnostics: &mut Diagnostics) {
    let Some(required) = &require.egress else { return };
    for group in plan.vpc.groups.iter().filter(|group| group.egress.is_none()) {
        let message = format!("security group `{}` does not state its egress", group.name);
        let finding = lacks(Code::RequiredEgress, message, group.span, required.span);
        diagnostics.push(finding.help(
            "write `egress: [{to: …, tcp: …}]`, `egress: [{to: internet, all: true}]`, or `egress: []` for none",
        ));
    }
}

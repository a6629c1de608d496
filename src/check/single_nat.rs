//! NG0970: one NAT gateway through which tiers of several zones go out.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Purpose, RouteKind, Zone};
use crate::plan::VpcPlan;

/// Says nothing where the document requires a NAT gateway in each zone: that is an error already.
pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    if network.require.nat.is_some() {
        return;
    }
    for plan in &facts.plan.vpcs {
        let zones = network.zones_of(plan.vpc);
        if zones.len() > 1 {
            serves(plan, zones, diagnostics);
        }
    }
}

fn serves(plan: &VpcPlan<'_>, zones: &[Zone], diagnostics: &mut Diagnostics) {
    let [nat] = plan.nats.as_slice() else { return };
    let tiers = plan.vpc.tiers_by_route(RouteKind::Nat).filter(|(_, tier)| tier.purpose == Purpose::Workload);
    let tiers: Vec<_> = tiers.map(|(_, tier)| format!("`{}`", tier.name)).collect();
    if tiers.is_empty() {
        return;
    }
    let vpc = plan.vpc;
    let others: Vec<_> = zones.iter().filter(|zone| **zone != nat.zone).map(ToString::to_string).collect();
    let place = if vpc.text.contains(vpc.nat.span) { vpc.nat.span } else { vpc.span };
    let words = format!("in zone {}, for {} in {} as well", nat.zone, tiers.join(", "), others.join(", "));
    let message = format!("the only NAT gateway of VPC `{}` serves {} zones", vpc.name, zones.len());
    let finding = Diagnostic::new(Code::SingleNat, message).at(place, words);
    let finding = finding.one_of("VPCs whose only NAT gateway serves several zones", vpc.name.to_string());
    let why = "a failure of that gateway, or of its zone, takes the way out from every zone; traffic between zones is billed besides";
    diagnostics.push(finding.why(why).help("write `nat: per-az`, or accept it with the reason"));
}

//! NG0709 and NG0717: AWS refuses a peering of VPCs with overlapping blocks, whoever reaches these; a peering needs routes at
//! both ends; and since its routes are longer than those to a transit gateway, it leads past firewall and segments.
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Network, Peering, Relation, Tier, VpcId};
use crate::plan::VpcPlan;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let plan = facts.plan;
    for peering in &plan.network.peerings {
        let Some((requester, accepter)) = peering.ends() else { continue };
        let (Some(one), Some(other)) = (plan.vpcs.get(requester.0), plan.vpcs.get(accepter.0)) else { continue };
        overlap(peering, one, other, diagnostics);
        ends(peering, &[one, other], diagnostics);
        bypass(plan.network, peering, (requester, accepter), diagnostics);
    }
}

fn overlap(peering: &Peering, one: &VpcPlan<'_>, other: &VpcPlan<'_>, diagnostics: &mut Diagnostics) {
    let pairs = one.cidrs().flat_map(|cidr| other.cidrs().map(move |twin| (cidr, twin)));
    let Some((cidr, twin)) = pairs.into_iter().find(|(cidr, twin)| cidr.overlaps(*twin)) else { return };
    let (first, second) = (&one.vpc.name, &other.vpc.name);
    let message = format!("VPCs `{first}` and `{second}` overlap, so AWS refuses the peering");
    let finding = Diagnostic::new(Code::Peering, message)
        .at(peering.span, "")
        .also(one.vpc.span, format!("`{first}` has {cidr}"))
        .also(other.vpc.span, format!("`{second}` has {twin}"))
        .why("AWS compares all blocks of the two VPCs, also those with `routable: false`")
        .help("give one of them another block, or connect the two by a transit gateway, which leaves such blocks out");
    diagnostics.push(finding);
}

/// A route at one end alone lets packets arrive and no reply come back.
pub(super) fn ends(peering: &Peering, vpcs: &[&VpcPlan<'_>], diagnostics: &mut Diagnostics) {
    for vpc in vpcs {
        if !vpc.vpc.tiers.iter().any(Tier::takes_peerings) {
            let message = format!("no tier of VPC `{}` takes routes of peering `{}`", vpc.vpc.name, peering.name);
            let finding = Diagnostic::new(Code::Peering, message).at(peering.span, "").also(vpc.vpc.span, "");
            let finding = finding.why(
                "tiers that face the internet and those of a role take none, and without a route no reply comes back",
            );
            diagnostics
                .push(finding.help("add a tier with `route: nat`, `transit` or `local` there, or remove the peering"));
        }
    }
}

fn bypass(network: &Network, peering: &Peering, (first, second): (VpcId, VpcId), diagnostics: &mut Diagnostics) {
    let (one, other) = (network.vpc(first), network.vpc(second));
    let (Some((hub, from)), Some((same, to))) = (network.membership(first), network.membership(second)) else { return };
    let hub_name = &network.hubs[hub.0].name;
    let (message, why) = match network.relation(first, second) {
        _ if hub != same => return,
        Relation::Direct => return,
        Relation::Inspected => (
            format!("peering `{}` leads past the firewall of `{hub_name}`", peering.name),
            "its routes are longer than those to the transit gateway, so the firewall sees nothing between the two VPCs",
        ),
        Relation::None => (
            format!("peering `{}` joins VPCs that do not reach each other by `{hub_name}`", peering.name),
            "a peering asks no segment: everything between the two VPCs passes it",
        ),
    };
    let hub = &network.hubs[hub.0];
    let finding = Diagnostic::new(Code::PeeringBypass, message)
        .at(peering.span, "")
        .also(one.span, format!("in segment `{}`", hub.segment(from).name))
        .also(other.span, format!("in segment `{}`", hub.segment(to).name));
    diagnostics.push(finding.why(why).help("remove the peering; if it is meant, limit it by security groups"));
}

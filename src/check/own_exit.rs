//! NG0719: tiers that leave to the internet by a gateway of their VPC where the segment says otherwise: it does not reach the
//! internet, or only through a firewall. The transit gateway's tables never see these packets.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{End, Hub, Purpose, Relation, SegmentId, Tier};
use crate::plan::VpcPlan;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    for plan in &facts.plan.vpcs {
        let Some((hub, segment)) = network.membership(plan.id) else { continue };
        let hub = &network.hubs[hub.0];
        let relation = hub.relation(segment, End::Internet);
        if relation == Relation::Direct {
            continue;
        }
        let tiers = plan.vpc.tiers.iter().enumerate().filter(|(_, tier)| tier.purpose == Purpose::Workload);
        for (index, tier) in tiers {
            if leaves(plan, index) {
                diagnostics.push(finding(plan, tier, hub, segment, relation));
            }
        }
    }
}

/// Whether a table of the tier has a default route to a gateway of the VPC's own.
fn leaves(plan: &VpcPlan<'_>, tier: usize) -> bool {
    let tables = plan.tables.iter().filter(|table| table.tier.0 == tier);
    let mut routes = tables.flat_map(|table| table.routes.beyond());
    routes.any(|route| route.destination.is_default() && plan.is_own_exit(route.target))
}

fn finding(plan: &VpcPlan<'_>, tier: &Tier, hub: &Hub, segment: SegmentId, relation: Relation) -> Diagnostic {
    let (name, vpc, segment) = (&tier.name, &plan.vpc.name, hub.segment(segment));
    let (past, help) = match relation {
        Relation::Inspected => (
            format!("past the firewall of `{}`", hub.name),
            "write `route: transit` for the tier, so that the firewall inspects it; if it is meant, limit it by security groups".to_owned(),
        ),
        Relation::None | Relation::Direct => (
            format!("past segment `{}`, which does not reach it", segment.name),
            format!(
                "write `route: local` for the tier, or let the segment reach it: `{}: {{reaches: [internet]}}`",
                segment.name
            ),
        ),
    };
    Diagnostic::new(Code::OwnExit, format!("tier `{name}` of VPC `{vpc}` leaves to the internet {past}"))
        .at(tier.span, "")
        .also(segment.span, format!("segment `{}`", segment.name))
        .why("its default route leads to a gateway of the VPC itself, so the tables of the transit gateway decide nothing about it")
        .help(help)
}

//! NG0718: tiers that send packets to a transit gateway for nothing: the segment reaches nobody, or the tier's block is one that
//! nobody has a route to.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{RouteKind, Tier};
use crate::plan::VpcPlan;
use crate::plan::fabric::{Target, VpcTable};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for plan in &facts.plan.vpcs {
        if facts.plan.network.membership(plan.id).is_none() {
            continue;
        }
        for (index, tier) in plan.vpc.tiers.iter().enumerate() {
            let mut own = plan.tables.iter().filter(|table| table.tier.0 == index);
            let to_hub = own.any(leads_to_hub);
            let secondary = tier.from.and_then(|index| plan.vpc.secondary.get(index));
            if tier.route == RouteKind::Transit && !to_hub {
                diagnostics.push(leads_nowhere(plan, tier));
            } else if let Some(block) = secondary.filter(|one| to_hub && !one.routable) {
                diagnostics.push(never_answered(plan, tier, &block.cidr.value.to_string()));
            }
        }
    }
}

fn leads_to_hub(table: &VpcTable) -> bool {
    table.own().any(|route| route.target == Target::TransitGateway)
}

fn leads_nowhere(plan: &VpcPlan<'_>, tier: &Tier) -> Diagnostic {
    let message = format!(
        "tier `{}` of VPC `{}` goes out by a transit gateway where nothing is reached",
        tier.name, plan.vpc.name
    );
    Diagnostic::new(Code::NoWayBack, message)
        .at(tier.span, "")
        .why("the VPC's segment reaches nobody, so the tier has no route besides the VPC's own")
        .help("write `route: local` for the tier, or let the segment reach somebody: `reaches: [internet]`")
}

fn never_answered(plan: &VpcPlan<'_>, tier: &Tier, block: &str) -> Diagnostic {
    let message = format!(
        "tier `{}` of VPC `{}` sends to the transit gateway, and no reply finds back",
        tier.name, plan.vpc.name
    );
    Diagnostic::new(Code::NoWayBack, message)
        .at(tier.span, "")
        .why(format!("its addresses are in {block}, which is `routable: false`: every table of the transit gateway drops packets for it"))
        .help("write `route: local` and `hub: false` for the tier, or cut it from a routable block; a NAT gateway of the VPC's own helps as well: `route: nat, hub: false`")
}

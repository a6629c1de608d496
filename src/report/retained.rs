//! Elastic IPs that leave the document although others may depend on them, where the lock is of version 1 and does not say what
//! existed. In come the plan and what changes in the lock, out go the steps that keep them: removing such an address is done in two.

use crate::blueprint::NatMode;
use crate::network::Zone;
use crate::plan::lock::{Change, State};
use crate::plan::{Plan, VpcPlan};

use super::LockState;

/// One line for each address of a zone or a VPC that loses its NAT gateways.
///
/// CloudFormation keeps the address by its `DeletionPolicy`. Terraform heeds `prevent_destroy` only while the block stands
/// in the module, so the address has to leave the state first.
/// <https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy>
pub(super) fn lines(plan: &Plan<'_>, lock: &LockState) -> Vec<String> {
    let LockState::Changes(changes) = lock else { return Vec::new() };
    let freed = |change: &&Change| match change {
        Change::Changed { from, to, .. } => from.state != State::Freed && to.state == State::Freed,
        Change::Added { .. } | Change::Removed { .. } => false,
    };
    changes.iter().filter(freed).filter_map(|change| line(plan, change.path())).collect()
}

fn line(plan: &Plan<'_>, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let known = |name: &str| plan.vpcs.iter().find(|vpc| vpc.vpc.name.as_str() == name);
    match parts.as_slice() {
        ["vpc", vpc, "nat"] if known(vpc).is_none_or(|vpc| vpc.vpc.retain) => Some(format!(
            "elastic IPs of VPC {vpc}: CloudFormation keeps them; for Terraform run `terraform state rm` on each \
             `aws_eip.{}_nat_<zone>` before the apply",
            vpc.replace('-', "_")
        )),
        ["vpc", vpc, "tier", tier, zone] => known(vpc).filter(|vpc| lost_gateway(vpc, tier, zone)).map(|_| {
            format!(
                "elastic IP {vpc}-nat-{zone}: CloudFormation keeps it; for Terraform run \
                 `terraform state rm aws_eip.{}_nat_{}` before the apply",
                vpc.replace('-', "_"),
                zone.replace('-', "_")
            )
        }),
        _ => None,
    }
}

/// Whether a zone that left the document had a NAT gateway with an address of this network.
fn lost_gateway(plan: &VpcPlan<'_>, tier: &str, zone: &str) -> bool {
    let holds = |nat: &crate::plan::NatPlan| plan.vpc.tier(nat.tier).name.as_str() == tier;
    let brought = plan.vpc.nat.eips.keys().map(Zone::to_string).any(|own| own == zone);
    plan.vpc.retain && plan.vpc.nat.mode == NatMode::PerAz && plan.nats.iter().any(holds) && !brought
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::lock::Lock;
    use crate::report::testing::{THREE_TIER, with_lock};

    fn after(text: &str) -> Vec<String> {
        let mut lock = Lock::default();
        with_lock(THREE_TIER, &Lock::default(), |_, _, _, new| lock = new.clone());
        let mut found = Vec::new();
        with_lock(text, &lock, |plan, _, state, _| found = lines(plan, state));
        found
    }

    #[test]
    fn a_zone_that_leaves_says_how_its_address_is_kept() {
        let found = after(&THREE_TIER.replace("[a, c, d]", "[a, c]"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("elastic IP shop-nat-d: ") && found[0].contains("aws_eip.shop_nat_d`"),
            "{found:?}"
        );
    }

    #[test]
    fn gateways_that_leave_say_so_and_what_is_not_retained_does_not() {
        let without = THREE_TIER.replace("nat: per-az", "nat: none");
        assert_eq!(after(&without).len(), 1);
        assert_eq!(after(&format!("retain: false\n{without}")), [""; 0]);
        assert_eq!(after(THREE_TIER), [""; 0]);
    }
}

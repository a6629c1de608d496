//! Gateways of a VPC that lead to one other network: peerings and the VPN gateway. In comes the plan, out go their names and far
//! ends, for charts.

use std::collections::BTreeSet;

use super::words;
use crate::plan::fabric::Target;
use crate::plan::{Plan, VpcPlan};

/// A gateway of a VPC to one other network.
pub(super) struct Beyond {
    /// `peering orders-data`, `VPN gateway`
    pub target: String,
    /// `VPC data`, `site tokyo`
    pub ends: Vec<String>,
}

/// The gateways of a VPC: peerings by name, then the VPN gateway.
pub(super) fn of(plan: &Plan<'_>, vpc: &VpcPlan<'_>) -> Vec<Beyond> {
    let routes = vpc.tables.iter().flat_map(|table| table.routes.beyond());
    let targets: BTreeSet<Target> = routes.map(|route| route.target).collect();
    let mut ways: Vec<Beyond> = Vec::new();
    for target in targets {
        let Some(end) = words::far_end(plan.network, vpc, target) else { continue };
        let name = words::target(plan.network, target);
        match ways.last_mut().filter(|last| last.target == name) {
            Some(last) => last.ends.push(end),
            None => ways.push(Beyond { target: name, ends: vec![end] }),
        }
    }
    ways
}

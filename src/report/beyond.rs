//! Routes that a VPC's tables have besides those of its own tiers: to the other VPC of a peering, and what the VPN gateway
//! propagates. In comes the plan, out go routes with words. Nothing is decided here.

use crate::net::Cidr4;
use crate::plan::{AwsGateway, Plan, VpcPlan};

/// A way out of a VPC that its tiers do not name.
pub(super) struct Beyond {
    /// Places in [`VpcPlan::tables`].
    pub tables: Vec<usize>,
    /// What lies behind it and whose it is (`VPC data`, `site tokyo`), by owner and address.
    pub blocks: Vec<(Cidr4, String)>,
    /// `peering orders-data`, `VPN gateway`
    pub target: String,
}

impl Beyond {
    /// Whose blocks they are, each once.
    pub fn ends(&self) -> Vec<&str> {
        let mut ends: Vec<&str> = self.blocks.iter().map(|(_, end)| end.as_str()).collect();
        ends.dedup();
        ends
    }
}

/// The ways of a VPC: peerings by name, then the VPN gateway.
pub(super) fn of(plan: &Plan<'_>, vpc: &VpcPlan<'_>) -> Vec<Beyond> {
    let network = plan.network;
    let mut ways = Vec::new();
    for (peering, planned) in network.peerings.iter().zip(&plan.peerings) {
        let (routes, other) = match vpc.id {
            id if id == peering.requester => (&planned.requester, peering.accepter),
            id if id == peering.accepter => (&planned.accepter, peering.requester),
            _ => continue,
        };
        let end = format!("VPC {}", network.vpc(other).name);
        ways.push(Beyond {
            tables: routes.tables.clone(),
            blocks: routes.blocks.iter().map(|block| (*block, end.clone())).collect(),
            target: format!("peering {}", peering.name),
        });
    }
    if let Some(gateway) = &vpc.vpn_gateway {
        let joined = plan.sites.iter().filter(|site| site.target == AwsGateway::VpnGateway(vpc.id));
        let sites = joined.map(|site| network.site(site.site));
        let blocks = sites.flat_map(|site| {
            let end = format!("site {}", site.name);
            site.prefixes.iter().map(move |prefix| (prefix.value, end.clone()))
        });
        ways.push(Beyond {
            tables: gateway.tables.clone(),
            blocks: blocks.collect(),
            target: "VPN gateway".to_owned(),
        });
    }
    ways
}

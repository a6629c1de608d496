//! Client VPN in the plan for programs.

use std::net::Ipv4Addr;

use serde::Serialize;

use crate::net::{AccessGroupId, Cidr4, Name};
use crate::network::Zone;
use crate::plan::{Origin, Plan, RemoteAccessPlan};

/// An endpoint.
#[derive(Serialize)]
pub(super) struct RemoteAccessView<'a> {
    name: &'a Name,
    vpc: &'a Name,
    tier: &'a Name,
    block: Cidr4,
    origin: Origin,
    split_tunnel: bool,
    associations: Vec<Zone>,
    reaches: Vec<GrantView<'a>>,
    /// What has a route of the endpoint's own; AWS adds that of the VPC.
    routes: &'a [Cidr4],
    dns: &'a [Ipv4Addr],
}

/// A block and who reaches it.
#[derive(Serialize)]
struct GrantView<'a> {
    block: Cidr4,
    of: &'a str,
    /// Everybody where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a AccessGroupId>,
}

impl<'a> RemoteAccessView<'a> {
    pub(super) fn of(plan: &'a Plan<'_>, one: &'a RemoteAccessPlan) -> Self {
        let access = plan.network.access(one.id);
        let vpc = plan.network.vpc(access.vpc);
        let grant = |grant: &'a crate::plan::AccessGrant| GrantView {
            block: grant.block,
            of: &grant.of,
            group: grant.group.as_ref(),
        };
        Self {
            name: &access.name,
            vpc: &vpc.name,
            tier: &vpc.tier(access.tier).name,
            block: one.block,
            origin: one.origin,
            split_tunnel: access.split_tunnel,
            associations: one.subnets.iter().map(|subnet| subnet.zone).collect(),
            reaches: one.grants.iter().map(grant).collect(),
            routes: &one.routes,
            dns: &one.dns,
        }
    }
}

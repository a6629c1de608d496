//! The decisions: addresses, route tables and rules, each with its reason. In comes a [`Network`] and the [`Lock`] of what
//! must not move; out go a [`Plan`] and the new lock. Pure: no file, no clock, no environment, no output format.

mod acl;
mod dns;
mod endpoint;
pub mod fabric;
mod hub;
mod ledger;
pub mod lock;
mod nat;
mod place;
mod pool;
mod region;
mod release;
mod remote_access;
mod site;
mod sorted;
pub mod space;
mod tier;
mod types;

pub use hub::{
    Attachment, Blackhole, Block, FIREWALL_CAPACITY, FirewallGroup, FirewallRulePlan, HubPlan, HubRoute, HubTable,
    Owner, TableOf,
};
pub use place::PlaceAddresses;
pub use release::{release, release_path};
pub use remote_access::{AccessGrant, RemoteAccessPlan};
pub use site::{
    AlarmsPlan, Association, AwsGateway, ConnectPlan, CustomerGatewayPlan, DxGatewayPlan, HybridAttachment,
    HybridRouting, InterfaceKind, InterfacePlan, KeySource, Level, Link, MoreAlarms, PublicPlan, Resilience,
    RoutingPlan, SitePlan, TransportPlan, TunnelPath, TunnelPlan, VpnGatewayPlan, VpnPlan,
};
pub use types::{
    AclAddress, AclEntryPlan, AclPlan, AclProtocol, Headroom, Ipv6Group, NatPlan, Origin, Plan, PoolPlan, Sharing,
    SubnetPlan, TierPlan, VpcPlan,
};

use crate::diagnostic::Diagnostics;
use crate::net::Cidr4;
use crate::network::{Address, Network, RemoteAccessId, VpcId, reason};
use hub::Reach;
use ledger::Ledger;
use lock::Lock;

/// Plans a network. `None` if something has no place; all errors are in `diagnostics`.
///
/// The new lock keeps every surviving entry of the old one, adds what is new, and keeps what is gone as freed.
#[must_use]
pub fn plan<'n>(network: &'n Network, old: &Lock, diagnostics: &mut Diagnostics) -> Option<(Plan<'n>, Lock)> {
    let mut found = Diagnostics::default();
    let planned = decide(network, old, &mut found);
    diagnostics.append(found.explained(reason));
    (!diagnostics.has_errors()).then_some(planned)
}

fn decide<'n>(network: &'n Network, old: &Lock, diagnostics: &mut Diagnostics) -> (Plan<'n>, Lock) {
    region::check(network, old, diagnostics);
    let mut ledger = Ledger::new(old);
    let blocks = pool::allocate(network, &mut ledger, diagnostics);
    let pools = blocks.pools.iter().map(|pool| pool.block).collect();
    let cidrs: Vec<_> = blocks.vpcs.iter().map(|block| block.map(|(cidr, _)| cidr)).collect();
    let reach = Reach::new(network, pools, &cidrs);
    let hubs = hub::plan(&reach, &mut ledger, diagnostics);
    let owners = dns::owners(network);
    let mut vpcs = Vec::new();
    for (index, (vpc, block)) in network.vpcs.iter().zip(&blocks.vpcs).enumerate() {
        let id = VpcId(index);
        let Some((cidr, origin)) = *block else { continue };
        let path = pool::vpc_path(vpc.name.as_str());
        let mut own = Diagnostics::default();
        let tier::Tiers { plans: tiers, headroom, room } = tier::allocate(network, vpc, cidr, &mut ledger, &mut own);
        let nats = nat::nats(network, vpc, &path, &mut ledger, &mut own);
        nat::check_eips(vpc, &nats, &mut own);
        let tables = fabric::tables(&reach, id, &nats, |one| tier::has_zones(&path, one, &ledger), &mut own);
        tier::remember(vpc, &path, &tables, &mut ledger);
        let vpn_gateway = site::vpn_gateway(vpc);
        let inside: Vec<Cidr4> = std::iter::once(cidr).chain(vpc.secondary.iter().map(|one| one.cidr.value)).collect();
        let places = place::addresses(&reach, id, &inside, &tiers);
        let around = acl::Around { network, inside: &inside, beyond: &reach.beyond(id), places: &places };
        let acls = acl::plan(vpc, around, &tiers, &path, &mut ledger, &mut own);
        diagnostics.append(own.anchored(vpc.span, vpc.text, &format!("in VPC `{}`", vpc.name)));
        let endpoint_tier = endpoint::tier(vpc, &path, &mut ledger);
        let subnets = endpoint_tier.map(|tier| tiers[tier.0].subnets.as_slice()).unwrap_or_default();
        let sharing = dns::plan(&reach, (id, &owners), subnets, &path, &mut ledger, diagnostics);
        let pool = match vpc.address {
            Address::Cut { pool, .. } => Some(pool),
            Address::Pinned(_) => None,
        };
        vpcs.push(VpcPlan {
            vpc,
            id,
            cidr,
            origin,
            pool,
            tiers,
            nats,
            tables,
            acls,
            places,
            endpoint_tier,
            sharing,
            vpn_gateway,
            headroom,
            room,
        });
    }
    let remote_access = accesses(&reach, &blocks.clients, &vpcs);
    let hybrid = site::plan(&reach, &hubs, &mut ledger, diagnostics);
    let plan = Plan {
        network,
        pools: blocks.pools,
        hubs,
        vpcs,
        remote_access,
        direct_connect_gateways: hybrid.gateways,
        sites: hybrid.sites,
        accepted: Vec::new(),
        hybrid_routing: hybrid.routing,
    };
    (plan, ledger.close())
}

/// The Client VPN endpoints in VPCs that found a place, with blocks that did.
fn accesses(reach: &Reach<'_>, blocks: &[Option<(Cidr4, Origin)>], vpcs: &[VpcPlan<'_>]) -> Vec<RemoteAccessPlan> {
    let network = reach.network();
    let found = network.remote_access.iter().zip(blocks).enumerate().filter_map(|(index, (access, block))| {
        let vpc = vpcs.iter().find(|vpc| vpc.id == access.vpc)?;
        Some(remote_access::plan(reach, (RemoteAccessId(index), access), (*block)?, vpc))
    });
    found.collect()
}

//! The decisions: addresses, route tables and rules, each with its reason. In comes a [`Network`] and the [`Lock`] of what
//! must not move; out go a [`Plan`] and the new lock. Pure: no file, no clock, no environment, no output format.

mod acls;
mod hub;
pub mod lock;
mod pools;
mod routes;
mod sharing;
mod site;
pub mod space;
mod tiers;
mod types;

pub use hub::{
    Attachment, Blackhole, Block, FIREWALL_CAPACITY, FirewallGroup, FirewallRulePlan, HubPlan, HubRoute, HubTable,
    Owner, TableOf,
};
pub use site::{
    AlarmsPlan, Association, AwsGateway, CustomerGatewayPlan, DxGatewayPlan, HybridAttachment, HybridRouting,
    InterfaceKind, InterfacePlan, KeySource, Level, Link, Resilience, RoutingPlan, SitePlan, TunnelOptions, TunnelPlan,
    VpnGatewayPlan, VpnPlan,
};
pub use types::{
    AclAddress, AclEntryPlan, AclPlan, AclProtocol, Destination, Headroom, Ipv6Group, NatPlan, Origin, PeeringPlan,
    PeeringRoutes, Plan, PoolPlan, RoutePlan, Sharing, SubnetPlan, TablePlan, Target, TierPlan, VpcPlan,
};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::net::Cidr4;
use crate::network::{Address, Network, VpcId, reason};
use hub::Reach;
use lock::{Entry, Lock, State};

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
    let mut new = Lock::default();
    let blocks = pools::allocate(network, old, &mut new, diagnostics);
    let pools = blocks.pools.iter().map(|pool| pool.block).collect();
    let cidrs: Vec<_> = blocks.vpcs.iter().map(|block| block.map(|(cidr, _)| cidr)).collect();
    let reach = Reach::new(network, pools, &cidrs);
    let hubs = hub::plan(&reach, old, &mut new, diagnostics);
    let owners = sharing::owners(network);
    let mut vpcs = Vec::new();
    for (index, (vpc, block)) in network.vpcs.iter().zip(&blocks.vpcs).enumerate() {
        let id = VpcId(index);
        let Some((cidr, origin)) = *block else { continue };
        let path = pools::vpc_path(vpc.name.as_str());
        let mut own = Diagnostics::default();
        let tiers::Tiers { plans: tiers, headroom, room } =
            tiers::allocate(network, vpc, cidr, old, &mut new, &mut own);
        let nats = routes::nats(network, vpc, &path, old, &mut new);
        routes::check_eips(vpc, &nats, &mut own);
        let tables = routes::tables(&reach, id, &nats);
        let vpn_gateway = site::vpn_gateway(vpc, &tables);
        let inside: Vec<Cidr4> = std::iter::once(cidr).chain(vpc.secondary.iter().map(|one| one.cidr.value)).collect();
        let acls = acls::plan(vpc, (&inside, &reach.beyond(id)), &tiers, &path, old, &mut new, &mut own);
        diagnostics.append(own.anchored(vpc.span, vpc.text, &format!("in VPC `{}`", vpc.name)));
        let endpoint_tier = routes::endpoint_tier(vpc, &path, old, &mut new);
        let subnets = endpoint_tier.map(|tier| tiers[tier.0].subnets.as_slice()).unwrap_or_default();
        let sharing = sharing::plan(&reach, (id, &owners), subnets, &path, old, &mut new, diagnostics);
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
            endpoint_tier,
            sharing,
            vpn_gateway,
            headroom,
            room,
        });
    }
    let hybrid = site::plan(&reach, &hubs, old, &mut new, diagnostics);
    keep_freed(old, &mut new);
    let peerings = sharing::peerings(network, &vpcs);
    let plan = Plan {
        network,
        pools: blocks.pools,
        hubs,
        vpcs,
        peerings,
        direct_connect_gateways: hybrid.gateways,
        sites: hybrid.sites,
        hybrid_routing: hybrid.routing,
    };
    (plan, new)
}

/// What the new lock does not have any more stays reserved for its former owner. A subnet outside the block that its tier
/// has by now belongs to nobody.
fn keep_freed(old: &Lock, new: &mut Lock) {
    for (path, entry) in old.iter() {
        if new.get(path).is_some() {
            continue;
        }
        let parent = path.rsplit_once('/').and_then(|(parent, _)| new.get(parent));
        let lost = match (parent.and_then(|parent| parent.block), entry.ipv4) {
            (Some(block), Some(subnet)) => !block.contains(subnet),
            _ => false,
        };
        if !lost {
            new.insert(path.to_owned(), Entry { state: State::Freed, ..entry.clone() });
        }
    }
}

/// Gives up what the lock holds for a part of the document: `vpcs.shop`, `vpcs.shop.tiers.private`, `vpcs.shop.nat`,
/// `vpcs.shop.network_acls`, `vpcs.shop.resolver`, `transit_gateways.hub`, `address_pools.corp`,
/// `sites.tokyo`, `sites.tokyo.uplinks.inet`. Gives what was given up, one line each.
pub fn release(lock: &mut Lock, path: &str, diagnostics: &mut Diagnostics) -> Vec<String> {
    let prefix = lock_path(path);
    let gone: Vec<String> =
        prefix.iter().flat_map(|prefix| lock.under(prefix)).map(|(path, entry)| format!("{path}  {entry}")).collect();
    if gone.is_empty() {
        let known: Vec<String> = lock.iter().filter_map(|(path, _)| document_path(path)).collect();
        let mut diagnostic = Diagnostic::new(Code::UnknownRelease, format!("the lock holds nothing for `{path}`")).why(
            "`--release` gives addresses up, and others may then get them; so a name that is not there is refused",
        );
        diagnostic = match closest(path, known.iter().map(String::as_str)) {
            Some(best) => diagnostic.help(format!("did you mean `{best}`?")),
            None => diagnostic.help("write a path of the document, such as `vpcs.shop.tiers.private` or `vpcs.shop`"),
        };
        diagnostics.push(diagnostic);
    }
    if let Some(prefix) = prefix {
        lock.remove_under(&prefix);
    }
    gone
}

/// The lock path of a document path.
fn lock_path(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        ["address_pools", pool] => Some(format!("pool/{pool}")),
        ["vpcs", vpc] => Some(format!("vpc/{vpc}")),
        ["vpcs", vpc, "tiers", tier] => Some(format!("vpc/{vpc}/tier/{tier}")),
        ["vpcs", vpc, "nat"] => Some(format!("vpc/{vpc}/nat")),
        ["vpcs", vpc, "endpoints"] => Some(format!("vpc/{vpc}/endpoints")),
        ["vpcs", vpc, "network_acls"] => Some(format!("vpc/{vpc}/acl")),
        ["vpcs", vpc, "resolver"] => Some(format!("vpc/{vpc}/resolver")),
        ["transit_gateways", hub] => Some(hub::hub_path(hub)),
        ["sites", site] => Some(site::site_path(site)),
        ["sites", site, "uplinks", uplink] => Some(format!("{}/uplink/{uplink}", site::site_path(site))),
        _ => None,
    }
}

/// The document path of a lock path that can be released by itself.
fn document_path(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["pool", pool] => Some(format!("address_pools.{pool}")),
        ["vpc", vpc] => Some(format!("vpcs.{vpc}")),
        ["vpc", vpc, "tier", tier] => Some(format!("vpcs.{vpc}.tiers.{tier}")),
        ["vpc", vpc, part @ ("nat" | "endpoints")] => Some(format!("vpcs.{vpc}.{part}")),
        ["vpc", vpc, "acl", ..] => Some(format!("vpcs.{vpc}.network_acls")),
        ["vpc", vpc, "resolver", ..] => Some(format!("vpcs.{vpc}.resolver")),
        ["site", site, "uplink", uplink, ..] => Some(format!("sites.{site}.uplinks.{uplink}")),
        ["hub", hub, ..] => Some(format!("transit_gateways.{hub}")),
        _ => None,
    }
}

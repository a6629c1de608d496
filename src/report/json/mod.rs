//! The plan for programs: a public format. Objects and lists stand in the order of the plan, so equal plans give equal
//! bytes. A field may be added at any time; [`PLAN_VERSION`] goes up when one changes or goes away.

mod access;
mod connect;
mod hub;
mod left;
mod remote;
mod site;

use access::{AclView, GroupView, QuotaView};
use hub::HubView;
use left::LeftView;
use remote::RemoteAccessView;
use serde::Serialize;
use site::{DxGatewayView, SiteView};

use super::hourly::{Hourly, hourly};
use super::{LockState, PLAN_VERSION, Resources, words};
use crate::aws::Graph;
use crate::blueprint::{GatewayService, NatMode, NatType};
use crate::check::usage;
use crate::net::{AllocationId, Cidr4, Name, Region, ServiceName};
use crate::network::{RouteKind, Zone};
use crate::plan::fabric::{Source, VpcTable};
use crate::plan::lock::{Change, Entry};
use crate::plan::{Headroom, Ipv6Group, NatPlan, Origin, Plan, TierPlan, VpcPlan};

/// The plan as JSON.
pub(super) fn print(plan: &Plan<'_>, graph: &Graph, lock: &LockState) -> String {
    let network = plan.network;
    let document = Document {
        netgen: PLAN_VERSION,
        name: &network.name,
        region: &network.home().region,
        zones: &network.home().zones,
        lock: LockView::of(lock),
        left: LeftView::of(graph.left()),
        pools: pools(plan),
        transit_gateways: super::hubs::all(plan).map(|facts| HubView::of(&facts)).collect(),
        direct_connect_gateways: plan
            .direct_connect_gateways
            .iter()
            .map(|one| DxGatewayView::of(network, one))
            .collect(),
        sites: plan.sites.iter().map(|site| SiteView::of(network, site)).collect(),
        vpcs: plan.vpcs.iter().map(|vpc| VpcView::of(plan, vpc)).collect(),
        remote_access: plan.remote_access.iter().map(|one| RemoteAccessView::of(plan, one)).collect(),
        resources: Resources::of(graph),
        quotas: usage(plan).into_iter().map(QuotaView::of).collect(),
        billed_by_the_hour: hourly(plan),
    };
    let text = serde_json::to_string_pretty(&document).expect("structs and lists with plain values always serialise");
    text + "\n"
}

#[derive(Serialize)]
struct Document<'a> {
    /// The version of this format.
    netgen: u32,
    name: &'a Name,
    region: &'a Region,
    /// Letters, AZ ids, or `zone1` and so on where the deployer binds them.
    zones: &'a [Zone],
    lock: LockView,
    /// Left out where nothing left the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<LeftView<'a>>,
    pools: Vec<PoolView<'a>>,
    transit_gateways: Vec<HubView<'a>>,
    /// Left out where there are none, like sites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    direct_connect_gateways: Vec<DxGatewayView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sites: Vec<SiteView<'a>>,
    vpcs: Vec<VpcView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remote_access: Vec<RemoteAccessView<'a>>,
    resources: Resources,
    /// The fullest first.
    quotas: Vec<QuotaView>,
    /// Kinds and counts; no prices.
    billed_by_the_hour: Vec<Hourly>,
}

#[derive(Serialize)]
struct LockView {
    /// `new`, `unchanged` or `changed`.
    state: &'static str,
    changes: Vec<ChangeView>,
}

/// One entry of the lock. `from` is the old one and `to` the new one, as the lock's own line has it.
#[derive(Serialize)]
struct ChangeView {
    path: String,
    from: Option<String>,
    to: Option<String>,
}

impl LockView {
    fn of(lock: &LockState) -> Self {
        let (state, changes) = match lock {
            LockState::New => ("new", [].as_slice()),
            LockState::Unchanged => ("unchanged", [].as_slice()),
            LockState::Changes(changes) => ("changed", changes.as_slice()),
        };
        Self { state, changes: changes.iter().map(ChangeView::of).collect() }
    }
}

impl ChangeView {
    fn of(change: &Change) -> Self {
        let (from, to) = match change {
            Change::Added { to, .. } => (None, Some(to)),
            Change::Removed { from, .. } => (Some(from), None),
            Change::Changed { from, to, .. } => (Some(from), Some(to)),
        };
        Self { path: change.path().to_owned(), from: from.map(Entry::to_string), to: to.map(Entry::to_string) }
    }
}

#[derive(Serialize)]
struct PoolView<'a> {
    name: &'a Name,
    block: Cidr4,
    /// `pinned`, `locked` or `first-fit`, here and wherever there is a `reason`.
    reason: Origin,
    /// The pool that it is cut from.
    within: Option<&'a Name>,
    /// The network whose document gives out its addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    delegated_to: Option<&'a Name>,
    /// The lock of the document that delegates it.
    #[serde(skip_serializing_if = "Option::is_none")]
    lock: Option<&'a str>,
    reserved: Vec<Cidr4>,
    /// Numbers of addresses.
    addresses: Headroom,
}

fn pools<'a>(plan: &'a Plan<'_>) -> Vec<PoolView<'a>> {
    let pools = &plan.network.pools;
    let view = |index: usize| {
        let (pool, block) = (&pools[index], &plan.pools[index]);
        PoolView {
            name: &pool.name,
            block: block.block,
            reason: block.origin,
            within: pool.within.map(|parent| &pools[parent.0].name),
            delegated_to: pool.delegated_to.as_ref().map(|to| &to.value),
            lock: pool.borrowed.as_ref().map(|borrowed| borrowed.lock.as_str()),
            reserved: pool.reserve.iter().map(|range| range.value).collect(),
            addresses: block.headroom,
        }
    };
    (0..plan.pools.len()).map(view).collect()
}

#[derive(Serialize)]
struct VpcView<'a> {
    name: &'a Name,
    block: Cidr4,
    reason: Origin,
    /// The pool that the block is cut from.
    pool: Option<&'a Name>,
    secondary: Vec<SecondaryView>,
    /// Whether Amazon gives it an IPv6 /56.
    ipv6: bool,
    reserved: Vec<Cidr4>,
    /// Numbers of addresses, of all its blocks together.
    addresses: Headroom,
    tiers: Vec<TierView<'a>>,
    nat: NatView<'a>,
    route_tables: Vec<TableView<'a>>,
    endpoints: EndpointsView<'a>,
    security_groups: Vec<GroupView<'a>>,
    /// Empty where AWS's open default serves.
    network_acls: Vec<AclView<'a>>,
}

#[derive(Serialize)]
struct SecondaryView {
    block: Cidr4,
    routable: bool,
}

#[derive(Serialize)]
struct EndpointsView<'a> {
    gateway: Vec<GatewayService>,
    interface: Vec<&'a ServiceName>,
    /// The tier that holds the interfaces.
    tier: Option<&'a Name>,
}

impl<'a> VpcView<'a> {
    fn of(plan: &'a Plan<'_>, vpc: &'a VpcPlan<'_>) -> Self {
        let (meant, tier) = (vpc.vpc, |id| &vpc.vpc.tier(id).name);
        let secondary =
            |one: &crate::network::Secondary| SecondaryView { block: one.cidr.value, routable: one.routable };
        Self {
            name: &meant.name,
            block: vpc.cidr,
            reason: vpc.origin,
            pool: vpc.pool.map(|pool| &plan.network.pools[pool.0].name),
            secondary: meant.secondary.iter().map(secondary).collect(),
            ipv6: meant.ipv6,
            reserved: words::reserved(meant).collect(),
            addresses: vpc.headroom,
            tiers: (0..vpc.tiers.len()).map(|index| TierView::of(vpc, index)).collect(),
            nat: NatView {
                mode: meant.nat.mode,
                r#type: meant.nat.kind,
                gateways: vpc.nats.iter().map(|nat| GatewayView::of(vpc, nat)).collect(),
            },
            route_tables: vpc.tables.iter().map(|table| TableView::of(plan, vpc, table)).collect(),
            endpoints: EndpointsView {
                gateway: meant.endpoints.gateway.iter().copied().collect(),
                interface: meant.endpoints.interface.keys().collect(),
                tier: vpc.endpoint_tier.map(tier),
            },
            security_groups: meant.groups.iter().map(|group| GroupView::of(plan.network, vpc, group)).collect(),
            network_acls: vpc.acls.iter().map(|acl| AclView::of(vpc, acl)).collect(),
        }
    }
}

#[derive(Serialize)]
struct TierView<'a> {
    name: &'a Name,
    route: RouteKind,
    /// `null` when pins of several tiers interleave.
    block: Option<Cidr4>,
    reason: Origin,
    subnets: Vec<SubnetView>,
    /// Subnets that a further zone would get, in order.
    free_slots: Vec<Cidr4>,
    /// Aligned runs of /64s: `index` counts runs of `size`.
    ipv6_groups: &'a [Ipv6Group],
    /// How many more tiers of this size fit.
    room: u64,
}

#[derive(Serialize)]
struct SubnetView {
    zone: Zone,
    cidr: Cidr4,
    reason: Origin,
    /// Addresses besides the five that AWS keeps.
    usable: u64,
    /// Which /64 of the VPC's /56.
    ipv6_index: Option<u32>,
    /// The `name` of its route table.
    route_table: Option<String>,
}

impl<'a> TierView<'a> {
    fn of(vpc: &'a VpcPlan<'_>, index: usize) -> Self {
        let (meant, plan): (_, &TierPlan) = (&vpc.vpc.tiers[index], &vpc.tiers[index]);
        let subnet = |subnet: &crate::plan::SubnetPlan| SubnetView {
            zone: subnet.zone,
            cidr: subnet.cidr,
            reason: subnet.origin,
            usable: subnet.cidr.usable(),
            ipv6_index: subnet.ipv6,
            route_table: words::table_of(vpc, index, subnet.zone).map(|table| words::table_name(vpc.vpc, table)),
        };
        Self {
            name: &meant.name,
            route: meant.route,
            block: plan.block,
            reason: plan.origin,
            subnets: plan.subnets.iter().map(subnet).collect(),
            free_slots: plan.free.clone(),
            ipv6_groups: &plan.ipv6,
            room: vpc.room.get(index).copied().unwrap_or(0),
        }
    }
}

#[derive(Serialize)]
struct NatView<'a> {
    mode: NatMode,
    /// Where the gateways lead: `public` or `private`.
    r#type: NatType,
    gateways: Vec<GatewayView<'a>>,
}

#[derive(Serialize)]
struct GatewayView<'a> {
    zone: Zone,
    /// The tier that holds it.
    tier: &'a Name,
    /// An elastic IP that exists already; `null` for a new one.
    elastic_ip: Option<&'a AllocationId>,
}

impl<'a> GatewayView<'a> {
    fn of(vpc: &'a VpcPlan<'_>, nat: &'a NatPlan) -> Self {
        Self { zone: nat.zone, tier: &vpc.vpc.tier(nat.tier).name, elastic_ip: nat.eip.as_ref() }
    }
}

#[derive(Serialize)]
struct TableView<'a> {
    name: String,
    tier: &'a Name,
    /// `null` when the table serves every zone.
    zone: Option<Zone>,
    routes: Vec<RouteView>,
}

/// A route. The destination of a gateway endpoint is the service's prefix list; that of IPv6 inside the VPC is not known
/// before AWS gives the VPC its block.
#[derive(Serialize)]
struct RouteView {
    destination: String,
    target: String,
    /// Whether a gateway propagates it; missing for every other route.
    #[serde(skip_serializing_if = "Option::is_none")]
    propagated: Option<bool>,
}

impl<'a> TableView<'a> {
    fn of(plan: &Plan<'_>, vpc: &'a VpcPlan<'_>, table: &'a VpcTable) -> Self {
        let routes = table.routes.iter().map(|route| RouteView {
            destination: words::destination(route.destination).into_owned(),
            target: words::target(plan.network, route.target),
            propagated: (route.source == Source::Propagated).then_some(true),
        });
        Self {
            name: words::table_name(vpc.vpc, table),
            tier: &vpc.vpc.tier(table.tier).name,
            zone: table.zone,
            routes: routes.collect(),
        }
    }
}

#[cfg(test)]
mod tests;

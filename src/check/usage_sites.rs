//! The quotas of uplinks: VPN connections, and how many prefixes a session takes in each direction.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html>
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html>

use std::collections::{BTreeMap, BTreeSet};

use super::usage::{Counter, Quota};
use crate::diagnostic::Span;
use crate::network::{HubId, ScopeId, VpcId};
use crate::plan::{AwsGateway, InterfaceKind, Plan, RoutingPlan, SitePlan};

const CONNECTIONS: Quota = ("vpn_connections", "VPN connections per Region", None);
const CUSTOMERS: Quota = ("customer_gateways", "customer gateways per Region", None);
const PER_VPN_GATEWAY: Quota = ("vpn_connections_per_vpn_gateway", "VPN connections per VPN gateway", None);
const VPN_GATEWAYS: Quota = ("vpn_gateways", "VPN gateways per Region", None);
/// What AWS's page calls not adjustable is raised for single accounts all the same, so these are warnings.
const VPN_GATEWAYS_BEHIND: Quota =
    ("vpn_gateways_per_direct_connect_gateway", "VPN gateways per Direct Connect gateway", None);
const HUBS_BEHIND: Quota =
    ("transit_gateways_per_direct_connect_gateway", "transit gateways per Direct Connect gateway", None);
const GATEWAYS_BEFORE: Quota =
    ("direct_connect_gateways_per_transit_gateway", "Direct Connect gateways per transit gateway", None);
const PER_CONNECTION: Quota =
    ("virtual_interfaces_per_connection", "virtual interfaces per Direct Connect connection", None);
const PER_LOCATION: Quota = ("connections_per_location", "Direct Connect connections per location", None);
const LAGS: Quota = ("lags", "Direct Connect LAGs per Region", None);
const ALLOWED: Quota =
    ("allowed_prefixes", "allowed prefixes per transit gateway and Direct Connect gateway", Some(200));
const INTERFACE: Quota = ("prefixes_per_virtual_interface", "prefixes per virtual interface", Some(1000));
/// These two are not raised by anybody either.
const PER_GATEWAY: Quota =
    ("virtual_interfaces_per_gateway", "virtual interfaces per Direct Connect gateway", Some(30));
const TRANSIT: Quota = ("transit_virtual_interfaces", "transit virtual interfaces per connection", Some(4));
/// What a VPN session takes is not raised by anybody.
const TO_HUB: Quota = ("vpn_prefixes", "prefixes that a VPN connection brings to a transit gateway", Some(1000));
const FROM_HUB: Quota = ("vpn_prefixes", "prefixes that a VPN connection brings from a transit gateway", Some(5000));
/// What a Connect peer takes, and how many one attachment has, is raised by nobody either.
const TO_PEER: Quota = ("connect_prefixes", "prefixes that a Connect peer brings to a transit gateway", Some(1000));
const FROM_PEER: Quota = ("connect_prefixes", "prefixes that a Connect peer brings from a transit gateway", Some(5000));
const PEERS: Quota = ("connect_peers", "Connect peers per Connect attachment", Some(4));
const TO_VPC: Quota = ("vpn_prefixes", "prefixes that a VPN connection brings to a VPN gateway", Some(100));
const FROM_VPC: Quota = ("vpn_prefixes", "prefixes that a VPN connection brings from a VPN gateway", Some(1000));

/// Quotas that a session is cut by: the rule NG0816 speaks of them.
pub(super) const SESSIONS: [&str; 3] = [ALLOWED.0, INTERFACE.0, TO_HUB.0];

impl Counter<'_> {
    pub(super) fn sites(&mut self, plan: &Plan<'_>) {
        let (quotas, network, (region, span)) = (self.quotas, plan.network, self.place());
        let id = self.id;
        let here = || plan.sites.iter().filter(move |site| network.scope_of_site(site.site) == id);
        let vpns = here().map(|site| site.vpns.len()).sum();
        if vpns > 0 {
            self.add(CONNECTIONS, quotas.vpn_connections, vpns, &region, "VPN connections", span);
            let own = here().flat_map(|site| &site.vpns).filter(|vpn| vpn.customer.owner == vpn.uplink);
            self.add(CUSTOMERS, quotas.customer_gateways, own.count(), &region, "customer gateways", span);
        }
        self.vpn_gateways(plan);
        for site in here() {
            self.site(plan, site);
        }
        // Direct Connect gateways are in no Region.
        if id != ScopeId::HOME {
            return;
        }
        self.associations(plan);
        for gateway in &plan.direct_connect_gateways {
            let meant = network.dx_gateway(gateway.gateway);
            for association in &gateway.associations {
                let AwsGateway::TransitGateway(hub) = association.target else { continue };
                let scope = format!(
                    "Direct Connect gateway `{}` in front of transit gateway `{}`",
                    meant.name, network.hubs[hub.0].name
                );
                let count = association.allowed.len();
                self.add(ALLOWED, quotas.allowed_prefixes, count, &scope, "allowed prefixes", meant.span);
            }
        }
        self.interfaces(plan);
        self.ordered(plan);
    }

    /// Connections and LAGs that are ordered with the network.
    fn ordered(&mut self, plan: &Plan<'_>) {
        let network = plan.network;
        let single = network.direct_connections.iter().map(|one| (one, 1));
        let links = network.lags.iter().map(|lag| (&lag.connection, usize::from(lag.links)));
        let mut locations: BTreeMap<_, (usize, Span)> = BTreeMap::new();
        for (one, count) in single.chain(links) {
            locations.entry(&one.location.value).or_insert((0, one.span)).0 += count;
        }
        for (location, (count, span)) in locations {
            let scope = format!("Direct Connect location {location}");
            let limit = self.quotas.connections_per_location;
            self.add(PER_LOCATION, limit, count, &scope, "connections", span);
        }
        if let Some(first) = network.lags.first() {
            let (region, _) = self.place();
            self.add(LAGS, self.quotas.lags, network.lags.len(), &region, "LAGs", first.connection.span);
        }
    }

    /// VPN gateways, and the connections that end on each of them.
    fn vpn_gateways(&mut self, plan: &Plan<'_>) {
        let network = plan.network;
        let here = plan.vpcs.iter().filter(|vpc| vpc.vpc.scope == self.id);
        let count = here.filter(|vpc| vpc.vpn_gateway.is_some()).count();
        if count > 0 {
            let ((region, span), limit) = (self.place(), self.quotas.vpn_gateways);
            self.add(VPN_GATEWAYS, limit, count, &region, "VPN gateways", span);
        }
        let mut ends: BTreeMap<VpcId, usize> = BTreeMap::new();
        for site in &plan.sites {
            if let Some(AwsGateway::VpnGateway(vpc)) = site.only_target() {
                *ends.entry(vpc).or_default() += site.vpns.len();
            }
        }
        for (vpc, count) in ends {
            let vpc = network.vpc(vpc);
            if vpc.scope != self.id {
                continue;
            }
            let scope = format!("the VPN gateway of VPC `{}`", vpc.name);
            let limit = self.quotas.vpn_connections_per_vpn_gateway;
            self.add(PER_VPN_GATEWAY, limit, count, &scope, "VPN connections", vpc.span);
        }
    }

    /// Gateways on both sides of associations.
    fn associations(&mut self, plan: &Plan<'_>) {
        let mut before: BTreeMap<HubId, usize> = BTreeMap::new();
        for gateway in &plan.direct_connect_gateways {
            let meant = plan.network.dx_gateway(gateway.gateway);
            let scope = format!("Direct Connect gateway `{}`", meant.name);
            let (mut hubs, mut vpn_gateways) = (0, 0);
            for association in &gateway.associations {
                match association.target {
                    AwsGateway::TransitGateway(hub) => {
                        hubs += 1;
                        *before.entry(hub).or_default() += 1;
                    }
                    AwsGateway::VpnGateway(_) => vpn_gateways += 1,
                }
            }
            if hubs > 0 {
                let limit = self.quotas.transit_gateways_per_direct_connect_gateway;
                self.add(HUBS_BEHIND, limit, hubs, &scope, "transit gateways", meant.span);
            }
            if vpn_gateways > 0 {
                let limit = self.quotas.vpn_gateways_per_direct_connect_gateway;
                self.add(VPN_GATEWAYS_BEHIND, limit, vpn_gateways, &scope, "VPN gateways", meant.span);
            }
        }
        for (hub, count) in before {
            let hub = &plan.network.hubs[hub.0];
            let scope = format!("transit gateway `{}`", hub.name);
            let limit = self.quotas.direct_connect_gateways_per_transit_gateway;
            self.add(GATEWAYS_BEFORE, limit, count, &scope, "Direct Connect gateways", hub.span);
        }
    }

    /// Virtual interfaces by what they lead to and by what they stand on.
    fn interfaces(&mut self, plan: &Plan<'_>) {
        let all = || plan.sites.iter().flat_map(|site| &site.interfaces);
        for gateway in &plan.direct_connect_gateways {
            let meant = plan.network.dx_gateway(gateway.gateway);
            let count = all().filter(|one| one.gateway == gateway.gateway).count();
            let scope = format!("Direct Connect gateway `{}`", meant.name);
            self.add(PER_GATEWAY, 30, count, &scope, "virtual interfaces", meant.span);
        }
        let mut connections: BTreeMap<&str, ([usize; 2], Span)> = BTreeMap::new();
        for one in all() {
            let span = plan.network.uplink(one.uplink).span;
            let ([private, transit], _) = connections.entry(one.connection.as_str()).or_insert(([0; 2], span));
            match one.kind {
                InterfaceKind::Private => *private += 1,
                InterfaceKind::Transit => *transit += 1,
            }
        }
        // Public ones count as private ones do.
        let mut has_public = BTreeSet::new();
        for one in plan.sites.iter().flat_map(|site| &site.publics) {
            let span = plan.network.public(one.public).span;
            connections.entry(one.connection.as_str()).or_insert(([0; 2], span)).0[0] += 1;
            has_public.insert(one.connection.as_str());
        }
        let limit = self.quotas.virtual_interfaces_per_connection;
        for (connection, ([private, transit], span)) in connections {
            let scope = format!("connection `{connection}`");
            if private > 0 {
                let is_public = has_public.contains(connection);
                let what =
                    if is_public { "private and public virtual interfaces" } else { "private virtual interfaces" };
                self.add(PER_CONNECTION, limit, private, &scope, what, span);
            }
            if transit > 0 {
                self.add(TRANSIT, 4, transit, &scope, "transit virtual interfaces", span);
                let all = private + transit;
                self.add(PER_CONNECTION, limit.saturating_add(1), all, &scope, "virtual interfaces", span);
            }
        }
    }

    fn site(&mut self, plan: &Plan<'_>, site: &SitePlan) {
        let meant = plan.network.site(site.site);
        let (own, announced) = (meant.prefixes.len(), site.routes);
        let limit = self.quotas.prefixes_per_virtual_interface;
        for interface in &site.interfaces {
            let uplink = plan.network.uplink(interface.uplink);
            let scope = format!("virtual interface `{}` of site `{}`", uplink.name, meant.name);
            let own = if interface.tunnels.is_some() { 1 } else { own };
            self.add(INTERFACE, limit, own, &scope, "prefixes from the site", uplink.span);
        }
        let (to, from) = match site.only_target() {
            Some(AwsGateway::TransitGateway(_)) => ((TO_HUB, 1000), (FROM_HUB, 5000)),
            Some(AwsGateway::VpnGateway(_)) | None => ((TO_VPC, 100), (FROM_VPC, 1000)),
        };
        self.connect_peers(plan, site);
        for vpn in &site.vpns {
            let uplink = plan.network.uplink(vpn.uplink);
            let scope = format!("VPN `{}` of site `{}`", uplink.name, meant.name);
            self.add(to.0, to.1, own, &scope, "prefixes from the site", uplink.span);
            if vpn.routing == RoutingPlan::Bgp {
                self.add(from.0, from.1, announced, &scope, "prefixes from AWS", uplink.span);
            }
        }
    }

    /// Connect peers, and what each of them takes.
    fn connect_peers(&mut self, plan: &Plan<'_>, site: &SitePlan) {
        let meant = plan.network.site(site.site);
        let mut over: BTreeMap<VpcId, usize> = BTreeMap::new();
        for peer in &site.connects {
            let uplink = plan.network.uplink(peer.uplink);
            let scope = format!("Connect peer `{}` of site `{}`", uplink.name, meant.name);
            self.add(TO_PEER, 1000, meant.prefixes.len(), &scope, "prefixes from the site", uplink.span);
            self.add(FROM_PEER, 5000, site.routes, &scope, "prefixes from AWS", uplink.span);
            *over.entry(peer.over).or_default() += 1;
        }
        for (vpc, count) in over {
            let scope = format!("site `{}` over VPC `{}`", meant.name, plan.network.vpc(vpc).name);
            self.add(PEERS, 4, count, &scope, "Connect peers", meant.span);
        }
    }
}

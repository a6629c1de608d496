//! Sites: from uplinks in an order of preference to both ends of every session.
//!
//! In come sites, the tables of the transit gateways and what the lock remembers; out go link addresses, what AWS announces on
//! each uplink, and the options of every tunnel and virtual interface.

mod alarms;
mod announce;
mod connect;
mod customers;
mod hybrid;
mod links;
mod public;
mod resilience;
mod types;

#[cfg(test)]
mod several_tests;
#[cfg(test)]
mod shared_tests;
#[cfg(test)]
mod tests;

pub use alarms::{AlarmsPlan, MoreAlarms};
pub use connect::ConnectPlan;
pub use public::PublicPlan;
pub use resilience::{Level, Resilience};
pub use types::{
    Association, AwsGateway, CustomerGatewayPlan, DxGatewayPlan, HybridAttachment, HybridRouting, InterfaceKind,
    InterfacePlan, KeySource, Link, RoutingPlan, SitePlan, TransportPlan, TunnelPath, TunnelPlan, VpnGatewayPlan,
    VpnPlan,
};

use std::collections::BTreeMap;

use super::hub::{HubPlan, Reach};
use super::ledger::Ledger;
use crate::diagnostic::{Diagnostics, Spanned};
use crate::net::{Asn, Cidr4, SecretName};
use crate::network::{
    AwsEnd, DirectConnect, DxGatewayId, Network, PublicId, Routing, Site, SiteId, Transport, Uplink, UplinkId,
    UplinkKind, Vpc, Vpn,
};
use links::{Links, Part};

/// Everything about sites.
pub(super) struct Hybrid {
    pub gateways: Vec<DxGatewayPlan>,
    pub sites: Vec<SitePlan>,
    pub routing: Vec<HybridRouting>,
}

/// The lock path of a site.
pub(super) fn site_path(name: &str) -> String {
    format!("site/{name}")
}

/// Plans all sites of a network.
pub(super) fn plan(
    reach: &Reach<'_>,
    hubs: &[HubPlan],
    ledger: &mut Ledger<'_>,
    diagnostics: &mut Diagnostics,
) -> Hybrid {
    let network = reach.network();
    let links = links::allocate(network, ledger, diagnostics);
    let owners = customers::owners(network, ledger);
    let ends = connect::ends(network, ledger, diagnostics);
    let sites = network.sites.iter().enumerate().map(|(index, site)| {
        let announced = announce::announced(reach, hubs, site);
        let routes = announce::routes(reach, hubs, site);
        Planner { network, id: SiteId(index), site, links: &links, owners: &owners, ends: &ends }
            .plan(announced, routes)
    });
    let sites: Vec<SitePlan> = sites.collect();
    let gateways = (0..network.direct_connect_gateways.len()).map(|index| gateway(reach, DxGatewayId(index), &sites));
    Hybrid { gateways: gateways.collect(), routing: hybrid::plan(hubs), sites }
}

/// The VPN gateway of a VPC that a site is joined to.
pub(super) fn vpn_gateway(vpc: &Vpc) -> Option<VpnGatewayPlan> {
    Some(VpnGatewayPlan { asn: vpc.vpn_gateway?.value, retain: vpc.retain })
}

fn gateway(reach: &Reach<'_>, id: DxGatewayId, sites: &[SitePlan]) -> DxGatewayPlan {
    let linked = announce::linked(reach.network(), id);
    let mut associations: BTreeMap<AwsGateway, Association> = BTreeMap::new();
    for (site, _) in reach.network().sites_of(id) {
        let plan = &sites[site.0];
        for target in plan.targets.iter().copied() {
            let association = associations.entry(target).or_insert(Association {
                target,
                allowed: Vec::new(),
                allowed_ipv6: Vec::new(),
                sites: Vec::new(),
                carries_tunnels: true,
            });
            association.sites.push(site);
            for interface in plan.interfaces.iter().filter(|interface| interface.gateway == id) {
                match target {
                    AwsGateway::TransitGateway(_) => association.allowed.extend(plan.told(interface)),
                    AwsGateway::VpnGateway(vpc) => association.allowed.extend(announce::of_vpcs(reach, &[vpc])),
                }
                association.carries_tunnels &= interface.tunnels.is_some();
            }
            let own = plan.announced_ipv6.iter().filter(|vpc| target == AwsGateway::VpnGateway(**vpc));
            association.allowed_ipv6.extend(own);
        }
    }
    let associations = associations.into_values().map(|mut association| {
        association.allowed.sort_unstable();
        association.allowed.dedup();
        association.allowed_ipv6.sort_unstable();
        association.allowed_ipv6.dedup();
        association.allowed.retain(|prefix| !linked.contains(prefix));
        association
    });
    DxGatewayPlan { gateway: id, associations: associations.collect() }
}

struct Planner<'a> {
    network: &'a Network,
    id: SiteId,
    site: &'a Site,
    links: &'a Links,
    owners: &'a BTreeMap<UplinkId, UplinkId>,
    ends: &'a connect::Ends,
}

impl Planner<'_> {
    fn plan(&self, announced: Vec<Cidr4>, routes: usize) -> SitePlan {
        let (mut interfaces, mut vpns, mut connects) = (Vec::new(), Vec::new(), Vec::new());
        for (index, uplink) in self.site.uplinks.iter().enumerate() {
            let id = UplinkId { site: self.id, index };
            match &uplink.kind {
                UplinkKind::DirectConnect(direct) => interfaces.extend(self.interface(id, uplink, direct)),
                UplinkKind::Vpn(vpn) => {
                    let carrier = vpn.transit();
                    interfaces.extend(carrier.and_then(|carrier| self.interface(id, uplink, &carrier.direct)));
                    vpns.extend(self.vpn(id, uplink, vpn));
                }
                UplinkKind::Connect(peer) => connects.extend(self.connect(id, uplink, peer)),
            }
        }
        let targets = match &self.site.end {
            AwsEnd::Segment(hub, _) => vec![AwsGateway::TransitGateway(*hub)],
            AwsEnd::Vpcs(ends) => ends.iter().copied().map(AwsGateway::VpnGateway).collect(),
        };
        let mss = vpns.iter().map(|vpn| vpn.sizes.mss).chain(connects.iter().map(|peer| peer.sizes.mss)).min();
        let linked = self.network.site_linked(self.id);
        let of_sites = announce::of_sites(self.network, self.id, &linked, &announced);
        let routes = routes + of_sites.len();
        let publics = public::plan(self.network, self.id, self.site, &announced);
        let alarms = self.alarms();
        SitePlan {
            site: self.id,
            targets,
            announced,
            announced_ipv6: announce::ipv6(self.site),
            of_sites,
            linked,
            routes,
            mss,
            interfaces,
            publics,
            vpns,
            connects,
            alarms,
        }
    }

    fn interface(&self, id: UplinkId, uplink: &Uplink, direct: &DirectConnect) -> Option<InterfacePlan> {
        Some(InterfacePlan {
            uplink: id,
            kind: match self.site.end {
                AwsEnd::Segment(..) => InterfaceKind::Transit,
                AwsEnd::Vpcs(_) => InterfaceKind::Private,
            },
            name: format!("{}-{}-{}", self.network.name, self.site.name.as_str(), uplink.name.as_str()),
            site_link: self.network.dx_gateway(direct.gateway).site_link.map(|written| {
                written.value && uplink.vpn().is_none() && !self.network.site_linked(self.id).is_empty()
            }),
            tunnels: uplink.vpn().map(|vpn| TunnelPath { source: vpn.outside.value, blocks: self.blocks() }),
            connection: direct.connection.value.clone(),
            gateway: direct.gateway,
            vlan: direct.vlan.value,
            asn: self.site.asn.value,
            amazon_asn: self.network.dx_gateway(direct.gateway).asn.value,
            link: *self.links.get(&(id, Part::Interface))?,
            ipv6: self.site.has_ipv6(),
            mtu: direct.mtu.value,
            bfd: direct.bfd,
            rank: uplink.rank,
            key: key(direct.key.as_ref(), "bgp"),
        })
    }

    fn vpn(&self, id: UplinkId, uplink: &Uplink, vpn: &Vpn) -> Option<VpnPlan> {
        let tunnel = |part: Part, field: &'static str| {
            let inside = *self.links.get(&(id, part))?;
            Some(TunnelPlan { inside, key: key(vpn.keys.as_ref(), field) })
        };
        Some(VpnPlan {
            uplink: id,
            customer: CustomerGatewayPlan {
                address: vpn.outside.value,
                asn: self.site.asn.value,
                owner: self.owners.get(&id).copied().unwrap_or(id),
            },
            amazon_asn: self.amazon_asn(),
            routing: match vpn.routing.value {
                Routing::Bgp => RoutingPlan::Bgp,
                Routing::Static => RoutingPlan::Static(self.site.prefixes.iter().map(|prefix| prefix.value).collect()),
            },
            rank: uplink.rank,
            crypto: vpn.crypto,
            options: vpn.options,
            bandwidth: vpn.bandwidth.value,
            accelerated: vpn.accelerated.is_some(),
            concentrator: self.site.segment().filter(|_| vpn.concentrator.is_some()).map(|(_, segment)| segment),
            lifecycle_control: vpn.lifecycle_control,
            logs: vpn.logs,
            mode: vpn.tunnels,
            sizes: vpn.sizes()?,
            tunnels: [tunnel(Part::Tunnel1, "tunnel1")?, tunnel(Part::Tunnel2, "tunnel2")?],
            transport: match &vpn.transport {
                Transport::Internet => TransportPlan::Internet,
                Transport::Transit(path) => TransportPlan::Transit(path.direct.gateway),
                Transport::Public(path) => TransportPlan::Public(PublicId { site: self.id, index: path.index }),
            },
        })
    }

    /// The transit gateway's own blocks.
    fn blocks(&self) -> Vec<Cidr4> {
        let hub = self.site.segment().map(|(hub, _)| &self.network.hubs[hub.0]);
        hub.into_iter().flat_map(|hub| &hub.cidrs).map(|block| block.value).collect()
    }

    /// The number of the gateway that VPN connections end on.
    fn amazon_asn(&self) -> Option<Asn> {
        let asn = match self.site.segment() {
            Some((hub, _)) => self.network.hubs[hub.0].asn,
            None => self.site.only_vpc().and_then(|vpc| self.network.vpc(vpc).vpn_gateway),
        };
        asn.map(|asn| asn.value)
    }
}

fn key(secret: Option<&Spanned<SecretName>>, field: &'static str) -> KeySource {
    secret.map_or(KeySource::Generated, |secret| KeySource::Secret { secret: secret.value.clone(), field })
}

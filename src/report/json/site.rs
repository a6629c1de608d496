//! The part of the JSON format about sites and Direct Connect gateways.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use serde::Serialize;

use crate::net::{Asn, Cidr4, Cidr6, DirectConnectGatewayId, Name};
use crate::network::{Network, SiteId, UplinkId};
use crate::plan::{
    DxGatewayPlan, InterfaceKind, InterfacePlan, Link, Origin, PublicPlan, Resilience, RoutingPlan, SitePlan, VpnPlan,
};
use crate::uplink::preference::{Rank, Tunnels};

use super::super::words::site_end;
use super::connect::PeerView;

#[derive(Serialize)]
pub(super) struct DxGatewayView<'a> {
    name: &'a Name,
    /// Of one that exists.
    id: Option<&'a DirectConnectGatewayId>,
    asn: Asn,
    /// What it announces to the sites in front of it, or a filter before a VPN gateway.
    allowed_prefixes: Vec<Cidr4>,
    sites: Vec<&'a Name>,
}

#[derive(Serialize)]
pub(super) struct SiteView<'a> {
    name: &'a Name,
    asn: Asn,
    /// `segment on-prem of hub`, or `VPC app`.
    at: String,
    /// What the site announces on every uplink.
    prefixes: Vec<Cidr4>,
    /// The same over IPv6.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ipv6_prefixes: Vec<Cidr6>,
    /// What AWS announces on every uplink.
    announced: &'a [Cidr4],
    /// The VPCs whose /56 it announces too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    announced_ipv6: Vec<&'a Name>,
    /// The sites that SiteLink leads to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    linked: Vec<&'a Name>,
    /// Bytes; of every uplink, where one of them is a tunnel.
    mss: Option<u16>,
    resilience: &'static str,
    availability: &'static str,
    direct_connects: Vec<InterfaceView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    public_interfaces: Vec<PublicView<'a>>,
    vpns: Vec<VpnView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    connect_peers: Vec<PeerView<'a>>,
}

/// A public virtual interface.
#[derive(Serialize)]
struct PublicView<'a> {
    name: &'a Name,
    router: &'a Name,
    connection: &'a str,
    vlan: u16,
    bfd: bool,
    amazon_address: String,
    customer_address: String,
    /// What the router announces.
    prefixes: &'a [Cidr4],
    /// How far AWS carries it: `region`, `continent` or `global`.
    scope: &'static str,
    /// What the router accepts: that of the `region`, of the `continent`, or `all`.
    accept: &'static str,
}

/// The beginning of every uplink's row.
#[derive(Serialize)]
pub(super) struct UplinkView<'a> {
    uplink: &'a Name,
    router: &'a Name,
    /// From 1; equal uplinks share a number.
    order: u8,
}

#[derive(Serialize)]
struct InterfaceView<'a> {
    #[serde(flatten)]
    uplink: UplinkView<'a>,
    /// `private` or `transit`.
    kind: &'static str,
    connection: &'a str,
    gateway: &'a Name,
    vlan: u16,
    mtu: u16,
    bfd: bool,
    amazon_asn: Asn,
    link: LinkView,
    /// Whether it has SiteLink, where the document says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    site_link: Option<bool>,
    /// What it carries, where that is tunnels alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    tunnels: Option<PathView<'a>>,
}

/// The ends of tunnels inside Direct Connect.
#[derive(Serialize)]
struct PathView<'a> {
    /// What the router announces.
    source: Ipv4Addr,
    /// What AWS announces.
    blocks: &'a [Cidr4],
}

#[derive(Serialize)]
struct VpnView<'a> {
    #[serde(flatten)]
    uplink: UplinkView<'a>,
    outside_ip: Ipv4Addr,
    /// The Direct Connect gateway that carries the tunnels, where the internet does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    transport: Option<&'a Name>,
    /// The public virtual interface that carries them.
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<&'a Name>,
    /// Whether it ends on the VPN Concentrator of the segment.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    concentrator: bool,
    /// `bgp` or `static`.
    routing: &'static str,
    amazon_asn: Option<Asn>,
    /// `balanced` or `primary-backup`.
    tunnels: &'static str,
    phase1: String,
    phase2: String,
    mtu: u16,
    mss: u16,
    inside: [LinkView; 2],
}

#[derive(Serialize)]
struct LinkView {
    block: Cidr4,
    amazon: Ipv4Addr,
    router: Ipv4Addr,
    reason: Origin,
}

impl From<Link> for LinkView {
    fn from(link: Link) -> Self {
        Self { block: link.block, amazon: link.amazon(), router: link.router(), reason: link.origin }
    }
}

impl<'a> DxGatewayView<'a> {
    pub fn of(network: &'a Network, plan: &DxGatewayPlan) -> Self {
        let meant = network.dx_gateway(plan.gateway);
        // A site that is joined to several VPCs is in front of each of them.
        let sites: BTreeSet<SiteId> = plan.associations.iter().flat_map(|one| &one.sites).copied().collect();
        let allowed: BTreeSet<Cidr4> = plan.associations.iter().flat_map(|one| &one.allowed).copied().collect();
        Self {
            name: &meant.name,
            id: meant.existing.as_ref(),
            asn: meant.asn.value,
            allowed_prefixes: allowed.into_iter().collect(),
            sites: sites.into_iter().map(|site| &network.site(site).name).collect(),
        }
    }
}

impl<'a> SiteView<'a> {
    pub fn of(network: &'a Network, plan: &'a SitePlan) -> Self {
        let site = network.site(plan.site);
        let level = Resilience::of(site).level;
        Self {
            name: &site.name,
            asn: site.asn.value,
            at: site_end(network, &site.end),
            prefixes: site.prefixes.iter().map(|prefix| prefix.value).collect(),
            ipv6_prefixes: site.ipv6_prefixes.iter().map(|prefix| prefix.value).collect(),
            announced: &plan.announced,
            announced_ipv6: plan.announced_ipv6.iter().map(|vpc| &network.vpc(*vpc).name).collect(),
            linked: plan.linked.iter().map(|other| &network.site(*other).name).collect(),
            mss: plan.mss,
            resilience: level.name(),
            availability: level.availability(),
            direct_connects: plan.interfaces.iter().map(|one| InterfaceView::of(network, one)).collect(),
            public_interfaces: plan.publics.iter().map(|one| PublicView::of(network, one)).collect(),
            vpns: plan.vpns.iter().map(|one| VpnView::of(network, one)).collect(),
            connect_peers: plan.connects.iter().map(|one| PeerView::of(network, one)).collect(),
        }
    }
}

impl<'a> UplinkView<'a> {
    pub(super) fn of(network: &'a Network, id: UplinkId, rank: Rank) -> Self {
        let uplink = network.uplink(id);
        let router = &network.site(id.site).router(uplink.router).name;
        Self { uplink: &uplink.name, router, order: rank.of_site.saturating_add(1) }
    }
}

impl<'a> PublicView<'a> {
    fn of(network: &'a Network, plan: &'a PublicPlan) -> Self {
        let meant = network.public(plan.public);
        Self {
            name: &meant.name,
            router: &network.site(plan.public.site).router(meant.router).name,
            connection: plan.connection.as_str(),
            vlan: plan.vlan,
            bfd: plan.bfd.is_some(),
            amazon_address: plan.amazon.to_string(),
            customer_address: plan.customer.to_string(),
            prefixes: &plan.prefixes,
            scope: plan.scope.word(),
            accept: plan.accepted.word(),
        }
    }
}

impl<'a> InterfaceView<'a> {
    fn of(network: &'a Network, plan: &'a InterfacePlan) -> Self {
        Self {
            uplink: UplinkView::of(network, plan.uplink, plan.rank),
            kind: match plan.kind {
                InterfaceKind::Private => "private",
                InterfaceKind::Transit => "transit",
            },
            connection: plan.connection.as_str(),
            gateway: &network.dx_gateway(plan.gateway).name,
            vlan: plan.vlan,
            mtu: plan.mtu,
            bfd: plan.bfd.is_some(),
            amazon_asn: plan.amazon_asn,
            link: plan.link.into(),
            site_link: plan.site_link,
            tunnels: plan.tunnels.as_ref().map(|path| PathView { source: path.source, blocks: &path.blocks }),
        }
    }
}

impl<'a> VpnView<'a> {
    fn of(network: &'a Network, plan: &'a VpnPlan) -> Self {
        Self {
            uplink: UplinkView::of(network, plan.uplink, plan.rank),
            outside_ip: plan.customer.address,
            transport: plan.transport.gateway().map(|gateway| &network.dx_gateway(gateway).name),
            concentrator: plan.concentrator.is_some(),
            over: plan.transport.public().map(|public| &network.public(public).name),
            routing: match plan.routing {
                RoutingPlan::Bgp => "bgp",
                RoutingPlan::Static(_) => "static",
            },
            amazon_asn: plan.amazon_asn,
            tunnels: match plan.mode {
                Tunnels::Balanced => "balanced",
                Tunnels::PrimaryBackup => "primary-backup",
            },
            phase1: plan.crypto.phase1.words(1),
            phase2: plan.crypto.phase2.words(2),
            mtu: plan.sizes.mtu,
            mss: plan.sizes.mss,
            inside: plan.tunnels.each_ref().map(|tunnel| tunnel.inside.into()),
        }
    }
}

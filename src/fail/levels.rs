//! AWS's published service levels, as of [`AS_OF`]. One row is one promise with the page that has it; what has none says so.
//!
//! The pages promise credits, not time, and exclude much (maintenance, the customer's own equipment). Where two sources differ, the
//! lower number stands here.

use std::collections::BTreeSet;

use crate::network::Vpc;
use crate::plan::Plan;

/// When the table was made.
pub const AS_OF: &str = "2026-11-29";

/// What a path crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// A transit gateway.
    TransitGateway,
    /// The NAT gateway of a zone.
    NatGateway,
    /// A firewall with an endpoint in each zone.
    NetworkFirewall,
    /// Direct Connect at two locations, with two connections in each.
    DirectConnectMaximum,
    /// Direct Connect at two locations.
    DirectConnectHigh,
    /// Direct Connect at one location.
    DirectConnectSingle,
    /// A VPN connection with both tunnels.
    Vpn,
    /// An internet gateway, or an egress-only one.
    InternetGateway,
    /// A VPN gateway.
    VpnGateway,
    /// A Direct Connect gateway.
    DirectConnectGateway,
    /// A peering connection.
    Peering,
    /// An availability zone between two ends, of which neither is in it.
    Zone,
    /// A router of a site, its lines and its provider.
    Site,
    /// An endpoint of Route 53 Resolver in two zones or more.
    ResolverEndpoint,
    /// An interface endpoint.
    InterfaceEndpoint,
    /// Instances in two zones or more.
    Instances,
    /// One instance.
    Instance,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// The service.
    pub service: Service,
    /// What it is called.
    pub name: &'static str,
    /// Ten-thousandths that AWS promises, 9995 of 10000; none where nothing is published, which counts 1.
    pub published: Option<u16>,
    /// The page.
    pub source: &'static str,
    /// What to know about it.
    pub note: &'static str,
}

const INDEX: &str = "https://aws.amazon.com/legal/service-level-agreements/";
const DIRECT_CONNECT: &str = "https://aws.amazon.com/directconnect/sla/";

const fn level(
    service: Service,
    name: &'static str,
    published: Option<u16>,
    source: &'static str,
    note: &'static str,
) -> Level {
    Level { service, name, published, source, note }
}

/// All rows, in the order of [`Service`].
pub const LEVELS: [Level; 17] = [
    level(
        Service::TransitGateway,
        "transit gateway",
        Some(9995),
        "https://aws.amazon.com/transit-gateway/sla/historical/",
        "99.95 % in the agreement of 2019; collections name 99.99 % since, which was not read on AWS's own page",
    ),
    level(Service::NatGateway, "NAT gateway", Some(9990), INDEX, "for each gateway, in its zone"),
    level(
        Service::NetworkFirewall,
        "Network Firewall",
        Some(9999),
        "https://aws.amazon.com/network-firewall/sla/",
        "for the Region: an endpoint in each of several zones",
    ),
    level(
        Service::DirectConnectMaximum,
        "Direct Connect at two locations, twice in each",
        Some(9999),
        DIRECT_CONNECT,
        "asks for Enterprise Support and a Well-Architected review; dedicated connections alone",
    ),
    level(
        Service::DirectConnectHigh,
        "Direct Connect at two locations",
        Some(9990),
        DIRECT_CONNECT,
        "asks for Enterprise Support; dedicated connections alone",
    ),
    level(
        Service::DirectConnectSingle,
        "Direct Connect at one location",
        Some(9500),
        DIRECT_CONNECT,
        "dedicated connections alone",
    ),
    level(
        Service::Vpn,
        "VPN connection",
        Some(9995),
        "https://aws.amazon.com/vpn/site-to-site-vpn-sla/",
        "for each connection, with both tunnels in use",
    ),
    level(Service::InternetGateway, "internet gateway", None, INDEX, ""),
    level(Service::VpnGateway, "VPN gateway", None, INDEX, "the VPN connection has a level"),
    level(Service::DirectConnectGateway, "Direct Connect gateway", None, INDEX, "the connections have one"),
    level(Service::Peering, "peering connection", None, INDEX, ""),
    level(Service::Zone, "availability zone", None, INDEX, "EC2's level is for instances, see below"),
    level(Service::Site, "routers, lines and providers of a site", None, INDEX, "not AWS's"),
    level(
        Service::ResolverEndpoint,
        "Resolver endpoint",
        Some(9999),
        "https://aws.amazon.com/route53/resolver/sla/",
        "in two zones or more, 99.5 % in one; names are looked up beside the paths, so no path has it",
    ),
    level(
        Service::InterfaceEndpoint,
        "interface endpoint (PrivateLink)",
        Some(9990),
        INDEX,
        "an end of paths, so no path has it",
    ),
    level(
        Service::Instances,
        "EC2 instances in two zones or more",
        Some(9999),
        "https://aws.amazon.com/compute/sla/",
        "an end of paths, so no path has it",
    ),
    level(
        Service::Instance,
        "one EC2 instance",
        Some(9950),
        "https://aws.amazon.com/compute/sla/",
        "an end of paths, so no path has it",
    ),
];

impl Service {
    /// Its row.
    #[must_use]
    pub fn level(self) -> Level {
        let rows = LEVELS.iter().find(|row| row.service == self);
        rows.copied().unwrap_or(level(self, "", None, INDEX, ""))
    }

    /// Whether a network has it: on a path, or at the end of one.
    #[must_use]
    pub fn is_of(self, plan: &Plan<'_>, crossed: &BTreeSet<Self>) -> bool {
        let any = |has: fn(&Vpc) -> bool| plan.network.vpcs.iter().any(has);
        match self {
            Self::ResolverEndpoint => any(|vpc| vpc.resolver.inbound || !vpc.resolver.forward.is_empty()),
            Self::InterfaceEndpoint => any(|vpc| !vpc.endpoints.interface.is_empty()),
            Self::Instances | Self::Instance | Self::Zone => true,
            Self::DirectConnectGateway => !plan.direct_connect_gateways.is_empty(),
            _ => crossed.contains(&self),
        }
    }

    /// The share of time that counts: 0.9995, or 1 where nothing is published.
    #[must_use]
    pub fn share(self) -> f64 {
        self.level().published.map_or(1.0, |parts| f64::from(parts) / 10_000.0)
    }
}

//! What the planner decided about sites: both ends of every uplink, what AWS announces on it, and which route table of a transit
//! gateway knows it.

use std::net::Ipv4Addr;

use super::super::hub::{Attachment, HubRoute, TableOf};
use super::super::types::Origin;
use super::alarms::AlarmsPlan;
use super::connect::ConnectPlan;
use super::public::PublicPlan;
use crate::net::{Asn, Cidr4, ConnectionName, SecretName};
use crate::network::{DxGatewayId, HubId, PublicId, SegmentId, SiteId, TunnelLogs, UplinkId, VpcId};
use crate::uplink::bandwidth::TunnelBandwidth;
use crate::uplink::bfd::Bfd;
use crate::uplink::crypto::Crypto;
use crate::uplink::mtu::TunnelMtu;
use crate::uplink::options::TunnelOptions;
use crate::uplink::preference::{Rank, Tunnels};

/// The decisions about a Direct Connect gateway. Its unit has the gateway, if it is new, and the associations.
#[derive(Debug)]
pub struct DxGatewayPlan {
    /// What was planned; [`DxGateway::existing`](crate::network::DxGateway::existing) says whether it is made.
    pub gateway: DxGatewayId,
    /// What it leads to: transit gateways by name, or VPN gateways by the name of their VPC; never both kinds.
    pub associations: Vec<Association>,
}

/// A Direct Connect gateway in front of a transit gateway or a VPN gateway.
#[derive(Debug)]
pub struct Association {
    /// The networks behind it.
    pub target: AwsGateway,
    /// The allowed prefixes, by address. To a transit gateway they are what is announced on the virtual interfaces, to a VPN
    /// gateway a filter that holds the VPC's blocks.
    /// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html>
    pub allowed: Vec<Cidr4>,
    /// The VPCs whose /56 is allowed as well: to sites with IPv6, which Amazon's block is known to at deployment alone.
    pub allowed_ipv6: Vec<VpcId>,
    /// The sites that come this way, by name.
    pub sites: Vec<SiteId>,
    /// Whether nothing but tunnels of VPN connections passes.
    pub carries_tunnels: bool,
}

/// A gateway on AWS's side of an uplink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AwsGateway {
    /// A transit gateway.
    TransitGateway(HubId),
    /// The VPN gateway of a VPC.
    VpnGateway(VpcId),
}

/// The VPN gateway of a VPC: in the VPC's unit, with its attachment and its propagation.
#[derive(Debug)]
pub struct VpnGatewayPlan {
    /// Its autonomous system.
    pub asn: Asn,
    /// Whether it outlives its removal from the document.
    pub retain: bool,
}

/// The decisions about a site. Its unit has the customer gateways, the VPN connections, the virtual interfaces and the alarms.
#[derive(Debug)]
pub struct SitePlan {
    /// What was planned.
    pub site: SiteId,
    /// The gateways that its uplinks lead to: a transit gateway, or VPN gateways by the name of their VPC. A VPN connection leads to
    /// one: several are behind one Direct Connect gateway.
    pub targets: Vec<AwsGateway>,
    /// What AWS announces on every uplink, by address, and what the routers accept there.
    pub announced: Vec<Cidr4>,
    /// The VPCs whose /56 AWS announces on every uplink, where the site has IPv6.
    pub announced_ipv6: Vec<VpcId>,
    /// What a VPN gateway or SiteLink announces of other sites besides, and the routers accept, by address; nothing unless the document
    /// lets the sites reach each other. <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html>
    pub of_sites: Vec<Cidr4>,
    /// The sites that SiteLink joins it to, by name.
    pub linked: Vec<SiteId>,
    /// How many routes a VPN connection brings: it announces the whole table, whatever stands for it elsewhere.
    pub routes: usize,
    /// The largest TCP segment of any uplink of the site, in bytes; `None` where no uplink is a tunnel.
    pub mss: Option<u16>,
    /// Its virtual interfaces, by name: those that carry its prefixes, and those of VPN connections inside.
    pub interfaces: Vec<InterfacePlan>,
    /// Its public virtual interfaces, by name: to AWS's public addresses, and into no VPC.
    pub publics: Vec<PublicPlan>,
    /// Its VPN connections, by name: over the internet, and inside virtual interfaces.
    pub vpns: Vec<VpnPlan>,
    /// Its Connect peers, by name.
    pub connects: Vec<ConnectPlan>,
    /// Notification targets of uplink alarms.
    pub alarms: Option<AlarmsPlan>,
}

/// A /30 between AWS, which has its first address, and a router, which has the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The /30.
    pub block: Cidr4,
    /// Why this one.
    pub origin: Origin,
}

/// A virtual interface on a connection that exists.
#[derive(Debug)]
pub struct InterfacePlan {
    /// The uplink.
    pub uplink: UplinkId,
    /// Private or transit.
    pub kind: InterfaceKind,
    /// Its name in AWS: small letters, digits and hyphens, at most 100.
    pub name: String,
    /// The connection, dedicated or hosted.
    pub connection: ConnectionName,
    /// The gateway behind it.
    pub gateway: DxGatewayId,
    /// The 802.1Q tag, 1 to 4094.
    pub vlan: u16,
    /// The site's autonomous system: the `Asn` of the BGP peer.
    pub asn: Asn,
    /// The Direct Connect gateway's autonomous system: what the router talks to.
    pub amazon_asn: Asn,
    /// Both addresses.
    pub link: Link,
    /// Whether a second session carries IPv6, with addresses that AWS assigns.
    pub ipv6: bool,
    /// 1500 or 8500 bytes.
    pub mtu: u16,
    /// Fast detection of a dead path, on the router; AWS's side always waits for it.
    pub bfd: Option<Bfd>,
    /// Where it stands.
    pub rank: Rank,
    /// The key of the BGP session.
    pub key: KeySource,
    /// The tunnels that it carries; the site's prefixes, in clear, if none.
    pub tunnels: Option<TunnelPath>,
    /// Whether it has SiteLink; nothing is said of it where the document does not.
    pub site_link: Option<bool>,
}

/// What a virtual interface carries that is there for the tunnels of a VPN connection alone: packets between a router's address and the
/// transit gateway's own blocks, from which AWS takes its ends of the tunnels.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/private-ip-dx.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TunnelPath {
    /// Where the tunnels begin: what the router announces.
    pub source: Ipv4Addr,
    /// The gateway's blocks, by address: what AWS announces.
    pub blocks: Vec<Cidr4>,
}

/// What a virtual interface leads to.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterfaceKind {
    /// VPN gateways.
    Private,
    /// Transit gateways.
    Transit,
}

/// A VPN connection and its customer gateway.
#[derive(Debug)]
pub struct VpnPlan {
    /// The uplink.
    pub uplink: UplinkId,
    /// The router as AWS sees it.
    pub customer: CustomerGatewayPlan,
    /// The transit gateway's or VPN gateway's autonomous system: what the router talks to. `None` where an existing
    /// transit gateway has only static routes to it, so that nobody has to say it.
    pub amazon_asn: Option<Asn>,
    /// How AWS learns of the site's prefixes.
    pub routing: RoutingPlan,
    /// Where it stands.
    pub rank: Rank,
    /// One value for each option, on both tunnels.
    pub crypto: Crypto,
    /// All other options, on both tunnels.
    pub options: TunnelOptions,
    /// The bandwidth of each tunnel.
    pub bandwidth: TunnelBandwidth,
    /// Whether packets take AWS's own network from the nearest edge location on (AWS Global Accelerator).
    pub accelerated: bool,
    /// The segment whose VPN Concentrator it ends on; the gateway itself if none.
    pub concentrator: Option<SegmentId>,
    /// Whether AWS waits for its owner before it replaces an end of a tunnel.
    pub lifecycle_control: bool,
    /// The logs of both tunnels.
    pub logs: Option<TunnelLogs>,
    /// How the tunnels share the traffic.
    pub mode: Tunnels,
    /// How large a packet fits into a tunnel.
    pub sizes: TunnelMtu,
    /// Tunnel 1 and tunnel 2.
    pub tunnels: [TunnelPlan; 2],
    /// What carries the tunnels.
    pub transport: TransportPlan,
}

/// What carries the tunnels of a VPN connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportPlan {
    /// The internet.
    Internet,
    /// The attachment of this Direct Connect gateway, between private addresses.
    Transit(DxGatewayId),
    /// A public virtual interface.
    Public(PublicId),
}

impl TransportPlan {
    /// The Direct Connect gateway whose attachment carries the tunnels.
    #[must_use]
    pub const fn gateway(self) -> Option<DxGatewayId> {
        if let Self::Transit(gateway) = self { Some(gateway) } else { None }
    }

    /// The public virtual interface that carries them.
    #[must_use]
    pub const fn public(self) -> Option<PublicId> {
        if let Self::Public(public) = self { Some(public) } else { None }
    }
}

/// A customer gateway: a router's address and ASN. AWS has one for each pair, whatever number of connections it has, and
/// replaces it when one of them changes. <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerGatewayPlan {
    /// The address that AWS sees.
    pub address: Ipv4Addr,
    /// The site's autonomous system: `BgpAsn`, above 2147483647 `BgpAsnExtended`.
    pub asn: Asn,
    /// The uplink in whose unit the gateway is, under whose name. Uplinks with one address and ASN share one gateway.
    pub owner: UplinkId,
}

/// How AWS learns of the site's prefixes on a VPN connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoutingPlan {
    /// By BGP.
    Bgp,
    /// `StaticRoutesOnly`: a VPN gateway gets these routes on the connection; a transit gateway gets them as static routes of
    /// its tables, which stand with the hub's [`HybridRouting`].
    Static(Vec<Cidr4>),
}

/// A tunnel of a VPN connection.
#[derive(Debug)]
pub struct TunnelPlan {
    /// The /30 inside.
    pub inside: Link,
    /// The pre-shared key.
    pub key: KeySource,
}

/// Where a key comes from. netgen never sees one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// AWS makes it, and keeps it in Secrets Manager where it can.
    Generated,
    /// A secret that exists.
    Secret {
        /// Its name.
        secret: SecretName,
        /// The key of its JSON object that holds the text: `tunnel1`, `tunnel2` or `bgp`.
        field: &'static str,
    },
}

/// What the route tables of a transit gateway do with attachments that CloudFormation cannot name before they are there: VPN
/// connections and Direct Connect gateways. A unit of its own, `hybrid-routing`.
#[derive(Debug)]
pub struct HybridRouting {
    /// The transit gateway.
    pub hub: HubId,
    /// Its attachments: VPN connections by site and name, then Direct Connect gateways by name.
    pub attachments: Vec<HybridAttachment>,
}

/// One attachment of a VPN connection or a Direct Connect gateway.
#[derive(Debug)]
pub struct HybridAttachment {
    /// Which: [`Attachment::Vpn`] or [`Attachment::DirectConnect`].
    pub attachment: Attachment,
    /// The table that routes its packets.
    pub association: TableOf,
    /// The tables that learn its prefixes, in the order of the hub's tables.
    pub propagations: Vec<TableOf>,
    /// Static routes that lead there, by table and destination; of a VPN connection without BGP alone.
    pub routes: Vec<(TableOf, HubRoute)>,
}

impl VpnPlan {
    /// How many of its tunnels carry traffic at once from a router with that choice of paths, and what they carry at most, in megabits per
    /// second: equal tunnels share flows where both ends take all equal paths, and a flow uses one of them.
    #[must_use]
    pub fn capacity(&self, multipath: bool) -> (u32, u32) {
        let is_shared = self.mode == Tunnels::Balanced && self.routing == RoutingPlan::Bgp && multipath;
        let tunnels = if is_shared { 2 } else { 1 };
        (tunnels, tunnels * self.bandwidth.megabits())
    }
}

impl TunnelPath {
    /// The host route that the router announces.
    #[must_use]
    pub fn announced(&self) -> Option<Cidr4> {
        Cidr4::around(self.source, 32)
    }
}

impl SitePlan {
    /// The gateway that its VPN connections end on.
    #[must_use]
    pub fn only_target(&self) -> Option<AwsGateway> {
        match self.targets.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// What AWS announces on one of its virtual interfaces, by address.
    #[must_use]
    pub fn told<'p>(&'p self, interface: &'p InterfacePlan) -> &'p [Cidr4] {
        interface.tunnels.as_ref().map_or(&self.announced, |tunnels| &tunnels.blocks)
    }
}

impl Link {
    /// AWS's address: the first host.
    #[must_use]
    pub fn amazon(&self) -> Ipv4Addr {
        self.block.host(1).unwrap_or(self.block.address())
    }

    /// The router's address: the second host.
    #[must_use]
    pub fn router(&self) -> Ipv4Addr {
        self.block.host(2).unwrap_or(self.block.address())
    }
}

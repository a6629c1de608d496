//! Uplinks of sites: virtual interfaces on Direct Connect, and VPN connections over the internet or inside of virtual interfaces.

use std::net::Ipv4Addr;

use super::connect::Connect;
use super::{DxGatewayId, RouterId};
use crate::blueprint::LogFormat;
use crate::diagnostic::{Span, Spanned};
use crate::net::{Cidr4, ConnectionName, Description, InterfaceName, Location, Name, SecretName, VrfName};
use crate::uplink::bandwidth::{PortSpeed, TunnelBandwidth};
use crate::uplink::bfd::Bfd;
use crate::uplink::crypto::Crypto;
use crate::uplink::mtu::{ETHERNET, TunnelMtu};
use crate::uplink::options::TunnelOptions;
use crate::uplink::preference::{Rank, Tunnels};

/// A connection of a site to AWS: a virtual interface or a VPN connection.
#[derive(Debug)]
pub struct Uplink {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// The router that it ends on.
    pub router: RouterId,
    /// Where that is written.
    pub router_span: Span,
    /// The router's interface for it: the port of the cross connect, or the one that faces the internet.
    pub interface: Spanned<InterfaceName>,
    /// What it is, for descriptions on routers and for people: a circuit's number.
    pub description: Option<Description>,
    /// Where it stands among the others.
    pub rank: Rank,
    /// A virtual interface or a VPN connection.
    pub kind: UplinkKind,
}

/// The kind of an uplink.
#[derive(Debug)]
pub enum UplinkKind {
    /// A virtual interface on a Direct Connect connection.
    DirectConnect(Box<DirectConnect>),
    /// A VPN connection of two tunnels.
    Vpn(Box<Vpn>),
    /// A Connect peer: a GRE tunnel to an appliance in a VPC.
    Connect(Box<Connect>),
}

/// A virtual interface on a connection that exists.
#[derive(Debug)]
pub struct DirectConnect {
    /// The gateway behind it.
    pub gateway: DxGatewayId,
    /// Where the gateway is named.
    pub gateway_span: Span,
    /// The connection.
    pub connection: Spanned<ConnectionName>,
    /// Whether a partner hosts the connection, which then holds one virtual interface.
    pub hosted: bool,
    /// Where the connection begins, if the document says it.
    pub location: Option<Spanned<Location>>,
    /// The 802.1Q tag, 1 to 4094.
    pub vlan: Spanned<u16>,
    /// 1500 or 8500 bytes.
    pub mtu: Spanned<u16>,
    /// The timing of BFD, if it is on.
    pub bfd: Option<Bfd>,
    /// The speed of its port, if the document says it.
    pub speed: Option<Spanned<PortSpeed>>,
    /// Its pinned /30.
    pub link: Option<Spanned<Cidr4>>,
    /// The secret that holds the key of its BGP session; AWS makes a key if there is none.
    pub key: Option<Spanned<SecretName>>,
}

/// A VPN connection.
#[derive(Debug)]
pub struct Vpn {
    /// The address that AWS sees: a public one, or a private one inside a virtual interface.
    pub outside: Spanned<Ipv4Addr>,
    /// The address of the router's interface, where NAT is in front of `outside`.
    pub local_address: Option<Spanned<Ipv4Addr>>,
    /// The provider's router, by which AWS's outside addresses are reached.
    pub next_hop: Option<Spanned<Ipv4Addr>>,
    /// The VRF by whose routes they are reached instead.
    pub vrf: Option<Spanned<VrfName>>,
    /// The MTU of the path to AWS, in bytes.
    pub path_mtu: Spanned<u16>,
    /// What protects both tunnels.
    pub crypto: Crypto,
    /// Lifetimes, the window against replays, dead peers, and who begins.
    pub options: TunnelOptions,
    /// The bandwidth of each tunnel.
    pub bandwidth: Spanned<TunnelBandwidth>,
    /// Where it is said that packets take AWS's own network from the nearest edge location on; nowhere if they do not.
    pub accelerated: Option<Span>,
    /// Where it is said that it ends on the VPN Concentrator of the site's segment; nowhere if it ends on the gateway itself.
    pub concentrator: Option<Span>,
    /// Whether AWS waits for its owner before it replaces an end of a tunnel.
    pub lifecycle_control: bool,
    /// The logs of the tunnels.
    pub logs: Option<TunnelLogs>,
    /// How the tunnels share the traffic.
    pub tunnels: Tunnels,
    /// How each side learns of the other's prefixes.
    pub routing: Spanned<Routing>,
    /// The pinned /30s of the tunnels.
    pub inside: Option<[Spanned<Cidr4>; 2]>,
    /// The secret that holds both pre-shared keys; AWS makes and keeps them if there is none.
    pub keys: Option<Spanned<SecretName>>,
    /// What carries its packets.
    pub transport: Transport,
}

/// Logs of both tunnels of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TunnelLogs {
    /// Whether there is one of IKE, IPsec and dead peers.
    pub activity: bool,
    /// Where one of BGP is asked for, if it is.
    pub bgp: Option<Span>,
    /// How a record looks.
    pub format: LogFormat,
    /// Days for which records are kept.
    pub retention_days: u32,
}

/// What carries the packets of a VPN connection.
#[derive(Debug)]
pub enum Transport {
    /// The internet.
    Internet,
    /// A transit virtual interface, between private addresses (private-IP VPN).
    Transit(Box<TransitPath>),
    /// A public virtual interface, between public addresses.
    Public(PublicTransport),
}

/// The virtual interface that carries the tunnels of a VPN connection with private addresses, and nothing else.
#[derive(Debug)]
pub struct TransitPath {
    /// The virtual interface.
    pub direct: DirectConnect,
    /// The router's interface that the tunnels begin at: a loopback, which has the connection's outside address.
    pub source: Spanned<InterfaceName>,
}

/// The public virtual interface that carries the tunnels of a VPN connection, beside whatever else passes it.
#[derive(Debug)]
pub struct PublicTransport {
    /// Its index in [`Site::publics`](super::Site::publics).
    pub index: usize,
    /// Its name, where the connection names it.
    pub name: Spanned<Name>,
    /// The router's interface that has the connection's outside address; the virtual interface itself if none.
    pub source: Option<Spanned<InterfaceName>>,
}

/// How the ends of a VPN connection learn of each other's prefixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Routing {
    /// By BGP inside the tunnels.
    Bgp,
    /// Not at all: AWS has static routes to the site's prefixes.
    Static,
}

impl Uplink {
    /// Its VPN connection, if it is one.
    #[must_use]
    pub fn vpn(&self) -> Option<&Vpn> {
        match &self.kind {
            UplinkKind::DirectConnect(_) | UplinkKind::Connect(_) => None,
            UplinkKind::Vpn(vpn) => Some(vpn),
        }
    }

    /// The name of its virtual interface on routers and in alarms: that of the uplink, or `dx-1-vif` where the uplink is the VPN connection
    /// inside.
    #[must_use]
    pub fn interface_name(&self) -> Name {
        if self.vpn().is_some() { self.name.part("vif") } else { self.name.clone() }
    }

    /// Its virtual interface, if it has one: what it is itself, or what carries its tunnels.
    #[must_use]
    pub fn interface(&self) -> Option<&DirectConnect> {
        match &self.kind {
            UplinkKind::DirectConnect(direct) => Some(direct.as_ref()),
            UplinkKind::Vpn(vpn) => Some(&vpn.transit()?.direct),
            UplinkKind::Connect(_) => None,
        }
    }
}

impl DirectConnect {
    /// Whether it takes jumbo frames.
    #[must_use]
    pub fn is_jumbo(&self) -> bool {
        self.mtu.value > ETHERNET
    }
}

impl Vpn {
    /// The transit virtual interface that carries it, if one does.
    #[must_use]
    pub fn transit(&self) -> Option<&TransitPath> {
        if let Transport::Transit(path) = &self.transport { Some(path.as_ref()) } else { None }
    }

    /// The public virtual interface that carries it, if one does.
    #[must_use]
    pub fn public(&self) -> Option<&PublicTransport> {
        if let Transport::Public(path) = &self.transport { Some(path) } else { None }
    }

    /// Whether the internet carries it, and no Direct Connect does.
    #[must_use]
    pub const fn is_on_internet(&self) -> bool {
        matches!(self.transport, Transport::Internet)
    }

    /// How large a packet fits into its tunnels; `None` if the path is too small for any.
    #[must_use]
    pub fn sizes(&self) -> Option<TunnelMtu> {
        TunnelMtu::new(self.path_mtu.value, self.is_encapsulated(), &self.crypto.phase2)
    }

    /// Whether ESP travels in UDP (NAT-T, RFC 3948): behind NAT, and on an accelerated connection, where AWS's edge location is between.
    #[must_use]
    pub fn is_encapsulated(&self) -> bool {
        self.local_address.is_some() || self.accelerated.is_some()
    }
}

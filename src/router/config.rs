//! What a router is told, in no vendor's words. A planner fills these types from facts; nothing here decides an address, a
//! number or an order.

use std::net::Ipv4Addr;

use super::crypto::Crypto;
use super::mtu::TunnelMtu;
use super::platform::{Clamped, Platform};
use super::preference::{Rank, Tunnels};
use super::secret::Secret;
use crate::net::{Asn, Cidr4, Name};
use crate::plan::TunnelOptions;

/// One router of a site.
#[derive(Clone, Debug)]
pub struct RouterConfig {
    /// The blueprint's file name, for headers.
    pub document: String,
    /// The site.
    pub site: Name,
    /// The router's name in the document.
    pub router: Name,
    /// What it runs.
    pub platform: Platform,
    /// The site's autonomous system number.
    pub asn: Asn,
    /// The BGP identifier; only set on a router that is declared greenfield, since it resets sessions.
    pub router_id: Ipv4Addr,
    /// Its side of the site's network.
    pub lan: Lan,
    /// What the site announces on every uplink, exactly.
    pub site_prefixes: Vec<Cidr4>,
    /// What AWS announces on every uplink, exactly. Nothing else is accepted.
    pub aws_prefixes: Vec<Cidr4>,
    /// Virtual interfaces, in the order of preference.
    pub direct_connects: Vec<DirectConnect>,
    /// VPN connections, in the order of preference.
    pub vpns: Vec<Vpn>,
    /// The other routers of the site.
    pub peers: Vec<Peer>,
    /// The largest TCP segment of any uplink of the site, in bytes; every uplink is clamped to it. AWS does no path MTU
    /// discovery on VPN, so a flow that began on Direct Connect would hang after a failover. `None` where no uplink is a tunnel.
    pub mss: Option<u16>,
    /// Whether nothing else runs on the router, so that global settings may be made.
    pub greenfield: bool,
}

/// A router's side of the site's network.
#[derive(Clone, Debug)]
pub struct Lan {
    /// The interface; it exists already and is not touched.
    pub interface: String,
    /// The router's address.
    pub address: Ipv4Addr,
    /// The connected network.
    pub network: Cidr4,
    /// Other networks that are in the routing table as long as the site is alive. For site prefixes that the LAN lies outside
    /// of: they are announced while one of these is there.
    pub contributors: Vec<Cidr4>,
}

/// A Direct Connect virtual interface.
#[derive(Clone, Debug)]
pub struct DirectConnect {
    /// The uplink's name.
    pub name: Name,
    /// Free text for the interface's description, such as the carrier's circuit number; may be empty.
    pub description: String,
    /// Where it stands.
    pub rank: Rank,
    /// The port that the cross connect ends on.
    pub interface: String,
    /// The 802.1Q tag, 1 to 4094.
    pub vlan: u16,
    /// The /30: AWS has the first address, the router the second.
    pub link: Cidr4,
    /// The number of the Direct Connect gateway.
    pub asn: Asn,
    /// The key of the BGP session; `None` until it is bound.
    pub key: Option<Secret>,
    /// 1500 or 8500 bytes.
    pub mtu: u16,
    /// Fast detection of a dead path, 300 ms times 3.
    pub bfd: bool,
}

/// A VPN connection: two tunnels.
#[derive(Clone, Debug)]
pub struct Vpn {
    /// The uplink's name.
    pub name: Name,
    /// Free text for the interfaces' descriptions; may be empty.
    pub description: String,
    /// Where it stands.
    pub rank: Rank,
    /// The interface that faces the internet; it exists already.
    pub interface: String,
    /// The address that AWS sees: the customer gateway's.
    pub outside: Ipv4Addr,
    /// The address of the interface, where NAT lies before `outside`.
    pub local_address: Option<Ipv4Addr>,
    /// The MTU of the path to AWS, in bytes.
    pub path_mtu: u16,
    /// The number of the transit gateway or VPN gateway.
    pub asn: Asn,
    /// One value for each option.
    pub crypto: Crypto,
    /// Lifetimes, replay window and dead peers, as AWS's end has them.
    pub options: TunnelOptions,
    /// How the tunnels share the traffic.
    pub mode: Tunnels,
    /// Tunnel 1 and tunnel 2.
    pub tunnels: [Tunnel; 2],
}

/// A tunnel of a VPN connection.
#[derive(Clone, Debug)]
pub struct Tunnel {
    /// The number of its interface on the router, unique there: `Tunnel101`, `st0.101`.
    pub number: u16,
    /// The /30 inside: AWS has the first address, the router the second.
    pub inside: Cidr4,
    /// AWS's outside address; `None` until it is bound.
    pub outside: Option<Ipv4Addr>,
    /// The pre-shared key; `None` until it is bound.
    pub key: Option<Secret>,
}

/// Another router of the same site.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Its name.
    pub router: Name,
    /// Its address on the site's network.
    pub address: Ipv4Addr,
}

/// What makes a site prefix announced, and withdrawn when the site is dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The prefix is in the routing table by itself.
    Network,
    /// An aggregate that lives as long as one of its parts: this one.
    Aggregate(Cidr4),
}

impl RouterConfig {
    /// What keeps a prefix announced; `None` if nothing that the router knows lies inside.
    #[must_use]
    pub fn anchor(&self, prefix: Cidr4) -> Option<Anchor> {
        let known = || std::iter::once(self.lan.network).chain(self.lan.contributors.iter().copied());
        if known().any(|one| one == prefix) {
            return Some(Anchor::Network);
        }
        known().find(|one| prefix.contains(*one)).map(Anchor::Aggregate)
    }

    /// The virtual interfaces on which the router's files do not clamp TCP segments, though the site has a largest one.
    pub fn unclamped(&self) -> impl Iterator<Item = &DirectConnect> {
        let by_hand = self.mss.is_some() && self.platform.capabilities().clamp == Clamped::Tunnels;
        self.direct_connects.iter().filter(move |_| by_hand)
    }

    /// Whether a value is still to be bound.
    #[must_use]
    pub fn is_unbound(&self) -> bool {
        self.direct_connects.iter().any(|one| one.key.is_none()) || self.vpns.iter().any(Vpn::is_unbound)
    }
}

impl DirectConnect {
    /// AWS's address on the link.
    #[must_use]
    pub fn aws(&self) -> Ipv4Addr {
        first(self.link)
    }

    /// The router's address on the link.
    #[must_use]
    pub fn own(&self) -> Ipv4Addr {
        second(self.link)
    }
}

impl Vpn {
    /// The address that the router sends from.
    #[must_use]
    pub fn source(&self) -> Ipv4Addr {
        self.local_address.unwrap_or(self.outside)
    }

    /// The sizes of its tunnels; `None` if the path is too small for any.
    #[must_use]
    pub fn sizes(&self) -> Option<TunnelMtu> {
        TunnelMtu::new(self.path_mtu, self.local_address.is_some(), &self.crypto.phase2)
    }

    /// Whether an outside address or a key is missing.
    #[must_use]
    pub fn is_unbound(&self) -> bool {
        self.tunnels.iter().any(|one| one.outside.is_none() || one.key.is_none())
    }
}

impl Tunnel {
    /// AWS's address inside.
    #[must_use]
    pub fn aws(&self) -> Ipv4Addr {
        first(self.inside)
    }

    /// The router's address inside.
    #[must_use]
    pub fn own(&self) -> Ipv4Addr {
        second(self.inside)
    }
}

/// The first host of a /30. A shorter block than that never passes the checks.
fn first(link: Cidr4) -> Ipv4Addr {
    link.host(1).unwrap_or(link.address())
}

fn second(link: Cidr4) -> Ipv4Addr {
    link.host(2).unwrap_or(link.address())
}

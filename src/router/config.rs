//! The configuration of a router, in no vendor's words. A planner fills these types from facts; nothing here decides an address, a
//! number or an order.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

pub use super::gre::Gre;
pub use super::ipv6::{Ipv6, Peer6, Session6};
pub use super::lag::Lag as RouterLag;
use super::secret::Secret;
pub use super::told::{Carries, PublicPath};
use crate::net::{Asn, Cidr4, ConnectionName, Name, VrfName};
use crate::uplink::bfd::Bfd;
use crate::uplink::crypto::Crypto;
use crate::uplink::options::TunnelOptions;
use crate::uplink::platform::{Clamped, Platform};
use crate::uplink::preference::{Rank, Tunnels};

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
    /// LAGs under virtual interfaces, by name.
    pub lags: Vec<RouterLag>,
    /// Virtual interfaces, in the order of preference.
    pub direct_connects: Vec<DirectConnect>,
    /// VPN connections, in the order of preference.
    pub vpns: Vec<Vpn>,
    /// Connect peers, in the order of preference.
    pub gres: Vec<Gre>,
    /// The other routers of the site.
    pub peers: Vec<Peer>,
    /// The largest TCP segment of any uplink of the site, in bytes; every uplink is clamped to it. AWS does no path MTU
    /// discovery on VPN, so a flow that began on Direct Connect would hang after a failover. `None` where no uplink is a tunnel.
    pub mss: Option<u16>,
    /// Whether nothing else runs on the router, so that global settings may be made.
    pub greenfield: bool,
    /// Whether BGP uses all of several equal paths.
    pub multipath: bool,
    /// What it does over IPv6, where the site has prefixes of it.
    pub ipv6: Option<Ipv6>,
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
    /// Other networks that are in the routing table as long as the site is alive. For site prefixes that the LAN is outside
    /// of: they are announced while one of these is there.
    pub contributors: Vec<Cidr4>,
    /// The address that hosts send to, and this router's part in it.
    pub first_hop: Option<FirstHop>,
}

/// A router's part in the virtual address of the site's network (VRRP version 2, RFC 3768).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstHop {
    /// The address that hosts send to.
    pub address: Ipv4Addr,
    /// The number of the group, 1 to 255.
    pub group: u8,
    /// This router's priority: that of the router with the best uplink is the highest.
    pub priority: u8,
    /// The best place of an uplink on the other router: this one's uplinks that come before it, or are equal, decide about its priority.
    /// `None` on the router with the lower priority, which has nobody to leave hosts to.
    pub until: Option<Rank>,
}

impl FirstHop {
    /// Whether an uplink of the router decides about its priority.
    #[must_use]
    pub fn follows(&self, uplink: Rank) -> bool {
        self.until.is_some_and(|other| uplink.of_site <= other.of_site)
    }
}

/// A Direct Connect virtual interface.
#[derive(Clone, Debug)]
pub struct DirectConnect {
    /// The uplink's name; `dx-1-vif` where the uplink is the VPN connection inside.
    pub name: Name,
    /// Free text for the interface's description, such as the carrier's circuit number; may be empty.
    pub description: String,
    /// Where it stands.
    pub rank: Rank,
    /// The Direct Connect connection that the virtual interface is on.
    pub connection: ConnectionName,
    /// The port that the cross connect ends on.
    pub interface: String,
    /// The 802.1Q tag, 1 to 4094.
    pub vlan: u16,
    /// The /30: AWS has the first address, the router the second. Of a public one a /30 or /31, whose ends are given.
    pub link: Cidr4,
    /// The number of the Direct Connect gateway; 7224 of a public one.
    pub asn: Asn,
    /// The key of the BGP session; `None` until it is bound.
    pub key: Option<Secret>,
    /// 1500 or 8500 bytes.
    pub mtu: u16,
    /// The timing of BFD, if it is on.
    pub bfd: Option<Bfd>,
    /// What passes over it.
    pub carries: Carries,
    /// Its session over IPv6, where the router has one; `None` until it is bound.
    pub ipv6: Option<Session6>,
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
    /// The interface that faces the internet, or the loopback that the tunnels inside Direct Connect begin at: it exists already. That of the
    /// public virtual interface which carries the tunnels, where they begin at its address: it is added.
    pub interface: String,
    /// The virtual interface that carries the tunnels; the internet does if none.
    pub carrier: Option<Name>,
    /// The address that AWS sees: the customer gateway's.
    pub outside: Ipv4Addr,
    /// The address of the interface, where NAT is in front of `outside`.
    pub local_address: Option<Ipv4Addr>,
    /// The provider's router, by which AWS's outside addresses are reached whatever default route is learned.
    pub next_hop: Option<Ipv4Addr>,
    /// The VRF of the interface, by whose routes they are reached instead; tunnels and sessions are outside of it.
    pub vrf: Option<VrfName>,
    /// The MTU of the path to AWS, in bytes.
    pub path_mtu: u16,
    /// The number of the transit gateway or VPN gateway.
    pub asn: Asn,
    /// One value for each option.
    pub crypto: Crypto,
    /// Lifetimes, replay window and dead peers, as AWS's end has them.
    pub options: TunnelOptions,
    /// Whether AWS's edge location is between (AWS Global Accelerator): ESP travels in UDP, and this end begins and makes new keys first.
    pub accelerated: bool,
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

/// A host route to AWS's outside address of a tunnel.
#[derive(Clone, Debug)]
pub struct HostRoute {
    /// The tunnel: `inet.t1`.
    pub tunnel: String,
    /// AWS's outside address; `None` until it is bound.
    pub to: Option<Ipv4Addr>,
    /// The interface that faces the internet.
    pub interface: String,
    /// The provider's router on it.
    pub next_hop: Ipv4Addr,
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
    /// The routing table has a route to exactly the prefix: the network of the LAN, or one that the router learns from the site.
    Network,
    /// The prefix is wider than the network of the LAN, and is there as long as that is up.
    Lan,
    /// The LAN is outside of the prefix, and one inside that the router learns keeps it there: this one.
    Learned(Cidr4),
}

impl RouterConfig {
    /// What keeps a prefix announced. Where the router knows of nothing inside, only a route to exactly the prefix can.
    #[must_use]
    pub fn anchor(&self, prefix: Cidr4) -> Anchor {
        let Lan { network, contributors, .. } = &self.lan;
        if *network == prefix || contributors.contains(&prefix) {
            return Anchor::Network;
        }
        if prefix.contains(*network) {
            return Anchor::Lan;
        }
        let inside = contributors.iter().copied().find(|one| prefix.contains(*one));
        inside.map_or(Anchor::Network, Anchor::Learned)
    }

    /// The site's prefixes that a route to more than the prefix itself or the network of the LAN announces.
    pub fn wide(&self) -> impl Iterator<Item = (Cidr4, Anchor)> {
        let anchored = self.site_prefixes.iter().map(|prefix| (*prefix, self.anchor(*prefix)));
        anchored.filter(|(_, anchor)| *anchor != Anchor::Network)
    }

    /// The site's prefixes of which the document names nothing that the router has a route to.
    pub fn unnamed(&self) -> impl Iterator<Item = Cidr4> {
        let Lan { network, contributors, .. } = &self.lan;
        let named = move |prefix: &Cidr4| *network == *prefix || contributors.contains(prefix);
        let prefixes = self.site_prefixes.iter().copied();
        prefixes.filter(move |prefix| self.anchor(*prefix) == Anchor::Network && !named(prefix))
    }

    /// The most sessions with AWS whose routes are equal: 1 where each has a rank of its own.
    #[must_use]
    pub fn equal_paths(&self) -> usize {
        // What carries tunnels brings other routes than the tunnels do.
        let mut by_rank: BTreeMap<(bool, Rank), usize> = BTreeMap::new();
        for one in &self.direct_connects {
            match one.carries {
                Carries::Public(_) => {}
                Carries::Site => *by_rank.entry((false, one.rank)).or_default() += 1,
                Carries::Tunnels(_) => *by_rank.entry((true, one.rank)).or_default() += 1,
            }
        }
        for vpn in &self.vpns {
            *by_rank.entry((false, vpn.rank)).or_default() += vpn.paths();
        }
        for gre in &self.gres {
            *by_rank.entry((false, gre.rank)).or_default() += gre.aws().len();
        }
        by_rank.into_values().max().unwrap_or(1)
    }

    /// The maximum of paths that the configuration states; `None` where there are no equal ones, where multipath is off, or where it is
    /// the platform's default.
    #[must_use]
    pub fn asked_paths(&self) -> Option<usize> {
        let asks = self.multipath && !self.platform.capabilities().multipath;
        Some(self.equal_paths()).filter(|paths| asks && *paths > 1)
    }

    /// The routes that keep the tunnels' own packets out of the tunnels.
    pub fn host_routes(&self) -> impl Iterator<Item = HostRoute> + '_ {
        let hops = self.vpns.iter().filter_map(|vpn| Some((vpn, vpn.next_hop?)));
        hops.flat_map(|(vpn, next_hop)| {
            vpn.tunnels.iter().zip(1..).map(move |(tunnel, number)| HostRoute {
                tunnel: format!("{}.t{number}", vpn.name),
                to: tunnel.outside,
                interface: vpn.interface.clone(),
                next_hop,
            })
        })
    }

    /// Whether AWS announces a default route.
    #[must_use]
    pub fn takes_default(&self) -> bool {
        self.aws_prefixes.iter().any(|prefix| prefix.prefix() == 0)
    }

    /// The virtual interfaces on which the router's files do not clamp TCP segments, though the site has a largest one.
    pub fn unclamped(&self) -> impl Iterator<Item = &DirectConnect> {
        let by_hand = self.mss.is_some() && self.platform.capabilities().clamp == Clamped::Tunnels;
        self.clear().filter(move |_| by_hand)
    }

    /// Whether a value is still to be bound.
    #[must_use]
    pub fn is_unbound(&self) -> bool {
        let lacks_key = self.direct_connects.iter().any(|one| one.key.is_none());
        lacks_key || self.lacks_ipv6() || self.vpns.iter().any(Vpn::is_unbound)
    }
}

impl DirectConnect {
    /// AWS's address on the link.
    #[must_use]
    pub fn aws(&self) -> Ipv4Addr {
        self.public().map_or_else(|| first(self.link), |path| path.aws)
    }

    /// The router's address on the link.
    #[must_use]
    pub fn own(&self) -> Ipv4Addr {
        self.public().map_or_else(|| second(self.link), |path| path.own)
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

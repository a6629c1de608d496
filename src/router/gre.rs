//! Connect peers on the router: GRE tunnels to a transit gateway, each with two sessions inside. In comes the plan's decision, out go the
//! values of a tunnel and what is said of it. All of it is known before deployment, so nothing has to be bound.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>

use std::net::Ipv4Addr;

use super::config::RouterConfig;
use super::handover::title_row;
use super::platform;
use crate::net::{Asn, Cidr4, Name};
use crate::uplink::failover::HOLD_TIME;
use crate::uplink::mtu::GreMtu;
use crate::uplink::preference::{Rank, TunnelPreference, Tunnels};

/// A Connect peer: a GRE tunnel (RFC 2784).
#[derive(Clone, Debug)]
pub struct Gre {
    /// The uplink's name.
    pub name: Name,
    /// Free text for the interface's description; may be empty.
    pub description: String,
    /// Where it stands.
    pub rank: Rank,
    /// The interface that the tunnel begins at; it exists already.
    pub interface: String,
    /// Its address.
    pub source: Ipv4Addr,
    /// AWS's end of the tunnel.
    pub remote: Ipv4Addr,
    /// The /29 inside: the router has its first host, AWS the second and the third.
    pub inside: Cidr4,
    /// The number of the transit gateway.
    pub asn: Asn,
    /// The MTU of the path, in bytes.
    pub path_mtu: u16,
    /// The number of its interface on the router, unique there.
    pub number: u16,
}

/// Hops that a session may take: AWS asks for multihop on both ends of it.
pub(super) const HOPS: u8 = 2;

impl Gre {
    /// The router's address inside.
    #[must_use]
    pub fn own(&self) -> Ipv4Addr {
        self.inside.host(1).unwrap_or(self.inside.address())
    }

    /// AWS's addresses inside, one for each session.
    #[must_use]
    pub fn aws(&self) -> [Ipv4Addr; 2] {
        [2, 3].map(|host| self.inside.host(host).unwrap_or(self.inside.address()))
    }

    /// How large a packet fits into it.
    #[must_use]
    pub fn sizes(&self) -> GreMtu {
        GreMtu::new(self.path_mtu)
    }

    /// The attributes of its sessions, which are equal.
    #[must_use]
    pub fn preference(&self) -> TunnelPreference {
        TunnelPreference::of(self.rank, Tunnels::Balanced, 1)
    }

    /// `gre-1: GRE, AWS 10.255.0.254, this router 10.9.0.10, inside 169.254.16.0/29, MTU 1476 (1500 - 20 - 4)`
    pub(super) fn words(&self) -> String {
        let Self { name, remote, source, inside, .. } = self;
        let sizes = self.sizes();
        let arithmetic = sizes.arithmetic();
        format!("{name}: GRE, AWS {remote}, this router {source}, inside {inside}, MTU {} ({arithmetic})", sizes.mtu)
    }

    /// What it needs before the change.
    pub(super) fn before(&self) -> [String; 3] {
        let Self { interface, source, remote, path_mtu, .. } = self;
        [
            format!(
                "`{interface}` is up with {source}, and the route to {remote} is by the VPC's router, not by a tunnel"
            ),
            format!(
                "IP protocol 47 (GRE) passes between {source} and {remote}: the security group of the interface, network ACLs"
            ),
            format!("`{interface}`: packets of {path_mtu} bytes pass between {source} and {remote}"),
        ]
    }
}

impl RouterConfig {
    /// The rows of the sheet of links about Connect peers.
    pub(super) fn gre_rows(&self) -> Vec<String> {
        let row = |one: &Gre| {
            let (preference, [first, second]) = (one.preference(), one.aws());
            title_row(&[
                one.name.to_string(),
                self.router.to_string(),
                format!("`{}`", one.interface),
                one.source.to_string(),
                one.remote.to_string(),
                format!("{first} and {second}, /29"),
                format!("{}/29", one.own()),
                one.asn.to_string(),
                self.asn.to_string(),
                one.sizes().mtu.to_string(),
                preference.local_preference.to_string(),
                format!("{}, {}", preference.prepends, preference.med),
            ])
        };
        self.gres.iter().map(row).collect()
    }
}

/// The largest packet, over both sessions' addresses.
pub(super) fn sizes(router: &RouterConfig, gre: &Gre) -> Vec<[String; 3]> {
    let (commands, sizes) = (platform::of(router.platform).commands(), gre.sizes());
    let size = sizes.mtu.saturating_sub(commands.ping_headers).to_string();
    let row = |(aws, number): (Ipv4Addr, u8)| {
        let command = commands.ping.replace("NEIGHBOR", &aws.to_string()).replace("SIZE", &size);
        [
            format!("MTU {}, {} session {number}", sizes.mtu, gre.name),
            command,
            "answered; one byte more is not".to_owned(),
        ]
    };
    gre.aws().into_iter().zip(1..).map(row).collect()
}

/// What the failover of one shows.
pub(super) fn failover(gre: &Gre) -> String {
    let Gre { name, remote, .. } = gre;
    format!(
        "`{name}`: drop all packets to {remote}; both directions move, at the latest after {HOLD_TIME} s: a GRE tunnel itself stays up"
    )
}

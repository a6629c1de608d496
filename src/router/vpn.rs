//! What follows from the values of a VPN connection: sizes, lifetimes, how its packets travel. In comes a [`Vpn`], out go values. It decides
//! nothing: these are the arithmetic of its tunnels.

use std::net::Ipv4Addr;

use super::config::{DirectConnect, RouterConfig, Vpn};
use crate::uplink::mtu::TunnelMtu;
use crate::uplink::preference::Tunnels;

/// What files say of an accelerated connection.
pub(super) const ACCELERATED: &str = "accelerated: an edge location of AWS is between, so NAT traversal stays on, and this end begins and makes new keys before AWS would";

impl Vpn {
    /// The address that the router sends from.
    #[must_use]
    pub fn source(&self) -> Ipv4Addr {
        self.local_address.unwrap_or(self.outside)
    }

    /// The public virtual interface that carries it, if one does.
    #[must_use]
    pub fn public<'r>(&self, router: &'r RouterConfig) -> Option<&'r DirectConnect> {
        router.publics().map(|(one, _)| one).find(|one| self.carrier.as_ref() == Some(&one.name))
    }

    /// Whether its tunnels begin at the address of a public virtual interface, and so at the interface that is added for that.
    #[must_use]
    pub fn begins_at(&self, one: &DirectConnect) -> bool {
        self.carrier.as_ref() == Some(&one.name) && one.public().is_some_and(|path| path.own == self.outside)
    }

    /// The sizes of its tunnels; `None` if the path is too small for any.
    #[must_use]
    pub fn sizes(&self) -> Option<TunnelMtu> {
        TunnelMtu::new(self.path_mtu, self.is_encapsulated(), &self.crypto.phase2)
    }

    /// Whether ESP travels in UDP (NAT-T, RFC 3948): behind NAT, and where AWS's edge location is between.
    #[must_use]
    pub fn is_encapsulated(&self) -> bool {
        self.local_address.is_some() || self.accelerated
    }

    /// The hard lifetimes of both phases on the router, in seconds: AWS's, or less where the router has to make new keys before AWS may.
    #[must_use]
    pub fn lifetimes(&self) -> [u32; 2] {
        let own = |lifetime| if self.accelerated { self.options.before_aws(lifetime) } else { lifetime };
        [self.options.phase1_lifetime, self.options.phase2_lifetime].map(own)
    }

    /// How many of its tunnels have equal attributes.
    #[must_use]
    pub fn paths(&self) -> usize {
        if self.mode == Tunnels::Balanced { 2 } else { 1 }
    }

    /// Whether an outside address or a key is missing.
    #[must_use]
    pub fn is_unbound(&self) -> bool {
        self.tunnels.iter().any(|one| one.outside.is_none() || one.key.is_none())
    }
}

//! What a site can survive, by the shape of its uplinks, and how much of the time AWS's side is there.
//! <https://aws.amazon.com/directconnect/sla/>
//! <https://aws.amazon.com/vpn/site-to-site-vpn-sla/>

use std::collections::{BTreeMap, BTreeSet};

use crate::net::Location;
use crate::network::{RouterId, Site};

/// How uplinks are spread, the best first. The names are those of AWS's resiliency models where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Two locations, and two connections in each.
    Maximum,
    /// Two locations.
    High,
    /// Direct Connect at one location, and VPN beside it.
    Backed,
    /// VPN alone.
    Vpn,
    /// Connect peers alone: what is there with the transit gateway is there.
    Connect,
    /// Direct Connect at one location alone.
    Development,
}

impl Level {
    /// `high`
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Maximum => "maximum",
            Self::High => "high",
            Self::Backed => "backed-by-vpn",
            Self::Vpn => "vpn-only",
            Self::Connect => "connect-only",
            Self::Development => "development",
        }
    }

    /// What AWS's service level agreements promise for it: `99.9 %`.
    #[must_use]
    pub const fn availability(self) -> &'static str {
        match self {
            Self::Maximum => "99.99 %",
            Self::High => "99.9 %",
            Self::Backed | Self::Vpn | Self::Connect => "99.95 %",
            Self::Development => "95 %",
        }
    }
}

/// The resilience of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resilience {
    /// How uplinks are spread.
    pub level: Level,
    /// Routers that uplinks end on.
    pub routers: usize,
    /// Direct Connect locations that the document names.
    pub locations: usize,
    /// Virtual interfaces whose location it does not name.
    pub unknown: usize,
}

impl Resilience {
    /// The resilience of a site.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let routers: BTreeSet<RouterId> = site.uplinks.iter().map(|uplink| uplink.router).collect();
        // A public virtual interface counts where it carries tunnels, however many. Several on one connection or LAG fail together.
        let ways = || site.interfaces().map(|(_, direct)| (&direct.connection.value, direct.location.as_ref()));
        let ways = || ways().chain(site.carrying().map(|one| (&one.connection.value, one.location.as_ref())));
        let ports: BTreeMap<_, _> = ways().collect();
        let named: Vec<&Location> = ports.values().flatten().map(|one| &one.value).collect();
        let places: BTreeSet<&Location> = named.iter().copied().collect();
        let twice = |place: &&&Location| named.iter().filter(|one| **one == **place).count() > 1;
        let doubled = places.iter().filter(twice).count();
        let direct = ways().count();
        let vpns = site.vpns().filter(|(_, vpn)| vpn.is_on_internet()).count();
        let level = match (direct, places.len(), vpns) {
            (0, ..) if site.connects().next().is_some() => Level::Connect,
            (0, ..) => Level::Vpn,
            (_, 2.., _) if doubled > 1 => Level::Maximum,
            (_, 2.., _) => Level::High,
            (_, _, 0) => Level::Development,
            _ => Level::Backed,
        };
        Self {
            level,
            routers: routers.len(),
            locations: places.len(),
            unknown: ways().filter(|(_, location)| location.is_none()).count(),
        }
    }

    /// What one failure takes away altogether, and what to do about it.
    #[must_use]
    pub fn risk(&self) -> Option<(&'static str, &'static str)> {
        if self.routers < 2 {
            return Some(("one router", "end an uplink on a second router of the site"));
        }
        (self.level == Level::Development).then_some(match self.unknown {
            0 => ("one Direct Connect location", "add a connection at another location, or a VPN connection"),
            _ => (
                "Direct Connect at locations that nobody names",
                "write `location` for each connection, or add a VPN connection",
            ),
        })
    }
}

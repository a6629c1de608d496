//! The elements of a network that can fail by themselves.

use std::collections::BTreeSet;

use crate::net::{ConnectionName, Location};
use crate::network::{Network, PublicId, RouterId, SiteId, UplinkId, UplinkKind, VpcId, Zone};
use crate::plan::Plan;

/// An element that can fail.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// An availability zone.
    Zone(Zone),
    /// The NAT gateway of a VPC in a zone. AWS replaces its hardware inside the zone; this is its loss as a whole.
    Nat(VpcId, Zone),
    /// The firewall endpoint of a VPC in a zone.
    Firewall(VpcId, Zone),
    /// A router of a site.
    Router(SiteId, RouterId),
    /// A router's interface towards the network of its site.
    Lan(SiteId, RouterId),
    /// An uplink: the virtual interface, or both tunnels of a VPN connection.
    Uplink(UplinkId),
    /// A public virtual interface.
    Public(PublicId),
    /// A tunnel of a VPN connection, 1 or 2.
    Tunnel(UplinkId, u8),
    /// A Direct Connect connection with all its virtual interfaces.
    Connection(ConnectionName),
    /// A LAG of Direct Connect connections with all its virtual interfaces.
    Lag(ConnectionName),
    /// A connection of a LAG, from 1 on.
    Link(ConnectionName, u8),
    /// A Direct Connect location.
    Location(Location),
}

impl Element {
    /// All elements of a plan.
    #[must_use]
    pub fn all(plan: &Plan<'_>) -> Vec<Self> {
        let network = plan.network;
        let mut all: Vec<Self> = network.all_zones().into_iter().map(Self::Zone).collect();
        for vpc in &plan.vpcs {
            all.extend(vpc.nats.iter().map(|nat| Self::Nat(vpc.id, nat.zone)));
        }
        for hub in &network.hubs {
            all.extend(
                hub.inspection
                    .iter()
                    .flat_map(|vpc| network.scope_of(*vpc).zones.iter().map(|zone| Self::Firewall(*vpc, *zone))),
            );
        }
        for (index, site) in network.sites.iter().enumerate() {
            let id = SiteId(index);
            all.extend((0..site.routers.len()).map(|router| Self::Router(id, RouterId(router))));
            all.extend((0..site.routers.len()).map(|router| Self::Lan(id, RouterId(router))));
            for (index, uplink) in site.uplinks.iter().enumerate() {
                let id = UplinkId { site: id, index };
                all.push(Self::Uplink(id));
                if matches!(uplink.kind, UplinkKind::Vpn(_)) {
                    all.extend([1, 2].map(|tunnel| Self::Tunnel(id, tunnel)));
                }
            }
            all.extend((0..site.publics.len()).map(|index| Self::Public(PublicId { site: id, index })));
        }
        let connections: BTreeSet<_> = network.connections().map(|(connection, _)| connection.clone()).collect();
        let locations: BTreeSet<_> = network.connections().filter_map(|(_, location)| location.cloned()).collect();
        let (lags, connections): (Vec<_>, Vec<_>) = connections.into_iter().partition(|one| network.is_lag(one));
        all.extend(connections.into_iter().map(Self::Connection));
        let links = network.links();
        for lag in lags {
            let count = links.get(&lag).map_or(0, |links| links.count);
            all.push(Self::Lag(lag.clone()));
            all.extend((1..=count).map(|link| Self::Link(lag.clone(), link)));
        }
        all.extend(locations.into_iter().map(Self::Location));
        all
    }

    /// What it is: `availability zone`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Zone(_) => "availability zone",
            Self::Nat(..) => "NAT gateway",
            Self::Firewall(..) => "firewall endpoint",
            Self::Router(..) => "router",
            Self::Lan(..) => "LAN of a router",
            Self::Uplink(_) => "uplink",
            Self::Public(_) => "public virtual interface",
            Self::Tunnel(..) => "tunnel",
            Self::Connection(_) => "Direct Connect connection",
            Self::Lag(_) => "LAG",
            Self::Link(..) => "link of a LAG",
            Self::Location(_) => "Direct Connect location",
        }
    }

    /// The zone that it is, or stands in.
    #[must_use]
    pub fn zone(&self) -> Option<Zone> {
        match self {
            Self::Zone(zone) | Self::Nat(_, zone) | Self::Firewall(_, zone) => Some(*zone),
            _ => None,
        }
    }

    /// Its name, as a command takes it.
    #[must_use]
    pub fn name(&self, network: &Network) -> String {
        let vpc = |id: &VpcId| &network.vpc(*id).name;
        let site = |id: &SiteId| &network.site(*id).name;
        match self {
            Self::Zone(zone) => format!("zone/{zone}"),
            Self::Nat(id, zone) => format!("nat/{}/{zone}", vpc(id)),
            Self::Firewall(id, zone) => format!("firewall/{}/{zone}", vpc(id)),
            Self::Router(id, router) => format!("router/{}/{}", site(id), network.site(*id).router(*router).name),
            Self::Lan(id, router) => format!("lan/{}/{}", site(id), network.site(*id).router(*router).name),
            Self::Uplink(id) => format!("uplink/{}/{}", site(&id.site), network.uplink(*id).name),
            Self::Public(id) => format!("public/{}/{}", site(&id.site), network.public(*id).name),
            Self::Tunnel(id, tunnel) => format!("tunnel/{}/{}/{tunnel}", site(&id.site), network.uplink(*id).name),
            Self::Connection(id) => format!("connection/{id}"),
            Self::Lag(id) => format!("lag/{id}"),
            Self::Link(id, link) => format!("link/{id}/{link}"),
            Self::Location(location) => format!("location/{location}"),
        }
    }
}

//! Direct Connect connections and link aggregation groups (LAGs) that are ordered with the network, and what is known of those that are
//! there.

use std::collections::BTreeMap;

use super::{Network, RouterId, Site, Tags};
use crate::diagnostic::{Span, Spanned};
use crate::net::{CarrierName, ConnectionName, InterfaceName, Location, Name};
use crate::uplink::bandwidth::PortSpeed;

/// A connection that is ordered with the network.
#[derive(Debug)]
pub struct Connection {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// Where it begins.
    pub location: Spanned<Location>,
    /// Its speed.
    pub speed: Spanned<PortSpeed>,
    /// Who brings the line.
    pub provider: Option<CarrierName>,
    /// Tags for its resources.
    pub tags: Tags,
    /// Whether it outlives its removal from the document.
    pub retain: bool,
}

/// A LAG that is ordered with the network, with its connections.
#[derive(Debug)]
pub struct Lag {
    /// Its name, where it begins, the speed of each connection, and the rest that one connection has.
    pub connection: Connection,
    /// How many connections it has.
    pub links: u8,
    /// With fewer of them the whole LAG is down.
    pub minimum: u8,
}

/// A LAG on a router.
#[derive(Debug)]
pub struct RouterLag {
    /// The interface.
    pub interface: Spanned<InterfaceName>,
    /// Its ports, by name.
    pub members: Vec<Spanned<InterfaceName>>,
    /// With fewer of them the whole LAG is down, if the router is told.
    pub minimum: Option<u8>,
}

/// How many links a LAG has, and how many it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Links {
    /// How many there are.
    pub count: u8,
    /// How many it needs.
    pub minimum: u8,
}

impl Network {
    /// A connection of the document's own, by name.
    #[must_use]
    pub fn own_connection(&self, name: &Name) -> Option<&Connection> {
        self.direct_connections.iter().find(|one| one.name == *name)
    }

    /// A LAG of the document's own, by name.
    #[must_use]
    pub fn own_lag(&self, name: &Name) -> Option<&Lag> {
        self.lags.iter().find(|one| one.connection.name == *name)
    }

    /// Where the first connection or LAG that is ordered is written.
    #[must_use]
    pub fn ordered_span(&self) -> Span {
        let lags = self.lags.iter().map(|lag| lag.connection.span);
        self.direct_connections.iter().map(|one| one.span).chain(lags).next().unwrap_or(self.name_span)
    }

    /// Whether several links carry it.
    #[must_use]
    pub fn is_lag(&self, connection: &ConnectionName) -> bool {
        match connection {
            ConnectionName::Connection(_) => false,
            ConnectionName::Lag(_) => true,
            ConnectionName::Own(name) => self.own_lag(name).is_some(),
        }
    }

    /// How many links the LAGs have that virtual interfaces are on: the document's own have what it says, of others a router says it.
    #[must_use]
    pub fn links(&self) -> BTreeMap<&ConnectionName, Links> {
        let mut all = BTreeMap::new();
        for (connection, links) in self.sites.iter().flat_map(Site::router_lags) {
            let own = connection.own().and_then(|name| self.own_lag(name));
            let own = own.map(|lag| Links { count: lag.links, minimum: lag.minimum });
            all.entry(connection).or_insert(own.unwrap_or(links));
        }
        all
    }
}

impl Site {
    /// What its uplinks are on, where that is a LAG of the router's, with what the router has of it.
    fn router_lags(&self) -> impl Iterator<Item = (&ConnectionName, Links)> {
        self.ports().filter_map(|(router, interface, connection)| {
            let lag = self.router(router).lag(interface)?;
            let count = u8::try_from(lag.members.len()).unwrap_or(u8::MAX);
            Some((&connection.value, Links { count, minimum: lag.minimum.unwrap_or(1) }))
        })
    }

    /// The router's interface and the connection of each virtual interface.
    pub fn ports(&self) -> impl Iterator<Item = (RouterId, &Spanned<InterfaceName>, &Spanned<ConnectionName>)> {
        let own = self.interfaces().map(|(uplink, direct)| (uplink.router, &uplink.interface, &direct.connection));
        own.chain(self.publics.iter().map(|one| (one.router, &one.interface, &one.connection)))
    }
}

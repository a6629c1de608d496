//! Route tables, of VPCs and of transit gateways alike: one route per destination, by construction.
//!
//! AWS refuses a second static route for a destination (`RouteAlreadyExists`), whoever adds it and in whichever stack, and a
//! propagated route with the destination of a static one is shadowed. So each table has one owner that collects the routes of
//! all sources, and [`Table::insert`] is the only way in.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::super::hub::Block;
use crate::blueprint::GatewayService;
use crate::net::{Cidr4, Cidr6};
use crate::network::VpcId;

/// The destination of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    /// An IPv4 prefix.
    V4(Block),
    /// An IPv6 prefix.
    V6(Ipv6Block),
    /// The prefix list of a service with a gateway endpoint.
    Service(GatewayService),
}

impl Destination {
    /// `0.0.0.0/0`
    pub const DEFAULT_V4: Self = Self::V4(Block::EVERYTHING);
    /// `::/0`
    pub const DEFAULT_V6: Self = Self::V6(Ipv6Block::Everything);

    /// The prefix without its owner: what makes two routes twins.
    fn key(self) -> Key {
        match self {
            Self::V4(block) => Key::V4(block.cidr),
            Self::V6(block) => Key::V6(block),
            Self::Service(service) => Key::Service(service),
        }
    }

    /// Whether it is the default route of its address family.
    #[must_use]
    pub fn is_default(self) -> bool {
        self == Self::DEFAULT_V6 || matches!(self, Self::V4(block) if block.cidr == Cidr4::ANY)
    }
}

/// An IPv6 prefix of a route. AWS assigns the /56 of a VPC at deployment, so it has no address in a plan; those of sites do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ipv6Block {
    /// `::/0`
    Everything,
    /// The /56 of a VPC.
    Vpc(VpcId),
    /// A network of a site.
    Site(Cidr6),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    V4(Cidr4),
    V6(Ipv6Block),
    Service(GatewayService),
}

/// The origin of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// AWS's own route for the blocks of the VPC.
    Local,
    /// A static route.
    Static,
    /// A route that a gateway propagates.
    Propagated,
    /// The routes of a gateway endpoint.
    Endpoint,
}

/// A route to a target `T`: of a VPC's table or of a transit gateway's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route<T> {
    /// The destination.
    pub destination: Destination,
    /// The target.
    pub target: T,
    /// The origin.
    pub source: Source,
    /// The reason, in a few words.
    pub why: &'static str,
}

/// Two routes for one destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin<T> {
    /// The route that the table has.
    pub kept: Route<T>,
    /// The route that was not taken.
    pub refused: Route<T>,
}

/// A route table. Routes keep the order in which they were inserted.
#[derive(Clone, Debug)]
pub struct Table<T> {
    routes: Vec<Route<T>>,
    places: BTreeMap<Key, usize>,
    /// The lengths of IPv4 prefixes that some route has, a bit for each: most tables know three or four.
    lengths: u64,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { routes: Vec::new(), places: BTreeMap::new(), lengths: 0 }
    }
}

impl<T: Clone> Table<T> {
    /// Adds a route. A second one for its destination is not taken, and comes back with the first.
    pub fn insert(&mut self, route: Route<T>) -> Result<(), Box<Twin<T>>> {
        let key = route.destination.key();
        if let Some(place) = self.places.get(&key) {
            return Err(Box::new(Twin { kept: self.routes[*place].clone(), refused: route }));
        }
        if let Key::V4(block) = key {
            self.lengths |= 1 << block.prefix();
        }
        self.places.insert(key, self.routes.len());
        self.routes.push(route);
        Ok(())
    }

    /// The route for exactly this destination.
    #[must_use]
    pub fn get(&self, destination: Destination) -> Option<&Route<T>> {
        self.places.get(&destination.key()).map(|place| &self.routes[*place])
    }

    /// The route for exactly this IPv4 prefix.
    #[must_use]
    pub fn exact(&self, prefix: Cidr4) -> Option<&Route<T>> {
        self.places.get(&Key::V4(prefix)).map(|place| &self.routes[*place])
    }

    /// All routes.
    pub fn iter(&self) -> impl Iterator<Item = &Route<T>> + Clone {
        self.routes.iter()
    }

    /// The routes that are neither local nor of an endpoint.
    pub fn beyond(&self) -> impl Iterator<Item = &Route<T>> + Clone {
        self.routes.iter().filter(|route| matches!(route.source, Source::Static | Source::Propagated))
    }

    /// The services with routes to a gateway endpoint.
    pub fn services(&self) -> impl Iterator<Item = GatewayService> + Clone + '_ {
        self.routes.iter().filter_map(|route| match route.destination {
            Destination::Service(service) => Some(service),
            Destination::V4(_) | Destination::V6(_) => None,
        })
    }

    /// The route that a packet to an IPv4 address takes: the longest prefix.
    #[must_use]
    pub fn lookup(&self, address: Ipv4Addr) -> Option<&Route<T>> {
        self.covering(Cidr4::around(address, 32)?)
    }

    /// The longest prefix that holds a whole block.
    #[must_use]
    pub fn covering(&self, block: Cidr4) -> Option<&Route<T>> {
        // At most 33 prefixes hold a block, so this costs the same in a table of ten routes and of ten thousand.
        (0..=block.prefix())
            .rev()
            .filter(|length| self.lengths >> length & 1 == 1)
            .find_map(|length| self.exact(Cidr4::around(block.address(), length)?))
    }

    /// The route that a packet to an address in a VPC's IPv6 block takes.
    #[must_use]
    pub fn lookup_v6(&self, block: Ipv6Block) -> Option<&Route<T>> {
        [block, Ipv6Block::Everything].into_iter().find_map(|block| self.get(Destination::V6(block)))
    }

    /// The route that a packet to an IPv6 address outside of VPCs takes: the longest prefix.
    #[must_use]
    pub fn lookup_v6_address(&self, address: Ipv6Addr) -> Option<&Route<T>> {
        let own = self.routes.iter().filter_map(|route| match route.destination {
            Destination::V6(Ipv6Block::Site(prefix)) if prefix.contains_address(address) => Some((prefix, route)),
            _ => None,
        });
        let longest = own.max_by_key(|(prefix, _)| prefix.prefix()).map(|(_, route)| route);
        longest.or_else(|| self.get(Destination::DEFAULT_V6))
    }
}

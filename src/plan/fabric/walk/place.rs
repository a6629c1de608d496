//! The ends of a walk.

use std::net::Ipv4Addr;

use super::super::packet::{Address, Family};
use super::trace::Subnet;
use crate::network::{GroupId, HubId, PeeringId, RemoteAccessId, SegmentId, SiteId};

/// Where a packet begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// An interface in a subnet, and the security group on it if the question names one.
    Interface(Subnet, Option<GroupId>),
    /// A site with routers of its own in the document.
    Site(SiteId),
    /// A prefix behind the existing attachments of a segment.
    Behind(HubId, SegmentId),
    /// The VPC of others behind a peering.
    Peer(PeeringId),
    /// People who dial in, by the association in a subnet.
    Client(RemoteAccessId, Subnet),
    /// The internet.
    Internet,
}

/// A place with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Host {
    /// The place.
    pub place: Place,
    /// The address.
    pub address: Address,
}

impl Host {
    /// Any address of the internet.
    #[must_use]
    pub fn internet(family: Family) -> Self {
        Self { place: Place::Internet, address: Address::Internet(family) }
    }

    /// The subnet, if it is in one.
    #[must_use]
    pub fn subnet(&self) -> Option<Subnet> {
        match self.place {
            Place::Interface(subnet, _) | Place::Client(_, subnet) => Some(subnet),
            Place::Site(_) | Place::Behind(..) | Place::Peer(_) | Place::Internet => None,
        }
    }

    /// The security group that the question names.
    #[must_use]
    pub fn group(&self) -> Option<GroupId> {
        match self.place {
            Place::Interface(_, group) => group,
            Place::Site(_) | Place::Behind(..) | Place::Peer(_) | Place::Client(..) | Place::Internet => None,
        }
    }

    /// The IPv4 address, if it has a certain one.
    #[must_use]
    pub fn v4(&self) -> Option<Ipv4Addr> {
        match self.address {
            Address::V4(address) => Some(address),
            Address::V6(_) | Address::Own { .. } | Address::Internet(_) => None,
        }
    }
}

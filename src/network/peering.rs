//! VPC peering connections.

use super::{Tags, VpcId};
use crate::diagnostic::Span;
use crate::net::Name;

/// Index of a peering connection in [`Network::peerings`](super::Network::peerings).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeeringId(pub usize);

/// A peering connection between two VPCs.
#[derive(Debug)]
pub struct Peering {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// The VPC that asks: the one whose scope sorts first, and within a scope the first of the two by name.
    pub requester: VpcId,
    /// The VPC that accepts.
    pub accepter: VpcId,
    /// Its tags.
    pub tags: Tags,
}

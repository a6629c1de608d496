//! Targets of the routes in a VPC's tables.

use crate::blueprint::GatewayService;
use crate::network::{PeeringId, SiteId, Zone};

/// The target of a route in a VPC's table.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The VPC itself: subnets of all its blocks.
    Local,
    /// The internet gateway.
    InternetGateway,
    /// The NAT gateway of a zone.
    Nat(Zone),
    /// The NAT gateway of the whole VPC.
    RegionalNat,
    /// The egress-only internet gateway, IPv6 alone.
    EgressOnlyGateway,
    /// The transit gateway of the VPC.
    TransitGateway,
    /// The firewall endpoint of a zone.
    Firewall(Zone),
    /// A peering connection.
    Peering(PeeringId),
    /// The VPN gateway of the VPC, which propagates what this site announces.
    VpnGateway(SiteId),
    /// A gateway endpoint.
    Endpoint(GatewayService),
}

impl Target {
    /// Whether a route to it is a resource of the VPC's own unit. Those of a peering stand in the peering's unit; local,
    /// propagated and endpoint routes are no resources.
    #[must_use]
    pub fn is_of_vpc_unit(self) -> bool {
        match self {
            Self::InternetGateway
            | Self::Nat(_)
            | Self::RegionalNat
            | Self::EgressOnlyGateway
            | Self::TransitGateway
            | Self::Firewall(_) => true,
            Self::Local | Self::Peering(_) | Self::VpnGateway(_) | Self::Endpoint(_) => false,
        }
    }
}

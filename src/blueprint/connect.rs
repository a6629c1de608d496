//! Connect peers of a transit gateway: GRE tunnels to an appliance in a VPC, as written.

use std::net::Ipv4Addr;

use schemars::JsonSchema;
use serde::Deserialize;

use super::site::AttachTo;
use crate::diagnostic::Spanned;
use crate::net::{Cidr4, Description, InterfaceName, Name};

/// A Connect peer: a GRE tunnel between a router that is an appliance in a VPC, such as the head of an SD-WAN, and a transit gateway whose `cidrs`
/// has AWS's end, with two BGP sessions inside. It carries 5 Gbps, in clear. The site has such uplinks alone.
/// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConnectUplink {
    /// The router: the appliance.
    pub router: Spanned<Name>,
    /// The VPC that the appliance is in: `vpc/sdwan`. Its attachment to the same transit gateway carries the tunnel.
    pub over: Spanned<AttachTo>,
    /// The appliance's interface in that VPC. It exists already and is not touched.
    pub interface: Spanned<InterfaceName>,
    /// Its address, at which the tunnel ends: in a subnet whose tier reaches the transit gateway.
    pub address: Spanned<Ipv4Addr>,
    /// AWS's end of the tunnel, when it is pinned: an address of the transit gateway's `cidrs`. From their end unless given.
    pub gateway_address: Option<Spanned<Ipv4Addr>>,
    /// The /29 inside, when it is pinned: the appliance has its first address, AWS the second and the third. From
    /// `link_pools: {tunnels: …}` unless given.
    pub inside: Option<Spanned<Cidr4>>,
    /// The MTU of the path between appliance and transit gateway in bytes: 1500, or 8500 for jumbo frames. GRE takes 24 of them.
    #[serde(default = "ethernet")]
    pub mtu: Spanned<u16>,
    /// What people call it. Stands in descriptions on the router.
    pub description: Option<Spanned<Description>>,
}

fn ethernet() -> Spanned<u16> {
    Spanned::unplaced(1500)
}

//! Packets, as route tables and filters see them.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use serde::Serialize;

use super::super::types::Ipv6Group;
use crate::net::{Cidr, Cidr4, Cidr6};
use crate::network::VpcId;

/// An address family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// IPv4.
    Ipv4,
    /// IPv6.
    Ipv6,
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
        })
    }
}

/// An address of a packet. The /56 of a VPC is not known before deployment, so an address in it is its /64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// An IPv4 address.
    V4(Ipv4Addr),
    /// An IPv6 address.
    V6(Ipv6Addr),
    /// An address in a /64 of a VPC's own /56, counted from 0.
    Own {
        /// The VPC.
        vpc: VpcId,
        /// The /64.
        index: u32,
    },
    /// An address of the internet that no narrower block than a default route contains.
    Internet(Family),
}

/// The global unicast addresses, of which Amazon takes the blocks of VPCs (RFC 4291, 2.5.4).
const GLOBAL_UNICAST: Ipv6Addr = Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0);

impl Address {
    /// The family.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            Self::V4(_) => Family::Ipv4,
            Self::V6(_) | Self::Own { .. } => Family::Ipv6,
            Self::Internet(family) => family,
        }
    }

    /// Whether an IPv4 block contains it.
    #[must_use]
    pub fn is_in(self, block: Cidr4) -> bool {
        match self {
            Self::V4(address) => block.contains_address(address),
            Self::Internet(Family::Ipv4) => block == Cidr4::ANY,
            _ => false,
        }
    }

    /// Whether an IPv6 block contains it. A block that Amazon has yet to choose is surely inside the global unicast addresses.
    #[must_use]
    pub fn is_in_v6(self, block: Cidr6) -> bool {
        match self {
            Self::V6(address) => Cidr6::new(address, 128).is_some_and(|host| block.contains(host)),
            Self::Own { .. } | Self::Internet(Family::Ipv6) => {
                Cidr6::new(GLOBAL_UNICAST, 3).is_some_and(|global| block.contains(global))
            }
            _ => false,
        }
    }

    /// Whether a block of either family contains it.
    #[must_use]
    pub fn is_in_block(self, block: Cidr) -> bool {
        match block {
            Cidr::V4(block) => self.is_in(block),
            Cidr::V6(block) => self.is_in_v6(block),
        }
    }

    /// Whether it is in a run of /64s of a VPC's own /56.
    #[must_use]
    pub fn is_in_own(self, of: VpcId, group: Ipv6Group) -> bool {
        matches!(self, Self::Own { vpc, index } if vpc == of && index / group.size.max(1) == group.index)
    }
}

/// The protocol of a packet with its destination port, or type and code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Transport {
    /// TCP to a port.
    Tcp(u16),
    /// UDP to a port.
    Udp(u16),
    /// ICMP (ICMPv6 over IPv6) of a type and code.
    Icmp(u8, u8),
    /// A protocol without ports that no rule names, such as GRE.
    Other,
}

impl Transport {
    /// An echo request: type 8, over IPv6 type 128.
    #[must_use]
    pub fn echo(family: Family) -> Self {
        Self::Icmp(if family == Family::Ipv4 { 8 } else { 128 }, 0)
    }

    /// The reply, to the port that the client opened the connection from.
    #[must_use]
    pub fn reply(self, client: u16) -> Self {
        match self {
            Self::Tcp(_) => Self::Tcp(client),
            Self::Udp(_) => Self::Udp(client),
            Self::Icmp(8, _) => Self::Icmp(0, 0),
            Self::Icmp(128, _) => Self::Icmp(129, 0),
            other => other,
        }
    }
}

/// `tcp/443`, `icmp 8/0`.
impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(port) => write!(f, "tcp/{port}"),
            Self::Udp(port) => write!(f, "udp/{port}"),
            Self::Icmp(kind, code) => write!(f, "icmp {kind}/{code}"),
            Self::Other => f.write_str("ip"),
        }
    }
}

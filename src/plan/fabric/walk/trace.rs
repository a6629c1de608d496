//! The record of a walk: hops, obstacles, and the state that stateful devices keep of it.

use std::collections::BTreeSet;

use super::super::filter::{Direction, Peer};
use super::super::packet::Address;
use crate::network::{GroupId, HubId, PeeringId, SiteId, TierId, VpcId, Zone};

/// A subnet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subnet {
    /// The VPC.
    pub vpc: VpcId,
    /// The tier.
    pub tier: TierId,
    /// The zone.
    pub zone: Zone,
}

/// A step of a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The place without its zone: `shop/app`, `nat shop`, `hub:production`, `site/tokyo`.
    pub at: String,
    /// The zone, where the place has one.
    pub zone: Option<Zone>,
    /// What happens there: `0.0.0.0/0 -> nat`.
    pub what: String,
    /// Why: the reason of a route, the words of a rule.
    pub why: String,
    /// Whether an obstacle is here.
    pub stops: bool,
}

/// The kind of an obstacle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// No destination of a table contains the address.
    NoRoute,
    /// The longest prefix of a table drops.
    Blackhole,
    /// A network ACL denies what comes into a subnet.
    AclIn,
    /// A network ACL denies what leaves a subnet.
    AclOut,
    /// A security group does not accept the connection.
    GroupIn,
    /// A security group does not open the connection.
    GroupOut,
    /// A firewall drops.
    Firewall,
    /// Nothing on the internet stands for a private address.
    NoAddress,
    /// The VPC has no internet gateway.
    NoGateway,
    /// An egress-only internet gateway admits no connection from outside.
    EgressOnly,
    /// A private destination leaves by a default route to the internet gateway, which drops it.
    Private,
    /// A reply leaves with the address of a NAT gateway.
    Translated,
    /// The attachment has no subnet in the zone.
    NoAttachment,
    /// No authorization rule of a Client VPN endpoint names the address.
    Unauthorized,
    /// Another network has the address.
    Elsewhere,
    /// The packet goes in a circle.
    Loop,
}

impl Kind {
    /// Whether another port may pass: network ACLs and security groups tell ports apart, routes and firewall rules do not.
    #[must_use]
    pub const fn depends_on_port(self) -> bool {
        matches!(self, Self::AclIn | Self::AclOut | Self::GroupIn | Self::GroupOut)
    }

    /// `no-route`
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoRoute => "no-route",
            Self::Blackhole => "blackhole",
            Self::AclIn => "acl-in",
            Self::AclOut => "acl-out",
            Self::GroupIn => "group-in",
            Self::GroupOut => "group-out",
            Self::Firewall => "firewall",
            Self::NoAddress => "no-address",
            Self::NoGateway => "no-gateway",
            Self::EgressOnly => "egress-only",
            Self::Private => "private",
            Self::Translated => "translated",
            Self::NoAttachment => "no-attachment",
            Self::Unauthorized => "unauthorized",
            Self::Elsewhere => "elsewhere",
            Self::Loop => "loop",
        }
    }

    /// Whether it is a filter's: the rest is walked as if it were open.
    #[must_use]
    pub const fn is_filter(self) -> bool {
        matches!(self, Self::AclIn | Self::AclOut | Self::GroupIn | Self::GroupOut | Self::Firewall)
    }
}

/// Something that keeps a packet from its destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The kind.
    pub kind: Kind,
    /// The place without its zone.
    pub at: String,
    /// The zone, where the place has one.
    pub zone: Option<Zone>,
    /// The number of the rule that decided; none for the final deny and for what has no numbers.
    pub rule: Option<u32>,
    /// What was found there.
    pub what: String,
    /// What would have to change.
    pub change: String,
}

/// A source address that a NAT gateway replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The subnet of the NAT gateway.
    pub nat: Subnet,
    /// The address of the gateway there.
    pub outside: Address,
    /// The address that was replaced.
    pub inside: Address,
}

/// A filter that distinguishes protocols and ports, and what it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crossed {
    /// The network ACL of a subnet, and the other end's address.
    Acl(Subnet, Direction, Address),
    /// A security group of an interface in a VPC, and the other end.
    Group(VpcId, GroupId, Direction, Peer),
}

/// A walk in one direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// What it passed, in order.
    pub hops: Vec<Hop>,
    /// What would not let it pass, in order. An obstacle that is no filter's is the last.
    pub obstacles: Vec<Obstacle>,
    /// Whether it came to its destination, filters aside.
    pub arrived: bool,
    /// The firewall endpoints that it passed.
    pub firewalls: BTreeSet<(VpcId, Zone)>,
    /// The NAT gateways that it passed, in order.
    pub translations: Vec<Translation>,
    /// The VPCs whose egress-only internet gateway it passed.
    pub egress_only: BTreeSet<VpcId>,
    /// The transit gateways that it passed.
    pub hubs: BTreeSet<HubId>,
    /// The peering connections that it passed.
    pub peerings: BTreeSet<PeeringId>,
    /// The VPCs whose internet gateway, or egress-only one, it passed.
    pub internet: BTreeSet<VpcId>,
    /// The sites whose uplinks it passed.
    pub sites: BTreeSet<SiteId>,
    /// The filters by protocol and port that it met, in order. The way is the same for every protocol, so these alone decide which
    /// other ones pass.
    pub crossed: Vec<Crossed>,
}

impl Trace {
    /// Notes an obstacle, as a hop as well.
    pub(super) fn stop(&mut self, obstacle: Obstacle) {
        let Obstacle { at, zone, what, .. } = obstacle.clone();
        self.hops.push(Hop { at, zone, what, why: String::new(), stops: true });
        self.obstacles.push(obstacle);
    }

    /// Whether the packet arrives.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.arrived && self.obstacles.is_empty()
    }

    /// The first obstacle.
    #[must_use]
    pub fn obstacle(&self) -> Option<&Obstacle> {
        self.obstacles.first()
    }
}

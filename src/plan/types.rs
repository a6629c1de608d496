//! What the planner decided, each decision with its reason.

use std::net::Ipv4Addr;

use serde::Serialize;

use crate::blueprint::{AclAction, GatewayService};
use crate::net::{AllocationId, Cidr4, Cidr6, Ports};
use crate::network::{Network, PoolId, TierId, Vpc, VpcId, Zone};

use super::hub::{Block, HubPlan};
use super::site::{DxGatewayPlan, HybridRouting, SitePlan, VpnGatewayPlan};

/// The decisions about a whole network.
#[derive(Debug)]
pub struct Plan<'n> {
    /// What was planned.
    pub network: &'n Network,
    /// In the order of [`Network::pools`].
    pub pools: Vec<PoolPlan>,
    /// In the order of [`Network::hubs`].
    pub hubs: Vec<HubPlan>,
    /// In the order of [`Network::vpcs`].
    pub vpcs: Vec<VpcPlan<'n>>,
    /// In the order of [`Network::peerings`].
    pub peerings: Vec<PeeringPlan>,
    /// In the order of [`Network::direct_connect_gateways`].
    pub direct_connect_gateways: Vec<DxGatewayPlan>,
    /// In the order of [`Network::sites`].
    pub sites: Vec<SitePlan>,
    /// By hub; none for a hub without VPN connections and Direct Connect gateways.
    pub hybrid_routing: Vec<HybridRouting>,
}

/// Why an address is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The document says so.
    Pinned,
    /// The lock remembers it.
    Locked,
    /// The first free place that fits, now.
    FirstFit,
}

/// A pool's block and how full it is.
#[derive(Clone, Copy, Debug)]
pub struct PoolPlan {
    /// The block.
    pub block: Cidr4,
    /// Why this block.
    pub origin: Origin,
    /// How much of it is given out.
    pub headroom: Headroom,
}

/// The decisions about one VPC.
#[derive(Debug)]
pub struct VpcPlan<'n> {
    /// What was planned.
    pub vpc: &'n Vpc,
    /// Its place in [`Network::vpcs`].
    pub id: VpcId,
    /// Its first block.
    pub cidr: Cidr4,
    /// Why this block.
    pub origin: Origin,
    /// The pool that the block is cut from.
    pub pool: Option<PoolId>,
    /// In the order of [`Vpc::tiers`].
    pub tiers: Vec<TierPlan>,
    /// NAT gateways, by zone.
    pub nats: Vec<NatPlan>,
    /// Route tables: by tier, then by zone.
    pub tables: Vec<TablePlan>,
    /// Network ACLs, by tier.
    pub acls: Vec<AclPlan>,
    /// The tier that holds the interface endpoints and the resolver's addresses.
    pub endpoint_tier: Option<TierId>,
    /// Names and services that it shares with others.
    pub sharing: Sharing,
    /// Its VPN gateway, if a site is joined to it.
    pub vpn_gateway: Option<VpnGatewayPlan>,
    /// How much of it is used.
    pub headroom: Headroom,
    /// For each tier, how many more tiers of its size fit.
    pub room: Vec<u64>,
}

impl VpcPlan<'_> {
    /// All blocks of the VPC: the first, then the secondary ones.
    pub fn cidrs(&self) -> impl Iterator<Item = Cidr4> + '_ {
        std::iter::once(self.cidr).chain(self.vpc.secondary.iter().map(|one| one.cidr.value))
    }
}

/// Names and services that VPCs share.
#[derive(Debug, Default)]
pub struct Sharing {
    /// Whether it has a Route 53 profile for others: of its central endpoints and its forwarding rules.
    pub profile: bool,
    /// The VPC whose profile this one follows.
    pub follows: Option<VpcId>,
    /// Blocks of those who use it, besides the VPC's own.
    pub clients: Vec<Block>,
    /// Addresses of the resolver's inbound endpoint, by zone.
    pub inbound: Vec<(Zone, Ipv4Addr)>,
    /// Addresses of its outbound endpoint, by zone.
    pub outbound: Vec<(Zone, Ipv4Addr)>,
}

/// The decisions about a peering connection.
#[derive(Debug)]
pub struct PeeringPlan {
    /// The requester's tables, by their place in [`VpcPlan::tables`], and the accepter's blocks that they get routes to.
    pub requester: PeeringRoutes,
    /// The same for the accepter.
    pub accepter: PeeringRoutes,
}

/// Routes to the other VPC of a peering.
#[derive(Debug)]
pub struct PeeringRoutes {
    /// Places in [`VpcPlan::tables`].
    pub tables: Vec<usize>,
    /// The other VPC's blocks.
    pub blocks: Vec<Cidr4>,
}

/// The addresses of a tier.
#[derive(Debug)]
pub struct TierPlan {
    /// The block that all its subnets lie in. `None` when pins of several tiers interleave.
    pub block: Option<Cidr4>,
    /// Why this block.
    pub origin: Origin,
    /// By zone.
    pub subnets: Vec<SubnetPlan>,
    /// Slots of the block that no zone has, in order.
    pub free: Vec<Cidr4>,
    /// Aligned groups of IPv6 /64s that its subnets lie in.
    pub ipv6: Vec<Ipv6Group>,
}

impl TierPlan {
    /// What stands for the tier in a rule: its block, or each of its subnets.
    #[must_use]
    pub fn sources(&self) -> Vec<Cidr4> {
        self.block.map_or_else(|| self.subnets.iter().map(|subnet| subnet.cidr).collect(), |block| vec![block])
    }
}

/// An aligned run of /64s of the VPC's /56.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ipv6Group {
    /// Which run, counted in runs of this size.
    pub index: u32,
    /// How many /64s it has; a power of two.
    pub size: u32,
}

/// A subnet.
#[derive(Clone, Copy, Debug)]
pub struct SubnetPlan {
    /// Its zone.
    pub zone: Zone,
    /// Its addresses.
    pub cidr: Cidr4,
    /// Why these.
    pub origin: Origin,
    /// Which /64 of the VPC's /56 it has.
    pub ipv6: Option<u32>,
}

/// A NAT gateway.
#[derive(Clone, Debug)]
pub struct NatPlan {
    /// Its zone.
    pub zone: Zone,
    /// The tier that holds it.
    pub tier: TierId,
    /// An elastic IP that exists already.
    pub eip: Option<AllocationId>,
}

/// A route table.
#[derive(Clone, Debug)]
pub struct TablePlan {
    /// The tier that it serves.
    pub tier: TierId,
    /// The zone that it serves; all zones when its routes do not depend on the zone.
    pub zone: Option<Zone>,
    /// Its routes besides `local`.
    pub routes: Vec<RoutePlan>,
    /// Gateway endpoints with routes in it.
    pub endpoints: Vec<GatewayService>,
}

/// A route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoutePlan {
    /// Where to.
    pub destination: Destination,
    /// Through what.
    pub target: Target,
}

/// The destination of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    /// 0.0.0.0/0
    DefaultV4,
    /// `::/0`
    DefaultV6,
    /// A block behind the transit gateway.
    Block(Block),
}

/// The target of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The internet gateway.
    InternetGateway,
    /// The NAT gateway of a zone.
    Nat(Zone),
    /// The egress-only internet gateway.
    EgressOnlyGateway,
    /// The transit gateway of the VPC.
    TransitGateway,
    /// The firewall endpoint of a zone.
    Firewall(Zone),
}

/// The network ACL of a tier.
#[derive(Debug)]
pub struct AclPlan {
    /// The tier.
    pub tier: TierId,
    /// By number.
    pub ingress: Vec<AclEntryPlan>,
    /// By number.
    pub egress: Vec<AclEntryPlan>,
}

/// An entry of a network ACL.
#[derive(Clone, Debug)]
pub struct AclEntryPlan {
    /// 1 to 32766; the lowest that matches decides.
    pub number: u32,
    /// Whose packets.
    pub source: AclAddress,
    /// Which packets.
    pub protocol: AclProtocol,
    /// What happens to them.
    pub action: AclAction,
    /// What the entry is for, in a few words.
    pub why: String,
}

/// The addresses that an ACL entry matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AclAddress {
    /// An IPv4 block; 0.0.0.0/0 is [`Cidr4::ANY`].
    V4(Cidr4),
    /// An IPv6 block.
    V6(Cidr6),
    /// A run of /64s of the VPC's own /56.
    OwnV6(Ipv6Group),
}

/// What an ACL entry matches besides addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AclProtocol {
    /// Everything.
    All,
    /// TCP to these ports.
    Tcp(Ports),
    /// UDP to these ports.
    Udp(Ports),
    /// ICMP type 3 code 4: a packet was too large for its path.
    FragmentationNeeded,
    /// ICMPv6 type 2: the same for IPv6.
    PacketTooBig,
}

/// How full a block is, in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Headroom {
    /// All addresses.
    pub total: u64,
    /// In subnets (in VPCs and pools, for a pool).
    pub used: u64,
    /// In the blocks of tiers, kept for further zones.
    pub growth: u64,
    /// Never given out.
    pub reserved: u64,
    /// In tombstones: freed, but kept for the former owner.
    pub freed: u64,
    /// Left.
    pub free: u64,
}

impl Headroom {
    /// A block of which nothing is given out yet.
    #[must_use]
    pub fn of(block: Cidr4) -> Self {
        Self { total: block.size(), used: 0, growth: 0, reserved: 0, freed: 0, free: block.size() }
    }

    /// Per mille of `part` in the whole.
    #[must_use]
    pub fn per_mille(&self, part: u64) -> u64 {
        (part * 1000 + self.total / 2) / self.total.max(1)
    }
}

//! What the planner decided, each decision with its reason.

use std::net::Ipv4Addr;

use serde::Serialize;

use crate::accept::Accepted;
use crate::blueprint::{AclAction, NatType};
use crate::net::{AllocationId, Cidr4, Cidr6, IcmpType, Ports};
use crate::network::{Network, PoolId, TierId, Vpc, VpcId, Zone};

use super::fabric::{Target, VpcTable};
use super::hub::{Block, HubPlan};
use super::place::PlaceAddresses;
use super::remote_access::RemoteAccessPlan;
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
    /// In the order of [`Network::remote_access`].
    pub remote_access: Vec<RemoteAccessPlan>,
    /// In the order of [`Network::direct_connect_gateways`].
    pub direct_connect_gateways: Vec<DxGatewayPlan>,
    /// In the order of [`Network::sites`].
    pub sites: Vec<SitePlan>,
    /// Warnings that the document accepts, by code and place; known once every stage has run.
    pub accepted: Vec<Accepted>,
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
    pub tables: Vec<VpcTable>,
    /// Network ACLs, by tier.
    pub acls: Vec<AclPlan>,
    /// The addresses of what rules of security groups and network ACLs name.
    pub places: PlaceAddresses,
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

    /// Those of them that others reach: without the secondary ones that are not routable.
    pub fn routable(&self) -> impl Iterator<Item = Cidr4> + '_ {
        let further = self.vpc.secondary.iter().filter(|one| one.routable);
        std::iter::once(self.cidr).chain(further.map(|one| one.cidr.value))
    }

    /// Whether packets to a target leave to the internet by a gateway of the VPC itself. A private NAT gateway sends them on by the
    /// route of the tier that holds it, which goes to the transit gateway.
    #[must_use]
    pub fn is_own_exit(&self, target: Target) -> bool {
        match target {
            Target::Nat(_) => self.vpc.nat.kind == NatType::Public,
            Target::InternetGateway | Target::RegionalNat | Target::EgressOnlyGateway => true,
            _ => false,
        }
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

/// The addresses of a tier.
#[derive(Debug)]
pub struct TierPlan {
    /// The block that all its subnets are in. `None` when pins of several tiers interleave.
    pub block: Option<Cidr4>,
    /// Why this block.
    pub origin: Origin,
    /// By zone.
    pub subnets: Vec<SubnetPlan>,
    /// Slots of the block that no zone has, in order.
    pub free: Vec<Cidr4>,
    /// Aligned groups of IPv6 /64s that its subnets are in.
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
    /// ICMP: every type unless one is named.
    Icmp(Option<IcmpType>),
    /// ICMPv6: every type unless one is named.
    IcmpV6(Option<IcmpType>),
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

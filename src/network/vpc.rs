//! VPCs and their tiers.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use super::acl::Acls;
use super::endpoint::Endpoints;
use super::group::SecurityGroup;
use super::pool::PoolId;
use super::{Tags, Zone};
use crate::blueprint::{DnsServer, FlowLogFields, NatMode, RouteKind, StackPart, Traffic};
use crate::diagnostic::{Span, Spanned};
use crate::net::{AllocationId, Arn, Cidr4, DomainName, Name};

/// A VPC.
#[derive(Debug)]
pub struct Vpc {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// The text that belongs to it alone; what lies outside comes from defaults, presets, overlays or `--set`.
    pub text: Span,
    /// Its first block.
    pub address: Address,
    /// Its further blocks, by address.
    pub secondary: Vec<Secondary>,
    /// Whether it gets an IPv6 /56 from Amazon.
    pub ipv6: bool,
    /// Its NAT gateways.
    pub nat: Nat,
    /// For how many zones each tier keeps room; a power of two.
    pub az_slots: u32,
    /// Ranges that are never allocated, by address.
    pub reserve: Vec<Spanned<Cidr4>>,
    /// Its tiers, by name.
    pub tiers: Vec<Tier>,
    /// Its endpoints.
    pub endpoints: Endpoints,
    /// Its flow logs.
    pub flow_logs: Option<FlowLogs>,
    /// Its security groups, by name.
    pub groups: Vec<SecurityGroup>,
    /// Its network ACLs.
    pub acls: Acls,
    /// Its DHCP options.
    pub dhcp: Option<Dhcp>,
    /// Tags for all its resources.
    pub tags: Tags,
    /// Whether what others depend on outlives its removal from the document.
    pub retain: bool,
    /// Parts that stand in stacks of their own.
    pub split: BTreeSet<StackPart>,
}

impl Vpc {
    /// The tier of an id.
    #[must_use]
    pub fn tier(&self, id: TierId) -> &Tier {
        &self.tiers[id.0]
    }

    /// The tiers that have a kind of default route, by name.
    pub fn tiers_by_route(&self, route: RouteKind) -> impl Iterator<Item = (TierId, &Tier)> {
        self.tiers.iter().enumerate().filter(move |(_, tier)| tier.route == route).map(|(i, tier)| (TierId(i), tier))
    }
}

/// How a VPC gets its first block.
#[derive(Clone, Copy, Debug)]
pub enum Address {
    /// It is written.
    Pinned(Spanned<Cidr4>),
    /// A block of this prefix length is cut from a pool.
    Cut {
        /// The pool.
        pool: PoolId,
        /// The prefix length and where it is written.
        prefix: Spanned<u8>,
    },
}

/// A further block.
#[derive(Clone, Copy, Debug)]
pub struct Secondary {
    /// The block.
    pub cidr: Spanned<Cidr4>,
    /// Whether others reach it.
    pub routable: bool,
}

/// NAT gateways of a VPC.
#[derive(Debug)]
pub struct Nat {
    /// How many.
    pub mode: NatMode,
    /// Elastic IPs that exist already.
    pub eips: BTreeMap<Zone, Spanned<AllocationId>>,
    /// Where it is written; of the VPC's name if it is not.
    pub span: Span,
}

/// Index of a tier in [`Vpc::tiers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TierId(pub usize);

/// A tier.
#[derive(Debug)]
pub struct Tier {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// The size of its subnets.
    pub size: SubnetSize,
    /// Where its default route goes.
    pub route: RouteKind,
    /// The block of the VPC that it is cut from: an index into [`Vpc::secondary`], or the first block.
    pub from: Option<usize>,
    /// Pinned subnets.
    pub pins: BTreeMap<Zone, Spanned<Cidr4>>,
    /// Public IPv4 addresses at launch.
    pub public_addresses: bool,
    /// Routes to gateway endpoints.
    pub gateway_endpoints: bool,
    /// Tags of its subnets, over the VPC's.
    pub tags: Tags,
}

/// The prefix length of a tier's subnets.
#[derive(Clone, Copy, Debug)]
pub struct SubnetSize {
    /// 16 to 28.
    pub prefix: u8,
    /// Where it is written.
    pub span: Span,
}

/// Flow logs.
#[derive(Debug)]
pub struct FlowLogs {
    /// Where the records go.
    pub destination: LogDestination,
    /// Which traffic is recorded.
    pub traffic: Traffic,
    /// Seconds: 60 or 600.
    pub interval: u32,
    /// Which fields a record has.
    pub fields: FlowLogFields,
}

/// Where flow-log records go.
#[derive(Debug)]
pub enum LogDestination {
    /// A log group, kept for so many days.
    CloudWatch {
        /// Days.
        retention_days: u32,
    },
    /// A bucket that exists.
    S3 {
        /// Its ARN, with an optional folder.
        bucket: Arn,
    },
}

/// DHCP options.
#[derive(Debug)]
pub struct Dhcp {
    /// The domain name.
    pub domain: Option<DomainName>,
    /// One to four name servers.
    pub dns: Vec<DnsServer>,
    /// Up to four NTP servers.
    pub ntp: Vec<Ipv4Addr>,
}

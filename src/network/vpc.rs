//! VPCs and their tiers.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use serde::Serialize;

use super::acl::Acls;
use super::endpoint::Endpoints;
use super::group::SecurityGroup;
use super::hub::{HubId, SegmentId};
use super::pool::PoolId;
use super::{Tags, Zone};
use crate::blueprint::{self as written, DnsServer, FlowLogFields, NatMode, Role, StackPart, Traffic};
use crate::diagnostic::{Span, Spanned};
use crate::net::{AllocationId, Arn, Asn, Cidr4, DomainName, Name};

/// Index of a VPC in [`Network::vpcs`](super::Network::vpcs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VpcId(pub usize);

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
    /// Its transit gateway and segment.
    pub attach: Option<Attach>,
    /// Its VPN gateway's autonomous system, if a site is joined to it.
    pub vpn_gateway: Option<Spanned<Asn>>,
    /// What it does for others.
    pub roles: BTreeSet<Role>,
    /// Its tiers, by name; those that netgen adds are among them.
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
    /// Its resolver endpoints.
    pub resolver: Resolver,
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

/// The attachment of a VPC to a transit gateway.
#[derive(Clone, Copy, Debug)]
pub struct Attach {
    /// The gateway.
    pub hub: HubId,
    /// The segment; none for a VPC with a role.
    pub segment: Option<SegmentId>,
    /// Where it is written.
    pub span: Span,
}

/// Resolver endpoints of a VPC.
#[derive(Debug, Default)]
pub struct Resolver {
    /// Whether others may ask about the VPC's names.
    pub inbound: bool,
    /// Name servers by domain that is asked elsewhere.
    pub forward: Vec<(DomainName, Vec<Ipv4Addr>)>,
    /// Where it is written; of the VPC's name if it is not.
    pub span: Option<Span>,
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
    /// Where its name is written; of the VPC's name for one that netgen adds.
    pub span: Span,
    /// What it is for.
    pub purpose: Purpose,
    /// The size of its subnets.
    pub size: SubnetSize,
    /// Where its default route goes.
    pub route: RouteKind,
    /// The block of the VPC that it is cut from: an index into [`Vpc::secondary`], or the first block.
    pub from: Option<usize>,
    /// Pinned subnets.
    pub pins: BTreeMap<Zone, Spanned<Cidr4>>,
    /// Routes to what the VPC's segment reaches.
    pub hub: bool,
    /// Public IPv4 addresses at launch.
    pub public_addresses: bool,
    /// Routes to gateway endpoints.
    pub gateway_endpoints: bool,
    /// Tags of its subnets, over the VPC's.
    pub tags: Tags,
}

impl Tier {
    /// Whether its tables get the routes of the VPC's peerings.
    #[must_use]
    pub fn takes_peerings(&self) -> bool {
        self.purpose == Purpose::Workload && self.route != RouteKind::Internet
    }
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

/// What a tier is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// What users run; written in the document.
    Workload,
    /// The NAT gateways of an egress VPC.
    Public,
    /// The firewall endpoints of an inspection VPC.
    Firewall,
    /// The network interfaces of the attachment to a transit gateway.
    Attachment,
}

impl Purpose {
    /// The name of a tier that netgen adds for it.
    #[must_use]
    pub fn tier_name(self) -> &'static str {
        match self {
            Self::Workload => "workload",
            Self::Public => "public",
            Self::Firewall => "firewall",
            Self::Attachment => "attachment",
        }
    }
}

/// Where a tier's default route goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RouteKind {
    /// To the internet gateway.
    Internet,
    /// To the NAT gateway of the same zone; over IPv6 to the egress-only internet gateway.
    Nat,
    /// To the transit gateway, if the segment reaches the internet; over IPv6 to the egress-only internet gateway.
    Transit,
    /// To the firewall endpoint of the same zone.
    Firewall,
    /// Nowhere: the tier talks inside the VPC.
    Local,
}

impl From<written::RouteKind> for RouteKind {
    fn from(written: written::RouteKind) -> Self {
        match written {
            written::RouteKind::Internet => Self::Internet,
            written::RouteKind::Nat => Self::Nat,
            written::RouteKind::Transit => Self::Transit,
            written::RouteKind::Local => Self::Local,
        }
    }
}

//! Tiers of a VPC.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{OwnerId, Tags, Zone};
use crate::blueprint as written;
use crate::diagnostic::{Span, Spanned};
use crate::net::{Cidr4, Name, OrganizationalUnitId};

/// Index of a tier in [`Vpc::tiers`](super::Vpc::tiers).
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
    /// The block of the VPC that it is cut from: an index into [`Vpc::secondary`](super::Vpc::secondary), or the first block.
    pub from: Option<usize>,
    /// Pinned subnets.
    pub pins: BTreeMap<Zone, Spanned<Cidr4>>,
    /// Routes to what the VPC's segment reaches.
    pub hub: bool,
    /// Public IPv4 addresses at launch.
    pub public_addresses: bool,
    /// Routes to gateway endpoints.
    pub gateway_endpoints: bool,
    /// Who besides the VPC's account places things in its subnets, in order.
    pub share: Vec<Participant>,
    /// Tags of its subnets, over the VPC's.
    pub tags: Tags,
}

/// Who takes part in a VPC of another account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Participant {
    /// An account.
    Account(OwnerId),
    /// The accounts of a unit of the organization.
    Unit(OrganizationalUnitId),
    /// All accounts of the organization.
    Organization,
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

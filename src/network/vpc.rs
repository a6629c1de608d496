//! VPCs and their tiers.

use std::collections::BTreeSet;

use super::acl::Acls;
use super::endpoint::Endpoints;
use super::group::SecurityGroup;
use super::hub::{HubId, SegmentId};
use super::pool::PoolId;
use super::{Dhcp, FlowLogs, Nat, Resolver, RouteKind, ScopeId, Tags, Tier, TierId};
use crate::blueprint::{Role, StackPart};
use crate::diagnostic::{Span, Spanned};
use crate::net::{Asn, Cidr4, Name};

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
    /// The text that belongs to it alone; what is outside comes from defaults, presets, overlays or `--set`.
    pub text: Span,
    /// Its account and Region.
    pub scope: ScopeId,
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
    /// Whether sites reach each other through its VPN gateway, if the document says it.
    pub between_sites: Option<Spanned<bool>>,
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

    /// The parts of it that can still be split out, as the document writes all of them.
    #[must_use]
    pub fn split_help(&self) -> String {
        let all = [StackPart::Security, StackPart::Endpoints, StackPart::Logs];
        if all.iter().all(|part| self.split.contains(part)) {
            return format!("all parts of the VPC are split out already: make two VPCs of `{}`", self.name);
        }
        let words: Vec<&str> = all.into_iter().map(StackPart::word).collect();
        format!("split parts of the VPC out: `stacks: {{split: {{{}: [{}]}}}}`", self.name, words.join(", "))
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

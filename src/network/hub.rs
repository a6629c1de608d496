//! Transit gateways: segments, who reaches whom, and what a firewall looks at.

use std::collections::BTreeSet;

use super::flow_log::FlowLogs;
use super::{OwnerId, ScopeId, SiteId, Tags, VpcId};
use crate::blueprint::Announce;
use crate::diagnostic::{Span, Spanned};
use crate::net::{AccountId, Asn, Cidr4, Description, Name, TransitGatewayAttachmentId, TransitGatewayId};

/// Index of a transit gateway in [`Network::hubs`](super::Network::hubs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HubId(pub usize);

/// Index of a segment in [`Hub::segments`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId(pub usize);

/// A transit gateway.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "switches of AWS and of the document, each by its own name")]
pub struct Hub {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// Its account and Region; of another team's a scope of its Region, whoever owns it.
    pub scope: ScopeId,
    /// The gateway itself.
    pub gateway: Gateway,
    /// Whether new attachments join no default route table: netgen makes gateways so, and an existing one is so if the document
    /// says it.
    pub default_tables_off: bool,
    /// Whether attachments of other accounts are accepted without asking.
    pub auto_accept: bool,
    /// Whether it carries IPv6 between VPCs.
    pub ipv6: bool,
    /// Whether security groups may name groups of other attached VPCs; of an existing gateway as far as the document says it.
    pub group_referencing: Option<bool>,
    /// Its autonomous system; of an existing gateway as far as the document says it.
    pub asn: Option<Spanned<Asn>>,
    /// Blocks of its own, by address; of an existing gateway those that the document says it has.
    pub cidrs: Vec<Spanned<Cidr4>>,
    /// Its segments, by name.
    pub segments: Vec<Segment>,
    /// The VPC that takes traffic to the internet.
    pub egress: Option<VpcId>,
    /// The VPC with the firewall. May be the same.
    pub inspection: Option<VpcId>,
    /// What passes the firewall: pairs of ends, the smaller first.
    pub inspected: BTreeSet<(End, End)>,
    /// Where those pairs are written.
    pub inspected_span: Span,
    /// Records of its traffic.
    pub flow_logs: Option<FlowLogs>,
    /// Tags for all its resources.
    pub tags: Tags,
    /// Whether the gateway outlives its removal from the document.
    pub retain: bool,
}

/// The gateway of a hub.
#[derive(Debug)]
pub enum Gateway {
    /// A new one.
    New(GatewayOptions),
    /// One that exists.
    Existing(TransitGatewayId),
    /// One that exists and that another team has: what is its owner's to do is asked for.
    Theirs(TransitGatewayId, Holder),
}

/// The account that owns a gateway of another team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// An account of the document, or the only one there is.
    Account(Option<OwnerId>),
    /// Another one.
    Id(AccountId),
}

/// What a new gateway is like.
#[derive(Debug)]
pub struct GatewayOptions {
    /// Its autonomous system.
    pub asn: Asn,
    /// What it is for.
    pub description: Option<Description>,
    /// Whether public DNS names resolve to private addresses across it.
    pub dns: bool,
    /// Whether equal VPN paths share traffic.
    pub ecmp: bool,
}

/// One end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// A segment.
    Segment(SegmentId),
    /// The internet, which answers and never begins.
    Internet,
}

impl End {
    /// The segment, unless it is the internet.
    #[must_use]
    pub fn segment(self) -> Option<SegmentId> {
        match self {
            Self::Segment(id) => Some(id),
            Self::Internet => None,
        }
    }
}

/// How two ends talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Not at all.
    None,
    /// By the transit gateway alone.
    Direct,
    /// Through the firewall.
    Inspected,
}

/// A set of attachments that are treated alike.
#[derive(Debug)]
pub struct Segment {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// What it reaches, in both directions: itself as well, if its members talk to each other.
    pub reaches: BTreeSet<End>,
    /// Whether its sites and existing attachments talk to each other.
    pub transit: bool,
    /// The networks behind its sites and existing attachments, by address.
    pub prefixes: Vec<Spanned<Cidr4>>,
    /// Where it is written that no packet of it may pass an uplink in clear.
    pub encrypted: Option<Span>,
    /// The routes that its sites learn.
    pub announce: Announce,
    /// The sites that are joined to it, by name.
    pub sites: Vec<SiteId>,
    /// Attachments that exist already, by id.
    pub attachments: Vec<Spanned<TransitGatewayAttachmentId>>,
    /// The one of them that is a peering with another gateway, and so has static routes to the segment's prefixes. It is alone.
    pub peering: Option<TransitGatewayAttachmentId>,
    /// Further static routes, by destination.
    pub static_routes: Vec<StaticRoute>,
    /// Further destinations that are dropped, by address.
    pub blackholes: Vec<Spanned<Cidr4>>,
}

/// A static route of a segment's table, as written.
#[derive(Debug)]
pub struct StaticRoute {
    /// Where to.
    pub to: Spanned<Cidr4>,
    /// Through which attachment.
    pub via: Via,
}

/// The attachment of a static route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// A VPC's.
    Vpc(VpcId),
    /// One that exists.
    Existing(TransitGatewayAttachmentId),
}

impl Hub {
    /// Its id, if it exists already.
    #[must_use]
    pub fn existing(&self) -> Option<&TransitGatewayId> {
        match &self.gateway {
            Gateway::New(_) => None,
            Gateway::Existing(id) | Gateway::Theirs(id, _) => Some(id),
        }
    }

    /// Whether another team has it, so that its tables are asked for and not made.
    #[must_use]
    pub fn is_theirs(&self) -> bool {
        matches!(self.gateway, Gateway::Theirs(..))
    }

    /// The segment of an id.
    #[must_use]
    pub fn segment(&self, id: SegmentId) -> &Segment {
        &self.segments[id.0]
    }

    /// The ids of all segments.
    pub fn segment_ids(&self) -> impl Iterator<Item = SegmentId> + use<> {
        (0..self.segments.len()).map(SegmentId)
    }

    /// The segments that a segment reaches, in order: itself as well, if its members talk to each other.
    pub fn reached(&self, from: SegmentId) -> impl Iterator<Item = SegmentId> + '_ {
        self.segment(from).reaches.iter().filter_map(|end| end.segment())
    }

    /// Whether sites of two segments reach each other.
    #[must_use]
    pub fn sites_meet(&self, one: SegmentId, other: SegmentId) -> bool {
        let segment = self.segment(one);
        if one == other { segment.transit } else { segment.reaches.contains(&End::Segment(other)) }
    }

    /// How a segment and another end talk.
    #[must_use]
    pub fn relation(&self, from: SegmentId, to: End) -> Relation {
        if !self.segment(from).reaches.contains(&to) {
            return Relation::None;
        }
        let own = End::Segment(from);
        if self.inspected.contains(&(own.min(to), own.max(to))) { Relation::Inspected } else { Relation::Direct }
    }

    /// Whether one VPC takes traffic to the internet and looks at it as well.
    #[must_use]
    pub fn is_combined(&self) -> bool {
        self.egress.is_some() && self.egress == self.inspection
    }
}

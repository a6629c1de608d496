//! Transit gateways, their segments and attachments, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Tags;
use super::flow_log::FlowLogs;
use super::uplink::Encryption;
use crate::diagnostic::Spanned;
use crate::net::{AccountId, Asn, Cidr4, Description, Name, Region, TransitGatewayAttachmentId, TransitGatewayId};

/// A transit gateway. Who reaches whom is said by its segments; route tables, associations, propagations, static routes
/// and blackholes follow from them.
/// <https://docs.aws.amazon.com/vpc/latest/tgw/what-is-transit-gateway.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "switches of AWS, each by its own key")]
pub struct TransitGateway {
    /// A gateway that exists already. What follows from the segments is added to it; what it is itself stays as it is.
    pub id: Option<Spanned<TransitGatewayId>>,
    /// `false` for an existing gateway of another team: attachments and routes of this document's VPCs are made, and all that is its
    /// owner's to do (acceptance, route tables, associations, propagations, static routes) is asked for in `docs/requests/` and
    /// `requests/`. `true` unless given.
    #[schemars(extend("default" = true))]
    pub managed: Option<Spanned<bool>>,
    /// Of an existing gateway: `disabled` says that new attachments join no default route table of it. As long as that is not
    /// said, no segment may be `isolated`.
    pub default_tables: Option<Spanned<DefaultTables>>,
    /// Its autonomous system: 64512 to 65534 or 4200000000 to 4294967294. 64512 unless given; AWS cannot change it while
    /// anything is attached.
    #[schemars(extend("default" = 64512))]
    pub asn: Option<Spanned<Asn>>,
    /// What it is for.
    pub description: Option<Spanned<Description>>,
    /// Public DNS names of instances resolve to private addresses across the gateway.
    pub dns: bool,
    /// Equal paths of VPN connections share the traffic.
    pub ecmp: bool,
    /// Attachments of other accounts are accepted without asking. Of an existing gateway: whether its owner set it so.
    pub auto_accept: bool,
    /// Ingress rules of security groups refer to groups of other attached VPCs. `true` unless given; of an existing gateway nothing
    /// is known unless given, and rules have the addresses of the other VPC.
    #[schemars(extend("default" = true))]
    pub security_group_referencing: Option<bool>,
    /// IPv6 between VPCs whose segments reach each other without inspection: their attachments carry it, and tiers with routes to
    /// the gateway and no IPv6 exit of their VPC's own get `::/0` to it.
    pub ipv6: bool,
    /// Blocks of the gateway's own, for Connect peers and private-IP VPN: /24 or larger. Of an existing gateway those that it has, as `aws
    /// ec2 describe-transit-gateways` shows them.
    pub cidrs: Vec<Spanned<Cidr4>>,
    /// Who may talk to whom, by name. Each is a route table of the gateway.
    pub segments: BTreeMap<Spanned<Name>, Spanned<Segment>>,
    /// How segments that reach `internet` get there.
    pub internet: Option<Spanned<InternetPath>>,
    /// What a firewall looks at.
    pub inspection: Option<Spanned<Inspection>>,
    /// Records of the gateway's traffic, always over 60 seconds; none unless given.
    pub flow_logs: Option<Spanned<FlowLogs>>,
    /// Tags for the gateway's resources, over those of the document.
    pub tags: Tags,
    /// Overrides the document's `retain` for this gateway.
    pub retain: Option<bool>,
    /// The account that owns it, by its name in `accounts`; with `managed: false` also by its id, twelve digits in quotes.
    /// `defaults.account` unless given.
    pub account: Option<Spanned<Holder>>,
    /// Its Region; `defaults.region` unless given.
    pub region: Option<Spanned<Region>>,
}

impl Default for TransitGateway {
    fn default() -> Self {
        Self {
            account: None,
            region: None,
            id: None,
            managed: None,
            default_tables: None,
            asn: None,
            description: None,
            dns: true,
            ecmp: true,
            auto_accept: false,
            security_group_referencing: None,
            ipv6: false,
            cidrs: Vec::new(),
            segments: BTreeMap::new(),
            internet: None,
            inspection: None,
            flow_logs: None,
            tags: Tags::new(),
            retain: None,
        }
    }
}

/// The account that owns something: one of the document's by its name, or another one by its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum Holder {
    /// One of `accounts`.
    Account(Name),
    /// One to which nothing of this document is deployed.
    Id(AccountId),
}

impl TryFrom<String> for Holder {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            return text.parse().map(Self::Id).map_err(|error: crate::net::Invalid| error.to_string());
        }
        text.parse().map(Self::Account).map_err(|error: crate::net::Invalid| error.to_string())
    }
}

impl TransitGateway {
    /// Whether it is another team's, and this document only asks for what it needs of it.
    #[must_use]
    pub fn is_theirs(&self) -> bool {
        self.managed.is_some_and(|managed| !managed.value)
    }
}

/// A set of attachments that are treated alike.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Segment {
    /// Other segments, and `internet`. Two-way, whichever side says it, and never by way of a third. A segment of sites
    /// that names itself lets its sites talk to each other.
    pub reaches: Vec<Spanned<Name>>,
    /// The VPCs of this segment do not reach each other.
    pub isolated: bool,
    /// The networks behind the segment's sites and existing attachments.
    pub prefixes: Vec<Spanned<Cidr4>>,
    /// Attachments that exist already on an adopted gateway (`id`), by id; of a peering with another gateway
    /// `{id: tgw-attach-…, kind: peering}`, in a segment of its own, whose `prefixes` become static routes.
    pub attachments: Vec<Spanned<ExistingAttachment>>,
    /// `required`: no packet of the segment's VPCs and sites passes an uplink that is not a VPN connection, whichever segment the site at
    /// its other end is in.
    pub encrypt: Option<Spanned<Encryption>>,
    /// The routes that the segment's sites learn: every route of its table, or the pools that stand for VPCs.
    pub announce: Announce,
    /// Further static routes of the segment's table.
    #[serde(rename = "static")]
    pub static_routes: Vec<Spanned<StaticRoute>>,
    /// Further destinations that the segment's table drops.
    pub blackhole: Vec<Spanned<Cidr4>>,
}

/// An attachment that exists already: its id, or its id and what it is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(from = "super::forms::ShortOr<TransitGatewayAttachmentId, LongAttachment>")]
#[schemars(with = "super::forms::ShortOr<TransitGatewayAttachmentId, LongAttachment>")]
pub struct ExistingAttachment(pub LongAttachment);

/// An attachment that exists already, with what it is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LongAttachment {
    /// Its id.
    pub id: TransitGatewayAttachmentId,
    /// What it is: a peering takes static routes only, all others propagate what they announce.
    #[serde(default)]
    pub kind: AttachmentKind,
}

/// What an attachment that exists already is, in AWS's words.
/// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AttachmentKind {
    /// A VPC's, a VPN connection's, a Direct Connect gateway's or a Connect attachment: it propagates.
    #[default]
    Propagating,
    /// A peering with another transit gateway: static routes only.
    Peering,
}

impl From<super::forms::ShortOr<TransitGatewayAttachmentId, LongAttachment>> for ExistingAttachment {
    fn from(written: super::forms::ShortOr<TransitGatewayAttachmentId, LongAttachment>) -> Self {
        match written {
            super::forms::ShortOr::Short(id) => Self(LongAttachment { id, kind: AttachmentKind::default() }),
            super::forms::ShortOr::Long(long) => Self(long),
        }
    }
}

/// Whether new attachments join a default route table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DefaultTables {
    /// `DefaultRouteTableAssociation` and `DefaultRouteTablePropagation` are `disable`.
    Disabled,
}

/// What AWS announces to the sites of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Announce {
    /// Every route of the segment's table: one for each block of a VPC.
    #[default]
    Exact,
    /// One prefix for each pool whose VPCs the segment reaches, so that another VPC changes nothing at the site. The table
    /// gets a route for each of these pools.
    Pools,
}

/// A static route of a segment's table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaticRoute {
    /// Where to.
    pub to: Spanned<Cidr4>,
    /// Through which attachment: `vpc/legacy`, or the id of one that exists.
    pub via: Spanned<Via>,
}

/// An attachment, as a static route names it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum Via {
    /// The attachment of a VPC of the document.
    Vpc(Name),
    /// One that exists.
    Attachment(TransitGatewayAttachmentId),
}

impl TryFrom<String> for Via {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if let Some(name) = text.strip_prefix("vpc/") {
            return name.parse().map(Self::Vpc).map_err(|error: crate::net::Invalid| error.to_string());
        }
        text.parse()
            .map(Self::Attachment)
            .map_err(|error: crate::net::Invalid| format!("{error}\nor name a VPC of this document: `vpc/shared`"))
    }
}

/// How segments get to the internet.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InternetPath {
    /// The VPC with `role: egress`.
    pub through: Spanned<Name>,
}

/// What a firewall looks at.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// The VPC with `role: inspection`.
    pub through: Spanned<Name>,
    /// Pairs of segments, or of a segment and `internet`, whose traffic passes the firewall both ways.
    pub between: Vec<Spanned<Vec<Spanned<Name>>>>,
}

/// How a VPC is attached to a transit gateway.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attach {
    /// The transit gateway.
    pub to: Spanned<Name>,
    /// The segment. A VPC with a `role` has none.
    pub segment: Option<Spanned<Name>>,
}

/// What a VPC does for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Takes traffic of segments to the internet, by NAT.
    Egress,
    /// Looks at traffic between segments, with AWS Network Firewall.
    Inspection,
}

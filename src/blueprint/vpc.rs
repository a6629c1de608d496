//! A VPC, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::acl::NetworkAcls;
use super::dns::{Dhcp, Resolver};
use super::document::{Tags, yes};
use super::endpoint::Endpoints;
use super::flow_log::FlowLogs;
use super::forms::OneOrMany;
use super::group::SecurityGroup;
use super::hub::{Attach, Role};
use super::nat::Nat;
use super::site::VpnGateway;
use super::tier::Tier;
use crate::diagnostic::Spanned;
use crate::net::{Cidr4, Name, Region};

/// A VPC: its block and what is cut from it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Vpc {
    /// The block, /16 to /28, when it is pinned. Otherwise give `pool` and `prefix`.
    pub cidr: Option<Spanned<Cidr4>>,
    /// The address pool that the block is cut from.
    pub pool: Option<Spanned<Name>>,
    /// The size of the block that is cut from `pool`: 16 to 28.
    pub prefix: Option<Spanned<u8>>,
    /// Further IPv4 blocks. A tier is put into one with `from`.
    pub secondary_cidrs: Vec<Spanned<SecondaryCidr>>,
    /// An IPv6 /56 from Amazon: a /64 for every subnet, an egress-only internet gateway for `nat` tiers.
    pub ipv6: bool,
    /// NAT gateways for `nat` tiers: one in each zone, a single one, or none.
    #[schemars(extend("default" = "per-az"))]
    pub nat: Spanned<Nat>,
    /// Room that is kept free.
    pub growth: Growth,
    /// Ranges of the VPC that are never allocated.
    pub reserve: Vec<Spanned<Cidr4>>,
    /// The transit gateway and the segment that the VPC belongs to.
    pub attach: Option<Spanned<Attach>>,
    /// The VPN gateway that the VPC gets when a site is joined to it (`attach: {to: vpc/app}` there).
    pub vpn_gateway: Option<Spanned<VpnGateway>>,
    /// What the VPC does for others: `egress`, `inspection`, or both. Its subnets follow from that.
    pub role: Option<Spanned<OneOrMany<Role>>>,
    /// The tiers, by name. Each has a subnet in every zone.
    pub tiers: BTreeMap<Spanned<Name>, Spanned<Tier>>,
    /// Private paths to AWS services.
    pub endpoints: Endpoints,
    /// Records of the traffic; none unless given.
    pub flow_logs: Option<Spanned<FlowLogs>>,
    /// Security groups, by name. What no ingress rule names is denied.
    pub security_groups: BTreeMap<Spanned<Name>, Spanned<SecurityGroup>>,
    /// Network ACLs: the preset `tiered`, or rules by tier. `open` leaves AWS's default ACL, which allows everything.
    #[schemars(extend("default" = "open"))]
    pub network_acls: Spanned<NetworkAcls>,
    /// DHCP options; AWS's own unless given.
    pub dhcp: Option<Spanned<Dhcp>>,
    /// Resolver endpoints: names of this VPC for others, names of others for this VPC.
    pub resolver: Option<Spanned<Resolver>>,
    /// Tags for the VPC's resources, over those of the document.
    pub tags: Tags,
    /// Overrides the document's `retain` for this VPC.
    pub retain: Option<bool>,
    /// The account that owns it; `defaults.account` unless given.
    pub account: Option<Spanned<Name>>,
    /// Its Region; `defaults.region` unless given.
    pub region: Option<Spanned<Region>>,
}

/// A further IPv4 block of a VPC.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondaryCidr {
    /// The block.
    pub cidr: Spanned<Cidr4>,
    /// Whether others reach it. `false` for a block that several VPCs repeat, such as 100.64.0.0/16.
    #[serde(default = "yes")]
    pub routable: bool,
}

/// Room that is kept free.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Growth {
    /// For how many zones each tier keeps room: 1 to 16. Rounded up to a power of two, for a tier is in one aligned block.
    /// Pinned subnets keep no room where something else needs it.
    pub az_slots: Spanned<u32>,
}

impl Default for Growth {
    fn default() -> Self {
        Self { az_slots: Spanned::unplaced(4) }
    }
}

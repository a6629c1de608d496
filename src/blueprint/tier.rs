//! Tiers of a VPC, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Tags;
use crate::diagnostic::Spanned;
use crate::net::{Cidr4, ZoneName};

/// A tier: one subnet in every zone, and where its traffic goes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// The size of each subnet: 16 to 28.
    pub prefix: Option<Spanned<u8>>,
    /// The size of each subnet in hosts; AWS's five reserved addresses are added.
    pub hosts: Option<Spanned<u32>>,
    /// Where 0.0.0.0/0 (and `::/0`) goes.
    pub route: Spanned<RouteKind>,
    /// The block of the VPC that the tier is cut from: one of `secondary_cidrs`. The VPC's first block unless given.
    pub from: Option<Spanned<Cidr4>>,
    /// Pinned subnets, by zone. A zone that is not named is allocated.
    #[serde(default)]
    pub cidrs: BTreeMap<Spanned<ZoneName>, Spanned<Cidr4>>,
    /// Routes to what the VPC's segment reaches. On for `nat` and `transit` tiers unless given.
    pub hub: Option<bool>,
    /// Instances get a public IPv4 address at launch. Only for `internet` tiers.
    #[serde(default)]
    pub public_addresses: bool,
    /// Routes to the VPC's gateway endpoints. On for `nat` and `transit` tiers unless given.
    pub gateway_endpoints: Option<bool>,
    /// Tags for the tier's subnets, over those of the VPC.
    #[serde(default)]
    pub tags: Tags,
}

/// Where a tier's default route goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RouteKind {
    /// To the internet gateway.
    Internet,
    /// To the NAT gateway of the same zone; over IPv6 to the egress-only internet gateway.
    Nat,
    /// To the transit gateway, if the VPC's segment reaches `internet`; over IPv6 to the egress-only internet gateway.
    Transit,
    /// Nowhere: the tier talks inside the VPC.
    Local,
}

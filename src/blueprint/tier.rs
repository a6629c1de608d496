//! Tiers of a VPC, as written.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Tags;
use crate::diagnostic::Spanned;
use crate::net::{Cidr4, Name, OrganizationalUnitId, ZoneName};

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
    /// Who of the organization besides the VPC's account places things in the tier's subnets: `account/shop`, a unit of the organization
    /// (`ou-ab12-cdefghij`), or `organization`. AWS RAM shares the subnets; nobody outside of the organization takes part.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html>
    #[serde(default)]
    pub share: Vec<Spanned<Participant>>,
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

/// Who takes part in a VPC of another account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum Participant {
    /// An account of `accounts`.
    Account(Name),
    /// All accounts of a unit of the organization.
    Unit(OrganizationalUnitId),
    /// All accounts of the organization.
    Organization,
}

impl TryFrom<String> for Participant {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "organization" {
            return Ok(Self::Organization);
        }
        if let Some(name) = text.strip_prefix("account/") {
            return name.parse().map(Self::Account).map_err(|error: crate::net::Invalid| error.to_string());
        }
        text.parse().map(Self::Unit).map_err(|_| {
            "write `account/NAME`, a unit of the organization such as `ou-ab12-cdefghij`, or `organization`".to_owned()
        })
    }
}

impl fmt::Display for Participant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(name) => write!(f, "account/{name}"),
            Self::Unit(id) => id.fmt(f),
            Self::Organization => f.write_str("organization"),
        }
    }
}

//! NAT gateways of a VPC, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::forms::ShortOr;
use crate::diagnostic::Spanned;
use crate::net::{AllocationId, Name, ZoneName};

/// NAT gateways of a VPC.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(from = "ShortOr<NatMode, LongNat>")]
#[schemars(with = "ShortOr<NatMode, LongNat>")]
pub struct Nat(pub LongNat);

impl From<ShortOr<NatMode, LongNat>> for Nat {
    fn from(written: ShortOr<NatMode, LongNat>) -> Self {
        match written {
            ShortOr::Short(mode) => Self(LongNat { mode, ..LongNat::default() }),
            ShortOr::Long(nat) => Self(nat),
        }
    }
}

/// NAT gateways in the long form.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LongNat {
    /// How many there are.
    pub mode: NatMode,
    /// Whether they lead to the internet, or to other networks under an address of their own.
    #[serde(rename = "type")]
    pub kind: NatType,
    /// The tier whose subnets hold them. Unless given the one that the lock remembers, else for `public` one with
    /// `route: internet`, of several the one named `public`; for `private` one with `route: transit` or `local`.
    pub tier: Option<Spanned<Name>>,
    /// The zone of a single one. Unless given the one that the lock remembers, else the first.
    pub zone: Option<Spanned<ZoneName>>,
    /// Elastic IPs that exist already, by zone. A zone that is not named gets a new one.
    pub eips: BTreeMap<Spanned<ZoneName>, Spanned<AllocationId>>,
}

/// How many NAT gateways a VPC has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NatMode {
    /// One in each zone: a zone that fails takes nothing else with it.
    #[default]
    PerAz,
    /// One for all zones, in the zone that the lock remembers.
    Single,
    /// One for the whole VPC, in no subnet: AWS spreads it over the zones that have workloads and gives it addresses. Public only.
    Regional,
    /// None: `nat` tiers reach out over IPv6 only.
    None,
}

/// Where NAT gateways lead.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NatType {
    /// To the internet, each with an elastic IP.
    #[default]
    Public,
    /// To other networks by the route of the tier that holds them, with a private address of its subnet and no elastic IP.
    Private,
}

//! NAT gateways of a VPC.

use std::collections::BTreeMap;

use super::{Purpose, RouteKind, Secondary, Tier, TierId, Zone};
use crate::blueprint::{NatMode, NatType};
use crate::diagnostic::{Span, Spanned};
use crate::net::AllocationId;

/// NAT gateways of a VPC.
#[derive(Debug)]
pub struct Nat {
    /// How many.
    pub mode: NatMode,
    /// Where they lead.
    pub kind: NatType,
    /// The tier that holds them, if it is written.
    pub tier: Option<Spanned<TierId>>,
    /// The zone of a single one, if it is written.
    pub zone: Option<Zone>,
    /// Elastic IPs that exist already.
    pub eips: BTreeMap<Zone, Spanned<AllocationId>>,
    /// Where it is written; of the VPC's name if it is not.
    pub span: Span,
}

impl Nat {
    /// Whether a tier of the VPC can hold the gateways: one with a route to the internet gateway, or for private ones one from
    /// which other networks are reached, in a block that these reach in turn.
    #[must_use]
    pub fn can_stand_in(&self, tier: &Tier, secondary: &[Secondary]) -> bool {
        let routable = tier.from.and_then(|index| secondary.get(index)).is_none_or(|block| block.routable);
        match self.kind {
            NatType::Public => tier.route == RouteKind::Internet,
            NatType::Private => {
                let goes_out = matches!(tier.route, RouteKind::Transit | RouteKind::Local);
                goes_out && routable && tier.purpose == Purpose::Workload
            }
        }
    }
}

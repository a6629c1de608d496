//! NAT gateways: how many, where they lead, and which tier may hold them.

use std::collections::BTreeMap;

use super::{VpcResolver, did_you_mean, duplicates};
use crate::blueprint::{self as written, LongNat, NatMode, NatType};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::net::{AllocationId, Name};
use crate::network::{Nat, RouteKind, Secondary, Tier, TierId, Zone};

impl VpcResolver<'_> {
    pub(super) fn nat(&mut self, tiers: &[Tier], secondary: &[Secondary]) -> Nat {
        let Spanned { value: written::Nat(nat), span } = &self.vpc.nat;
        let span = if span.is_placed() { *span } else { self.name.span };
        let behind = tiers.iter().find(|tier| tier.route == RouteKind::Nat);
        let mode = if behind.is_none() { NatMode::None } else { nat.mode };
        let zone = nat.zone.as_ref().and_then(|zone| self.zone(zone));
        let eips = self.eips(nat, behind.is_some());
        let mut meant = Nat { mode, kind: nat.kind, tier: None, zone, eips, span };
        meant.tier = nat.tier.as_ref().and_then(|name| self.nat_tier(name, &meant, tiers, secondary));
        self.check_nat_options(nat);
        if nat.mode == NatMode::Regional {
            self.check_regional(nat);
            return meant;
        }
        if let Some(behind) = behind {
            let held = tiers.iter().any(|tier| meant.can_stand_in(tier, secondary));
            self.check_way_out(&meant, behind, held);
        }
        meant
    }

    fn eips(&mut self, nat: &LongNat, used: bool) -> BTreeMap<Zone, Spanned<AllocationId>> {
        let eips: BTreeMap<Zone, Spanned<AllocationId>> =
            nat.eips.iter().filter_map(|(zone, id)| self.zone(zone).map(|zone| (zone, id.clone()))).collect();
        let listed: Vec<_> = eips.values().cloned().collect();
        duplicates(&listed, "elastic IP", self.diagnostics);
        let Some(eip) = eips.values().next() else { return eips };
        if nat.mode == NatMode::None || !used {
            let message = "elastic IPs are given, but the VPC has no NAT gateway";
            self.error(Code::UnusedEips, message, eip.span, "remove `eips`, or add a tier with `route: nat`");
        } else if nat.kind == NatType::Private {
            let message = "elastic IPs are given, but a private NAT gateway has none";
            self.error(Code::UnusedEips, message, eip.span, "remove `eips`, or write `type: public`");
        }
        eips
    }

    /// The tier that is written to hold the gateways.
    fn nat_tier(
        &mut self,
        name: &Spanned<Name>,
        nat: &Nat,
        tiers: &[Tier],
        secondary: &[Secondary],
    ) -> Option<Spanned<TierId>> {
        let Some(index) = tiers.iter().position(|tier| tier.name == name.value) else {
            let known = did_you_mean(name.value.as_str(), tiers.iter().map(|tier| tier.name.as_str()));
            let message = format!("there is no tier `{}` in this VPC", name.value);
            self.error(Code::UnknownTier, message, name.span, known);
            return None;
        };
        if !nat.can_stand_in(&tiers[index], secondary) {
            let (message, help) = match nat.kind {
                NatType::Public => (
                    format!("tier `{}` cannot hold NAT gateways: it has no route to the internet gateway", name.value),
                    "name a tier with `route: internet`",
                ),
                NatType::Private => (
                    format!("tier `{}` cannot hold private NAT gateways", name.value),
                    "name a tier with `route: transit` or `route: local`, in a block that others reach",
                ),
            };
            self.error(Code::NatOptions, message, name.span, help);
        }
        Some(Spanned { value: TierId(index), span: name.span })
    }

    /// `tier` and `zone` say where gateways stand, so there are some; only a single one stands in one zone.
    fn check_nat_options(&mut self, nat: &LongNat) {
        let places: [Option<Span>; 2] =
            [nat.tier.as_ref().map(|tier| tier.span), nat.zone.as_ref().map(|zone| zone.span)];
        if nat.mode == NatMode::None
            && let Some(span) = places.into_iter().flatten().next()
        {
            let message = "the place of NAT gateways is given, but the VPC has none";
            self.error(Code::NatOptions, message, span, "remove `tier` and `zone`, or write another `mode`");
        } else if let (NatMode::PerAz, Some(zone)) = (nat.mode, &nat.zone) {
            let message = "a zone is given, but the VPC has a NAT gateway in each";
            self.error(Code::NatOptions, message, zone.span, "remove `zone`, or write `mode: single`");
        }
    }

    /// A regional gateway stands in no subnet, leads to the internet alone, and serves its own VPC: its route table, which AWS keeps,
    /// has no routes back to a transit gateway.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html>
    fn check_regional(&mut self, nat: &LongNat) {
        let span = if self.vpc.nat.span.is_placed() { self.vpc.nat.span } else { self.name.span };
        let place = nat.tier.as_ref().map(|tier| tier.span).or(nat.zone.as_ref().map(|zone| zone.span));
        if let Some(place) = place {
            let message = "a place is given, but a regional NAT gateway stands in no subnet";
            self.error(Code::NatOptions, message, place, "remove `tier` and `zone`, or write another `mode`");
        }
        if nat.kind == NatType::Private {
            let message = "a regional NAT gateway leads to the internet alone";
            self.error(Code::NatOptions, message, span, "remove `type: private`, or write `mode: per-az`");
        }
        if let Some(eip) = nat.eips.values().next() {
            let message = "elastic IPs are given, but AWS gives a regional NAT gateway its addresses";
            self.error(Code::NatOptions, message, eip.span, "remove `eips`, or write `mode: per-az`");
        }
        if self.vpc.role.is_some() {
            let message =
                format!("VPC `{}` goes out for others, and a regional NAT gateway serves its own VPC", self.name.value);
            self.error(
                Code::NatOptions,
                message,
                span,
                "write `nat: per-az`: its replies would find no way back to them",
            );
        }
    }

    /// A `nat` tier goes out by something.
    fn check_way_out(&mut self, nat: &Nat, behind: &Tier, has_place: bool) {
        if nat.mode != NatMode::None && !has_place {
            let message = format!("tier `{}` goes out by NAT, but no tier can hold the NAT gateways", behind.name);
            let help = match nat.kind {
                NatType::Public => "add a tier with `route: internet`, or write `nat: none`",
                NatType::Private => {
                    "add a tier with `route: transit` in a block that others reach, or write `nat: none`"
                }
            };
            self.error(Code::NatWithoutPublicTier, message, behind.span, help);
        }
        if nat.mode == NatMode::None && !self.vpc.ipv6 {
            self.diagnostics.push(
                Diagnostic::new(Code::NatNone, format!("tier `{}` goes out by NAT, but there is none", behind.name))
                    .at(nat.span, "")
                    .why("without NAT and without IPv6 the tier reaches nothing outside the VPC")
                    .help("write `route: local` for the tier, or `nat: per-az`"),
            );
        }
    }
}

//! NAT gateways of a VPC: their zones and the tier that holds them.

use super::ledger::Ledger;
use super::lock::Entry;
use super::types::NatPlan;
use crate::blueprint::{NatMode, NatType};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Network, Purpose, RouteKind, Tier, TierId, Vpc, Zone};

/// The lock path of a VPC's NAT gateways.
fn nat_path(vpc: &str) -> String {
    format!("{vpc}/nat")
}

/// The NAT gateways, by zone. The tier that holds them, and the zone of a single one, are what the document says, else what the
/// lock remembers.
pub(super) fn nats(
    network: &Network,
    vpc: &Vpc,
    path: &str,
    ledger: &mut Ledger<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<NatPlan> {
    if matches!(vpc.nat.mode, NatMode::None | NatMode::Regional) {
        return Vec::new();
    }
    let locked = ledger.had(&nat_path(path));
    let Some(tier) = holder(vpc, locked, diagnostics) else { return Vec::new() };
    let zones: Vec<Zone> = if vpc.nat.mode == NatMode::Single {
        let kept = locked.and_then(remembered_zone).filter(|zone| network.zones_of(vpc).contains(zone));
        // A zone for which an address was brought is a better one than the first.
        let brought = vpc.nat.eips.keys().next().copied();
        vpc.nat.zone.or(kept).or(brought).or(network.zones_of(vpc).first().copied()).into_iter().collect()
    } else {
        network.zones_of(vpc).to_vec()
    };
    let single = (vpc.nat.mode == NatMode::Single).then(|| zones.first().copied()).flatten();
    let tier_name = Some(vpc.tier(tier).name.clone());
    let entry = match single {
        Some(Zone::Named(zone)) => Entry { zone: Some(zone), tier: tier_name, ..Entry::default() },
        Some(Zone::Slot(slot)) => Entry { slot: Some(u32::from(slot)), tier: tier_name, ..Entry::default() },
        None => Entry { tier: tier_name, ..Entry::default() },
    };
    ledger.choose(nat_path(path), entry);
    zones
        .into_iter()
        .map(|zone| NatPlan { zone, tier, eip: vpc.nat.eips.get(&zone).map(|eip| eip.value.clone()) })
        .collect()
}

/// The tier that holds the gateways. Gateways that stand in another one already do not move by a word: a gateway that is
/// replaced in place wants an address that its predecessor still has.
fn holder(vpc: &Vpc, locked: Option<&Entry>, diagnostics: &mut Diagnostics) -> Option<TierId> {
    let fits = |tier: &Tier| vpc.nat.can_stand_in(tier, &vpc.secondary);
    let kept = locked.and_then(|entry| entry.tier.as_ref());
    let kept = kept.and_then(|name| vpc.tiers.iter().position(|tier| tier.name == *name && fits(tier))).map(TierId);
    let Some(written) = vpc.nat.tier else { return kept.or_else(|| preferred(vpc, fits)) };
    if let Some(kept) = kept.filter(|kept| *kept != written.value) {
        let (kept, wanted) = (&vpc.tier(kept).name, &vpc.tier(written.value).name);
        let message =
            format!("the NAT gateways are locked in tier `{kept}`, and the document wants them in `{wanted}`");
        diagnostics.push(
            Diagnostic::new(Code::LockDisagrees, message)
                .at(written.span, "")
                .why("a gateway cannot move, and one that takes its place wants the elastic IP that it still has")
                .help(format!(
                    "write `tier: {kept}`, or deploy `nat: none` first and then give the place up: `--release vpcs.{}.nat`",
                    vpc.name
                )),
        );
    }
    Some(written.value)
}

/// The tier that is taken where neither the document nor the lock names one: `public` before others that face the internet, for
/// private gateways one with a route to the transit gateway before others.
fn preferred(vpc: &Vpc, fits: impl Fn(&Tier) -> bool) -> Option<TierId> {
    let is_better = |tier: &Tier| match vpc.nat.kind {
        NatType::Public => tier.name.as_str() == Purpose::Public.tier_name(),
        NatType::Private => tier.route == RouteKind::Transit,
    };
    let candidates = vpc.tiers.iter().enumerate().filter(|(_, tier)| fits(tier));
    candidates.min_by_key(|(index, tier)| (!is_better(tier), *index)).map(|(index, _)| TierId(index))
}

/// Elastic IPs are brought for zones that have a NAT gateway.
pub(super) fn check_eips(vpc: &Vpc, nats: &[NatPlan], diagnostics: &mut Diagnostics) {
    let Some(single) = nats.first().filter(|_| vpc.nat.mode == NatMode::Single) else { return };
    for (zone, eip) in vpc.nat.eips.iter().filter(|(zone, _)| **zone != single.zone) {
        let message =
            format!("the elastic IP of zone {zone} is not used: the single NAT gateway stands in zone {}", single.zone);
        diagnostics.push(
            Diagnostic::new(Code::UnusedEips, message)
                .at(eip.span, "")
                .why("a single NAT gateway stays in the zone that it was given first, which the lock remembers")
                .help(format!(
                    "bring one for zone {}, or have the zone chosen again: `--release vpcs.{}.nat`",
                    single.zone, vpc.name
                )),
        );
    }
}

/// The zone of a single NAT gateway, as the lock says it.
fn remembered_zone(entry: &Entry) -> Option<Zone> {
    let slot = entry.slot.and_then(|slot| u8::try_from(slot).ok()).map(Zone::Slot);
    entry.zone.map(Zone::Named).or(slot)
}

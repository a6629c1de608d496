//! NAT gateways and route tables of a VPC: what each tier's `route` means.

use super::lock::{Entry, Lock};
use super::types::{Destination, NatPlan, RoutePlan, TablePlan, Target};
use crate::blueprint::{NatMode, RouteKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Name;
use crate::network::{Network, Tier, TierId, Vpc, Zone};

/// The lock path of a VPC's NAT gateways.
fn nat_path(vpc: &str) -> String {
    format!("{vpc}/nat")
}

/// The NAT gateways, by zone. The tier that holds them, and the zone of a single one, stay what the lock remembers.
pub(super) fn nats(network: &Network, vpc: &Vpc, path: &str, old: &Lock, new: &mut Lock) -> Vec<NatPlan> {
    if vpc.nat.mode == NatMode::None {
        return Vec::new();
    }
    let locked = old.get(&nat_path(path));
    let public =
        remembered(vpc, locked.and_then(|entry| entry.tier.as_ref()), |tier| tier.route == RouteKind::Internet);
    let Some(tier) = public else { return Vec::new() };
    let zones: Vec<Zone> = if vpc.nat.mode == NatMode::Single {
        let kept = locked.and_then(remembered_zone).filter(|zone| network.zones.contains(zone));
        // A zone for which an address was brought is a better one than the first.
        let brought = vpc.nat.eips.keys().next().copied();
        kept.or(brought).or(network.zones.first().copied()).into_iter().collect()
    } else {
        network.zones.clone()
    };
    let single = (vpc.nat.mode == NatMode::Single).then(|| zones.first().copied()).flatten();
    let tier_name = Some(vpc.tier(tier).name.clone());
    let entry = match single {
        Some(Zone::Named(zone)) => Entry { zone: Some(zone), tier: tier_name, ..Entry::default() },
        Some(Zone::Slot(slot)) => Entry { slot: Some(u32::from(slot)), tier: tier_name, ..Entry::default() },
        None => Entry { tier: tier_name, ..Entry::default() },
    };
    new.insert(nat_path(path), entry);
    zones
        .into_iter()
        .map(|zone| NatPlan { zone, tier, eip: vpc.nat.eips.get(&zone).map(|eip| eip.value.clone()) })
        .collect()
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

/// The tier that holds the interface endpoints: the one that is written or remembered, or the network's choice.
pub(super) fn endpoint_tier(vpc: &Vpc, path: &str, old: &Lock, new: &mut Lock) -> Option<TierId> {
    if vpc.endpoints.interface.is_empty() {
        return None;
    }
    let path = format!("{path}/endpoints");
    let locked = old.get(&path).and_then(|entry| entry.tier.as_ref()).filter(|_| !vpc.endpoints.tier_is_written);
    let kept = locked.and_then(|name| vpc.tiers.iter().position(|tier| tier.name == *name)).map(TierId);
    let tier = kept.or(vpc.endpoints.tier)?;
    new.insert(path, Entry { tier: Some(vpc.tier(tier).name.clone()), ..Entry::default() });
    Some(tier)
}

/// The tier that the lock names, if it still qualifies; otherwise the first that does.
fn remembered(vpc: &Vpc, locked: Option<&Name>, qualifies: impl Fn(&Tier) -> bool) -> Option<TierId> {
    let kept = vpc.tiers.iter().position(|tier| Some(&tier.name) == locked && qualifies(tier));
    kept.or_else(|| vpc.tiers.iter().position(qualifies)).map(TierId)
}

/// One table for a tier; one for each of its zones where the NAT gateway is that of the zone.
pub(super) fn tables(network: &Network, vpc: &Vpc, nats: &[NatPlan]) -> Vec<TablePlan> {
    let mut tables = Vec::new();
    for (index, tier) in vpc.tiers.iter().enumerate() {
        let per_zone = tier.route == RouteKind::Nat && vpc.nat.mode == NatMode::PerAz;
        let zones: Vec<Option<Zone>> =
            if per_zone { network.zones.iter().copied().map(Some).collect() } else { vec![None] };
        let endpoints: Vec<_> =
            if tier.gateway_endpoints { vpc.endpoints.gateway.iter().copied().collect() } else { Vec::new() };
        for zone in zones {
            let routes = routes(vpc, tier, zone, nats);
            tables.push(TablePlan { tier: TierId(index), zone, routes, endpoints: endpoints.clone() });
        }
    }
    tables
}

fn routes(vpc: &Vpc, tier: &Tier, zone: Option<Zone>, nats: &[NatPlan]) -> Vec<RoutePlan> {
    let (v4, v6) = match tier.route {
        RouteKind::Internet => (Some(Target::InternetGateway), Some(Target::InternetGateway)),
        RouteKind::Nat => {
            let nat = nats.iter().find(|nat| zone.is_none_or(|zone| nat.zone == zone));
            (nat.map(|nat| Target::Nat(nat.zone)), Some(Target::EgressOnlyGateway))
        }
        RouteKind::Local => (None, None),
    };
    let v4 = v4.map(|target| RoutePlan { destination: Destination::DefaultV4, target });
    let v6 = v6.filter(|_| vpc.ipv6).map(|target| RoutePlan { destination: Destination::DefaultV6, target });
    v4.into_iter().chain(v6).collect()
}

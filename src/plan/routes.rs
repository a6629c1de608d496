//! NAT gateways and route tables of a VPC: what each tier's `route` means.

use super::lock::{Entry, Lock};
use super::types::{Destination, NatPlan, RoutePlan, TablePlan, Target};
use crate::blueprint::{NatMode, Role};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::{Cidr4, Name};
use crate::network::{End, Network, Purpose, RouteKind, Tier, TierId, Vpc, VpcId, Zone};

use super::hub::{Block, Reach};

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
    let resolver = vpc.resolver.inbound || !vpc.resolver.forward.is_empty();
    if vpc.endpoints.interface.is_empty() && !resolver {
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

/// One table for a tier; one for each of its zones where a target is that of the zone.
pub(super) fn tables(reach: &Reach<'_>, id: VpcId, nats: &[NatPlan]) -> Vec<TablePlan> {
    let network = reach.network();
    let vpc = network.vpc(id);
    let behind = behind(reach, id);
    let mut tables = Vec::new();
    for (index, tier) in vpc.tiers.iter().enumerate() {
        let by_nat = tier.route == RouteKind::Nat && vpc.nat.mode == NatMode::PerAz;
        let by_firewall = tier.route == RouteKind::Firewall || replies_pass_firewall(vpc, tier);
        let zones: Vec<Option<Zone>> =
            if by_nat || by_firewall { network.zones.iter().copied().map(Some).collect() } else { vec![None] };
        let endpoints: Vec<_> =
            if tier.gateway_endpoints { vpc.endpoints.gateway.iter().copied().collect() } else { Vec::new() };
        for zone in zones {
            let mut routes = defaults(network, vpc, tier, zone, nats);
            let has_default = routes
                .iter()
                .any(|route| route.destination == Destination::DefaultV4 && route.target == Target::TransitGateway);
            if tier.hub && !has_default {
                let target = zone.filter(|_| by_firewall).map_or(Target::TransitGateway, Target::Firewall);
                routes.extend(behind.iter().map(|to| RoutePlan { destination: Destination::Block(*to), target }));
            }
            tables.push(TablePlan { tier: TierId(index), zone, routes, endpoints: endpoints.clone() });
        }
    }
    tables
}

/// What lies behind the VPC's transit gateway: what a spoke reaches, or where the replies of a role's VPC go.
fn behind(reach: &Reach<'_>, id: VpcId) -> Vec<Block> {
    let vpc = reach.network().vpc(id);
    match vpc.attach {
        None => Vec::new(),
        Some(_) if vpc.roles.is_empty() => reach.hub_routes(id),
        Some(attach) => reach.returns(attach.hub, vpc.roles.contains(&Role::Inspection)),
    }
}

/// Whether packets that come back to a tier's NAT gateways meet the firewall of the same VPC on their way to the hub.
fn replies_pass_firewall(vpc: &Vpc, tier: &Tier) -> bool {
    tier.purpose == Purpose::Public && vpc.roles.contains(&Role::Inspection)
}

fn defaults(network: &Network, vpc: &Vpc, tier: &Tier, zone: Option<Zone>, nats: &[NatPlan]) -> Vec<RoutePlan> {
    let (v4, v6) = match tier.route {
        RouteKind::Internet => (Some(Target::InternetGateway), Some(Target::InternetGateway)),
        RouteKind::Nat => {
            let nat = nats.iter().find(|nat| zone.is_none_or(|zone| nat.zone == zone));
            (nat.map(|nat| Target::Nat(nat.zone)), Some(Target::EgressOnlyGateway))
        }
        RouteKind::Transit => {
            (default_by_hub(network, vpc).then_some(Target::TransitGateway), Some(Target::EgressOnlyGateway))
        }
        RouteKind::Firewall => (zone.map(Target::Firewall), None),
        RouteKind::Local => (None, None),
    };
    let v4 = v4.map(|target| RoutePlan { destination: Destination::DefaultV4, target });
    let v6 = v6.filter(|_| vpc.ipv6).map(|target| RoutePlan { destination: Destination::DefaultV6, target });
    v4.into_iter().chain(v6).collect()
}

/// Whether a `transit` tier sends everything to the hub: where the segment reaches the internet or has a default route of
/// the document, and in a VPC with a role.
fn default_by_hub(network: &Network, vpc: &Vpc) -> bool {
    vpc.attach.is_some_and(|attach| {
        let segment = attach.segment.map(|segment| network.hubs[attach.hub.0].segment(segment));
        segment.is_none_or(|segment| {
            let written = || segment.static_routes.iter().any(|route| route.to.value == Cidr4::ANY);
            segment.reaches.contains(&End::Internet) || written()
        })
    })
}

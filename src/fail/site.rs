//! Which uplink of a site takes over.
//!
//! The order of uplinks holds in both directions (`prefer`), so traffic moves to the best uplink that is left, and both
//! directions move together. How long that takes depends on the mechanism that detects the failure ([`Detection`]).

use std::collections::BTreeSet;

use super::{Element, Takeover};
use crate::net::ConnectionName;
use crate::network::{Links, Network, RouterId, SiteId, UplinkId, Vpn, Zone};
use crate::plan::{Plan, RoutingPlan, SitePlan};
use crate::uplink::bandwidth::words;
use crate::uplink::failover::{Detection, peer_hold_time};
use crate::uplink::first_hop::MASTER_DOWN;
use crate::uplink::preference::{Rank, Tunnels};

/// The mechanism where routes are static.
const BY_HAND: &str = "static routes: the router's own tracking, handover/by-hand.md";

/// An uplink with its place in the order.
pub(super) struct Ranked {
    pub(super) id: UplinkId,
    rank: Rank,
    router: RouterId,
    detection: Detection,
    /// Whether BGP moves traffic to it.
    pub(super) has_bgp: bool,
    /// Whether its second tunnel is used when the first is down, and not before.
    second_waits: bool,
}

/// The uplinks that take over when an element fails, and the sites that are cut off by it.
pub(super) fn takeovers(plan: &Plan<'_>, element: &Element) -> (Vec<Takeover>, Vec<SiteId>) {
    let (mut takeovers, mut cut_off) = (Vec::new(), Vec::new());
    for site in touched(plan, element) {
        let uplinks = ranked(plan.network, site);
        if let Element::Tunnel(id, tunnel) = element
            && id.site == site.site
        {
            takeovers.extend(other_tunnel(plan.network, &uplinks, *id, *tunnel));
            continue;
        }
        if let Element::Link(lag, _) = element
            && links_left(plan.network, lag).is_some()
        {
            takeovers.extend(other_links(plan.network, &uplinks, lag));
            continue;
        }
        let failed: BTreeSet<UplinkId> =
            uplinks.iter().filter(|one| is_lost(plan, one, element)).map(|one| one.id).collect();
        let best = uplinks.iter().map(|one| one.rank.of_site).min();
        let Some(first) = uplinks.iter().find(|one| failed.contains(&one.id)) else { continue };
        let mut left = uplinks.iter().filter(|one| !failed.contains(&one.id));
        match left.next() {
            None => cut_off.push(site.site),
            // An uplink behind the best one carries nothing until that fails.
            Some(next) if Some(first.rank.of_site) == best => {
                let routers = uplinks.iter().filter(|one| !failed.contains(&one.id) && one.rank == next.rank);
                let together = routers.map(|one| one.router).collect::<BTreeSet<_>>().len() == 1;
                takeovers.push(takeover(plan.network, element, (first, next), together));
            }
            Some(_) => {}
        }
    }
    (takeovers, cut_off)
}

/// The sites that an element may take something from.
fn touched<'p>(plan: &'p Plan<'_>, element: &Element) -> &'p [SitePlan] {
    let one = |site: SiteId| plan.sites.get(site.0..=site.0).unwrap_or_default();
    match element {
        Element::Router(site, _) | Element::Lan(site, _) => one(*site),
        Element::Uplink(id) | Element::Tunnel(id, _) => one(id.site),
        Element::Connection(_) | Element::Lag(_) | Element::Link(..) | Element::Location(_) | Element::Zone(_) => {
            &plan.sites
        }
        Element::Public(id) => one(id.site),
        Element::Nat(..) | Element::Firewall(..) => &[],
    }
}

/// The uplinks of a site, the best first.
pub(super) fn ranked(network: &Network, site: &SitePlan) -> Vec<Ranked> {
    let clear = site.interfaces.iter().filter(|one| one.tunnels.is_none());
    let interfaces = clear.map(|one| Ranked {
        id: one.uplink,
        rank: one.rank,
        router: network.uplink(one.uplink).router,
        detection: Detection::of(one.bfd),
        has_bgp: true,
        second_waits: false,
    });
    let vpns = site.vpns.iter().map(|one| Ranked {
        id: one.uplink,
        rank: one.rank,
        router: network.uplink(one.uplink).router,
        detection: Detection::HoldTime,
        has_bgp: one.routing == RoutingPlan::Bgp,
        second_waits: one.mode == Tunnels::PrimaryBackup,
    });
    let peers = site.connects.iter().map(|one| Ranked {
        id: one.uplink,
        rank: one.rank,
        router: network.uplink(one.uplink).router,
        detection: Detection::HoldTime,
        has_bgp: true,
        second_waits: false,
    });
    let mut all: Vec<Ranked> = interfaces.chain(vpns).chain(peers).collect();
    all.sort_by_key(|one| (one.rank, one.id));
    all
}

pub(super) fn is_lost(plan: &Plan<'_>, uplink: &Ranked, element: &Element) -> bool {
    let (site, own) = (plan.network.site(uplink.id.site), plan.network.uplink(uplink.id));
    let on = site.connection_of(own);
    match element {
        // Without its LAN a router announces nothing of the site.
        Element::Router(site, router) | Element::Lan(site, router) => {
            uplink.id.site == *site && uplink.router == *router
        }
        Element::Uplink(id) => uplink.id == *id,
        Element::Connection(id) | Element::Lag(id) | Element::Link(id, _) => {
            on.is_some_and(|(connection, _)| connection == id)
        }
        Element::Location(location) => on.and_then(|(_, place)| place).is_some_and(|place| place == location),
        // Tunnels that a public virtual interface carries go with it.
        Element::Public(id) => {
            uplink.id.site == id.site && own.vpn().and_then(Vpn::public).is_some_and(|path| path.index == id.index)
        }
        Element::Zone(zone) => of_appliance(plan, uplink.id) == Some(*zone),
        Element::Nat(..) | Element::Firewall(..) | Element::Tunnel(..) => false,
    }
}

/// The zone of the appliance that a Connect peer ends on.
fn of_appliance(plan: &Plan<'_>, id: UplinkId) -> Option<Zone> {
    let connect = plan.network.uplink(id).connect()?;
    let vpc = plan.vpcs.iter().find(|vpc| vpc.id == connect.over)?;
    let mut subnets = vpc.tiers.iter().flat_map(|tier| &tier.subnets);
    subnets.find(|subnet| subnet.cidr.contains_address(connect.address.value)).map(|subnet| subnet.zone)
}

/// The public virtual interfaces that an element takes with it, in words; nothing if there are none.
pub(super) fn publics(network: &Network, element: &Element) -> Option<String> {
    let mut lost = Vec::new();
    for (index, site) in network.sites.iter().enumerate() {
        for (number, public) in site.publics.iter().enumerate() {
            let is_lost = match element {
                Element::Public(id) => id.site.0 == index && id.index == number,
                Element::Router(site, router) => site.0 == index && public.router == *router,
                Element::Connection(id) | Element::Lag(id) => public.connection.value == *id,
                Element::Link(id, _) => public.connection.value == *id && links_left(network, id).is_none(),
                Element::Location(location) => public.location.as_ref().is_some_and(|own| own.value == *location),
                Element::Zone(_)
                | Element::Nat(..)
                | Element::Firewall(..)
                | Element::Lan(..)
                | Element::Uplink(_)
                | Element::Tunnel(..) => false,
            };
            if is_lost {
                lost.push(format!("{} of {}", public.name, site.name));
            }
        }
    }
    let names = lost.join(", ");
    (!lost.is_empty()).then(|| {
        format!(
            "AWS's public services are not reached over {names}: over the internet, where that has a way of its own"
        )
    })
}

fn takeover(network: &Network, element: &Element, (failed, next): (&Ranked, &Ranked), together: bool) -> Takeover {
    let meant = network.site(failed.id.site);
    let between = |router: RouterId| {
        let others = (0..meant.routers.len()).map(RouterId).filter(|other| *other != router);
        let others = others.map(|other| meant.router(other).platform);
        peer_hold_time(meant.router(router).platform, others)
    };
    let detection = match element {
        Element::Router(_, router) => failed.detection.of_router(between(*router)),
        // AWS learns it at once by BGP; the other routers go on sending to this one.
        Element::Lan(_, router) => Detection::PeerHoldTime(between(*router)),
        _ => failed.detection,
    };
    let platform = meant.router(next.router).platform;
    let moves = next.router != failed.router;
    let cut = (moves && platform.capabilities().stateful).then(|| {
        let name = &meant.router(next.router).name;
        format!("router {name} ({}) is stateful and did not see the sessions begin", platform.name())
    });
    let by_hand = !next.has_bgp;
    let hosts = match element {
        Element::Router(_, router) | Element::Lan(_, router) => meant.router(*router).lan.first_hop,
        _ => None,
    };
    Takeover {
        site: meant.name.to_string(),
        by: network.uplink(next.id).name.to_string(),
        together,
        seconds: (!by_hand).then_some(hosts.map_or(0, |_| MASTER_DOWN).max(detection.seconds())),
        why: match hosts {
            _ if by_hand => BY_HAND.to_owned(),
            Some(hop) => format!("{detection}; hosts by VRRP to {}, {MASTER_DOWN} s", hop.address.value),
            None => detection.to_string(),
        },
        cut,
    }
}

/// The other tunnel of a VPN connection, if the tunnel carries traffic: a second one that waits for the first carries none.
fn other_tunnel(network: &Network, uplinks: &[Ranked], id: UplinkId, tunnel: u8) -> Option<Takeover> {
    let own = uplinks.iter().find(|one| one.id == id)?;
    let best = uplinks.iter().map(|one| one.rank.of_site).min();
    let carries = Some(own.rank.of_site) == best && !(own.second_waits && tunnel == 2);
    carries.then(|| Takeover {
        site: network.site(id.site).name.to_string(),
        by: format!("tunnel {} of {}", 3 - tunnel, network.uplink(id).name),
        together: true,
        seconds: own.has_bgp.then_some(own.detection.seconds()),
        why: if own.has_bgp { own.detection.to_string() } else { BY_HAND.to_owned() },
        cut: None,
    })
}

/// How many links of a LAG are left without one, and how many there are; nothing if these are too few, and all of it goes down.
fn links_left(network: &Network, lag: &ConnectionName) -> Option<Links> {
    let Links { count, minimum } = *network.links().get(lag)?;
    let left = count.checked_sub(1).filter(|left| *left >= minimum.max(1))?;
    Some(Links { count: left, minimum: count })
}

/// The other links of a LAG, if it carries traffic: LACP moves the flows of the one that is down, and the capacity drops.
fn other_links(network: &Network, uplinks: &[Ranked], lag: &ConnectionName) -> Option<Takeover> {
    let Links { count: left, minimum: all } = links_left(network, lag)?;
    let best = uplinks.iter().map(|one| one.rank.of_site).min();
    let is_on = |one: &&Ranked| {
        network.site(one.id.site).connection_of(network.uplink(one.id)).is_some_and(|(connection, _)| connection == lag)
    };
    let own = uplinks.iter().filter(is_on).find(|one| Some(one.rank.of_site) == best)?;
    let speed = network.uplink(own.id).interface().and_then(|direct| direct.speed).map(|speed| speed.value.megabits());
    let of = |links: u8| speed.map(|speed| words(speed * u32::from(links)));
    let capacity = match (of(left), of(all)) {
        (Some(left), Some(all)) => format!("{left} of {all} are left"),
        _ => format!("{left} of {all} links are left"),
    };
    Some(Takeover {
        site: network.site(own.id.site).name.to_string(),
        by: format!("the other links of {lag}"),
        together: true,
        seconds: Some(LACP),
        why: format!("LACP 30 s x 3, at once where the light is lost; {capacity}"),
        cut: None,
    })
}

/// The seconds after which LACP takes a link as dead whose light is still there: three packets of its slow rate, which is every router's
/// default (IEEE 802.1AX).
const LACP: u32 = 90;

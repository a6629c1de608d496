//! The tables of a device's sheet, but for tunnels: interfaces, routes, sessions, filters, what is announced. In comes a router, out goes the view.

use std::collections::BTreeSet;

use super::ipsec::{self, name};
use super::view::{Part, Section, Sheet};
use crate::net::{Asn, Cidr4};
use crate::router::config::{Anchor, Carries, DirectConnect, RouterConfig, RouterLag, Vpn};
use crate::router::fits::{FACTS, facts};
use crate::router::head::uplinks;
use crate::router::sections::titles;
use crate::router::text::harmless;
use crate::uplink::failover::{HOLD_TIME, PREEMPT_DELAY};
use crate::uplink::first_hop::DECREMENT;
use crate::uplink::preference::{Level, TunnelPreference, local_preference, maximum_prefix};
use crate::uplink::public::WIDEST;

/// The longest description.
const DESCRIPTION: usize = 80;

const OF_INTERFACES: &str = "An MTU counts IP packets without frames. TCP segments are clamped in both directions, since a path may change below a flow.";
const OF_IPSEC: &str = "One value for each option: nothing else is offered, for AWS takes the lowest that it is allowed. The group of ESP first matters at \
    the first new key. The names of IANA are those of the registry Internet Key Exchange Version 2 (IKEv2) Parameters.";
const OF_ROUTES: &str = "A tunnel's own packets never go into a tunnel, whatever default route is learned. A route that keeps a prefix announced leads \
    nowhere by itself: what has no longer route is dropped, and it is gone with what it lives by.";
const OF_SESSIONS: &str =
    "Filters stand before a session is up. AWS sends with TTL 1: a neighbor is one hop away, without TTL security.";
const OF_ANNOUNCED: &str = "A prefix is announced while the route that its row names is there, and withdrawn with it.";
const OF_POLICIES: &str =
    "Prefixes are exact, neither longer nor shorter. What no row lets pass is refused, in both directions.";
const OF_NEVER: &str = "To AWS go the prefixes of the rows above and nothing else, whatever else the device knows.";

/// The whole sheet.
pub(super) fn sheet(router: &RouterConfig) -> Sheet {
    let sections = [
        Section::of(titles::INTERFACES, &[OF_INTERFACES], interfaces(router)),
        Section::of(titles::IPSEC, &[OF_IPSEC], ipsec::tunnels(router)),
        Section::of(titles::ROUTES, &[OF_ROUTES], routes(router)),
        Section::of(titles::SESSIONS, &[OF_SESSIONS], sessions(router)),
        Section::of(titles::ANNOUNCED, &[OF_ANNOUNCED], announced(router)),
        Section::of(titles::POLICIES, &[OF_POLICIES], policies(router)),
        Section::of(titles::NEVER, &[OF_NEVER], vec![never(router)]),
    ];
    Sheet { router: router.router.to_string(), head: head(router), sections: sections.into_iter().flatten().collect() }
}

fn head(router: &RouterConfig) -> Vec<String> {
    let RouterConfig { site, router: name, platform, .. } = router;
    let mut lines = vec![format!(
        "netgen: site {site}, router {name} ({platform}): every value of its device, {}.",
        uplinks(router)
    )];
    if router.is_unbound() {
        lines.push("UNBOUND: what is called netgen-unbound is known after deployment, and --bind fills it.".to_owned());
    }
    lines.push(format!("Made from {}, change it there and render again.", harmless(&router.document, DESCRIPTION)));
    lines.push(format!(
        "No file is loaded and none takes anything back: people enter these values and note what stood there before. Check with {name}.checks.md."
    ));
    lines.push(format!("{FACTS}{}", facts(router)));
    lines
}

fn interfaces(router: &RouterConfig) -> Vec<Part> {
    let lan = &router.lan;
    let mut parts = vec![
        Part::new("LAN")
            .row("interface, which is there already", &lan.interface)
            .row("own address", format!("{}/{}", lan.address, lan.network.prefix()))
            .each("network that is learned from the site", &lan.contributors),
    ];
    parts.extend(first_hop(router));
    parts.extend(router.lags.iter().map(aggregated));
    parts.extend(router.direct_connects.iter().map(|one| virtual_interface(router, one)));
    for vpn in &router.vpns {
        let Some(sizes) = vpn.sizes() else { continue };
        for (number, tunnel) in (1..).zip(&vpn.tunnels) {
            let description = format!("ng {} tunnel {number} {}", vpn.name, vpn.description);
            parts.push(
                Part::new(name(vpn, number))
                    .row("description", harmless(&description, DESCRIPTION))
                    .row("own address", format!("{}/30", tunnel.own()))
                    .row("AWS's address", tunnel.aws())
                    .row("MTU", sizes.mtu)
                    .row("how the MTU is reckoned", sizes.arithmetic())
                    .each("largest TCP segment", router.mss),
            );
        }
    }
    parts
}

/// A LAG and its ports.
fn aggregated(lag: &RouterLag) -> Part {
    Part::new(format!("LAG {}", lag.interface))
        .row("LACP", "active")
        .each("port", &lag.members)
        .each("links that it needs", lag.minimum)
}

/// The interface of a Direct Connect virtual interface.
fn virtual_interface(router: &RouterConfig, one: &DirectConnect) -> Part {
    let mss = router.mss.filter(|_| one.carries == Carries::Site);
    Part::new(one.name.to_string())
        .row("description", harmless(&format!("ng {} {}", one.name, one.description), DESCRIPTION))
        .row("port", &one.interface)
        .row("802.1Q tag", one.vlan)
        .row("own address", format!("{}/{}", one.own(), one.link.prefix()))
        .row("AWS's address", one.aws())
        .row("MTU", one.mtu)
        .each("largest TCP segment", mss)
}

/// The router's part in the address that hosts send to.
fn first_hop(router: &RouterConfig) -> Option<Part> {
    let hop = router.lan.first_hop?;
    let direct = router.clear().filter(|one| hop.follows(one.rank)).map(|one| one.name.to_string());
    let tunnels = router.vpns.iter().filter(|vpn| hop.follows(vpn.rank));
    let tunnels = tunnels.flat_map(|vpn| [1, 2].map(|number| name(vpn, number)));
    let part = Part::new("Virtual address")
        .row("interface", &router.lan.interface)
        .row("protocol", "VRRP")
        .row("address", hop.address)
        .row("group", hop.group)
        .row("priority", hop.priority)
        .row("taken back after seconds", PREEMPT_DELAY);
    if hop.until.is_none() {
        return Some(part);
    }
    Some(
        part.each("follows the interface of", direct.chain(tunnels))
            .row("priority falls, when all of these are down, by", DECREMENT),
    )
}

fn routes(router: &RouterConfig) -> Vec<Part> {
    let mut parts = Vec::new();
    for route in router.host_routes() {
        let marker = || format!("netgen-unbound-host-route {}", route.tunnel);
        parts.push(
            Part::new(format!("host route of {}", route.tunnel))
                .row("to", route.to.map_or_else(marker, |to| format!("{to}/32")))
                .row("interface", &route.interface)
                .row("next hop", route.next_hop),
        );
    }
    for (prefix, anchor) in router.wide() {
        let part =
            Part::new(format!("anchor of {prefix}")).row("to", prefix).row("next hop", "none, packets are dropped");
        parts.push(match anchor {
            Anchor::Learned(part_of) => part.row("lives by the route to", part_of),
            _ => part.row("lives by the interface", &router.lan.interface),
        });
    }
    parts
}

fn sessions(router: &RouterConfig) -> Vec<Part> {
    let identifier = if router.greenfield { "set" } else { "left as it is, where BGP runs already" };
    let mut parts = vec![
        Part::new("this device")
            .row("autonomous system", router.asn)
            .row("BGP identifier", router.router_id)
            .row("BGP identifier is", identifier)
            .row(
                "equal paths",
                router.asked_paths().map_or_else(|| "one is used".to_owned(), |paths| format!("{paths} at once")),
            )
            .row("synchronization with other protocols", "off"),
    ];
    parts.extend(router.direct_connects.iter().map(|one| on_interface(router, one)));
    for (vpn, number, tunnel) in tunnels(router) {
        parts.push(
            session(name(vpn, number), (tunnel.aws(), vpn.asn), HOLD_TIME)
                .row("own address", tunnel.own())
                .row("TCP MD5 key", "none")
                .row("most prefixes", maximum_prefix(router.aws_prefixes.len()))
                .row("BFD", "off"),
        );
    }
    let hold = router.platform.capabilities().peer_hold_time;
    for peer in &router.peers {
        let part = session(format!("router {}", peer.router), (peer.address, router.asn), hold);
        parts.push(part.row("own address", router.lan.address).row("next hop of what is sent", "this device"));
    }
    parts
}

/// The session on a virtual interface.
fn on_interface(router: &RouterConfig, one: &DirectConnect) -> Part {
    let key = one.key.as_ref().map(|key| key.reveal().to_owned());
    let part = session(one.name.to_string(), (one.aws(), one.asn), HOLD_TIME)
        .row("own address", one.own())
        .row("TCP MD5 key", key.unwrap_or_else(|| format!("netgen-unbound-bgp-key {}", one.name)))
        .row("most prefixes", router.most(one));
    match one.bfd {
        None => part.row("BFD", "off"),
        Some(bfd) => part
            .row("BFD interval in milliseconds", bfd.interval)
            .row("BFD multiplier", bfd.multiplier)
            .row("BFD echo", "off"),
    }
}

fn session(name: String, (neighbor, asn): (std::net::Ipv4Addr, Asn), hold: u32) -> Part {
    Part::new(name)
        .row("neighbor", neighbor)
        .row("neighbor's autonomous system", asn)
        .row("keepalive in seconds", hold / 3)
        .row("hold time in seconds", hold)
        .row("graceful restart", "off")
}

fn tunnels(router: &RouterConfig) -> impl Iterator<Item = (&Vpn, u8, &crate::router::config::Tunnel)> {
    router.vpns.iter().flat_map(|vpn| (1..).zip(&vpn.tunnels).map(move |(number, tunnel)| (vpn, number, tunnel)))
}

fn announced(router: &RouterConfig) -> Vec<Part> {
    let site = router.site_prefixes.iter().map(|prefix| {
        let part = Part::new(prefix.to_string());
        match router.anchor(*prefix) {
            Anchor::Network => {
                part.row("announced while there is", "a route to exactly it, of the LAN or learned from the site")
            }
            _ => part.row("announced while there is", "the route of its anchor"),
        }
    });
    let sources = router.sources().into_iter().map(|prefix| {
        Part::new(prefix.to_string())
            .row("announced while there is", "a route to exactly it, of an interface of its own or of its hosts")
    });
    site.chain(sources).collect()
}

fn policies(router: &RouterConfig) -> Vec<Part> {
    let mut parts = Vec::new();
    for one in &router.direct_connects {
        parts.extend(of_interface(router, one));
    }
    for (vpn, number, _) in tunnels(router) {
        let preference = TunnelPreference::of(vpn.rank, vpn.mode, number);
        let prepends = vec![router.asn.to_string(); usize::from(preference.prepends)].join(" ");
        parts.push(inward(&name(vpn, number), &router.aws_prefixes, preference.local_preference));
        parts.push(
            outward(&name(vpn, number), &router.site_prefixes)
                .row("communities", "none, all are removed")
                .row("prepended to the path", if prepends.is_empty() { "nothing" } else { &prepends })
                .row("MED", preference.med),
        );
    }
    for peer in &router.peers {
        let name = format!("router {}", peer.router);
        parts.push(Part::new(format!("from {name}")).each_or_none("accepted exactly", &router.aws_prefixes));
        parts.push(Part::new(format!("to {name}")).each_or_none("announced exactly", &router.aws_prefixes));
    }
    parts
}

/// The filters of a virtual interface, in and out.
fn of_interface(router: &RouterConfig, one: &DirectConnect) -> [Part; 2] {
    let uplink = one.name.to_string();
    let out = outward(&uplink, &router.announced(one));
    if let Some(path) = one.public() {
        return [
            Part::new(format!("from AWS over {uplink}"))
                .each("refused, with all that lies inside", &path.refused)
                .row("accepted besides, with prefix lengths", format!("{WIDEST} to 32"))
                .each("accepted only with one of the communities", path.accepted.communities())
                .row("community that is set", "no-export"),
            out.row("communities", path.scope.community()).row("prepended to the path", "nothing").row("MED", 0),
        ];
    }
    let level = Level::of(one.rank).map_or_else(|| "none, all are removed".to_owned(), |level| level.to_string());
    [
        inward(&uplink, router.accepted(one), local_preference(one.rank)),
        out.row("communities", level).row("prepended to the path", "nothing").row("MED", 0),
    ]
}

fn inward(uplink: &str, prefixes: &[Cidr4], preference: u32) -> Part {
    Part::new(format!("from AWS over {uplink}"))
        .each_or_none("accepted exactly", prefixes)
        .row("local preference", preference)
}

fn outward(uplink: &str, prefixes: &[Cidr4]) -> Part {
    Part::new(format!("to AWS over {uplink}")).each_or_none("announced exactly", prefixes)
}

/// What must not leave the site towards AWS, by name.
fn never(router: &RouterConfig) -> Part {
    let carried = router.direct_connects.iter().filter(|one| one.tunnels().is_some());
    let carried = carried.flat_map(|one| router.accepted(one)).copied();
    let far: BTreeSet<Cidr4> = router.aws_prefixes.iter().copied().chain(carried).collect();
    let is_default = |prefix: &Cidr4| prefix.prefix() == 0;
    let default = !far.iter().chain(&router.site_prefixes).any(is_default);
    // The site itself may lie in what AWS announces, as it does in a default route.
    let own = |far: Cidr4| router.site_prefixes.iter().any(|prefix| far.contains(*prefix));
    let far = far.into_iter().map(|prefix| {
        let parts = if own(prefix) { "but for the site's own parts of it" } else { "nor a part of it" };
        format!("{prefix}, {parts}: AWS announces it")
    });
    let parts = |prefix: &Cidr4| format!("a part of {prefix} by itself: a longer prefix wins everywhere");
    Part::new("to AWS")
        .each("never announced", default.then_some("0.0.0.0/0, a default route"))
        .each("never announced", far)
        .each("never announced", router.site_prefixes.iter().map(parts))
        .row("never announced", "what an internet provider or another neighbor announces")
}

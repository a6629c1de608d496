//! The check list of a router: what to look at before and after the change. In comes a router, out goes Markdown.

use std::fmt::Write;

use super::checks6;
use super::commands::For;
use super::config::{RouterConfig, Vpn};
use super::gre::{self, Gre};
use super::names::object;
use super::platform;
use super::public;
use super::told::{Session, sessions};
use crate::net::{Cidr4, Name};
use crate::uplink::failover::{CONVERGENCE, Detection, HOLD_TIME};
use crate::uplink::preference::{Rank, local_preference};

/// The check list, as Markdown. Values are names, numbers and addresses; free text does not stand here.
pub(super) fn checks(router: &RouterConfig) -> String {
    let mut out = format!(
        "# Checks of {}\n\nSite {}, {}, written for {}. The column on the right is what has to be seen.\n\n## Before the change\n\n",
        router.router,
        router.site,
        router.platform,
        router.platform.capabilities().floor,
    );
    for line in before(router) {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(out, "- [ ] {line}");
    }
    out.push_str("\n## After the change\n\n| check | command | expected |\n| --- | --- | --- |\n");
    for [what, command, expected] in after(router) {
        let _ = writeln!(out, "| {what} | `{command}` | {expected} |");
    }
    out.push_str("\n## Failover\n\n");
    for line in failover(router) {
        let _ = writeln!(out, "- [ ] {line}");
    }
    out
}

/// What the platform's own checks are.
fn of_platform(router: &RouterConfig) -> Vec<String> {
    let concerns = |whom: For| match whom {
        For::Each => true,
        For::Vpn => !router.vpns.is_empty(),
        For::DirectConnect => !router.direct_connects.is_empty(),
        For::Bfd => router.direct_connects.iter().any(|one| one.bfd.is_some()),
        For::Default => router.takes_default(),
        For::HostRoutes => router.host_routes().next().is_some(),
        For::FrontDoor => router.vpns.iter().any(|vpn| vpn.vrf.is_some()),
        For::Multipath => router.asked_paths().is_some(),
        For::Shared => !router.greenfield,
        For::FirstHop => router.lan.first_hop.is_some(),
        For::Lag => !router.lags.is_empty(),
        For::Wide => router.wide().next().is_some(),
    };
    let own = platform::of(router.platform).commands().before.iter().filter(|(whom, _)| concerns(*whom));
    own.map(|(_, line)| (*line).to_owned()).collect()
}

fn before(router: &RouterConfig) -> Vec<String> {
    let mut lines = of_platform(router);
    lines.push("the clock is right, and the running configuration is saved".to_owned());
    lines.push(format!("interface `{}` is up with {}", router.lan.interface, router.lan.address));
    lines.extend(anchors(router));
    for peer in &router.peers {
        lines.push(format!(
            "`{}` ({}) answers, and no BGP session with it exists under other settings",
            peer.router, peer.address
        ));
    }
    lines.extend(checks6::before(router));
    for one in &router.direct_connects {
        lines.push(format!("`{}`: light and link are up, and VLAN {} is free on it", one.interface, one.vlan));
        if one.mtu > 1500 {
            lines.push(format!(
                "`{}`: its MTU is noted for the way back; it has to carry {} bytes",
                one.interface, one.mtu
            ));
        }
    }
    lines.extend(router.publics().flat_map(|(one, path)| public::before(router, one, path)));
    for (one, mss) in router.unclamped().zip(router.mss.into_iter().cycle()) {
        lines.push(format!("`{}`: TCP segments are clamped to {mss} bytes by hand, where the card can", one.name));
    }
    lines.extend(router.vpns.iter().flat_map(|vpn| before_vpn(router, vpn)));
    lines.extend(router.gres.iter().flat_map(Gre::before));
    lines
}

/// What a VPN connection needs.
fn before_vpn(router: &RouterConfig, vpn: &Vpn) -> Vec<String> {
    let mut lines = Vec::new();
    // Behind NAT there is nothing but UDP.
    let packets = match (vpn.is_encapsulated(), &vpn.carrier) {
        (true, _) => "UDP 500 and UDP 4500",
        (false, None) => "UDP 500, UDP 4500 and ESP",
        (false, Some(_)) => "UDP 500 and ESP",
    };
    if vpn.accelerated {
        lines.push(format!(
            "`{}`: NAT traversal is on, and this router begins `{}` and makes new keys first, since an edge location of AWS is between",
            vpn.interface, vpn.name
        ));
    }
    if let Some(one) = vpn.public(router) {
        lines.extend(public::carrier(vpn, one));
    } else if let Some(carrier) = &vpn.carrier {
        lines.push(format!(
            "`{}` is there with {}; nothing but `{carrier}` leads to AWS's ends of the tunnels, and nothing of this change leads there in \
             clear",
            vpn.interface, vpn.outside
        ));
    }
    lines.push(format!(
        "`{}`: {packets} pass between {} and both outside addresses of AWS; the route there is not a tunnel",
        vpn.interface,
        vpn.source()
    ));
    lines.extend(vpn.next_hop.map(|hop| format!("`{}`: the provider's router {hop} answers a ping", vpn.interface)));
    let front_door = vpn.vrf.iter().map(|vrf| {
        format!(
            "`{}`: in VRF `{vrf}`, whose default route leads to the provider; this change leaves both as they are",
            vpn.interface
        )
    });
    lines.extend(front_door);
    lines
}

/// What the prefixes of the site are announced by.
fn anchors(router: &RouterConfig) -> Vec<String> {
    let mut lines = Vec::new();
    for (prefix, anchor) in router.wide() {
        let strays = platform::of(router.platform).commands().strays(router, anchor);
        lines.push(format!("no route to exactly {prefix} is there: this change adds one"));
        lines.push(format!("each part of {prefix} in use has a longer route: packets to one without {strays}"));
    }
    for prefix in router.unnamed() {
        lines.push(format!("a route to exactly {prefix} is in the routing table, or the prefix is not announced"));
    }
    lines
}

fn after(router: &RouterConfig) -> Vec<[String; 3]> {
    let commands = platform::of(router.platform).commands();
    let mut rows = Vec::new();
    let mut row = |what: String, command: String, expected: String| rows.push([what, command, expected]);
    for vpn in &router.vpns {
        let (phase1, phase2) = (vpn.crypto.phase1.words(1), vpn.crypto.phase2.words(2));
        let name = &vpn.name;
        row(format!("IKE, {name}"), commands.ike.into(), format!("two associations up, one for each tunnel: {phase1}"));
        row(
            format!("ESP, {name}"),
            commands.esp.into(),
            format!("one pair for each tunnel, 0.0.0.0/0 both ways: {phase2}; both counters rise"),
        );
        for (tunnel, number) in vpn.tunnels.iter().zip(1_u8..) {
            let child = object(&[name.as_str(), &format!("t{number}")]);
            let vrf = vpn.vrf.as_ref().map(|vrf| commands.in_vrf.replace("VRF", vrf.as_str())).unwrap_or_default();
            let outside = tunnel.outside.map_or_else(|| "OUTSIDE".to_owned(), |address| address.to_string());
            let outside = vrf + &outside;
            row(
                format!("rekey, {name} tunnel {number}; one drained tunnel at a time"),
                commands.rekey.replace("CHILD", &child).replace("OUTSIDE", &outside),
                format!("{}. A wrong group in phase 2 shows only here", commands.rekeyed.replace("CHILD", &child)),
            );
        }
    }
    for (one, bfd) in router.direct_connects.iter().filter_map(|one| Some((one, one.bfd?))) {
        let timing = format!("{} up, {} ms times {}", one.aws(), bfd.interval, bfd.multiplier);
        row(format!("BFD, {}", one.name), commands.bfd.into(), timing);
    }
    for Session { name, neighbor, asn, accepted, announced } in sessions(router) {
        let expected = format!("{neighbor} (AS {asn}) established, {accepted} accepted");
        row(format!("BGP, {name}"), commands.bgp.into(), expected);
        row(
            format!("announced, {name}"),
            commands.advertised.replace("NEIGHBOR", &neighbor),
            format!("exactly {}: {}", announced.len(), list(&announced)),
        );
    }
    for peer in &router.peers {
        row(
            format!("iBGP, {}", peer.router),
            commands.bgp.into(),
            format!("{} (AS {}) established", peer.address, router.asn),
        );
    }
    if let Some(hop) = router.lan.first_hop {
        let state = if hop.until.is_some() { "master after the preempt delay" } else { "backup" };
        let expected = format!("{} in group {}, priority {}: {state}", hop.address, hop.group, hop.priority);
        row("virtual address".to_owned(), commands.first_hop.into(), expected);
    }
    for prefix in &router.aws_prefixes {
        row(format!("best path to {prefix}"), commands.best.replace("PREFIX", &prefix.to_string()), best(router));
    }
    rows.extend(checks6::after(router).into_iter().chain(router.vpns.iter().flat_map(|vpn| sizes(router, vpn))));
    rows.extend(router.gres.iter().flat_map(|one| gre::sizes(router, one)));
    rows
}

fn best(router: &RouterConfig) -> String {
    let direct = router.clear().map(|one| (one.rank, &one.name, 1));
    let vpns = router.vpns.iter().map(|vpn| (vpn.rank, &vpn.name, vpn.paths()));
    let peers = router.gres.iter().map(|gre| (gre.rank, &gre.name, gre.aws().len()));
    let all: Vec<(Rank, &Name, usize)> = direct.chain(vpns).chain(peers).collect();
    let Some(rank) = all.iter().map(|(rank, ..)| *rank).min() else { return "by the other router".to_owned() };
    let equal = || all.iter().filter(|(other, ..)| *other == rank);
    let names = equal().map(|(_, name, _)| name.to_string()).collect::<Vec<_>>().join(" and ");
    let preference = local_preference(rank);
    let shared = match equal().map(|(.., paths)| paths).sum() {
        0 | 1 => String::new(),
        paths if router.multipath => format!(", {paths} equal paths at once"),
        paths => format!(", one of {paths} equal paths; AWS may answer on another"),
    };
    if rank.of_site == 0 || router.peers.is_empty() {
        return format!("over {names}, local preference {preference}{shared}");
    }
    format!("by the router with the preferred uplink; second path over {names}, local preference {preference}{shared}")
}

fn sizes(router: &RouterConfig, vpn: &Vpn) -> Vec<[String; 3]> {
    let commands = platform::of(router.platform).commands();
    let Some(sizes) = vpn.sizes() else { return Vec::new() };
    let row = |(tunnel, number): (&super::config::Tunnel, u8)| {
        let size = (sizes.mtu - commands.ping_headers).to_string();
        let command = commands.ping.replace("NEIGHBOR", &tunnel.aws().to_string()).replace("SIZE", &size);
        [
            format!("MTU {}, {} tunnel {number}", sizes.mtu, vpn.name),
            command,
            "answered; one byte more is not".to_owned(),
        ]
    };
    vpn.tunnels.iter().zip(1..).map(row).collect()
}

fn list(prefixes: &[Cidr4]) -> String {
    prefixes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn failover(router: &RouterConfig) -> Vec<String> {
    let mut lines = Vec::new();
    for one in router.direct_connects.iter().filter(|one| one.tunnels().is_some()) {
        lines.push(format!(
            "`{}`: drop all frames without taking the link down; its tunnels are down after {HOLD_TIME} s at the latest, both directions move, and \
             nothing between the site and AWS passes in clear",
            one.name
        ));
        lines.push(format!("`{}`: bring it back; the tunnels come up, and both directions return", one.name));
    }
    lines.extend(public::failover(router));
    for one in router.clear() {
        let name = &one.name;
        let wait = Detection::of(one.bfd).seconds();
        lines.push(format!(
            "`{name}`: drop all frames without taking the link down; both directions move within {wait} s, and up to {CONVERGENCE} s of convergence"
        ));
        lines.push(format!("`{name}`: bring it back; both directions return"));
    }
    for vpn in &router.vpns {
        let name = &vpn.name;
        lines.push(format!(
            "`{name}`: shut tunnel 1, then tunnel 2 instead; the other one carries all, at the latest after {HOLD_TIME} s"
        ));
    }
    lines.extend(router.gres.iter().map(gre::failover));
    lines.push(format!(
        "interface `{}` down: the site's prefixes are withdrawn on every session of this router",
        router.lan.interface
    ));
    lines.push("each step: note the loss, and that AWS sends the same way as the site".to_owned());
    lines
}

//! The failover drill: what is taken away, what has to be seen on both sides, and room for what was measured. Uplinks in the order
//! of preference, so that each step shows the next one at work.

use super::{Routers, line, title, tunnel_name};
use crate::router::config::RouterConfig;
use crate::uplink::failover::{CONVERGENCE, Detection, PREEMPT_DELAY, RETURN, peer_hold_time};
use crate::uplink::platform::Platform;
use crate::uplink::preference::Rank;

/// An uplink with what its failure costs.
struct Uplink {
    rank: Rank,
    name: String,
    how: String,
    detection: Detection,
    /// Of a VPN connection.
    tunnels: Option<(String, String)>,
}

pub(super) fn sheet(site: &Routers<'_>, first: &RouterConfig) -> String {
    let mut out = title(first, "failover drill");
    let uplinks = uplinks(site);
    let (own, aws) = (super::blocks(&first.site_prefixes), super::blocks(&first.aws_prefixes));
    line(
        &mut out,
        &format!(
            "\nA ping goes from a host in {own} to one in {aws}, and one the other way, every 20 ms, all the time. What is down stays down until a row says otherwise, and after each step both directions take the same uplink.\n"
        ),
    );
    line(
        &mut out,
        "| step | do | traffic then takes | no answer for at most | measured |\n| --- | --- | --- | --- | --- |",
    );
    let mut number = 0;
    let mut row = |what: &str, then: &str, most: u32| {
        number += 1;
        line(&mut out, &format!("| {number} | {what} | {then} | {most} s | |"));
    };
    let moved = |what: &str| {
        let hosts = if super::guarded(site) { "; hosts move to the router with the best living uplink" } else { "" };
        format!("{what}{}", if site.len() > 1 { hosts } else { "" })
    };
    let best = uplinks.first().map_or("nothing", |best| best.name.as_str());
    row("nothing", best, 0);
    for (n, uplink) in uplinks.iter().enumerate() {
        if let Some((one, other)) = &uplink.tunnels {
            row(&format!("{one} down"), other, uplink.detection.seconds());
            row(&format!("{one} up again, {other} down"), one, uplink.detection.seconds());
            row(&format!("{other} up again"), &uplink.name, RETURN);
        }
        // The last one stays: without it there is nothing to see.
        if let Some(next) = uplinks.get(n + 1) {
            row(&moved(&uplink.how), &next.name, uplink.detection.seconds());
        }
    }
    for uplink in uplinks.iter().rev().skip(1) {
        row(&moved(&format!("{} works again", uplink.name)), &uplink.name, RETURN);
    }
    let guarded = super::guarded(site);
    let to = if guarded { "the living router with the best uplink" } else { "a living router" };
    for router in site.iter().filter(|_| site.len() > 1) {
        let between = peer_hold_time(router.platform, others(site, router));
        let dead = detection(router).map_or(between, |own| own.of_router(between).seconds());
        row(&format!("{}: power off; hosts move to {to}", router.router), "the best uplink of a living router", dead);
        let back = format!(
            "{}: power on; hosts move back after the preempt delay ({PREEMPT_DELAY} s), not before",
            router.router
        );
        row(&back, "the best uplink", RETURN);
        let lan = &router.lan;
        row(
            &format!("{}: `{}` down; hosts move to {to}", router.router, lan.interface),
            "the best uplink of another router; this one announces nothing",
            between,
        );
        row(&format!("{}: `{}` up", router.router, lan.interface), "the best uplink", RETURN);
    }
    let keeping = site.iter().filter(|router| router.platform.capabilities().stateful);
    let keeping = super::joined(keeping.map(|router| format!("`{}` ({})", router.router, router.platform)));
    if guarded && site.len() > 1 {
        line(
            &mut out,
            &format!(
                "\nTCP sessions do not survive a step that moves hosts to or from {keeping}: it drops packets of a session that it did not see begin. Keep one session open beside the pings, and note how long the application takes to connect again."
            ),
        );
    }
    line(
        &mut out,
        &format!(
            "\nThe time without an answer ends when the failure is detected; tables then need up to {CONVERGENCE} s more. Where the measured time is larger, see the router's troubleshooting sheet."
        ),
    );
    out
}

/// The detection of a router's death by AWS: its best uplink decides, since only that one carries traffic.
fn detection(router: &RouterConfig) -> Option<Detection> {
    uplinks(&[router]).into_iter().next().map(|best| best.detection)
}

/// The platforms of a site's other routers.
fn others<'a>(site: &'a Routers<'_>, own: &'a RouterConfig) -> impl Iterator<Item = Platform> + 'a {
    site.iter().filter(|other| other.router != own.router).map(|other| other.platform)
}

/// All uplinks, the best first.
fn uplinks(site: &Routers<'_>) -> Vec<Uplink> {
    let mut all = Vec::new();
    for router in site {
        for one in router.clear() {
            all.push(Uplink {
                rank: one.rank,
                name: format!("`{}`", one.name),
                how: format!("`{}`: the carrier drops all frames of VLAN {}, no link goes down", one.name, one.vlan),
                detection: Detection::of(one.bfd),
                tunnels: None,
            });
        }
        for vpn in &router.vpns {
            all.push(Uplink {
                rank: vpn.rank,
                name: format!("`{}`", vpn.name),
                how: match &vpn.carrier {
                    None => format!("`{}`: UDP 500, UDP 4500 and ESP are dropped before `{}`", vpn.name, vpn.interface),
                    Some(carrier) => format!("`{carrier}`: the carrier drops all frames, no link goes down"),
                },
                detection: Detection::HoldTime,
                tunnels: Some((tunnel_name(vpn, 1), tunnel_name(vpn, 2))),
            });
        }
    }
    all.extend(site.iter().flat_map(|router| &router.gres).map(|one| Uplink {
        rank: one.rank,
        name: format!("`{}`", one.name),
        how: format!("`{}`: packets to {} are dropped before `{}`", one.name, one.remote, one.interface),
        detection: Detection::HoldTime,
        tunnels: None,
    }));
    all.sort_by(|one, other| (one.rank, &one.name).cmp(&(other.rank, &other.name)));
    all
}

//! The failover drill: what is taken away, what has to be seen on both sides, and room for what was measured. Uplinks in the order
//! of preference, so that each step shows the next one at work.

use super::{Routers, line, title, tunnel_name};
use crate::router::config::RouterConfig;
use crate::router::preference::Rank;

/// An uplink with what its failure costs.
struct Uplink {
    rank: Rank,
    name: String,
    how: String,
    seconds: &'static str,
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
    let mut row = |what: &str, then: &str, most: &str| {
        number += 1;
        line(&mut out, &format!("| {number} | {what} | {then} | {most} | |"));
    };
    let moved = |what: &str| {
        let hosts = if super::guarded(site) { "; hosts move to the router with the best living uplink" } else { "" };
        format!("{what}{}", if site.len() > 1 { hosts } else { "" })
    };
    let best = uplinks.first().map_or("nothing", |best| best.name.as_str());
    row("nothing", best, "0 s");
    for (n, uplink) in uplinks.iter().enumerate() {
        if let Some((one, other)) = &uplink.tunnels {
            row(&format!("{one} down"), other, "30 s");
            row(&format!("{one} up again, {other} down"), one, "30 s");
            row(&format!("{other} up again"), &uplink.name, "1 s");
        }
        // The last one stays: without it there is nothing to see.
        if let Some(next) = uplinks.get(n + 1) {
            row(&moved(&uplink.how), &next.name, uplink.seconds);
        }
    }
    for uplink in uplinks.iter().rev().skip(1) {
        row(&moved(&format!("{} works again", uplink.name)), &uplink.name, "1 s");
    }
    let guarded = super::guarded(site);
    let to = if guarded { "the living router with the best uplink" } else { "a living router" };
    for router in site.iter().filter(|_| site.len() > 1) {
        row(&format!("{}: power off; hosts move to {to}", router.router), "the best uplink of a living router", "30 s");
        row(&format!("{}: power on", router.router), "the best uplink", "1 s");
        let lan = &router.lan;
        row(
            &format!("{}: `{}` down; hosts move to {to}", router.router, lan.interface),
            "the best uplink of another router; this one announces nothing",
            "30 s",
        );
        row(&format!("{}: `{}` up", router.router, lan.interface), "the best uplink", "1 s");
    }
    line(&mut out, "\nWhere the measured time is larger, see the router's troubleshooting sheet.");
    out
}

/// All uplinks, the best first.
fn uplinks(site: &Routers<'_>) -> Vec<Uplink> {
    let mut all = Vec::new();
    for router in site {
        for one in &router.direct_connects {
            all.push(Uplink {
                rank: one.rank,
                name: format!("`{}`", one.name),
                how: format!("`{}`: the carrier drops all frames of VLAN {}, no link goes down", one.name, one.vlan),
                seconds: if one.bfd { "2 s" } else { "30 s" },
                tunnels: None,
            });
        }
        for vpn in &router.vpns {
            all.push(Uplink {
                rank: vpn.rank,
                name: format!("`{}`", vpn.name),
                how: format!("`{}`: UDP 500, UDP 4500 and ESP are dropped before `{}`", vpn.name, vpn.interface),
                seconds: "30 s",
                tunnels: Some((tunnel_name(vpn, 1), tunnel_name(vpn, 2))),
            });
        }
    }
    all.sort_by(|one, other| (one.rank, &one.name).cmp(&(other.rank, &other.name)));
    all
}

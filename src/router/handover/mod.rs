//! What a site's people get besides the routers' files: who is connected to what, which packets a firewall has to let through, in
//! which order things are done, and how a failover is tried. In come the routers of all sites, out comes a folder of Markdown for
//! each site. Everything follows from the routers' data; it holds no keys and no free text.

mod by_hand;
mod diagram;
mod drill;
mod firewall;
mod first_hop;
mod links;
mod work;

pub use by_hand::by_hand;

use std::fmt::Write as _;

use super::config::RouterConfig;
use super::platform;
use crate::artifact::Artifact;
use crate::net::Cidr4;
use crate::uplink::failover::PREEMPT_DELAY;

/// One site's routers.
type Routers<'a> = [&'a RouterConfig];

/// The handover folders, `routers/<site>/handover/`, of sites in the order of their routers.
#[must_use]
pub fn handover(routers: &[RouterConfig]) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    for group in routers.chunk_by(|one, other| one.site == other.site) {
        let site: Vec<&RouterConfig> = group.iter().collect();
        let Some(first) = site.first() else { continue };
        let mut add = |file: &str, text: String| {
            artifacts.push(Artifact { path: format!("routers/{}/handover/{file}", first.site), text });
        };
        add("README.md", readme(&site, first));
        add("links.md", links::sheet(&site, first));
        add("firewall.md", firewall::sheet(&site, first));
        add("work.md", work::sheet(&site, first));
        add("drill.md", drill::sheet(&site, first));
    }
    artifacts
}

fn readme(site: &Routers<'_>, first: &RouterConfig) -> String {
    let mut out = format!("# Site {}: handover\n\n", first.site);
    let routers = site.iter().map(|router| format!("{} ({})", router.router, router.platform));
    line(&mut out, &format!("Routers: {}. AS {}.", joined(routers), first.asn));
    line(&mut out, &format!("The site announces {}.", blocks(&first.site_prefixes)));
    line(&mut out, &format!("AWS announces {}, on every uplink the same.", blocks(&first.aws_prefixes)));
    if site.iter().any(|router| !router.vpns.is_empty()) {
        line(&mut out, "A VPN connection may announce longer routes inside these as well; the routers refuse them.");
    }
    out.push('\n');
    out.push_str(&diagram::diagram(site, first));
    out.push_str(
        "\n| file | for |\n| --- | --- |\n\
         | [links.md](links.md) | VLANs, addresses and numbers of each link and tunnel: carrier, data centre, router people |\n\
         | [firewall.md](firewall.md) | packets that firewalls before, on and behind the routers let through |\n\
         | [work.md](work.md) | the order of the work, with the way back |\n\
         | [drill.md](drill.md) | the failover drill, with room for what was measured |\n",
    );
    out.push_str("\n## What hosts must follow\n\n");
    out.push_str(&hosts(site));
    out
}

/// What becomes of packets to a part of a site's prefix that is announced as a whole.
fn strays(site: &Routers<'_>) -> String {
    let mut out = String::new();
    for router in site {
        let commands = platform::of(router.platform).commands();
        for (prefix, anchor) in router.wide() {
            let strays = commands.strays(router, anchor);
            let what = format!("packets to a part of it that {} has no longer route to {strays}", router.router);
            line(&mut out, &format!("- {prefix} is announced as a whole: {what}."));
        }
    }
    out
}

/// First-hop redundancy is not made here, and two things about it are not obvious.
fn hosts(site: &Routers<'_>) -> String {
    let mut out = strays(site);
    if let [only] = site {
        line(
            &mut out,
            &format!("- Hosts send to {} ({}). When it is dead, the site is cut off.", only.lan.address, only.router),
        );
        return out;
    }
    if let Some(text) = first_hop::virtual_address(site) {
        out.push_str(&text);
        redirects(&mut out);
        return out;
    }
    let addresses = site.iter().map(|router| format!("{} ({})", router.lan.address, router.router));
    if guarded(site) {
        line(
            &mut out,
            &format!(
                "- Hosts send to the router with the best living uplink, of {}: the priority of VRRP follows the uplink.",
                joined(addresses)
            ),
        );
        line(
            &mut out,
            "- A firewall among the routers, such as an SRX, drops a flow that passes it in one direction only.",
        );
    } else {
        line(
            &mut out,
            &format!(
                "- Hosts send to one of {}; any living one will do, since the routers know each other's ways.",
                joined(addresses)
            ),
        );
    }
    first_hop(&mut out);
    out
}

/// The parts of first-hop redundancy that belong to the owner of the LAN.
fn first_hop(out: &mut String) {
    line(
        out,
        "- Who moves hosts to the living router (VRRP, HSRP, a firewall in between) is decided by the owner of the LAN.",
    );
    line(
        out,
        &format!(
            "- A router that was powered on takes hosts back after a preempt delay of {PREEMPT_DELAY} s: tunnels and BGP need 10 to 60 s, and \
             before that it drops what hosts send to AWS."
        ),
    );
    redirects(out);
}

fn redirects(out: &mut String) {
    line(
        out,
        "- On that network no router sends ICMP redirects, or no host follows them: a redirect to the router that is better now outlives that router by minutes.",
    );
}

/// Whether one of the routers keeps state, so that both directions of a flow have to pass it.
fn guarded(site: &Routers<'_>) -> bool {
    site.iter().any(|router| router.platform.capabilities().stateful)
}

/// Appends a line.
fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn blocks(blocks: &[Cidr4]) -> String {
    joined(blocks.iter().map(ToString::to_string))
}

/// A row of a table.
pub(super) fn title_row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// What every sheet begins with.
fn title(first: &RouterConfig, what: &str) -> String {
    format!("# Site {}: {what}\n", first.site)
}

/// `inet tunnel 2`
fn tunnel_name(vpn: &super::config::Vpn, number: usize) -> String {
    format!("{} tunnel {number}", vpn.name)
}

/// AWS's outside address, or where it will come from.
fn outside(tunnel: &super::config::Tunnel) -> String {
    tunnel.outside.map_or_else(|| "known after deployment".to_owned(), |address| address.to_string())
}

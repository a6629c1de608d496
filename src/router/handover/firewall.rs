//! The sheet of packets that have to pass. Rules about the traffic itself are their owner's, and are named as such.

use super::{Routers, blocks, joined, line, outside, title, tunnel_name};
use crate::router::config::RouterConfig;

pub(super) fn sheet(site: &Routers<'_>, first: &RouterConfig) -> String {
    let mut out = title(first, "packets that have to pass");
    line(&mut out, "\nEach row holds in both directions; either end may begin.\n");
    line(&mut out, "| where | between | and | packets | for |\n| --- | --- | --- | --- | --- |");
    for router in site {
        vpn(&mut out, router);
        direct_connect(&mut out, router);
        peers_of(&mut out, router);
    }
    peers(&mut out, site);
    line(&mut out, "\n## Traffic\n");
    let (own, aws) = (blocks(&first.site_prefixes), blocks(&first.aws_prefixes));
    line(
        &mut out,
        &format!(
            "- Between {own} and {aws}: what the owner of the site allows; the routers' files open nothing of it."
        ),
    );
    line(
        &mut out,
        &format!(
            "- ICMP type 3 code 4 (too large) from the routers to {own}: without it large packets hang on the VPN."
        ),
    );
    if site.len() > 1 {
        line(
            &mut out,
            "- A firewall that keeps state sees both directions of a flow only if it stands before both routers, or shares its state.",
        );
    }
    out
}

fn vpn(out: &mut String, router: &RouterConfig) {
    for vpn in &router.vpns {
        for (tunnel, number) in vpn.tunnels.iter().zip(1..) {
            let name = tunnel_name(vpn, number);
            let (own, aws) = (vpn.source(), outside(tunnel));
            let place = match &vpn.carrier {
                None => format!("before `{}` of {}", vpn.interface, router.router),
                Some(carrier) => format!("`{carrier}` of {}", router.router),
            };
            line(out, &format!("| {place} | {own} | {aws} | UDP 500 | IKE, {name} |"));
            // Behind NAT there is nothing but UDP 4500; without it, ESP travels by itself. Inside Direct Connect there is none.
            if vpn.carrier.is_none() {
                line(out, &format!("| {place} | {own} | {aws} | UDP 4500 | IKE and ESP through NAT, {name} |"));
            }
            if !vpn.is_encapsulated() {
                line(out, &format!("| {place} | {own} | {aws} | IP protocol 50 | ESP, {name} |"));
            }
            line(
                out,
                &format!("| inside the tunnel | {} | {} | TCP 179, ICMP | BGP, {name} |", tunnel.own(), tunnel.aws()),
            );
        }
    }
}

/// Connect peers: GRE outside, BGP inside.
fn peers_of(out: &mut String, router: &RouterConfig) {
    for one in &router.gres {
        let (place, name) = (format!("before `{}` of {}", one.interface, router.router), &one.name);
        line(out, &format!("| {place} | {} | {} | IP protocol 47 | GRE, {name} |", one.source, one.remote));
        for aws in one.aws() {
            line(out, &format!("| inside the tunnel | {} | {aws} | TCP 179, ICMP | BGP, {name} |", one.own()));
        }
    }
}

fn direct_connect(out: &mut String, router: &RouterConfig) {
    for one in &router.direct_connects {
        let place = format!("VLAN {} of {}", one.vlan, router.router);
        let (own, aws, name) = (one.own(), one.aws(), &one.name);
        line(out, &format!("| {place} | {own} | {aws} | TCP 179, ICMP | BGP, {name} |"));
        if one.bfd.is_some() {
            line(out, &format!("| {place} | {own} | {aws} | UDP 3784, TTL 255 | BFD, {name} |"));
        }
        if let Some(path) = one.public() {
            let announced = blocks(&path.announced);
            line(
                out,
                &format!(
                    "| {place} | {announced} | AWS's public addresses | what the owner allows, and nothing else | {name} |"
                ),
            );
        }
    }
}

fn peers(out: &mut String, site: &Routers<'_>) {
    for (router, hop) in site.iter().filter_map(|router| Some((router, router.lan.first_hop?))) {
        let group = format!("VRRP, {} in group {}", hop.address, hop.group);
        line(
            out,
            &format!(
                "| the site's network | {} | 224.0.0.18 | IP protocol 112, TTL 255 | {group} |",
                router.lan.address
            ),
        );
    }
    for (n, router) in site.iter().enumerate() {
        let later = site.iter().skip(n + 1).filter(|other| router.peers.iter().any(|peer| peer.router == other.router));
        let others = joined(later.map(|other| other.lan.address.to_string()));
        if !others.is_empty() {
            line(
                out,
                &format!(
                    "| the site's network | {} | {others} | TCP 179 | BGP between the routers |",
                    router.lan.address
                ),
            );
        }
    }
}

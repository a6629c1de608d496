//! What the check list of a router says of IPv6. In comes a router, out go lines and rows; nothing for one without IPv6.

use super::config::RouterConfig;
use super::platform;
use crate::net::Cidr6;

/// What to look at before the change.
pub(super) fn before(router: &RouterConfig) -> Vec<String> {
    let Some(ipv6) = &router.ipv6 else { return Vec::new() };
    let mut lines =
        vec!["packets of IPv6 are forwarded, and the site's network has a way for them to this router".to_owned()];
    let exact = |prefix: &Cidr6| {
        format!(
            "a route to exactly {prefix} is in the routing table of IPv6 as long as the site is alive, or the prefix is not announced"
        )
    };
    lines.extend(ipv6.prefixes.iter().map(exact));
    let peers = ipv6.peers.iter().map(|peer| format!("`{}` ({}) answers over IPv6", peer.router, peer.address));
    lines.extend(peers);
    lines
}

/// What has to be seen after the change.
pub(super) fn after(router: &RouterConfig) -> Vec<[String; 3]> {
    let Some(ipv6) = &router.ipv6 else { return Vec::new() };
    let [summary, advertised] = platform::of(router.platform).commands().ipv6;
    let mut rows = Vec::new();
    for (one, session) in router.sessions6() {
        let neighbor = session.map_or_else(|| "AWS's IPv6 address".to_owned(), |session| session.aws.to_string());
        let each = if ipv6.blocks == 1 { "a /56" } else { "a /56 each" };
        let expected = format!("{neighbor} (AS {}) established, {} accepted, {each}", one.asn, ipv6.blocks);
        rows.push([format!("BGP over IPv6, {}", one.name), summary.to_owned(), expected]);
        let shown = session.map_or_else(|| "NEIGHBOR".to_owned(), |session| session.aws.to_string());
        let list: Vec<String> = ipv6.prefixes.iter().map(ToString::to_string).collect();
        let expected = format!("exactly {}: {}", list.len(), list.join(", "));
        rows.push([format!("announced over IPv6, {}", one.name), advertised.replace("NEIGHBOR", &shown), expected]);
    }
    for peer in &ipv6.peers {
        let expected = format!("{} (AS {}) established", peer.address, router.asn);
        rows.push([format!("iBGP over IPv6, {}", peer.router), summary.to_owned(), expected]);
    }
    rows
}

//! AWS's routing where tunnels run inside Direct Connect: the Direct Connect gateway and the transit gateway are two instances of FRR, and
//! there is a way between them only if the templates made one. Ways rank as AWS ranks them: Direct Connect, then VPN inside of it, then VPN
//! over the internet.

use super::side::{Connection, Side};
use crate::lab::aws::{BFD, POLICY};

/// The cable between the gateways, on both ends, and their addresses on it: AWS has nothing like it, and packets pass it only over a leak.
pub const BETWEEN: &str = "between";
pub const BETWEEN_ENDS: [&str; 2] = ["169.254.99.1", "169.254.99.2"];

/// Where the Direct Connect gateway's clear sessions end.
pub fn direct(side: &Side) -> String {
    let mut lines: Vec<String> = side.allowed.iter().map(|one| format!("ip prefix-list OUT permit {one}")).collect();
    lines.push(POLICY.to_owned());
    if side.is_led {
        lines.push(format!("ip route {} {}", side.vpc, BETWEEN_ENDS[1]));
    }
    let own = side.direct_asn;
    lines.push(format!("router bgp {own}\n bgp router-id 169.254.99.1\n bgp graceful-restart-disable"));
    // It announces what it is told to, whatever lies there.
    lines.push(" no bgp network import-check\n no bgp ebgp-requires-policy".to_owned());
    let mut family = vec![" address-family ipv4 unicast".to_owned()];
    family.extend(side.allowed.iter().map(|prefix| format!("  network {prefix}")));
    for link in &side.links {
        let router = &link.ends[1];
        lines.push(format!(" neighbor {router} remote-as {}\n neighbor {router} password {}", link.asn, link.key));
        lines.push(format!(" neighbor {router} bfd profile direct\n neighbor {router} timers 10 30"));
        lines.push(format!(" neighbor {router} timers connect 5"));
        family.push(format!("  neighbor {router} route-map DIRECT-IN in\n  neighbor {router} prefix-list OUT out"));
        family.push(format!("  neighbor {router} maximum-prefix 100"));
    }
    if side.is_learned {
        let [_, transit] = BETWEEN_ENDS;
        lines.push(format!(" neighbor {transit} remote-as {}", side.transit_asn));
        // What it tells of is not for this side to use: that is the association's affair.
        lines.insert(0, "ip prefix-list NONE deny any".to_owned());
        family.push(format!("  neighbor {transit} prefix-list NONE in"));
    }
    lines.extend(family);
    lines.push(format!(" exit-address-family\nexit\n{BFD}"));
    lines.join("\n")
}

/// Where the sessions inside tunnels end.
pub fn transit(side: &Side) -> String {
    let own = side.transit_asn;
    let mut lines = Vec::new();
    for connection in &side.connections {
        lines.push(policy(connection));
    }
    lines.push("route-map CLEAR-IN permit 10\n set local-preference 300\nexit".to_owned());
    lines.push(format!("router bgp {own}\n bgp router-id {}\n bgp graceful-restart-disable", side.host));
    lines.push(" no bgp network import-check\n no bgp ebgp-requires-policy".to_owned());
    let mut family = vec![format!(" address-family ipv4 unicast\n  network {}", side.vpc)];
    for connection in &side.connections {
        let name = connection.uplink.to_uppercase();
        for tunnel in &connection.tunnels {
            let router = &tunnel.inside[1];
            lines.push(format!(" neighbor {router} remote-as {}\n neighbor {router} timers 10 30", connection.asn));
            lines.push(format!(" neighbor {router} timers connect 5"));
            family.push(format!(
                "  neighbor {router} route-map {name}-IN in\n  neighbor {router} route-map {name}-OUT out"
            ));
            family.push(format!(
                "  neighbor {router} maximum-prefix 1000\n  neighbor {router} soft-reconfiguration inbound"
            ));
        }
    }
    if side.is_learned {
        let [direct, _] = BETWEEN_ENDS;
        lines.push(format!(" neighbor {direct} remote-as {}", side.direct_asn));
        family.push(format!("  neighbor {direct} route-map CLEAR-IN in"));
    }
    lines.extend(family);
    lines.push(" exit-address-family\nexit".to_owned());
    lines.join("\n")
}

/// What the sessions of a connection take and give.
fn policy(connection: &Connection) -> String {
    let name = connection.uplink.to_uppercase();
    let preference = if connection.is_inside { 200 } else { 100 };
    let action = if connection.is_learned { "permit" } else { "deny" };
    let mut lines =
        vec![format!("route-map {name}-IN {action} 10\n set local-preference {preference}\n set community none\nexit")];
    lines.extend(connection.announces.iter().map(|prefix| format!("ip prefix-list {name}-OUT permit {prefix}")));
    lines.push(format!("route-map {name}-OUT permit 10\n match ip address prefix-list {name}-OUT\nexit"));
    lines.join("\n")
}

/// Closes the sessions inside all tunnels, or opens them again.
pub fn closes(side: &Side, is_closed: bool) -> String {
    let word = if is_closed { "" } else { "no " };
    let tunnels = side.connections.iter().flat_map(|one| &one.tunnels);
    let lines = tunnels.map(|tunnel| format!(" {word}neighbor {} shutdown\n", tunnel.inside[1]));
    format!("router bgp {}\n{}exit\n", side.transit_asn, lines.collect::<String>())
}

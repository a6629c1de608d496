//! What AWS said of a tunnel or a virtual interface holds for the earlier version of it too, as long as it is the same one. In come a
//! router's earlier facts and its bound ones, out go the earlier ones with what is known.

use crate::router::RouterConfig;

/// The earlier router with outside addresses and keys of what it shares with the bound one.
#[must_use]
pub fn carried(old: &RouterConfig, bound: &RouterConfig) -> RouterConfig {
    let mut old = old.clone();
    for one in &mut old.direct_connects {
        let same = bound.direct_connects.iter().find(|other| other.name == one.name && other.link == one.link);
        one.key = same.and_then(|other| other.key.clone());
        one.ipv6 = same.and_then(|other| other.ipv6.clone());
    }
    for vpn in &mut old.vpns {
        let tunnels = bound.vpns.iter().filter(|other| other.name == vpn.name).flat_map(|other| &other.tunnels);
        for tunnel in &mut vpn.tunnels {
            if let Some(other) = tunnels.clone().find(|other| other.inside == tunnel.inside) {
                (tunnel.outside, tunnel.key) = (other.outside, other.key.clone());
            }
        }
    }
    old
}

//! The virtual address in the handover: who has it, when it moves, and what the owner of the network still does.

use super::{Routers, guarded, line};
use crate::router::config::{FirstHop, RouterConfig};
use crate::uplink::failover::PREEMPT_DELAY;
use crate::uplink::first_hop::MASTER_DOWN;

/// What the routers' files make of first-hop redundancy; nothing where the document names no virtual address.
pub(super) fn virtual_address(site: &Routers<'_>) -> Option<String> {
    let mut out = String::new();
    let with = || site.iter().filter_map(|router| Some((router, router.lan.first_hop?)));
    let (first, hop) = with().find(|(_, hop)| hop.until.is_some())?;
    let (other, _) = with().find(|(_, hop)| hop.until.is_none())?;
    line(
        &mut out,
        &format!(
            "- Hosts send to {} (VRRP version 2, group {}). {} has it while {} is up, then {}: within {MASTER_DOWN} s where a router is dead.",
            hop.address,
            hop.group,
            first.router,
            leading(first, hop),
            other.router
        ),
    );
    line(
        &mut out,
        &format!(
            "- A router that was powered on, or whose uplink works again, takes it back after a preempt delay of {PREEMPT_DELAY} s: tunnels and \
             BGP need 10 to 60 s, and before that it drops what hosts send to AWS."
        ),
    );
    without_bgp(&mut out, site);
    line(
        &mut out,
        "- Switches hand the router's LAN port to it at once (edge port), or the address moves before the port carries packets.",
    );
    Some(out)
}

/// The uplinks that decide about a router's priority: `dx-1 or inet`.
fn leading(router: &RouterConfig, hop: FirstHop) -> String {
    let direct = router.clear().map(|one| (one.rank, one.name.as_str()));
    let vpns = router.vpns.iter().map(|one| (one.rank, one.name.as_str()));
    let mut leading: Vec<_> = direct.chain(vpns).filter(|(rank, _)| hop.follows(*rank)).collect();
    leading.sort_unstable();
    leading.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" or ")
}

/// What the interfaces do not say.
fn without_bgp(out: &mut String, site: &Routers<'_>) {
    let drops = if guarded(site) {
        ", and a firewall among the routers, such as an SRX, drops a flow that passes it in one direction only"
    } else {
        ""
    };
    line(
        out,
        &format!(
            "- An interface that is up without BGP keeps it where it is: packets then take the way of the other router over the site's \
             network{drops}."
        ),
    );
}

//! The virtual address of a site's network on IOS-XE: VRRP version 3, with a priority that falls when the uplinks are gone.

use std::net::Ipv4Addr;

use serde::Serialize;

use crate::router::config::RouterConfig;
use crate::uplink::failover::PREEMPT_DELAY;
use crate::uplink::first_hop::DECREMENT;

/// The address that hosts send to.
#[derive(Serialize)]
pub(super) struct VirtualAddress {
    pub interface: String,
    pub group: u8,
    pub address: Ipv4Addr,
    pub priority: u8,
    pub delay: u32,
    /// What decides about the priority; nothing on the router with the lower one.
    pub follows: Vec<Follows>,
}

#[derive(Serialize)]
pub(super) struct Follows {
    pub list: u16,
    pub decrement: u8,
    pub objects: Vec<Object>,
}

#[derive(Serialize)]
pub(super) struct Object {
    pub number: u16,
    pub interface: String,
}

/// The number of the tracked object that is up while one of the uplinks is; those of the uplinks follow it.
const UPLINKS: u16 = 800;

/// The numbers of all these objects, before those of [`numbers`](crate::router::numbers).
pub(in crate::router) const FOLLOWED: std::ops::Range<u16> = UPLINKS..900;

/// The router's part in the virtual address of the site's network.
pub(super) fn first_hop(router: &RouterConfig) -> Option<VirtualAddress> {
    let hop = router.lan.first_hop?;
    let direct = router.clear().filter(|one| hop.follows(one.rank));
    let direct = direct.map(|one| format!("{}.{}", one.interface, one.vlan));
    let tunnels = router.vpns.iter().filter(|vpn| hop.follows(vpn.rank)).flat_map(|vpn| &vpn.tunnels);
    let tunnels = tunnels.map(|tunnel| format!("Tunnel{}", tunnel.number));
    let objects = (UPLINKS + 1..).zip(direct.chain(tunnels)).map(|(number, interface)| Object { number, interface });
    let follows = Follows { list: UPLINKS, decrement: DECREMENT, objects: objects.collect() };
    Some(VirtualAddress {
        interface: router.lan.interface.clone(),
        group: hop.group,
        address: hop.address,
        priority: hop.priority,
        delay: PREEMPT_DELAY,
        follows: hop.until.map(|_| follows).into_iter().collect(),
    })
}

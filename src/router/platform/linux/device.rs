//! Devices of a Linux router: VLANs, XFRM interfaces and GRE tunnels, as systemd-networkd makes them. In comes a router, out go their
//! views; bonds have a module of their own.

use std::net::Ipv4Addr;

use serde::Serialize;

use super::heading;
use super::strongswan::inside;
use crate::router::config::{Carries, DirectConnect, Gre, RouterConfig, Tunnel, Vpn};
use crate::router::names::interface;
use crate::router::text::harmless;

/// A device of systemd-networkd.
#[derive(Serialize)]
pub(super) struct Device {
    head: Vec<String>,
    pub name: String,
    description: String,
    own: String,
    /// Its address over IPv6: a list of none or one.
    ipv6: Vec<String>,
    /// What it is an address of, where that is unbound.
    pub unbound_ipv6: Vec<String>,
    /// `no` or `ipv6`.
    link_local: &'static str,
    mtu: u16,
    arithmetic: Vec<String>,
    tunnel: Vec<u16>,
    gre: Vec<Ends>,
    vlan: Vec<u16>,
    port: Vec<String>,
    #[serde(skip)]
    pub is_clamped: bool,
}

/// The ends of a GRE tunnel.
#[derive(Serialize)]
struct Ends {
    local: Ipv4Addr,
    remote: Ipv4Addr,
}

/// The name of the device of a tunnel.
pub(super) fn tunnel_device(vpn: &Vpn, number: u8) -> String {
    interface(&[vpn.name.as_str(), &format!("t{number}")])
}

/// All of them but for those of LAGs: virtual interfaces, tunnels, Connect peers.
pub(super) fn devices(router: &RouterConfig) -> Vec<Device> {
    let mut devices: Vec<Device> = router.direct_connects.iter().map(|one| vlan(router, one)).collect();
    for vpn in &router.vpns {
        let Some(sizes) = vpn.sizes() else { continue };
        let of_tunnel = |(tunnel, number)| xfrm(router, vpn, (tunnel, number), (sizes.mtu, sizes.arithmetic()));
        devices.extend(vpn.tunnels.iter().zip(1..).map(of_tunnel));
    }
    devices.extend(router.gres.iter().map(|one| gre(router, one)));
    devices
}

/// The device of a virtual interface.
fn vlan(router: &RouterConfig, one: &DirectConnect) -> Device {
    let what = format!("Direct Connect {}, VLAN {} on {}", one.name, one.vlan, one.interface);
    Device {
        head: heading(router, &what),
        name: interface(&[one.name.as_str()]),
        description: harmless(&format!("ng {} {}", one.name, one.description), 80),
        own: format!("{}/{}", one.own(), one.link.prefix()),
        ipv6: one.address6().into_iter().collect(),
        unbound_ipv6: one.unbound6(router).into_iter().collect(),
        link_local: if one.is_dual(router) { "ipv6" } else { "no" },
        mtu: one.mtu,
        arithmetic: Vec::new(),
        tunnel: Vec::new(),
        gre: Vec::new(),
        vlan: vec![one.vlan],
        // A LAG's own files name what is on it.
        port: router.lag(&one.interface).is_none().then(|| one.interface.clone()).into_iter().collect(),
        is_clamped: one.carries == Carries::Site,
    }
}

/// The device of a tunnel, by its number, with its MTU and how that is reckoned.
fn xfrm(router: &RouterConfig, vpn: &Vpn, (tunnel, number): (&Tunnel, u8), (mtu, arithmetic): (u16, String)) -> Device {
    Device {
        head: heading(router, &format!("{}, tunnel {number} of 2, {}", vpn.name, inside(vpn, tunnel))),
        name: tunnel_device(vpn, number),
        description: harmless(&format!("ng {} tunnel {number} {}", vpn.name, vpn.description), 80),
        own: format!("{}/30", tunnel.own()),
        ipv6: Vec::new(),
        unbound_ipv6: Vec::new(),
        link_local: "no",
        mtu,
        arithmetic: vec![arithmetic],
        tunnel: vec![tunnel.number],
        gre: Vec::new(),
        vlan: Vec::new(),
        port: Vec::new(),
        is_clamped: true,
    }
}

/// The device of a Connect peer.
fn gre(router: &RouterConfig, one: &Gre) -> Device {
    let sizes = one.sizes();
    Device {
        head: heading(router, &one.words()),
        name: interface(&[one.name.as_str()]),
        description: harmless(&format!("ng {} {}", one.name, one.description), 80),
        own: format!("{}/{}", one.own(), one.inside.prefix()),
        ipv6: Vec::new(),
        unbound_ipv6: Vec::new(),
        link_local: "no",
        mtu: sizes.mtu,
        arithmetic: vec![sizes.arithmetic()],
        tunnel: Vec::new(),
        gre: vec![Ends { local: one.source, remote: one.remote }],
        vlan: Vec::new(),
        port: Vec::new(),
        is_clamped: true,
    }
}

//! A Connect peer on IOS-XE: a tunnel interface with GRE. In comes the peer, out goes its view.

use std::net::Ipv4Addr;

use serde::Serialize;

use crate::router::config::Gre;
use crate::router::text::harmless;
use crate::uplink::platform::Platform;

/// The tunnel interface of a Connect peer.
#[derive(Serialize)]
pub(super) struct GreView {
    title: String,
    number: u16,
    description: String,
    own: Ipv4Addr,
    mask: Ipv4Addr,
    mtu: u16,
    source: String,
    remote: Ipv4Addr,
}

pub(super) fn gre(one: &Gre) -> GreView {
    let description = format!("ng {} {}", one.name, one.description);
    GreView {
        title: one.words(),
        number: one.number,
        description: harmless(&description, Platform::CiscoIosXe.capabilities().description),
        own: one.own(),
        mask: one.inside.netmask(),
        mtu: one.sizes().mtu,
        source: one.interface.clone(),
        remote: one.remote,
    }
}

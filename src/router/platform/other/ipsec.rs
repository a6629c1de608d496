//! The tables of tunnels: where each goes, what protects it, when its keys change. In comes a VPN connection, out go tables with every value in
//! AWS's words and in IANA's.

use super::view::Part;
use super::words;
use crate::router::config::{RouterConfig, Tunnel, Vpn};
use crate::uplink::crypto::Proposal;
use crate::uplink::options::TunnelOptions;

/// What an association is for: IKE's own, or packets.
const IKE: [&str; 5] = [
    "IKE encryption, AWS's name",
    "IKE encryption, IANA's name",
    "IKE integrity, IANA's name",
    "IKE group, IANA's name",
    "IKE lifetime in seconds",
];
const ESP: [&str; 5] = [
    "ESP encryption, AWS's name",
    "ESP encryption, IANA's name",
    "ESP integrity, IANA's name",
    "ESP group for perfect forward secrecy, IANA's name",
    "ESP lifetime in seconds",
];

/// A table for each tunnel of a router.
pub(super) fn tunnels(router: &RouterConfig) -> Vec<Part> {
    let of = |vpn: &Vpn| (1..).zip(&vpn.tunnels).map(|(number, tunnel)| one(vpn, tunnel, number)).collect::<Vec<_>>();
    router.vpns.iter().flat_map(of).collect()
}

/// What a tunnel is called in every table.
pub(super) fn name(vpn: &Vpn, number: u8) -> String {
    format!("{} tunnel {number}", vpn.name)
}

fn one(vpn: &Vpn, tunnel: &Tunnel, number: u8) -> Part {
    let marker = format!("{}.t{number}", vpn.name);
    let outside =
        tunnel.outside.map_or_else(|| format!("netgen-unbound-outside-address {marker}"), |it| it.to_string());
    let key = tunnel.key.as_ref();
    let key = key.map_or_else(|| format!("netgen-unbound-pre-shared-key {marker}"), |key| key.reveal().to_owned());
    let udp = if vpn.is_encapsulated() { "on, ESP in UDP 4500 always" } else { "on, used where NAT is seen" };
    let begins = if vpn.accelerated { "this device, and it makes new keys before AWS would" } else { "either end" };
    let part = Part::new(name(vpn, number))
        .row("tunnel", format!("by route, an interface of its own, number {}", tunnel.number))
        .row("interface outside", &vpn.interface)
        .each("VRF outside", vpn.vrf.iter())
        .row("local address", vpn.source())
        .row("remote address", outside)
        .row("local identity", format!("{} (ID_IPV4_ADDR)", vpn.outside))
        .row("remote identity", "the remote address (ID_IPV4_ADDR)")
        .row("pre-shared key", key)
        .row("IKE version", "2")
        .row("NAT traversal", udp)
        .row("begins", begins);
    let [ike, esp] = vpn.lifetimes();
    let part = proposal(part, IKE, vpn.crypto.phase1, ike)
        .row("IKE pseudo-random function, IANA's name", words::random(vpn.crypto.phase1.hash));
    let part = proposal(part, ESP, vpn.crypto.phase2, esp)
        .row("ESP lifetime by volume", "none")
        .row("ESP mode", "tunnel")
        .row("extended sequence numbers, IANA's name", "No Extended Sequence Numbers (0)")
        .row("local traffic selector", "0.0.0.0/0")
        .row("remote traffic selector", "0.0.0.0/0");
    part.row("window against replays in packets", vpn.options.replay_window)
        .row("AWS makes new keys, IKE, in seconds from", vpn.options.rekeys_from(vpn.options.phase1_lifetime))
        .row("AWS makes new keys, ESP, in seconds from", vpn.options.rekeys_from(vpn.options.phase2_lifetime))
        .row("dead peer detection, seconds between questions", vpn.options.dpd_interval())
        .row("dead peer detection, questions without answer", TunnelOptions::DPD_TRIES)
        .row("dead peer detection, then", "the tunnel is made anew")
}

fn proposal(part: Part, names: [&'static str; 5], phase: Proposal, lifetime: u32) -> Part {
    let Proposal { encryption, hash, group } = phase;
    part.row(names[0], encryption)
        .row(names[1], words::encryption(encryption))
        .row(names[2], words::integrity(encryption, hash))
        .row(names[3], words::group(group))
        .row(names[4], lifetime)
}

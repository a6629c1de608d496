//! What protects a tunnel: one value for each option at AWS, the same on the router.

use std::collections::BTreeSet;

use serde_json::Value;

use super::aws::Kind;
use super::intent::{Uplink, Vpn, Way};
use super::router::Suite;
use super::session::Talk;

/// Says what does not fit about the tunnel below a session.
pub fn wrong(talk: &Talk<'_>, vpn: &Vpn, must: &mut impl FnMut(bool, String)) {
    let Kind::Tunnel { outside, carried, options, .. } = &talk.end.kind else { return };
    must(*carried == vpn.carried, format!("carried by Direct Connect: {carried}"));
    must(*outside == vpn.outside, format!("AWS sends to {outside}"));
    let one = |name: &str| match options.get(name).map(Vec::as_slice) {
        Some([value]) => Some(value.as_str()),
        _ => None,
    };
    let phase = |number: u8| {
        let option = |what: &str| one(&format!("Phase{number}{what}")).map(str::to_owned);
        Some(Suite {
            encryption: option("EncryptionAlgorithms")?,
            hash: option("IntegrityAlgorithms"),
            group: option("DHGroupNumbers")?.parse().ok()?,
        })
    };
    for (number, meant) in [(1, &vpn.ike), (2, &vpn.esp)] {
        let at_aws = phase(number);
        must(at_aws.as_ref() == Some(meant), format!("phase {number} at AWS is {at_aws:?}, not {meant:?}"));
    }
    must(one("IKEVersions") == Some("ikev2"), format!("AWS takes IKE {:?}", options.get("IKEVersions")));
    let own: Vec<_> = talk.router.links.iter().filter(|link| link.address.contains(&talk.end.aws)).collect();
    let mut tunnels = talk.router.tunnels.iter().filter(|one| own.iter().any(|link| link.interface == one.interface));
    let (Some(tunnel), None) = (tunnels.next(), tunnels.next()) else {
        return must(false, "the router has no tunnel there, or two".to_owned());
    };
    let source = vpn.source.to_string();
    let from_here = tunnel.ike.iter().filter(|(from, _)| from.is_empty() || *from == source);
    let offers: BTreeSet<&Suite> = from_here.map(|(_, suite)| suite).collect();
    // IOS chooses by the VRF outside and the local address: connections that share both share their offers.
    let shares =
        talk.site.uplinks.values().filter(|one| one.router == talk.uplink.router).filter_map(|one| match &one.way {
            Way::Vpn(other) if (&other.source, &other.vrf) == (&vpn.source, &vpn.vrf) => Some(&other.ike),
            _ => None,
        });
    let by_address = tunnel.ike.iter().any(|(from, _)| !from.is_empty());
    let expected: BTreeSet<&Suite> = if by_address { shares.collect() } else { BTreeSet::from([&vpn.ike]) };
    must(offers == expected, format!("phase 1 of the router is {offers:?}, not {expected:?}"));
    must(tunnel.esp == vpn.esp, format!("phase 2 of the router is {:?}, not {:?}", tunnel.esp, vpn.esp));
    must(tunnel.identity == vpn.outside, format!("the router says it is {}", tunnel.identity));
    // On Junos unit 0 is the port itself.
    let port = talk.uplink.interface.strip_suffix(".0").unwrap_or(&talk.uplink.interface);
    let known = [source, port.to_owned()];
    let from = tunnel.source.iter().all(|one| known.contains(one));
    must(from, format!("sent from {:?}, not from {known:?}", tunnel.source));
    let vrf = BTreeSet::from([vpn.vrf.clone()]);
    let door = tunnel.outside_vrf.as_ref().is_none_or(|said| *said == vrf);
    must(door, format!("AWS is reached through VRF {:?}, not {vrf:?}", tunnel.outside_vrf));
    for (name, meant) in &vpn.options {
        must(one(name) == Some(meant.as_str()), format!("AWS has {name} {:?}, not {meant}", options.get(*name)));
    }
    let timeout: f64 = vpn.options["DPDTimeoutSeconds"].parse().expect("seconds");
    let noticed = (timeout - 5.0..=timeout + 5.0).contains(&tunnel.detection);
    must(noticed, format!("a dead peer is noticed after {} s", tunnel.detection));
    let replay = tunnel.replay.map(|window| window.to_string());
    must(
        replay.is_none_or(|window| window == vpn.options["ReplayWindowSize"]),
        format!("a window of {:?}", tunnel.replay),
    );
    lifetimes((vpn, tunnel), &one, must);
}

/// IKEv2 does not negotiate lifetimes: a router that outlives AWS drops, and two that rekey at once collide.
fn lifetimes<'a>(
    (vpn, tunnel): (&Vpn, &super::router::Tunnel),
    one: &impl Fn(&str) -> Option<&'a str>,
    must: &mut impl FnMut(bool, String),
) {
    let number = |name: &str| one(name).and_then(|text| text.parse::<u32>().ok());
    let (margin, fuzz) = (number("RekeyMarginTimeSeconds"), number("RekeyFuzzPercentage"));
    for (at, name) in ["Phase1LifetimeSeconds", "Phase2LifetimeSeconds"].into_iter().enumerate() {
        let (Some(hard), Some(margin), Some(fuzz)) = (number(name), margin, fuzz) else {
            must(false, format!("AWS says no {name}"));
            continue;
        };
        must(tunnel.lifetimes[at] <= hard, format!("{name} is {hard}, the router has {}", tunnel.lifetimes[at]));
        let earliest = hard - margin - margin * fuzz / 100;
        let first = tunnel.rekeys.is_none_or(|rekeys| rekeys[at] < earliest);
        must(first, format!("both rekey at once: AWS from {earliest} s, the router until {:?}", tunnel.rekeys));
        // The router is the first where AWS may not be: by when it rekeys, or by when its keys end.
        let last = tunnel.rekeys.map_or(tunnel.lifetimes[at], |rekeys| rekeys[at]);
        must(!vpn.accelerated || last < earliest, format!("AWS rekeys from {earliest} s, the router by {last} s"));
    }
}

/// What is left of a path for a packet in ESP, and for a TCP segment in that.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-best-practice.html>
pub fn sizes(path: u32, nat: bool, esp: &Suite) -> (u32, u32) {
    let (vector, check, block) = match esp.hash.as_deref() {
        None => (8, 16, 4),
        Some("SHA1") => (16, 12, 16),
        Some("SHA2-256") => (16, 16, 16),
        Some("SHA2-384") => (16, 24, 16),
        Some(_) => (16, 32, 16),
    };
    let udp = if nat { 8 } else { 0 };
    let mtu = (path - 20 - udp - 8 - vector - check) / block * block - 2;
    (mtu, mtu - 40)
}

/// Of a device that nobody knows the second tunnel waits, unless the document says otherwise.
pub fn unknown(name: String, mut uplink: Uplink, site: &Value) -> (String, Uplink) {
    if let Way::Vpn(vpn) = &mut uplink.way {
        let written = &site["uplinks"][&name];
        let is_said =
            written["vpn"]["tunnels"].is_string() || written["direct_connect"]["ipsec"]["tunnels"].is_string();
        vpn.backup |= !is_said && site["routers"][&uplink.router]["platform"] == "other";
    }
    (name, uplink)
}

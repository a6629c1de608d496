//! What only an SRX has: tunnels, their keys, and zones.

use super::tree::{Statement, block, leaf, list, quoted, remark, word};
use super::{ZONE, tunnel_name, with_unit};
use crate::router::config::{DirectConnect, RouterConfig, Tunnel, Vpn};
use crate::router::names::object;
use crate::router::text::harmless;
use crate::router::vpn::ACCELERATED;
use crate::uplink::crypto::{Encryption, Hash, Proposal};
use crate::uplink::options::TunnelOptions;
use crate::uplink::platform::Platform;

/// The units of `st0` of a connection.
pub(super) fn units(vpn: &Vpn) -> Vec<Statement> {
    let Some(sizes) = vpn.sizes() else { return Vec::new() };
    let mut all = Vec::new();
    for (tunnel, number) in vpn.tunnels.iter().zip(1_u8..) {
        let [aws, own] = [tunnel.aws(), tunnel.own()].map(|address| address.octets()[3]);
        let description = format!("ng {} tunnel {number} {}", vpn.name, vpn.description);
        all.push(remark(format!(
            "{}, tunnel {number} of 2: inside {}, AWS .{aws}, this router .{own}, MTU {} ({})",
            vpn.name,
            tunnel.inside,
            sizes.mtu,
            sizes.arithmetic()
        )));
        all.push(block(
            format!("unit {}", tunnel.number),
            vec![
                quoted("description", harmless(&description, Platform::JuniperSrx.capabilities().description)),
                block("family inet", vec![leaf("mtu", sizes.mtu), leaf("address", format!("{}/30", tunnel.own()))]),
            ],
        ));
    }
    all
}

/// Keys, tunnels, the clamp and the zone.
pub(super) fn security(router: &RouterConfig) -> Statement {
    let mut all = Vec::new();
    if !router.vpns.is_empty() {
        all.push(block("ike", router.vpns.iter().flat_map(ike).collect()));
        all.push(block("ipsec", router.vpns.iter().flat_map(ipsec).collect()));
        if let Some(mss) = router.mss {
            all.push(remark("for all tunnels of the device: note the old value"));
            all.push(block("flow", vec![block("tcp-mss", vec![block("ipsec-vpn", vec![leaf("mss", mss)])])]));
        }
    }
    let zones = zones(router).into_iter().map(|(name, inside)| block(format!("security-zone {name}"), vec![inside]));
    all.push(block("zones", zones.collect()));
    all.push(remark(
        "security policies between this zone and the site's belong to the owner, and so does ike among the",
    ));
    all.push(remark("system-services of the zone that faces the internet"));
    let begins = |vpn: &&Vpn| router.direct_connects.iter().any(|one| vpn.begins_at(one));
    for vpn in router.vpns.iter().filter(|vpn| vpn.carrier.is_some() && !begins(vpn)) {
        all.push(remark(format!(
            "{} has to be in a security zone, too: the tunnels of {} begin there",
            with_unit(&vpn.interface),
            vpn.name
        )));
    }
    if router.lan.first_hop.is_some() {
        all.push(remark("so do host-inbound-traffic protocols vrrp on the zone of the site's network"));
    }
    if !router.peers.is_empty() {
        all.push(remark(
            "so do host-inbound-traffic protocols bgp on the zone of the site's network, for the other routers, and a",
        ));
        all.push(remark("policy from that zone to itself, for what comes from hosts and leaves by another router"));
    }
    block("security", all)
}

/// The zone of what leads into VPCs, and one for each public virtual interface: everybody with a public address at AWS stands behind that.
fn zones(router: &RouterConfig) -> Vec<(String, Statement)> {
    let mut all = vec![(ZONE.to_owned(), zone(router, None))];
    all.extend(router.publics().map(|(one, _)| (public_zone(one), zone(router, Some(one)))));
    all.retain(|(_, interfaces)| !interfaces.is_empty());
    all
}

/// `ng-public-1-zone`
fn public_zone(one: &DirectConnect) -> String {
    object(&[one.name.as_str(), "zone"])
}

/// The interfaces of a zone: a public one alone, or all others.
fn zone(router: &RouterConfig, public: Option<&DirectConnect>) -> Statement {
    let traffic = |services: Option<Statement>, protocols: &[&str]| {
        let protocols = match protocols {
            [one] => leaf("protocols", one),
            many => list("protocols", many),
        };
        vec![block("host-inbound-traffic", services.into_iter().chain([protocols]).collect())]
    };
    let mut all = Vec::new();
    for one in
        router.direct_connects.iter().filter(|one| public.map_or(one.public().is_none(), |own| own.name == one.name))
    {
        let protocols: &[&str] = if one.bfd.is_some() { &["bgp", "bfd"] } else { &["bgp"] };
        // Tunnels that begin at a loopback, or at the interface itself, come in here.
        let carries = router.vpns.iter().any(|vpn| vpn.carrier.as_ref() == Some(&one.name));
        let services = carries.then(|| leaf("system-services", "ike"));
        all.push(block(format!("{}.{}", one.interface, one.vlan), traffic(services, protocols)));
    }
    for tunnel in router.vpns.iter().filter(|_| public.is_none()).flat_map(|vpn| &vpn.tunnels) {
        all.push(block(format!("st0.{}", tunnel.number), traffic(None, &["bgp"])));
    }
    block("interfaces", all)
}

fn ike(vpn: &Vpn) -> Vec<Statement> {
    let proposal = object(&[vpn.name.as_str(), "ike"]);
    let phase = &vpn.crypto.phase1;
    let mut options = vec![leaf("authentication-method", "pre-shared-keys"), group("dh-group", *phase)];
    if !phase.encryption.is_gcm() {
        options.push(leaf("authentication-algorithm", hash(phase.hash)));
    }
    options.push(leaf("encryption-algorithm", cipher(phase.encryption)));
    options.push(leaf("lifetime-seconds", vpn.lifetimes()[0]));
    let mut all = vec![
        remark("one value for each option, since AWS takes the lowest that it is allowed"),
        block(format!("proposal {proposal}"), options),
    ];
    all.extend(vpn.accelerated.then(|| remark(ACCELERATED)));
    let front_door = vpn.vrf.iter().map(|vrf| {
        format!(
            "AWS is reached by routing instance {vrf} of {}, the tunnels are outside of it",
            with_unit(&vpn.interface)
        )
    });
    all.extend(front_door.map(remark));
    for (tunnel, number) in vpn.tunnels.iter().zip(1_u8..) {
        all.extend(gateway(vpn, tunnel, number, &proposal));
    }
    all
}

fn gateway(vpn: &Vpn, tunnel: &Tunnel, number: u8, proposal: &str) -> [Statement; 2] {
    let name = tunnel_name(&vpn.name, number);
    let marker = format!("{}.t{number}", vpn.name);
    let key = match &tunnel.key {
        Some(key) => quoted("pre-shared-key ascii-text", key.reveal()),
        None => leaf("netgen-unbound-pre-shared-key", &marker),
    };
    let address = match tunnel.outside {
        Some(outside) => leaf("address", outside),
        None => leaf("netgen-unbound-outside-address", &marker),
    };
    let interval = leaf("interval", vpn.options.dpd_interval());
    let dead_peer = vec![word("always-send"), interval, leaf("threshold", TunnelOptions::DPD_TRIES)];
    [
        block(format!("policy {name}"), vec![leaf("proposals", proposal), key]),
        block(
            format!("gateway {name}"),
            vec![
                leaf("ike-policy", &name),
                address,
                block("dead-peer-detection", dead_peer),
                leaf("local-identity inet", vpn.outside),
                leaf("external-interface", with_unit(&vpn.interface)),
                leaf("local-address", vpn.source()),
                leaf("version", "v2-only"),
            ],
        ),
    ]
}

/// The window against replays stays the device's own: not every SRX is known to have `anti-replay-window-size` here, and one that
/// has not would refuse the whole file.
fn ipsec(vpn: &Vpn) -> Vec<Statement> {
    let esp = object(&[vpn.name.as_str(), "esp"]);
    let phase = &vpn.crypto.phase2;
    let mut options = vec![leaf("protocol", "esp")];
    if !phase.encryption.is_gcm() {
        options.push(leaf("authentication-algorithm", integrity(phase.hash)));
    }
    options.push(leaf("encryption-algorithm", cipher(phase.encryption)));
    options.push(leaf("lifetime-seconds", vpn.lifetimes()[1]));
    let forward = block("perfect-forward-secrecy", vec![group("keys", *phase)]);
    let mut all = vec![
        block(format!("proposal {esp}"), options),
        block(format!("policy {esp}"), vec![forward, leaf("proposals", &esp)]),
    ];
    for (tunnel, number) in vpn.tunnels.iter().zip(1_u8..) {
        let name = tunnel_name(&vpn.name, number);
        all.push(block(
            format!("vpn {name}"),
            vec![
                leaf("bind-interface", format!("st0.{}", tunnel.number)),
                block("ike", vec![leaf("gateway", &name), leaf("ipsec-policy", &esp)]),
                leaf("establish-tunnels", "immediately"),
            ],
        ));
    }
    all
}

/// The paths of what is added here, what uses before what is used.
pub(super) fn added(router: &RouterConfig) -> Vec<String> {
    let mut paths: Vec<String> =
        zones(router).into_iter().map(|(name, _)| format!("security zones security-zone {name}")).collect();
    for vpn in &router.vpns {
        let names = [1, 2].map(|number| tunnel_name(&vpn.name, number));
        let [ike, esp] = ["ike", "esp"].map(|phase| object(&[vpn.name.as_str(), phase]));
        paths.extend(names.iter().map(|name| format!("security ipsec vpn {name}")));
        paths.extend(["policy", "proposal"].map(|what| format!("security ipsec {what} {esp}")));
        paths.extend(names.iter().map(|name| format!("security ike gateway {name}")));
        paths.extend(names.iter().map(|name| format!("security ike policy {name}")));
        paths.push(format!("security ike proposal {ike}"));
        paths.extend(vpn.tunnels.iter().map(|tunnel| format!("interfaces st0 unit {}", tunnel.number)));
    }
    if !router.vpns.is_empty() && router.mss.is_some() {
        paths.push("security flow tcp-mss ipsec-vpn".to_owned());
    }
    paths
}

fn group(keyword: &str, phase: Proposal) -> Statement {
    leaf(keyword, format!("group{}", phase.group.number()))
}

const fn cipher(encryption: Encryption) -> &'static str {
    match encryption {
        Encryption::Aes128 => "aes-128-cbc",
        Encryption::Aes256 => "aes-256-cbc",
        Encryption::Aes128Gcm16 => "aes-128-gcm",
        Encryption::Aes256Gcm16 => "aes-256-gcm",
    }
}

const fn hash(hash: Hash) -> &'static str {
    match hash {
        Hash::Sha1 => "sha1",
        Hash::Sha256 => "sha-256",
        Hash::Sha384 => "sha-384",
        Hash::Sha512 => "sha-512",
    }
}

const fn integrity(hash: Hash) -> &'static str {
    match hash {
        Hash::Sha1 => "hmac-sha1-96",
        Hash::Sha256 => "hmac-sha-256-128",
        Hash::Sha384 => "hmac-sha-384",
        Hash::Sha512 => "hmac-sha-512",
    }
}

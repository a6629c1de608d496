//! Cisco IOS-XE: IKEv2 with tunnel interfaces, and 802.1Q subinterfaces. In comes a router, out go its configuration and the
//! way back. Words follow Cisco's YANG models of IOS-XE 16.9.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use serde::Serialize;

use super::{Capabilities, Clamped, Description};
use crate::plan::TunnelOptions;
use crate::router::bgp::Bgp;
use crate::router::checks::{Commands, For};
use crate::router::config::{DirectConnect, RouterConfig, Tunnel, Vpn};
use crate::router::crypto::{Encryption, Group, Hash, Proposal};
use crate::router::head::{Touches, head, stays, uplinks};
use crate::router::names::capital;
use crate::router::render::{Fault, File, Template, render};
use crate::router::switch;
use crate::router::text::harmless;

pub(in crate::router) const PLATFORM: Description = Description {
    capabilities: Capabilities {
        floor: "IOS-XE 16.9; above 250 Mbit/s of IPsec with an HSEC licence",
        vpn: true,
        groups: &[Group::G14, Group::G15, Group::G16, Group::G19, Group::G20, Group::G21],
        encryptions: &[Encryption::Aes128, Encryption::Aes256, Encryption::Aes128Gcm16, Encryption::Aes256Gcm16],
        interface: 64,
        description: 200,
        asymmetric: true,
        stateful: false,
        clamp: Clamped::Everywhere,
    },
    files,
    commands: Commands {
        ike: "show crypto ikev2 sa",
        esp: "show crypto ipsec sa",
        rekey: "clear crypto sa peer OUTSIDE",
        rekeyed: "a new SPI; what is sent until then is lost",
        bfd: "show bfd neighbors details",
        bgp: "show ip bgp summary",
        advertised: "show ip bgp neighbors NEIGHBOR advertised-routes",
        best: "show ip bgp PREFIX",
        ping: "ping NEIGHBOR size SIZE df-bit",
        ping_headers: 0,
        apply: |_| "`configure terminal revert timer 10`, the lines below, then the file, `end`".to_owned(),
        switch: switch::neighbors,
        open: "`configure terminal revert timer 10`, the lines, `end`",
        confirm: "`configure confirm`",
        keep: "`copy running-config startup-config`",
        undo: "`configure revert now` while the timer runs; later paste `ROUTER.rollback.cfg`",
        before: &[
            (For::Each, "`show version` and `show license summary`: the release, and HSEC above 250 Mbit/s of IPsec"),
            (
                For::Each,
                "`show archive`: a path is set, so that `configure terminal revert timer 10` works; save the running configuration",
            ),
            (For::Each, "`show ip interface brief`: the tunnel and subinterface numbers of this file are free"),
            (
                For::Each,
                "`show running-config | include ^router bgp`: no BGP, or the same number; IOS refuses a second one",
            ),
            (For::Vpn, "`show running-config | section crypto ikev2 policy`: none matches the same local address"),
        ],
    },
};

#[derive(Serialize)]
struct Configuration {
    head: Vec<String>,
    bgp: Bgp,
    clamp: Vec<u16>,
    direct_connects: Vec<Subinterface>,
    vpns: Vec<Connection>,
    policies: Vec<Policy>,
}

#[derive(Serialize)]
struct Subinterface {
    title: String,
    port: String,
    vlan: u16,
    description: String,
    own: Ipv4Addr,
    mtu: u16,
    port_mtu: Vec<u16>,
    bfd: bool,
}

/// An IKEv2 policy: IOS looks for one by the local address, so all proposals of an address stand in one.
#[derive(Serialize)]
struct Policy {
    name: String,
    local: Ipv4Addr,
    proposals: Vec<String>,
}

#[derive(Serialize)]
struct Connection {
    name: String,
    ike: String,
    esp: String,
    transform: String,
    encryption: &'static str,
    integrity: Vec<&'static str>,
    prf: Vec<&'static str>,
    group: u8,
    pfs: u8,
    ike_lifetime: u32,
    esp_lifetime: u32,
    dpd_interval: u32,
    dpd_tries: u32,
    replay_window: u32,
    tunnels: Vec<TunnelView>,
}

#[derive(Serialize)]
struct TunnelView {
    title: String,
    profile: String,
    number: u16,
    description: String,
    own: Ipv4Addr,
    remote: Vec<Ipv4Addr>,
    key: Vec<String>,
    unbound_address: Vec<String>,
    unbound_key: Vec<String>,
    identity: Ipv4Addr,
    source: String,
    mtu: u16,
}

fn files(router: &RouterConfig) -> Result<Vec<File>, Fault> {
    let unbound = router.is_unbound();
    let secret = router.direct_connects.iter().any(|one| one.key.is_some())
        || router.vpns.iter().flat_map(|vpn| &vpn.tunnels).any(|tunnel| tunnel.key.is_some());
    let undo = format!("{}.rollback.cfg", router.router);
    let mut view = Configuration {
        head: head(router, &uplinks(router), unbound, &undo, &touches(router)),
        bgp: Bgp::of(router),
        clamp: router.mss.into_iter().collect(),
        direct_connects: router.direct_connects.iter().map(subinterface).collect(),
        vpns: router.vpns.iter().filter_map(connection).collect(),
        policies: policies(&router.vpns),
    };
    let text = render(Template::IosConfiguration, &view)?;
    view.head = vec![
        format!("netgen: takes back what the file of router {} adds, by name.", router.router),
        "BGP itself and whatever was there before stay. Shut the sessions and wait until traffic has moved first."
            .to_owned(),
    ];
    view.head.extend(stays(router, "bgp router-id and bgp log-neighbor-changes"));
    let back = render(Template::IosRollback, &view)?;
    Ok(vec![File { ending: "cfg".to_owned(), text, unbound, secret }, File::plain("rollback.cfg", back)])
}

/// Interfaces have numbers and no names, and of BGP there is one on a router.
fn touches(router: &RouterConfig) -> Touches {
    let mut also = Vec::new();
    for one in &router.direct_connects {
        if one.mtu > 1500 {
            also.push(format!("the MTU of {}", one.interface));
        }
        also.push(format!("interface {}.{}", one.interface, one.vlan));
    }
    let tunnels = router.vpns.iter().flat_map(|vpn| &vpn.tunnels);
    also.extend(tunnels.map(|tunnel| format!("interface Tunnel{}", tunnel.number)));
    also.push(format!("router bgp {}", router.asn));
    Touches { names: "NG-", also }
}

fn subinterface(one: &DirectConnect) -> Subinterface {
    Subinterface {
        title: format!("{}: Direct Connect, VLAN {}, AWS {}, this router {}", one.name, one.vlan, one.aws(), one.own()),
        port: one.interface.clone(),
        vlan: one.vlan,
        description: harmless(&format!("ng {} {}", one.name, one.description), PLATFORM.capabilities.description),
        own: one.own(),
        mtu: one.mtu,
        port_mtu: if one.mtu > 1500 { vec![9216] } else { Vec::new() },
        bfd: one.bfd,
    }
}

fn policies(vpns: &[Vpn]) -> Vec<Policy> {
    let mut by_address: BTreeMap<Ipv4Addr, BTreeSet<String>> = BTreeMap::new();
    for vpn in vpns {
        by_address.entry(vpn.source()).or_default().insert(proposal(vpn));
    }
    let policy = |(local, proposals): (Ipv4Addr, BTreeSet<String>)| Policy {
        name: format!("NG-IKE-{}", local.to_string().replace('.', "-")),
        local,
        proposals: proposals.into_iter().collect(),
    };
    by_address.into_iter().map(policy).collect()
}

fn proposal(vpn: &Vpn) -> String {
    capital(&[vpn.name.as_str(), "ike"])
}

fn connection(vpn: &Vpn) -> Option<Connection> {
    let phase1 = &vpn.crypto.phase1;
    let hash = vec![hash(phase1.hash)];
    let gcm = phase1.encryption.is_gcm();
    let sizes = vpn.sizes()?;
    let mut tunnels = Vec::new();
    for (tunnel, number) in vpn.tunnels.iter().zip(1..) {
        let title = format!(
            "{}, tunnel {number} of 2: inside {}, AWS {}, this router {}, MTU {} ({})",
            vpn.name,
            tunnel.inside,
            tunnel.aws(),
            tunnel.own(),
            sizes.mtu,
            sizes.arithmetic()
        );
        tunnels.push(tunnel_view(vpn, tunnel, number, sizes.mtu, title));
    }
    Some(Connection {
        name: vpn.name.to_string(),
        ike: proposal(vpn),
        esp: capital(&[vpn.name.as_str(), "esp"]),
        transform: transform(vpn.crypto.phase2),
        encryption: cipher(phase1.encryption),
        integrity: if gcm { Vec::new() } else { hash.clone() },
        prf: if gcm { hash } else { Vec::new() },
        group: phase1.group.number(),
        pfs: vpn.crypto.phase2.group.number(),
        ike_lifetime: vpn.options.phase1_lifetime,
        esp_lifetime: vpn.options.phase2_lifetime,
        dpd_interval: vpn.options.dpd_interval(),
        dpd_tries: TunnelOptions::DPD_TRIES,
        replay_window: vpn.options.replay_window,
        tunnels,
    })
}

fn tunnel_view(vpn: &Vpn, tunnel: &Tunnel, number: u8, mtu: u16, title: String) -> TunnelView {
    let marker = |missing: bool| if missing { vec![format!("{}.t{number}", vpn.name)] } else { Vec::new() };
    let description = format!("ng {} tunnel {number} {}", vpn.name, vpn.description);
    TunnelView {
        title,
        profile: capital(&[vpn.name.as_str(), &format!("t{number}")]),
        number: tunnel.number,
        description: harmless(&description, PLATFORM.capabilities.description),
        own: tunnel.own(),
        remote: tunnel.outside.into_iter().collect(),
        key: tunnel.key.iter().map(|key| key.reveal().to_owned()).collect(),
        unbound_address: marker(tunnel.outside.is_none()),
        unbound_key: marker(tunnel.key.is_none()),
        identity: vpn.outside,
        source: vpn.interface.clone(),
        mtu,
    }
}

const fn cipher(encryption: Encryption) -> &'static str {
    match encryption {
        Encryption::Aes128 => "aes-cbc-128",
        Encryption::Aes256 => "aes-cbc-256",
        Encryption::Aes128Gcm16 => "aes-gcm-128",
        Encryption::Aes256Gcm16 => "aes-gcm-256",
    }
}

const fn hash(hash: Hash) -> &'static str {
    match hash {
        Hash::Sha1 => "sha1",
        Hash::Sha256 => "sha256",
        Hash::Sha384 => "sha384",
        Hash::Sha512 => "sha512",
    }
}

/// `esp-gcm 256`, `esp-aes 256 esp-sha256-hmac`.
fn transform(phase: Proposal) -> String {
    let integrity = match phase.hash {
        Hash::Sha1 => "esp-sha-hmac",
        Hash::Sha256 => "esp-sha256-hmac",
        Hash::Sha384 => "esp-sha384-hmac",
        Hash::Sha512 => "esp-sha512-hmac",
    };
    match phase.encryption {
        Encryption::Aes128 => format!("esp-aes {integrity}"),
        Encryption::Aes256 => format!("esp-aes 256 {integrity}"),
        Encryption::Aes128Gcm16 => "esp-gcm".to_owned(),
        Encryption::Aes256Gcm16 => "esp-gcm 256".to_owned(),
    }
}

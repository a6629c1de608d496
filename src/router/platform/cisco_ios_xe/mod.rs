//! Cisco IOS-XE: IKEv2 with tunnel interfaces, and 802.1Q subinterfaces. In comes a router, out go its configuration and the
//! way back. Words follow Cisco's YANG models of IOS-XE 16.9.

mod commands;
mod first_hop;
mod gre;
mod lag;
mod track;
mod update;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use serde::Serialize;

use super::{RouterPlatform, named};
use crate::net::VrfName;
use crate::router::bgp::Bgp;
use crate::router::commands::Commands;
use crate::router::config::{Carries, DirectConnect, RouterConfig, Tunnel, Vpn};
use crate::router::head::{Touches, head, host_routes, stays, uplinks};
use crate::router::lag::number_of;
use crate::router::names::capital;
use crate::router::render::{Fault, File, Template, render};
use crate::router::text::harmless;
use crate::router::update::Updates;
use crate::router::vpn::ACCELERATED;
use crate::uplink::bfd::Bfd;
use crate::uplink::options::TunnelOptions;
use crate::uplink::platform::Platform;
use commands::COMMANDS;
pub(in crate::router) use first_hop::FOLLOWED;
use first_hop::{VirtualAddress, first_hop};
use gre::{GreView, gre};
use lag::{PortChannel, port_channels};
use track::{Track, tracks};
use words::{cipher, hash, transform};

/// Cisco IOS-XE.
pub(super) struct IosXe;

impl RouterPlatform for IosXe {
    fn files(&self, router: &RouterConfig) -> Result<Vec<File>, Fault> {
        files(router)
    }

    fn updates(&self) -> &'static dyn Updates {
        &update::IosUpdates
    }

    fn commands(&self) -> &'static Commands {
        &COMMANDS
    }

    fn is_interface(&self, name: &str) -> bool {
        named(name, "/.-")
            && (!name.contains('-') || self.is_lag(name.split('.').next().unwrap_or_default()))
            && name.ends_with(|last: char| last.is_ascii_digit())
    }

    fn is_lag(&self, name: &str) -> bool {
        number_of(name, lag::WORD).is_some_and(|number| (1..=512).contains(&number))
    }

    fn lag(&self) -> &'static str {
        "Port-channel1"
    }

    fn stacks_vlans(&self) -> bool {
        false
    }

    fn watch(&self, [first, second]: [Ipv4Addr; 2]) -> String {
        format!(
            "- Watch each tunnel: `ip sla` with `icmp-echo` to {first} and to {second}, a `track … ip sla … reachability` for each, and \
             `track` at the end of each `ip route`; the routes over tunnel 2 have a distance of 10."
        )
    }
}

#[derive(Serialize)]
struct Configuration {
    head: Vec<String>,
    bgp: Bgp,
    clamp: Vec<u16>,
    lags: Vec<PortChannel>,
    direct_connects: Vec<Subinterface>,
    vpns: Vec<Connection>,
    gres: Vec<GreView>,
    policies: Vec<Policy>,
    tracks: Vec<Track>,
    first_hop: Vec<VirtualAddress>,
}

#[derive(Serialize)]
struct Subinterface {
    title: String,
    port: String,
    vlan: u16,
    description: String,
    own: Ipv4Addr,
    mask: Ipv4Addr,
    /// Its address over IPv6: a list of none or one.
    ipv6: Vec<String>,
    /// The virtual interface, where that is unbound.
    unbound_ipv6: Vec<String>,
    mtu: u16,
    port_mtu: Vec<u16>,
    clamp: Vec<u16>,
    bfd: Vec<Timing>,
}

#[derive(Serialize)]
struct Timing {
    interval: u16,
    multiplier: u8,
}

/// An IKEv2 policy: IOS looks for one by the VRF outside and the local address, so all proposals of both stand in one.
#[derive(Serialize)]
struct Policy {
    name: String,
    fvrf: Vec<String>,
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
    /// That this end begins and makes new keys first: a list of none or one.
    first: Vec<&'static str>,
    /// The VRF outside.
    fvrf: Vec<String>,
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
        lags: port_channels(router),
        direct_connects: router.direct_connects.iter().map(|one| subinterface(router, one)).collect(),
        vpns: router.vpns.iter().filter_map(connection).collect(),
        gres: router.gres.iter().map(gre).collect(),
        policies: policies(&router.vpns),
        tracks: tracks(router),
        first_hop: first_hop(router).into_iter().collect(),
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
    let mut also: Vec<String> = lag::touches(router).collect();
    for one in &router.direct_connects {
        if one.mtu > 1500 && router.lag(&one.interface).is_none() {
            also.push(format!("the MTU of {}", one.interface));
        }
        also.push(format!("interface {}.{}", one.interface, one.vlan));
    }
    let tunnels = router.vpns.iter().flat_map(|vpn| &vpn.tunnels);
    also.extend(tunnels.map(|tunnel| format!("interface Tunnel{}", tunnel.number)));
    also.extend(router.gres.iter().map(|one| format!("interface Tunnel{}", one.number)));
    for Track { number, routes, .. } in tracks(router) {
        also.push(format!("track {number}"));
        also.extend(routes.iter().map(|route| format!("a static route to {}", route.prefix)));
    }
    if let Some(VirtualAddress { interface, group, follows, .. }) = first_hop(router) {
        also.push(format!("VRRP group {group} of {interface}"));
        also.extend(follows.iter().map(|one| format!("track {} and those of its list", one.list)));
    }
    also.extend(host_routes(router));
    also.push(format!("router bgp {}", router.asn));
    Touches { names: "NG-", also }
}

fn subinterface(router: &RouterConfig, one: &DirectConnect) -> Subinterface {
    Subinterface {
        title: format!("{}: Direct Connect, VLAN {}, AWS {}, this router {}", one.name, one.vlan, one.aws(), one.own()),
        port: one.interface.clone(),
        vlan: one.vlan,
        description: harmless(
            &format!("ng {} {}", one.name, one.description),
            Platform::CiscoIosXe.capabilities().description,
        ),
        own: one.own(),
        mask: one.link.netmask(),
        ipv6: one.address6().into_iter().collect(),
        unbound_ipv6: one.unbound6(router).into_iter().collect(),
        mtu: one.mtu,
        port_mtu: Platform::CiscoIosXe
            .capabilities()
            .port_mtu
            .filter(|_| one.mtu > 1500 && router.lag(&one.interface).is_none())
            .into_iter()
            .collect(),
        clamp: router.mss.filter(|_| one.carries == Carries::Site).into_iter().collect(),
        bfd: one.bfd.map(|Bfd { interval, multiplier }| Timing { interval, multiplier }).into_iter().collect(),
    }
}

fn policies(vpns: &[Vpn]) -> Vec<Policy> {
    let mut by_address: BTreeMap<(Option<&VrfName>, Ipv4Addr), BTreeSet<String>> = BTreeMap::new();
    for vpn in vpns {
        by_address.entry((vpn.vrf.as_ref(), vpn.source())).or_default().insert(proposal(vpn));
    }
    let policy = |((vrf, local), proposals): ((Option<&VrfName>, Ipv4Addr), BTreeSet<String>)| Policy {
        name: format!(
            "NG-IKE-{}{}",
            vrf.map(|vrf| format!("{vrf}-")).unwrap_or_default(),
            local.to_string().replace('.', "-")
        ),
        fvrf: vrf.map(ToString::to_string).into_iter().collect(),
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
        ike_lifetime: vpn.lifetimes()[0],
        esp_lifetime: vpn.lifetimes()[1],
        dpd_interval: vpn.options.dpd_silence(),
        dpd_tries: TunnelOptions::DPD_TRIES,
        replay_window: vpn.options.replay_window,
        first: vpn.accelerated.then_some(ACCELERATED).into_iter().collect(),
        fvrf: vpn.vrf.iter().map(ToString::to_string).collect(),
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
        description: harmless(&description, Platform::CiscoIosXe.capabilities().description),
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

//! BGP in the words that FRR and IOS share: filters, policies and sessions. In comes a router, out goes a view. Where something
//! may be missing, it is a list of none or one, because templates are strict.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use serde::Serialize;

use super::config::{Anchor, DirectConnect, HostRoute, RouterConfig, Vpn};
use super::names::{capital, object};
use super::numbers;
use super::text::harmless;
use crate::net::Cidr4;
use crate::uplink::bfd::Bfd;
use crate::uplink::failover::HOLD_TIME;
use crate::uplink::preference::{Level, TunnelPreference, Tunnels, local_preference, maximum_prefix};

/// The list of what AWS announces.
const AWS_IN: &str = "NG-AWS-IN";
/// The list of what the site announces.
const SITE_OUT: &str = "NG-SITE-OUT";
/// The most characters of a neighbor's description.
const DESCRIPTION: usize = 80;

/// All of a router's BGP.
#[derive(Serialize)]
pub(super) struct Bgp {
    asn: u32,
    router_id: Ipv4Addr,
    greenfield: bool,
    aws_in: Vec<Entry>,
    site_out: Vec<Entry>,
    lists: Vec<List>,
    maps: Vec<Map>,
    networks: Vec<Block>,
    aggregates: Vec<Block>,
    hosts: Vec<Host>,
    multipath: Vec<usize>,
    profiles: Vec<Profile>,
    lan: String,
    on_lan: Vec<Block>,
    pub sessions: Vec<Session>,
    /// `10 30`: keepalive and hold time in seconds.
    timers: String,
    pub peers: Vec<PeerSession>,
    peer_timers: String,
}

/// A list of prefixes of one virtual interface that carries tunnels.
#[derive(Serialize)]
struct List {
    name: String,
    entries: Vec<Entry>,
}

/// A timing of BFD, as FRR has it.
#[derive(Serialize)]
struct Profile {
    name: String,
    interval: u16,
    multiplier: u8,
}

/// A route that keeps a tunnel's own packets out of the tunnel.
#[derive(Serialize)]
struct Host {
    to: Vec<Ipv4Addr>,
    unbound: Vec<String>,
    interface: String,
    next_hop: Ipv4Addr,
}

impl Host {
    fn of(route: HostRoute) -> Self {
        let HostRoute { tunnel, to, interface, next_hop } = route;
        Self {
            unbound: if to.is_none() { vec![tunnel] } else { Vec::new() },
            to: to.into_iter().collect(),
            interface,
            next_hop,
        }
    }
}

#[derive(Serialize)]
struct Entry {
    sequence: u32,
    prefix: String,
}

#[derive(Serialize)]
pub(super) struct Block {
    /// `192.168.0.0/16`
    pub prefix: String,
    address: Ipv4Addr,
    mask: Ipv4Addr,
}

/// A route map of one entry.
#[derive(Serialize)]
struct Map {
    name: String,
    list: String,
    why: String,
    local_preference: Vec<u32>,
    community: Vec<String>,
    strip: bool,
    prepend: Vec<String>,
    metric: Vec<u32>,
}

/// A session with AWS.
#[derive(Serialize)]
pub(super) struct Session {
    /// AWS's address.
    pub neighbor: Ipv4Addr,
    asn: u32,
    title: String,
    description: String,
    direct_connect: bool,
    bfd: bool,
    profile: String,
    key: Vec<String>,
    unbound: Vec<String>,
    map_in: String,
    map_out: String,
    maximum: usize,
}

/// A session with another router of the site.
#[derive(Serialize)]
pub(super) struct PeerSession {
    /// Its address.
    pub neighbor: Ipv4Addr,
    router: String,
}

impl Bgp {
    pub fn of(router: &RouterConfig) -> Self {
        let (mut maps, mut sessions) = (Vec::new(), Vec::new());
        for one in &router.direct_connects {
            direct_connect(router, one, &mut maps, &mut sessions);
        }
        for one in &router.vpns {
            vpn(router, one, &mut maps, &mut sessions);
        }
        let Origins { networks, aggregates } = Origins::of(router);
        let on_lan = router.wide().filter(|(_, anchor)| *anchor == Anchor::Lan);
        Self {
            asn: router.asn.get(),
            router_id: router.router_id,
            greenfield: router.greenfield,
            aws_in: entries(&router.aws_prefixes),
            site_out: entries(&router.site_prefixes),
            lists: router.direct_connects.iter().flat_map(|one| lists(router, one)).collect(),
            maps,
            networks: networks.into_iter().map(Block::of).collect(),
            aggregates: aggregates.into_iter().map(Block::of).collect(),
            hosts: router.host_routes().map(Host::of).collect(),
            multipath: router.asked_paths().into_iter().collect(),
            profiles: profiles(router),
            lan: router.lan.interface.clone(),
            on_lan: on_lan.map(|(prefix, _)| Block::of(prefix)).collect(),
            sessions,
            timers: timers(HOLD_TIME),
            peers: peers(router),
            peer_timers: timers(router.platform.capabilities().peer_hold_time),
        }
    }
}

/// What BGP originates.
struct Origins {
    /// What the routing table has to have.
    networks: BTreeSet<Cidr4>,
    /// What a network inside keeps there.
    aggregates: BTreeSet<Cidr4>,
}

impl Origins {
    /// A prefix goes out with a route to exactly it, whatever keeps that route in the table. Only where a platform cannot tie a route
    /// to a learned one, an aggregate stands for it; then nothing else runs on the router.
    fn of(router: &RouterConfig) -> Self {
        let (mut networks, mut aggregates): (BTreeSet<Cidr4>, _) =
            (router.sources().into_iter().collect(), BTreeSet::new());
        for prefix in &router.site_prefixes {
            match router.anchor(*prefix) {
                Anchor::Learned(part) if !router.platform.capabilities().anchors_by_route => {
                    networks.insert(part);
                    aggregates.insert(*prefix);
                }
                _ => drop(networks.insert(*prefix)),
            }
        }
        Self { networks, aggregates }
    }
}

/// Three keepalives to a hold time.
fn timers(hold: u32) -> String {
    format!("{} {hold}", hold / 3)
}

fn peers(router: &RouterConfig) -> Vec<PeerSession> {
    let session = |peer: &super::config::Peer| PeerSession { neighbor: peer.address, router: peer.router.to_string() };
    router.peers.iter().map(session).collect()
}

/// `ng-dx` has the shortest timing, others say theirs.
fn profile(bfd: Bfd) -> String {
    if bfd == Bfd::SHORTEST {
        object(&["dx"])
    } else {
        object(&["dx", &format!("{}x{}", bfd.interval, bfd.multiplier)])
    }
}

fn profiles(router: &RouterConfig) -> Vec<Profile> {
    let timings: BTreeSet<Bfd> = router.direct_connects.iter().filter_map(|one| one.bfd).collect();
    let view = |bfd: Bfd| Profile { name: profile(bfd), interval: bfd.interval, multiplier: bfd.multiplier };
    timings.into_iter().map(view).collect()
}

fn entries(prefixes: &[Cidr4]) -> Vec<Entry> {
    numbers::entries(prefixes).into_iter().map(|(sequence, one)| Entry { sequence, prefix: one.to_string() }).collect()
}

impl Block {
    pub fn of(block: Cidr4) -> Self {
        Self { prefix: block.to_string(), address: block.address(), mask: block.netmask() }
    }
}

impl Map {
    /// What is accepted, with how much it is preferred.
    fn inward(name: String, preference: u32, why: String) -> Self {
        let empty = Self::outward(name, why);
        Self { list: AWS_IN.to_owned(), local_preference: vec![preference], strip: false, ..empty }
    }

    /// What is announced.
    fn outward(name: String, why: String) -> Self {
        Self {
            name,
            list: SITE_OUT.to_owned(),
            why,
            local_preference: Vec::new(),
            community: Vec::new(),
            strip: true,
            prepend: Vec::new(),
            metric: Vec::new(),
        }
    }
}

/// The lists of a virtual interface that carries tunnels; one that carries the site has those of the router.
fn lists(router: &RouterConfig, one: &DirectConnect) -> Vec<List> {
    if one.tunnels.is_none() {
        return Vec::new();
    }
    let [inward, outward] = ["in", "out"].map(|way| capital(&[one.name.as_str(), way]));
    let (accepted, announced) = (entries(router.accepted(one)), entries(&router.announced(one)));
    vec![List { name: inward, entries: accepted }, List { name: outward, entries: announced }]
}

fn direct_connect(router: &RouterConfig, one: &DirectConnect, maps: &mut Vec<Map>, sessions: &mut Vec<Session>) {
    let name = one.name.as_str();
    let [map_in, map_out] = ["in", "out"].map(|way| capital(&[name, way]));
    let preference = local_preference(one.rank);
    let level = Level::of(one.rank);
    let word = level.map_or("default", Level::word);
    let (list_in, list_out, what_in, what_out) = match &one.tunnels {
        None => (AWS_IN.to_owned(), SITE_OUT.to_owned(), "exactly what is planned", "the site"),
        Some(_) => (
            map_in.clone(),
            map_out.clone(),
            "its ends of the tunnels and nothing else",
            "where the tunnels begin and nothing else",
        ),
    };
    maps.push(Map {
        list: list_in,
        ..Map::inward(
            map_in.clone(),
            preference,
            format!("from AWS over {name}: {what_in}, local preference {preference}"),
        )
    });
    maps.push(Map {
        list: list_out,
        community: level.iter().map(Level::to_string).collect(),
        strip: level.is_none(),
        ..Map::outward(map_out.clone(), format!("to AWS over {name}: {what_out}, {word} preference for the way back"))
    });
    sessions.push(Session {
        neighbor: one.aws(),
        asn: one.asn.get(),
        title: match &one.tunnels {
            None => format!("{name}: Direct Connect, VLAN {}", one.vlan),
            Some(_) => format!("{name}: Direct Connect, VLAN {}, for tunnels alone", one.vlan),
        },
        description: harmless(&format!("ng {name} {}", one.description), DESCRIPTION),
        direct_connect: true,
        bfd: one.bfd.is_some(),
        profile: one.bfd.map(profile).unwrap_or_default(),
        key: one.key.iter().map(|key| key.reveal().to_owned()).collect(),
        unbound: if one.key.is_none() { vec![name.to_owned()] } else { Vec::new() },
        map_in,
        map_out,
        maximum: maximum_prefix(router.accepted(one).len()),
    });
}

fn vpn(router: &RouterConfig, one: &Vpn, maps: &mut Vec<Map>, sessions: &mut Vec<Session>) {
    let name = one.name.as_str();
    for (tunnel, number) in one.tunnels.iter().zip(1_u8..) {
        let label = format!("t{number}");
        let own = [name, label.as_str()];
        let words = if one.mode == Tunnels::Balanced { &own[..1] } else { &own[..] };
        let [map_in, map_out] = ["in", "out"].map(|way| capital(&[words, &[way]].concat()));
        if !maps.iter().any(|map| map.name == map_in) {
            tunnel_maps(router, one, number, [&map_in, &map_out], maps);
        }
        sessions.push(Session {
            neighbor: tunnel.aws(),
            asn: one.asn.get(),
            title: match &one.carrier {
                None => format!("{name}: VPN, tunnel {number} of 2"),
                Some(carrier) => format!("{name}: VPN inside {carrier}, tunnel {number} of 2"),
            },
            description: harmless(&format!("ng {name} tunnel {number} {}", one.description), DESCRIPTION),
            direct_connect: false,
            bfd: false,
            profile: String::new(),
            key: Vec::new(),
            unbound: Vec::new(),
            map_in,
            map_out,
            maximum: maximum_prefix(router.aws_prefixes.len()),
        });
    }
}

fn tunnel_maps(router: &RouterConfig, one: &Vpn, number: u8, names: [&str; 2], maps: &mut Vec<Map>) {
    let preference = TunnelPreference::of(one.rank, one.mode, number);
    let (uplink, local) = (&one.name, preference.local_preference);
    let both = if one.mode == Tunnels::Balanced { ", the same on both tunnels" } else { "" };
    maps.push(Map::inward(
        names[0].to_owned(),
        local,
        format!("from AWS over {uplink}: exactly what is planned, local preference {local}{both}"),
    ));
    let prepend = vec![router.asn.to_string(); usize::from(preference.prepends)].join(" ");
    maps.push(Map {
        prepend: if prepend.is_empty() { Vec::new() } else { vec![prepend] },
        metric: if preference.med == 0 { Vec::new() } else { vec![preference.med] },
        ..Map::outward(
            names[1].to_owned(),
            format!("to AWS over {uplink}: the site, without communities, which AWS ignores on VPN{both}"),
        )
    });
}

//! BGP in the words that FRR and IOS share: filters, policies and sessions. In comes a router, out goes a view. Where something
//! may be missing, it is a list of none or one, because templates are strict.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use serde::Serialize;

use super::config::{Anchor, HostRoute, RouterConfig};
use super::ipv6::Bgp6;
use super::maps::{self, Communities, List, Map, Session};
use super::names::object;
use super::numbers;
use crate::net::Cidr4;
use crate::uplink::bfd::Bfd;
use crate::uplink::failover::HOLD_TIME;
use crate::uplink::public::WIDEST;

/// All of a router's BGP.
#[derive(Serialize)]
pub(super) struct Bgp {
    asn: u32,
    router_id: Ipv4Addr,
    greenfield: bool,
    aws_in: Vec<Entry>,
    site_out: Vec<Entry>,
    lists: Vec<List>,
    communities: Vec<Communities>,
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
    /// BGP over IPv6: a list of none or one.
    ipv6: Vec<Bgp6>,
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

/// A line of a list of prefixes.
#[derive(Serialize)]
pub(super) struct Entry {
    pub sequence: u32,
    /// `permit` or `deny`.
    pub verb: &'static str,
    /// The prefix, and how long what lies inside may be: `10.0.0.0/8 le 32`.
    pub prefix: String,
}

#[derive(Serialize)]
pub(super) struct Block {
    /// `192.168.0.0/16`
    pub prefix: String,
    address: Ipv4Addr,
    mask: Ipv4Addr,
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
        let (maps, sessions) = maps::of(router);
        let Origins { networks, aggregates } = Origins::of(router);
        let on_lan = router.wide().filter(|(_, anchor)| *anchor == Anchor::Lan);
        Self {
            asn: router.asn.get(),
            router_id: router.router_id,
            greenfield: router.greenfield,
            aws_in: entries(&router.aws_prefixes),
            site_out: entries(&router.site_prefixes),
            lists: router.direct_connects.iter().flat_map(|one| maps::lists(router, one)).collect(),
            communities: router.publics().filter_map(|(one, path)| maps::communities(one, path)).collect(),
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
            ipv6: Bgp6::of(router).into_iter().collect(),
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
pub(super) fn profile(bfd: Bfd) -> String {
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

pub(super) fn entries(prefixes: &[Cidr4]) -> Vec<Entry> {
    let entry = |(sequence, one): (u32, Cidr4)| Entry { sequence, verb: "permit", prefix: one.to_string() };
    numbers::entries(prefixes).into_iter().map(entry).collect()
}

/// Everything but these and what lies inside, and nothing wider than what AWS announces.
pub(super) fn entries_but(refused: &[Cidr4]) -> Vec<Entry> {
    let inside = |one: Cidr4| if one.prefix() < 32 { format!("{one} le 32") } else { one.to_string() };
    let entry = |(sequence, one): (u32, Cidr4)| Entry { sequence, verb: "deny", prefix: inside(one) };
    let rest = Entry { sequence: numbers::LAST, verb: "permit", prefix: format!("0.0.0.0/0 ge {WIDEST} le 32") };
    numbers::entries_before_last(refused).into_iter().map(entry).chain([rest]).collect()
}

impl Block {
    pub fn of(block: Cidr4) -> Self {
        Self { prefix: block.to_string(), address: block.address(), mask: block.netmask() }
    }
}

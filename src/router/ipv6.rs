//! IPv6 of a router: what it announces and accepts over IPv6, the second session of each virtual interface, and both in the words that FRR
//! and IOS share. In comes a plan's site or a router, out go values and a view. It decides no address: AWS assigns those of sessions, and
//! `--bind` fills them in.

use std::net::Ipv6Addr;

use serde::Serialize;

use super::bgp::{Entry, profile};
use super::config::{DirectConnect, RouterConfig};
use super::names::capital;
use super::numbers;
use super::secret::Secret;
use super::text::harmless;
use crate::net::{Cidr6, Name};
use crate::network::Site;
use crate::plan::SitePlan;
use crate::uplink::preference::{Level, local_preference, maximum_prefix};

/// What a router does over IPv6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ipv6 {
    /// What the site announces on every uplink, exactly.
    pub prefixes: Vec<Cidr6>,
    /// How many blocks AWS announces on every uplink: the /56 of a VPC each, which nobody knows before deployment.
    pub blocks: usize,
    /// The other routers of the site, with their addresses on its network.
    pub peers: Vec<Peer6>,
}

/// Another router of the same site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer6 {
    /// Its name.
    pub router: Name,
    /// Its address on the site's network.
    pub address: Ipv6Addr,
}

/// The session of a virtual interface over IPv6, which AWS alone knows before it is bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session6 {
    /// AWS's address.
    pub aws: Ipv6Addr,
    /// The router's address.
    pub own: Ipv6Addr,
    /// The length of their network: 125.
    pub length: u8,
    /// The key of the session.
    pub key: Secret,
}

/// The part of the global unicast addresses that AWS takes blocks of VPCs from (RFC 4291).
const GLOBAL: &str = "2000::/3";
/// The length of a VPC's block.
const BLOCK: u8 = 56;
/// The most characters of a neighbor's description.
const DESCRIPTION: usize = 80;

/// The IPv6 of a site's router, if the site has any. `others` are the other routers that talk to AWS.
pub(super) fn of_site<'s>(
    site: &Site,
    plan: &SitePlan,
    others: impl Iterator<Item = &'s crate::network::SiteRouter>,
) -> Option<Ipv6> {
    let peers =
        others.filter_map(|other| Some(Peer6 { router: other.name.word(), address: other.lan.ipv6_address?.value }));
    site.has_ipv6().then(|| Ipv6 {
        prefixes: site.ipv6_prefixes.iter().map(|prefix| prefix.value).collect(),
        blocks: plan.announced_ipv6.len(),
        peers: peers.collect(),
    })
}

impl RouterConfig {
    /// The virtual interfaces with a session over IPv6.
    pub fn sessions6(&self) -> impl Iterator<Item = (&DirectConnect, Option<&Session6>)> + Clone {
        let has = self.ipv6.is_some();
        self.clear().filter(move |_| has).map(|one| (one, one.ipv6.as_ref()))
    }

    /// Whether AWS's answer about a session over IPv6 is still to be bound.
    #[must_use]
    pub fn lacks_ipv6(&self) -> bool {
        self.sessions6().any(|(_, session)| session.is_none())
    }
}

impl DirectConnect {
    /// Whether the router has a session over IPv6 on it.
    #[must_use]
    pub fn is_dual(&self, router: &RouterConfig) -> bool {
        router.sessions6().any(|(one, _)| one.name == self.name)
    }

    /// The router's address over IPv6 with its length, once it is bound.
    #[must_use]
    pub fn address6(&self) -> Option<String> {
        self.ipv6.as_ref().map(|session| format!("{}/{}", session.own, session.length))
    }

    /// Its name, where that address is still to be bound.
    #[must_use]
    pub fn unbound6(&self, router: &RouterConfig) -> Option<String> {
        (self.is_dual(router) && self.ipv6.is_none()).then(|| self.name.to_string())
    }
}

/// BGP over IPv6, as FRR and IOS have it.
#[derive(Serialize)]
pub(super) struct Bgp6 {
    aws_in: Vec<Entry>,
    site_out: Vec<Entry>,
    maps: Vec<Map6>,
    networks: Vec<String>,
    sessions: Vec<View6>,
    /// The virtual interfaces whose session is unbound.
    unbound: Vec<String>,
    peers: Vec<PeerView6>,
}

/// A route map of one entry.
#[derive(Serialize)]
struct Map6 {
    name: String,
    list: &'static str,
    why: String,
    local_preference: Vec<u32>,
    community: Vec<String>,
    strip: bool,
}

/// A session with AWS.
#[derive(Serialize)]
struct View6 {
    neighbor: Ipv6Addr,
    asn: u32,
    title: String,
    description: String,
    key: String,
    bfd: bool,
    profile: String,
    map_in: String,
    map_out: String,
    maximum: usize,
}

/// A session with another router of the site.
#[derive(Serialize)]
struct PeerView6 {
    neighbor: Ipv6Addr,
    router: String,
}

impl Bgp6 {
    /// The view of a router with IPv6.
    pub fn of(router: &RouterConfig) -> Option<Self> {
        let ipv6 = router.ipv6.as_ref()?;
        let bound = router.sessions6().filter_map(|(one, session)| Some((one, session?)));
        let unbound = router.sessions6().filter(|(_, session)| session.is_none());
        Some(Self {
            aws_in: accepted(&ipv6.prefixes),
            site_out: announced(&ipv6.prefixes),
            maps: router.sessions6().flat_map(|(one, _)| maps(one)).collect(),
            networks: ipv6.prefixes.iter().map(ToString::to_string).collect(),
            sessions: bound.map(|(one, session)| view(ipv6, one, session)).collect(),
            unbound: unbound.map(|(one, _)| one.name.to_string()).collect(),
            peers: ipv6
                .peers
                .iter()
                .map(|one| PeerView6 { neighbor: one.address, router: one.router.to_string() })
                .collect(),
        })
    }
}

/// A block of a VPC and nothing else: of the length of one, and no part of the site.
fn accepted(site: &[Cidr6]) -> Vec<Entry> {
    let deny = |(sequence, one): (u32, Cidr6)| Entry { sequence, verb: "deny", prefix: format!("{one} le 128") };
    let rest = Entry { sequence: numbers::LAST, verb: "permit", prefix: format!("{GLOBAL} ge {BLOCK} le {BLOCK}") };
    numbers::entries_v6(site).into_iter().map(deny).chain([rest]).collect()
}

fn announced(site: &[Cidr6]) -> Vec<Entry> {
    let permit = |(sequence, one): (u32, Cidr6)| Entry { sequence, verb: "permit", prefix: one.to_string() };
    numbers::entries_v6(site).into_iter().map(permit).collect()
}

/// The names of the maps of a virtual interface over IPv6.
fn names(one: &DirectConnect) -> [String; 2] {
    ["in6", "out6"].map(|way| capital(&[one.name.as_str(), way]))
}

/// What a virtual interface brings and tells, in the same order of preference as over IPv4.
fn maps(one: &DirectConnect) -> [Map6; 2] {
    let [map_in, map_out] = names(one);
    let (name, preference, level) = (&one.name, local_preference(one.rank), Level::of(one.rank));
    let word = level.map_or("default", Level::word);
    [
        Map6 {
            name: map_in,
            list: "NG-AWS-IN6",
            why: format!("from AWS over {name}, IPv6: blocks of VPCs and nothing else, local preference {preference}"),
            local_preference: vec![preference],
            community: Vec::new(),
            strip: false,
        },
        Map6 {
            name: map_out,
            list: "NG-SITE-OUT6",
            why: format!("to AWS over {name}, IPv6: the site, {word} preference for the way back"),
            local_preference: Vec::new(),
            community: level.iter().map(Level::to_string).collect(),
            strip: level.is_none(),
        },
    ]
}

fn view(ipv6: &Ipv6, one: &DirectConnect, session: &Session6) -> View6 {
    let [map_in, map_out] = names(one);
    View6 {
        neighbor: session.aws,
        asn: one.asn.get(),
        title: format!("{}: Direct Connect, VLAN {}, over IPv6", one.name, one.vlan),
        description: harmless(&format!("ng {} IPv6 {}", one.name, one.description), DESCRIPTION),
        key: session.key.reveal().to_owned(),
        bfd: one.bfd.is_some(),
        profile: one.bfd.map(profile).unwrap_or_default(),
        map_in,
        map_out,
        maximum: maximum_prefix(ipv6.blocks),
    }
}

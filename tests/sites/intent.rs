//! What a document asks for, read from its YAML by names that are written down here again.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use serde_json::Value;

use super::beyond;
use super::connect::{self, Peer};
use super::ends;
use super::lags::{self, Lags};
use super::public::Public;
use super::router::Suite;
use super::tunnels::{sizes, unknown};

/// A site.
#[derive(Debug)]
pub struct Site {
    pub name: String,
    pub asn: u32,
    pub prefixes: BTreeSet<Ipv4Net>,
    /// The number that VPN connections end on.
    pub vpn_asn: u32,
    /// Transit gateway and segment; none for a VPC.
    pub segment: Option<(String, String)>,
    /// The VPCs that it is joined to without one, by what their names say.
    pub vpcs: BTreeSet<String>,
    /// Whether pools stand for what lies inside them.
    pub pools: bool,
    /// Prefixes of other sites that a VPN gateway hands on to this one, where the document lets it (VPN `CloudHub`).
    pub branches: BTreeSet<Ipv4Net>,
    /// Prefixes of other sites that `SiteLink` leads to, where the document asks for it.
    pub linked: BTreeSet<Ipv4Net>,
    pub routers: BTreeMap<String, RouterOf>,
    pub uplinks: BTreeMap<String, Uplink>,
    pub publics: BTreeMap<String, Public>,
}

#[derive(Debug)]
pub struct RouterOf {
    pub platform: String,
    pub address: Ipv4Addr,
    /// Whether all of several equal paths are used, as the document says or leaves to the platform.
    pub multipath: bool,
    /// Its LAGs.
    pub lags: Lags,
    /// The interface of its network.
    pub interface: String,
    /// The virtual address of its network, and the group.
    pub first_hop: Option<(Ipv4Addr, u32)>,
    /// The network of the router, and what it learns from the site.
    pub parts: BTreeSet<Ipv4Net>,
}

#[derive(Debug)]
pub struct Uplink {
    pub router: String,
    pub interface: String,
    /// 0 is best; equal ones are equal.
    pub rank: usize,
    pub way: Way,
}

#[derive(Debug)]
pub enum Way {
    Direct(Direct),
    Vpn(Box<Vpn>),
    Peer(Peer),
}

#[derive(Debug)]
pub struct Direct {
    pub asn: u32,
    pub vlan: u32,
    pub mtu: u32,
    /// Milliseconds until a dead path is noticed, and how the document says it.
    pub bfd: Option<(u32, String)>,
    pub link: Option<Ipv4Net>,
    /// The tunnels that it carries, if it is there for nothing else.
    pub carries: Option<Carries>,
}

/// Where tunnels inside Direct Connect begin, and the blocks that AWS takes their other ends from.
#[derive(Debug)]
pub struct Carries {
    pub source: Ipv4Addr,
    pub blocks: BTreeSet<Ipv4Net>,
}

#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what a document says or not")]
pub struct Vpn {
    pub outside: Ipv4Addr,
    /// The router's own address, behind NAT if that is another one.
    pub source: Ipv4Addr,
    /// Whether AWS's outside addresses are reached by host routes.
    pub next_hop: bool,
    /// The VRF by which they are reached.
    pub vrf: Option<String>,
    /// Whether Direct Connect carries it, between private addresses.
    pub carried: bool,
    /// Whether it ends on the VPN Concentrator of its segment.
    pub concentrator: bool,
    pub bgp: bool,
    pub backup: bool,
    pub inside: Option<Vec<Ipv4Net>>,
    pub ike: Suite,
    pub esp: Suite,
    /// MTU and MSS of its tunnels.
    pub sizes: (u32, u32),
    /// Whether AWS's edge location is between, so that the router begins and makes new keys first.
    pub accelerated: bool,
    /// What AWS is to say of each tunnel, by its names: what the document says, and what netgen takes otherwise.
    pub options: BTreeMap<&'static str, String>,
}

/// All sites of a document.
pub fn sites(text: &str) -> Vec<Site> {
    let document: Value = serde_saphyr::from_str(text).expect("a document");
    let all = document["sites"].as_object().into_iter().flatten();
    all.map(|(name, site)| self::site(name, site, &document)).collect()
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

pub fn parsed<T: std::str::FromStr>(value: &Value) -> T {
    text(value).parse().unwrap_or_else(|_| panic!("{value}"))
}

pub fn number(value: &Value, default: u32) -> u32 {
    if value.is_null() { default } else { u32::try_from(value.as_u64().expect("a number")).expect("32 bits") }
}

pub fn blocks(value: &Value) -> impl Iterator<Item = Ipv4Net> {
    value.as_array().into_iter().flatten().map(parsed)
}

fn site(name: &str, site: &Value, document: &Value) -> Site {
    let (vpn_asn, segment, vpcs) = ends::joined(site, document);
    let pools = segment
        .as_ref()
        .is_some_and(|(hub, segment)| document["transit_gateways"][hub]["segments"][segment]["announce"] == "pools");
    let routers = site["routers"].as_object().expect("routers").iter();
    let routers = routers.map(|(name, one)| (name.clone(), router(name, one, (site, document))));
    let rank = |name: &str| {
        let has = |group: &Value| match group {
            Value::Array(members) => members.iter().any(|one| one == name),
            one => one == name,
        };
        site["prefer"].as_array().map_or(0, |order| order.iter().position(has).expect("a rank"))
    };
    let uplinks = super::public::all_laid(site).flat_map(|(name, one)| {
        let own = uplink(&one, rank(&name), document, segment.as_ref().map(|(hub, _)| hub));
        // An encrypted one is two: the virtual interface, and the VPN connection inside.
        let direct = &one["direct_connect"];
        match (direct["encrypt"] == "ipsec").then(|| inside(direct, rank(&name))) {
            Some(vpn) => vec![(format!("{name}-vif"), own), (name, vpn)],
            None => vec![(name, own)],
        }
    });
    Site {
        uplinks: uplinks.map(|(name, one)| unknown(name, one, site)).collect(),
        branches: beyond::branches(name, site, document),
        linked: beyond::linked(name, site, document),
        name: name.to_owned(),
        asn: number(&site["asn"], 0),
        prefixes: blocks(&site["prefixes"]).collect(),
        vpn_asn,
        segment,
        vpcs,
        pools,
        routers: routers.collect(),
        publics: publics(site),
    }
}

pub fn uplinks(site: &Value) -> impl Iterator<Item = (&String, &Value)> {
    site["uplinks"].as_object().expect("uplinks").iter()
}

fn is_public(one: &Value) -> bool {
    one["direct_connect"]["public"].is_object()
}

fn publics(site: &Value) -> BTreeMap<String, Public> {
    let all = uplinks(site).filter(|(_, one)| is_public(one));
    all.map(|(name, one)| (name.clone(), Public::of(one, super::public::carries(site, name)))).collect()
}

fn router(name: &str, one: &Value, (site, document): (&Value, &Value)) -> RouterOf {
    let lan: Ipv4Net = parsed(&one["lan"]["address"]);
    let parts = std::iter::once(lan.trunc()).chain(blocks(&one["lan"]["contributors"]));
    let hop = one["lan"]["virtual"].as_str().map(|address| address.parse().expect("an address"));
    let platform = text(&one["platform"]);
    let usual = platform == "linux" || site["greenfield"].as_bool().unwrap_or(false);
    RouterOf {
        address: lan.addr(),
        lags: lags::meant(name, one, site, document),
        multipath: one["multipath"].as_bool().unwrap_or(usual),
        interface: text(&one["lan"]["interface"]),
        first_hop: hop.map(|address| (address, number(&one["lan"]["group"], 10))),
        parts: parts.collect(),
        platform,
    }
}

/// The VPN connection inside of a virtual interface.
fn inside(direct: &Value, rank: usize) -> Uplink {
    let ipsec = &direct["ipsec"];
    let mut written = ipsec.clone();
    written["outside_ip"] = ipsec["address"].clone();
    let way = Way::Vpn(Box::new(vpn(&written)));
    Uplink { router: text(&direct["router"]), interface: text(&ipsec["interface"]), rank, way }
}

fn uplink(one: &Value, rank: usize, document: &Value, hub: Option<&String>) -> Uplink {
    if one["connect"].is_object() {
        return connect::uplink(&one["connect"], rank, document, hub);
    }
    let (written, way) = if one["vpn"].is_object() {
        (&one["vpn"], Way::Vpn(Box::new(vpn(&one["vpn"]))))
    } else {
        let direct = &one["direct_connect"];
        let gateway = text(&direct["gateway"]);
        let asn = number(&document["direct_connect_gateways"][&gateway]["asn"], 0);
        let link = direct["link"].is_string().then(|| parsed(&direct["link"]));
        let (vlan, mtu) = (number(&direct["vlan"], 0), number(&direct["mtu"], 1500));
        let bfd = bfd(&direct["bfd"]);
        let carries = (direct["encrypt"] == "ipsec").then(|| Carries {
            source: parsed(&direct["ipsec"]["address"]),
            blocks: hub.map(|hub| blocks(&document["transit_gateways"][hub]["cidrs"]).collect()).unwrap_or_default(),
        });
        (direct, Way::Direct(Direct { asn, vlan, mtu, bfd, link, carries }))
    };
    Uplink { router: text(&written["router"]), interface: text(&written["interface"]), rank, way }
}

/// Milliseconds until a dead path is noticed, and how sheets say it.
pub fn bfd(timing: &Value) -> Option<(u32, String)> {
    let (interval, times) = (number(&timing["interval"], 300), number(&timing["multiplier"], 3));
    timing.as_bool().unwrap_or(true).then(|| (interval * times, format!("{interval} ms x {times}")))
}

fn vpn(one: &Value) -> Vpn {
    let outside: Ipv4Addr = parsed(&one["outside_ip"]);
    let source = if one["local_address"].is_null() { outside } else { parsed(&one["local_address"]) };
    let word = |value: &Value, default: &str| value.as_str().unwrap_or(default).to_owned();
    let (one1, two) = (&one["crypto"]["phase1"], &one["crypto"]["phase2"]);
    let ike = Suite {
        encryption: word(&one1["encryption"], "AES256"),
        hash: Some(word(&one1["integrity"], "SHA2-384")),
        group: number(&one1["dh_group"], 20),
    };
    let encryption = word(&two["encryption"], "AES256-GCM-16");
    let hash = (!encryption.contains("GCM")).then(|| word(&two["integrity"], "SHA2-384"));
    let esp = Suite { encryption, hash, group: number(&two["dh_group"], 20) };
    let accelerated = one["accelerate"].as_bool().unwrap_or(false);
    Vpn {
        outside,
        source,
        next_hop: one["next_hop"].is_string(),
        vrf: one["vrf"].as_str().map(str::to_owned),
        carried: one["address"].is_string(),
        concentrator: one["concentrator"] == true,
        bgp: one["routing"] != "static",
        backup: one["tunnels"] == "primary-backup",
        inside: one["inside"].is_array().then(|| blocks(&one["inside"]).collect()),
        sizes: sizes(number(&one["path_mtu"], 1500), source != outside || accelerated, &esp),
        accelerated,
        options: options(&one["options"], accelerated),
        ike,
        esp,
    }
}

fn options(one: &Value, accelerated: bool) -> BTreeMap<&'static str, String> {
    let (dead, start) = if accelerated { ("clear", "add") } else { ("restart", "start") };
    let numbers = [
        ("Phase1LifetimeSeconds", "phase1_lifetime", 28_800),
        ("Phase2LifetimeSeconds", "phase2_lifetime", 3600),
        ("RekeyMarginTimeSeconds", "rekey_margin", 270),
        ("RekeyFuzzPercentage", "rekey_fuzz", 100),
        ("ReplayWindowSize", "replay_window", 1024),
        ("DPDTimeoutSeconds", "dpd_timeout", 30),
    ];
    let numbers = numbers.map(|(name, key, usual)| (name, number(&one[key], usual).to_string()));
    let words = [("DPDTimeoutAction", "dpd_action", dead), ("StartupAction", "startup_action", start)];
    let words = words.map(|(name, key, usual)| (name, one[key].as_str().unwrap_or(usual).to_owned()));
    let control = one["lifecycle_control"].as_bool().unwrap_or(false).to_string();
    numbers.into_iter().chain(words).chain([("EnableTunnelLifecycleControl", control)]).collect()
}

impl Site {
    pub fn vpns(&self) -> impl Iterator<Item = (&String, &Uplink, &Vpn)> {
        self.uplinks.iter().filter_map(|(name, uplink)| match &uplink.way {
            Way::Vpn(vpn) => Some((name, uplink, &**vpn)),
            Way::Direct(_) | Way::Peer(_) => None,
        })
    }

    /// What carries tunnels of a router alone.
    pub fn carriers(&self, router: &str) -> impl Iterator<Item = &Carries> {
        let own = self.uplinks.values().filter(move |one| one.router == router);
        own.filter_map(|one| if let Way::Direct(direct) = &one.way { direct.carries.as_ref() } else { None })
    }

    /// The lowest MSS of all tunnels: every uplink is clamped to it.
    pub fn mss(&self) -> Option<u32> {
        let peers = self.uplinks.values().filter_map(|one| match &one.way {
            Way::Peer(peer) => Some(peer.sizes().1),
            _ => None,
        });
        self.vpns().map(|(_, _, vpn)| vpn.sizes.1).chain(peers).min()
    }

    /// The most sessions of a router whose routes are equal.
    pub fn equal_paths(&self, router: &str) -> usize {
        let mut ranks = BTreeMap::new();
        for uplink in self.uplinks.values().filter(|uplink| uplink.router == router) {
            *ranks.entry(uplink.rank).or_default() += match &uplink.way {
                Way::Vpn(vpn) if !vpn.bgp => 0,
                Way::Direct(Direct { carries: Some(_), .. }) => 0,
                Way::Peer(_) => 2,
                Way::Vpn(vpn) if !vpn.backup => 2,
                _ => 1,
            };
        }
        ranks.into_values().max().unwrap_or(0)
    }

    /// Whether a router has a session with AWS.
    pub fn speaks(&self, router: &str) -> bool {
        let talks = |uplink: &Uplink| match &uplink.way {
            Way::Direct(_) | Way::Peer(_) => true,
            Way::Vpn(vpn) => vpn.bgp,
        };
        let is_public = self.publics.values().any(|one| one.router == router);
        is_public || self.uplinks.values().any(|uplink| uplink.router == router && talks(uplink))
    }
}

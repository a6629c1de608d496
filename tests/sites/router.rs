//! What the files of a router say, in no vendor's words; and which reader is for which files.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::first_hop::FirstHop;
use super::lags::Lags;
use super::{ios, junos, linux, other};

/// One router.
#[derive(Debug, Default)]
pub struct Router {
    pub asn: u32,
    pub sessions: Vec<Session>,
    pub links: Vec<Link>,
    pub tunnels: Vec<Tunnel>,
    /// Names of objects that were added, with the most characters that they may have.
    pub names: Vec<(String, usize)>,
    /// Prefixes that are announced if the routing table has them.
    pub networks: BTreeSet<Ipv4Net>,
    /// Prefixes that are announced while a part of them is announced, or in the routing table.
    pub aggregates: BTreeSet<Ipv4Net>,
    /// Prefixes that have a static route, and what that route lives by.
    pub statics: BTreeMap<Ipv4Net, Lives>,
    /// Whether connected networks are announced without being named.
    pub connected: bool,
    /// Its LAGs.
    pub lags: Lags,
    /// Its part in the virtual address of the site's network.
    pub first_hop: Option<FirstHop>,
    /// Whether BGP uses all equal paths.
    pub multipath: bool,
    /// Markers of host routes to AWS's outside addresses: `inet.t1`.
    pub hosts: BTreeSet<String>,
    /// Markers of keys: `inet.t1`, `dx-1`.
    pub keys: Vec<String>,
}

/// What a static route lives by.
#[derive(Clone, Debug, PartialEq)]
pub enum Lives {
    /// An interface that is up.
    Interface(String),
    /// Another route.
    Route(Ipv4Net),
}

/// A BGP session.
#[derive(Debug)]
pub struct Session {
    pub neighbor: Ipv4Addr,
    pub remote: u32,
    pub hold: u32,
    /// Hops that it may take.
    pub hops: u32,
    /// Milliseconds until a dead path is noticed.
    pub bfd: Option<u32>,
    pub restart_off: bool,
    pub inward: Policy,
    pub outward: Policy,
    /// What is sent has the router itself as next hop.
    pub next_hop_self: bool,
    /// The most prefixes that it may bring.
    pub most: Option<u32>,
}

/// What passes a session in one direction, and how it is changed. Everything else is refused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    pub prefixes: BTreeSet<Ipv4Net>,
    /// Whether everything from a /8 on passes, but for what is refused.
    pub wide: bool,
    /// What does not pass, nor anything inside.
    pub refused: BTreeSet<Ipv4Net>,
    /// Communities of which a route has to have one; any will do if there are none.
    pub tagged: BTreeSet<String>,
    pub preference: Option<u32>,
    pub communities: Vec<String>,
    /// Whether other communities may go along.
    pub keeps_communities: bool,
    pub prepends: Vec<u32>,
    pub med: u32,
}

/// An interface with an address.
#[derive(Debug, Default)]
pub struct Link {
    pub interface: String,
    pub address: Ipv4Net,
    pub mtu: Option<u32>,
    pub mss: Option<u32>,
    /// The port and the tag.
    pub vlan: Option<(Option<String>, u32)>,
    /// Where a GRE tunnel begins, an interface or an address, and where it ends.
    pub gre: Option<(String, Ipv4Addr)>,
    /// Protocols that a zone lets in; `None` without zones.
    pub lets_in: Option<BTreeSet<String>>,
    /// The zone, where there are some.
    pub zone: Option<String>,
}

/// A tunnel of IPsec.
#[derive(Debug)]
pub struct Tunnel {
    pub interface: String,
    /// Phase 1: what the router offers, each with the address that it is offered from, or from any where that is empty.
    pub ike: BTreeSet<(String, Suite)>,
    pub esp: Suite,
    /// Hard limits, in seconds.
    pub lifetimes: [u32; 2],
    /// When it begins a rekey at the latest, in seconds, if it is not shortly before the hard limit.
    pub rekeys: Option<[u32; 2]>,
    /// Packets of the window against replays, where the files state it.
    pub replay: Option<u32>,
    /// The longest time in seconds until a dead peer is noticed.
    pub detection: f64,
    pub identity: Ipv4Addr,
    /// The address or the interface that it is sent from.
    pub source: BTreeSet<String>,
    /// The VRFs that the platform is told to look for the peer in, each once for each place that says it; `None` where the interface says it.
    pub outside_vrf: Option<BTreeSet<Option<String>>>,
}

/// In AWS's words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suite {
    pub encryption: String,
    pub hash: Option<String>,
    pub group: u32,
}

/// All routers of a tree by site and name, or why a router cannot be read.
pub fn read(files: &BTreeMap<String, String>) -> BTreeMap<(String, String), Result<Router, String>> {
    let mut routers: BTreeMap<(String, String), BTreeMap<String, String>> = BTreeMap::new();
    for (path, text) in files {
        let Some((site, name)) = path.strip_prefix("routers/").and_then(|path| path.split_once('/')) else { continue };
        let Some((router, ending)) = name.split_once('.').filter(|(router, _)| !router.contains('/')) else { continue };
        routers.entry((site.to_owned(), router.to_owned())).or_default().insert(ending.to_owned(), text.clone());
    }
    routers.into_iter().map(|(name, files)| (name, of(&files))).collect()
}

/// A router from its files by their endings, `unbound.` in front of some.
fn of(files: &BTreeMap<String, String>) -> Result<Router, String> {
    let mut plain = BTreeMap::new();
    let is_sheet = |ending: &str| {
        ending.contains("rollback") || (ending.rsplit('.').next() == Some("md") && !ending.ends_with("values.md"))
    };
    for (ending, text) in files.iter().filter(|(ending, _)| !is_sheet(ending)) {
        let own = ending.strip_prefix("unbound.").unwrap_or(ending);
        let marked = text.lines().any(|line| {
            let is_code = !line.trim_start().starts_with(['!', '#']);
            is_code && (line.contains("netgen-unbound-") || line.contains("netgen_unbound_"))
        });
        if marked != (own != ending) {
            return Err(format!("{ending}: the name does not say what the text says"));
        }
        harmless(text).map_err(|word| format!("{ending}: `{word}`"))?;
        plain.insert(own.to_owned(), text.as_str());
    }
    let text = |ending: &str| plain.get(ending).copied();
    if let (Some(sheet), 1) = (text("values.md"), plain.len()) {
        return other::read(sheet);
    }
    match (text("cfg"), text("set"), text("conf"), text("frr.conf")) {
        (Some(ios), None, None, None) => ios::read(ios),
        (None, Some(set), Some(curly), None) => junos::read(set, curly),
        (None, None, None, Some(_)) => linux::read(&plain),
        _ => Err(format!("no platform has {:?}", plain.keys())),
    }
}

/// Words that would hold a key, or break what AWS sends with a TTL of 1.
fn harmless(text: &str) -> Result<(), &'static str> {
    const WORDS: &[&str] = &[
        " password ",
        " pre-shared-key ",
        "ascii-text",
        "authentication-key",
        "secret =",
        "multihop",
        "ttl-security",
        "Null0",
        " discard",
        " blackhole",
        "permit any",
    ];
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with(['!', '#']));
    // A route to nowhere that goes with a tracked object is no trap.
    let lines = lines.filter(|line| !(line.starts_with("ip route ") && line.contains(" Null0 250 track ")));
    // Inside a Connect peer AWS asks for two hops; whose sessions say so is held against the document.
    let lines = lines.filter(|line| !line.ends_with(" ebgp-multihop 2"));
    let found = |word: &str| lines.clone().any(|line| format!(" {line} ").contains(word));
    WORDS.iter().find(|word| found(word)).map_or(Ok(()), |word| Err(*word))
}

/// A value by a platform's word for it.
pub fn meaning(words: &[(&str, &str)], word: &str) -> Result<String, String> {
    let found = words.iter().find(|(own, _)| *own == word);
    found.map(|(_, aws)| (*aws).to_owned()).ok_or_else(|| format!("what is `{word}`?"))
}

/// The group behind `group`.
pub fn group(word: &str) -> Result<u32, String> {
    word.strip_prefix("group").and_then(|number| number.parse().ok()).ok_or_else(|| format!("what is `{word}`?"))
}

//! What is accepted and announced on each session with AWS, in the words that FRR and IOS share: lists, route maps, sessions. In
//! comes an uplink, out go its parts of the view of [`Bgp`](super::bgp::Bgp).

use std::net::Ipv4Addr;

use serde::Serialize;

use super::bgp::{Entry, entries, entries_but, profile};
use super::config::{Carries, DirectConnect, Gre, PublicPath, RouterConfig, Vpn};
use super::gre::HOPS;
use super::names::capital;
use super::text::harmless;
use crate::uplink::preference::{Level, TunnelPreference, Tunnels, local_preference, maximum_prefix};

/// The list of what AWS announces.
const AWS_IN: &str = "NG-AWS-IN";
/// The list of what the site announces.
const SITE_OUT: &str = "NG-SITE-OUT";
/// The most characters of a neighbor's description.
const DESCRIPTION: usize = 80;

/// A list of prefixes of one virtual interface that carries tunnels.
#[derive(Serialize)]
pub(super) struct List {
    name: String,
    entries: Vec<Entry>,
}

/// The communities of which a route of AWS's has to have one, on a public virtual interface.
#[derive(Serialize)]
pub(super) struct Communities {
    name: String,
    entries: Vec<Community>,
}

/// A line of a list of communities.
#[derive(Serialize)]
struct Community {
    sequence: usize,
    community: &'static str,
}

/// A route map of one entry.
#[derive(Serialize)]
pub(super) struct Map {
    name: String,
    list: String,
    why: String,
    /// The list of communities that is looked for besides.
    communities: Vec<String>,
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
    /// Whether what is sent to AWS brings the tunnel up.
    dials: bool,
    /// Hops that it may take: a list of none or one.
    hops: Vec<u8>,
    bfd: bool,
    profile: String,
    key: Vec<String>,
    unbound: Vec<String>,
    /// The virtual interface, where its session over IPv6 is still to be bound.
    unbound_ipv6: Vec<String>,
    map_in: String,
    map_out: String,
    maximum: usize,
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
            communities: Vec::new(),
            local_preference: Vec::new(),
            community: Vec::new(),
            strip: true,
            prepend: Vec::new(),
            metric: Vec::new(),
        }
    }
}

/// The route maps and sessions of all uplinks of a router.
pub(super) fn of(router: &RouterConfig) -> (Vec<Map>, Vec<Session>) {
    let (mut maps, mut sessions) = (Vec::new(), Vec::new());
    for one in &router.direct_connects {
        direct_connect(router, one, &mut maps, &mut sessions);
    }
    for one in &router.vpns {
        vpn(router, one, &mut maps, &mut sessions);
    }
    for one in &router.gres {
        gre(router, one, &mut maps, &mut sessions);
    }
    (maps, sessions)
}

/// The lists of a virtual interface that carries tunnels, or is public; one that carries the site has those of the router.
pub(super) fn lists(router: &RouterConfig, one: &DirectConnect) -> Vec<List> {
    let accepted = match &one.carries {
        Carries::Site => return Vec::new(),
        Carries::Tunnels(_) => entries(router.accepted(one)),
        Carries::Public(path) => entries_but(&path.refused),
    };
    let [inward, outward] = ["in", "out"].map(|way| capital(&[one.name.as_str(), way]));
    let announced = entries(&router.announced(one));
    vec![List { name: inward, entries: accepted }, List { name: outward, entries: announced }]
}

/// The list of communities of a public virtual interface; nothing where all routes are accepted.
pub(super) fn communities(one: &DirectConnect, path: &PublicPath) -> Option<Communities> {
    let all = path.accepted.communities();
    let entries = (1..).zip(all).map(|(n, community)| Community { sequence: n * 5, community }).collect();
    (!all.is_empty()).then(|| Communities { name: capital(&[one.name.as_str(), "in"]), entries })
}

fn direct_connect(router: &RouterConfig, one: &DirectConnect, maps: &mut Vec<Map>, sessions: &mut Vec<Session>) {
    let name = one.name.as_str();
    let [map_in, map_out] = ["in", "out"].map(|way| capital(&[name, way]));
    maps.extend(interface_maps(one, [&map_in, &map_out]));
    sessions.push(Session {
        neighbor: one.aws(),
        asn: one.asn.get(),
        title: match &one.carries {
            Carries::Site => format!("{name}: Direct Connect, VLAN {}", one.vlan),
            Carries::Tunnels(_) => format!("{name}: Direct Connect, VLAN {}, for tunnels alone", one.vlan),
            Carries::Public(_) => format!("{name}: Direct Connect, VLAN {}, to AWS's public addresses", one.vlan),
        },
        description: harmless(&format!("ng {name} {}", one.description), DESCRIPTION),
        direct_connect: true,
        dials: false,
        hops: Vec::new(),
        bfd: one.bfd.is_some(),
        profile: one.bfd.map(profile).unwrap_or_default(),
        key: one.key.iter().map(|key| key.reveal().to_owned()).collect(),
        unbound: if one.key.is_none() { vec![name.to_owned()] } else { Vec::new() },
        unbound_ipv6: one.unbound6(router).into_iter().collect(),
        map_in,
        map_out,
        maximum: router.most(one),
    });
}

/// What a public virtual interface brings and tells: nothing of the site or of VPCs in either direction. What is learned there is given
/// to no other autonomous system, and the filters between the site's routers know none of it.
fn public_maps(one: &DirectConnect, path: &PublicPath, [map_in, map_out]: [&str; 2]) -> [Map; 2] {
    let name = &one.name;
    let why_in = format!(
        "from AWS over {name}: public prefixes of {}, nothing private, nothing of the site, and told to nobody else",
        path.accepted
    );
    let why_out =
        format!("to AWS over {name}: these public prefixes and nothing else, which AWS carries to {}", path.scope);
    [
        Map {
            list: map_in.to_owned(),
            communities: communities(one, path).into_iter().map(|list| list.name).collect(),
            community: vec!["no-export".to_owned()],
            strip: false,
            ..Map::outward(map_in.to_owned(), why_in)
        },
        Map {
            list: map_out.to_owned(),
            community: vec![path.scope.community().to_owned()],
            strip: false,
            ..Map::outward(map_out.to_owned(), why_out)
        },
    ]
}

/// What a virtual interface brings and tells. One that carries tunnels has lists of its own, named as its maps are.
fn interface_maps(one: &DirectConnect, [map_in, map_out]: [&str; 2]) -> [Map; 2] {
    if let Carries::Public(path) = &one.carries {
        return public_maps(one, path, [map_in, map_out]);
    }
    let (name, preference, level) = (&one.name, local_preference(one.rank), Level::of(one.rank));
    let word = level.map_or("default", Level::word);
    let (lists, what) = match one.tunnels() {
        None => ([AWS_IN, SITE_OUT], ["exactly what is planned", "the site"]),
        Some(_) => (
            [map_in, map_out],
            ["its ends of the tunnels and nothing else", "where the tunnels begin and nothing else"],
        ),
    };
    let why_in = format!("from AWS over {name}: {}, local preference {preference}", what[0]);
    let why_out = format!("to AWS over {name}: {}, {word} preference for the way back", what[1]);
    [
        Map { list: lists[0].to_owned(), ..Map::inward(map_in.to_owned(), preference, why_in) },
        Map {
            list: lists[1].to_owned(),
            community: level.iter().map(Level::to_string).collect(),
            strip: level.is_none(),
            ..Map::outward(map_out.to_owned(), why_out)
        },
    ]
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
            dials: true,
            hops: Vec::new(),
            bfd: false,
            profile: String::new(),
            key: Vec::new(),
            unbound: Vec::new(),
            unbound_ipv6: Vec::new(),
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
    maps.push(Map {
        prepend: prepends(router, preference),
        metric: if preference.med == 0 { Vec::new() } else { vec![preference.med] },
        ..Map::outward(
            names[1].to_owned(),
            format!("to AWS over {uplink}: the site, without communities, which AWS ignores on VPN{both}"),
        )
    });
}

/// Both sessions of a Connect peer have one pair of maps: their attributes are equal.
fn gre(router: &RouterConfig, one: &Gre, maps: &mut Vec<Map>, sessions: &mut Vec<Session>) {
    let (name, preference) = (one.name.as_str(), one.preference());
    let [map_in, map_out] = ["in", "out"].map(|way| capital(&[name, way]));
    let local = preference.local_preference;
    let both = "the same on both sessions";
    let why = format!("from AWS over {name}: exactly what is planned, local preference {local}, {both}");
    maps.push(Map::inward(map_in.clone(), local, why));
    maps.push(Map {
        prepend: prepends(router, preference),
        metric: if preference.med == 0 { Vec::new() } else { vec![preference.med] },
        ..Map::outward(map_out.clone(), format!("to AWS over {name}: the site, without communities, {both}"))
    });
    sessions.extend(one.aws().into_iter().zip(1_u8..).map(|(neighbor, number)| Session {
        neighbor,
        asn: one.asn.get(),
        title: format!("{name}: Connect peer, session {number} of 2"),
        description: harmless(&format!("ng {name} session {number} {}", one.description), DESCRIPTION),
        direct_connect: false,
        dials: false,
        hops: vec![HOPS],
        bfd: false,
        profile: String::new(),
        key: Vec::new(),
        unbound: Vec::new(),
        unbound_ipv6: Vec::new(),
        map_in: map_in.clone(),
        map_out: map_out.clone(),
        maximum: maximum_prefix(router.aws_prefixes.len()),
    }));
}

/// The own number, as often as it is put in front: a list of none or one.
fn prepends(router: &RouterConfig, preference: TunnelPreference) -> Vec<String> {
    let prepend = vec![router.asn.to_string(); usize::from(preference.prepends)].join(" ");
    if prepend.is_empty() { Vec::new() } else { vec![prepend] }
}

//! Reads the sheet of values of a device that netgen has no files for. Names of IANA are read by tables of their own, and have to say what AWS's
//! names say.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::bound::Facts;
use super::first_hop::FirstHop;
use super::lags::Lag;
use super::router::{Link, Lives, Policy, Router, Session, Suite, Tunnel, meaning};
use super::values::{Table, named, of, tables};

const CIPHERS: &[(&str, &str)] = &[
    ("ENCR_AES_CBC (12), key length 128", "AES128"),
    ("ENCR_AES_CBC (12), key length 256", "AES256"),
    ("ENCR_AES_GCM_16 (20), key length 128", "AES128-GCM-16"),
    ("ENCR_AES_GCM_16 (20), key length 256", "AES256-GCM-16"),
];
const INTEGRITIES: &[(&str, &str)] = &[
    ("AUTH_HMAC_SHA1_96 (2)", "SHA1"),
    ("AUTH_HMAC_SHA2_256_128 (12)", "SHA2-256"),
    ("AUTH_HMAC_SHA2_384_192 (13)", "SHA2-384"),
    ("AUTH_HMAC_SHA2_512_256 (14)", "SHA2-512"),
];
const RANDOM: &[(&str, &str)] = &[
    ("PRF_HMAC_SHA1 (2)", "SHA1"),
    ("PRF_HMAC_SHA2_256 (5)", "SHA2-256"),
    ("PRF_HMAC_SHA2_384 (6)", "SHA2-384"),
    ("PRF_HMAC_SHA2_512 (7)", "SHA2-512"),
];
const GROUPS: &[(&str, &str)] = &[
    ("2048-bit MODP Group (14)", "14"),
    ("3072-bit MODP Group (15)", "15"),
    ("4096-bit MODP Group (16)", "16"),
    ("6144-bit MODP Group (17)", "17"),
    ("8192-bit MODP Group (18)", "18"),
    ("256-bit random ECP group (19)", "19"),
    ("384-bit random ECP group (20)", "20"),
    ("521-bit random ECP group (21)", "21"),
];

pub fn read(text: &str) -> Result<Router, String> {
    let all = &tables(text)?;
    let own = named(all, "BGP sessions", "this device")?;
    let mut router = Router {
        asn: own.value("autonomous system")?,
        multipath: own.one("equal paths")?.ends_with(" at once"),
        ..Router::default()
    };
    for table in of(all, "Interfaces") {
        match table.name {
            "LAN" => {}
            name if name.starts_with("LAG ") => {
                table.must("LACP", "active")?;
                let members = table.all("port").into_iter().map(str::to_owned).collect();
                let lag = Lag { members, minimum: table.maybe("links that it needs")? };
                router.lags.insert(name["LAG ".len()..].to_owned(), lag);
            }
            "Virtual address" => router.first_hop = Some(first_hop(table, all)?),
            _ => router.links.push(link(table)?),
        }
    }
    ipsec(all, &mut router)?;
    for table in of(all, "Static routes") {
        route(table, &mut router)?;
    }
    for table in of(all, "BGP sessions").filter(|table| table.name != "this device") {
        router.sessions.push(session(table, all)?);
        let key = table.all("TCP MD5 key").first().and_then(|key| key.strip_prefix("netgen-unbound-bgp-key "));
        router.keys.extend(key.map(str::to_owned));
    }
    for table in of(all, "What is announced") {
        router.networks.insert(table.name.parse().map_err(|_| format!("{} is no prefix", table.name))?);
        let anchored = table.one("announced while there is")? == "the route of its anchor";
        let has = of(all, "Static routes").any(|route| route.name == format!("anchor of {}", table.name));
        if anchored != has {
            return Err(format!("{} has an anchor: {has}", table.name));
        }
    }
    never(all)?;
    Ok(router)
}

/// Tunnels, and the markers of their keys.
fn ipsec(all: &[Table<'_>], router: &mut Router) -> Result<(), String> {
    for table in of(all, "IKE and IPsec") {
        router.tunnels.push(tunnel(table)?);
        let key = |what, marker| table.one(what).ok()?.strip_prefix(marker);
        let keys = [
            key("pre-shared key", "netgen-unbound-pre-shared-key "),
            key("remote address", "netgen-unbound-outside-address "),
        ];
        let [Some(key), Some(address)] = keys else { return Err(format!("{} is bound", table.name)) };
        if key != address {
            return Err(format!("{} has the key of {key} and the address of {address}", table.name));
        }
        router.keys.push(key.to_owned());
    }
    Ok(())
}

/// What AWS announces is never told it.
fn never(all: &[Table<'_>]) -> Result<(), String> {
    let said = named(all, "What is never announced", "to AWS")?.all("never announced");
    for table in of(all, "Filters").filter(|table| table.name.starts_with("from AWS over ")) {
        for prefix in table.all("accepted exactly") {
            if !said.iter().any(|line| line.starts_with(&format!("{prefix}, "))) {
                return Err(format!("nothing says that {prefix} is AWS's"));
            }
        }
    }
    Ok(())
}

fn link(table: &Table<'_>) -> Result<Link, String> {
    let tag = table.maybe::<u32>("802.1Q tag")?;
    let port = table.maybe::<String>("port")?;
    let address: Ipv4Net = table.value("own address")?;
    let aws: Ipv4Addr = table.value("AWS's address")?;
    if !address.contains(&aws) || address.addr() == aws {
        return Err(format!("{}: {aws} is not on {address}", table.name));
    }
    Ok(Link {
        interface: table.name.to_owned(),
        address,
        mtu: Some(table.value("MTU")?),
        mss: table.maybe("largest TCP segment")?,
        vlan: tag.map(|tag| (port, tag)),
        ..Link::default()
    })
}

fn suite(table: &Table<'_>, phase: &str, group: &str) -> Result<Suite, String> {
    let encryption = meaning(CIPHERS, table.one(&format!("{phase} encryption, IANA's name"))?)?;
    table.must(&format!("{phase} encryption, AWS's name"), &encryption)?;
    let integrity = table.one(&format!("{phase} integrity, IANA's name"))?;
    let hash = if encryption.contains("GCM") {
        table.must(&format!("{phase} integrity, IANA's name"), "NONE (0)")?;
        None
    } else {
        Some(meaning(INTEGRITIES, integrity)?)
    };
    let group = meaning(GROUPS, table.one(&format!("{phase} group{group}, IANA's name"))?)?;
    Ok(Suite { encryption, hash, group: group.parse().map_err(|_| "no group")? })
}

fn tunnel(table: &Table<'_>) -> Result<Tunnel, String> {
    let mut ike = suite(table, "IKE", "")?;
    let random = meaning(RANDOM, table.one("IKE pseudo-random function, IANA's name")?)?;
    if ike.hash.as_ref().is_some_and(|hash| *hash != random) {
        return Err(format!("{}: {random} beside {:?}", table.name, ike.hash));
    }
    ike.hash = Some(random);
    for (what, value) in [
        ("IKE version", "2"),
        ("ESP lifetime by volume", "none"),
        ("ESP mode", "tunnel"),
        ("local traffic selector", "0.0.0.0/0"),
        ("remote traffic selector", "0.0.0.0/0"),
    ] {
        table.must(what, value)?;
    }
    let local: Ipv4Addr = table.value("local address")?;
    let questions: f64 = table.value("dead peer detection, questions without answer")?;
    let identity = table.one("local identity")?.strip_suffix(" (ID_IPV4_ADDR)").ok_or("no address is its identity")?;
    Ok(Tunnel {
        interface: table.name.to_owned(),
        ike: BTreeSet::from([(String::new(), ike)]),
        esp: suite(table, "ESP", " for perfect forward secrecy")?,
        lifetimes: [table.value("IKE lifetime in seconds")?, table.value("ESP lifetime in seconds")?],
        rekeys: None,
        replay: Some(table.value("window against replays in packets")?),
        detection: questions * table.value::<f64>("dead peer detection, seconds between questions")?,
        identity: identity.parse().map_err(|_| "no identity")?,
        source: BTreeSet::from([local.to_string(), table.one("interface outside")?.to_owned()]),
        outside_vrf: Some(BTreeSet::from([table.maybe("VRF outside")?])),
    })
}

fn route(table: &Table<'_>, router: &mut Router) -> Result<(), String> {
    if let Some(tunnel) = table.name.strip_prefix("host route of ") {
        table.must("to", &format!("netgen-unbound-host-route {tunnel}"))?;
        table.value::<Ipv4Addr>("next hop")?;
        router.hosts.insert(tunnel.to_owned());
        return Ok(());
    }
    let prefix = table.value("to")?;
    table.must("next hop", "none, packets are dropped")?;
    let lives = match (table.maybe("lives by the interface")?, table.maybe("lives by the route to")?) {
        (Some(interface), None) => Lives::Interface(interface),
        (None, Some(part)) => Lives::Route(part),
        both => return Err(format!("{} lives by {both:?}", table.name)),
    };
    router.statics.insert(prefix, lives);
    Ok(())
}

fn session(table: &Table<'_>, all: &[Table<'_>]) -> Result<Session, String> {
    let timing = (table.maybe::<u32>("BFD interval in milliseconds")?, table.maybe::<u32>("BFD multiplier")?);
    let bfd = match timing {
        (Some(interval), Some(times)) => {
            table.must("BFD echo", "off")?;
            Some(interval * times)
        }
        (None, None) => None,
        both => return Err(format!("{}: BFD {both:?}", table.name)),
    };
    let hold = table.value("hold time in seconds")?;
    if table.value::<u32>("keepalive in seconds")? != hold / 3 {
        return Err(format!("{}: not three keepalives to a hold time", table.name));
    }
    let is_peer = table.name.starts_with("router ");
    let aws = if is_peer { "" } else { "AWS over " };
    let policy = |way: &str| named(all, "Filters", &format!("{way} {aws}{}", table.name));
    Ok(Session {
        hops: 1,
        neighbor: table.value("neighbor")?,
        remote: table.value("neighbor's autonomous system")?,
        hold,
        bfd,
        restart_off: table.one("graceful restart")? == "off",
        inward: inward(policy("from")?)?,
        outward: outward(policy("to")?, is_peer)?,
        next_hop_self: table.all("next hop of what is sent") == ["this device"],
        most: table.maybe("most prefixes")?,
    })
}

fn inward(table: &Table<'_>) -> Result<Policy, String> {
    let wide = match table.all("accepted besides, with prefix lengths")[..] {
        [] => false,
        ["8 to 32"] => true,
        ref all => return Err(format!("{}: {all:?}", table.name)),
    };
    Ok(Policy {
        prefixes: table.blocks("accepted exactly")?,
        wide,
        refused: table.blocks("refused, with all that lies inside")?,
        tagged: table.all("accepted only with one of the communities").into_iter().map(str::to_owned).collect(),
        preference: table.maybe("local preference")?,
        communities: table.all("community that is set").into_iter().map(str::to_owned).collect(),
        ..Policy::default()
    })
}

fn outward(table: &Table<'_>, is_peer: bool) -> Result<Policy, String> {
    let prefixes = table.blocks("announced exactly")?;
    if is_peer {
        return Ok(Policy { prefixes, ..Policy::default() });
    }
    let communities = match table.one("communities")? {
        "none, all are removed" => Vec::new(),
        one => vec![one.to_owned()],
    };
    let prepends = match table.one("prepended to the path")? {
        "nothing" => Vec::new(),
        path => path.split(' ').map(str::parse).collect::<Result<_, _>>().map_err(|_| format!("prepended {path}"))?,
    };
    Ok(Policy { prefixes, communities, prepends, med: table.value("MED")?, ..Policy::default() })
}

/// The interface of a virtual interface's VLAN is the port's with the tag, as other platforms call it.
fn first_hop(table: &Table<'_>, all: &[Table<'_>]) -> Result<FirstHop, String> {
    let mut follows = BTreeSet::new();
    for name in table.all("follows the interface of") {
        let link = named(all, "Interfaces", name)?;
        follows.insert(match link.maybe::<String>("port")? {
            Some(port) => format!("{port}.{}", link.one("802.1Q tag")?),
            None => name.to_owned(),
        });
    }
    let falls = table.maybe::<u32>("priority falls, when all of these are down, by")?;
    table.must("protocol", "VRRP")?;
    Ok(FirstHop {
        interface: table.one("interface")?.to_owned(),
        address: table.value("address")?,
        group: table.value("group")?,
        priority: table.value("priority")?,
        delay: table.value("taken back after seconds")?,
        follows: falls.filter(|_| !follows.is_empty()).map(|falls| (follows, [falls, 0])),
    })
}

/// What is bound: keys of sessions, and outside addresses and keys of tunnels, by the addresses inside.
pub fn facts(text: &str, facts: &mut Facts) -> Result<(), String> {
    let all = &tables(text)?;
    for table in of(all, "BGP sessions") {
        let key = table.all("TCP MD5 key").into_iter().find(|key| *key != "none");
        if let Some(key) = key {
            facts.insert(table.value("neighbor")?, (None, key.to_owned()));
        }
    }
    for table in of(all, "IKE and IPsec") {
        let inside: Ipv4Net = named(all, "Interfaces", table.name)?.value("own address")?;
        let outside: Ipv4Addr = table.value("remote address")?;
        facts.insert(inside.addr(), (Some(outside), table.one("pre-shared key")?.to_owned()));
        let host = format!("host route of {}", table.name.replace(" tunnel ", ".t"));
        let mut routes = of(all, "Static routes").filter(|route| route.name == host);
        if routes.any(|route| route.one("to") != Ok(&*format!("{outside}/32"))) {
            return Err(format!("{host} leads elsewhere"));
        }
    }
    Ok(())
}

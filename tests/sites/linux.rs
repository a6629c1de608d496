//! Reads a router that runs Linux: FRR, strongSwan, systemd-networkd and nftables.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use super::lines::bgp;
use super::router::{Link, Router, Suite, Tunnel, meaning};
use super::said::Said;

const CIPHERS: &[(&str, &str)] =
    &[("aes128", "AES128"), ("aes256", "AES256"), ("aes128gcm16", "AES128-GCM-16"), ("aes256gcm16", "AES256-GCM-16")];
const HASHES: &[(&str, &str)] =
    &[("sha1", "SHA1"), ("sha256", "SHA2-256"), ("sha384", "SHA2-384"), ("sha512", "SHA2-512")];
const GROUPS: &[(&str, &str)] = &[
    ("modp2048", "14"),
    ("modp3072", "15"),
    ("modp4096", "16"),
    ("modp6144", "17"),
    ("modp8192", "18"),
    ("ecp256", "19"),
    ("ecp384", "20"),
    ("ecp521", "21"),
];

pub fn read(files: &BTreeMap<String, &str>) -> Result<Router, String> {
    let text = |ending: &str| files.get(ending).copied().ok_or_else(|| format!("no {ending}"));
    let frr = text("frr.conf")?;
    let order = [frr.find("\nrouter bgp"), frr.find("\nbfd")];
    if order[1].is_some() && order[1] < order[0] {
        return Err("bgpd loses what stands behind `bfd`".into());
    }
    let said = Said::indented(frr);
    let mut router = Router::default();
    bgp(&said, true, &mut router)?;
    let keys = said.all().iter().filter_map(|line| line.rsplit(" | ").next());
    router.keys.extend(keys.filter_map(|line| line.strip_prefix("netgen-unbound-bgp-key ")).map(str::to_owned));
    let clamp = files.get("mss.nft").map_or(Ok(BTreeMap::new()), |text| clamp(text))?;
    let mut ids = BTreeMap::new();
    for device in files.keys().filter_map(|ending| ending.strip_suffix(".netdev")) {
        let [unit, network] = units(device, text(&format!("{device}.netdev"))?, text(&format!("{device}.network"))?)?;
        if let Some(lag) = super::lags::bond(device, &unit, &network, files)? {
            router.lags.insert(device.to_owned(), lag);
            continue;
        }
        router.names.push((device.to_owned(), 15));
        if let Some(id) = unit.maybe::<u32>("Xfrm InterfaceId=")? {
            takes_replies(text("sysctl.conf")?, device)?;
            ids.insert(id, device.to_owned());
        }
        router.links.push(link(device, (&unit, &network), clamp.get(device).copied())?);
    }
    if let Some(connections) = files.get("swanctl.conf") {
        strongswan(connections, text("strongswan.conf")?, &ids, &mut router)?;
    }
    Ok(router)
}

/// Both files of a device.
fn units(device: &str, netdev: &str, network: &str) -> Result<[Said; 2], String> {
    let (unit, network) = (Said::unit(netdev), Said::unit(network));
    if unit.one("NetDev Name=")? != device || network.one("Match Name=")? != device {
        return Err(format!("{device} is called otherwise"));
    }
    Ok([unit, network])
}

/// The ends of a GRE tunnel, which hangs on no other device.
fn gre(unit: &Said, device: &str) -> Result<Option<(String, Ipv4Addr)>, String> {
    if unit.one("NetDev Kind=")? != "gre" {
        return Ok(None);
    }
    if unit.one("Tunnel Independent=")? != "yes" {
        return Err(format!("{device} hangs on another device"));
    }
    Ok(Some((unit.one("Tunnel Local=")?.to_owned(), unit.number("Tunnel Remote=")?)))
}

fn link(device: &str, (unit, network): (&Said, &Said), mss: Option<u32>) -> Result<Link, String> {
    Ok(Link {
        gre: gre(unit, device)?,
        interface: device.to_owned(),
        address: network.number("Network Address=")?,
        mtu: unit.maybe("NetDev MTUBytes=")?,
        mss,
        vlan: unit.maybe::<u32>("VLAN Id=")?.map(|tag| (None, tag)),
        ..Link::default()
    })
}

/// AWS may answer on the other tunnel.
fn takes_replies(sysctl: &str, device: &str) -> Result<(), String> {
    let has = sysctl.lines().any(|line| line == format!("net.ipv4.conf.{device}.rp_filter = 2"));
    has.then_some(()).ok_or_else(|| format!("{device} drops replies to the other tunnel"))
}

/// The clamp of each device; both directions have to say the same.
fn clamp(text: &str) -> Result<BTreeMap<&str, u32>, String> {
    let mut all: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| line.contains("maxseg")) {
        let odd = || format!("what is `{line}`?");
        let (way, rest) = line.split_once(" \"").ok_or_else(odd)?;
        let (device, rest) = rest.split_once("\" ").ok_or_else(odd)?;
        let rest = rest.strip_prefix("tcp flags & (syn | rst) == syn tcp option maxseg size > ").ok_or_else(odd)?;
        let (above, set) = rest.split_once(" tcp option maxseg size set ").ok_or_else(odd)?;
        if above != set {
            return Err(odd());
        }
        all.entry(device).or_default().insert(way, set.parse().map_err(|_| odd())?);
    }
    let mut found = BTreeMap::new();
    for (device, ways) in all {
        let sizes: BTreeSet<u32> = ways.values().copied().collect();
        let size = sizes.first().copied().filter(|_| sizes.len() == 1 && ways.len() == 2);
        found.insert(device, size.ok_or_else(|| format!("{device} is clamped to {ways:?}"))?);
    }
    Ok(found)
}

fn strongswan(text: &str, daemon: &str, ids: &BTreeMap<u32, String>, router: &mut Router) -> Result<(), String> {
    let (said, daemon) = (Said::braces(text, "")?, Said::braces(daemon, "")?);
    if daemon.one("charon install_routes = ")? != "no" {
        return Err("strongSwan installs routes".into());
    }
    let value = |name: &str| daemon.number::<f64>(&format!("charon retransmit_{name} = "));
    let (first, base, tries) = (value("timeout")?, value("base")?, daemon.number::<i32>("charon retransmit_tries = ")?);
    let repeats: f64 = (0..=tries).map(|at| first * base.powi(at)).sum();
    let versions = said.all().iter().filter_map(|one| one.strip_prefix("connections ")?.strip_suffix(" version = 2"));
    for name in versions {
        router.names.push((name.to_owned(), 31));
        let own = format!("connections {name} ");
        let marker = said.one(&format!("{own}netgen_unbound_remote_addrs = "))?;
        router.keys.push(marker.to_owned());
        let tunnel = connection(&said, name, repeats, ids).map_err(|error| format!("{name}: {error}"))?;
        router.tunnels.push(tunnel);
    }
    let names: BTreeSet<&str> =
        said.behind("connections ").into_iter().filter_map(|words| words.split(' ').next()).collect();
    if names.len() == router.tunnels.len() { Ok(()) } else { Err(format!("not all of {names:?} are version 2")) }
}

/// What every connection has to say.
fn settings(said: &Said, name: &str) -> Result<(), String> {
    let own = format!("connections {name} ");
    for (path, value) in [
        ("mobike = ", "no"),
        ("unique = ", "never"),
        ("local auth = ", "psk"),
        ("remote auth = ", "psk"),
        (&format!("children {name} local_ts = "), "0.0.0.0/0"),
        (&format!("children {name} remote_ts = "), "0.0.0.0/0"),
        (&format!("children {name} dpd_action = "), "restart"),
        ("keyingtries = ", "0"),
        (&format!("children {name} start_action = "), "trap"),
        (&format!("children {name} close_action = "), "start"),
    ] {
        if said.one(&format!("{own}{path}"))? != value {
            return Err(format!("{path}is not {value}"));
        }
    }
    Ok(())
}

fn connection(said: &Said, name: &str, repeats: f64, ids: &BTreeMap<u32, String>) -> Result<Tunnel, String> {
    let own = format!("connections {name} ");
    let child = format!("{own}children {name} ");
    let seconds = |path: &str| {
        let text = said.one(path)?;
        text.strip_suffix('s').and_then(|number| number.parse::<u32>().ok()).ok_or_else(|| format!("{path}{text}"))
    };
    settings(said, name)?;
    let ids_said = ["if_id_in", "if_id_out"].map(|way| said.number::<u32>(&format!("{own}{way} = ")));
    let [into, out] = ids_said;
    let (into, out) = (into?, out?);
    let interface = ids.get(&into).filter(|_| into == out).ok_or_else(|| format!("no device has {into} and {out}"))?;
    let (ike, ike_grace, esp) = (
        seconds(&format!("{own}rekey_time = "))?,
        seconds(&format!("{own}over_time = "))?,
        seconds(&format!("{child}rekey_time = "))?,
    );
    Ok(Tunnel {
        interface: interface.clone(),
        ike: BTreeSet::from([(String::new(), suite(said.one(&format!("{own}proposals = "))?)?)]),
        esp: suite(said.one(&format!("{child}esp_proposals = "))?)?,
        lifetimes: [ike + ike_grace, seconds(&format!("{child}life_time = "))?],
        rekeys: Some([ike, esp]),
        replay: Some(said.number(&format!("{child}replay_window = "))?),
        detection: f64::from(seconds(&format!("{own}dpd_delay = "))?) + repeats,
        identity: said.number(&format!("{own}local id = "))?,
        outside_vrf: None,
        source: BTreeSet::from([said.one(&format!("{own}local_addrs = "))?.to_owned()]),
    })
}

/// `aes256-sha384-ecp384`, `aes256gcm16-prfsha384-ecp384`, `aes256gcm16-ecp384`.
fn suite(words: &str) -> Result<Suite, String> {
    let parts: Vec<&str> = words.split('-').collect();
    let (cipher, hash, group) = match parts[..] {
        [cipher, group] => (cipher, None, group),
        [cipher, hash, group] => (cipher, Some(hash), group),
        _ => return Err(format!("what is `{words}`?")),
    };
    let gcm = cipher.contains("gcm");
    let hash = hash.map(|hash| match hash.strip_prefix("prf") {
        Some(hash) if gcm => meaning(HASHES, hash),
        None if !gcm => meaning(HASHES, hash),
        _ => Err(format!("`{words}` is taken without a word, and means something else")),
    });
    let group = meaning(GROUPS, group)?.parse().map_err(|_| "no group")?;
    Ok(Suite { encryption: meaning(CIPHERS, cipher)?, hash: hash.transpose()?, group })
}

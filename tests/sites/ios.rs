//! Reads a router that runs IOS-XE.

use std::collections::BTreeSet;

use super::lines::{bgp, block};
use super::router::{Link, Router, Suite, Tunnel, meaning};
use super::said::Said;
use super::{first_hop, lags};

const CIPHERS: &[(&str, &str)] = &[
    ("aes-cbc-128", "AES128"),
    ("aes-cbc-256", "AES256"),
    ("aes-gcm-128", "AES128-GCM-16"),
    ("aes-gcm-256", "AES256-GCM-16"),
];
const HASHES: &[(&str, &str)] =
    &[("sha1", "SHA1"), ("sha256", "SHA2-256"), ("sha384", "SHA2-384"), ("sha512", "SHA2-512")];
const TRANSFORMS: &[(&str, &str)] =
    &[("esp-aes", "AES128"), ("esp-aes 256", "AES256"), ("esp-gcm", "AES128-GCM-16"), ("esp-gcm 256", "AES256-GCM-16")];
const INTEGRITIES: &[(&str, &str)] = &[
    ("esp-sha-hmac", "SHA1"),
    ("esp-sha256-hmac", "SHA2-256"),
    ("esp-sha384-hmac", "SHA2-384"),
    ("esp-sha512-hmac", "SHA2-512"),
];

pub fn read(text: &str) -> Result<Router, String> {
    let said = Said::indented(text);
    let mut router = Router::default();
    bgp(&said, false, &mut router)?;
    router.first_hop = first_hop::ios(&said)?;
    router.lags = lags::ios(&said)?;
    let mut interfaces = said.behind("interface ");
    interfaces.retain(|words| !words.contains(" | "));
    for interface in interfaces {
        let inside = format!("interface {interface} | ");
        // A port whose MTU is raised.
        if said.behind(&format!("{inside}ip address ")).is_empty() {
            continue;
        }
        link(&said, interface, &mut router)?;
        if let Ok(profile) = said.one(&format!("{inside}tunnel protection ipsec profile ")) {
            let tunnel = tunnel(&said, interface, profile).map_err(|error| format!("{interface}: {error}"))?;
            router.tunnels.push(tunnel);
        }
    }
    for kind in
        ["ikev2 proposal", "ikev2 policy", "ikev2 keyring", "ikev2 profile", "ipsec transform-set", "ipsec profile"]
    {
        let mut names = said.behind(&format!("crypto {kind} "));
        names.retain(|words| !words.contains(" | "));
        let names: Vec<&str> = names.into_iter().filter_map(|words| words.split(' ').next()).collect();
        if names.iter().collect::<BTreeSet<_>>().len() < names.len() {
            return Err(format!("crypto {kind} stands twice in {names:?}"));
        }
        router.names.extend(names.into_iter().map(|name| (name.to_owned(), 31)));
    }
    for words in said.all().iter().filter_map(|line| line.rsplit(" | ").next()) {
        let key =
            words.strip_prefix("netgen-unbound-bgp-key ").or(words.strip_prefix("netgen-unbound-pre-shared-key "));
        router.keys.extend(key.map(str::to_owned));
    }
    Ok(router)
}

fn link(said: &Said, interface: &str, router: &mut Router) -> Result<(), String> {
    let inside = format!("interface {interface} | ");
    let address = block(said.one(&format!("{inside}ip address "))?)?;
    let tag = said.maybe::<u32>(&format!("{inside}encapsulation dot1Q "))?;
    let vlan = tag.map(|tag| (interface.strip_suffix(&format!(".{tag}")).map(str::to_owned), tag));
    let gre = said.has(&format!("{inside}tunnel mode gre ip"));
    let gre = gre.then(|| {
        let to = said.number(&format!("{inside}tunnel destination "))?;
        Ok::<_, String>((said.one(&format!("{inside}tunnel source "))?.to_owned(), to))
    });
    router.links.push(Link {
        gre: gre.transpose()?,
        interface: interface.to_owned(),
        address,
        mtu: said.maybe(&format!("{inside}ip mtu "))?,
        mss: said.maybe(&format!("{inside}ip tcp adjust-mss "))?,
        vlan,
        ..Link::default()
    });
    let timing = said.behind(&format!("{inside}bfd interval "));
    for session in router.sessions.iter_mut().filter(|session| address.contains(&session.neighbor)) {
        let numbers: Vec<u32> =
            timing.iter().flat_map(|words| words.split(' ')).filter_map(|word| word.parse().ok()).collect();
        match (session.bfd, &numbers[..]) {
            (None, []) => {}
            (Some(_), [send, receive, times]) if said.has(&format!("{inside}no bfd echo")) => {
                session.bfd = Some(send.max(receive) * times);
            }
            (bfd, timing) => return Err(format!("{interface}: BFD {bfd:?} with {timing:?}")),
        }
    }
    Ok(())
}

fn tunnel(said: &Said, interface: &str, profile: &str) -> Result<Tunnel, String> {
    let esp = format!("crypto ipsec profile {profile} | set ");
    let ike = format!("crypto ikev2 profile {} | ", said.one(&format!("{esp}ikev2-profile "))?);
    let source = said.one(&format!("interface {interface} | tunnel source "))?;
    if !said.has(&format!("interface {interface} | tunnel mode ipsec ipv4")) {
        return Err("no tunnel of IPsec".into());
    }
    let keyring = said.one(&format!("{ike}keyring local "))?;
    said.one(&format!("crypto ikev2 keyring {keyring} | peer AWS | netgen-unbound-pre-shared-key "))?;
    // Idle time, then five tries.
    let dpd = said.one(&format!("{ike}dpd "))?.strip_suffix(" periodic").ok_or("it waits for traffic")?;
    let dpd: Vec<f64> = dpd.split(' ').filter_map(|word| word.parse().ok()).collect();
    let [idle, retry] = dpd[..] else { return Err(format!("dpd {dpd:?}")) };
    let door = said.maybe::<String>(&format!("interface {interface} | tunnel vrf "))?;
    let mut offers = BTreeSet::new();
    let local = said.behind("crypto ikev2 policy ").into_iter().filter_map(|words| words.split_once(" | proposal "));
    for (policy, proposal) in local {
        let from = said.one(&format!("crypto ikev2 policy {policy} | match address local "))?;
        // A policy of another VRF is not looked at.
        if said.maybe::<String>(&format!("crypto ikev2 policy {policy} | match fvrf "))? == door {
            offers.insert((from.to_owned(), offer(said, proposal)?));
        }
    }
    let volume = said.has(&format!("{esp}security-association lifetime kilobytes disable"));
    if !volume || !said.has(&format!("{ike}authentication local pre-share")) {
        return Err("a limit by volume, or no key".into());
    }
    Ok(Tunnel {
        interface: interface.to_owned(),
        ike: offers,
        esp: transform(said, &esp)?,
        lifetimes: [
            said.number(&format!("{ike}lifetime "))?,
            said.number(&format!("{esp}security-association lifetime seconds "))?,
        ],
        rekeys: None,
        replay: Some(said.number(&format!("{esp}security-association replay window-size "))?),
        detection: idle + 5.0 * retry,
        identity: said.number(&format!("{ike}identity local address "))?,
        source: BTreeSet::from([source.to_owned()]),
        outside_vrf: Some(BTreeSet::from([door, said.maybe(&format!("{ike}match fvrf "))?])),
    })
}

fn offer(said: &Said, proposal: &str) -> Result<Suite, String> {
    let own = format!("crypto ikev2 proposal {proposal} | ");
    let encryption = meaning(CIPHERS, said.one(&format!("{own}encryption "))?)?;
    // With AES-GCM the hash is the pseudo-random function's.
    let hash = if encryption.contains("GCM") { "prf " } else { "integrity " };
    let hash = meaning(HASHES, said.one(&format!("{own}{hash}"))?)?;
    Ok(Suite { encryption, hash: Some(hash), group: said.number(&format!("{own}group "))? })
}

fn transform(said: &Said, esp: &str) -> Result<Suite, String> {
    let set = said.one(&format!("{esp}transform-set "))?;
    let named = said.behind(&format!("crypto ipsec transform-set {set} "));
    let words = named.into_iter().find(|words| !words.contains(" | ")).ok_or("no transform")?;
    let (cipher, hash) = match words.rsplit_once(' ') {
        Some((cipher, hash)) if hash.ends_with("-hmac") => (cipher, Some(meaning(INTEGRITIES, hash)?)),
        _ => (words, None),
    };
    let group = super::router::group(said.one(&format!("{esp}pfs "))?)?;
    Ok(Suite { encryption: meaning(TRANSFORMS, cipher)?, hash, group })
}

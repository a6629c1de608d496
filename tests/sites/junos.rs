//! Reads a router that runs Junos, from both of its forms: they have to say the same.

use std::collections::BTreeSet;

use ipnet::Ipv4Net;

use super::first_hop;
use super::router::{Link, Policy, Router, Session, Suite, Tunnel, group, meaning};
use super::said::Said;

const CIPHERS: &[(&str, &str)] = &[
    ("aes-128-cbc", "AES128"),
    ("aes-256-cbc", "AES256"),
    ("aes-128-gcm", "AES128-GCM-16"),
    ("aes-256-gcm", "AES256-GCM-16"),
];
const HASHES: &[(&str, &str)] =
    &[("sha1", "SHA1"), ("sha-256", "SHA2-256"), ("sha-384", "SHA2-384"), ("sha-512", "SHA2-512")];
const INTEGRITIES: &[(&str, &str)] = &[
    ("hmac-sha1-96", "SHA1"),
    ("hmac-sha-256-128", "SHA2-256"),
    ("hmac-sha-384", "SHA2-384"),
    ("hmac-sha-512", "SHA2-512"),
];

pub fn read(set: &str, curly: &str) -> Result<Router, String> {
    let (said, other) = (Said::set_lines(set)?, Said::braces(curly, ";")?);
    let [one, two] = [&said, &other].map(|said| said.all().iter().collect::<BTreeSet<_>>());
    if let Some(line) = one.symmetric_difference(&two).next() {
        return Err(format!("`{line}` stands in one of the forms alone"));
    }
    let mut router = Router { connected: true, first_hop: first_hop::junos(&said)?, ..Router::default() };
    for statement in said.all() {
        let words = statement.split(' ').collect::<Vec<_>>();
        let key =
            words.iter().position(|word| matches!(*word, "netgen-unbound-bgp-key" | "netgen-unbound-pre-shared-key"));
        router.keys.extend(key.and_then(|at| words.get(at + 1)).map(|name| (*name).to_owned()));
        for before in ["proposal", "policy", "gateway", "vpn", "policy-statement", "prefix-list", "community", "group"]
        {
            let named = words.windows(2).find(|pair| pair[0] == before && pair[1].starts_with("ng-"));
            router.names.extend(named.map(|pair| (pair[1].to_owned(), 31)));
        }
    }
    for prefix in said.behind("routing-options aggregate route ") {
        let (prefix, policy) = prefix.split_once(" policy ").ok_or("an aggregate that any route keeps alive")?;
        router.aggregates.insert(prefix.parse().map_err(|_| "no prefix")?);
        router.networks.extend(anchor(&said, policy)?);
    }
    let groups: BTreeSet<&str> =
        said.behind("protocols bgp group ").into_iter().filter_map(|words| words.split(' ').next()).collect();
    let mut asns = BTreeSet::new();
    for name in groups {
        let own = format!("protocols bgp group {name} ");
        asns.insert(match said.maybe::<u32>(&format!("{own}local-as "))? {
            Some(asn) => asn,
            None => said.number("routing-options autonomous-system ")?,
        });
        sessions(&said, &own, &asns, &mut router).map_err(|error| format!("{name}: {error}"))?;
    }
    router.multipath = multipath(&said)?;
    router.lags = super::lags::junos(&said)?;
    let hosts = said.behind("routing-options static netgen-unbound-host-route ");
    router.hosts.extend(hosts.into_iter().map(str::to_owned));
    router.asn = asns.first().copied().filter(|_| asns.len() == 1).ok_or_else(|| format!("ASNs {asns:?}"))?;
    links(&said, &mut router)?;
    for vpn in said.behind("security ipsec vpn ") {
        if let Some((vpn, interface)) = vpn.split_once(" bind-interface ") {
            let tunnel = tunnel(&said, vpn, interface).map_err(|error| format!("{vpn}: {error}"))?;
            router.tunnels.push(tunnel);
        }
    }
    Ok(router)
}

/// Whether BGP takes all equal paths and the forwarding table has them: one without the other does nothing.
fn multipath(said: &Said) -> Result<bool, String> {
    let groups = said.all().iter().filter_map(|line| line.strip_prefix("protocols bgp group "));
    let in_bgp = groups.filter(|words| words.split(' ').nth(1) == Some("multipath")).count() > 0;
    let policies = said.behind("routing-options forwarding-table export ");
    let balances = |policy: &&str| {
        let then = said.behind(&format!("policy-options policy-statement {policy} then "));
        then == ["load-balance per-packet", "accept"]
    };
    let in_table = policies.iter().any(balances);
    if in_bgp == in_table {
        Ok(in_bgp)
    } else {
        Err(format!("multipath in BGP {in_bgp}, in the forwarding table {in_table}"))
    }
}

fn sessions(said: &Said, own: &str, asns: &BTreeSet<u32>, router: &mut Router) -> Result<(), String> {
    let internal = said.one(&format!("{own}type "))? == "internal";
    let neighbors: BTreeSet<&str> =
        said.behind(&format!("{own}neighbor ")).into_iter().filter_map(|words| words.split(' ').next()).collect();
    let [taken, told] = ["import", "export"].map(|way| policy(said, said.one(&format!("{own}{way} "))?));
    let (taken, told) = (taken?, told?);
    let timing = format!("{own}bfd-liveness-detection ");
    let bfd = match said.maybe::<u32>(&format!("{timing}minimum-interval "))? {
        Some(least) => Some(least * said.number::<u32>(&format!("{timing}multiplier "))?),
        None => None,
    };
    for neighbor in neighbors {
        let remote = if internal {
            asns.last().copied().ok_or("no ASN")?
        } else {
            said.number(&format!("{own}neighbor {neighbor} peer-as "))?
        };
        router.sessions.push(Session {
            neighbor: neighbor.parse().map_err(|_| "no address")?,
            remote,
            hold: said.number(&format!("{own}hold-time "))?,
            hops: 1,
            bfd,
            restart_off: said.has(&format!("{own}graceful-restart disable")),
            inward: taken.0.clone(),
            outward: told.0.clone(),
            next_hop_self: told.1,
            most: said.maybe(&format!("{own}family inet unicast accepted-prefix-limit maximum "))?,
        });
    }
    Ok(())
}

/// What an aggregate lives by: connected networks and named ones, each by itself, and nothing else.
fn anchor(said: &Said, name: &str) -> Result<BTreeSet<Ipv4Net>, String> {
    let own = format!("policy-options policy-statement {name} ");
    let (mut parts, mut accepted, mut rejects) = (BTreeSet::new(), BTreeSet::new(), false);
    for words in said.behind(&own) {
        match words.split(' ').collect::<Vec<_>>()[..] {
            ["term", term, "from", "route-filter", part, "exact"] => {
                parts.insert((term, part.parse::<Ipv4Net>().map_err(|_| format!("{name}: {part}"))?));
            }
            ["term", "lan", "from", "protocol", "direct"] => {}
            ["term", term, "then", "accept"] => drop(accepted.insert(term)),
            ["then", "reject"] => rejects = true,
            _ => return Err(format!("{name}: what is `{words}`?")),
        }
    }
    let terms: BTreeSet<&str> = parts.iter().map(|(term, _)| *term).collect();
    if !rejects || terms.is_empty() || terms != accepted {
        return Err(format!("{name} does not accept what is listed and reject the rest"));
    }
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

/// A policy of one term, then reject; and whether it sets the next hop to the router itself.
fn policy(said: &Said, name: &str) -> Result<(Policy, bool), String> {
    let all = said.behind(&format!("policy-options policy-statement {name} "));
    let member = |list: &str| said.one(&format!("policy-options community {list} members ")).map(str::to_owned);
    let mut policy = Policy { keeps_communities: true, ..Policy::default() };
    let (mut accepts, mut next_hop_self, mut filtered) = (false, false, false);
    let rejects = all.contains(&"then reject");
    for words in all.iter().filter(|words| !words.starts_with("term refused ") && **words != "then reject") {
        let no_number = |_| format!("{name}: `{words}`");
        let words = words.strip_prefix("term listed ").ok_or_else(|| format!("{name}: `{words}`"))?;
        match words.split(' ').collect::<Vec<_>>()[..] {
            ["from", "prefix-list", list] => {
                let all = said.behind(&format!("policy-options prefix-list {list} "));
                let all = all.into_iter().map(|prefix| prefix.parse().map_err(|_| format!("{list}: {prefix}")));
                policy.prefixes = all.collect::<Result<_, _>>()?;
                filtered = !policy.prefixes.is_empty();
            }
            ["from", "protocol", "bgp"] => {}
            ["from", "community", list] => drop(policy.tagged.insert(member(list)?)),
            ["from", "route-filter", "0.0.0.0/0", "prefix-length-range", "/8-/32"] => {
                (policy.wide, filtered, policy.refused) = (true, true, refused(&all)?);
            }
            ["then", "accept"] => accepts = true,
            ["then", "next-hop", "self"] => next_hop_self = true,
            ["then", "local-preference", number] => policy.preference = Some(number.parse().map_err(no_number)?),
            ["then", "metric", number] => policy.med = number.parse().map_err(no_number)?,
            ["then", "community", "delete", list] => policy.keeps_communities = member(list)? != "*:*",
            ["then", "community", "set", list] => {
                (policy.communities, policy.keeps_communities) = (vec![member(list)?], false);
            }
            ["then", "as-path-prepend", ..] => {
                let path = words.trim_start_matches("then as-path-prepend ").trim_matches('"');
                policy.prepends = path.split(' ').map(str::parse).collect::<Result<_, _>>().map_err(no_number)?;
            }
            _ => return Err(format!("{name}: what is `{words}`?")),
        }
    }
    match (accepts && rejects, filtered) {
        (true, true) => Ok((policy, next_hop_self)),
        _ => Err(format!("{name} does not accept what is listed and reject the rest")),
    }
}

/// What a policy refuses before all else, with everything inside.
fn refused(lines: &[&str]) -> Result<BTreeSet<Ipv4Net>, String> {
    let (mut all, mut rejects) = (BTreeSet::new(), false);
    for (at, line) in lines.iter().enumerate() {
        let Some(words) = line.strip_prefix("term refused ") else { continue };
        match words.split(' ').collect::<Vec<_>>()[..] {
            ["from", "route-filter", prefix, "orlonger"] => {
                all.insert(prefix.parse::<Ipv4Net>().map_err(|_| format!("what is `{prefix}`?"))?);
            }
            ["then", "reject"] if !lines[..at].iter().any(|one| one.starts_with("term listed ")) => rejects = true,
            _ => return Err(format!("what is `{words}`?")),
        }
    }
    if rejects { Ok(all) } else { Err("nothing is refused".to_owned()) }
}

/// Units with an address: those of ports have a tag, those of `st0` none.
fn links(said: &Said, router: &mut Router) -> Result<(), String> {
    let clamp = said.maybe("security flow tcp-mss ipsec-vpn mss ")?;
    for words in said.behind("interfaces ") {
        let Some((unit, address)) = words.split_once(" family inet address ") else { continue };
        // The site's own network.
        if address.contains(" vrrp-group ") {
            continue;
        }
        let (port, number) = unit.split_once(" unit ").ok_or_else(|| format!("what is `{unit}`?"))?;
        let own = format!("interfaces {unit} ");
        let tag = said.maybe::<u32>(&format!("{own}vlan-id "))?;
        let tagged = said.has(&format!("interfaces {port} vlan-tagging"));
        if tag.is_some() != tagged {
            return Err(format!("{port}: a tag on a port without tags, or the other way"));
        }
        let mut of = Vec::new();
        let names =
            said.behind("security zones security-zone ").into_iter().filter_map(|words| words.split(' ').next());
        for zone in names.collect::<BTreeSet<_>>() {
            let own = format!("security zones security-zone {zone} interfaces {port}.{number} host-inbound-traffic ");
            let open = ["protocols ", "system-services "].map(|what| said.behind(&format!("{own}{what}")));
            let open: Vec<&str> = open.into_iter().flatten().collect();
            of.extend((!open.is_empty()).then_some((zone, open)));
        }
        if of.len() > 1 {
            return Err(format!("{port}.{number} is in two zones"));
        }
        let zones = !said.behind("security ").is_empty();
        router.links.push(Link {
            interface: format!("{port}.{number}"),
            address: address.parse().map_err(|_| "no address")?,
            mtu: said.maybe(&format!("{own}family inet mtu "))?,
            mss: clamp.filter(|_| tag.is_none()),
            vlan: tag.map(|tag| (Some(port.to_owned()), tag)),
            lets_in: zones.then(|| of.iter().flat_map(|(_, open)| open).map(|word| (*word).to_owned()).collect()),
            zone: of.first().map(|(zone, _)| (*zone).to_owned()),
            gre: None,
        });
    }
    Ok(())
}

fn tunnel(said: &Said, vpn: &str, interface: &str) -> Result<Tunnel, String> {
    let own = format!("security ipsec vpn {vpn} ");
    let policy = format!("security ipsec policy {} ", said.one(&format!("{own}ike ipsec-policy "))?);
    let esp = format!("security ipsec proposal {} ", said.one(&format!("{policy}proposals "))?);
    let gateway = format!("security ike gateway {} ", said.one(&format!("{own}ike gateway "))?);
    let key = format!("security ike policy {} ", said.one(&format!("{gateway}ike-policy "))?);
    let ike = format!("security ike proposal {} ", said.one(&format!("{key}proposals "))?);
    for statement in [
        format!("{gateway}version v2-only"),
        format!("{gateway}dead-peer-detection always-send"),
        format!("{own}establish-tunnels immediately"),
        format!("{ike}authentication-method pre-shared-keys"),
        format!("{esp}protocol esp"),
    ] {
        if !said.has(&statement) {
            return Err(format!("`{statement}` is missing"));
        }
    }
    said.one(&format!("{key}netgen-unbound-pre-shared-key "))?;
    said.one(&format!("{gateway}netgen-unbound-outside-address "))?;
    let peer = |word: &str| said.number::<u32>(&format!("{gateway}dead-peer-detection {word} "));
    let suite = |own: &str, hashes: &[(&str, &str)], keys: &str| -> Result<Suite, String> {
        let encryption = meaning(CIPHERS, said.one(&format!("{own}encryption-algorithm "))?)?;
        let hash = said.behind(&format!("{own}authentication-algorithm "));
        let hash = hash.first().map(|hash| meaning(hashes, hash)).transpose()?;
        if encryption.contains("GCM") == hash.is_some() {
            return Err(format!("{encryption} with {hash:?}"));
        }
        Ok(Suite { encryption, hash, group: group(said.one(keys)?)? })
    };
    let mut phase1 = suite(&ike, HASHES, &format!("{ike}dh-group "))?;
    if phase1.encryption.contains("GCM") {
        // Junos ties the pseudo-random function to the cipher.
        phase1.hash = Some("SHA2-384".to_owned());
    }
    let outside = said.one(&format!("{gateway}external-interface "))?;
    Ok(Tunnel {
        interface: interface.to_owned(),
        ike: BTreeSet::from([(String::new(), phase1)]),
        esp: suite(&esp, INTEGRITIES, &format!("{policy}perfect-forward-secrecy keys "))?,
        lifetimes: [said.number(&format!("{ike}lifetime-seconds "))?, said.number(&format!("{esp}lifetime-seconds "))?],
        rekeys: None,
        replay: None,
        detection: f64::from(peer("interval")? * peer("threshold")?),
        identity: said.number(&format!("{gateway}local-identity inet "))?,
        outside_vrf: None,
        source: BTreeSet::from([
            outside.strip_suffix(".0").unwrap_or(outside).to_owned(),
            said.one(&format!("{gateway}local-address "))?.to_owned(),
        ]),
    })
}

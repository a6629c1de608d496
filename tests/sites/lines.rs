//! BGP as IOS and FRR say it.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::router::{Lives, Policy, Router, Session};
use super::said::Said;

/// The most characters of an object's name.
const NAME: usize = 31;

/// Reads sessions, policies and what is announced. FRR differs in a few words and in what it sends unasked.
pub fn bgp(said: &Said, frr: bool, router: &mut Router) -> Result<(), String> {
    let asns: BTreeSet<&str> =
        said.behind("router bgp ").into_iter().filter_map(|line| line.split(" | ").next()).collect();
    let [asn] = asns.into_iter().collect::<Vec<_>>()[..] else { return Err("which ASN?".into()) };
    router.asn = asn.parse().map_err(|_| "no ASN")?;
    let process = format!("router bgp {asn} | ");
    let family = format!("{process}address-family ipv4{} | ", if frr { " unicast" } else { "" });
    for words in said.behind(&format!("{process}neighbor ")) {
        let Some((neighbor, remote)) = words.split_once(" remote-as ") else { continue };
        // Sessions over IPv6 are read by `ipv6`.
        if neighbor.contains(':') {
            continue;
        }
        let session = session(said, frr, (&process, &family), neighbor, remote);
        router.sessions.push(session.map_err(|error| format!("{neighbor}: {error}"))?);
    }
    for words in said.behind(&format!("{family}network ")) {
        router.networks.insert(block(words)?);
    }
    for words in said.behind(&format!("{family}aggregate-address ")) {
        router.aggregates.insert(block(words).map_err(|_| "an aggregate that withdraws what others announce")?);
    }
    router.hosts.extend(said.behind("netgen-unbound-host-route ").into_iter().map(str::to_owned));
    // FRR takes all equal paths unless it is told a number.
    let paths = said.maybe::<u32>(&format!("{family}maximum-paths "))?;
    router.multipath = paths.map_or(frr, |paths| paths > 1);
    for words in said.behind("ip route ") {
        let (prefix, lives) = route(said, words)?;
        router.statics.insert(prefix, lives);
    }
    for header in [
        "route-map ",
        "ip prefix-list ",
        "ipv6 prefix-list ",
        "ip community-list standard ",
        "bgp community-list standard ",
    ] {
        let names = said.behind(header).into_iter().filter_map(|words| words.split(' ').next());
        router.names.extend(names.map(|name| (name.to_owned(), NAME)));
    }
    Ok(())
}

/// FRR: `PREFIX INTERFACE 250`. IOS: `ADDRESS MASK Null0 250 track N`, and what N is.
fn route(said: &Said, words: &str) -> Result<(Ipv4Net, Lives), String> {
    let odd = || format!("what is `ip route {words}`?");
    match words.split(' ').collect::<Vec<_>>()[..] {
        [prefix, interface, "250"] => Ok((block(prefix)?, Lives::Interface(interface.to_owned()))),
        [address, mask, "Null0", "250", "track", number] => {
            let tracked = said.one(&format!("track {number} "))?;
            let lives = match tracked.split(' ').collect::<Vec<_>>()[..] {
                ["interface", name, "line-protocol"] => Lives::Interface(name.to_owned()),
                ["ip", "route", address, mask, "reachability"] => Lives::Route(block(&format!("{address} {mask}"))?),
                _ => return Err(format!("what is `track {number} {tracked}`?")),
            };
            Ok((block(&format!("{address} {mask}"))?, lives))
        }
        _ => Err(odd()),
    }
}

fn session(
    said: &Said,
    frr: bool,
    (process, family): (&str, &str),
    neighbor: &str,
    remote: &str,
) -> Result<Session, String> {
    let own = format!("{process}neighbor {neighbor} ");
    let inside = format!("{family}neighbor {neighbor} ");
    if !said.has(&format!("{inside}activate")) {
        return Err("not active".into());
    }
    let timers = timers(said, frr, &own)?;
    let hold = timers.split(' ').nth(1).and_then(|hold| hold.parse().ok()).ok_or("no hold timer")?;
    let policy = |way: &str| {
        let maps = said.behind(&format!("{inside}route-map "));
        let map = maps.into_iter().find_map(|words| words.strip_suffix(&format!(" {way}")));
        policy(said, frr, map.ok_or_else(|| format!("everything goes {way}"))?)
    };
    let (inward, mut outward) = (policy("in")?, policy("out")?);
    if !frr {
        // IOS sends no community unless it is told to.
        if said.has(&format!("{inside}send-community")) {
            outward.keeps_communities = outward.communities.is_empty() && outward.keeps_communities;
        } else {
            outward = Policy { communities: Vec::new(), keeps_communities: false, ..outward };
        }
    }
    let restart = if frr { "graceful-restart-disable" } else { "ha-mode graceful-restart disable" };
    let most = said.behind(&format!("{inside}maximum-prefix ")).first().map(|words| {
        let most = words.split(' ').next().and_then(|most| most.parse().ok());
        most.ok_or("no number of prefixes")
    });
    Ok(Session {
        neighbor: neighbor.parse().map_err(|_| "no address")?,
        remote: remote.parse().map_err(|_| "no ASN")?,
        hold,
        hops: said.maybe(&format!("{own}ebgp-multihop "))?.unwrap_or(1),
        bfd: bfd(said, frr, &own)?,
        restart_off: said.has(&format!("{own}{restart}")),
        inward,
        outward,
        next_hop_self: said.has(&format!("{inside}next-hop-self")),
        most: most.transpose()?,
    })
}

/// Keepalive and hold time. FRR brings its tunnels up by asking, so it must not wait for two minutes.
fn timers<'a>(said: &'a Said, frr: bool, own: &str) -> Result<&'a str, String> {
    let all = said.behind(&format!("{own}timers "));
    let (connect, timers): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|words| words.starts_with("connect "));
    match (&timers[..], &connect[..]) {
        ([timers], []) => Ok(timers),
        ([timers], ["connect 10"]) if frr => Ok(timers),
        all => Err(format!("timers {all:?}")),
    }
}

/// FRR has the timing in a profile, IOS on the interface, where `ios` looks for it.
fn bfd(said: &Said, frr: bool, own: &str) -> Result<Option<u32>, String> {
    if !frr {
        return Ok(said.has(&format!("{own}fall-over bfd")).then_some(900));
    }
    let Some(profile) = said.behind(&format!("{own}bfd profile ")).pop() else { return Ok(None) };
    let value = |word: &str| said.number::<u32>(&format!("bfd | profile {profile} | {word} "));
    let interval = value("receive-interval")?.max(value("transmit-interval")?);
    Ok(Some(interval * value("detect-multiplier")?))
}

/// A route map of one entry.
fn policy(said: &Said, frr: bool, name: &str) -> Result<Policy, String> {
    let all = said.behind(&format!("route-map {name} "));
    let headers: Vec<_> = all.iter().filter(|words| !words.contains(" | ")).collect();
    if headers != [&"permit 10"] {
        return Err(format!("route map {name} is {headers:?}"));
    }
    let mut policy = Policy { keeps_communities: true, ..Policy::default() };
    let mut filtered = false;
    for words in all.iter().filter_map(|words| words.strip_prefix("permit 10 | ")) {
        let no_number = |_| format!("{name}: `{words}`");
        if let Some(list) = words.strip_prefix("match ip address prefix-list ") {
            listed(said, list, &mut policy)?;
            filtered = true;
        } else if let Some(list) = words.strip_prefix("match community ") {
            policy.tagged = tagged(said, frr, list)?;
        } else if let Some(preference) = words.strip_prefix("set local-preference ") {
            policy.preference = Some(preference.parse().map_err(no_number)?);
        } else if words == "set community none" {
            policy.keeps_communities = false;
        } else if let Some(communities) = words.strip_prefix("set community ") {
            policy.communities = communities.split(' ').map(str::to_owned).collect();
            policy.keeps_communities = policy.communities.contains(&"additive".to_owned());
        } else if let Some(path) = words.strip_prefix("set as-path prepend ") {
            policy.prepends = path.split(' ').map(str::parse).collect::<Result<_, _>>().map_err(no_number)?;
        } else if let Some(med) = words.strip_prefix("set metric ") {
            policy.med = med.parse().map_err(no_number)?;
        } else {
            return Err(format!("{name}: what is `{words}`?"));
        }
    }
    if filtered { Ok(policy) } else { Err(format!("{name} filters nothing")) }
}

/// A list that permits exact prefixes and nothing else; or one that refuses some, and permits what begins at a /8 behind all of these.
fn listed(said: &Said, list: &str, policy: &mut Policy) -> Result<(), String> {
    let odd = |words: &str| format!("{list}: `{words}`");
    let mut entries = Vec::new();
    for words in said.behind(&format!("ip prefix-list {list} ")) {
        let (number, rest) = words.strip_prefix("seq ").and_then(|rest| rest.split_once(' ')).ok_or(odd(words))?;
        entries.push((number.parse::<u64>().map_err(|_| odd(words))?, rest));
    }
    entries.sort_unstable();
    for (_, words) in entries {
        match words.split(' ').collect::<Vec<_>>()[..] {
            // What stands behind a wide entry is never looked at.
            _ if policy.wide => return Err(odd(words)),
            ["permit", prefix] => drop(policy.prefixes.insert(block(prefix)?)),
            ["permit", "0.0.0.0/0", "ge", "8", "le", "32"] => policy.wide = true,
            ["deny", prefix, "le", "32"] => drop(policy.refused.insert(block(prefix)?)),
            ["deny", prefix] if prefix.ends_with("/32") => drop(policy.refused.insert(block(prefix)?)),
            _ => return Err(odd(words)),
        }
    }
    match (policy.wide, policy.prefixes.is_empty(), policy.refused.is_empty()) {
        (false, false, true) | (true, true, false) => Ok(()),
        (false, true, _) => Err(format!("there is no list {list}")),
        _ => Err(format!("{list} permits everything, or some of it twice")),
    }
}

/// The communities of a list.
fn tagged(said: &Said, frr: bool, list: &str) -> Result<BTreeSet<String>, String> {
    let word = if frr { "bgp" } else { "ip" };
    let mut all = BTreeSet::new();
    for words in said.behind(&format!("{word} community-list standard {list} ")) {
        let words = if frr { words.split_once("permit ").map(|(_, rest)| rest) } else { words.strip_prefix("permit ") };
        all.insert(words.ok_or("a list that refuses a community")?.to_owned());
    }
    if all.is_empty() { Err(format!("there is no list of communities {list}")) } else { Ok(all) }
}

/// `10.0.0.0/16`, `10.0.0.0 255.255.0.0`, `10.0.0.0 mask 255.255.0.0`.
pub fn block(words: &str) -> Result<Ipv4Net, String> {
    let odd = || format!("what is `{words}`?");
    if let Ok(block) = words.parse() {
        return Ok(block);
    }
    let (address, mask) = words.split_once(" mask ").or(words.split_once(' ')).ok_or_else(odd)?;
    let parse = |text: &str| text.parse::<Ipv4Addr>().map_err(|_| odd());
    Ipv4Net::with_netmask(parse(address)?, parse(mask)?).map_err(|_| odd())
}

//! The virtual address that hosts of a site send to: what two routers say of it, and what the document asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use super::intent::{Site, Uplink, Way};
use super::router::Router;
use super::said::Said;

/// A router's part in a virtual address.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstHop {
    pub interface: String,
    pub address: Ipv4Addr,
    pub group: u32,
    pub priority: u32,
    /// Seconds before it is taken back.
    pub delay: u32,
    /// The interfaces whose loss lowers the priority, and by how much all of them and all but one of them do.
    pub follows: Option<(BTreeSet<String>, [u32; 2])>,
}

/// Of IOS-XE: one list of interfaces of which one has to be up.
pub fn ios(said: &Said) -> Result<Option<FirstHop>, String> {
    let mut groups = said.behind("interface ").into_iter().filter_map(|words| words.split_once(" | vrrp "));
    let Some((interface, group)) = groups.find_map(|(port, words)| Some((port, words.split_once(" ip ")?.0))) else {
        return Ok(None);
    };
    let own = format!("interface {interface} | vrrp {group} ");
    let track = said.behind(&format!("{own}track "));
    let follows = track.first().and_then(|words| words.split_once(" decrement ")).map(|(list, decrement)| {
        said.has(&format!("track {list} list boolean or")).then_some(()).ok_or("no list of which one is enough")?;
        let objects = said.behind(&format!("track {list} list boolean or | object "));
        let interfaces = objects.into_iter().map(|object| {
            let words = said.one(&format!("track {object} interface "))?;
            words.strip_suffix(" line-protocol").map(str::to_owned).ok_or_else(|| format!("track {object}: {words}"))
        });
        let interfaces = interfaces.collect::<Result<BTreeSet<_>, _>>()?;
        Ok::<_, String>((interfaces, [decrement.parse().map_err(|_| "no number")?, 0]))
    });
    Ok(Some(FirstHop {
        interface: interface.to_owned(),
        address: said.number(&format!("{own}ip "))?,
        group: group.parse().map_err(|_| "no group")?,
        priority: said.number(&format!("{own}priority "))?,
        delay: said.number(&format!("{own}preempt delay minimum "))?,
        follows: follows.transpose()?,
    }))
}

/// Of Junos: each interface has a cost, and what rises waits.
pub fn junos(said: &Said) -> Result<Option<FirstHop>, String> {
    let groups = said.behind("interfaces ").into_iter().filter_map(|words| words.split_once(" virtual-address "));
    let Some((place, _)) = groups.into_iter().next() else { return Ok(None) };
    let own = format!("interfaces {place} ");
    let (unit, rest) = place.split_once(" family inet address ").ok_or("no address")?;
    let (_, group) = rest.split_once(" vrrp-group ").ok_or("no group")?;
    let delay = said.number(&format!("{own}preempt hold-time "))?;
    if !said.has("protocols vrrp asymmetric-hold-time") || !said.has(&format!("{own}accept-data")) {
        return Err("a priority that falls has to wait, or the address answers nobody".into());
    }
    let track = said.behind(&format!("{own}track interface "));
    let costs = track.into_iter().filter_map(|words| words.split_once(" priority-cost "));
    let costs: BTreeMap<String, u32> = costs
        .map(|(name, cost)| Ok((name.to_owned(), cost.parse().map_err(|_| "no cost")?)))
        .collect::<Result<_, &str>>()?;
    if !costs.is_empty() && said.number::<u32>(&format!("{own}track priority-hold-time "))? != delay {
        return Err("it is taken back at another time after a restart".into());
    }
    let all: u32 = costs.values().sum();
    let cheapest = costs.values().min().copied().unwrap_or_default();
    Ok(Some(FirstHop {
        interface: unit.replace(" unit ", "."),
        address: said.number(&format!("{own}virtual-address "))?,
        group: group.parse().map_err(|_| "no group")?,
        priority: said.number(&format!("{own}priority "))?,
        delay,
        follows: (!costs.is_empty()).then(|| (costs.into_keys().collect(), [all, all - cheapest])),
    }))
}

/// The interface of a virtual interface's VLAN.
fn port(uplink: &Uplink) -> Option<String> {
    match &uplink.way {
        Way::Direct(direct) if direct.carries.is_none() => Some(format!("{}.{}", uplink.interface, direct.vlan)),
        _ => None,
    }
}

/// Whether these interfaces are those of some uplinks of a router.
fn decide(interfaces: &BTreeSet<String>, uplinks: &[&Uplink], said: &Router) -> bool {
    let direct: BTreeSet<String> = uplinks.iter().filter_map(|one| port(one)).collect();
    let tunnels: BTreeSet<&String> = interfaces.difference(&direct).collect();
    let known = |name: &String| said.tunnels.iter().any(|tunnel| tunnel.interface == *name);
    let count = uplinks.iter().filter(|one| matches!(one.way, Way::Vpn(_))).count();
    direct.is_subset(interfaces) && tunnels.len() == 2 * count && tunnels.into_iter().all(known)
}

/// What does not fit the document, of the routers of a site.
pub fn wrong(site: &Site, routers: &BTreeMap<(String, String), Router>) -> Vec<String> {
    let mut found = Vec::new();
    let of = |name: &str| routers.get(&(site.name.clone(), name.to_owned()));
    let speaking = site.routers.iter().filter(|(name, one)| one.first_hop.is_some() && of(name).is_some());
    let best = |name: &str| site.uplinks.values().filter(|one| one.router == name).map(|one| one.rank).min();
    let mut order: Vec<&String> = speaking.map(|(name, _)| name).collect();
    order.sort_by_key(|name| best(name));
    for (name, router) in &site.routers {
        let Some(said) = of(name) else { continue };
        let (hop, asked) = (&said.first_hop, router.first_hop);
        let mut must = |holds: bool, what: &str| {
            if !holds {
                found.push(format!("{}/{name}: {what}: {hop:?}, asked for {asked:?}", site.name));
            }
        };
        must(hop.as_ref().map(|hop| (hop.address, hop.group)) == asked, "another virtual address");
        let Some(hop) = hop else { continue };
        must(hop.interface.trim_end_matches(".0") == router.interface, "it is not on the site's network");
        must(hop.delay >= 60, "it is taken back before BGP is up");
        let other = order.iter().find(|other| **other != name).and_then(|other| of(other)?.first_hop.as_ref());
        let Some(other) = other else { continue };
        let tied = best(name) == order.iter().find(|one| **one != name).and_then(|one| best(one));
        must(
            tied || (order.first() == Some(&name)) == (hop.priority > other.priority),
            "the other uplink is the better one",
        );
        must(hop.priority != other.priority, "both have one priority");
        let Some((interfaces, [all, but_one])) = &hop.follows else {
            must(hop.priority < other.priority, "it keeps the address without an uplink");
            continue;
        };
        let until = order.iter().find(|one| **one != name).and_then(|one| best(one));
        let leading: Vec<&Uplink> =
            site.uplinks.values().filter(|one| one.router == *name && Some(one.rank) <= until).collect();
        must(decide(interfaces, &leading, said), "not the uplinks before the other router's decide about it");
        must(hop.priority.saturating_sub(*all) < other.priority, "without uplinks it keeps the address");
        must(hop.priority - but_one > other.priority, "one uplink that fails moves the address");
    }
    found
}

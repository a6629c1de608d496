//! Network ACLs, by what is rendered: the preset `tiered` lets through what tiers and groups of the document ask for, with the replies to
//! every port that a client may have, and keeps apart what it promises to keep apart. Written ones that drop replies are found.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::common::dice::Dice;
use crate::proof::edges::Entry;
use crate::proof::exchange::{Party, Place, exchange};
use crate::proof::net::Net;
use crate::proof::walk::{Carried, End};

const OUTSIDE: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(8, 8, 8, 8)), IpAddr::V6(Ipv6Addr::new(0x2001, 0x4860, 0x4860, 0, 0, 0, 0, 0x8888))];

/// What the clients of a few systems take, and the ends of the range; 3389 is nobody's.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports>
const CLIENTS: [u16; 8] = [1024, 1025, 3388, 3390, 32768, 49152, 60999, 65535];

const ANYTHING: [Carried; 6] =
    [Carried::Tcp(22), Carried::Tcp(443), Carried::Tcp(3389), Carried::Tcp(65535), Carried::Udp(53), Carried::Other];

fn replies(asked: Carried) -> Vec<Option<Carried>> {
    match asked {
        Carried::Tcp(_) => CLIENTS.iter().map(|port| Some(Carried::Tcp(*port))).collect(),
        Carried::Udp(_) => CLIENTS.iter().map(|port| Some(Carried::Udp(*port))).collect(),
        other => vec![Some(other)],
    }
}

/// The workload subnets of a VPC with their tiers.
fn subnets<'n>(net: &'n Net, vpc: &str) -> Vec<(&'n str, &'n str)> {
    let own = net.subnets.iter().filter(|(_, subnet)| net.vpcs[&subnet.vpc].name == vpc);
    let tier = |name: &'n str| name.split('-').nth(1).expect("vpc-tier-zone");
    let own = own.map(|(id, subnet)| (id.as_str(), tier(&subnet.name)));
    own.filter(|(_, tier)| ["front", "edge", "web", "app", "data"].contains(tier)).collect()
}

fn party<'n>(net: &Net, subnet: &'n str, is_v6: bool) -> Option<Party<'n>> {
    let address = if is_v6 { net.host6(subnet)?.into() } else { net.host(subnet).into() };
    Some(Party { place: Place::Subnet(subnet), address })
}

fn internet(is_v6: bool) -> Party<'static> {
    Party { place: Place::Internet, address: OUTSIDE[usize::from(is_v6)] }
}

/// The preset's promise: tiers with a way out by NAT or a transit gateway talk with all, the others with those and with themselves.
fn talk(one: &str, other: &str) -> bool {
    one == other || one == "app" || other == "app"
}

/// How many exchanges were as promised in a VPC with the preset; the error is the first that was not.
pub fn tiered(net: &Net, vpc: &str) -> Result<usize, String> {
    let (all, mut walked) = (subnets(net, vpc), 0);
    let mut wants = |one: Party<'_>, other: Party<'_>, asked: &[Carried], meant: bool| {
        for carried in asked {
            walked += 1;
            let zone = net.subnets.values().next().expect("a subnet").zone.as_str();
            let found = exchange(net, zone, one, other, (Some(*carried), &replies(*carried)));
            if found.is_ok() != meant {
                return Err(format!("{one:?} to {other:?}, {carried:?}, meant {meant}: {:?}", found.err()));
            }
        }
        Ok(())
    };
    let routed = |one: Party<'_>, other: Party<'_>| {
        let zone = net.subnets.values().next().expect("a subnet").zone.as_str();
        exchange(net, zone, one, other, (None, &[None])).is_ok()
    };
    for (from, tier) in &all {
        for is_v6 in [false, true] {
            let Some(one) = party(net, from, is_v6) else { continue };
            for (to, other) in all.iter().filter(|(to, _)| to != from) {
                let Some(far) = party(net, to, is_v6) else { continue };
                wants(one, far, &ANYTHING, talk(tier, other))?;
            }
            let world = internet(is_v6);
            if routed(one, world) {
                wants(one, world, &[Carried::Tcp(443), Carried::Tcp(80), Carried::Udp(123)], true)?;
            }
            if routed(world, one) {
                // A group opens 443 to the internet, and nothing opens these.
                wants(world, one, &[Carried::Tcp(443)], true)?;
                wants(world, one, &[Carried::Tcp(22), Carried::Tcp(3389), Carried::Udp(53)], false)?;
            }
        }
    }
    Ok(walked)
}

/// Makes a fault of all network ACLs of the preset; false where there is none.
pub type Fault = fn(&mut Net) -> bool;

fn every(net: &mut Net, is_one: fn(&Entry) -> bool, change: Option<fn(&mut Entry)>) -> bool {
    let entries = || net.edges.acls.values().flatten();
    let found = entries().any(is_one);
    for acl in net.edges.acls.values_mut() {
        match change {
            Some(change) => acl.iter_mut().filter(|entry| is_one(entry)).for_each(change),
            None => acl.retain(|entry| !is_one(entry)),
        }
    }
    found
}

fn is_reply(entry: &Entry) -> bool {
    entry.allow && !entry.egress && entry.ports.1 == 65535 && entry.ports.0 > 0
}

pub const FAULTS: &[(&str, Fault)] = &[
    ("there is no entry for replies", |net| every(net, is_reply, None)),
    ("replies to the ports of other systems are dropped", |net| {
        every(net, |one| one.allow && one.ports.1 == 3388, None)
    }),
    ("replies end at the ports of one system", |net| every(net, is_reply, Some(|one| one.ports.1 = 60_998))),
    ("replies begin at the ports of one system", |net| every(net, is_reply, Some(|one| one.ports.0 = 49_153))),
    ("replies are those of UDP", |net| every(net, |one| is_reply(one) && one.protocol == 6, None)),
    ("remote desktops are open to the world", |net| {
        every(net, |one| is_reply(one) && one.protocol == 6, Some(|one| one.ports.0 = 3389))
    }),
    ("nothing leaves to the world", |net| every(net, |one| one.egress && one.block.prefix_len() == 0, None)),
    ("what groups open is closed", |net| every(net, |one| one.allow && one.ports == (443, 443), None)),
    ("tiers do not hear themselves", |net| every(net, |one| one.number == 100 && !one.egress, None)),
    ("nothing keeps tiers apart", |net| every(net, |one| !one.allow, None)),
    ("tiers that talk are denied", |net| {
        every(net, |one| one.protocol == -1 && one.block.prefix_len() > 0, Some(|one| one.allow = false))
    }),
];

/// A VPC with written network ACLs, at random: on the way out of a tier behind a NAT gateway, in its own subnets or the gateway's.
pub fn written(seed: u64) -> String {
    let dice = &mut Dice::new(seed ^ 0xac1);
    let nat = dice.pick(&["single", "per-az", "regional"]);
    let ports = ["\"1024-65535\"", "\"32768-65535\"", "443", "\"0-65535\"", "22"];
    let blocks = ["internet", "10.0.0.0/16", "10.0.0.0/8"];
    let mut rules = |key: &str| {
        let mut list = String::new();
        for number in 1..=1 + dice.roll(3) {
            let what = match dice.roll(4) {
                0 => "all: true".to_owned(),
                _ => format!("tcp: {}", dice.pick(&ports)),
            };
            let deny = if dice.one_in(8) { ", action: deny" } else { "" };
            let block = dice.pick(&blocks);
            let _ = write!(list, "{}: {{{key}: {block}, {what}{deny}}}, ", number * 100);
        }
        list
    };
    let mut acl = |tier: &str| format!("{tier}: {{ingress: {{{}}}, egress: {{{}}}}}, ", rules("from"), rules("to"));
    let all = [acl("app"), acl("front"), acl("data")];
    let chosen: Vec<&str> = all.iter().map(String::as_str).filter(|_| !dice.one_in(3)).collect();
    format!(
        "netgen: 1\nname: shop\nregion: eu-west-1\navailability_zones: [a, b]\nvpcs:\n  shop: {{cidr: 10.0.0.0/16, nat: {nat}, \
         network_acls: {{{}}}, tiers: {{front: {{prefix: 24, route: internet}}, app: {{prefix: 24, route: nat}}, \
         data: {{prefix: 24, route: local}}}}}}\n",
        chosen.concat()
    )
}

/// Connections that a rule of the VPC names, and that die on the way back, or at the subnet of a NAT gateway: from, to and where.
pub fn dying(net: &Net) -> Vec<String> {
    let mut dying = Vec::new();
    let all = subnets(net, "shop");
    // The first zone of one end, and the last of the other.
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for tier in ["front", "app", "data"] {
        let own: Vec<&str> = all.iter().filter(|(_, of)| *of == tier).map(|(id, _)| *id).collect();
        first.push((tier, party(net, own[0], false).expect("IPv4")));
        last.push((tier, party(net, own[own.len() - 1], false).expect("IPv4")));
    }
    first.push(("internet", internet(false)));
    last.push(("internet", internet(false)));
    for ((from, one), (to, other)) in first.iter().flat_map(|one| last.iter().map(move |other| (one, other))) {
        if from == to {
            continue;
        }
        for asked in services(net, [*one, *other], (*from, *to) == ("app", "internet")) {
            let zone = net.subnets.values().next().expect("a subnet").zone.as_str();
            let Err(stopped) = exchange(net, zone, *one, *other, (Some(asked), &replies(asked))) else {
                continue;
            };
            let (way, is_reply) = &*stopped;
            let End::Acl(at) = &way.end else { continue };
            if *is_reply || *to == "internet" && !at.contains(&format!("shop-{from}-")) {
                dying.push(format!("{from} to {to}, {asked:?}: {at}"));
            }
        }
    }
    dying
}

/// What the rules of the two ends name: services, not ranges for replies.
fn services(net: &Net, ends: [Party<'_>; 2], goes_out: bool) -> Vec<Carried> {
    let mut all = if goes_out { vec![Carried::Tcp(443)] } else { Vec::new() };
    for (party, egress) in ends.iter().zip([true, false]) {
        let Place::Subnet(subnet) = party.place else { continue };
        let entries = net.edges.guards.get(subnet).map(|acl| &net.edges.acls[acl]).into_iter().flatten();
        let entries = entries.filter(|one| one.allow && one.egress == egress && one.ports.1 - one.ports.0 < 1000);
        all.extend(entries.filter(|one| one.protocol == 6).map(|one| Carried::Tcp(one.ports.0)));
    }
    all
}

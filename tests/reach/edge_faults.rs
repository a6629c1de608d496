//! Faults of network ACLs and of the ways to sites, each with its name.

use std::collections::BTreeSet;

use super::faults::{Fault, unassociated, unlearned};
use crate::proof::edges::Entry;
use crate::proof::net::Net;

/// The attachments of sites by such a link.
fn links(net: &Net, kind: &str) -> BTreeSet<String> {
    net.edges.links.keys().filter(|id| id.starts_with(kind)).cloned().collect()
}

const VPN: &str = "AWS::EC2::VPNConnection ";
const DIRECT: &str = "AWS::DirectConnect::";

/// All entries of the last network ACL in which such a one occurs.
fn acl(net: &mut Net, is_one: fn(&Entry) -> bool) -> Option<&mut Vec<Entry>> {
    net.edges.acls.values_mut().rev().find(|acl| acl.iter().any(is_one))
}

/// Entries that are such are missing in one network ACL.
fn dropped(net: &mut Net, is_one: fn(&Entry) -> bool) -> bool {
    acl(net, is_one).map(|acl| acl.retain(|entry| !is_one(entry))).is_some()
}

fn is_reply(entry: &Entry) -> bool {
    entry.allow && !entry.egress && entry.ports == (1024, 65535)
}

/// The faults of network ACLs.
pub const ACLS: &[(&str, Fault)] = &[
    ("the entry for replies is missing", |net| dropped(net, is_reply)),
    ("the entry for replies ends too early", |net| {
        let acl = acl(net, is_reply);
        acl.map(|acl| acl.iter_mut().filter(|one| is_reply(one)).for_each(|one| one.ports.1 = 61_000)).is_some()
    }),
    ("the entry for replies begins too late", |net| {
        let acl = acl(net, is_reply);
        acl.map(|acl| acl.iter_mut().filter(|one| is_reply(one)).for_each(|one| one.ports.0 = 32_768)).is_some()
    }),
    ("an entry that allows what leaves is missing", |net| dropped(net, |entry| entry.allow && entry.egress)),
    ("entries that deny are missing", |net| {
        let acls = net.edges.acls.values_mut();
        acls.fold(false, |done, acl| {
            let before = acl.len();
            acl.retain(|entry| entry.allow);
            acl.len() < before || done
        })
    }),
    ("entries of IPv4 are missing", |net| dropped(net, |entry| entry.block.addr().is_ipv4())),
    ("entries of IPv6 are missing", |net| dropped(net, |entry| entry.block.addr().is_ipv6())),
    ("the directions of a network ACL are exchanged", |net| {
        let acl = acl(net, |entry| entry.egress && entry.ports == (443, 443));
        acl.map(|acl| acl.iter_mut().for_each(|one| one.egress ^= true)).is_some()
    }),
    ("the entries of a network ACL are in the wrong order", |net| {
        let mixed = |acl: &&mut Vec<Entry>| acl.iter().any(|one| !one.allow);
        net.edges.acls.values_mut().filter(mixed).map(|acl| acl.reverse()).count() > 0
    }),
    ("an entry has the wrong protocol", |net| {
        let acl = acl(net, |entry| entry.protocol == 6);
        let change = |one: &mut Entry| {
            if one.protocol == 6 {
                one.protocol = 17;
            }
        };
        acl.map(|acl| acl.iter_mut().for_each(change)).is_some()
    }),
    ("a subnet has no network ACL", |net| net.edges.guards.pop_last().is_some()),
    ("a subnet has the network ACL of another tier", |net| {
        let all: Vec<String> = net.edges.acls.keys().cloned().collect();
        let Some(mut last) = net.edges.guards.last_entry() else { return false };
        let other = all.iter().find(|one| *one != last.get());
        other.map(|other| last.insert(other.clone())).is_some()
    }),
];

/// The faults of sites.
pub const SITES: &[(&str, Fault)] = &[
    ("a table does not learn a VPN connection", |net| {
        let links = links(net, VPN);
        unlearned(net, &links)
    }),
    ("a table does not learn the Direct Connect gateway", |net| {
        let links = links(net, DIRECT);
        unlearned(net, &links)
    }),
    ("a VPN connection has no table", |net| unassociated(net, |id| id.starts_with(VPN))),
    ("the Direct Connect gateway has no table", |net| unassociated(net, |id| id.starts_with(DIRECT))),
    ("the Direct Connect gateway announces nothing", |net| {
        let mut allowed = net.edges.links.values_mut().flat_map(|link| link.ends.values_mut()).flatten();
        allowed.find(|all| !all.is_empty()).map(BTreeSet::clear).is_some()
    }),
    ("the routers of a site take less than AWS announces", |net| {
        net.edges.sites.values_mut().any(|site| site.accepts.pop_last().is_some())
    }),
    ("a site announces nothing", |net| net.behind.values_mut().any(|blocks| !std::mem::take(blocks).is_empty())),
    ("a link ends at another gateway", |net| {
        let hub = net.attachments.values().find(|one| !one.hub.is_empty()).map(|one| one.hub.clone());
        let ends = net.edges.vpn_gateways.keys().next().cloned().zip(hub);
        let Some((gateway, hub)) = ends else { return false };
        let found = net.edges.links.values_mut().find_map(|link| Some((link.ends.remove(&gateway)?, link)));
        found.map(|(allowed, link)| link.ends.insert(hub, allowed)).is_some()
    }),
    ("a VPN gateway is that of another VPC", |net| {
        let vpcs: Vec<String> = net.vpcs.keys().rev().cloned().collect();
        let Some(vpc) = net.edges.vpn_gateways.values_mut().next() else { return false };
        vpcs.iter().find(|other| *other != vpc).map(|other| other.clone_into(vpc)).is_some()
    }),
];

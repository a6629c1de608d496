//! Names of parts of a document in rules of security groups and of network ACLs.

use super::*;
use crate::diagnostic::{Diagnostics, Sources};
use crate::plan::lock::Lock;
use crate::{blueprint, network, plan};

/// A peer, and the addresses that stand for it in VPC `shop`.
const PEERS: [(&str, &[&str]); 8] = [
    ("vpc", &["10.0.0.0/20"]),
    ("vpc/data", &["10.16.0.0/20"]),
    ("vpc/data/group/db", &["10.16.0.0/20"]),
    // With room for two more zones.
    ("tier/app", &["10.0.0.0/22"]),
    ("pool/test", &["10.16.0.0/12"]),
    ("site/tokyo", &["192.168.0.0/16"]),
    // Only `data` is there, and the whole pool is of VPCs like it.
    ("segment/shared", &["10.16.0.0/12"]),
    ("segment/on-prem", &["172.20.0.0/16", "192.168.0.0/16"]),
];

const DOCUMENT: &str = "\
netgen: 1
name: corp
region: eu-west-1
availability_zones: [a, b]
address_pools: {live: 10.0.0.0/12, test: 10.16.0.0/12}
transit_gateways:
  hub:
    security_group_referencing: false
    segments: {live: {reaches: [shared, on-prem]}, shared: {}, on-prem: {prefixes: [172.20.0.0/16]}}
sites:
  tokyo:
    asn: 65010
    prefixes: [192.168.0.0/16]
    attach: {to: hub, segment: on-prem}
    routers: {edge: {platform: linux, router_id: 192.168.1.2, lan: {interface: eth1, address: 192.168.1.2/24}}}
    uplinks: {inet: {vpn: {router: edge, interface: eth0, outside_ip: 203.0.113.1}}}
vpcs:
  data:
    pool: test
    prefix: 20
    attach: {to: hub, segment: shared}
    tiers: {db: {prefix: 24, route: transit}}
    security_groups: {db: {}}
  shop:
    pool: live
    prefix: 20
    attach: {to: hub, segment: live}
    tiers: {app: {prefix: 24, route: transit}}
    security_groups: {web: {ingress: [FROM], egress: [TO]}}
    network_acls: {app: {ingress: {IN}, egress: {OUT}}}
";

/// The peers that network ACLs can name: an ACL knows addresses alone.
fn of_acls() -> impl Iterator<Item = &'static (&'static str, &'static [&'static str])> {
    PEERS.iter().filter(|(peer, _)| !peer.contains("/group/"))
}

/// The document, with a rule about each peer in each of the four lists.
fn document() -> String {
    let icmp = "icmp: {type: 3, code: 4}";
    let rules = |word: &str| -> String {
        let rules: Vec<_> = PEERS.iter().map(|(peer, _)| format!("{{{word}: {peer}, {icmp}}}")).collect();
        rules.join(", ")
    };
    let entries = |word: &str| -> String {
        let numbers = (1..).map(|number| 100 * number);
        let entries: Vec<_> =
            numbers.zip(of_acls()).map(|(number, (peer, _))| format!("{number}: {{{word}: {peer}, {icmp}}}")).collect();
        entries.join(", ")
    };
    let text = DOCUMENT.replace("FROM", &rules("from")).replace("TO", &rules("to"));
    text.replace("IN", &entries("from")).replace("OUT", &entries("to"))
}

fn v4<'a>(addresses: impl IntoIterator<Item = &'a AclAddress>) -> Vec<String> {
    let block = |address: &AclAddress| match address {
        AclAddress::V4(block) => block.to_string(),
        other => panic!("{other:?}"),
    };
    addresses.into_iter().map(block).collect()
}

/// Rules of security groups and network ACLs name the same parts of a document, less the groups, and get the same addresses.
#[test]
fn rules_of_groups_and_acls_have_the_same_addresses_for_a_name() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("test.yaml", document());
    let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = blueprint.and_then(|blueprint| network::resolve(&blueprint, &mut diagnostics));
    let network = network.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let planned = plan::plan(&network, &Lock::default(), &mut diagnostics);
    let (plan, _) = planned.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let shop = &plan.vpcs[1];
    let group = &shop.vpc.groups[0];
    for (peer, expected) in PEERS {
        let (_, found) = shop.places.iter().find(|(place, _)| place.name == peer).unwrap_or_else(|| panic!("{peer}"));
        assert_eq!(v4(found), expected, "{peer}");
        for rules in [&group.ingress, group.egress.as_ref().unwrap()] {
            assert!(rules.iter().any(|rule| rule.peer.addressed().is_some_and(|place| place.name == peer)), "{peer}");
        }
    }
    for entries in [&shop.acls[0].ingress, &shop.acls[0].egress] {
        let wanted: Vec<&str> = of_acls().flat_map(|(_, blocks)| *blocks).copied().collect();
        assert_eq!(v4(entries.iter().map(|entry| &entry.source)), wanted);
    }
}

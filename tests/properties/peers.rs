//! Names of the document in rules stand for the same addresses in security groups and in network ACLs.

use netgen::blueprint;
use netgen::diagnostic::{Diagnostics, Format, Sources, report};
use netgen::network;
use netgen::plan::lock::Lock;
use netgen::plan::{self, AclAddress};

const DOCUMENT: &str = "netgen: 1
name: corp
region: eu-west-1
availability_zones: [a, b]
address_pools: {live: 10.0.0.0/12, test: 10.16.0.0/12}
transit_gateways:
  hub: {id: tgw-0123456789abcdef0, segments: {live: {reaches: [shared]}, shared: {reaches: [live]}, old: {reaches: [live], prefixes: [192.168.0.0/20], attachments: [tgw-attach-0123456789abcdef0]}}}
vpcs:
  data:
    pool: test
    prefix: 20
    secondary_cidrs: [{cidr: 100.64.0.0/16, routable: false}, {cidr: 10.200.0.0/20}]
    attach: {to: hub, segment: shared}
    tiers: {db: {prefix: 24, route: transit}}
    security_groups: {db: {}}
  shop:
    pool: live
    prefix: 20
    attach: {to: hub, segment: live}
    ipv6: true
    tiers: {app: {prefix: 24, route: transit}, web: {prefix: 24, route: local}}
    security_groups: {app: {ingress: [{from: PEER, tcp: 443}]}}
    network_acls: {app: {ingress: {100: {from: PEER, tcp: 443}}}}
";

/// The addresses of a peer: as rules of the group, and as entries of the ACL.
fn addresses(peer: &str) -> Result<(Vec<AclAddress>, Vec<AclAddress>), String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("document.yaml", DOCUMENT.replace("PEER", peer));
    let document = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = document.and_then(|document| network::resolve(&document, &mut diagnostics));
    let planned = network.as_ref().and_then(|network| plan::plan(network, &Lock::default(), &mut diagnostics));
    let (plan, _) = planned.ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))?;
    let shop = plan.vpcs.iter().find(|vpc| vpc.vpc.name.as_str() == "shop").expect("the VPC");
    let group = shop.places.values().next().cloned().unwrap_or_default();
    Ok((group, shop.acls[0].ingress.iter().map(|entry| entry.source).collect()))
}

#[test]
fn a_name_stands_for_the_same_addresses_in_groups_and_acls() {
    let cases = [
        ("vpc", &["10.0.0.0/20"][..]),
        ("vpc/shop", &["10.0.0.0/20"]),
        // What is not routable is reached by nobody else.
        ("vpc/data", &["10.16.0.0/20", "10.200.0.0/20"]),
        ("pool/live", &["10.0.0.0/12"]),
        ("segment/live", &["10.0.0.0/12"]),
        ("segment/shared", &["10.16.0.0/12", "10.200.0.0/20"]),
        ("segment/old", &["192.168.0.0/20"]),
        ("tier/app", &["10.0.0.0/22"]),
    ];
    for (peer, expected) in cases {
        let (group, acl) = addresses(peer).unwrap_or_else(|error| panic!("{peer}: {error}"));
        assert_eq!(group, acl, "{peer}");
        let v4: Vec<String> = group
            .iter()
            .filter_map(|address| match address {
                AclAddress::V4(cidr) => Some(cidr.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(v4, expected, "{peer}");
        let own = ["vpc", "vpc/shop", "tier/app"].contains(&peer);
        assert_eq!(group.len() > v4.len(), own, "{peer}: IPv6 of the VPC itself alone");
    }
}

#[test]
fn names_that_are_not_there_are_refused_with_the_closest_one() {
    for (peer, code, best) in [
        ("vpc/dato", "NG0105", "data"),
        ("tier/ap", "NG0102", "app"),
        ("pool/life", "NG0101", "live"),
        ("segment/share", "NG0114", "shared"),
    ] {
        let refused = addresses(peer).unwrap_err();
        assert_eq!(refused.matches(&format!("error[{code}]")).count(), 2, "{peer}, in both: {refused}");
        assert!(refused.contains(&format!("did you mean `{best}`?")), "{refused}");
    }
    let refused = addresses("vpc/data/group/db").unwrap_err();
    assert!(refused.contains("error[NG0406]: a network ACL cannot name a security group"), "{refused}");
}

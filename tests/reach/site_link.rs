//! Sites that reach each other past every VPC: by `SiteLink` at a transit gateway and at a VPC, and by a VPN gateway. Both walks agree, and faults
//! in what is rendered are noticed.

use crate::compare::Said;
use crate::proof::net::Net;
use crate::{compare, compiled, network};
use netgen::plan::fabric::walk::Walker;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The document, with routers whose files this reader knows.
fn at_a_transit_gateway() -> String {
    let text = include_str!("../blueprints/site-link.yaml");
    let words = [
        ("juniper-srx", "linux"),
        ("cisco-ios-xe", "linux"),
        ("GigabitEthernet1", "eth0"),
        ("GigabitEthernet2", "eth1"),
        ("ge-0/0/0", "eth0"),
        ("ge-0/0/1", "eth1"),
    ];
    words.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

const HEAD: &str = "netgen: 1\nname: lab\nregion: eu-west-1\navailability_zones: [a, b]\nvpcs:\n  app: {cidr: 10.0.0.0/16, vpn_gateway: \
                    {asn: 64512, between_sites: true}, tiers: {private: {prefix: 24, route: local, hub: true}}}\n\
                    direct_connect_gateways: {main: {asn: 64513, site_link: true}}\nsites:\n";

/// Sites of a VPC, each with one uplink.
fn at_a_vpc(uplink: fn(usize) -> String) -> String {
    let mut text = HEAD.to_owned();
    for (number, name) in ["berlin", "dresden", "rostock"].into_iter().enumerate() {
        let _ = writeln!(
            text,
            "  {name}: {{asn: {}, prefixes: [192.168.{number}.0/24], attach: {{to: vpc/app}}, routers: {{gw: {{platform: linux, router_id: \
             192.168.{number}.1, lan: {{interface: eth0, address: 192.168.{number}.1/24}}}}}}, uplinks: {{one: {}}}}}",
            65000 + number,
            uplink(number)
        );
    }
    text
}

fn by_direct_connect(number: usize) -> String {
    format!(
        "{{direct_connect: {{router: gw, interface: eth1, connection: dxcon-ffabc12{number}, gateway: main, vlan: 300}}}}"
    )
}

fn by_vpn(number: usize) -> String {
    format!("{{vpn: {{router: gw, interface: eth1, outside_ip: 203.0.113.{}}}}}", 10 + number)
}

#[test]
fn sites_reach_each_other_in_both_walks() {
    for text in [at_a_transit_gateway(), at_a_vpc(by_direct_connect), at_a_vpc(by_vpn)] {
        let walked = compare(&text).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
        assert!(walked > 0, "{text}");
        // Without what joins the sites neither walk finds a way past the VPC.
        let apart =
            text.replace("site_link: true", "site_link: false").replace("between_sites: true", "between_sites: false");
        compare(&apart).unwrap_or_else(|fault| panic!("{fault}\n{apart}"));
    }
}

/// Makes the fault in what was read.
type Fault = fn(&mut Net) -> bool;

const FAULTS: &[(&str, Fault)] = &[
    ("a virtual interface without SiteLink", |net| {
        net.edges.sites.values_mut().any(|site| site.linked.pop_last().is_some())
    }),
    ("the router of a site takes nothing of another one", |net| {
        let others: BTreeSet<_> = net.edges.sites.values().skip(1).flat_map(|site| site.prefixes.clone()).collect();
        let first = net.edges.sites.values_mut().next();
        first.is_some_and(|site| {
            let before = site.accepts.len();
            site.accepts.retain(|block| !others.contains(block));
            site.accepts.len() < before
        })
    }),
    ("a site is allowed to the gateway behind as well", |net| {
        let block = net.edges.sites.values().next().and_then(|site| site.prefixes.first().copied());
        let allowed = net.edges.links.values_mut().flat_map(|link| link.ends.values_mut()).flatten();
        block.zip(allowed.last()).is_some_and(|(block, all)| all.insert(block))
    }),
    ("a site announces nothing", |net| {
        net.edges.sites.values_mut().next().is_some_and(|site| !std::mem::take(&mut site.prefixes).is_empty())
    }),
];

#[test]
fn what_keeps_linked_sites_apart_is_noticed() {
    for text in [at_a_transit_gateway(), at_a_vpc(by_direct_connect)] {
        let missed = compiled(&text, |plan, files| {
            let (said, net) = (Said::of(&Walker::new(plan)), network(&files));
            let missed = FAULTS.iter().filter(|(_, fault)| {
                let mut broken = net.clone();
                assert!(fault(&mut broken), "nothing to break");
                said.difference(&broken).is_ok()
            });
            missed.map(|(what, _)| *what).collect::<Vec<_>>()
        });
        assert_eq!(missed.unwrap(), Vec::<&str>::new(), "{text}");
    }
}

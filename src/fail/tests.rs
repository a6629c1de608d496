//! Answers against expectations that were written by hand: `tests/fail/`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Failure, Flows, Kept};
use crate::diagnostic::{Diagnostics, Sources};
use crate::plan::fabric::walk::Walker;

/// The failures of a document.
fn failures_in(text: &str) -> Vec<Failure> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let written = crate::blueprint::load(&mut sources, document, &[], &[], &mut diagnostics).expect("a document");
    let network = crate::network::resolve(&written, &mut diagnostics).expect("a network");
    let lock = crate::plan::lock::Lock::default();
    let (plan, _) = crate::plan::plan(&network, &lock, &mut diagnostics).expect("a plan");
    Flows::new(&Walker::new(&plan)).failures()
}

/// A class by its first member.
fn first(words: &str) -> &str {
    words.split(" and ").next().unwrap_or(words)
}

/// What a failure does, in the columns of the expectations.
fn lines(failure: &Failure) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for one in &failure.lost {
        let zones: Vec<String> = one.zones.iter().map(ToString::to_string).collect();
        let zones = if zones.is_empty() { "-".to_owned() } else { zones.join(" ") };
        let kept = match one.kept {
            Kept::OtherZones => "other zones".to_owned(),
            Kept::OtherFlows(zones) => format!("1 in {zones} flows"),
            Kept::Nothing => "nothing".to_owned(),
        };
        lines.insert(format!("lost | {} -> {} | {} | {zones} | {kept}", first(&one.from), first(&one.to), one.family));
    }
    for one in &failure.interrupted {
        let (from, to) = (first(&one.from), first(&one.to));
        lines.insert(format!("interrupts | {from} -> {to} | {} | 1 in {} flows", one.family, one.flows));
    }
    for one in &failure.takeovers {
        let time = one.seconds.map_or_else(|| "by hand".to_owned(), |seconds| format!("within {seconds} s"));
        let why = one.why.split([',', ':']).next().unwrap_or_default();
        let cut = if one.cut.is_some() { "cut" } else { "survive" };
        lines.insert(format!("moves | {}: {} | {time} | {why} | {cut}", one.site, one.by));
    }
    if let Some(note) = &failure.note {
        lines.insert(format!("takes | {note}"));
    }
    if lines.is_empty() {
        lines.insert("-".to_owned());
    }
    lines
}

fn judge(document: &str, expected: &str) {
    let mut wanted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for line in expected.lines().filter(|line| !line.starts_with('#')) {
        let (elements, what) = line.split_once(" | ").expect("an element and what its failure does");
        for element in elements.split(' ') {
            wanted.entry(element).or_default().insert(what.to_owned());
        }
    }
    let found = failures_in(document);
    let found: BTreeMap<&str, BTreeSet<String>> = found.iter().map(|one| (one.name.as_str(), lines(one))).collect();
    let mut wrong = Vec::new();
    for element in wanted.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
        let none = BTreeSet::new();
        let (wanted, found) = (wanted.get(element).unwrap_or(&none), found.get(element).unwrap_or(&none));
        wrong.extend(wanted.difference(found).map(|line| format!("{element} | {line}: expected, not answered")));
        wrong.extend(found.difference(wanted).map(|line| format!("{element} | {line}: answered, not expected")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

macro_rules! expectations {
    ($($name:ident: $document:literal, $expected:literal;)*) => {$(
        #[test]
        fn $name() {
            judge(include_str!($document), include_str!($expected));
        }
    )*};
}

expectations! {
    three_tier: "../../blueprints/three-tier.yaml", "../../tests/fail/three-tier.expect";
    hub_spoke: "../../blueprints/hub-spoke.yaml", "../../tests/fail/hub-spoke.expect";
    dx_vpn: "../../blueprints/dx-vpn.yaml", "../../tests/fail/dx-vpn.expect";
    written_network_acls: "../../tests/reach/acls.yaml", "../../tests/fail/acls.expect";
    inspected_segments: "../../tests/reach/inspected.yaml", "../../tests/fail/inspected.expect";
    peerings: "../../tests/reach/peering.yaml", "../../tests/fail/peering.expect";
    a_single_nat_gateway: "../../tests/reach/single-nat.yaml", "../../tests/fail/single-nat.expect";
    sites: "../../tests/reach/sites.yaml", "../../tests/fail/sites.expect";
    site_link: "../../tests/blueprints/site-link.yaml", "../../tests/fail/site-link.expect";
    two_connections: "../../tests/blueprints/site-two-connections.yaml", "../../tests/fail/two-connections.expect";
    public_interfaces_with_tunnels: "../../tests/blueprints/site-public-ipsec.yaml", "../../tests/fail/public-ipsec.expect";
    vpcs_that_are_alike: "../../tests/fail/twins.yaml", "../../tests/fail/twins.expect";
    orders_of_uplinks: "../../tests/fail/order.yaml", "../../tests/fail/order.expect";
}

#[test]
fn hosts_follow_by_vrrp_where_a_router_or_its_lan_fails_and_nowhere_else() {
    let all = failures_in(include_str!("../../tests/blueprints/site-first-hop.yaml"));
    let of = |name: &str| {
        let failure = all.iter().find(|one| one.name == name).expect(name);
        let words = |one: &super::Takeover| (one.by.clone(), one.seconds, one.why.clone());
        failure.takeovers.iter().map(words).collect::<Vec<_>>()
    };
    let vrrp = "BGP hold time 10 s between the routers; hosts by VRRP to 192.168.1.1, 4 s".to_owned();
    let expected = vec![("dx-2".to_owned(), Some(10), vrrp)];
    assert_eq!(of("lan/bonn/edge-1"), expected);
    assert_eq!(of("router/bonn/edge-1"), expected);
    assert_eq!(of("uplink/bonn/dx-1"), [("dx-2".to_owned(), Some(1), "BFD, 300 ms x 3".to_owned())]);
    assert_eq!(of("lan/bonn/edge-2"), [], "the other one has the address, and the uplinks before it");
}

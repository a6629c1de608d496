//! Facts of the built-in `hub-spoke`, and packets that walk through it and through random networks: read from the templates and,
//! separately, from the HCL. Who reaches whom must be what the document says, in both directions, and seeded faults must be
//! noticed.

mod common;
mod proof;

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use common::pipeline::run;
use ipnet::Ipv4Net;
use netgen::plan::lock::Lock;
use proof::net::{Net, Target};
use proof::random::Choices;
use proof::walk::{End, Flow, Way, from_attachment, from_internet, from_subnet};
use proof::{net, read};

const HUB_SPOKE: &str = include_str!("../blueprints/hub-spoke.yaml");
const VARIANTS: &str = include_str!("blueprints/hub-variants.yaml");

/// The network of a document, read from each dialect.
fn networks(text: &str) -> [(&'static str, Net); 2] {
    let files = run(text, &Lock::default(), true).unwrap().files;
    let net = |read: Result<Vec<read::Resource>, String>| Net::of(&read.unwrap());
    [("CloudFormation", net(read::cloudformation(&files))), ("Terraform", net(read::terraform(&files)))]
}

fn block(text: &str) -> Ipv4Net {
    text.parse().unwrap()
}

/// Propagating VPCs, static routes and blackholes of a table, in words.
fn table(net: &Net, name: &str) -> BTreeSet<String> {
    let table = net.hub_table(name);
    let propagated = table.propagations.iter().map(|id| format!("{} propagates", net.attached(id)));
    let statics = table.statics.iter().map(|(to, via)| match via {
        Some(via) => format!("{to} to {}", net.attached(via)),
        None => format!("{to} blackhole"),
    });
    propagated.chain(statics).collect()
}

fn words(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn blocks_of_the_vpcs() {
    for (dialect, net) in networks(HUB_SPOKE) {
        let expected = [
            ("orders", "10.0.0.0/16"),
            ("payments", "10.1.0.0/16"),
            ("orders-stg", "10.32.0.0/18"),
            ("sandbox", "10.48.0.0/18"),
            ("shared", "10.80.0.0/18"),
        ];
        for (vpc, cidr) in expected {
            assert_eq!(net.vpcs[net.vpc(vpc)].blocks, [block(cidr)], "{dialect}");
        }
    }
}

#[test]
fn tables_of_the_transit_gateway_are_exactly_these() {
    let expected: &[(&str, &[&str])] = &[
        (
            "production",
            &[
                "orders propagates",
                "payments propagates",
                "10.80.0.0/12 to inspection",
                "0.0.0.0/0 to inspection",
                "10.0.0.0/12 blackhole",
                "10.32.0.0/12 blackhole",
                "10.48.0.0/12 blackhole",
            ],
        ),
        (
            "development",
            &[
                "sandbox propagates",
                "shared propagates",
                "0.0.0.0/0 to egress",
                "10.0.0.0/12 blackhole",
                "10.32.0.0/12 blackhole",
                "10.48.0.0/12 blackhole",
                "10.80.0.0/12 blackhole",
            ],
        ),
        (
            "staging",
            &[
                "orders-stg propagates",
                "shared propagates",
                "0.0.0.0/0 to egress",
                "10.0.0.0/12 blackhole",
                "10.32.0.0/12 blackhole",
                "10.48.0.0/12 blackhole",
                "10.80.0.0/12 blackhole",
            ],
        ),
        (
            "shared",
            &[
                "shared propagates",
                "orders-stg propagates",
                "sandbox propagates",
                "10.0.0.0/12 to inspection",
                "0.0.0.0/0 to egress",
                "10.32.0.0/12 blackhole",
                "10.48.0.0/12 blackhole",
                "10.80.0.0/12 blackhole",
            ],
        ),
        (
            "inspection",
            &[
                "orders propagates",
                "payments propagates",
                "shared propagates",
                "0.0.0.0/0 to egress",
                "10.0.0.0/12 blackhole",
                "10.32.0.0/12 blackhole",
                "10.48.0.0/12 blackhole",
                "10.80.0.0/12 blackhole",
            ],
        ),
        ("egress", &["orders-stg propagates", "sandbox propagates", "shared propagates", "10.0.0.0/12 to inspection"]),
    ];
    for (dialect, net) in networks(HUB_SPOKE) {
        assert_eq!(net.hub_tables.len(), expected.len(), "{dialect}");
        for (name, routes) in expected {
            assert_eq!(table(&net, &format!("hub-{name}")), words(routes), "{dialect}: table {name}");
        }
        let associated: BTreeMap<String, String> = net
            .attachments
            .values()
            .map(|one| (net.vpcs[&one.vpc].name.clone(), net.hub_tables[one.table.as_ref().unwrap()].name.clone()))
            .collect();
        let segments = [
            ("orders", "production"),
            ("payments", "production"),
            ("orders-stg", "staging"),
            ("sandbox", "development"),
            ("shared", "shared"),
            ("egress", "egress"),
            ("inspection", "inspection"),
        ];
        for (vpc, segment) in segments {
            assert_eq!(associated[vpc], format!("hub-{segment}"), "{dialect}");
        }
        let modes = net.attachments.values().filter(|one| one.appliance_mode);
        let modes: Vec<&str> = modes.map(|one| net.vpcs[&one.vpc].name.as_str()).collect();
        assert_eq!(modes, ["inspection"], "{dialect}");
    }
}

/// Routes of the table of each subnet of a tier, by zone.
fn ways(net: &Net, vpc: &str, tier: &str) -> BTreeMap<String, BTreeSet<String>> {
    let subnets = net.subnets_of(vpc, tier);
    assert_eq!(subnets.len(), 3, "{vpc} {tier}");
    let target = |target: &Target| match target {
        Target::Internet => "internet".to_owned(),
        Target::Nat(nat) => format!("NAT in {}", net.subnets[&net.nats[nat]].zone),
        Target::Hub(_) => "hub".to_owned(),
        Target::Firewall(_, zone) => format!("firewall in {zone}"),
        Target::Peering(_) => "peering".to_owned(),
        Target::EgressOnly(_) => "egress-only gateway".to_owned(),
        Target::Gone => "nothing".to_owned(),
    };
    let routes = |id: &str| {
        let table = net.subnets[id].table.as_ref().expect("a table");
        net.tables[table].iter().map(|(to, via)| format!("{to} {}", target(via))).collect()
    };
    subnets.into_iter().map(|id| (net.subnets[id].zone.clone(), routes(id))).collect()
}

#[test]
fn tables_of_the_vpcs_are_exactly_these() {
    for (dialect, net) in networks(HUB_SPOKE) {
        let same = |vpc: &str, tier: &str, routes: &[&str]| {
            for (zone, found) in ways(&net, vpc, tier) {
                let routes: BTreeSet<String> = routes.iter().map(|route| route.replace("ZONE", &zone)).collect();
                assert_eq!(found, routes, "{dialect}: {vpc} {tier} {zone}");
            }
        };
        for spoke in ["orders", "payments", "orders-stg", "sandbox", "shared"] {
            same(spoke, "private", &["0.0.0.0/0 hub"]);
            same(spoke, "database", &[]);
            same(spoke, "attachment", &[]);
        }
        same("egress", "attachment", &["0.0.0.0/0 NAT in ZONE"]);
        let pools = ["10.0.0.0/12 hub", "10.32.0.0/12 hub", "10.48.0.0/12 hub", "10.80.0.0/12 hub"];
        same("egress", "public", &[&["0.0.0.0/0 internet"][..], &pools].concat());
        same("inspection", "attachment", &["0.0.0.0/0 firewall in ZONE"]);
        same("inspection", "firewall", &["0.0.0.0/0 hub"]);
    }
}

/// How one end reaches another, as found by walking there and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Nothing,
    Direct,
    Inspected,
    Nat,
    InspectedNat,
    /// One direction only, or past the firewall in one of them.
    Broken,
}

fn outcome(
    there: &Way,
    back: Option<&Way>,
    wanted: impl Fn(&End) -> bool,
    home: impl Fn(&End) -> bool,
    nat: bool,
) -> Found {
    if !wanted(&there.end) {
        return Found::Nothing;
    }
    let Some(back) = back.filter(|back| home(&back.end) && back.firewalls == there.firewalls) else {
        return Found::Broken;
    };
    match (back.firewalls.len(), nat) {
        (0, false) => Found::Direct,
        (1, false) => Found::Inspected,
        (0, true) => Found::Nat,
        (1, true) => Found::InspectedNat,
        _ => Found::Broken,
    }
}

/// From a workload subnet to a host of another VPC, and back.
fn between(net: &Net, from: &str, to: &str) -> (Found, Way) {
    let (source, destination) = (net.host(from), net.host(to));
    let zone = net.subnets[from].zone.as_str();
    let there = from_subnet(net, Flow { zone, seen: None }, from, source, destination);
    let seen = there.firewalls.clone();
    let back = from_subnet(net, Flow { zone, seen: Some(&seen) }, to, destination, source);
    let name = |subnet: &str| net.vpcs[&net.subnets[subnet].vpc].name.clone();
    let (other, home) = (End::Delivered(name(to)), End::Delivered(name(from)));
    // What leaves by NAT comes in as somebody else: a way that must not be.
    let through_nat = there.hops.iter().any(|hop| hop.starts_with("NAT "));
    let found = outcome(&there, Some(&back), |end| *end == other, |end| *end == home, false);
    (if through_nat && found != Found::Nothing { Found::Broken } else { found }, there)
}

const OUTSIDE: Ipv4Addr = Ipv4Addr::new(8, 8, 8, 8);

/// From a workload subnet to the internet, and back.
fn outward(net: &Net, from: &str) -> (Found, Way) {
    let (source, zone) = (net.host(from), net.subnets[from].zone.as_str());
    let there = from_subnet(net, Flow { zone, seen: None }, from, source, OUTSIDE);
    let seen = there.firewalls.clone();
    let back = match &there.end {
        End::Internet(nat) => Some(from_internet(net, Flow { zone, seen: Some(&seen) }, nat, source)),
        _ => None,
    };
    let home = End::Delivered(net.vpcs[&net.subnets[from].vpc].name.clone());
    let found = outcome(&there, back.as_ref(), |end| matches!(end, End::Internet(_)), |end| *end == home, true);
    (found, there)
}

/// What a document says of its spokes: the tier that has routes, and how pairs and the internet are reached.
struct Expected {
    tier: &'static str,
    spokes: Vec<String>,
    between: BTreeMap<(String, String), Found>,
    outward: BTreeMap<String, Found>,
}

/// Everything in which the network differs from what is expected.
fn differences(net: &Net, expected: &Expected) -> Vec<String> {
    let mut differences = Vec::new();
    for from in &expected.spokes {
        for subnet in net.subnets_of(from, expected.tier) {
            let (found, way) = outward(net, subnet);
            if found != expected.outward[from] {
                differences.push(format!("{subnet} to the internet: {found:?}, {way:?}"));
            }
            for to in expected.spokes.iter().filter(|to| *to != from) {
                let wanted = expected.between[&(from.clone(), to.clone())];
                for other in net.subnets_of(to, expected.tier) {
                    let (found, way) = between(net, subnet, other);
                    let bad = match wanted {
                        // Not even one packet may get there, nor out.
                        Found::Nothing => found != Found::Nothing || matches!(way.end, End::Internet(_)),
                        _ => found != wanted,
                    };
                    if bad {
                        differences.push(format!("{subnet} to {other}: {found:?} instead of {wanted:?}, {way:?}"));
                    }
                }
            }
        }
    }
    differences
}

/// The built-in, as its comments say it.
fn hub_spoke() -> Expected {
    let segment = |vpc: &str| match vpc {
        "orders" | "payments" => "production",
        "orders-stg" => "staging",
        "sandbox" => "development",
        _ => "shared",
    };
    let spokes: Vec<String> = ["orders", "payments", "orders-stg", "sandbox", "shared"].map(str::to_owned).to_vec();
    let mut between = BTreeMap::new();
    for from in &spokes {
        for to in &spokes {
            let found = match (segment(from), segment(to)) {
                (one, other) if one == other => Found::Direct,
                ("production", "shared") | ("shared", "production") => Found::Inspected,
                ("shared", _) | (_, "shared") => Found::Direct,
                _ => Found::Nothing,
            };
            between.insert((from.clone(), to.clone()), found);
        }
    }
    let out = |vpc: &String| if segment(vpc) == "production" { Found::InspectedNat } else { Found::Nat };
    let outward = spokes.iter().map(|vpc| (vpc.clone(), out(vpc))).collect();
    Expected { tier: "private", spokes, between, outward }
}

#[test]
fn packets_go_where_the_document_says() {
    for (dialect, net) in networks(HUB_SPOKE) {
        assert_eq!(differences(&net, &hub_spoke()), Vec::<String>::new(), "{dialect}");
        let subnet = |vpc: &str| net.subnets_of(vpc, "private")[0];
        let (_, way) = between(&net, subnet("sandbox"), subnet("orders"));
        assert_eq!(way.end, End::Blackhole("hub-development".to_owned()), "{dialect}: {way:?}");
        assert!(way.hops.iter().all(|hop| !hop.starts_with("NAT")), "{dialect}: {way:?}");
        let (_, way) = outward(&net, subnet("orders"));
        let place = |word: &str| way.hops.iter().position(|hop| hop.starts_with(word)).unwrap();
        assert!(place("firewall ") < place("NAT "), "{dialect}: first the firewall, then NAT: {way:?}");
    }
}

/// Sites behind attachments that exist: inspected on their way to segment `live`, unknown to the others.
#[test]
fn sites_are_reached_through_the_firewall_alone() {
    for (dialect, mut net) in networks(VARIANTS) {
        let sites = ["tgw-attach-0123456789abcdef0", "tgw-attach-0123456789abcdef1"];
        net.behind.insert(sites[0].to_owned(), vec![block("192.168.0.0/17")]);
        net.behind.insert(sites[1].to_owned(), vec![block("192.168.128.0/17")]);
        let site = Ipv4Addr::new(192, 168, 1, 1);
        for (vpc, tier) in [("shop", "app"), ("bank", "app")] {
            for subnet in net.subnets_of(vpc, tier) {
                let (own, zone) = (net.host(subnet), net.subnets[subnet].zone.as_str());
                let there = from_subnet(&net, Flow { zone, seen: None }, subnet, own, site);
                assert_eq!(there.end, End::Delivered(sites[0].to_owned()), "{dialect}: {there:?}");
                let back = from_attachment(&net, Flow { zone, seen: Some(&there.firewalls) }, sites[0], site, own);
                assert_eq!(back.end, End::Delivered(vpc.to_owned()), "{dialect}: {back:?}");
                assert_eq!((back.firewalls.len(), &back.firewalls), (1, &there.firewalls), "{dialect}");
            }
        }
        let tenant = net.subnets_of("tenant-1", "app")[0];
        let way = from_subnet(&net, Flow { zone: "eu-central-1a", seen: None }, tenant, net.host(tenant), site);
        assert_eq!(way.end, End::Blackhole("adopted-tenants".to_owned()), "{dialect}");
        let other = Ipv4Addr::new(192, 168, 200, 1);
        let way = from_attachment(&net, Flow { zone: "eu-central-1a", seen: None }, sites[0], site, other);
        assert!(!matches!(way.end, End::Delivered(_)), "{dialect}: sites do not reach each other: {way:?}");
    }
}

/// What a random document says.
fn expected(choices: &Choices) -> Expected {
    let mut between = BTreeMap::new();
    for (from, one, _) in &choices.spokes {
        for (to, other, _) in &choices.spokes {
            let found = match (one == other, choices.pairs.get(&(*one.min(other), *one.max(other)))) {
                (true, _) if choices.isolated[*one] => Found::Nothing,
                (true, _) | (false, Some(false)) => Found::Direct,
                (false, Some(true)) => Found::Inspected,
                (false, None) => Found::Nothing,
            };
            between.insert((from.clone(), to.clone()), found);
        }
    }
    let out = |segment: usize| match (choices.internet[segment], choices.inspected_out[segment]) {
        (false, _) => Found::Nothing,
        (true, false) => Found::Nat,
        (true, true) => Found::InspectedNat,
    };
    let outward = choices.spokes.iter().map(|(vpc, segment, _)| (vpc.clone(), out(*segment))).collect();
    let spokes = choices.spokes.iter().map(|(name, ..)| name.clone()).collect();
    Expected { tier: "app", spokes, between, outward }
}

#[test]
fn random_networks_are_what_their_documents_say() {
    for seed in 0..250 {
        let choices = Choices::of(seed);
        let (text, expected) = (choices.document(), expected(&choices));
        for (dialect, net) in networks(&text) {
            let differences = differences(&net, &expected);
            assert!(differences.is_empty(), "seed {seed}, {dialect}:\n{text}\n{}", differences.join("\n"));
        }
    }
}

/// A fault: what it is, and how it is made.
type Fault = (&'static str, fn(&mut Net));

fn attachment(net: &Net, vpc: &str) -> String {
    let vpc = net.vpc(vpc).to_owned();
    net.attachments.iter().find(|(_, one)| one.vpc == vpc).unwrap().0.clone()
}

fn hub_table<'a>(net: &'a mut Net, name: &str) -> &'a mut net::HubTable {
    net.hub_tables.values_mut().find(|table| table.name == format!("hub-{name}")).unwrap()
}

fn associate(net: &mut Net, vpc: &str, table: &str) {
    let id = attachment(net, vpc);
    let table = net.hub_tables.iter().find(|(_, one)| one.name == format!("hub-{table}")).unwrap().0.clone();
    net.attachments.get_mut(&id).unwrap().table = Some(table);
}

fn drop_static(net: &mut Net, table: &str, to: &str) {
    assert!(hub_table(net, table).statics.remove(&block(to)).is_some(), "{table} has {to}");
}

fn lead(net: &mut Net, table: &str, to: &str, vpc: &str) {
    let via = attachment(net, vpc);
    hub_table(net, table).statics.insert(block(to), Some(via));
}

fn propagate(net: &mut Net, table: &str, vpc: &str, on: bool) {
    let id = attachment(net, vpc);
    let changed =
        if on { hub_table(net, table).propagations.insert(id) } else { hub_table(net, table).propagations.remove(&id) };
    assert!(changed, "{table} {vpc}");
}

/// The routes of the table of a tier's first subnet.
fn routes<'a>(net: &'a mut Net, vpc: &str, tier: &str) -> &'a mut Vec<(Ipv4Net, Target)> {
    let table = net.subnets[net.subnets_of(vpc, tier)[0]].table.clone().unwrap();
    net.tables.get_mut(&table).unwrap()
}

fn drop_route(net: &mut Net, vpc: &str, tier: &str, to: &str) {
    let before = routes(net, vpc, tier).len();
    routes(net, vpc, tier).retain(|(block, _)| block.to_string() != to);
    assert_eq!(routes(net, vpc, tier).len() + 1, before, "{vpc} {tier} {to}");
}

fn rules(net: &mut Net) -> &mut Vec<net::Rule> {
    &mut net.firewalls.values_mut().next().unwrap().rules
}

const FAULTS: &[Fault] = &[
    ("a hairpin: development may leave towards production", |net| drop_static(net, "development", "10.0.0.0/12")),
    ("a hairpin: staging may leave towards production", |net| drop_static(net, "staging", "10.0.0.0/12")),
    ("a hairpin: staging may leave towards development", |net| drop_static(net, "staging", "10.48.0.0/12")),
    ("a hairpin: development may leave towards staging", |net| drop_static(net, "development", "10.32.0.0/12")),
    ("production has no way to the internet", |net| drop_static(net, "production", "0.0.0.0/0")),
    ("development has no way to the internet", |net| drop_static(net, "development", "0.0.0.0/0")),
    ("staging has no way to the internet", |net| drop_static(net, "staging", "0.0.0.0/0")),
    ("shared has no way to the internet", |net| drop_static(net, "shared", "0.0.0.0/0")),
    ("production drops what is for shared", |net| {
        hub_table(net, "production").statics.insert(block("10.80.0.0/12"), None);
    }),
    ("shared does not find production", |net| drop_static(net, "shared", "10.0.0.0/12")),
    ("the egress table forgets production", |net| drop_static(net, "egress", "10.0.0.0/12")),
    ("the firewall has no way out", |net| drop_static(net, "inspection", "0.0.0.0/0")),
    ("production goes out past the firewall", |net| lead(net, "production", "0.0.0.0/0", "egress")),
    ("production reaches shared past the firewall", |net| lead(net, "production", "10.80.0.0/12", "shared")),
    ("replies to production pass by the firewall", |net| {
        drop_static(net, "egress", "10.0.0.0/12");
        propagate(net, "egress", "orders", true);
        propagate(net, "egress", "payments", true);
    }),
    ("shared learns production", |net| propagate(net, "shared", "orders", true)),
    ("development learns production", |net| propagate(net, "development", "payments", true)),
    ("staging learns development", |net| propagate(net, "staging", "sandbox", true)),
    ("production forgets its own VPC", |net| propagate(net, "production", "orders", false)),
    ("development forgets shared", |net| propagate(net, "development", "shared", false)),
    ("shared forgets staging", |net| propagate(net, "shared", "orders-stg", false)),
    ("the egress table forgets development", |net| propagate(net, "egress", "sandbox", false)),
    ("the inspection table forgets shared", |net| propagate(net, "inspection", "shared", false)),
    ("the inspection table forgets payments", |net| propagate(net, "inspection", "payments", false)),
    ("a blackhole for what shared propagates", |net| {
        hub_table(net, "development").statics.insert(block("10.80.0.0/18"), None);
    }),
    ("sandbox in the table of production", |net| associate(net, "sandbox", "production")),
    ("orders in the table of staging", |net| associate(net, "orders", "staging")),
    ("egress in the table of inspection", |net| associate(net, "egress", "inspection")),
    ("inspection in the table of egress", |net| associate(net, "inspection", "egress")),
    ("orders in no table", |net| {
        let id = attachment(net, "orders");
        net.attachments.get_mut(&id).unwrap().table = None;
    }),
    ("appliance mode is off", |net| {
        let id = attachment(net, "inspection");
        net.attachments.get_mut(&id).unwrap().appliance_mode = false;
    }),
    ("the endpoint of another zone", |net| {
        let way = &mut routes(net, "inspection", "attachment")[0].1;
        let Target::Firewall(_, zone) = way else { panic!("a firewall") };
        "us-east-1f".clone_into(zone);
    }),
    ("an attachment without a zone", |net| {
        let (id, first) = (attachment(net, "orders"), net.subnets_of("orders", "attachment")[0].to_owned());
        net.attachments.get_mut(&id).unwrap().subnets.remove(&first);
    }),
    ("no way back into the hub from the egress VPC", |net| drop_route(net, "egress", "public", "10.0.0.0/12")),
    ("no way back for shared from the egress VPC", |net| drop_route(net, "egress", "public", "10.80.0.0/12")),
    ("the egress VPC has no NAT", |net| drop_route(net, "egress", "attachment", "0.0.0.0/0")),
    ("the egress VPC has no internet", |net| drop_route(net, "egress", "public", "0.0.0.0/0")),
    ("the firewall's subnet has no way on", |net| drop_route(net, "inspection", "firewall", "0.0.0.0/0")),
    ("the attachment passes by the firewall", |net| drop_route(net, "inspection", "attachment", "0.0.0.0/0")),
    ("a spoke without its default route", |net| drop_route(net, "orders", "private", "0.0.0.0/0")),
    ("a subnet without a table", |net| {
        let id = net.subnets_of("payments", "private")[0].to_owned();
        net.subnets.get_mut(&id).unwrap().table = None;
    }),
    ("the firewall passes no pair", |net| rules(net).retain(|rule| !rule.both_ways)),
    ("the firewall passes nobody outward", |net| rules(net).retain(|rule| rule.destination.is_some())),
    ("a pair passes in one direction only", |net| rules(net).iter_mut().for_each(|rule| rule.both_ways = false)),
    ("the firewall drops everything first", |net| {
        rules(net).insert(0, net::Rule { pass: false, source: None, destination: None, both_ways: true });
    }),
];

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn seeded_faults_are_noticed() {
    let (mut caught, mut missed) = (0, Vec::new());
    for (dialect, net) in networks(HUB_SPOKE) {
        for (what, fault) in FAULTS {
            let mut broken = net.clone();
            fault(&mut broken);
            if differences(&broken, &hub_spoke()).is_empty() {
                missed.push(format!("{dialect}: {what}"));
            } else {
                caught += 1;
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new(), "nobody noticed");
    println!("{caught} seeded faults noticed, {} in each dialect", FAULTS.len());
}

/// Static routes and blackholes by table and prefix: their file and name, and where they lead.
type Named = BTreeMap<(String, String), [String; 2]>;

fn named_routes(text: &str) -> [Named; 2] {
    let files = run(text, &Lock::default(), true).unwrap().files;
    let (mut templates, mut modules) = (Named::new(), Named::new());
    for (path, text) in &files {
        if path.starts_with("cloudformation/") && !path.contains("deploy") && !text.starts_with('#') {
            let template: serde_json::Value = serde_json::from_str(text).unwrap();
            for (id, one) in template["Resources"].as_object().into_iter().flatten() {
                let property = |name: &str| one["Properties"][name].to_string();
                if one["Type"] == "AWS::EC2::TransitGatewayRoute" {
                    let key = (property("TransitGatewayRouteTableId"), property("DestinationCidrBlock"));
                    templates.insert(key, [format!("{path} {id}"), property("TransitGatewayAttachmentId")]);
                }
            }
        } else if path.starts_with("terraform/") {
            let body: hcl_edit::structure::Body = text.parse().unwrap();
            for block in body.get_blocks("resource") {
                let argument =
                    |name: &str| block.body.get_attribute(name).map(|one| one.value.to_string()).unwrap_or_default();
                if block.labels[0].as_str() == "aws_ec2_transit_gateway_route" {
                    let key = (argument("transit_gateway_route_table_id"), argument("destination_cidr_block"));
                    let name = format!("{path} {}", block.labels[1].as_str());
                    modules.insert(key, [name, argument("transit_gateway_attachment_id")]);
                }
            }
        }
    }
    [templates, modules]
}

/// AWS refuses a second route for a prefix, and CloudFormation and Terraform would make it before the first one is gone.
#[test]
fn a_prefix_of_a_table_keeps_its_name_whatever_it_leads_to() {
    let inspection = |line: &&str| !line.trim_start().starts_with("inspection: {");
    let without: String = HUB_SPOKE.lines().filter(inspection).flat_map(|line| [line, "\n"]).collect();
    for (on, off) in named_routes(HUB_SPOKE).into_iter().zip(named_routes(&without)) {
        let both: Vec<_> = on.iter().filter_map(|(key, one)| Some((key, one, off.get(key)?))).collect();
        for (key, [name, _], [other, _]) in &both {
            assert_eq!(name, other, "{key:?}");
        }
        assert!(both.iter().any(|(_, [_, one], [_, other])| one != other), "no route leads elsewhere: {both:#?}");
    }
}

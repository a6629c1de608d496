//! Steps of edits of the built-ins.

use std::rc::Rc;

use super::*;
use crate::builtin;
use crate::compile::{Input, Texts, compile, read};
use crate::diagnostic::Sources;

/// Both versions of a built-in, the second one planned with the lock of the first.
fn inputs(name: &str, from: &[(&str, &str)], to: &[(&str, &str)]) -> [Input; 2] {
    let builtin = builtin::find(name).expect("a built-in");
    let mut lock: Option<String> = None;
    [from, to].map(|settings| {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let document = sources.add("corp.yaml", builtin.text);
        let settings = settings.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
        let lock_text = lock.as_deref().map(|text| sources.add("corp.lock", text));
        let texts = Texts { document, overlays: Vec::new(), settings, lock: lock_text, releases: Vec::new() };
        let input = read(&texts, &mut sources, &mut diagnostics).expect("a good document");
        let compiled = compile(&input, "corp.yaml", Format::Json, &mut diagnostics).expect("a good network");
        lock = Some(compiled.lock.print());
        input
    })
}

fn compiled(inputs: &[Input; 2]) -> [Compiled<'_>; 2] {
    let mut diagnostics = Diagnostics::default();
    inputs.each_ref().map(|input| {
        let compiled = compile(input, "corp.yaml", Format::Json, &mut diagnostics).expect("a good network");
        let (record, routers) = (compiled.record(), compiled.router_files.clone());
        Compiled { network: &input.network, graph: Rc::new(compiled.graph), record, routers }
    })
}

fn of(name: &str, from: &[(&str, &str)], to: &[(&str, &str)]) -> Steps {
    let inputs = inputs(name, from, to);
    let [old, new] = compiled(&inputs);
    steps(&old, &new, "corp.yaml", Format::Json).expect("steps")
}

/// The keys that begin so after each step.
fn keys(steps: &Steps, prefix: &str) -> Vec<Vec<String>> {
    let of = |record: &Record| {
        let all = record.units.iter().flat_map(|unit| &unit.resources).map(crate::record::ResourceRecord::key);
        all.filter(|key| key.starts_with(prefix)).collect()
    };
    steps.records.iter().skip(1).map(of).collect()
}

#[test]
fn what_needs_no_steps_is_one() {
    for (name, edit) in [
        ("three-tier", ("vpcs.shop.tiers.extra", "{prefix: 26, route: local}")),
        ("three-tier", ("tags.Owner", "other")),
        ("hub-spoke", ("vpcs.fresh", "{pool: production, prefix: 18, attach: {to: hub, segment: production}}")),
        ("hub-spoke", ("vpcs.payments", "null")),
    ] {
        let steps = of(name, &[], &[edit]);
        assert_eq!(steps.list.len(), 1, "{name}: {edit:?}\n{}", steps_text(&steps));
        assert!(steps.list[0].files.is_empty() && steps.list[0].why.is_empty());
    }
    let same = of("dx-vpn", &[], &[]);
    assert_eq!(same.list.len(), 1);
    assert!(steps_text(&same).contains("nothing in AWS changes"));
}

/// Propagations into the new table come first, then the association with what leads back, then the old ones go.
#[test]
fn a_segment_move_is_built_switched_and_cleaned() {
    let steps = of("hub-spoke", &[], &[("vpcs.orders.attach.segment", "staging")]);
    let mut own = keys(&steps, "transit_gateway_propagation.orders_");
    for list in &mut own {
        list.retain(|key| !key.contains("orders_stg"));
    }
    let words = |list: &[&str]| {
        list.iter().map(|word| format!("transit_gateway_propagation.orders_{word}")).collect::<Vec<_>>()
    };
    let sorted = own.into_iter().map(|mut list| {
        list.sort();
        list
    });
    let expected = [
        words(&["inspection", "production", "staging"]),
        words(&["egress", "inspection", "production", "shared", "staging"]),
        words(&["egress", "shared", "staging"]),
    ];
    assert_eq!(sorted.collect::<Vec<_>>(), expected);
    let cuts: Vec<usize> =
        steps.list.iter().map(|step| step.cuts.iter().filter(|cut| !cut.pairs.is_empty()).count()).collect();
    assert_eq!(cuts, [0, 2, 0], "{}", steps_text(&steps));
    assert!(steps.list[1].cuts[0].keys == ["transit_gateway_association.orders"]);
    assert_eq!(steps.list[1].why, [Why::Prepare]);
}

/// The firewall passes what either network passes while traffic moves.
#[test]
fn a_firewall_has_the_rules_of_both_meanwhile() {
    let steps = of("hub-spoke", &[], &[("vpcs.orders.attach.segment", "staging")]);
    let rules = |record: &Record| {
        let all = record.units.iter().flat_map(|unit| &unit.resources);
        let group = all.into_iter().find(|one| one.key() == "firewall_rule_group.inspection_pairs").expect("the group");
        view::lines(group, "RuleGroup").into_iter().map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let [old, first, second, new] = [0, 1, 2, 3].map(|at| rules(&steps.records[at]));
    assert!(old != new && first == second);
    assert_eq!(first, &old | &new);
}

/// Two halves stand for a route that changes its target.
#[test]
fn a_route_of_a_transit_gateway_is_halved_while_it_changes() {
    let steps = of("hub-spoke", &[], &[("transit_gateways.hub.inspection.between", "[[production, shared]]")]);
    let own = keys(&steps, "transit_gateway_route.hub_production_default_");
    let halves =
        ["lower_half", "upper_half"].map(|word| format!("transit_gateway_route.hub_production_default_{word}"));
    assert_eq!(own, [halves.to_vec(), halves.to_vec(), Vec::new()]);
    let blocks: Vec<&str> = steps.records[1]
        .units
        .iter()
        .flat_map(|unit| &unit.resources)
        .filter(|one| one.key().ends_with("_half"))
        .flat_map(|one| view::lines(one, "DestinationCidrBlock"))
        .collect();
    assert_eq!(blocks, ["0.0.0.0/1", "128.0.0.0/1"]);
    assert!(steps.list[1].cuts.is_empty(), "{}", steps_text(&steps));
}

/// A summary is announced before its parts are not: a VPN wins by length otherwise.
#[test]
fn what_is_announced_overlaps() {
    let pool = [
        ("address_pools", "{cloud: 10.0.0.0/12}"),
        ("vpcs.app.cidr", "null"),
        ("vpcs.app.pool", "cloud"),
        ("vpcs.app.prefix", "16"),
    ];
    let to: Vec<(&str, &str)> =
        pool.into_iter().chain([("transit_gateways.hub.segments.on-prem.announce", "pools")]).collect();
    let steps = of("dx-vpn", &pool, &to);
    let prefixes = |record: &Record| {
        let mut all = record.units.iter().flat_map(|unit| &unit.resources);
        let association = all.find(|one| one.kind == KindOf::DirectConnectAssociation).expect("the association");
        let mut list = view::lines(association, "AllowedPrefixesToDirectConnectGateway").join(" ");
        list.push(';');
        list
    };
    let over: String = steps.records.iter().map(prefixes).collect();
    assert_eq!(over, "10.0.0.0/16;10.0.0.0/16 10.0.0.0/12;10.0.0.0/12;");
}

/// What is replaced under another name is there before the old one goes, and so are its router's files.
#[test]
fn a_second_connection_comes_before_the_first_one_goes() {
    let uplinks = "{dx-1: {direct_connect: {router: edge-1, interface: TenGigabitEthernet0/0/0, connection: dxcon-ffabc123, \
                   gateway: main, vlan: 300}}, other: {vpn: {router: edge-2, interface: ge-0/0/1, outside_ip: 203.0.113.77}}}";
    let to = [
        ("sites.tokyo.uplinks.inet", "null"),
        ("sites.tokyo.uplinks", uplinks),
        ("sites.tokyo.prefer", "[dx-1, other]"),
    ];
    let steps = of("dx-vpn", &[], &to);
    let own = keys(&steps, "vpn_connection.");
    assert_eq!(own.len(), 2, "{}", steps_text(&steps));
    assert_eq!(own[0].len(), 2);
    assert_eq!(own[1], ["vpn_connection.tokyo_other"]);
    assert!(steps.list[0].routers && steps.list[0].files.iter().any(|file| file.path.starts_with("routers/")));
}

/// A protected firewall loses its protection in one deployment, and goes in the next one.
#[test]
fn what_is_protected_is_let_go_first() {
    let to = [("transit_gateways.hub.inspection", "null"), ("vpcs.inspection", "null")];
    let steps = of("hub-spoke", &[], &to);
    let protection = |record: &Record| {
        let mut all = record.units.iter().flat_map(|unit| &unit.resources);
        let firewall = all.find(|one| one.kind == KindOf::Firewall);
        firewall.map(|one| view::lines(one, "DeleteProtection").join(" "))
    };
    let over: Vec<Option<String>> = steps.records.iter().map(protection).collect();
    let text = |word: &str| Some(word.to_owned());
    assert_eq!((&over[0], over.last()), (&text("true"), Some(&None)), "{}", steps_text(&steps));
    assert!(over[1..over.len() - 1].iter().all(|one| *one == text("false")) && over.len() > 2, "{over:?}");
    assert!(
        steps.list.iter().all(|step| !step.cuts.iter().any(|cut| cut.what.contains("refused"))),
        "{}",
        steps_text(&steps)
    );
}

/// What goes in one step and comes again in another one is a cut from the one to the other, with its pairs.
#[test]
fn what_goes_and_comes_again_is_told_where_it_goes() {
    let alone = [
        ("sites.tokyo.uplinks.inet", "null"),
        ("sites.tokyo.routers.edge-2", "null"),
        ("sites.tokyo.prefer", "[dx-1]"),
    ];
    let to: Vec<_> = alone.into_iter().chain([("direct_connect_gateways.main.asn", "64514")]).collect();
    let steps = of("dx-vpn", &alone, &to);
    let cut = |steps: &Steps, key: &str| -> Cut {
        let mut cuts = steps.list[0].cuts.iter();
        let found = cuts.find(|cut| cut.how_long.contains("until step 2") && cut.keys.iter().any(|own| own == key));
        found.unwrap_or_else(|| panic!("{}", steps_text(steps))).clone()
    };
    let pairs = [("app/private", "site/tokyo"), ("site/tokyo", "app/private")];
    let pairs = pairs.map(|(from, to)| (from.to_owned(), to.to_owned())).to_vec();
    for key in ["direct_connect_association.main_hub", "transit_gateway_association.hub_main"] {
        let cut = cut(&steps, key);
        assert!(cut.pairs == pairs && cut.how_long.contains("10 to 20 minutes"), "{cut:?}");
    }
    let vpn = |name: &'static str, uplink: &'static str| {
        [
            ("sites.tokyo.uplinks.inet", "null"),
            ("sites.tokyo.uplinks.dx-1", "null"),
            ("sites.tokyo.routers.edge-1", "null"),
            ("direct_connect_gateways", "null"),
            ("sites.tokyo.uplinks", uplink),
            ("sites.tokyo.prefer", name),
        ]
    };
    let one = "{one: {vpn: {router: edge-2, interface: ge-0/0/1, outside_ip: 203.0.113.10}}}";
    let two = "{two: {vpn: {router: edge-2, interface: ge-0/0/1, outside_ip: 203.0.113.10}}}";
    let steps = of("dx-vpn", &vpn("[one]", one), &vpn("[two]", two));
    let cut = cut(&steps, "customer_gateway.tokyo_one");
    assert!(cut.pairs == pairs && cut.how_long.contains("BGP sessions are up"), "{cut:?}");
    assert!(steps_text(&steps).contains("1 interruption"));
    let mut refused = steps.list[1].cuts.iter().filter(|cut| cut.what.contains("refused: step 1 keeps"));
    assert!(refused.any(|cut| cut.keys == ["customer_gateway.tokyo_two"]), "{}", steps_text(&steps));
}

/// The subnets give their blocks back, and the VPC gives its own in the next deployment.
#[test]
fn an_ipv6_block_goes_after_its_parts() {
    let steps = of("three-tier", &[], &[("vpcs.shop.ipv6", "false")]);
    let with = |record: &Record, property: &str| {
        let facts = record.units.iter().flat_map(|unit| &unit.resources).flat_map(|one| &one.facts);
        facts.filter(|fact| fact.terraform.as_deref() == Some(property)).count()
    };
    let over: Vec<usize> = steps.records.iter().map(|one| with(one, "assign_generated_ipv6_cidr_block")).collect();
    let parts = |record: &Record| {
        let subnets = record.units.iter().flat_map(|unit| &unit.resources).filter(|one| one.kind == KindOf::Subnet);
        subnets.filter(|one| view::read(one, "Ipv6CidrBlock").is_some()).count()
    };
    let parts: Vec<bool> = steps.records.iter().map(|record| parts(record) > 0).collect();
    assert_eq!(parts, [true, false, false], "{}", steps_text(&steps));
    assert_eq!(over, [1, 1, 0]);
    assert_eq!(steps.list[1].why, [Why::Block]);
}

/// A second entry stands on the same side of every other one that does otherwise with its packets; where it cannot, the gap is told.
#[test]
fn a_stand_in_of_an_entry_is_on_the_same_side_of_a_denial() {
    let list = |port: u16, first: &str| {
        format!(
            "{{database: {{ingress: {{{first} 100: {{from: private, tcp: {port}}}, 102: {{from: private, all: true, action: deny}}}}, \
             egress: {{100: {{to: private, tcp: \"1024-65535\"}}}}}}}}"
        )
    };
    for (first, expected) in [("", vec![99, 98]), ("98: {from: private, all: true, action: deny},", Vec::new())] {
        let [from, to] = [5432, 5433].map(|port| list(port, first));
        let steps = of("three-tier", &[("vpcs.shop.network_acls", &from)], &[("vpcs.shop.network_acls", &to)]);
        let copies = steps.records[1].units.iter().flat_map(|unit| &unit.resources);
        let copies = copies.filter(|one| one.kind == KindOf::NetworkAclEntry && one.label.ends_with("_meanwhile"));
        let numbers: Vec<i64> =
            copies.map(|one| view::lines(one, "RuleNumber")[0].parse().expect("a number")).collect();
        assert_eq!(numbers, expected, "{}", steps_text(&steps));
        let told = steps.list.iter().any(|step| step.cuts.iter().any(|cut| !cut.pairs.is_empty()));
        assert_eq!(told, expected.is_empty(), "{}", steps_text(&steps));
    }
}

/// A static route of a VPN connection is there before the one that it is a part of goes.
#[test]
fn a_prefix_of_a_static_connection_overlaps() {
    let of_prefixes = |prefixes: &'static str| {
        [
            ("sites.tokyo.uplinks.dx-1", "null"),
            ("sites.tokyo.routers.edge-1", "null"),
            ("direct_connect_gateways", "null"),
            ("transit_gateways", "null"),
            ("vpcs.app.attach", "null"),
            ("vpcs.app.tiers.private", "{prefix: 22, route: local, hub: true}"),
            ("sites.tokyo.attach.segment", "null"),
            ("sites.tokyo.attach.to", "vpc/app"),
            ("sites.tokyo.uplinks.inet.vpn.routing", "static"),
            ("sites.tokyo.prefer", "[inet]"),
            ("sites.tokyo.prefixes", prefixes),
        ]
    };
    let steps = of("dx-vpn", &of_prefixes("[192.168.0.0/16]"), &of_prefixes("[192.168.0.0/17]"));
    let counts: Vec<usize> = keys(&steps, "vpn_connection_route.").iter().map(Vec::len).collect();
    assert_eq!(counts, [2, 1], "{}", steps_text(&steps));
    assert_eq!(steps.list[1].why, [Why::MakeFirst]);
}

/// Nobody is cut where a blackhole gives way, and by what a deployment refuses; the others are those who meet the resource.
#[test]
fn a_cut_names_those_who_feel_it() {
    let holes = of("hub-spoke", &[("transit_gateways.hub.inspection.between", "[[production, internet]]")], &[]);
    let route = |steps: &Steps| -> Cut {
        let mut all = steps.list.iter().flat_map(|step| &step.cuts);
        let found = all.find(|cut| cut.keys.iter().any(|key| key.starts_with("transit_gateway_route.")));
        found.unwrap_or_else(|| panic!("{}", steps_text(steps))).clone()
    };
    assert!(route(&holes).pairs.is_empty() && route(&holes).what.contains("leak"), "{}", steps_text(&holes));
    let asn = of("hub-spoke", &[], &[("transit_gateways.hub.asn", "64600")]);
    let text = steps_text(&asn);
    for cut in asn.list.iter().flat_map(|step| &step.cuts) {
        let is = |kind: &str| cut.keys[0].starts_with(kind);
        assert!(!is("transit_gateway_association.") || !cut.what.contains("take out"), "{text}");
        assert!(!is("route.") || !cut.what.contains("another NAT gateway or firewall"), "{text}");
        assert!(!cut.what.starts_with("refused") || cut.what.contains("; refused") || cut.pairs.is_empty(), "{text}");
    }
    let moved = of("hub-spoke", &[], &[("vpcs.orders.attach.segment", "staging")]);
    assert!(steps_text(&moved).contains("take out attach"));
    let six = of("three-tier", &[], &[("vpcs.shop.ipv6", "false")]);
    let text = steps_text(&six);
    assert!(text.contains("perhaps replaces subnet.") || text.contains("perhaps replaces nat_gateway."), "{text}");
}

/// A route of a table that only one segment has is felt by that segment alone.
#[test]
fn a_route_of_a_transit_gateway_is_felt_by_those_with_its_table() {
    let to = [("transit_gateways.hub.inspection.between", "[[production, shared]]")];
    let inputs = inputs("hub-spoke", &[], &to);
    let [old, new] = compiled(&inputs);
    let found = diff(&old.record, &new.record);
    let ways = ways::Ways::of(&old, &new);
    let route = found.resources.iter().find(|one| one.key == "transit_gateway_route.hub_production_default");
    let (pairs, leaks) = ways.felt(route.expect("the route"));
    assert!(!leaks && !pairs.is_empty());
    let of_production = |end: &str| end.contains("orders/") || end.contains("payments/");
    assert!(pairs.iter().all(|(from, to)| of_production(from) || of_production(to)), "{pairs:?}");
    assert!(pairs.iter().any(|(_, to)| to == "internet"), "{pairs:?}");
}

/// The sheet escapes what the document's author wrote, and says what comes last.
#[test]
fn the_sheet_names_every_step() {
    let steps = of("hub-spoke", &[], &[("vpcs.orders.attach.segment", "staging")]);
    let sheet = steps_markdown(&steps, "a`b.yaml");
    for step in 1..=3 {
        assert!(sheet.contains(&format!("\n## Step {step}: ")), "{sheet}");
    }
    assert!(sheet.contains("30 seconds to 2 minutes") && sheet.contains("`a'b.yaml`") && !sheet.contains("## Step 4"));
}

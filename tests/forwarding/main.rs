//! The plan's forwarding model against the rendered texts, over random documents that combine transit gateways, peerings, sites,
//! IPv6 and network ACLs: one route per table and destination, and the routes that `netgen plan --format json` lists are those of
//! CloudFormation and of Terraform. The texts are read without any code of the printers.

#[path = "../common/mod.rs"]
mod common;
mod ipv6;
#[path = "../proof/mod.rs"]
mod proof;
mod routes;

use std::collections::BTreeMap;

use common::features::{Feature, Features};
use common::pipeline::{Forwarding, forwarding};
use common::seeds::each_seed;
use proof::read;

/// Random documents; `PROPTEST_CASES` as in the other targets, at least 250.
#[expect(clippy::disallowed_methods, reason = "the variable says how many documents to try")]
fn cases() -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|value| value.parse().ok()).unwrap_or(0).max(250)
}

/// Every rendered route of a document, twins included, and those of the plan.
fn compare(model: &Forwarding) -> Result<(), String> {
    let planned = routes::planned(&model.plan);
    for (dialect, resources) in
        [("CloudFormation", read::cloudformation(&model.files)), ("Terraform", read::terraform(&model.files))]
    {
        let rendered = routes::rendered(&resources?);
        let mut destinations: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        for (table, destination, target) in &rendered {
            if let Some(other) = destinations.insert((table, destination), target) {
                return Err(format!("{dialect}: table {table} has two routes to {destination}: {other}, {target}"));
            }
        }
        let missing: Vec<_> = planned.iter().filter(|route| !rendered.contains(route)).collect();
        let unplanned: Vec<_> = rendered.iter().filter(|route| !planned.contains(route)).collect();
        if !missing.is_empty() || !unplanned.is_empty() {
            return Err(format!("{dialect}: planned alone {missing:?}, rendered alone {unplanned:?}"));
        }
    }
    Ok(())
}

#[test]
#[expect(clippy::print_stdout, reason = "how often each pair of features occurred")]
fn planned_routes_equal_the_rendered_ones_no_destination_has_two_and_ipv6_follows_the_segments() {
    let (mut ipv6_pairs, mut without_ipv6) = (0, 0);
    let mut pairs: BTreeMap<(Feature, Feature), usize> = BTreeMap::new();
    let valid = each_seed(cases(), |seed| {
        let features = Features::of(seed);
        let text = features.document();
        let model = match forwarding(&text) {
            Ok(model) => model,
            Err(report) => {
                // The document may contradict itself in one way alone: a peering beside an inspected pair.
                assert!(report.contains("NG0712"), "seed {seed}\n{text}\n{report}");
                return None;
            }
        };
        compare(&model).unwrap_or_else(|fault| panic!("seed {seed}: {fault}\n{text}"));
        let crosses = compare_ipv6(&model, &text).unwrap_or_else(|fault| panic!("seed {seed}: {fault}\n{text}"));
        Some((features, crosses))
    });
    let taken = valid.iter().flatten().count() as u64;
    for (features, crosses) in valid.into_iter().flatten() {
        ipv6_pairs += crosses;
        without_ipv6 += usize::from(crosses == 0);
        for pair in features.pairs() {
            *pairs.entry(pair).or_default() += 1;
        }
    }
    for ((one, other), count) in &pairs {
        println!("{one:?} x {other:?}: {count}");
    }
    assert_eq!(pairs.len(), Feature::ALL.len() * (Feature::ALL.len() - 1) / 2, "every pair of features occurs");
    println!("IPv6 crosses between {ipv6_pairs} pairs of tiers, and nowhere in {without_ipv6} documents");
    assert!(ipv6_pairs > 0 && without_ipv6 > 0, "{ipv6_pairs} pairs, {without_ipv6} documents without any");
    assert!(taken * 3 > cases() * 2, "{taken} of {} documents are valid", cases());
}

/// Faults in either side are noticed, whatever the document.
#[test]
fn seeded_faults_are_noticed() {
    let mut caught = 0;
    for seed in 0..40 {
        let Ok(model) = forwarding(&Features::of(seed).document()) else { continue };
        for fault in routes::FAULTS {
            let mut files = model.files.clone();
            if !fault(&mut files) {
                continue;
            }
            let broken = Forwarding { files, plan: model.plan.clone() };
            assert!(compare(&broken).is_err(), "seed {seed}: a fault passed");
            caught += 1;
        }
    }
    assert!(caught >= 60, "{caught}");
}

/// A peering and a transit gateway that lead to one block: the peering's route is the only one.
#[test]
fn a_peering_replaces_the_equal_route_of_the_transit_gateway() {
    let text = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n\
                transit_gateways: {hub: {segments: {one: {}}}}\n\
                peerings: {od: {between: [orders, data]}}\n\
                vpcs:\n  orders: {cidr: 10.0.0.0/16, attach: {to: hub, segment: one}, tiers: {app: {prefix: 24, route: transit}}}\n  \
                data: {cidr: 10.1.0.0/16, attach: {to: hub, segment: one}, tiers: {app: {prefix: 24, route: transit}}}\n  \
                more: {cidr: 10.2.0.0/16, attach: {to: hub, segment: one}, tiers: {app: {prefix: 24, route: transit}}}\n";
    let model = forwarding(text).unwrap();
    compare(&model).unwrap();
    let route = |table: &str, destination: &str| {
        let planned = routes::planned(&model.plan);
        let found: Vec<String> = planned
            .into_iter()
            .filter(|(at, to, _)| at == table && to == destination)
            .map(|(.., target)| target)
            .collect();
        found
    };
    assert_eq!(route("orders-app", "10.1.0.0/16"), ["peering od"]);
    assert_eq!(route("data-app", "10.0.0.0/16"), ["peering od"]);
    assert_eq!(route("orders-app", "10.2.0.0/16"), ["transit gateway"]);
    assert_eq!(route("more-app", "10.0.0.0/16"), ["transit gateway"]);
}

/// The same where others have the VPC at the far end, and a segment its addresses behind the transit gateway.
#[test]
fn a_peering_with_others_replaces_the_equal_route_of_the_transit_gateway() {
    let text = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n\
                transit_gateways: {hub: {id: tgw-0123456789abcdef0, segments: {one: {reaches: [far]}, \
                far: {attachments: [tgw-attach-0123456789abcdef0], prefixes: [10.90.0.0/16, 10.92.0.0/16]}}}}\n\
                peerings: {out: {between: [orders], with: {id: vpc-0123456789abcdef0, cidr: [10.90.0.0/16, 10.91.4.0/22]}}}\n\
                vpcs:\n  orders: {cidr: 10.0.0.0/16, attach: {to: hub, segment: one}, tiers: {app: {prefix: 24, route: transit}}}\n  \
                data: {cidr: 10.1.0.0/16, attach: {to: hub, segment: one}, tiers: {app: {prefix: 24, route: transit}}}\n";
    let model = forwarding(text).unwrap();
    compare(&model).unwrap();
    let planned = routes::planned(&model.plan);
    let route = |table: &str, destination: &str| {
        let found = planned.iter().filter(|(at, to, _)| at == table && to == destination);
        found.map(|(.., target)| target.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(route("orders-app", "10.90.0.0/16"), ["peering out"]);
    assert_eq!(route("orders-app", "10.91.4.0/22"), ["peering out"]);
    assert_eq!(route("orders-app", "10.92.0.0/16"), ["transit gateway"]);
    assert_eq!(route("data-app", "10.90.0.0/16"), ["transit gateway"]);
    assert_eq!(route("data-app", "10.91.4.0/22"), Vec::<&str>::new());
}

/// IPv6 of a transit tier never leaves past its segment or past a firewall.
#[test]
fn ipv6_of_a_transit_tier_leaves_only_where_its_segment_reaches_the_internet_uninspected() {
    let document = |reaches: &str, between: &str| {
        format!(
            "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n\
             transit_gateways: {{hub: {{segments: {{safe: {{reaches: [{reaches}]}}, shared: {{reaches: [internet]}}}}, \
             internet: {{through: exit}}, inspection: {{through: exit, between: [[shared, internet]{between}]}}}}}}\n\
             vpcs:\n  exit: {{cidr: 10.9.0.0/24, role: [egress, inspection], attach: {{to: hub}}}}\n  \
             own: {{cidr: 10.0.0.0/16, ipv6: true, attach: {{to: hub, segment: safe}}, tiers: {{app: {{prefix: 24, route: transit}}}}}}\n  \
             other: {{cidr: 10.1.0.0/16, attach: {{to: hub, segment: shared}}, tiers: {{app: {{prefix: 24, route: transit}}}}}}\n"
        )
    };
    let leaves = |text: &str| {
        let model = forwarding(text).unwrap();
        compare(&model).unwrap();
        routes::planned(&model.plan).into_iter().any(|(_, destination, _)| destination == "::/0")
    };
    assert!(!leaves(&document("shared", "")), "the segment does not reach the internet");
    assert!(!leaves(&document("shared, internet", ", [safe, internet]")), "a firewall inspects it");
    let direct = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n\
                  transit_gateways: {hub: {segments: {safe: {reaches: [internet]}}, internet: {through: exit}}}\n\
                  vpcs:\n  exit: {cidr: 10.9.0.0/24, role: egress, attach: {to: hub}}\n  \
                  own: {cidr: 10.0.0.0/16, ipv6: true, attach: {to: hub, segment: safe}, tiers: {app: {prefix: 24, route: transit}}}\n";
    assert!(leaves(direct), "the segment reaches the internet without inspection");
}

/// The pairs of tables between which a dialect lets IPv6 pass, against what the plan says of their segments.
fn compare_ipv6(model: &Forwarding, document: &str) -> Result<usize, String> {
    let meant = ipv6::meant(&model.plan, document);
    for (dialect, resources) in
        [("CloudFormation", read::cloudformation(&model.files)), ("Terraform", read::terraform(&model.files))]
    {
        let passing = ipv6::Ipv6::of(&resources?).passing();
        let missing: Vec<_> = meant.difference(&passing).collect();
        let beyond: Vec<_> = passing.difference(&meant).collect();
        if !missing.is_empty() || !beyond.is_empty() {
            return Err(format!("{dialect}: missing {missing:?}, past the segments {beyond:?}"));
        }
    }
    Ok(meant.len())
}

/// An attachment that carries no IPv6, a default route or a propagation that is missing: each cuts pairs, in whichever dialect.
#[test]
fn seeded_faults_of_ipv6_are_noticed() {
    let cut = |text: &str, from: &str| text.contains(from).then(|| text.replacen(from, "", 1));
    let (mut caught, mut tried) = (0, 0);
    for seed in 0..30 {
        let text = Features::of(seed).document();
        let Ok(model) = forwarding(&text) else { continue };
        if compare_ipv6(&model, &text).unwrap() == 0 {
            continue;
        }
        let faults = ["  ipv6_support ", "\"Ipv6Support\": \"enable\",", "  destination_ipv6_cidr_block "];
        for (path, file) in &model.files {
            for fault in faults {
                let line = file.lines().find(|line| line.contains(fault));
                let Some(broken) = line.and_then(|line| cut(file, line)) else { continue };
                // What leads to an egress-only gateway is not of interest here.
                if fault.contains("destination") && !file.contains("destination_cidr_block") {
                    continue;
                }
                tried += 1;
                let mut files = model.files.clone();
                files.insert(path.clone(), broken);
                let fault = Forwarding { files, plan: model.plan.clone() };
                caught += usize::from(compare_ipv6(&fault, &text).is_err());
            }
        }
    }
    assert!(tried >= 10 && caught * 2 > tried, "{caught} of {tried}");
}

/// The sources that the security group of a VPC's Resolver endpoint admits, in both dialects.
fn resolver_sources(model: &Forwarding, vpc: &str) -> Vec<String> {
    let template =
        model.files.iter().find(|(path, _)| path.ends_with(&format!("/{vpc}.json"))).expect("its template").1;
    let template: serde_json::Value = serde_json::from_str(template).expect("JSON");
    let resources = template["Resources"].as_object().expect("resources");
    let group = resources.values().find(|one| {
        one["Type"] == "AWS::EC2::SecurityGroup"
            && one["Properties"]["GroupDescription"].as_str().is_some_and(|text| text.ends_with("resolver-inbound"))
    });
    let rules = group.expect("a group")["Properties"]["SecurityGroupIngress"].as_array().expect("rules").clone();
    let mut sources: Vec<String> =
        rules.iter().map(|rule| rule["CidrIp"].as_str().expect("a source").to_owned()).collect();
    sources.sort();
    sources.dedup();
    let module = &model.files[&format!("terraform/vpc_{vpc}.tf")];
    for source in &sources {
        assert!(module.contains(&format!("\"{source}\"")), "{source} is missing in Terraform");
    }
    sources
}

/// Every network that reaches a Resolver endpoint may ask it: VPCs by their pool, sites, declared prefixes and peered VPCs, and
/// nobody else.
#[test]
fn a_resolver_endpoint_admits_every_network_that_reaches_it() {
    let text = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n\
                address_pools: {prod: 10.0.0.0/12, far: 10.32.0.0/12}\n\
                transit_gateways: {hub: {asn: 64512, segments: {prod: {reaches: [shared]}, shared: {}, apart: {}, on-prem: {reaches: [shared]}}}}\n\
                peerings: {legacy: {between: [names, old]}}\n\
                sites: {tokyo: {asn: 65001, prefixes: [192.168.0.0/18], attach: {to: hub, segment: on-prem}, routers: {gw: {platform: linux, \
                router_id: 192.168.1.1, lan: {interface: eth0, address: 192.168.1.1/24}}}, uplinks: {inet: {vpn: {router: gw, interface: eth1, \
                outside_ip: 203.0.113.10}}}}}\n\
                vpcs:\n  \
                names: {cidr: 10.80.0.0/20, attach: {to: hub, segment: shared}, resolver: {inbound: true}, tiers: {app: {prefix: 24, route: transit}}}\n  \
                one: {pool: prod, prefix: 20, attach: {to: hub, segment: prod}, tiers: {app: {prefix: 24, route: transit}}}\n  \
                two: {pool: prod, prefix: 20, attach: {to: hub, segment: prod}, tiers: {app: {prefix: 24, route: transit}}}\n  \
                alone: {pool: far, prefix: 20, attach: {to: hub, segment: apart}, tiers: {app: {prefix: 24, route: local}}}\n  \
                old: {cidr: 172.20.0.0/16, tiers: {app: {prefix: 24, route: local}}}\n";
    let model = forwarding(text).unwrap();
    assert_eq!(resolver_sources(&model, "names"), ["10.0.0.0/12", "10.80.0.0/20", "172.20.0.0/16", "192.168.0.0/18"]);
    let joined = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n\
                  sites: {tokyo: {asn: 65001, prefixes: [192.168.0.0/18], attach: {to: vpc/names}, routers: {gw: {platform: linux, \
                  router_id: 192.168.1.1, lan: {interface: eth0, address: 192.168.1.1/24}}}, uplinks: {inet: {vpn: {router: gw, interface: eth1, \
                  outside_ip: 203.0.113.10}}}}}\n\
                  vpcs: {names: {cidr: 10.80.0.0/20, vpn_gateway: {asn: 64600}, resolver: {inbound: true}, tiers: {app: {prefix: 24, route: local, \
                  hub: true}}}}\n";
    let model = forwarding(joined).unwrap();
    assert_eq!(resolver_sources(&model, "names"), ["10.80.0.0/20", "192.168.0.0/18"]);
}

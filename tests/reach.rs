//! The walk of `netgen reach` over the plan, against the independent walk over what is rendered: every two members of every pair of
//! classes of random networks, from every zone to every zone, in both families and port by port. The two share no code: one reads
//! tables of the plan, the other resources of the templates, of the HCL and of routers. Faults in what is rendered are noticed.

#[path = "reach/acls.rs"]
mod acls;
#[path = "reach/clients.rs"]
mod clients;
mod common;
#[path = "reach/compare.rs"]
mod compare;
#[path = "reach/edge_faults.rs"]
mod edge_faults;
#[path = "reach/faults.rs"]
mod faults;
#[path = "reach/hubs.rs"]
mod hubs;
mod proof;
#[path = "reach/site_link.rs"]
mod site_link;

use std::collections::BTreeMap;

use common::features::{Feature, Features};
use common::pipeline::{compiled, findings};
use common::seeds::each_seed;
use compare::Said;
use netgen::plan::fabric::walk::Walker;
use proof::net::Net;
use proof::read;

/// Random documents; `PROPTEST_CASES` as in the other targets, at least 250. What takes other questions to them tries a part.
#[expect(clippy::disallowed_methods, reason = "the variable says how many documents to try")]
fn cases(part: u64) -> u64 {
    let asked: Option<u64> = std::env::var("PROPTEST_CASES").ok().and_then(|value| value.parse().ok());
    (asked.unwrap_or(0) / part).max(250)
}

/// The network that both dialects describe.
fn network(files: &BTreeMap<String, String>) -> Net {
    let [one, other] = [read::cloudformation(files), read::terraform(files)]
        .map(|resources| Net::whole(&resources.expect("resources"), files));
    assert!(one == other, "CloudFormation and Terraform say different networks");
    one
}

/// How many exchanges were walked; the error is the first one about which the walks disagree.
fn compare(text: &str) -> Result<usize, String> {
    compiled(text, |plan, files| Said::of(&Walker::new(plan)).difference(&network(&files)))?
}

#[test]
#[expect(clippy::print_stdout, reason = "how often each pair of features occurred")]
fn the_walk_over_the_plan_agrees_with_the_walk_over_what_is_rendered() {
    let mut pairs: BTreeMap<(Feature, Feature), usize> = BTreeMap::new();
    let all = each_seed(cases(1), |seed| {
        let features = Features::of(seed);
        let text = features.document();
        match compare(&text) {
            Ok(walked) => Some((features.pairs(), walked)),
            // The document may contradict itself in one way alone: a peering beside an inspected pair.
            Err(report) if report.contains("NG0712") => None,
            Err(fault) => panic!("seed {seed}: {fault}\n{text}"),
        }
    });
    let taken = all.iter().flatten().count() as u64;
    assert!(taken * 3 > cases(1) * 2, "{taken} of {} documents are valid", cases(1));
    let mut walked = 0;
    for (found, exchanges) in all.into_iter().flatten() {
        walked += exchanges;
        for pair in found {
            *pairs.entry(pair).or_default() += 1;
        }
    }
    for ((one, other), count) in &pairs {
        println!("{one:?} x {other:?}: {count}");
    }
    println!("{walked} exchanges");
    assert!(walked > 100_000, "{walked}");
    assert_eq!(pairs.len(), Feature::ALL.len() * (Feature::ALL.len() - 1) / 2, "every pair of features occurs");
}

#[test]
#[expect(clippy::print_stdout, reason = "how often each feature occurred")]
fn the_walks_agree_on_segments_of_every_relation() {
    let all = each_seed(cases(25), |seed| {
        let mut features = BTreeMap::new();
        let text = hubs::document(seed, &mut features);
        let walked = compare(&text).unwrap_or_else(|fault| panic!("seed {seed}: {fault}\n{text}"));
        assert!(walked > 0, "seed {seed}");
        features
    });
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (feature, count) in all.into_iter().flatten() {
        *counts.entry(feature).or_default() += count;
    }
    println!("{counts:?}");
    for feature in hubs::FEATURES {
        assert!(counts.contains_key(feature), "{feature} never occurred: {counts:?}");
    }
}

/// Each fault in what is rendered is noticed in some document: the walk over it then says something else than the plan.
#[test]
#[expect(clippy::print_stdout, reason = "which document noticed a fault, and how many had it")]
fn seeded_faults_are_noticed() {
    let all = [faults::ROUTES, faults::SIX, faults::HUBS, edge_faults::ACLS, edge_faults::SITES].concat();
    assert!(all.len() >= 55, "{}", all.len());
    let mut left: Vec<_> = all.into_iter().map(|fault| (fault, 0)).collect();
    for seed in 0..120 {
        if left.is_empty() {
            break;
        }
        let text =
            if seed % 4 == 3 { hubs::document(seed, &mut BTreeMap::new()) } else { Features::of(seed).document() };
        let noticed = compiled(&text, |plan, files| {
            let (said, net) = (Said::of(&Walker::new(plan)), network(&files));
            left.retain_mut(|((name, fault), tried)| {
                let mut broken = net.clone();
                let made = fault(&mut broken) && broken != net;
                *tried += usize::from(made);
                let noticed = made && said.difference(&broken).is_err();
                if noticed {
                    println!("{name}: document {seed}, the {tried}. that has it");
                }
                !noticed
            });
        });
        assert!(noticed.err().is_none_or(|report| report.contains("NG0712")), "{text}");
    }
    let left: Vec<(&str, usize)> = left.into_iter().map(|((name, _), tried)| (name, tried)).collect();
    assert!(left.is_empty(), "nobody noticed: {left:#?}");
}

/// Over IPv6 a site reaches what the plan says, and whatever takes a way away from it is noticed.
#[test]
fn ipv6_of_a_site_is_walked_alike() {
    let text = include_str!("reach/site-ipv6.yaml");
    assert!(compare(text).unwrap() > 100);
    compiled(text, |plan, files| {
        let (said, net) = (Said::of(&Walker::new(plan)), network(&files));
        let faults: [(&str, fn(&mut Net)); 4] = [
            ("the gateway keeps the VPC's block back", |net| net.edges.allowed6.clear()),
            ("no session over IPv6", |net| net.edges.behind6.clear()),
            ("no table learns from the VPN gateway", |net| net.edges.learns.clear()),
            ("another prefix is announced", |net| {
                for prefixes in net.edges.behind6.values_mut() {
                    *prefixes = std::iter::once("2001:db8:200::/48".parse().expect("a prefix")).collect();
                }
            }),
        ];
        for (what, fault) in faults {
            let mut broken = net.clone();
            fault(&mut broken);
            assert!(broken != net && said.difference(&broken).is_err(), "{what}");
        }
    })
    .unwrap();
}

/// Two tiers that send alike are of two classes where a third one sends to one of them over a peering: from there the firewall has not
/// seen the request.
#[test]
fn a_tier_that_is_reached_over_a_peering_is_in_no_class_with_one_that_is_not() {
    let tiers = "tiers: {app: {prefix: 24, route: transit}, web: {prefix: 26, route: internet, hub: true}}";
    let text = format!(
        "netgen: 1\nname: lab\nregion: us-east-1\navailability_zones: [a, b]\naddress_pools: {{all: 10.0.0.0/12, own: 10.32.0.0/12, core: 10.240.0.0/16}}\n\
         transit_gateways: {{hub: {{segments: {{one: {{reaches: [two, internet]}}, two: {{}}}}, internet: {{through: exit}}, \
         inspection: {{through: exit, between: [[one, two], [one, internet]]}}}}}}\n\
         peerings: {{short: {{between: [near, far]}}}}\n\
         vpcs:\n  exit: {{pool: core, prefix: 24, role: [egress, inspection], attach: {{to: hub}}}}\n  \
         near: {{pool: own, prefix: 16, attach: {{to: hub, segment: one}}, tiers: {{app: {{prefix: 24, route: local, hub: true}}}}}}\n  \
         far: {{pool: all, prefix: 16, attach: {{to: hub, segment: two}}, {tiers}}}\n  \
         other: {{pool: all, prefix: 16, attach: {{to: hub, segment: two}}, {tiers}}}\n"
    );
    assert!(compare(&text).unwrap() > 0);
    let alone = compiled(&text, |plan, _| {
        let walker = Walker::new(plan);
        let matrix = netgen::reach::matrix(&walker, netgen::reach::classes(&walker, false));
        let named = |node: &netgen::reach::Node| netgen::reach::name(&Walker::new(plan), *node) == "far/web";
        matrix.classes.iter().any(|class| class.members.len() == 1 && class.members.iter().all(named))
    });
    assert!(alone.unwrap());
}

/// What both dialects say of a document's shared endpoints, with the networks that reach each.
fn shared(document: &clients::Document) -> Result<Vec<(clients::Endpoint, clients::Reach)>, String> {
    compiled(&document.text, |_, files| {
        let net = network(&files);
        let [one, other] = [read::cloudformation(&files), read::terraform(&files)]
            .map(|resources| clients::endpoints(&resources.expect("resources")));
        assert_eq!(one, other, "CloudFormation and Terraform\n{}", document.text);
        assert_eq!(one.len(), 2, "{}", document.text);
        let reach = |endpoint: clients::Endpoint| {
            let reach = clients::Reach::of(&net, &document.vpc, &endpoint);
            (endpoint, reach)
        };
        one.into_iter().map(reach).collect()
    })
}

#[test]
#[expect(clippy::print_stdout, reason = "how many clients there were")]
fn shared_endpoints_admit_who_reaches_them_and_nobody_else() {
    let all = each_seed(cases(25), |seed| {
        let document = clients::document(seed);
        let endpoints = shared(&document).unwrap_or_else(|report| panic!("seed {seed}: {report}\n{}", document.text));
        let mut counts = [0, 0];
        for (endpoint, reach) in &endpoints {
            let found = reach.compare(endpoint, document.is_mixed);
            let found = found.unwrap_or_else(|fault| panic!("seed {seed}: {fault}\n{}", document.text));
            counts = [counts[0] + found[0], counts[1] + found[1]];
        }
        (document.has, counts)
    });
    let (mut has, mut counts): (BTreeMap<&str, usize>, [usize; 2]) = (BTreeMap::new(), [0, 0]);
    for (found, of) in all {
        counts = [counts[0] + of[0], counts[1] + of[1]];
        for one in found {
            *has.entry(one).or_default() += 1;
        }
    }
    println!("{counts:?} clients and others, {has:?}");
    assert!(counts.iter().all(|count| *count > 100) && has.len() == 4, "{counts:?} {has:?}");
}

#[test]
fn seeded_faults_of_shared_endpoints_are_noticed() {
    for (name, fault) in clients::FAULTS {
        let mut tried = 0;
        for document in (0..12).map(clients::document).filter(|document| !document.is_mixed) {
            for (endpoint, reach) in shared(&document).unwrap() {
                let mut broken = endpoint.clone();
                if fault(&mut broken, &reach) && broken != endpoint {
                    tried += 1;
                    // Where everybody reaches it, nobody has to be kept out.
                    let harmless = *name == "everybody is admitted" && reach.outsider().is_none();
                    assert!(harmless || reach.compare(&broken, false).is_err(), "{name}\n{}", document.text);
                }
            }
        }
        assert!(tried > 2, "{name} was tried {tried} times");
    }
}

/// The VPCs of a document that have the preset, and how many exchanges in them were as promised.
fn tiered(net: &Net, text: &str) -> Result<usize, String> {
    let lines = text.lines().filter(|line| line.contains("network_acls: tiered"));
    let vpcs = lines.map(|line| line.trim().split(':').next().expect("a name"));
    vpcs.map(|vpc| acls::tiered(net, vpc).map_err(|fault| format!("{vpc}: {fault}"))).sum()
}

#[test]
fn tiered_network_acls_let_through_what_the_document_allows_and_its_replies() {
    let walked: usize = each_seed(cases(25), |seed| {
        let text = Features::of(seed).document();
        if !text.contains("network_acls: tiered") {
            return 0;
        }
        let walked = compiled(&text, |_, files| tiered(&network(&files), &text));
        match walked {
            Ok(walked) => walked.unwrap_or_else(|fault| panic!("seed {seed}: {fault}\n{text}")),
            Err(_) => 0,
        }
    })
    .into_iter()
    .sum();
    assert!(walked > 1000, "{walked}");
}

#[test]
fn seeded_faults_of_tiered_network_acls_are_noticed() {
    let mut left: Vec<_> = acls::FAULTS.iter().collect();
    for seed in 0..60 {
        let text = Features::of(seed).document();
        if !text.contains("network_acls: tiered") {
            continue;
        }
        let tried = compiled(&text, |_, files| {
            let net = network(&files);
            left.retain(|(_, fault)| {
                let mut broken = net.clone();
                !(fault(&mut broken) && tiered(&broken, &text).is_err())
            });
        });
        assert!(tried.err().is_none_or(|report| report.contains("NG0712")), "{text}");
    }
    let left: Vec<&str> = left.into_iter().map(|(name, _)| *name).collect();
    assert!(left.is_empty(), "nobody noticed: {left:#?}");
}

/// NG0950 is there if and only if a connection that some rule names dies on its way back, or at the subnet of a NAT gateway.
#[test]
fn written_network_acls_that_drop_replies_are_found_and_no_others() {
    let all = each_seed(cases(25), |seed| {
        let text = acls::written(seed);
        let dying = compiled(&text, |_, files| acls::dying(&network(&files)));
        let dying = dying.unwrap_or_else(|report| panic!("seed {seed}: {report}\n{text}"));
        let found = findings(&text);
        assert_eq!(found.contains("NG0950"), !dying.is_empty(), "seed {seed}: {dying:#?}\n{text}\n{found}");
        dying.is_empty()
    });
    let whole = all.iter().filter(|whole| **whole).count();
    assert!(whole > 10 && whole + 10 < all.len(), "{whole} of {}", all.len());
}

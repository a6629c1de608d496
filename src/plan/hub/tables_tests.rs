//! The tables of small documents, as text.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostics, Format, Sources, report};
use crate::plan::lock::Lock;
use crate::plan::{Attachment, Plan, plan};
use crate::{blueprint, network};

/// All tables of all transit gateways: what each learns, then static routes, then what it drops.
fn tables(text: &str) -> String {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("test.yaml", text);
    let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = blueprint.and_then(|blueprint| network::resolve(&blueprint, &mut diagnostics));
    let planned = network.as_ref().and_then(|network| plan(network, &Lock::default(), &mut diagnostics));
    let Some((plan, _)) = planned else {
        panic!("{}", report(&diagnostics, &sources, Format::Text { color: false }));
    };
    print(&plan)
}

fn print(plan: &Plan<'_>) -> String {
    let name = |attachment: &Attachment| match attachment {
        Attachment::Vpc(vpc) => plan.network.vpc(*vpc).name.to_string(),
        Attachment::Existing(_) => "site".to_owned(),
        Attachment::Concentrator(_) => "concentrator".to_owned(),
        Attachment::Connect(site, _) => plan.network.site(*site).name.to_string(),
        Attachment::Vpn(uplink) => plan.network.uplink(*uplink).name.to_string(),
        Attachment::DirectConnect(gateway) => plan.network.dx_gateway(*gateway).name.to_string(),
    };
    let mut text = String::new();
    for hub in &plan.hubs {
        for table in &hub.tables {
            let learned: Vec<String> = table.propagations.iter().map(name).collect();
            let _ = writeln!(text, "{}: learns {}", table.name, learned.join(" "));
            for route in &table.statics {
                let _ = writeln!(text, "  {} -> {}", route.to.cidr, name(&route.via));
            }
            let dropped: Vec<String> = table.blackholes.iter().map(|hole| hole.to.cidr.to_string()).collect();
            if !dropped.is_empty() {
                let _ = writeln!(text, "  drops {}", dropped.join(" "));
            }
        }
    }
    text
}

/// Two pools, a VPC in each of two segments; the rest is the test's.
fn document(hub: &str, vpcs: &str) -> String {
    let vpc = |name: &str, pool: &str| {
        format!(
            "  {name}:\n    pool: {pool}\n    prefix: 16\n    attach: {{to: hub, segment: {pool}}}\n    \
             tiers: {{app: {{prefix: 24, route: local}}}}\n"
        )
    };
    format!(
        "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n\
         address_pools: {{prod: 10.0.0.0/12, dev: 10.16.0.0/12}}\ntransit_gateways:\n  hub:\n{hub}vpcs:\n{}{}{}{vpcs}",
        vpc("p1", "prod"),
        vpc("p2", "prod"),
        vpc("d1", "dev"),
    )
}

const OUT: &str = "  out: {cidr: 10.99.0.0/24, role: egress, attach: {to: hub}}\n";

#[test]
fn the_built_in_has_the_tables_of_its_description() {
    let found = tables(include_str!("../../../blueprints/hub-spoke.yaml"));
    let expected = "development: learns sandbox shared
  0.0.0.0/0 -> egress
  drops 10.0.0.0/12 10.32.0.0/12 10.48.0.0/12 10.80.0.0/12
production: learns orders payments
  0.0.0.0/0 -> inspection
  10.80.0.0/12 -> inspection
  drops 10.0.0.0/12 10.32.0.0/12 10.48.0.0/12
shared: learns orders-stg sandbox shared
  0.0.0.0/0 -> egress
  10.0.0.0/12 -> inspection
  drops 10.32.0.0/12 10.48.0.0/12 10.80.0.0/12
staging: learns orders-stg shared
  0.0.0.0/0 -> egress
  drops 10.0.0.0/12 10.32.0.0/12 10.48.0.0/12 10.80.0.0/12
egress: learns orders-stg sandbox shared
  10.0.0.0/12 -> inspection
inspection: learns orders payments shared
  0.0.0.0/0 -> egress
  drops 10.0.0.0/12 10.32.0.0/12 10.48.0.0/12 10.80.0.0/12
";
    assert_eq!(found, expected);
}

#[test]
fn an_isolated_segment_learns_nobody_and_a_segment_that_reaches_nobody_only_itself() {
    let found = tables(&document("    segments: {prod: {isolated: true}, dev: {}}\n", ""));
    assert_eq!(found, "dev: learns d1\nprod: learns \n");
}

#[test]
fn a_default_route_of_the_document_brings_the_blackholes_as_well() {
    let hub = "    segments: {prod: {static: [{to: 0.0.0.0/0, via: vpc/d1}]}, dev: {}}\n";
    let expected = "dev: learns d1\nprod: learns p1 p2\n  0.0.0.0/0 -> d1\n  drops 10.0.0.0/12 10.16.0.0/12\n";
    assert_eq!(tables(&document(hub, "")), expected);
}

#[test]
fn a_block_outside_every_pool_is_dropped_by_itself() {
    let hub = "    segments: {prod: {reaches: [internet]}, dev: {}}\n    internet: {through: out}\n";
    let expected = "dev: learns d1
prod: learns p1 p2
  0.0.0.0/0 -> out
  drops 10.0.0.0/12 10.16.0.0/12 10.99.0.0/24
egress: learns p1 p2
";
    assert_eq!(tables(&document(hub, OUT)), expected);
}

#[test]
fn one_vpc_in_both_roles_has_one_table() {
    let hub = "    segments: {prod: {reaches: [dev, internet]}, dev: {}}\n    internet: {through: out}\n    \
               inspection: {through: out, between: [[prod, internet], [prod, dev]]}\n";
    let expected = "dev: learns d1
  10.0.0.0/12 -> out
prod: learns p1 p2
  0.0.0.0/0 -> out
  10.16.0.0/12 -> out
  drops 10.0.0.0/12 10.99.0.0/24
inspection: learns d1 p1 p2
";
    assert_eq!(tables(&document(hub, &OUT.replace("egress", "[egress, inspection]"))), expected);
}

#[test]
fn a_block_that_repeats_is_dropped_wherever_it_is_announced() {
    let hub = "    segments: {prod: {reaches: [dev]}, dev: {}}\n";
    let hidden = "  p3:\n    cidr: 172.20.0.0/16\n    secondary_cidrs: [{cidr: 100.64.0.0/16, routable: false}]\n    \
                  attach: {to: hub, segment: prod}\n    tiers: {app: {prefix: 24, route: local}}\n";
    let expected = "dev: learns d1 p1 p2 p3\n  drops 100.64.0.0/16\nprod: learns d1 p1 p2 p3\n  drops 100.64.0.0/16\n";
    assert_eq!(tables(&document(hub, hidden)), expected);
}

#[test]
fn existing_attachments_are_inspected_by_their_declared_prefixes() {
    let hub = "    id: tgw-0123456789abcdef0\n    segments:\n      prod: {reaches: [sites]}\n      dev: {reaches: [sites]}\n      \
               sites: {attachments: [tgw-attach-0123456789abcdef0], prefixes: [192.168.0.0/16]}\n    \
               inspection: {through: look, between: [[prod, sites]]}\n";
    let look = "  look: {cidr: 10.99.0.0/24, role: inspection, attach: {to: hub}}\n";
    let expected = "dev: learns d1 site
prod: learns p1 p2
  192.168.0.0/16 -> look
sites: learns d1
  10.0.0.0/12 -> look
inspection: learns p1 p2 site
";
    assert_eq!(tables(&document(hub, look)), expected);
}

#[test]
fn a_pool_of_two_segments_stands_for_neither() {
    let hub =
        "    segments: {prod: {reaches: [dev]}, dev: {}}\n    inspection: {through: look, between: [[prod, dev]]}\n";
    let more = "  look: {cidr: 10.99.0.0/24, role: inspection, attach: {to: hub}}\n  \
                d2:\n    pool: prod\n    prefix: 16\n    attach: {to: hub, segment: dev}\n    tiers: {app: {prefix: 24, route: local}}\n";
    let expected = "dev: learns d1 d2
  10.1.0.0/16 -> look
  10.2.0.0/16 -> look
prod: learns p1 p2
  10.0.0.0/16 -> look
  10.16.0.0/12 -> look
inspection: learns d1 d2 p1 p2
";
    assert_eq!(tables(&document(hub, more)), expected);
}

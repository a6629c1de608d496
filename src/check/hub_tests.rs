//! The rules about transit gateways, on plans that were tampered with and on documents whose own routes do harm.

use std::fmt::Write as _;

use super::tests::with_plan;
use super::*;
use crate::net::Cidr4;
use crate::network::VpcId;
use crate::plan::{Attachment, Blackhole, Block, HubPlan, HubTable, TableOf};

const HUB_SPOKE: &str = include_str!("../../blueprints/hub-spoke.yaml");

/// Number and message of what is found after a change of the plan's first transit gateway.
fn found(text: &str, change: impl FnOnce(&mut HubPlan)) -> Vec<String> {
    with_plan(text, |mut plan| {
        change(&mut plan.hubs[0]);
        let mut diagnostics = Diagnostics::default();
        check(&plan, &mut diagnostics);
        diagnostics.sorted().iter().map(|one| format!("{}: {}", one.code.number(), one.message)).collect()
    })
}

fn table<'h>(hub: &'h mut HubPlan, name: &str) -> &'h mut HubTable {
    hub.tables.iter_mut().find(|table| table.name == name).unwrap()
}

fn block(text: &str) -> Cidr4 {
    text.parse().unwrap()
}

#[test]
fn the_built_in_does_what_it_says() {
    assert_eq!(found(HUB_SPOKE, |_| ()), Vec::<String>::new());
}

/// Each seeded fault of a table is a fault of netgen.
#[test]
fn faults_of_tables_are_found() {
    type Change = fn(&mut HubPlan);
    let cases: [(&str, Change); 9] = [
        ("a hairpin through the NAT", |hub| {
            table(hub, "development").blackholes.retain(|hole| hole.to.cidr != block("10.0.0.0/12"));
        }),
        ("replies past the firewall", |hub| table(hub, "egress").statics.clear()),
        ("past the firewall to shared", |hub| {
            let route = &mut table(hub, "production").statics[1];
            assert_eq!(route.to.cidr, block("10.80.0.0/12"));
            route.via = Attachment::Vpc(VpcId(0));
        }),
        ("no way to the internet", |hub| {
            table(hub, "staging").statics.retain(|route| route.to.cidr != Cidr4::ANY);
        }),
        ("no way on from the firewall", |hub| table(hub, "inspection").statics.clear()),
        ("a blackhole for a spoke", |hub| {
            let to = Block::prefix(block("10.1.0.0/16"));
            table(hub, "inspection").blackholes.push(Blackhole { to, why: "" });
        }),
        ("a spoke that is not learned", |hub| {
            table(hub, "shared").propagations.remove(0);
        }),
        ("a spoke that must not be learned", |hub| {
            let shared = hub.tables.iter().find(|table| table.name == "shared").unwrap().associations.clone();
            table(hub, "production").propagations.extend(shared);
            table(hub, "production").statics.retain(|route| route.to.cidr != block("10.80.0.0/12"));
        }),
        ("no table for the way back", |hub| hub.tables.retain(|table| table.of != TableOf::Egress)),
    ];
    for (what, change) in cases {
        let found = found(HUB_SPOKE, change);
        assert!(found.iter().any(|one| one.starts_with("NG0299: transit gateway `hub`")), "{what}: {found:?}");
    }
}

#[test]
fn quotas_of_the_built_in() {
    let list = with_plan(HUB_SPOKE, |plan| usage(&plan));
    let used = |key: &str, scope: &str| {
        let one = list.iter().find(|one| one.key == key && one.scope.contains(scope));
        one.map(|one| one.used)
    };
    assert_eq!(used("transit_gateways", "us-east-1"), Some(1));
    assert_eq!(used("transit_gateway_tables", "`hub`"), Some(6));
    assert_eq!(used("transit_gateway_attachments", "`hub`"), Some(7));
    // Learned: 2 + 2 + 3 + 2 + 3 + 3, static 1 + 2 + 2 + 1 + 1 + 1, dropped 4 + 3 + 3 + 4 + 0 + 4.
    assert_eq!(used("transit_gateway_routes", "`hub`"), Some(15 + 8 + 18));
    assert_eq!(
        used("rules_per_security_group", "interface endpoints of VPC `shared`"),
        Some(4),
        "itself and three pools"
    );
    assert_eq!(
        used("routes_per_vpc_table", "tier `private` of VPC `orders`"),
        Some(4),
        "local, default, two endpoints"
    );
    assert_eq!(used("routes_per_vpc_table", "tier `public` of VPC `egress`"), Some(6), "local, default, four pools");
    assert_eq!(used("firewall_rules", "`hub`"), Some(5), "four pools to drop, and the internet");
}

#[test]
fn what_a_firewall_cannot_hold_is_refused() {
    let mut text = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\nquotas: {vpcs: 99}\ntransit_gateways:\n  hub:\n    \
                    segments: {one: {reaches: [two]}, two: {}}\n    inspection: {through: look, between: [[one, two]]}\n\
                    vpcs:\n  look: {cidr: 10.200.0.0/24, role: inspection, attach: {to: hub}}\n"
        .to_owned();
    for number in 0..66 {
        let segment = if number % 2 == 0 { "one" } else { "two" };
        let _ = writeln!(
            text,
            "  v{number:02}: {{cidr: 10.{number}.0.0/16, attach: {{to: hub, segment: {segment}}}, \
             endpoints: {{gateway: []}}, tiers: {{app: {{prefix: 24, route: local}}}}}}"
        );
    }
    let rules = "NG0501: transit gateway `hub` has 1089 firewall rules between segments; AWS allows no more than 1000";
    assert_eq!(found(&text, |_| ()), [rules]);
}

#[test]
fn routes_of_peerings_count() {
    let text = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\npeerings: {both: {between: [one, two]}}\nvpcs:\n  \
                one: {cidr: 10.0.0.0/16, network_acls: tiered, tiers: {app: {prefix: 24, route: local}}}\n  \
                two: {cidr: 10.1.0.0/16, secondary_cidrs: [{cidr: 10.2.0.0/16}], tiers: {app: {prefix: 24, route: local}}}\n";
    let (list, entries) = with_plan(text, |plan| {
        let entries: Vec<String> = plan.vpcs[0].acls[0].ingress.iter().map(|entry| entry.why.clone()).collect();
        (usage(&plan), entries)
    });
    let used =
        |key: &str, scope: &str| list.iter().find(|one| one.key == key && one.scope.contains(scope)).unwrap().used;
    assert_eq!(used("routes_per_vpc_table", "VPC `one`"), 3, "local, and two blocks of the peer");
    assert_eq!(used("peerings_per_vpc", "VPC `two`"), 1);
    assert_eq!(entries.iter().filter(|why| *why == "from a peered VPC").count(), 2, "{entries:?}");
}

/// Packets to a private NAT gateway go on to the transit gateway, whose tables decide about them: no way past the segment.
#[test]
fn a_private_nat_gateway_is_no_way_past_the_segment() {
    let text = include_str!("../../tests/blueprints/private-nat.yaml");
    let past = |text: &str| found(text, |_| {}).into_iter().filter(|one| one.starts_with("NG0719")).count();
    assert_eq!(past(text), 0);
    let public = "nat: {mode: single}\n    tiers:\n      web: {prefix: 24, route: internet}";
    let public = text.replace("nat: {mode: single, type: private, tier: app, zone: b}\n    tiers:", public);
    assert_eq!(past(&public), 2, "{public}");
}

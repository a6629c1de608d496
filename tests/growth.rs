//! Growth moves nothing: a zone, a tier or a VPC more changes no line that names an address, an id or a label that was
//! there before.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use common::pipeline::{Outcome, run};
use netgen::diagnostic::{Diagnostics, Format, Sources, report};
use netgen::plan::lock::Lock;
use netgen::plan::release;

const THREE_TIER: &str = include_str!("../blueprints/three-tier.yaml");

const HUB_SPOKE: &str = include_str!("../blueprints/hub-spoke.yaml");

fn render(text: &str, lock: &Lock) -> Outcome {
    run(text, lock, true).unwrap_or_else(|errors| panic!("{errors}"))
}

/// Lines that name an address, an id, a label, a tag or a /64: everything but the sentences of comments and descriptions,
/// and the lists that grow.
fn lines(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with('#') && !line.contains("escription"))
        .filter(|line| !line.contains("!Join"))
        .map(str::to_owned)
        .collect()
}

fn added<'a>(before: &'a str, after: &'a str, what: &str) -> usize {
    after.matches(what).count() - before.matches(what).count()
}

#[test]
fn a_fourth_zone_adds_one_subnet_a_tier_and_moves_nothing() {
    let first = render(THREE_TIER, &Lock::default());
    let grown = render(&THREE_TIER.replace("[a, c, d]", "[a, b, c, d]"), &first.lock);
    for (path, was) in &first.subnets {
        assert_eq!(was, &grown.subnets[path], "{path}");
    }
    for (path, number) in &first.rules {
        assert_eq!(number, &grown.rules[path], "{path}");
    }
    assert_eq!(grown.rules.len(), first.rules.len(), "tier blocks stand in the rules, so no rule is added");
    assert_eq!(grown.subnets["shop/private/b"].0, "10.0.6.0/23");
    assert_eq!(grown.subnets["shop/database/b"].0, "10.0.11.0/24");
    assert_eq!(grown.subnets["shop/public/b"].0, "10.0.15.0/24");
    for (file, old) in &first.files {
        let new = &grown.files[file];
        let lost: Vec<String> = lines(old).difference(&lines(new)).cloned().collect();
        assert!(lost.is_empty(), "{file} lost {lost:#?}");
    }
    let (old, new) = (&first.files["cloudformation/shop.yaml"], &grown.files["cloudformation/shop.yaml"]);
    for (kind, count) in [("Subnet", 3), ("NatGateway", 1), ("EIP", 1), ("RouteTable", 1), ("NetworkAclEntry", 0)] {
        assert_eq!(added(old, new, &format!("Type: AWS::EC2::{kind}\n")), count, "{kind}");
    }
    let (old, new) = (&first.files["terraform/vpc_shop.tf"], &grown.files["terraform/vpc_shop.tf"]);
    for (kind, count) in [("aws_subnet", 3), ("aws_nat_gateway", 1), ("aws_eip", 1), ("aws_network_acl_rule", 0)] {
        assert_eq!(added(old, new, &format!("resource \"{kind}\" ")), count, "{kind}");
    }
}

#[test]
fn a_single_nat_gateway_stays_in_its_zone() {
    let single = THREE_TIER.replace("nat: per-az", "nat: single");
    let first = render(&single.replace("[a, c, d]", "[c, d]"), &Lock::default());
    assert_eq!(first.nats["shop"], ["c"]);
    let grown = render(&single, &first.lock);
    assert_eq!(grown.nats["shop"], ["c"]);
    let template = &grown.files["cloudformation/shop.yaml"];
    assert!(template.contains("  ShopNatCEip:\n") && template.contains("  ShopCNatGateway:\n"));
    assert!(!template.contains("ShopNatAEip"));
}

#[test]
fn a_tier_more_moves_no_gateway_and_no_endpoint() {
    let first = render(THREE_TIER, &Lock::default());
    // Both names come before those of the tiers that hold the NAT gateways and the endpoints.
    let more = "      edge: {prefix: 26, route: internet}\n      backend: {prefix: 26, route: nat}\n      public:";
    let grown = render(&THREE_TIER.replacen("      public:", more, 1), &first.lock);
    for (path, was) in &first.subnets {
        assert_eq!(was, &grown.subnets[path], "{path}");
    }
    for (file, old) in &first.files {
        let lost: Vec<String> = lines(old).difference(&lines(&grown.files[file])).cloned().collect();
        assert!(lost.is_empty(), "{file} lost {lost:#?}");
    }
    let template = &grown.files["cloudformation/shop.yaml"];
    assert_eq!(template.matches("SubnetId: !Ref ShopPublicASubnet\n").count(), 3, "NAT, route table and ACL");
}

#[test]
fn what_comes_back_comes_back_to_its_place() {
    let first = render(THREE_TIER, &Lock::default());
    let without =
        THREE_TIER.replace("      database: {prefix: 24, route: local}\n", "      aaa: {prefix: 24, route: local}\n");
    let other = render(&without, &first.lock);
    assert_eq!(other.subnets["shop/aaa/a"].0, "10.0.16.0/24", "the freed block is kept for its former owner");
    let back = render(THREE_TIER, &other.lock);
    assert_eq!(first.subnets, back.subnets);
}

#[test]
fn zones_that_outgrow_their_slots_take_the_buddy_block_or_are_refused() {
    let document = |zones: &str, more: &str| {
        format!(
            "netgen: 1\nname: shop\nregion: us-east-1\navailability_zones: [{zones}]\nvpcs:\n  shop:\n    cidr: 10.0.0.0/20\n    \
             growth: {{az_slots: 2}}\n    tiers: {{app: {{prefix: 24, route: local}}{more}}}\n"
        )
    };
    let first = render(&document("a, b", ""), &Lock::default());
    let grown = render(&document("a, b, c", ""), &first.lock);
    assert_eq!(grown.subnets["shop/app/c"].0, "10.0.2.0/24");
    assert_eq!(grown.subnets["shop/app/a"], first.subnets["shop/app/a"]);
    let full = render(&document("a, b", ", data: {prefix: 24, route: local}"), &first.lock);
    let refused = run(&document("a, b, c", ", data: {prefix: 24, route: local}"), &full.lock, false).unwrap_err();
    assert!(refused.contains("error[NG0217]"), "{refused}");
}

/// A pool that is cut later takes nothing that a VPC has, and a pool that is gone keeps its block from others.
#[test]
fn pools_take_nothing_from_those_who_were_there_before() {
    let document = |pools: &str, vpcs: &str| {
        format!(
            "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a]\naddress_pools: {{corp: 10.0.0.0/8{pools}}}\n\
             defaults: {{vpc: {{tiers: {{app: {{prefix: 24, route: local}}}}}}}}\nvpcs: {{{vpcs}}}\n"
        )
    };
    let first = render(&document("", "orders: {pool: corp, prefix: 16}"), &Lock::default());
    assert_eq!(first.vpcs["orders"], "10.0.0.0/16");
    let both = "orders: {pool: corp, prefix: 16}, web: {pool: prod, prefix: 16}";
    let grown = render(&document(", prod: {in: corp, prefix: 12}", both), &first.lock);
    assert_eq!(grown.vpcs["orders"], "10.0.0.0/16");
    assert_eq!(grown.vpcs["web"], "10.16.0.0/16");
    let other = "orders: {pool: corp, prefix: 16}, api: {pool: stage, prefix: 16}";
    let renamed = render(&document(", stage: {in: corp, prefix: 12}", other), &grown.lock);
    assert_eq!(renamed.vpcs["api"], "10.32.0.0/16", "the freed pool keeps 10.16.0.0/12");
}

/// The files that are new, and nothing but the order of deployment is another.
fn new_files(first: &Outcome, grown: &Outcome) -> Vec<String> {
    let changes = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| -> Vec<String> {
        one.iter().filter(|(path, text)| other.get(*path) != Some(*text)).map(|(path, _)| path.clone()).collect()
    };
    assert_eq!(changes(&first.files, &grown.files), ["cloudformation/deploy.json"], "what was there before");
    let others = changes(&grown.files, &first.files);
    others.into_iter().filter(|path| !first.files.contains_key(path)).collect()
}

#[test]
fn another_spoke_of_the_built_in_touches_no_other_file() {
    let first = render(HUB_SPOKE, &Lock::default());
    let spoke = "  billing:    {pool: production,  prefix: 16, attach: {to: hub, segment: production}}\n  orders: ";
    let grown = render(&HUB_SPOKE.replacen("  orders: ", spoke, 1), &first.lock);
    let expected = ["cloudformation/billing.json", "cloudformation/billing.yaml", "terraform/vpc_billing.tf"];
    assert_eq!(new_files(&first, &grown), expected);
    for (vpc, was) in &first.vpcs {
        assert_eq!(was, &grown.vpcs[vpc], "{vpc}");
    }
    for (path, was) in &first.subnets {
        assert_eq!(was, &grown.subnets[path], "{path}");
    }
}

/// Two segments with a pool each, shared services behind the firewall, and so many spokes.
fn spokes(count: usize) -> String {
    let mut text = "netgen: 1\nname: corp\nregion: us-east-1\navailability_zones: [a, b]\n\
                    address_pools: {one: 10.0.0.0/11, two: 10.32.0.0/11, shared: 10.64.0.0/16}\n\
                    quotas: {vpcs: 1000, gateway_endpoints: 2000}\ntransit_gateways:\n  hub:\n    \
                    segments: {one: {reaches: [shared, internet]}, two: {reaches: [shared, internet]}, shared: {}}\n    \
                    internet: {through: egress}\n    inspection: {through: inspection, between: [[one, shared], [one, internet]]}\n\
                    defaults: {vpc: {tiers: {app: {prefix: 26, route: transit}}}}\nvpcs:\n  \
                    shared: {pool: shared, prefix: 20, attach: {to: hub, segment: shared}, resolver: {inbound: true}}\n  \
                    egress: {pool: shared, prefix: 24, role: egress, attach: {to: hub}, tiers: {}}\n  \
                    inspection: {pool: shared, prefix: 24, role: inspection, attach: {to: hub}, tiers: {}}\n"
        .to_owned();
    for number in 0..count {
        // Later names sort before earlier ones half of the time.
        let (prefix, pool) = if number % 2 == 0 { ("z", "one") } else { ("a", "two") };
        let name = format!("{prefix}{:04}", 9999 - number);
        let _ = writeln!(text, "  {name}: {{pool: {pool}, prefix: 20, attach: {{to: hub, segment: {pool}}}}}");
    }
    text
}

#[test]
fn spokes_number_31_and_501_move_nothing() {
    for count in [30, 500] {
        let first = render(&spokes(count), &Lock::default());
        let grown = render(&spokes(count + 1), &first.lock);
        assert_eq!(new_files(&first, &grown).len(), 3, "two templates and one file of Terraform");
        assert_eq!(grown.vpcs.len(), first.vpcs.len() + 1);
        for (path, was) in &first.subnets {
            assert_eq!(was, &grown.subnets[path], "{path}");
        }
    }
}

#[test]
fn what_the_lock_holds_for_hubs_and_resolvers_can_be_released() {
    let lock = render(&spokes(2), &Lock::default()).lock;
    for (path, holds) in
        [("transit_gateways.hub", "hub/hub/firewall/"), ("vpcs.shared.resolver", "vpc/shared/resolver/")]
    {
        let (mut left, mut diagnostics) = (lock.clone(), Diagnostics::default());
        let gone = release(&mut left, path, &mut diagnostics);
        assert!(!gone.is_empty() && gone.iter().all(|line| line.starts_with(holds)), "{path}: {gone:?}");
        assert!(!diagnostics.has_errors());
        assert_eq!(left.iter().count(), lock.iter().count() - gone.len(), "{path}: nothing else is given up");
    }
    for (wrong, right) in
        [("transit_gateways.hubb", "transit_gateways.hub"), ("vpcs.shared.resolvr", "vpcs.shared.resolver")]
    {
        let mut diagnostics = Diagnostics::default();
        assert!(release(&mut lock.clone(), wrong, &mut diagnostics).is_empty());
        let text = report(&diagnostics, &Sources::default(), Format::Text { color: false });
        assert!(text.contains(&format!("did you mean `{right}`?")), "{text}");
    }
}

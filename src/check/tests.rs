use super::*;
use crate::diagnostic::Sources;
use crate::plan::lock::Lock;
use crate::{blueprint, network, plan};
use std::fmt::Write as _;

/// Gives the plan of a document that has one to a test.
pub(super) fn with_plan<T>(text: &str, look: impl FnOnce(Plan<'_>) -> T) -> T {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("test.yaml", text);
    let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = blueprint.and_then(|blueprint| network::resolve(&blueprint, &mut diagnostics));
    let network = network.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let planned = plan::plan(&network, &Lock::default(), &mut diagnostics);
    let (plan, _) = planned.unwrap_or_else(|| panic!("{diagnostics:?}"));
    look(plan)
}

/// Number and message of what is found.
pub(super) fn found(text: &str) -> Vec<String> {
    with_plan(text, |plan| {
        let mut diagnostics = Diagnostics::default();
        check(&plan, &mut diagnostics);
        diagnostics.sorted().iter().map(|one| format!("{}: {}", one.code.number(), one.message)).collect()
    })
}

pub(super) const HEAD: &str = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\n";

#[test]
fn an_overlap_is_said_once_for_each_block() {
    let vpcs = "quotas: {vpcs: 9}\nvpcs:\n  a: {cidr: 10.0.0.0/16, tiers: {t: {prefix: 28, route: local}}}\n  \
                b: {cidr: 10.0.128.0/17, tiers: {t: {prefix: 28, route: local}}}\n  \
                c: {cidr: 10.0.192.0/18, tiers: {t: {prefix: 28, route: local}}}\n  \
                d: {cidr: 10.1.0.0/16, tiers: {t: {prefix: 28, route: local}}}\n";
    let found = found(&format!("{HEAD}{vpcs}"));
    assert_eq!(found, ["NG0203: VPC `b` overlaps VPC `a`", "NG0203: VPC `c` overlaps VPC `a`"]);
}

#[test]
fn equal_blocks_overlap_too() {
    let vpc = |name: &str| format!("  {name}: {{cidr: 10.0.0.0/16, tiers: {{t: {{prefix: 28, route: local}}}}}}\n");
    let found = found(&format!("{HEAD}vpcs:\n{}{}{}", vpc("a"), vpc("b"), vpc("c")));
    assert_eq!(found, ["NG0203: VPC `b` overlaps VPC `a`", "NG0203: VPC `c` overlaps VPC `a`"]);
}

#[test]
fn blocks_that_nobody_else_reaches_may_repeat() {
    let vpc = |name: &str, number: u32| {
        format!(
            "  {name}:\n    cidr: 10.{number}.0.0/16\n    secondary_cidrs: [{{cidr: 100.64.0.0/16, routable: false}}]\n    \
             tiers: {{t: {{prefix: 28, route: local}}}}\n"
        )
    };
    assert_eq!(found(&format!("{HEAD}vpcs:\n{}{}", vpc("a", 1), vpc("b", 2))), Vec::<String>::new());
}

#[test]
fn four_thousand_vpcs_from_one_pool() {
    let mut text = format!("{HEAD}address_pools: {{corp: 10.0.0.0/8}}\nquotas: {{vpcs: 5000}}\n");
    text.push_str("defaults: {vpc: {pool: corp, prefix: 20, tiers: {t: {prefix: 24, route: local}}}}\nvpcs:\n");
    for number in 0..4000 {
        let _ = writeln!(text, "  v{number:04}:");
    }
    let found = found(&text);
    let groups = "NG0502: Region eu-west-1 has 4000 security groups; the quota is 2500";
    let pool = "NG0225: pool `corp` (10.0.0.0/8) uses 16,384,000 of 16,777,216 addresses (97 %)";
    assert_eq!(found, [groups, pool]);
}

#[test]
fn quotas_are_counted_as_aws_counts() {
    let text = format!(
        "{HEAD}vpcs:
  shop:
    cidr: 10.0.0.0/16
    ipv6: true
    nat: {{mode: per-az, eips: {{a: eipalloc-0123456789abcdef0}}}}
    network_acls: tiered
    tiers:
      public: {{prefix: 24, route: internet}}
      private: {{prefix: 24, route: nat}}
    endpoints: {{gateway: [s3, dynamodb], interface: [ssm]}}
    security_groups:
      web: {{ingress: [{{from: internet, tcp: [80, 443]}}, {{from: 10.9.0.0/16, icmp: true}}, {{from: web, all: true}}]}}
      db: {{ingress: [{{from: web, tcp: 5432}}], egress: []}}
"
    );
    let list = with_plan(&text, |plan| usage(&plan));
    let used = |key: &str, scope: &str, what: &str| {
        let one = list.iter().find(|one| one.key == key && one.scope.contains(scope) && one.what.contains(what));
        one.unwrap_or_else(|| panic!("{key} {scope}")).used
    };
    assert_eq!(used("vpcs", "eu-west-1", ""), 1);
    assert_eq!(used("elastic_ips", "eu-west-1", ""), 1, "one is brought");
    assert_eq!(used("nat_gateways_per_zone", "zone a", ""), 1);
    assert_eq!(used("security_groups", "eu-west-1", ""), 4, "two, the default one, and that of the endpoints");
    assert_eq!(used("subnets_per_vpc", "shop", ""), 4);
    assert_eq!(used("route_tables_per_vpc", "shop", ""), 4, "public, private for each zone, main");
    assert_eq!(used("routes_per_vpc_table", "private", ""), 4, "local, default, two endpoints");
    assert_eq!(used("cidrs_per_vpc", "shop", ""), 1);
    assert_eq!(used("interface_endpoints_per_vpc", "shop", ""), 1);
    assert_eq!(used("gateway_endpoints", "eu-west-1", ""), 2);
    assert_eq!(used("rules_per_security_group", "`web`", "ingress rules for IPv4"), 4);
    assert_eq!(used("rules_per_security_group", "`web`", "ingress rules for IPv6"), 3);
    assert_eq!(used("rules_per_security_group", "`web`", "egress rules for IPv6"), 1);
    assert_eq!(used("rules_per_security_group", "`db`", "egress rules for IPv6"), 0);
    assert!(used("rules_per_network_acl", "private", "ingress rules for IPv4") > 1);
    assert!(list.is_sorted_by(|one, other| one.used * other.limit >= other.used * one.limit), "fullest first");
}

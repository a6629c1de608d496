use super::super::testing;
use super::*;

/// Kinds and counts as a line of words.
fn words(document: &str) -> Vec<String> {
    let mut words = Vec::new();
    testing::fresh(document, |plan, _| {
        words = hourly(plan).iter().map(|one| format!("{} {}", one.count, one.what)).collect();
    });
    words
}

#[test]
fn what_has_a_price_by_the_hour_is_counted_by_kind() {
    let head = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b, c]\n";
    assert_eq!(
        words(include_str!("../../blueprints/hub-spoke.yaml")),
        [
            "3 NAT gateways",
            "3 public IPv4 addresses of NAT gateways",
            "7 transit gateway attachments",
            "3 firewall endpoints",
            "9 network interfaces of interface endpoints",
            "1 Route 53 profiles",
        ]
    );
    let endpoints = "{gateway: [s3], interface: [ssm, {kms: {zones: [a]}}]}";
    let app = "tiers: {app: {prefix: 24, route: local, gateway_endpoints: true}}";
    let vpc =
        format!("vpcs: {{app: {{cidr: 10.0.0.0/16, {app}, endpoints: {endpoints}, resolver: {{inbound: true}}}}}}\n");
    assert_eq!(
        words(&format!("{head}{vpc}")),
        ["4 network interfaces of interface endpoints", "3 addresses of Resolver endpoints"]
    );
    let logs = format!("vpcs: {{app: {{cidr: 10.0.0.0/16, {app}, flow_logs: {{to: cloudwatch}}}}}}\n");
    assert_eq!(words(&format!("{head}{logs}")), Vec::<String>::new());
}

/// A private NAT gateway has an hour's price and no public address.
#[test]
fn a_private_nat_gateway_has_no_public_address() {
    let counted = words(include_str!("../../tests/blueprints/private-nat.yaml"));
    assert!(counted.iter().any(|one| one.ends_with(" NAT gateways")), "{counted:?}");
    assert!(!counted.iter().any(|one| one.contains("public IPv4 address")), "{counted:?}");
}

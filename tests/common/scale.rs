//! A network of any size: hub-and-spoke, for what is measured and for what has to take a while.

use std::fmt::Write as _;

/// A document with so many spokes of about 80 resources each.
pub fn document(spokes: usize) -> String {
    let mut text = String::from(
        "netgen: 1\nname: scale\nregion: us-east-1\navailability_zones: [a, b, c]\ntags: {Owner: platform}\n\
         address_pools: {production: 10.0.0.0/9, shared: 10.192.0.0/12}\n\
         transit_gateways:\n  hub:\n    segments: {production: {reaches: [shared, internet]}, shared: {reaches: [internet]}}\n    \
         internet: {through: egress}\n\
         defaults:\n  vpc:\n    tiers: {private: {prefix: 25, route: transit}, database: {prefix: 26, route: local}, \
         cache: {prefix: 26, route: local}}\n    \
         security_groups:\n      alb: {ingress: [{from: internet, tcp: 443}]}\n      app: {ingress: [{from: alb, tcp: 8080}]}\n      \
         db: {ingress: [{from: app, tcp: 5432}], egress: []}\n    \
         endpoints: {interface: [ssm, ssmmessages, ec2messages]}\n    flow_logs: {to: cloudwatch}\n    network_acls: tiered\n\
         quotas: {vpcs: 10000, transit_gateway_routes: 200000, security_groups: 100000, gateway_endpoints: 100000}\n\
         vpcs:\n  shared: {pool: shared, prefix: 20, attach: {to: hub, segment: shared}}\n  \
         egress: {pool: shared, prefix: 24, role: egress, attach: {to: hub}}\n",
    );
    for index in 0..spokes {
        let _ =
            writeln!(text, "  s{index:04}: {{pool: production, prefix: 20, attach: {{to: hub, segment: production}}}}");
    }
    text
}

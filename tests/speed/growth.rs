//! Parts that once took work by the square of their count: what eight times as many of them take, stage by stage.

use std::fmt::Write as _;

use super::stages::{self, Stage};

/// What is many in a document, and such a document.
type Many = (&'static str, fn(usize) -> String);

/// Every kind of document that can be measured.
pub const KINDS: &[Many] = &[
    ("spokes", super::scale::document),
    ("pools", pools),
    ("groups", groups),
    ("segments", segments),
    ("exits", exits),
    ("peerings", peerings),
    ("sites", sites),
    ("accounts", accounts),
];

/// Eight times as many parts may take eight times the work, and what sorting adds to it.
const MOST: f64 = 11.6;

/// So many parts, and eight times as many: `NETGEN_SPEED_GROWTH=250` is what the promise is about.
fn wanted() -> Option<usize> {
    super::counts::variable("NETGEN_SPEED_GROWTH").and_then(|text| text.parse().ok())
}

/// Few parts by default: a square shows there as well, and a run is short. A spoke is eighty resources, and counts of a hundred are kept.
fn fewer(kind: &str) -> usize {
    wanted().unwrap_or(if matches!(kind, "spokes" | "accounts") { 12 } else { 32 })
}

/// The kinds that are measured.
pub fn measured() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}

/// Below so many instructions a stage has nothing to grow.
const LEAST: u64 = 400_000;

/// What each stage takes for eight times as many parts, in times; an error if one takes more than it may.
pub fn judged(kind: &str) -> Result<String, String> {
    let (few, many) = (fewer(kind), 8 * fewer(kind));
    let (mut told, mut wrong) = (String::new(), false);
    let mut before = [std::collections::BTreeMap::new(), std::collections::BTreeMap::new()];
    for stage in Stage::ALL.iter().copied().filter(|stage| *stage != Stage::Render) {
        let mut own = [0; 2];
        for (index, count) in [few, many].into_iter().enumerate() {
            let whole = stages::measure(stage, kind, count)?;
            own[index] = whole.saturating_sub(stage.after().map_or(0, |earlier| before[index][&earlier]));
            before[index].insert(stage, whole);
        }
        if stage == Stage::Nothing {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a ratio of two counts")]
        let ratio = own[1] as f64 / own[0].max(1) as f64;
        wrong |= ratio > MOST && own[1] > LEAST;
        let _ = writeln!(told, "{kind} {few} -> {many}: {} {} -> {}, {ratio:.2} times", stage.name(), own[0], own[1]);
    }
    if wrong { Err(format!("more than {MOST} times:\n{told}")) } else { Ok(told) }
}

const HEAD: &str = "netgen: 1\nname: many\nregion: eu-west-1\navailability_zones: [a, b]\n";

/// Pools that are cut from one, each with a VPC, and as many VPCs with blocks of their own.
fn pools(count: usize) -> String {
    let mut text = format!("{HEAD}quotas: {{vpcs: 10000}}\naddress_pools:\n  all: 10.0.0.0/8\n");
    for one in 0..count {
        let _ = writeln!(text, "  p{one}: {{in: all, prefix: 22}}");
    }
    text += "vpcs:\n";
    for one in 0..count {
        let _ = writeln!(text, "  v{one}: {{pool: p{one}, prefix: 24, tiers: {{app: {{prefix: 28, route: local}}}}}}");
        let (high, low) = (one / 256, one % 256);
        let _ = writeln!(
            text,
            "  w{one}: {{cidr: 172.{}.{low}.0/24, tiers: {{app: {{prefix: 28, route: local}}}}}}",
            16 + high
        );
    }
    text
}

/// Accounts, each with a VPC at a transit gateway of another one.
fn accounts(count: usize) -> String {
    super::accounts::document(count, count)
}

/// Security groups of one VPC, each with rules about two others.
fn groups(count: usize) -> String {
    let mut text = format!(
        "{HEAD}quotas: {{security_groups: 10000}}\nstacks: {{split: {{v: [security]}}}}\nvpcs:\n  v:\n    cidr: 10.0.0.0/16\n    \
         tiers: {{app: {{prefix: 24, route: local}}}}\n    security_groups:\n"
    );
    for one in 0..count {
        let next = (one + 1) % count;
        let _ = writeln!(
            text,
            "      g{one}: {{ingress: [{{from: g{next}, tcp: 443}}, {{from: 10.0.0.0/8, tcp: 22}}], egress: [{{to: internet, tcp: 443}}]}}"
        );
    }
    text
}

/// Segments that all reach one, each with a VPC.
fn segments(count: usize) -> String {
    hub(count, "shared", "", "")
}

/// Segments that all reach the internet, each with a VPC.
fn exits(count: usize) -> String {
    let egress = "  egress: {cidr: 172.16.0.0/24, role: egress, attach: {to: hub}}\n";
    hub(count, "internet", "    internet: {through: egress}\n", egress)
}

fn hub(count: usize, reaches: &str, options: &str, vpcs: &str) -> String {
    let mut text = format!(
        "{HEAD}quotas: {{vpcs: 10000, transit_gateway_tables: 10000, transit_gateway_routes: 1000000}}\naddress_pools: {{all: 10.0.0.0/8}}\n\
         transit_gateways:\n  hub:\n{options}    segments:\n      shared: {{}}\n"
    );
    for one in 0..count {
        let _ = writeln!(text, "      s{one}: {{reaches: [{reaches}]}}");
    }
    text += "vpcs:\n";
    text += vpcs;
    text += "  shared: {pool: all, prefix: 24, attach: {to: hub, segment: shared}, tiers: {app: {prefix: 28, route: transit}}}\n";
    for one in 0..count {
        let _ = writeln!(
            text,
            "  v{one}: {{pool: all, prefix: 24, attach: {{to: hub, segment: s{one}}}, tiers: {{app: {{prefix: 28, route: transit}}}}}}"
        );
    }
    text
}

/// VPCs, each of which peers with the next one.
fn peerings(count: usize) -> String {
    let mut text = format!("{HEAD}quotas: {{vpcs: 10000}}\naddress_pools: {{all: 10.0.0.0/8}}\npeerings:\n");
    for one in 1..count {
        let _ = writeln!(text, "  p{one}: {{between: [v{}, v{one}]}}", one - 1);
    }
    text += "vpcs:\n";
    for one in 0..count {
        let _ = writeln!(text, "  v{one}: {{pool: all, prefix: 24, tiers: {{app: {{prefix: 28, route: local}}}}}}");
    }
    text
}

/// Sites of one transit gateway, each with a VPN connection.
fn sites(count: usize) -> String {
    let mut text = format!(
        "{HEAD}quotas: {{vpn_connections: 10000, customer_gateways: 10000, transit_gateway_routes: 1000000}}\n\
         link_pools: {{tunnels: 169.254.64.0/18}}\ntransit_gateways: {{hub: {{segments: {{on-prem: {{}}, apps: {{reaches: [on-prem]}}}}}}}}\n\
         vpcs: {{app: {{cidr: 10.255.0.0/16, attach: {{to: hub, segment: apps}}, tiers: {{app: {{prefix: 24, route: transit}}}}}}}}\nsites:\n"
    );
    for one in 0..count {
        let (high, low) = (one / 256, one % 256);
        let _ = writeln!(
            text,
            "  s{one}:\n    asn: 65010\n    prefixes: [172.{}.{low}.0/24]\n    attach: {{to: hub, segment: on-prem}}\n    \
             routers: {{r: {{platform: linux, router_id: 172.{}.{low}.1, lan: {{interface: eth0, address: 172.{}.{low}.1/24}}}}}}\n    \
             uplinks: {{u: {{vpn: {{router: r, interface: eth1, outside_ip: 51.0.{high}.{low}}}}}}}",
            16 + high,
            16 + high,
            16 + high
        );
    }
    text
}

//! Edits of documents: one for each group of facts about changes.

use std::path::Path;

use super::common::pipeline::{Version, version};

/// Two versions of a document.
pub struct Pair {
    pub name: &'static str,
    /// A path from the root of the repository, or a document.
    pub document: &'static str,
    /// What is set in the first version.
    pub old: &'static [(&'static str, &'static str)],
    /// What is set in the second one.
    pub new: &'static [(&'static str, &'static str)],
}

impl Pair {
    /// The document's text.
    pub fn text(&self) -> String {
        if self.document.contains('\n') {
            return self.document.to_owned();
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(self.document);
        std::fs::read_to_string(path).expect("a document")
    }
}

pub const HUB: &str = "blueprints/hub-spoke.yaml";
pub const TIERS: &str = "blueprints/three-tier.yaml";
const VARIANTS: &str = "tests/blueprints/hub-variants.yaml";
const EVERYTHING: &str = "tests/blueprints/everything.yaml";
const HYBRID: &str = "tests/blueprints/hybrid.yaml";
const TWO: &str = "tests/blueprints/site-two-connections.yaml";
const IPSEC: &str = "blueprints/dx-ipsec.yaml";
const LONE: &str = "tests/blueprints/vpn-gateway.yaml";
const ENDPOINTS: &str = "tests/blueprints/endpoints.yaml";
const PEERS: &str = "tests/blueprints/peers.yaml";
const NESTED: &str = "tests/blueprints/nested.yaml";

type Settings = &'static [(&'static str, &'static str)];

const fn pair(name: &'static str, document: &'static str, old: Settings, new: Settings) -> Pair {
    Pair { name, document, old, new }
}

const BILLING: (&str, &str) =
    ("vpcs.billing", "{pool: production, prefix: 18, attach: {to: hub, segment: production}}");
const UNINSPECTED: (&str, &str) = ("transit_gateways.hub.inspection", "null");
const NO_INSPECTION_VPC: (&str, &str) = ("vpcs.inspection", "null");
const PLAIN_SITES: (&str, &str) = (
    "sites.tokyo.routers.edge-1",
    "{platform: linux, router_id: 192.168.1.2, lan: {interface: eth1, address: 192.168.1.2/24}}",
);
const PLAIN_UPLINK: (&str, &str) = ("sites.tokyo.uplinks.dx-1.direct_connect.interface", "eth2");
/// Nothing inside Direct Connect is encrypted, and nothing has to be.
const CLEAR: Settings = &[
    ("transit_gateways.hub.cidrs", "null"),
    UNENCRYPTED[0],
    UNENCRYPTED[1],
    UNENCRYPTED[2],
    UNENCRYPTED[3],
    UNENCRYPTED[4],
];
/// The same of a network that had tunnels there. Its gateway keeps the block, for connections that leave the document stay, and have addresses of it.
const UNENCRYPTED: Settings = &[
    ("transit_gateways.hub.segments.on-prem.encrypt", "null"),
    ("sites.tokyo.uplinks.dx-1.direct_connect.encrypt", "null"),
    ("sites.tokyo.uplinks.dx-1.direct_connect.ipsec", "null"),
    ("sites.tokyo.uplinks.dx-2.direct_connect.encrypt", "null"),
    ("sites.tokyo.uplinks.dx-2.direct_connect.ipsec", "null"),
];
const ONE_LESS: Settings = &[("sites.tokyo.uplinks.dx-2", "null"), ("sites.tokyo.prefer", "[dx-1, inet]")];
const WITHOUT_SIX: (&str, &str) = ("vpcs.shop.ipv6", "false");

pub const PAIRS: &[Pair] = &[
    // VPCs and their parts.
    pair("a VPC comes", HUB, &[], &[BILLING]),
    pair("a VPC goes", HUB, &[], &[("vpcs.payments", "null")]),
    pair("a VPC of another segment goes", HUB, &[], &[("vpcs.sandbox", "null")]),
    pair("a tier comes", TIERS, &[], &[("vpcs.shop.tiers.extra", "{prefix: 26, route: nat}")]),
    pair("a tier goes", TIERS, &[("vpcs.shop.tiers.extra", "{prefix: 26, route: nat}")], &[]),
    pair("a tier of spokes comes", HUB, &[], &[("defaults.vpc.tiers.web", "{prefix: 24, route: transit}")]),
    pair("a zone comes", TIERS, &[("availability_zones", "[a, c]")], &[("availability_zones", "[a, c, d]")]),
    pair("a zone goes", TIERS, &[("availability_zones", "[a, c, d]")], &[("availability_zones", "[a, c]")]),
    pair("a zone of a hub comes", HUB, &[("availability_zones", "[a, b]")], &[("availability_zones", "[a, b, c]")]),
    pair("a zone of a hub goes", HUB, &[("availability_zones", "[a, b, c]")], &[("availability_zones", "[a, b]")]),
    pair(
        "a secondary block comes",
        PEERS,
        &[],
        &[("vpcs.shop.secondary_cidrs", "[{cidr: 100.64.0.0/16, routable: false}]")],
    ),
    pair(
        "a secondary block goes",
        PEERS,
        &[("vpcs.shop.secondary_cidrs", "[{cidr: 100.64.0.0/16, routable: false}]")],
        &[],
    ),
    // Ways out.
    pair("NAT for each zone", TIERS, &[("vpcs.shop.nat", "single")], &[("vpcs.shop.nat", "per-az")]),
    pair("one NAT gateway", TIERS, &[("vpcs.shop.nat", "per-az")], &[("vpcs.shop.nat", "single")]),
    pair("one NAT gateway for spokes", HUB, &[], &[("vpcs.egress.nat", "single")]),
    pair("NAT for each zone of spokes", HUB, &[("vpcs.egress.nat", "single")], &[]),
    pair("a tier loses its way out", TIERS, &[], &[("vpcs.shop.tiers.private.route", "local")]),
    pair("a tier gets a way out", TIERS, &[("vpcs.shop.tiers.private.route", "local"), ("vpcs.shop.nat", "null")], &[]),
    pair("IPv6 goes", TIERS, &[], &[WITHOUT_SIX]),
    pair("IPv6 comes", TIERS, &[WITHOUT_SIX], &[]),
    // Transit gateways.
    pair("inspection comes", HUB, &[UNINSPECTED, NO_INSPECTION_VPC], &[]),
    pair("inspection goes", HUB, &[], &[UNINSPECTED, NO_INSPECTION_VPC]),
    pair(
        "one pair more is inspected",
        HUB,
        &[],
        &[(
            "transit_gateways.hub.inspection.between",
            "[[production, shared], [production, internet], [staging, shared]]",
        )],
    ),
    pair(
        "one pair less is inspected",
        HUB,
        &[],
        &[("transit_gateways.hub.inspection.between", "[[production, internet]]")],
    ),
    pair("a VPC moves to another segment", HUB, &[], &[("vpcs.orders-stg.attach.segment", "development")]),
    pair(
        "the last VPC of a segment moves",
        HUB,
        &[],
        &[("vpcs.sandbox.attach.segment", "staging"), ("transit_gateways.hub.segments.development", "null")],
    ),
    pair(
        "a segment reaches one more",
        HUB,
        &[],
        &[("transit_gateways.hub.segments.development", "{reaches: [shared, staging, internet]}")],
    ),
    pair(
        "a segment reaches one less",
        HUB,
        &[],
        &[("transit_gateways.hub.segments.development", "{reaches: [internet]}")],
    ),
    pair(
        "a segment loses the internet",
        HUB,
        &[],
        &[("transit_gateways.hub.segments.development", "{reaches: [shared]}")],
    ),
    pair(
        "a segment comes",
        HUB,
        &[],
        &[
            ("transit_gateways.hub.segments.test", "{reaches: [shared]}"),
            ("vpcs.test", "{pool: development, prefix: 18, attach: {to: hub, segment: test}}"),
        ],
    ),
    pair(
        "a VPC is detached",
        HUB,
        &[],
        &[
            ("vpcs.sandbox.attach", "null"),
            ("vpcs.sandbox.tiers", "{database: {prefix: 24, route: local}, private: {prefix: 22, route: local}}"),
        ],
    ),
    pair(
        "a static route comes",
        VARIANTS,
        &[],
        &[(
            "transit_gateways.adopted.segments.core.static",
            "[{to: 172.20.0.0/16, via: tgw-attach-0aaaaaaaaaaaaaaa0}, {to: 172.21.0.0/16, via: tgw-attach-0aaaaaaaaaaaaaaa0}]",
        )],
    ),
    pair(
        "a static route leads elsewhere",
        VARIANTS,
        &[],
        &[(
            "transit_gateways.adopted.segments.core.static",
            "[{to: 172.20.0.0/16, via: tgw-attach-0aaaaaaaaaaaaaaa1}]",
        )],
    ),
    pair("a peering comes", VARIANTS, &[("peerings", "null")], &[]),
    pair("a peering goes", VARIANTS, &[], &[("peerings", "null")]),
    pair("flow logs of a gateway go", VARIANTS, &[], &[("transit_gateways.own.flow_logs", "null")]),
    // Network ACLs and groups.
    pair("another preset of ACLs", TIERS, &[], &[("vpcs.shop.network_acls", "open")]),
    pair("the preset of ACLs comes back", TIERS, &[("vpcs.shop.network_acls", "open")], &[]),
    pair("ACLs go", EVERYTHING, &[], &[("vpcs.main.network_acls", "null")]),
    pair(
        "a rule of an ACL is edited",
        EVERYTHING,
        &[],
        &[("vpcs.main.network_acls.data.ingress.100", "{from: app, tcp: 3306}")],
    ),
    pair(
        "a rule of an ACL comes",
        EVERYTHING,
        &[],
        &[("vpcs.main.network_acls.data.egress.120", "{to: app, tcp: 443}")],
    ),
    pair("a group comes", PEERS, &[], &[("vpcs.shop.security_groups.fresh", "{ingress: [{from: vpc, tcp: 8443}]}")]),
    pair(
        "a group goes",
        TIERS,
        &[],
        &[
            ("vpcs.shop.security_groups.cache", "null"),
            ("vpcs.shop.security_groups.app.egress", "[{to: db, tcp: [3306, 5432]}, {to: internet, tcp: 443}]"),
        ],
    ),
    pair(
        "a rule of a group is edited",
        TIERS,
        &[],
        &[("vpcs.shop.security_groups.app", "{ingress: [{from: web, tcp: 9090}]}")],
    ),
    // Endpoints, names, logs.
    pair(
        "an endpoint comes",
        TIERS,
        &[],
        &[("vpcs.shop.endpoints.interface", "[ssm, ssmmessages, ec2messages, secretsmanager, kms]")],
    ),
    pair("an endpoint goes", TIERS, &[], &[("vpcs.shop.endpoints.interface", "[ssm]")]),
    pair("a gateway endpoint goes", ENDPOINTS, &[], &[("vpcs.both.endpoints.gateway", "[dynamodb]")]),
    pair("endpoints of spokes go", HUB, &[], &[("vpcs.shared.endpoints", "null")]),
    pair("flow logs go", TIERS, &[], &[("vpcs.shop.flow_logs", "null")]),
    pair("flow logs come", HUB, &[], &[("vpcs.orders.flow_logs", "{to: cloudwatch, retention_days: 7}")]),
    pair("flow logs change", TIERS, &[], &[("vpcs.shop.flow_logs.traffic", "reject")]),
    pair("DHCP options change", EVERYTHING, &[], &[("vpcs.main.dhcp.domain", "corp.example.net")]),
    // Sites.
    pair(
        "an uplink goes",
        TWO,
        &[],
        &[("sites.ashburn.uplinks.inet", "null"), ("sites.ashburn.prefer", "[dx-1, dx-2]")],
    ),
    pair(
        "an uplink comes",
        TWO,
        &[("sites.ashburn.uplinks.inet", "null"), ("sites.ashburn.prefer", "[dx-1, dx-2]")],
        &[],
    ),
    pair(
        "a Direct Connect uplink goes",
        TWO,
        &[],
        &[("sites.ashburn.uplinks.dx-2", "null"), ("sites.ashburn.prefer", "[dx-1, inet]")],
    ),
    pair(
        "a VPC of a site comes",
        TWO,
        &[],
        &[(
            "vpcs.more",
            "{cidr: 10.2.0.0/16, tiers: {private: {prefix: 22, route: transit}}, attach: {to: hub, segment: cloud}}",
        )],
    ),
    pair("a VPC of a site goes", TWO, &[], &[("vpcs.data", "null")]),
    pair(
        "a site's prefix comes",
        TWO,
        &[],
        &[("sites.ashburn.prefixes", "[172.20.0.0/16, 172.21.0.0/16, 192.168.0.0/16]")],
    ),
    pair(
        "a site's address changes",
        HYBRID,
        &[PLAIN_SITES, PLAIN_UPLINK],
        &[PLAIN_SITES, PLAIN_UPLINK, ("sites.osaka.uplinks.second.vpn.outside_ip", "203.0.113.22")],
    ),
    pair("a site goes", HYBRID, &[PLAIN_SITES, PLAIN_UPLINK], &[PLAIN_SITES, PLAIN_UPLINK, ("sites.depot", "null")]),
    pair("a site of a VPN gateway goes", LONE, &[], &[("sites.stall", "null")]),
    pair("Direct Connect is encrypted", IPSEC, CLEAR, &[]),
    pair("Direct Connect is encrypted no longer", IPSEC, &[], UNENCRYPTED),
    pair("an encrypted uplink comes", IPSEC, ONE_LESS, &[]),
    pair("an encrypted uplink goes", IPSEC, &[], ONE_LESS),
    // Stacks.
    pair("endpoints get a stack of their own", TIERS, &[], &[("stacks", "{split: {shop: [endpoints]}}")]),
    pair("groups and ACLs get a stack of their own", TIERS, &[], &[("stacks", "{split: {shop: [security]}}")]),
    pair("logs get a stack of their own", TIERS, &[], &[("stacks", "{split: {shop: [logs]}}")]),
    pair("endpoints lose their stack", ENDPOINTS, &[], &[("stacks", "null")]),
    pair(
        "nested stacks get one more",
        NESTED,
        &[],
        &[(
            "vpcs.three",
            "{pool: all, prefix: 20, attach: {to: hub, segment: right}, tiers: {app: {prefix: 24, route: transit}}}",
        )],
    ),
    pair("tags change", HUB, &[], &[("tags", "{Environment: shared, Owner: other}")]),
];

/// The two versions of a pair, or why one of them is none.
pub fn versions(pair: &Pair) -> Result<(Version, Version), String> {
    let text = pair.text();
    // Two zones say as much of a hub as three, in a third of the time.
    let zones = [(HUB, "[a, b]"), (TIERS, "[a, c]")].into_iter().find(|(document, _)| *document == pair.document);
    let base: Vec<_> = zones.map(|(_, zones)| ("availability_zones", zones)).into_iter().collect();
    let all = |list: &[(&'static str, &'static str)]| base.iter().chain(list).copied().collect::<Vec<_>>();
    let (before, after) = (all(pair.old), all(pair.new));
    let settings = |list: &[(&str, &str)]| {
        list.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
    };
    let old = version(&text, &settings(&before), None)?;
    let new = version(&text, &settings(&after), Some(&old.lock))?;
    Ok((old, new))
}

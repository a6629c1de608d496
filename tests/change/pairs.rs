//! Edits of documents: one for each group of facts about changes.

use std::path::Path;

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
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(self.document);
        std::fs::read_to_string(path).expect("a document")
    }
}

const HUB: &str = "blueprints/hub-spoke.yaml";
const TIERS: &str = "blueprints/three-tier.yaml";
const SITES: &str = "blueprints/dx-vpn.yaml";

const fn pair(
    name: &'static str,
    document: &'static str,
    old: &'static [(&'static str, &'static str)],
    new: &'static [(&'static str, &'static str)],
) -> Pair {
    Pair { name, document, old, new }
}

const BILLING: (&str, &str) =
    ("vpcs.billing", "{pool: production, prefix: 18, attach: {to: hub, segment: production}}");

pub const PAIRS: &[Pair] = &[
    pair("a VPC comes", HUB, &[], &[BILLING]),
    pair("a VPC goes", HUB, &[], &[("vpcs.payments", "null")]),
    pair("a tier comes", TIERS, &[], &[("vpcs.shop.tiers.extra", "{prefix: 26, route: nat}")]),
    pair("a zone comes", TIERS, &[("availability_zones", "[a, b]")], &[("availability_zones", "[a, b, c]")]),
    pair("a zone goes", TIERS, &[("availability_zones", "[a, b, c]")], &[("availability_zones", "[a, b]")]),
    pair("NAT for each zone", TIERS, &[("vpcs.shop.nat", "single")], &[("vpcs.shop.nat", "per-az")]),
    pair("one NAT gateway", TIERS, &[("vpcs.shop.nat", "per-az")], &[("vpcs.shop.nat", "single")]),
];

//! Random edits of documents: two versions, the second planned with the lock of the first.

use std::path::Path;

use super::common::dice::Dice;
use super::common::pipeline::{Version, version};
use super::common::sites;

/// Two versions of a network.
#[allow(dead_code, reason = "each target uses a part of it")]
pub struct Pair {
    pub old: Version,
    pub new: Version,
    /// The document.
    pub text: String,
    /// What makes the first version of it.
    pub before: Vec<(String, String)>,
    /// What makes the second of the document.
    pub edits: Vec<(String, String)>,
}

/// Documents with a part of every feature.
const DOCUMENTS: &[&str] = &[
    "blueprints/three-tier.yaml",
    "blueprints/hub-spoke.yaml",
    "blueprints/dx-vpn.yaml",
    "tests/blueprints/everything.yaml",
    "tests/blueprints/hub-variants.yaml",
    "tests/blueprints/hybrid.yaml",
    "tests/blueprints/peers.yaml",
    "tests/blueprints/endpoints.yaml",
    "tests/blueprints/vpn-gateway.yaml",
    "tests/blueprints/gateway-peering.yaml",
    "tests/blueprints/small.yaml",
];

/// The pair of a seed; nothing where the edit means nothing or is refused.
pub fn pair(seed: u64) -> Option<Pair> {
    let mut dice = Dice::new(seed);
    let text = if dice.one_in(4) {
        sites::document(seed)
    } else {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(dice.pick(DOCUMENTS));
        std::fs::read_to_string(path).expect("a document")
    };
    let before: Vec<_> = if dice.one_in(2) { edit(&text, &mut dice).into_iter().collect() } else { Vec::new() };
    let (old, before) = match version(&text, &before, None) {
        Ok(old) => (old, before),
        Err(_) => (version(&text, &[], None).ok()?, Vec::new()),
    };
    // Most random edits of a document that says much are refused: so several are tried.
    for _ in 0..12 {
        let mut after: Vec<_> = Vec::new();
        for _ in 0..=dice.roll(2) {
            after.extend(edit(&text, &mut dice));
        }
        if let Ok(new) = version(&text, &after, Some(&old.lock))
            && new.record != old.record
        {
            return Some(Pair { old, new, text, before, edits: after });
        }
    }
    None
}

/// The names below a key of the document at the top level, and below each of them the names below another key.
fn names(text: &str, key: &str) -> Vec<String> {
    let mut lines = text.lines().skip_while(|line| line.trim_end() != format!("{key}:")).skip(1);
    let mut names = Vec::new();
    let mut indent = None;
    for line in lines.by_ref() {
        let depth = line.len() - line.trim_start().len();
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        if depth == 0 {
            break;
        }
        if *indent.get_or_insert(depth) == depth
            && let Some((name, _)) = line.trim().split_once(':')
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// A value to set, as `--set` has it.
fn edit(text: &str, dice: &mut Dice) -> Option<(String, String)> {
    let vpcs = names(text, "vpcs");
    let sites = names(text, "sites");
    let one = |list: &[String], dice: &mut Dice| (!list.is_empty()).then(|| list[dice.roll(list.len())].clone());
    let vpc = one(&vpcs, dice);
    let of = |rest: &str| vpc.as_ref().map(|vpc| format!("vpcs.{vpc}.{rest}"));
    let (path, value) = match dice.roll(22) {
        0 => (of("nat")?, dice.pick(&["single", "per-az", "none"]).to_owned()),
        1 => {
            (of("tiers.extra")?, format!("{{prefix: {}, route: {}}}", 26 + dice.roll(3), dice.pick(&["local", "nat"])))
        }
        2 => (of("tiers")?, "{only: {prefix: 26, route: local}}".to_owned()),
        3 => (format!("vpcs.{}", vpc?), "null".to_owned()),
        4 => ("vpcs.fresh".to_owned(), "{cidr: 172.31.0.0/20, tiers: {app: {prefix: 26, route: local}}}".to_owned()),
        5 => (
            "availability_zones".to_owned(),
            dice.pick(&["[a]", "[a, b]", "[a, c]", "[a, c, d]", "[a, b, c]"]).to_owned(),
        ),
        6 => ("tags".to_owned(), "{Environment: test, Owner: other}".to_owned()),
        7 => (
            of("flow_logs")?,
            dice.pick(&["{to: cloudwatch, retention_days: 7}", "{to: cloudwatch, traffic: reject}", "null"]).to_owned(),
        ),
        8 => (of("network_acls")?, dice.pick(&["tiered", "open"]).to_owned()),
        9 => (of("ipv6")?, dice.pick(&["true", "false"]).to_owned()),
        10 => (of("endpoints.gateway")?, dice.pick(&["[s3]", "[s3, dynamodb]", "[]"]).to_owned()),
        11 => (of("endpoints.interface")?, dice.pick(&["[ssm]", "[ssm, kms]", "[logs]", "[]"]).to_owned()),
        12 => (of("attach.segment")?, dice.pick(&["production", "development", "shared"]).to_owned()),
        13 => (of("security_groups.fresh")?, "{ingress: [{from: vpc, tcp: 8443}]}".to_owned()),
        14 => {
            (format!("stacks.split.{}", vpc?), dice.pick(&["[security]", "[logs]", "[endpoints, security]"]).to_owned())
        }
        15 => (of("dhcp")?, "{domain_name: example.internal}".to_owned()),
        16 => (of("attach")?, "null".to_owned()),
        17 => (format!("sites.{}.prefixes", one(&sites, dice)?), "[192.168.0.0/20, 192.168.64.0/20]".to_owned()),
        18 => (format!("sites.{}.asn", one(&sites, dice)?), "64999".to_owned()),
        19 => (format!("sites.{}", one(&sites, dice)?), "null".to_owned()),
        20 => ("peerings".to_owned(), format!("[[{}, {}]]", vpc?, one(&vpcs, dice)?)),
        _ => (of("security_groups")?, "{}".to_owned()),
    };
    Some((path, value))
}

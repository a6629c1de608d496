//! The edits of which what netgen says is laid beside real plans of Terraform: some that replace much, those of `tests/change/pairs.rs`, and
//! random ones of `tests/diff/pairs.rs`. Out go both versions of each, with a name.

use super::changed::pairs::{PAIRS, Pair, versions};
use super::terraform;
use crate::common::pipeline::{Version, version};
use crate::common::seeds::each_seed;
use crate::diff_pairs;

/// How many pairs are planned, the named ones first.
const COUNT: usize = 40;

/// Of pairs with more resources only each fourth is planned.
const LARGE: usize = 120;

const TIERS: &str = "blueprints/three-tier.yaml";
const ENDPOINTS: &str = "tests/blueprints/endpoints.yaml";
const TWO: &str = "tests/blueprints/site-two-connections.yaml";
const LONE: &str = "tests/blueprints/vpn-gateway.yaml";

/// Edits that replace much. The second version of each is planned without the lock of the first, as if all of it were released.
const REPLACED: &[Pair] = &[
    pair("a VPC gets another block", TIERS, &[("vpcs.shop.reserve", "[]"), ("vpcs.shop.cidr", "10.200.0.0/16")]),
    pair("a tier gets another size", TIERS, &[("vpcs.shop.tiers.public.prefix", "22")]),
    pair("a VPC of a hub gets another block", TWO, &[("vpcs.data.cidr", "10.9.0.0/16")]),
    pair("tunnels get other addresses", TWO, &[("link_pools.tunnels", "169.254.96.0/22")]),
    pair("a site gets another ASN", TWO, &[("sites.ashburn.asn", "65007")]),
    pair("a site of a VPN gateway gets another ASN", LONE, &[("sites.stall.asn", "65007")]),
    pair("a VPC with endpoints gets another block", ENDPOINTS, &[("vpcs.both.cidr", "10.200.0.0/16")]),
    pair("another name", TIERS, &[("name", "store")]),
];

const fn pair(name: &'static str, document: &'static str, new: &'static [(&'static str, &'static str)]) -> Pair {
    Pair { name, document, old: &[], new }
}

/// The pairs, each with its name: those that replace much, other named ones, then random ones.
pub fn pairs() -> Vec<(String, Version, Version)> {
    let named = each_seed(PAIRS.len() as u64, |at| {
        let pair = &PAIRS[usize::try_from(at).expect("small")];
        versions(pair).ok().map(|(old, new)| (pair.name.to_owned(), old, new))
    });
    let random = each_seed(60, |seed| {
        diff_pairs::pair(seed).map(|pair| (format!("seed {seed}: {:?}", pair.edits), pair.old, pair.new))
    });
    let replaced = each_seed(REPLACED.len() as u64, |at| {
        let pair = &REPLACED[usize::try_from(at).expect("small")];
        let settings: Vec<_> = pair.new.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
        let both = version(&pair.text(), &[], None).and_then(|old| Ok((old, version(&pair.text(), &settings, None)?)));
        let (old, new) = both.unwrap_or_else(|why| panic!("{}: {why}", pair.name));
        (pair.name.to_owned(), old, new)
    });
    let mut large = 0;
    let mut is_chosen = |(_, old, new): &(String, Version, Version)| {
        let fits = |version: &Version| version.files["terraform/versions.tf"].contains(terraform::OLDEST);
        let is_large = old.record.units.iter().map(|unit| unit.resources.len()).sum::<usize>() > LARGE;
        large += usize::from(is_large);
        fits(old) && fits(new) && (!is_large || large % 4 == 1)
    };
    let count = limit();
    let mut all: Vec<_> = named.into_iter().flatten().filter(|pair| is_chosen(pair)).collect();
    // About half are named ones, as far apart as they go.
    let step = all.len().div_ceil((count / 2).max(1)).max(1);
    all = replaced.into_iter().chain(all.into_iter().step_by(step)).collect();
    let room = count.saturating_sub(all.len());
    all.extend(random.into_iter().flatten().filter(|pair| is_chosen(pair)).take(room));
    all
}

#[expect(clippy::disallowed_methods, reason = "the variable says how much to try")]
fn limit() -> usize {
    std::env::var("NETGEN_PLANNED_PAIRS").ok().and_then(|text| text.parse().ok()).unwrap_or(COUNT)
}

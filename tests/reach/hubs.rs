//! Random documents around a transit gateway, with tiers of several routes: segments that keep to themselves, a firewall between some of
//! them, ways to the internet with and without it.

use std::collections::BTreeMap;

use crate::common::dice::Dice;
use crate::proof::random::Choices;

/// What occurs in some of them.
pub const FEATURES: [&str; 7] = ["nat", "local", "peering", "inspection", "combined", "isolated", "internet"];

/// Tiers that a spoke of a document may have.
const TIERS: [&str; 4] = [
    "tiers: {app: {prefix: 24, route: transit}, db: {prefix: 24, route: local}}",
    "tiers: {app: {prefix: 24, route: transit}, db: {prefix: 24, route: local, hub: true}}",
    "nat: single, tiers: {app: {prefix: 24, route: transit}, web: {prefix: 24, route: nat}, zone: {prefix: 24, route: internet}}",
    "nat: per-az, tiers: {app: {prefix: 24, route: transit}, web: {prefix: 24, route: nat, hub: false}, zone: {prefix: 24, route: internet, hub: true}}",
];

/// A random document with tiers of several routes, and at times peerings between VPCs that reach each other directly.
pub fn document(seed: u64, features: &mut BTreeMap<&'static str, usize>) -> String {
    let (choices, mut dice) = (Choices::of(seed), Dice::new(seed ^ 0x5eed));
    let transit = "tiers: {app: {prefix: 24, route: transit}}";
    let written = choices.document();
    let mut parts = written.split(transit);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let chosen = TIERS[dice.roll(TIERS.len())];
        *features.entry(if chosen.contains("nat") { "nat" } else { "local" }).or_default() += 1;
        text += chosen;
        text += part;
    }
    if let (Some((one, other)), true) = (direct_pair(&choices), dice.one_in(2)) {
        text.extend(["peerings: {short: {between: [", one, ", ", other, "]}}\n"]);
        *features.entry("peering").or_default() += 1;
    }
    let counts = [
        ("inspection", choices.pairs.values().any(|inspected| *inspected)),
        ("combined", choices.combined),
        ("isolated", choices.isolated.contains(&true)),
        ("internet", choices.internet.contains(&true)),
    ];
    for (feature, _) in counts.iter().filter(|(_, occurs)| *occurs) {
        *features.entry(feature).or_default() += 1;
    }
    text
}

/// The first two spokes that reach each other past no firewall, so that a peering may join them.
fn direct_pair(choices: &Choices) -> Option<(&str, &str)> {
    let direct = |one: usize, other: usize| {
        if one == other {
            !choices.isolated[one]
        } else {
            choices.pairs.get(&(one.min(other), one.max(other))) == Some(&false)
        }
    };
    let spokes = &choices.spokes;
    let mut pairs = (0..spokes.len()).flat_map(|one| (one + 1..spokes.len()).map(move |other| (one, other)));
    let (one, other) = pairs.find(|(one, other)| direct(spokes[*one].1, spokes[*other].1))?;
    Some((&spokes[one].0, &spokes[other].0))
}

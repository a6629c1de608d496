//! Reach of single addresses of sites and of security groups, against what is read otherwise: addresses one by one, from the prefixes that
//! each version's document declares and the matrix in which every end stands for itself; and rules from the rendered templates.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use netgen::diff::{PartChange, ReachKind, diff};
use netgen::net::Cidr4;

use super::common::pipeline::Version;
use super::common::seeds::each_seed;
use super::pairs::{self, Pair};

/// An end, an address of a site, whether the site opens the connection, and whether it gains.
type Touched = (String, String, Ipv4Addr, bool, bool);

/// The prefixes of each site.
fn prefixes(version: &Version) -> BTreeMap<String, Vec<Cidr4>> {
    let all = version.record.reach.prefixes.iter().flatten();
    all.map(|(site, blocks)| (site.clone(), blocks.iter().map(|block| block.parse().expect("a block")).collect()))
        .collect()
}

/// The first and the last address of every prefix of either version, and those beside them.
fn samples(blocks: &[Cidr4]) -> BTreeSet<Ipv4Addr> {
    let edges = blocks
        .iter()
        .flat_map(|block| [block.first().wrapping_sub(1), block.first(), block.last(), block.last().wrapping_add(1)]);
    edges.map(Ipv4Addr::from).collect()
}

/// Every end and address whose reach differs, from the matrices.
fn derived(pair: &Pair) -> BTreeSet<Touched> {
    let ends =
        |version: &Version| -> BTreeSet<String> { version.record.reach.classes.iter().flatten().cloned().collect() };
    let (old_ends, new_ends) = (ends(&pair.old), ends(&pair.new));
    let (was, is) = (prefixes(&pair.old), prefixes(&pair.new));
    let mut all = BTreeSet::new();
    for (site, was) in &was {
        let Some(is) = is.get(site) else { continue };
        let blocks: Vec<Cidr4> = was.iter().chain(is).copied().collect();
        for address in samples(&blocks) {
            let has = |blocks: &[Cidr4]| blocks.iter().any(|block| block.contains_address(address));
            let (version, gains) = match (has(was), has(is)) {
                (true, false) => (&pair.old, false),
                (false, true) => (&pair.new, true),
                _ => continue,
            };
            for (from, to, family) in version.pairs.keys().filter(|(from, to, _)| (from == site) != (to == site)) {
                let far = if from == site { to } else { from };
                if family == "ipv4" && old_ends.contains(far) && new_ends.contains(far) {
                    all.insert((far.clone(), site.clone(), address, from == site, gains));
                }
            }
        }
    }
    all
}

/// The same of what netgen says, for the same addresses.
fn told(pair: &Pair, parts: &[PartChange]) -> BTreeSet<Touched> {
    let (was, is) = (prefixes(&pair.old), prefixes(&pair.new));
    let block = |end: &str| -> Option<(String, Cidr4)> {
        let (site, block) = end.split_once(' ').filter(|(site, _)| site.starts_with("site/"))?;
        Some((site.to_owned(), block.parse().ok()?))
    };
    let mut all = BTreeSet::new();
    for one in parts {
        let (Some((site, part)), far, opens) = (match block(&one.from) {
            Some(found) => (Some(found), &one.to, true),
            None => (block(&one.to), &one.from, false),
        }) else {
            continue;
        };
        let gains = one.kind == ReachKind::Gains;
        assert!(gains || one.kind == ReachKind::Loses, "{one:?}");
        let blocks: Vec<Cidr4> = [&was, &is].into_iter().flat_map(|all| &all[&site]).copied().collect();
        for address in samples(&blocks).into_iter().filter(|address| part.contains_address(*address)) {
            all.extend(far.split(", ").map(|far| (far.to_owned(), site.clone(), address, opens, gains)));
        }
    }
    all
}

#[test]
fn each_address_that_a_site_loses_or_gains_is_said_and_no_other() {
    let found = each_seed(super::count() / 2, |seed| {
        let pair = pairs::pair(seed)?;
        let parts = diff(&pair.old.record, &pair.new.record).network.parts;
        let (told, derived) = (told(&pair, &parts), derived(&pair));
        let wrong: Vec<_> = told.symmetric_difference(&derived).cloned().collect();
        Some((format!("seed {seed}: {:?}", pair.edits), derived.len(), wrong))
    });
    let tried: Vec<_> = found.into_iter().flatten().collect();
    let wrong: Vec<_> = tried.iter().filter(|(.., wrong)| !wrong.is_empty()).take(3).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let changes: usize = tried.iter().map(|(_, changes, _)| changes).sum();
    assert!(changes > 10, "{changes} changes of {} pairs", tried.len());
}

/// The rules of security groups in all templates, as texts.
fn rules(version: &Version) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let templates = version
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("cloudformation/") && path.strip_suffix(".json").is_some());
    for (path, text) in templates {
        let Ok(template) = serde_json::from_str::<serde_json::Value>(text) else { continue };
        for (id, resource) in template["Resources"].as_object().into_iter().flatten() {
            if resource["Type"].as_str().is_some_and(|kind| kind.starts_with("AWS::EC2::SecurityGroup")) {
                all.insert(format!("{path} {id} {}", resource["Properties"]));
            }
        }
    }
    all
}

/// What groups allow follows from their rules alone: nothing is said where no template has another rule.
#[test]
fn nothing_is_said_of_groups_whose_rules_stay() {
    let found = each_seed(super::count() / 2, |seed| {
        let pair = pairs::pair(seed)?;
        let parts = diff(&pair.old.record, &pair.new.record).network.parts;
        let said = parts.iter().any(|one| one.from.contains("/group/") || one.to.contains("/group/"));
        let (was, is) = (rules(&pair.old), rules(&pair.new));
        assert!(!said || was != is, "seed {seed}: {:?}: {parts:#?}", pair.edits);
        Some((said, !was.is_empty()))
    });
    let tried: Vec<_> = found.into_iter().flatten().collect();
    let said = tried.iter().filter(|(said, _)| *said).count();
    assert!(said > 10 && tried.iter().any(|(_, has)| *has), "{said} of {}", tried.len());
}

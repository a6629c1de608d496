//! The steps of random edits: the last is the render, each tree is read by the readers of both dialects, and each deployment is one that
//! `diff` finds nothing refused in, unless the step says so.

use std::collections::BTreeMap;

use netgen::aws::{Dialect, KindOf};
use netgen::diff::{Diff, Effect, place};
use netgen::record::{Record, ResourceRecord};
use netgen::steps::Step;

use super::common::dialects::{cloudformation, form::Form, terraform};
use super::common::pipeline::{Stepped, stepped};
use super::common::seeds::each_seed;
use super::pairs;

/// What Terraform does where it destroys what something still points to.
const DANGLES: &str = "Terraform destroys what this points to";

/// What is wrong with the steps of a pair, and how many there are.
fn wrong(pair: &pairs::Pair) -> Result<(usize, Vec<String>), String> {
    let Stepped { new, trees, steps, .. } = stepped(&pair.text, &pair.before, &pair.edits)?;
    let mut wrong = Vec::new();
    let last: BTreeMap<String, String> = new.files.clone().into_iter().chain(new.routers.clone()).collect();
    if trees.last() != Some(&last) || steps.records.last() != Some(&new.record) {
        wrong.push("the last step is not the render".to_owned());
    }
    for (at, (files, (step, diff))) in trees.iter().zip(steps.diffs()).enumerate() {
        let step_wrong = resources(files, &steps.records[at + 1]).into_iter().chain(effects(step, &diff));
        wrong.extend(step_wrong.map(|one| format!("step {} of {}: {one}", at + 1, trees.len())));
        wrong.extend(dead_endpoints(&steps.records[at + 1]).map(|one| format!("step {}: {one}", at + 1)));
        wrong.extend(silent(step, &steps.records[at..]).into_iter().map(|one| format!("step {}: {one}", at + 1)));
        if diff.resources.is_empty() && trees.len() > 1 {
            wrong.push(format!("step {} does nothing", at + 1));
        }
    }
    Ok((trees.len(), wrong))
}

/// What is read from the files is what the record says, resource by resource, in both dialects.
fn resources(files: &BTreeMap<String, String>, record: &netgen::record::Record) -> Vec<String> {
    let all = || record.units.iter().flat_map(|unit| &unit.resources);
    let mut wrong = Vec::new();
    // A template says its Region, and without stacks there is none.
    if record.units.is_empty() {
        return wrong;
    }
    let mut compare = |name: &str, form: Result<Form, String>, said: usize| match form {
        Ok(form) if form.resources.len() < said => {
            wrong.push(format!("{name}: {} resources of {said}", form.resources.len()));
        }
        Ok(_) => {}
        Err(what) => wrong.push(format!("{name}: {what}")),
    };
    compare(
        "CloudFormation",
        cloudformation::read(files),
        all().filter(|one| one.kind.cloudformation().is_some()).count(),
    );
    compare("Terraform", terraform::read(files), all().filter(|one| one.kind.terraform().is_some()).count());
    wrong
}

/// What a step removes and a later one makes again, or what comes in its place, although the step does not say so.
fn silent(step: &Step, records: &[Record]) -> Vec<String> {
    let [before, after, later @ ..] = records else { unreachable!("two records a step") };
    let all = |record| resources_of(record).map(|one| (one.key(), one)).collect::<BTreeMap<_, _>>();
    let is_there = |record, one: &ResourceRecord| {
        let place = place(one.kind, one);
        resources_of(record)
            .any(|other| other.key() == one.key() || place.is_some() && netgen::diff::place(other.kind, other) == place)
    };
    // Two halves carry a route that gets another name.
    let is_carried = |one: &ResourceRecord| {
        let halved = all(after).into_keys().filter_map(|key| Some(key.strip_suffix("_lower_half")?.to_owned()));
        let last = later.last().map(all).unwrap_or_default();
        let mut of = halved.filter_map(|key| last.get(&key).copied());
        of.any(|other| place(other.kind, other) == place(one.kind, one))
    };
    let told = |key: &String| step.cuts.iter().any(|cut| cut.keys.contains(key) && cut.how_long.contains("step "));
    let gone = all(before).into_iter().filter(|(_, one)| !is_there(after, one) && is_passed(one.kind));
    let back = gone.filter(|(_, one)| later.iter().any(|record| is_there(record, one)));
    let silent = back.filter(|(key, one)| !told(key) && !is_carried(one));
    silent.map(|(key, _)| format!("{key} goes and comes again, and nobody is told")).collect()
}

/// The routes of a tree that look up an endpoint of a firewall in a zone that it does not have.
fn dead_endpoints(record: &Record) -> impl Iterator<Item = String> {
    let lines = |one: &ResourceRecord, property: &str| {
        let facts = one.facts.iter().filter(|fact| fact.cloudformation.as_deref() == Some(property));
        facts.flat_map(|fact| fact.lines.clone()).collect::<Vec<String>>()
    };
    let all: BTreeMap<String, &ResourceRecord> = resources_of(record).map(|one| (one.key(), one)).collect();
    let mut zones = Vec::new();
    for (key, firewall) in all.iter().filter(|(_, one)| one.kind == KindOf::Firewall) {
        for mapping in lines(firewall, "SubnetMappings") {
            let subnet = mapping.strip_prefix("SubnetId: ").and_then(|key| all.get(key)).expect("a subnet");
            let zone = lines(subnet, "AvailabilityZone").join("");
            zones.push(format!("{key}.EndpointIds in {zone}"));
        }
    }
    let routes = all.into_iter().filter(|(_, one)| one.kind == KindOf::Route);
    let looks =
        routes.flat_map(move |(key, one)| lines(one, "VpcEndpointId").into_iter().map(move |to| (key.clone(), to)));
    let dead = looks.filter(move |(_, to)| to.contains(".EndpointIds in ") && !zones.contains(to));
    dead.map(|(key, to)| format!("{key} leads to {to}, which is not there"))
}

fn resources_of(record: &Record) -> impl Iterator<Item = &ResourceRecord> {
    record.units.iter().flat_map(|unit| &unit.resources)
}

/// Kinds that are on the way of packets.
fn is_passed(kind: KindOf) -> bool {
    use KindOf::*;
    matches!(
        kind,
        Route
            | RouteTableAssociation
            | TransitGatewayRoute
            | TransitGatewayAttachment
            | TransitGatewayAssociation
            | TransitGatewayPropagation
            | TransitGatewayConnect
            | TransitGatewayConnectPeer
            | NetworkAclEntry
            | NetworkAclAssociation
            | IngressRule
            | EgressRule
            | VpcPeering
            | NatGateway
            | Firewall
            | CustomerGateway
            | VpnConnection
            | VpnConnectionRoute
            | DirectConnectAssociation
            | PrivateVirtualInterface
            | PublicVirtualInterface
            | TransitVirtualInterface
    )
}

/// What a step does although nobody was told.
fn effects(step: &Step, diff: &Diff<'_>) -> Vec<String> {
    let said = |key: &str| step.cuts.iter().any(|cut| cut.keys.iter().any(|own| own == key));
    let goes = |key: &String| diff.resources.iter().any(|one| one.key == *key && one.new.is_none());
    let reads_gone = |one: &netgen::diff::ResourceDiff<'_>| {
        one.old.is_some_and(|old| old.facts.iter().any(|fact| fact.reads.iter().any(goes)))
    };
    let mut wrong = Vec::new();
    for one in &diff.resources {
        for (dialect, effect) in one.effects.iter() {
            match effect {
                Effect::Refused { why, .. } if !said(&one.key) => wrong.push(format!("{} is refused: {why}", one.key)),
                Effect::Interrupts { what }
                    if dialect == Dialect::Terraform
                        && reads_gone(one)
                        && what.iter().any(|what| what.contains(DANGLES)) =>
                {
                    wrong.push(format!("{} dangles", one.key));
                }
                _ => {}
            }
        }
    }
    wrong
}

/// Zones come to firewalls and go, where no random edit may hit.
#[test]
fn no_step_looks_up_an_endpoint_that_is_not_there() {
    const HUB: &str = include_str!("../../blueprints/hub-spoke.yaml");
    const ZONES: &[&str] = &["[a, b]", "[a, b, c]", "[a, b, d]", "[a, d]", "[c, d]"];
    let zones = |value: &str| vec![("availability_zones".to_owned(), value.to_owned())];
    let all: Vec<_> = ZONES.iter().flat_map(|one| ZONES.iter().map(move |other| (*one, *other))).collect();
    let found = each_seed(all.len() as u64, |at| {
        let (one, other) = all[usize::try_from(at).expect("few")];
        let steps = stepped(HUB, &zones(one), &zones(other)).expect("steps").steps;
        let mut dead: Vec<String> = steps.records.iter().flat_map(dead_endpoints).collect();
        // The routes of a zone that is left stay as long as it has an endpoint: packets there would have no way otherwise.
        for record in &steps.records {
            let count = |kind: KindOf| resources_of(record).filter(|one| one.kind == kind).count();
            let mapped = resources_of(record).filter(|one| one.kind == KindOf::Firewall);
            let mapped = mapped
                .flat_map(|one| &one.facts)
                .filter(|fact| fact.cloudformation.as_deref() == Some("SubnetMappings"));
            let mapped: usize = mapped.map(|fact| fact.lines.len()).sum();
            let routes = resources_of(record).filter(|one| one.kind == KindOf::Route);
            let routes = routes
                .flat_map(|one| &one.facts)
                .filter(|fact| fact.cloudformation.as_deref() == Some("VpcEndpointId"));
            if mapped != routes.count() || count(KindOf::Firewall) != 1 {
                dead.push(format!("{mapped} zones"));
            }
        }
        (one, other, dead)
    });
    let wrong: Vec<_> = found.into_iter().filter(|(.., dead)| !dead.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_last_step_is_the_render_and_each_tree_is_one() {
    let found = each_seed(super::count() / 4, |seed| {
        let pair = pairs::pair(seed)?;
        Some((format!("seed {seed}: {:?} then {:?}", pair.before, pair.edits), wrong(&pair)))
    });
    let tried: Vec<_> = found.into_iter().flatten().collect();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for (edit, found) in &tried {
        match found {
            Ok((count, wrong)) => {
                *counts.entry(*count).or_default() += 1;
                faults.extend(wrong.iter().map(|one| (edit, one.clone())));
            }
            Err(what) => faults.push((edit, format!("no steps: {what}"))),
        }
    }
    let count = faults.len();
    faults.truncate(12);
    assert!(faults.is_empty(), "{count} of {}, by number of steps {counts:?}: {faults:#?}", tried.len());
    assert!(counts.len() > 2 && counts[&1] * 3 > tried.len(), "{counts:?}");
}

//! The steps of `netgen steps`, deployed one after another: each by the executor in all of its orders, and each tree by itself.

use std::collections::{BTreeMap, BTreeSet};

use netgen::diff::Diff;
use netgen::record::Record;
use netgen::steps::Step;

use super::common::pipeline::{Stepped, stepped};
use super::common::seeds::each_seed;
use super::judge;
use super::pairs::{PAIRS, Pair};
use super::run::{self, Effort, Fault, Run, WHOLE, What};
use super::told::{CLOUDFORMATION, Told};
use super::tree::Tree;
use super::walks::Walks;

const HUB: &str = "blueprints/hub-spoke.yaml";
const TIERS: &str = "blueprints/three-tier.yaml";

/// Two VPCs that a peering or a transit gateway joins.
const TWO: &str = "\
netgen: 1
name: two
region: eu-west-1
availability_zones: [a, b]
vpcs:
  one: {cidr: 10.0.0.0/16, tiers: {private: {prefix: 22, route: local}}}
  two: {cidr: 10.1.0.0/16, tiers: {private: {prefix: 22, route: local}}}
";

const PEERED: &[(&str, &str)] = &[("peerings", "{p: {between: [one, two]}}")];
const JOINED: &[(&str, &str)] = &[
    ("transit_gateways", "{hub: {asn: 64512, segments: {a: {reaches: [a]}}}}"),
    ("defaults.vpc.attach", "{to: hub, segment: a}"),
    ("vpcs.one.tiers.private.route", "transit"),
    ("vpcs.two.tiers.private.route", "transit"),
];

const fn pair(
    name: &'static str,
    document: &'static str,
    old: &'static [(&'static str, &'static str)],
    new: &'static [(&'static str, &'static str)],
) -> Pair {
    Pair { name, document, old, new }
}

const INSPECTION: &str = "transit_gateways.hub.inspection.between";

/// The last VPC of a segment leaves it, or goes with it: the gateway's stack comes first, and the VPC's stack still has an association with
/// the segment's table then.
const LAST_LEAVES: Pair = pair(
    "the last VPC of a segment moves",
    HUB,
    &[],
    &[("vpcs.sandbox.attach.segment", "staging"), ("transit_gateways.hub.segments.development", "null")],
);
const LAST_GOES: Pair = pair(
    "a segment goes with its VPC",
    HUB,
    &[],
    &[("vpcs.sandbox", "null"), ("transit_gateways.hub.segments.development", "null")],
);

/// Changes that one deployment would refuse or that would cut somebody.
const STEPPED: &[Pair] = &[
    pair("a VPC moves to another segment", HUB, &[], &[("vpcs.orders.attach.segment", "staging")]),
    LAST_LEAVES,
    LAST_GOES,
    pair("a VPC moves to an inspected segment", HUB, &[], &[("vpcs.orders-stg.attach.segment", "production")]),
    pair("inspection of a pair is on", HUB, &[(INSPECTION, "[[production, internet]]")], &[]),
    pair("inspection of a pair is off", HUB, &[], &[(INSPECTION, "[[production, internet]]")]),
    pair("inspection of the way out is off", HUB, &[], &[(INSPECTION, "[[production, shared]]")]),
    pair("inspection of the way out is on", HUB, &[(INSPECTION, "[[production, shared]]")], &[]),
    pair(
        "inspection goes with its VPC",
        HUB,
        &[],
        &[("transit_gateways.hub.inspection", "null"), ("vpcs.inspection", "null")],
    ),
    pair("a zone with a firewall comes", HUB, &[("availability_zones", "[a, b]")], &[]),
    pair("a zone with a firewall goes", HUB, &[], &[("availability_zones", "[a, b]")]),
    pair("a zone with a firewall gives way to another one", HUB, &[], &[("availability_zones", "[a, b, d]")]),
    pair("a peering gives way to a transit gateway", TWO, PEERED, JOINED),
    pair("a transit gateway gives way to a peering", TWO, JOINED, PEERED),
    pair(
        "network ACLs of the preset",
        TIERS,
        &[("vpcs.shop.network_acls", "open")],
        &[("vpcs.shop.network_acls", "tiered")],
    ),
    pair(
        "network ACLs no longer",
        TIERS,
        &[("vpcs.shop.network_acls", "tiered")],
        &[("vpcs.shop.network_acls", "open")],
    ),
];

fn steps(pair: &Pair) -> Result<Stepped, String> {
    let owned = |list: &[(&str, &str)]| {
        list.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
    };
    stepped(&pair.text(), &owned(pair.old), &owned(pair.new))
}

fn tree(files: &BTreeMap<String, String>, routers: &BTreeMap<String, String>) -> Result<Tree, String> {
    Tree::read(files, routers)
}

/// What steps did that nobody was told, with how many there are and how many calls they took; one of them may be left out.
fn judge(pair: &Pair, effort: Effort, left_out: Option<usize>) -> Result<(usize, usize, Vec<String>), String> {
    let Stepped { old, new, trees, steps } = steps(pair)?;
    let first = tree(&old.files, &old.routers)?;
    let mut account = run::deployed(&first).map_err(|refusal| format!("{refusal:?}"))?;
    let last = tree(&new.files, &old.routers)?;
    let end = run::deployed(&last).map_err(|refusal| format!("{refusal:?}"))?;
    let mut walks = Walks::of(&account.net(&old.routers), &end.net(&old.routers), &old.routers);
    let [was, is] = [&account, &end].map(|account| walks.answers(account));
    let both: Vec<bool> = was.iter().zip(&is).map(|(was, is)| was.stands && is.stands).collect();
    assert!(both.iter().any(|both| *both), "{}: nobody is connected", pair.name);
    let (mut wrong, mut before, mut calls) = (Vec::new(), first, 0);
    for (at, (files, (step, diff))) in trees.iter().zip(steps.diffs()).enumerate() {
        if left_out == Some(at) {
            continue;
        }
        let after = tree(files, &old.routers)?;
        let run = run::change(&mut account, &before, &after, effort);
        calls += run.calls;
        wrong.extend(
            untold(&run, (step, &diff), [&before, &after]).into_iter().map(|one| format!("step {}: {one}", at + 1)),
        );
        let now = walks.answers(&account);
        let cut = walks.questions().zip(now).zip(&both).filter(|((_, now), both)| **both && !now.stands);
        wrong
            .extend(cut.map(|((question, now), _)| format!("after step {}: {question:?} is cut: {}", at + 1, now.end)));
        before = after;
    }
    Ok((trees.len(), calls, wrong))
}

/// What of a run neither the difference of a step nor the step itself says.
fn untold(run: &Run, (step, diff): (&Step, &Diff<'_>), [before, after]: [&Tree; 2]) -> Vec<String> {
    // What a firewall drops while traffic is led to it is of no single resource.
    let is_half = |fault: &&Fault| {
        let by_firewall = matches!(&fault.what, What::Cut(_, verdict) if verdict.end.starts_with("Firewall"));
        by_firewall && !step.switches.is_empty()
    };
    let rest = run.faults.iter().filter(|fault| !is_half(fault)).cloned().collect();
    let rest = Run { faults: rest, ..Run::default() };
    let unsaid = judge::unsaid(&rest, &Told::of_diff(diff, CLOUDFORMATION), before, after);
    unsaid.into_iter().chain(run.faults.iter().filter_map(|fault| uncounted(fault, step))).collect()
}

/// A cut or a refusal in a step that counts none.
fn uncounted(fault: &Fault, step: &Step) -> Option<String> {
    let counted = match &fault.what {
        What::Cut(..) => step.cuts.iter().any(|cut| !cut.pairs.is_empty()),
        What::Refused(_) => step.cuts.iter().any(|cut| cut.what.contains("refused")),
        What::Leak(..) | What::Lost => true,
    };
    (!counted).then(|| format!("not counted: {fault:?}"))
}

#[test]
#[expect(clippy::print_stdout, reason = "how many steps and calls there were")]
fn each_step_is_deployable_and_cuts_nobody_unless_it_says_so() {
    let all: Vec<&Pair> = STEPPED.iter().chain(&PAIRS[..12]).collect();
    let judged = each_seed(all.len() as u64, |at| {
        let pair = all[usize::try_from(at).expect("few")];
        (pair.name, judge(pair, WHOLE, None))
    });
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    for (name, judged) in judged {
        let (steps, calls, faults) = judged.unwrap_or_else(|report| panic!("{name}: {report}"));
        println!("{name}: {steps} steps, {calls} calls, {} faults", faults.len());
        wrong.extend(faults.into_iter().take(5).map(|fault| format!("{name}: {fault}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each step is there for somebody: without it, and with the next one in its place, a pair is cut or a call refused.
#[test]
#[expect(clippy::print_stdout, reason = "which steps were missed")]
fn a_step_that_is_left_out_is_missed() {
    const EFFORT: Effort = Effort { random: 4, edges: true };
    // The first steps of moves are missed by Terraform alone, which has no order of stacks.
    const LEFT_OUT: &[(&str, usize)] = &[
        ("a VPC moves to another segment", 1),
        ("a VPC moves to an inspected segment", 1),
        ("inspection of a pair is off", 0),
        ("inspection of the way out is off", 0),
        ("inspection of the way out is on", 0),
        ("inspection goes with its VPC", 0),
        ("inspection goes with its VPC", 2),
    ];
    let missed = each_seed(LEFT_OUT.len() as u64, |at| {
        let (name, left_out) = LEFT_OUT[usize::try_from(at).expect("few")];
        let pair = STEPPED.iter().find(|pair| pair.name == name).expect("a pair");
        let (.., faults) = judge(pair, EFFORT, Some(left_out)).unwrap_or_else(|report| panic!("{name}: {report}"));
        (name, left_out + 1, faults)
    });
    for (name, step, faults) in &missed {
        println!(
            "{name} without step {step}: {} faults, {:?}",
            faults.len(),
            faults.first().map(|one| one.chars().take(160).collect::<String>())
        );
    }
    let unnoticed: Vec<_> =
        missed.iter().filter(|(.., faults)| faults.is_empty()).map(|(name, step, _)| (name, step)).collect();
    assert!(unnoticed.is_empty(), "nobody misses {unnoticed:?}");
}

/// A table of a transit gateway stays until no other stack has anything in it.
#[test]
fn a_table_stays_until_no_other_stack_uses_it() {
    const TABLE: &str = "transit_gateway_table.hub_development";
    for pair in [&LAST_LEAVES, &LAST_GOES] {
        let Stepped { steps, .. } = steps(pair).expect("steps");
        let owner = |record: &Record| {
            let mut units = record.units.iter();
            units.find(|unit| unit.resources.iter().any(|one| one.key() == TABLE)).map(|unit| unit.stack.clone())
        };
        let last = steps.records.iter().rposition(|record| owner(record).is_some()).expect("a table");
        assert!(last > 0 && last + 1 < steps.records.len(), "{}: goes after record {last}", pair.name);
        let own = owner(&steps.records[last]);
        let others = steps.records[last].units.iter().filter(|unit| Some(&unit.stack) != own.as_ref());
        let mut reads = others.flat_map(|unit| &unit.resources).flat_map(|one| &one.facts).flat_map(|fact| &fact.reads);
        assert!(reads.all(|read| read != TABLE), "{}", pair.name);
    }
}

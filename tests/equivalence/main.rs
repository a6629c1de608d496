//! Both dialects say one network: the templates and the HCL of a rendered tree are read without any code of the printers, and
//! laid beside each other. Every reference leads to the right kind of thing. Seeded faults must be noticed.

#[path = "../common/mod.rs"]
mod common;

mod access_faults;
mod compare;
mod connect_faults;
mod fault;
mod faults;
mod features;
mod ipv6_faults;
mod order;
mod random;
mod reference_after;
mod reference_faults;
mod reference_outputs;
mod references;
mod site_faults;
mod watching;

use std::collections::{BTreeMap, BTreeSet};

use common::dialects::{cloudformation, form, table, terraform};
use common::pipeline::run;
use compare::differences;
use netgen::plan::lock::Lock;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The built-ins, the documents that only test, those of several accounts too, and public designs.
fn documents() -> Vec<(String, String)> {
    let mut documents = Vec::new();
    for folder in ["blueprints", "tests/blueprints", "tests/accounts", "tests/designs"] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(root).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "yaml") {
                let text = std::fs::read_to_string(&path).unwrap();
                documents.push((path.file_stem().unwrap().to_string_lossy().into_owned(), text));
            }
        }
    }
    documents.sort();
    documents
}

fn rendered(text: &str) -> BTreeMap<String, String> {
    run(text, &Lock::default(), true).unwrap().files
}

/// In several roots a route to another account's gateway is made in a later root than the associations of its table, which cannot wait
/// for it: the order of roots is the other way round. One root has the same resources.
fn is_of_two_roots(difference: &str) -> bool {
    difference.contains("\"AWS::EC2::SubnetRouteTableAssociation\"") && difference.contains("\"AWS::EC2::Route\"")
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn every_document_is_one_network_in_both_dialects() {
    let documents = documents();
    for (name, text) in &documents {
        let files = rendered(text);
        let several = files.contains_key("terraform/roots.json") || text.contains("roots: one");
        let found: Vec<_> = differences(&files).into_iter().filter(|one| !(several && is_of_two_roots(one))).collect();
        assert!(found.is_empty(), "{name}: {} differences\n{}", found.len(), found.join("\n"));
    }
    println!("{} documents, no difference", documents.len());
}

/// What the table knows is tried: every kind stands in some document, in each dialect that has it.
#[test]
fn every_kind_of_the_table_is_compared() {
    let (mut templates, mut module) = (BTreeSet::new(), BTreeSet::new());
    for (_, text) in documents() {
        let files = rendered(&text);
        templates.extend(cloudformation::read(&files).unwrap().resources.into_keys().map(|key| key.kind));
        module.extend(terraform::read(&files).unwrap().resources.into_keys().map(|key| key.kind));
    }
    for kind in table::kinds() {
        let name = kind.cloudformation;
        assert_eq!(module.contains(name), !kind.terraform.is_empty(), "{name} in Terraform");
        let alone = table::TERRAFORM_KINDS.iter().any(|(alone, _)| *alone == name);
        assert_eq!(templates.contains(name), !alone, "{name} in CloudFormation");
    }
}

/// Both dialects could be wrong in the same way; and no linter knows what a reference leads to.
#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn every_reference_leads_to_the_right_kind() {
    let mut seen = references::Seen::default();
    let documents = documents();
    let seeds = 0..u64::from(TRIES);
    let random = seeds.clone().map(random::document).chain(seeds.map(common::sites::document));
    let random: Vec<_> = random.filter_map(|text| run(&text, &Lock::default(), true).ok()).collect();
    for files in documents.iter().map(|(_, text)| rendered(text)).chain(random.iter().map(|one| one.files.clone())) {
        let wrong = references::wrong(&files, &mut seen);
        assert!(wrong.is_empty(), "{} wrong references\n{}", wrong.len(), wrong.join("\n"));
    }
    let unseen: Vec<_> = references::rows().difference(&seen.rows).cloned().collect();
    assert!(unseen.is_empty(), "rows for references that nothing has: {unseen:#?}");
    let (rows, trees) = (seen.rows.len(), documents.len() + random.len());
    println!("{} references of {rows} sorts in {trees} trees lead to the right kind", seen.references);
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn references_to_the_wrong_kind_are_noticed() {
    let trees: BTreeMap<String, BTreeMap<String, String>> =
        documents().into_iter().map(|(name, text)| (name, rendered(&text))).collect();
    for fault in reference_faults::FAULTS {
        let wrong = references::wrong(&fault.seeded(&trees[fault.document]), &mut references::Seen::default());
        let noticed = wrong.iter().any(|line| line.contains(" is the ") || line.contains(" waits for "));
        assert!(noticed, "nobody noticed: {}: {wrong:?}", fault.what);
    }
    println!("{} references to the wrong kind noticed", reference_faults::FAULTS.len());
}

/// How many random documents of each kind are tried; some are refused.
const TRIES: u32 = 250;

/// Tries documents; the number of those that netgen did not refuse.
fn tried(documents: impl Iterator<Item = String>) -> usize {
    let rendered = documents.filter_map(|text| run(&text, &Lock::default(), true).ok().map(|outcome| (text, outcome)));
    let checked = rendered.map(|(text, outcome)| {
        let found = differences(&outcome.files);
        assert!(found.is_empty(), "{text}\n{} differences\n{}", found.len(), found.join("\n"));
    });
    checked.count()
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn random_documents_are_one_network_in_both_dialects() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let document = common::documents::document();
    let tiers = (0..TRIES).map(|_| document.new_tree(&mut runner).unwrap().current().yaml(0));
    let (tiers, wholes) = (tried(tiers), tried((0..u64::from(TRIES)).map(random::document)));
    let sites = tried((0..u64::from(TRIES)).map(common::sites::document));
    println!("{tiers} documents of tiers, {wholes} of everything and {sites} with sites, no difference");
    let counts = [tiers, wholes, sites];
    assert!(counts.iter().all(|count| *count >= 150), "too many documents are refused: {counts:?} are left");
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn seeded_faults_are_noticed() {
    let trees: BTreeMap<String, BTreeMap<String, String>> =
        documents().into_iter().map(|(name, text)| (name, rendered(&text))).collect();
    let mut missed = Vec::new();
    let hybrid: Vec<_> = site_faults::FAULTS.iter().chain(ipv6_faults::FAULTS).chain(connect_faults::FAULTS).collect();
    let others = faults::FAULTS.iter().chain(access_faults::FAULTS).chain(watching::FAULTS);
    let all: Vec<_> = others.chain(hybrid.iter().copied()).collect();
    for fault in &all {
        let broken = fault.seeded(&trees[fault.document]);
        if differences(&broken).is_empty() {
            missed.push(fault.what);
        }
    }
    assert!(missed.is_empty(), "nobody noticed: {missed:#?}");
    println!("{} seeded faults noticed, {} of them in hybrid connectivity", all.len(), hybrid.len());
}

/// `A.*.B` of `A.3.B`.
fn starred(property: &str) -> String {
    let words = property.split('.').map(|word| if word.parse::<usize>().is_ok() { "*" } else { word });
    words.collect::<Vec<_>>().join(".")
}

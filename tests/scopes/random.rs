//! Random networks over several accounts and Regions, read back from what is rendered: roots and stacks are in an order in which each
//! finds what it takes, nothing refers to another account but by what is handed on, and an edit moves nothing from one state or stack to
//! another.

use std::collections::{BTreeMap, BTreeSet};

use netgen::plan::lock::Lock;
use serde_json::Value;

use crate::common::dice::Dice;
use crate::common::organizations::Organization;
use crate::common::pipeline::{Outcome, run};
use crate::common::seeds::each_seed;
use crate::git_sync;
use crate::one_root;
use crate::stacks;

pub type Files = BTreeMap<String, String>;

/// Random networks; `PROPTEST_CASES` as in the other targets, at least 250.
#[expect(clippy::disallowed_methods, reason = "the variable says how many documents to try")]
fn cases() -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|value| value.parse().ok()).unwrap_or(0).max(250)
}

/// A root module: what it has and what it is told.
struct Root {
    folder: String,
    text: String,
    facts: Value,
}

/// The roots in their order; one alone where the tree has no `roots.json`.
fn roots(files: &Files) -> Vec<Root> {
    let facts = files.get("terraform/roots.json").map_or(Value::Null, |text| serde_json::from_str(text).unwrap());
    let one = vec![serde_json::json!({"root": "all", "folder": "."})];
    let all = facts["roots"].as_array().unwrap_or(&one).iter().map(|facts| {
        let folder = match facts["folder"].as_str().unwrap() {
            "." => "terraform".to_owned(),
            inner => format!("terraform/{inner}"),
        };
        let own = files.iter().filter(|(path, _)| {
            path.rsplit_once('/').is_some_and(|(inner, name)| inner == folder && name.split('.').nth(1) == Some("tf"))
        });
        let text = own.map(|(_, text)| text.as_str()).collect();
        Root { folder, text, facts: facts.clone() }
    });
    all.collect()
}

/// `aws_vpc.shop`: what a root declares, with `data.` before what it looks up.
pub fn declared(text: &str) -> BTreeSet<String> {
    let of = |word: &'static str, before: &'static str| {
        text.lines().filter_map(move |line| {
            let (kind, label) = line.strip_prefix(word)?.strip_suffix("\" {")?.split_once("\" \"")?;
            Some(format!("{before}{kind}.{label}"))
        })
    };
    of("resource \"", "").chain(of("data \"", "data.")).collect()
}

/// The words of a text that begin with a prefix, up to what is no part of an address.
pub fn words<'t>(text: &'t str, prefix: &'t str) -> impl Iterator<Item = &'t str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '.';
    // What is let go is named where it is no longer declared.
    let is_code = |line: &&str| !line.trim_start().starts_with('#') && !line.starts_with("  from = ");
    let code = text.lines().filter(is_code);
    code.flat_map(move |line| line.split(move |letter| !is_part(letter))).filter(move |word| word.starts_with(prefix))
}

/// What a root refers to and does not have, and what it is told by nobody.
fn check_root(root: &Root, done: &BTreeMap<String, Root>) -> Result<(), String> {
    let (has, name) = (declared(&root.text), root.facts["root"].as_str().unwrap());
    let (scope, level) = name.rsplit_once('/').unwrap_or((name, "own"));
    for (prefix, parts) in [("aws_", 2), ("data.aws_", 3)] {
        for word in words(&root.text, prefix).filter(|word| word.split('.').count() > parts - 1) {
            let address: Vec<&str> = word.split('.').take(parts).collect();
            if !has.contains(&address.join(".")) {
                return Err(format!("{name} refers to {word}"));
            }
        }
    }
    let variables = root.facts["variables"].as_array().into_iter().flatten();
    let told: BTreeSet<&str> = variables.clone().map(|one| one["name"].as_str().unwrap()).collect();
    for word in words(&root.text, "var.") {
        let name = word.split('.').nth(1).unwrap();
        // Of one root alone, nothing says what it is told.
        let is_asked = root.facts["account"].is_null() && root.text.contains(&format!("variable \"{name}\" {{"));
        if !told.contains(name) && !is_asked {
            return Err(format!("{name} reads {word}"));
        }
    }
    for from in variables.filter_map(|one| one.get("from")) {
        let (other, output) = (from["root"].as_str().unwrap(), from["output"].as_str().unwrap());
        let Some(teller) = done.get(other) else {
            return Err(format!("{name} takes {output} of {other}, which is later"));
        };
        if !teller.text.contains(&format!("output \"{output}\" {{")) {
            return Err(format!("{name} takes {output} of {other}, which has no such output"));
        }
        if level == "own" && !other.starts_with(&format!("{scope}/")) {
            return Err(format!("{name} takes {output} of {other}"));
        }
    }
    let Some(account) = root.facts["account"].as_str() else { return Ok(()) };
    let is_id = account.bytes().all(|byte| byte.is_ascii_digit());
    let guard = if is_id { format!("\"{account}\"") } else { format!("var.account_{}_id", account.replace('-', "_")) };
    let is_guarded = root.text.contains(&format!("allowed_account_ids = [{guard}]"));
    // One root for all has a provider for each account that it is in.
    if is_guarded || name == "one" { Ok(()) } else { Err(format!("{name}: not {account}")) }
}

pub fn check(files: &Files) -> Result<(), String> {
    let mut done = BTreeMap::new();
    for root in roots(files) {
        check_root(&root, &done)?;
        done.insert(root.facts["root"].as_str().unwrap().to_owned(), root);
    }
    stacks::check(files)
}

/// Where every resource is: of Terraform by its address, of CloudFormation by its logical id.
fn places(files: &Files) -> BTreeMap<String, String> {
    let mut places = BTreeMap::new();
    for root in roots(files) {
        places.extend(declared(&root.text).into_iter().map(|address| (address, root.folder.clone())));
    }
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("cloudformation/") && path.contains(".json")) {
        let template: Value = serde_json::from_str(text).unwrap();
        for id in template["Resources"].as_object().into_iter().flatten().map(|(id, _)| id) {
            places.insert(id.clone(), path.clone());
        }
    }
    places
}

/// Whether a VPC of a document is attached to a gateway of another team.
fn waits(text: &str) -> bool {
    let hubs = text.lines().filter(|line| line.contains("managed: false"));
    let mut names = hubs.filter_map(|line| line.trim_start().split_once(':'));
    names.any(|(name, _)| text.contains(&format!("attach: {{to: {name},")))
}

/// The same network in one root module, checked, and the edit of it: no resource gets another provider.
fn tried_as_one([text, edited]: [&str; 2], [before, after]: [&Outcome; 2], edit: &str) -> Result<(), String> {
    let one = |text: &str| text.replace("name: org\n", "name: org\nterraform: {roots: one}\n");
    let mut made: Vec<Files> = Vec::new();
    for (text, lock, apart) in [(text, &Lock::default(), before), (edited, &before.lock, after)] {
        let files = run(&one(text), lock, true).map_err(|report| format!("{text}\n{report}"))?.files;
        // Routes that wait for another team have a root of their own, by which they come last.
        let checked = if waits(text) { check(&files) } else { one_root::check(&files, &apart.files) };
        checked.map_err(|what| format!("in one root: {what}\n{text}"))?;
        made.push(files);
    }
    let now = one_root::aliases(&made[1]);
    for (address, alias) in one_root::aliases(&made[0]) {
        if let Some(other) = now.get(&address).filter(|other| **other != alias) {
            return Err(format!("{edit}: {address} goes from provider {alias:?} to {other:?}\n{text}\n{edited}"));
        }
    }
    Ok(())
}

/// A network, checked, and one edit of it, checked as well and laid beside it; how many values went from root to root.
fn tried(seed: u64) -> Result<usize, String> {
    let mut dice = Dice::new(seed);
    let mut organization = Organization::of(&mut dice);
    let text = organization.yaml();
    let (synced, folder) = git_sync::synced(&text);
    let before = run(&synced, &Lock::default(), true).map_err(|report| format!("{synced}\n{report}"))?;
    check(&before.files).map_err(|what| format!("{what}\n{text}"))?;
    git_sync::check(&before.files, folder).map_err(|what| format!("{what}\n{synced}"))?;
    let edit = organization.edit(&mut dice);
    let edited = organization.yaml();
    let after = run(&edited, &before.lock, true).map_err(|report| format!("{edit}\n{edited}\n{report}"))?;
    check(&after.files).map_err(|what| format!("{edit}: {what}\n{edited}"))?;
    tried_as_one([&text, &edited], [&before, &after], edit)?;
    let now = places(&after.files);
    for (what, place) in places(&before.files) {
        if let Some(other) = now.get(&what).filter(|other| **other != place) {
            return Err(format!("{edit}: {what} moves from {place} to {other}\n{text}\n{edited}"));
        }
    }
    for (path, address) in &before.subnets {
        if let Some(other) = after.subnets.get(path).filter(|other| *other != address) {
            return Err(format!("{edit}: {path} moves from {address:?} to {other:?}\n{text}\n{edited}"));
        }
    }
    Ok(roots(&before.files).iter().filter_map(|root| root.facts["variables"].as_array()).map(Vec::len).sum())
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is the test's result")]
fn roots_and_stacks_find_what_they_take_and_an_edit_moves_nothing() {
    let handed: usize =
        each_seed(cases(), |seed| tried(seed).unwrap_or_else(|why| panic!("seed {seed}: {why}"))).iter().sum();
    assert!(handed > 250, "{handed}");
    println!("{} networks and as many edits, {handed} values from root to root", cases());
}

/// What is wrong, the file, the text there, what stands in its place, and a part of what is said.
pub type Fault = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FAULTS: &[Fault] = &[
    (
        "a resource of another root",
        "terraform/shop/eu-west-1/use/vpc_orders.tf",
        "var.hub_transit_gateway_id",
        "aws_ec2_transit_gateway.hub.id",
        "refers to",
    ),
    (
        "a variable that nobody fills",
        "terraform/roots.json",
        "\"name\": \"orders_vpc_id\"",
        "\"name\": \"vpc_id\"",
        "reads var.",
    ),
    (
        "an output that is not there",
        "terraform/roots.json",
        "\"output\": \"orders_vpc_id\"",
        "\"output\": \"vpc_id\"",
        "no such output",
    ),
    (
        "a root that comes too late",
        "terraform/roots.json",
        "\"root\": \"shop/eu-west-1/own\",\n      \"folder\"",
        "\"root\": \"shop/eu-west-1/late\",\n      \"folder\"",
        "which is later",
    ),
    (
        "a level that reads another scope",
        "terraform/roots.json",
        "\"root\": \"shop/eu-west-1/use\",\n      \"folder\"",
        "\"root\": \"shop/eu-west-1/own\",\n      \"folder\"",
        "takes",
    ),
    (
        "no account",
        "terraform/labs/eu-west-1/own/providers.tf",
        "[var.account_labs_id]",
        "[\"222222222222\"]",
        "not labs",
    ),
    ("another account", "terraform/providers.tf", "[\"111111111111\"]", "[\"111111111112\"]", "not 111111111111"),
    (
        "a reference to another stack",
        "cloudformation/hub--orders.json",
        "\"Ref\": \"OrdersTransitGatewayAttachmentId\"",
        "\"Ref\": \"OrdersTransitGatewayAttachment\"",
        "refers to",
    ),
    (
        "a stack that waits for a later one",
        "cloudformation/deploy.json",
        "\"stack\": \"corp-hub\",\n      \"template\"",
        "\"stack\": \"corp-hubs\",\n      \"template\"",
        "comes before",
    ),
    (
        "a value that is not said",
        "cloudformation/deploy.json",
        "\"output\": \"HubTransitGatewayId\"",
        "\"output\": \"HubId\"",
        "by then",
    ),
];

/// The checks themselves: each fault in the files of a network is seen.
#[test]
fn seeded_faults_are_noticed() {
    let files = crate::files();
    check(&files).unwrap();
    for (what, path, text, instead, says) in FAULTS {
        let mut broken = files.clone();
        let old = &files[*path];
        assert!(old.contains(text), "{what}: {path} has no {text}\n{old}");
        broken.insert((*path).to_owned(), old.replace(text, instead));
        let said = check(&broken).unwrap_err();
        assert!(said.contains(says), "{what}: {said}");
    }
}

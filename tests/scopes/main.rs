//! Several accounts and Regions: which folder everything is in, what goes from one to another, and who deploys it. The stages are called one by one,
//! and the files are read back.

#[path = "../common/mod.rs"]
mod common;
mod git_sync;
mod moves;
mod one;
mod one_root;
mod random;
mod scripts;
mod stacks;
mod steps;
mod theirs;

use std::collections::{BTreeMap, BTreeSet};

use common::pipeline;
use netgen::plan::lock::Lock;
use serde_json::Value;

const DOCUMENT: &str = "netgen: 1
name: corp
accounts:
  network: {id: \"111111111111\", role: arn:aws:iam::111111111111:role/deploy}
  shop: {id: \"222222222222\", profile: shop}
  labs:
regions:
  eu-west-1: {availability_zones: [euw1-az1, euw1-az2]}
  eu-central-1: {availability_zones: [euc1-az1]}
defaults: {account: network, region: eu-west-1, vpc: {tiers: {app: {prefix: 24, route: transit}}}}
transit_gateways:
  hub: {asn: 64512, segments: {production: {reaches: [production]}}}
vpcs:
  core: {cidr: 10.0.0.0/16, attach: {to: hub, segment: production}}
  orders: {account: shop, cidr: 10.1.0.0/16, attach: {to: hub, segment: production}}
  backup: {account: shop, region: eu-central-1, cidr: 10.2.0.0/16, tiers: {app: {prefix: 24, route: local}}}
  trial: {account: labs, cidr: 10.3.0.0/16, tiers: {app: {prefix: 24, route: local}}}
";

fn files() -> BTreeMap<String, String> {
    pipeline::run(DOCUMENT, &Lock::default(), true).expect("a document that compiles").files
}

fn json(files: &BTreeMap<String, String>, path: &str) -> Value {
    serde_json::from_str(&files[path]).expect("JSON")
}

#[test]
fn every_scope_has_its_folders_and_home_keeps_its_own() {
    let files = files();
    let folders: BTreeSet<&str> = files.keys().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    for folder in [
        "cloudformation",
        "cloudformation/labs/eu-west-1",
        "cloudformation/shop/eu-central-1",
        "cloudformation/shop/eu-west-1",
        "terraform",
        "terraform/labs/eu-west-1/own",
        "terraform/shop/eu-central-1/own",
        "terraform/shop/eu-west-1/own",
        "terraform/shop/eu-west-1/use",
    ] {
        assert!(folders.contains(folder), "{folder}: {folders:#?}");
    }
    assert!(!folders.iter().any(|folder| folder.contains("network/eu-west-1/own")), "{folders:#?}");
    for path in
        ["terraform/vpc_core.tf", "terraform/hub_hub.tf", "cloudformation/core.yaml", "cloudformation/deploy.sh"]
    {
        assert!(files.contains_key(path), "{path}");
    }
}

/// Whatever a root is told has a variable, an output of the same name in the root that tells it, and a line in `roots.json`.
#[test]
fn values_go_from_root_to_root_by_name() {
    let files = files();
    let roots = json(&files, "terraform/roots.json");
    let mut done: BTreeMap<String, String> = BTreeMap::new();
    let mut handed = 0;
    for root in roots["roots"].as_array().expect("roots") {
        let folder = match root["folder"].as_str().expect("a folder") {
            "." => "terraform/".to_owned(),
            folder => format!("terraform/{folder}/"),
        };
        let own = |path: &str| {
            let (inner, name) = path.rsplit_once('/').unwrap_or_default();
            format!("{inner}/") == folder && name.split('.').nth(1) == Some("tf")
        };
        let text: String = files.iter().filter(|(path, _)| own(path)).map(|(_, text)| text.as_str()).collect();
        for variable in root["variables"].as_array().into_iter().flatten() {
            let name = variable["name"].as_str().expect("a name");
            // The id of an account is for a person to give.
            let Some(from) = variable["from"]["root"].as_str().map(|root| &done[root]) else { continue };
            let output = variable["from"]["output"].as_str().expect("an output");
            assert!(from.contains(&format!("output \"{output}\"")), "{output}");
            assert!(text.contains(&format!("variable \"{name}\"")) && text.contains(&format!("var.{name}")), "{name}");
            handed += 1;
        }
        done.insert(root["root"].as_str().expect("a name").to_owned(), text);
    }
    assert!(handed > 3, "{handed}");
    let attachment = &done["shop/eu-west-1/use"];
    assert!(
        attachment.contains("transit_gateway_id") && attachment.contains("= var.hub_transit_gateway_id"),
        "{attachment}"
    );
    assert!(attachment.contains("can(regex(\"^tgw-[0-9a-f]{8,17}$\", var.hub_transit_gateway_id))"), "{attachment}");
}

/// A provider stops at credentials of another account. Where the document has no id, the deployer gives it.
#[test]
fn providers_name_their_account() {
    let files = files();
    let provider = |folder: &str| files[&format!("terraform/{folder}providers.tf")].clone();
    let home = provider("");
    assert!(home.contains("allowed_account_ids = [\"111111111111\"]"), "{home}");
    assert!(home.contains("role_arn     = \"arn:aws:iam::111111111111:role/deploy\""), "{home}");
    let shop = provider("shop/eu-central-1/own/");
    assert!(
        shop.contains("region              = \"eu-central-1\"") && shop.contains("profile             = \"shop\""),
        "{shop}"
    );
    let labs = provider("labs/eu-west-1/own/");
    assert!(labs.contains("allowed_account_ids = [var.account_labs_id]") && !labs.contains("profile"), "{labs}");
    let variables = &files["terraform/labs/eu-west-1/own/variables.tf"];
    assert!(variables.contains("can(regex(\"^[0-9]{12}$\", var.account_labs_id))"), "{variables}");
    assert!(!files.contains_key("terraform/variables.tf"), "the home needs no id of another account");
}

#[test]
fn stacks_name_their_account_and_region() {
    let files = files();
    let deploy = json(&files, "cloudformation/deploy.json");
    let of = |stack: &Value| {
        let text = |key: &str| stack[key].as_str().unwrap_or("-").to_owned();
        [text("stack"), text("template"), text("account"), text("region")].join(" ")
    };
    let stacks: BTreeSet<String> = deploy["stacks"].as_array().expect("stacks").iter().map(of).collect();
    for expected in [
        "corp-backup shop/eu-central-1/backup.yaml 222222222222 eu-central-1",
        "corp-core core.yaml 111111111111 eu-west-1",
        "corp-orders shop/eu-west-1/orders.yaml 222222222222 eu-west-1",
        "corp-trial labs/eu-west-1/trial.yaml labs eu-west-1",
    ] {
        assert!(stacks.contains(expected), "{expected}: {stacks:#?}");
    }
    let script = &files["cloudformation/deploy.sh"];
    for line in [
        "  account 'network' '111111111111' 'role' 'arn:aws:iam::111111111111:role/deploy'\n",
        "  account 'labs' ''\n",
        "  of 'shop'\n  stack 'corp-orders' 'eu-west-1' 'shop/eu-west-1/orders.yaml'\n",
    ] {
        assert!(script.contains(line), "{line}");
    }
    assert!(!script.contains("#{"), "a mark of the program is left");
}

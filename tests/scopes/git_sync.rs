//! Stack deployment files of Git sync, held against `deploy.json` and the templates: there is one for each stack that needs nothing but fixed
//! values, and for no other one.

use std::collections::{BTreeMap, BTreeSet};

use netgen::plan::lock::Lock;
use serde_json::Value;

use crate::common::pipeline::{findings, run};
use crate::moves::render;
use crate::random::{Fault, Files};

/// A document whose stacks Git sync is to deploy, and the folder of its tree.
pub fn synced(text: &str) -> (String, &'static str) {
    let (short, long) =
        ("stacks: {values: get-stack-output}", "stacks: {values: get-stack-output, git_sync: infra/net}");
    if text.contains(short) {
        (text.replace(short, long), "infra/net/")
    } else {
        (text.replace("name: org\n", "name: org\nstacks: {git_sync: .}\n"), "")
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn yaml(text: &str) -> Value {
    let options = serde_saphyr::options! { strict_booleans: true, leading_zero_numbers_as_strings: true };
    serde_saphyr::from_str_with_options(text, options).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The deployment file of a stack of `deploy.json`.
fn path(stack: &Value) -> String {
    format!("git-sync/{}.yaml", stack["template"].as_str().unwrap().rsplit_once('.').unwrap().0)
}

/// What Git sync cannot do for a stack of `deploy.json`.
fn needs(stack: &Value, template: &str) -> bool {
    let parameters = stack["parameters"].as_array().into_iter().flatten();
    let is_fixed = |parameter: &Value| parameter["passes"].is_object();
    let name = stack["stack"].as_str().unwrap();
    name.len() > 100
        || !stack["before"].is_null()
        || !stack["uploads"].is_null()
        || template.len() > 51_200
        || !parameters.clone().all(is_fixed)
}

/// Every role that a template names to read another account.
fn roles<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("Fn::GetStackOutput").and_then(|of| of["RoleArn"].as_str()));
            fields.values().for_each(|inner| roles(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|item| roles(item, found)),
        _ => {}
    }
}

/// What a file says to Git sync.
fn check_file(text: &str, stack: &Value, template: &Value, folder: &str) -> Result<(), String> {
    let file = yaml(text);
    let keys: Vec<&str> = file.as_object().unwrap().keys().map(String::as_str).collect();
    if keys.iter().any(|key| !["template-file-path", "parameters", "tags"].contains(key)) {
        return Err(format!("it has {keys:?}"));
    }
    if file["template-file-path"] != format!("{folder}cloudformation/{}", stack["template"].as_str().unwrap()) {
        return Err(format!("it leads to {}", file["template-file-path"]));
    }
    let known: Vec<&String> = template["Parameters"].as_object().into_iter().flatten().map(|(name, _)| name).collect();
    let given = file["parameters"].as_object().unwrap();
    let is_allowed = |(name, value): (&String, &Value)| {
        let allowed = &template["Parameters"][name]["AllowedValues"];
        value.is_string() && allowed.as_array().is_none_or(|all| all.contains(value))
    };
    if given.keys().collect::<Vec<_>>() != known || !given.iter().all(is_allowed) {
        return Err(format!("the parameters are {known:?}, and it gives {given:?}"));
    }
    Ok(())
}

/// What a file says to people.
fn check_head(text: &str, stack: &Value, template: &Value, without: &BTreeSet<&str>) -> Result<(), String> {
    let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
    let first: BTreeSet<String> = head.iter().filter_map(|line| line.strip_prefix("#   ")).map(str::to_owned).collect();
    let after = stack["after"].as_array().into_iter().flatten().map(|other| other.as_str().unwrap());
    let after: BTreeSet<String> =
        after.map(|other| format!("{other}{}", if without.contains(other) { ", by deploy.sh" } else { "" })).collect();
    if first != after {
        return Err(format!("it comes after {after:?}, and says {first:?}"));
    }
    let (mut words, mut said) = (BTreeSet::new(), head.join("\n"));
    said.push(' ');
    roles(template, &mut words);
    words.extend(["stack", "region", "account"].into_iter().filter_map(|key| stack[key].as_str()));
    words.extend(stack["capabilities"].as_array().into_iter().flatten().filter_map(Value::as_str));
    match words.iter().find(|word| !said.contains(**word)) {
        Some(word) => Err(format!("it does not name {word}")),
        None => Ok(()),
    }
}

/// There is a file for each stack that needs nothing, and it says what the stack needs.
pub fn check(files: &Files, folder: &str) -> Result<(), String> {
    let facts = json(&files["cloudformation/deploy.json"]);
    let all: Vec<&Value> = facts["stacks"].as_array().unwrap().iter().collect();
    let template = |stack: &Value| files[&format!("cloudformation/{}", stack["template"].as_str().unwrap())].as_str();
    // Beside those in YAML, which `deploy.json` names, the tests have all templates in JSON; a file is of the format that was rendered last.
    let in_json = |stack: &Value| {
        let mut stack = stack.clone();
        stack["template"] = stack["template"].as_str().unwrap().replace(".yaml", ".json").into();
        stack
    };
    let (left, alone): (Vec<&Value>, Vec<&Value>) =
        all.iter().partition(|stack| needs(stack, template(&in_json(stack))));
    let without: BTreeSet<&str> = left.iter().map(|stack| stack["stack"].as_str().unwrap()).collect();
    let mut found: BTreeSet<&str> =
        files.keys().filter(|path| path.starts_with("git-sync/")).map(String::as_str).collect();
    for stack in alone {
        let (stack, path) = (in_json(stack), path(stack));
        let (Some(text), true) = (files.get(&path), found.remove(&*path)) else { return Err(format!("no {path}")) };
        let template = json(template(&stack));
        check_file(text, &stack, &template, folder).map_err(|why| format!("{path}: {why}"))?;
        check_head(text, &stack, &template, &without).map_err(|why| format!("{path}: {why}"))?;
    }
    found.first().map_or(Ok(()), |path| Err(format!("{path} is of no stack that needs nothing")))
}

const DOCUMENT: &str = include_str!("../blueprints/stack-outputs.yaml");
const FOLDER: &str = "infra/out/outputs/";

const FAULTS: &[Fault] = &[
    ("a path from another folder", "git-sync/hub.yaml", "infra/out/outputs/", "outputs/", "leads to"),
    ("a template of another stack", "git-sync/network/eu-north-1/north.yaml", "/north.json", "/south.json", "leads to"),
    (
        "a parameter that the template has not",
        "git-sync/hub.yaml",
        "parameters: {}",
        "parameters: { Zone: a }",
        "gives",
    ),
    ("a key that Git sync does not know", "git-sync/hub.yaml", "parameters: {}", "parameters: {}\nregion: a", "it has"),
    ("an order that is not said", "git-sync/core.yaml", "#   outputs-hub\n", "", "comes after"),
    (
        "a stack of deploy.sh that looks as one of Git sync",
        "git-sync/hub--shop.yaml",
        "outputs-shop, by deploy.sh",
        "outputs-shop",
        "comes after",
    ),
    (
        "a role that is not named",
        "git-sync/hub--shop.yaml",
        "arn:aws:iam::222222222222:role/netgen/deploy",
        "a role",
        "not name",
    ),
    (
        "a capability that is not named",
        "git-sync/network/eu-north-1/north.yaml",
        "CAPABILITY_IAM",
        "rights",
        "not name",
    ),
    ("the account of another stack", "git-sync/shop/eu-north-1/south.yaml", "222222222222", "111111111111", "not name"),
];

#[test]
fn seeded_faults_are_noticed() {
    let files = run(DOCUMENT, &Lock::default(), true).unwrap_or_else(|report| panic!("{report}")).files;
    check(&files, FOLDER).unwrap();
    for (what, path, text, instead, says) in FAULTS {
        let mut broken = files.clone();
        let old = &files[*path];
        assert!(old.contains(text), "{what}: {path} has no {text}\n{old}");
        broken.insert((*path).to_owned(), old.replace(text, instead));
        let said = check(&broken, FOLDER).unwrap_err();
        assert!(said.contains(says), "{what}: {said}");
    }
    let mut broken = files.clone();
    broken.remove("git-sync/hub.yaml");
    assert_eq!(check(&broken, FOLDER).unwrap_err(), "no git-sync/hub.yaml");
    broken = files.clone();
    broken.insert("git-sync/core-security.yaml".to_owned(), files["git-sync/core.yaml"].clone());
    assert!(check(&broken, FOLDER).unwrap_err().contains("git-sync/core-security.yaml is of no stack"));
}

/// The key adds files, and changes none but those that say so.
#[test]
fn nothing_else_changes() {
    let files = |text: &str| run(text, &Lock::default(), true).unwrap_or_else(|report| panic!("{report}")).files;
    let (with, without) = (files(DOCUMENT), files(&DOCUMENT.replace("  git_sync: infra/out/outputs\n", "")));
    let rest: BTreeMap<_, _> = with.into_iter().filter(|(path, _)| !path.starts_with("git-sync/")).collect();
    assert_eq!(rest, without);
}

/// A firewall is protected from the start: nobody comes a second time.
#[test]
fn a_second_pass_is_the_only_one() {
    let text = include_str!("../../blueprints/hub-spoke.yaml").to_owned();
    let files =
        run(&(text + "\nstacks: {values: get-stack-output, git_sync: .}\n"), &Lock::default(), true).unwrap().files;
    check(&files, "").unwrap();
    let text = &files["git-sync/inspection.yaml"];
    assert_eq!(yaml(text)["parameters"]["InspectionFirewallDeleteProtection"], "true", "{text}");
    assert!(text.contains("# InspectionFirewallDeleteProtection is true from the start here"), "{text}");
    let tags = yaml(text)["tags"].clone();
    assert!(tags.as_object().is_some_and(|tags| !tags.is_empty()), "{text}");
}

/// Templates that no request takes have no file, and the finding says so.
#[test]
fn a_large_template_is_for_deploy_sh() {
    let names: Vec<String> = (0..150).map(|number| format!("g{number}")).collect();
    let groups =
        names.iter().map(|name| format!("{name}: {{ingress: [{{from: vpc, tcp: 443}}, {{from: vpc, udp: 53}}]}}"));
    let text = format!(
        "netgen: 1\nname: wide\nregion: eu-west-1\navailability_zones: [a]\nquotas: {{security_groups: 500}}\nstacks: {{git_sync: .}}\nvpcs:\n  \
         wide: {{cidr: 10.0.0.0/16, tiers: {{app: {{prefix: 24, route: local}}}}, security_groups: {{{}}}}}\n",
        groups.collect::<Vec<_>>().join(", ")
    );
    let files = run(&text, &Lock::default(), true).unwrap_or_else(|report| panic!("{report}")).files;
    assert!(!files.contains_key("git-sync/wide.yaml") && files["cloudformation/wide.yaml"].len() > 51_200);
    let said = findings(&text);
    assert!(said.contains("Git sync cannot deploy 1 of 1 stack\n") && said.contains("51,200 bytes"), "{said}");
    assert!(said.contains("`stacks.split`"), "{said}");
}

/// A sync configuration takes no name of more than 100 characters.
#[test]
fn a_long_name_is_for_deploy_sh() {
    let [name, shop, hub] = ["n", "s", "h"].map(|letter| letter.repeat(32));
    let text = DOCUMENT.replace("name: outputs", &format!("name: {name}")).replace("shop", &shop).replace("hub", &hub);
    let files = run(&text, &Lock::default(), true).unwrap_or_else(|report| panic!("{report}")).files;
    check(&files, FOLDER).unwrap();
    let said = findings(text.split("accept:\n").next().unwrap());
    let is_said = |line: &str| {
        line.contains("more than 100 characters") && line.contains(&format!("`{name}-routes--{shop}--{hub}`"))
    };
    assert!(said.lines().any(is_said), "{said}");
}

/// A stack that left has no file any more, and `deploy.sh --retire` deletes it.
#[test]
fn the_file_of_a_retired_stack_goes() {
    let text = |vpcs: &str| {
        format!(
            "netgen: 1\nname: org\nregion: eu-west-1\navailability_zones: [a]\nstacks: {{git_sync: .}}\n\
             defaults: {{vpc: {{tiers: {{app: {{prefix: 24, route: local}}}}}}}}\nvpcs:\n{vpcs}"
        )
    };
    let (core, shop) = ("  core: {cidr: 10.0.0.0/16}\n", "  shop: {cidr: 10.1.0.0/16}\n");
    let (files, lock) = render(&text(&[core, shop].concat()), None, &[]).expect("a good document");
    assert!(files["git-sync/shop.yaml"].contains("template-file-path: cloudformation/shop.yaml\nparameters: {}\n"));
    let (files, _) = render(&text(core), Some(&lock), &[]).expect("a good document");
    assert!(files.contains_key("git-sync/core.yaml") && !files.contains_key("git-sync/shop.yaml"));
    assert_eq!(json(&files["cloudformation/deploy.json"])["retired"][0]["stack"], "org-shop");
}

//! The stacks of several accounts and Regions, read back: what each refers to, and what it takes of others by parameters and by itself.

use std::collections::{BTreeMap, BTreeSet};

use netgen::plan::lock::Lock;
use serde_json::Value;

use crate::common::dialects::cloudformation;
use crate::common::pipeline::run;
use crate::random::{self, Fault, Files};

/// Every `Ref` and `Fn::GetAtt` of a template, by the name that it gives.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                let name = match (key.as_str(), inner) {
                    ("Ref" | "DependsOn", Value::String(name)) => Some(name.as_str()),
                    ("Fn::GetAtt", Value::Array(parts)) => parts.first().and_then(Value::as_str),
                    _ => None,
                };
                found.extend(name.map(str::to_owned));
                references(inner, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// Every output that a template takes by itself, by the arguments of `Fn::GetStackOutput`.
fn taken<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("Fn::GetStackOutput"));
            fields.values().for_each(|inner| taken(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|item| taken(item, found)),
        _ => {}
    }
}

/// Whether an output that a stack takes by itself is there by then, and found by the Region and the role that it says.
fn check_taken(stack: &Value, of: &Value, done: &BTreeMap<&str, (&Value, Value)>) -> Result<(), String> {
    let (other, output) = (of["StackName"].as_str().unwrap(), of["OutputName"].as_str().unwrap());
    let teller = done.get(other).filter(|(_, template)| template["Outputs"].get(output).is_some());
    let Some((place, _)) = teller else { return Err(format!("{of} is not there by then")) };
    let region = if of["Region"].is_null() { &stack["region"] } else { &of["Region"] };
    let role = if place["account"] == stack["account"] { &Value::Null } else { &place["role"] };
    let is_named = stack["after"].as_array().is_some_and(|after| after.contains(&of["StackName"]));
    let is_elsewhere = place["account"] != stack["account"];
    if *region == place["region"] && of["RoleArn"] == *role && is_elsewhere == role.is_string() && is_named {
        Ok(())
    } else {
        Err(format!("{of} is not found"))
    }
}

/// Every stack refers to itself alone, and finds what it takes in earlier ones.
pub fn check(files: &Files) -> Result<(), String> {
    let facts: Value = serde_json::from_str(&files["cloudformation/deploy.json"]).unwrap();
    let mut done: BTreeMap<&str, (&Value, Value)> = BTreeMap::new();
    for stack in facts["stacks"].as_array().unwrap() {
        let (name, path) = (stack["stack"].as_str().unwrap(), stack["template"].as_str().unwrap());
        let path = format!("cloudformation/{}", path.replace(".yaml", ".json"));
        let template: Value = serde_json::from_str(files.get(&path).ok_or_else(|| format!("no {path}"))?).unwrap();
        let has = |part: &str, name: &str| template[part].get(name).is_some();
        let mut read = BTreeSet::new();
        references(&template, &mut read);
        if let Some(word) =
            read.iter().find(|one| !one.starts_with("AWS::") && !has("Resources", one) && !has("Parameters", one))
        {
            return Err(format!("{name} refers to {word}"));
        }
        for other in stack["after"].as_array().into_iter().flatten() {
            if !done.contains_key(other.as_str().unwrap()) {
                return Err(format!("{name} comes before {other}"));
            }
        }
        for parameter in stack["parameters"].as_array().into_iter().flatten() {
            let Some(from) = parameter.get("from") else { continue };
            let (other, output) = (from["stack"].as_str().unwrap(), from["output"].as_str().unwrap());
            if done.get(other).is_none_or(|(_, teller)| teller["Outputs"].get(output).is_none()) {
                return Err(format!("{name} takes {output} of {other}, which does not have it by then"));
            }
        }
        let mut outputs = Vec::new();
        taken(&template, &mut outputs);
        outputs.into_iter().try_for_each(|of| check_taken(stack, of, &done)).map_err(|why| format!("{name}: {why}"))?;
        done.insert(name, (stack, template));
    }
    Ok(())
}

const OUTPUT_FAULTS: &[Fault] = &[
    (
        "an output that is not there",
        "cloudformation/peering-core-north.json",
        "\"OutputName\": \"NorthVpcId\"",
        "\"OutputName\": \"VpcId\"",
        "not there by then",
    ),
    (
        "a stack of another Region without it",
        "cloudformation/peering-core-north.json",
        ", \"Region\": \"eu-north-1\"",
        "",
        "not found",
    ),
    (
        "a stack of another account without its role",
        "cloudformation/hub--shop.json",
        ", \"RoleArn\": \"arn:aws:iam::222222222222:role/netgen/deploy\"",
        "",
        "not found",
    ),
    (
        "the role of a third account",
        "cloudformation/hub--shop.json",
        "arn:aws:iam::222222222222:role/netgen/deploy",
        "arn:aws:iam::111111111111:role/netgen/deploy",
        "not found",
    ),
];

/// The same for stacks that read outputs by themselves, by this reader and by that of the dialects.
#[test]
fn seeded_faults_of_outputs_are_noticed() {
    let text = include_str!("../blueprints/stack-outputs.yaml");
    let files = run(text, &Lock::default(), true).unwrap_or_else(|report| panic!("{report}")).files;
    random::check(&files).unwrap();
    cloudformation::read(&files).unwrap();
    for (what, path, text, instead, says) in OUTPUT_FAULTS {
        let mut broken = files.clone();
        let old = &files[*path];
        assert!(old.contains(text), "{what}: {path} has no {text}\n{old}");
        broken.insert((*path).to_owned(), old.replace(text, instead));
        let said = random::check(&broken).unwrap_err();
        assert!(said.contains(says), "{what}: {said}");
        assert!(cloudformation::read(&broken).is_err(), "{what}: the other reader finds nothing");
    }
}

//! What a plan of Terraform says of the resources of its modules. In comes its JSON, out go effects in the words of the judge.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::terraform_edits::{ADDS, FIRST, KEEPS, LAST, REMOVES, UPDATES};
use super::terraform_state::Module;

/// The version of each resource's schema, by address.
pub fn versions(plan: &Value) -> BTreeMap<String, Value> {
    let modules = plan["planned_values"]["root_module"]["child_modules"].as_array().into_iter().flatten();
    let all = modules.flat_map(|module| module["resources"].as_array().into_iter().flatten());
    all.filter_map(|one| Some((one["address"].as_str()?.to_owned(), one["schema_version"].clone()))).collect()
}

/// The resources of a module that change only in what is not known when it is planned.
pub fn late(plan: &Value, path: &str) -> BTreeSet<String> {
    let changes = plan["resource_changes"].as_array().into_iter().flatten();
    let is_late = |one: &&Value| {
        let change = &one["change"];
        let mut after = change["after"].as_object().into_iter().flatten();
        after.all(|(name, value)| change["after_unknown"][name] == json!(true) || change["before"][name] == *value)
    };
    let own = changes.filter(|one| one["module_address"] == path).filter(is_late);
    let address = |one: &Value| Some(one["address"].as_str()?.strip_prefix(path)?.strip_prefix('.')?.to_owned());
    own.filter_map(address).collect()
}

/// What is planned for the resources of a module, by their address in it.
pub fn effects(plan: &Value, path: &str, module: &Module) -> BTreeMap<String, (String, BTreeSet<String>)> {
    let changes = plan["resource_changes"].as_array().into_iter().flatten();
    let own = changes.filter(|one| one["module_address"] == path && one["mode"] == "managed");
    let effect = |one: &Value| {
        let address = one["address"].as_str()?.strip_prefix(path)?.strip_prefix('.')?.to_owned();
        let change = &one["change"];
        let actions: Vec<&str> = change["actions"].as_array()?.iter().filter_map(Value::as_str).collect();
        let word = match actions.as_slice() {
            ["no-op"] => return None,
            ["create"] => ADDS,
            ["update"] if !module.differs(&address, change) => return None,
            ["update"] => UPDATES,
            ["delete"] => REMOVES,
            ["forget"] => KEEPS,
            ["create", "delete"] => FIRST,
            ["delete", "create"] => LAST,
            _ => "something else",
        };
        let paths = change["replace_paths"].as_array().into_iter().flatten();
        let on = paths.filter_map(|path| path[0].as_str()).map(str::to_owned).collect();
        Some((address, (word.to_owned(), on)))
    };
    own.filter_map(effect).collect()
}

//! The units of Terragrunt, of which no program is at hand: they are read by themselves, ordered, and fed as it would feed them.
//!
//! In: the built-in `organization` and a document of units below a root. Out: whether the units follow each other as `roots.json` says, whether
//! Terraform takes each mock for the variable that it stands for, and whether the roots can be applied by what the units say; one test for
//! each seeded fault. Never: a run of Terragrunt.

use std::collections::{BTreeMap, BTreeSet};

use libtest_mimic::{Completion, Failed, Trial};
use netgen::plan::lock::Lock;
use serde_json::{Map, Value};

use super::accounts::applied_by_units;
use super::judge::absent;
use super::terraform;
use super::terraform_change::{Programs, programs, scratch, write_below};
use super::terragrunt_units::{Folder, Unit, order, units};
use crate::common::pipeline;

const BELOW_ROOT: &str = include_str!("../blueprints/terragrunt.yaml");
const BUILT_IN: &str = include_str!("../../blueprints/organization.yaml");
const ALONE: &str = "\nterraform: {terragrunt: units}\n";

type Files = BTreeMap<String, String>;

/// A fault: what it is, the file, what stands there and what would, and a word of the complaint.
type Fault = [&'static str; 5];

const USE: &str = "terraform/shop/eu-central-1/use/terragrunt.hcl";
const OWN: &str = "terraform/shop/eu-central-1/own/terragrunt.hcl";
const JOIN: &str = "terraform/network/eu-central-1/join/terragrunt.hcl";
const ROUTE: &str = "terraform/shop/eu-central-1/route/terragrunt.hcl";

const FAULTS: &[Fault] = &[
    [
        "a circle of units",
        OWN,
        "  path = \"../../../root.hcl\"\n}\n",
        "  path = \"../../../root.hcl\"\n}\n\ndependencies {\n  paths = [\"../use\"]\n}\n",
        "in a circle",
    ],
    [
        "a path that leads to no unit",
        USE,
        "config_path = \"../../..\"",
        "config_path = \"../..\"",
        "there is no unit in shop",
    ],
    [
        "a root that is not waited for",
        ROUTE,
        "paths = [\"../../../network/eu-central-1/join\"]",
        "paths = []",
        "come before",
    ],
    [
        "a value of another unit",
        JOIN,
        "dependency.shop_eu_central_1_use.outputs.orders",
        "dependency.network_eu_central_1_own.outputs.orders",
        "has no mock",
    ],
    [
        "a variable that nothing feeds",
        USE,
        "  orders_vpc_id                        = dependency.shop_eu_central_1_own.outputs.orders_vpc_id\n",
        "",
        "mocks for",
    ],
    [
        "a mock of another form",
        USE,
        "= \"vpc-00000000000000000\"",
        "= \"subnet-00000000000000000\"",
        "begins with vpc-",
    ],
    ["mocks that apply takes", USE, "[\"init\", \"validate\", \"plan\"]", "[\"plan\", \"apply\"]", "mocks are for"],
    ["an include that leads elsewhere", USE, "../../../root.hcl", "../../root.hcl", "includes"],
];

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        trial("units_below_a_root", |_| follows(&rendered(BELOW_ROOT)?, Some("root.hcl")).map(drop)),
        trial("the_built_in", |programs| {
            let files = rendered(&format!("{BUILT_IN}{ALONE}"))?;
            let units = follows(&files, None)?;
            applied_by_units(files, &units, programs)
        }),
    ];
    trials.extend(
        FAULTS.iter().map(|fault| trial(&format!("objects_to_{}", fault[0].replace(' ', "_")), |_| objects(fault))),
    );
    trials
}

fn trial(name: &str, run: impl Fn(&Programs) -> Result<(), String> + Send + 'static) -> Trial {
    Trial::ignorable_test(format!("terragrunt::{name}"), move || match programs() {
        Ok(programs) => run(&programs).map(|()| Completion::Completed).map_err(Failed::from),
        Err(why) => absent(format!("terragrunt is missing: {why}")),
    })
}

fn rendered(text: &str) -> Result<Files, String> {
    pipeline::run(text, &Lock::default(), true).map(|made| made.files)
}

fn objects([what, path, was, is, says]: &Fault) -> Result<(), String> {
    let mut files = rendered(BELOW_ROOT)?;
    let text = files.get_mut(*path).ok_or_else(|| format!("there is no {path}"))?;
    if !text.contains(was) {
        return Err(format!("{path} has no {was:?}"));
    }
    *text = text.replacen(was, is, 1);
    match follows(&files, Some("root.hcl")) {
        Ok(_) => Err(format!("nothing is found of {what}")),
        Err(why) if why.contains(says) => Ok(()),
        Err(why) => Err(format!("it objected, but said nothing of {says:?}: {why}")),
    }
}

/// The units follow each other as `roots.json` says, take the same values, and Terraform takes each mock.
fn follows(files: &Files, includes: Option<&str>) -> Result<BTreeMap<Folder, Unit>, String> {
    let units = units(files)?;
    order(&units)?;
    let told = files.get("terraform/roots.json").ok_or("no roots.json")?;
    let told: Value = serde_json::from_str(told).map_err(|error| error.to_string())?;
    let roots = told["roots"].as_array().ok_or("roots.json has no roots")?;
    let folders: BTreeMap<&str, &str> = roots.iter().map(|root| (text(&root["root"]), text(&root["folder"]))).collect();
    if folders.values().copied().ne(folders.values().copied().filter(|folder| units.contains_key(*folder))) {
        return Err("a root is no unit".to_owned());
    }
    for root in roots {
        let folder = text(&root["folder"]);
        let unit = &units[folder];
        same(unit, root, &folders).map_err(|why| format!("unit {folder} {why}"))?;
        if unit.includes.as_deref() != includes {
            return Err(format!("unit {folder} includes {:?}", unit.includes));
        }
        mocks(files, folder, unit)?;
    }
    Ok(units)
}

/// What comes before a unit, and what feeds it.
fn same(unit: &Unit, root: &Value, folders: &BTreeMap<&str, &str>) -> Result<(), String> {
    let before = root["after"].as_array().into_iter().flatten().map(|name| folders[text(name)].to_owned());
    let before: BTreeSet<String> = before.collect();
    if before != unit.after {
        return Err(format!("lets {:?} come before, and not {before:?}", unit.after));
    }
    let taken = root["variables"].as_array().into_iter().flatten().filter(|one| one["from"].is_object());
    let taken = taken.map(|one| {
        let from = &one["from"];
        (text(&one["name"]).to_owned(), (folders[text(&from["root"])].to_owned(), text(&from["output"]).to_owned()))
    });
    let taken: BTreeMap<_, _> = taken.collect();
    if taken == unit.inputs { Ok(()) } else { Err(format!("takes {:?}, and not {taken:?}", unit.inputs)) }
}

/// Terraform takes the mocks for the variables: their validations see them in a plan of a module that has nothing else.
fn mocks(files: &Files, folder: &str, unit: &Unit) -> Result<(), String> {
    if unit.mocks.is_empty() {
        return Ok(());
    }
    let place = scratch()?;
    let inputs =
        files.get(&format!("terraform/{folder}/inputs.tf")).ok_or_else(|| format!("{folder} has no inputs"))?;
    write_below(place.path(), "inputs.tf", inputs)?;
    let values: Map<String, Value> =
        unit.mocks.iter().map(|(name, mock)| (name.clone(), Value::from(mock.as_str()))).collect();
    write_below(place.path(), "mocks.auto.tfvars.json", &Value::Object(values).to_string())?;
    let arguments = ["plan", "-no-color", "-input=false", "-lock=false"];
    terraform::step(place.path(), &arguments).map_err(|why| format!("the mocks of {folder}: {why}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

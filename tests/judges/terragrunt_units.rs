//! Units of Terragrunt, read as Terragrunt would: in come the files of a tree, out goes which unit comes after which and what feeds its
//! variables. Nothing of `roots.json` is read.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::expr::{Expression, ObjectKey, TraversalOperator};
use hcl_edit::structure::{Block, Body, Structure};

/// The folder of a unit below `terraform`, `.` for that one itself.
pub type Folder = String;

/// A unit.
#[derive(Debug, Default)]
pub struct Unit {
    /// The file that it includes, below `terraform`.
    pub includes: Option<String>,
    /// The units that come before.
    pub after: BTreeSet<Folder>,
    /// What feeds each variable: the unit and its output.
    pub inputs: BTreeMap<String, (Folder, String)>,
    /// What each variable is in a plan before there is an output.
    pub mocks: BTreeMap<String, String>,
}

/// A block `dependency`.
struct Dependency {
    folder: Folder,
    mocks: BTreeMap<String, String>,
}

/// All units of a tree.
pub fn units(files: &BTreeMap<String, String>) -> Result<BTreeMap<Folder, Unit>, String> {
    let mut texts = BTreeMap::new();
    for (path, text) in files {
        let Some(below) = path.strip_prefix("terraform/") else { continue };
        match below.strip_suffix("terragrunt.hcl") {
            Some("") => _ = texts.insert(".".to_owned(), text),
            Some(folder) if folder.ends_with('/') => _ = texts.insert(folder.trim_end_matches('/').to_owned(), text),
            _ => {}
        }
    }
    let known: BTreeSet<&str> = texts.keys().map(String::as_str).collect();
    let units = texts.iter().map(|(folder, text)| {
        let unit = unit(folder, text, &known).map_err(|why| format!("unit {folder}: {why}"))?;
        Ok((folder.clone(), unit))
    });
    units.collect()
}

/// The units in an order in which they can be applied; those that are free at once by their names.
pub fn order(units: &BTreeMap<Folder, Unit>) -> Result<Vec<&str>, String> {
    let mut order: Vec<&str> = Vec::new();
    while order.len() < units.len() {
        let is_free = |(folder, unit): &(&Folder, &Unit)| {
            !order.contains(&folder.as_str()) && unit.after.iter().all(|before| order.contains(&before.as_str()))
        };
        let Some((folder, _)) = units.iter().find(is_free) else {
            let rest: Vec<&str> = units.keys().map(String::as_str).filter(|one| !order.contains(one)).collect();
            return Err(format!("the units go round in a circle: {rest:?}"));
        };
        order.push(folder);
    }
    Ok(order)
}

fn unit(folder: &str, text: &str, known: &BTreeSet<&str>) -> Result<Unit, String> {
    let body = hcl_edit::parser::parse_body(text).map_err(|error| error.to_string())?;
    let mut unit = Unit::default();
    let mut dependencies: BTreeMap<String, Dependency> = BTreeMap::new();
    for block in body.iter().filter_map(Structure::as_block) {
        match block.ident.as_str() {
            "include" => unit.includes = Some(lead(folder, &string(&block.body, "path")?)?),
            "dependency" => {
                let one = dependency(folder, block, known)?;
                unit.after.insert(one.folder.clone());
                dependencies.insert(label(block)?, one);
            }
            "dependencies" => {
                for path in strings(&block.body, "paths")? {
                    unit.after.insert(one_of(lead(folder, &path)?, known)?);
                }
            }
            other => return Err(format!("what is the block {other}?")),
        }
    }
    for attribute in body.iter().filter_map(Structure::as_attribute) {
        if attribute.key.as_str() != "inputs" {
            return Err(format!("what is the attribute {}?", attribute.key.as_str()));
        }
        for (name, value) in object(&attribute.value)? {
            let (from, output) = source(value).ok_or_else(|| format!("input {name} is no output of a dependency"))?;
            let from = dependencies.get(&from).ok_or_else(|| format!("there is no dependency {from}"))?;
            let mock = from.mocks.get(&output).ok_or_else(|| format!("output {output} has no mock"))?;
            unit.mocks.insert(name.clone(), mock.clone());
            unit.inputs.insert(name, (from.folder.clone(), output));
        }
    }
    let used = unit.inputs.len();
    let mocked: usize = dependencies.values().map(|one| one.mocks.len()).sum();
    if used == mocked { Ok(unit) } else { Err(format!("{mocked} mocks for {used} inputs")) }
}

fn dependency(folder: &str, block: &Block, known: &BTreeSet<&str>) -> Result<Dependency, String> {
    let commands = strings(&block.body, "mock_outputs_allowed_terraform_commands")?;
    if commands.iter().any(|command| command == "apply") || !commands.iter().any(|command| command == "plan") {
        return Err(format!("mocks are for {commands:?}"));
    }
    if string(&block.body, "mock_outputs_merge_strategy_with_state")? != "shallow" {
        return Err("an output that a later edit adds has no mock once there is a state".to_owned());
    }
    let mocks = block.body.get_attribute("mock_outputs").ok_or("a dependency without mocks")?;
    let mocks = object(&mocks.value)?.into_iter().map(|(name, value)| match value.as_str() {
        Some(text) => Ok((name, text.to_owned())),
        None => Err(format!("the mock of {name} is no text")),
    });
    let folder = one_of(lead(folder, &string(&block.body, "config_path")?)?, known)?;
    Ok(Dependency { folder, mocks: mocks.collect::<Result<_, String>>()? })
}

fn one_of(folder: Folder, known: &BTreeSet<&str>) -> Result<Folder, String> {
    if known.contains(folder.as_str()) { Ok(folder) } else { Err(format!("there is no unit in {folder}")) }
}

fn label(block: &Block) -> Result<String, String> {
    block.labels.first().map(|label| label.as_str().to_owned()).ok_or_else(|| "a dependency without a name".to_owned())
}

fn string(body: &Body, name: &str) -> Result<String, String> {
    let value = body.get_attribute(name).and_then(|one| one.value.as_str());
    value.map(str::to_owned).ok_or_else(|| format!("no text {name}"))
}

fn strings(body: &Body, name: &str) -> Result<Vec<String>, String> {
    let list =
        body.get_attribute(name).and_then(|one| one.value.as_array()).ok_or_else(|| format!("no list {name}"))?;
    list.iter().map(|one| one.as_str().map(str::to_owned).ok_or_else(|| format!("{name} holds no text"))).collect()
}

fn object(value: &Expression) -> Result<Vec<(String, &Expression)>, String> {
    let entries = value.as_object().ok_or("no object")?.iter().map(|(key, value)| match key {
        ObjectKey::Ident(name) => Ok((name.as_str().to_owned(), value.expr())),
        ObjectKey::Expression(_) => Err("a computed key".to_owned()),
    });
    entries.collect()
}

/// The dependency and the output of `dependency.NAME.outputs.OUTPUT`.
fn source(value: &Expression) -> Option<(String, String)> {
    let traversal = value.as_traversal()?;
    let words = traversal.operators.iter().map(|one| match one.value() {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    });
    match (traversal.expr.as_variable()?.as_str(), words.collect::<Option<Vec<_>>>()?.as_slice()) {
        ("dependency", [name, "outputs", output]) => Some(((*name).to_owned(), (*output).to_owned())),
        _ => None,
    }
}

/// Where a path leads from a folder, below `terraform`.
fn lead(folder: &str, path: &str) -> Result<Folder, String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| *part != ".").collect();
    for part in path.split('/').filter(|part| *part != ".") {
        if part == ".." {
            parts.pop().ok_or_else(|| format!("{path} leads out of the tree"))?;
        } else {
            parts.push(part);
        }
    }
    Ok(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

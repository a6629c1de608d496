//! The roots of a document of several accounts, applied one by one to an emulator.
//!
//! In: what a document renders. Out: what Terraform planned of each root, and what it complains of. Each root runs with the credentials of its
//! own account, and takes from others what `roots.json` says. Never: a value that no root gave.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::thread;

use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::copied::Copied;
use super::deployed::provider;
use super::judge::{output, said};
use super::terraform;
use super::terraform_change::{Programs, scratch, write_below};
use super::terragrunt_units::{self, Unit};
use super::tree::Tree;

/// What Terraform does to resources, by address.
pub type Changes = BTreeMap<String, String>;

/// The account whose deployer takes the roles of others.
pub const CALLER: &str = "111111111111";

/// The accounts that have no id in the documents, and the variable that asks for it.
pub const CHOSEN: [(&str, &str, &str); 1] = [("partner", "account_partner_id", "333333333333")];

/// A root as `roots.json` has it.
pub struct Root {
    /// `shop/ap-northeast-1/use`
    pub name: String,
    /// `.` or the folder of its files below `terraform/`.
    pub folder: String,
    /// The account of the credentials that it is applied with.
    pub account: String,
    /// The name of each variable, and the root and the output that tell it; `None` for what a person chooses.
    variables: Vec<(String, Option<(String, String)>)>,
}

impl Root {
    /// `own`, `use`, `join`, `route`
    pub fn level(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }
}

/// What a document renders.
pub struct Render {
    pub files: BTreeMap<String, String>,
    /// In the order in which they are applied.
    pub roots: Vec<Root>,
}

impl Render {
    /// A network of one scope has one root and no `roots.json`.
    pub fn of(files: BTreeMap<String, String>) -> Result<Self, String> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let told: Value = match files.get("terraform/roots.json") {
            Some(told) => serde_json::from_str(told).map_err(|error| error.to_string())?,
            None => json!({"roots": [{"root": "own", "folder": ".", "account": CALLER}]}),
        };
        let roots = told["roots"].as_array().ok_or("roots.json has no roots")?.iter().map(|root| {
            let variables = root["variables"].as_array().into_iter().flatten().map(|one| {
                let from = &one["from"];
                (text(&one["name"]), from.is_object().then(|| (text(&from["root"]), text(&from["output"]))))
            });
            let account = if root["role"].is_string() { CALLER.to_owned() } else { text(&root["account"]) };
            let account = CHOSEN.iter().find(|(name, ..)| *name == account).map_or(account, |one| one.2.to_owned());
            let (name, folder) = (text(&root["root"]), text(&root["folder"]));
            Root { name, folder, account, variables: variables.collect() }
        });
        Ok(Self { roots: roots.collect(), files })
    }

    /// The same, with the order of units of Terragrunt, and with what they say that feeds each variable.
    pub fn by_units(files: BTreeMap<String, String>, units: &BTreeMap<String, Unit>) -> Result<Self, String> {
        let mut all = Self::of(files)?;
        let order = terragrunt_units::order(units)?;
        all.roots.sort_by_key(|root| order.iter().position(|folder| *folder == root.folder));
        let names: BTreeMap<String, String> =
            all.roots.iter().map(|root| (root.folder.clone(), root.name.clone())).collect();
        for root in &mut all.roots {
            let unit = units.get(&root.folder).ok_or_else(|| format!("{} is no unit", root.folder))?;
            root.variables.retain(|(_, from)| from.is_none());
            let fed = unit.inputs.iter().map(|(name, (folder, output))| {
                (name.clone(), Some((names.get(folder).cloned().unwrap_or_default(), output.clone())))
            });
            root.variables.extend(fed);
        }
        Ok(all)
    }

    pub fn root(&self, folder: &str) -> Result<&Root, String> {
        self.roots.iter().find(|root| root.folder == folder).ok_or_else(|| format!("there is no root in {folder}"))
    }

    /// The files of a root, by name.
    pub fn module(&self, folder: &str) -> BTreeMap<&str, &str> {
        let start = if folder == "." { "terraform/".to_owned() } else { format!("terraform/{folder}/") };
        let own = self.files.iter().filter_map(|(path, text)| Some((path.strip_prefix(&start)?, text.as_str())));
        own.filter(|(name, _)| !name.contains('/') && Path::new(name).extension().is_some_and(|end| end == "tf"))
            .collect()
    }
}

/// All accounts at one moment: the emulator, and what Terraform keeps of each root.
pub struct Moment {
    pub emulator: Copied,
    pub states: BTreeMap<String, PathBuf>,
    outputs: BTreeMap<String, Map<String, Value>>,
    places: Vec<TempDir>,
}

/// A root that was applied.
struct Applied {
    folder: String,
    name: String,
    outputs: Map<String, Value>,
    changes: Changes,
    work: TempDir,
}

impl Moment {
    /// Accounts in which nothing stands.
    pub fn new(emulator: Copied) -> Self {
        Self { emulator, states: BTreeMap::new(), outputs: BTreeMap::new(), places: Vec::new() }
    }

    /// A copy, which goes its own way. What it has of files is read only.
    pub fn copy(&mut self) -> Result<Self, String> {
        let emulator = Copied::at(self.emulator.ask(&json!({"fork": true}))?)?;
        Ok(Self { emulator, states: self.states.clone(), outputs: self.outputs.clone(), places: Vec::new() })
    }

    /// Applies roots that do not read each other, side by side; what changes in each.
    pub fn apply(&mut self, render: &Render, folders: &[&str], programs: &Programs) -> Result<Vec<Changes>, String> {
        let this = &*self;
        let all: Vec<Result<Applied, String>> = thread::scope(|scope| {
            let one = |folder| scope.spawn(move || this.one(render, folder, programs));
            let threads: Vec<_> = folders.iter().copied().map(one).collect();
            threads.into_iter().map(|thread| thread.join().expect("a thread that ends")).collect()
        });
        let mut changes = Vec::new();
        for applied in all {
            let Applied { folder, name, outputs, changes: own, work } = applied?;
            self.states.insert(folder, work.path().join("terraform.tfstate"));
            self.outputs.insert(name, outputs);
            self.places.push(work);
            changes.push(own);
        }
        Ok(changes)
    }

    fn one(&self, render: &Render, folder: &str, programs: &Programs) -> Result<Applied, String> {
        let root = render.root(folder)?;
        let work = self.prepare(render, root, programs)?;
        // What an earlier apply wrote is what stands, so nothing has to be read again.
        let apply =
            ["apply", "-json", "-input=false", "-lock=false", "-auto-approve", "-parallelism=20", "-refresh=false"];
        let told = run(work.path(), &apply).map_err(|error| format!("{folder}: {error}"))?;
        let outputs = told.iter().rev().find(|one| one["type"] == "outputs");
        let outputs = outputs.and_then(|one| one["outputs"].as_object()).cloned().unwrap_or_default();
        Ok(Applied { folder: folder.to_owned(), name: root.name.clone(), outputs, changes: changes(&told), work })
    }

    /// What a plan would change of a root.
    pub fn plan(&self, render: &Render, folder: &str, programs: &Programs) -> Result<Changes, String> {
        let work = self.prepare(render, render.root(folder)?, programs)?;
        let told = run(work.path(), &["plan", "-json", "-input=false", "-lock=false"]);
        told.map(|told| changes(&told)).map_err(|error| format!("{folder}: {error}"))
    }

    /// A folder in which Terraform can run the root.
    fn prepare(&self, render: &Render, root: &Root, programs: &Programs) -> Result<TempDir, String> {
        let (place, work) = (scratch()?, scratch()?);
        for (name, text) in render.module(&root.folder) {
            write_below(place.path(), &format!("terraform/{name}"), text)?;
        }
        let mut hello = self.emulator.hello.clone();
        hello["key"] = Value::from(format!("MADEUPOF{}", root.account));
        let tree = Tree { name: root.name.clone(), root: place.path().to_owned() };
        terraform::prepare(&programs.mirror, &tree, work.path(), &provider(&hello))?;
        // What a person chooses is made up, but for the accounts.
        write_below(work.path(), "told.auto.tfvars.json", &self.values(root)?.to_string())?;
        let first = setup(programs)?;
        let files = || {
            if let Some(state) = self.states.get(&root.folder) {
                fs::copy(state, work.path().join("terraform.tfstate"))?;
            }
            fs::copy(first.join(".terraform.lock.hcl"), work.path().join(".terraform.lock.hcl"))?;
            symlink(first.join(".terraform"), work.path().join(".terraform"))
        };
        files().map_err(|error| error.to_string())?;
        Ok(work)
    }

    /// What earlier roots and a person tell a root.
    fn values(&self, root: &Root) -> Result<Value, String> {
        let mut values = Map::new();
        for (name, from) in &root.variables {
            let value = match from {
                Some((from, output)) => {
                    let told = self.outputs.get(from).and_then(|all| all.get(output));
                    Some(told.ok_or_else(|| format!("nothing tells {name} to {}", root.name))?["value"].clone())
                }
                None => CHOSEN.iter().find(|(_, chosen, _)| chosen == name).map(|one| Value::from(one.2)),
            };
            values.extend(value.map(|value| (name.clone(), value)));
        }
        Ok(Value::Object(values))
    }
}

/// The folder of a module that has nothing but the provider, which was initialized once for all roots.
pub fn setup(programs: &Programs) -> Result<PathBuf, String> {
    static SETUP: std::sync::OnceLock<Result<TempDir, String>> = std::sync::OnceLock::new();
    let made = SETUP.get_or_init(|| {
        let place = scratch()?;
        let version = terraform::OLDEST;
        let source = format!("terraform {{\n  required_providers {{\n    aws = {{\n      source  = \"hashicorp/aws\"\n      version = {version}\n    }}\n  }}\n}}\n");
        write_below(place.path(), "versions.tf", &source)?;
        terraform::use_mirror(&programs.mirror, place.path())?;
        terraform::step(place.path(), &["init", "-no-color", "-input=false"])?;
        Ok(place)
    });
    made.as_ref().map(|place| place.path().to_owned()).map_err(Clone::clone)
}

/// What Terraform says, one object a line; its complaints where it fails.
fn run(work: &Path, arguments: &[&str]) -> Result<Vec<Value>, String> {
    let done = output(terraform::offline(work).args(arguments))?;
    let told: Vec<Value> =
        String::from_utf8_lossy(&done.stdout).lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if done.status.success() {
        return Ok(told);
    }
    let errors = told.iter().filter(|one| one["type"] == "diagnostic" && one["@level"] == "error");
    let errors: Vec<String> =
        errors.map(|one| format!("{} {}", one["diagnostic"]["summary"], one["diagnostic"]["detail"])).collect();
    Err(if errors.is_empty() { said(&done) } else { errors.join("\n") })
}

fn changes(told: &[Value]) -> Changes {
    let planned = told.iter().filter(|one| one["type"] == "planned_change");
    let change = |one: &Value| {
        let (address, action) = (one["change"]["resource"]["addr"].as_str()?, one["change"]["action"].as_str()?);
        Some((address.to_owned(), action.to_owned()))
    };
    planned.filter_map(change).collect()
}

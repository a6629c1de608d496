//! The network that stands after `terraform apply` is the one that the templates make: both are deployed to an emulated account, described
//! by names, and laid beside each other.
//!
//! In: a copy of the module, with an override file that points the provider at an emulator on the loopback address, and the templates.
//! Out: how many resources of the templates were made and found in what Terraform made, too. Never: a call to AWS or another machine, a
//! type or a property that is passed over.
//!
//! Terraform deploys each tree once. What it made is kept, and every fault is only compared with it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

use serde_json::{Value, json};

use super::judge::{Fault, Found, Judge, Verdict, stdout_of};
use super::tree::{self, Tree};
use super::{deployed_faults, deployed_site_faults};
use super::{renamed, setting, terraform};

pub const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/deploy/judge.py");

/// The goldens that are deployed: the built-in blueprints, and the documents that have what these do not. An apply takes most of a minute.
pub const TREES: &[&str] = &[
    "dx-ipsec",
    "dx-vpn",
    "everything",
    "hub-spoke",
    "hub-variants",
    "monitoring",
    renamed::RENAMED,
    "site-link",
    "site-public",
    "site-several-vpcs",
    "three-tier",
    "vpn-gateway",
];

/// The services that the trees need and the emulator has. A call to any other fails: the keys are made up.
const SERVICES: [&str; 10] =
    ["cloudwatch", "directconnect", "ec2", "events", "iam", "logs", "networkfirewall", "route53resolver", "sns", "sts"];

pub const JUDGE: Judge = Judge {
    name: "deployed",
    things: "resources of templates",
    concerns: |tree| TREES.contains(&tree.name.as_str()),
    find,
    faults: &FAULTS,
};

/// What a deployment must show, in whatever tree.
const FAULTS: [Fault; deployed_faults::FAULTS.len() + deployed_site_faults::FAULTS.len()] =
    one_list(deployed_faults::FAULTS, deployed_site_faults::FAULTS);

const fn one_list<const N: usize>(first: &[Fault], second: &[Fault]) -> [Fault; N] {
    let mut list = [first[0]; N];
    let mut at = 0;
    while at < N {
        list[at] = if at < first.len() { first[at] } else { second[at - first.len()] };
        at += 1;
    }
    list
}

fn find() -> Result<Found, String> {
    let python = setting::python();
    let emulator = stdout_of(Command::new(&python).args([SCRIPT, "--version"]))?.trim().to_owned();
    let terraform = terraform::version()?;
    let (mirror, provider) = terraform::mirror()?;
    let accounts: BTreeMap<&str, OnceLock<Result<Mutex<Account>, String>>> =
        TREES.iter().map(|name| (*name, OnceLock::new())).collect();
    let judge = move |tree: &Tree| {
        let account = accounts.get(tree.name.as_str()).ok_or_else(|| format!("{} is never deployed", tree.name))?;
        let account = account.get_or_init(|| deploy(&python, &mirror, &tree::named(&tree.name)).map(Mutex::new));
        let mut account = account.as_ref().map_err(Clone::clone)?.lock().unwrap_or_else(PoisonError::into_inner);
        account.compare(tree)
    };
    Ok(Found { version: format!("{emulator}, terraform {terraform}, aws {provider}"), judge: Box::new(judge) })
}

/// An account with what Terraform makes of the tree, kept to be compared with.
fn deploy(python: &Path, mirror: &Path, tree: &Tree) -> Result<Account, String> {
    let (mut account, hello) = Account::open(python, &region(tree)?)?;
    let [place, before] = [tree::scratch(), tree::scratch()].map(|place| place.map_err(|error| error.to_string()));
    let (place, before) = (place?, before?);
    let work = place.path();
    // What was renamed is the network of before under other names: its module made what the templates of now have to make.
    let old = if tree.name == renamed::RENAMED { Some(renamed::rendered(before.path())?) } else { None };
    terraform::prepare(mirror, old.as_ref().unwrap_or(tree), work, &provider(&hello))
        .map_err(|error| format!("cannot prepare {}: {error}", tree.name))?;
    terraform::init(work)?;
    // Most of an apply is waiting, so it may wait for many things at once.
    let apply = ["apply", "-no-color", "-input=false", "-lock=false", "-auto-approve", "-parallelism=20"];
    terraform::step(work, &apply)?;
    match account.ask(&json!({ "keep": true }))?["kept"].as_u64() {
        None | Some(0) => Err(format!("Terraform made nothing of {}", tree.name)),
        Some(_) => Ok(account),
    }
}

/// The one Region of a tree, from its deployment plan.
pub fn region(tree: &Tree) -> Result<String, String> {
    let plan = tree.root.join("cloudformation/deploy.json");
    let text = fs::read_to_string(&plan).map_err(|error| format!("{}: {error}", plan.display()))?;
    let plan: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", plan.display()))?;
    let region = plan["stacks"][0]["region"].as_str().ok_or("the first stack names no Region")?;
    Ok(region.to_owned())
}

/// Points the provider at the emulator. It knows its account there, so it may ask for it; a key stands for one of several.
pub fn provider(hello: &Value) -> String {
    let own = [("route53profiles", &hello["profiles"]), ("ram", &hello["shares"])];
    let own = own.into_iter().filter(|(_, address)| address.is_string());
    let endpoints = SERVICES.map(|service| (service, &hello["address"])).into_iter().chain(own);
    let key = hello["key"].as_str().unwrap_or("made-up");
    let endpoints: Vec<String> = endpoints.map(|(service, address)| format!("    {service} = {address}\n")).collect();
    let endpoints = endpoints.concat();
    format!(
        "  access_key = \"{key}\"\n  secret_key = \"made-up\"\n  max_retries = 3\n  skip_metadata_api_check = true\n  \
         skip_region_validation = true\n  endpoints {{\n{endpoints}  }}\n"
    )
}

/// A running `deploy/judge.py`, which is also the emulator, or another program that answers one line by one. It ends when its input does, even
/// if nobody is left to end it.
pub struct Account {
    program: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Account {
    /// A new account, and the addresses of the emulator.
    pub fn open(python: &Path, region: &str) -> Result<(Self, Value), String> {
        Self::start(python, SCRIPT, &[region])
    }

    /// What another program keeps, and what it says first.
    pub fn start(program: &Path, script: &str, arguments: &[&str]) -> Result<(Self, Value), String> {
        let mut command = Command::new(program);
        command.arg(script).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        // No variable or file of the user's may change what boto3 says, or send it to a proxy.
        command.env_clear().env("PATH", setting::path()).env("HOME", env!("CARGO_TARGET_TMPDIR"));
        let mut program = command.spawn().map_err(|error| format!("{}: {error}", program.display()))?;
        let (Some(input), Some(output)) = (program.stdin.take(), program.stdout.take()) else {
            return Err("the emulator has no input and output".to_owned());
        };
        let mut account = Self { program, input, output: BufReader::new(output) };
        let hello = account.answer()?;
        Ok((account, hello))
    }

    /// Makes the templates of the tree and lays them beside what was kept.
    pub fn compare(&mut self, tree: &Tree) -> Verdict {
        let told = self.ask(&json!({ "compare": tree.root.join("cloudformation") }))?;
        if let Some(why) = told["refused"].as_str() {
            return Err(format!("the templates cannot be deployed: {why}"));
        }
        let lines = told["differences"].as_array().ok_or("the emulator says no differences")?;
        let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
        if !lines.is_empty() {
            return Err(format!("{} differences between the dialects:\n{}", lines.len(), lines.join("\n")));
        }
        let made = told["made"].as_u64().ok_or("the emulator says not how much it made")?;
        usize::try_from(made).map_err(|error| error.to_string())
    }

    pub fn ask(&mut self, question: &Value) -> Result<Value, String> {
        writeln!(self.input, "{question}").map_err(|error| format!("the emulator does not listen: {error}"))?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Value, String> {
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| format!("the emulator does not answer: {error}"))?;
        serde_json::from_str(&line).map_err(|error| format!("the emulator says {line:?}: {error}"))
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        // What cannot be ended has ended already.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

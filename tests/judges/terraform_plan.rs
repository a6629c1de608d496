//! Terraform initializes, validates and plans every root module with the real AWS provider, and its plan can be read back.
//!
//! In: a copy of the module, with an override file that holds made-up credentials and keeps the provider from calling anything.
//! Out: how many resources the plan creates. A warning is an objection. Never: a call to AWS, a write into the tree.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use hcl_edit::structure::{Block, Body};
use serde_json::{Map, Value, json};

use super::judge::{Fault, Found, Judge, Verdict, output, said, stdout_of};
use super::terraform;
use super::tree::{self, Tree};
use crate::proof::net::Net;
use crate::proof::plan::{resources, without_zones};
use crate::proof::read;

/// Keeps the provider away from the network: no look at credentials, account, instance metadata or Regions.
const OFFLINE: &str = "  access_key                  = \"made-up\"
  secret_key                  = \"made-up\"
  max_retries                 = 1
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
";

/// Stands for every required text. It also passes as a pre-shared key: 8 to 64 letters, digits, dots and underscores, not starting with zero.
const MADE_UP: &str = "made_up_by_the_judge";

pub const JUDGE: Judge = Judge {
    name: "terraform-plan",
    things: "planned resources",
    concerns: |tree| !tree.terraform_files().is_empty(),
    find,
    faults: &[
        fault("an unknown argument", "enable_dns_support   =", "enable_dns_suport    =", "Unsupported argument"),
        fault(
            "a reference to nothing",
            "gateway_id             = aws_internet_gateway.sample.id",
            "gateway_id = aws_vpn_gateway.sample.id",
            "undeclared resource",
        ),
        fault("an address that is none", "\"10.0.0.0/24\"", "\"10.0.0.0/33\"", "10.0.0.0/33"),
        fault(
            "a deprecated argument",
            "resource \"aws_route_table\" \"sample_public\" {",
            "resource \"aws_eip\" \"old\" {\n  vpc = true\n}\n\nresource \"aws_route_table\" \"sample_public\" {",
            "deprecated",
        ),
        fault(
            "what only a plan finds",
            "  cidr_block        = \"10.0.0.0/24\"\n",
            "  cidr_block        = cidrsubnet(\"10.0.0.0/30\", 9, length(var.owner))\n",
            "planning failed",
        ),
        Fault {
            what: "a provider that the mirror does not have",
            file: "terraform/versions.tf",
            text: ">= 5.100",
            instead: ">= 99.0",
            says: "init",
        },
    ],
};

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, file: "terraform/vpc_sample.tf", text, instead, says }
}

fn find() -> Result<Found, String> {
    let terraform = terraform::version()?;
    let (mirror, provider) = terraform::mirror()?;
    let version = format!("terraform {terraform}, aws {provider}");
    Ok(Found { version, judge: Box::new(move |tree| judge(&mirror, tree)) })
}

fn judge(mirror: &Path, tree: &Tree) -> Verdict {
    let place = tree::scratch().map_err(|error| error.to_string())?;
    let work = place.path();
    prepare(mirror, tree, work).map_err(|error| format!("cannot prepare {}: {error}", tree.name))?;
    step(work, &["init", "-no-color", "-input=false"])?;
    validate(work)?;
    step(work, &["plan", "-no-color", "-input=false", "-lock=false", "-refresh=false", "-out=made.tfplan"])
        .map_err(|error| format!("planning failed: {error}"))?;
    let plan = stdout_of(terraform(work).args(["show", "-json", "made.tfplan"]))?;
    let plan: Value = serde_json::from_str(&plan).map_err(|error| format!("the plan cannot be read back: {error}"))?;
    confirm(tree, &plan)?;
    let changes = plan["resource_changes"].as_array().map(Vec::as_slice).unwrap_or_default();
    // What Terraform only reads is read once what makes it is there.
    let wanted = |change: &Value| if change["mode"] == "data" { json!(["read"]) } else { json!(["create"]) };
    match changes.iter().find(|change| change["change"]["actions"] != wanted(change)) {
        Some(odd) => Err(format!("{} is not simply created: {}", odd["address"], odd["change"]["actions"])),
        None => Ok(changes.len()),
    }
}

/// The network that the tests read from the text of the module is the one that Terraform means.
fn confirm(tree: &Tree, plan: &Value) -> Result<(), String> {
    if tree.name == "kinds" {
        // Each kind once, and no network that could carry a packet.
        return Ok(());
    }
    let mut files = BTreeMap::new();
    for file in tree.terraform_files() {
        let text = fs::read_to_string(&file).map_err(|error| error.to_string())?;
        files.insert(format!("terraform/{}", file.file_name().unwrap_or_default().display()), text);
    }
    let read = without_zones(Net::of(&read::terraform(&files)));
    let planned = without_zones(Net::of(&resources(plan)));
    if read == planned {
        Ok(())
    } else {
        Err(format!("the plan means another network than its text:\n{planned:#?}\n{read:#?}"))
    }
}

fn terraform(work: &Path) -> std::process::Command {
    let mut command = terraform::command(work);
    command.env("TF_CLI_CONFIG_FILE", work.join("judge.tfrc"));
    command
}

fn step(work: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = output(terraform(work).args(arguments))?;
    if output.status.success() { Ok(()) } else { Err(format!("terraform {}: {}", arguments[0], said(&output))) }
}

/// Validates; a warning, such as that of a deprecated argument, is an objection too.
fn validate(work: &Path) -> Result<(), String> {
    let output = output(terraform(work).args(["validate", "-json"]))?;
    let told: Value = serde_json::from_slice(&output.stdout).map_err(|error| format!("{error}: {}", said(&output)))?;
    let diagnostics = told["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default();
    let line = |found: &Value| {
        let (file, line) = (&found["range"]["filename"], &found["range"]["start"]["line"]);
        format!("{}:{line}: {}: {}", text(file), text(&found["summary"]), text(&found["detail"]))
    };
    if diagnostics.is_empty() && told["valid"] == true {
        return Ok(());
    }
    Err(format!("terraform validate:\n{}", diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Copies the module to `work` and adds what lets it be planned there.
fn prepare(mirror: &Path, tree: &Tree, work: &Path) -> Result<(), String> {
    let mut bodies = Vec::new();
    for file in tree.terraform_files() {
        let source = fs::read_to_string(&file).map_err(|error| error.to_string())?;
        bodies.push(hcl_edit::parser::parse_body(&source).map_err(|error| format!("{}: {error}", file.display()))?);
        write(&work.join(file.file_name().unwrap_or_default()), &source)?;
    }
    let variables = Value::Object(required_variables(&bodies)?).to_string();
    write(&work.join("judge.auto.tfvars.json"), &variables)?;
    write(&work.join("judge_override.tf"), &overrides(&bodies))?;
    let mirror = Value::from(mirror.display().to_string());
    let settings = format!("provider_installation {{\n  filesystem_mirror {{\n    path = {mirror}\n  }}\n}}\n");
    write(&work.join("judge.tfrc"), &settings)
}

/// An override needs the block that it overrides, so there is one for each `provider "aws"`, by its alias.
fn overrides(bodies: &[Body]) -> String {
    blocks(bodies, "provider").filter(|block| label(block) == "aws").fold(String::new(), |mut file, block| {
        let alias = block.body.get_attribute("alias").and_then(|alias| alias.value.as_str());
        let alias = alias.map(|alias| format!("  alias = \"{alias}\"\n")).unwrap_or_default();
        let _ = writeln!(file, "provider \"aws\" {{\n{alias}{OFFLINE}}}\n");
        file
    })
}

/// A made-up value for every variable that has no default.
fn required_variables(bodies: &[Body]) -> Result<Map<String, Value>, String> {
    let required = blocks(bodies, "variable").filter(|block| !block.body.has_attribute("default"));
    required.map(|block| Ok((label(block).to_owned(), made_up(block)?))).collect()
}

/// The value that the variable's own description proposes: `..., such as us-east-1a.` It must pass the validation.
fn example(variable: &Block) -> Option<String> {
    let description = variable.body.get_attribute("description")?.value.as_str()?;
    let (_, example) = description.split_once("such as ")?;
    let word = example.split([' ', ',']).next()?;
    Some(word.trim_end_matches('.').to_owned())
}

fn made_up(variable: &Block) -> Result<Value, String> {
    let kind = variable.body.get_attribute("type").map(|kind| kind.value.to_string());
    match kind.as_deref().map(str::trim) {
        None | Some("string" | "any") => Ok(json!(example(variable).unwrap_or(MADE_UP.to_owned()))),
        Some("number") => Ok(json!(1)),
        Some("bool") => Ok(json!(true)),
        Some("list(string)" | "set(string)") => Ok(json!([MADE_UP])),
        Some("map(string)") => Ok(json!({ "made_up": MADE_UP })),
        Some(other) => Err(format!("the judge can make up no value for variable {} of type {other}", label(variable))),
    }
}

fn blocks<'a>(bodies: &'a [Body], keyword: &'a str) -> impl Iterator<Item = &'a Block> {
    bodies.iter().flat_map(move |body| body.get_blocks(keyword))
}

fn label(block: &Block) -> &str {
    block.labels.first().map_or("", |label| label.as_str())
}

fn write(path: &Path, content: &str) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

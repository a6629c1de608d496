//! Terraform initializes, validates and plans every root module with the real AWS provider, and its plan can be read back.
//!
//! In: a copy of the module, with an override file that holds made-up credentials and keeps the provider from calling anything.
//! Out: how many resources the plan creates. A warning is an objection. Never: a call to AWS, a write into the tree.

use std::path::Path;

use serde_json::{Value, json};

use super::judge::{Fault, Found, Judge, Verdict, output, said, stdout_of};
use super::terraform;
use super::tree::{self, Tree};
use crate::proof::net::Net;
use crate::proof::plan::{resources, without_zones};
use crate::proof::read;

/// Keeps the provider away from the network: no look at credentials, account, instance metadata or Regions.
pub const OFFLINE: &str = "  access_key                  = \"made-up\"
  secret_key                  = \"made-up\"
  max_retries                 = 1
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
  allowed_account_ids         = null
  profile                     = null
";

/// What Terraform says where it takes the provider from where it lies.
const UNPACKED: &str = "Provider development overrides are in effect";

pub const JUDGE: Judge = Judge {
    name: "terraform-plan",
    things: "planned resources",
    concerns: terraform::fits_every_mirror,
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
            tree: tree::SAMPLE,
            file: "terraform/versions.tf",
            text: ">= 5.100",
            instead: ">= 99.0",
            says: "init",
        },
    ],
};

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: tree::SAMPLE, file: "terraform/vpc_sample.tf", text, instead, says }
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
    terraform::prepare(mirror, tree, work, OFFLINE)
        .map_err(|error| format!("cannot prepare {}: {error}", tree.name))?;
    takes_no_role(work).map_err(|error| format!("{}: {error}", tree.name))?;
    terraform::installs(mirror, tree)?;
    terraform::init(work)?;
    plan(work)?;
    let plan = stdout_of(terraform::offline(work).args(["show", "-json", "made.tfplan"]))?;
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

/// Nobody gives a role here: an override cannot take blocks away.
pub fn takes_no_role(work: &Path) -> std::io::Result<()> {
    let path = work.join("providers.tf");
    if !path.exists() {
        return Ok(());
    }
    let mut text = std::fs::read_to_string(&path)?;
    while let Some((before, role)) = text.split_once("\n  assume_role {") {
        let (_, after) = role.split_once("\n  }\n").unwrap_or_default();
        text = format!("{before}{after}");
    }
    std::fs::write(path, text)
}

/// The network that the tests read from the text of the module is the one that Terraform means.
fn confirm(tree: &Tree, plan: &Value) -> Result<(), String> {
    if tree.name == "kinds" {
        // Each kind once, and no network that could carry a packet.
        return Ok(());
    }
    let files = terraform::module(tree)?.into_iter().map(|(name, text)| (format!("terraform/{name}"), text)).collect();
    let read = without_zones(Net::of(&read::terraform(&files)?));
    let planned = without_zones(Net::of(&resources(plan)));
    if read == planned {
        Ok(())
    } else {
        Err(format!("the plan means another network than its text:\n{planned:#?}\n{read:#?}"))
    }
}

/// Plans, which validates first; a warning, such as that of a deprecated argument, is an objection too.
fn plan(work: &Path) -> Result<(), String> {
    let arguments = ["plan", "-json", "-input=false", "-lock=false", "-refresh=false", "-out=made.tfplan"];
    let output = output(terraform::offline(work).args(arguments))?;
    let lines = String::from_utf8_lossy(&output.stdout);
    let told = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let objections: Vec<String> = told
        .filter(|message| message["type"] == "diagnostic" && message["diagnostic"]["summary"] != UNPACKED)
        .map(|message| {
            let found = &message["diagnostic"];
            let (file, line) = (&found["range"]["filename"], &found["range"]["start"]["line"]);
            format!("{}:{line}: {}: {}", text(file), text(&found["summary"]), text(&found["detail"]))
        })
        .collect();
    if objections.is_empty() && output.status.success() {
        return Ok(());
    }
    let objections = if objections.is_empty() { said(&output) } else { objections.join("\n") };
    Err(format!("planning failed:\n{objections}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

//! What left the document is forgotten by Terraform and not destroyed.
//!
//! In: a copy of a module with `removed.tf`, and a state that has each resource that it names, as an earlier apply left it. Out: how many
//! of them the plan forgets. Never: a call to AWS, a write into the tree.

use std::fs;
use std::path::Path;

use hcl_edit::structure::Body;
use serde_json::{Value, json};

use super::judge::{Fault, Found, Judge, Verdict, stdout_of};
use super::terraform::{self, blocks};
use super::terraform_plan;
use super::tree::{self, Tree};

/// The file that lets go.
const FILE: &str = "terraform/removed.tf";

/// The golden whose document lost what is retained.
const LEFT: &str = "left";

pub const JUDGE: Judge = Judge {
    name: "terraform-forget",
    things: "forgotten resources",
    concerns: |tree| terraform::fits_every_mirror(tree) && tree.root.join(FILE).exists(),
    find,
    faults: &[
        fault(
            "a block that destroys",
            "from = aws_eip.data_nat_a\n\n  lifecycle {\n    destroy = false",
            "from = aws_eip.data_nat_a\n\n  lifecycle {\n    destroy = true",
            "aws_eip.data_nat_a: [\"delete\"]",
        ),
        fault("a resource that is there", "aws_eip.data_nat_a\n", "aws_eip.shop_nat_a\n", "aws_eip.shop_nat_a"),
        fault("an instance of one", "aws_eip.data_nat_a\n", "aws_eip.data_nat_a[0]\n", "instance keys not allowed"),
    ],
};

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: LEFT, file: FILE, text, instead, says }
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
    terraform::prepare(mirror, tree, work, terraform_plan::OFFLINE)?;
    terraform_plan::takes_no_role(work).map_err(|error| error.to_string())?;
    let addresses = addresses(&fs::read_to_string(work.join("removed.tf")).map_err(|error| error.to_string())?)?;
    fs::write(work.join("terraform.tfstate"), state(&addresses).to_string()).map_err(|error| error.to_string())?;
    terraform::init(work)?;
    // Terraform warns of whatever it forgets, so a warning is no objection here.
    terraform::step(work, &["plan", "-input=false", "-lock=false", "-refresh=false", "-out=made.tfplan"])?;
    let plan = stdout_of(terraform::offline(work).args(["show", "-json", "made.tfplan"]))?;
    let plan: Value = serde_json::from_str(&plan).map_err(|error| format!("the plan cannot be read back: {error}"))?;
    let changes = plan["resource_changes"].as_array().map(Vec::as_slice).unwrap_or_default();
    for address in &addresses {
        let change = changes.iter().find(|change| change["address"] == **address);
        let actions = change.map_or(&Value::Null, |change| &change["change"]["actions"]);
        if *actions != json!(["forget"]) {
            return Err(format!("{address}: {actions} and not forgotten"));
        }
    }
    Ok(addresses.len())
}

/// What the blocks of the file name.
fn addresses(text: &str) -> Result<Vec<String>, String> {
    let body: Body = hcl_edit::parser::parse_body(text).map_err(|error| error.to_string())?;
    let bodies = [body];
    let from = |block: &hcl_edit::structure::Block| block.body.get_attribute("from").map(|from| from.value.to_string());
    let all: Vec<String> = blocks(&bodies, "removed").filter_map(from).map(|from| from.trim().to_owned()).collect();
    if all.is_empty() { Err("removed.tf lets nothing go".to_owned()) } else { Ok(all) }
}

/// A state that has each resource, with no value but its id: the provider fills the rest with null.
fn state(addresses: &[String]) -> Value {
    let resource = |address: &String| {
        let (kind, name) = address.split_once('.').unwrap_or_default();
        let instance = json!({"schema_version": 0, "attributes": {"id": "made-up"}});
        let provider = "provider[\"registry.terraform.io/hashicorp/aws\"]";
        json!({"mode": "managed", "type": kind, "name": name, "provider": provider, "instances": [instance]})
    };
    let resources: Vec<Value> = addresses.iter().map(resource).collect();
    json!({"version": 4, "terraform_version": "1.7.0", "serial": 1, "lineage": "judge", "outputs": {}, "resources": resources})
}

//! cfn-lint reads every template with the resource schemas of the Region that `deploy.json` names for it.
//! <https://github.com/aws-cloudformation/cfn-lint>

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use super::deployed::Account as Lint;
use super::judge::{Fault, Found, Judge, Verdict};
use super::setting;
use super::tree::{self, Tree};

/// cfn-lint, which was imported once.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/lint.py");

/// Where a tree has no `deploy.json`, its templates are for any Region.
const ANY_REGION: &str = "us-east-1";

/// Rules whose warnings are accepted, each with the reason. Errors cannot be accepted.
const ACCEPTED: &[(&str, &str)] = &[(
    "W3010",
    "the blueprint chooses the zones, and a subnet that changes its zone is replaced: a zone is no deployment detail",
)];

pub const JUDGE: Judge = Judge {
    name: "cfn-lint",
    things: "templates",
    concerns: |tree| !tree.templates().is_empty(),
    find,
    faults: &[
        Fault {
            what: "an unknown property",
            tree: tree::SAMPLE,
            file: TEMPLATE,
            text: "EnableDnsSupport: true",
            instead: "EnableDnsSuport: true",
            says: "E3002",
        },
        Fault {
            what: "a reference to nothing",
            tree: tree::SAMPLE,
            file: TEMPLATE,
            text: "InternetGatewayId: !Ref SampleInternetGateway",
            instead: "InternetGatewayId: !Ref Nowhere",
            says: "E1020",
        },
        Fault {
            what: "a subnet outside its VPC",
            tree: tree::SAMPLE,
            file: TEMPLATE,
            text: "CidrBlock: 10.0.0.0/24",
            instead: "CidrBlock: 10.9.0.0/24",
            says: "E3059",
        },
        Fault {
            what: "a warning that nobody accepted",
            tree: tree::SAMPLE,
            file: TEMPLATE,
            text: "Outputs:\n",
            instead: "Parameters:\n  Unused: { Type: String }\n\nOutputs:\n",
            says: "W2001",
        },
        // AWS takes that: every code of a type of ICMPv6. cfn-lint objects; once it does not, `IcmpType` and what says so can change.
        Fault {
            what: "a type of ICMPv6 without its code",
            tree: "everything",
            file: "cloudformation/main-security.yaml",
            text: "FromPort: 128\n          ToPort: 0",
            instead: "FromPort: 128\n          ToPort: -1",
            says: "E3688",
        },
        Fault {
            what: "a plan without a Region",
            tree: tree::SAMPLE,
            file: "cloudformation/deploy.json",
            text: "\"region\"",
            instead: "\"place\"",
            says: "names no Region",
        },
    ],
};
const TEMPLATE: &str = "cloudformation/sample.yaml";

fn find() -> Result<Found, String> {
    let (lint, hello) = Lint::start(&setting::python(), SCRIPT, &[])?;
    let version = hello["version"].as_str().ok_or("cfn-lint has no version")?.to_owned();
    let lint = Mutex::new(lint);
    Ok(Found { version, judge: Box::new(move |tree| judge(&lint, tree)) })
}

fn judge(lint: &Mutex<Lint>, tree: &Tree) -> Verdict {
    let mut objections = Vec::new();
    for (region, templates) in by_region(tree)? {
        let mut arguments = ["--format", "json", "-r", &region, "--"].map(str::to_owned).to_vec();
        arguments.extend(templates.iter().map(|template| template.display().to_string()));
        // From inside the tree, so that no settings file of this repository has a say.
        let call = json!({"folder": tree.root, "arguments": arguments});
        let told = lint.lock().unwrap_or_else(PoisonError::into_inner).ask(&call)?;
        // The status has a bit each for errors (2), warnings (4) and remarks (8); anything else is a breakdown.
        let matches: Vec<Value> = serde_json::from_str(told["out"].as_str().unwrap_or_default()).unwrap_or_default();
        match told["status"].as_i64() {
            Some(0) => {}
            Some(2 | 4 | 6 | 8 | 10 | 12 | 14) if !matches.is_empty() => {
                objections.extend(matches.iter().filter(|found| !accepted(found)).map(line));
            }
            _ => return Err(format!("cfn-lint broke down: {told}")),
        }
    }
    if objections.is_empty() { Ok(tree.templates().len()) } else { Err(objections.join("\n")) }
}

fn accepted(found: &Value) -> bool {
    found["Level"] != "Error" && ACCEPTED.iter().any(|(rule, _)| found["Rule"]["Id"] == *rule)
}

fn line(found: &Value) -> String {
    let field = |pointer: &str| found.pointer(pointer).map(ToString::to_string).unwrap_or_default().replace('"', "");
    let (file, rule, message) = (field("/Filename"), field("/Rule/Id"), field("/Message"));
    format!(
        "{file}:{}:{}: {rule} {message}",
        field("/Location/Start/LineNumber"),
        field("/Location/Start/ColumnNumber")
    )
}

/// The templates by the Region that they are for.
pub fn by_region(tree: &Tree) -> Result<BTreeMap<String, Vec<PathBuf>>, String> {
    let deploy = tree.root.join("cloudformation/deploy.json");
    let plan: Option<Value> = match fs::read(&deploy) {
        Ok(bytes) => Some(serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", deploy.display()))?),
        Err(_) => None,
    };
    let mut regions = BTreeMap::<String, Vec<PathBuf>>::new();
    for template in tree.templates() {
        let below = template.strip_prefix(tree.root.join("cloudformation")).map_err(|error| error.to_string())?;
        let name = below.to_string_lossy().into_owned();
        let region = match &plan {
            Some(plan) => region_of(plan, &name, None)
                .ok_or_else(|| format!("{} names no Region for {name}", deploy.display()))?,
            None => ANY_REGION.to_owned(),
        };
        regions.entry(region).or_default().push(template);
    }
    Ok(regions)
}

/// The `region` beside the text that names the template, or else of the nearest object around it.
fn region_of(value: &Value, template: &str, outer: Option<&str>) -> Option<String> {
    match value {
        Value::String(text) => {
            let names_it = text == template || text.ends_with(&format!("/{template}"));
            outer.filter(|_| names_it).map(str::to_owned)
        }
        Value::Array(items) => items.iter().find_map(|item| region_of(item, template, outer)),
        Value::Object(fields) => {
            let region = fields.get("region").and_then(Value::as_str).or(outer);
            fields.values().find_map(|field| region_of(field, template, region))
        }
        _ => None,
    }
}

//! cfn-lint reads every template with the schemas of its Region. <https://github.com/aws-cloudformation/cfn-lint>

use super::program::{command, run, said};
use super::templates::Deployment;
use super::tree::Tree;
use super::{Judgement, Tools, Verdict};
use crate::net::Region;
use serde_json::Value;
use std::collections::BTreeMap;

const NAME: &str = "cfn-lint";
const THINGS: &str = "templates";

/// Where nothing says a template's Region, it is for any.
const ANY_REGION: &str = "us-east-1";

/// Warnings that say nothing against a rendered template, each with the reason. Errors are never accepted.
const ACCEPTED: &[(&str, &str)] =
    &[("W3010", "the blueprint chooses the zones, and a subnet that changes its zone is replaced")];

pub(super) fn judge(tree: &Tree, tools: &Tools) -> Judgement {
    if tree.templates.is_empty() {
        return Judgement::skipped(NAME, "", THINGS, "there are no templates");
    }
    let version = match run(command(NAME, tools).arg("--version")) {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).trim().trim_start_matches("cfn-lint ").to_owned()
        }
        Ok(output) => return Judgement::skipped(NAME, "", THINGS, said(&output)),
        Err(why) => return Judgement::skipped(NAME, "", THINGS, why),
    };
    let verdict = lint(tree, tools).unwrap_or_else(Verdict::Failed);
    Judgement { judge: NAME, version, count: tree.templates.len(), things: THINGS, verdict }
}

fn lint(tree: &Tree, tools: &Tools) -> Result<Verdict, String> {
    let deployment = Deployment::of(tree);
    let mut regions = BTreeMap::<String, Vec<String>>::new();
    let mut wrong = Vec::new();
    for template in &tree.templates {
        let region = deployment.region(&template.name).unwrap_or(ANY_REGION);
        match region.parse::<Region>() {
            Ok(region) => {
                regions.entry(region.to_string()).or_default().push(format!("cloudformation/{}", template.name));
            }
            Err(_) => wrong.push(format!("cloudformation/deploy.json: {region} is no Region")),
        }
    }
    for (region, templates) in regions {
        let output = run(command(NAME, tools).args(["--format", "json", "-r", &region, "--"]).args(templates))?;
        // The status has a bit each for errors (2), warnings (4) and remarks (8); anything else is a breakdown.
        let found: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap_or_default();
        match output.status.code() {
            Some(0) => {}
            Some(2 | 4 | 6 | 8 | 10 | 12 | 14) if !found.is_empty() => {
                wrong.extend(found.iter().filter(|one| !is_accepted(one)).map(line));
            }
            _ => return Err(said(&output)),
        }
    }
    Ok(Judgement::objects_if(wrong))
}

fn is_accepted(found: &Value) -> bool {
    let rule = &found["Rule"]["Id"];
    found["Level"] == "Informational" || (found["Level"] == "Warning" && ACCEPTED.iter().any(|(one, _)| rule == one))
}

/// `cloudformation/shop.yaml:12: E3002 …`
fn line(found: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = &found["Location"]["Start"]["LineNumber"];
    format!("{}:{line}: {} {}", text(&found["Filename"]), text(&found["Rule"]["Id"]), text(&found["Message"]))
}

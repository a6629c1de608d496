//! Terraform formats and validates a copy of the module, with the AWS provider of a mirror. Nothing is downloaded.
//! <https://developer.hashicorp.com/terraform/cli/commands/validate>

use super::program::{command, run, said};
use super::tree::Tree;
use super::{Judgement, Tools, Verdict};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = "terraform";
const FMT: &str = "terraform fmt";
const VALIDATE: &str = "terraform validate";
const THINGS: &str = "files";

/// Where the AWS provider lies in a mirror.
/// <https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror>
const AWS: &str = "registry.terraform.io/hashicorp/aws";
const SETTINGS: &str = "terraform.rc";

/// Both judges.
pub(super) fn judge(tree: &Tree, tools: &Tools) -> [Judgement; 2] {
    let neither = |version: &str, why: &str| [FMT, VALIDATE].map(|name| Judgement::skipped(name, version, THINGS, why));
    if tree.terraform.is_empty() {
        return neither("", "there are no Terraform files");
    }
    let version = match run(terraform(tools).args(["version", "-json"])) {
        Ok(output) => match serde_json::from_slice::<Value>(&output.stdout) {
            Ok(told) => told["terraform_version"].as_str().unwrap_or("of unknown version").to_owned(),
            Err(_) => return neither("", &said(&output)),
        },
        Err(why) => return neither("", &why),
    };
    let count = tree.terraform.len();
    let judgement = |judge, version: String, verdict| Judgement { judge, version, count, things: THINGS, verdict };
    let fmt = fmt(tools).unwrap_or_else(Verdict::Failed);
    let validate = match mirror(tools) {
        None => Judgement::skipped(
            VALIDATE,
            &version,
            THINGS,
            "no AWS provider in Terraform's folders for plugins; NETGEN_TERRAFORM_MIRROR names a mirror",
        ),
        Some((mirror, provider)) => {
            let version = format!("{version}, aws {provider}");
            match validate(mirror, tools) {
                Ok(Verdict::Skipped(why)) => Judgement::skipped(VALIDATE, &version, THINGS, why),
                Ok(verdict) => judgement(VALIDATE, version, verdict),
                Err(why) => judgement(VALIDATE, version, Verdict::Failed(why)),
            }
        }
    };
    [judgement(FMT, version, fmt), validate]
}

/// In the copied module, with no variable of the user's that could change what it says or reach for an account.
fn terraform(tools: &Tools) -> Command {
    let mut command = command(PROGRAM, tools);
    command.env_clear().env("PATH", &tools.path).env("HOME", &tools.scratch).current_dir(tools.scratch.join(PROGRAM));
    command.env("TF_CLI_CONFIG_FILE", tools.scratch.join(SETTINGS));
    command.env("TF_IN_AUTOMATION", "1").env("CHECKPOINT_DISABLE", "1").env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

fn fmt(tools: &Tools) -> Result<Verdict, String> {
    let output = run(terraform(tools).args(["fmt", "-check", "-list=true", "-write=false", "-no-color"]))?;
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(match output.status.code() {
        Some(0) => Verdict::Agrees,
        Some(3) => Verdict::Objects(
            listed.lines().map(|file| format!("terraform/{file}: terraform fmt would change it")).collect(),
        ),
        _ => {
            Verdict::Objects(said(&output).lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
        }
    })
}

/// The first folder that has the provider, and its versions.
fn mirror(tools: &Tools) -> Option<(&Path, String)> {
    tools.mirrors.iter().find_map(|mirror| {
        let names =
            fs::read_dir(mirror.join(AWS)).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut versions: Vec<String> =
            names.filter(|name| name.starts_with(|first: char| first.is_ascii_digit())).collect();
        versions.sort();
        (!versions.is_empty()).then(|| (mirror.as_path(), versions.join(", ")))
    })
}

fn validate(mirror: &Path, tools: &Tools) -> Result<Verdict, String> {
    let path = Value::from(mirror.to_string_lossy().into_owned());
    let settings = format!("provider_installation {{\n  filesystem_mirror {{\n    path = {path}\n  }}\n}}\n");
    fs::write(tools.scratch.join(SETTINGS), settings).map_err(|cause| format!("cannot write its settings: {cause}"))?;
    // Neither a backend nor a module of somebody else is wanted.
    let init = run(terraform(tools).args(["init", "-backend=false", "-get=false", "-input=false", "-no-color"]))?;
    if !init.status.success() {
        let said = said(&init);
        let why =
            said.lines().find(|line| line.contains("Error")).unwrap_or("it failed").trim_start_matches(['│', ' ']);
        return Ok(Verdict::Skipped(format!("terraform init: {why}")));
    }
    let output = run(terraform(tools).args(["validate", "-json"]))?;
    let told: Value = serde_json::from_slice(&output.stdout).map_err(|_| said(&output))?;
    let found = told["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default();
    let wrong = found.iter().map(line).collect();
    Ok(Judgement::objects_if(wrong))
}

/// `terraform/vpc_shop.tf:12: Unsupported argument: …`
fn line(found: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (file, line) = (&found["range"]["filename"], &found["range"]["start"]["line"]);
    format!("terraform/{}:{line}: {}: {}", text(file), text(&found["summary"]), text(&found["detail"]))
}

//! Terraform formats and validates copies of the root modules, with the AWS provider of a mirror. Nothing is downloaded.
//! <https://developer.hashicorp.com/terraform/cli/commands/validate>

use super::program::{command, run, said};
use super::tree::Tree;
use super::{Judgement, Tools, Verdict, hcl};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = "terraform";
const FMT: &str = "terraform fmt";
const VALIDATE: &str = "terraform validate";
const THINGS: &str = "files";

/// Where the AWS provider is in a mirror.
/// <https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror>
const AWS: &str = "registry.terraform.io/hashicorp/aws";
const SETTINGS: &str = "terraform.rc";
/// Where all roots have the provider: unpacked for each, it takes more room than everything else.
const DATA: &str = "terraform.data";

/// Both judges.
pub(super) fn judge(tree: &Tree, tools: &Tools) -> [Judgement; 2] {
    let neither = |version: &str, why: &str| [FMT, VALIDATE].map(|name| Judgement::skipped(name, version, THINGS, why));
    if tree.terraform.is_empty() {
        return neither("", "there are no Terraform files");
    }
    let reading = reading(tree);
    if !reading.is_empty() {
        let fmt = Judgement::skipped(FMT, "", THINGS, "the module reads files of this machine");
        let own = Judgement::own(VALIDATE, tree.terraform.len(), THINGS, Verdict::Objects(reading));
        return [fmt, own];
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
            match validate(tree, mirror, tools) {
                Ok(Verdict::Skipped(why)) => Judgement::skipped(VALIDATE, &version, THINGS, why),
                Ok(verdict) => judgement(VALIDATE, version, verdict),
                Err(why) => judgement(VALIDATE, version, Verdict::Failed(why)),
            }
        }
    };
    [judgement(FMT, version, fmt), validate]
}

/// Calls that would put files of this machine into what Terraform says, so that it is not asked.
fn reading(tree: &Tree) -> Vec<String> {
    let calls = tree.terraform.iter().flat_map(|file| {
        let calls = hcl::reads(&file.text).into_iter();
        calls.map(|(line, name)| format!("terraform/{}:{line}: {name}() reads files of this machine", file.name))
    });
    calls.collect()
}

/// In the copied modules, with no variable of the user's that could change what it says or reach for an account.
fn terraform(tools: &Tools) -> Command {
    let mut command = command(PROGRAM, tools);
    command.env_clear().env("PATH", &tools.path).env("HOME", &tools.scratch).current_dir(tools.scratch.join(PROGRAM));
    command.env("TF_CLI_CONFIG_FILE", tools.scratch.join(SETTINGS)).env("TF_DATA_DIR", tools.scratch.join(DATA));
    command.env("TF_IN_AUTOMATION", "1").env("CHECKPOINT_DISABLE", "1").env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

fn fmt(tools: &Tools) -> Result<Verdict, String> {
    let output =
        run(terraform(tools).args(["fmt", "-check", "-recursive", "-list=true", "-write=false", "-no-color"]))?;
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

/// Validates one root after the other. What is skipped of one counts where nothing is wrong with the others.
fn validate(tree: &Tree, mirror: &Path, tools: &Tools) -> Result<Verdict, String> {
    let path = Value::from(mirror.to_string_lossy().into_owned());
    let settings = format!("provider_installation {{\n  filesystem_mirror {{\n    path = {path}\n  }}\n}}\n");
    fs::write(tools.scratch.join(SETTINGS), settings).map_err(|cause| format!("cannot write its settings: {cause}"))?;
    let (mut wrong, mut skipped) = (Vec::new(), None);
    for root in tree.roots() {
        match validate_root(root, tools)? {
            Verdict::Objects(lines) => wrong.extend(lines),
            other @ Verdict::Skipped(_) => skipped = skipped.or(Some(other)),
            Verdict::Agrees | Verdict::Failed(_) => {}
        }
    }
    Ok(skipped.filter(|_| wrong.is_empty()).unwrap_or_else(|| Judgement::objects_if(wrong)))
}

/// Validates the root module in a folder.
fn validate_root(root: &str, tools: &Tools) -> Result<Verdict, String> {
    let here = || {
        let mut command = terraform(tools);
        command.current_dir(tools.scratch.join(PROGRAM).join(root));
        command
    };
    // Neither a backend nor a module of somebody else is wanted.
    let init = run(here().args(["init", "-backend=false", "-get=false", "-input=false", "-no-color"]))?;
    if !init.status.success() {
        let refused = refusals(root, &said(&init));
        let missing = |line: &String| MISSING.iter().any(|sign| line.contains(sign));
        return Ok(match refused.iter().find(|line| missing(line)) {
            // Nothing else is wrong that Terraform could say without the provider.
            Some(why) if refused.iter().all(missing) => Verdict::Skipped(format!("terraform init: {why}")),
            _ => Verdict::Objects(refused.into_iter().filter(|line| !missing(line)).collect()),
        });
    }
    let output = run(here().args(["validate", "-json"]))?;
    let told: Value = serde_json::from_slice(&output.stdout).map_err(|_| said(&output))?;
    let found = told["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default();
    let wrong = found.iter().map(|one| line(root, one)).collect();
    Ok(Judgement::objects_if(wrong))
}

/// How Terraform begins to say that a provider is not in the mirror, or not in this version.
const MISSING: &[&str] =
    &["Failed to query available provider packages", "Failed to install provider", "Invalid provider registry host"];

/// What `terraform init` refuses the module for, a line each: `terraform/vpc_shop.tf:12: Duplicate resource …`.
fn refusals(root: &str, said: &str) -> Vec<String> {
    let mut refused: Vec<String> = Vec::new();
    for line in said.lines().map(|line| line.trim_start_matches(['│', '╷', '╵', ' '])) {
        if let Some(error) = line.strip_prefix("Error: ") {
            refused.push(error.to_owned());
        } else if let (Some(last), Some(place)) = (refused.last_mut(), line.strip_prefix("on "))
            && let Some((file, rest)) = place.split_once(" line ")
            && !last.starts_with("terraform/")
        {
            let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
            *last = format!("terraform/{root}{file}:{number}: {last}");
        }
    }
    if refused.is_empty() {
        refused.push(format!("terraform init: {}", said.lines().next().unwrap_or("it failed")));
    }
    refused
}

/// `terraform/vpc_shop.tf:12: Unsupported argument: …`
fn line(root: &str, found: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (file, line) = (&found["range"]["filename"], &found["range"]["start"]["line"]);
    format!("terraform/{root}{}:{line}: {}: {}", text(file), text(&found["summary"]), text(&found["detail"]))
}

//! What the Terraform judges share: the program, the mirror that has the AWS provider, and a clean environment to run in.
//!
//! Never: a download. Providers come from a filesystem mirror alone, so a run is the same on every machine that has one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::judge::{output, said, stdout_of};
use super::setting;

/// Where the AWS provider lies in a mirror.
const AWS: &str = "registry.terraform.io/hashicorp/aws";

/// Terraform's own settings in a judge's folder.
const SETTINGS: &str = "judge.tfrc";

/// The version of the `terraform` on the PATH.
pub fn version() -> Result<String, String> {
    let told = stdout_of(command(Path::new(env!("CARGO_TARGET_TMPDIR"))).args(["version", "-json"]))?;
    let told: Value = serde_json::from_str(&told).map_err(|error| format!("terraform version -json: {error}"))?;
    Ok(told["terraform_version"].as_str().unwrap_or("of unknown version").to_owned())
}

/// `terraform` in `folder`, with no variable of the user's that could change what it says or reach for an account.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new("terraform");
    command.current_dir(folder).env_clear().env("PATH", setting::path()).env("HOME", folder);
    command.env("TF_IN_AUTOMATION", "1").env("CHECKPOINT_DISABLE", "1").env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

/// Says in `work` that providers come from the mirror, for [`step`] and [`offline`].
pub fn use_mirror(mirror: &Path, work: &Path) -> Result<(), String> {
    let mirror = Value::from(mirror.display().to_string());
    let settings = format!("provider_installation {{\n  filesystem_mirror {{\n    path = {mirror}\n  }}\n}}\n");
    let file = work.join(SETTINGS);
    fs::write(&file, settings).map_err(|error| format!("{}: {error}", file.display()))
}

/// [`command`] in a folder that [`use_mirror`] has prepared.
pub fn offline(work: &Path) -> Command {
    let mut command = command(work);
    command.env("TF_CLI_CONFIG_FILE", work.join(SETTINGS));
    command
}

/// Runs one command of Terraform, which has to succeed.
pub fn step(work: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = output(offline(work).args(arguments))?;
    if output.status.success() { Ok(()) } else { Err(format!("terraform {}: {}", arguments[0], said(&output))) }
}

/// The mirror and the versions of the AWS provider in it: `NETGEN_TERRAFORM_MIRROR`, or the first of the folders that Terraform
/// itself looks in. <https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories>
pub fn mirror() -> Result<(PathBuf, String), String> {
    let candidates = match setting::terraform_mirror() {
        Some(named) => vec![named],
        None => implied_mirrors(),
    };
    let has_provider = |path: &&PathBuf| path.join(AWS).is_dir();
    let Some(mirror) = candidates.iter().find(has_provider) else {
        let places: Vec<String> = candidates.iter().map(|path| path.display().to_string()).collect();
        return Err(format!(
            "no provider mirror with {AWS} at {}; NETGEN_TERRAFORM_MIRROR names one",
            places.join(", ")
        ));
    };
    let names = fs::read_dir(mirror.join(AWS)).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let is_version = |name: &String| name.starts_with(|first: char| first.is_ascii_digit());
    let mut versions: Vec<String> = names.filter_map(|name| name.into_string().ok()).filter(is_version).collect();
    versions.sort();
    Ok((mirror.clone(), versions.join(", ")))
}

fn implied_mirrors() -> Vec<PathBuf> {
    let home = setting::home().map(|home| home.join(".terraform.d/plugins"));
    let fixed = ["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"].map(PathBuf::from);
    [PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("terraform.d/plugins")]
        .into_iter()
        .chain(home)
        .chain(fixed)
        .collect()
}

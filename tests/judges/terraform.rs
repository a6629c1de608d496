//! What the judges that run Terraform share: the program, the mirror that has the AWS provider, and a copy of a module that can be run in a
//! clean environment.
//!
//! Never: a download. Providers come from a filesystem mirror alone, so a run is the same on every machine that has one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};

use hcl_edit::structure::{Block, Body};
use serde_json::{Map, Value, json};

use super::judge::{output, said, stdout_of};
use super::setting;
use super::tree::{self, Tree};
use crate::common::dialects::roots::joined;

/// Where the AWS provider lies in a mirror.
const AWS: &str = "registry.terraform.io/hashicorp/aws";

/// The versions that most modules ask for.
pub const OLDEST: &str = "\">= 5.100, < 7.0\"";

/// Stands for every required text. It also passes as a pre-shared key: 8 to 64 letters, digits, dots and underscores, not starting with zero.
const MADE_UP: &str = "made_up_by_the_judge";

/// What a judge adds to a module's blocks.
const OVERRIDE: &str = "judge_override.tf";

/// Terraform's own settings in a judge's folder.
pub const SETTINGS: &str = "judge.tfrc";

/// Whether a mirror with the oldest provider that netgen works with can serve the tree. The few others ask for a newer one, and kept
/// names judge them.
pub fn fits_every_mirror(tree: &Tree) -> bool {
    let versions = fs::read_to_string(tree.root.join("terraform/versions.tf")).unwrap_or_default();
    !tree.terraform_files().is_empty() && (versions.is_empty() || versions.contains(OLDEST))
}

/// The version of the `terraform` on the PATH, which is asked once.
pub fn version() -> Result<String, String> {
    static VERSION: OnceLock<Result<String, String>> = OnceLock::new();
    VERSION.get_or_init(asked_version).clone()
}

fn asked_version() -> Result<String, String> {
    let told = stdout_of(command(Path::new(env!("CARGO_TARGET_TMPDIR"))).args(["version", "-json"]))?;
    let told: Value = serde_json::from_str(&told).map_err(|error| format!("terraform version -json: {error}"))?;
    Ok(told["terraform_version"].as_str().unwrap_or("of unknown version").to_owned())
}

/// `terraform` in `folder`, with no variable of the user's that could change what it says or reach for an account.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new("terraform");
    shield(&mut command, folder);
    command
}

/// How much a heap of Terraform and of its providers may grow before it is swept, in percent. Their runs are short, and most of what they have is
/// the provider's schema, which stays: by their own measure, of 100, they sweep for a third of their time.
/// <https://pkg.go.dev/runtime#hdr-Environment_Variables>
const GROWTH: &str = "400";

/// Runs a program that runs Terraform in the same way.
pub fn shield(command: &mut Command, folder: &Path) {
    command.env_clear().env("GOGC", GROWTH);
    command.current_dir(folder).env("PATH", setting::path()).env("HOME", folder);
    command.env("TF_IN_AUTOMATION", "1").env("CHECKPOINT_DISABLE", "1").env("AWS_EC2_METADATA_DISABLED", "true");
    // Each of hundreds of runs reads the provider's large schema once and ends: collecting garbage took a quarter of it.
    command.env("GOGC", "400");
}

/// Says in `work` that providers come from the mirror, for [`step`] and [`offline`].
///
/// Where the mirror has the AWS provider unpacked, it is taken from there as it lies. Terraform would add up the 700 MB of it anew in each
/// of its hundreds of runs, and says itself that it looks at no versions then: [`installs`] is for that.
/// <https://developer.hashicorp.com/terraform/cli/config/config-file#development-overrides-for-provider-developers>
pub fn use_mirror(mirror: &Path, work: &Path) -> Result<(), String> {
    let unpacked = unpacked(mirror).map(|folder| Value::from(folder.display().to_string()));
    let unpacked = unpacked.map(|folder| format!("  dev_overrides {{\n    \"hashicorp/aws\" = {folder}\n  }}\n"));
    settings(mirror, work, &unpacked.unwrap_or_default())
}

fn settings(mirror: &Path, work: &Path, more: &str) -> Result<(), String> {
    let mirror = Value::from(mirror.display().to_string());
    let settings = format!("provider_installation {{\n{more}  filesystem_mirror {{\n    path = {mirror}\n  }}\n}}\n");
    write(&work.join(SETTINGS), &settings)
}

/// The folder of the newest AWS provider of the mirror that modules can have, if it is unpacked for this machine.
fn unpacked(mirror: &Path) -> Option<PathBuf> {
    let folders = |of: &Path| fs::read_dir(of).into_iter().flatten().flatten().map(|entry| entry.path());
    let number = |version: &Path| {
        let name = version.file_name()?.to_str()?;
        name.split('.').map(|part| part.parse::<u32>().ok()).collect::<Option<Vec<u32>>>()
    };
    let fits = |(number, _): &(Vec<u32>, PathBuf)| number >= &vec![5, 100] && number < &vec![7];
    let versions = folders(&mirror.join(AWS)).filter_map(|version| Some((number(&version)?, version))).filter(fits);
    let (_, newest) = versions.max()?;
    let machine = format!("linux_{}", if cfg!(target_arch = "x86_64") { "amd64" } else { "arm64" });
    let own = folders(&newest).find(|folder| folder.ends_with(&machine))?;
    let is_program = |file: PathBuf| {
        file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("terraform-provider-aws"))
    };
    folders(&own).any(is_program).then_some(own)
}

/// Prepares the module in `work` for a plan: what Terraform asks for by `init`, where there is anything to do.
pub fn init(work: &Path) -> Result<(), String> {
    let has = |file: &str, text: &str| fs::read_to_string(work.join(file)).is_ok_and(|all| all.contains(text));
    if has(SETTINGS, "dev_overrides") && !has(OVERRIDE, "backend") {
        return Ok(());
    }
    step(work, &["init", "-no-color", "-input=false"])
}

/// Gives a folder the state of another one, and what [`init`] made there.
pub fn go_on(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from.join("terraform.tfstate"), to.join("terraform.tfstate"))?;
    if from.join(".terraform").exists() {
        fs::copy(from.join(".terraform.lock.hcl"), to.join(".terraform.lock.hcl"))?;
        symlink(from.join(".terraform"), to.join(".terraform"))?;
    }
    Ok(())
}

/// Whether a mirror can serve what the module asks for. Each text is tried once.
pub fn installs(mirror: &Path, tree: &Tree) -> Result<(), String> {
    static TRIED: Mutex<BTreeMap<String, Result<(), String>>> = Mutex::new(BTreeMap::new());
    let text = fs::read_to_string(tree.root.join("terraform/versions.tf")).unwrap_or_default();
    let mut tried = TRIED.lock().unwrap_or_else(PoisonError::into_inner);
    let verdict = tried.entry(text).or_insert_with_key(|text| {
        let place = tree::scratch().map_err(|error| error.to_string())?;
        write(&place.path().join("versions.tf"), text)?;
        settings(mirror, place.path(), "")?;
        step(place.path(), &["init", "-no-color", "-input=false", "-backend=false"])
    });
    verdict.clone()
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

/// The files of the module by their names. Several root modules are one here: what one takes of another refers to what is there, so that
/// Terraform tries that they fit together.
pub fn module(tree: &Tree) -> Result<BTreeMap<String, String>, String> {
    let mut files = BTreeMap::new();
    let order = [tree.root.join("terraform/roots.json")].into_iter().filter(|file| file.exists());
    for file in tree.terraform_files().into_iter().chain(order) {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let path = file.strip_prefix(&tree.root).map_err(|error| error.to_string())?;
        files.insert(path.display().to_string(), text);
    }
    let name = |path: String| path.trim_start_matches("terraform/").replace('/', "_");
    Ok(joined(&files)?.into_iter().map(|(path, text)| (name(path), text)).collect())
}

/// Copies the module to `work` and adds what lets it be run there: the mirror, a value for every variable, and `provider`, the lines
/// that every block of the AWS provider gets besides its own.
pub fn prepare(mirror: &Path, tree: &Tree, work: &Path, provider: &str) -> Result<(), String> {
    let mut bodies = Vec::new();
    for (name, source) in module(tree)? {
        bodies.push(hcl_edit::parser::parse_body(&source).map_err(|error| format!("{name}: {error}"))?);
        write(&work.join(name), &source)?;
    }
    let variables = Value::Object(required_variables(&bodies)?).to_string();
    write(&work.join("judge.auto.tfvars.json"), &variables)?;
    if blocks(&bodies, "provider").next().is_none() {
        let caller = "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n";
        write(&work.join("judge.tf"), caller)?;
        bodies.push(hcl_edit::parser::parse_body(caller).map_err(|error| error.to_string())?);
    }
    let mut own = overrides(&bodies, provider);
    // States are kept beside the module, wherever the document wants them.
    if blocks(&bodies, "terraform").any(|block| blocks(std::slice::from_ref(&block.body), "backend").next().is_some()) {
        own.push_str("terraform {\n  backend \"local\" {}\n}\n");
    }
    write(&work.join(OVERRIDE), &own)?;
    use_mirror(mirror, work)
}

/// An override needs the block that it overrides, so there is one for each `provider "aws"`, by its alias. A module that leaves it to
/// its caller gets one in [`prepare`].
fn overrides(bodies: &[Body], provider: &str) -> String {
    blocks(bodies, "provider").filter(|block| label(block) == "aws").fold(String::new(), |mut file, block| {
        let alias = block.body.get_attribute("alias").and_then(|alias| alias.value.as_str());
        let alias = alias.map(|alias| format!("  alias = \"{alias}\"\n")).unwrap_or_default();
        let _ = writeln!(file, "provider \"aws\" {{\n{alias}{provider}}}\n");
        file
    })
}

/// A made-up value for every variable that has no default.
pub fn required_variables(bodies: &[Body]) -> Result<Map<String, Value>, String> {
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

/// The entry of a secret that the variable's own description asks for, as CloudFormation of the judges makes it up.
fn entry(variable: &Block) -> Option<String> {
    let description = variable.body.get_attribute("description")?.value.as_str()?;
    let (name, secret) = description.rsplit_once("entry ")?.1.split_once(" of the secret ")?;
    Some(format!("{name}.of.{secret}").replace(|letter: char| !letter.is_ascii_alphanumeric(), "."))
}

fn made_up(variable: &Block) -> Result<Value, String> {
    let kind = variable.body.get_attribute("type").map(|kind| kind.value.to_string());
    match kind.as_deref().map(str::trim) {
        None | Some("string" | "any") => {
            Ok(json!(entry(variable).or_else(|| example(variable)).unwrap_or(MADE_UP.to_owned())))
        }
        Some("number") => Ok(json!(1)),
        Some("bool") => Ok(json!(true)),
        Some("list(string)" | "set(string)") => Ok(json!([MADE_UP])),
        Some("map(string)") => Ok(json!({ "made_up": MADE_UP })),
        Some(other) => Err(format!("the judge can make up no value for variable {} of type {other}", label(variable))),
    }
}

pub fn blocks<'a>(bodies: &'a [Body], keyword: &'a str) -> impl Iterator<Item = &'a Block> {
    bodies.iter().flat_map(move |body| body.get_blocks(keyword))
}

fn label(block: &Block) -> &str {
    block.labels.first().map_or("", |label| label.as_str())
}

fn write(path: &Path, content: &str) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

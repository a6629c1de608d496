//! What was renamed is neither destroyed nor replaced: the module of a document in which everything has another name plans nothing over what
//! the module of before has made.
//!
//! In: the golden of `tests/blueprints/renamed.yaml`, and what `tests/blueprints/before/renamed.yaml` renders, which is applied to an
//! emulator on the loopback address. Out: how many resources stay as they are. Never: a call to AWS or another machine.
//!
//! That the templates of the golden make what the module of before makes is seen by the judge `deployed`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use netgen::cloudformation::Format as TemplateFormat;
use netgen::compile::{Texts, compile, read};
use netgen::diagnostic::{Diagnostics, Format, Sources, report};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::deployed::{Account, provider, region};
use super::judge::{Fault, Found, Judge, Verdict, stdout_of};
use super::tree::{self, Tree};
use super::{setting, terraform};

pub const RENAMED: &str = "renamed";

/// The same, with labels of the new names, which Terraform moves.
const RELABELLED: &str = "relabelled";

pub const JUDGE: Judge = Judge {
    name: "renamed",
    things: "resources that stay",
    concerns: |tree| tree.name == RENAMED || tree.name == RELABELLED,
    find,
    faults: &[
        fault(
            "a label of the new name",
            "terraform/vpc_orders.tf",
            "\"aws_vpc_security_group_ingress_rule\" \"orders_web_from_anywhere_tcp_443\"",
            "\"aws_vpc_security_group_ingress_rule\" \"shop_web_from_anywhere_tcp_443\"",
            "aws_vpc_security_group_ingress_rule.orders_web_from_anywhere_tcp_443: [\"delete\"]",
        ),
        fault(
            "an address that moves",
            "terraform/vpc_ledger.tf",
            "cidr_block              = \"10.0.0.0/24\"",
            "cidr_block              = \"10.0.2.0/24\"",
            "aws_subnet.ledger_data_a: [\"delete\",\"create\"]",
        ),
        fault(
            "a name in AWS of the new name",
            "terraform/direct_connect_main.tf",
            "name            = \"corp-main\"",
            "name            = \"corp-tokyo-1\"",
            "aws_dx_gateway.main: [\"update\"]",
        ),
        Fault {
            tree: RELABELLED,
            ..fault(
                "a label that is not moved",
                "terraform/relabelled.tf",
                "from = aws_vpc.ledger\n",
                "from = aws_vpc.ledgers\n",
                "aws_vpc.ledger: [\"delete\"]",
            )
        },
    ],
};

const fn fault(
    what: &'static str,
    file: &'static str,
    text: &'static str,
    instead: &'static str,
    says: &'static str,
) -> Fault {
    Fault { what, tree: RENAMED, file, text, instead, says }
}

/// What stands before the rename: the account, and the folder with the module's state.
struct Before {
    /// It answers until it is dropped.
    _account: Account,
    hello: Value,
    work: TempDir,
    /// What the module of before would do once more: what the emulator does not say of a resource as it was made.
    noise: BTreeSet<String>,
}

fn find() -> Result<Found, String> {
    let terraform = terraform::version()?;
    let (mirror, provider) = terraform::mirror()?;
    let python = setting::python();
    stdout_of(std::process::Command::new(&python).args([super::deployed::SCRIPT, "--version"]))?;
    let before: OnceLock<Result<Mutex<Before>, String>> = OnceLock::new();
    let judge = move |tree: &Tree| {
        let before = before.get_or_init(|| Before::deployed(&python, &mirror).map(Mutex::new));
        let before = before.as_ref().map_err(Clone::clone)?.lock().unwrap_or_else(PoisonError::into_inner);
        before.judge(&mirror, tree)
    };
    Ok(Found { version: format!("terraform {terraform}, aws {provider}"), judge: Box::new(judge) })
}

impl Before {
    /// Applies what the document rendered before anything had another name.
    fn deployed(python: &Path, mirror: &Path) -> Result<Self, String> {
        let place = tree::scratch().map_err(|error| error.to_string())?;
        let old = rendered(place.path())?;
        let (account, hello) = Account::open(python, &region(&old)?)?;
        let work = tree::scratch().map_err(|error| error.to_string())?;
        terraform::prepare(mirror, &old, work.path(), &provider(&hello))?;
        terraform::init(work.path())?;
        let apply = ["apply", "-no-color", "-input=false", "-lock=false", "-auto-approve", "-parallelism=20"];
        terraform::step(work.path(), &apply)?;
        let mut before = Self { _account: account, hello, work, noise: BTreeSet::new() };
        before.noise = before.planned(mirror, &old)?.1;
        Ok(before)
    }

    /// Plans the module over what stands: as much is to be done as for the module of before, which is nothing but what the emulator does
    /// not say of a resource as it was made.
    fn judge(&self, mirror: &Path, tree: &Tree) -> Verdict {
        let (stays, acts) = self.planned(mirror, tree)?;
        let wrong: Vec<String> = acts.symmetric_difference(&self.noise).cloned().collect();
        let gone = acts.iter().filter(|act| act.contains("delete")).cloned();
        let wrong: BTreeSet<String> = wrong.into_iter().chain(gone).collect();
        if wrong.is_empty() {
            return Ok(stays);
        }
        let lines = wrong.into_iter().collect::<Vec<_>>().join("\n");
        Err(format!("resources do not stay as they are:\n{lines}"))
    }

    /// How many resources stay as they are, and what happens to the others.
    fn planned(&self, mirror: &Path, tree: &Tree) -> Result<(usize, BTreeSet<String>), String> {
        let place = tree::scratch().map_err(|error| error.to_string())?;
        let work = place.path();
        terraform::prepare(mirror, tree, work, &provider(&self.hello))?;
        let state = "terraform.tfstate";
        fs::copy(self.work.path().join(state), work.join(state)).map_err(|error| error.to_string())?;
        terraform::init(work)?;
        let plan = ["plan", "-no-color", "-input=false", "-lock=false", "-refresh=false", "-out=made.tfplan"];
        terraform::step(work, &plan)?;
        let plan = stdout_of(terraform::offline(work).args(["show", "-json", "made.tfplan"]))?;
        let plan: Value = serde_json::from_str(&plan).map_err(|error| format!("the plan cannot be read: {error}"))?;
        let changes = plan["resource_changes"].as_array().map(Vec::as_slice).unwrap_or_default();
        let managed: Vec<&Value> = changes.iter().filter(|change| change["mode"] == "managed").collect();
        let act = |change: &&Value| {
            // By the address that the state has, where that moves.
            let before = change["previous_address"].as_str().or(change["address"].as_str()).unwrap_or_default();
            let (address, actions) = (before, &change["change"]["actions"]);
            (*actions != json!(["no-op"])).then(|| format!("{address}: {actions}"))
        };
        let acts: BTreeSet<String> = managed.iter().filter_map(act).collect();
        Ok((managed.len() - acts.len(), acts))
    }
}

/// Writes what the document of before renders.
pub fn rendered(folder: &Path) -> Result<Tree, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/blueprints/before/renamed.yaml");
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("renamed.yaml", text);
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    let files = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let compiled = compile(&input, "renamed.yaml", TemplateFormat::Yaml, &mut diagnostics)?;
        let module = netgen::terraform::render(&compiled.graph, &input.network, "renamed.yaml");
        Some(compiled.templates.into_iter().chain(module).collect::<Vec<_>>())
    });
    let files = files.ok_or_else(|| report(&diagnostics, &sources, Format::Text { color: false }))?;
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().ok_or("a file without a folder")?;
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, &file.text)).map_err(|error| error.to_string())?;
    }
    Ok(Tree { name: RENAMED.to_owned(), root: folder.to_owned() })
}

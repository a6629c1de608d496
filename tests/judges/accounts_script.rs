//! `apply.sh` is run with Terraform over accounts in which an earlier render stands.
//!
//! In: what stands, and edits of the document of `tests/accounts/`. Out: whether each edit is applied by one run of the script, whether a second
//! run finds nothing to do, and what stands between the accounts then. Never: a value that the script does not hand on itself.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use netgen::plan::lock::Lock;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::accounts::{Bench, DOCUMENT, closed, render, uses};
use super::accounts_roots::{CHOSEN, Moment, Render, Root, setup};
use super::deployed::provider;
use super::judge::output;
use super::setting;
use super::terraform;
use super::terraform_change::{Programs, scratch, write_below};

/// An edit of the document.
pub struct Edit {
    pub what: &'static str,
    /// Where each part begins, where it ends, and what stands there instead.
    parts: &'static [(&'static str, &'static str, &'static str)],
    /// Who may use what of another account afterwards.
    uses: &'static [&'static str],
}

const HUB_PARTNER: &str = "333333333333 transit gateway hub of 111111111111";
const HUB_SHOP: &str = "222222222222 transit gateway hub of 111111111111";
const DIRECT_SHOP: &str = "222222222222 transit gateway direct of 111111111111";
const PROFILE_SHOP: &str = "222222222222 profile union-shared of 111111111111";

const PEERING: (&str, &str, &str) = ("peerings:\n", "quotas:", "");
const RULE: (&str, &str, &str) = ("      app:\n        ingress: [{from: vpc/stock", "  tickets:", "      app: {}\n");

/// The edits of every run: each applies all roots twice. `NETGEN_CHANGE_PAIRS=all` takes all.
pub fn edits() -> impl Iterator<Item = &'static Edit> {
    EDITS.iter().filter(|edit| is_chosen(edit))
}

fn is_chosen(edit: &Edit) -> bool {
    setting::all_pairs() || edit.what == "a VPC"
}

/// What goes, and what it takes with it.
const EDITS: &[Edit] = &[
    Edit { what: "a VPC", parts: &[("  orders:\n", "  tickets:", ""), PEERING], uses: &[DIRECT_SHOP, HUB_PARTNER] },
    Edit {
        what: "an attachment",
        parts: &[
            (", attach: {to: direct", "}\n", ", tiers: {app: {prefix: 24, route: local}}"),
            ("  direct:   ", "\n\ndefaults:", ""),
        ],
        uses: &[HUB_PARTNER, HUB_SHOP, PROFILE_SHOP],
    },
    Edit {
        what: "a segment with its last VPC",
        parts: &[
            ("      partners: {reaches", "      shared: ", ""),
            (", [partners, internet]", "]}", ""),
            ("  tickets:", "  bench:", ""),
        ],
        uses: &[DIRECT_SHOP, HUB_SHOP, PROFILE_SHOP],
    },
    Edit { what: "a peering", parts: &[PEERING, RULE], uses: &[DIRECT_SHOP, HUB_PARTNER, HUB_SHOP, PROFILE_SHOP] },
    Edit {
        what: "the need to accept",
        parts: &[("  hub:\n", "    segments:", "  hub:\n    auto_accept: true\n")],
        uses: &[DIRECT_SHOP, HUB_PARTNER, HUB_SHOP, PROFILE_SHOP],
    },
];

/// What comes back: a gateway whose attachments have to be accepted.
const ACCEPTS: Edit = Edit {
    what: "acceptance by itself",
    parts: &[("    auto_accept: true\n", "    segments: {lab", "")],
    uses: &[DIRECT_SHOP, HUB_PARTNER, HUB_SHOP, PROFILE_SHOP],
};

impl Edit {
    fn of(&self, text: &str) -> Result<String, String> {
        self.parts.iter().try_fold(text.to_owned(), |mut text, (start, end, instead)| {
            let from = text.find(start).ok_or_else(|| format!("the document has no {start:?}"))?;
            let to = text[from..].find(end).ok_or_else(|| format!("the document has no {end:?}"))?;
            text.replace_range(from..from + to, instead);
            Ok(text)
        })
    }
}

/// The folder of a render in which its script can be run.
struct Tree(TempDir);

impl Tree {
    /// What stands has the states of the roots.
    fn of(moment: &Moment, render: &Render, programs: &Programs) -> Result<Self, String> {
        let (place, first) = (scratch()?, setup(programs)?);
        for (path, text) in render.files.iter().filter(|(path, _)| path.starts_with("terraform/")) {
            write_below(place.path(), path, text)?;
        }
        for Root { folder, account, .. } in &render.roots {
            let work = place.path().join("terraform").join(folder);
            let mut hello = moment.emulator.hello.clone();
            hello["key"] = Value::from(format!("MADEUPOF{account}"));
            let overrides = format!("provider \"aws\" {{\n{}}}\n", provider(&hello));
            write_below(&work, "judge_override.tf", &overrides)?;
            let files = || {
                if let Some(state) = moment.states.get(folder) {
                    fs::copy(state, work.join("terraform.tfstate"))?;
                }
                fs::copy(first.join(".terraform.lock.hcl"), work.join(".terraform.lock.hcl"))?;
                symlink(first.join(".terraform"), work.join(".terraform"))
            };
            files().map_err(|error| error.to_string())?;
        }
        terraform::use_mirror(&programs.mirror, place.path())?;
        Ok(Self(place))
    }

    /// Runs the script; what it says, and whether it went well.
    fn run(&self, arguments: &[&str]) -> Result<(bool, String), String> {
        let mut command = Command::new("dash");
        command.arg(self.0.path().join("terraform/apply.sh")).args(arguments);
        terraform::shield(&mut command, self.0.path());
        command.env("TF_CLI_CONFIG_FILE", self.0.path().join(terraform::SETTINGS)).stdin(Stdio::null());
        command.envs(CHOSEN.iter().map(|(_, name, id)| (format!("TF_VAR_{name}"), id)));
        let done = output(&mut command)?;
        let said = [done.stdout, done.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        Ok((done.status.success(), said))
    }
}

/// One run applies an edit, and a second one finds nothing to do.
pub fn goes(edit: &Edit, bench: &Bench, programs: &Programs) -> Result<(), String> {
    let (moment, new) = edited(edit, bench, programs)?;
    judge(edit, moment, &new, programs)
}

/// A gateway does not accept by itself any more: as `netgen diff` says, what it accepted is refused by AWS, and is taken into the state by
/// `imports.tf` instead.
pub fn accepts(bench: &Bench, programs: &Programs) -> Result<(), String> {
    let (edit, join) = (&ACCEPTS, "network/ap-northeast-1/join");
    let (moment, mut new) = edited(edit, bench, programs)?;
    let state = moment.states.get("shop/ap-northeast-1/use").ok_or("nothing is attached")?;
    let state: Value = fs::read(state)
        .map_err(|error| error.to_string())
        .and_then(|state| serde_json::from_slice(&state).map_err(|error| error.to_string()))?;
    let all = state["resources"].as_array().into_iter().flatten();
    let bench_of = |one: &&Value| one["type"] == "aws_ec2_transit_gateway_vpc_attachment" && one["name"] == "bench";
    let attachment = all.into_iter().find(bench_of).ok_or("no attachment of bench")?;
    let id = attachment["instances"][0]["attributes"]["id"].as_str().ok_or("an attachment without an id")?;
    let to = "aws_ec2_transit_gateway_vpc_attachment_accepter.bench";
    let import = format!("import {{\n  to = {to}\n  id = \"{id}\"\n}}\n");
    let without = judge(edit, bench.last(programs)?, &new, programs);
    match without {
        Err(said) if said.contains("is in invalid state available") => {}
        other => return Err(format!("without imports.tf: {other:?}")),
    }
    new.files.insert(format!("terraform/{join}/imports.tf"), import);
    judge(edit, moment, &new, programs)
}

fn edited(edit: &Edit, bench: &Bench, programs: &Programs) -> Result<(Moment, Render), String> {
    let (_, lock) = render(DOCUMENT, &Lock::default())?;
    let (new, _) = render(&edit.of(DOCUMENT)?, &lock)?;
    Ok((bench.last(programs)?, new))
}

fn judge(edit: &Edit, mut moment: Moment, new: &Render, programs: &Programs) -> Result<(), String> {
    let tree = Tree::of(&moment, new, programs)?;
    let (well, said) = tree.run(&["--yes"])?;
    if !well {
        return Err(said);
    }
    let (well, again) = tree.run(&["--dry-run"])?;
    let idle = again.lines().filter(|line| line.ends_with(": nothing to change")).count();
    if !well || idle != new.roots.len() || again.contains("no longer has") {
        return Err(format!("a second run has something to do:\n{again}"));
    }
    let facts = moment.emulator.ask(&json!({"facts": true}))?;
    uses(&facts, edit.uses)?;
    closed(&facts)
}

/// One wrong thing in what the script runs.
struct Fault {
    edit: usize,
    file: &'static str,
    text: &'static str,
    instead: &'static str,
    says: &'static str,
}

const SCRIPT: &str = "terraform/apply.sh";
const FIRST: &str = "for pass in route join use apply; do";
const ALONE: &str = "for pass in apply; do";

const FAULTS: [Fault; 3] = [
    Fault { edit: 0, file: SCRIPT, text: FIRST, instead: ALONE, says: "DependencyViolation" },
    Fault { edit: 2, file: SCRIPT, text: FIRST, instead: ALONE, says: "IncorrectState" },
    Fault {
        edit: 4,
        file: "terraform/network/ap-northeast-1/join/removed.tf",
        text: "    destroy = false\n",
        instead: "    destroy = true\n",
        says: "a second run has something to do",
    },
];

/// Without its first pass the script cannot take away what a later root still has, and without `removed` blocks an attachment goes with its
/// acceptance.
pub fn objects(bench: &Bench, programs: &Programs) -> Result<(), String> {
    for Fault { edit, file, text, instead, says } in FAULTS.into_iter().filter(|fault| is_chosen(&EDITS[fault.edit])) {
        let edit = &EDITS[edit];
        let (moment, mut new) = edited(edit, bench, programs)?;
        let source = new.files.get_mut(file).ok_or_else(|| format!("there is no {file}"))?;
        if !source.contains(text) {
            return Err(format!("{file} has no {text:?}, so the fault cannot be seeded"));
        }
        *source = source.replace(text, instead);
        match judge(edit, moment, &new, programs) {
            Err(said) if said.contains(says) => {}
            other => return Err(format!("{}: nothing says {says}: {other:?}", edit.what)),
        }
    }
    Ok(())
}

//! A second `terraform apply` over what a first one made: no call is refused, no pair is cut and nothing that is kept is deleted, unless
//! `netgen diff` says so.
//!
//! In: two versions of a document, the first one applied to an emulator on the loopback address, of which each pair gets a copy. The emulator
//! looks at every call that changes the account: it refuses what AWS refuses, and keeps what stands afterwards. Out: one test per pair, one
//! for each seeded cut, and one that shows every refusal. Never: a call to AWS or another machine.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use libtest_mimic::{Completion, Failed, Trial};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::changed::pairs::{PAIRS, Pair, versions};
use super::changed::told::Told;
use super::changed::tree::Tree;
use super::copied::Copied;
use super::deployed::{Account as Emulator, provider, region};
use super::judge::{absent, output, said, stdout_of};
use super::standing::Objects;
use super::terraform_course::{Course, Found};
use super::terraform_cuts::{CUTS, Cut, EDITS, Edit};
use super::tree::{self, Tree as Folder};
use super::{setting, terraform};
use crate::common::pipeline::Version;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/deploy/change.py");
const REFUSED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/deploy/refused.py");

/// The pairs of every run, by the groups of what changes; neighbours begin with different networks. `NETGEN_CHANGE_PAIRS=all` takes all.
const CHOSEN: &[&str] = &[
    // Attachments, associations and propagations of a transit gateway.
    "a VPC moves to another segment",
    // Tables, subnets, associations.
    "a zone comes",
    // Peerings.
    "a peering goes",
    // Entries of network ACLs.
    "a rule of an ACL is edited",
    // Firewalls, their endpoints, rules and policies; routes that lead past them.
    "inspection goes",
    // NAT gateways, elastic IPs that are kept.
    "one NAT gateway for spokes",
    // Network ACLs and their associations.
    "another preset of ACLs",
    // Groups and their rules.
    "a rule of a group is edited",
    // VPCs with all that is in them.
    "a VPC goes",
    // Endpoints.
    "an endpoint goes",
    // Flow logs, log groups, roles.
    "flow logs go",
    // Static routes of a transit gateway.
    "a static route leads elsewhere",
];

pub fn trials() -> Vec<Trial> {
    let bench: Arc<Bench> = Arc::default();
    let all: &[&str] = if setting::all_pairs() { &[] } else { CHOSEN };
    let named = |name: &&str| PAIRS.iter().find(|pair| pair.name == *name).unwrap_or_else(|| panic!("no pair {name}"));
    let chosen: Vec<&Pair> = if all.is_empty() { PAIRS.iter().collect() } else { all.iter().map(named).collect() };
    let mut trials = vec![trial("refuses what AWS refuses", &bench, |_, programs| refuses(programs))];
    trials.extend(chosen.into_iter().map(|pair| {
        trial(pair.name, &bench, |bench, programs| bench.pair(pair, programs).and_then(|found| accept(pair, &found)))
    }));
    trials.extend(CUTS.iter().map(|cut| {
        trial(&format!("sees {}", cut.what), &bench, |bench, programs| object(&bench.cut(cut, programs)?, cut.says))
    }));
    trials.extend(EDITS.iter().map(|edit| {
        trial(&format!("sees {}", edit.what), &bench, |bench, programs| object(&bench.edit(edit, programs)?, edit.says))
    }));
    trials
}

/// The programs that it takes.
pub struct Programs {
    pub python: PathBuf,
    pub mirror: PathBuf,
}

fn trial(
    name: &str,
    bench: &Arc<Bench>,
    run: impl Fn(&Bench, &Programs) -> Result<(), String> + Send + 'static,
) -> Trial {
    let bench = Arc::clone(bench);
    Trial::ignorable_test(format!("terraform-change::{}", name.replace(' ', "_")), move || match programs() {
        Ok(programs) => run(&bench, &programs).map(|()| Completion::Completed).map_err(Failed::from),
        Err(why) => absent(format!("terraform-change is missing: {why}")),
    })
}

pub fn programs() -> Result<Programs, String> {
    static EMULATOR: OnceLock<Result<(), String>> = OnceLock::new();
    let python = setting::python();
    let version = [super::deployed::SCRIPT, "--version"];
    EMULATOR.get_or_init(|| stdout_of(Command::new(&python).args(version)).map(drop)).clone()?;
    terraform::version()?;
    Ok(Programs { python, mirror: terraform::mirror()?.0 })
}

/// Every row of the table is shown by a call.
fn refuses(programs: &Programs) -> Result<(), String> {
    let mut command = Command::new(&programs.python);
    command.arg(REFUSED).env_clear().env("PATH", setting::path()).env("HOME", env!("CARGO_TARGET_TMPDIR"));
    stdout_of(&mut command).map(drop)
}

fn accept(pair: &Pair, found: &Found) -> Result<(), String> {
    // A closed pipe is no reason to call a change wrong.
    let _ = writeln!(stdout(), "{}: {}", pair.name, found.summary);
    if found.unsaid.is_empty() { Ok(()) } else { Err(found.unsaid.join("\n")) }
}

fn object(found: &Found, says: &str) -> Result<(), String> {
    let noticed = found.unsaid.iter().any(|one| one.contains(says));
    if noticed { Ok(()) } else { Err(format!("nothing says {says:?}: {:?}; {}", found.unsaid, found.summary)) }
}

/// What was applied once, for all pairs that begin with it.
#[derive(Default)]
struct Bench {
    bases: Mutex<BTreeMap<String, Slot>>,
}

type Slot = Arc<OnceLock<Result<Base, String>>>;

/// An account in which a version stands, and the folder in which it was applied.
struct Base {
    emulator: Mutex<Emulator>,
    work: TempDir,
}

impl Bench {
    fn slot(&self, version: &Version) -> Slot {
        let module = version.files.iter().filter(|(path, _)| path.starts_with("terraform/"));
        let name = module.fold(String::new(), |mut all, (path, text)| {
            let _ = write!(all, "{path}\n{text}");
            all
        });
        Arc::clone(self.bases.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default())
    }

    /// What happens while the second version of a pair is applied.
    fn pair(&self, pair: &Pair, programs: &Programs) -> Result<Found, String> {
        let (old, new) = versions(pair)?;
        if old.files == new.files {
            return Err("nothing changes".to_owned());
        }
        self.change(&old, &new, programs)
    }

    /// The same, of a version that differs from what it was rendered as.
    fn edit(&self, edit: &Edit, programs: &Programs) -> Result<Found, String> {
        let (old, mut new) = versions(&edit.pair)?;
        let text = new.files.get_mut(edit.file).ok_or_else(|| format!("no {}", edit.file))?;
        let broken = text.replace(edit.text, edit.instead);
        if broken == *text {
            return Err(format!("{} has no {:?}, so the fault cannot be seeded", edit.file, edit.text));
        }
        *text = broken;
        self.change(&old, &new, programs)
    }

    fn change(&self, old: &Version, new: &Version, programs: &Programs) -> Result<Found, String> {
        let slot = self.slot(old);
        let base = slot.get_or_init(|| Base::apply(old, programs)).as_ref().map_err(Clone::clone)?;
        let (mut copy, before) = base.copy()?;
        let failed = base.change(new, &copy, programs)?;
        let calls = calls(&mut copy)?;
        let told = Told::of_diff(&netgen::diff::diff(&old.record, &new.record), "terraform");
        let [old, new] = [old, new].map(|one| Tree::read(&one.files, &one.routers));
        Course { old: &old?, new: &new?, told: &told, comes_back: false }.judge(&before, &calls, failed.as_deref())
    }

    /// What calls do of which nobody was told.
    fn cut(&self, cut: &Cut, programs: &Programs) -> Result<Found, String> {
        let (old, _) = versions(&cut.pair)?;
        let slot = self.slot(&old);
        let base = slot.get_or_init(|| Base::apply(&old, programs)).as_ref().map_err(Clone::clone)?;
        let (mut copy, before) = base.copy()?;
        for (client, method, arguments) in cut.calls {
            let call = json!({"call": [client, method, cut.filled(arguments, &before)?]});
            let answer = copy.ask(&call)?;
            if let Some(code) = answer["refused"].as_str() {
                return Err(format!("{method} is refused: {code}"));
            }
        }
        let calls = calls(&mut copy)?;
        let told = Told::of_diff(&netgen::diff::diff(&old.record, &old.record), "terraform");
        let tree = Tree::read(&old.files, &old.routers)?;
        Course { old: &tree, new: &tree, told: &told, comes_back: true }.judge(&before, &calls, None)
    }
}

impl Base {
    fn apply(version: &Version, programs: &Programs) -> Result<Self, String> {
        let (folder, work) = (written(version)?, scratch()?);
        let tree = tree_of(&folder);
        let (emulator, hello) = Emulator::start(&programs.python, SCRIPT, &[&region(&tree)?])?;
        terraform::prepare(&programs.mirror, &tree, work.path(), &provider(&hello))?;
        terraform::init(work.path())?;
        let apply = ["apply", "-no-color", "-input=false", "-lock=false", "-auto-approve", "-parallelism=20"];
        terraform::step(work.path(), &apply)?;
        Ok(Self { emulator: Mutex::new(emulator), work })
    }

    /// A copy of the account whose calls are looked at, and what stands in it.
    fn copy(&self) -> Result<(Copied, Objects), String> {
        let hello = self.emulator.lock().unwrap_or_else(PoisonError::into_inner).ask(&json!({"fork": true}))?;
        let mut copy = Copied::at(hello)?;
        let objects = serde_json::from_value(copy.ask(&json!({"begin": true}))?).map_err(|error| error.to_string())?;
        Ok((copy, objects))
    }

    /// Applies another version to a copy; what Terraform says if it fails. The order of calls is Terraform's own.
    fn change(&self, new: &Version, copy: &Copied, programs: &Programs) -> Result<Option<String>, String> {
        let (folder, work) = (written(new)?, scratch()?);
        terraform::prepare(&programs.mirror, &tree_of(&folder), work.path(), &provider(&copy.hello))?;
        let to = work.path();
        terraform::go_on(self.work.path(), to).map_err(|error| error.to_string())?;
        // What the first apply wrote is what stands, so nothing has to be read again.
        let apply = ["apply", "-no-color", "-input=false", "-lock=false", "-auto-approve", "-refresh=false"];
        let done = output(terraform::offline(to).args(apply))?;
        Ok((!done.status.success()).then(|| said(&done)))
    }
}

pub fn scratch() -> Result<TempDir, String> {
    tree::scratch().map_err(|error| error.to_string())
}

fn tree_of(folder: &TempDir) -> Folder {
    Folder { name: "change".to_owned(), root: folder.path().to_owned() }
}

/// The files of a version on disk.
fn written(version: &Version) -> Result<TempDir, String> {
    let folder = scratch()?;
    for (path, text) in &version.files {
        write_below(folder.path(), path, text)?;
    }
    Ok(folder)
}

pub fn write_below(folder: &Path, path: &str, text: &str) -> Result<(), String> {
    let path = folder.join(path);
    let parent = path.parent().ok_or("a file without a folder")?;
    fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).map_err(|error| error.to_string())
}

/// The calls that changed a copied account, or would have.
fn calls(copy: &mut Copied) -> Result<Vec<Value>, String> {
    serde_json::from_value(copy.ask(&json!({"calls": true}))?).map_err(|error| error.to_string())
}

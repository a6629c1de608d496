//! A second `terraform apply` over what a first one made: no call is refused, no pair is cut and nothing that is kept is deleted, unless
//! `netgen diff` says so.
//!
//! In: two versions of a document, the first one applied to an emulator on the loopback address, of which each pair gets a copy. The emulator
//! looks at every call that changes the account: it refuses what AWS refuses, and keeps what stands afterwards. Out: one test per pair.
//! Every state that packets could notice is walked by the reader of the tests. Never: a call to AWS or another machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use libtest_mimic::{Completion, Failed, Trial};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::deployed::{Account as Emulator, provider, region};
use super::judge::{absent, output, said, stdout_of};
use super::standing::{Ids, Objects, go_on};
use super::tree::{self, Tree as Folder};
use super::{setting, terraform};
use crate::change::pairs::{PAIRS, Pair, versions};
use crate::change::told::{TERRAFORM, Told};
use crate::change::tree::Tree;
use crate::change::walks::Walks;
use crate::common::pipeline::Version;

pub const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/deploy/change.py");

/// The pairs of every run; `NETGEN_CHANGE_PAIRS=all` takes all that there are.
const CHOSEN: &[&str] = &["a VPC moves to another segment", "one NAT gateway"];

pub fn trials() -> Vec<Trial> {
    let bench: Arc<Bench> = Arc::default();
    let all = setting::all_pairs();
    let chosen = PAIRS.iter().filter(move |pair| all || CHOSEN.contains(&pair.name));
    let trial = |pair: &'static Pair| {
        let bench = Arc::clone(&bench);
        let title = format!("terraform-change::{}", pair.name.replace(' ', "_"));
        Trial::ignorable_test(title, move || {
            let (python, mirror) = match found() {
                Ok(found) => found,
                Err(why) => return absent(format!("terraform-change is missing: {why}")),
            };
            let wrong = bench.judge(pair, &python, &mirror)?;
            if wrong.is_empty() { Ok(Completion::Completed) } else { Err(Failed::from(wrong.join("\n"))) }
        })
    };
    chosen.map(trial).collect()
}

fn found() -> Result<(PathBuf, PathBuf), String> {
    let python = setting::python();
    stdout_of(std::process::Command::new(&python).args([super::deployed::SCRIPT, "--version"]))?;
    terraform::version()?;
    Ok((python, terraform::mirror()?.0))
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
    /// What happens to a pair that `diff` does not say.
    fn judge(&self, pair: &Pair, python: &Path, mirror: &Path) -> Result<Vec<String>, String> {
        let (old, new) = versions(pair)?;
        let slot = Arc::clone(
            self.bases.lock().unwrap_or_else(PoisonError::into_inner).entry(format!("{:?}", old.files)).or_default(),
        );
        let base = slot.get_or_init(|| Base::apply(&old, python, mirror)).as_ref().map_err(Clone::clone)?;
        let mut copy = base.copy()?;
        let before: Objects = serde_json::from_value(copy.ask(&json!({"begin": true}))?).map_err(|e| e.to_string())?;
        let failed = base.change(&new, &copy, mirror)?;
        let calls = copy.ask(&json!({"calls": true}))?;
        let calls = calls.as_array().ok_or("no calls")?;
        let told = Told::of_diff(&netgen::diff::diff(&old.record, &new.record), TERRAFORM);
        let [old, new] = [&old, &new].map(|one| Tree::read(&one.files, &one.routers));
        Course { old: &old?, new: &new?, told: &told }.judge(before, calls, failed.as_deref())
    }
}

impl Base {
    fn apply(version: &Version, python: &Path, mirror: &Path) -> Result<Self, String> {
        let (folder, work) = (written(version)?, scratch()?);
        let tree = tree_of(&folder);
        let (emulator, hello) = Emulator::start(python, SCRIPT, &region(&tree)?)?;
        terraform::prepare(mirror, &tree, work.path(), &provider(&hello))?;
        terraform::step(work.path(), &["init", "-no-color", "-input=false"])?;
        let apply = ["apply", "-no-color", "-input=false", "-lock=false", "-auto-approve", "-parallelism=20"];
        terraform::step(work.path(), &apply)?;
        Ok(Self { emulator: Mutex::new(emulator), work })
    }

    fn copy(&self) -> Result<Copied, String> {
        let hello = self.emulator.lock().unwrap_or_else(PoisonError::into_inner).ask(&json!({"fork": true}))?;
        let port = hello["control"].as_u64().and_then(|port| u16::try_from(port).ok()).ok_or("no port")?;
        let stream = TcpStream::connect(("127.0.0.1", port)).map_err(|error| error.to_string())?;
        let input = stream.try_clone().map_err(|error| error.to_string())?;
        Ok(Copied { hello, input, output: BufReader::new(stream) })
    }

    /// Applies another version to a copy; what Terraform says if it fails. The order of calls is Terraform's own.
    fn change(&self, new: &Version, copy: &Copied, mirror: &Path) -> Result<Option<String>, String> {
        let (folder, work) = (written(new)?, scratch()?);
        terraform::prepare(mirror, &tree_of(&folder), work.path(), &provider(&copy.hello))?;
        let (from, to) = (self.work.path(), work.path());
        let files = || {
            fs::copy(from.join("terraform.tfstate"), to.join("terraform.tfstate"))?;
            fs::copy(from.join(".terraform.lock.hcl"), to.join(".terraform.lock.hcl"))?;
            symlink(from.join(".terraform"), to.join(".terraform"))
        };
        files().map_err(|error| error.to_string())?;
        // What the first apply wrote is what stands, so nothing has to be read again.
        let apply = ["apply", "-no-color", "-input=false", "-lock=false", "-auto-approve", "-refresh=false"];
        let done = output(terraform::offline(to).args(apply))?;
        Ok((!done.status.success()).then(|| said(&done)))
    }
}

fn scratch() -> Result<TempDir, String> {
    tree::scratch().map_err(|error| error.to_string())
}

fn tree_of(folder: &TempDir) -> Folder {
    Folder { name: "change".to_owned(), root: folder.path().to_owned() }
}

/// The files of a version on disk.
fn written(version: &Version) -> Result<TempDir, String> {
    let folder = scratch()?;
    for (path, text) in &version.files {
        let path = folder.path().join(path);
        let parent = path.parent().ok_or("a file without a folder")?;
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).map_err(|error| error.to_string())?;
    }
    Ok(folder)
}

/// An account of its own, which goes when nobody listens to it any more.
struct Copied {
    hello: Value,
    input: TcpStream,
    output: BufReader<TcpStream>,
}

impl Copied {
    fn ask(&mut self, question: &Value) -> Result<Value, String> {
        writeln!(self.input, "{question}").map_err(|error| format!("the copy does not listen: {error}"))?;
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| format!("the copy does not answer: {error}"))?;
        serde_json::from_str(&line).map_err(|error| format!("the copy says {line:?}: {error}"))
    }
}

/// What the calls of one change are held against.
struct Course<'a> {
    old: &'a Tree,
    new: &'a Tree,
    told: &'a Told,
}

impl Course<'_> {
    fn judge(&self, before: Objects, calls: &[Value], failed: Option<&str>) -> Result<Vec<String>, String> {
        let mut ids = Ids::of([self.old, self.new]);
        let was = ids.account(&before)?;
        let mut objects = before.clone();
        let mut states = Vec::new();
        let mut wrong: BTreeMap<String, String> = BTreeMap::new();
        for call in calls {
            go_on(&mut objects, call);
            states.push(ids.account(&objects)?);
            self.kept(call, &ids, &mut wrong);
        }
        if let Some(said) = failed.filter(|_| !self.told.resources.keys().any(|id| self.told.effect(id) == "refused")) {
            wrong.insert("failed".to_owned(), format!("{said}\nrefused: {}", refused(calls).join("; ")));
        }
        let is = states.last().unwrap_or(&was).clone();
        let nets = [&was, &is].map(|account| account.net(&self.old.routers));
        let mut walks = Walks::of(&nets[0], &nets[1], &self.old.routers);
        let ends = [&was, &is].map(|account| walks.answers(account));
        let stays: Vec<bool> = ends[0].iter().zip(&ends[1]).map(|(was, is)| was.stands == is.stands).collect();
        walks.retain(&stays);
        let ends: Vec<bool> =
            ends[0].iter().zip(&stays).filter(|(_, stays)| **stays).map(|(was, _)| was.stands).collect();
        let mut seen = BTreeSet::new();
        for (account, call) in states.iter().zip(calls) {
            if seen.contains(&walks.digest(account)) {
                continue;
            }
            let answers = walks.answers(account);
            seen.insert(walks.digest(account));
            let open = self.open(account);
            for ((question, verdict), wanted) in walks.questions().zip(answers).zip(&ends) {
                if verdict.stands == *wanted || self.told.says(question, &verdict, &open, [self.old, self.new]) {
                    continue;
                }
                let word = if *wanted { "cut" } else { "leak" };
                let text = format!("{word}: {question:?}: {}; after {} {}", verdict.end, call["action"], call["asked"]);
                wrong.entry(format!("{word} {question:?}")).or_insert(text);
            }
        }
        let connected = ends.iter().filter(|end| **end).count();
        println!("{} calls, {} states, {} walks, {connected} of {} connected, {} refused", calls.len(), seen.len(), walks.walked, ends.len(), refused(calls).len());
        Ok(wrong.into_values().collect())
    }

    /// Logical ids of both versions of which there is no object at the moment.
    fn open(&self, account: &crate::change::account::Account) -> BTreeSet<String> {
        let both = self.old.places.iter().filter(|(key, _)| self.new.places.contains_key(key));
        let stands = |key| {
            let mut prime: crate::common::dialects::form::Key = Clone::clone(key);
            prime.name.push('\'');
            account.get(key).is_some() || account.get(&prime).is_some()
        };
        both.filter(|(key, _)| !stands(*key)).map(|(_, place)| place.1.clone()).collect()
    }

    /// What is deleted of what cannot come back.
    fn kept(&self, call: &Value, ids: &Ids, wrong: &mut BTreeMap<String, String>) {
        for key in call["gone"].as_array().into_iter().flatten().filter_map(|id| ids.known(id.as_str()?)) {
            let lasts = matches!(key.kind, "AWS::EC2::EIP" | "AWS::Logs::LogGroup");
            let id = self.old.places.get(key).map_or("", |place| place.1.as_str());
            if lasts && !matches!(self.told.effect(id), "removes" | "replaces") {
                wrong.insert(format!("lost {key:?}"), format!("lost: {key:?} by {}", call["action"]));
            }
        }
    }
}

/// The calls that were refused.
fn refused(calls: &[Value]) -> Vec<String> {
    let refused = calls.iter().filter(|call| call["refused"].is_string());
    refused.map(|call| format!("{} {}: {} by {}", call["action"], call["asked"], call["refused"], call["by"])).collect()
}

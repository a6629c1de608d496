//! `netgen render`: the lock first, then the tree.

use super::args::{Common, Render, Target};
use super::beside;
use super::bind;
use super::console::{self, Console};
use super::failure::{Failure, shown};
use super::job::{self, Job, Origin};
use super::lock_file::{self, LockFile};
use super::stale::check;
use super::upgrade::{deployed, directory, warn};
use super::{DONE, WRONG, select, since, variant};
use netgen::artifact::Artifact;
use netgen::compile::{self, Compiled, Input};
use netgen::diagnostic::{counted, visible};
use netgen::dialect::Dialect;
use netgen::network::check_dialect;
use netgen::plan::lock::{Entry, Lock};
use netgen::router::Update;
use netgen::write::{self, About, Options, WriteError, Written};
use netgen::{cloudformation, report, terraform};
use std::fs;
use std::path::{Path, PathBuf};

/// The targets that say a network in a language, and the language.
const DIALECTS: [(Target, Dialect); 2] =
    [(Target::Cloudformation, Dialect::CloudFormation), (Target::Terraform, Dialect::Terraform)];

pub fn run(args: &Render, console: &Console) -> Result<u8, Failure> {
    variant::needs_out(args)?;
    let mut job = Job::open(&args.common)?;
    let refused = |job: &mut Job<'_>| {
        args.policy.judge(&mut job.diagnostics);
        Ok(console.findings(&job.diagnostics, &job.sources, "nothing was written"))
    };
    let Some(input) = job.read() else { return refused(&mut job) };
    let format = args.template_format.into();
    let compiled = compile::compile(&input, &job.document, format, &mut job.diagnostics);
    let Some(mut compiled) = compiled else { return refused(&mut job) };
    if wants(&args.targets, Target::Cloudformation) {
        cloudformation::check_consent(&input.network, &mut job.diagnostics);
    }
    for (target, dialect) in DIALECTS {
        if wants(&args.targets, target) {
            check_dialect(&input.network, dialect, &mut job.diagnostics);
        }
    }
    job.hold(&compiled);
    let bound = bind::bind(&args.bind, &compiled.routers, &mut job)?;
    args.policy.judge(&mut job.diagnostics);
    let Some(bound) = bound.filter(|_| !job.diagnostics.has_errors()) else { return refused(&mut job) };
    console.findings(&job.diagnostics, &job.sources, "");
    let update = since::compare(args, (input.network.name.as_str(), &compiled.routers), &bound, console)?;
    let status = finish(args, &job, &input, &mut compiled, (bound, update), console)?;
    // The process ends here: giving every resource back one by one would take a tenth of its time.
    std::mem::forget(compiled);
    std::mem::forget(input);
    Ok(status)
}

/// Prints or writes what was compiled, or shows what differs.
fn finish(
    args: &Render,
    job: &Job<'_>,
    input: &Input,
    compiled: &mut Compiled<'_>,
    (bound, update): (bind::Bound, Option<Update>),
    console: &Console,
) -> Result<u8, Failure> {
    let about = variant::about(&args.common, input, compiled, job.lock.as_ref());
    let record = compiled.record();
    let mut artifacts = artifacts(&args.targets, compiled, &job.document);
    let name = input.network.name.as_str();
    let out = directory(args.out.as_deref(), name);
    keeps_addresses(&out, name, job.lock.as_ref(), &compiled.lock)?;
    if let Some(pattern) = &args.stdout {
        return print_one(pattern, &artifacts, job, input, compiled, console);
    }
    holds_no_input(&out, args, job.lock.as_ref())?;
    artifacts.push(record.artifact());
    let artifacts = with_manifest(artifacts, about.clone());
    if args.check {
        return check((&out, &artifacts, &about.keep), job, input, compiled, console);
    }
    let before = deployed(&out, name)?;
    let options = Options { name: Some(name), variant: Some(&about), force: args.force, keep: &about.keep };
    variant::others((&out, options), &about, (job.lock.as_ref(), &compiled.lock), console)?;
    let changed = write_lock(job, input, compiled, console)?;
    write_tree((&out, &artifacts), options, job.lock.as_ref().filter(|_| changed), console)?;
    warn(before.as_ref(), &record, console);
    bind::write(bound, &out, args.force, console)?;
    since::write(update, &out, args.force, console)?;
    beside::warn(&out, &compiled.routers, console)?;
    std::mem::forget(artifacts);
    Ok(DONE)
}

/// Writes the directory, and tells what became of its files. `written` is the lock, if it was written before.
fn write_tree(
    (out, artifacts): (&Path, &[Artifact]),
    options: Options<'_>,
    written: Option<&LockFile>,
    console: &Console,
) -> Result<(), Failure> {
    let files = write::tree(out, artifacts, options).map_err(|error| after_lock(&error, written))?;
    tell(out, &files, console);
    Ok(())
}

/// A lock beside a document is the document's own: what it means with an overlay is another network.
pub fn needs_lock(args: &Common) -> Result<(), Failure> {
    let overlaid = !args.values.is_empty() || !args.settings.is_empty();
    match job::origin(&args.blueprint)? {
        Origin::File(document) if overlaid && args.lock.is_none() => {
            let beside = LockFile::beside(document);
            Err(Failure::usage("a render with `--values` or `--set` needs `--lock FILE`")
                .help("the document means another network with them, whose addresses must not mix with its own")
                .help(format!("to use the document's own lock all the same, write `--lock {}`", shown(&beside))))
        }
        _ => Ok(()),
    }
}

/// Prints one file in place of writing the directory.
fn print_one(
    pattern: &str,
    artifacts: &[Artifact],
    job: &Job<'_>,
    input: &Input,
    compiled: &Compiled<'_>,
    console: &Console,
) -> Result<u8, Failure> {
    let text = &select::single(artifacts, pattern)?.text;
    write_lock(job, input, compiled, console)?;
    console::result(text)?;
    Ok(DONE)
}

/// Whether a target is asked for. Without any, all are.
fn wants(targets: &[Target], target: Target) -> bool {
    targets.is_empty() || targets.contains(&target)
}

/// What the targets ask for, without the manifest.
pub fn artifacts(targets: &[Target], compiled: &mut Compiled<'_>, document: &str) -> Vec<Artifact> {
    let wanted = |target: Target| wants(targets, target);
    let Compiled { plan, graph, requests, templates, router_files, .. } = compiled;
    let mut artifacts = Vec::new();
    if wanted(Target::Cloudformation) {
        artifacts.append(templates);
    }
    if wanted(Target::Terraform) {
        artifacts.extend(terraform::render(graph, plan.network, document));
        artifacts.extend(terraform::requests(requests, plan.network, document));
    }
    if wanted(Target::Routers) {
        artifacts.append(router_files);
    }
    if wanted(Target::Docs) {
        artifacts.extend(report::documents(plan, graph, document));
    }
    artifacts
}

/// The artifacts, and the manifest of them.
pub fn with_manifest(mut artifacts: Vec<Artifact>, about: About) -> Vec<Artifact> {
    let manifest = write::manifest(env!("CARGO_PKG_VERSION"), about, &artifacts);
    artifacts.push(manifest);
    artifacts
}

/// An entry as the manifest has it: what was decided alone.
pub fn address(entry: &Entry) -> String {
    entry.decided().to_string()
}

/// Without its lock a network is planned as if it were new. A tree that an earlier render left proves that it is not: where its
/// addresses would move, the lock is lost, and all that is deployed from there would be replaced.
pub fn keeps_addresses(out: &Path, name: &str, lock: Option<&LockFile>, new: &Lock) -> Result<(), Failure> {
    const SHOWN: usize = 10;
    let Some(lost) = lock.filter(|lock| lock.bytes.is_none()) else { return Ok(()) };
    let before = write::addresses(out, name).map_err(|error| failure(&error))?;
    let change = |(path, old): (&String, &String)| {
        let now = address(new.get(path)?);
        (now != *old).then(|| format!("\n  {}: {}, now {now}", visible(path), visible(old)))
    };
    let moved: Vec<String> = before.iter().filter_map(change).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let mut message =
        format!("the lock `{}` is lost: `{}` holds an earlier render of `{name}`, ", lost.name(), shown(out));
    message.extend(["of which ", &counted(moved.len(), "entry"), " would move"]);
    message.extend(moved.iter().take(SHOWN).map(String::as_str));
    if moved.len() > SHOWN {
        message.extend(["\n  and ", &(moved.len() - SHOWN).to_string(), " more"]);
    }
    let failure = Failure { status: WRONG, message, help: Vec::new() };
    Err(failure
        .help(format!("restore `{}` from version control, or name the lock with `--lock FILE`", lost.name()))
        .help("to give the network new addresses, which replaces what is deployed, render into a new directory with `--out`"))
}

/// The directory is replaced as a whole, so nothing that the run reads may be in there.
fn holds_no_input(out: &Path, args: &Render, lock: Option<&LockFile>) -> Result<(), Failure> {
    let Ok(out) = fs::canonicalize(out) else { return Ok(()) };
    let Render { common, bind, .. } = args;
    let document = match job::origin(&common.blueprint)? {
        Origin::File(path) => Some(path),
        _ => None,
    };
    let lock = lock.map(|lock| lock.path.as_path());
    for path in document.into_iter().chain(lock).chain(common.values.iter().chain(bind).map(PathBuf::as_path)) {
        let real = fs::canonicalize(path).or_else(|_| fs::canonicalize(folder(path)));
        if real.is_ok_and(|real| real.starts_with(&out)) {
            return Err(Failure::usage(format!("cannot render into `{}`: it holds `{}`", shown(&out), shown(path)))
                .help("the directory is replaced as a whole; name one of its own with `--out`"));
        }
    }
    Ok(())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes the lock if it changes, and tells what that means. Gives whether it did.
pub fn write_lock(job: &Job<'_>, input: &Input, compiled: &Compiled<'_>, console: &Console) -> Result<bool, Failure> {
    let Some(lock) = &job.lock else {
        console.detail("no lock is written; `--lock FILE` keeps the addresses");
        return Ok(false);
    };
    let changes = job.writes_lock(input, &compiled.changes);
    if changes {
        lock.write(&compiled.lock.print())?;
    }
    console.say(&lock_file::released(input, compiled));
    let summary = lock_file::summary(lock, input, compiled, console.is_verbose());
    if changes {
        console.say(&summary);
    } else if input.lock.is_old() {
        console.say(&lock_file::old(lock));
    } else {
        console.detail(&summary);
    }
    Ok(changes)
}

pub fn tell(out: &Path, written: &Written, console: &Console) {
    let Written { added, changed, unchanged, removed } = written;
    for (what, files) in [("added", added), ("changed", changed), ("removed", removed)] {
        for file in files {
            console.detail(&format!("{what} {file}"));
        }
    }
    let counts = [(added, "added"), (changed, "changed"), (removed, "removed"), (unchanged, "unchanged")];
    let counts = counts.iter().filter(|(files, _)| !files.is_empty());
    let counts: Vec<_> = counts.map(|(files, what)| format!("{} {what}", files.len())).collect();
    console.say(&format!("{}: {}", shown(out), counts.join(", ")));
}

pub fn failure(error: &WriteError) -> Failure {
    Failure { status: error.exit_status(), message: error.to_string(), help: Vec::new() }
}

/// A tree that could not be written, after a lock that was.
fn after_lock(error: &WriteError, written: Option<&LockFile>) -> Failure {
    match written {
        Some(lock) => {
            failure(error).help(format!("`{}` is written, so the next run gives the same addresses", lock.name()))
        }
        None => failure(error),
    }
}

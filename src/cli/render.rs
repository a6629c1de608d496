//! `netgen render`: the lock first, then the tree.

use super::args::{Common, Render, Target};
use super::bind;
use super::console::{self, Console};
use super::failure::{Failure, shown};
use super::job::{self, Job, Origin};
use super::lock_file::{self, LockFile};
use super::{DONE, WRONG};
use netgen::compile::{self, Compiled, Input};
use netgen::diagnostic::visible;
use netgen::write::{self, Artifact, Change, Difference, Options, WriteError, Written};
use netgen::{report, terraform};
use std::fs;
use std::path::{Path, PathBuf};

/// The order of deployment: beside the templates, and no template.
const DEPLOY: &str = "cloudformation/deploy.json";

pub fn run(args: &Render, console: &Console) -> Result<u8, Failure> {
    needs_lock(&args.common)?;
    let mut job = Job::open(&args.common)?;
    let refused = |job: &Job<'_>| Ok(console.findings(&job.diagnostics, &job.sources, "nothing was written"));
    let Some(input) = job.read() else { return refused(&job) };
    let format = args.template_format.into();
    let Some(mut compiled) = compile::compile(&input, &job.document, format, &mut job.diagnostics) else {
        return refused(&job);
    };
    job.hold(&compiled, args.common.locked);
    let bound = bind::bind(&args.bind, &compiled.routers, &mut job)?;
    let Some(bound) = bound.filter(|_| !job.diagnostics.has_errors()) else { return refused(&job) };
    console.findings(&job.diagnostics, &job.sources, "");
    let digest = compiled.digest();
    let artifacts = artifacts(args, &mut compiled, &job.document);
    if args.stdout {
        let text = &single(&artifacts)?.text;
        write_lock(&job, &input, &compiled, console)?;
        console::result(text)?;
        return Ok(DONE);
    }
    let name = input.network.name.as_str();
    let out = args.out.clone().unwrap_or_else(|| Path::new("out").join(name));
    holds_no_input(&out, args, job.lock.as_ref())?;
    let artifacts = with_manifest(artifacts, name, &digest);
    if args.check {
        return check((&out, &artifacts), &job, &input, &compiled, console);
    }
    let changed = write_lock(&job, &input, &compiled, console)?;
    let written = write::tree(&out, &artifacts, Options { name: Some(name), force: args.force });
    tell(&out, &written.map_err(|error| after_lock(&error, job.lock.as_ref().filter(|_| changed)))?, console);
    bind::write(bound, &out, args.force, console)?;
    // The process ends here: giving every resource back one by one would take a tenth of its time.
    std::mem::forget((compiled, artifacts));
    std::mem::forget(input);
    Ok(DONE)
}

/// A lock beside a document is the document's own: what it means with an overlay is another network.
fn needs_lock(args: &Common) -> Result<(), Failure> {
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

/// What the targets ask for, without the manifest.
fn artifacts(args: &Render, compiled: &mut Compiled<'_>, document: &str) -> Vec<Artifact> {
    let wanted = |target: Target| args.targets.is_empty() || args.targets.contains(&target);
    let Compiled { plan, graph, templates, router_files, .. } = compiled;
    let mut artifacts = Vec::new();
    if wanted(Target::Cloudformation) {
        artifacts.append(templates);
    }
    if wanted(Target::Terraform) {
        artifacts.extend(terraform::render(graph, plan.network, document));
    }
    if wanted(Target::Routers) {
        artifacts.append(router_files);
    }
    if wanted(Target::Docs) {
        artifacts.extend(report::documents(plan, graph, document));
    }
    artifacts
}

fn with_manifest(mut artifacts: Vec<Artifact>, name: &str, digest: &str) -> Vec<Artifact> {
    let manifest = write::manifest(env!("CARGO_PKG_VERSION"), name, digest, &artifacts);
    artifacts.push(manifest);
    artifacts
}

/// The one file that standard output can take.
fn single(artifacts: &[Artifact]) -> Result<&Artifact, Failure> {
    let files: Vec<_> = artifacts.iter().filter(|file| file.path != DEPLOY).collect();
    match files.as_slice() {
        [file] => Ok(file),
        [] => Err(Failure::usage("there is no file for `--stdout`").help("the targets make none of this blueprint")),
        files => {
            let list: Vec<_> = files.iter().map(|file| visible(&file.path)).collect();
            Err(Failure::usage(format!(
                "`--stdout` takes one file, and these are {}:\n  {}",
                files.len(),
                list.join("\n  ")
            ))
            .help("`--target cloudformation` has one template for each stack; or render into a directory"))
        }
    }
}

/// The directory is replaced as a whole, so nothing that the run reads may lie in there.
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
fn write_lock(job: &Job<'_>, input: &Input, compiled: &Compiled<'_>, console: &Console) -> Result<bool, Failure> {
    let Some(lock) = &job.lock else {
        console.detail("no lock is written; `--lock FILE` keeps the addresses");
        return Ok(false);
    };
    let changes = lock.bytes.is_none() || !compiled.changes.is_empty();
    if changes {
        lock.write(&compiled.lock.print())?;
    }
    console.say(&lock_file::released(input, compiled));
    let summary = lock_file::summary(lock, input, &compiled.changes, console.is_verbose());
    if changes {
        console.say(&summary);
    } else {
        console.detail(&summary);
    }
    Ok(changes)
}

/// Shows in what the lock and the directory differ from what a render would write.
fn check(
    (out, artifacts): (&Path, &[Artifact]),
    job: &Job<'_>,
    input: &Input,
    compiled: &Compiled<'_>,
    console: &Console,
) -> Result<u8, Failure> {
    let differences = write::stale(out, artifacts).map_err(|error| failure(&error))?;
    let lock = job.lock.as_ref().filter(|lock| lock.bytes.is_none() || !compiled.changes.is_empty());
    let mut shown_text = String::new();
    if let Some(lock) = lock {
        shown_text += &lock_file::summary(lock, input, &compiled.changes, true);
        shown_text.push('\n');
    }
    for one in &differences {
        shown_text += &difference(one);
    }
    console::result(&shown_text)?;
    let lock = lock.map(|lock| format!("`{}`", lock.name()));
    let tree = (!differences.is_empty()).then(|| format!("{} in `{}`", count(differences.len(), "file"), shown(out)));
    let stale: Vec<_> = lock.into_iter().chain(tree).collect();
    if stale.is_empty() {
        console.say(&format!("{}: up to date", shown(out)));
        return Ok(DONE);
    }
    let message = format!("{} would change", stale.join(" and "));
    Err(Failure { status: WRONG, message, help: vec!["render again, and commit what changes".to_owned()] })
}

/// One difference, harmless to print.
fn difference(one: &Difference) -> String {
    let path = visible(&one.path);
    match one.change {
        Change::Missing => format!("missing: {path}\n"),
        Change::Extra => format!("not rendered any more: {path}\n"),
        Change::Changed if one.diff.is_empty() => format!("changed: {path}\n"),
        Change::Changed => one.diff.lines().map(|line| visible(line) + "\n").collect(),
    }
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

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

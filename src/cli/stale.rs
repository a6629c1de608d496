//! `netgen render --check`: in what a directory differs from what a render would write.

use super::beside;
use super::console::{self, Console};
use super::failure::{Failure, shown};
use super::job::Job;
use super::lock_file;
use super::render::failure;
use super::{DONE, WRONG};
use netgen::artifact::Artifact;
use netgen::compile::{Compiled, Input};
use netgen::diagnostic::{counted, visible};
use netgen::net::KeptPath;
use netgen::router::fits;
use netgen::write::{self, Change, Difference};
use std::path::Path;

/// Shows in what the lock and the directory differ from what a render would write.
pub fn check(
    (out, artifacts, keep): (&Path, &[Artifact], &[KeptPath]),
    job: &Job<'_>,
    input: &Input,
    compiled: &Compiled<'_>,
    console: &Console,
) -> Result<u8, Failure> {
    let differences = write::stale(out, artifacts, keep).map_err(|error| failure(&error))?;
    let lock = job.lock.as_ref().filter(|_| job.writes_lock(input, &compiled.changes));
    let mut shown_text = String::new();
    if let Some(lock) = lock {
        shown_text += &lock_file::summary(lock, input, compiled, true);
        shown_text.push('\n');
    }
    for one in &differences {
        shown_text += &difference(one);
    }
    console::result(&shown_text)?;
    let lock = lock.map(|lock| format!("`{}`", lock.name()));
    let tree = (!differences.is_empty()).then(|| format!("{} in `{}`", counted(differences.len(), "file"), shown(out)));
    let stale: Vec<_> = lock.into_iter().chain(tree).collect();
    let beside = beside::outdated(out, &fits::of_routers(&compiled.routers))?;
    if stale.is_empty() && !beside.is_empty() {
        return Err(Failure { status: WRONG, message: beside.join("\n"), help: Vec::new() });
    }
    for line in &beside {
        console.say(line);
    }
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

//! `netgen diff`: what the next deployment does, answered before anything is deployed.

use super::args::{Alarm, Common, Diff, DiffFormat};
use super::console::{self, Console};
use super::failure::{Failure, shown};
use super::git::{self, Object};
use super::job::{self, Job, Origin};
use super::{DONE, UNREADABLE, WRONG, read};
use netgen::cloudformation::Format as TemplateFormat;
use netgen::compile;
use netgen::diagnostic::visible;
use netgen::diff::diff;
use netgen::record::{self, Record};
use netgen::report::{self, DiffOptions};
use std::path::{Path, PathBuf};

/// Compares, and prints what differs.
pub fn run(args: &Diff, console: &Console) -> Result<u8, Failure> {
    let (old, new) = (args.sides.deployed(), args.sides.planned());
    let Some(old) = side(&old, None, console)? else { return Ok(UNREADABLE) };
    let Some(new) = side(&new, Some(&old.lock_text()), console)? else { return Ok(UNREADABLE) };
    same_network(&old, &new)?;
    let found = diff(&old, &new);
    let options = DiffOptions { security_only: args.security_only, verbose: console.is_verbose() };
    console::result(&match args.format {
        DiffFormat::Text => report::diff_text(&found, options),
        DiffFormat::Markdown => report::diff_markdown(&found, options),
        DiffFormat::Json => report::diff_json(&found),
    })?;
    let alarmed = args.fail_on.iter().any(|alarm| Alarm::of(*alarm).is_in(&found));
    let differs = args.exit_code && !found.is_empty();
    Ok(if alarmed || differs { WRONG } else { DONE })
}

/// Nothing of one Region becomes something of another one, nor of one network something of another one.
pub fn same_network(old: &Record, new: &Record) -> Result<(), Failure> {
    if old.name != new.name {
        let message = format!("one is `{}` and the other `{}`", visible(&old.name), visible(&new.name));
        return Err(Failure::usage(message)
            .help("all names of what is deployed begin with the network's: it would be another one"));
    }
    if old.region == new.region {
        return Ok(());
    }
    let message = format!("one is in {} and the other in {}", visible(&old.region), visible(&new.region));
    Err(Failure::usage(message)
        .help("a network in another Region is another one: deploy it beside the old one, and retire that from its own directory"))
}

/// Reads one of the two; `None` where a document has errors, which are printed.
fn side(args: &Common, earlier: Option<&str>, console: &Console) -> Result<Option<Record>, Failure> {
    let word = args.blueprint.to_string_lossy();
    if args.blueprint.is_dir() {
        return tree(args, &args.blueprint).map(Some);
    }
    if !args.blueprint.exists() && git::is_revision(&word) {
        return match git::object(&word)? {
            Object::Folder => revision_tree(args, &word).map(Some),
            Object::File => document(Origin::Revision(&word), args, earlier, console),
        };
    }
    document(job::origin(&args.blueprint)?, args, earlier, console)
}

fn document(
    origin: Origin<'_>,
    args: &Common,
    earlier: Option<&str>,
    console: &Console,
) -> Result<Option<Record>, Failure> {
    let mut job = Job::open_at(origin, args)?;
    job.lock_instead(earlier);
    let input = job.read();
    let compiled = input
        .as_ref()
        .and_then(|input| compile::compile(input, &job.document, TemplateFormat::Yaml, &mut job.diagnostics));
    let Some(compiled) = compiled.filter(|_| !job.diagnostics.has_errors()) else {
        console.findings(&job.diagnostics, &job.sources, "nothing was compared");
        return Ok(None);
    };
    Ok(Some(compiled.record()))
}

/// A rendered tree: its record. Nothing is laid over it.
fn tree(args: &Common, dir: &Path) -> Result<Record, Failure> {
    takes_nothing(args)?;
    let path: PathBuf = dir.join(record::FILE);
    let Some(bytes) = read::whole(&path)? else {
        return Err(Failure::usage(format!("`{}` holds no {}", shown(dir), record::FILE))
            .help("name a directory that this netgen or a newer one rendered, or the document"));
    };
    of_bytes(bytes, &shown(&path))
}

fn revision_tree(args: &Common, spec: &str) -> Result<Record, Failure> {
    takes_nothing(args)?;
    let path = format!("{}/{}", spec.trim_end_matches('/'), record::FILE);
    match git::bytes(&path)? {
        Some(bytes) => of_bytes(bytes, &visible(&path)),
        None => Err(Failure::usage(format!("`{}` holds no {}", visible(spec), record::FILE))),
    }
}

/// A rendered tree has its lock and its values in it.
pub fn takes_nothing(args: &Common) -> Result<(), Failure> {
    let Common { blueprint, values, settings, lock, locked: _, releases } = args;
    if values.is_empty() && settings.is_empty() && lock.is_none() && releases.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(format!("`{}` is a rendered tree: it has its lock and its values in it", shown(blueprint)))
        .help("give the options of the other side, or name the document"))
}

fn of_bytes(bytes: Vec<u8>, name: &str) -> Result<Record, Failure> {
    let text = String::from_utf8(bytes).map_err(|_| Failure::usage(format!("`{name}` is no text")))?;
    Record::read(&text).map_err(|why| Failure::usage(format!("cannot read `{name}`: {}", visible(&why))))
}

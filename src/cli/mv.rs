//! `netgen mv`: another name for something that is live. In come a document and two places, out goes the document with the new name
//! and an entry of `renamed`. It writes nothing that would mean other resources; the lock is left to the next render.

use super::DONE;
use super::args::Mv;
use super::atomic;
use super::console::{self, Console};
use super::failure::{Failure, shown};
use super::job::{Job, Origin};
use netgen::cloudformation::Format;
use netgen::compile::{self, Compiled};
use netgen::diagnostic::visible;
use netgen::identity::{self, Back};
use std::fs;

pub fn run(args: &Mv, console: &Console) -> Result<u8, Failure> {
    let mut job = Job::open(&args.common)?;
    let text = job.document_text().unwrap_or_default().to_owned();
    let before = what_is_made(&mut job);
    let Some(before) = before else {
        return Ok(console.findings(&job.diagnostics, &job.sources, "nothing was renamed"));
    };
    let renamed = |back: Back| -> Result<(String, Job<'_>, Option<String>), Failure> {
        let edited = edited(args, &text, back).map_err(|error| Failure::usage(visible(&error)))?;
        let mut job = Job::open(&args.common)?;
        job.document_instead(&edited);
        let after = what_is_made(&mut job);
        Ok((edited, job, after))
    };
    let (mut edited, mut job, mut after) = renamed(Back::Gone)?;
    if after.as_ref() != Some(&before) {
        (edited, job, after) = renamed(Back::Turned)?;
    }
    let Some(after) = after else {
        return Ok(console.findings(&job.diagnostics, &job.sources, "nothing was renamed"));
    };
    if before != after {
        let (old, new) = (visible(&args.old), visible(args.new.as_deref().unwrap_or_default()));
        let message = format!("with `{new}` for `{old}`, the document would mean other resources");
        return Err(Failure::usage(message)
            .help("an overlay, an alias or `defaults` names it as well: rename it by hand there"));
    }
    let path = match job.origin {
        Origin::File(path) if !args.stdout => fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()),
        _ => {
            console::result(&edited)?;
            return Ok(DONE);
        }
    };
    atomic::write(&path, &edited)?;
    let name = shown(&args.common.blueprint);
    console.say(&format!("wrote {name}: nothing is replaced; next: netgen render {name}"));
    Ok(DONE)
}

/// The document as it is to be.
fn edited(args: &Mv, text: &str, back: Back) -> Result<String, String> {
    let renamed = args.new.as_deref().map(|new| identity::edit(text, &args.old, new, back)).transpose()?;
    let renamed = renamed.as_deref().unwrap_or(text);
    if !args.relabel {
        return Ok(renamed.to_owned());
    }
    identity::relabelled(renamed, args.new.as_deref().unwrap_or(&args.old))
}

/// The resources and the routers of a document, in a text; `None` where it has errors.
fn what_is_made(job: &mut Job<'_>) -> Option<String> {
    let input = job.read()?;
    let compiled = compile::compile(&input, &job.document, Format::Yaml, &mut job.diagnostics)?;
    Some(Compiled::digest(&compiled))
}

//! Variants of a document: each has a lock and a directory of its own. In come arguments, the manifest of a directory and the locks
//! beside a lock, out go refusals and warnings. Writes nothing.

use super::args::{Common, Render};
use super::console::Console;
use super::failure::{Failure, shown};
use super::job::{self, Origin};
use super::lock_file::LockFile;
use super::neighbours;
use super::render::{address, failure, needs_lock};
use netgen::compile::{Compiled, Input};
use netgen::diagnostic::visible;
use netgen::plan::lock::{Lock, State, is_memory};
use netgen::write::{self, About, Options};
use std::path::{Path, PathBuf};

/// A directory is one variant's, as a lock is.
pub fn needs_out(args: &Render) -> Result<(), Failure> {
    needs_lock(&args.common)?;
    let Common { blueprint, values, settings, .. } = &args.common;
    let overlaid = !values.is_empty() || !settings.is_empty();
    let writes = args.out.is_none() && args.stdout.is_none() && !args.check;
    if !(overlaid && writes && matches!(job::origin(blueprint)?, Origin::File(_))) {
        return Ok(());
    }
    let failure = Failure::usage("a render with `--values` or `--set` needs `--out DIR`");
    Err(failure.help("the directory that is named after the network is that of the document without them"))
}

/// Refuses another variant's directory, and warns of others: with what the tree was rendered before, where that were other overlays, and of locks beside this one.
pub fn others(
    (out, options): (&Path, Options<'_>),
    about: &About,
    (lock, new): (Option<&LockFile>, &Lock),
    console: &Console,
) -> Result<(), Failure> {
    write::belongs(out, options).map_err(|error| failure(&error))?;
    lock.iter().flat_map(|lock| neighbours::warnings(lock, new)).for_each(|warning| console.say(&warning));
    let before = write::overlays(out, &about.name, &about.lock).map_err(|error| failure(&error))?;
    let Some(before) = before.filter(|before| *before != about.overlays) else { return Ok(()) };
    let list = |all: &[String]| match all {
        [] => "none".to_owned(),
        all => all.iter().map(|one| format!("`{}`", visible(one))).collect::<Vec<_>>().join(", "),
    };
    let (then, now) = (list(&before), list(&about.overlays));
    console.say(&format!("warning: `{}` was rendered with other overlays and settings: {then}, now {now}", shown(out)));
    Ok(())
}

/// What the manifest says of the tree.
pub fn about(args: &Common, input: &Input, compiled: &Compiled<'_>, lock: Option<&LockFile>) -> About {
    let live = compiled.lock.iter().filter(|(path, entry)| entry.state != State::Freed && !is_memory(path));
    let live = live.map(|(path, entry)| (path.to_owned(), address(entry)));
    let name = |path: &PathBuf| path.file_name().map(|name| visible(&name.to_string_lossy())).unwrap_or_default();
    let values = args.values.iter().map(name);
    About {
        name: input.network.name.to_string(),
        network: compiled.digest(),
        addresses: live.filter(|(_, address)| !address.is_empty()).collect(),
        keep: input.network.keep.iter().map(|one| one.value.clone()).collect(),
        lock: lock.map(|lock| name(&lock.path)).unwrap_or_default(),
        overlays: values.chain(args.settings.iter().map(|(path, value)| format!("{path}={value}"))).collect(),
    }
}

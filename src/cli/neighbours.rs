//! Locks beside a lock. In comes the new lock and its place, out go warnings: two networks that would be deployed over each other, or
//! that give out the same addresses. Never an error: a folder may hold locks of networks that never meet.

use super::failure::shown;
use super::lock_file::LockFile;
use super::read;
use netgen::diagnostic::{Diagnostics, Sources};
use netgen::net::Cidr4;
use netgen::plan::lock::{Entry, Lock, STACKS, State};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with more locks than these is no folder of one network's variants.
const MOST: usize = 100;

/// A line for each lock in the same folder that has a stack or addresses of a pool as well.
pub fn warnings(lock: &LockFile, new: &Lock) -> Vec<String> {
    let own = fs::canonicalize(&lock.path).unwrap_or_else(|_| lock.path.clone());
    let others = beside(&lock.path);
    let others = others.iter().filter(|path| fs::canonicalize(path).is_ok_and(|path| path != own)).take(MOST);
    others.filter_map(|path| Some(meets(lock, path, new, &other(path)?))).flatten().collect()
}

/// The locks of a folder, by name.
fn beside(lock: &Path) -> Vec<PathBuf> {
    let parent = lock.parent().filter(|parent| !parent.as_os_str().is_empty());
    let entries = fs::read_dir(parent.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    // As the user names the lock: without a folder where that has none.
    let files = files.map(|entry| parent.map_or_else(PathBuf::new, Path::to_path_buf).join(entry.file_name()));
    let mut locks: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "lock")).collect();
    locks.sort();
    locks
}

/// A lock of netgen's that can be read; what is wrong with it is said when it is rendered.
fn other(path: &Path) -> Option<Lock> {
    let bytes = read::bytes(path).ok().flatten().filter(|bytes| bytes.starts_with(b"# netgen lock "))?;
    let mut sources = Sources::default();
    let id = sources.add("", String::from_utf8(bytes).ok()?);
    Lock::read(&sources, id, &mut Diagnostics::default())
}

fn meets(lock: &LockFile, path: &Path, new: &Lock, other: &Lock) -> Vec<String> {
    let names = format!("`{}` beside `{}`", shown(path), lock.name());
    let live = |path: &str, of: &Lock| of.get(path).is_some_and(|entry| entry.state != State::Left);
    let mut stacks = new.under(STACKS).map(|(path, _)| path).filter(|path| live(path, new) && live(path, other));
    let stack = stacks.next().and_then(|path| path.strip_prefix("stack/")).map(|stack| {
        format!(
            "warning: {names} has the stack `{stack}` as well: one would be deployed over the other; give the variant \
             another `name`"
        )
    });
    let shared = pools(new).into_iter().find(|(_, block)| pools(other).iter().any(|(_, one)| one.overlaps(*block)));
    let pool = shared.map(|(pool, block)| {
        format!(
            "warning: {names} gives out addresses of {block}, pool `{pool}`, as well: the two can never be joined; cut them \
             from pools of their own"
        )
    });
    stack.into_iter().chain(pool).collect()
}

fn pools(lock: &Lock) -> Vec<(&str, Cidr4)> {
    // A pool that is delegated, or taken from another lock, is said in both of them; `netgen check` of both looks closer.
    let is_own = |entry: &Entry| entry.state != State::Freed && entry.to.is_none() && entry.digest.is_none();
    let live = lock.under("pool").filter(|(_, entry)| is_own(entry));
    live.filter_map(|(path, entry)| Some((path.strip_prefix("pool/")?, entry.block.or(entry.ipv4)?))).collect()
}

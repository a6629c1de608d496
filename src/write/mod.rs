//! The output directory: files with their texts go in, a directory on disk comes out that is wholly the new one or
//! wholly the old one. It never merges, never looks at a clock, and never deletes what it does not know to be netgen's.

mod audit;
mod beside;
mod error;
mod manifest;
mod scan;
mod swap;

pub use audit::{Audit, audit};
pub use beside::{private, private_directory, routers, update, update_directory};
pub use error::WriteError;
pub use manifest::{About, Kept, addresses, belongs, kept, manifest, overlays};

use crate::artifact::Artifact;
use crate::digest::digest;
use crate::net::KeptPath;
use manifest::{Manifest, last, listed};
use scan::is_carried;
use scan::{Entry, Keep, Kind, Scan, scan};
use similar::TextDiff;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use swap::{Access, Place};

/// The file that says which files of a directory are netgen's.
pub const MANIFEST: &str = "netgen-manifest.json";

/// The file that is in a directory of steps, and in no other one.
pub const STEPS: &str = "steps.md";

/// How to treat what is there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The network that is rendered, as its manifest says it: a directory of another one is refused. `None` asks nothing.
    pub name: Option<&'a str>,
    /// What this render is of: a directory that another lock and other overlays made is refused, and so is one of another lock in
    /// which addresses would move. `None` asks nothing.
    pub variant: Option<&'a About>,
    /// Drop files that netgen did not write, and changes to those it did. Never what Terraform or people keep beside them.
    pub force: bool,
    /// What people keep below `terraform/`, besides what is carried over anyway.
    pub keep: &'a [KeptPath],
}

/// What a directory of files with keys holds besides them: no repository takes it, and it says whose the directory is.
const IGNORE: (&str, &str) = (".gitignore", "# Files with keys, made by netgen. They stay on this machine.\n*\n");

/// What became of each file, by path. What was carried over is not mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Was not there.
    pub added: Vec<String>,
    /// Has another text now.
    pub changed: Vec<String>,
    /// Has the same text.
    pub unchanged: Vec<String>,
    /// Is no longer there.
    pub removed: Vec<String>,
}

/// How a directory differs from what a render would write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file.
    pub path: String,
    /// In what way.
    pub change: Change,
    /// From the file on disk to the rendered one, as `diff -u` has it. Only for [`Change::Changed`].
    pub diff: String,
}

/// The way in which a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A render would add it.
    Missing,
    /// A render would write another text.
    Changed,
    /// A render would not make it.
    Extra,
}

/// Makes `out` hold exactly the artifacts, and what is carried over from before. In one step: whoever looks, sees the
/// old tree or the new one. If nothing would change, nothing is touched.
pub fn tree(out: &Path, artifacts: &[Artifact], options: Options<'_>) -> Result<Written, WriteError> {
    replace(out, artifacts, options, Access::Usual)
}

fn replace(out: &Path, artifacts: &[Artifact], options: Options<'_>, access: Access) -> Result<Written, WriteError> {
    let artifacts = by_path(artifacts)?;
    let out = &plain(out);
    let place = Place::lock(out)?;
    let listed = listed(out);
    let keep = Keep { patterns: options.keep, written: Some(&listed) };
    let old = scan(out, keep)?;
    let written = judge(out, &old, &artifacts, options, access)?;
    let changes = written.unchanged.len() < artifacts.len() || !written.removed.is_empty();
    let open = |entry: &Entry| access == Access::Owner && entry.mode & 0o077 != 0;
    if old.directories.is_empty() || changes || old.directories.iter().chain(&old.files).any(open) {
        if let Some(lock) = old.terraform_lock() {
            return Err(WriteError::Busy { lock: out.join(lock) });
        }
        place.replace(&old, keep, &artifacts, access)?;
    }
    Ok(written)
}

/// Where `out` differs from what [`tree`] would make of it, less what people `keep`. Writes nothing.
pub fn stale(out: &Path, artifacts: &[Artifact], keep: &[KeptPath]) -> Result<Vec<Difference>, WriteError> {
    let artifacts = by_path(artifacts)?;
    let out = &plain(out);
    let (parent, _) = swap::split(out)?;
    // Held until the end, so that no render replaces the tree while it is read.
    let lock = match File::open(parent) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
        file => Some(file.map_err(WriteError::io("open", parent))?),
    };
    if let Some(lock) = &lock {
        lock.lock_shared().map_err(WriteError::io("lock", parent))?;
    }
    let old = scan(out, Keep { patterns: keep, written: Some(&listed(out)) })?;
    let mut differences = Vec::new();
    for artifact in &artifacts {
        let path = &artifact.path;
        let Some(entry) = old.file(Path::new(path)) else {
            differences.push(Difference { path: path.clone(), change: Change::Missing, diff: String::new() });
            continue;
        };
        let bytes = read(out, entry)?;
        if bytes.as_deref() != Some(artifact.text.as_bytes()) {
            let diff = bytes.map_or_else(String::new, |bytes| unified(path, &bytes, &artifact.text));
            differences.push(Difference { path: path.clone(), change: Change::Changed, diff });
        }
    }
    let extra = old.files.iter().filter(|entry| find(&artifacts, &entry.path).is_none());
    let extra = extra.map(|entry| Difference { path: lossy(&entry.path), change: Change::Extra, diff: String::new() });
    differences.extend(extra);
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(differences)
}

/// The artifacts in order, if they can be files of one tree.
fn by_path(artifacts: &[Artifact]) -> Result<Vec<&Artifact>, WriteError> {
    let mut sorted: Vec<&Artifact> = artifacts.iter().collect();
    sorted.sort_by(|a, b| Path::new(&a.path).cmp(Path::new(&b.path)));
    for (index, artifact) in sorted.iter().enumerate() {
        let path = &artifact.path;
        let fails = |problem| Err(WriteError::Artifact { path: path.clone(), problem });
        if path.split('/').any(|name| matches!(name, "" | "." | "..")) || path.contains('\0') {
            return fails("it is not a path below the output directory");
        }
        if Path::new(path).iter().any(is_carried) || Keep::default().carries(Path::new(path)) {
            return fails("files with such names belong to Terraform and to people");
        }
        // Sorted by names, the files below a name come right after it.
        if sorted.get(index + 1).is_some_and(|next| Path::new(&next.path).starts_with(path)) {
            return fails("another file has the same name, or is below it");
        }
    }
    Ok(sorted)
}

fn find<'a>(artifacts: &[&'a Artifact], path: &Path) -> Option<&'a Artifact> {
    let index = artifacts.binary_search_by(|artifact| Path::new(&artifact.path).cmp(path)).ok()?;
    artifacts.get(index).copied()
}

/// What a render would do to each file; an error if that would destroy someone's work.
fn judge(
    out: &Path,
    old: &Scan,
    artifacts: &[&Artifact],
    options: Options<'_>,
    access: Access,
) -> Result<Written, WriteError> {
    let last = if options.force { Manifest::default() } else { last(out, old)? };
    last.is_of(out, options)?;
    let listed = last.files;
    let steps = listed.contains_key(STEPS);
    if !listed.is_empty() && steps != find(artifacts, Path::new(STEPS)).is_some() {
        return Err(WriteError::OtherKind { out: out.to_owned(), steps });
    }
    let bound = access == Access::Owner && holds(out, old, IGNORE)?;
    let (mut unknown, mut edited) = (Vec::new(), Vec::new());
    let mut written = Written::default();
    for entry in &old.files {
        let path = lossy(&entry.path);
        let bytes = read(out, entry)?;
        let new = find(artifacts, &entry.path);
        if bytes.is_some() && new.map(|new| new.text.as_bytes()) == bytes.as_deref() {
            written.unchanged.push(path);
            continue;
        }
        match (bytes, entry.path.to_str().and_then(|path| listed.get(path))) {
            _ if options.force || (bound && new.is_some()) => {}
            (Some(_), _) if entry.path == Path::new(MANIFEST) => {}
            (_, None) => unknown.push(path.clone()),
            (Some(bytes), Some(known)) if digest(&bytes) == *known => {}
            (_, Some(_)) => edited.push(path.clone()),
        }
        if new.is_some() { written.changed.push(path) } else { written.removed.push(path) }
    }
    if unknown.is_empty() && edited.is_empty() {
        let added = artifacts.iter().filter(|artifact| old.file(Path::new(&artifact.path)).is_none());
        written.added = added.map(|artifact| artifact.path.clone()).collect();
        return Ok(written);
    }
    Err(WriteError::Foreign { out: out.to_owned(), unknown, edited })
}

/// Whether a file with exactly this text is there.
fn holds(out: &Path, old: &Scan, (path, text): (&str, &str)) -> Result<bool, WriteError> {
    let Some(entry) = old.file(Path::new(path)) else { return Ok(false) };
    Ok(read(out, entry)?.as_deref() == Some(text.as_bytes()))
}

/// The content of a file; nothing of a pipe or a device, which might never end.
fn read(out: &Path, entry: &Entry) -> Result<Option<Vec<u8>>, WriteError> {
    let path = out.join(&entry.path);
    match entry.kind {
        Kind::File => fs::read(&path).map(Some).map_err(WriteError::io("read", &path)),
        _ => Ok(None),
    }
}

fn unified(path: &str, on_disk: &[u8], rendered: &str) -> String {
    let on_disk = String::from_utf8_lossy(on_disk);
    let diff = TextDiff::from_lines(&*on_disk, rendered);
    diff.unified_diff().header(&format!("{path} (on disk)"), &format!("{path} (rendered)")).to_string()
}

/// The path without a slash at its end, which would follow a link.
fn plain(path: &Path) -> PathBuf {
    path.components().collect()
}

fn lossy(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;

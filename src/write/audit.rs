//! A directory held against its own manifest: a path goes in, what is not as netgen wrote it comes out. Writes nothing.

use super::error::WriteError;
use super::manifest::{Manifest, glance};
use super::scan::{Entry, Keep, Kind, scan};
use super::{MANIFEST, digest, lossy, read};
use std::fs;
use std::path::Path;

/// What a manifest says of the directory that it is in.
#[derive(Debug, PartialEq, Eq)]
pub struct Audit {
    /// How many files it lists.
    pub files: usize,
    /// What is not as it says, a line each, sorted by path.
    pub wrong: Vec<String>,
}

/// Compares every file with the manifest. What Terraform and people keep in the directory is nobody's business. `None` if there
/// is no manifest.
pub fn audit(out: &Path) -> Result<Option<Audit>, WriteError> {
    let kept = glance(out)?;
    let found = scan(out, Keep { patterns: &kept.keep, written: Some(&kept.files) })?;
    let Some(entry) = found.file(Path::new(MANIFEST)) else { return Ok(None) };
    if is_too_large(out, entry)? {
        let cause = "it is larger than netgen writes".to_owned();
        return Err(WriteError::Manifest { path: out.join(MANIFEST), cause });
    }
    let bytes = read(out, entry)?.unwrap_or_default();
    let Manifest { files: listed, .. } = serde_json::from_slice(&bytes)
        .map_err(|cause| WriteError::Manifest { path: out.join(MANIFEST), cause: cause.to_string() })?;
    let mut wrong = Vec::new();
    for entry in found.files.iter().filter(|entry| entry.path != Path::new(MANIFEST)) {
        let path = lossy(&entry.path);
        match entry.path.to_str().and_then(|path| listed.get(path)) {
            None => wrong.push(format!("{path}: not written by netgen")),
            Some(_) if entry.kind != Kind::File => wrong.push(format!("{path}: no file")),
            Some(_) if is_too_large(out, entry)? => wrong.push(format!("{path}: larger than netgen writes")),
            Some(known) if digest(&read(out, entry)?.unwrap_or_default()) != *known => {
                wrong.push(format!("{path}: changed since netgen wrote it"));
            }
            Some(_) => {}
        }
    }
    let missing = listed.keys().filter(|path| found.file(Path::new(path)).is_none());
    wrong.extend(missing.map(|path| format!("{path}: missing")));
    wrong.sort();
    Ok(Some(Audit { files: listed.len(), wrong }))
}

/// Most bytes of a file that is read as a whole: far more than any that netgen writes.
pub(super) const MAX_BYTES: u64 = 256 << 20;

fn is_too_large(out: &Path, entry: &Entry) -> Result<bool, WriteError> {
    let path = out.join(&entry.path);
    let found = fs::symlink_metadata(&path).map_err(WriteError::io("look at", &path))?;
    Ok(found.len() > MAX_BYTES)
}

//! Files beside a tree that are in no manifest: files with keys, and updates of routers. In comes the tree's path, out go the paths of
//! these directories, and the files of routers in one. It never follows a link.

use super::error::WriteError;
use super::scan::{Entry, Keep, Kind, Scan, scan};
use super::swap::Access;
use super::{IGNORE, Options, Written, holds, lossy, plain, read, replace};
use crate::artifact::Artifact;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The most bytes of a router's file: far more than any that netgen writes.
const MOST: u64 = 16 << 20;

/// Makes `out` hold exactly these files, which hold keys: mode 0600 in directories of mode 0700, without a manifest, whose
/// digests would tell something of them, and ignored by git. A directory that is not such a one already is refused unless
/// `force` says otherwise; in such a one, what has the name of a new file is replaced.
pub fn private(out: &Path, mut artifacts: Vec<Artifact>, force: bool) -> Result<Written, WriteError> {
    let (path, text) = IGNORE;
    artifacts.push(Artifact { path: path.to_owned(), text: text.to_owned() });
    replace(out, &artifacts, Options { force, ..Options::default() }, Access::Owner)
}

/// What an update says of its own files, by name: digests would tell something of the keys in them.
const RECORD: (&str, &str) = ("files.txt", "# Files of this update, made by netgen. The next one replaces them.\n");

/// The same for an update of routers. Files of an earlier update are netgen's, by its own record of their names, and go; anything else in
/// the directory is refused unless `force` says otherwise.
pub fn update(out: &Path, mut artifacts: Vec<Artifact>, force: bool) -> Result<Written, WriteError> {
    let there = scan(&plain(out), Keep::default())?;
    let known = recorded(out, &there)?;
    let ours = |entry: &Entry| entry.kind == Kind::File && known.contains(&lossy(&entry.path));
    let all_ours = holds(out, &there, IGNORE)? && there.files.iter().all(ours);
    let mut names: Vec<&str> = artifacts.iter().map(|file| file.path.as_str()).chain([IGNORE.0, RECORD.0]).collect();
    names.sort_unstable();
    let text = names.iter().fold(RECORD.1.to_owned(), |text, name| text + name + "\n");
    artifacts.push(Artifact { path: RECORD.0.to_owned(), text });
    private(out, artifacts, force || all_ours)
}

/// The names in the record of an update; none where it is no record.
fn recorded(out: &Path, there: &Scan) -> Result<BTreeSet<String>, WriteError> {
    let entry = there.file(Path::new(RECORD.0));
    let bytes = entry.map(|entry| read(out, entry)).transpose()?.flatten().unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let names = text.strip_prefix(RECORD.1).unwrap_or_default();
    Ok(names.lines().map(str::to_owned).collect())
}

/// The directory for the files with keys of the network in `out`: `out/corp-bound` beside `out/corp`.
#[must_use]
pub fn private_directory(out: &Path) -> PathBuf {
    beside(out, "-bound")
}

/// The directory for the routers' updates: `out/corp-update` beside `out/corp`.
#[must_use]
pub fn update_directory(out: &Path) -> PathBuf {
    beside(out, "-update")
}

fn beside(out: &Path, end: &str) -> PathBuf {
    let mut name = out.file_name().map_or_else(|| OsString::from("netgen"), OsString::from);
    name.push(end);
    out.with_file_name(name)
}

/// The files of routers in a directory, `routers/<site>/<file>`, sorted by path; none if there is no directory. What is no file, no text
/// or far too large is passed over: no router's file of netgen's is.
pub fn routers(dir: &Path) -> Result<Vec<Artifact>, WriteError> {
    let mut found = Vec::new();
    for site in names(&dir.join("routers"))? {
        for file in names(&dir.join("routers").join(&site))? {
            let path = dir.join("routers").join(&site).join(&file);
            let about = fs::symlink_metadata(&path).map_err(WriteError::io("look at", &path))?;
            if !about.is_file() || about.len() > MOST {
                continue;
            }
            let bytes = fs::read(&path).map_err(WriteError::io("read", &path))?;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            found.push(Artifact { path: format!("routers/{site}/{file}"), text });
        }
    }
    Ok(found)
}

/// The names in a folder, sorted; none where there is no folder, or a link.
fn names(folder: &Path) -> Result<Vec<String>, WriteError> {
    match fs::symlink_metadata(folder) {
        Ok(about) if about.is_dir() => {}
        Ok(_) => return Ok(Vec::new()),
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(cause) => return Err(WriteError::io("look at", folder)(cause)),
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(WriteError::io("read", folder))? {
        let name = entry.map_err(WriteError::io("read", folder))?.file_name();
        names.extend(name.into_string().ok());
    }
    names.sort();
    Ok(names)
}

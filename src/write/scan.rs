//! What is in an output directory: a path goes in, a list of what netgen may replace and what it must carry over comes
//! out. Reads directories and nothing else.

use super::error::WriteError;
use crate::net::KeptPath;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Something in the tree, by its path below the root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub path: PathBuf,
    pub kind: Kind,
    /// Permission bits.
    pub mode: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Directory,
    File,
    Link,
    /// A socket, a pipe, a device.
    Special,
}

/// A tree, each part sorted by path, hence parents before children.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Directories outside of what is carried; the root's path is empty.
    pub directories: Vec<Entry>,
    /// Files outside of what is carried.
    pub files: Vec<Entry>,
    /// What people and Terraform keep in the directory, with the directories in there.
    pub carried: Vec<Entry>,
}

/// What Terraform makes and people add beside generated files: `.terraform*`, `*.tfstate*`, `*.tfvars`, `*.tfvars.json`,
/// `*_override.tf` and `backend.tf`. A directory with such a name is carried with all that is in it.
/// <https://developer.hashicorp.com/terraform/language/files>
pub(super) fn is_carried(name: &OsStr) -> bool {
    let name = name.as_bytes();
    name.starts_with(b".terraform")
        || name.windows(b".tfstate".len()).any(|window| window == b".tfstate")
        || name.ends_with(b".tfvars")
        || name.ends_with(b".tfvars.json")
        || name.ends_with(b"_override.tf")
        || name == b"backend.tf"
}

/// What a document keeps of a tree besides, below `terraform/`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keep<'a> {
    /// Files and folders that people keep.
    pub patterns: &'a [KeptPath],
    /// Files of the last render: they are netgen's, whatever fits them.
    pub written: Option<&'a BTreeMap<String, String>>,
}

impl Keep<'_> {
    /// Whether something in a tree is carried over, by its path.
    pub fn carries(&self, path: &Path) -> bool {
        if path.file_name().is_some_and(is_carried) {
            return true;
        }
        // A name that is no text fits no pattern.
        let Some(path) = path.to_str().filter(|path| path.starts_with("terraform/")) else { return false };
        let is_written = self.written.is_some_and(|written| written.contains_key(path));
        let is_usual = path.rsplit('/').next().is_some_and(|name| name.starts_with('.') || USUAL.contains(&name));
        !is_written && (is_usual || self.patterns.iter().any(|pattern| pattern.fits(path)))
    }
}

/// Files that people write below `terraform/`: for a change of addresses, which is theirs, and for what Terragrunt's units share.
/// <https://developer.hashicorp.com/terraform/language/import>
const USUAL: &[&str] = &["imports.tf", "moved.tf", "root.hcl"];

/// Lists a tree. A root that does not exist is empty.
pub(super) fn scan(root: &Path, keep: Keep<'_>) -> Result<Scan, WriteError> {
    let mut scan = Scan::default();
    match fs::symlink_metadata(root) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(scan),
        Err(cause) => return Err(WriteError::io("look at", root)(cause)),
        Ok(metadata) if metadata.is_symlink() => return Err(WriteError::Symlink { path: root.to_owned() }),
        Ok(metadata) if !metadata.is_dir() => {
            return Err(WriteError::Output { path: root.to_owned(), problem: "it exists and is not a directory" });
        }
        Ok(metadata) => {
            let mode = metadata.permissions().mode();
            scan.directories.push(Entry { path: PathBuf::new(), kind: Kind::Directory, mode });
        }
    }
    let mut todo = vec![(PathBuf::new(), false)];
    while let Some((directory, carried)) = todo.pop() {
        for entry in list(root, &directory)? {
            let carried = carried || keep.carries(&entry.path);
            if entry.kind == Kind::Directory {
                todo.push((entry.path.clone(), carried));
            }
            match entry.kind {
                _ if carried => scan.carried.push(entry),
                Kind::Link => return Err(WriteError::Symlink { path: root.join(entry.path) }),
                Kind::Directory => scan.directories.push(entry),
                Kind::File | Kind::Special => scan.files.push(entry),
            }
        }
    }
    scan.directories.sort();
    scan.files.sort();
    scan.carried.sort();
    Ok(scan)
}

fn list(root: &Path, directory: &Path) -> Result<Vec<Entry>, WriteError> {
    let path = root.join(directory);
    let mut entries = Vec::new();
    for entry in fs::read_dir(&path).map_err(WriteError::io("list", &path))? {
        let entry = entry.map_err(WriteError::io("list", &path))?;
        let metadata = match entry.metadata() {
            // Gone since the listing: a lock file of a Terraform that just ended.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => continue,
            metadata => metadata.map_err(WriteError::io("look at", &entry.path()))?,
        };
        let kind = match metadata.file_type() {
            kind if kind.is_dir() => Kind::Directory,
            kind if kind.is_file() => Kind::File,
            kind if kind.is_symlink() => Kind::Link,
            _ => Kind::Special,
        };
        entries.push(Entry { path: directory.join(entry.file_name()), kind, mode: metadata.permissions().mode() });
    }
    Ok(entries)
}

impl Scan {
    /// The lock file of a Terraform that is writing its state into this tree.
    pub fn terraform_lock(&self) -> Option<&Path> {
        let lock =
            |entry: &&Entry| entry.kind == Kind::File && entry.path.as_os_str().as_bytes().ends_with(b".lock.info");
        self.carried.iter().find(lock).map(|entry| entry.path.as_path())
    }

    /// A file outside of what is carried.
    pub fn file(&self, path: &Path) -> Option<&Entry> {
        let index = self.files.binary_search_by(|entry| entry.path.as_path().cmp(path)).ok()?;
        self.files.get(index)
    }
}

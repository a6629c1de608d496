//! The file of the address lock: which one it is, what it held when a run began, and how it changes.

use super::atomic;
use super::failure::{Failure, shown};
use super::read;
use netgen::compile::{Compiled, Input};
use netgen::plan::lock::{Change, Entry, State};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A lock's file as a run found it.
#[derive(Debug)]
pub struct LockFile {
    /// As the user named it, or beside the document.
    pub path: PathBuf,
    /// What it held; `None` if it did not exist.
    pub bytes: Option<Vec<u8>>,
}

impl LockFile {
    /// `corp.lock` for `corp.yaml`.
    pub fn beside(document: &Path) -> PathBuf {
        document.with_extension("lock")
    }

    /// Looks at a file that need not exist.
    pub fn open(path: PathBuf) -> Result<Self, Failure> {
        let bytes = read::bytes(&path)?;
        Ok(Self { path, bytes })
    }

    /// The name for messages.
    pub fn name(&self) -> String {
        shown(&self.path)
    }

    /// Puts another text into the file, unless it was changed since it was opened: two runs must not each give out
    /// addresses and then keep those of one.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        // Through a link to the file that it means; a file that does not exist yet means itself.
        let path = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // On the directory, because the file itself is replaced. It ends with this function or with the process.
        let guard = File::open(parent).map_err(|cause| Failure::system("open", parent, &cause))?;
        guard.lock().map_err(|cause| Failure::system("lock", parent, &cause))?;
        atomic::clear(&path).map_err(|cause| Failure::system("list", parent, &cause))?;
        let now = read::bytes(&path)?;
        if now.as_deref() == Some(text.as_bytes()) {
            return Ok(());
        }
        if now != self.bytes {
            return Err(Failure::io(format!("`{}` was changed by somebody else meanwhile", self.name()))
                .help("nothing was written; run the same command again"));
        }
        atomic::write(&path, text)
    }
}

/// What became of each address that was released, a line each; empty if none was.
pub fn released(input: &Input, compiled: &Compiled<'_>) -> String {
    let line = |(path, old): (&str, &Entry)| {
        let now = match compiled.lock.get(path) {
            None => "given up; others may get it".to_owned(),
            Some(new) if new == old => "got the same again; nothing is replaced".to_owned(),
            Some(new) => format!("now {new}; what has the old one is replaced"),
        };
        format!("released {path}  {old}: {now}\n")
    };
    input.released().map(line).collect()
}

/// What changed, counted, and each change that moves something without having been released; with `all`, every change.
pub fn summary(lock: &LockFile, input: &Input, changes: &[Change], all: bool) -> String {
    let name = lock.name();
    let mut text = match (changes.len(), lock.bytes.is_none()) {
        (1, true) => format!("{name}: new, 1 entry"),
        (count, true) => format!("{name}: new, {count} entries"),
        (0, false) => return format!("{name}: unchanged"),
        (_, false) => format!("{name}: {}", counts(changes)),
    };
    for change in changes {
        let moved = Kind::of(change) == Kind::Changed && input.kept.get(change.path()).is_some();
        if all || moved {
            text.push_str("\n  ");
            text += &change.to_string();
        }
    }
    text
}

fn counts(changes: &[Change]) -> String {
    let kinds = [Kind::Added, Kind::Changed, Kind::Freed, Kind::Removed].into_iter();
    let counts = kinds.map(|kind| (changes.iter().filter(|change| Kind::of(change) == kind).count(), kind));
    let counts = counts.filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {}", kind.word()));
    counts.collect::<Vec<_>>().join(", ")
}

/// What a change means to the owner of the address.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Added,
    Changed,
    Freed,
    Removed,
}

impl Kind {
    fn of(change: &Change) -> Self {
        match change {
            Change::Added { .. } => Self::Added,
            Change::Removed { .. } => Self::Removed,
            Change::Changed { to, .. } if to.state == State::Freed => Self::Freed,
            Change::Changed { .. } => Self::Changed,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Freed => "freed and kept for the former owner",
            Self::Removed => "given up",
        }
    }
}

//! The file of the address lock: which one it is, what it held when a run began, and how it changes.

use super::atomic;
use super::failure::{Failure, shown};
use super::read;
use netgen::compile::{Compiled, Input};
use netgen::diagnostic::counted;
use netgen::plan::lock::{Change, Entry, Labels, RETAINED, State, is_memory};
use netgen::report::{left_line, left_roots};
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
            None if is_memory(path) => "given up; no render speaks of it any more".to_owned(),
            Some(new) if place(new) != place(old) => {
                format!("given up there; now {new}")
            }
            Some(new) if is_memory(path) => match roots_given_up(old, new).as_slice() {
                [] => "still in the document; nothing is given up".to_owned(),
                roots => format!("given up of it: {}; no render speaks of them any more", roots.join(", ")),
            },
            None => "given up; others may get it".to_owned(),
            Some(new) if new == old => "got the same again; nothing is replaced".to_owned(),
            Some(new) => format!("now {new}; what has the old one is replaced"),
        };
        format!("released {path}  {old}: {now}\n")
    };
    input.released().map(line).collect()
}

/// Where something is: what exists does not move.
fn place(entry: &Entry) -> impl PartialEq + use<'_> {
    (&entry.region, &entry.account, &entry.folder, &entry.number)
}

/// The root modules of an account and Region that only its earlier line in the lock has.
fn roots_given_up<'e>(old: &'e Entry, new: &Entry) -> Vec<&'e str> {
    let live: Vec<&str> = new.roots.iter().flat_map(Labels::iter).collect();
    old.roots.iter().flat_map(Labels::iter).filter(|root| !live.contains(root)).collect()
}

/// What changed, counted, each change that moves something without having been released, and what becomes of what left the
/// document; with `all`, every change.
pub fn summary(lock: &LockFile, input: &Input, compiled: &Compiled<'_>, all: bool) -> String {
    let (name, changes) = (lock.name(), compiled.changes.as_slice());
    let mut text = match (changes.len(), lock.bytes.is_none()) {
        (count, true) => format!("{name}: new, {}", counted(count, "entry")),
        (0, false) if input.lock.is_old() => format!("{name}: version 1 becomes 2, which also says what exists"),
        (0, false) => return format!("{name}: unchanged"),
        (_, false) => format!("{name}: {}", counts(changes)),
    };
    for change in changes {
        let moved = Kind::of(change) == Kind::Moved && input.kept.get(change.path()).is_some();
        if all || moved {
            text.push_str("\n  ");
            text += &change.to_string();
        }
    }
    text.extend(changes.iter().filter_map(returned).flat_map(|line| ["\n  ".to_owned(), line]));
    if input.lock.is_old() && changes.iter().any(|change| matches!(Kind::of(change), Kind::Freed | Kind::Removed)) {
        text.push_str("\n  ");
        text.push_str(UNSEEN);
    }
    for change in changes.iter().filter(|change| Kind::of(change) == Kind::Left) {
        text.extend(
            left_line(compiled.graph.left(), change.path()).into_iter().flat_map(|line| ["\n  ".to_owned(), line]),
        );
    }
    text.extend(left_roots(compiled.graph.left()).into_iter().flat_map(|line| ["\n  ".to_owned(), line]));
    text
}

/// A lock of version 1 knows addresses alone.
const UNSEEN: &str = "what left the document with this render is not known by the lock of version 1: its stacks stand in no list and what \
    is retained in no removed.tf; go back, render the document as it is deployed, and edit it then";

/// What was let go by an earlier render and is in the document again: a deployment would make a second one.
fn returned(change: &Change) -> Option<String> {
    let Change::Changed { path, from, to } = change else { return None };
    let comes_back = from.state == State::Left && to.state != State::Left && place(from) == place(to);
    let identity = path.strip_prefix(RETAINED)?.strip_prefix('/').filter(|_| comes_back)?;
    let address = to.address.as_ref().map(|address| format!(" into {address}")).unwrap_or_default();
    Some(format!(
        "{identity} comes back: if its removal was deployed, import the one that was kept{address}, since a second one is made or refused"
    ))
}

/// That a lock of version 1 stays as it is.
pub fn old(lock: &LockFile) -> String {
    let name = lock.name();
    format!("{name}: version 1, kept by --locked; a render without it writes version 2, which also says what exists")
}

fn counts(changes: &[Change]) -> String {
    let counts = Kind::ALL.into_iter();
    let counts = counts.map(|kind| (changes.iter().filter(|change| Kind::of(change) == kind).count(), kind));
    let counts = counts.filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {}", kind.word()));
    counts.collect::<Vec<_>>().join(", ")
}

/// What a change means to the owner of what the entry is about.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Added,
    /// Another address or number: what has the old one is replaced.
    Moved,
    /// Nothing that was deployed moves.
    Noted,
    Freed,
    Left,
    Removed,
}

impl Kind {
    const ALL: [Self; 6] = [Self::Added, Self::Moved, Self::Noted, Self::Freed, Self::Left, Self::Removed];

    fn of(change: &Change) -> Self {
        match change {
            Change::Added { .. } => Self::Added,
            Change::Removed { .. } => Self::Removed,
            Change::Changed { to, .. } if to.state == State::Freed => Self::Freed,
            Change::Changed { to, .. } if to.state == State::Left => Self::Left,
            Change::Changed { path, from, to } if is_memory(path) || is_note(from, to) => Self::Noted,
            Change::Changed { .. } => Self::Moved,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Moved => "changed",
            Self::Noted => "noted",
            Self::Freed => "freed and kept for the former owner",
            Self::Left => "left the document and exist",
            Self::Removed => "given up",
        }
    }
}

/// Whether what changes is a layout or a word alone.
fn is_note(from: &Entry, to: &Entry) -> bool {
    from.state == to.state && from.decided() == to.decided()
}

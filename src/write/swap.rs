//! The change itself: a new tree is built beside the old one and takes its place in one step. In come artifacts and what
//! the old tree holds, out comes the changed directory. Decides nothing about what may be replaced.
//!
//! What is carried over is hard-linked, not copied and not moved: until the swap the old tree is whole, a kill at any
//! moment leaves every file in reach, and a state file that some Terraform rewrites in place in the meantime is the
//! same file in both trees, so that no write is lost and none is torn. Nobody writes through the new tree before the
//! swap, so the shared file cannot be damaged by a render. Where links are impossible, files are copied. Either way the
//! old tree goes only file by file, and a carried file goes only if the new tree holds the same.

use super::error::WriteError;
use super::scan::{Entry, Keep, Kind, Scan, scan};
use super::{Artifact, lossy, private_directory};
use rustix::fs::{Access as Right, CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

/// A name that no artifact and no carried file has, for a copy that is not complete.
const PARTIAL: &str = ".netgen-partial";

/// An output directory, locked against other renders in the same parent directory until dropped.
pub(super) struct Place {
    pub out: PathBuf,
    parent: PathBuf,
    prefix: OsString,
    /// The lock is on the parent directory itself: it leaves no file behind and ends with the process.
    _lock: File,
}

/// The directory that holds `out`, and the name of `out` in it.
pub(super) fn split(out: &Path) -> Result<(&Path, &OsStr), WriteError> {
    let problem = "it has no name of its own; name a directory that netgen may replace as a whole";
    let name = out.file_name().ok_or(WriteError::Output { path: out.to_owned(), problem })?;
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((parent, name))
}

/// How the names of trees begin that are on their way to a directory.
fn prefix(name: &OsStr) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".netgen-new-");
    prefix
}

impl Place {
    /// Creates the parent directories, waits for other renders, and clears away what a killed one left.
    pub fn lock(out: &Path) -> Result<Self, WriteError> {
        let (parent, name) = split(out)?;
        fs::create_dir_all(parent).map_err(WriteError::io("create", parent))?;
        let lock = File::open(parent).map_err(WriteError::io("open", parent))?;
        lock.lock().map_err(WriteError::io("lock", parent))?;
        let place = Self { out: out.to_owned(), parent: parent.to_owned(), prefix: prefix(name), _lock: lock };
        place.clear_leftovers()?;
        Ok(place)
    }

    /// No other render runs in this parent directory, so a tree with such a name belongs to a dead one: either a new
    /// tree it did not finish, or the old one it did not come to remove.
    ///
    /// The files with keys of the same network are cleared by any render: a run that was killed must not leave keys behind
    /// until somebody binds again.
    fn clear_leftovers(&self) -> Result<(), WriteError> {
        let bound = private_directory(&self.out);
        self.clear(&self.prefix, &self.out)?;
        self.clear(&prefix(bound.file_name().unwrap_or_default()), &bound)
    }

    /// Clears what dead renders of a directory beside this one left.
    fn clear(&self, prefix: &OsStr, out: &Path) -> Result<(), WriteError> {
        for entry in fs::read_dir(&self.parent).map_err(WriteError::io("list", &self.parent))? {
            let entry = entry.map_err(WriteError::io("list", &self.parent))?;
            let name = entry.file_name();
            let process = name.as_bytes().strip_prefix(prefix.as_bytes());
            let ours = process.is_some_and(|id| !id.is_empty() && id.iter().all(u8::is_ascii_digit));
            if ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                retire(&entry.path(), out, None)?;
            }
        }
        Ok(())
    }

    /// Writes everything into a new tree and puts it in the place of the old one, which `old` describes.
    pub fn replace(
        &self,
        old: &Scan,
        keep: Keep<'_>,
        artifacts: &[&Artifact],
        access: Access,
    ) -> Result<(), WriteError> {
        let exists = !old.directories.is_empty();
        if exists {
            self.same_device()?;
            self.may_change(old)?;
        }
        let mut name = self.prefix.clone();
        name.push(std::process::id().to_string());
        let new = self.parent.join(name);
        access.directory(&new).map_err(WriteError::io("create", &new))?;
        let done = self.build(&new, old, artifacts, access).and_then(|()| self.swap(&new, exists));
        if done.is_err() {
            // Holds nothing but fresh files and second names. What cannot be removed now, the next render removes.
            let _ = fs::remove_dir_all(&new);
            return done;
        }
        if exists { retire(&new, &self.out, Some((old, keep))) } else { Ok(()) }
    }

    /// A mount point cannot be swapped. Seen before anything is copied across file systems.
    fn same_device(&self) -> Result<(), WriteError> {
        let device = |path: &Path| fs::metadata(path).map(|data| data.dev()).map_err(WriteError::io("look at", path));
        if device(&self.out)? == device(&self.parent)? {
            return Ok(());
        }
        Err(WriteError::NoSwap { path: self.out.clone(), cause: "it is a mount point".to_owned() })
    }

    /// A directory that nobody may change says that its files stay. After the swap it would be too late: the old tree could not be
    /// removed, and stand in the way of every later render.
    fn may_change(&self, old: &Scan) -> Result<(), WriteError> {
        let directories =
            old.directories.iter().chain(old.carried.iter().filter(|entry| entry.kind == Kind::Directory));
        for entry in directories {
            // Without a `/` at the end where the entry is the tree itself.
            let path: PathBuf = self.out.join(&entry.path).components().collect();
            rustix::fs::access(&path, Right::WRITE_OK | Right::EXEC_OK)
                .map_err(|cause| WriteError::io("change", &path)(cause.into()))?;
        }
        Ok(())
    }

    fn build(&self, new: &Path, old: &Scan, artifacts: &[&Artifact], access: Access) -> Result<(), WriteError> {
        for artifact in artifacts {
            let path = new.join(&artifact.path);
            create_parent(&path, access)?;
            let mode = old.file(Path::new(&artifact.path)).map(|file| file.mode);
            access.file(&path, artifact.text.as_bytes(), mode).map_err(WriteError::io("write", &path))?;
        }
        for entry in &old.carried {
            let (from, to) = (self.out.join(&entry.path), new.join(&entry.path));
            create_parent(&to, access)?;
            match carry(&from, &to, entry.kind) {
                // Gone since the listing, like a lock file of a Terraform that just ended.
                Err(cause) if cause.kind() == io::ErrorKind::NotFound && !from.exists() => {}
                done => done.map_err(WriteError::io("carry over", &from))?,
            }
        }
        // Last and from the inside out, for a directory may not let anyone write.
        for entry in old.carried.iter().rev().chain(old.directories.iter().rev()) {
            let path = new.join(&entry.path);
            if access == Access::Usual && entry.kind == Kind::Directory && path.is_dir() {
                keep_mode(&path, entry.mode).map_err(WriteError::io("set the mode of", &path))?;
            }
        }
        Ok(())
    }

    fn swap(&self, new: &Path, exists: bool) -> Result<(), WriteError> {
        let flags = if exists { RenameFlags::EXCHANGE } else { RenameFlags::NOREPLACE };
        match renameat_with(CWD, new, CWD, &self.out, flags) {
            Ok(()) => Ok(()),
            // Without the flag, a directory still replaces nothing but an empty directory.
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) if !exists => {
                fs::rename(new, &self.out).map_err(WriteError::io("create", &self.out))
            }
            Err(cause @ (Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP | Errno::XDEV | Errno::BUSY)) => {
                Err(WriteError::NoSwap { path: self.out.clone(), cause: io::Error::from(cause).to_string() })
            }
            Err(cause) => Err(WriteError::io("replace", &self.out)(cause.into())),
        }
    }
}

/// Who may read what is written. It holds from the first moment on, not only once all is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// As the system and the old tree have it.
    Usual,
    /// The owner alone.
    Owner,
}

impl Access {
    fn directory(self, path: &Path) -> io::Result<()> {
        let mode = if self == Self::Owner { 0o700 } else { 0o777 };
        DirBuilder::new().recursive(true).mode(mode).create(path)
    }

    /// Writes a new file. One that stood in the old tree keeps the `mode` that it had there.
    fn file(self, path: &Path, text: &[u8], mode: Option<u32>) -> io::Result<()> {
        let (fresh, mode) = if self == Self::Owner { (0o600, None) } else { (0o666, mode) };
        OpenOptions::new().write(true).create_new(true).mode(fresh).open(path)?.write_all(text)?;
        mode.map_or(Ok(()), |mode| keep_mode(path, mode))
    }
}

fn create_parent(path: &Path, access: Access) -> Result<(), WriteError> {
    let parent = path.parent().unwrap_or(path);
    access.directory(parent).map_err(WriteError::io("create", parent))
}

/// Gives a path the mode it had in the old tree.
fn keep_mode(path: &Path, mode: u32) -> io::Result<()> {
    if fs::metadata(path)?.permissions().mode() == mode {
        return Ok(());
    }
    fs::set_permissions(path, Permissions::from_mode(mode & 0o7777))
}

/// Gives something of the old tree a second name in the new one. See the top of this file for why a link.
fn carry(from: &Path, to: &Path, kind: Kind) -> io::Result<()> {
    match kind {
        Kind::Directory => fs::create_dir_all(to),
        Kind::Link => symlink(fs::read_link(from)?, to),
        Kind::File | Kind::Special => match fs::hard_link(from, to) {
            Err(cause) if kind == Kind::Special => Err(cause),
            // Under a name that is not carried itself until it is complete, or a half copy would count as unique work.
            Err(_) => {
                let partial = to.with_file_name(PARTIAL);
                fs::copy(from, &partial)?;
                fs::rename(partial, to)
            }
            done => done,
        },
    }
}

/// Removes a tree that `out` has taken the place of, but nothing that exists in there alone: a carried file that `out`
/// does not hold too, and, if `known` says what was there before, a file that came since.
fn retire(tree: &Path, out: &Path, known: Option<(&Scan, Keep<'_>)>) -> Result<(), WriteError> {
    // Of a dead render, the manifests say what people keep.
    let dead = match known {
        None => super::kept(tree)?.and(super::kept(out)?),
        Some(_) => super::Kept::default(),
    };
    let now = match scan(tree, known.map_or_else(|| dead.keep(), |(_, keep)| keep)) {
        Err(WriteError::Symlink { path }) => {
            return Err(WriteError::Kept { path: tree.to_owned(), files: vec![lossy(&path)] });
        }
        now => now?,
    };
    let mut kept = Vec::new();
    let carried = now.carried.iter().filter(|entry| entry.kind != Kind::Directory);
    for (entry, carried) in now.files.iter().map(|entry| (entry, false)).chain(carried.map(|entry| (entry, true))) {
        let safe = if entry.path.ends_with(PARTIAL) {
            true
        } else if carried {
            same(&tree.join(&entry.path), &out.join(&entry.path), entry).unwrap_or(false)
        } else {
            known.is_none_or(|(known, _)| known.file(&entry.path).is_some())
        };
        let path = tree.join(&entry.path);
        if !safe {
            kept.push(lossy(&entry.path));
        } else if let Err(cause) = fs::remove_file(&path) {
            return Err(WriteError::io("remove", &path)(cause));
        }
    }
    for entry in now.carried.iter().rev().chain(now.directories.iter().rev()) {
        if entry.kind == Kind::Directory {
            let path = tree.join(&entry.path);
            match fs::remove_dir(&path) {
                Err(cause) if cause.kind() == io::ErrorKind::DirectoryNotEmpty => {}
                done => done.map_err(WriteError::io("remove", &path))?,
            }
        }
    }
    match fs::symlink_metadata(tree) {
        Ok(_) => Err(WriteError::Kept { path: tree.to_owned(), files: kept }),
        Err(_) => Ok(()),
    }
}

/// Whether two paths are the same file, or files with the same content.
fn same(old: &Path, new: &Path, entry: &Entry) -> io::Result<bool> {
    let (a, b) = (fs::symlink_metadata(old)?, fs::symlink_metadata(new)?);
    if (a.dev(), a.ino()) == (b.dev(), b.ino()) {
        return Ok(true);
    }
    match entry.kind {
        Kind::Link => Ok(b.is_symlink() && fs::read_link(old)? == fs::read_link(new)?),
        Kind::File if b.is_file() && a.len() == b.len() => same_content(File::open(old)?, File::open(new)?),
        _ => Ok(false),
    }
}

fn same_content(a: File, b: File) -> io::Result<bool> {
    let (a, b) = (io::BufReader::new(a), io::BufReader::new(b));
    let mut pairs = a.bytes().zip(b.bytes());
    pairs.try_fold(true, |same, (a, b)| Ok(same && a? == b?))
}

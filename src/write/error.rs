//! Why an output directory was not written. In come paths and causes, out go sentences that say what to do.

use crate::escape::is_special;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The output directory was not written, and is as it was before; only [`WriteError::Kept`] comes after the change.
#[derive(Debug)]
pub enum WriteError {
    /// The caller's list of artifacts cannot be a tree of files.
    Artifact {
        /// The artifact's path.
        path: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The output path cannot be an output directory.
    Output {
        /// The path as given.
        path: PathBuf,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// There is a symbolic link where netgen would write.
    Symlink {
        /// The link.
        path: PathBuf,
    },
    /// The directory holds files that netgen did not write, or that were changed since.
    Foreign {
        /// The output directory.
        out: PathBuf,
        /// Files that no render made.
        unknown: Vec<String>,
        /// Files that a render made and someone changed.
        edited: Vec<String>,
    },
    /// The directory holds another network.
    Other {
        /// The output directory.
        out: PathBuf,
        /// The network whose directory it is.
        there: String,
        /// The network that would be rendered.
        new: String,
    },
    /// The directory holds the network as another lock has it: another variant.
    Variant {
        /// The output directory.
        out: PathBuf,
        /// The lock's file name of the last render.
        there: String,
        /// That of this one.
        new: String,
    },
    /// The directory holds steps where a render would be, or a render where steps would be.
    OtherKind {
        /// The output directory.
        out: PathBuf,
        /// Whether steps are there.
        steps: bool,
    },
    /// The directory's manifest cannot be read as one.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What the JSON reader says.
        cause: String,
    },
    /// Terraform is at work in the directory.
    Busy {
        /// Terraform's lock file.
        lock: PathBuf,
    },
    /// The file system cannot swap two directories in one step.
    NoSwap {
        /// The output directory.
        path: PathBuf,
        /// What the system says.
        cause: String,
    },
    /// The tree that was replaced, or that a killed render left, holds something that exists nowhere else.
    Kept {
        /// Where it is.
        path: PathBuf,
        /// What it holds.
        files: Vec<String>,
    },
    /// The system said no.
    Io {
        /// What netgen was about to do.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

impl WriteError {
    /// Could not read or write.
    #[must_use]
    pub const fn exit_status(&self) -> u8 {
        3
    }

    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { doing, path: path.to_owned(), cause }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Io { cause, .. } = self { Some(cause) } else { None }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Artifact { path, problem } => {
                write!(
                    f,
                    "cannot write a file named {path:?}: {problem}; give the object it is named after another name"
                )
            }
            Self::Output { path, problem } => write!(f, "cannot render into {}: {problem}", shown(path)),
            Self::Symlink { path } => write!(
                f,
                "{} is a symbolic link, and netgen does not write through links; name the directory itself or remove the link",
                shown(path)
            ),
            Self::Foreign { out, unknown, edited } => foreign(f, out, unknown, edited),
            Self::Other { out, there, new } => write!(
                f,
                "{} holds the network {}, and this one is {}: Terraform's state in there would be taken for the new network's; \
                 name another directory with --out, or render with --force if the network was renamed",
                shown(out),
                shown(Path::new(there)),
                shown(Path::new(new))
            ),
            Self::Variant { out, there, new } => write!(
                f,
                "{} was rendered with the lock {}, and this render has {}: it is another variant of the network, with addresses of \
                 its own; name another directory with --out, or render with --force if the lock was renamed",
                shown(out),
                shown(Path::new(there)),
                shown(Path::new(new))
            ),
            Self::OtherKind { out, steps } => {
                let [there, new] = if *steps {
                    ["the steps of a change", "a rendered tree"]
                } else {
                    ["a rendered tree", "the steps of a change"]
                };
                write!(
                    f,
                    "{} holds {there}, and this would be {new}: Terraform's state in there belongs to what is there; \
                     name another directory with --out, or add --force",
                    shown(out)
                )
            }
            Self::Manifest { path, cause } => write!(
                f,
                "{} is no netgen manifest ({cause}), so nobody knows which files are netgen's; restore it, or render with --force",
                shown(path)
            ),
            Self::Busy { lock } => write!(
                f,
                "Terraform is at work here: {} exists; wait for it, or remove that file if Terraform was killed",
                shown(lock)
            ),
            Self::NoSwap { path, cause } => write!(
                f,
                "cannot swap {} in one step ({cause}); its file system lacks it or it is a mount point: render into a directory \
                 on a local file system, below the mount point",
                shown(path)
            ),
            Self::Kept { path, files } => {
                write!(f, "kept {}, which holds files that exist nowhere else", shown(path))?;
                listed(f, "only there", files)?;
                write!(f, "\nmove what you need into the output directory, then delete the rest and render again")
            }
            Self::Io { doing, path, cause } => {
                write!(f, "cannot {doing} {}: {cause}{}", shown(path), hint(cause.kind()))
            }
        }
    }
}

fn foreign(f: &mut fmt::Formatter<'_>, out: &Path, unknown: &[String], edited: &[String]) -> fmt::Result {
    write!(f, "{} holds work that a render would destroy", shown(out))?;
    listed(f, "changed since netgen wrote it", edited)?;
    listed(f, "not written by netgen", unknown)?;
    write!(f, "\nmove it elsewhere, render into another directory, or drop it with --force")
}

/// What to do about a refusal of the system.
fn hint(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::PermissionDenied => "; check its owner and mode, or render elsewhere with --out",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; free some space and render again",
        io::ErrorKind::ReadOnlyFilesystem => "; render elsewhere with --out",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "; something else is in its place",
        _ => "; see to that and render again",
    }
}

/// The first files of a list, each on a line of its own.
fn listed(f: &mut fmt::Formatter<'_>, what: &str, files: &[String]) -> fmt::Result {
    const SHOWN: usize = 8;
    for file in files.iter().take(SHOWN) {
        write!(f, "\n  {what}: {}", shown(Path::new(file)))?;
    }
    if files.len() > SHOWN {
        write!(f, "\n  {what}: {} more", files.len() - SHOWN)?;
    }
    Ok(())
}

/// A path as one harmless line.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if text.contains(is_special) { format!("{text:?}") } else { format!("`{text}`") }
}

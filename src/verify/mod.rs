//! A rendered directory before judges: in comes a directory, out goes what each judge that is installed thinks of it. Two judges are
//! netgen's own; cfn-lint and Terraform are programs that nobody here wrote.
//!
//! The directory may be anybody's. So programs see copies in a folder of their own, under names that netgen gives and no others;
//! no text of the directory becomes a command or an option; no settings file and no program in there is used; nothing is
//! downloaded; and nothing in the directory is written.

mod cfn_lint;
mod hcl;
mod print;
mod program;
mod templates;
mod terraform;
mod tree;

pub use print::{json, text};

use crate::router::fits;
use crate::write::{self, WriteError};
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use tree::Tree;

/// What the machine offers.
#[derive(Debug)]
pub struct Tools {
    /// Where programs are looked for: the value of `PATH`.
    pub path: OsString,
    /// Folders that may be laid out as a Terraform filesystem mirror; the first one with the AWS provider is used.
    pub mirrors: Vec<PathBuf>,
    /// An empty folder for copies, which is the caller's to remove.
    pub scratch: PathBuf,
}

/// What a judge thinks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has nothing to object.
    Agrees,
    /// It objects, a line each.
    Objects(Vec<String>),
    /// It judged nothing, because of this.
    Skipped(String),
    /// It broke down, with these words.
    Failed(String),
}

/// A judge and what it thinks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Its name.
    pub judge: &'static str,
    /// Its version; empty if it is not there.
    pub version: String,
    /// How much it judged.
    pub count: usize,
    /// What it counts, in the plural: `templates`.
    pub things: &'static str,
    /// What it thinks.
    pub verdict: Verdict,
}

impl Judgement {
    fn own(judge: &'static str, count: usize, things: &'static str, verdict: Verdict) -> Self {
        Self { judge, version: format!("netgen {}", env!("CARGO_PKG_VERSION")), count, things, verdict }
    }

    fn skipped(judge: &'static str, version: &str, things: &'static str, why: impl Into<String>) -> Self {
        Self { judge, version: version.to_owned(), count: 0, things, verdict: Verdict::Skipped(why.into()) }
    }

    fn objects_if(wrong: Vec<String>) -> Verdict {
        if wrong.is_empty() { Verdict::Agrees } else { Verdict::Objects(wrong) }
    }
}

/// Why a directory could not be judged at all.
#[derive(Debug)]
pub enum VerifyError {
    /// It is not what a render writes.
    NotRendered(PathBuf),
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

impl VerifyError {
    fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { doing, path: path.to_owned(), cause }
    }
}

impl std::error::Error for VerifyError {}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRendered(path) => write!(
                f,
                "`{}` is no rendered directory: it has neither {} nor a template or module",
                path.display(),
                write::MANIFEST
            ),
            Self::Io { doing, path, cause } => write!(f, "cannot {doing} `{}`: {cause}", path.display()),
        }
    }
}

/// Holds a directory before all judges, in a fixed order.
pub fn verify(dir: &Path, tools: &Tools) -> Result<Vec<Judgement>, VerifyError> {
    let tree = Tree::read(dir)?;
    let manifest = manifest(dir);
    if tree.is_empty() && matches!(manifest.verdict, Verdict::Skipped(_)) {
        return Err(VerifyError::NotRendered(dir.to_owned()));
    }
    tree.copy_to(&tools.scratch)?;
    let [fmt, validate] = terraform::judge(&tree, tools);
    let mut all = vec![manifest, templates::judge(&tree), cfn_lint::judge(&tree, tools), fmt, validate];
    all.extend(beside(dir));
    Ok(all)
}

/// The directories beside the tree, of bound files and of an update, fit the routers' files in it. `None` where there are none.
fn beside(dir: &Path) -> Option<Judgement> {
    const NAME: &str = "beside";
    const THINGS: &str = "files of routers";
    let (mut count, mut wrong) = (0, Vec::new());
    let read = |dir: &Path| write::routers(dir).map_err(|error| error.to_string());
    let mut judge = || -> Result<(), String> {
        let now = fits::of_tree(&read(dir)?);
        for other in [write::private_directory(dir), write::update_directory(dir)] {
            let files = read(&other)?;
            count += files.len();
            let name = other.file_name().unwrap_or_default().to_string_lossy();
            wrong.extend(
                fits::outdated(&now, &files).iter().map(|router| format!("{name}: no longer fits router {router}")),
            );
        }
        Ok(())
    };
    let verdict = match judge() {
        Ok(()) => Judgement::objects_if(wrong),
        Err(why) => Verdict::Failed(why),
    };
    (count > 0 || matches!(verdict, Verdict::Failed(_))).then(|| Judgement::own(NAME, count, THINGS, verdict))
}

/// Every file is as netgen wrote it.
fn manifest(dir: &Path) -> Judgement {
    const NAME: &str = "manifest";
    const THINGS: &str = "files";
    match write::audit(dir) {
        Ok(None) => Judgement::skipped(NAME, "", THINGS, format!("there is no {}", write::MANIFEST)),
        Ok(Some(audit)) => Judgement::own(NAME, audit.files, THINGS, Judgement::objects_if(audit.wrong)),
        Err(error @ (WriteError::Manifest { .. } | WriteError::Symlink { .. })) => {
            Judgement::own(NAME, 0, THINGS, Verdict::Objects(vec![error.to_string()]))
        }
        Err(error) => Judgement::own(NAME, 0, THINGS, Verdict::Failed(error.to_string())),
    }
}

#[cfg(test)]
mod tests;

//! Which document a rendered tree is of. In come the directory, or a folder of a revision, and the place of the new document; out goes the
//! document that makes the same network: the one that the tree's lock is named after, as it is now or in a revision that leads to `HEAD`.
//! Nothing is believed: a document is taken if it compiles to the digest in the manifest.

use super::args::Common;
use super::diff::takes_nothing;
use super::failure::{Failure, shown};
use super::git::{self, Object};
use super::job::{self, Job, Origin};
use super::lock_file::LockFile;
use super::read;
use netgen::cloudformation::Format;
use netgen::compile;
use netgen::diagnostic::visible;
use netgen::write::{Kept, MANIFEST};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// So many commits are looked at, the latest first.
const COMMITS: usize = 500;

/// So many documents are compiled: each takes a moment.
const DOCUMENTS: usize = 50;

/// What to compile for OLD: itself, or the document of the tree that it names.
pub fn document(old: &Common, new: &Common) -> Result<PathBuf, Failure> {
    let word = old.blueprint.to_string_lossy();
    let manifest = if old.blueprint.is_dir() {
        read::whole(&old.blueprint.join(MANIFEST))?
    } else if !old.blueprint.exists() && git::is_revision(&word) && git::object(&word)? == Object::Folder {
        git::bytes(&format!("{}/{MANIFEST}", word.trim_end_matches('/')))?
    } else {
        return Ok(old.blueprint.clone());
    };
    takes_nothing(old)?;
    let manifest = manifest.and_then(|bytes| Kept::read(&bytes));
    let tree = manifest.ok_or_else(|| is_tree(old, &format!("it holds no {MANIFEST} to find its document by")))?;
    if !tree.overlays().is_empty() {
        let list: Vec<String> = tree.overlays().iter().map(|one| format!("`{}`", visible(one))).collect();
        return Err(is_tree(old, &format!("it was rendered with {}", list.join(", ")))
            .help("name its document, with the same `--old-values` and `--old-set`"));
    }
    let path = named_after(tree.lock(), new).ok_or_else(|| is_tree(old, "nothing says where its document is"))?;
    found(&path, tree.network())?.ok_or_else(|| {
        let why = format!("neither `{}` nor an earlier revision of it makes what is in there", shown(&path));
        is_tree(old, &why)
    })
}

/// A tree has templates, and in its record what each resource says in words; a step is printed from values and typed references, which
/// neither has.
fn is_tree(old: &Common, why: &str) -> Failure {
    let tree = shown(&old.blueprint);
    Failure::usage(format!("`{tree}` is a rendered tree, steps are made of documents, and {why}")).help(
        "name the document that it was rendered from, with `--old-lock` if its lock is elsewhere, or the revision of it: \
         `HEAD:./corp.yaml`",
    )
}

/// The document beside NEW whose lock has a name.
fn named_after(lock: &str, new: &Common) -> Option<PathBuf> {
    let Ok(Origin::File(document)) = job::origin(&new.blueprint) else { return None };
    let stem = Path::new(lock).file_stem()?.to_str().filter(|stem| !stem.is_empty())?;
    let path = document.with_file_name(format!("{stem}.{}", document.extension()?.to_str()?));
    (LockFile::beside(&path).file_name()?.to_str() == Some(lock)).then_some(path)
}

/// The document as it is, or as a revision has it, that makes a network of this digest.
fn found(path: &Path, network: &str) -> Result<Option<PathBuf>, Failure> {
    if path.exists() && makes(path, network) {
        return Ok(Some(path.to_owned()));
    }
    let (Some(name), true) = (path.to_str(), path.is_relative()) else { return Ok(None) };
    let lock = LockFile::beside(path);
    let (mut open, mut met, mut tried) = (vec!["HEAD".to_owned()], BTreeSet::new(), BTreeSet::new());
    let mut at = 0;
    while let Some(commit) = open.get(at).cloned().filter(|_| at < COMMITS && tried.len() < DOCUMENTS) {
        at += 1;
        let spec = format!("{commit}:./{name}");
        let texts = [git::bytes(&spec)?, git::bytes(&format!("{commit}:./{}", lock.to_string_lossy()))?];
        if texts[0].is_some() && tried.insert(texts) && makes(Path::new(&spec), network) {
            return Ok(Some(spec.into()));
        }
        open.extend(git::parents(&commit)?.into_iter().filter(|parent| met.insert(parent.clone())));
    }
    Ok(None)
}

/// Whether a document makes a network of this digest.
fn makes(document: &Path, network: &str) -> bool {
    let args = Common {
        blueprint: document.to_owned(),
        values: Vec::new(),
        settings: Vec::new(),
        lock: None,
        locked: false,
        releases: Vec::new(),
    };
    let word = document.to_string_lossy();
    let origin =
        if git::is_revision(&word) && !document.exists() { Origin::Revision(&word) } else { Origin::File(document) };
    let Ok(mut job) = Job::open_at(origin, &args) else { return false };
    let Some(input) = job.read() else { return false };
    let compiled = compile::compile(&input, &job.document, Format::Yaml, &mut job.diagnostics);
    compiled.is_some_and(|compiled| compiled.digest() == network)
}

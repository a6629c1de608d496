//! From the arguments to texts: which files a command reads, and what they are called.

use super::args::Common;
use super::failure::{Failure, shown};
use super::lock_file::LockFile;
use super::read;
use netgen::builtin::{self, Builtin};
use netgen::compile::{self, Compiled, Input, Texts};
use netgen::diagnostic::{Diagnostics, SourceId, Sources, closest, visible};
use netgen::plan::lock::Change;
use netgen::report::LockState;
use std::path::Path;

/// Where a blueprint comes from.
#[derive(Clone, Copy, Debug)]
pub enum Origin<'a> {
    /// It came with netgen.
    Builtin(&'static Builtin),
    /// A file.
    File(&'a Path),
    /// Standard input.
    Stdin,
}

/// Everything that a command has read.
#[derive(Debug)]
pub struct Job<'a> {
    /// Where the blueprint comes from.
    pub origin: Origin<'a>,
    /// The blueprint's file name, without folders, for comments in what is rendered.
    pub document: String,
    /// All texts.
    pub sources: Sources,
    /// What is wrong so far.
    pub diagnostics: Diagnostics,
    /// The lock, for a blueprint that has one.
    pub lock: Option<LockFile>,
    texts: Option<Texts>,
}

/// A word on the command line as a blueprint. What holds a `/` or a `.` is a path, everything else a built-in's name.
pub fn origin(blueprint: &Path) -> Result<Origin<'_>, Failure> {
    match blueprint.to_str() {
        Some("-") => Ok(Origin::Stdin),
        Some(name) if !name.contains(['/', '.']) => match builtin::find(name) {
            Some(builtin) => Ok(Origin::Builtin(builtin)),
            None => Err(unknown(name, blueprint.exists())),
        },
        _ => Ok(Origin::File(blueprint)),
    }
}

/// The failure about a name that no built-in has.
pub fn unknown(name: &str, exists: bool) -> Failure {
    let failure = Failure::usage(format!("there is no built-in blueprint `{}`", visible(name)));
    if exists {
        return failure.help(format!("a file has this name: write `./{}`", visible(name)));
    }
    let names = builtin::ALL.iter().map(|builtin| builtin.name);
    match closest(name, names) {
        Some(best) => failure.help(format!("did you mean `{best}`, or a path such as `./{}.yaml`?", visible(name))),
        None => failure.help("`netgen list` names the built-ins; a file is written as a path such as `./corp.yaml`"),
    }
}

impl<'a> Job<'a> {
    /// Reads all files of a command. What is no text becomes a finding.
    pub fn open(args: &'a Common) -> Result<Self, Failure> {
        let origin = origin(&args.blueprint)?;
        let mut job = Self {
            origin,
            document: document_name(origin),
            sources: Sources::default(),
            diagnostics: Diagnostics::default(),
            lock: None,
            texts: None,
        };
        let document = match origin {
            Origin::Builtin(builtin) => Some(job.sources.add(builtin.file_name(), builtin.text)),
            Origin::File(path) => job.file(path)?,
            Origin::Stdin => job.text(read::stdin()?, "standard input"),
        };
        let overlays: Vec<_> = args.values.iter().map(|path| job.file(path)).collect::<Result<_, _>>()?;
        let lock = job.lock(args)?;
        let overlays: Option<Vec<_>> = overlays.into_iter().collect();
        if let (Some(document), Some(overlays), false) = (document, overlays, job.diagnostics.has_errors()) {
            let (settings, releases) = (args.settings.clone(), args.releases.clone());
            job.texts = Some(Texts { document, overlays, settings, lock, releases });
        }
        Ok(job)
    }

    /// What the texts say; `None` where there is an error.
    pub fn read(&mut self) -> Option<Input> {
        let texts = self.texts.take()?;
        compile::read(&texts, &mut self.sources, &mut self.diagnostics)
    }

    /// With `--locked`, a lock that would change is an error.
    pub fn hold(&mut self, compiled: &Compiled<'_>, locked: bool) {
        let Some(lock) = self.lock.as_ref().filter(|_| locked) else { return };
        if let Some(finding) = compile::locked(&compiled.changes, &lock.path.to_string_lossy()) {
            self.diagnostics.push(finding);
        }
    }

    /// What the lock is going to do, for the plan.
    pub fn lock_state(&self, changes: &[Change]) -> LockState {
        match &self.lock {
            Some(LockFile { bytes: Some(_), .. }) if changes.is_empty() => LockState::Unchanged,
            Some(LockFile { bytes: Some(_), .. }) => LockState::Changes(changes.to_vec()),
            _ => LockState::New,
        }
    }

    fn file(&mut self, path: &Path) -> Result<Option<SourceId>, Failure> {
        let missing = || Failure::io(format!("cannot read `{}`: there is no such file", shown(path)));
        let bytes = read::bytes(path)?.ok_or_else(missing)?;
        Ok(self.text(bytes, &path.to_string_lossy()))
    }

    fn text(&mut self, bytes: Vec<u8>, name: &str) -> Option<SourceId> {
        match read::text(bytes, name) {
            Ok(text) => Some(self.sources.add(name, text)),
            Err(finding) => {
                self.diagnostics.push(*finding);
                None
            }
        }
    }

    /// The lock that was named, or the one beside the document; nothing beside a built-in or standard input.
    fn lock(&mut self, args: &Common) -> Result<Option<SourceId>, Failure> {
        let path = match (&args.lock, self.origin) {
            (Some(path), _) => path.clone(),
            (None, Origin::File(document)) => LockFile::beside(document),
            (None, _) if args.locked => return Err(no_lock("--locked")),
            (None, _) if !args.releases.is_empty() => return Err(no_lock("--release")),
            (None, _) => return Ok(None),
        };
        let lock = LockFile::open(path)?;
        let text = lock.bytes.clone().map(|bytes| self.text(bytes, &lock.path.to_string_lossy()));
        self.lock = Some(lock);
        Ok(text.flatten())
    }
}

fn no_lock(option: &str) -> Failure {
    Failure::usage(format!("`{option}` needs an address lock, and this blueprint has no file for one beside it"))
        .help("name the lock with `--lock FILE`")
}

/// The name for comments: whatever the folder, the same text.
fn document_name(origin: Origin<'_>) -> String {
    match origin {
        Origin::Builtin(builtin) => builtin.file_name(),
        Origin::File(path) => path.file_name().map_or_else(String::new, |name| visible(&name.to_string_lossy())),
        Origin::Stdin => "stdin".to_owned(),
    }
}

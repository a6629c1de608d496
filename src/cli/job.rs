//! From the arguments to texts: which files a command reads, and what they are called.

use super::args::Common;
use super::delegation;
use super::failure::{Failure, shown};
use super::git;
use super::lock_file::LockFile;
use super::read;
use netgen::builtin::{self, Builtin};
use netgen::compile::{self, Compiled, Input, Texts};
use netgen::diagnostic::{Diagnostics, SourceId, Sources, closest, visible};
use netgen::net::LockPath;
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
    /// A file of an earlier revision, as git names it: `HEAD:corp.yaml`.
    Revision(&'a str),
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
    /// Whether the lock may not change.
    locked: bool,
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
        Self::open_at(origin(&args.blueprint)?, args)
    }

    /// The same for a document of any origin.
    pub fn open_at(origin: Origin<'a>, args: &'a Common) -> Result<Self, Failure> {
        Self::open_among(origin, args, Sources::default())
    }

    /// The same beside texts that were read already.
    pub fn open_among(origin: Origin<'a>, args: &'a Common, sources: Sources) -> Result<Self, Failure> {
        let mut job = Self {
            origin,
            document: document_name(origin),
            sources,
            diagnostics: Diagnostics::default(),
            lock: None,
            locked: args.locked,
            texts: None,
        };
        let document = match origin {
            Origin::Builtin(builtin) => Some(job.sources.add(builtin.file_name(), builtin.text)),
            Origin::File(path) => job.file(path)?,
            Origin::Stdin => job.text(read::stdin()?, "standard input"),
            Origin::Revision(spec) => {
                let missing = || Failure::io(format!("cannot read `{}`: there is no such file", visible(spec)));
                let bytes = git::bytes(spec)?.ok_or_else(missing)?;
                job.text(bytes, spec)
            }
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

    /// Where the document has no lock of its own, it is planned with this one: that of the network which it follows.
    pub fn lock_instead(&mut self, text: Option<&str>) {
        let Some(text) = text else { return };
        if let Some(texts) = self.texts.as_mut().filter(|texts| texts.lock.is_none()) {
            texts.lock = Some(self.sources.add("the lock of OLD", text));
        }
    }

    /// The document as it was read.
    pub fn document_text(&self) -> Option<&str> {
        self.texts.as_ref().map(|texts| self.sources.get(texts.document).text.as_str())
    }

    /// Another text in place of the document's.
    pub fn document_instead(&mut self, text: &str) {
        let name = self.document.clone();
        if let Some(texts) = &mut self.texts {
            texts.document = self.sources.add(name, text);
        }
    }

    /// What the texts say; `None` where there is an error.
    pub fn read(&mut self) -> Option<Input> {
        let texts = self.texts.take()?;
        let origin = self.origin;
        let mut beside = |path: &LockPath| delegation::lock(origin, path);
        compile::read_beside(&texts, &mut self.sources, &mut self.diagnostics, &mut beside)
    }

    /// With `--locked`, a lock that would change is an error.
    pub fn hold(&mut self, compiled: &Compiled<'_>) {
        let Some(lock) = self.lock.as_ref().filter(|_| self.locked) else { return };
        if let Some(finding) = compile::locked(&compiled.changes, &lock.path.to_string_lossy()) {
            self.diagnostics.push(finding);
        }
    }

    /// Whether a render writes the lock. With `--locked` one of version 1 stays as it is: no address of it changes.
    pub fn writes_lock(&self, input: &Input, changes: &[Change]) -> bool {
        let is_new = self.lock.as_ref().is_some_and(|lock| lock.bytes.is_none());
        is_new || !changes.is_empty() || (input.lock.is_old() && !self.locked)
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
        match read::text(bytes, name, &mut self.sources) {
            Ok(id) => Some(id),
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
            (None, Origin::Revision(spec)) => {
                let beside = LockFile::beside(Path::new(spec)).to_string_lossy().into_owned();
                return Ok(git::bytes(&beside)?.and_then(|bytes| self.text(bytes, &beside)));
            }
            (None, _) if args.locked => return Err(no_lock("--locked")),
            (None, _) if !args.releases.is_empty() => return Err(no_lock("--release")),
            (None, _) => return Ok(None),
        };
        let lock = LockFile::open(path)?;
        if lock.bytes.is_none() && (args.locked || !args.releases.is_empty()) {
            return Err(no_such_lock(&lock, args, self.origin));
        }
        let text = lock.bytes.clone().map(|bytes| self.text(bytes, &lock.path.to_string_lossy()));
        self.lock = Some(lock);
        Ok(text.flatten())
    }
}

fn no_lock(option: &str) -> Failure {
    Failure::usage(format!("`{option}` needs an address lock, and this blueprint has no file for one beside it"))
        .help("name the lock with `--lock FILE`")
}

/// An option asks for addresses of a lock that does not exist: a name with a typing error, or a file that was not committed.
fn no_such_lock(lock: &LockFile, args: &Common, origin: Origin<'_>) -> Failure {
    let option = if args.locked { "--locked" } else { "--release" };
    let failure = Failure::io(format!("there is no lock `{}`, and `{option}` needs one", lock.name()));
    match origin {
        Origin::File(document) if args.lock.is_some() && LockFile::beside(document).exists() => {
            failure.help(format!("the lock beside the blueprint is `{}`", shown(&LockFile::beside(document))))
        }
        _ => failure.help("a render without that option makes it; restore and commit it if there was one"),
    }
}

/// The name for comments: whatever the folder, the same text.
fn document_name(origin: Origin<'_>) -> String {
    match origin {
        Origin::Builtin(builtin) => builtin.file_name(),
        Origin::File(path) => path.file_name().map_or_else(String::new, |name| visible(&name.to_string_lossy())),
        Origin::Stdin => "stdin".to_owned(),
        Origin::Revision(spec) => visible(spec.rsplit([':', '/']).next().unwrap_or_default()),
    }
}

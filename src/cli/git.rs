//! Files of an earlier revision: `REV:path` goes in, bytes come out. Only `git cat-file` runs: it prints what the repository holds, runs no
//! hook, no filter, no text conversion and no pager, and is kept from fetching.

use super::failure::Failure;
use netgen::diagnostic::visible;
use std::process::{Command, Output};

/// What a revision has under a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// Whether a word on the command line names a revision: `HEAD:corp.yaml`, `v1.2:networks/corp`.
pub fn is_revision(word: &str) -> bool {
    word.split_once(':').is_some_and(|(revision, path)| !revision.is_empty() && !path.is_empty())
}

/// What the revision has there.
pub fn object(spec: &str) -> Result<Object, Failure> {
    let output = cat_file(&["-t", spec])?;
    match output.stdout.trim_ascii_end() {
        b"blob" => Ok(Object::File),
        b"tree" => Ok(Object::Folder),
        _ => Err(missing(spec, &output)),
    }
}

/// The bytes of a file; `None` if the revision has none there.
pub fn bytes(spec: &str) -> Result<Option<Vec<u8>>, Failure> {
    let output = cat_file(&["blob", spec])?;
    Ok(output.status.success().then_some(output.stdout))
}

/// The commits that a commit follows; none for the first one, and where there is no such commit.
pub fn parents(commit: &str) -> Result<Vec<String>, Failure> {
    let output = cat_file(&["commit", commit])?;
    let text = String::from_utf8_lossy(&output.stdout);
    let head = text.lines().take_while(|line| !line.is_empty());
    Ok(head.filter_map(|line| line.strip_prefix("parent ")).map(str::to_owned).collect())
}

/// The failure about a path that a revision does not have.
fn missing(spec: &str, output: &Output) -> Failure {
    let told = String::from_utf8_lossy(&output.stderr);
    let why = told.lines().next().unwrap_or("git says nothing");
    Failure::usage(format!("cannot read `{}`: {}", visible(spec), visible(why)))
        .help("write REVISION:PATH from the top of the repository, or REVISION:./PATH from here")
}

fn cat_file(arguments: &[&str]) -> Result<Output, Failure> {
    if arguments.iter().skip(1).any(|one| one.starts_with('-')) {
        return Err(Failure::usage("a revision does not begin with `-`"));
    }
    let mut command = Command::new("git");
    command.args(["--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "cat-file"]).args(arguments);
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0");
    command.output().map_err(|cause| Failure::io(format!("cannot start git: {}", visible(&cause.to_string()))))
}

//! Running a program of somebody else. No shell, no standard input.

use super::Tools;
use std::io;
use std::process::{Command, Output, Stdio};

/// A program by its name, looked for in the `PATH` that the caller gave, in the folder of copies.
pub(super) fn command(name: &str, tools: &Tools) -> Command {
    let mut command = Command::new(name);
    command.env("PATH", &tools.path).current_dir(&tools.scratch).stdin(Stdio::null());
    command
}

/// Runs it to its end. The error says that it could not be started, never what it found.
pub(super) fn run(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => "not installed".to_owned(),
        _ => format!("cannot be started: {cause}"),
    })
}

/// All that a program said, for people.
pub(super) fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    match (out.is_empty(), err.is_empty()) {
        (true, true) => format!("it said nothing, {}", output.status),
        (false, true) => out,
        (true, false) => err,
        (false, false) => format!("{out}\n{err}"),
    }
}

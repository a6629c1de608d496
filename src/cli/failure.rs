//! What ends a command before there is a document to point at.

use super::{IO, UNREADABLE};
use netgen::diagnostic::visible;
use std::fmt::Display;
use std::io;
use std::path::Path;

/// Why a command could not do its work.
#[derive(Debug)]
pub struct Failure {
    /// The exit status.
    pub status: u8,
    /// What is wrong, harmless to print; may have several lines.
    pub message: String,
    /// What to do.
    pub help: Vec<String>,
}

impl Failure {
    /// The command line cannot be followed.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { status: UNREADABLE, message: message.into(), help: Vec::new() }
    }

    /// Something could not be read or written.
    pub fn io(message: impl Into<String>) -> Self {
        Self { status: IO, message: message.into(), help: Vec::new() }
    }

    /// The system refused `doing` something with a path.
    pub fn system(doing: &str, path: &Path, cause: &io::Error) -> Self {
        Self::io(format!("cannot {doing} `{}`: {}", shown(path), visible(&cause.to_string())))
    }

    /// What to do about it; may be given more than once.
    pub fn help(mut self, help: impl Display) -> Self {
        self.help.push(help.to_string());
        self
    }
}

/// A path as one harmless line.
pub fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

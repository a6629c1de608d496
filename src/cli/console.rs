//! Standard output for results, standard error for everything else.

use super::failure::Failure;
use super::{DONE, UNREADABLE, WRONG};
use anstream::AutoStream;
use clap::ColorChoice;
use clap::builder::styling::{AnsiColor, Effects, Style};
use netgen::diagnostic::{Diagnostics, Format, Severity, Sources, report, summary, visible};
use std::io::{self, Write as _};

/// Where a command writes, and how much.
#[derive(Debug)]
pub struct Console {
    color: bool,
    quiet: bool,
    verbose: bool,
}

impl Console {
    /// `auto` asks the terminal and the environment (`NO_COLOR`, `CLICOLOR_FORCE`, `TERM`).
    pub fn new(color: ColorChoice, quiet: bool, verbose: bool) -> Self {
        let color = match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never,
        };
        Self { color, quiet, verbose }
    }

    /// Says what was done, unless nobody wants to know.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            lines(text);
        }
    }

    /// Whether every detail is wanted.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Says what only those want to know who asked for it.
    pub fn detail(&self, text: &str) {
        if self.verbose {
            lines(text);
        }
    }

    /// Says why a command did not do its work.
    pub fn failure(&self, failure: &Failure) {
        lines_after(&self.word(Severity::Error), &failure.message);
        for help in &failure.help {
            lines(&format!("  help: {help}"));
        }
    }

    /// Shows findings to people and counts them; `outcome` is what follows if one is an error, such as `nothing was written`.
    /// Gives the exit status.
    pub fn findings(&self, diagnostics: &Diagnostics, sources: &Sources, outcome: &str) -> u8 {
        // Made harmless where it is made: all that acts on a terminal in there are the colours.
        to_stderr(&report(diagnostics, sources, Format::Text { color: self.color }));
        let status = status(diagnostics);
        let count = summary(diagnostics);
        if status != DONE {
            let outcome = if outcome.is_empty() { String::new() } else { format!("; {outcome}") };
            lines_after(&self.word(Severity::Error), &format!("{count}{outcome}"));
        } else if diagnostics.counts() != (0, 0) && !self.quiet {
            lines_after(&self.word(Severity::Warning), &count);
        }
        status
    }

    /// `error:` or `warning:` in the colours of the diagnostics.
    fn word(&self, severity: Severity) -> String {
        let (word, color) = match severity {
            Severity::Error => ("error", AnsiColor::BrightRed),
            Severity::Warning => ("warning", AnsiColor::Yellow),
        };
        if self.color {
            let style = Style::new().fg_color(Some(color.into())).effects(Effects::BOLD);
            format!("{style}{word}{style:#}: ")
        } else {
            format!("{word}: ")
        }
    }
}

/// Writes a result to standard output. A reader that went away has read enough; that is no failure.
pub fn result(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::io(format!("cannot write to standard output: {cause}")))
        }
        _ => Ok(()),
    }
}

/// The exit status that findings ask for: a text that cannot be read comes before one that means something wrong.
pub fn status(diagnostics: &Diagnostics) -> u8 {
    if !diagnostics.has_errors() {
        DONE
    } else if diagnostics.sorted().iter().any(|one| one.code.is_unreadable()) {
        UNREADABLE
    } else {
        WRONG
    }
}

/// Writes text to standard error, line by line, each made harmless.
pub fn lines(text: &str) {
    lines_after("", text);
}

fn lines_after(start: &str, text: &str) {
    let mut harmless = start.to_owned();
    for line in text.lines() {
        harmless.push_str(&visible(line));
        harmless.push('\n');
    }
    to_stderr(&harmless);
}

/// Nobody can be told that standard error does not take anything.
fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

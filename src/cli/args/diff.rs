//! What can be written behind `netgen diff`.

use super::Sides;
use clap::{Args, ValueEnum};

#[derive(Args, Debug)]
pub struct Diff {
    #[command(flatten)]
    pub sides: Sides,
    /// For whom: `markdown` is a comment on a pull request
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Only who may reach what: reach, openings, filters and policies
    #[arg(long)]
    pub security_only: bool,
    /// Exit with 1 if anything differs
    #[arg(long)]
    pub exit_code: bool,
    /// Exit with 1 if the change does one of these
    #[arg(long, value_enum, value_delimiter = ',', value_name = "EFFECT")]
    pub fail_on: Vec<Alarm>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DiffFormat {
    Text,
    Json,
    Markdown,
}

/// What a pipeline may stop at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Alarm {
    /// Traffic feels it
    Interrupts,
    /// A resource is another one afterwards, or AWS refuses the change
    Replaces,
    /// A resource goes
    Removes,
    /// Everybody is admitted, or a pair of ends gains reach
    Security,
}

impl Alarm {
    /// The same in the words of the library.
    pub fn of(self) -> netgen::diff::Alarm {
        match self {
            Self::Interrupts => netgen::diff::Alarm::Interrupts,
            Self::Replaces => netgen::diff::Alarm::Replaces,
            Self::Removes => netgen::diff::Alarm::Removes,
            Self::Security => netgen::diff::Alarm::Security,
        }
    }
}

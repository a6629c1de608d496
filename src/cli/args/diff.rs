//! What can be written behind `netgen diff`.

use super::assignment;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Diff {
    /// What is deployed
    pub old: PathBuf,
    /// What is going to be
    pub new: PathBuf,
    /// Lay a YAML file over NEW
    #[arg(short = 'f', long = "values", value_name = "FILE")]
    pub values: Vec<PathBuf>,
    /// Set one value of NEW
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = assignment)]
    pub settings: Vec<(String, String)>,
    /// The address lock of NEW
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,
    /// Give up the addresses of a part of NEW
    #[arg(long = "release", value_name = "PATH")]
    pub releases: Vec<String>,
    /// Lay a YAML file over OLD
    #[arg(long, value_name = "FILE")]
    pub old_values: Vec<PathBuf>,
    /// Set one value of OLD
    #[arg(long = "old-set", value_name = "PATH=VALUE", value_parser = assignment)]
    pub old_settings: Vec<(String, String)>,
    /// The address lock of OLD
    #[arg(long, value_name = "FILE")]
    pub old_lock: Option<PathBuf>,
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

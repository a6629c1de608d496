//! Two networks on one command line: what is deployed, and what is going to be.

use super::{Common, assignment};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args, Debug)]
pub struct Sides {
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
    #[command(flatten)]
    pub earlier: Earlier,
}

/// What belongs to OLD.
#[derive(Args, Debug)]
pub struct Earlier {
    /// Lay a YAML file over OLD
    #[arg(id = "old_values", long = "old-values", value_name = "FILE")]
    pub values: Vec<PathBuf>,
    /// Set one value of OLD
    #[arg(id = "old_settings", long = "old-set", value_name = "PATH=VALUE", value_parser = assignment)]
    pub settings: Vec<(String, String)>,
    /// The address lock of OLD
    #[arg(id = "old_lock", long = "old-lock", value_name = "FILE")]
    pub lock: Option<PathBuf>,
}

impl Earlier {
    /// What to compile for OLD.
    pub fn of(&self, old: &Path) -> Common {
        Common {
            blueprint: old.to_owned(),
            values: self.values.clone(),
            settings: self.settings.clone(),
            lock: self.lock.clone(),
            locked: false,
            releases: Vec::new(),
        }
    }

    /// Whether nothing is said of OLD.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.settings.is_empty() && self.lock.is_none()
    }
}

impl Sides {
    /// What to compile for OLD.
    pub fn deployed(&self) -> Common {
        self.earlier.of(&self.old)
    }

    /// What to compile for NEW.
    pub fn planned(&self) -> Common {
        Common {
            blueprint: self.new.clone(),
            values: self.values.clone(),
            settings: self.settings.clone(),
            lock: self.lock.clone(),
            locked: false,
            releases: self.releases.clone(),
        }
    }
}

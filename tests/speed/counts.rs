//! The kept counts, and the compiler that they are of.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde::{Deserialize, Serialize};

/// What a count depends on besides the code.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// `1.95.0 (59807616e 2026-04-14)`.
    rustc: String,
    /// `x86_64-unknown-linux-gnu`.
    host: String,
}

impl Machine {
    pub fn of_here() -> Result<Self, String> {
        let told = Command::new("rustc").arg("-vV").output().map_err(|error| format!("rustc: {error}"))?;
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let line = |start: &str| told.lines().find_map(|line| line.strip_prefix(start)).unwrap_or_default().to_owned();
        Ok(Self { rustc: line("rustc "), host: line("host: ") })
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rustc {} on {}", self.rustc, self.host)
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    pub machine: Machine,
    /// Instructions by stage and spokes.
    pub counts: BTreeMap<String, u64>,
}

impl Counts {
    pub fn kept() -> Self {
        let text = fs::read_to_string(path()).unwrap_or_else(|_| "{\"machine\": {}, \"counts\": {}}".to_owned());
        serde_json::from_str(&text).unwrap_or_default()
    }

    pub fn keep(&self) {
        let text = serde_json::to_string_pretty(self).expect("texts and numbers") + "\n";
        fs::write(path(), text).expect("the kept counts");
    }
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/speed/counts.json")
}

/// `+1.2 %`.
pub fn change(before: u64, after: u64) -> String {
    let thousandths = (i128::from(after) - i128::from(before)) * 1000 / i128::from(before.max(1));
    let sign = if thousandths < 0 { '-' } else { '+' };
    format!("{sign}{}.{} %", thousandths.abs() / 10, thousandths.abs() % 10)
}

#[expect(clippy::cast_precision_loss, reason = "for people, with one digit behind the point")]
pub fn millions(count: u64) -> f64 {
    count as f64 / 1e6
}

/// `SNAPSHOTS=overwrite`: the counts of now become the kept ones.
pub fn overwrite() -> bool {
    variable("SNAPSHOTS").is_some_and(|value| value == "overwrite")
}

/// `NETGEN_REQUIRE_JUDGES=1`: a machine without valgrind is a failure.
pub fn required() -> bool {
    variable("NETGEN_REQUIRE_JUDGES").is_some_and(|value| value == "1")
}

#[expect(
    clippy::disallowed_methods,
    reason = "what to do with counts is up to whoever runs this; no count depends on it"
)]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

//! What a directory holds of an earlier render, and what of a change nobody should miss.

use super::console::Console;
use super::failure::Failure;
use super::read;
use netgen::diff::diff;
use netgen::record::{self, Record};
use netgen::report;
use std::path::{Path, PathBuf};

/// The directory of a network: the one that is named, or its own below `out`.
pub fn directory(named: Option<&Path>, name: &str) -> PathBuf {
    named.map_or_else(|| Path::new("out").join(name), Path::to_path_buf)
}

/// Says what of a change nobody should miss.
pub fn warn(before: Option<&Record>, now: &Record, console: &Console) {
    let alarm = before.map(|before| report::diff_alarm(&diff(before, now))).unwrap_or_default();
    if !alarm.is_empty() {
        console.say(&alarm);
    }
}

/// What the directory was rendered from, if it is this network.
pub fn deployed(out: &Path, name: &str) -> Result<Option<Record>, Failure> {
    let bytes = read::whole(&out.join(record::FILE))?;
    // A record of another version tells nothing, and is replaced.
    let record = bytes.and_then(|bytes| Record::read(&String::from_utf8(bytes).ok()?).ok());
    Ok(record.filter(|record| record.name == name))
}

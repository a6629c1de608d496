//! What `netgen fail` states of the booted document: the worst case of each element, in seconds. In comes its JSON, out come answers to
//! measured times.

use std::collections::BTreeMap;
use std::io::{Write as _, stdout};

use serde_json::Value;

/// Milliseconds that tables may need after a failure is detected.
const CONVERGENCE: u32 = 2000;

/// Worst cases by element, and what takes over.
pub struct Stated {
    worst: BTreeMap<String, (u32, String)>,
    /// All elements, also those whose failure moves nothing.
    pub elements: Vec<String>,
}

impl Stated {
    /// From `netgen fail --format json`. Elements whose failure moves nothing have no worst case.
    pub fn read(text: &str) -> Result<Self, String> {
        let all: Value = serde_json::from_str(text).map_err(|error| format!("fail: {error}"))?;
        let failures = all["failures"].as_array().ok_or("fail states nothing")?;
        let worst = |failure: &Value| {
            let takeovers = failure["takeovers"].as_array()?;
            let seconds = takeovers.iter().filter_map(|one| one["seconds"].as_u64()).max()?;
            let by = takeovers.iter().find_map(|one| one["by"].as_str()).unwrap_or_default().to_owned();
            Some((failure["element"].as_str()?.to_owned(), (u32::try_from(seconds).ok()?, by)))
        };
        let elements = failures.iter().filter_map(|failure| failure["element"].as_str()).map(str::to_owned).collect();
        Ok(Self { worst: failures.iter().filter_map(worst).collect(), elements })
    }

    /// A silence of so many milliseconds, after an element failed, has to lie within half and the whole of what is stated, and the
    /// convergence on top. Less than half would mean that the statement is about something else.
    pub fn holds(&self, element: &str, measured: u32) -> Result<(), String> {
        let Some((worst, _)) = self.worst.get(element) else { return Err(format!("fail states nothing of {element}")) };
        if (worst * 500..=worst * 1000 + CONVERGENCE).contains(&measured) {
            // A closed pipe is no reason to call a verdict wrong.
            let _ = writeln!(stdout(), "lab: {element}: {measured} ms measured, {worst} s stated");
            return Ok(());
        }
        Err(format!("{element}: {measured} ms without an answer, and fail states {worst} s as the worst case"))
    }

    /// An element whose failure moves nothing.
    pub fn moves_nothing(&self, element: &str) -> Result<(), String> {
        self.worst.get(element).map_or(Ok(()), |(worst, _)| Err(format!("fail states {worst} s of {element}")))
    }

    /// What takes over.
    pub fn by(&self, element: &str) -> Option<&str> {
        self.worst.get(element).map(|(_, by)| by.as_str())
    }

    /// The most that is stated of any element, in milliseconds, and the convergence on top: what a second failure may cost.
    pub fn most(&self) -> u32 {
        self.worst.values().map(|(worst, _)| worst * 1000 + CONVERGENCE).max().unwrap_or_default()
    }
}

//! The environment variables that say where judges are and whether they must be there. Nothing else in this target reads the environment.

use std::path::PathBuf;

/// `NETGEN_REQUIRE_JUDGES=1`: a missing judge is a failure.
pub fn judges_required() -> bool {
    is_on("NETGEN_REQUIRE_JUDGES")
}

/// A variable that is 1.
pub fn is_on(name: &str) -> bool {
    read(name).is_some_and(|value| value == "1")
}

/// `NETGEN_CHANGE_PAIRS=all`: every pair is changed by Terraform, not only the chosen ones.
pub fn all_pairs() -> bool {
    is_all("NETGEN_CHANGE_PAIRS")
}

/// `NETGEN_CHOSEN_TREES=all`: every random document with sites is judged, not only the chosen ones.
pub fn all_chosen_trees() -> bool {
    is_all("NETGEN_CHOSEN_TREES")
}

/// A variable that is `all`.
pub fn is_all(name: &str) -> bool {
    read(name).is_some_and(|value| value == "all")
}

/// The Python that has the judges' packages: `NETGEN_JUDGES_PYTHON`, the virtual environment `.judges/`, or the one on the PATH.
pub fn python() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".judges/bin/python");
    match read("NETGEN_JUDGES_PYTHON") {
        Some(named) => PathBuf::from(named),
        None if own.is_file() => own,
        None => PathBuf::from("python3"),
    }
}

/// `NETGEN_TERRAFORM_MIRROR`: a folder laid out as a Terraform filesystem mirror.
pub fn terraform_mirror() -> Option<PathBuf> {
    read("NETGEN_TERRAFORM_MIRROR").map(PathBuf::from)
}

pub fn home() -> Option<PathBuf> {
    read("HOME").map(PathBuf::from)
}

pub fn path() -> String {
    read("PATH").unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "where programs are is the machine's affair; no verdict depends on it")]
fn read(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

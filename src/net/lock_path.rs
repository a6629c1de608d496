//! Where the lock of another document is. In comes text, out goes a path that can only lead to a file of the same or an outer folder, or
//! of one beside them. It opens nothing.

use super::form::{Invalid, quote};

/// A path from a document's folder to the lock of another document: `core.lock`, `../core.lock`, `../core/core.lock`. It ends in `.lock`,
/// is never absolute, has no address of a network in it, and names no hidden file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LockPath(String);

fn check(text: &str) -> Result<(), Invalid> {
    let word = |part: &str| {
        !part.starts_with('.')
            && !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    let mut inner = text;
    while let Some(rest) = inner.strip_prefix("../") {
        inner = rest;
    }
    let name = inner.strip_suffix(".lock").unwrap_or_default();
    if text.len() <= 256 && !name.is_empty() && !name.ends_with('/') && inner.split('/').all(word) {
        return Ok(());
    }
    let invalid = Invalid::new(format!("{} is no lock of a document beside this one", quote(text)));
    Err(invalid
        .help("write a path from this document's folder, such as `../core.lock`: letters, digits, `.`, `_` and `-`"))
}

checked_text!(
    LockPath,
    check,
    256,
    "^(\\.\\./)*([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\\.lock$",
    "The lock of another document, as a path from this one's folder: core.lock, ../core.lock, ../core/core.lock."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_files_beside_or_above_are_locks() {
        for text in ["core.lock", "../core.lock", "../../net/core.lock", "core/a.b_c-1.lock", "_.lock"] {
            assert!(text.parse::<LockPath>().is_ok(), "{text}");
        }
        let long = format!("{}.lock", "a".repeat(256));
        for text in [
            "",
            ".lock",
            "../.lock",
            "core.yaml",
            "core",
            "/etc/core.lock",
            "/dev/core.lock",
            "a/../core.lock",
            "..",
            "../",
            "./core.lock",
            "http://x/core.lock",
            "~/core.lock",
            "a//core.lock",
            ".git/core.lock",
            "a\\core.lock",
            "core.lock ",
            "$x.lock",
            "a/.lock",
            "core.lock\n",
            &long,
        ] {
            assert!(text.parse::<LockPath>().is_err(), "{text:?}");
        }
    }
}

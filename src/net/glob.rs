//! Patterns for paths of a tree. In comes a pattern and a path, out goes whether they fit. Looks at no disk.

use super::form::{Invalid, quote};

/// Whether a path is one of a pattern: `*` is any part of a name, `**` any part of a path, `?` one character of a name. In time by
/// the product of both lengths: what could be reached with the pattern so far is kept, not tried.
#[must_use]
pub fn is_match(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.as_bytes(), path.as_bytes());
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    let mut at = 0;
    while at < pattern.len() {
        let deep = pattern[at..].starts_with(b"**");
        if pattern[at] == b'*' {
            for place in 0..path.len() {
                reached[place + 1] |= reached[place] && (deep || path[place] != b'/');
            }
        } else {
            for place in (0..path.len()).rev() {
                let fits = pattern[at] == path[place] || (pattern[at] == b'?' && path[place] != b'/');
                reached[place + 1] = reached[place] && fits;
            }
            reached[0] = false;
        }
        at += if deep { 2 } else { 1 };
    }
    reached[path.len()]
}

/// Files or folders below `terraform/` of a rendered tree that people keep there: `terraform/monitoring.tf`, `terraform/modules`,
/// `terraform/*.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeptPath(String);

impl KeptPath {
    /// Whether it names a path of the tree.
    #[must_use]
    pub fn fits(&self, path: &str) -> bool {
        is_match(&self.0, path)
    }
}

fn check(text: &str) -> Result<(), Invalid> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/_.-*?".contains(&byte);
    let mut parts = text.split('/');
    let below = parts.next() == Some("terraform");
    let fits = below && text.len() <= 256 && text.bytes().all(allowed);
    if fits && text != "terraform" && parts.all(|part| !matches!(part, "" | "." | "..")) {
        return Ok(());
    }
    let invalid = Invalid::new(format!("{} is no path below `terraform/`", quote(text)));
    Err(invalid.help("write files and folders of the tree, such as `terraform/monitoring.tf` or `terraform/modules`; `*` is any part of a name"))
}

checked_text!(
    KeptPath,
    check,
    256,
    "^terraform(/[A-Za-z0-9_.*?-]+)+$",
    "A file or a folder below terraform/ of the rendered tree. `*` stands for any part of a name, `**` for any part of a path, `?` for one character."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_files() {
        let path = "routers/tokyo/edge-1.unbound.cfg";
        for pattern in [
            path,
            "routers/*/edge-1.unbound.cfg",
            "routers/tokyo/*.cfg",
            "**/edge-1.*",
            "**edge-1*cfg",
            "routers/??kyo/*",
        ] {
            assert!(is_match(pattern, path), "{pattern}");
        }
        for pattern in
            ["", "*", "routers/*", "*/edge-1.unbound.cfg", "edge-1.unbound.cfg", "routers/tokyo?edge-1*", "**x"]
        {
            assert!(!is_match(pattern, path), "{pattern}");
        }
        assert!(!is_match(&"*b".repeat(2000), &"a".repeat(1000)));
    }

    #[test]
    fn what_is_kept_lies_below_terraform() {
        for text in ["terraform/a.tf", "terraform/modules/**", "terraform/.tflint.hcl", "terraform/?"] {
            assert!(text.parse::<KeptPath>().is_ok(), "{text}");
        }
        let outside = [
            "",
            "terraform",
            "terraform/",
            "terraform//a",
            "terraform/../a",
            "terraform/./a",
            "docs/a",
            "/terraform/a",
        ];
        for text in
            outside.iter().chain(&["terraformx/a", "*/a", "**", "terraform/a b", "terraform/a\n", "terraform/\\"])
        {
            assert!(text.parse::<KeptPath>().is_err(), "{text}");
        }
    }
}

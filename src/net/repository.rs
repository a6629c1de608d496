//! Where a rendered tree lies in a Git repository. In comes text, out goes a path that stays inside of it. Looks at no disk.

use super::form::{Invalid, quote};

/// The folder of a rendered tree, from the root of its Git repository: `infra/network`, or `.` for the root itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepositoryFolder(String);

impl RepositoryFolder {
    /// The path of a file of the tree, from the root of the repository.
    #[must_use]
    pub fn join(&self, file: &str) -> String {
        if self.0 == "." { file.to_owned() } else { format!("{}/{file}", self.0) }
    }
}

fn check(text: &str) -> Result<(), Invalid> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    let is_part = |part: &str| !matches!(part, "" | "." | "..") && part.bytes().all(allowed);
    if text == "." || text.len() <= 256 && text.split('/').all(is_part) {
        return Ok(());
    }
    let invalid = Invalid::new(format!("{} is no folder of a repository", quote(text)));
    Err(invalid.help(
        "write the folder of the rendered tree from the repository's root, such as `infra/network`, or `.` for the root: letters, digits, `.`, \
         `_` and `-`",
    ))
}

checked_text!(
    RepositoryFolder,
    check,
    256,
    "^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$",
    "A folder from the root of its Git repository, such as infra/network, or . for the root."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stays_in_the_repository() {
        for (text, file) in
            [(".", "a.yaml"), ("infra/network", "infra/network/a.yaml"), (".net/a_b-1.2", ".net/a_b-1.2/a.yaml")]
        {
            assert_eq!(text.parse::<RepositoryFolder>().expect(text).join("a.yaml"), file);
        }
        let outside = [
            "", "/", "/a", "a/", "a//b", "..", "../a", "a/../b", "./a", "a/.", "a b", "a\\b", "a\n", "a: b", "#a",
            "'a", "é", "${x}",
        ];
        for text in outside.into_iter().chain([&*"a".repeat(257)]) {
            assert!(text.parse::<RepositoryFolder>().is_err(), "{text:?}");
        }
    }
}

//! Names that are too long for where they go. In comes a name of netgen's own making, out goes one that fits and that no other
//! name is cut to. It depends on the name alone, so it stays while the name does.

use crate::digest::digest;

/// Hexadecimal digits that tell cut names apart.
const DIGEST: usize = 6;

/// The name, or its beginning and a digest of all of it where it has more than `limit` bytes. `limit` is above 7, and the name is
/// ASCII.
#[must_use]
pub fn fitting(name: &str, limit: usize) -> String {
    if name.len() <= limit {
        return name.to_owned();
    }
    let digest = digest(name.as_bytes());
    let (_, hexadecimal) = digest.split_once(':').unwrap_or_default();
    let begin: String = name.chars().take(limit - DIGEST - 1).collect();
    format!("{}-{}", begin.trim_end_matches('-'), hexadecimal.chars().take(DIGEST).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_and_meets_no_other() {
        assert_eq!(fitting("corp-tokyo-uplinks", 64), "corp-tokyo-uplinks");
        let (one, two) = ("x".repeat(70), format!("{}y", "x".repeat(69)));
        assert_eq!(fitting(&one, 64).len(), 64);
        assert_ne!(fitting(&one, 64), fitting(&two, 64));
        assert_eq!(fitting("a-------------------b", 15).matches("--").count(), 0);
    }
}

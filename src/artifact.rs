//! A file that is made but not written yet. The stages that print give artifacts, and [`write`](mod@crate::write) takes them. Knows
//! neither what a text means nor a disk.

use std::fmt;

/// A file to write.
#[derive(Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the output directory, with `/` between names: `cloudformation/shop.yaml`.
    pub path: String,
    /// The whole text of the file.
    pub text: String,
}

/// Its text may hold a key, so it is not shown.
impl fmt::Debug for Artifact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.path, self.text.len())
    }
}

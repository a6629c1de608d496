//! Pools that another document delegates to this one, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Spanned;
use crate::net::{LockPath, Name};

/// Pools of another document, as its lock has them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PoolsFrom {
    /// The lock of the other document, as a path from this one's folder: `../core.lock`. Ranges of the pools that it holds for somebody,
    /// freed ones as well, are not given out.
    pub lock: Spanned<LockPath>,
    /// The pools, each with `delegated_to` and this network's name there. VPCs and pools name them as they name those of the document.
    pub pools: Vec<Spanned<Name>>,
}

/// Where a pool of another document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Borrowed {
    /// The lock of the other document.
    pub lock: LockPath,
    /// The digest of what was read there of the pool.
    pub digest: String,
}

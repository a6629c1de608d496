//! Which root module of Terraform a resource is in: its account and Region, and how far it depends on other ones.

use std::fmt;

use crate::network::ScopeId;

/// Which of a scope's roots: roots of an earlier level are applied before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Reads no other scope.
    Own,
    /// Reads what other scopes make by themselves.
    Use,
    /// Reads what other scopes make of that.
    Join,
    /// Reads what other scopes have joined: a route to a transit gateway whose owner accepted the attachment.
    Route,
}

impl Level {
    /// Every level, in order.
    pub const ALL: [Self; 4] = [Self::Own, Self::Use, Self::Join, Self::Route];
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Own => "own",
            Self::Use => "use",
            Self::Join => "join",
            Self::Route => "route",
        })
    }
}

/// A root module with a state of its own. Their order is one in which they can be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Root {
    /// Which of the scope's roots.
    pub level: Level,
    /// The account and Region.
    pub scope: ScopeId,
}

impl Root {
    pub(super) fn own(scope: ScopeId) -> Self {
        Self { level: Level::Own, scope }
    }
}

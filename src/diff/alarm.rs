//! What of a diff a pipeline may stop at.

use super::effect::Effect;
use super::network::{ReachChange, ReachKind};

/// The effect of a whole diff that a pipeline may stop at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Traffic feels it.
    Interrupts,
    /// A resource is another one afterwards.
    Replaces,
    /// A resource goes.
    Removes,
    /// A rule admits everybody, or a pair of ends gains reach.
    Security,
}

impl Alarm {
    /// Whether a diff has it.
    #[must_use]
    pub fn is_in(self, diff: &super::Diff<'_>) -> bool {
        let gains = || diff.network.kinds().any(|one| matches!(one, ReachKind::Gains | ReachKind::Changes));
        let breaks = || diff.network.reach.iter().any(ReachChange::breaks_flows);
        let loses = || diff.network.kinds().any(|one| one == ReachKind::Loses) || breaks();
        let resets = || diff.network.routers.iter().any(|one| one.update.resets());
        match self {
            Self::Interrupts => diff.count(Effect::interrupts) > 0 || loses() || resets(),
            Self::Replaces => diff.count(Effect::is_replacement) > 0,
            Self::Removes => diff.count(Effect::removes) > 0,
            Self::Security => !diff.network.openings.is_empty() || gains(),
        }
    }
}

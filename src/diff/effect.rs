//! What a dialect does to a resource.

/// What a dialect does to a resource, by gravity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It is made.
    Adds,
    /// It changes in place, and nobody notices.
    Updates,
    /// It stays as it is, and netgen no longer has it.
    Keeps,
    /// It goes.
    Removes,
    /// It goes, perhaps before what takes over from it is there: the dialect orders neither.
    RemovesEarly {
        /// What holds until then.
        meanwhile: String,
    },
    /// It changes in place, and traffic feels that.
    Interrupts {
        /// What traffic feels.
        what: Vec<&'static str>,
    },
    /// AWS decides by the value whether it stays.
    MayReplace {
        /// The properties that decide.
        on: Vec<String>,
        /// What holds between the old one and the new one, if there is a new one; none where it is there first.
        meanwhile: Option<&'static str>,
    },
    /// It is replaced.
    Replaces {
        /// The properties that force it.
        on: Vec<String>,
        /// What holds between the old one and the new one; none where the new one is there first.
        meanwhile: Option<&'static str>,
    },
    /// The deployment fails: AWS refuses the new one while the old one is there.
    Refused {
        /// The properties that force a second one; empty where it only has another name.
        on: Vec<String>,
        /// Why there cannot be two.
        why: String,
        /// What to do instead.
        instead: String,
    },
}

impl Effect {
    /// Whether the resource is another one afterwards, or the deployment fails on the way there.
    #[must_use]
    pub const fn is_replacement(&self) -> bool {
        matches!(self, Self::Replaces { .. } | Self::MayReplace { .. } | Self::Refused { .. })
    }

    /// Whether traffic feels it that is there before and after.
    #[must_use]
    pub const fn interrupts(&self) -> bool {
        matches!(self, Self::Interrupts { .. } | Self::RemovesEarly { .. }) || self.is_replacement()
    }

    /// Whether the resource goes.
    #[must_use]
    pub const fn removes(&self) -> bool {
        matches!(self, Self::Removes | Self::RemovesEarly { .. })
    }
}

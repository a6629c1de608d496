//! What the number of a code says by itself. In comes a code, out goes whether it is of a kind; no row is asked for here.

use super::codes::Code;

impl Code {
    /// Whether the text cannot be read as what it is (exit status 2), as opposed to meaning something wrong (1).
    #[must_use]
    pub fn is_unreadable(self) -> bool {
        self.number().starts_with("NG00") || self.number().starts_with("NG060")
    }

    /// Whether it is about several documents, so that one alone never has it.
    #[must_use]
    pub fn is_between(self) -> bool {
        self.number().starts_with("NG098")
    }

    /// Whether a name leads nowhere.
    #[must_use]
    pub fn is_unknown_name(self) -> bool {
        use Code::{
            UnknownEndpoint, UnknownGateway, UnknownHub, UnknownPool, UnknownRouter, UnknownSecurityGroup,
            UnknownSegment, UnknownTier, UnknownUplink, UnknownVpc, UnknownZone,
        };
        matches!(self, UnknownPool | UnknownTier | UnknownSecurityGroup | UnknownZone | UnknownVpc | UnknownEndpoint)
            || matches!(self, UnknownHub | UnknownSegment | UnknownGateway | UnknownRouter | UnknownUplink)
    }

    /// The code of a number such as `NG0203`, in any case.
    #[must_use]
    pub fn from_number(number: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.number().eq_ignore_ascii_case(number))
    }
}

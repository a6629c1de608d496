//! A Direct Connect connection or link aggregation group (LAG), as an uplink names it.
//!
//! In comes `dxcon-ffabc123`, `dxlag-ffabc123` or a name, out goes which of the three it is. It never looks a name up.

use std::fmt;
use std::str::FromStr;

use super::form::Invalid;
use super::{DirectConnectConnectionId, DirectConnectLagId, Name};

/// What a virtual interface is on: a connection or LAG that exists, by its id, or one of the document's own, by its name.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/lags.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConnectionName {
    /// A connection: `dxcon-ffabc123`.
    Connection(DirectConnectConnectionId),
    /// A LAG: `dxlag-ffabc123`.
    Lag(DirectConnectLagId),
    /// One of the document's own.
    Own(Name),
}

impl ConnectionName {
    /// Its id, or the word of its name: what identities are made of.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Connection(id) => id.as_str(),
            Self::Lag(id) => id.as_str(),
            Self::Own(name) => name.as_str(),
        }
    }

    /// Its id, if it is there already.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Connection(_) | Self::Lag(_) => Some(self.as_str()),
            Self::Own(_) => None,
        }
    }

    /// Its name, if it is one of the document's own.
    #[must_use]
    pub fn own(&self) -> Option<&Name> {
        match self {
            Self::Own(name) => Some(name),
            Self::Connection(_) | Self::Lag(_) => None,
        }
    }

    /// Whether a name would be taken for an id.
    #[must_use]
    pub fn is_like_an_id(name: &str) -> bool {
        PREFIXES.iter().any(|prefix| name.starts_with(prefix))
    }
}

/// What ids begin with.
const PREFIXES: [&str; 2] = ["dxcon-", "dxlag-"];

impl FromStr for ConnectionName {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if text.starts_with(PREFIXES[1]) {
            return text.parse().map(Self::Lag);
        }
        if text.starts_with(PREFIXES[0]) || !text.contains(|c: char| c.is_ascii_alphabetic()) {
            return text.parse().map(Self::Connection);
        }
        match text.parse() {
            Ok(name) => Ok(Self::Own(name)),
            // What is an id of something else says so.
            Err(invalid) => {
                Err(text.parse::<DirectConnectConnectionId>().err().filter(|_| text.contains('-')).unwrap_or(invalid))
            }
        }
    }
}

/// What the document calls it.
impl fmt::Display for ConnectionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection(id) => id.fmt(f),
            Self::Lag(id) => id.fmt(f),
            Self::Own(name) => name.fmt(f),
        }
    }
}

string_form!(
    ConnectionName,
    32,
    "^(dxcon-[0-9a-z]{8}|dxlag-[0-9a-z]{8}|[a-z][a-z0-9]*(-[a-z0-9]+)*)$",
    "A Direct Connect connection (dxcon-ffabc123) or LAG (dxlag-ffabc123), or the name of one of the document's own."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_no_name_and_a_name_no_id() {
        let one = |text: &str| text.parse::<ConnectionName>().unwrap();
        assert!(matches!(one("dxcon-ffabc123"), ConnectionName::Connection(_)));
        assert!(matches!(one("dxlag-ffabc123"), ConnectionName::Lag(_)));
        assert_eq!(one("tok-1").own().map(Name::as_str), Some("tok-1"));
        assert_eq!((one("tok-1").id(), one("dxlag-ffabc123").id()), (None, Some("dxlag-ffabc123")));
        for text in ["", "dxcon-1", "dxlag-FFABC123", "Tok", "a b", "dxvif-ffabc123 ", "1"] {
            assert!(text.parse::<ConnectionName>().is_err(), "{text}");
        }
    }
}

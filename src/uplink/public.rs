//! Public virtual interfaces: how far AWS carries what is announced on one, and what of AWS's routes is accepted. In come words of a
//! document, out go BGP communities and limits.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/routing-and-bgp.html>

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::net::Cidr4;

/// AWS's autonomous system on every public virtual interface.
pub const AMAZON_ASN: u32 = 7224;

/// The most prefixes that such a session may bring: AWS announces all of its public ones there, thousands that grow, so the limit only
/// stops a whole internet table.
pub const MAXIMUM_PREFIX: usize = 50_000;

/// The widest prefix that is accepted: AWS has no /7, and a default route is never one of its own.
pub const WIDEST: u8 = 8;

/// What no network on the internet has (RFC 6890): accepted from nobody.
pub const NOWHERE: [Cidr4; 9] = [
    Cidr4::THIS_NETWORK,
    Cidr4::PRIVATE_10,
    Cidr4::SHARED,
    Cidr4::LOOPBACK,
    Cidr4::LINK_LOCAL,
    Cidr4::PRIVATE_172,
    Cidr4::PRIVATE_192,
    Cidr4::MULTICAST,
    Cidr4::FUTURE,
];

/// How far AWS carries prefixes that are announced on a public virtual interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The Region of the Direct Connect location (7224:9100).
    Region,
    /// The Regions of its continent (7224:9200).
    Continent,
    /// All public Regions (7224:9300), as without a community.
    #[default]
    Global,
}

/// Which of AWS's public prefixes a router accepts there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Accepted {
    /// Those of the Region of the Direct Connect location (7224:8100).
    Region,
    /// Those of its continent (7224:8100 and 7224:8200).
    Continent,
    /// All.
    #[default]
    All,
}

impl Scope {
    /// The community that says it to AWS.
    #[must_use]
    pub const fn community(self) -> &'static str {
        match self {
            Self::Region => "7224:9100",
            Self::Continent => "7224:9200",
            Self::Global => "7224:9300",
        }
    }

    /// `region`
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Continent => "continent",
            Self::Global => "global",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Region => "the Region",
            Self::Continent => "the continent",
            Self::Global => "all Regions",
        })
    }
}

impl Accepted {
    /// The communities of which a route has to have one; nothing where all routes are accepted.
    #[must_use]
    pub const fn communities(self) -> &'static [&'static str] {
        match self {
            Self::Region => &["7224:8100"],
            Self::Continent => &["7224:8100", "7224:8200"],
            Self::All => &[],
        }
    }

    /// `region`
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Continent => "continent",
            Self::All => "all",
        }
    }
}

impl fmt::Display for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Region => "the Region",
            Self::Continent => "the continent",
            Self::All => "all Regions",
        })
    }
}

/// Whether a block lies where nobody on the internet is, at least in part.
#[must_use]
pub fn is_nowhere(block: Cidr4) -> bool {
    NOWHERE.iter().any(|range| range.overlaps(block))
}

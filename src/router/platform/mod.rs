//! The platforms. Each is one file of capabilities, words and views; the line-based ones have a folder of templates as well.
//! What a platform cannot do is found in its [`Capabilities`] before anything is rendered, so no template asks.

pub mod cisco_ios_xe;
pub mod juniper;
pub mod linux;

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use super::config::RouterConfig;
use super::crypto::{Encryption, Group};
use super::render::{Fault, File};

/// What a platform can do. A value that is missing here is refused before rendering.
#[derive(Clone, Copy, Debug)]
pub struct Capabilities {
    /// The oldest release that the words are for.
    pub floor: &'static str,
    /// Tunnels with IKEv2 and an interface each.
    pub vpn: bool,
    /// Groups for the key exchange.
    pub groups: &'static [Group],
    /// Ciphers, for both phases.
    pub encryptions: &'static [Encryption],
    /// The most characters of an interface's name.
    pub interface: usize,
    /// The most characters of a description.
    pub description: usize,
    /// Whether a packet may come back through the other tunnel. If not, `balanced` tunnels have to share a security zone.
    pub asymmetric: bool,
    /// Whether it drops packets of connections that it did not see begin, so that both directions must pass one router.
    pub stateful: bool,
    /// Where the configuration clamps TCP segments.
    pub clamp: Clamped,
}

/// The uplinks on which a platform clamps TCP segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clamped {
    /// All.
    Everywhere,
    /// Tunnels: on a virtual interface its owner does it by hand.
    Tunnels,
}

macro_rules! platforms {
    ($($name:literal $variant:ident $module:path;)*) => {
        /// What a router runs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
        pub enum Platform { $(#[doc = concat!("`", $name, "`")] #[serde(rename = $name)] $variant,)* }

        impl Platform {
            /// Every platform.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// As a document names it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The platform of a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }

            fn description(self) -> &'static Description {
                match self { $(Self::$variant => &$module,)* }
            }
        }
    };
}

platforms! {
    "linux" Linux linux::PLATFORM;
    "cisco-ios-xe" CiscoIosXe cisco_ios_xe::PLATFORM;
    "juniper-srx" JuniperSrx juniper::SRX;
    "juniper-mx" JuniperMx juniper::MX;
}

/// A platform's file in one value.
pub(super) struct Description {
    /// What it can do.
    pub capabilities: Capabilities,
    /// The router's files: configuration and rollback.
    pub files: fn(&RouterConfig) -> Result<Vec<File>, Fault>,
    /// How the router is asked, for the check list.
    pub commands: super::checks::Commands,
}

impl Platform {
    /// What it can do.
    #[must_use]
    pub fn capabilities(self) -> &'static Capabilities {
        &self.description().capabilities
    }

    pub(super) fn files(self, router: &RouterConfig) -> Result<Vec<File>, Fault> {
        (self.description().files)(router)
    }

    pub(super) fn commands(self) -> &'static super::checks::Commands {
        &self.description().commands
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

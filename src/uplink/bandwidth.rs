//! The bandwidth of tunnels, and the speed of ports that they pass. In come words of a document, out go megabits per second. It measures
//! nothing: these are AWS's limits.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html>

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::net::Invalid;

/// The bandwidth of each tunnel of a VPN connection, in each direction. A flow uses one tunnel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TunnelBandwidth {
    /// Up to 1.25 Gbps.
    #[default]
    Standard,
    /// Up to 5 Gbps, on transit gateways alone.
    Large,
}

impl TunnelBandwidth {
    /// AWS's limit in megabits per second.
    #[must_use]
    pub const fn megabits(self) -> u32 {
        match self {
            Self::Standard => 1250,
            Self::Large => 5000,
        }
    }

    /// AWS's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Large => "large",
        }
    }
}

/// The speed of a port or of a hosted connection in megabits per second, as AWS writes it: `10Gbps`, `500Mbps`.
/// <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_CreateConnection.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct PortSpeed(u32);

impl PortSpeed {
    /// The speeds of connections: hosted ones from 50 Mbps on, dedicated ones from 1 Gbps on.
    const KNOWN: &[u32] = &[50, 100, 200, 300, 400, 500, 1000, 2000, 5000, 10_000, 25_000, 100_000, 400_000];

    /// Megabits per second.
    #[must_use]
    pub const fn megabits(self) -> u32 {
        self.0
    }
}

impl TryFrom<String> for PortSpeed {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let known = Self::KNOWN.iter().find(|megabits| Self(**megabits).to_string() == text);
        known.map(|megabits| Self(*megabits)).ok_or_else(|| {
            Invalid::new(format!("{} is not the speed of a Direct Connect connection", crate::net::quote(&text)))
                .help("write it as AWS does: `1Gbps`, `10Gbps`, `100Gbps`, or `500Mbps` of a hosted one")
        })
    }
}

impl fmt::Display for PortSpeed {
    /// `10Gbps`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 >= 1000 { write!(f, "{}Gbps", self.0 / 1000) } else { write!(f, "{}Mbps", self.0) }
    }
}

impl JsonSchema for PortSpeed {
    fn schema_name() -> Cow<'static, str> {
        "PortSpeed".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let known: Vec<String> = Self::KNOWN.iter().map(|megabits| Self(*megabits).to_string()).collect();
        json_schema!({ "type": "string", "enum": known, "description": "The speed of a port or of a hosted connection." })
    }
}

/// Megabits per second for people: `1.25 Gbps`, `500 Mbps`.
#[must_use]
pub fn words(megabits: u32) -> String {
    let (whole, rest) = (megabits / 1000, megabits % 1000);
    match rest {
        _ if whole == 0 => format!("{megabits} Mbps"),
        0 => format!("{whole} Gbps"),
        _ => format!("{whole}.{} Gbps", format!("{rest:03}").trim_end_matches('0')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bandwidth_is_said_in_gigabits() {
        assert_eq!(
            [1250, 2500, 5000, 500, 10_050].map(words),
            ["1.25 Gbps", "2.5 Gbps", "5 Gbps", "500 Mbps", "10.05 Gbps"]
        );
    }

    #[test]
    fn a_speed_is_one_that_aws_has() {
        let of = |text: &str| PortSpeed::try_from(text.to_owned()).ok().map(PortSpeed::megabits);
        assert_eq!(
            [of("10Gbps"), of("500Mbps"), of("0.5Gbps"), of("10 Gbps"), of("1000Mbps")],
            [Some(10_000), Some(500), None, None, None]
        );
    }
}

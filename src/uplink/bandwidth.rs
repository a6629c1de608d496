//! How much an uplink carries: the bandwidth of tunnels, the speed of ports that they pass, and rates in general.
//!
//! In come words of a document, such as `1.25Gbps`, out go bits per second and what follows from them. Integers alone; it measures
//! nothing: these are AWS's limits.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html>

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::net::{Invalid, quote};

/// Bits per second, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bandwidth(u64);

/// Words of a rate, the largest first, and how many bits per second each is.
const UNITS: [(&str, u64); 2] = [("Gbps", 1_000_000_000), ("Mbps", 1_000_000)];

/// The largest rate that a document may name: nobody has a link of more than 10 Tbps.
const MOST: u64 = 10_000_000_000_000;

impl Bandwidth {
    /// So many megabits per second.
    #[must_use]
    pub const fn of_megabits(megabits: u32) -> Self {
        Self(megabits as u64 * UNITS[1].1)
    }

    /// Bits per second.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// So many percent of it over so many seconds, in bytes, rounded down: 80 % of 1.25 Gbps over 300 s are 37,500,000,000.
    #[must_use]
    pub fn bytes(self, percent: u32, seconds: u32) -> u64 {
        // At most 10^13 x 100 x 2^32 / 800, which 128 bits hold.
        let bytes = u128::from(self.0) * u128::from(percent) * u128::from(seconds) / (8 * 100);
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

impl FromStr for Bandwidth {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = |why: &str| {
            Invalid::new(format!("{} is no rate: {why}", quote(text)))
                .help("write a rate such as `800Mbps` or `1.25Gbps`")
        };
        let found = UNITS.iter().find_map(|(unit, bits)| Some((text.strip_suffix(unit)?, *bits)));
        let Some((number, unit)) = found else { return Err(invalid("it does not end in `Mbps` or `Gbps`")) };
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let digits = |text: &str| !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || (number.contains('.') && !digits(part)) {
            return Err(invalid("it needs a number with at most six digits before and after its point"));
        }
        // Six digits each: neither the parse nor the product leaves 64 bits.
        let (whole, behind): (u64, u64) =
            (whole.parse().unwrap_or_default(), format!("{part:0<6}").parse().unwrap_or_default());
        let bits = whole * unit + behind * (unit / 1_000_000);
        if bits == 0 || bits > MOST {
            return Err(invalid("it has to be more than nothing, and at most 10,000 Gbps"));
        }
        Ok(Self(bits))
    }
}

impl fmt::Display for Bandwidth {
    /// `1.25 Gbps`, `800 Mbps`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, bits) = if self.0 >= UNITS[0].1 { UNITS[0] } else { UNITS[1] };
        let (whole, behind) = (self.0 / bits, self.0 % bits / (bits / 1_000_000));
        if behind == 0 {
            return write!(f, "{whole} {unit}");
        }
        write!(f, "{whole}.{} {unit}", format!("{behind:06}").trim_end_matches('0'))
    }
}

impl<'de> Deserialize<'de> for Bandwidth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Bandwidth {
    fn schema_name() -> Cow<'static, str> {
        "Bandwidth".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A rate, such as 800Mbps or 1.25Gbps.",
            "pattern": r"^[0-9]{1,6}(\.[0-9]{1,6})?[GM]bps$",
        })
    }
}

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

    /// The same as a rate.
    #[must_use]
    pub const fn rate(self) -> Bandwidth {
        Bandwidth::of_megabits(self.megabits())
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

    /// Those of dedicated connections, which AWS itself makes.
    const DEDICATED: &[u32] = &[1000, 10_000, 100_000, 400_000];
    /// The most connections of a LAG.
    pub const MOST_LINKS: u8 = 4;

    /// Megabits per second.
    #[must_use]
    pub const fn megabits(self) -> u32 {
        self.0
    }

    /// Whether AWS makes connections of this speed.
    #[must_use]
    pub fn is_dedicated(self) -> bool {
        Self::DEDICATED.contains(&self.0)
    }

    /// The most connections of this speed in a LAG: 4, from 100 Gbps on 2.
    /// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html>
    #[must_use]
    pub const fn most_links(self) -> u8 {
        if self.0 >= 100_000 { 2 } else { Self::MOST_LINKS }
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
    Bandwidth::of_megabits(megabits).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_fifths_of_a_tunnel_over_five_minutes() {
        assert_eq!(TunnelBandwidth::Standard.rate().bytes(80, 300), 37_500_000_000);
        assert_eq!(TunnelBandwidth::Standard.rate().bytes(1, 300), 468_750_000);
        assert_eq!(TunnelBandwidth::Large.rate().bytes(80, 300), 150_000_000_000);
    }

    #[test]
    fn rates_are_read_and_printed() {
        for (text, bits, shown) in [
            ("800Mbps", 800_000_000, "800 Mbps"),
            ("1.25Gbps", 1_250_000_000, "1.25 Gbps"),
            ("10Gbps", 10_000_000_000, "10 Gbps"),
            ("0.5Gbps", 500_000_000, "500 Mbps"),
            ("1500Mbps", 1_500_000_000, "1.5 Gbps"),
        ] {
            let rate: Bandwidth = text.parse().expect(text);
            assert_eq!((rate.bits(), rate.to_string()), (bits, shown.to_owned()), "{text}");
        }
        for text in
            ["", "800", "Mbps", "-1Mbps", "1.Gbps", ".5Gbps", "1e3Mbps", "0Mbps", "10001Gbps", "1 Gbps", "9999999Mbps"]
        {
            assert!(text.parse::<Bandwidth>().is_err(), "{text}");
        }
    }

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

//! How much an uplink carries.
//!
//! In comes a rate as a document writes it, such as `1.25 Gbps` without the blank, out goes a number of bits per second and what follows
//! from it. Integers alone; it never measures anything.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html>

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use crate::net::{Invalid, quote};

/// Bits per second, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bandwidth(u64);

/// Words of a rate, the largest first, and how many bits per second each is.
const UNITS: [(&str, u64); 2] = [("Gbps", 1_000_000_000), ("Mbps", 1_000_000)];

/// The largest rate that a document may name: nobody has a link of more than 10 Tbps.
const MOST: u64 = 10_000_000_000_000;

impl Bandwidth {
    /// What a standard tunnel of a VPN connection carries at most: 1.25 Gbps.
    pub const STANDARD_TUNNEL: Self = Self(1_250_000_000);

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_fifths_of_a_tunnel_over_five_minutes() {
        assert_eq!(Bandwidth::STANDARD_TUNNEL.bytes(80, 300), 37_500_000_000);
        assert_eq!(Bandwidth::STANDARD_TUNNEL.bytes(1, 300), 468_750_000);
        assert_eq!(Bandwidth(5_000_000_000).bytes(80, 300), 150_000_000_000);
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
}

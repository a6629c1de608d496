//! A share of time.
//!
//! In comes a number of a document, out goes a percentage above 0 and below 100 with up to four decimals.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use super::form::Invalid;

/// Parts of a percent that are distinguished.
const PARTS: u32 = 10_000;

/// A percentage above 0 and below 100, such as 99.95; up to four decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

impl Percent {
    /// As a share: 0.9995 for 99.95.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.0) / f64::from(PARTS * 100)
    }
}

impl TryFrom<f64> for Percent {
    type Error = Invalid;

    fn try_from(number: f64) -> Result<Self, Invalid> {
        if !(number > 0.0 && number < 100.0) {
            return Err(Invalid::new("a percentage is above 0 and below 100").help("write a number such as 99.9"));
        }
        let parts = number * f64::from(PARTS);
        if (parts - parts.round()).abs() > 1e-6 {
            return Err(Invalid::new("a percentage has more than four decimals").help("write a number such as 99.9999"));
        }
        // Between 0 and 1,000,000.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range was checked right above"
        )]
        let parts = parts.round() as u32;
        Ok(Self(parts))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / PARTS, self.0 % PARTS);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        let decimals = format!("{rest:04}");
        write!(f, "{whole}.{}", decimals.trim_end_matches('0'))
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(f64::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A percentage above 0 and below 100, such as 99.95; up to four decimals.",
            "type": "number",
            "exclusiveMinimum": 0,
            "exclusiveMaximum": 100,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Percent;

    #[test]
    fn percentages_keep_their_decimals() {
        for (number, text, share) in
            [(99.9, "99.9", 0.999), (99.0, "99", 0.99), (99.9999, "99.9999", 0.999_999), (0.05, "0.05", 0.0005)]
        {
            let percent = Percent::try_from(number).expect("a percentage");
            assert_eq!(percent.to_string(), text);
            assert!((percent.share() - share).abs() < 1e-12, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_met_or_says_nothing_is_refused() {
        for number in [0.0, -0.0, -1.0, 100.0, 100.1, 1e300, f64::INFINITY, f64::NAN, 99.99999, 1e-9] {
            assert!(Percent::try_from(number).is_err(), "{number}");
        }
    }
}

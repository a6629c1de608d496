//! Autonomous system numbers (RFC 6793, written in asplain as RFC 5396 recommends).
//!
//! In comes `64512`, out goes a number that a BGP speaker may use. It never checks who owns it.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::form::{Invalid, plain_number, quote};

/// An autonomous system number of four bytes. Not 0 (RFC 7607), 23456 (RFC 6793), 65535 or 4294967295 (RFC 7300).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asn(u32);

impl Asn {
    /// The number; `None` if no speaker may use it.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        if matches!(number, 0 | 23456 | 65535 | u32::MAX) { None } else { Some(Self(number)) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Private in two bytes: 64512 to 65534 (RFC 6996).
    #[must_use]
    pub const fn is_private_16(self) -> bool {
        matches!(self.0, 64512..=65534)
    }

    /// Private in four bytes: 4200000000 to 4294967294 (RFC 6996).
    #[must_use]
    pub const fn is_private_32(self) -> bool {
        matches!(self.0, 4_200_000_000..=4_294_967_294)
    }

    /// Private in either range; the Amazon side of a gateway takes only these.
    #[must_use]
    pub const fn is_private(self) -> bool {
        self.is_private_16() || self.is_private_32()
    }

    /// Whether it needs more than two bytes.
    #[must_use]
    pub const fn is_four_byte(self) -> bool {
        self.0 > 65535
    }
}

impl FromStr for Asn {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new(format!("{} is not an autonomous system number", quote(text)));
        if let Some(number) = plain_number(text) {
            return Self::new(number).ok_or_else(|| {
                Invalid::new(format!("the autonomous system number {} is reserved", quote(text)))
                    .help("private numbers are 64512 to 65534 and 4200000000 to 4294967294")
            });
        }
        Err(match asdot(text).and_then(Self::new) {
            Some(plain) => invalid().did_you_mean(Some(plain)),
            None => invalid().help("write a number from 1 to 4294967294, such as `64512`"),
        })
    }
}

/// The number behind `64512.1` (RFC 5396, asdot) or `AS64512`.
fn asdot(text: &str) -> Option<u32> {
    let text = text.strip_prefix("AS").or_else(|| text.strip_prefix("as")).unwrap_or(text);
    match text.split_once('.') {
        None => plain_number(text),
        Some((high, low)) => {
            let half = |text| plain_number(text).and_then(|half| u16::try_from(half).ok()).map(u32::from);
            Some(half(high)? << 16 | half(low)?)
        }
    }
}

impl fmt::Display for Asn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Asn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

impl<'de> Deserialize<'de> for Asn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Asn;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an autonomous system number such as `64512`")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Asn, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Asn, E> {
                self.visit_str(&number.to_string())
            }

            // An unquoted `64512.10` is a number to YAML; its last digit is lost, and so is the number that was meant.
            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Asn, E> {
                Err(E::custom(
                    Invalid::new("an autonomous system number has no dot")
                        .help("write the plain number: the part before the dot times 65536, plus the part behind it"),
                ))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Asn, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for Asn {
    fn schema_name() -> Cow<'static, str> {
        "Asn".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "integer",
            "minimum": 1,
            "maximum": 4_294_967_294_u32,
            "not": { "enum": [23456, 65535] },
            "description": "An autonomous system number; private ones are 64512 to 65534 and 4200000000 to 4294967294.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_ranges_end_where_the_rfc_says() {
        let private = |number| Asn::new(number).map(Asn::is_private);
        assert_eq!([64511, 64512, 65534].map(private), [Some(false), Some(true), Some(true)]);
        assert_eq!([4_199_999_999, 4_200_000_000, 4_294_967_294].map(private), [Some(false), Some(true), Some(true)]);
        assert_eq!([0, 23456, 65535, u32::MAX].map(private), [None; 4]);
        assert!(!Asn(65534).is_four_byte() && Asn(65536).is_four_byte());
    }

    #[test]
    fn numbers_and_text_read_the_same_and_write_numbers() {
        let numbers: Vec<Asn> = serde_json::from_str(r#"[64512, "64512"]"#).unwrap();
        assert_eq!(serde_json::to_string(&numbers).unwrap(), "[64512,64512]");
        for json in ["0", "-1", "65535", "4294967296", "true", r#""""#, r#""64 512""#] {
            assert!(serde_json::from_str::<Asn>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn dotted_numbers_get_the_plain_one() {
        let help = |text: &str| text.parse::<Asn>().unwrap_err().helps()[0].clone();
        assert_eq!(help("64512.1"), "did you mean `4227858433`?");
        assert_eq!(help("AS65000"), "did you mean `65000`?");
        let error = serde_saphyr::from_str::<Asn>("64512.10").unwrap_err().to_string();
        assert!(error.contains("times 65536"), "{error}");
    }
}

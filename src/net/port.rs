//! TCP and UDP ports.
//!
//! In comes `443` or `"8000-8100"`, out goes a range whose ends are in order. It never knows the protocol.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::form::{Invalid, plain_number, quote};

/// A port or a range of ports, both ends included. In a document and in JSON one port is a number, a range is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ports {
    from: u16,
    to: u16,
}

impl Ports {
    /// Every port.
    pub const ALL: Self = Self { from: 0, to: u16::MAX };
    /// The ports that clients take for replies, whatever their system:
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports>
    pub const EPHEMERAL: Self = Self { from: 1024, to: u16::MAX };
    /// Of these, the ones above that of remote desktop (3389), which a rule for replies must not open to the world:
    /// <https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21>
    pub const ABOVE_REMOTE_DESKTOP: Self = Self { from: 3390, to: u16::MAX };
    /// Of these, the ones below that of remote desktop.
    pub const BELOW_REMOTE_DESKTOP: Self = Self { from: 1024, to: 3388 };

    /// The range from one port to another; `None` if they are in the wrong order.
    #[must_use]
    pub const fn new(from: u16, to: u16) -> Option<Self> {
        if from <= to { Some(Self { from, to }) } else { None }
    }

    /// One port.
    #[must_use]
    pub const fn one(port: u16) -> Self {
        Self { from: port, to: port }
    }

    /// The first port.
    #[must_use]
    pub const fn from(self) -> u16 {
        self.from
    }

    /// The last port.
    #[must_use]
    pub const fn to(self) -> u16 {
        self.to
    }

    /// Whether the other range is inside or is equal.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether any port is in both.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

fn port(text: &str) -> Option<u16> {
    plain_number(text).and_then(|port| u16::try_from(port).ok())
}

impl FromStr for Ports {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (from, to) = text.split_once('-').unwrap_or((text, text));
        let invalid = || Invalid::new(format!("{} is not a port or a range of ports", quote(text)));
        match (port(from), port(to)) {
            (Some(0), Some(0)) => Err(invalid().help("for every port write `0-65535`")),
            (Some(from), Some(to)) if from <= to => Ok(Self { from, to }),
            (Some(from), Some(to)) => Err(invalid().did_you_mean(Some(format!("{to}-{from}")))),
            _ => match (port(from.trim()), port(to.trim())) {
                (Some(from), Some(to)) if from < to => Err(invalid().did_you_mean(Some(format!("{from}-{to}")))),
                _ => Err(invalid().help("write a port from 1 to 65535, or a range such as `8000-8100`")),
            },
        }
    }
}

impl fmt::Display for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to { f.pad(&self.from.to_string()) } else { f.pad(&format!("{}-{}", self.from, self.to)) }
    }
}

impl Serialize for Ports {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.from == self.to { serializer.serialize_u16(self.from) } else { serializer.collect_str(self) }
    }
}

impl<'de> Deserialize<'de> for Ports {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Ports;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a port such as `443` or a range such as `8000-8100`")
            }

            fn visit_i64<E: de::Error>(self, port: i64) -> Result<Ports, E> {
                self.visit_str(&port.to_string())
            }

            fn visit_u64<E: de::Error>(self, port: u64) -> Result<Ports, E> {
                self.visit_str(&port.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Ports, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for Ports {
    fn schema_name() -> Cow<'static, str> {
        "Ports".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A port such as 443, or a range such as 8000-8100 with both ends included.",
            "oneOf": [
                { "type": "integer", "minimum": 1, "maximum": 65535 },
                { "type": "string", "pattern": r"^\d{1,5}(-\d{1,5})?$" },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges_both_ways() {
        let ports: Vec<Ports> = serde_json::from_str(r#"[443, "443", "8000-8100", "0-65535"]"#).unwrap();
        assert_eq!(ports, [Ports::one(443), Ports::one(443), Ports::new(8000, 8100).unwrap(), Ports::ALL]);
        assert_eq!(serde_json::to_string(&ports).unwrap(), r#"[443,443,"8000-8100","0-65535"]"#);
        for json in ["0", "-1", "65536", "443.5", "true", r#""""#, r#""-""#, r#""1-2-3""#, r#""0443""#, "[443]"] {
            assert!(serde_json::from_str::<Ports>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn yaml_scalars_read_the_same() {
        let ports: Vec<Ports> = serde_saphyr::from_str("[443, 8000-8100, \"22\"]").unwrap();
        assert_eq!(ports, [Ports::one(443), Ports::new(8000, 8100).unwrap(), Ports::one(22)]);
        assert!(serde_saphyr::from_str::<Ports>("yes").is_err());
    }

    #[test]
    fn slips_get_what_was_meant() {
        let help = |text: &str| text.parse::<Ports>().unwrap_err().helps()[0].clone();
        assert_eq!(help("8100-8000"), "did you mean `8000-8100`?");
        assert_eq!(help("8000 - 8100"), "did you mean `8000-8100`?");
        assert_eq!(help("0"), "for every port write `0-65535`");
    }

    #[test]
    fn ranges_contain_and_overlap_with_both_ends() {
        let range = |from, to| Ports::new(from, to).unwrap();
        assert!(range(10, 20).overlaps(range(20, 30)) && !range(10, 20).overlaps(range(21, 30)));
        assert!(Ports::ALL.contains(Ports::EPHEMERAL) && !Ports::EPHEMERAL.contains(Ports::one(1023)));
        assert_eq!(Ports::new(2, 1), None);
    }
}

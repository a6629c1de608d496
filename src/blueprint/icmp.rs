//! ICMP in a rule of a security group or a network ACL, as written.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::net::IcmpType;

/// Which ICMP a rule matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Icmp {
    /// None: the key is absent or `false`.
    #[default]
    None,
    /// Every type: `true`.
    All,
    /// These types.
    Types(Vec<IcmpType>),
}

impl<'de> Deserialize<'de> for Icmp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = Icmp;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`true`, `{type: 8, code: 0}`, or a list of types")
            }
            fn visit_bool<E: Error>(self, all: bool) -> Result<Self::Value, E> {
                Ok(if all { Icmp::All } else { Icmp::None })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                IcmpType::deserialize(MapAccessDeserializer::new(map)).map(|one| Icmp::Types(vec![one]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Icmp::Types)
            }
        }
        deserializer.deserialize_any(Form)
    }
}

impl JsonSchema for Icmp {
    fn schema_name() -> Cow<'static, str> {
        "Icmp".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<IcmpType>();
        json_schema!({
            "description": "Every type of ICMP, one type, or a list of types.",
            "anyOf": [{ "type": "boolean" }, one, { "type": "array", "items": one }],
        })
    }
}

//! What a site is joined to, as written: one end, or a list of them, each with its place.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, Error, IntoDeserializer, SeqAccess, Visitor};

use super::site::AttachTo;
use crate::diagnostic::{Span, Spanned};
use crate::net::Name;

/// One end, or a list.
#[derive(Debug)]
pub struct SiteEnds(Vec<Spanned<AttachTo>>);

impl SiteEnds {
    /// The ends in the order of the document. The place of one that stands alone is that of the key's value, `whole`.
    pub fn all(&self, whole: Span) -> impl Iterator<Item = Spanned<&AttachTo>> {
        self.0.iter().map(move |end| Spanned { value: &end.value, span: placed(end.span, whole) })
    }

    /// The same, to change names in them.
    pub fn all_mut(&mut self, whole: Span) -> impl Iterator<Item = (&mut AttachTo, Span)> {
        self.0.iter_mut().map(move |end| (&mut end.value, placed(end.span, whole)))
    }

    /// Whether a transit gateway is among them.
    #[must_use]
    pub fn has_hub(&self, hub: &Name) -> bool {
        self.0.iter().any(|end| matches!(&end.value, AttachTo::Hub(name) if name == hub))
    }

    /// Whether a VPC is among them.
    #[must_use]
    pub fn has_vpc(&self, vpc: &Name) -> bool {
        self.0.iter().any(|end| matches!(&end.value, AttachTo::Vpc(name) if name == vpc))
    }
}

fn placed(own: Span, whole: Span) -> Span {
    if own.is_placed() { own } else { whole }
}

impl<'de> Deserialize<'de> for SiteEnds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = SiteEnds;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a transit gateway, a VPC or a list of VPCs")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                let end = AttachTo::deserialize(text.into_deserializer())?;
                Ok(SiteEnds(vec![Spanned::unplaced(end)]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(SiteEnds)
            }
        }
        deserializer.deserialize_any(Form)
    }
}

impl JsonSchema for SiteEnds {
    fn schema_name() -> Cow<'static, str> {
        "SiteEnds".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<AttachTo>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

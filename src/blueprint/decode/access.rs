//! How serde walks lists, maps, keys and enums of a tree. Every error gets its place here, where the value that failed
//! and the way to it are both known.

use super::error::Error;
use super::{Decoder, address, wrong};
use crate::diagnostic::{SPANNED, Span, Spanned};
use crate::yaml::{Entry, Kind, Node};
use serde::de::value::{BorrowedStrDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// The values of a list.
pub struct Items<'a> {
    list: Decoder<'a>,
    values: &'a [Node],
    next: usize,
}

impl<'a> Items<'a> {
    pub fn new(list: Decoder<'a>, values: &'a [Node]) -> Self {
        Self { list, values, next: list.progress.start(list.node) }
    }

    pub fn is_done(&self) -> bool {
        self.next >= self.values.len()
    }
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(node) = self.values.get(self.next) else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        let item = Decoder { node, key: None, progress: self.list.progress };
        let located = |error: Error| error.at_value(&item).inside(address(self.list.node), index, format!("[{index}]"));
        seed.deserialize(item).map(Some).map_err(located)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.values.len().saturating_sub(self.next))
    }
}

/// The keys and values of a map.
pub struct Pairs<'a> {
    map: Decoder<'a>,
    entries: &'a [Entry],
    next: usize,
}

impl<'a> Pairs<'a> {
    pub fn new(map: Decoder<'a>, entries: &'a [Entry]) -> Self {
        Self { map, entries, next: map.progress.start(map.node) }
    }
}

impl<'de> MapAccess<'de> for Pairs<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        while self.map.progress.is_bad(self.map.node, self.next) {
            self.next += 1;
        }
        let Some(Entry { key, .. }) = self.entries.get(self.next) else { return Ok(None) };
        let located = |error: Error| error.at_key(key).skipping(address(self.map.node), self.next);
        seed.deserialize(Key(key)).map(Some).map_err(located)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some(Entry { key, value }) = self.entries.get(self.next) else { return Err(Error::silent()) };
        let index = self.next;
        self.next += 1;
        let decoder = Decoder { node: value, key: Some(key.span), progress: self.map.progress };
        let located = |error: Error| error.at_value(&decoder).inside(address(self.map.node), index, key.value.clone());
        seed.deserialize(decoder).map_err(located)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len().saturating_sub(self.next))
    }
}

/// A map of one key, which names the variant; its value is the content.
pub struct Enum<'a> {
    map: Decoder<'a>,
    entry: &'a Entry,
}

impl<'a> Enum<'a> {
    pub fn new(map: Decoder<'a>, entry: &'a Entry) -> Self {
        Self { map, entry }
    }

    fn content<T>(&self, decode: impl FnOnce(Decoder<'a>) -> Result<T, Error>) -> Result<T, Error> {
        let Entry { key, value } = self.entry;
        let decoder = Decoder { node: value, key: Some(key.span), progress: self.map.progress };
        let located = |error: Error| error.at_value(&decoder).inside(address(self.map.node), 0, key.value.clone());
        decode(decoder).map_err(located)
    }
}

impl<'de> EnumAccess<'de> for Enum<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let located = |error: Error| error.at_key(&self.entry.key).skipping(address(self.map.node), 0);
        let variant = seed.deserialize(Key(&self.entry.key)).map_err(located)?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Enum<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        let name = &self.entry.key.value;
        self.content(|content| match content.node.kind {
            Kind::Null => Ok(()),
            _ => wrong(format!("nothing beside `{name}`")),
        })
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        self.content(|content| seed.deserialize(content))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Error> {
        self.content(|content| content.deserialize_tuple(length, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.content(|content| content.deserialize_struct("", fields, visitor))
    }
}

/// A variant that is written as a word and so has no content.
pub struct Word<'a>(pub &'a str);

impl<'de> EnumAccess<'de> for Word<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        Ok((seed.deserialize(BorrowedStrDeserializer::new(self.0))?, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Error> {
        Err(Error::needs_content(self.0, "a value"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::needs_content(self.0, "a list"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        Err(Error::needs_content(self.0, "a map"))
    }
}

/// A key: text that may have to be read as something else.
#[derive(Clone, Copy)]
struct Key<'a>(&'a Spanned<String>);

impl Key<'_> {
    /// The integer that a key spells in the only way that prints the same again, so that `100` and `0100` cannot both
    /// be there and mean the same.
    fn integer<T: std::str::FromStr + ToString>(self) -> Result<T, Error> {
        let text = &self.0.value;
        let number = text.parse::<T>().ok().filter(|number| number.to_string() == *text);
        number.ok_or_else(|| Error::wrong_type("a number as the key".to_owned()))
    }
}

macro_rules! integer_keys {
    ($($method:ident $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.integer()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(&self.0.value)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.value.as_str() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Error::wrong_type("`true` or `false` as the key".to_owned())),
        }
    }

    integer_keys! {
        deserialize_u8 visit_u8;
        deserialize_u16 visit_u16;
        deserialize_u32 visit_u32;
        deserialize_u64 visit_u64;
        deserialize_i8 visit_i8;
        deserialize_i16 visit_i16;
        deserialize_i32 visit_i32;
        deserialize_i64 visit_i64;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == SPANNED {
            return visitor.visit_seq(Placed::new(self.0.span, self));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0.value.as_str().into_deserializer())
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

/// What [`Spanned`] asks for: the place, then the value.
pub struct Placed<D> {
    span: Option<Span>,
    value: Option<D>,
}

impl<D> Placed<D> {
    pub fn new(span: Span, value: D) -> Self {
        Self { span: Some(span), value: Some(value) }
    }
}

impl<'de, D: Deserializer<'de, Error = Error>> SeqAccess<'de> for Placed<D> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if let Some(Span { source, start, end }) = self.span.take() {
            return seed.deserialize(SeqDeserializer::new([source.0, start, end].into_iter())).map(Some);
        }
        self.value.take().map(|value| seed.deserialize(value)).transpose()
    }
}

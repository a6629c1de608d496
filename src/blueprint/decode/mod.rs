//! A YAML tree in, serde types out, with all errors of the document at once. It knows no type of the language.
//!
//! serde stops at its first error. So after an error the tree is decoded again without what was to blame, until nothing
//! new turns up: of every list and map on the way to an error only the rest is visited again (`Progress`), which keeps
//! the work linear; once the rest is done, a map is gone through again without what was to blame, to learn which keys it
//! lacks. What such a shortened list or map then complains about itself is an echo and not reported, except
//! for a key that is really not there.
//!
//! Rules for the types: externally tagged enums only; no `flatten`, no `untagged` (both hide the places).

mod access;
mod error;

use crate::blueprint::decode::access::{Enum, Items, Pairs, Placed, Word};
use crate::blueprint::decode::error::Error;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SPANNED, Span};
use crate::yaml::{Kind, Node};
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use std::collections::BTreeMap;

/// Errors of one document that are worth reading at once.
const MAX_ERRORS: usize = 50;

/// Decodes a whole document. `None` when it has errors, all of which are reported, except that serde names one missing
/// key of a map and no further one.
pub fn decode<T: DeserializeOwned>(root: &Node, diagnostics: &mut Diagnostics) -> Option<T> {
    let mut progress = Progress::default();
    let mut errors = 0;
    loop {
        let decoder = Decoder { node: root, key: None, progress: &progress };
        let error = match T::deserialize(decoder) {
            Ok(value) => return progress.states.is_empty().then_some(value),
            Err(error) => error.at_value(&decoder),
        };
        if errors == MAX_ERRORS {
            let more = format!("only the first {MAX_ERRORS} errors are shown");
            diagnostics.push(Diagnostic::new(Code::TooManyErrors, more).help("mend these and run again"));
            return None;
        }
        if let Some(map) = error.again() {
            progress.again(map, error.trail());
            continue;
        }
        let (finding, trail) = error.into_parts();
        if let Some(finding) = finding {
            diagnostics.push(finding);
            errors += 1;
        }
        if trail.is_empty() {
            return None;
        }
        progress.advance(&trail);
    }
}

/// How far each list and map on the way to an error is done with, by the address of its node.
#[derive(Default)]
struct Progress {
    states: BTreeMap<usize, State>,
}

#[derive(Default)]
struct State {
    /// The first index that is not visited yet.
    next: usize,
    /// The indexes to blame, in their order.
    bad: Vec<usize>,
    /// Whether to go through all again, but for the bad ones.
    again: bool,
}

impl Progress {
    /// The first index of a list or map to visit.
    fn start(&self, node: &Node) -> usize {
        self.states.get(&address(node)).map_or(0, |state| if state.again { 0 } else { state.next })
    }

    /// Whether a value of a list or map is to blame.
    fn is_bad(&self, node: &Node, index: usize) -> bool {
        self.states.get(&address(node)).is_some_and(|state| state.bad.binary_search(&index).is_ok())
    }

    /// Whether a map is gone through again.
    fn is_again(&self, node: &Node) -> bool {
        self.states.get(&address(node)).is_some_and(|state| state.again)
    }

    /// Goes through a map again, to which the trail leads.
    fn again(&mut self, map: usize, trail: &[(usize, usize)]) {
        self.states.entry(map).or_default().again = true;
        for &(node, index) in trail {
            let state = self.states.entry(node).or_default();
            state.next = state.next.max(index);
        }
    }

    /// Goes on behind the value to blame: innermost first, each with the index of what is to blame in it.
    fn advance(&mut self, trail: &[(usize, usize)]) {
        for (level, &(node, index)) in trail.iter().enumerate() {
            let state = self.states.entry(node).or_default();
            let next = if level == 0 { index + 1 } else { index };
            state.next = state.next.max(next);
            if level == 0
                && let Err(place) = state.bad.binary_search(&index)
            {
                state.bad.insert(place, index);
            }
        }
    }
}

fn wrong<T>(expected: impl Into<String>) -> Result<T, Error> {
    Err(Error::wrong_type(expected.into()))
}

/// Nodes have no identity but where they are; the tree does not move while it is decoded.
fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

/// A value to decode.
#[derive(Clone, Copy)]
struct Decoder<'a> {
    node: &'a Node,
    /// The key beside which it stands.
    key: Option<Span>,
    progress: &'a Progress,
}

impl<'a> Decoder<'a> {
    /// Whether an error was found in this list or map, so that it is not decoded as a whole any more.
    fn is_tainted(&self) -> bool {
        self.progress.states.contains_key(&address(self.node))
    }

    /// Whether a key of this map is there but was left out, although it was not to blame.
    fn leaves_out(&self, name: &str) -> bool {
        let Kind::Map(entries) = &self.node.kind else { return false };
        let index = entries.iter().position(|entry| entry.key.value == name);
        !self.progress.is_again(self.node) && index.is_some_and(|index| !self.progress.is_bad(self.node, index))
    }

    /// Whether its first values are left out.
    fn is_shortened(&self) -> bool {
        self.progress.start(self.node) > 0
    }

    fn visit_items<V: Visitor<'a>>(self, items: &'a [Node], visitor: V) -> Result<V::Value, Error> {
        let mut access = Items::new(self, items);
        let value = visitor.visit_seq(&mut access)?;
        if access.is_done() { Ok(value) } else { wrong("a shorter list") }
    }

    /// An integer that fits into `min..=max`, or an error that names the range.
    fn integer(self, min: i64, max: u64) -> Result<i64, Error> {
        match self.node.kind {
            Kind::Integer(value) if value >= min && u64::try_from(value).is_ok_and(|value| value > max) => {
                Err(Error::out_of_range(min, max))
            }
            Kind::Integer(value) if value >= min => Ok(value),
            Kind::Integer(_) => Err(Error::out_of_range(min, max)),
            _ => Err(Error::not_a_number(min, max)),
        }
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            #[allow(clippy::cast_possible_wrap, clippy::unnecessary_cast, clippy::cast_lossless)]
            let (min, max) = (<$type>::MIN as i64, <$type>::MAX as u64);
            match <$type>::try_from(self.integer(min, max)?) {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(Error::out_of_range(min, max)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Decoder<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Null => visitor.visit_unit(),
            Kind::Bool(value) => visitor.visit_bool(*value),
            Kind::Integer(value) => match u64::try_from(*value) {
                Ok(value) => visitor.visit_u64(value),
                Err(_) => visitor.visit_i64(*value),
            },
            Kind::Number(raw) => match raw.parse() {
                Ok(value) => visitor.visit_f64(value),
                Err(_) => wrong("a number"),
            },
            Kind::Text(text) => visitor.visit_borrowed_str(text),
            Kind::List(items) => self.visit_items(items, visitor),
            Kind::Map(entries) => visitor.visit_map(Pairs::new(self, entries)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.kind {
            Kind::Bool(value) => visitor.visit_bool(value),
            _ => wrong("`true` or `false`"),
        }
    }

    integers! {
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_u128 visit_u64 u64;
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_i128 visit_i64 i64;
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let raw = match &self.node.kind {
            Kind::Integer(value) => &value.to_string(),
            Kind::Number(raw) => raw,
            _ => return wrong("a number"),
        };
        raw.parse().map_or_else(|_| wrong("a number"), |value| visitor.visit_f64(value))
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Text(text) => visitor.visit_borrowed_str(text),
            _ => wrong("text"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.kind {
            Kind::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.kind {
            Kind::Null => visitor.visit_unit(),
            _ => wrong("nothing"),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::List(items) => self.visit_items(items, visitor),
            _ => wrong("a list"),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::List(items) if self.is_shortened() && items.len() == length => Err(Error::silent()),
            Kind::List(items) if items.len() == length => self.visit_items(items, visitor),
            _ => wrong(format!("a list of {length} values")),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Map(entries) => visitor.visit_map(Pairs::new(self, entries)),
            _ => wrong("a map"),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == SPANNED {
            return visitor.visit_seq(Placed::new(self.node.span, self));
        }
        match &self.node.kind {
            Kind::Map(entries) => visitor.visit_map(Pairs::new(self, entries)),
            _ => Err(Error::not_a_struct(fields)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Text(text) => visitor.visit_enum(Word(text)),
            Kind::Map(_) if self.is_shortened() => Err(Error::silent()),
            Kind::Map(entries) if entries.len() == 1 => visitor.visit_enum(Enum::new(self, &entries[0])),
            _ => Err(Error::not_a_variant(variants)),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
}

#[cfg(test)]
mod tests;

//! Where in which text something stands.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::OnceLock;

/// One text that was read: a blueprint, an overlay, a preset, a `--set` argument or a lock.
/// An index into [`Sources`]; ordered as the texts were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(crate) u32);

/// A range of bytes in one source. Ordered by source, then by place, which is the order of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text in which it is.
    pub source: SourceId,
    /// First byte, from 0.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Where there is no text: a default that nobody wrote.
    pub const NOWHERE: Self = Self { source: SourceId(u32::MAX), start: 0, end: 0 };

    /// Whether it is in a text.
    #[must_use]
    pub fn is_placed(self) -> bool {
        self != Self::NOWHERE
    }

    /// Whether the other range is inside or is equal.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }
}

/// The name and the text of one source, as diagnostics show them.
#[derive(Clone, Debug)]
pub struct Source {
    /// As the user named it (`corp.yaml`, `--set vpcs.shop.nat`), never an absolute path of netgen's own making.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Whether it comes with netgen, as a preset does: no user can mend it.
    pub builtin: bool,
    /// Where its lines begin and how many characters come before every [`STEP`]th byte; counted when it is first asked for.
    index: OnceLock<Lines>,
}

/// Bytes between two counts of characters: a document may be one long line.
const STEP: usize = 1024;

/// What makes a place a line and a column without counting from the top.
#[derive(Clone, Debug)]
struct Lines {
    /// First bytes of the lines.
    starts: Vec<usize>,
    /// Characters that begin before byte 0, [`STEP`], twice [`STEP`] and so on.
    characters: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect();
        let (mut count, mut characters) = (0, vec![0]);
        for bytes in text.as_bytes().chunks(STEP) {
            count += beginnings(bytes);
            characters.push(count);
        }
        Self { starts, characters }
    }
}

/// How many characters begin in these bytes of a text.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

impl Source {
    fn lines(&self) -> &Lines {
        self.index.get_or_init(|| Lines::of(&self.text))
    }

    /// The line of a byte, from 1.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.lines().starts.partition_point(|start| *start <= at)
    }

    /// How many characters come before a byte that begins one.
    fn characters_before(&self, at: usize) -> usize {
        let step = at / STEP;
        self.lines().characters[step] + beginnings(&self.text.as_bytes()[step * STEP..at])
    }
}

/// All texts of one run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// Takes a text in and gives the id that spans carry.
    ///
    /// # Panics
    /// After four billion sources, which no command line can name.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = u32::try_from(self.list.len()).expect("a command line names fewer than four billion texts");
        self.list.push(Source { name: name.into(), text: text.into(), builtin: false, index: OnceLock::new() });
        SourceId(id)
    }

    /// Takes a text in that comes with netgen.
    pub fn add_builtin(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = self.add(name, text);
        self.list[id.0 as usize].builtin = true;
        id
    }

    /// The source of an id.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0 as usize]
    }
}

/// The line and the column of a byte, both from 1, the column in characters. A byte behind the text counts as its end, one
/// inside a character as that character.
#[must_use]
pub fn position(source: &Source, byte: u32) -> (usize, usize) {
    let text = &source.text;
    let mut at = (byte as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let line = source.line_of(at);
    let start = source.lines().starts[line - 1];
    (line, source.characters_before(at) - source.characters_before(start) + 1)
}

/// The first byte of the line of a byte.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// A value with the place where the user wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A default that stands in no text.
    #[must_use]
    pub const fn unplaced(value: T) -> Self {
        Self { value, span: Span::NOWHERE }
    }
}

impl<T: Default> Default for Spanned<T> {
    fn default() -> Self {
        Self::unplaced(T::default())
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: PartialOrd> PartialOrd for Spanned<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Ord> Ord for Spanned<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl<T: Hash> Hash for Spanned<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// The struct name by which [`Spanned`] asks a deserializer for the place; only the blueprint's one knows it.
pub(crate) const SPANNED: &str = "$netgen::Spanned";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    /// Works with the deserializer of blueprints alone, which answers with the place and then the value.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Parts<T> {
            type Value = Spanned<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a value with its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
                let missing = || A::Error::custom("a value without its place");
                let [source, start, end] = parts.next_element()?.ok_or_else(missing)?;
                let value = parts.next_element()?.ok_or_else(missing)?;
                Ok(Spanned { value, span: Span { source: SourceId(source), start, end } })
            }
        }

        deserializer.deserialize_struct(SPANNED, &[], Parts(PhantomData))
    }
}

/// The schema of the value: places are no part of the language.
impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

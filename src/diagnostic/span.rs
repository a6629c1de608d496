//! Where in which text something stands.

use serde::{Serialize, Serializer};

/// One text that was read: a blueprint, an overlay, a preset, a `--set` argument or a lock.
/// An index into [`Sources`]; ordered as the texts were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(crate) u16);

/// A range of bytes in one source. Ordered by source, then by place, which is the order of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text in which it lies.
    pub source: SourceId,
    /// First byte, from 0.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The name and the text of one source, as diagnostics show them.
#[derive(Clone, Debug)]
pub struct Source {
    /// As the user named it (`corp.yaml`, `--set vpcs.shop.nat`), never an absolute path of netgen's own making.
    pub name: String,
    /// The whole text.
    pub text: String,
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
    /// After 65,536 sources, which a command line cannot name.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = u16::try_from(self.list.len()).expect("a command line names fewer than 65,536 files");
        self.list.push(Source { name: name.into(), text: text.into() });
        SourceId(id)
    }

    /// The source of an id.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[usize::from(id.0)]
    }
}

/// A value with the place where the user wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

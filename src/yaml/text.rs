//! Bytes in, clean text out: encoding, byte-order mark, size and characters that have no business in a document.

use super::{MAX_BYTES, build::offset};
use crate::diagnostic::{Code, Diagnostic, SourceId, Span};
use std::fmt;

/// Why bytes are not a text that netgen reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// The first byte that does not fit, from 0.
    pub offset: usize,
    reason: &'static str,
}

impl NotText {
    /// The finding about the file of this name; it has no place, because a file that is no text cannot be shown.
    #[must_use]
    pub fn diagnostic(&self, name: &str) -> Diagnostic {
        Diagnostic::new(Code::NotText, format!("`{name}` {self}")).help("save the file as UTF-8")
    }
}

impl fmt::Display for NotText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "is not UTF-8 text: {} at byte {}", self.reason, self.offset)
    }
}

impl std::error::Error for NotText {}

/// The text of a file: UTF-8, without the byte-order mark that some editors put in front.
pub fn text_of(bytes: Vec<u8>) -> Result<String, NotText> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(NotText { offset: 0, reason: "the byte-order mark of UTF-16" });
    }
    let mut text = String::from_utf8(bytes)
        .map_err(|error| NotText { offset: error.utf8_error().valid_up_to(), reason: "a byte of no character" })?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(text)
}

/// The first thing that keeps a text from being read at all.
pub fn check(text: &str, id: SourceId) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        let message = format!("the document has {} bytes; {MAX_BYTES} are the limit", text.len());
        return Some(
            Diagnostic::new(Code::TooLarge, message)
                .at(Span { source: id, start: 0, end: 0 }, "")
                .help("split the network into several blueprints"),
        );
    }
    let (at, found) = text.char_indices().find(|&(at, c)| is_forbidden(c) && !(at == 0 && c == '\u{FEFF}'))?;
    Some(forbidden(found, Span { source: id, start: offset(at), end: offset(at + found.len_utf8()) }))
}

/// The finding about a character that does not show: where it stands in the text, or the text whose escape makes it.
pub fn forbidden(found: char, span: Span) -> Diagnostic {
    let number = u32::from(found);
    let what = match found {
        '\0' => "a NUL: this is a binary file".to_owned(),
        _ if found.is_control() => format!("the control character U+{number:04X}"),
        _ => format!("the invisible direction mark U+{number:04X}"),
    };
    Diagnostic::new(Code::NotText, format!("the text holds {what}"))
        .at(span, "here")
        .why("what a reviewer cannot see must not reach a template or a router")
}

/// Control characters (which YAML forbids as well) and marks that turn the reading direction, which show a reviewer
/// another text than the one that is there: <https://trojansource.codes>.
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
}

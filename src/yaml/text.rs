//! Bytes in, clean text out: encoding, byte-order mark, size and characters that have no business in a document.

use super::{MAX_BYTES, build::offset};
use crate::diagnostic::{Code, Diagnostic, SourceId, Sources, Span};
use std::fmt;

/// Why bytes are not a text that netgen reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// The first byte that does not fit, from 0.
    pub offset: usize,
    /// What it is, and on which line.
    reason: String,
    /// All bytes as text, with U+FFFD for each that is none; the same as the bytes up to `offset`.
    pub shown: String,
}

impl NotText {
    /// The finding about the file of this name. What of it is text becomes a source, so that the line can be shown.
    #[must_use]
    pub fn diagnostic(self, name: &str, sources: &mut Sources) -> Diagnostic {
        let finding = Diagnostic::new(Code::NotText, format!("`{name}` {self}")).help("save the file as UTF-8");
        if self.shown.is_empty() {
            return finding;
        }
        let start = offset(self.offset);
        let source = sources.add(name, self.shown);
        finding.at(Span { source, start, end: offset(self.offset + '\u{FFFD}'.len_utf8()) }, "")
    }
}

impl fmt::Display for NotText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "is not UTF-8 text: {}", self.reason)
    }
}

impl std::error::Error for NotText {}

/// The text of a file: UTF-8, without the byte-order mark that some editors put in front.
pub fn text_of(bytes: Vec<u8>) -> Result<String, NotText> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let reason = "it begins with the byte-order mark of UTF-16".to_owned();
        return Err(NotText { offset: 0, reason, shown: String::new() });
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let (offset, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
        NotText { offset, reason: foreign(bytes, offset), shown: String::from_utf8_lossy(bytes).into_owned() }
    })?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(text)
}

/// Characters of the bytes 0x80 to 0x9F in Windows-1252; above them the byte is the character's number.
/// <https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT>
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

/// The line of a byte that is no character, and what it probably is: editors that do not save UTF-8 mostly save Windows-1252.
fn foreign(bytes: &[u8], offset: usize) -> String {
    let line = bytes[..offset].split(|byte| *byte == b'\n').count();
    let byte = bytes.get(offset).copied().unwrap_or_default();
    let mut high = WINDOWS_1252.chars().chain((0xA0..=0xFF_u8).map(char::from));
    let found = byte.checked_sub(0x80).and_then(|index| high.nth(index.into())).filter(|found| !found.is_control());
    let meaning = found.map_or_else(String::new, |found| format!(", `{found}` in Windows-1252"));
    format!("line {line} holds the byte 0x{byte:02X}{meaning}")
}

/// Spaces that YAML takes for letters: no-break and typographic ones, which come from web pages and word processors.
pub fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !c.is_control() && c != ' '
}

/// The odd space that an error of the parser comes from, if there is one: in the indentation of the line in question or
/// of an earlier one, or elsewhere on this line. The parser takes it for a letter, and so often gives up lines later.
pub fn odd_space_before(text: &str, at: usize, id: SourceId) -> Option<Diagnostic> {
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let mut start = 0;
    for line in text[..end].split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let shown =
            if start + line.len() >= end { line.split('#').next().unwrap_or_default() } else { &line[..indent] };
        if let Some((offset, found)) = shown.char_indices().find(|&(_, c)| is_odd_space(c)) {
            return Some(odd_space(found, start + offset, id));
        }
        start += line.len();
    }
    None
}

/// The finding about a space that is a letter to YAML.
pub fn odd_space(found: char, at: usize, id: SourceId) -> Diagnostic {
    let name = match found {
        '\u{A0}' => "a no-break space (U+00A0)".to_owned(),
        _ => format!("the space U+{:04X}", u32::from(found)),
    };
    let span = Span { source: id, start: offset(at), end: offset(at + found.len_utf8()) };
    Diagnostic::new(Code::Syntax, format!("the line holds {name} where YAML takes the usual space only"))
        .at(span, "here")
        .why("YAML takes it for a letter; texts from web pages and word processors have it")
        .help("replace it by a usual space")
}

/// The first thing that keeps a text from being read at all.
pub fn check(text: &str, id: SourceId) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        let message = format!("the document is larger than {} MiB", MAX_BYTES >> 20);
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

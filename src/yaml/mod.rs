//! YAML text in, a tree with exact places out. The only file that knows the YAML library.
//!
//! It reads the event stream of `granit_parser` (the parser inside serde-saphyr) and not serde-saphyr's own
//! deserializer: events carry the byte range, the raw text and the quoting of every scalar, so netgen alone decides that
//! `no` is text, that `017` is not fifteen and that `"5"` is not a number. It also keeps nesting, aliases and size
//! within limits of its own before a tree exists.
//!
//! It never knows what a key means, and it never panics: whatever is wrong becomes a diagnostic.

mod anchors;
mod build;
mod scalar;
mod template;
mod text;

pub use template::template;
pub use text::{NotText, text_of};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceId, Sources, Span, Spanned};
use build::Builder;
use serde_saphyr::granit_parser::{ErrorKind, Parser, ScanError, options};

/// Most bytes a document may have: 16 MiB.
pub const MAX_BYTES: usize = 16 << 20;
/// Most values (keys not counted) a document may have, aliases expanded.
pub const MAX_NODES: usize = 4_000_000;
/// How deep lists and maps may be nested; also what keeps every recursion over a tree short.
pub const MAX_DEPTH: usize = 64;

/// A value and the place where it is written. What stands behind an alias has the place of the alias, what is inside
/// has the places of the anchor.
#[derive(Clone, Debug)]
pub struct Node {
    /// The text of the value; of a block list or map from its first key to the end of its last value.
    pub span: Span,
    /// The value.
    pub kind: Kind,
}

/// What a value is, by the YAML 1.2 core rules without their surprises.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`, in small letters only.
    Bool(bool),
    /// A plain decimal integer without a leading zero, sign `+` or underscore.
    Integer(i64),
    /// A decimal fraction or an integer beyond 64 bits, as written.
    Number(String),
    /// Everything else, and everything in quotes.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map; keys are unique.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; numbers and booleans as they are written.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

/// Reads the one document of a source.
///
/// `Some` may come together with errors that leave a usable tree (a duplicate key, whose first value stays), so that the
/// next stage can report its own as well; whoever goes further asks [`Diagnostics::has_errors`].
pub fn read(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let node = read_value(sources, id, diagnostics)?;
    if matches!(node.kind, Kind::Null) {
        diagnostics.push(empty(id));
        return None;
    }
    Some(node)
}

/// Like [`read`], but the document may be `null` written out, as the value of a `--set` may be.
pub fn read_value(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = sources.get(id).text.as_str();
    if let Some(diagnostic) = text::check(text, id) {
        diagnostics.push(diagnostic);
        return None;
    }
    let options = options! { flow_nesting_limit: MAX_DEPTH, block_nesting_limit: MAX_DEPTH, emit_comments: false };
    let mut builder = Builder::new(text, id, diagnostics);
    for event in Parser::new_from_str_with_options(text, options) {
        let taken = match event {
            Ok((event, span)) => builder.take(event, &span),
            Err(error) => {
                let diagnostic = syntax(text, id, &error);
                builder.fatal(diagnostic)
            }
        };
        if taken.is_break() {
            return None;
        }
    }
    builder.finish()
}

fn empty(id: SourceId) -> Diagnostic {
    Diagnostic::new(Code::EmptyDocument, "the document is empty")
        .at(Span { source: id, start: 0, end: 0 }, "")
        .help("start with `netgen: 1`, or with a built-in: netgen init three-tier")
}

/// The parser's first error; it cannot go on after one.
fn syntax(text: &str, id: SourceId, error: &ScanError) -> Diagnostic {
    let at = scalar::floor(text, error.marker().byte_offset().unwrap_or(text.len()));
    if let Some(span) = scalar::ipv6_near(text, at, id) {
        return unquoted_ipv6(span, &text[span.start as usize..span.end as usize]);
    }
    if let Some(finding) = text::odd_space_before(text, at, id) {
        return finding;
    }
    let at = if is_tab(error.kind()) { tab_near(text, at) } else { at };
    let end = text[at..].chars().next().map_or(at, |next| at + next.len_utf8());
    let span = Span { source: id, start: build::offset(at), end: build::offset(end) };
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return too_deep(span);
    }
    let diagnostic = Diagnostic::new(Code::Syntax, format!("not valid YAML: {}", error.info())).at(span, "");
    match advice(error.kind()) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn is_tab(kind: &ErrorKind) -> bool {
    use ErrorKind::{TabInBlockIndentation, TabInIndentation, TabInPlainScalar, TabNotAllowed};
    matches!(kind, TabNotAllowed | TabInBlockIndentation | TabInIndentation | TabInPlainScalar)
}

/// The tab to blame: the parser points to what comes behind the indentation, or to the end of the line before.
fn tab_near(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[line..at];
    let before = if indent.trim().is_empty() { indent.find('\t').map(|tab| line + tab) } else { None };
    before.or_else(|| text[at..].find('\t').map(|tab| at + tab)).unwrap_or(at)
}

/// What usually helps against an error of the parser.
fn advice(kind: &ErrorKind) -> Option<&'static str> {
    Some(match kind {
        kind if is_tab(kind) => "indent with spaces, not with tabs",
        ErrorKind::UnknownAnchor => {
            "`*name` repeats a value marked `&name` further up; quote a text that starts with `*`"
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            "quote a text that holds `: ` or ends in `:`; check that the key is indented like its neighbours"
        }
        ErrorKind::SimpleKeyExpected => "a key ends in `: `, and its value comes behind it or indented below",
        ErrorKind::UnclosedQuotedScalar => "the closing quote is missing",
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping => "a closing `]` or `}` is missing",
        ErrorKind::UnexpectedCharacter { .. } => "quote a text that starts with `@`, `` ` `` or `%`",
        _ => return None,
    })
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, format!("nested more than {MAX_DEPTH} levels deep"))
        .at(span, "one level too many")
        .why("a blueprint needs fewer than ten levels")
}

fn unquoted_ipv6(span: Span, address: &str) -> Diagnostic {
    Diagnostic::new(Code::UnquotedIpv6, format!("the IPv6 address `{address}` is not in quotes"))
        .at(span, "YAML takes the last colon for the end of a key")
        .help(format!("write \"{address}\""))
}

#[cfg(test)]
mod tests;

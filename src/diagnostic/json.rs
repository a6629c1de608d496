//! Diagnostics as JSON for tools: one array, in the order of the text form.

use super::visible::is_invisible;
use super::{Diagnostic, Severity, Sources, Span, position};
use serde::Serialize;
use std::fmt::Write as _;

/// Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    /// One past the last character.
    end: Position,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    /// All keys of the place are absent where no text is to blame.
    #[serde(flatten)]
    place: Option<Place<'a>>,
    /// The words beside the place.
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    help: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

/// The name of a severity in machine-readable forms.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The whole array.
pub fn array(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    let findings: Vec<_> = diagnostics.iter().map(|one| finding(one, sources)).collect();
    // Structs of strings and numbers always serialize.
    let printed = serde_json::to_string_pretty(&findings).unwrap_or_default();
    let mut safe = String::with_capacity(printed.len() + 1);
    for c in printed.chars() {
        // Outside strings JSON has no such character but the line feed, so the escape is always inside one.
        if is_invisible(c) && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe.push('\n');
    safe
}

fn finding<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    let related = |label: &'a super::Label| Related { place: place(label.span, sources), message: &label.text };
    Finding {
        code: diagnostic.code.number(),
        severity: severity(diagnostic.severity()),
        message: &diagnostic.message,
        place: diagnostic.primary.as_ref().map(|label| place(label.span, sources)),
        label: diagnostic.primary.as_ref().map_or("", |label| &label.text),
        why: diagnostic.why.as_deref(),
        help: &diagnostic.help,
        related: diagnostic.related.iter().map(related).collect(),
    }
}

fn place(span: Span, sources: &Sources) -> Place<'_> {
    let source = sources.get(span.source);
    let (line, column) = position(source, span.start);
    let end = position(source, span.end);
    Place { file: &source.name, line, column, end: Position { line: end.0, column: end.1 } }
}

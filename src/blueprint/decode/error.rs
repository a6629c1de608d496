//! What serde says about a value becomes a diagnostic: the place, the way to it as `vpcs.shop.tiers`, and what to write
//! instead.

use super::{Decoder, address};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned, closest};
use crate::yaml::{Entry, Kind, Node};
use serde::de::{self, Error as _, Expected, Unexpected};
use std::fmt::{self, Display};

/// Most characters of a user's text that a message repeats.
const QUOTED: usize = 60;
/// Most known words that a help line lists.
const LISTED: usize = 30;

/// One error on its way from the value to the root. Boxed, because every result of serde carries it.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    problem: Problem,
    place: Option<Place>,
    /// From the innermost to the root.
    path: Vec<String>,
    /// The list or map by address, and the index in it of what is to blame, from the innermost to the root.
    trail: Vec<(usize, usize)>,
}

#[derive(Debug)]
enum Problem {
    /// The echo of an error that is reported already.
    Silent,
    /// The map at this address lacks a key only because it was left out.
    Again(usize),
    /// A value type refuses: the message, then help lines.
    Custom(String),
    /// Another kind of value than expected; what was found is known at the place.
    WrongType {
        expected: String,
        help: Option<String>,
    },
    /// An integer that is too small or too large.
    OutOfRange(String),
    UnknownKey {
        key: String,
        known: &'static [&'static str],
    },
    UnknownVariant {
        variant: String,
        known: &'static [&'static str],
    },
    Missing(&'static str),
}

#[derive(Debug)]
struct Place {
    span: Span,
    /// What stands there, in words.
    found: String,
    help: Option<String>,
}

impl Error {
    fn new(problem: Problem) -> Self {
        Self(Box::new(Inner { problem, place: None, path: Vec::new(), trail: Vec::new() }))
    }

    pub fn silent() -> Self {
        Self::new(Problem::Silent)
    }

    pub fn wrong_type(expected: String) -> Self {
        Self::new(Problem::WrongType { expected, help: None })
    }

    pub fn not_a_number(min: i64, max: u64) -> Self {
        Self::wrong_type(format!("a number {}", range(min, max)))
    }

    pub fn out_of_range(min: i64, max: u64) -> Self {
        Self::new(Problem::OutOfRange(format!("a number {}", range(min, max))))
    }

    pub fn not_a_struct(fields: &[&str]) -> Self {
        let help = (!fields.is_empty()).then(|| format!("its keys may be {}", list(fields)));
        Self::new(Problem::WrongType { expected: "a map".to_owned(), help })
    }

    pub fn needs_content(variant: &str, content: &str) -> Self {
        Self::custom(format_args!("`{0}` needs {content}\nwrite `{0}: ...`", cut(variant)))
    }

    pub fn not_a_variant(variants: &[&str]) -> Self {
        Self::wrong_type(format!("one of {}", list(variants)))
    }

    /// The error is about this value, unless something inside it was named already.
    pub fn at_value(mut self, value: &Decoder<'_>) -> Self {
        if self.0.place.is_some() {
            return self;
        }
        let node = value.node;
        let mut span = node.span;
        match &self.0.problem {
            Problem::Missing(name) if value.is_tainted() && value.leaves_out(name) => {
                self.0.problem = Problem::Again(address(node));
            }
            Problem::Missing(name) if has(node, name) || (value.is_tainted() && has_misspelt(node, name)) => {
                self.0.problem = Problem::Silent;
            }
            Problem::Missing(_) => span = value.key.unwrap_or_else(|| beginning(node)),
            Problem::Custom(_) | Problem::WrongType { .. } if value.is_tainted() => self.0.problem = Problem::Silent,
            Problem::WrongType { .. } if span.start == span.end => span = value.key.unwrap_or(span),
            _ => {}
        }
        let help = match &self.0.problem {
            // What its keys may be says more than that it has keys.
            Problem::WrongType { help: Some(_), .. } if matches!(node.kind, Kind::List(_)) => None,
            Problem::WrongType { expected, .. } => advice(expected, &node.kind),
            _ => None,
        };
        self.0.place = Some(Place { span, found: found(&node.kind), help });
        self
    }

    /// The error is about this key.
    pub fn at_key(mut self, key: &Spanned<String>) -> Self {
        if self.0.place.is_none() {
            self.0.place = Some(Place { span: key.span, found: format!("`{}`", cut(&key.value)), help: None });
        }
        self
    }

    /// The value stands in this list or map, under this segment of the path.
    pub fn inside(mut self, container: usize, index: usize, segment: String) -> Self {
        self.0.path.push(segment);
        self.skipping(container, index)
    }

    /// As [`Self::inside`] for a key, which is no part of the path.
    pub fn skipping(mut self, container: usize, index: usize) -> Self {
        self.0.trail.push((container, index));
        self
    }

    /// The map to go through again before anything is said about it.
    pub fn again(&self) -> Option<usize> {
        match self.0.problem {
            Problem::Again(map) => Some(map),
            _ => None,
        }
    }

    /// The way to the error; see [`super::Progress`].
    pub fn trail(&self) -> &[(usize, usize)] {
        &self.0.trail
    }

    /// The finding, unless it is an echo, and the trail for [`super::Progress`].
    pub fn into_parts(self) -> (Option<Diagnostic>, Vec<(usize, usize)>) {
        let Inner { problem, place, path, trail } = *self.0;
        let Some(Place { span, found, help }) = place else { return (None, trail) };
        let path = join(&path);
        let place = if path.is_empty() { String::new() } else { format!(" in `{path}`") };
        let finding = match problem {
            Problem::Silent | Problem::Again(_) => return (None, trail),
            Problem::Custom(text) => custom(&text, span),
            Problem::WrongType { expected, help: known } => {
                let message = format!("expected {expected}, found {found}");
                let finding = Diagnostic::new(Code::WrongType, message).at(span, at_path(&path));
                help.or(known).into_iter().fold(finding, Diagnostic::help)
            }
            Problem::OutOfRange(expected) => {
                Diagnostic::new(Code::BadValue, format!("expected {expected}, found {found}")).at(span, at_path(&path))
            }
            Problem::UnknownKey { key, known } => {
                let message = format!("unknown key `{}`{place}", cut(&key));
                Diagnostic::new(Code::UnknownKey, message).at(span, "").help(suggestion(&key, known))
            }
            Problem::UnknownVariant { variant, known } => {
                let message = format!("`{}` is not a possible value{}", cut(&variant), place.replace(" in ", " of "));
                Diagnostic::new(Code::BadValue, message).at(span, "").help(suggestion(&variant, known))
            }
            Problem::Missing(name) => Diagnostic::new(Code::MissingKey, format!("`{name}` is missing{place}"))
                .at(span, format!("lacks `{name}`")),
        };
        (Some(finding), trail)
    }
}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(Problem::Custom(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::wrong_type(expected.to_string())
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::wrong_type(expected.to_string())
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::wrong_type(expected.to_string())
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        Self::new(Problem::UnknownVariant { variant: variant.to_owned(), known })
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::new(Problem::UnknownKey { key: key.to_owned(), known })
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Problem::Missing(name))
    }

    fn duplicate_field(name: &'static str) -> Self {
        // Only by an alias: the reader of YAML reports equal keys.
        Self::custom(format_args!("`{name}` is given twice"))
    }
}

impl Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.0.problem)
    }
}

impl std::error::Error for Error {}

/// The first line says what is wrong, each further one what to do.
fn custom(text: &str, span: Span) -> Diagnostic {
    let mut lines = text.lines();
    let finding = Diagnostic::new(Code::BadValue, lines.next().unwrap_or("not a possible value")).at(span, "");
    lines.filter(|line| !line.trim().is_empty()).fold(finding, |finding, line| finding.help(line.trim()))
}

fn at_path(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("`{path}`") }
}

/// `vpcs.shop.ingress[0].tcp` of its segments, innermost first.
fn join(path: &[String]) -> String {
    let mut joined = String::new();
    for segment in path.iter().rev() {
        if !joined.is_empty() && !segment.starts_with('[') {
            joined.push('.');
        }
        joined.push_str(&cut(segment));
    }
    joined
}

fn has(node: &Node, name: &str) -> bool {
    matches!(&node.kind, Kind::Map(entries) if entries.iter().any(|entry| entry.key.value == name))
}

/// Whether a key may be meant for this one; then the error about that key says enough.
fn has_misspelt(node: &Node, name: &str) -> bool {
    let meant = |entry: &Entry| closest(&entry.key.value, [name]).is_some();
    matches!(&node.kind, Kind::Map(entries) if entries.iter().any(meant))
}

/// Where a value without a key of its own begins: its first key, or its first character.
fn beginning(node: &Node) -> Span {
    match &node.kind {
        Kind::Map(entries) if !entries.is_empty() && entries[0].key.span.source == node.span.source => {
            Span { end: entries[0].key.span.end.max(node.span.start), ..node.span }
        }
        _ => node.span,
    }
}

fn found(kind: &Kind) -> String {
    match kind {
        Kind::Null => "nothing".to_owned(),
        Kind::Bool(value) => format!("`{value}`"),
        Kind::Integer(value) => format!("the number `{value}`"),
        Kind::Number(raw) => format!("the number `{}`", cut(raw)),
        Kind::Text(text) => format!("the text `{}`", cut(text)),
        Kind::List(items) => format!("a list of {}", items.len()),
        Kind::Map(_) => "a map".to_owned(),
    }
}

/// What to write where another kind of value is expected.
fn advice(expected: &str, kind: &Kind) -> Option<String> {
    let is_bool = expected.starts_with("`true`");
    match (expected, kind) {
        ("text" | "a text or a mapping", Kind::Integer(value)) => Some(format!("write \"{value}\"")),
        ("text" | "a text or a mapping", Kind::Number(raw)) => Some(format!("write \"{raw}\"")),
        ("text", Kind::Bool(value)) => Some(format!("write \"{value}\"")),
        ("a map", Kind::Null) => Some("write `{}` for a map without keys".to_owned()),
        ("a list", Kind::Null) => Some("write `[]` for a list without values".to_owned()),
        (_, Kind::Null) => Some("give it a value, or leave the key out".to_owned()),
        ("a map", Kind::List(_)) => Some("write names as keys, `name: {…}`, in place of a list".to_owned()),
        ("a list", Kind::Text(text)) if text.len() <= QUOTED => Some(format!("write `[{text}]`")),
        ("a list", Kind::Integer(value)) => Some(format!("write `[{value}]`")),
        (_, Kind::Text(text)) if is_bool => match text.to_ascii_lowercase().as_str() {
            "yes" | "on" | "y" | "true" => Some("write `true`".to_owned()),
            "no" | "off" | "n" | "false" => Some("write `false`".to_owned()),
            _ => None,
        },
        (_, Kind::Text(text)) if expected.starts_with("a number") && is_digits(text) => {
            let digits = text.trim_start_matches('0');
            Some(format!("write {} without quotes", if digits.is_empty() { "0" } else { digits }))
        }
        // A prefix length as people say it.
        (_, Kind::Text(text)) if expected.starts_with("a number") && text.strip_prefix('/').is_some_and(is_digits) => {
            Some(format!("write {}", &text[1..]))
        }
        _ => None,
    }
}

fn is_digits(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn range(min: i64, max: u64) -> String {
    format!("from {min} to {max}")
}

fn suggestion(written: &str, known: &[&str]) -> String {
    match closest(written, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if known.is_empty() => "there is nothing to write here".to_owned(),
        None => format!("possible: {}", list(known)),
    }
}

fn list(words: &[&str]) -> String {
    let shown: Vec<_> = words.iter().take(LISTED).map(|word| format!("`{word}`")).collect();
    let more = if words.len() > LISTED { " ..." } else { "" };
    format!("{}{more}", shown.join(", "))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

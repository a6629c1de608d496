//! Events of the parser in, a tree out. A loop with a stack of its own, so that no input can exhaust the real one.

use super::anchors::{self, Anchors};
use super::{Entry, Kind, MAX_DEPTH, MAX_NODES, Node, empty, scalar, text, too_deep, unquoted_ipv6};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceId, Span, Spanned};
use serde_saphyr::granit_parser::{self as parser, Event, ScalarStyle, StructureStyle};
use std::ops::ControlFlow;

/// Errors of one document that are worth reading; the rest would only be more of the same.
const MAX_ERRORS: usize = 50;

/// A list or map whose end has not come yet.
struct Frame {
    start: u32,
    flow: bool,
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map(Vec<Entry>, Option<Spanned<String>>),
}

/// The tree as far as it is read.
pub struct Builder<'a> {
    text: &'a str,
    id: SourceId,
    diagnostics: &'a mut Diagnostics,
    frames: Vec<Frame>,
    root: Option<Node>,
    anchors: Anchors,
    nodes: usize,
    documents: usize,
    errors: usize,
    /// Something is wrong that leaves no tree worth decoding.
    spoiled: bool,
}

impl<'a> Builder<'a> {
    pub fn new(text: &'a str, id: SourceId, diagnostics: &'a mut Diagnostics) -> Self {
        let (frames, anchors) = (Vec::new(), Anchors::default());
        Self { text, id, diagnostics, frames, root: None, anchors, nodes: 0, documents: 0, errors: 0, spoiled: false }
    }

    /// Takes the next event in. `Break` after an error that ends the reading.
    pub fn take(&mut self, event: Event<'_>, place: &parser::Span) -> ControlFlow<()> {
        let span = self.span(place);
        if let Some(tag) = event.tag() {
            let tag_span = place.tag_span().map_or(span, |tag_place| self.span(&tag_place));
            self.unsupported_tag(&tag.original(), tag_span)?;
        }
        match event {
            Event::DocumentStart(..) => self.document(span),
            Event::Scalar(value, style, anchor, _) => self.scalar(&value, style, anchor, span),
            Event::SequenceStart(style, anchor, _) => self.open(span, style, anchor, Content::List(Vec::new())),
            Event::MappingStart(style, anchor, _) => self.open(span, style, anchor, Content::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => ControlFlow::Continue(()),
        }
    }

    /// The finished tree.
    pub fn finish(self) -> Option<Node> {
        match self.root {
            Some(root) if !self.spoiled => Some(root),
            None if !self.spoiled => {
                self.diagnostics.push(empty(self.id));
                None
            }
            _ => None,
        }
    }

    /// Reports and ends the reading.
    pub fn fatal(&mut self, diagnostic: Diagnostic) -> ControlFlow<()> {
        self.diagnostics.push(diagnostic);
        ControlFlow::Break(())
    }

    /// Reports and reads on, unless there was enough.
    fn report(&mut self, diagnostic: Diagnostic) -> ControlFlow<()> {
        self.diagnostics.push(diagnostic);
        self.errors += 1;
        if self.errors < MAX_ERRORS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn span(&self, place: &parser::Span) -> Span {
        let range = place.byte_range().unwrap_or(0..0);
        let end = range.end.min(self.text.len());
        Span { source: self.id, start: offset(range.start.min(end)), end: offset(end) }
    }

    fn document(&mut self, span: Span) -> ControlFlow<()> {
        self.documents += 1;
        if self.documents == 1 {
            return ControlFlow::Continue(());
        }
        self.fatal(
            Diagnostic::new(Code::SeveralDocuments, "a second document starts in the same file")
                .at(span, "second document")
                .help("one file holds one blueprint; give overlays with `-f FILE`"),
        )
    }

    fn unsupported_tag(&mut self, tag: &str, span: Span) -> ControlFlow<()> {
        self.spoiled = true;
        self.report(
            Diagnostic::new(Code::UnsupportedTag, format!("the YAML tag `{tag}` means nothing here"))
                .at(span, "")
                .help("leave the tag out; put text that looks like a number in quotes"),
        )
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, anchor: usize, span: Span) -> ControlFlow<()> {
        let kind = if style == ScalarStyle::Plain { scalar::resolve(value) } else { Kind::Text(value.to_owned()) };
        if style == ScalarStyle::DoubleQuoted
            && let Some(found) = value.chars().find(|&c| text::is_forbidden(c))
        {
            self.spoiled = true;
            self.report(text::forbidden(found, span))?;
        }
        self.complete(Node { span, kind }, anchor)
    }

    fn open(&mut self, span: Span, style: StructureStyle, anchor: usize, content: Content) -> ControlFlow<()> {
        if self.frames.len() >= MAX_DEPTH {
            return self.fatal(too_deep(Span { end: span.start, ..span }));
        }
        self.frames.push(Frame { start: span.start, flow: style == StructureStyle::Flow, anchor, content });
        ControlFlow::Continue(())
    }

    fn close(&mut self, end: Span) -> ControlFlow<()> {
        let Some(frame) = self.frames.pop() else { return ControlFlow::Continue(()) };
        let (first, last, kind) = match frame.content {
            Content::List(items) => (None, items.last().map(|item| item.span.end), Kind::List(items)),
            Content::Map(mut entries, _) => {
                let first = entries.first().map(|entry| entry.key.span.start);
                let last = entries.last().map(|entry| entry.value.span.end.max(entry.key.span.end));
                self.finish_map(&mut entries)?;
                (first, last, Kind::Map(entries))
            }
        };
        // A block ends where its last value does, not where the parser notices; a flow ends with its bracket.
        let start = if frame.flow { frame.start } else { first.unwrap_or(frame.start).min(frame.start) };
        let end = if frame.flow { end.end } else { last.unwrap_or(start).max(start) };
        self.complete(Node { span: Span { source: self.id, start, end }, kind }, frame.anchor)
    }

    /// Puts a finished value where it belongs: into a list, beside its key, as a key, or at the root.
    fn complete(&mut self, node: Node, anchor: usize) -> ControlFlow<()> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return self
                .fatal(Diagnostic::new(Code::TooLarge, format!("more than {MAX_NODES} values")).at(node.span, ""));
        }
        if !self.anchors.define(anchor, &node) {
            return self.over_budget(node.span);
        }
        match self.frames.last_mut().map(|frame| &mut frame.content) {
            None => self.root = Some(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Map(entries, key)) => match key.take() {
                None => return self.key(node),
                Some(key) => {
                    let value = if node.span.start == node.span.end { beside(node, key.span) } else { node };
                    entries.push(Entry { key, value });
                }
            },
        }
        ControlFlow::Continue(())
    }

    fn key(&mut self, node: Node) -> ControlFlow<()> {
        let span = node.span;
        if let Some(finding) = self.odd_key(span) {
            return self.fatal(finding);
        }
        // Unlike every other key, so that it is not also reported as a duplicate.
        let stand_in = format!("\0{}", span.start);
        let (text, problem) = match node.kind {
            Kind::Text(text) | Kind::Number(text) => (text, None),
            Kind::Integer(number) => (number.to_string(), None),
            Kind::Bool(value) => (value.to_string(), None),
            Kind::Null => (stand_in, Some("nothing")),
            Kind::List(_) => (stand_in, Some("a list")),
            Kind::Map(_) => (stand_in, Some("a map")),
        };
        let cut = scalar::is_cut_ipv6(&text);
        let finding = match problem {
            Some(what) => Some(
                Diagnostic::new(Code::BadKey, format!("a key must be text or a number, not {what}"))
                    .at(span, "")
                    .help("a text that holds `{`, `[`, `?` or `: ` needs quotes"),
            ),
            None if cut => Some(unquoted_ipv6(Span { end: span.end + 1, ..span }, &format!("{text}:"))),
            None => None,
        };
        if let Some(Frame { content: Content::Map(_, key), .. }) = self.frames.last_mut() {
            *key = Some(Spanned { value: text, span });
        }
        let Some(finding) = finding else { return ControlFlow::Continue(()) };
        self.spoiled = true;
        self.report(finding)
    }

    /// A key that begins or ends with a space that is a letter to YAML, as an indentation of no-break spaces makes it.
    fn odd_key(&self, span: Span) -> Option<Diagnostic> {
        let raw = self.text.get(span.start as usize..span.end as usize)?;
        let ends = [raw.char_indices().next(), raw.char_indices().next_back()];
        let (at, found) = ends.into_iter().flatten().find(|&(_, c)| text::is_odd_space(c))?;
        Some(text::odd_space(found, span.start as usize + at, self.id))
    }

    /// Expands the merge key and reports keys that come twice; the first one stays.
    fn finish_map(&mut self, entries: &mut Vec<Entry>) -> ControlFlow<()> {
        let pairs = duplicates(entries);
        for &(first, again) in &pairs {
            let key = &entries[again].key;
            let diagnostic = Diagnostic::new(Code::DuplicateKey, format!("the key `{}` comes twice", key.value))
                .at(key.span, "again")
                .also(entries[first].key.span, "first");
            self.report(diagnostic.help("keep one of them, or merge what they hold"))?;
        }
        let mut twice = pairs.into_iter().map(|(_, again)| again).collect::<Vec<_>>();
        twice.sort_unstable();
        for again in twice.into_iter().rev() {
            entries.remove(again);
        }
        let Err(bad) = anchors::merge(entries) else { return ControlFlow::Continue(()) };
        self.spoiled = true;
        self.report(
            Diagnostic::new(Code::BadKey, "`<<` takes a map or a list of maps")
                .at(bad.span, "not a map")
                .help("`<<: *name` copies the keys of the map marked `&name`; a key that is really `<<` needs quotes"),
        )
    }

    fn alias(&mut self, anchor: usize, span: Span) -> ControlFlow<()> {
        let Some((found, paid)) = self.anchors.expand(anchor) else {
            return self
                .fatal(Diagnostic::new(Code::AliasBudget, "the alias stands inside its own anchor").at(span, ""));
        };
        if !paid {
            return self.over_budget(span);
        }
        if self.frames.len() + found.height > MAX_DEPTH {
            return self.fatal(too_deep(span));
        }
        let node = Node { span, kind: found.node.kind.clone() };
        self.nodes += found.cost;
        self.complete(node, 0)
    }

    fn over_budget(&mut self, span: Span) -> ControlFlow<()> {
        self.fatal(
            Diagnostic::new(Code::AliasBudget, "the anchors and aliases of this document repeat too much")
                .at(span, "the budget is spent here")
                .help("use `defaults` or a preset instead of anchors"),
        )
    }
}

/// Pairs of places of equal keys: the first and each later one, in the order of the later ones' keys.
fn duplicates(entries: &[Entry]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|&a, &b| entries[a].key.value.cmp(&entries[b].key.value).then(a.cmp(&b)));
    let mut pairs = Vec::new();
    let mut first: Option<usize> = None;
    for index in order {
        match first {
            Some(earlier) if entries[earlier].key == entries[index].key => pairs.push((earlier, index)),
            _ => first = Some(index),
        }
    }
    pairs
}

/// A value that is not there: its place is right behind its key, not where the parser noticed.
fn beside(node: Node, key: Span) -> Node {
    match node.kind {
        Kind::Null => Node { span: Span { start: key.end, ..key }, kind: Kind::Null },
        _ => node,
    }
}

/// A byte offset of a document, which [`super::MAX_BYTES`] keeps small.
pub fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

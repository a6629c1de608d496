//! Diagnostics as text for people: the line in question, carets below it, why it matters and what to do.

use super::excerpt::{Excerpt, clip, excerpt};
use super::span::line_start;
use super::visible::visible;
use super::{Diagnostic, Label, Severity, SourceId, Sources, position};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Level, Patch, Renderer, Snippet};
use std::ops::Range;

/// Places of one diagnostic that are shown; more would hide the first ones.
const MAX_RELATED: usize = 12;
/// Places further apart than this many lines get snippets of their own.
const FAR: usize = 100;

/// One diagnostic, with an empty line at its end.
pub fn text(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let number = diagnostic.code.number();
    let mut group =
        level.primary_title(visible(&diagnostic.message)).id(number).elements(Vec::<Snippet<'_, Patch<'_>>>::new());
    let mut moved = Vec::new();
    for piece in pieces(diagnostic, sources) {
        let (snippet, origin) = piece.snippet(sources);
        group = group.element(snippet);
        moved.extend(origin);
    }
    for (name, message) in messages(diagnostic) {
        group = group.element(Level::NOTE.with_name(name).message(message));
    }
    let mut report = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    for Moved { shown, real } in moved {
        report = report.replacen(&shown, &real, 1);
    }
    format!("{}\n\n", report.trim_end())
}

/// The lines below the snippet.
fn messages(diagnostic: &Diagnostic) -> impl Iterator<Item = (&'static str, String)> {
    let why = diagnostic.why.iter().map(|text| ("why", lines(text)));
    let help = diagnostic.help.iter().map(|text| ("help", lines(text)));
    let denied = diagnostic.denied.then(|| ("note", "a warning that `--deny` makes an error".to_owned()));
    let more = ("more", format!("netgen explain {}", diagnostic.code.number()));
    why.chain(help).chain(denied).chain([more])
}

/// Like [`visible`], but line breaks stay: advice may be a few lines of YAML.
fn lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// Labels of one source that are near each other.
struct Piece<'a> {
    source: SourceId,
    labels: Vec<(&'a Label, Range<usize>, bool)>,
}

/// The snippets of a diagnostic, that of the primary label first.
fn pieces<'a>(diagnostic: &'a Diagnostic, sources: &Sources) -> Vec<Piece<'a>> {
    let primary = diagnostic.primary.iter().map(|label| (label, true));
    let related = diagnostic.related.iter().take(MAX_RELATED).map(|label| (label, false));
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (label, is_primary) in primary.chain(related) {
        let text = sources.get(label.span.source);
        let place = clip(text, label.span);
        let line = text.line_of(place.start);
        let near = |piece: &&mut Piece<'_>| {
            piece.source == label.span.source
                && piece.labels.iter().any(|(_, other, _)| text.line_of(other.start).abs_diff(line) <= FAR)
        };
        match pieces.iter_mut().find(near) {
            Some(piece) => piece.labels.push((label, place, is_primary)),
            None => pieces.push(Piece { source: label.span.source, labels: vec![(label, place, is_primary)] }),
        }
    }
    pieces
}

/// A place that the renderer counts wrongly, because it counts in the excerpt, where a line is cut or spelt out.
struct Moved {
    shown: String,
    real: String,
}

impl Piece<'_> {
    fn snippet<'r>(self, sources: &Sources) -> (Snippet<'r, Annotation<'r>>, Option<Moved>) {
        let source = sources.get(self.source);
        let name = visible(&source.name);
        let places: Vec<_> = self.labels.iter().map(|(_, place, _)| place.clone()).collect();
        let Excerpt { text, marks } = excerpt(source, &places);
        let first = places.iter().map(|place| place.start).min().unwrap_or(0);
        let (line, column) = position(source, self.labels[0].0.span.start);
        let moved = marks[0].clone().and_then(|mark| {
            let counted = text[line_start(&text, mark.start)..mark.start].chars().count() + 1;
            let [shown, real] = [counted, column].map(|column| format!("{name}:{line}:{column}"));
            (counted != column).then_some(Moved { shown, real })
        });
        let mut snippet = Snippet::source(text).path(name).line_start(source.line_of(first));
        for ((label, _, is_primary), mark) in self.labels.iter().zip(marks) {
            let kind = if *is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            if let Some(mark) = mark {
                let words = Some(visible(&label.text)).filter(|words| !words.is_empty());
                snippet = snippet.annotation(kind.span(mark).label(words));
            }
        }
        (snippet, moved)
    }
}

#[cfg(test)]
mod tests;

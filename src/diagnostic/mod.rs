//! What netgen has to say about a document: in comes a [`Diagnostic`] with spans, out goes text for a terminal, JSON for
//! a tool or annotations for a pull request. Nothing here knows what a network is.

mod code_ranges;
mod codes;
mod excerpt;
mod finding;
mod gather;
mod github;
mod json;
mod render;
mod span;
mod suggest;
mod visible;

pub use codes::{Code, Severity};
pub use finding::{Diagnostic, Label, OneOf};
pub(crate) use span::SPANNED;
pub use span::{Source, SourceId, Sources, Span, Spanned, position};
pub use suggest::{closest, counted, listed, plural, thousands};
pub use visible::visible;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// The findings of one stage or of a whole run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    index: Index,
}

/// Where findings stand in the list, by the hash of what they say, and their related places. A list of findings is read as often
/// as it is written, so both are made anew only after a finding was changed in its place.
#[derive(Clone, Debug, Default)]
struct Index {
    known: HashMap<u64, Vec<usize>>,
    related: HashSet<(usize, Label)>,
    /// How many findings of the list are in here.
    count: usize,
}

impl Index {
    /// The finding that says the same as this one.
    fn find(&mut self, list: &[Diagnostic], new: &Diagnostic) -> Option<usize> {
        for (at, one) in list.iter().enumerate().skip(self.count) {
            self.known.entry(hash(one)).or_default().push(at);
            self.related.extend(one.related.iter().map(|label| (at, label.clone())));
        }
        self.count = list.len();
        let same = |at: &&usize| list[**at].identity() == new.identity();
        self.known.get(&hash(new))?.iter().find(same).copied()
    }
}

/// Equal in every run: nothing but the time that a search takes depends on it.
fn hash(finding: &Diagnostic) -> u64 {
    let mut hasher = DefaultHasher::new();
    finding.identity().hash(&mut hasher);
    hasher.finish()
}

impl Diagnostics {
    /// Takes a finding in. One that says the same about the same place as an earlier one adds its related places to that:
    /// a default that is wrong in a hundred VPCs is one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let Some(known) = self.index.find(&self.list, &diagnostic) else {
            return self.list.push(diagnostic);
        };
        for label in diagnostic.related {
            if self.index.related.insert((known, label.clone())) {
                self.list[known].related.push(label);
            }
        }
    }

    /// Findings about a thing whose text they do not show, because the wrong value is a default that is written elsewhere,
    /// get a label at the thing's name. `text` is what belongs to the thing.
    #[must_use]
    pub fn anchored(mut self, name: Span, text: Span, words: &str) -> Self {
        self.index = Index::default();
        for finding in &mut self.list {
            let shown = |label: &Label| text.contains(label.span) || label.span == name;
            if finding.primary.as_ref().is_some_and(|primary| !shown(primary)) && !finding.related.iter().any(shown) {
                finding.related.push(Label { span: name, text: words.to_owned() });
            }
        }
        self
    }

    /// Findings of a stage that knows no text get the place of what they are about.
    #[must_use]
    pub fn placed(mut self, span: Span) -> Self {
        self.index = Index::default();
        for finding in self.list.iter_mut().filter(|finding| finding.primary.is_none() && span.is_placed()) {
            finding.primary = Some(Label { span, text: String::new() });
        }
        self
    }

    /// Takes all findings of another stage in.
    pub fn append(&mut self, other: Self) {
        for diagnostic in other.list {
            self.push(diagnostic);
        }
    }

    /// Findings that do not say why they matter say what `reason` knows.
    #[must_use]
    pub fn explained(mut self, reason: impl Fn(Code) -> Option<&'static str>) -> Self {
        self.index = Index::default();
        for finding in self.list.iter_mut().filter(|finding| finding.why.is_none()) {
            finding.why = reason(finding.code).map(str::to_owned);
        }
        self
    }

    /// Findings without those that may follow from a name that is not known, if there is one.
    #[must_use]
    pub fn without_consequences(mut self) -> Self {
        if self.list.iter().any(|one| one.code.is_unknown_name()) {
            self.index = Index::default();
            self.list.retain(|one| !one.relation);
        }
        self
    }

    /// Takes findings out, in their order.
    pub fn extract(&mut self, mut wanted: impl FnMut(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        self.index = Index::default();
        let (taken, left) = std::mem::take(&mut self.list).into_iter().partition(|one| wanted(one));
        self.list = left;
        taken
    }

    /// Makes warnings count as errors.
    pub fn deny(&mut self, denied: impl Fn(Code) -> bool) {
        for finding in self.list.iter_mut().filter(|one| one.code.severity() == Severity::Warning && denied(one.code)) {
            finding.denied = true;
        }
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|one| one.severity() == Severity::Error)
    }

    /// In the order of their places, those without a place last, equal places by code.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.list.iter().collect();
        sorted.sort_by_key(|one| (one.primary.is_none(), one.primary.as_ref().map(|label| label.span), one.code));
        sorted
    }

    /// How many errors and warnings there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.list.iter().filter(|one| one.severity() == Severity::Error).count();
        (errors, self.list.len() - errors)
    }
}

/// For whom diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// People at a terminal or in a log.
    Text {
        /// Whether to use the colours of the terminal.
        color: bool,
    },
    /// Tools: an array of objects.
    Json,
    /// The annotations of a pull request on GitHub.
    Github,
}

/// All findings, sorted. Whatever the sources and the findings hold, nothing in the result acts on a terminal but the
/// colours asked for.
#[must_use]
pub fn report(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> String {
    let list = diagnostics.list.iter().map(|one| one.facing_user(sources)).collect();
    let facing = Diagnostics { list, index: Index::default() };
    let sorted = facing.sorted();
    match format {
        Format::Text { color } => {
            let shown = shown(&sorted);
            let mut text: String = shown.iter().map(|one| render::text(one, sources, color)).collect();
            if shown.len() < sorted.len() {
                let more = thousands(sorted.len() - shown.len());
                text.extend(["and ", &more, " more; `netgen check --format json` has all of them\n\n"]);
            }
            text
        }
        Format::Json => json::array(&sorted, sources),
        Format::Github => sorted.iter().map(|one| github::command(one, sources)).collect(),
    }
}

/// Findings that people are shown at once.
const SHOWN: usize = 100;

/// As many findings as somebody reads, errors before warnings, in the order of their places.
fn shown<'a>(sorted: &[&'a Diagnostic]) -> Vec<&'a Diagnostic> {
    let errors = sorted.iter().filter(|one| one.severity() == Severity::Error).count();
    let (mut errors, mut warnings) = (errors.min(SHOWN), SHOWN - errors.min(SHOWN));
    let wanted = |one: &&&Diagnostic| {
        let left = if one.severity() == Severity::Error { &mut errors } else { &mut warnings };
        let is_wanted = *left > 0;
        *left -= usize::from(is_wanted);
        is_wanted
    };
    sorted.iter().filter(wanted).copied().collect()
}

/// `2 errors, 1 warning`.
#[must_use]
pub fn summary(diagnostics: &Diagnostics) -> String {
    let (errors, warnings) = diagnostics.counts();
    let count = |number: usize, what: &str| format!("{} {}", thousands(number), plural(number, what));
    format!("{}, {}", count(errors, "error"), count(warnings, "warning"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILTIN: &str = "prefix: 24\n";
    const WRITTEN: &str = "shop:\nstore:\n";

    fn span(source: u32, start: u32, end: u32) -> Span {
        Span { source: SourceId(source), start, end }
    }

    fn sources() -> Sources {
        let mut sources = Sources::default();
        sources.add_builtin("preset", BUILTIN);
        sources.add("corp.yaml", WRITTEN);
        sources
    }

    /// A finding about a default, as two VPCs that take it have it.
    fn shared() -> Diagnostics {
        let mut all = Diagnostics::default();
        for (name, at) in [("shop", span(1, 0, 4)), ("store", span(1, 6, 11))] {
            let mut own = Diagnostics::default();
            own.push(Diagnostic::new(Code::VpcFull, "too large").at(span(0, 8, 10), ""));
            all.append(own.anchored(at, at, &format!("in `{name}`")));
        }
        all
    }

    #[test]
    fn one_wrong_default_is_one_finding_that_names_all_who_have_it() {
        let all = shared();
        let words: Vec<_> = all.list[0].related.iter().map(|label| label.text.as_str()).collect();
        assert_eq!((all.list.len(), words), (1, vec!["in `shop`", "in `store`"]));
    }

    #[test]
    fn a_finding_that_shows_its_own_text_gets_no_anchor() {
        let mut own = Diagnostics::default();
        own.push(Diagnostic::new(Code::VpcFull, "too large").at(span(1, 1, 2), ""));
        own.push(Diagnostic::new(Code::PlannerFault, "nowhere"));
        let own = own.anchored(span(1, 0, 4), span(1, 0, 4), "in `shop`");
        assert!(own.list.iter().all(|one| one.related.is_empty()));
    }

    #[test]
    fn the_place_in_front_is_one_that_a_user_wrote() {
        let text = report(&shared(), &sources(), Format::Text { color: false });
        let first = text.find("corp.yaml:1:1").expect("the first VPC");
        assert!(text.find("preset:1:9").is_some_and(|preset| preset > first), "{text}");
        let json = report(&shared(), &sources(), Format::Json);
        assert!(json.contains("\"file\": \"corp.yaml\""), "{json}");
    }

    #[test]
    fn a_reason_fills_in_where_none_is_given() {
        let mut own = Diagnostics::default();
        own.push(Diagnostic::new(Code::VpcFull, "one").why("because"));
        own.push(Diagnostic::new(Code::VpcFull, "two"));
        let own = own.explained(|_| Some("it is so"));
        let why: Vec<_> = own.list.iter().map(|one| one.why.as_deref()).collect();
        assert_eq!(why, [Some("because"), Some("it is so")]);
    }
}

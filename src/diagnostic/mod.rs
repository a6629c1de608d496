//! What netgen has to say about a document: in comes a [`Diagnostic`] with spans, out goes text for a terminal, JSON for
//! a tool or annotations for a pull request. Nothing here knows what a network is.

mod codes;
mod excerpt;
mod github;
mod json;
mod render;
mod span;
mod suggest;
mod visible;

pub use codes::{Code, Severity};
pub(crate) use span::SPANNED;
pub use span::{Source, SourceId, Sources, Span, Spanned, position};
pub use suggest::closest;
pub use visible::visible;

/// One finding: what is wrong, where, why it matters and what to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The row of the registry; decides severity and exit status.
    pub code: Code,
    /// One line: what is wrong, with the names of the things in backquotes.
    pub message: String,
    /// The offending text, with a few words beside the carets (may be empty). `None` where no text is to blame.
    pub primary: Option<Label>,
    /// Other places that take part, such as the first of two equal names.
    pub related: Vec<Label>,
    /// Why it matters, in one sentence.
    pub why: Option<String>,
    /// What to write instead.
    pub help: Vec<String>,
}

/// A few words beside a place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The words; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A finding without a place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), primary: None, related: Vec::new(), why: None, help: Vec::new() }
    }

    /// The offending text and the words beside it.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.primary = span.is_placed().then(|| Label { span, text: text.into() });
        self
    }

    /// Another place that takes part.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        if span.is_placed() {
            self.related.push(Label { span, text: text.into() });
        }
        self
    }

    /// Why it matters.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// Whether both differ in nothing but related places.
    fn says_the_same(&self, other: &Self) -> bool {
        let (Self { code, message, primary, related: _, why, help }, that) = (self, other);
        *primary == that.primary
            && *code == that.code
            && *message == that.message
            && *why == that.why
            && *help == that.help
    }

    /// The finding with a place in a text that a user wrote in front, where it has one.
    fn facing_user(&self, sources: &Sources) -> Self {
        let mut turned = self.clone();
        let is_written = |label: &Label| !sources.get(label.span.source).builtin;
        if let Some(primary) = &mut turned.primary
            && !is_written(primary)
            && let Some(written) = turned.related.iter().position(is_written)
        {
            std::mem::swap(primary, &mut turned.related[written]);
        }
        turned
    }

    /// What to do; may be given more than once.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// The findings of one stage or of a whole run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes a finding in. One that says the same about the same place as an earlier one adds its related places to that:
    /// a default that is wrong in a hundred VPCs is one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let Some(known) = self.list.iter_mut().find(|one| one.says_the_same(&diagnostic)) else {
            return self.list.push(diagnostic);
        };
        for label in diagnostic.related {
            if !known.related.contains(&label) {
                known.related.push(label);
            }
        }
    }

    /// Findings about a thing whose text they do not show, because the wrong value is a default that is written elsewhere,
    /// get a label at the thing's name. `text` is what belongs to the thing.
    #[must_use]
    pub fn anchored(mut self, name: Span, text: Span, words: &str) -> Self {
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
        for finding in self.list.iter_mut().filter(|finding| finding.why.is_none()) {
            finding.why = reason(finding.code).map(str::to_owned);
        }
        self
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|one| one.code.severity() == Severity::Error)
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
        let errors = self.list.iter().filter(|one| one.code.severity() == Severity::Error).count();
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
    let facing = Diagnostics { list: diagnostics.list.iter().map(|one| one.facing_user(sources)).collect() };
    let sorted = facing.sorted();
    match format {
        Format::Text { color } => sorted.iter().map(|one| render::text(one, sources, color)).collect(),
        Format::Json => json::array(&sorted, sources),
        Format::Github => sorted.iter().map(|one| github::command(one, sources)).collect(),
    }
}

/// `2 errors, 1 warning`.
#[must_use]
pub fn summary(diagnostics: &Diagnostics) -> String {
    let (errors, warnings) = diagnostics.counts();
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
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

//! One finding with its places, its reason and what to write instead.

use super::{Code, Severity, Sources, Span};

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
    /// Whether it is about who refers to whom, and so may follow from a name that is not known.
    pub relation: bool,
    /// Whether a warning counts as an error in this run.
    pub denied: bool,
    /// What it is one of, if all findings of its code are reported as one (`Diagnostics::gather`).
    pub one_of: Option<OneOf>,
}

/// A finding among those of one code that are reported together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOf {
    /// What all of them are about, in the plural: `VPCs without flow logs`.
    pub heading: &'static str,
    /// What this one is about: `shop`.
    pub name: String,
}

/// A few words beside a place in the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The words; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A finding without a place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            primary: None,
            related: Vec::new(),
            why: None,
            help: Vec::new(),
            relation: false,
            denied: false,
            one_of: None,
        }
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

    /// All but the related places: findings that are equal in it are one.
    pub(super) fn identity(&self) -> (Code, &str, Option<&Label>, Option<&str>, &[String]) {
        let Self { code, message, primary, related: _, why, help, relation: _, denied: _, one_of: _ } = self;
        (*code, message, primary.as_ref(), why.as_deref(), help)
    }

    /// How grave it is in this run.
    #[must_use]
    pub fn severity(&self) -> Severity {
        if self.denied { Severity::Error } else { self.code.severity() }
    }

    /// It is about who refers to whom: where a name is misspelt, the one who is missed may be the one who misspelt it.
    #[must_use]
    pub fn relation(mut self) -> Self {
        self.relation = true;
        self
    }

    /// It is one of those that a run reports together, once they are more than one.
    #[must_use]
    pub fn one_of(mut self, heading: &'static str, name: impl Into<String>) -> Self {
        self.one_of = Some(OneOf { heading, name: name.into() });
        self
    }

    /// The finding with a place in a text that a user wrote in front, where it has one.
    pub(super) fn facing_user(&self, sources: &Sources) -> Self {
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

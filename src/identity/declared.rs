//! What a document says was renamed: in come its entries, out goes what a thing was called before.

use std::collections::{BTreeMap, BTreeSet};

use crate::blueprint::DocumentPath;
use crate::blueprint::naming::{Named, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Name;

/// One entry.
struct Entry<'a> {
    old: &'a Spanned<DocumentPath>,
    new: &'a Spanned<DocumentPath>,
}

/// The entries that say something, by what a thing is called now.
pub(super) struct Declared<'a> {
    entries: BTreeMap<String, Entry<'a>>,
    used: BTreeSet<String>,
    /// Where names stand that every VPC has.
    shared: BTreeSet<Span>,
}

impl<'a> Declared<'a> {
    pub(super) fn of(
        written: &'a BTreeMap<Spanned<DocumentPath>, Spanned<DocumentPath>>,
        shared: BTreeSet<Span>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut entries: BTreeMap<String, Entry<'a>> = BTreeMap::new();
        for (old, new) in written {
            if let Some(finding) = misfit(old, new) {
                diagnostics.push(finding);
                continue;
            }
            let entry = Entry { old, new };
            if let Some(other) = entries.insert(new.value.to_string(), entry) {
                let message = format!("two things are called `{}` now", new.value);
                let finding =
                    Diagnostic::new(Code::Rename, message).at(new.span, "").also(other.new.span, "the other one");
                diagnostics.push(finding.help("remove one of the entries"));
            }
        }
        Self { entries, used: BTreeSet::new(), shared }
    }

    /// Whether every VPC has what is called so there.
    pub(super) fn is_shared(&self, place: Span) -> bool {
        self.shared.contains(&place)
    }

    /// What something was called before.
    pub(super) fn before(
        &mut self,
        scope: Scope<'_>,
        name: &Spanned<Name>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<Name>> {
        let at = |place: String| format!("{place}.{}", name.value.shown());
        let shared = || Some(at(scope.shared())).filter(|_| self.shared.contains(&name.span));
        let own = Some(at(scope.document())).filter(|own| self.entries.contains_key(own));
        let now = own.or_else(shared)?;
        let entry = self.entries.get(&now)?;
        self.used.insert(now);
        let (_, names) = Named::of_document(entry.old.value.keys())?;
        let (last, around) = names.split_last()?;
        // What every VPC has is in none of them.
        if let (Some(of), [around]) = (scope.of, around)
            && !self.is_same(scope.named, around, of)
        {
            let message = format!("`{}` is in `{around}`, and stays in it whatever it is called", entry.old.value);
            let finding = Diagnostic::new(Code::Rename, message).at(entry.old.span, "");
            diagnostics.push(finding.help("rename within one place; what moves to another one is made anew there"));
            return None;
        }
        let value = last.parse().ok()?;
        Some(Spanned { value, span: entry.old.span })
    }

    /// Whether what was called so is what a thing is in.
    fn is_same(&self, named: Named, around: &str, of: &Name) -> bool {
        let (pattern, _) = named.paths();
        let outer = |name: &str| pattern.split_once('*').map(|(start, _)| format!("{start}{name}"));
        let before = || self.entries.get(&outer(of.shown())?).map(|entry| entry.old.value.to_string());
        around == of.shown() || around == of.as_str() || (before().is_some() && before() == outer(around))
    }

    /// Entries about nothing that the document has. One whose thing was renamed once more is about that.
    pub(super) fn report_unused(&self, diagnostics: &mut Diagnostics) {
        let olds: BTreeSet<String> = self.entries.values().map(|entry| entry.old.value.to_string()).collect();
        for (now, entry) in self.entries.iter().filter(|(now, _)| !self.used.contains(*now) && !olds.contains(*now)) {
            let message = format!("there is no `{now}` in the document");
            let finding = Diagnostic::new(Code::Rename, message).at(entry.new.span, "");
            diagnostics.push(finding.help("write what the document calls it now, or remove the entry"));
        }
    }
}

/// What is wrong with an entry that does not name one kind of thing twice, by two names.
fn misfit(old: &Spanned<DocumentPath>, new: &Spanned<DocumentPath>) -> Option<Diagnostic> {
    let wrong = |path: &Spanned<DocumentPath>, message: String, help: String| {
        Some(Diagnostic::new(Code::Rename, message).at(path.span, "").help(help))
    };
    let forms = || {
        let forms: Vec<String> = Named::ALL.iter().map(|named| format!("`{}`", named.paths().0)).collect();
        format!("what has a name of its own can be renamed: {}", forms.join(", "))
    };
    for path in [old, new] {
        let names = Named::of_document(path.value.keys()).map(|(_, names)| names);
        if !names.is_some_and(|names| names.iter().all(|name| name.parse::<Name>().is_ok())) {
            return wrong(path, format!("`{}` is nothing that has a name of its own", path.value), forms());
        }
    }
    let kind = |path: &Spanned<DocumentPath>| Named::of_document(path.value.keys()).map(|(named, _)| named);
    let depth = |path: &Spanned<DocumentPath>| Named::of_document(path.value.keys()).map(|(_, names)| names.len());
    if kind(old) != kind(new) || depth(old) != depth(new) {
        let message = format!("`{}` cannot become `{}`, which is something else", old.value, new.value);
        return wrong(new, message, "write the new place of the same thing".to_owned());
    }
    if old.value == new.value {
        return wrong(new, format!("`{}` is called so already", new.value), "remove the entry".to_owned());
    }
    None
}

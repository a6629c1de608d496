//! What a document wants new labels for: in come its entries, out goes whether something is among them.

use std::collections::{BTreeMap, BTreeSet};

use crate::blueprint::DocumentPath;
use crate::blueprint::naming::{Named, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Name;

/// The entries by what a thing is called now.
pub(super) struct Relabel {
    entries: BTreeMap<String, Span>,
    used: BTreeSet<String>,
}

impl Relabel {
    pub(super) fn of(written: &[Spanned<DocumentPath>], diagnostics: &mut Diagnostics) -> Self {
        let mut entries = BTreeMap::new();
        for path in written {
            let unlabelled = |(named, _): (Named, Vec<&str>)| matches!(named, Named::Account | Named::Pool);
            if Named::of_document(path.value.keys()).is_none_or(unlabelled) {
                let message = format!("no label is made of `{}`", path.value);
                let finding = Diagnostic::new(Code::Rename, message).at(path.span, "");
                diagnostics.push(finding.help("write the place of something that has a name: `vpcs.order`"));
                continue;
            }
            entries.insert(path.value.to_string(), path.span);
        }
        Self { entries, used: BTreeSet::new() }
    }

    /// Whether something is to have other labels. `is_shared` says of it that every VPC has it.
    pub(super) fn asked(&mut self, scope: Scope<'_>, name: &Spanned<Name>, is_shared: bool) -> bool {
        let at = |place: String| format!("{place}.{}", name.value.shown());
        let shared = is_shared.then(|| at(scope.shared()));
        let places = [Some(at(scope.document())), shared].into_iter().flatten();
        let asked: Vec<String> = places.filter(|place| self.entries.contains_key(place)).collect();
        let is_asked = !asked.is_empty();
        self.used.extend(asked);
        is_asked
    }

    /// Entries about nothing that the document has.
    pub(super) fn report_unused(&self, diagnostics: &mut Diagnostics) {
        for (place, span) in self.entries.iter().filter(|(place, _)| !self.used.contains(*place)) {
            let message = format!("there is no `{place}` in the document");
            let finding = Diagnostic::new(Code::Rename, message).at(*span, "");
            diagnostics.push(finding.help("write what the document calls it now, or remove the entry of `relabel`"));
        }
    }
}

//! Findings of a checklist: in come those about single parts, out goes one for each code, with the names of the parts. Done once warnings
//! that are accepted are out, so that each part can be accepted by itself.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Diagnostics, Label, OneOf, listed, thousands};

/// Most parts whose places are shown.
const SHOWN: usize = 10;

impl Diagnostics {
    /// Makes one finding of those of a code that are [one of many](Diagnostic::one_of): the first ten in the order of the document, and
    /// how many more there are. Why it matters and what to write is what the first one says.
    pub fn gather(&mut self) {
        let mut gathered: BTreeMap<Code, Vec<Diagnostic>> = BTreeMap::new();
        for finding in self.extract(|one| one.one_of.is_some()) {
            gathered.entry(finding.code).or_default().push(finding);
        }
        for mut findings in gathered.into_values() {
            findings.sort_by_key(|one| one.primary.as_ref().map(|label| label.span));
            self.list.extend(united(findings));
        }
    }
}

/// The finding that stands for several.
fn united(findings: Vec<Diagnostic>) -> Option<Diagnostic> {
    let names: Vec<OneOf> = findings.iter().filter_map(|one| one.one_of.clone()).collect();
    let mut findings = findings.into_iter();
    let mut first = findings.next()?;
    if names.len() > 1 {
        let (count, heading) = (thousands(names.len()), names[0].heading);
        first.message = format!("{count} {heading}: {}", listed(names.iter().map(|one| &one.name), names.len()));
        let shown = findings.take(SHOWN - 1);
        let places: Vec<Label> = shown.flat_map(|one| one.primary.into_iter().chain(one.related)).collect();
        first.related.extend(places);
    }
    Some(first)
}

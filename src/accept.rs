//! Accepted findings. In come the warnings of a run and what the document accepts; out go the warnings that are left, the accepted ones with
//! their reasons for documents, and a warning for each entry that accepts nothing. Errors are never touched.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::blueprint::Accept;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};

/// A warning that the document accepts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Accepted {
    /// Its code.
    pub code: Code,
    /// The place, as the document says it.
    pub at: String,
    /// The warning.
    pub message: String,
    /// Why it is accepted.
    pub reason: String,
}

/// Takes accepted warnings about several documents out: each of them may accept one. A document does not know what it is checked together
/// with, so an entry may be of no use here.
pub(crate) fn between<'a>(entries: impl Iterator<Item = &'a Accept>, diagnostics: &mut Diagnostics) {
    let entries: Vec<&Accept> = entries.filter(|entry| entry.code.value.0.is_between()).collect();
    take(&entries, diagnostics);
}

/// Takes accepted warnings out. `whole` says that all stages ran: only then is an entry without a warning one too many.
pub(crate) fn apply(entries: &[Accept], diagnostics: &mut Diagnostics, whole: bool) -> Vec<Accepted> {
    let entries: Vec<&Accept> = entries.iter().collect();
    let (accepted, used) = take(&entries, diagnostics);
    let left = entries.iter().enumerate().filter(|(index, _)| whole && !used.contains(index)).map(|(_, entry)| *entry);
    let left = left.filter(|entry| !entry.code.value.0.is_between() || entry.places.is_empty());
    left.for_each(|entry| diagnostics.push(unused(entry)));
    accepted
}

/// Takes out what entries accept; gives the warnings, and the entries that are of use.
fn take(entries: &[&Accept], diagnostics: &mut Diagnostics) -> (Vec<Accepted>, BTreeSet<usize>) {
    let mut places: BTreeMap<Code, Places> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let code = places.entry(entry.code.value.0).or_default();
        code.list.extend(entry.places.iter().map(|span| (*span, index)));
    }
    places.values_mut().for_each(Places::sort);
    let (mut used, mut accepted) = (BTreeSet::<usize>::new(), Vec::new());
    diagnostics.extract(|finding| {
        let Some(places) = places.get(&finding.code) else { return false };
        let found = places.accepting(finding);
        let by = found.first().map(|index| &entries[*index]);
        accepted.extend(by.map(|entry| Accepted {
            code: finding.code,
            at: entry.at.value.to_string(),
            message: finding.message.clone(),
            reason: entry.reason.value.to_string(),
        }));
        used.extend(&found);
        !found.is_empty()
    });
    accepted.sort();
    (accepted, used)
}

fn unused(entry: &Accept) -> Diagnostic {
    let (number, at) = (entry.code.value.0.number(), &entry.at.value);
    let finding = if entry.places.is_empty() {
        let message = format!("`{at}` is no place in the document, so {number} is accepted nowhere");
        Diagnostic::new(Code::UnusedAccept, message)
            .help("write keys from the top, such as `sites.tokyo`, or remove the entry")
    } else {
        let message = format!("there is no {number} at `{at}`");
        Diagnostic::new(Code::UnusedAccept, message)
            .help("remove the entry: what it accepted is gone, or was never there")
    };
    finding.at(entry.at.span, "").why("an entry that nobody needs would hide the same warning if it came back")
}

/// The places at which warnings of one code are accepted. They are parts of texts, so two of them are apart or one is in the other.
#[derive(Default)]
struct Places {
    list: Vec<(Span, usize)>,
    /// For each place the one around it.
    around: Vec<Option<usize>>,
}

impl Places {
    fn sort(&mut self) {
        self.list.sort_by_key(|(span, index)| (span.source, span.start, Reverse(span.end), *index));
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.list.len() {
            while open.last().is_some_and(|around| !self.list[*around].0.contains(self.list[at].0)) {
                open.pop();
            }
            self.around.push(open.last().copied());
            open.push(at);
        }
    }

    /// The entries that accept a finding, the nearest first: those at its place, or at every other place that it names.
    fn accepting(&self, finding: &Diagnostic) -> Vec<usize> {
        let Some(primary) = &finding.primary else { return Vec::new() };
        let own = self.at(primary.span);
        if !own.is_empty() || finding.related.is_empty() {
            return own;
        }
        let others: Vec<Vec<usize>> = finding.related.iter().map(|label| self.at(label.span)).collect();
        if others.iter().any(Vec::is_empty) { Vec::new() } else { others.concat() }
    }

    fn at(&self, span: Span) -> Vec<usize> {
        let begins = |one: &(Span, usize)| (one.0.source, one.0.start) <= (span.source, span.start);
        let mut next = self.list.partition_point(begins).checked_sub(1);
        let mut found = Vec::new();
        while let Some(at) = next {
            let (place, entry) = self.list[at];
            if place.contains(span) {
                found.push(entry);
            }
            next = self.around[at];
        }
        found
    }
}

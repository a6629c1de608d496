//! What was renamed while it is live. In come a document and the lock; out goes the document with the words that its resources go on
//! being made of beside its names, and what the lock has to remember. Nothing after it asks whether something was renamed: a
//! [`Name`] has both. Decides no address, and never guesses a rename.

mod declared;
mod edit;
mod relabel;
#[cfg(test)]
mod tests;
mod undeclared;

use std::collections::{BTreeMap, BTreeSet};

use declared::Declared;
pub use edit::{Back, edit, relabelled};
use relabel::Relabel;
pub use undeclared::undeclared;

use crate::blueprint::Blueprint;
use crate::blueprint::naming::{Naming, Scope, rename, shared};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::Name;
use crate::plan::lock::{Entry, LabelWords, Lock, RENAMED};

/// The words of what was renamed, by scope (`vpc/shop/tier`) and by what the document calls it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identities {
    words: BTreeMap<(String, String), Words>,
}

/// What something is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    /// Everything, at first.
    word: Name,
    /// Its labels in Terraform later, in order.
    labels: Vec<Name>,
}

impl Identities {
    /// What the lock remembers.
    #[must_use]
    pub fn of_lock(lock: &Lock) -> Self {
        let entries = lock.under(RENAMED).filter_map(|(path, entry)| {
            let (scope, name) = path.split_once('/')?.1.rsplit_once('/')?;
            let labels = entry.labels.as_ref().map(|labels| labels.names().to_vec()).unwrap_or_default();
            Some(((scope.to_owned(), name.to_owned()), Words { word: entry.word.clone()?, labels }))
        });
        Self { words: entries.collect() }
    }

    /// Whether nothing was ever renamed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Writes into the new lock, which has all that the old one remembered as left, what the document has. A word is of one thing:
    /// what was called otherwise before is forgotten.
    pub fn remember(&self, lock: &mut Lock) {
        let held: BTreeSet<(&str, &str)> =
            self.words.iter().map(|((scope, _), of)| (scope.as_str(), of.word.as_str())).collect();
        let of_lock = Self::of_lock(lock).words.into_iter();
        let gone = of_lock.filter(|((scope, _), of)| held.contains(&(scope.as_str(), of.word.as_str())));
        for ((scope, name), _) in gone {
            lock.remove(&path(&scope, &name));
        }
        for ((scope, name), of) in &self.words {
            let labels = LabelWords::new(of.labels.clone());
            lock.insert(path(scope, name), Entry { word: Some(of.word.clone()), labels, ..Entry::default() });
        }
    }
}

impl Words {
    /// Makes the labels of a name from now on. Each is in the list once, so that what Terraform moves goes in no circle: what comes
    /// back is no longer where it was before.
    fn relabel(&mut self, name: &Name) {
        if self.labels.last().unwrap_or(&self.word) != name {
            self.labels.retain(|one| one != name);
            self.labels.push(name.clone());
        }
    }
}

fn path(scope: &str, name: &str) -> String {
    format!("{RENAMED}/{scope}/{name}")
}

/// Gives every name of a document the word that its identities are made of: the lock's, or that of what it was called before.
/// Returns what of it the document has.
pub fn identify(blueprint: &mut Blueprint, lock: &Lock, diagnostics: &mut Diagnostics) -> Identities {
    let kept = Identities::of_lock(lock);
    if kept.is_empty() && blueprint.renamed.is_empty() && blueprint.relabel.is_empty() {
        return kept;
    }
    let renamed = std::mem::take(&mut blueprint.renamed);
    let relabel = Relabel::of(&std::mem::take(&mut blueprint.relabel), diagnostics);
    let declared = Declared::of(&renamed, shared(blueprint), diagnostics);
    let mut identifier = Identifier {
        lock,
        kept: &kept.words,
        declared,
        relabel,
        found: Identities::default(),
        unrecorded: publics(blueprint),
        defined: BTreeMap::new(),
        diagnostics,
    };
    rename(blueprint, &mut identifier);
    identifier.declared.report_unused(identifier.diagnostics);
    identifier.relabel.report_unused(identifier.diagnostics);
    identifier.found
}

fn publics(blueprint: &Blueprint) -> Vec<Span> {
    let uplinks = blueprint.sites.values().flat_map(|site| &site.value.uplinks);
    let direct = uplinks.filter_map(|(name, uplink)| Some((name.span, uplink.value.direct_connect.as_ref()?)));
    direct.filter(|(_, direct)| direct.value.public.is_some()).map(|(span, _)| span).collect()
}

struct Identifier<'a> {
    lock: &'a Lock,
    kept: &'a BTreeMap<(String, String), Words>,
    declared: Declared<'a>,
    relabel: Relabel,
    found: Identities,
    /// Where things are named of whose kind the lock knows others alone: public virtual interfaces, whose addresses are given.
    unrecorded: Vec<Span>,
    /// The names that each scope has, by what the document calls them.
    defined: BTreeMap<String, BTreeMap<String, Name>>,
    diagnostics: &'a mut Diagnostics,
}

impl Naming for Identifier<'_> {
    fn define(&mut self, scope: Scope<'_>, names: &[&Spanned<Name>]) -> Vec<Name> {
        let identity = scope.identity();
        let given: Vec<Name> = names.iter().map(|name| self.word(scope, &identity, name, names)).collect();
        self.check(scope, &identity, names, &given);
        let defined = given.iter().map(|name| (name.shown().to_owned(), name.clone())).collect();
        self.defined.insert(identity, defined);
        given
    }

    fn refer(&mut self, scope: Scope<'_>, name: &Name, place: Span, _: usize) -> Name {
        let Some(defined) = self.defined.get(&scope.identity()) else { return name.clone() };
        if let Some(found) = defined.get(name.shown()) {
            return found.clone();
        }
        if let Some(now) = defined.values().find(|known| *known == name) {
            let message = format!("`{}.{}` is called `{now}` by now", scope.document(), name.as_str());
            let finding = Diagnostic::new(Code::KeptWord, message).at(place, "");
            self.diagnostics.push(finding.help(format!("write `{now}`")));
        }
        name.clone()
    }
}

impl Identifier<'_> {
    /// A name with its word; what was renamed is noted.
    fn word(&mut self, scope: Scope<'_>, identity: &str, name: &Spanned<Name>, names: &[&Spanned<Name>]) -> Name {
        let key = |name: &Name| (identity.to_owned(), name.as_str().to_owned());
        let mut before = self.declared.before(scope, name, self.diagnostics);
        let mut word = self.kept.get(&key(&name.value)).cloned();
        let mut seen = BTreeSet::new();
        while word.is_none() {
            let Some(source) = before else {
                self.relabel.asked(scope, name, self.declared.is_shared(name.span));
                return name.value.clone();
            };
            word = self.kept.get(&key(&source.value)).cloned();
            // What was renamed twice since the last render has an entry for each time. Each stood where the thing stands now.
            let is_gone = !names.iter().any(|one| one.value == source.value) && seen.insert(source.value.clone());
            let here = Spanned { value: source.value.clone(), span: name.span };
            before = self.declared.before(scope, &here, self.diagnostics).filter(|_| is_gone);
            if word.is_none() && before.is_none() {
                if !self.unrecorded.contains(&name.span) {
                    self.check_source(scope, identity, &source);
                }
                word = Some(Words { word: source.value, labels: Vec::new() });
            }
        }
        let Some(mut of) = word else { return name.value.clone() };
        if self.relabel.asked(scope, name, self.declared.is_shared(name.span)) {
            of.relabel(&name.value.word());
        }
        let given = name.value.of_word(&of.word).of_labels(&of.labels);
        self.found.words.insert(key(&name.value), of);
        given
    }

    /// What was renamed is something that the lock knows, where it knows all of its kind.
    fn check_source(&mut self, scope: Scope<'_>, identity: &str, before: &Spanned<Name>) {
        let has = |name: &str| self.lock.under(&format!("{identity}/{name}")).next().is_some();
        let is_known = self.lock.is_empty() || !scope.named.is_locked() || has(before.value.as_str());
        if !is_known {
            let message = format!("the lock holds nothing for `{}.{}`", scope.document(), before.value);
            let finding = Diagnostic::new(Code::Rename, message).at(before.span, "");
            self.diagnostics.push(finding.help("write what it was called at the last render, or remove the entry"));
        }
    }

    /// A word is of one thing in its scope, and of nothing new while something else is or was made of it.
    fn check(&mut self, scope: Scope<'_>, identity: &str, names: &[&Spanned<Name>], given: &[Name]) {
        let mut owners: BTreeMap<&str, &Name> = BTreeMap::new();
        for name in given.iter().filter(|name| name.shown() != name.as_str()) {
            owners.insert(name.as_str(), name);
        }
        let labelled: BTreeMap<&str, &Name> =
            given.iter().flat_map(|name| name.labels().iter().map(move |label| (label.as_str(), name))).collect();
        let here = |name: &str| names.iter().any(|one| one.value.as_str() == name);
        let of_scope = self.kept.iter().filter(|((of, name), _)| of == identity && !here(name));
        let left: BTreeMap<&str, &str> = of_scope.map(|((_, name), of)| (of.word.as_str(), name.as_str())).collect();
        for (name, given) in names.iter().zip(given) {
            let place = scope.document();
            let (span, word) = (name.span, given.as_str());
            let is_plain = !self.found.words.contains_key(&(identity.to_owned(), name.value.as_str().to_owned()));
            if let Some(owner) = owners.get(word).filter(|owner| owner.shown() != given.shown()) {
                let message = format!("`{place}.{owner}` is made of the word `{word}`, so nothing else can be");
                self.diagnostics.push(kept_word(&message, span).help(format!("call `{}` otherwise", given.shown())));
            } else if let Some(owner) = labelled.get(word).filter(|owner| owner.shown() != given.shown()) {
                let message = format!("`{word}` was the label of `{place}.{owner}` in Terraform");
                self.diagnostics.push(kept_word(&message, span).help(format!("call `{}` otherwise", given.shown())));
            } else if let Some(left) = left.get(word).filter(|_| is_plain) {
                let message = format!("`{word}` is the word of `{place}.{left}`, which left the document");
                let help = format!("call it otherwise, or give the word up: `--release {RENAMED}.{place}.{left}`");
                let back = format!("if it is the same thing: `renamed: {{{place}.{left}: {place}.{word}}}`");
                self.diagnostics.push(kept_word(&message, span).help(help).help(back));
            } else if !is_plain && self.is_taken(identity, given) && !owners.contains_key(given.shown()) {
                let shown = given.shown();
                let message = format!("the lock has a `{place}.{shown}` already, which is not made of `{word}`");
                let finding = Diagnostic::new(Code::Rename, message).at(span, "");
                self.diagnostics.push(finding.help("remove the entry of `renamed`, or give it a name that is new"));
            }
        }
    }

    /// Whether something newly renamed has a name under which the lock has something else.
    fn is_taken(&self, identity: &str, given: &Name) -> bool {
        let shown = given.shown();
        let live = |entry: &Entry| entry.state != crate::plan::lock::State::Freed;
        let path = format!("{identity}/{shown}");
        let is_new = !self.kept.contains_key(&(identity.to_owned(), shown.to_owned()));
        is_new && given.as_str() != shown && self.lock.under(&path).any(|(_, entry)| live(entry))
    }
}

fn kept_word(message: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::KeptWord, message)
        .at(span, "")
        .why("resources that exist are made of the word, and two of one name cannot both be there")
}

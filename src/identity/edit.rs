//! A rename in the text of a document: in come the text, the old place and the new one, out goes the text with another name wherever
//! the old one was given or used, and with an entry of `renamed`. All else stays byte for byte. What it cannot find in the text as it
//! stands (an alias, a name that an overlay uses) it refuses, or leaves to whoever compares what both texts mean.

use std::collections::BTreeSet;

use crate::blueprint::naming::{Named, Naming, Scope, rename, shared};
use crate::blueprint::{self, Blueprint, DocumentPath};
use crate::diagnostic::{Diagnostics, SourceId, Sources, Span, Spanned};
use crate::net::{Invalid, Name};
use crate::yaml::{self, Entry, Kind, Node};

/// A range of bytes and what stands there instead.
type Edit = (usize, usize, String);

/// What becomes of an entry of `renamed` that a rename takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// It goes: nothing was made of the name meanwhile.
    Gone,
    /// It says the opposite: the lock remembers the name.
    Turned,
}

/// The document with a thing called otherwise.
///
/// # Errors
/// In one line, where the place has no name of its own, is not in the document, or is written in a way that cannot be edited.
pub fn edit(text: &str, old: &str, new: &str, back: Back) -> Result<String, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let source = sources.add("blueprint", text);
    let root = yaml::read(&sources, source, &mut diagnostics);
    let document = blueprint::load(&mut sources, source, &[], &[], &mut diagnostics);
    let read = root.zip(document).filter(|_| !diagnostics.has_errors());
    let (root, mut document) = read.ok_or("the document has errors: see `netgen check`")?;
    let change = Change::of(old, new)?;
    let mut editor = Editor { text, source, change: &change, edits: BTreeSet::new() };
    editor.names(&mut document)?;
    editor.paths(&document)?;
    editor.entry(&root, back)?;
    Ok(editor.apply())
}

/// The document with an entry of `relabel`, which may be there already.
///
/// # Errors
/// In one line, where the document cannot be read, or its list cannot be edited.
pub fn relabelled(text: &str, place: &str) -> Result<String, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let source = sources.add("blueprint", text);
    let root = yaml::read(&sources, source, &mut diagnostics).filter(|_| !diagnostics.has_errors());
    let root = root.ok_or("the document has errors: see `netgen check`")?;
    let place = path(place)?.to_string();
    let Kind::Map(entries) = &root.kind else { return Err("the document is no map".to_owned()) };
    let there = entries.iter().find(|entry| entry.key.value == "relabel").map(|entry| &entry.value);
    let (at, entry) = match there.map(|list| (&list.kind, list.span.start as usize)) {
        None => (text.len(), format!("{}relabel: [{place}]\n", if text.ends_with('\n') { "" } else { "\n" })),
        Some((Kind::List(items), start)) => {
            let says = |item: &Node| text.get(item.span.start as usize..item.span.end as usize) == Some(place.as_str());
            if items.iter().any(says) {
                return Ok(text.to_owned());
            }
            match text.get(start..) {
                Some(rest) if rest.starts_with('[') => {
                    (start + 1, if items.is_empty() { place } else { format!("{place}, ") })
                }
                _ => {
                    let indent = start - text[..start].rfind('\n').map_or(0, |at| at + 1);
                    (start, format!("- {place}\n{:indent$}", ""))
                }
            }
        }
        Some(_) => return Err("`relabel` of the document is no list".to_owned()),
    };
    Ok([&text[..at], &entry, &text[at..]].concat())
}

/// A path of the document; the error is one line.
fn path(text: &str) -> Result<DocumentPath, String> {
    DocumentPath::try_from(text.to_owned()).map_err(|error| error.lines().next().unwrap_or_default().to_owned())
}

/// What becomes of what.
struct Change {
    named: Named,
    /// Whose it is, if it is somebody's.
    around: Option<Name>,
    /// Whether every VPC has it that does not say otherwise.
    is_shared: bool,
    old: Name,
    new: Name,
    before: DocumentPath,
    after: DocumentPath,
}

impl Change {
    fn of(old: &str, new: &str) -> Result<Self, String> {
        let (before, after) = (path(old)?, path(new)?);
        let place = |path: &DocumentPath| {
            let (named, words) = Named::of_document(path.keys())?;
            let words: Result<Vec<Name>, Invalid> = words.into_iter().map(str::parse).collect();
            Some((named, words))
        };
        let unnamed = |path: &DocumentPath| {
            let forms: Vec<&str> = Named::ALL.iter().map(|named| named.paths().0).collect();
            format!("`{path}` has no name of its own; there are {}", forms.join(", "))
        };
        let (named, was) = place(&before).ok_or_else(|| unnamed(&before))?;
        let (same, now) = place(&after).ok_or_else(|| unnamed(&after))?;
        let invalid = |error: Invalid| error.what().to_owned();
        let (mut was, mut now) = (was.map_err(invalid)?, now.map_err(invalid)?);
        let (Some(old), Some(new)) = (was.pop(), now.pop()) else { return Err(unnamed(&before)) };
        if same != named || was != now {
            return Err(format!("`{after}` is not in the place of `{before}`: what moves is made anew there"));
        }
        if old == new {
            return Err(format!("`{before}` is called so already"));
        }
        let is_shared = was.is_empty() && matches!(named, Named::Tier | Named::Group);
        Ok(Self { named, around: was.pop(), is_shared, old, new, before, after })
    }
}

struct Editor<'a> {
    text: &'a str,
    source: SourceId,
    change: &'a Change,
    edits: BTreeSet<Edit>,
}

/// The places that name what is renamed.
struct Uses<'a> {
    change: &'a Change,
    /// Where names stand that every VPC has.
    shared: BTreeSet<Span>,
    /// Whose thing of that name is renamed, where every VPC has it.
    owners: BTreeSet<Name>,
    places: BTreeSet<(Span, usize)>,
    is_there: bool,
    is_of_all: bool,
    is_taken: bool,
}

impl Uses<'_> {
    fn is_of(&self, scope: Scope<'_>) -> bool {
        let is_owner = match scope.of {
            Some(of) if self.change.is_shared => self.owners.contains(of),
            of => of == self.change.around.as_ref(),
        };
        scope.named == self.change.named && is_owner
    }
}

impl Naming for Uses<'_> {
    fn define(&mut self, scope: Scope<'_>, names: &[&Spanned<Name>]) -> Vec<Name> {
        let is_here = |name: &&&Spanned<Name>| name.value == self.change.old && self.shared.contains(&name.span);
        if let (true, true, Some(of)) = (self.change.is_shared, scope.named == self.change.named, scope.of)
            && names.iter().any(|name| is_here(&name))
        {
            self.owners.insert(of.clone());
        }
        if self.is_of(scope) {
            let mut own = names.iter().filter(|name| name.value == self.change.old);
            if let Some(name) = own.next() {
                self.is_there = true;
                self.is_of_all |= self.shared.contains(&name.span) && !self.change.is_shared;
                self.places.insert((name.span, 0));
            }
            self.is_taken |= names.iter().any(|name| name.value == self.change.new);
        }
        names.iter().map(|name| name.value.clone()).collect()
    }

    fn refer(&mut self, scope: Scope<'_>, name: &Name, place: Span, part: usize) -> Name {
        if self.is_of(scope) && *name == self.change.old {
            self.places.insert((place, part));
        }
        name.clone()
    }
}

impl Editor<'_> {
    /// The name where it is given, and wherever it is used.
    fn names(&mut self, document: &mut Blueprint) -> Result<(), String> {
        let (before, after) = (&self.change.before, &self.change.after);
        let mut uses = Uses {
            change: self.change,
            shared: shared(document),
            owners: BTreeSet::new(),
            places: BTreeSet::new(),
            is_there: false,
            is_of_all: false,
            is_taken: false,
        };
        rename(document, &mut uses);
        if !uses.is_there {
            return Err(format!("there is no `{before}` in the document"));
        }
        if uses.is_of_all {
            let shared = before.keys().get(2..).unwrap_or_default().join(".");
            return Err(format!("`{before}` is that of every VPC: rename `defaults.vpc.{shared}`"));
        }
        if uses.is_taken {
            return Err(format!("there is a `{after}` already"));
        }
        uses.places.into_iter().try_for_each(|(place, part)| self.replace(place, part, '/'))
    }

    /// The name in places of the document that `accept` and `renamed` write out.
    fn paths(&mut self, document: &Blueprint) -> Result<(), String> {
        let before = self.change.before.keys();
        let accepted = document.accept.iter().map(|accept| &accept.at);
        // An entry about the thing itself goes on being true: what it was before it was called so.
        let inside = |path: &&Spanned<DocumentPath>| path.value.keys().len() > before.len();
        let renamed = document.renamed.values().filter(inside).chain(&document.relabel);
        let about: Vec<Span> = accepted
            .chain(renamed)
            .filter(|path| path.value.keys().starts_with(before))
            .map(|path| path.span)
            .collect();
        about.into_iter().try_for_each(|place| self.replace(place, before.len() - 1, '.'))
    }

    /// Puts the new name for the old one in a part of the text at a place; in a list, wherever it stands.
    fn replace(&mut self, place: Span, part: usize, between: char) -> Result<(), String> {
        let cannot =
            || format!("the document names `{}` in a way that cannot be edited: an alias?", self.change.before);
        let range = place.start as usize..place.end as usize;
        let slice = self.text.get(range).filter(|_| place.source == self.source).ok_or_else(cannot)?;
        let is_list = slice.starts_with('[') || slice.contains('\n') || slice.starts_with('-');
        let mut parts: Vec<(usize, &str)> = Vec::new();
        let word = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let mut rest = slice;
        while let Some(start) = rest.find(word) {
            let at = slice.len() - rest.len() + start;
            let end = slice[at..].find(|c| !word(c)).map_or(slice.len(), |end| at + end);
            parts.push((at, &slice[at..end]));
            rest = &slice[end..];
        }
        let is_old = |(_, text): &&(usize, &str)| *text == self.change.old.as_str();
        let is_part = |at: usize| slice[..at].matches(between).count() == part;
        let found: Vec<usize> =
            parts.iter().filter(is_old).map(|(at, _)| *at).filter(|at| is_list || is_part(*at)).collect();
        if found.is_empty() {
            return Err(cannot());
        }
        let start = place.start as usize;
        let len = self.change.old.as_str().len();
        let new = self.change.new.as_str();
        self.edits.extend(found.into_iter().map(|at| (start + at, start + at + len, new.to_owned())));
        Ok(())
    }

    /// The entry of `renamed`: in the map that is there, or in a new one at the end.
    fn entry(&mut self, root: &Node, back: Back) -> Result<(), String> {
        let line = format!("{}: {}", self.change.before, self.change.after);
        let Kind::Map(entries) = &root.kind else { return Err("the document is no map".to_owned()) };
        let there = entries.iter().find(|entry| entry.key.value == "renamed");
        if let Some(edit) = there.and_then(|entry| self.back(entry, back, &line)) {
            self.edits.insert(edit);
            return Ok(());
        }
        let edit = match there.map(|entry| (&entry.value.kind, entry.value.span)) {
            None => {
                let own_line = self.text.is_empty() || self.text.ends_with('\n');
                let at = self.text.len();
                (at, at, format!("{}renamed:\n  {line}\n", if own_line { "" } else { "\n" }))
            }
            Some((Kind::Map(_), span)) => {
                let start = span.start as usize;
                let comma = |rest: &str| if rest.trim_start().starts_with('}') { "" } else { ", " };
                match self.text.get(start..) {
                    Some(rest) if rest.starts_with('{') => {
                        (start + 1, start + 1, format!("{line}{}", comma(&rest[1..])))
                    }
                    _ => {
                        let indent = start - self.text[..start].rfind('\n').map_or(0, |at| at + 1);
                        (start, start, format!("{line}\n{:indent$}", ""))
                    }
                }
            }
            Some(_) => return Err("`renamed` of the document is no map".to_owned()),
        };
        self.edits.insert(edit);
        Ok(())
    }

    /// What becomes of the entry that this rename takes back; `None` if there is none.
    fn back(&self, renamed: &Entry, back: Back, line: &str) -> Option<Edit> {
        let Kind::Map(entries) = &renamed.value.kind else { return None };
        let (before, after) = (self.change.before.to_string(), self.change.after.to_string());
        let says = |entry: &Entry| {
            let value = self.text.get(entry.value.span.start as usize..entry.value.span.end as usize);
            entry.key.value == after && value.is_some_and(|value| value.trim_matches(['"', '\'']) == before)
        };
        let at = entries.iter().position(says)?;
        if back == Back::Turned {
            let there = entries.get(at)?;
            return Some((there.key.span.start as usize, there.value.span.end as usize, line.to_owned()));
        }
        let entry = if entries.len() == 1 { renamed } else { entries.get(at)? };
        let (start, end) = (entry.key.span.start as usize, entry.value.span.end as usize);
        let in_braces = self.text.get(renamed.value.span.start as usize..)?.starts_with('{');
        if in_braces && entries.len() > 1 {
            // With the comma behind it, or before the last one.
            return Some(match (entries.get(at + 1), at.checked_sub(1).and_then(|before| entries.get(before))) {
                (Some(next), _) => (start, next.key.span.start as usize, String::new()),
                (None, before) => (before?.value.span.end as usize, end, String::new()),
            });
        }
        let line = self.text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let next = self.text.get(end..)?.find('\n').map_or(self.text.len(), |at| end + at + 1);
        Some((line, next, String::new()))
    }

    /// The text with all edits, which are apart.
    fn apply(&self) -> String {
        let (mut out, mut done) = (String::with_capacity(self.text.len() + 80), 0);
        for (start, end, text) in &self.edits {
            out.push_str(&self.text[done..*start]);
            out.push_str(text);
            done = *end;
        }
        out.push_str(&self.text[done..]);
        out
    }
}

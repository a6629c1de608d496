//! Reading a lock: in comes a text, out goes a lock or a finding for every line that is not as netgen writes it.
//!
//! The reader is as strict as the printer: what would not be printed back byte for byte is refused (line ends aside,
//! which git may turn into CRLF). It never guesses what a damaged line was.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceId, Sources, Span};
use crate::net::quote;

use super::{Entry, HEADER, HEADER_1, Lock, State, check, digest, is_memory, is_path, line};

/// After so many findings the file is something else altogether.
pub(super) const MOST_FINDINGS: usize = 20;

/// One line without its end, its number from 1 and its place.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    text: &'a str,
    number: usize,
    source: SourceId,
    start: usize,
}

impl Line<'_> {
    pub(super) fn span(&self) -> Span {
        self.part(0, self.text.len())
    }

    /// A range of the line's bytes.
    fn part(&self, from: usize, to: usize) -> Span {
        let place = |offset| u32::try_from(self.start + offset).unwrap_or(u32::MAX);
        Span { source: self.source, start: place(from), end: place(to) }
    }

    pub(super) fn finding(&self, code: Code, what: impl std::fmt::Display) -> Diagnostic {
        Diagnostic::new(code, format!("line {}: {what}", self.number)).at(self.span(), "")
    }

    fn syntax(&self, what: impl std::fmt::Display) -> Diagnostic {
        self.finding(Code::LockSyntax, what)
    }
}

/// An entry with the line on which it stands.
pub(super) struct Found<'a> {
    pub(super) path: &'a str,
    pub(super) entry: Entry,
    pub(super) line: Line<'a>,
}

impl Lock {
    /// Reads a lock; `None` where the diagnostics say why not.
    pub fn read(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Self> {
        let source = sources.get(id);
        let found = read(id, &source.text).and_then(|found| match check::findings(&found) {
            findings if findings.is_empty() => Ok(found),
            findings => Err(findings),
        });
        match found {
            Ok(found) => {
                let entries = found.into_iter().map(|found| (found.path.to_owned(), found.entry)).collect();
                Some(Self { entries, is_old: source.text.starts_with(HEADER_1) })
            }
            Err(findings) => {
                for finding in findings {
                    diagnostics.push(finish(finding, &source.name));
                }
                None
            }
        }
    }
}

/// The words that every finding ends with.
fn finish(finding: Diagnostic, name: &str) -> Diagnostic {
    let why = "netgen moves no address on a guess, so it neither repairs nor replaces a lock";
    let help = match finding.code {
        Code::LockVersion => format!("use the netgen that wrote `{name}`, or a newer one"),
        Code::LockConflictMarker => {
            format!("take one side of `{name}` whole (`git checkout --ours -- {name}`), then render again")
        }
        _ => format!("take the committed file back (`git checkout -- {name}`), then render again"),
    };
    finding.why(why).help(help)
}

fn lines(source: SourceId, text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (index, whole) in text.split_inclusive('\n').enumerate() {
        let line = whole.strip_suffix('\n').map_or(whole, |line| line.strip_suffix('\r').unwrap_or(line));
        lines.push(Line { text: line, number: index + 1, source, start });
        start += whole.len();
    }
    lines
}

fn read(source: SourceId, text: &str) -> Result<Vec<Found<'_>>, Vec<Diagnostic>> {
    let lines = lines(source, text);
    conflict_markers(&lines)?;
    let Some((first, rest)) = lines.split_first() else {
        let place = Span { source, start: 0, end: 0 };
        return Err(vec![Diagnostic::new(Code::LockDigest, "line 1: the lock is empty").at(place, "")]);
    };
    let is_old = header(first)?;
    let (last, body) = ending(text, first, rest)?;
    let found = entries(body)?;
    if is_old {
        only_old(&found)?;
    }
    // Line ends as netgen writes them: a checkout with CRLF is the same lock.
    let mut before: String = format!("{}\n", first.text);
    for line in body {
        before.push_str(line.text);
        before.push('\n');
    }
    if last.text != digest(&before) {
        let what = "the digest does not fit the lines above it, so one of them was changed by hand";
        return Err(vec![last.finding(Code::LockDigest, what)]);
    }
    Ok(found)
}

fn conflict_markers(lines: &[Line<'_>]) -> Result<(), Vec<Diagnostic>> {
    let is_marker = |line: &&Line<'_>| {
        ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| line.text.starts_with(marker))
    };
    let mut markers = lines.iter().filter(is_marker);
    let Some(first) = markers.next() else { return Ok(()) };
    let marker = first.text.get(..7).unwrap_or_default();
    let what = format!("`{marker}` is left from a merge; two branches gave out addresses");
    let finding = first.finding(Code::LockConflictMarker, what);
    Err(vec![markers.take(MOST_FINDINGS).fold(finding, |finding, line| finding.also(line.span(), ""))])
}

/// Whether the first line is that of version 1.
fn header(first: &Line<'_>) -> Result<bool, Vec<Diagnostic>> {
    if [HEADER, HEADER_1].contains(&first.text) {
        return Ok(first.text == HEADER_1);
    }
    let version = first.text.strip_prefix("# netgen lock ").and_then(|rest| rest.split(' ').next());
    let finding = match version.filter(|version| !["1", "2"].contains(version)) {
        Some(version) if version.bytes().all(|byte| byte.is_ascii_digit()) && !version.is_empty() => {
            let what = format!("the lock has version {version}; this netgen reads versions 1 and 2");
            first.finding(Code::LockVersion, what)
        }
        _ => first.syntax("an address lock does not begin like this").help(format!("the first line is `{HEADER}`")),
    };
    Err(vec![finding])
}

/// Nothing that version 1 did not have: such a lock was put together by hand.
fn only_old(found: &[Found<'_>]) -> Result<(), Vec<Diagnostic>> {
    let newer = |one: &&Found<'_>| {
        let Entry { tables, word, account, region, after, stack, id, address, folder, roots, number, state, .. } =
            &one.entry;
        let fields = [tables.is_some(), word.is_some(), region.is_some(), after.is_some()];
        let objects = [stack.is_some(), id.is_some(), address.is_some(), *state == State::Left, is_memory(one.path)];
        let scopes = [account.is_some(), folder.is_some(), roots.is_some(), number.is_some()];
        fields.into_iter().chain(scopes).chain(objects).any(|is| is)
    };
    let newer = found.iter().filter(newer).take(MOST_FINDINGS);
    let findings: Vec<_> =
        newer.map(|one| one.line.syntax("a lock of version 1 has no such line; version 2 brought it")).collect();
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// The line with the digest and the lines before it.
fn ending<'t, 'l>(
    text: &str,
    first: &'l Line<'t>,
    rest: &'l [Line<'t>],
) -> Result<(&'l Line<'t>, &'l [Line<'t>]), Vec<Diagnostic>> {
    let cut = |line: &Line<'_>| {
        let what = "the lock ends here, without its whole digest line: the file was cut off";
        Err(vec![line.finding(Code::LockDigest, what)])
    };
    match rest.split_last() {
        Some((last, body)) if text.ends_with('\n') && last.text.starts_with("digest ") => Ok((last, body)),
        Some((last, _)) => cut(last),
        None => cut(first),
    }
}

fn entries<'a>(lines: &[Line<'a>]) -> Result<Vec<Found<'a>>, Vec<Diagnostic>> {
    let mut found: Vec<Found<'a>> = Vec::with_capacity(lines.len());
    let mut findings = Vec::new();
    for line in lines {
        match entry(*line) {
            Err(finding) => findings.push(*finding),
            Ok(next) => {
                if let Some(last) = found.last().filter(|last| last.path >= next.path) {
                    let what = if last.path == next.path { "stands twice" } else { "is not in its sorted place" };
                    let finding = next.line.syntax(format!("`{}` {what}", next.path));
                    findings.push(finding.also(last.line.span(), "after this"));
                }
                found.push(next);
            }
        }
        if findings.len() == MOST_FINDINGS {
            break;
        }
    }
    if findings.is_empty() { Ok(found) } else { Err(findings) }
}

fn entry(at: Line<'_>) -> Result<Found<'_>, Box<Diagnostic>> {
    let mut words = words(at.text);
    let path = at.text.split(' ').next().unwrap_or_default();
    if !is_path(path) {
        let what = match at.text {
            "" => "a lock has no empty lines",
            text if text.starts_with('#') => "a lock has no comments of its own; rendering would lose them",
            text if text.starts_with("digest ") => "the digest stands on the last line only",
            _ => "the line does not begin with a path such as `vpc/shop`",
        };
        return Err(Box::new(at.syntax(what)));
    }
    words.next();
    let mut entry = Entry::default();
    while let Some((start, word)) = words.next() {
        let span = at.part(start, start + word.len());
        let state = [State::Pinned, State::Freed, State::Left].into_iter().find(|state| state.word() == Some(word));
        if let Some(state) = state {
            entry.state = state;
        } else if Entry::FIELDS.contains(&word) {
            let Some((start, value)) = words.next() else {
                return Err(Box::new(at.syntax(format!("`{word}` has no value")).at(span, "")));
            };
            let span = at.part(start, start + value.len());
            entry.set(word, value).map_err(|error| Box::new(invalid_value(&at, span, word, value, &error)))?;
        } else {
            return Err(Box::new(unknown(&at, span, word)));
        }
    }
    // Order, spacing, repeated fields and numbers like `01` in one go.
    let expected = line(path, &entry);
    if expected != at.text {
        let finding = at.syntax("the line is not spaced or ordered as netgen writes it");
        return Err(Box::new(finding.help(format!("netgen writes `{expected}`"))));
    }
    Ok(Found { path, entry, line: at })
}

/// The words of a line with the places at which they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let all = text.split(' ').map(move |word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    });
    all.filter(|(_, word)| !word.is_empty())
}

fn invalid_value(at: &Line<'_>, span: Span, field: &str, value: &str, error: &str) -> Diagnostic {
    let mut lines = error.lines();
    let mut what = lines.next().unwrap_or_default().to_owned();
    // The value types quote the text; the standard library's number parser does not.
    if !what.contains('`') {
        what = format!("{} is not a number", quote(value));
    }
    lines.fold(at.syntax(format!("`{field}`: {what}")).at(span, ""), Diagnostic::help)
}

fn unknown(at: &Line<'_>, span: Span, word: &str) -> Diagnostic {
    let finding = at.syntax(format!("{} is no field of a lock", quote(word))).at(span, "");
    let known = Entry::FIELDS.iter().chain(&["pinned", "freed", "left"]);
    match known.min_by_key(|known| strsim::damerau_levenshtein(known, word)) {
        Some(known) if strsim::damerau_levenshtein(known, word) <= 2 => {
            finding.help(format!("did you mean `{known}`?"))
        }
        _ => finding,
    }
}

//! Trees laid over each other: `-f overlay.yaml` and `--set path=value`. Trees in, one tree out, every value still with
//! the place where it was written. It does not know which keys exist.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceId, Sources, Span, Spanned, closest};
use crate::yaml::{self, Entry, Kind, MAX_DEPTH, Node};
use std::collections::BTreeMap;

/// Keys whose maps hold things by names that people make up; the schema has them, and a test compares. Not pools: a preset
/// may bring those in later.
const NAMED: &[&str] = &[
    "connections",
    "direct_connect_gateways",
    "lags",
    "peerings",
    "remote_access",
    "routers",
    "security_groups",
    "segments",
    "sites",
    "tiers",
    "transit_gateways",
    "uplinks",
    "vpcs",
];

/// Lays a tree over another: maps key by key, everything else replaces what was there, and `null` takes a key away
/// (JSON Merge Patch, RFC 7396).
pub fn merge(base: &mut Node, over: Node) {
    let Kind::Map(additions) = over.kind else {
        *base = over;
        return;
    };
    // What was no map becomes one; merging into an empty map also drops the nulls of the addition.
    if !matches!(base.kind, Kind::Map(_)) {
        *base = Node { span: over.span, kind: Kind::Map(Vec::new()) };
    }
    let Kind::Map(entries) = &mut base.kind else { return };
    let index: BTreeMap<String, usize> =
        entries.iter().enumerate().map(|(index, entry)| (entry.key.value.clone(), index)).collect();
    let mut gone = Vec::new();
    for Entry { key, value } in additions {
        match index.get(&key.value) {
            Some(&known) if matches!(value.kind, Kind::Null) => gone.push(known),
            Some(&known) => merge(&mut entries[known].value, value),
            None if matches!(value.kind, Kind::Null) => {}
            None => {
                let mut fresh = Node { span: value.span, kind: Kind::Null };
                merge(&mut fresh, value);
                entries.push(Entry { key, value: fresh });
            }
        }
    }
    gone.sort_unstable();
    let mut place = 0;
    entries.retain(|_| {
        place += 1;
        gone.binary_search(&(place - 1)).is_err()
    });
}

/// Sets one value by its path: `vpcs.shop.nat`, `tags."a.b"`. Maps on the way that are not there are made, but nothing that
/// has a name: `vpcs.shpo.nat` is a slip, `vpcs.new={…}` is not. `null` takes the key away, a map is laid over the one that
/// is there. The value is a YAML scalar or flow collection and gets its places in a source `--set vpcs.shop.nat`.
pub fn set(root: &mut Node, path: &str, value: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let keys = match split(path) {
        Ok(keys) => keys,
        Err((at, problem)) => return diagnostics.push(bad_path(path, at, &problem, sources)),
    };
    let shown = join(&keys);
    let id = sources.add(format!("--set {shown}"), value);
    if value.trim().is_empty() {
        let message = format!("`--set {shown}` has no value");
        let help = format!("`--set '{shown}=null'` takes the key away, `--set '{shown}=\"\"'` sets an empty text");
        return diagnostics.push(Diagnostic::new(Code::BadOverlayPath, message).at(whole(id, value), "").help(help));
    }
    let Some(node) = yaml::read_value(sources, id, diagnostics) else { return };
    let is_block =
        matches!(node.kind, Kind::List(_) | Kind::Map(_)) && !value.trim_start().starts_with(['[', '{', '&']);
    if is_block {
        let message = "a value on the command line is a scalar, `[a, b]` or `{key: value}`";
        let finding = Diagnostic::new(Code::BadOverlayPath, message).at(node.span, "");
        return diagnostics.push(finding.help("put a text that holds `: ` or starts with `- ` in quotes"));
    }
    if let Err(problem) = check(root, &keys) {
        let finding = Diagnostic::new(Code::BadOverlayPath, problem.message).at(whole(id, value), "");
        let finding = finding.also(problem.there, problem.label);
        return diagnostics.push(problem.help.into_iter().fold(finding, Diagnostic::help));
    }
    merge(root, nest(keys, node, whole(id, value)));
}

/// Splits `path=value` at the first `=` outside quotes, as `--set` gets it.
#[must_use]
pub fn split_assignment(assignment: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let at = assignment.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == '=' && !quoted).then_some(at)
    })?;
    Some((&assignment[..at], &assignment[at + 1..]))
}

/// The keys of a path, or the byte and the sentence that say what is wrong with it.
pub(super) fn split(path: &str) -> Result<Vec<String>, (usize, String)> {
    let mut keys = Vec::new();
    let mut rest = path;
    loop {
        let at = path.len() - rest.len();
        let (key, after) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let end = quoted.find('"').ok_or_else(|| (at, "the closing quote is missing".to_owned()))?;
                (&quoted[..end], &quoted[end + 1..])
            }
            None => rest.split_at(rest.find(['.', '[', ']', '"']).unwrap_or(rest.len())),
        };
        keys.push(key.to_owned());
        let border = path.len() - after.len();
        if after.starts_with('[') && !keys.iter().all(String::is_empty) {
            let list = join(&keys);
            return Err((border, format!("one value of a list cannot be set; write the whole list: `{list}=[...]`")));
        }
        if key.is_empty() && !rest.starts_with('"') {
            return Err((at, "a key is missing here".to_owned()));
        }
        if keys.len() >= MAX_DEPTH {
            return Err((at, format!("no path has {MAX_DEPTH} keys")));
        }
        match after.chars().next() {
            None => return Ok(keys),
            Some('.') => rest = &after[1..],
            Some(found) => return Err((border, format!("`{found}` does not fit here; put the whole key in quotes"))),
        }
    }
}

fn bad_path(path: &str, at: usize, problem: &str, sources: &mut Sources) -> Diagnostic {
    let id = sources.add("--set", path);
    let length = path[at..].chars().next().map_or(0, char::len_utf8);
    let place = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Diagnostic::new(Code::BadOverlayPath, format!("not a path: {problem}"))
        .at(Span { source: id, start: place(at), end: place(at + length) }, "")
        .help("paths look like `vpcs.shop.nat` or `tags.\"a.b\"`")
}

/// Why a path leads nowhere.
struct DeadEnd {
    message: String,
    there: Span,
    label: &'static str,
    help: Vec<String>,
}

/// Whether each key on the way holds a map, holds nothing, or is not there and may be made.
fn check(root: &Node, keys: &[String]) -> Result<(), DeadEnd> {
    let mut node = root;
    let mut there = Span { end: root.span.start, ..root.span };
    for (depth, key) in keys.iter().enumerate() {
        match &node.kind {
            Kind::Map(entries) => match entries.iter().find(|entry| entry.key.value == *key) {
                Some(entry) => (node, there) = (&entry.value, entry.key.span),
                None => return invented(keys, depth, entries, there),
            },
            Kind::Null => return invented(keys, depth, &[], there),
            kind => {
                let (what, label) = match kind {
                    Kind::List(_) => ("a list", "this list"),
                    _ => ("a single value", "this value"),
                };
                let parent = join(&keys[..depth]);
                let message = format!("`{parent}` is {what} and has no key `{key}`");
                let help = vec![format!("set it as a whole: `--set '{parent}=...'`")];
                return Err(DeadEnd { message, there: node.span, label, help });
            }
        }
    }
    Ok(())
}

/// A path that goes on below a name that nothing has. `depth` is the first key that is not there, `beside` what stands in
/// its place.
fn invented(keys: &[String], depth: usize, beside: &[Entry], there: Span) -> Result<(), DeadEnd> {
    let is_named = |at: &usize| NAMED.contains(&keys[at - 1].as_str());
    let Some(at) = (depth.max(1)..keys.len().saturating_sub(1)).find(is_named) else { return Ok(()) };
    let message = format!("there is no `{}` in `{}`", keys[at], join(&keys[..at]));
    let known = beside.iter().filter(|_| at == depth).map(|entry| entry.key.value.as_str());
    let meant = closest(&keys[at], known).map(|meant| format!("did you mean `{meant}`?"));
    let add = format!("to add it, give it as a whole: `--set '{}={{...}}'`", join(&keys[..=at]));
    Err(DeadEnd { message, there, label: "below this", help: meant.into_iter().chain([add]).collect() })
}

/// Maps of one key each around a value.
fn nest(keys: Vec<String>, value: Node, span: Span) -> Node {
    keys.into_iter().rev().fold(value, |value, key| {
        let entry = Entry { key: Spanned { value: key, span }, value };
        Node { span, kind: Kind::Map(vec![entry]) }
    })
}

pub(super) fn join(keys: &[String]) -> String {
    let quote = |key: &String| if key.contains(['.', '[', ']', '=']) { format!("\"{key}\"") } else { key.clone() };
    keys.iter().map(quote).collect::<Vec<_>>().join(".")
}

fn whole(id: SourceId, text: &str) -> Span {
    Span { source: id, start: 0, end: u32::try_from(text.len()).unwrap_or(u32::MAX) }
}

#[cfg(test)]
#[path = "overlay_tests.rs"]
mod tests;

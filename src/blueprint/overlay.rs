//! Trees laid over each other: `-f overlay.yaml` and `--set path=value`. Trees in, one tree out, every value still with
//! the place where it was written. It does not know which keys exist.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceId, Sources, Span, Spanned};
use crate::yaml::{self, Entry, Kind, MAX_DEPTH, Node};
use std::collections::BTreeMap;

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

/// Sets one value by its path: `vpcs.shop.nat`, `tags."a.b"`. Maps on the way that are not there are made; `null` takes
/// the key away, a map is laid over the one that is there. The value is a YAML scalar or flow collection and gets its places in a source `--set vpcs.shop.nat`.
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
        return diagnostics.push(finding.help(problem.help));
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
fn split(path: &str) -> Result<Vec<String>, (usize, String)> {
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
    help: String,
}

/// Whether each key on the way holds a map, holds nothing, or is not there.
fn check(root: &Node, keys: &[String]) -> Result<(), DeadEnd> {
    let mut node = root;
    for (depth, key) in keys.iter().enumerate() {
        match &node.kind {
            Kind::Map(entries) => match entries.iter().find(|entry| entry.key.value == *key) {
                Some(entry) => node = &entry.value,
                None => return Ok(()),
            },
            Kind::Null => return Ok(()),
            kind => {
                let (what, label) = match kind {
                    Kind::List(_) => ("a list", "this list"),
                    _ => ("a single value", "this value"),
                };
                let parent = join(&keys[..depth]);
                let message = format!("`{parent}` is {what} and has no key `{key}`");
                let help = format!("set it as a whole: `--set '{parent}=...'`");
                return Err(DeadEnd { message, there: node.span, label, help });
            }
        }
    }
    Ok(())
}

/// Maps of one key each around a value.
fn nest(keys: Vec<String>, value: Node, span: Span) -> Node {
    keys.into_iter().rev().fold(value, |value, key| {
        let entry = Entry { key: Spanned { value: key, span }, value };
        Node { span, kind: Kind::Map(vec![entry]) }
    })
}

fn join(keys: &[String]) -> String {
    let quote = |key: &String| if key.contains(['.', '[', ']', '=']) { format!("\"{key}\"") } else { key.clone() };
    keys.iter().map(quote).collect::<Vec<_>>().join(".")
}

fn whole(id: SourceId, text: &str) -> Span {
    Span { source: id, start: 0, end: u32::try_from(text.len()).unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn load(sources: &mut Sources, text: &str) -> Node {
        let id = sources.add("test.yaml", text);
        let mut diagnostics = Diagnostics::default();
        let node = yaml::read(sources, id, &mut diagnostics);
        node.unwrap_or_else(|| panic!("{diagnostics:?}"))
    }

    fn show(node: &Node) -> String {
        match &node.kind {
            Kind::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" ")),
            Kind::Map(entries) => {
                let one = |entry: &Entry| format!("{}={}", entry.key.value, show(&entry.value));
                format!("{{{}}}", entries.iter().map(one).collect::<Vec<_>>().join(" "))
            }
            Kind::Text(text) => format!("'{text}'"),
            Kind::Integer(value) => value.to_string(),
            other => format!("{other:?}"),
        }
    }

    fn merged(base: &str, over: &str) -> String {
        let mut sources = Sources::default();
        let mut base = load(&mut sources, base);
        let over = load(&mut sources, over);
        merge(&mut base, over);
        show(&base)
    }

    /// The tree after one `--set`, or the message.
    fn after(base: &str, path: &str, value: &str) -> String {
        let mut sources = Sources::default();
        let mut root = load(&mut sources, base);
        let before = show(&root);
        let mut diagnostics = Diagnostics::default();
        set(&mut root, path, value, &mut sources, &mut diagnostics);
        match diagnostics.sorted().first() {
            Some(first) => {
                assert_eq!(show(&root), before, "an error changes nothing");
                let span = first.primary.as_ref().expect("a place").span;
                assert!(span.end as usize <= sources.get(span.source).text.len());
                assert!(sources.get(span.source).name.starts_with("--set"));
                format!("{}: {}", first.code.number(), first.message)
            }
            None => show(&root),
        }
    }

    #[test]
    fn maps_merge_and_everything_else_replaces() {
        assert_eq!(merged("{a: 1, b: {c: 2, d: 3}}", "{b: {c: 4, e: 5}, f: 6}"), "{a=1 b={c=4 d=3 e=5} f=6}");
        assert_eq!(merged("{a: [1, 2], b: 1}", "{a: [3], b: {c: 1}}"), "{a=[3] b={c=1}}");
        assert_eq!(merged("{a: {b: 1}}", "{a: 2}"), "{a=2}");
    }

    #[test]
    fn null_takes_a_key_away() {
        assert_eq!(merged("{a: 1, b: 2, c: {d: 3, e: 4}}", "{a: ~, c: {d: null}, gone: ~}"), "{b=2 c={e=4}}");
        assert_eq!(merged("{a: 1}", "{b: {c: ~, d: {e: ~}}}"), "{a=1 b={d={}}}");
        assert_eq!(merged("{a: 1}", "{a: {c: ~, d: 1}}"), "{a={d=1}}");
    }

    #[test]
    fn merged_values_keep_their_places() {
        let mut sources = Sources::default();
        let mut base = load(&mut sources, "a: {b: 1, c: 2}");
        let over = load(&mut sources, "a:\n  c: 3\n");
        merge(&mut base, over);
        let Kind::Map(top) = &base.kind else { panic!("a map") };
        let Kind::Map(inner) = &top[0].value.kind else { panic!("a map") };
        let text = |span: Span| &sources.get(span.source).text[span.start as usize..span.end as usize];
        assert_eq!((inner[0].value.span.source.0, text(inner[0].value.span)), (0, "1"));
        assert_eq!((inner[1].value.span.source.0, text(inner[1].value.span)), (1, "3"));
    }

    #[test]
    fn set_reaches_any_key() {
        assert_eq!(after("{vpcs: {shop: {nat: per-az}}}", "vpcs.shop.nat", "single"), "{vpcs={shop={nat='single'}}}");
        assert_eq!(after("{a: 1}", "b.c.d", "[x, 5]"), "{a=1 b={c={d=['x' 5]}}}");
        assert_eq!(after("{a: ~}", "a.b", "{c: 1}"), "{a={b={c=1}}}");
        assert_eq!(after("{a: {b: 1, c: 2}}", "a.b", "null"), "{a={c=2}}");
        assert_eq!(after("{t: {}}", "t.\"a.b\".c", "'4711'"), "{t={a.b={c='4711'}}}");
        assert_eq!(after("{a: {k: 1}}", "a", "{b: 2}"), "{a={k=1 b=2}}");
        assert_eq!(after("{a: 1}", "rules.100", "\"\""), "{a=1 rules={100=''}}");
    }

    #[test]
    fn a_path_that_leads_nowhere_is_an_error() {
        for (path, value, message) in [
            ("", "1", "NG0017: not a path: a key is missing here"),
            ("a..b", "1", "NG0017: not a path: a key is missing here"),
            ("a.", "1", "NG0017: not a path: a key is missing here"),
            ("l[0]", "1", "NG0017: not a path: one value of a list cannot be set; write the whole list: `l=[...]`"),
            ("a.\"b", "1", "NG0017: not a path: the closing quote is missing"),
            ("a\"b\"", "1", "NG0017: not a path: `\"` does not fit here; put the whole key in quotes"),
            ("l.x", "1", "NG0017: `l` is a list and has no key `x`"),
            ("s.x.y", "1", "NG0017: `s` is a single value and has no key `x`"),
            ("s", "", "NG0017: `--set s` has no value"),
            ("s", "a: b", "NG0017: a value on the command line is a scalar, `[a, b]` or `{key: value}`"),
            ("s", "[a", "NG0001: not valid YAML: "),
            ("s", "2001:db8::", "NG0011: the IPv6 address `2001:db8::` is not in quotes"),
        ] {
            let found = after("{l: [1], s: x}", path, value);
            assert!(found.starts_with(message), "{path}={value}: {found}");
        }
        assert!(after("{a: 1}", &"a.".repeat(100_000), "1").contains("no path has 64 keys"));
    }

    #[test]
    fn assignments_split_outside_quotes() {
        assert_eq!(split_assignment("a.b=c=d"), Some(("a.b", "c=d")));
        assert_eq!(split_assignment("t.\"x=y\"=1"), Some(("t.\"x=y\"", "1")));
        assert_eq!(split_assignment("a"), None);
        assert_eq!(split_assignment("=1"), Some(("", "1")));
    }

    proptest! {
        #[test]
        fn set_never_panics(path in "[a-c.\"\\[\\]=é]{0,12}", value in "[-a1\\[\\]{}:,\"'&* \n]{0,12}") {
            after("{a: {b: 1}, c: [1]}", &path, &value);
        }

        /// An overlay twice is the overlay once.
        #[test]
        fn merging_is_idempotent(keys in proptest::collection::vec("[a-c](\\.[a-c]){0,2}", 1..5)) {
            let mut sources = Sources::default();
            let mut over = load(&mut sources, "{}");
            for key in keys {
                set(&mut over, &key, "{x: 1, y: null}", &mut sources, &mut Diagnostics::default());
            }
            let mut once = load(&mut sources, "{a: {x: 2, y: 3}, b: 1}");
            merge(&mut once, over.clone());
            let mut twice = once.clone();
            merge(&mut twice, over);
            prop_assert_eq!(show(&once), show(&twice));
        }
    }
}

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

/// A slip in a name would otherwise add a VPC that nobody asked for.
#[test]
fn nothing_with_a_name_is_made_in_passing() {
    let base = "{vpcs: {shop: {nat: per-az, tiers: {app: {prefix: 24}}}}}";
    for (path, value, message) in [
        ("vpcs.shpo.nat", "single", "there is no `shpo` in `vpcs`"),
        ("vpcs.shpo.nat", "null", "there is no `shpo` in `vpcs`"),
        ("vpcs.shop.tiers.aap.prefix", "25", "there is no `aap` in `vpcs.shop.tiers`"),
        ("vpcs.shop.security_groups.web.egress", "[]", "there is no `web` in `vpcs.shop.security_groups`"),
        ("vpcs.new.tiers.app", "{prefix: 24}", "there is no `new` in `vpcs`"),
    ] {
        assert_eq!(after(base, path, value), format!("NG0017: {message}"), "{path}");
    }
    assert!(after(base, "vpcs.new", "{cidr: 10.1.0.0/16}").contains("new={cidr='10.1.0.0/16'}"));
    assert!(after(base, "vpcs.shop.growth.az_slots", "8").contains("growth={az_slots=8}"));
    assert!(after(base, "vpcs.shop.tiers.db", "{prefix: 25}").contains("db={prefix=25}"));
    assert!(after("{tags: {}}", "tags.tiers", "x").contains("tiers='x'"));
    assert!(after("{vpcs: ~}", "vpcs.shop.nat", "none").starts_with("NG0017: there is no `shop`"));
}

/// Every map of the language that holds maps by name is among those that `--set` guards, pools aside.
#[test]
fn named_maps_of_the_schema_are_known() {
    fn walk(node: &serde_json::Value, root: &serde_json::Value, found: &mut Vec<String>) {
        let members = node.as_object().into_iter().flatten();
        for (key, inner) in members {
            let of = inner["patternProperties"].as_object().and_then(|of| of.iter().next());
            let named = of.filter(|(pattern, _)| pattern.starts_with("^[a-z][a-z0-9]*("));
            let inside =
                |of: &serde_json::Value| of["$ref"].as_str().or(of["anyOf"][0]["$ref"].as_str()).map(str::to_owned);
            if let Some(target) = named.and_then(|(_, of)| inside(of)?.strip_prefix('#').map(str::to_owned))
                && root.pointer(&target).is_some_and(|target| target["properties"].is_object())
            {
                found.push(key.clone());
            }
            walk(inner, root, found);
        }
    }
    let (schema, mut found) = (crate::blueprint::schema().to_value(), Vec::new());
    walk(&schema, &schema, &mut found);
    assert!(found.contains(&"vpcs".to_owned()) && found.contains(&"tiers".to_owned()), "{found:?}");
    for key in found {
        assert!(NAMED.contains(&key.as_str()), "{key}");
    }
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

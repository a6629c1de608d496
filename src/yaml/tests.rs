use super::*;
use std::fmt::Write as _;

fn load(text: &str) -> (Option<Node>, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let id = sources.add("test.yaml", text);
    let mut diagnostics = Diagnostics::default();
    let node = read(&sources, id, &mut diagnostics);
    (node, diagnostics, sources)
}

fn good(text: &str) -> Node {
    let (node, diagnostics, _) = load(text);
    assert_eq!(diagnostics.counts(), (0, 0), "{text:?}: {diagnostics:?}");
    node.expect("a tree")
}

/// The code of each finding and the text under its carets.
fn bad(text: &str) -> Vec<(Code, String)> {
    let (_, diagnostics, _) = load(text);
    diagnostics
        .sorted()
        .iter()
        .map(|one| {
            let span = one.primary.as_ref().expect("a place").span;
            (one.code, text[span.start as usize..span.end as usize].to_owned())
        })
        .collect()
}

/// A short form to compare with: text in `"`, numbers bare, `{}` and `[]` as in flow style.
fn show(node: &Node) -> String {
    match &node.kind {
        Kind::Null => "null".to_owned(),
        Kind::Bool(value) => value.to_string(),
        Kind::Integer(value) => value.to_string(),
        Kind::Number(raw) => format!("#{raw}"),
        Kind::Text(text) => format!("{text:?}"),
        Kind::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" ")),
        Kind::Map(entries) => {
            let one = |entry: &Entry| format!("{}={}", entry.key.value, show(&entry.value));
            format!("{{{}}}", entries.iter().map(one).collect::<Vec<_>>().join(" "))
        }
    }
}

fn at(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

#[test]
fn only_what_is_a_number_becomes_one() {
    for (plain, shown) in [
        ("0", "0"),
        ("64512", "64512"),
        ("-7", "-7"),
        ("9223372036854775807", "9223372036854775807"),
        ("9223372036854775808", "#9223372036854775808"),
        ("1.5", "#1.5"),
        ("-0.5", "#-0.5"),
        ("true", "true"),
        ("false", "false"),
        ("~", "null"),
    ] {
        assert_eq!(show(&good(&format!("[{plain}]"))), format!("[{shown}]"));
    }
}

#[test]
fn look_alikes_stay_text() {
    for plain in [
        "no",
        "yes",
        "on",
        "off",
        "No",
        "True",
        "FALSE",
        "y",
        "017",
        "-017",
        "-0",
        "+5",
        "1_000",
        "0x1F",
        "0o17",
        "0b1",
        "1e3",
        "1.5e3",
        ".inf",
        "-.inf",
        ".nan",
        ".5",
        "5.",
        "01.5",
        "12:30",
        "65000:100",
        "10.0.0.0/16",
        "1.2.3.4",
        "2026-11-01",
        "2026-11-01T10:00:00Z",
        "::1",
        "2001:db8::/32",
        "2001:db8::1",
        "00:11:22:33:44:55",
        "1,000",
        "０",
        "=",
        "<<",
    ] {
        assert_eq!(show(&good(&format!("- {plain}"))), format!("[{plain:?}]"));
    }
    assert_eq!(show(&good("['5', \"true\", 'null', '']")), r#"["5" "true" "null" ""]"#);
}

#[test]
fn spans_are_exact() {
    let text =
        "name: shop # ä\nvpcs:\n  ü: {cidr: \"10.0.0.0/16\", zones: [a, 'c']}\n  empty:\nlast: |\n  two\n  lines\n";
    let root = good(text);
    let Kind::Map(entries) = &root.kind else { panic!("a map") };
    assert_eq!(at(text, entries[0].key.span), "name");
    assert_eq!(at(text, entries[0].value.span), "shop");
    let Kind::Map(vpcs) = &entries[1].value.kind else { panic!("a map") };
    assert_eq!(at(text, entries[1].value.span), "ü: {cidr: \"10.0.0.0/16\", zones: [a, 'c']}\n  empty");
    assert_eq!(at(text, vpcs[0].key.span), "ü");
    assert_eq!(at(text, vpcs[0].value.span), "{cidr: \"10.0.0.0/16\", zones: [a, 'c']}");
    let Kind::Map(fields) = &vpcs[0].value.kind else { panic!("a map") };
    assert_eq!(at(text, fields[0].value.span), "\"10.0.0.0/16\"");
    assert_eq!(at(text, fields[1].value.span), "[a, 'c']");
    assert_eq!(vpcs[1].value.span.start, vpcs[1].key.span.end, "a value that is not there stands behind its key");
    assert!(at(text, entries[2].value.span).contains("two\n  lines"));
}

#[test]
fn spans_survive_windows_line_ends_and_a_byte_order_mark() {
    let text = "\u{FEFF}a: 1\r\nb:\r\n  - x\r\n  - y z\r\n";
    let root = good(text);
    assert_eq!(show(&root), r#"{a=1 b=["x" "y z"]}"#);
    let Kind::Map(entries) = &root.kind else { panic!("a map") };
    let Kind::List(items) = &entries[1].value.kind else { panic!("a list") };
    assert_eq!(at(text, items[1].span), "y z");
    assert_eq!(at(text, entries[1].value.span), "- x\r\n  - y z");
}

#[test]
fn bytes_that_are_no_text_are_named() {
    assert_eq!(text_of(b"\xEF\xBB\xBFa: 1".to_vec()).as_deref(), Ok("a: 1"));
    assert_eq!(text_of(Vec::new()).as_deref(), Ok(""));
    assert_eq!(text_of(b"a: \xFFb".to_vec()).map_err(|error| error.offset), Err(3));
    assert_eq!(text_of(b"ab\xE4\xBD".to_vec()).map_err(|error| error.offset), Err(2));
    let utf16 = text_of(b"\xFF\xFEa\0".to_vec()).expect_err("UTF-16");
    let message = |error: NotText| error.diagnostic("x.yaml", &mut Sources::default()).message;
    assert_eq!(message(utf16), "`x.yaml` is not UTF-8 text: it begins with the byte-order mark of UTF-16");
    for (bytes, what) in [
        (&b"a: b\nname: caf\xE9\n"[..], "line 2 holds the byte 0xE9, `\u{e9}` in Windows-1252"),
        (b"\n\na: \x93b\x94", "line 3 holds the byte 0x93, `\u{201c}` in Windows-1252"),
        (b"a: \x81", "line 1 holds the byte 0x81"),
    ] {
        let error = text_of(bytes.to_vec()).expect_err("no UTF-8");
        assert_eq!(message(error), format!("`x.yaml` is not UTF-8 text: {what}"));
    }
}

/// The line of a space that is a letter to YAML is named, wherever the parser gives up.
#[test]
fn spaces_that_yaml_takes_for_letters_are_named_where_they_are() {
    for (text, line) in [
        ("a:\n  b: 1\n\u{a0}\u{a0}c: 2\n", 3),
        ("a:\n\u{a0} b: 1\n  c: 2\n", 2),
        ("a:\n \u{a0}b: 1\n  c: 2\nd: 3\n", 2),
        ("a:\n  - 1\n \u{2003}- 2\nb: 3\n", 3),
        ("a: 1\nb:\u{a0}2\nc: 3\n", 2),
        ("a\u{a0}: 1\n", 1),
        ("a: {\u{3000}b: 1}\n", 1),
    ] {
        let (_, diagnostics, sources) = load(text);
        let found: Vec<_> = diagnostics.sorted().into_iter().map(|one| (one.code, one.primary.clone())).collect();
        let [(Code::Syntax, Some(label))] = found.as_slice() else { panic!("{text:?}: {diagnostics:?}") };
        let at = crate::diagnostic::position(sources.get(label.span.source), label.span.start).0;
        assert_eq!(at, line, "{text:?}: {diagnostics:?}");
        assert!(diagnostics.sorted()[0].message.contains("U+"), "{text:?}: {diagnostics:?}");
    }
    assert_eq!(show(&good("a: \"x\u{a0}y\" # \u{a0}\n")), "{a=\"x\\u{a0}y\"}");
}

#[test]
fn characters_that_nobody_sees_are_errors() {
    for (text, what) in [
        ("a: b\0c", "\0"),
        ("a: \u{1b}[31m", "\u{1b}"),
        ("a: x\u{202E}y", "\u{202E}"),
        ("# \u{7f}", "\u{7f}"),
        ("a: \"\\u001b[31m\"", "\"\\u001b[31m\""),
        ("a: \"\\0\"", "\"\\0\""),
    ] {
        assert_eq!(bad(text), [(Code::NotText, what.to_owned())]);
    }
    assert_eq!(show(&good("a: \"tab\\tline\\n\"")), r#"{a="tab\tline\n"}"#);
}

#[test]
fn keys_may_be_numbers_but_nothing_else() {
    assert_eq!(
        show(&good("100: a\n200: b\n0100: c\ntrue: d\n1.5: e\n")),
        r#"{100="a" 200="b" 0100="c" true="d" 1.5="e"}"#
    );
    assert_eq!(bad("? [a]\n: 1\n"), [(Code::BadKey, "[a]".to_owned())]);
    assert_eq!(bad("{{a: 1}: 2, ~: 3}"), [(Code::BadKey, "{a: 1}".to_owned()), (Code::BadKey, "~".to_owned())]);
    assert_eq!(bad("a: {{x}}")[0].0, Code::BadKey, "what a template engine left behind");
}

#[test]
fn duplicate_keys_show_both_places_and_keep_the_first() {
    let (node, diagnostics, _) = load("a: 1\nb: {x: 1, y: 2, x: 3}\na: 4\na: 5\n");
    assert_eq!(show(&node.expect("the rest is usable")), "{a=1 b={x=1 y=2}}");
    let places: Vec<_> = diagnostics
        .sorted()
        .iter()
        .map(|one| (one.code, one.primary.as_ref().map(|label| label.span.start), one.related[0].span.start))
        .collect();
    let code = Code::DuplicateKey;
    assert_eq!(places, [(code, Some(21), 9), (code, Some(27), 0), (code, Some(32), 0)]);
}

#[test]
fn an_address_without_quotes_gets_the_quotes_suggested() {
    for text in [
        "cidr: 2001:db8::",
        "a: {cidr: 2001:db8::}",
        "- 2001:db8::",
        "[2001:db8::]",
        "a:\n  b: fe80::\n",
        "{2001:db8::}",
    ] {
        let found = bad(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, Code::UnquotedIpv6, "{text}");
        assert!(found[0].1.ends_with("::"), "{text}: {found:?}");
    }
    assert_eq!(bad("a: \"2001:db8::\" b")[0].0, Code::Syntax);
    assert_eq!(bad("a: b: c")[0].0, Code::Syntax);
}

#[test]
fn tags_and_several_documents_are_errors() {
    assert_eq!(
        bad("a: !Ref x\nb: !!str 5\n"),
        [(Code::UnsupportedTag, "!Ref".to_owned()), (Code::UnsupportedTag, "!!str".to_owned())]
    );
    assert_eq!(bad("a: !x {b: 1}"), [(Code::UnsupportedTag, "!x".to_owned())]);
    assert_eq!(bad("---\na: 1\n---\nb: 2\n"), [(Code::SeveralDocuments, "---".to_owned())]);
    assert_eq!(show(&good("%YAML 1.2\n---\na: 1\n...\n")), "{a=1}");
}

#[test]
fn nothing_is_an_error() {
    for text in ["", " \n", "# only a comment\n", "---\n", "---\n...\n", "null", "\u{FEFF}"] {
        assert_eq!(bad(text), [(Code::EmptyDocument, String::new())], "{text:?}");
    }
}

#[test]
fn syntax_errors_have_a_place_and_advice() {
    let (node, diagnostics, _) = load("a:\n\t- b\n");
    assert!(node.is_none());
    assert!(diagnostics.sorted()[0].help[0].contains("spaces"), "{diagnostics:?}");
    for text in
        ["a: [1, 2", "a: 'x", "*a", "a: *b", "}", "a: @b", "- a\nb: c", "&", "!", "? ", "a: |9x", "{a", "\"\\q\""]
    {
        let (_, diagnostics, _) = load(text);
        assert!(diagnostics.has_errors() || text == "? ", "{text:?}");
    }
}

#[test]
fn aliases_and_merge_keys_work_within_a_budget() {
    assert_eq!(show(&good("a: &x {k: 1}\nb: *x\nc: [*x, *x]\n")), "{a={k=1} b={k=1} c=[{k=1} {k=1}]}");
    assert_eq!(show(&good("a: &x {k: 1, l: 2}\nb: {l: 3, <<: *x}\n")), "{a={k=1 l=2} b={l=3 k=1}}");
    assert_eq!(
        show(&good("a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc: {<<: [*x, *y]}\n")),
        "{a={k=1} b={k=2 m=3} c={k=1 m=3}}"
    );
    assert_eq!(show(&good("{'<<': 1}")), "{<<=1}");
    assert_eq!(bad("{<<: 1}"), [(Code::BadKey, "1".to_owned())]);
    assert_eq!(bad("a: &x [*x]"), [(Code::AliasBudget, "*x".to_owned())]);
    let text = "a: &x 10.0.0.0/8\nb: *x\n";
    let Kind::Map(entries) = good(text).kind else { panic!("a map") };
    assert_eq!(at(text, entries[1].value.span), "*x", "the place of use");
}

#[test]
fn alias_bombs_stop_at_once() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let uses = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(laughs, "a{level}: &a{level} [{uses}]").expect("a String takes all");
    }
    assert_eq!(bad(&laughs)[0].0, Code::AliasBudget);
    let long = format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(1 << 20), "*a, ".repeat(100_000));
    assert_eq!(bad(&long)[0].0, Code::AliasBudget, "few values, much text");
    // A chain of anchors, each one level deeper, must not outgrow the depth either.
    let mut chain = "a0: &a0 [x]\n".to_owned();
    for level in 1..200 {
        writeln!(chain, "a{level}: &a{level} [*a{}]", level - 1).expect("a String takes all");
    }
    assert_eq!(bad(&chain)[0].0, Code::TooDeep);
}

#[test]
fn depth_is_limited_in_every_style() {
    let block: String = (0..1000).fold(String::new(), |text, level| text + &" ".repeat(level) + "a:\n");
    for text in ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000), "? ".repeat(100_000), block] {
        let found = bad(&text);
        assert_eq!(found[0].0, Code::TooDeep, "{}", &text[..20]);
    }
    let deepest = "[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH);
    assert_eq!(show(&good(&deepest).clone()).len(), 2 * MAX_DEPTH);
    assert_eq!(bad(&format!("[{deepest}]"))[0].0, Code::TooDeep);
    let half = "[".repeat(40) + &"]".repeat(40);
    assert_eq!(bad(&format!("{{a: &x {half}, b: {}*x{}}}", "[".repeat(40), "]".repeat(40)))[0].0, Code::TooDeep);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test is about time")]
fn large_documents_are_read_and_larger_ones_refused() {
    let line = "  subnet-000000: {cidr: 10.0.0.0/16, zone: a, tags: {Owner: platform, CostCenter: \"4711\"}}\n";
    let mut text = "subnets:\n".to_owned();
    for index in 0..(10 << 20) / line.len() {
        text.push_str(&line.replace("000000", &format!("{index:06}")));
    }
    let started = std::time::Instant::now();
    good(&text);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
    assert_eq!(bad(&"a: 1\n".repeat(MAX_BYTES / 5 + 1))[0].0, Code::TooLarge);
    assert_eq!(bad(&"a: 1\n".repeat(100_000)).len(), 50, "enough is enough");
}

#[test]
fn nothing_panics() {
    use proptest::prelude::*;
    proptest!(|(text in "[-a{}\\[\\]:,?&*!|>'\"%@` \n\t#0-9é.<~\u{FEFF}]{0,60}")| {
        load(&text);
    });
    proptest!(|(bytes in proptest::collection::vec(any::<u8>(), 0..200))| {
        if let Ok(text) = text_of(bytes) {
            load(&text);
        }
    });
}

use crate::diagnostic::*;

const CORP: &str = "vpcs:\n  orders:   {cidr: 10.0.0.0/16}\n  # between\n  payments: {cidr: 10.0.128.0/17}\n";

fn find(text: &str, id: SourceId, what: &str) -> Span {
    let start = text.find(what).expect("it is there");
    Span {
        source: id,
        start: u32::try_from(start).expect("short"),
        end: u32::try_from(start + what.len()).expect("short"),
    }
}

fn one(diagnostic: Diagnostic) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    diagnostics
}

fn text(diagnostic: Diagnostic, sources: &Sources) -> String {
    report(&one(diagnostic), sources, Format::Text { color: false })
}

fn overlap(sources: &mut Sources) -> Diagnostic {
    let id = sources.add("corp.yaml", CORP);
    Diagnostic::new(Code::BadValue, "VPC `payments` overlaps VPC `orders`")
        .at(find(CORP, id, "10.0.128.0/17"), "inside 10.0.0.0/16")
        .also(find(CORP, id, "10.0.0.0/16"), "`orders` is here")
        .why("a transit gateway would silently drop one of the two routes")
        .help("write `pool: production, prefix: 17`")
}

#[test]
fn the_text_form_shows_the_lines_and_what_to_do() {
    let mut sources = Sources::default();
    let diagnostic = overlap(&mut sources);
    insta::assert_snapshot!(text(diagnostic, &sources), @r#"
    error[NG0015]: VPC `payments` overlaps VPC `orders`
     --> corp.yaml:4:20
      |
    2 |   orders:   {cidr: 10.0.0.0/16}
      |                    ----------- `orders` is here
    3 |   # between
    4 |   payments: {cidr: 10.0.128.0/17}
      |                    ^^^^^^^^^^^^^ inside 10.0.0.0/16
      |
      = why: a transit gateway would silently drop one of the two routes
      = help: write `pool: production, prefix: 17`
      = more: netgen explain NG0015
    "#);
}

#[test]
fn places_in_two_files_and_none_at_all() {
    let mut sources = Sources::default();
    let mut diagnostic = overlap(&mut sources);
    let over = sources.add("over.yaml", "# first\nvpcs: {orders: {cidr: 10.0.0.0/16}}\n");
    diagnostic.related.push(Label { span: Span { source: over, start: 23, end: 27 }, text: "changed here".to_owned() });
    insta::assert_snapshot!(text(diagnostic, &sources), @r#"
    error[NG0015]: VPC `payments` overlaps VPC `orders`
     --> corp.yaml:4:20
      |
    2 |   orders:   {cidr: 10.0.0.0/16}
      |                    ----------- `orders` is here
    3 |   # between
    4 |   payments: {cidr: 10.0.128.0/17}
      |                    ^^^^^^^^^^^^^ inside 10.0.0.0/16
      |
     ::: over.yaml:2:16
      |
    2 | vpcs: {orders: {cidr: 10.0.0.0/16}}
      |                ---- changed here
      |
      = why: a transit gateway would silently drop one of the two routes
      = help: write `pool: production, prefix: 17`
      = more: netgen explain NG0015
    "#);
    insta::assert_snapshot!(text(Diagnostic::new(Code::NotText, "`x` is not text").help("a\nb"), &sources), @r"
    error[NG0002]: `x` is not text
     |
     = help: a
             b
     = more: netgen explain NG0002
    ");
}

#[test]
fn a_place_of_many_lines_shows_where_it_begins() {
    let mut sources = Sources::default();
    let id = sources.add("a.yaml", "a:\r\n  b: 1\r\n  c: 2\r\n");
    let span = Span { source: id, start: 6, end: 18 };
    insta::assert_snapshot!(text(Diagnostic::new(Code::WrongType, "expected text").at(span, ""), &sources), @r#"
    error[NG0013]: expected text
     --> a.yaml:2:3
      |
    2 |   b: 1
      |   ^^^^
      |
      = more: netgen explain NG0013
    "#);
}

#[test]
fn nothing_of_the_user_acts_on_the_terminal() {
    let evil = "a\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{2066}\0\u{200f}\rb";
    let mut sources = Sources::default();
    let id = sources.add(format!("file{evil}.yaml"), format!("key: {evil} # end\n"));
    let span = Span { source: id, start: 5, end: 9 };
    let mut diagnostics = one(Diagnostic::new(Code::BadValue, format!("message {evil}"))
        .at(span, evil)
        .also(span, evil)
        .why(evil)
        .help(evil));
    diagnostics.push(Diagnostic::new(Code::BadKey, evil));
    for format in [Format::Text { color: false }, Format::Json, Format::Github] {
        let shown = report(&diagnostics, &sources, format);
        let bad: Vec<_> = shown.chars().filter(|&c| c != '\n' && crate::diagnostic::visible::is_invisible(c)).collect();
        assert!(bad.is_empty(), "{format:?}: {bad:?}\n{shown}");
    }
    let colored = report(&diagnostics, &sources, Format::Text { color: true });
    assert!(colored.contains("\u{1b}[") && !colored.contains("\u{1b}]") && !colored.contains('\u{9b}'));
    let json: serde_json::Value = serde_json::from_str(&report(&diagnostics, &sources, Format::Json)).expect("JSON");
    assert_eq!(json[0]["message"], format!("message {evil}"), "the data is whole");
}

#[test]
fn a_line_of_a_megabyte_is_cut() {
    let mut sources = Sources::default();
    let line = format!("{}BAD{}FAR", "x".repeat(1 << 19), "é".repeat(1 << 18));
    let id = sources.add("long.yaml", format!("first\n{line}\n"));
    let source = sources.get(id).text.clone();
    let diagnostic = Diagnostic::new(Code::BadValue, "bad")
        .at(find(&source, id, "BAD"), "this")
        .also(find(&source, id, "FAR"), "that");
    let shown = text(diagnostic, &sources);
    assert!(shown.len() < 2000, "{}", shown.len());
    assert!(shown.contains("BAD") && shown.contains("^^^ this") && shown.contains("long.yaml:2:524289"), "{shown}");
}

#[test]
fn places_far_apart_do_not_print_what_lies_between() {
    let mut sources = Sources::default();
    let body = "filler: 1\n".repeat(50_000);
    let id = sources.add("far.yaml", format!("first: 1\n{body}last: 1\n"));
    let source = sources.get(id).text.clone();
    let diagnostic = Diagnostic::new(Code::DuplicateKey, "twice")
        .at(find(&source, id, "last"), "again")
        .also(find(&source, id, "first"), "first");
    let shown = text(diagnostic, &sources);
    assert!(shown.lines().count() < 20, "{shown}");
    assert!(shown.contains("far.yaml:50002:1") && shown.contains("far.yaml:1:1"), "{shown}");
}

#[test]
fn json_has_every_part() {
    let mut sources = Sources::default();
    let diagnostic = overlap(&mut sources);
    insta::assert_snapshot!(report(&one(diagnostic), &sources, Format::Json), @r#"
    [
      {
        "code": "NG0015",
        "severity": "error",
        "message": "VPC `payments` overlaps VPC `orders`",
        "file": "corp.yaml",
        "line": 4,
        "column": 20,
        "end": {
          "line": 4,
          "column": 33
        },
        "label": "inside 10.0.0.0/16",
        "why": "a transit gateway would silently drop one of the two routes",
        "help": [
          "write `pool: production, prefix: 17`"
        ],
        "related": [
          {
            "file": "corp.yaml",
            "line": 2,
            "column": 20,
            "end": {
              "line": 2,
              "column": 31
            },
            "message": "`orders` is here"
          }
        ]
      }
    ]
    "#);
    assert_eq!(report(&Diagnostics::default(), &sources, Format::Json), "[]\n");
    let bare = report(&one(Diagnostic::new(Code::NotText, "x")), &sources, Format::Json);
    assert!(!bare.contains("file") && !bare.contains("null"), "{bare}");
}

#[test]
fn github_commands_are_escaped() {
    let mut sources = Sources::default();
    let id = sources.add("a,b:c%.yaml", "x: 100%\n");
    let span = Span { source: id, start: 3, end: 7 };
    let diagnostic = Diagnostic::new(Code::BadValue, "50% is\nnot: a, number").at(span, "").help("one\ntwo");
    assert_eq!(
        report(&one(diagnostic), &sources, Format::Github),
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=4,endColumn=7,title=NG0015::50%25 is\\nnot: a, number%0Ahelp: one%0A  two\n"
    );
    let bare = report(&one(Diagnostic::new(Code::NotText, "x")), &sources, Format::Github);
    assert_eq!(bare, "::error title=NG0002::x\n");
}

#[test]
fn positions_count_characters_from_one() {
    let mut sources = Sources::default();
    let id = sources.add("", "aé\r\n東b\n");
    for (byte, expected) in [
        (0, (1, 1)),
        (1, (1, 2)),
        (2, (1, 2)),
        (3, (1, 3)),
        (5, (2, 1)),
        (6, (2, 1)),
        (8, (2, 2)),
        (10, (3, 1)),
        (999, (3, 1)),
    ] {
        assert_eq!(position(sources.get(id), byte), expected, "{byte}");
    }
}

/// Lines and columns are looked up, not counted from the top: the same as counting, at every byte of a long text.
#[test]
fn positions_of_a_long_text_are_those_that_counting_gives() {
    let text = format!("{}\n{}東\nx\n", "é".repeat(1500), "ab東".repeat(700));
    let mut sources = Sources::default();
    let id = sources.add("", text.as_str());
    for (at, _) in text.char_indices() {
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let counted = (text[..at].matches('\n').count() + 1, text[start..at].chars().count() + 1);
        assert_eq!(position(sources.get(id), u32::try_from(at).expect("short")), counted, "{at}");
    }
}

#[test]
fn the_summary_counts() {
    assert_eq!(summary(&Diagnostics::default()), "0 errors, 0 warnings");
    assert_eq!(summary(&one(Diagnostic::new(Code::Syntax, "x"))), "1 error, 0 warnings");
}

#[test]
fn any_place_in_any_text_renders() {
    use proptest::prelude::*;
    let label = (0u32..40, 0u32..40, "[a \u{1b}é]{0,3}");
    proptest!(|(source in "[a\t \r\n\u{202e}é東#:]{0,30}", labels in proptest::collection::vec(label, 0..5), color in any::<bool>())| {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", source);
        let mut labels = labels.into_iter().map(|(start, end, text)| Label { span: Span { source: id, start, end }, text });
        let mut diagnostic = Diagnostic::new(Code::BadValue, "m");
        diagnostic.primary = labels.next();
        diagnostic.related = labels.collect();
        let diagnostics = one(diagnostic);
        for format in [Format::Text { color }, Format::Json, Format::Github] {
            prop_assert!(!report(&diagnostics, &sources, format).is_empty());
        }
    });
}

//! Every document below `blueprints/invalid/` has exactly the findings that its comments say, at these lines, in these
//! words, and prints exactly what `snapshots/invalid/<document>.snap` holds (`cargo insta review`, or
//! `INSTA_UPDATE=always cargo test --test invalid`, accepts what it prints now).
//!
//! A comment is `# error[NG0203]: message` or `# warning[...]`, at the end of the line to blame or on a line of its own
//! before it. Findings elsewhere say where: `# error[NG0600] at NG0600-words.lock:3: message`, or `at nowhere`.
//! A first line `# netgen: --release vpcs.old` gives the arguments; `--repeat COUNT` lets the last line come that often. A lock lies beside its document: `NG0600-words.lock`, and what
//! is checked together with it: `NG0980-words.beside.yaml`, named in the first line.

#[path = "invalid/arguments.rs"]
mod arguments;
#[path = "invalid/expected.rs"]
mod expected;
#[path = "invalid/pipeline.rs"]
mod pipeline;

use netgen::diagnostic::{Code, Format, report};
use pipeline::Run;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The code of netgen's own faults: a document alone does not have it, so its page can show none. A lock that was made by hand can.
const OWN_FAULT: Code = Code::PlannerFault;

/// The code of what AWS says about a deployed network: it needs a file of AWS's, which no document has.
const OF_BINDINGS: Code = Code::Binding;

/// The code of what changed since the last render: it needs a lock of before, which no page shows.
const OF_LOCKS: Code = Code::DelegationChanged;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("blueprints/invalid")
}

/// The documents by name, overlays aside.
fn documents() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of invalid documents");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"));
    let mut names: Vec<_> = names.filter(|name| is_document(name)).collect();
    names.sort();
    names
}

/// A document, and neither a lock, nor an overlay, nor what is checked together with one.
fn is_document(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending == "yaml") && ![".overlay.", ".beside."].iter().any(|word| name.contains(word))
}

#[test]
fn every_document_has_the_findings_that_it_says() {
    let mut wrong = String::new();
    for name in documents() {
        let run = Run::of(&folder(), &name);
        let found = expected::found(&run);
        let said = expected::said(&name, run.document());
        for one in found.difference(&said) {
            let _ = writeln!(wrong, "{name}: not said: {one}");
        }
        for one in said.difference(&found) {
            let _ = writeln!(wrong, "{name}: not found: {one}");
        }
        if !found.iter().any(|one| name.starts_with(one.number())) {
            let _ = writeln!(wrong, "{name}: the code of its name is not found");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_document_prints_its_snapshot() {
    let snapshots = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/invalid");
    let mut known = BTreeSet::new();
    for name in documents() {
        let run = Run::of(&folder(), &name);
        let text = report(&run.diagnostics, &run.sources, Format::Text { color: false });
        let name = name.trim_end_matches(".yaml");
        insta::with_settings!({ snapshot_path => &snapshots, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, text);
        });
        known.insert(format!("{name}.snap"));
    }
    for entry in fs::read_dir(&snapshots).expect("the folder of snapshots") {
        let name = entry.expect("an entry").file_name().into_string().expect("a plain name");
        assert!(known.contains(&name), "{name} is no document's snapshot; remove it");
    }
}

#[test]
fn every_code_has_a_document() {
    let names = documents();
    for code in Code::ALL.iter().filter(|code| **code != OF_BINDINGS) {
        let has = names.iter().any(|name| name.starts_with(&format!("{}-", code.number())));
        assert!(has, "{} has no document", code.number());
    }
    assert!(names.len() >= 70, "{} documents", names.len());
}

/// The example on a code's page is a document (or the part of one that matters) and has that code.
#[test]
fn examples_of_explanations_are_true() {
    for code in
        Code::ALL.iter().filter(|code| ("NG0100".."NG0600").contains(&code.number()) || code.number() >= "NG0960")
    {
        if [OWN_FAULT, OF_LOCKS].contains(code) {
            continue;
        }
        let page = code.explanation();
        let example = page.split("\n```yaml\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("an example");
        let text = written_out(&format!("{example}\n"));
        let text = if text.starts_with("netgen:") { text } else { format!("{HEAD}{text}") };
        // Of documents that are checked together, a page has two.
        let run = if code.number().starts_with("NG098") {
            let other = page.split("\n```yaml\n").nth(2).and_then(|rest| rest.split("\n```").next());
            Run::of_two(("one.yaml", &text), ("other.yaml", other.expect("a second document")))
        } else {
            Run::of_text("example.yaml", &text)
        };
        let codes: Vec<_> = run.diagnostics.sorted().iter().map(|one| one.code).collect();
        assert!(codes.contains(code), "{}: {codes:?}\n{text}", code.number());
    }
}

/// `# and 90 more` of an example stands for that many tiers like `app-001`.
fn written_out(example: &str) -> String {
    let tier = |number: u32| format!("      app-{number:03}: {{prefix: 28, route: nat}}");
    let more: Vec<String> = (2..=91).map(tier).collect();
    example.replace("      # and 90 more", &more.join("\n"))
}

const HEAD: &str = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\n";

/// A name with a typing error is one finding: what follows from it is not reported beside it.
#[test]
fn a_misspelt_name_is_one_finding() {
    let mut tried = 0;
    for (name, text) in [
        ("hub-spoke.yaml", include_str!("../blueprints/hub-spoke.yaml")),
        ("dx-vpn.yaml", include_str!("../blueprints/dx-vpn.yaml")),
        ("hub-variants.yaml", include_str!("blueprints/hub-variants.yaml")),
        ("site-vpn-gateway.yaml", include_str!("blueprints/site-vpn-gateway.yaml")),
    ] {
        let usual = messages(name, text);
        for end in references(text) {
            let (before, after) = text.split_at(end);
            let found = messages(name, &format!("{before}qzq{after}"));
            let new: Vec<_> = found.difference(&usual).collect();
            assert!(new.len() <= 1, "{name}: {:?}: {new:#?}", before.lines().next_back());
            tried += 1;
        }
    }
    assert!(tried > 80, "{tried}");
}

fn messages(name: &str, text: &str) -> BTreeSet<String> {
    let run = Run::of_text(name, text);
    run.diagnostics.sorted().iter().map(|one| format!("{} {}", one.code.number(), one.message)).collect()
}

/// Where words end that are also keys of the document, outside of comments: names that refer to something.
fn references(text: &str) -> Vec<usize> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.';
    let (mut keys, mut words) = (BTreeSet::new(), Vec::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or_default();
        let mut at = 0;
        while let Some(begin) = code[at..].find(is_word).map(|found| at + found) {
            at = code[begin..].find(|c| !is_word(c)).map_or(code.len(), |length| begin + length);
            if code[at..].trim_start().starts_with(':') {
                keys.insert(&code[begin..at]);
            } else {
                words.push((&code[begin..at], start + at));
            }
        }
        start += line.len();
    }
    words.into_iter().filter(|(word, _)| keys.contains(word)).map(|(_, end)| end).collect()
}

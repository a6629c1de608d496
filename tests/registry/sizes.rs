//! Functions have at most 40 lines of code and files at most 350 lines. Sources go in, longer ones come out; those that are known
//! say why, and a row that excuses nothing fails, so the lists only shrink.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[path = "long.rs"]
mod long;

const MOST_IN_A_FUNCTION: usize = 40;
const MOST_IN_A_FILE: usize = 350;

fn texts() -> Vec<(String, String)> {
    let files = super::rust_files("src").into_iter().chain(super::rust_files("tests"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    files.map(|file| (file.clone(), fs::read_to_string(root.join(file)).unwrap())).collect()
}

#[test]
fn functions_are_short_or_say_why() {
    let texts = texts();
    let functions =
        texts.iter().flat_map(|(file, text)| functions(text).into_iter().map(move |one| (file.as_str(), one)));
    let over: BTreeSet<(&str, &str)> =
        functions.filter(|(_, (_, lines))| *lines > MOST_IN_A_FUNCTION).map(|(file, (name, _))| (file, name)).collect();
    let excused = long::FUNCTIONS.iter().flat_map(|(_, functions)| functions.iter().copied()).collect();
    differ(&over, &excused, "functions of more than 40 lines");
}

#[test]
fn files_are_short_or_say_why() {
    let texts = texts();
    let over = texts.iter().filter(|(_, text)| text.lines().count() > MOST_IN_A_FILE);
    let over: BTreeSet<&str> = over.map(|(file, _)| file.as_str()).collect();
    let excused = long::FILES.iter().flat_map(|(_, files)| files.iter().copied()).collect();
    differ(&over, &excused, "files of more than 350 lines");
}

fn differ<T: Ord + std::fmt::Debug>(over: &BTreeSet<T>, excused: &BTreeSet<T>, what: &str) {
    let new: Vec<&T> = over.difference(excused).collect();
    assert!(new.is_empty(), "{what}: make them shorter: {new:#?}");
    let old: Vec<&T> = excused.difference(over).collect();
    assert!(old.is_empty(), "{what}: these are short by now, take them out of tests/registry/long.rs: {old:#?}");
}

/// The functions of a text with the lines of code between their braces: no blank lines, no comments. Formatted sources close a
/// function in the column that it begins in.
fn functions(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function(line) else { continue };
        let column = line.len() - line.trim_start().len();
        let Some(open) = lines[at..].iter().position(|line| line.ends_with('{')) else { continue };
        let signature = &lines[at..=at + open];
        // A function of one line, or one that a trait only declares.
        if signature.iter().any(|line| line.ends_with('}') || line.ends_with(';')) {
            continue;
        }
        let close = format!("{}}}", " ".repeat(column));
        let body = lines[at + open + 1..].iter().take_while(|line| !line.starts_with(&close));
        let is_code = |line: &&&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        found.push((name, body.filter(is_code).count()));
    }
    found
}

/// The name of the function that a line begins.
fn function(line: &str) -> Option<&str> {
    let mut words = line.trim_start();
    for word in ["pub(crate) ", "pub(super) ", "pub ", "const ", "async "] {
        words = words.strip_prefix(word).unwrap_or(words);
    }
    let name = words.strip_prefix("fn ")?;
    name.split(['(', '<']).next()
}

#[test]
fn lines_of_code_are_counted() {
    let text = "pub fn one(\n    a: u8,\n) -> u8 {\n    // why\n    a\n\n    + 1\n}\nfn two() {}\ntrait Three {\n    fn four(&self);\n    fn five() \
                {\n        six();\n    }\n}\n";
    assert_eq!(functions(text), [("one", 2), ("five", 1)]);
}

//! The stages stand in one order, and each reads only what stands before it. Sources go in, arrows that run back up come out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library, level by level. A module may read every level above its own line and nothing of its own line.
const LEVELS: &[&[&str]] = &[
    &["artifact", "digest", "escape", "net"],
    &["dialect", "fitting", "uplink"],
    &["diagnostic"],
    &["yaml"],
    &["blueprint", "builtin"],
    &["network"],
    &["accept"],
    &["plan"],
    &["check", "delegation", "identity", "reach"],
    &["fail"],
    &["choices"],
    &["aws"],
    &["cloudformation", "terraform", "router"],
    &["record"],
    &["diff"],
    &["between", "memory", "paths", "report", "steps", "write"],
    &["compile", "verify"],
];

/// A reference from one module to another, and the line that has it.
type Arrow = (String, String, String);

#[test]
fn no_stage_reads_a_later_one() {
    let arrows = arrows();
    let wrong: Vec<&Arrow> = arrows.iter().filter(|(from, to, _)| level(from) <= level(to)).collect();
    assert!(wrong.is_empty(), "arrows that run back up, or sideways: {wrong:#?}");
}

/// Every module of the library has its level, and every level its module.
#[test]
fn every_module_has_its_level() {
    let text = fs::read_to_string(source().join("lib.rs")).unwrap();
    let code = text.lines().map(|line| line.trim_start_matches("pub ")).collect::<Vec<_>>();
    let modules: BTreeSet<&str> = code
        .windows(2)
        .filter(|lines| lines[0] != "#[cfg(test)]")
        .filter_map(|lines| lines[1].strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let listed: BTreeSet<&str> = LEVELS.iter().flat_map(|level| level.iter().copied()).collect();
    assert_eq!(modules, listed);
}

/// A module with files of its own is a folder with a `mod.rs`; none has a file beside its folder.
#[test]
fn a_module_is_a_file_or_a_folder() {
    let mut open = vec![source()];
    while let Some(folder) = open.pop() {
        let inner: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        for path in inner.into_iter().filter(|path| path.is_dir()) {
            assert!(!path.with_extension("rs").exists(), "{}: move its file to mod.rs", path.display());
            open.push(path);
        }
    }
}

#[test]
fn an_arrow_is_seen_in_every_form() {
    let text = "use crate::net::Cidr;\n// crate::report\nuse crate::{\n    plan::Plan,\n    yaml,\n};\nlet x = crate::check::check(y);\n\
                #[cfg(test)]\nmod tests {\n    use crate::write::tree;\n}\n";
    let seen: Vec<String> = read_modules(text).into_iter().map(|(to, _)| to).collect();
    assert_eq!(seen, ["net", "plan", "yaml", "check"]);
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn level(module: &str) -> usize {
    LEVELS.iter().position(|level| level.contains(&module)).unwrap_or_else(|| panic!("{module} has no level"))
}

fn arrows() -> Vec<Arrow> {
    let mut arrows = Vec::new();
    for path in super::rust_files("src") {
        let inside = path.strip_prefix("src/").unwrap();
        let from = inside.split(['/', '.']).next().unwrap();
        if ["lib", "main", "cli"].contains(&from) || is_test(inside) {
            continue;
        }
        let text = fs::read_to_string(source().join(inside)).unwrap();
        let above = !inside.contains('/') || inside == format!("{from}/mod.rs");
        assert!(!above || !code(&text).contains("super::"), "{path}: write `crate::`, so that the module is named");
        for (to, line) in read_modules(&text) {
            if to != from {
                arrows.push((from.to_owned(), to, format!("{path}: {line}")));
            }
        }
    }
    assert!(arrows.len() > 300, "the sources were not read: {}", arrows.len());
    arrows
}

/// What only tests read may read everything.
fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/") || path == "router/sample.rs"
}

/// The text without its comments and the tests at its end.
fn code(text: &str) -> String {
    let tests = text
        .match_indices("#[cfg(test)]\n")
        .find(|(at, mark)| text[at + mark.len()..].lines().next().is_some_and(|line| line.ends_with("mod tests {")));
    let text = tests.map_or(text, |(at, _)| &text[..at]);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules that a text names by `crate::`, each with the code after it.
fn read_modules(text: &str) -> Vec<(String, String)> {
    let code = code(text);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let after = &code[at + "crate::".len()..];
        let paths = match after.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            None => after.split([';', ',', ')', '(']).next().unwrap_or_default(),
        };
        for path in paths.split(',').map(str::trim).filter(|path| !path.is_empty()) {
            let name: String = path.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
            found.push((name, path.lines().next().unwrap_or_default().to_owned()));
        }
    }
    found
}

//! What the documents say is true. In: README.md, ARCHITECTURE.md, CONTRIBUTING.md, CHANGELOG.md. Out: a failure for
//! each statement that a machine can find wrong. Never: an opinion on how it is said.
//!
//! - README.md is a tour through one folder, in the order of reading. In a `console` block, what follows `$ netgen …` is
//!   what it prints; it fails if it prints an error, and only then. In an `sh` block, lines that start with `netgen ` run and
//!   succeed.
//! - A `yaml` block after `<!-- file: corp.yaml -->` is put into that folder; after `<!-- fragment -->` it is a part of a
//!   document and fits over `three-tier`; after neither it is a whole document without findings.
//! - A block after `<!-- from src/x.rs -->` stands in that file, line by line.
//! - `…` alone on a line stands for any number of lines.
//! - Links lead somewhere, paths exist, and the table of dependencies is that of Cargo.toml.
//!
//! `SNAPSHOTS=overwrite cargo test --test docs` writes into README.md what its commands print now. Read it before you commit.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const DOCUMENTS: &[&str] = &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

fn read(path: impl AsRef<Path>) -> String {
    let path = Path::new(ROOT).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A fenced block.
struct Block {
    /// Document and line, for failures.
    place: String,
    /// `console`, `yaml`, …
    language: String,
    /// The words of the comment on the line before it.
    mark: String,
    text: String,
}

/// The fenced blocks of a document, and its text without them.
fn blocks(document: &str) -> (Vec<Block>, String) {
    let (mut blocks, mut prose, mut last) = (Vec::new(), String::new(), String::new());
    let mut open: Option<Block> = None;
    for (number, line) in read(document).lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                let mark = last.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")).unwrap_or_default();
                let (language, mark) = (language.to_owned(), mark.to_owned());
                open = Some(Block { place: format!("{document}:{}", number + 1), language, mark, text: String::new() });
            }
            (Some(block), None) => block.text.extend([line, "\n"]),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, None) => prose.extend([line, "\n"]),
        }
        line.clone_into(&mut last);
    }
    assert!(open.is_none(), "{document}: a block does not end");
    (blocks, prose)
}

/// Whether the lines are these; a line `…` in `shown` stands for any number of lines.
fn matches(shown: &[&str], lines: &[&str]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first.trim() == "…" => (0..=lines.len()).any(|skip| matches(rest, &lines[skip..])),
        Some((first, rest)) => lines.first() == Some(first) && matches(rest, &lines[1..]),
    }
}

/// What is printed, with a line `…` where the reader was spared something: if what was shown still holds, that; otherwise
/// as many lines before and behind it.
fn shortened<'a>(shown: &[&'a str], printed: &[&'a str]) -> Vec<&'a str> {
    if matches(shown, printed) {
        return shown.to_vec();
    }
    let gap = |line: &&str| line.trim() == "…";
    let Some(first) = shown.iter().position(gap) else { return printed.to_vec() };
    let last = shown.iter().rev().position(gap).unwrap_or(0);
    let behind = printed.len().saturating_sub(last).max(first.min(printed.len()));
    [&printed[..first.min(behind)], &["…"], &printed[behind..]].concat()
}

/// Where the tour goes.
struct Tour(tempfile::TempDir);

impl Tour {
    /// Runs a line as a shell would. Gives whether it succeeded, and all that it printed, in the order of a terminal.
    fn run(&self, line: &str) -> (bool, String) {
        let printed = self.0.path().join(".printed");
        let file = File::create(&printed).unwrap();
        let netgen = Path::new(env!("CARGO_BIN_EXE_netgen")).parent().unwrap().display().to_string();
        let status = Command::new("/bin/sh")
            .args(["-c", line])
            .current_dir(self.0.path())
            .env_clear()
            .env("PATH", format!("{netgen}:/usr/bin:/bin"))
            .stdin(Stdio::null())
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .status()
            .unwrap();
        (status.success(), fs::read_to_string(printed).unwrap())
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn succeeds(&self, line: &str, place: &str) -> String {
        let (good, printed) = self.run(line);
        assert!(good, "{place}: {line}\n{printed}");
        printed
    }

    /// A block `console`: commands and what they print. Gives how many commands there are, and what the block should be.
    fn console(&self, block: &Block) -> (usize, String) {
        let mut lines = block.text.lines().peekable();
        let (mut commands, mut now) = (0, String::new());
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("{}: `{line}` is no command", block.place));
            let mut shown = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                shown.push(line);
            }
            let printed = command.starts_with("netgen ").then(|| self.run(command));
            if let Some((good, printed)) = &printed {
                let error = printed.lines().any(|line| line.starts_with("error"));
                assert_eq!(*good, !error, "{}: $ {command}\n{printed}", block.place);
                shown = shortened(&shown, &printed.lines().collect::<Vec<_>>());
                commands += 1;
            }
            now.extend([line, "\n"]);
            now.extend(shown.iter().flat_map(|line| [line, "\n"]));
        }
        (commands, now)
    }

    fn yaml(&self, block: &Block) {
        if let Some(name) = block.mark.strip_prefix("file: ") {
            return self.put(name, &block.text);
        }
        self.put(".block.yaml", &block.text);
        let command = match block.mark.as_str() {
            "fragment" => "netgen check three-tier -f .block.yaml",
            _ => "netgen check .block.yaml --lock .block.lock",
        };
        let printed = self.succeeds(command, &block.place);
        assert!(printed.contains("no errors, no warnings"), "{}\n{printed}", block.place);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the variable says whether to compare or to accept")]
fn the_commands_of_the_readme_print_what_it_shows() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let tour = Tour(tempfile::tempdir().unwrap());
    let (mut commands, mut readme) = (0, read("README.md"));
    for block in blocks("README.md").0 {
        match block.language.as_str() {
            _ if block.mark.starts_with("from ") => {}
            "console" => {
                let (count, now) = tour.console(&block);
                assert!(now == block.text || overwrite, "{}: SNAPSHOTS=overwrite accepts this:\n{now}", block.place);
                readme = readme.replacen(&block.text, &now, 1);
                commands += count;
            }
            "sh" => {
                for line in block.text.lines().filter(|line| line.starts_with("netgen ")) {
                    tour.succeeds(line, &block.place);
                    commands += 1;
                }
            }
            "yaml" => tour.yaml(&block),
            _ => {}
        }
    }
    assert!(commands >= 8, "a tour of {commands} commands");
    if overwrite {
        fs::write(Path::new(ROOT).join("README.md"), readme).unwrap();
    }
}

#[test]
fn excerpts_stand_in_their_files() {
    for document in DOCUMENTS {
        for block in blocks(document).0 {
            let Some(path) = block.mark.strip_prefix("from ") else { continue };
            let text = read(path);
            let lines: Vec<&str> = text.lines().collect();
            let shown: Vec<&str> = ["…"].into_iter().chain(block.text.lines()).chain(["…"]).collect();
            assert!(matches(&shown, &lines), "{}: not in {path}:\n{}", block.place, block.text);
        }
    }
}

/// The words in backquotes.
fn code_spans(prose: &str) -> impl Iterator<Item = &str> {
    prose.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// A path of the repository, up to the first placeholder; none for anything else.
fn path_of(words: &str) -> Option<PathBuf> {
    let path = words.split(['#', ' ']).next().filter(|path| path.len() == words.len())?;
    let top = path.split('/').next()?;
    let known = ["src", "tests", "blueprints", "snapshots", "templates", "benches", "proptest-regressions", ".ci"];
    let file =
        !path.contains('/') && ["md", "toml"].iter().any(|end| Path::new(path).extension().is_some_and(|e| e == *end));
    if !known.contains(&top) && !file {
        return None;
    }
    // `src/aws/kind/<kind>.rs`, `blueprints/invalid/NGxxxx-<what>.yaml`: the folder has to be there.
    let placeholder = path.find(['<', '*', '…']).or_else(|| path.find("NGxxxx"));
    let fixed = placeholder.map_or(path, |at| path[..at].rsplit_once('/').map_or("", |(folder, _)| folder));
    Some(Path::new(ROOT).join(fixed))
}

#[test]
fn paths_exist() {
    let mut known = BTreeSet::new();
    for document in &DOCUMENTS[..3] {
        let (_, prose) = blocks(document);
        for words in code_spans(&prose) {
            let Some(path) = path_of(words) else { continue };
            assert!(path.exists(), "{document}: `{words}` does not exist");
            known.insert(words.to_owned());
        }
    }
    assert!(known.len() > 40, "{known:?}");
}

/// The targets of the links of a text.
fn links(prose: &str) -> impl Iterator<Item = &str> {
    prose.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target)
}

/// The anchor that a heading gets: small letters and digits, hyphens for spaces.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

#[test]
fn links_lead_somewhere() {
    for document in DOCUMENTS {
        let (_, prose) = blocks(document);
        for target in links(&prose).filter(|target| !target.starts_with("https://")) {
            let (file, place) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { document } else { file };
            assert!(Path::new(ROOT).join(file).exists(), "{document}: {target}");
            if !place.is_empty() {
                let (_, other) = blocks(file);
                let mut headings = other.lines().filter(|line| line.starts_with('#'));
                let found = headings.any(|line| anchor(line.trim_start_matches('#').trim()) == place);
                assert!(found, "{document}: no heading for {target}");
            }
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read("Cargo.toml");
    let mut wanted = BTreeSet::new();
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if let ("[dependencies]" | "[dev-dependencies]", Some((name, _))) = (section, line.split_once(" = ")) {
            wanted.insert(name.to_owned());
        }
    }
    let (_, prose) = blocks("ARCHITECTURE.md");
    let (_, table) = prose.split_once("\n## Dependencies\n").expect("the section");
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    let told: BTreeSet<String> = rows.map(|(name, _)| name.to_owned()).collect();
    assert_eq!(told, wanted);
}

/// The first lines tell how to set netgen up; what tells how to test is what `.ci/run` runs.
#[test]
fn the_readme_says_how_to_test() {
    let (blocks, _) = blocks("README.md");
    let tests: Vec<&Block> = blocks.iter().filter(|block| block.mark == "test").collect();
    assert_eq!(tests.len(), 1);
    assert_eq!(tests[0].text, "cargo test --locked\n");
}

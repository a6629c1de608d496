//! All stages over one document, as the commands run them: a stage with errors is the last.

use crate::{arguments, folder};
use netgen::blueprint::overlay;
use netgen::cloudformation::{Format, check_consent};
use netgen::compile::{self, Texts};
use netgen::diagnostic::{Diagnostics, SourceId, Sources};
use netgen::dialect::Dialect;
use netgen::net::LockPath;
use netgen::network::check_dialect;
use std::fs;
use std::path::Path;

/// What came of a document.
pub struct Run {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    document: SourceId,
}

/// With `--repeat COUNT` the document's last line comes that often: a document too large for a repository.
fn repeated(mut text: String) -> String {
    let arguments = arguments::of(&text);
    if let Some(count) = arguments.iter().skip_while(|word| *word != "--repeat").nth(1) {
        let last = format!("{}\n", text.lines().next_back().unwrap_or_default());
        text.push_str(&last.repeat(count.parse().expect("a count")));
    }
    text
}

impl Run {
    /// A document with its arguments; those that end in `.beside.yaml` are documents that are checked together with it.
    pub fn of(folder: &Path, name: &str) -> Self {
        let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
        let text = repeated(read(name).expect("a document"));
        let mut run = Self::new(name, &text);
        let mut given = run.texts();
        let (mut locked, mut format, mut beside) = (false, Format::Yaml, Vec::new());
        let words = arguments::of(&text);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().expect("a value for the argument");
            match word.as_str() {
                "-f" => {
                    let name = value();
                    given.overlays.push(run.sources.add(name, read(name).expect("an overlay")));
                }
                "--set" => {
                    let (path, value) = overlay::split_assignment(value()).expect("path=value");
                    given.settings.push((path.to_owned(), value.to_owned()));
                }
                "--release" => given.releases.push(value().clone()),
                "--locked" => locked = true,
                "--template-format" => format = if value() == "json" { Format::Json } else { Format::Yaml },
                other if other.ends_with(".beside.yaml") => {
                    beside.push((other.to_owned(), read(other).expect("a document beside it")));
                }
                // Taken into account before the document is read.
                "--repeat" => drop(value()),
                other => panic!("{name}: no argument `{other}` here"),
            }
        }
        let lock = name.replace(".yaml", ".lock");
        given.lock = read(&lock).map(|text| run.sources.add(lock, text));
        let beside: Vec<_> = beside.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        run.go(&given, &beside, locked, format);
        run
    }

    /// Two documents that are checked together, of which the first one has the lower places.
    pub fn of_two(one: (&str, &str), other: (&str, &str)) -> Self {
        let mut run = Self::new(one.0, one.1);
        let given = run.texts();
        run.go(&given, &[other], false, Format::Yaml);
        run
    }

    pub fn of_text(name: &str, text: &str) -> Self {
        let mut run = Self::new(name, text);
        let given = run.texts();
        run.go(&given, &[], false, Format::Yaml);
        run
    }

    pub fn document(&self) -> &str {
        &self.sources.get(self.document).text
    }

    fn new(name: &str, text: &str) -> Self {
        let mut sources = Sources::default();
        let document = sources.add(name, text);
        Self { sources, diagnostics: Diagnostics::default(), document }
    }

    /// The document alone.
    fn texts(&self) -> Texts {
        Self::alone(self.document)
    }

    fn alone(document: SourceId) -> Texts {
        let (overlays, settings, releases) = (Vec::new(), Vec::new(), Vec::new());
        Texts { document, overlays, settings, lock: None, releases }
    }

    fn go(&mut self, given: &Texts, beside: &[(&str, &str)], locked: bool, format: Format) -> Option<()> {
        let found = &mut self.diagnostics;
        let mut lock_of = |path: &LockPath| {
            let text = fs::read_to_string(folder().join(path.as_str()));
            text.map(|text| (path.to_string(), text)).map_err(|_| "there is no such file".to_owned())
        };
        let input = compile::read_beside(given, &mut self.sources, found, &mut lock_of)?;
        let mut others = Vec::new();
        for (name, text) in beside {
            let document = self.sources.add(*name, *text);
            others.push(compile::read(&Self::alone(document), &mut self.sources, found)?);
        }
        let compiled = compile::compile(&input, "corp.yaml", format, found)?;
        // As `render` does, which makes templates unless it is told not to.
        check_consent(&input.network, found);
        for dialect in [Dialect::CloudFormation, Dialect::Terraform] {
            check_dialect(&input.network, dialect, found);
        }
        if locked && let Some(finding) = compile::locked(&compiled.changes, "corp.lock") {
            found.push(finding);
        }
        let mut all = vec![compiled];
        for other in &others {
            all.push(compile::compile(other, "beside.yaml", format, found)?);
        }
        compile::between(&all, found);
        Some(())
    }
}

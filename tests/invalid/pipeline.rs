//! All stages over one document, as the commands run them: a stage with errors is the last.

use crate::arguments;
use netgen::aws;
use netgen::blueprint::{self, overlay};
use netgen::check::check;
use netgen::cloudformation;
use netgen::diagnostic::{Code, Diagnostic, Diagnostics, SourceId, Sources};
use netgen::network;
use netgen::plan::{self, lock::Lock};
use std::fs;
use std::path::Path;

/// What came of a document.
pub struct Run {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    document: SourceId,
}

/// The arguments of one run.
#[derive(Default)]
struct Arguments {
    overlays: Vec<SourceId>,
    settings: Vec<(String, String)>,
    releases: Vec<String>,
    locked: bool,
    lock: Option<SourceId>,
}

impl Run {
    pub fn of(folder: &Path, name: &str) -> Self {
        let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
        let text = read(name).expect("a document");
        let mut run = Self::new(name, &text);
        let mut given = Arguments::default();
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
                "--locked" => given.locked = true,
                other => panic!("{name}: no argument `{other}` here"),
            }
        }
        let lock = name.replace(".yaml", ".lock");
        given.lock = read(&lock).map(|text| run.sources.add(lock, text));
        run.go(&given);
        run
    }

    pub fn of_text(name: &str, text: &str) -> Self {
        let mut run = Self::new(name, text);
        run.go(&Arguments::default());
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

    fn go(&mut self, given: &Arguments) -> Option<()> {
        let found = &mut self.diagnostics;
        let lock = match given.lock {
            Some(id) => Lock::read(&self.sources, id, found),
            None => Some(Lock::default()),
        };
        let mut own = Diagnostics::default();
        let blueprint = blueprint::load(&mut self.sources, self.document, &given.overlays, &given.settings, &mut own);
        let network = blueprint.and_then(|blueprint| network::resolve(&blueprint, &mut own));
        found.append(own);
        let mut kept = lock?;
        let old = kept.clone();
        for path in &given.releases {
            plan::release(&mut kept, path, found);
        }
        let network = network.filter(|_| !found.has_errors())?;
        let (plan, new) = plan::plan(&network, &kept, found)?;
        check(&plan, found);
        if found.has_errors() {
            return None;
        }
        let graph = aws::build(&plan);
        graph.check_names(found);
        if found.has_errors() {
            return None;
        }
        let _ = cloudformation::render(&graph, &network, "document.yaml", cloudformation::Format::Yaml, found);
        if given.locked && !old.changes(&new).is_empty() {
            found.push(Diagnostic::new(Code::Locked, "the lock would change"));
        }
        Some(())
    }
}

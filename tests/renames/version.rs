//! A document at one moment: what is rendered of it, its record and its lock.

use std::collections::{BTreeMap, BTreeSet};

use netgen::blueprint::naming::{Naming, Scope, rename, shared};
use netgen::cloudformation::Format;
use netgen::compile::{Texts, compile, read};
use netgen::diagnostic::{self, Diagnostics, Sources, Span, Spanned, report};
use netgen::net::Name;
use netgen::record::Record;
use netgen::{blueprint, terraform};

pub struct Version {
    /// Templates in JSON, the module, files of routers; by path.
    pub files: BTreeMap<String, String>,
    pub record: Record,
    pub lock: String,
}

/// A document with a lock; the error has the findings.
pub fn version(text: &str, lock: Option<&str>) -> Result<Version, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("document.yaml", text);
    let lock = lock.map(|lock| sources.add("document.lock", lock));
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock, releases: Vec::new() };
    let version = read(&texts, &mut sources, &mut diagnostics).and_then(|input| {
        let compiled = compile(&input, "document.yaml", Format::Json, &mut diagnostics)?;
        let (record, lock) = (compiled.record(), compiled.lock.print());
        let module = terraform::render(&compiled.graph, &input.network, "document.yaml");
        let all = compiled.templates.into_iter().chain(module).chain(compiled.router_files);
        Some(Version { files: all.map(|file| (file.path, file.text)).collect(), record, lock })
    });
    version.ok_or_else(|| report(&diagnostics, &sources, diagnostic::Format::Text { color: false }))
}

/// The places of everything that a document gives a name to, less what presets do.
pub fn names(text: &str) -> Vec<String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let source = sources.add("document.yaml", text);
    let mut document = blueprint::load(&mut sources, source, &[], &[], &mut diagnostics).expect("a good document");
    let shared = shared(&document);
    let mut all = All { source, shared, places: BTreeSet::new() };
    rename(&mut document, &mut all);
    all.places.into_iter().collect()
}

struct All {
    source: netgen::diagnostic::SourceId,
    /// Where names stand that every VPC has.
    shared: BTreeSet<Span>,
    places: BTreeSet<String>,
}

impl Naming for All {
    fn define(&mut self, scope: Scope<'_>, names: &[&Spanned<Name>]) -> Vec<Name> {
        let own = names.iter().filter(|name| name.span.source == self.source);
        for name in own {
            let around = if self.shared.contains(&name.span) { scope.shared() } else { scope.document() };
            self.places.insert(format!("{around}.{}", name.value));
        }
        names.iter().map(|name| name.value.clone()).collect()
    }

    fn refer(&mut self, _: Scope<'_>, name: &Name, _: Span, _: usize) -> Name {
        name.clone()
    }
}

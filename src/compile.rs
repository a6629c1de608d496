//! The pipeline in one place. In come texts that were read already and the choices of a command; out goes everything that
//! a command can show or write. It opens no file, and it stops at the border of the first stage that had an error.
//!
//! ```text
//! document, overlays, settings ─▶ Blueprint ─▶ Network ─┐
//!                         lock ─▶ Lock, less what is released ─┴▶ Plan, new Lock ─▶ rules ─▶ Graph ─▶ templates
//! ```
//!
//! Two steps, because a [`Plan`] borrows its [`Network`]: [`read`] gives what the caller keeps, [`compile`] what is made
//! of it.

use crate::accept;
use crate::artifact::Artifact;
use crate::aws::{self, Graph, Request, Roots};
use crate::between::{self, Document};
use crate::blueprint;
use crate::check;
use crate::cloudformation::{self, Format, Links};
use crate::delegation::{self, ReadLock};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceId, Sources, counted};
use crate::digest::{Facts, digest};
use crate::identity::{self, Identities};
use crate::memory;
use crate::net::LockPath;
use crate::network::{self, Network};
use crate::paths;
use crate::plan::lock::{Change, Entry, Lock};
use crate::plan::{self, Plan};
use crate::record::Record;
use crate::router::{self, RouterConfig};

/// The texts to compile, all of them in one [`Sources`].
#[derive(Clone, Debug)]
pub struct Texts {
    /// The blueprint.
    pub document: SourceId,
    /// Laid over it, in this order.
    pub overlays: Vec<SourceId>,
    /// Laid over that: paths and values.
    pub settings: Vec<(String, String)>,
    /// The address lock; without one, everything is new.
    pub lock: Option<SourceId>,
    /// Parts of the document whose addresses are given up, such as `vpcs.shop.tiers.private`.
    pub releases: Vec<String>,
}

/// What the texts say.
#[derive(Debug)]
pub struct Input {
    /// The document.
    pub network: Network,
    /// The lock as it was read; empty if there is none.
    pub lock: Lock,
    /// The same without what is released: what the planner has to keep.
    pub kept: Lock,
    /// What of the document is made of another word than it is called by.
    pub identities: Identities,
}

impl Input {
    /// What the lock held for the released parts, by path.
    pub fn released(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.lock.iter().filter(|(path, _)| self.kept.get(path).is_none())
    }
}

/// Everything that follows from an [`Input`].
#[derive(Debug)]
pub struct Compiled<'n> {
    /// The decisions.
    pub plan: Plan<'n>,
    /// The lock that remembers them.
    pub lock: Lock,
    /// In what it differs from the one that was read.
    pub changes: Vec<Change>,
    /// The resources.
    pub graph: Graph,
    /// What other teams are asked for.
    pub requests: Vec<Request>,
    /// The CloudFormation templates, also of what other teams are asked for: their sizes have limits, so they are made for every command.
    pub templates: Vec<Artifact>,
    /// What each router of a site is told, with nothing bound.
    pub routers: Vec<RouterConfig>,
    /// Their files. None of them holds a key.
    pub router_files: Vec<Artifact>,
}

impl Compiled<'_> {
    /// What the network is, to be compared with another one.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::of(&self.plan, &self.lock, &self.graph, (&self.routers, &self.router_files))
    }

    /// The digest of the network itself: of every resource with all of its properties, unit by unit, and of what each
    /// router is told. It depends neither on the text of the document nor on the choices of a command, such as targets and
    /// formats.
    #[must_use]
    pub fn digest(&self) -> String {
        let network = self.plan.network;
        let mut digests = format!("{} {}\n", network.name, network.home().region);
        let mut facts = Facts::default();
        let asked = self.requests.iter().map(|request| ("asked ", &request.graph));
        for (word, graph) in std::iter::once(("", &self.graph)).chain(asked) {
            for unit in graph.unit_ids() {
                facts.clear();
                aws::canonical(graph, unit, &mut facts);
                digests.extend([word, graph.unit_of(unit).name.as_str(), " ", &digest(facts.as_bytes()), "\n"]);
            }
        }
        for router in &self.routers {
            facts.clear();
            router::canonical(router, &mut facts);
            digests.extend([router.site.as_str(), " ", &digest(facts.as_bytes()), "\n"]);
        }
        digest(digests.as_bytes())
    }
}

/// Reads a document and its lock; `None` where `diagnostics` has an error. The two do not depend on each other, so the
/// errors of both are reported together.
pub fn read(texts: &Texts, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Input> {
    let nowhere = |_: &LockPath| Err("the document is in no folder".to_owned());
    read_beside(texts, sources, diagnostics, &mut { nowhere })
}

/// The same for a document that may take pools of another one: `beside` gives the text of that one's lock.
pub fn read_beside(
    texts: &Texts,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
    beside: &mut ReadLock<'_>,
) -> Option<Input> {
    let lock = match texts.lock {
        None => Some(Lock::default()),
        Some(id) => Lock::read(sources, id, diagnostics),
    };
    // Each stage judges its own findings: a broken lock hides no error of the document.
    let mut own = Diagnostics::default();
    let blueprint = blueprint::load(sources, texts.document, &texts.overlays, &texts.settings, &mut own);
    let mut kept = lock.clone();
    if let Some(kept) = &mut kept {
        for path in &texts.releases {
            plan::release(kept, path, diagnostics);
        }
    }
    let meant = blueprint.filter(|_| !own.has_errors()).and_then(|mut blueprint| {
        // Without a lock the document still agrees with itself.
        let identities = match &kept {
            Some(kept) => identity::identify(&mut blueprint, kept, &mut own),
            None => Identities::default(),
        };
        if own.has_errors() {
            return None;
        }
        delegation::borrow(&mut blueprint, kept.as_ref().unwrap_or(&Lock::default()), beside, sources, &mut own);
        if own.has_errors() {
            return None;
        }
        Some((network::resolve(&blueprint, &mut own)?, identities))
    });
    diagnostics.append(own);
    let ((network, identities), lock, kept) = (meant?, lock?, kept?);
    (!diagnostics.has_errors()).then_some(Input { network, lock, kept, identities })
}

/// Plans, applies every rule and builds the resources; `None` where `diagnostics` has an error.
///
/// `document` is the blueprint's file name for the first comment of each template, `format` that of the templates.
pub fn compile<'n>(
    input: &'n Input,
    document: &str,
    format: Format,
    diagnostics: &mut Diagnostics,
) -> Option<Compiled<'n>> {
    let mut compiled = stages(input, document, format, diagnostics);
    let accepted = accept::apply(&input.network.accept, diagnostics, compiled.is_some());
    diagnostics.gather();
    if let Some(compiled) = &mut compiled {
        compiled.plan.accepted = accepted;
    }
    compiled
}

/// Holds documents against each other that are whole by themselves. Each of them may accept a warning about it and another one.
pub fn between(documents: &[Compiled<'_>], diagnostics: &mut Diagnostics) {
    let documents: Vec<Document<'_>> =
        documents.iter().map(|one| Document { plan: &one.plan, graph: &one.graph }).collect();
    between::check(&documents, diagnostics);
    accept::between(documents.iter().flat_map(|one| &one.plan.network.accept), diagnostics);
}

fn stages<'n>(input: &'n Input, document: &str, format: Format, diagnostics: &mut Diagnostics) -> Option<Compiled<'n>> {
    let (plan, mut lock) = plan::plan(&input.network, &input.kept, diagnostics)?;
    check::check(&plan, diagnostics);
    identity::undeclared(&input.network, (&input.kept, &lock), diagnostics);
    let routers = router::configs(&plan, file_name(document));
    router::check_all(&input.network, &routers, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let mut graph = aws::lower(&plan);
    graph.check_names(&input.network, diagnostics);
    aws::check_policies(&input.network, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let (links, roots) = (Links::of(&graph, &input.network), Roots::of(&graph));
    input.identities.remember(&mut lock);
    let locks = (&input.lock, &input.kept, &mut lock);
    memory::remember(&mut graph, (&links, &roots), &input.network, locks, diagnostics);
    roots.check(&graph, &input.network, diagnostics);
    graph.keep_roots(roots);
    let mut templates = cloudformation::linked(&graph, &links, &input.network, document, format, diagnostics);
    let requests = aws::requests(&plan);
    for one in &requests {
        one.graph.check_names(&input.network, diagnostics);
    }
    templates.extend(cloudformation::requests(&requests, &input.network, document, format, diagnostics));
    let mut router_files = router::render(&routers, diagnostics)?.public;
    router_files.extend(router::handover(&routers));
    router_files.extend(router::by_hand(&plan));
    let files = templates.iter().chain(&router_files).map(|file| file.path.as_str());
    paths::check(&input.network, (&graph, graph.roots()), files, diagnostics);
    let changes = input.lock.changes(&lock);
    let compiled = Compiled { plan, lock, changes, graph, requests, templates, routers, router_files };
    (!diagnostics.has_errors()).then_some(compiled)
}

/// A path's last part: outputs never say where somebody's files are.
fn file_name(document: &str) -> &str {
    document.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// The finding that a lock would change although it may not; `name` is the lock's file.
#[must_use]
pub fn locked(changes: &[Change], name: &str) -> Option<Diagnostic> {
    if changes.is_empty() {
        return None;
    }
    let list: Vec<_> = changes.iter().map(ToString::to_string).collect();
    let message = format!("the lock `{name}` would change: {}", counted(changes.len(), "entry"));
    let finding = Diagnostic::new(Code::Locked, message)
        .why(format!("with `--locked` every address is one that the lock holds already\n{}", list.join("\n")))
        .help(format!("render without `--locked`, look at what changed and commit `{name}`"));
    Some(finding)
}

#[cfg(test)]
#[path = "compile_tests.rs"]
mod tests;

//! The documents below `docs/`.

use crate::aws::Graph;
use crate::plan::Plan;
use crate::write::Artifact;

/// The documents below `docs/`. `document` is the blueprint's file name.
#[must_use]
pub fn documents(plan: &Plan<'_>, graph: &Graph, document: &str) -> Vec<Artifact> {
    let _ = (plan, graph, document);
    Vec::new()
}

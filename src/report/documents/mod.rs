//! The documents below `docs/`: what a reviewer and an operator read beside the templates. One file a document, each with
//! a typed view; the texts are in `templates/docs/`.

mod address_plan;
mod dialects;
mod readme;
mod routing;
mod segments;
mod topology;

use serde::Serialize;

use super::template::{Page, render};
use crate::aws::Graph;
use crate::plan::Plan;
use crate::write::Artifact;

/// The documents below `docs/`. `document` is the blueprint's file name.
#[must_use]
pub fn documents(plan: &Plan<'_>, graph: &Graph, document: &str) -> Vec<Artifact> {
    let head = Head {
        document: document.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
        name: plan.network.name.to_string(),
        region: plan.network.region.to_string(),
    };
    Page::ALL
        .iter()
        .filter(|page| **page != Page::Segments || !plan.hubs.is_empty())
        .map(|page| Artifact { path: format!("docs/{}", page.file()), text: text(*page, plan, graph, &head) })
        .collect()
}

/// What every document begins with.
#[derive(Clone, Debug, Serialize)]
struct Head {
    /// The blueprint's file name, without folders.
    document: String,
    /// The network.
    name: String,
    /// Its Region.
    region: String,
}

/// One document: its head, then its own part.
#[derive(Serialize)]
struct View<'a, T> {
    head: &'a Head,
    page: T,
}

fn text(page: Page, plan: &Plan<'_>, graph: &Graph, head: &Head) -> String {
    match page {
        Page::Readme => render(page, &View { head, page: readme::view(plan, graph) }),
        Page::AddressPlan => render(page, &View { head, page: address_plan::view(plan) }),
        Page::Topology => render(page, &View { head, page: topology::view(plan) }),
        Page::Segments => render(page, &View { head, page: segments::view(plan) }),
        Page::Routing => render(page, &View { head, page: routing::view(plan) }),
        Page::Dialects => render(page, &View { head, page: dialects::view(graph) }),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

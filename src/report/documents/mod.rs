//! The documents below `docs/`: what a reviewer and an operator read beside the templates. One file a document, each with
//! a typed view; the texts are in `templates/docs/`.

mod address_plan;
mod connections;
mod dialects;
mod ends;
mod failures;
mod monitoring;
mod place;
mod reachability;
mod readme;
mod readme_call;
mod readme_left;
mod readme_roots;
mod readme_sites;
mod readme_steps;
mod remote_access;
mod request;
mod request_peering;
mod routing;
mod segments;
mod shared;
mod spoke;
mod topology;
mod topology_site;

use serde::Serialize;

use super::template::{Page, render};
use crate::artifact::Artifact;
use crate::aws::Graph;
use crate::diagnostic::plural;
use crate::plan::Plan;
use crate::plan::fabric::walk::Walker;

/// The documents below `docs/`. `document` is the blueprint's file name.
#[must_use]
pub fn documents(plan: &Plan<'_>, graph: &Graph, document: &str) -> Vec<Artifact> {
    let head = Head::of(plan, document);
    let walker = Walker::new(plan);
    let ends = ends::Ends::of(&walker);
    let mut artifacts = Vec::new();
    for page in Page::ALL {
        let mut add = |file: &str, text: String| artifacts.push(Artifact { path: format!("docs/{file}"), text });
        match page {
            Page::Readme => add(page.file(), render(*page, &View { head: &head, page: readme::view(plan, graph) })),
            Page::AddressPlan => add(page.file(), render(*page, &View { head: &head, page: address_plan::view(plan) })),
            Page::Topology => add(page.file(), render(*page, &View { head: &head, page: topology::view(plan) })),
            Page::Routing => add(page.file(), render(*page, &View { head: &head, page: routing::view(plan) })),
            Page::Segments if plan.hubs.is_empty() => {}
            Page::Segments => add(page.file(), render(*page, &View { head: &head, page: segments::view(plan) })),
            Page::Reachability => {
                add(page.file(), render(*page, &View { head: &head, page: reachability::view(&walker, &ends) }));
            }
            Page::Failures => {
                add(page.file(), render(*page, &View { head: &head, page: failures::view(&walker, &ends) }));
            }
            Page::Monitoring | Page::Connections | Page::RemoteAccess => {
                if let Some(text) = of_some(*page, plan, graph, &head) {
                    add(page.file(), text);
                }
            }
            Page::Spoke | Page::Request | Page::RequestPeering | Page::Shared => {
                for (file, text) in sheets(*page, plan, &head) {
                    add(&file, text);
                }
            }
            Page::Dialects => add(page.file(), render(*page, &View { head: &head, page: dialects::view(plan, graph) })),
        }
    }
    artifacts
}

/// A document that is about something which not every network has, and none for other documents.
fn of_some(page: Page, plan: &Plan<'_>, graph: &Graph, head: &Head) -> Option<String> {
    match page {
        Page::Monitoring => Some(render(page, &View { head, page: monitoring::view(plan, graph)? })),
        Page::Connections => Some(render(page, &View { head, page: connections::view(plan.network)? })),
        Page::RemoteAccess => Some(render(page, &View { head, page: remote_access::view(plan, graph)? })),
        _ => None,
    }
}

/// A document of which there is one for each of several things: each with its file, and none for other documents.
fn sheets(page: Page, plan: &Plan<'_>, head: &Head) -> Vec<(String, String)> {
    let file = |name: &str| format!("{}{name}.md", page.file());
    // Who is asked reads what he is asked for, and not that the rest waits for it.
    let alone = head.alone();
    let head = if matches!(page, Page::Request | Page::RequestPeering) { &alone } else { head };
    match page {
        Page::Spoke => {
            let views = plan.vpcs.iter().filter_map(|vpc| Some((vpc.vpc.name.to_string(), spoke::view(plan, vpc)?)));
            views.map(|(name, view)| (file(&name), render(page, &View { head, page: view }))).collect()
        }
        Page::Request => {
            request::views(plan).map(|(hub, view)| (file(hub), render(page, &View { head, page: view }))).collect()
        }
        Page::RequestPeering => {
            let views = request_peering::views(plan);
            views.map(|(name, view)| (file(name), render(page, &View { head, page: view }))).collect()
        }
        Page::Shared => {
            let views = shared::views(plan).into_iter();
            views.map(|(name, view)| (file(&name), render(page, &View { head, page: view }))).collect()
        }
        _ => Vec::new(),
    }
}

/// What every document begins with.
#[derive(Clone, Debug, Serialize)]
struct Head {
    /// The blueprint's file name, without folders.
    document: String,
    /// The network.
    name: String,
    /// Its Region, or all of its accounts and Regions.
    places: String,
    /// Transit gateways of other teams.
    asked: Vec<String>,
    /// `peerings billing, archive`: those with VPCs of others, in one text if there are any.
    peers: Vec<String>,
}

impl Head {
    fn of(plan: &Plan<'_>, document: &str) -> Self {
        let theirs = plan.network.hubs.iter().filter(|hub| hub.is_theirs());
        let peers: Vec<&str> = plan.network.peerings_with_others().map(|(_, one, _)| one.name.shown()).collect();
        let word = plural(peers.len(), "peering");
        Self {
            document: document.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
            name: plan.network.name.to_string(),
            places: place::places(plan.network),
            asked: theirs.map(|hub| hub.name.to_string()).collect(),
            peers: (!peers.is_empty()).then(|| format!("{word} {}", peers.join(", "))).into_iter().collect(),
        }
    }

    /// The same without what waits for others.
    fn alone(&self) -> Self {
        Self { asked: Vec::new(), peers: Vec::new(), ..self.clone() }
    }
}

/// One document: its head, then its own part.
#[derive(Serialize)]
struct View<'a, T> {
    head: &'a Head,
    page: T,
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

//! `docs/segments.md`: who reaches whom across each transit gateway, and what keeps the others apart.

use serde::Serialize;

use super::super::hubs::{self, HubFacts};
use crate::network::End;
use crate::plan::Plan;

#[derive(Serialize)]
pub(super) struct Segments {
    hubs: Vec<Matrix>,
}

#[derive(Serialize)]
struct Matrix {
    name: String,
    gateway: String,
    /// The names of the columns.
    ends: Vec<String>,
    rows: Vec<Row>,
    members: Vec<Members>,
    apart: Vec<Apart>,
}

#[derive(Serialize)]
struct Row {
    from: String,
    cells: Vec<&'static str>,
}

#[derive(Serialize)]
struct Members {
    segment: String,
    who: String,
}

/// What backs a `-`.
#[derive(Serialize)]
struct Apart {
    from: String,
    to: String,
    why: String,
}

pub(super) fn view(plan: &Plan<'_>) -> Segments {
    Segments { hubs: hubs::all(plan).map(|facts| matrix(&facts)).collect() }
}

fn matrix(facts: &HubFacts<'_>) -> Matrix {
    let segments = || facts.hub.segment_ids();
    let name = |end: End| facts.end(end).to_owned();
    let pairs = segments().flat_map(|from| facts.ends().map(move |to| (from, to)));
    let apart = pairs.filter(|(from, to)| facts.cell(*from, *to) == "-").map(|(from, to)| Apart {
        from: name(End::Segment(from)),
        to: name(to),
        why: facts.backing(from, to),
    });
    Matrix {
        name: facts.hub.name.to_string(),
        gateway: facts.gateway(),
        ends: facts.ends().map(name).collect(),
        rows: segments()
            .map(|from| Row {
                from: name(End::Segment(from)),
                cells: facts.ends().map(|to| facts.cell(from, to)).collect(),
            })
            .collect(),
        members: segments().map(|id| Members { segment: name(End::Segment(id)), who: facts.members(id) }).collect(),
        apart: apart.collect(),
    }
}

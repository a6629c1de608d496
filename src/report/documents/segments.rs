//! `docs/segments.md`: who reaches whom across each transit gateway, and what keeps the others apart.

use serde::Serialize;

use super::super::hubs::{self, HubFacts};
use super::super::markdown::Shell;
use crate::network::{End, SegmentId};
use crate::plan::Plan;

#[derive(Serialize)]
pub(super) struct Segments {
    hubs: Vec<Matrix>,
    /// Whether a cell is `unproven`.
    unproven: bool,
}

#[derive(Serialize)]
struct Matrix {
    name: String,
    gateway: String,
    /// The command that shows whether an existing gateway has default route tables; none where the document says it has none.
    ask: Vec<Shell>,
    /// The names of the columns.
    ends: Vec<String>,
    rows: Vec<Row>,
    /// Empty where no VPC has IPv6.
    rows_ipv6: Vec<Row>,
    /// Whether the transit gateway carries IPv6.
    ipv6: bool,
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
    let hubs: Vec<Matrix> = hubs::all(plan).map(|facts| matrix(&facts)).collect();
    let unproven =
        hubs.iter().flat_map(|hub| &hub.rows).flat_map(|row| &row.cells).any(|cell| cell.ends_with("unproven"));
    Segments { hubs, unproven }
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
        ask: super::readme::default_tables(facts.hub).into_iter().collect(),
        ends: facts.ends().map(name).collect(),
        rows: rows(facts, HubFacts::cell),
        rows_ipv6: if facts.has_ipv6() { rows(facts, HubFacts::cell_v6) } else { Vec::new() },
        ipv6: facts.hub.ipv6,
        members: segments().map(|id| Members { segment: name(End::Segment(id)), who: facts.members(id) }).collect(),
        apart: apart.collect(),
    }
}

fn rows<'a>(facts: &HubFacts<'a>, cell: fn(&HubFacts<'a>, SegmentId, End) -> &'static str) -> Vec<Row> {
    let row = |from| Row {
        from: facts.end(End::Segment(from)).to_owned(),
        cells: facts.ends().map(|to| cell(facts, from, to)).collect(),
    };
    facts.hub.segment_ids().map(row).collect()
}

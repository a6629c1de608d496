//! `docs/segments.md`: who reaches whom across each transit gateway, and what keeps the others apart.

use serde::Serialize;

use super::super::hubs::{self, HubFacts};
use super::super::markdown::{Rows, Shell};
use super::super::segment_classes::Classes;
use crate::network::{End, SegmentId};
use crate::plan::Plan;

#[derive(Serialize)]
pub(super) struct Segments {
    hubs: Vec<Matrix>,
    /// Whether a cell is `unproven`.
    unproven: bool,
    /// Whether a cell says `SiteLink`.
    site_link: bool,
}

#[derive(Serialize)]
struct Matrix {
    name: String,
    gateway: String,
    /// The command that shows whether an existing gateway has default route tables; none where the document says it has none.
    ask: Vec<Shell>,
    /// Instead of the matrix, and of what keeps its pairs apart, where the segments are many.
    classes: Option<ClassMatrix>,
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

/// Who reaches whom by classes of segments.
#[derive(Serialize)]
struct ClassMatrix {
    segments: usize,
    classes: usize,
    rows: Rows,
    /// Empty where no VPC has IPv6.
    rows_ipv6: Rows,
    has_ipv6: bool,
    apart: Rows,
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
    let says = |word: &str| {
        let mut cells = hubs.iter().flat_map(|hub| &hub.rows).flat_map(|row| &row.cells);
        let mut rows = hubs.iter().filter_map(|hub| hub.classes.as_ref()).map(|classes| classes.rows.to_string());
        cells.any(|cell| cell.ends_with(word)) || rows.any(|row| row.contains(word))
    };
    let (unproven, site_link) = (says("unproven"), says("SiteLink"));
    Segments { hubs, unproven, site_link }
}

fn matrix(facts: &HubFacts<'_>) -> Matrix {
    let segments = || facts.hub.segment_ids();
    let name = |end: End| facts.end(end).to_owned();
    let classes = Classes::of(facts);
    let few = || facts.hub.segment_ids().filter(|_| classes.is_none());
    let pairs = few().flat_map(|from| facts.ends().map(move |to| (from, to)));
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
        rows: rows(facts, few(), HubFacts::cell),
        rows_ipv6: if facts.has_ipv6() { rows(facts, few(), HubFacts::cell_v6) } else { Vec::new() },
        ipv6: facts.hub.ipv6,
        members: segments().map(|id| Members { segment: name(End::Segment(id)), who: facts.members(id) }).collect(),
        apart: apart.collect(),
        classes: classes.as_ref().map(|classes| by_class(facts, classes)),
    }
}

fn by_class(facts: &HubFacts<'_>, classes: &Classes<'_>) -> ClassMatrix {
    let rows = |family| {
        Rows::of(classes.rows(family), |row, class| {
            row.cell(class.number).cell(class.segments).cell(class.itself).cell(class.others);
            row.cell(class.reaches).cell(class.internet);
        })
    };
    let has_ipv6 = facts.has_ipv6();
    ClassMatrix {
        segments: facts.hub.segments.len(),
        classes: classes.len(),
        rows: rows(0),
        rows_ipv6: if has_ipv6 { rows(1) } else { Rows::default() },
        has_ipv6,
        apart: Rows::of(classes.apart(), |row, (class, why)| _ = row.cell(class).cell(why)),
    }
}

fn rows<'a>(
    facts: &HubFacts<'a>,
    segments: impl Iterator<Item = SegmentId>,
    cell: fn(&HubFacts<'a>, SegmentId, End) -> &'static str,
) -> Vec<Row> {
    let row = |from| Row {
        from: facts.end(End::Segment(from)).to_owned(),
        cells: facts.ends().map(|to| cell(facts, from, to)).collect(),
    };
    segments.map(row).collect()
}

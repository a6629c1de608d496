//! The matrix of reachability as text and JSON.

use std::fmt::Write as _;

use serde::Serialize;

use super::columns::Columns;
use crate::plan::fabric::packet::Family;
use crate::plan::fabric::walk::Walker;
use crate::reach::{Cell, Class, Matrix, Reached, name};

/// The most members of a class that are named.
const NAMED: usize = 6;

/// The members of a class: all of a short list, the first few of a long one.
pub(super) fn members(walker: &Walker<'_>, class: &Class) -> String {
    let members = &class.members;
    let mut names: Vec<String> = members.iter().take(NAMED).map(|node| name(walker, *node)).collect();
    if members.len() > NAMED {
        names.push(format!("{} more", members.len() - NAMED));
    }
    names.join(", ")
}

/// `yes`; `yes / no-route` where IPv6 differs.
fn families(list: &[(Family, Reached)]) -> String {
    let texts: Vec<String> = list.iter().map(|(_, reached)| reached.to_string()).collect();
    match texts.as_slice() {
        [one, other] if one != other => format!("{one} / {other}"),
        [one, ..] => one.clone(),
        [] => String::new(),
    }
}

/// A cell in words; `own` begins the answer for ends of one VPC where it differs.
pub(super) fn cell(cell: &Cell) -> String {
    let (apart, together) = (families(&cell.apart), families(&cell.together));
    match (apart.is_empty(), together.is_empty()) {
        (true, true) => "-".to_owned(),
        (true, false) => together,
        (false, true) => apart,
        (false, false) if apart == together => apart,
        (false, false) => format!("{apart}; own VPC: {together}"),
    }
}

/// The matrix for people: numbered classes, then a row for each.
#[must_use]
pub fn matrix_text(walker: &Walker<'_>, matrix: &Matrix) -> String {
    let mut out = String::new();
    let mut columns = Columns::default();
    for (index, class) in matrix.classes.iter().enumerate() {
        columns.row([(index + 1).to_string(), members(walker, class)]);
    }
    columns.print(&mut out, 0);
    out.push('\n');
    let mut columns = Columns::default();
    let head = (1..=matrix.classes.len()).map(|number| number.to_string());
    columns.row(std::iter::once("from \\ to".to_owned()).chain(head));
    for (class, row) in matrix.cells.iter().enumerate() {
        columns.row(std::iter::once((class + 1).to_string()).chain(row.iter().map(cell)));
    }
    columns.print(&mut out, 0);
    let _ = writeln!(out, "\nan obstacle: nothing passes; `back`: only replies are stopped; `a / b`: IPv4 / IPv6");
    out
}

#[derive(Serialize)]
struct MatrixView<'a> {
    netgen: u32,
    classes: Vec<Vec<String>>,
    /// Pairs of classes by their index from 0.
    pairs: Vec<PairView<'a>>,
}

#[derive(Serialize)]
struct PairView<'a> {
    from: usize,
    to: usize,
    /// Between ends that share no VPC.
    apart: Vec<ReachedView<'a>>,
    /// Between ends of one VPC.
    together: Vec<ReachedView<'a>>,
}

#[derive(Serialize)]
struct ReachedView<'a> {
    family: Family,
    passing: Option<&'a crate::reach::Passing>,
    obstacle: Option<&'static str>,
    only_back: bool,
}

fn views(list: &[(Family, Reached)]) -> Vec<ReachedView<'_>> {
    fn view((family, reached): &(Family, Reached)) -> ReachedView<'_> {
        match reached {
            Reached::Passes(passing) => {
                ReachedView { family: *family, passing: Some(passing), obstacle: None, only_back: false }
            }
            Reached::Stops(kind, back) => {
                ReachedView { family: *family, passing: None, obstacle: Some(kind.word()), only_back: *back }
            }
        }
    }
    list.iter().map(view).collect()
}

/// The matrix for programs. It ends in a line break.
#[must_use]
pub fn matrix_json(walker: &Walker<'_>, matrix: &Matrix) -> String {
    let classes = matrix.classes.iter().map(|class| class.members.iter().map(|node| name(walker, *node)).collect());
    let rows = matrix.cells.iter().enumerate();
    let pairs = rows.flat_map(|(from, row)| {
        let cells = row.iter().enumerate();
        cells.map(move |(to, cell)| PairView { from, to, apart: views(&cell.apart), together: views(&cell.together) })
    });
    let view = MatrixView { netgen: 1, classes: classes.collect(), pairs: pairs.collect() };
    // A tree of JSON always serialises.
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}

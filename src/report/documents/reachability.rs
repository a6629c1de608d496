//! `docs/reachability.md`: which classes of tiers and sites reach which, and what stops the others.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::markdown::Rows;
use super::super::reach_matrix::{cell, members};
use super::ends::Ends;
use crate::plan::fabric::packet::Family;
use crate::plan::fabric::walk::{Kind, Walker};
use crate::reach::{Cell, Matrix, Reached, matrix};

#[derive(Serialize)]
pub(super) struct Reachability {
    /// The number of classes, where they are too many for a table.
    too_many: Option<usize>,
    classes: Rows,
    heads: Vec<String>,
    rows: Rows,
    /// The obstacles in the table, and what they mean.
    words: Rows,
    /// Whether a class has answers of its own inside a VPC.
    own: bool,
    /// Whether some pair has IPv6.
    ipv6: bool,
}

pub(super) fn view(walker: &Walker<'_>, ends: &Ends) -> Reachability {
    let Some(names) = &ends.names else {
        let none = Rows::default;
        let (classes, rows, words) = (none(), none(), none());
        return Reachability {
            too_many: Some(ends.classes.len()),
            classes,
            heads: Vec::new(),
            rows,
            words,
            own: false,
            ipv6: false,
        };
    };
    let matrix = matrix(walker, ends.classes.clone());
    // By name, so that a VPC more moves no row and no column.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|class| (names[*class] == "internet", &names[*class]));
    let cells = || matrix.cells.iter().flatten();
    Reachability {
        too_many: None,
        classes: Rows::of(&order, |row, class| {
            row.cell(&names[*class]).cell(members(walker, &matrix.classes[*class]));
        }),
        rows: Rows::of(&order, |row, from| {
            row.cell(&names[*from]);
            for to in &order {
                row.cell(cell(&matrix.cells[*from][*to]));
            }
        }),
        words: Rows::of(obstacles(&matrix), |row, (word, kind)| {
            row.cell(word).cell(meaning(kind));
        }),
        own: cells().any(|one| !one.together.is_empty() && !one.apart.is_empty() && one.together != one.apart),
        ipv6: cells().flat_map(|one| one.apart.iter().chain(&one.together)).any(|(family, _)| *family == Family::Ipv6),
        heads: order.iter().map(|class| names[*class].clone()).collect(),
    }
}

fn obstacles(matrix: &Matrix) -> BTreeMap<&'static str, Kind> {
    let of = |one: &Cell| {
        let all = one.apart.iter().chain(&one.together).filter_map(|(_, reached)| match reached {
            Reached::Stops(kind, _) => Some((kind.word(), *kind)),
            Reached::Passes(_) => None,
        });
        all.collect::<Vec<_>>()
    };
    matrix.cells.iter().flatten().flat_map(of).collect()
}

/// What an obstacle means, and where to look.
fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::NoRoute => "no destination of a route table on the way contains the address: routing.md has the tables",
        Kind::Blackhole => "a table of the transit gateway drops it on purpose: segments.md says why",
        Kind::AclIn => "a network ACL denies what comes into the subnet",
        Kind::AclOut => "a network ACL denies what leaves the subnet",
        Kind::GroupIn => "a security group accepts no such connection",
        Kind::GroupOut => "a security group opens no such connection",
        Kind::Firewall => "no rule of the firewall passes it",
        Kind::NoAddress => "nothing on the internet stands for the private address",
        Kind::NoGateway => "the VPC has no internet gateway",
        Kind::EgressOnly => "an egress-only internet gateway admits no connection from outside",
        Kind::Private => "the default route takes a private address to the internet gateway, which drops it",
        Kind::Translated => "the reply would leave with the address of a NAT gateway, from which nobody expects it",
        Kind::NoAttachment => "the attachment to the transit gateway has no subnet in the zone",
        Kind::Elsewhere => "another network has the address as well",
        Kind::Unauthorized => "no authorization rule lets people through who dial in",
        Kind::Loop => "the packet goes in a circle",
    }
}

//! The segments of a transit gateway by classes: those that reach the same others in the same way. A matrix of a hundred segments
//! is one that nobody reads, and of a thousand one that takes a while to write; so where there are many, a row stands for a class
//! and names what it reaches. In come a transit gateway and its cells, out go rows of words, and the classes for the JSON of
//! `netgen plan`.

use std::collections::BTreeMap;

use super::hubs::{HubFacts, brackets};
use crate::network::{End, Relation, SegmentId};
use crate::plan::TableOf;

/// A matrix of more segments is none that anybody reads.
const MOST: usize = 32;

/// So many names or numbers stand in a cell; of others there is their count.
const NAMED: usize = 12;

/// What a segment does in one family, beside what it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Own {
    itself: &'static str,
    internet: &'static str,
}

/// Cells of two families.
type Both<T> = [T; 2];

/// Segments that reach the same others in the same way, and are reached so.
struct Class {
    members: Vec<SegmentId>,
    own: Both<Own>,
    /// The other segments that the first of its members reaches.
    cells: BTreeMap<SegmentId, Both<&'static str>>,
}

/// How a class talks in one family.
pub(super) struct Related {
    /// How members of one segment talk.
    pub itself: &'static str,
    /// How two segments of the class talk; `-` where there is one.
    pub others: &'static str,
    /// Its way to the internet.
    pub internet: &'static str,
    /// The other classes that it reaches, by number from 0, and how.
    pub reaches: BTreeMap<usize, &'static str>,
}

/// A class in words.
pub(super) struct ClassRow {
    /// Its number, from 1.
    pub number: String,
    /// Its members.
    pub segments: String,
    /// How members of one segment talk.
    pub itself: String,
    /// How two segments of the class talk; `-` where there is one.
    pub others: String,
    /// The other classes that it reaches, by how.
    pub reaches: String,
    /// Its way to the internet.
    pub internet: String,
}

/// The classes of a transit gateway with many segments.
pub(super) struct Classes<'a> {
    facts: HubFacts<'a>,
    list: Vec<Class>,
    /// By segment: its class.
    of: Vec<usize>,
}

impl<'a> Classes<'a> {
    /// Of a transit gateway; none where its segments are few enough for a matrix.
    pub(super) fn of(facts: &HubFacts<'a>) -> Option<Self> {
        (facts.hub.segments.len() > MOST).then(|| Self::whole(facts))
    }

    /// Of a transit gateway, however many segments it has.
    pub(super) fn whole(facts: &HubFacts<'a>) -> Self {
        let list = classes(facts);
        let mut of = vec![0; facts.hub.segments.len()];
        for (number, class) in list.iter().enumerate() {
            class.members.iter().for_each(|member| of[member.0] = number);
        }
        Self { facts: *facts, list, of }
    }

    /// The members of each class, in its order.
    pub(super) fn members(&self) -> impl Iterator<Item = Vec<&'a str>> + '_ {
        self.list.iter().map(|class| self.named(class))
    }

    /// How a class talks, by its number from 0, for IPv4 (0) or IPv6 (1).
    pub(super) fn related(&self, number: usize, family: usize) -> Related {
        let class = &self.list[number];
        let mut reaches: BTreeMap<usize, &'static str> = BTreeMap::new();
        let mut others = "-";
        for (segment, cells) in &class.cells {
            let other = self.of[segment.0];
            if other == number {
                others = cells[family];
            } else if cells[family] != "-" {
                reaches.insert(other, cells[family]);
            }
        }
        let Own { itself, internet } = class.own[family];
        Related { itself, others, internet, reaches }
    }

    /// The number of classes.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// A row for each class, for IPv4 (0) or IPv6 (1).
    pub(super) fn rows(&self, family: usize) -> Vec<ClassRow> {
        self.list.iter().enumerate().map(|(number, class)| self.row(number, class, family)).collect()
    }

    fn row(&self, number: usize, class: &Class, family: usize) -> ClassRow {
        let related = self.related(number, family);
        let mut by_cell: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (other, cell) in related.reaches {
            by_cell.entry(cell).or_default().push(other + 1);
        }
        let reaches: Vec<String> =
            by_cell.into_iter().map(|(cell, classes)| format!("{cell}: {}", some(&classes))).collect();
        ClassRow {
            number: (number + 1).to_string(),
            segments: some(&self.named(class)),
            itself: related.itself.to_owned(),
            others: related.others.to_owned(),
            reaches: if reaches.is_empty() { "-".to_owned() } else { reaches.join("; ") },
            internet: related.internet.to_owned(),
        }
    }

    fn named(&self, class: &Class) -> Vec<&'a str> {
        class.members.iter().map(|member| self.facts.end(End::Segment(*member))).collect()
    }

    /// What keeps the first segment of each class apart from those that it does not reach: the class's number, and its table.
    pub(super) fn apart(&self) -> Vec<(String, String)> {
        let rows = self.list.iter().enumerate().filter_map(|(number, class)| {
            let first = class.members.first()?;
            let table = self.facts.decided.table(TableOf::Segment(*first))?;
            let holes =
                table.blackholes.iter().map(|hole| format!("{}{}", hole.to.cidr, brackets(&self.facts.owner(hole.to))));
            let holes: Vec<String> = holes.collect();
            let has_default = table.routes.get(crate::plan::fabric::Destination::DEFAULT_V4).is_some();
            let default = if has_default { "has a default route" } else { "has no default route" };
            let drops = if holes.is_empty() { String::new() } else { format!(" and drops {}", some(&holes)) };
            Some(((number + 1).to_string(), format!("table {} {default}{drops}", table.name)))
        });
        rows.collect()
    }
}

/// All of a short list, or its first items and the number of others.
fn some<T: ToString>(items: &[T]) -> String {
    let mut words: Vec<String> = items.iter().take(NAMED).map(T::to_string).collect();
    if items.len() > NAMED {
        words.push(format!("{} more", items.len() - NAMED));
    }
    words.join(", ")
}

/// Segments that do not reach each other are of one class if they reach the same others; of the rest, those that reach each other
/// and the same others. The second test counts a segment among those that it reaches.
fn classes(facts: &HubFacts<'_>) -> Vec<Class> {
    let has_ipv6 = facts.has_ipv6();
    let carries: Vec<bool> = facts.hub.segment_ids().map(|id| has_ipv6 && facts.carries_v6(id)).collect();
    let cell_v6 = |from: SegmentId, to: SegmentId| {
        let direct = facts.hub.relation(from, End::Segment(to)) == Relation::Direct;
        if direct && carries[from.0] && carries[to.0] { "direct" } else { "-" }
    };
    let mut alike: BTreeMap<_, Vec<SegmentId>> = BTreeMap::new();
    for id in facts.hub.segment_ids() {
        let internet = if has_ipv6 { facts.cell_v6(id, End::Internet) } else { "-" };
        let own = [
            Own { itself: facts.cell(id, End::Segment(id)), internet: facts.cell(id, End::Internet) },
            Own { itself: cell_v6(id, id), internet },
        ];
        let others = facts.hub.reached(id).filter(|to| *to != id);
        let cells: BTreeMap<SegmentId, Both<&'static str>> =
            others.map(|to| (to, [facts.cell(id, End::Segment(to)), cell_v6(id, to)])).collect();
        alike.entry((own, cells)).or_default().push(id);
    }
    let (mut list, mut alone): (Vec<Class>, BTreeMap<_, Vec<SegmentId>>) = (Vec::new(), BTreeMap::new());
    for ((own, cells), members) in alike {
        match members.as_slice() {
            [only] => {
                let mut with_itself = cells;
                with_itself.insert(*only, own.map(|own| own.itself));
                alone.entry((own, with_itself)).or_default().push(*only);
            }
            _ => list.push(Class { members, own, cells }),
        }
    }
    for ((own, mut cells), mut members) in alone {
        members.sort_unstable();
        if let Some(first) = members.first() {
            cells.remove(first);
        }
        list.push(Class { members, own, cells });
    }
    list.sort_by(|one, other| one.members.cmp(&other.members));
    list
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::{hubs, testing};

    /// A hub whose first segments reach what the lists say, each segment with a VPC; the rest reach `s0`.
    fn document(count: usize, pairs: &[(usize, usize)], out: &[usize], isolated: &[usize], inspected: bool) -> String {
        let mut text = "netgen: 1\nname: many\nregion: eu-west-1\navailability_zones: [a]\naddress_pools: {all: 10.0.0.0/8}\n\
                        quotas: {vpcs: 1000, transit_gateway_tables: 100}\ntransit_gateways:\n  hub:\n    internet: {through: egress}\n"
            .to_owned();
        if inspected {
            text += "    inspection: {through: look, between: [[s0, s1]]}\n";
        }
        text += "    segments:\n";
        for one in 0..count {
            let named = pairs.iter().filter(|(from, to)| *from == one && *to != one).map(|(_, to)| format!("s{to}"));
            let mut reaches: Vec<String> = named.collect();
            reaches.extend(out.contains(&one).then(|| "internet".to_owned()));
            reaches.extend((one > 0).then(|| "s0".to_owned()));
            reaches.sort_unstable();
            reaches.dedup();
            let isolated = if isolated.contains(&one) { ", isolated: true" } else { "" };
            text += &["      s", &one.to_string(), ": {reaches: [", &reaches.join(", "), "]", isolated, "}\n"].concat();
        }
        text += "vpcs:\n  egress: {pool: all, prefix: 24, role: egress, attach: {to: hub}}\n";
        if inspected {
            text += "  look: {pool: all, prefix: 24, role: inspection, attach: {to: hub}}\n";
        }
        for one in 0..count {
            let six = if one % 3 == 0 { "ipv6: true, " } else { "" };
            let vpc = format!("pool: all, prefix: 24, {six}attach: {{to: hub, segment: s{one}}}");
            text.extend([format!("  v{one}: {{{vpc}, tiers: {{app: {{prefix: 28, route: transit}}}}}}\n")]);
        }
        text
    }

    proptest! {
        #[test]
        fn what_a_class_says_holds_for_every_pair_of_its_members(
            count in MOST + 1..MOST + 12,
            pairs in prop::collection::vec((0..MOST, 0..MOST), 0..60),
            mesh in 0..12_usize,
            out in prop::collection::vec(0..MOST, 0..6),
            isolated in prop::collection::vec(0..MOST, 0..4),
            inspected in any::<bool>(),
        ) {
            let whole = (2..2 + mesh).flat_map(|one| (2..one).map(move |other| (one, other)));
            let pairs: Vec<_> = pairs.into_iter().filter(|(one, other)| (one + other) % 5 == 0).chain(whole).collect();
            testing::fresh(&document(count, &pairs, &out, &isolated, inspected), |plan, _| {
                let facts = hubs::all(plan).next().expect("a hub");
                let classes = Classes::of(&facts).expect("many segments");
                for from in facts.hub.segment_ids() {
                    let class = &classes.list[classes.of[from.0]];
                    for to in facts.hub.segment_ids() {
                        let said = class.cells.iter().find(|(other, _)| classes.of[other.0] == classes.of[to.0]);
                        let said = if from == to {
                            class.own.map(|own| own.itself)
                        } else {
                            said.map_or(["-"; 2], |(_, cells)| *cells)
                        };
                        let cells = [facts.cell(from, End::Segment(to)), facts.cell_v6(from, End::Segment(to))];
                        assert_eq!(said, cells, "{} to {}", facts.end(End::Segment(from)), facts.end(End::Segment(to)));
                    }
                    let internet = [facts.cell(from, End::Internet), facts.cell_v6(from, End::Internet)];
                    assert_eq!(class.own.map(|own| own.internet), internet);
                }
            });
        }
    }

    #[test]
    fn a_star_a_mesh_and_a_few() {
        let rows = |text: &str| {
            let mut all = Vec::new();
            testing::fresh(text, |plan, _| {
                let facts = hubs::all(plan).next().expect("a hub");
                let rows = Classes::of(&facts).map(|classes| classes.rows(0)).unwrap_or_default();
                let words =
                    |row: ClassRow| [row.number, row.segments, row.itself, row.others, row.reaches, row.internet];
                all = rows.into_iter().map(words).map(|row| row.join(" | ")).collect();
            });
            all
        };
        assert_eq!(
            rows(&document(33, &[], &[0], &[], false)),
            [
                "1 | s0 | direct | - | direct: 2 | NAT",
                "2 | s1, s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s2, 20 more | direct | - | direct: 1 | -",
            ]
        );
        let mesh: Vec<_> = (1..4).flat_map(|one| (1..one).map(move |other| (one, other))).collect();
        assert_eq!(
            rows(&document(33, &mesh, &[], &[3], true)),
            [
                "1 | s0 | direct | - | direct: 3, 4, 5; inspected: 2 | -",
                "2 | s1 | direct | - | direct: 4, 5; inspected: 1 | -",
                "3 | s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s20, s21, 17 more | direct | - | direct: 1 | -",
                "4 | s2 | direct | - | direct: 1, 2, 5 | -",
                "5 | s3 | - | - | direct: 1, 2, 4 | -",
            ]
        );
        assert_eq!(rows(&document(32, &[], &[], &[], false)), Vec::<String>::new());
    }
}

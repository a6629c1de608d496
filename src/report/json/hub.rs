//! The part of the JSON format about transit gateways.

use serde::Serialize;

use super::super::hubs::{FirewallRule, HubFacts, TableRoute};
use super::super::segment_classes::{Classes, Related};
use crate::net::Name;
use crate::network::End;

#[derive(Serialize)]
pub(super) struct HubView<'a> {
    name: &'a Name,
    /// `new` with its AS, or the id of one that exists.
    gateway: String,
    /// Every ordered pair of ends; left out where there are more than 32 segments, of which classes say all.
    #[serde(skip_serializing_if = "Option::is_none")]
    relations: Option<Vec<RelationView<'a>>>,
    /// Segments that reach the same others in the same way, and are reached so; each is in one class.
    segment_classes: Vec<ClassView<'a>>,
    route_tables: Vec<TableView<'a>>,
    /// In the order in which it looks at them; what none matches is dropped.
    firewall: Vec<FirewallRule>,
}

#[derive(Serialize)]
struct RelationView<'a> {
    from: &'a str,
    /// A segment or `internet`.
    to: &'a str,
    /// `direct`, `inspected`, `NAT`, `inspected, NAT`, `own gateway` past the transit gateway, or `-` for not at all.
    relation: &'static str,
    /// The same for IPv6: `direct`, `own gateway` or `-`; missing where no VPC has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    relation_ipv6: Option<&'static str>,
    /// For `-`: what keeps them apart.
    reason: Option<String>,
}

/// Segments that are treated alike.
#[derive(Serialize)]
struct ClassView<'a> {
    segments: Vec<&'a str>,
    #[serde(flatten)]
    ipv4: FamilyView,
    /// The same for IPv6; missing where no VPC has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    ipv6: Option<FamilyView>,
}

/// How a class talks in one family, in the words of `relation`.
#[derive(Serialize)]
struct FamilyView {
    /// Within each of its segments.
    itself: &'static str,
    /// Between two of its segments; null where it has one.
    others: Option<&'static str>,
    internet: &'static str,
    /// Other classes that it reaches. One that is not here is not reached.
    reaches: Vec<ReachView>,
}

#[derive(Serialize)]
struct ReachView {
    /// The position of the other class in the list, from 0.
    class: usize,
    relation: &'static str,
}

fn classes<'a>(facts: &HubFacts<'a>) -> Vec<ClassView<'a>> {
    let (classes, has_ipv6) = (Classes::whole(facts), facts.has_ipv6());
    let family = |related: Related, one: bool| FamilyView {
        itself: related.itself,
        others: (!one).then_some(related.others),
        internet: related.internet,
        reaches: related.reaches.into_iter().map(|(class, relation)| ReachView { class, relation }).collect(),
    };
    let view = |(number, segments): (usize, Vec<&'a str>)| {
        let one = segments.len() == 1;
        let ipv6 = has_ipv6.then(|| family(classes.related(number, 1), one));
        ClassView { segments, ipv4: family(classes.related(number, 0), one), ipv6 }
    };
    classes.members().enumerate().map(view).collect()
}

#[derive(Serialize)]
struct TableView<'a> {
    name: &'a str,
    associations: Vec<String>,
    routes: Vec<TableRoute>,
}

impl<'a> HubView<'a> {
    pub fn of(facts: &HubFacts<'a>) -> Self {
        let pairs = facts.hub.segment_ids().flat_map(|from| facts.ends().map(move |to| (from, to)));
        let has_ipv6 = facts.has_ipv6();
        let relation = |(from, to)| {
            let relation = facts.cell(from, to);
            let reason = (relation == "-").then(|| facts.backing(from, to));
            RelationView {
                from: facts.end(End::Segment(from)),
                to: facts.end(to),
                relation,
                relation_ipv6: has_ipv6.then(|| facts.cell_v6(from, to)),
                reason,
            }
        };
        let table = |table: &'a crate::plan::HubTable| TableView {
            name: &table.name,
            associations: table.associations.iter().map(|one| facts.attachment(one)).collect(),
            routes: facts.routes(table),
        };
        Self {
            name: &facts.hub.name,
            gateway: facts.gateway(),
            relations: Classes::of(facts).is_none().then(|| pairs.map(relation).collect()),
            segment_classes: classes(facts),
            route_tables: facts.decided.tables.iter().map(table).collect(),
            firewall: facts.firewall(),
        }
    }
}

//! The part of the JSON format about transit gateways.

use serde::Serialize;

use super::super::hubs::{FirewallRule, HubFacts, TableRoute};
use crate::net::Name;
use crate::network::End;

#[derive(Serialize)]
pub(super) struct HubView<'a> {
    name: &'a Name,
    /// `new` with its AS, or the id of one that exists.
    gateway: String,
    /// Every ordered pair of ends.
    relations: Vec<RelationView<'a>>,
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
            relations: pairs.map(relation).collect(),
            route_tables: facts.decided.tables.iter().map(table).collect(),
            firewall: facts.firewall(),
        }
    }
}

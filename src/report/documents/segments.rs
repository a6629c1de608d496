//! `docs/segments.md`: who reaches whom by the transit gateways, what keeps the others apart, every route table as it will be,
//! and what the firewall lets through.

use serde::Serialize;

use super::super::hub;
use super::super::words::join;
use crate::plan::{HubPlan, Plan};

#[derive(Serialize)]
pub(super) struct Segments {
    hubs: Vec<Gateway>,
}

#[derive(Serialize)]
struct Gateway {
    name: String,
    /// `ASN 64512`
    what: String,
    columns: Vec<String>,
    rows: Vec<Row>,
    /// What backs each `-`.
    backing: Vec<String>,
    members: Vec<Member>,
    tables: Vec<Table>,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
struct Row {
    from: String,
    cells: Vec<&'static str>,
}

#[derive(Serialize)]
struct Member {
    segment: String,
    vpcs: String,
    attachments: String,
    prefixes: String,
}

#[derive(Serialize)]
struct Table {
    name: String,
    associations: String,
    routes: Vec<Route>,
}

#[derive(Serialize)]
struct Route {
    destination: String,
    target: String,
    why: String,
}

#[derive(Serialize)]
struct Rule {
    number: usize,
    action: String,
    source: String,
    destination: String,
    why: String,
}

pub(super) fn view(plan: &Plan<'_>) -> Segments {
    Segments { hubs: plan.hubs.iter().map(|hub| gateway(plan, hub)).collect() }
}

fn gateway(plan: &Plan<'_>, planned: &HubPlan) -> Gateway {
    let network = plan.network;
    let meant = &network.hubs[planned.hub.0];
    let matrix = hub::matrix(network, planned.hub);
    let or_dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let members = meant.segment_ids().map(|id| Member {
        segment: meant.segment(id).name.to_string(),
        vpcs: or_dash(join(hub::members(network, planned.hub, id), ", ")),
        attachments: or_dash(join(meant.segment(id).attachments.iter().map(|one| &one.value), ", ")),
        prefixes: or_dash(join(meant.segment(id).prefixes.iter().map(|one| one.value), ", ")),
    });
    let tables = planned.tables.iter().map(|table| Table {
        name: table.name.clone(),
        associations: hub::attachments(network, &table.associations),
        routes: hub::routes(plan, table)
            .into_iter()
            .map(|[destination, target, why]| Route { destination, target, why })
            .collect(),
    });
    let rules = planned.firewall.iter().enumerate().map(|(index, rule)| {
        let [action, source, destination, why] = hub::rule(network, rule);
        Rule { number: index + 1, action, source, destination, why }
    });
    Gateway {
        name: meant.name.to_string(),
        what: hub::gateway(meant),
        columns: matrix.columns,
        rows: matrix.rows.into_iter().map(|(from, cells)| Row { from, cells }).collect(),
        backing: hub::backing(plan, planned),
        members: members.collect(),
        tables: tables.collect(),
        rules: rules.collect(),
    }
}

//! Transit gateways for people at a terminal: the matrix of who reaches whom, every table, and the firewall's rules.

use super::columns::{Columns, apart};
use super::hubs::{self, HubFacts};
use super::segment_classes::Classes;
use super::words::count;
use crate::network::{End, SegmentId};
use crate::plan::Plan;

/// A section for each transit gateway.
pub(super) fn print(plan: &Plan<'_>, out: &mut String) {
    for facts in hubs::all(plan) {
        out.push('\n');
        let name = &facts.hub.name;
        let tables = count(facts.decided.tables.len(), "route table");
        apart(out, &format!("transit gateway {name}  {}", facts.gateway()), &tables);
        if let Some(classes) = Classes::of(&facts) {
            by_class(&facts, &classes, out);
        } else {
            matrix(&facts, "from \\ to", HubFacts::cell, out);
            if facts.has_ipv6() {
                matrix(&facts, "IPv6", HubFacts::cell_v6, out);
            }
        }
        tables_of(&facts, out);
        firewall(&facts, out);
    }
}

/// A row for each class of many segments.
fn by_class(facts: &HubFacts<'_>, classes: &Classes<'_>, out: &mut String) {
    let families: &[(&str, usize)] = if facts.has_ipv6() { &[("class", 0), ("IPv6", 1)] } else { &[("class", 0)] };
    for (title, family) in families {
        let mut columns = Columns::default();
        columns.row([*title, "segments", "inside one", "between two", "reaches classes", "internet"]);
        for class in classes.rows(*family) {
            columns.row([class.number, class.segments, class.itself, class.others, class.reaches, class.internet]);
        }
        columns.print(out, 2);
    }
}

fn matrix<'a>(
    facts: &HubFacts<'a>,
    title: &str,
    cell: fn(&HubFacts<'a>, SegmentId, End) -> &'static str,
    out: &mut String,
) {
    let mut columns = Columns::default();
    columns.row([title].into_iter().chain(facts.ends().map(|end| facts.end(end))));
    for from in facts.hub.segment_ids() {
        let cells = facts.ends().map(|to| cell(facts, from, to));
        columns.row([facts.end(End::Segment(from))].into_iter().chain(cells));
    }
    columns.print(out, 2);
}

/// Every route with its reason; a static one with its attachment.
fn tables_of(facts: &HubFacts<'_>, out: &mut String) {
    for table in &facts.decided.tables {
        let (hub, name) = (&facts.hub.name, &table.name);
        out.extend(["\ntable ", name, " of ", hub.as_str(), ", for ", &facts.associations(table), "\n"]);
        let mut columns = Columns::default();
        for route in facts.routes(table) {
            let of = if route.of == "-" { String::new() } else { route.of };
            let via = route.via.strip_prefix("VPC ").unwrap_or(&route.via);
            let reason = match route.kind {
                "static" => format!("via {via}, {}", route.reason),
                _ => route.reason,
            };
            columns.row([route.destination, route.kind.to_owned(), of, reason]);
        }
        columns.print(out, 2);
    }
}

fn firewall(facts: &HubFacts<'_>, out: &mut String) {
    let rules = facts.firewall();
    if rules.is_empty() {
        return;
    }
    out.extend(["\nfirewall of ", facts.hub.name.as_str(), ", in its order; what no rule matches is dropped\n"]);
    let mut columns = Columns::default();
    for rule in rules {
        let arrow = if rule.both_ways { "<->" } else { "->" };
        let (source, destination) = (rule.source, rule.destination);
        columns.row([rule.action.to_owned(), source, arrow.to_owned(), destination, rule.reason]);
    }
    columns.print(out, 2);
}

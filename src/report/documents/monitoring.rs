//! `docs/monitoring.md`: what watches the network, what each alarm means and what to do first. It comes from the alarms, dashboards and
//! queries that are in the graph, so it has all of them and no others. No page for a network whose sites have nothing but the alarms that
//! say that an uplink is down.

use serde::Serialize;

use super::super::markdown::Rows;
use super::super::words::join;
use crate::aws::{Body, Fact, Graph, KindOf, NodeId, Value};
use crate::diagnostic::counted;
use crate::network::{Question, Topic};
use crate::plan::Plan;

#[derive(Serialize)]
pub(super) struct Monitoring {
    /// Where alarms go, one line for each topic.
    topics: Vec<String>,
    alarms: Rows,
    parts: Rows,
    blackholes: String,
    dashboards: Rows,
    queries: Rows,
    billed: String,
}

/// The page, if anything of it is in use.
pub(super) fn view(plan: &Plan<'_>, graph: &Graph) -> Option<Monitoring> {
    if !is_there(plan) {
        return None;
    }
    let (mut tables, mut body) = (Tables::default(), Body::default());
    for unit in graph.units() {
        let region = plan.network.scope(unit.scope).region.as_str();
        for node in unit.nodes() {
            tables.add(graph, node, region, &mut body);
        }
    }
    let billed = [
        (tables.metrics, counted(tables.metrics, "alarm")),
        (tables.composites, counted(tables.composites, "composite alarm")),
        (tables.boards, counted(tables.boards, "dashboard")),
    ];
    let billed = billed.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words);
    let blackholes: usize = plan.hubs.iter().flat_map(|hub| &hub.tables).map(|table| table.blackholes.len()).sum();
    Some(Monitoring {
        topics: topics(plan),
        alarms: tables.alarms,
        parts: tables.parts,
        blackholes: counted(blackholes, "route"),
        dashboards: tables.dashboards,
        queries: tables.queries,
        billed: join(billed, ", "),
    })
}

/// What watches, in rows, and how many of it there are.
#[derive(Default)]
struct Tables {
    alarms: Rows,
    parts: Rows,
    dashboards: Rows,
    queries: Rows,
    metrics: usize,
    composites: usize,
    boards: usize,
}

impl Tables {
    fn add<'a>(&mut self, graph: &'a Graph, node: NodeId, region: &str, body: &mut Body<'a>) {
        match graph.node(node).kind {
            kind @ (KindOf::Alarm | KindOf::CompositeAlarm) => {
                let [name, what] = texts(graph, node, ["AlarmName", "AlarmDescription"], body);
                let is_part = !body.facts().iter().any(|fact| named(fact, "AlarmActions"));
                let rows = if is_part { &mut self.parts } else { &mut self.alarms };
                rows.row(|row| _ = row.cell(name).cell(what));
                *(if kind == KindOf::Alarm { &mut self.metrics } else { &mut self.composites }) += 1;
            }
            KindOf::Dashboard => {
                let [name] = texts(graph, node, ["DashboardName"], body);
                self.dashboards.row(|row| _ = row.cell(name).cell(region));
                self.boards += 1;
            }
            KindOf::QueryDefinition => {
                let [name] = texts(graph, node, ["Name"], body);
                let question = Question::ALL.into_iter().find(|one| name.ends_with(one.word()));
                self.queries.row(|row| _ = row.cell(&name).cell(question.map(asks).unwrap_or_default()));
            }
            _ => {}
        }
    }
}

/// Whether there is a page.
pub(super) fn is_there(plan: &Plan<'_>) -> bool {
    let more = |site: &crate::network::Site| site.alarms.as_ref().is_some_and(crate::network::Alarms::has_more);
    plan.network.monitoring.is_some() || plan.network.sites.iter().any(more)
}

fn topics(plan: &Plan<'_>) -> Vec<String> {
    let network = plan.network;
    let line = |of: String, topic: &Topic, emails: &[crate::net::Email]| match topic {
        Topic::Existing(arn) => {
            format!("{of}: the topic {arn}, which exists; its own policy must let cloudwatch.amazonaws.com publish")
        }
        Topic::New if emails.is_empty() => format!("{of}: a new topic, to which nobody is subscribed here"),
        Topic::New => {
            let emails: Vec<String> = emails.iter().map(ToString::to_string).collect();
            format!("{of}: {}", emails.join(", "))
        }
    };
    let own = network.monitoring.iter().filter(|one| one.has_alarms());
    let own = own.map(|one| line("the network".to_owned(), &one.topic, &one.emails));
    let sites = network.sites.iter().filter_map(|site| {
        let alarms = site.alarms.as_ref()?;
        Some(line(format!("site {}", site.name), &alarms.topic, &alarms.emails))
    });
    own.chain(sites).collect()
}

/// What a saved query is good for.
fn asks(question: Question) -> &'static str {
    match question {
        Question::TopTalkers => "which pairs of addresses exchange most, of what is accepted",
        Question::Rejects => "what security groups and network ACLs refuse most often",
        Question::Scans => "who is refused at more than 20 ports or by more than 20 hosts",
        Question::Exfiltration => "who sends most to addresses that are neither private nor link-local",
    }
}

fn named(fact: &Fact<'_>, name: &str) -> bool {
    fact.names().is_some_and(|names| names.cloudformation == Some(name))
}

/// Texts of a resource, by CloudFormation's names. Leaves the facts in `body`.
fn texts<'a, const N: usize>(graph: &'a Graph, node: NodeId, names: [&str; N], body: &mut Body<'a>) -> [String; N] {
    graph.describe(node, body);
    names.map(|name| {
        let text = body.facts().iter().find_map(|fact| match fact {
            Fact::Set(_, Value::Text(text)) if named(fact, name) => Some((*text).to_owned()),
            _ => None,
        });
        text.unwrap_or_default()
    })
}

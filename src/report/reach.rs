//! Answers about reachability: text for people, the obstacle first, and JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::columns::Columns;
use crate::network::Zone;
use crate::plan::fabric::packet::Family;
use crate::plan::fabric::walk::{Hop, Obstacle, Trace};
use crate::reach::{Answer, Outcome, Passing, Question, Verdict};

/// The field `netgen` of an answer in JSON. It goes up when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// An answer for people. Where some of it is a no, the flows that pass are named without their hops, unless `all` is asked for.
#[must_use]
pub fn reach_text(question: &Question, answer: &Answer, all: bool) -> String {
    let what = question.what.map(|what| format!("  {what}")).unwrap_or_default();
    let mut out = format!("{}  {} -> {}{what}\n", answer.verdict().word(), question.from.text, question.to.text);
    let short = answer.verdict() == Verdict::InPart && !all;
    for outcome in &answer.outcomes {
        let passes = outcome.case.passes();
        out.push_str(if passes && short { "" } else { "\n" });
        head(&mut out, outcome);
        if !passes {
            obstacle(&mut out, "there", &outcome.case.flow.there, false);
            obstacle(&mut out, "back", &outcome.case.flow.back, outcome.case.flow.some_ports);
        }
        if !passes || !short {
            direction(&mut out, "there", &outcome.case.flow.there);
            direction(&mut out, "back", &outcome.case.flow.back);
        }
    }
    for (index, note) in answer.notes.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { "" });
        let _ = writeln!(out, "note: {note}");
    }
    out
}

/// `yes  ipv4  zones a, c  shop/app -> shop/db`
fn head(out: &mut String, outcome: &Outcome) {
    let verdict = if outcome.case.passes() { "yes" } else { "no " };
    let mut parts = vec![verdict.to_owned(), outcome.family.to_string()];
    parts.extend(zones(&outcome.zones));
    parts.push(format!("{} -> {}", outcome.from, outcome.to));
    if let Some(passing) = outcome.case.passing.as_ref().filter(|passing| !passing.is_empty()) {
        parts.push(passing.to_string());
    }
    out.push_str(&parts.join("  "));
    out.push('\n');
}

/// `zones a, c`; `between zones a, c` where the two ends are never in the same one.
fn zones(pairs: &[(Option<Zone>, Option<Zone>)]) -> Option<String> {
    let mut names: Vec<String> =
        pairs.iter().flat_map(|(from, to)| [*from, *to]).flatten().map(|zone| zone.to_string()).collect();
    names.sort();
    names.dedup();
    let apart = pairs.iter().all(|(from, to)| from.is_some() && to.is_some() && from != to);
    let word = match (apart, names.len()) {
        (_, 0) => return None,
        (true, _) => "between zones",
        (false, 1) => "zone",
        (false, _) => "zones",
    };
    Some(format!("{word} {}", names.join(", ")))
}

/// The first obstacle of a direction, and what would have to change.
fn obstacle(out: &mut String, word: &str, trace: &Trace, some_ports: bool) {
    let Some(first) = trace.obstacle() else {
        let _ = writeln!(out, "  {word:5}  ok");
        return;
    };
    let _ = writeln!(out, "  {word:5}  {} at {}: {}", first.kind.word(), place(&first.at, first.zone), first.what);
    if some_ports {
        let _ = writeln!(out, "         replies to other ephemeral ports pass");
    }
    if !first.change.is_empty() {
        let _ = writeln!(out, "         change {}", first.change);
    }
    let behind = trace.obstacles.iter().skip(1).map(|one| format!("{} at {}", one.kind.word(), one.at));
    let behind: Vec<String> = behind.collect();
    if !behind.is_empty() {
        let _ = writeln!(out, "         behind it: {}", behind.join(", "));
    }
}

fn direction(out: &mut String, word: &str, trace: &Trace) {
    if trace.hops.is_empty() {
        return;
    }
    let _ = writeln!(out, "  {word}");
    let mut columns = Columns::default();
    for hop in &trace.hops {
        let why = if hop.why.is_empty() { String::new() } else { format!("({})", hop.why) };
        let mark = if hop.stops { "x" } else { "" };
        columns.row([mark.to_owned(), place(&hop.at, hop.zone), format!("{} {why}", hop.what).trim_end().to_owned()]);
    }
    columns.print(out, 4);
}

/// `shop/app/a`
fn place(at: &str, zone: Option<Zone>) -> String {
    zone.map_or_else(|| at.to_owned(), |zone| format!("{at}/{zone}"))
}

#[derive(Serialize)]
struct AnswerView<'a> {
    netgen: u32,
    from: &'a str,
    to: &'a str,
    /// `tcp/443`; null for a question about all protocols.
    protocol: Option<String>,
    /// `yes`, `in part` or `no`.
    answer: &'static str,
    outcomes: Vec<OutcomeView<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct OutcomeView<'a> {
    family: Family,
    from: &'a str,
    to: &'a str,
    /// Pairs of zones; null for an end outside VPCs.
    zones: Vec<[Option<String>; 2]>,
    passes: bool,
    /// What passes, where no protocol was asked for.
    passing: Option<&'a Passing>,
    there: TraceView<'a>,
    back: TraceView<'a>,
}

#[derive(Serialize)]
struct TraceView<'a> {
    passes: bool,
    obstacles: Vec<ObstacleView<'a>>,
    hops: Vec<HopView<'a>>,
}

#[derive(Serialize)]
struct ObstacleView<'a> {
    kind: &'static str,
    at: &'a str,
    zone: Option<String>,
    rule: Option<u32>,
    what: &'a str,
    change: &'a str,
}

#[derive(Serialize)]
struct HopView<'a> {
    at: &'a str,
    zone: Option<String>,
    what: &'a str,
    why: &'a str,
    /// Whether an obstacle is here.
    stops: bool,
}

impl<'a> TraceView<'a> {
    fn of(trace: &'a Trace) -> Self {
        let zone = |zone: Option<Zone>| zone.map(|zone| zone.to_string());
        let obstacle = |one: &'a Obstacle| ObstacleView {
            kind: one.kind.word(),
            at: &one.at,
            zone: zone(one.zone),
            rule: one.rule,
            what: &one.what,
            change: &one.change,
        };
        let hop = |one: &'a Hop| HopView {
            at: &one.at,
            zone: zone(one.zone),
            what: &one.what,
            why: &one.why,
            stops: one.stops,
        };
        Self {
            passes: trace.passes(),
            obstacles: trace.obstacles.iter().map(obstacle).collect(),
            hops: trace.hops.iter().map(hop).collect(),
        }
    }
}

/// An answer for programs. It ends in a line break.
#[must_use]
pub fn reach_json(question: &Question, answer: &Answer) -> String {
    let text = |zone: Option<Zone>| zone.map(|zone| zone.to_string());
    let outcomes = answer.outcomes.iter().map(|outcome| OutcomeView {
        family: outcome.family,
        from: &outcome.from,
        to: &outcome.to,
        zones: outcome.zones.iter().map(|(from, to)| [text(*from), text(*to)]).collect(),
        passes: outcome.case.passes(),
        passing: outcome.case.passing.as_ref(),
        there: TraceView::of(&outcome.case.flow.there),
        back: TraceView::of(&outcome.case.flow.back),
    });
    let view = AnswerView {
        netgen: VERSION,
        from: &question.from.text,
        to: &question.to.text,
        protocol: question.what.map(|what| what.to_string()),
        answer: answer.verdict().word(),
        outcomes: outcomes.collect(),
        notes: &answer.notes,
    };
    // A tree of JSON always serialises.
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}

//! `docs/failures.md`: what single failures cost, what takes over, and the availability of paths. By classes, and elements that do the
//! same share a row.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::availability::{minutes, pairs, percent, series, unpublished};
use super::super::markdown::Rows;
use super::super::words::{count, join};
use super::ends::Ends;
use crate::fail::{AS_OF, Availability, Element, Failure, Flows, Kept, LEVELS, Loss, Service};
use crate::network::Zone;
use crate::plan::Plan;
use crate::plan::fabric::walk::Walker;

/// The most elements of a row that are named.
const NAMED: usize = 6;

#[derive(Serialize)]
pub(super) struct Failures {
    /// The number of classes, where they are too many to walk every pair of them.
    too_many: Option<usize>,
    /// Whether there are sites, whose uplinks take over.
    sites: bool,
    /// Whether a failure takes a part of the flows of every zone, as appliance mode spreads them.
    by_flow: bool,
    lost: Rows,
    moves: Rows,
    /// Elements whose failure costs nothing, by kind.
    nothing: Vec<String>,
    as_of: &'static str,
    paths: Rows,
    levels: Rows,
    required: Option<String>,
}

/// Elements in the order of their first one, by what they do.
#[derive(Default)]
struct Groups {
    order: Vec<Vec<String>>,
    names: BTreeMap<Vec<String>, Vec<String>>,
}

impl Groups {
    fn add(&mut self, effect: Vec<String>, name: &str) {
        let names = self.names.entry(effect.clone()).or_insert_with(|| {
            self.order.push(effect);
            Vec::new()
        });
        names.push(name.to_owned());
    }

    fn rows(&self) -> Rows {
        Rows::of(&self.order, |row, effect| {
            row.cell(few(&self.names[effect]));
            for text in effect.iter().skip(1) {
                row.cell(text);
            }
        })
    }
}

/// `nat/shop/a, nat/shop/b`, the first few.
fn few(names: &[String]) -> String {
    let more = (names.len() > NAMED).then(|| format!("{} more", names.len() - NAMED));
    join(names.iter().take(NAMED).cloned().chain(more), ", ")
}

pub(super) fn view(walker: &Walker<'_>, ends: &Ends) -> Failures {
    let plan = walker.plan();
    let flows = Flows::between(walker, ends.classes.clone());
    let (is_small, names) = (ends.names.is_some(), ends.names.as_deref().unwrap_or_default());
    let elements = Element::all(plan).into_iter().filter(|element| is_small || element.zone().is_none());
    let failures: Vec<Failure> =
        elements.map(|one| if is_small { flows.failure(one) } else { flows.takeovers(one) }).collect();
    let paths = if is_small { flows.availability_in(names) } else { Vec::new() };
    Failures {
        too_many: (!is_small).then_some(ends.classes.len()),
        sites: !plan.sites.is_empty(),
        by_flow: failures.iter().any(is_by_flow),
        lost: losses(&failures, names, is_small),
        moves: takeovers(&failures),
        nothing: harmless(&failures, is_small),
        as_of: AS_OF,
        paths: path_rows(&paths),
        levels: level_rows(plan, &paths),
        required: plan.network.require.availability.as_ref().map(|one| percent(one.value.share())),
    }
}

fn is_by_flow(failure: &Failure) -> bool {
    !failure.interrupted.is_empty() || failure.lost.iter().any(|loss| matches!(loss.kept, Kept::OtherFlows(_)))
}

fn losses(failures: &[Failure], names: &[String], is_small: bool) -> Rows {
    let mut groups = Groups::default();
    for failure in failures {
        let what = match &failure.note {
            Some(cut_off) if !is_small => cut_off.clone(),
            _ if failure.lost.is_empty() && failure.interrupted.is_empty() => continue,
            _ => effects(failure, names),
        };
        groups.add(vec![failure.element.kind().to_owned(), what], &failure.name);
    }
    groups.rows()
}

fn takeovers(failures: &[Failure]) -> Rows {
    let mut groups = Groups::default();
    for failure in failures {
        for one in &failure.takeovers {
            let time = one.seconds.map_or_else(|| "by hand".to_owned(), |seconds| format!("{seconds} s"));
            let cut = one.cut.as_ref().map_or_else(|| "survive".to_owned(), |why| format!("are cut: {why}"));
            let kind = failure.element.kind().to_owned();
            let what = [kind, one.site.clone(), one.by.clone(), time, one.why.clone(), cut];
            groups.add(what.to_vec(), &failure.name);
        }
    }
    groups.rows()
}

/// Elements whose failure costs nothing, by kind.
fn harmless(failures: &[Failure], is_small: bool) -> Vec<String> {
    let mut kinds: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let none = |one: &&Failure| !one.has_consequences() && (is_small || one.note.is_none());
    for failure in failures.iter().filter(none) {
        kinds.entry(failure.element.kind()).or_default().push(failure.name.clone());
    }
    kinds.into_iter().map(|(kind, names)| format!("{kind}: {}", few(&names))).collect()
}

/// The published levels of what the network has.
fn level_rows(plan: &Plan<'_>, paths: &[Availability]) -> Rows {
    let crossed = paths.iter().flat_map(|path| &path.parts).flat_map(|part| part.services.iter().copied());
    let crossed: BTreeSet<Service> = crossed.collect();
    Rows::of(LEVELS.iter().filter(|level| level.service.is_of(plan, &crossed)), |row, level| {
        let published = level.published.map(|parts| percent(f64::from(parts) / 10_000.0));
        row.cell(level.name).cell(published.as_deref().unwrap_or("none, counts 1")).cell(level.note).cell(level.source);
    })
}

/// Paths, those without a published level in one row.
fn path_rows(paths: &[Availability]) -> Rows {
    let (with, without): (Vec<_>, Vec<_>) =
        paths.iter().partition(|path| path.parts.iter().any(|part| part.is_published));
    let mut rows = Rows::of(with, |row, path| {
        row.cell(percent(path.share)).cell(minutes(path)).cell(series(path));
        row.cell(unpublished(path)).cell(pairs(path, "to"));
    });
    let others = without.iter().map(|path| path.pairs.len()).sum::<usize>();
    if others > 0 {
        let others = count(others, "other");
        rows.row(|row| {
            row.cell("-").cell("-").cell("nothing that has a published level").cell("").cell(others);
        });
    }
    rows
}

/// What a failure takes, in words that are the same for every element like it.
fn effects(failure: &Failure, names: &[String]) -> String {
    let zone = failure.element.zone();
    let mut texts: BTreeSet<String> =
        failure.lost.iter().map(|loss| effect(loss, names, zone, &failure.element)).collect();
    texts.extend(failure.interrupted.iter().map(|one| {
        let [from, to] = one.classes.map(|class| &names[class]);
        format!("{from} to {to} {}: 1 in {} open connections is cut, new ones pass", one.family, one.flows)
    }));
    join(texts, "; ")
}

fn effect(loss: &Loss, names: &[String], zone: Option<Zone>, element: &Element) -> String {
    let mut ends = loss.classes.map(|class| names[class].clone());
    if let Some(end) = loss.own {
        if matches!(element, Element::Nat(..)) {
            ends[end] += " of its VPC";
        } else {
            // A site that is cut off is named, whatever class it is of.
            ends[end].clone_from(if end == 0 { &loss.from } else { &loss.to });
        }
    }
    let [from, to] = ends;
    let zones = match loss.zones.as_slice() {
        [] => String::new(),
        [one] if Some(*one) == zone => " in its zone".to_owned(),
        [one] => format!(" in zone {one}"),
        many => format!(" in zones {}", join(many, ", ")),
    };
    let rest = match loss.kept {
        Kept::Nothing => "",
        Kept::OtherZones => ", other zones keep it",
        Kept::OtherFlows(count) => return format!("{from} to {to} {}: 1 in {count} flows", loss.family),
    };
    format!("{from} to {to} {}{zones}{rest}", loss.family)
}

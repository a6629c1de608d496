//! Single failures: text for people, JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::availability::{AvailabilityView, availability_view, rounded};
use super::words::{count, join};
use crate::fail::{Availability, Failure, Interruption, Kept, Loss, Takeover};
use crate::net::Percent;

/// The field `netgen` of the answer in JSON. It goes up when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// Failures for people: those with consequences, then the names of the others.
#[must_use]
pub fn fail_text(failures: &[Failure]) -> String {
    let (some, none): (Vec<_>, Vec<_>) = failures.iter().partition(|one| one.has_consequences());
    let mut out = String::new();
    for failure in &some {
        let _ = writeln!(out, "{}: {}", failure.name, summary(failure));
        for line in lines(failure) {
            let _ = writeln!(out, "  {line}");
        }
    }
    if !none.is_empty() {
        let names = join(none.iter().map(|one| &one.name), ", ");
        out.push_str(if some.is_empty() { "" } else { "\n" });
        let _ = writeln!(out, "nothing else is cut or moves by the failure of {names}");
    }
    out
}

/// `2 pairs lose reach`, `inet takes over`
pub(super) fn summary(failure: &Failure) -> String {
    let lost = match failure.lost.len() {
        0 => None,
        1 => Some("1 pair loses reach".to_owned()),
        many => Some(format!("{many} pairs lose reach")),
    };
    let cut = match failure.interrupted.len() {
        0 => None,
        1 => Some("1 pair is interrupted".to_owned()),
        many => Some(format!("{many} pairs are interrupted")),
    };
    let moved = (!failure.takeovers.is_empty()).then(|| count(failure.takeovers.len(), "takeover"));
    join(
        lost.into_iter().chain(cut).chain(moved).chain(failure.note.as_ref().map(|note| format!("with it {note}"))),
        "; ",
    )
}

/// A line for each pair and takeover.
pub(super) fn lines(failure: &Failure) -> Vec<String> {
    let interrupted = failure.interrupted.iter().map(interruption);
    failure.takeovers.iter().map(takeover).chain(failure.lost.iter().map(loss)).chain(interrupted).collect()
}

fn loss(loss: &Loss) -> String {
    let zones = match loss.zones.as_slice() {
        [] => String::new(),
        [one] => format!("  zone {one}"),
        many => format!("  zones {}", join(many, ", ")),
    };
    let rest = match loss.kept {
        Kept::Nothing => String::new(),
        Kept::OtherZones => "  (other zones keep it)".to_owned(),
        Kept::OtherFlows(endpoints) => {
            format!("  (1 in {endpoints} flows: a hash picks the zone of each)")
        }
    };
    format!("{} -> {}  {}{zones}{rest}", loss.from, loss.to, loss.family)
}

fn interruption(one: &Interruption) -> String {
    let Interruption { from, to, family, flows, .. } = one;
    format!("{from} -> {to}  {family}  1 in {flows} open connections is cut, and new ones take another zone")
}

fn takeover(one: &Takeover) -> String {
    let time = one.seconds.map_or_else(|| "by hand".to_owned(), |seconds| format!("within {seconds} s"));
    let cut = one
        .cut
        .as_ref()
        .map_or_else(|| "TCP sessions survive".to_owned(), |why| format!("TCP sessions are cut: {why}"));
    let way = if one.together { "both directions together" } else { "its directions by routers of their own choice" };
    format!("site {}: {} takes over {time} ({}), {way}; {cut}", one.site, one.by, one.why)
}

#[derive(Serialize)]
struct View<'a> {
    netgen: u32,
    failures: Vec<FailureView<'a>>,
    /// Empty where one element was asked for and the document requires nothing.
    availability: Vec<AvailabilityView<'a>>,
    /// What the document requires of every path, in percent.
    required: Option<f64>,
}

#[derive(Serialize)]
struct FailureView<'a> {
    element: &'a str,
    lost: Vec<LossView<'a>>,
    interrupted: Vec<InterruptionView<'a>>,
    takeovers: Vec<TakeoverView<'a>>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct LossView<'a> {
    from: &'a str,
    to: &'a str,
    family: String,
    zones: Vec<String>,
    /// `nothing`, `other zones` or `other flows`.
    kept: &'static str,
}

#[derive(Serialize)]
struct InterruptionView<'a> {
    from: &'a str,
    to: &'a str,
    family: String,
    /// One in so many flows.
    flows: usize,
}

#[derive(Serialize)]
struct TakeoverView<'a> {
    site: &'a str,
    by: &'a str,
    /// `null`: by hand.
    seconds: Option<u32>,
    why: &'a str,
    /// Whether both directions of a flow surely take one router.
    together: bool,
    sessions_survive: bool,
}

/// Failures for programs.
#[must_use]
pub fn fail_json(failures: &[Failure], paths: &[Availability], required: Option<Percent>) -> String {
    let availability = paths.iter().map(availability_view).collect();
    let required = required.map(|one| rounded(one.share() * 100.0, 4));
    let view = View { netgen: VERSION, failures: failures.iter().map(failure_view).collect(), availability, required };
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}

fn failure_view(failure: &Failure) -> FailureView<'_> {
    FailureView {
        element: &failure.name,
        lost: failure.lost.iter().map(loss_view).collect(),
        interrupted: failure.interrupted.iter().map(interruption_view).collect(),
        takeovers: failure.takeovers.iter().map(takeover_view).collect(),
        note: failure.note.as_deref(),
    }
}

fn loss_view(loss: &Loss) -> LossView<'_> {
    LossView {
        from: &loss.from,
        to: &loss.to,
        family: loss.family.to_string(),
        zones: loss.zones.iter().map(ToString::to_string).collect(),
        kept: match loss.kept {
            Kept::Nothing => "nothing",
            Kept::OtherZones => "other zones",
            Kept::OtherFlows(_) => "other flows",
        },
    }
}

fn interruption_view(one: &Interruption) -> InterruptionView<'_> {
    InterruptionView { from: &one.from, to: &one.to, family: one.family.to_string(), flows: one.flows }
}

fn takeover_view(one: &Takeover) -> TakeoverView<'_> {
    TakeoverView {
        site: &one.site,
        by: &one.by,
        seconds: one.seconds,
        why: &one.why,
        together: one.together,
        sessions_survive: one.cut.is_none(),
    }
}

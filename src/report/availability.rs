//! Availability of paths: text for people, JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::words::{count, join};
use crate::fail::{AS_OF, Availability, PartLevel};
use crate::net::Percent;
use crate::plan::fabric::packet::Family;

/// The most pairs of a line that are named.
const NAMED: usize = 6;

/// `99.84 %`
pub(super) fn percent(share: f64) -> String {
    let text = format!("{:.4}", share * 100.0);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text} %")
}

/// `70.0`
pub(super) fn minutes(one: &Availability) -> String {
    format!("{:.1}", one.minutes())
}

/// `transit gateway hub 99.95 % x NAT gateway egress 99.9 %`; parts without a published level count 1 and are left out.
pub(super) fn series(one: &Availability) -> String {
    let published = one.parts.iter().filter(|part| part.is_published);
    join(published.map(|part| format!("{} {}", part.words, percent(part.share))), " x ")
}

/// The parts that have no published level.
pub(super) fn unpublished(one: &Availability) -> String {
    join(one.parts.iter().filter(|part| !part.is_published).map(|part| &part.words), ", ")
}

/// `orders/app -> internet ipv4`, a few of them; `between` stands between the ends.
pub(super) fn pairs(one: &Availability, between: &str) -> String {
    let mut names: Vec<String> =
        one.pairs.iter().take(NAMED).map(|(from, to, family)| format!("{from} {between} {to} {family}")).collect();
    if one.pairs.len() > NAMED {
        names.push(format!("{} more", one.pairs.len() - NAMED));
    }
    names.join(", ")
}

/// Paths with a level for people, the lowest first.
#[must_use]
pub fn availability_text(paths: &[Availability], required: Option<Percent>) -> String {
    let mut out = format!(
        "availability of paths, calculated from AWS's published service levels as of {AS_OF}: not a promise, without the two ends, as if \
         parts failed independently\n"
    );
    let (with, without): (Vec<_>, Vec<_>) =
        paths.iter().partition(|one| one.parts.iter().any(|part| part.is_published));
    for one in with {
        let _ = writeln!(out, "  {}, {} minutes a month: {}", percent(one.share), minutes(one), pairs(one, "->"));
        let rest = unpublished(one);
        let rest = if rest.is_empty() { rest } else { format!("; nothing is published for {rest}, which counts 1") };
        let _ = writeln!(out, "    {}{rest}", series(one));
    }
    let others: usize = without.iter().map(|one| one.pairs.len()).sum();
    if others > 0 {
        let _ = writeln!(out, "  {}: nothing is published for what they cross, which counts 1", count(others, "pair"));
    }
    if let Some(required) = required {
        let less: usize = paths.iter().filter(|one| one.is_below(required)).map(|one| one.pairs.len()).sum();
        let all: usize = paths.iter().map(|one| one.pairs.len()).sum();
        let required = percent(required.share());
        let _ = match less {
            0 => writeln!(out, "  the document requires {required}, which every pair has"),
            _ => writeln!(out, "  the document requires {required}, and {less} of {all} pairs have less"),
        };
    }
    out
}

#[derive(Serialize)]
pub(super) struct AvailabilityView<'a> {
    /// In percent.
    availability: f64,
    minutes_per_month: f64,
    parts: Vec<PartView<'a>>,
    pairs: Vec<PairView<'a>>,
}

#[derive(Serialize)]
struct PartView<'a> {
    part: &'a str,
    /// In percent; `null` where nothing is published.
    availability: Option<f64>,
}

#[derive(Serialize)]
struct PairView<'a> {
    from: &'a str,
    to: &'a str,
    family: Family,
}

/// Rounded to so many decimals: what is left behind them is the error of binary fractions.
pub(super) fn rounded(number: f64, decimals: i32) -> f64 {
    let parts = 10_f64.powi(decimals);
    (number * parts).round() / parts
}

pub(super) fn availability_view(one: &Availability) -> AvailabilityView<'_> {
    let part = |part: &'_ PartLevel| part.is_published.then(|| rounded(part.share * 100.0, 6));
    AvailabilityView {
        availability: rounded(one.share * 100.0, 6),
        minutes_per_month: rounded(one.minutes(), 3),
        parts: one.parts.iter().map(|own| PartView { part: &own.words, availability: part(own) }).collect(),
        pairs: one.pairs.iter().map(|(from, to, family)| PairView { from, to, family: *family }).collect(),
    }
}

//! What the next deployment does, for people, pull requests and programs: a [`Diff`] goes in, a text comes out. Every part is a section
//! of lines, and every line begins with a sign, so that the text, the comment and a reader's eye find the same thing in the same place.

mod json;
mod lines;
mod reach_view;
mod renamed;
mod routers;

use std::fmt::Write as _;

use crate::diagnostic::visible;
use crate::diff::{Diff, Effect, ReachKind, is_security};

pub use json::{diff_json, diff_schema};

/// The most bytes of a comment on a pull request: GitHub takes 65,536 characters.
const COMMENT: usize = 64_000;

/// Lines of a section that a comment shows without a click.
const OPEN: usize = 25;

/// What of a diff is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiffOptions {
    /// Only who may reach what: reach, openings, filters and policies.
    pub security_only: bool,
    /// Every resource of a new or retired stack by itself.
    pub verbose: bool,
}

/// A part of a diff.
#[derive(Debug, Default)]
struct Section {
    title: &'static str,
    lines: Vec<Line>,
}

/// A line with its sign: `+`, `-`, `~`, `!`, `-/+`, `+/-`, `x`, `=`, or nothing for a heading or a continuation.
#[derive(Debug)]
struct Line {
    sign: &'static str,
    text: String,
}

/// The counts of a diff on one line: `1 pair loses reach; resources: 4 added, 1 replaced`.
#[must_use]
pub fn diff_summary(diff: &Diff<'_>) -> String {
    if diff.is_empty() {
        return "nothing changes".to_owned();
    }
    let reach = |kind: ReachKind| diff.network.kinds().filter(|one| *one == kind).count();
    let pairs = [
        (reach(ReachKind::Loses), "loses reach", "lose reach"),
        (reach(ReachKind::Gains), "gains reach", "gain reach"),
        (reach(ReachKind::Changes), "changes ports", "change ports"),
        (reach(ReachKind::Way), "takes another way", "take another way"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (count, one, many) in pairs.into_iter().filter(|(count, ..)| *count > 0) {
        parts.push(if count == 1 { format!("1 pair {one}") } else { format!("{count} pairs {many}") });
    }
    if !diff.network.openings.is_empty() {
        parts.push(match diff.network.openings.len() {
            1 => "1 rule admits everybody".to_owned(),
            many => format!("{many} rules admit everybody"),
        });
    }
    let effects: [(usize, &str); 8] = [
        (diff.count(|effect| matches!(effect, Effect::Adds)), "added"),
        (diff.count(|effect| matches!(effect, Effect::Updates)), "changed"),
        (diff.count(|effect| matches!(effect, Effect::Interrupts { .. })), "interrupted"),
        (diff.count(|effect| matches!(effect, Effect::MayReplace { .. })), "perhaps replaced"),
        (diff.count(|effect| matches!(effect, Effect::Replaces { .. })), "replaced"),
        (diff.count(|effect| matches!(effect, Effect::Refused { .. })), "refused"),
        (diff.count(Effect::removes), "removed"),
        (diff.count(|effect| matches!(effect, Effect::Keeps)), "kept"),
    ];
    let effects: Vec<String> =
        effects.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if !effects.is_empty() {
        parts.push(format!("resources: {}", effects.join(", ")));
    }
    if !diff.network.routers.is_empty() {
        parts.push(super::words::count(diff.network.routers.len(), "router"));
    }
    parts.extend(renamed::count(diff));
    if parts.is_empty() { "names and addresses change, and no resource".to_owned() } else { parts.join("; ") }
}

/// The end of a render or a plan: up to three lines about what is lost, interrupted or replaced, and where to read more. Empty where
/// nothing is.
#[must_use]
pub fn diff_alarm(diff: &Diff<'_>) -> String {
    let bad: Vec<&crate::diff::ResourceDiff<'_>> = diff
        .resources
        .iter()
        .filter(|one| one.old.is_some() && one.effects.iter().any(|(_, effect)| is_alarm(effect)))
        .collect();
    let ends = diff.network.reach.iter().filter(|one| one.kind == ReachKind::Loses);
    let ends = ends.map(|one| format!("{} -> {}", one.from.join(", "), one.to.join(", ")));
    let parts = diff.network.parts.iter().filter(|one| one.kind == ReachKind::Loses);
    let lost: Vec<String> = ends.chain(parts.map(|one| format!("{} -> {}", one.from, one.to))).collect();
    if bad.is_empty() && lost.is_empty() {
        return String::new();
    }
    let mut out = format!("the next deployment: {}", diff_summary(diff));
    let named = |names: Vec<String>| {
        let more = names.len().saturating_sub(ALARMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        visible(&(super::words::join(names.iter().take(ALARMED), ", ") + &more))
    };
    if !lost.is_empty() {
        let _ = write!(out, "\n  cut: {}", named(lost));
    }
    if !bad.is_empty() {
        let _ = write!(out, "\n  look at: {}", named(bad.iter().map(|one| one.key.clone()).collect()));
    }
    out
}

/// Resources and pairs that the end of a render names.
const ALARMED: usize = 4;

/// Whether somebody has to know before the deployment.
fn is_alarm(effect: &Effect) -> bool {
    effect.interrupts() || effect.removes()
}

fn sections(diff: &Diff<'_>, options: DiffOptions) -> Vec<Section> {
    let mut all = vec![
        Section { title: "Reach", lines: lines::reach(&diff.network) },
        Section { title: "Open to everybody", lines: lines::openings(&diff.network) },
    ];
    if !options.security_only {
        all.insert(0, Section { title: "Renamed", lines: renamed::lines(diff) });
        all.push(Section { title: "Addresses and numbers of rules", lines: lines::addresses(&diff.network) });
        all.push(Section { title: "Routers", lines: routers::routers(&diff.network) });
        all.push(Section { title: "Addresses that the internet sees", lines: lines::egress(&diff.network) });
        all.push(Section { title: "Billed by the hour", lines: lines::billed(&diff.network) });
        all.push(Section { title: "Quotas", lines: lines::quotas(&diff.network) });
    }
    let shown = |one: &&crate::diff::ResourceDiff<'_>| !options.security_only || is_security(one.kind);
    all.push(Section {
        title: "Resources",
        lines: lines::resources(diff, options.verbose || options.security_only, shown),
    });
    if !options.security_only {
        all.push(Section { title: "Stacks, in the order of work", lines: lines::stacks(diff) });
    }
    all.retain(|section| !section.lines.is_empty());
    all
}

/// A diff for people at a terminal.
#[must_use]
pub fn diff_text(diff: &Diff<'_>, options: DiffOptions) -> String {
    let mut out = format!("{}: {}\n", visible(&diff.new.name), diff_summary(diff));
    for section in sections(diff, options) {
        let _ = writeln!(out, "\n{}", section.title);
        for line in &section.lines {
            let _ = writeln!(out, "  {:<3} {}", line.sign, visible(&line.text));
        }
    }
    out
}

/// A diff as a comment on a pull request: long parts are folded, and what does not fit is counted.
#[must_use]
pub fn diff_markdown(diff: &Diff<'_>, options: DiffOptions) -> String {
    let mut out =
        format!("<!-- netgen diff -->\n**{}**: {}\n", super::markdown::escape(&diff.new.name), diff_summary(diff));
    for section in sections(diff, options) {
        let mut text = String::new();
        let folded = section.lines.len() > OPEN;
        let _ = if folded {
            writeln!(text, "\n<details><summary>{} ({} lines)</summary>\n", section.title, section.lines.len())
        } else {
            writeln!(text, "\n### {}\n", section.title)
        };
        text.push_str("```diff\n");
        let mut left = 0;
        for line in &section.lines {
            let sign = mark(line.sign);
            let row = format!("{sign} {:<3} {}\n", line.sign, visible(&line.text));
            if out.len() + text.len() + row.len() > COMMENT {
                left += 1;
            } else {
                text.push_str(&row);
            }
        }
        text.push_str("```\n");
        if left > 0 {
            let _ = writeln!(text, "\n{left} more lines: `netgen diff` shows them all.");
        }
        if folded {
            text.push_str("\n</details>\n");
        }
        out.push_str(&text);
    }
    out
}

/// The first column of a line in a block of the language `diff`, which gives it its colour.
fn mark(sign: &str) -> char {
    match sign {
        "+" => '+',
        "-" | "-/+" | "x" => '-',
        "!" | "?" | "+/-" => '!',
        _ => ' ',
    }
}

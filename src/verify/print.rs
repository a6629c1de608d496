//! Judgements for people and for programs. All texts of other programs are made harmless.

use super::{Judgement, Verdict};
use crate::diagnostic::visible;
use crate::escape::spaces;
use serde::Serialize;

/// Objections of one judge that people are shown; the rest is counted. Programs get all.
const SHOWN: usize = 40;

/// A table, and below it what is objected to.
#[must_use]
pub fn text(judgements: &[Judgement]) -> String {
    let mut rows = vec![["judge", "version", "judged", "verdict"].map(str::to_owned)];
    rows.extend(judgements.iter().map(|one| {
        let judged = if one.count == 0 { "nothing".to_owned() } else { format!("{} {}", one.count, one.things) };
        [one.judge.to_owned(), visible(&one.version), judged, verdict(&one.verdict)]
    }));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut out = String::new();
    for row in &rows {
        for (cell, width) in row.iter().zip(widths) {
            out.push_str(cell);
            spaces(&mut out, width - cell.chars().count() + 2);
        }
        out.push_str(&row[3]);
        out.push('\n');
    }
    for one in judgements {
        let lines: Vec<&str> = match &one.verdict {
            Verdict::Objects(lines) => lines.iter().map(String::as_str).collect(),
            Verdict::Failed(said) => said.lines().collect(),
            Verdict::Agrees | Verdict::Skipped(_) => continue,
        };
        out.extend(["\n", one.judge, "\n"]);
        for line in lines.iter().take(SHOWN) {
            out.extend(["  ", visible(line).as_str(), "\n"]);
        }
        if lines.len() > SHOWN {
            out.extend(["  and ", (lines.len() - SHOWN).to_string().as_str(), " more\n"]);
        }
    }
    out
}

/// The last column of the table, on one line.
fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Agrees => "ok".to_owned(),
        Verdict::Objects(lines) if lines.len() == 1 => "1 objection".to_owned(),
        Verdict::Objects(lines) => format!("{} objections", lines.len()),
        Verdict::Skipped(why) => format!("skipped: {}", visible(why.lines().next().unwrap_or_default())),
        Verdict::Failed(_) => "failed".to_owned(),
    }
}

#[derive(Serialize)]
struct Row<'a> {
    judge: &'a str,
    version: &'a str,
    count: usize,
    things: &'a str,
    verdict: &'static str,
    /// Why nothing was judged, or the last words of a judge that broke down.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    objections: &'a [String],
}

/// One array, in the order of the table.
#[must_use]
pub fn json(judgements: &[Judgement]) -> String {
    let rows: Vec<Row<'_>> = judgements.iter().map(row).collect();
    // Texts and numbers always serialise.
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}

fn row(one: &Judgement) -> Row<'_> {
    let (verdict, reason, objections): (_, _, &[String]) = match &one.verdict {
        Verdict::Agrees => ("ok", None, &[]),
        Verdict::Objects(lines) => ("objects", None, lines),
        Verdict::Skipped(why) => ("skipped", Some(why.as_str()), &[]),
        Verdict::Failed(said) => ("failed", Some(said.as_str()), &[]),
    };
    let Judgement { judge, version, count, things, .. } = one;
    Row { judge, version, count: *count, things, verdict, reason, objections }
}

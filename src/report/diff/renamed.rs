//! What was renamed: for people and for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use crate::diagnostic::counted;
use crate::diff::{Diff, Renamed};

/// Something that the document calls otherwise.
#[derive(Serialize, JsonSchema)]
pub(super) struct RenamedView<'a> {
    /// Its place in the document before: `vpcs.orders`.
    before: &'a str,
    /// Its place now: `vpcs.order`.
    after: &'a str,
    /// The word that its resources go on being made of.
    word: &'a str,
}

impl<'a> From<&'a Renamed> for RenamedView<'a> {
    fn from(one: &'a Renamed) -> Self {
        Self { before: &one.before, after: &one.after, word: &one.word }
    }
}

/// `2 renamed`
pub(super) fn count(diff: &Diff<'_>) -> Option<String> {
    let renamed = (!diff.renamed.is_empty()).then(|| format!("{} renamed", diff.renamed.len()));
    let relabelled = (diff.relabelled > 0).then(|| format!("{} relabelled", counted(diff.relabelled, "resource")));
    let parts: Vec<String> = renamed.into_iter().chain(relabelled).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

pub(super) fn lines(diff: &Diff<'_>) -> Vec<Line> {
    let line = |one: &Renamed| {
        let Renamed { before, after, word } = one;
        let text = format!("{before} -> {after}: nothing is replaced, all goes on being made of `{word}`");
        Line { sign: "~", text }
    };
    let mut lines: Vec<Line> = diff.renamed.iter().map(line).collect();
    if diff.relabelled > 0 {
        let moved = counted(diff.relabelled, "resource");
        let text = format!(
            "{moved} in Terraform: other labels, moved in the state by `relabelled.tf`, and nothing of it changes"
        );
        lines.push(Line { sign: "~", text });
    }
    lines
}

//! What was renamed: for people and for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
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
    (!diff.renamed.is_empty()).then(|| format!("{} renamed", diff.renamed.len()))
}

pub(super) fn lines(diff: &Diff<'_>) -> Vec<Line> {
    let line = |one: &Renamed| {
        let Renamed { before, after, word } = one;
        let text = format!("{before} -> {after}: nothing is replaced, all goes on being made of `{word}`");
        Line { sign: "~", text }
    };
    diff.renamed.iter().map(line).collect()
}

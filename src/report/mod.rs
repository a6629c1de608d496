//! What people read: the plan as text, JSON, Markdown or CSV, and the documents of a rendered tree. In come the plan and the
//! resources, out go texts. Nothing here decides.

mod availability;
mod beyond;
mod choices;
mod columns;
mod diff;
mod documents;
mod fail;
mod hourly;
mod hub_text;
mod hubs;
mod json;
mod left;
mod markdown;
mod mermaid;
mod reach;
mod reach_matrix;
mod remote_text;
mod retained;
mod rows;
mod segment_classes;
mod site_text;
mod sites;
mod template;
#[cfg(test)]
mod testing;
mod text;
mod words;

pub use availability::availability_text;
pub use choices::{choices_json, choices_text};
pub use diff::{DiffOptions, diff_alarm, diff_json, diff_markdown, diff_schema, diff_summary, diff_text};
pub use documents::documents;
pub use fail::{fail_json, fail_text};
pub use left::{left_line, left_roots};
pub use reach::{reach_json, reach_text};
pub use reach_matrix::{matrix_json, matrix_text};

use serde::Serialize;

use crate::aws::Graph;
use crate::plan::Plan;
use crate::plan::lock::Change;

/// How a plan is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanFormat {
    /// For people at a terminal.
    #[default]
    Text,
    /// For programs: everything, with the reason of each allocation. A public format, see [`PLAN_VERSION`].
    Json,
    /// One table for a pull request: a row for each subnet.
    Markdown,
    /// The same rows for a spreadsheet (RFC 4180).
    Csv,
}

/// The field `netgen` of a plan in JSON. It goes up when a field changes its meaning or goes away, not when one is added.
pub const PLAN_VERSION: u32 = 2;

/// What a render would do to the lock.
#[derive(Clone, Debug, PartialEq)]
pub enum LockState {
    /// There is none yet.
    New,
    /// Nothing.
    Unchanged,
    /// These changes, by path.
    Changes(Vec<Change>),
}

/// A plan in one format. It ends in a line break.
#[must_use]
pub fn plan(plan: &Plan<'_>, graph: &Graph, lock: &LockState, format: PlanFormat) -> String {
    match format {
        PlanFormat::Text => text::print(plan, graph, lock),
        PlanFormat::Json => json::print(plan, graph, lock),
        PlanFormat::Markdown => rows::markdown(plan),
        PlanFormat::Csv => rows::csv(plan),
    }
}

/// How many resources there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Resources {
    /// In all templates.
    cloudformation: usize,
    /// In the root module.
    terraform: usize,
    /// Templates.
    stacks: usize,
}

impl Resources {
    fn of(graph: &Graph) -> Self {
        let count = |has: fn(crate::aws::KindOf) -> bool| graph.nodes().filter(|(_, node)| has(node.kind)).count();
        Self {
            cloudformation: count(|kind| kind.cloudformation().is_some()),
            terraform: count(|kind| kind.terraform().is_some()),
            stacks: graph
                .units()
                .iter()
                .filter(|unit| unit.nodes().any(|id| graph.node(id).kind.cloudformation().is_some()))
                .count(),
        }
    }
}

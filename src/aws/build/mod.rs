//! From the plan to resources.

use super::Graph;
use crate::plan::Plan;

/// All resources of a plan.
#[must_use]
pub fn build(plan: &Plan<'_>) -> Graph {
    let _ = plan;
    Graph::default()
}

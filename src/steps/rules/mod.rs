//! What of two networks has to wait for what: one rule is one function. Each adds edges between moves, and a rule with a way around a gap
//! adds moves of its own.

mod endpoints;
mod filters;
mod order;
mod steer;

pub(super) use filters::union;

use super::moves::Moves;
use crate::diff::Diff;

/// Applies every rule.
pub(super) fn apply(moves: &mut Moves<'_>, diff: &Diff<'_>) {
    order::reads(moves);
    order::places(moves);
    order::make_first(moves);
    order::dangling(moves, diff);
    order::in_use(moves);
    order::ipv6_blocks(moves);
    order::protected(moves);
    filters::entries(moves, diff);
    filters::associations(moves);
    filters::unite(moves);
    endpoints::endpoints(moves);
    steer::zones(moves);
    steer::steer(moves);
}

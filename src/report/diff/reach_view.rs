//! Who reaches whom otherwise, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diff::{PartChange, ReachChange, ReachKind};

#[derive(Serialize, JsonSchema)]
pub(super) struct ReachView<'a> {
    /// Who opens connections.
    from: &'a [&'a str],
    /// Who accepts them.
    to: &'a [&'a str],
    /// Whether both are in one VPC.
    own_vpc: bool,
    /// `ipv4` or `ipv6`
    family: &'a str,
    /// `loses`, `gains`, `changes`, `way`, `new` or `gone`
    change: &'static str,
    /// What passed or stood in the way.
    before: &'a str,
    /// What passes or stands in the way.
    after: &'a str,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct PartView<'a> {
    /// Who opens connections: ends, `site/tokyo 192.168.4.0/22`, a group (`vpc/shop/group/web`), or what its rule names.
    from: &'a str,
    /// Who accepts them.
    to: &'a str,
    /// `loses`, `gains`, `changes`, `new` or `gone`
    change: &'static str,
    /// What passed; empty for nothing.
    before: &'a str,
    /// What passes; empty for nothing.
    after: &'a str,
}

pub(super) fn reach<'a>(one: &'a ReachChange<'_>) -> ReachView<'a> {
    ReachView {
        from: &one.from,
        to: &one.to,
        own_vpc: one.own,
        family: one.family,
        change: reach_word(one.kind),
        before: one.before,
        after: one.after,
    }
}

pub(super) fn part(one: &PartChange) -> PartView<'_> {
    let PartChange { kind, from, to, before, after } = one;
    PartView { from, to, change: reach_word(*kind), before, after }
}

fn reach_word(kind: ReachKind) -> &'static str {
    match kind {
        ReachKind::Loses => "loses",
        ReachKind::Gains => "gains",
        ReachKind::Changes => "changes",
        ReachKind::Way => "way",
        ReachKind::New => "new",
        ReachKind::Gone => "gone",
    }
}

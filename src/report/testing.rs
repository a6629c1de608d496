//! Plans for the tests of this folder.

use super::LockState;
use crate::aws::{Graph, lower};
use crate::blueprint;
use crate::diagnostic::{Diagnostics, Format, Sources, report};
use crate::network::resolve;
use crate::plan::lock::Lock;
use crate::plan::{self, Plan};

/// The built-in document.
pub(super) const THREE_TIER: &str = include_str!("../../blueprints/three-tier.yaml");

/// The built-in document with a transit gateway.
pub(super) const HUB_SPOKE: &str = include_str!("../../blueprints/hub-spoke.yaml");

/// The built-in document with a site.
pub(super) const DX_VPN: &str = include_str!("../../blueprints/dx-vpn.yaml");

/// The smallest document: one VPC, one local tier, one zone.
pub(super) const MINIMAL: &str = "\
netgen: 1
name: tiny
region: eu-west-1
availability_zones: [a]
vpcs: {tiny: {cidr: 10.9.0.0/24, nat: none, tiers: {only: {prefix: 28, route: local}}}}
";

/// Plans a document with a lock and hands it on with what happened to the lock.
pub(super) fn with_lock(text: &str, old: &Lock, then: impl FnOnce(&Plan<'_>, &Graph, &LockState, &Lock)) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let source = sources.add("test.yaml", text);
    let written = blueprint::load(&mut sources, source, &[], &[], &mut diagnostics);
    let network = written.and_then(|written| resolve(&written, &mut diagnostics));
    let planned = network.as_ref().and_then(|network| plan::plan(network, old, &mut diagnostics));
    let Some((plan, new)) = planned else {
        panic!("{}", report(&diagnostics, &sources, Format::Text { color: false }));
    };
    let changes = old.changes(&new);
    let state = match (old.is_empty(), changes.is_empty()) {
        (true, _) => LockState::New,
        (false, true) => LockState::Unchanged,
        (false, false) => LockState::Changes(changes),
    };
    then(&plan, &lower(&plan), &state, &new);
}

/// Plans a document for the first time.
pub(super) fn fresh(text: &str, then: impl FnOnce(&Plan<'_>, &Graph)) {
    with_lock(text, &Lock::default(), |plan, graph, _, _| then(plan, graph));
}

/// Plans the built-in document for the first time.
pub(super) fn three_tier(then: impl FnOnce(&Plan<'_>, &Graph)) {
    fresh(THREE_TIER, then);
}

/// `count` VPCs of one pool, each with three tiers over the zones.
pub(super) fn many(count: usize, zones: &str) -> String {
    let vpcs: Vec<String> =
        (1..=count).map(|number| format!("  app-{number:03}: {{pool: corp, prefix: 20}}\n")).collect();
    let vpcs = vpcs.concat();
    let tiers = "{web: {prefix: 26, route: internet}, app: {prefix: 25, route: nat}, data: {prefix: 26, route: local}}";
    format!(
        "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: {zones}\naddress_pools: {{corp: 10.0.0.0/8}}\n\
         defaults: {{vpc: {{tiers: {tiers}}}}}\nvpcs:\n{vpcs}"
    )
}

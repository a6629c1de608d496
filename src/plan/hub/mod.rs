//! Transit gateways: from who reaches whom to route tables and firewall rules.
//!
//! In come segments and the addresses of the VPCs; out go, for each table, the attachments that it serves, those whose prefixes
//! it learns, static routes and blackholes. Wherever one route stands for other VPCs it is that of a pool, so that
//! another VPC of the pool changes no table.

mod firewall;
mod reach;
mod tables;
mod types;

#[cfg(test)]
mod tables_tests;

pub use firewall::CAPACITY as FIREWALL_CAPACITY;
use reach::unique;
pub(crate) use reach::{Beyond, Reach};
pub use types::{
    Attachment, Blackhole, Block, FirewallGroup, FirewallRulePlan, HubPlan, HubRoute, HubTable, Owner, TableOf,
};

use std::collections::BTreeSet;

use super::ledger::Ledger;
use crate::diagnostic::Diagnostics;
use crate::network::{HubId, VpcId};

/// The lock path of a transit gateway.
pub(super) fn hub_path(name: &str) -> String {
    format!("hub/{name}")
}

/// Plans all transit gateways of a network.
pub(super) fn plan(reach: &Reach<'_>, ledger: &mut Ledger<'_>, diagnostics: &mut Diagnostics) -> Vec<HubPlan> {
    let hubs = (0..reach.network.hubs.len()).map(HubId);
    hubs.map(|hub| {
        let mut mixed = BTreeSet::new();
        let tables = tables::plan(reach, hub, ledger, &mut mixed, diagnostics);
        let firewall = firewall::plan(reach, hub, ledger, &mut mixed);
        tables::warn_of_mixed_pools(reach, hub, &mixed, diagnostics);
        HubPlan { hub, spokes: reach.by_segment(hub).to_vec(), tables, firewall }
    })
    .collect()
}

/// What must not leave by a default route: pools, attached blocks outside them, prefixes on premises.
fn inside(reach: &Reach<'_>, id: HubId) -> Vec<Block> {
    let mut blocks = reach.all_pools();
    for (index, vpc) in reach.network.vpcs.iter().enumerate() {
        if vpc.attach.is_some_and(|attach| attach.hub == id) {
            blocks.extend(reach.outside_pools(VpcId(index)));
        }
    }
    let declared = reach.hub(id).segments.iter().flat_map(|segment| &segment.prefixes).map(|prefix| prefix.value);
    blocks.extend(declared.map(Block::prefix));
    blocks.extend(reach.network.on_premises.iter().map(|(_, prefix)| Block::prefix(prefix.value)));
    unique(blocks)
}

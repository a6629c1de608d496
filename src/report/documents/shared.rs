//! `docs/shared/<vpc>-<tier>.md`: what those who place things in subnets of another account have to know.

use serde::Serialize;

use super::super::markdown::Rows;
use super::place::place;
use crate::aws::logical_id;
use crate::network::{Participant, Zone};
use crate::plan::Plan;

#[derive(Serialize)]
pub(super) struct Shared {
    vpc: String,
    tier: String,
    /// The account and Region of the owner.
    place: String,
    participants: Rows,
    subnets: Rows,
    output: String,
    /// Whether zones have letters, which may be other places in another account.
    has_letters: bool,
}

/// A page for each tier that is shared, with the name of its file.
pub(super) fn views(plan: &Plan<'_>) -> Vec<(String, Shared)> {
    let network = plan.network;
    let mut pages = Vec::new();
    for vpc in &plan.vpcs {
        for (tier, planned) in vpc.vpc.tiers.iter().zip(&vpc.tiers).filter(|(tier, _)| !tier.share.is_empty()) {
            let participants = Rows::of(&tier.share, |row, one| match one {
                Participant::Account(owner) => {
                    let account = &network.accounts[owner.0];
                    let id = account.id.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
                    row.cell(format!("account {}", account.name)).cell(id);
                }
                Participant::Unit(id) => _ = row.cell("accounts of a unit").cell(id),
                Participant::Organization => {
                    let id = network.organization.as_ref().map(|one| one.id.to_string()).unwrap_or_default();
                    row.cell("accounts of the organization").cell(id);
                }
            });
            let subnets = Rows::of(&planned.subnets, |row, one| _ = row.cell(one.zone).cell(one.cidr));
            let page = Shared {
                vpc: vpc.vpc.name.to_string(),
                tier: tier.name.to_string(),
                place: place(network, vpc.vpc.scope).unwrap_or_else(|| network.home().region.to_string()),
                participants,
                subnets,
                output: logical_id(&[vpc.vpc.name.as_str(), tier.name.as_str()]) + "SubnetIds",
                has_letters: planned.subnets.iter().any(|one| matches!(one.zone, Zone::Named(name) if !name.is_id())),
            };
            pages.push((format!("{}-{}", vpc.vpc.name.as_str(), tier.name.as_str()), page));
        }
    }
    pages
}

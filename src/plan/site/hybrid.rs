//! What the tables of a transit gateway do with attachments of VPN connections and Direct Connect gateways, attachment by
//! attachment: CloudFormation learns their ids only after they are there, so they have a unit of their own.

use std::collections::BTreeSet;

use super::super::hub::{Attachment, HubPlan};
use super::types::{HybridAttachment, HybridRouting};

/// The hubs that have such attachments.
pub(super) fn plan(hubs: &[HubPlan]) -> Vec<HybridRouting> {
    hubs.iter().filter_map(of_hub).collect()
}

fn of_hub(hub: &HubPlan) -> Option<HybridRouting> {
    let all: BTreeSet<&Attachment> = hub.tables.iter().flat_map(|table| &table.associations).collect();
    let hybrid = all.into_iter().filter(|one| matches!(one, Attachment::Vpn(_) | Attachment::DirectConnect(_)));
    let attachments: Vec<HybridAttachment> = hybrid.filter_map(|one| of_attachment(hub, one)).collect();
    (!attachments.is_empty()).then_some(HybridRouting { hub: hub.hub, attachments })
}

fn of_attachment(hub: &HubPlan, attachment: &Attachment) -> Option<HybridAttachment> {
    let association = hub.tables.iter().find(|table| table.associations.contains(attachment))?.of;
    let learning = hub.tables.iter().filter(|table| table.propagations.contains(attachment));
    let routes = hub.tables.iter().flat_map(|table| {
        let own = table.statics.iter().filter(|route| route.via == *attachment);
        own.map(|route| (table.of, route.clone()))
    });
    Some(HybridAttachment {
        attachment: attachment.clone(),
        association,
        propagations: learning.map(|table| table.of).collect(),
        routes: routes.collect(),
    })
}

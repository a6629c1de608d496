//! What the tables of a transit gateway do with attachments of VPN connections, Direct Connect gateways and Connect peers, attachment by
//! attachment: CloudFormation learns the ids of most only after they are there, so they have a unit of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::super::hub::{Attachment, HubPlan};
use super::types::{HybridAttachment, HybridRouting};

/// The hubs that have such attachments.
pub(super) fn plan(hubs: &[HubPlan]) -> Vec<HybridRouting> {
    hubs.iter().filter_map(of_hub).collect()
}

fn of_hub(hub: &HubPlan) -> Option<HybridRouting> {
    let mut all: BTreeMap<&Attachment, HybridAttachment> = BTreeMap::new();
    for table in &hub.tables {
        let late = |one: &&Attachment| match one {
            Attachment::Vpn(_) | Attachment::DirectConnect(_) | Attachment::Connect(..) => true,
            Attachment::Vpc(_) | Attachment::Existing(_) | Attachment::Concentrator(_) => false,
        };
        for one in table.associations.iter().filter(late) {
            let (propagations, routes) = (Vec::new(), Vec::new());
            all.entry(one).or_insert_with(|| HybridAttachment {
                attachment: one.clone(),
                association: table.of,
                propagations,
                routes,
            });
        }
    }
    for table in &hub.tables {
        let learned: BTreeSet<&Attachment> = table.propagations.iter().collect();
        for one in learned {
            if let Some(found) = all.get_mut(one) {
                found.propagations.push(table.of);
            }
        }
        for route in &table.statics {
            if let Some(found) = all.get_mut(&route.via) {
                found.routes.push((table.of, route.clone()));
            }
        }
    }
    let attachments: Vec<HybridAttachment> = all.into_values().collect();
    (!attachments.is_empty()).then_some(HybridRouting { hub: hub.hub, attachments })
}

//! Route tables of transit gateways by attachment: which table routes the packets of which attachment.

use std::collections::BTreeMap;

use super::super::super::hub::{Attachment, HubTable};
use super::super::super::types::Plan;
use super::super::packet::{Address, Family};
use super::super::{Destination, HubTarget, Route, Table};
use crate::network::HubId;

/// A table and its name.
#[derive(Debug)]
pub struct Named<'p> {
    /// `hub:production`
    pub name: String,
    /// Its routes.
    pub routes: &'p Table<HubTarget>,
}

impl<'p> Named<'p> {
    /// The route that a packet to an address takes.
    pub fn lookup(&self, address: Address) -> Option<&'p Route<HubTarget>> {
        match address {
            Address::V4(address) => self.routes.lookup(address),
            Address::Internet(Family::Ipv4) => self.routes.get(Destination::DEFAULT_V4),
            Address::Own { vpc, .. } => self.routes.lookup_v6(super::super::Ipv6Block::Vpc(vpc)),
            Address::V6(address) => self.routes.lookup_v6_address(address),
            Address::Internet(Family::Ipv6) => self.routes.get(Destination::DEFAULT_V6),
        }
    }
}

/// All tables of all transit gateways.
#[derive(Debug)]
pub struct Hubs<'p> {
    tables: Vec<(HubId, Named<'p>)>,
    associations: BTreeMap<(HubId, Attachment), usize>,
}

impl<'p> Hubs<'p> {
    pub fn of(plan: &'p Plan<'p>) -> Self {
        let mut hubs = Self { tables: Vec::new(), associations: BTreeMap::new() };
        for hub in &plan.hubs {
            let name = &plan.network.hubs[hub.hub.0].name;
            for HubTable { name: table, associations, routes, .. } in &hub.tables {
                let place = hubs.tables.len();
                let keys = associations.iter().map(|from| ((hub.hub, from.clone()), place));
                hubs.associations.extend(keys);
                hubs.tables.push((hub.hub, Named { name: format!("{name}:{table}"), routes }));
            }
        }
        hubs
    }

    /// The table that an attachment is associated with.
    pub fn table(&self, hub: HubId, from: &Attachment) -> Option<&Named<'p>> {
        self.associations.get(&(hub, from.clone())).map(|place| &self.tables[*place].1)
    }

    /// Every table with its hub.
    pub fn tables(&self) -> &[(HubId, Named<'p>)] {
        &self.tables
    }
}

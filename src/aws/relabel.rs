//! Labels in Terraform that are made of other words than everything else. In comes a network, out go, for the path of a resource, its labels
//! from the first to that of now. A label is no part of what AWS knows, so which of several words of a path is meant is a matter of
//! taste alone: Terraform moves a resource from each label to the next, whatever they are.

use std::collections::BTreeMap;

use super::names::label;
use super::owner::{Shared, UnitOwner};
use crate::net::Name;
use crate::network::Network;

/// What the first word of a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum First {
    Vpc,
    Hub,
    Site,
    Gateway,
    Connection,
    Peering,
    RemoteAccess,
}

/// The words that labels were made of after the first one, by what begins a path: the word of a VPC, or that and the word of a tier.
#[derive(Debug, Default)]
pub(super) struct Relabels {
    words: BTreeMap<(First, Vec<String>), Vec<String>>,
}

impl Relabels {
    pub(super) fn of(network: &Network) -> Self {
        let mut made = Self::default();
        for vpc in &network.vpcs {
            let inner = vpc.tiers.iter().map(|tier| &tier.name).chain(vpc.groups.iter().map(|group| &group.name));
            made.add(First::Vpc, &vpc.name, inner);
        }
        for hub in &network.hubs {
            made.add(First::Hub, &hub.name, hub.segments.iter().map(|segment| &segment.name));
        }
        for site in &network.sites {
            let inner = site.routers.iter().map(|router| &router.name).chain(site.uplinks.iter().map(|one| &one.name));
            made.add(First::Site, &site.name, inner);
        }
        for gateway in &network.direct_connect_gateways {
            made.add(First::Gateway, &gateway.name, std::iter::empty());
        }
        let connections = network.direct_connections.iter().chain(network.lags.iter().map(|lag| &lag.connection));
        for connection in connections {
            made.add(First::Connection, &connection.name, std::iter::empty());
        }
        for peering in &network.peerings {
            made.add(First::Peering, &peering.name, std::iter::empty());
        }
        for access in network.remote_access.iter().filter(|access| !access.name.labels().is_empty()) {
            // A word of netgen's comes before the name.
            let path = vec!["remote-access".to_owned(), access.name.as_str().to_owned()];
            made.words.insert((First::RemoteAccess, path), access.name.labels().to_vec());
        }
        made
    }

    fn add<'n>(&mut self, first: First, outer: &Name, inner: impl Iterator<Item = &'n Name>) {
        let mut insert = |path: Vec<String>, name: &Name| {
            if !name.labels().is_empty() {
                self.words.entry((first, path)).or_insert_with(|| name.labels().to_vec());
            }
        };
        insert(vec![outer.as_str().to_owned()], outer);
        for name in inner {
            insert(vec![outer.as_str().to_owned(), name.as_str().to_owned()], name);
        }
    }

    /// All labels that a resource may have had, and at their end that of now; none where it has had but one. Which of two words was
    /// another one first is forgotten, so a resource may have had any label that is made of some word of each.
    pub(super) fn labels(&self, owner: UnitOwner, path: &[&str]) -> Vec<String> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let words = |count: usize| {
            let start: Vec<String> = path.get(..count)?.iter().map(|word| (*word).to_owned()).collect();
            firsts(owner).iter().find_map(|first| self.words.get(&(*first, start.clone())))
        };
        let chain = |place: usize| -> Vec<&str> {
            let later = words(place + 1).into_iter().flatten().map(String::as_str);
            path.get(place).copied().into_iter().chain(later).collect()
        };
        let mut labels: Vec<String> = Vec::new();
        for outer in chain(0) {
            let inner = chain(1);
            for inner in inner.iter().map(Some).chain(inner.is_empty().then_some(None)) {
                let own = std::iter::once(outer).chain(inner.copied()).chain(path.iter().skip(2).copied());
                let label = label(&own.collect::<Vec<_>>());
                // What comes back is no longer where it was before.
                labels.retain(|one| *one != label);
                labels.push(label);
            }
        }
        if labels.len() > 1 { labels } else { Vec::new() }
    }
}

/// What the first word of a path in a unit may name.
fn firsts(owner: UnitOwner) -> &'static [First] {
    match owner {
        UnitOwner::Vpc(_)
        | UnitOwner::VpcPart(..)
        | UnitOwner::TierShare(..)
        | UnitOwner::GroupRules(..)
        | UnitOwner::HubMember(..)
        | UnitOwner::MemberRoutes(..) => &[First::Vpc],
        UnitOwner::Peering { .. }
        | UnitOwner::PeeringAccepter { .. }
        | UnitOwner::TheirPeering(_)
        | UnitOwner::TheirPeeringAccepter(_) => &[First::Peering, First::Vpc],
        UnitOwner::Hub(_) | UnitOwner::HubRoutes(_) => &[First::Hub],
        UnitOwner::HybridRouting(_) => &[First::Hub, First::Site],
        UnitOwner::DirectConnectGateway(_) => &[First::Gateway],
        UnitOwner::Connections => &[First::Connection],
        UnitOwner::Site(_) => &[First::Site],
        // Its paths begin with a word of netgen's.
        UnitOwner::Monitoring(_) => &[],
        UnitOwner::RemoteAccess(_) => &[First::RemoteAccess],
        UnitOwner::Share(shared, _) | UnitOwner::ShareAccepter(shared, _) => match shared {
            Shared::Hub(_) => &[First::Hub],
            Shared::Profile(_) => &[First::Vpc],
        },
    }
}

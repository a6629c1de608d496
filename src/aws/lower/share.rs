//! What accounts share: one share for each thing, in the unit of the thing, and a unit for each account that uses it. Who uses what
//! follows from the network: accounts whose VPCs are attached to a gateway, or follow the names of a VPC. A thing of one account alone
//! has no share.

use std::collections::{BTreeMap, BTreeSet};

use crate::aws::account::{AccountValue, Principal, account_parameter};
use crate::aws::graph::{Graph, ParameterId, UnitId};
use crate::aws::kind::{
    Access, PrincipalAssociation, ResourceAssociation, ResourceShare, ResourceShareAccepter, ShareTarget,
};
use crate::aws::owner::{Shared, UnitOwner};
use crate::aws::tags::TagSet;
use crate::network::{Network, OwnerId};

/// What lets accounts use a thing of another one.
pub(super) type Accesses = BTreeMap<OwnerId, Access>;

/// The accounts of a network as values of resources. One without an id becomes a parameter where it is first read.
pub(super) struct Accounts<'n> {
    network: &'n Network,
    chosen: BTreeMap<OwnerId, ParameterId>,
}

impl<'n> Accounts<'n> {
    pub fn new(network: &'n Network) -> Self {
        Self { network, chosen: BTreeMap::new() }
    }

    /// The id of an account.
    pub fn value(&mut self, owner: OwnerId, graph: &mut Graph) -> AccountValue {
        let account = &self.network.accounts[owner.0];
        if let Some(id) = &account.id {
            return AccountValue::Known(id.clone());
        }
        let parameter = self.chosen.entry(owner).or_insert_with(|| graph.parameter(account_parameter(account)));
        AccountValue::Chosen(*parameter)
    }

    /// Shares a thing of a unit with the accounts that use it.
    pub fn share(
        &mut self,
        (shared, unit): (Shared, UnitId),
        of: ShareTarget,
        tags: &TagSet,
        users: &BTreeSet<OwnerId>,
        graph: &mut Graph,
    ) -> Accesses {
        let network = self.network;
        if users.is_empty() {
            return Accesses::new();
        }
        let place = graph.group(unit, "Sharing");
        let path = shared.words(network);
        let name = format!("{}-{}", network.name, path.join("-"));
        let own = network.scope(graph.unit_of(unit).scope).account;
        // Whoever is in the organization gets what is shared there; between all others, an invitation is accepted.
        let is_outside = |owner: OwnerId| network.accounts[owner.0].outside;
        let is_invited = |owner: OwnerId| is_outside(owner) || own.is_some_and(is_outside);
        let external = users.iter().any(|owner| is_invited(*owner));
        let share = graph.add(place, &path, ResourceShare { name, of, external, tags: tags.clone() });
        let resource = graph.add(place, &path, ResourceAssociation { share, of });
        let mut accesses = Accesses::new();
        for owner in users {
            let account = &network.accounts[owner.0];
            let path = [&path[..], &[account.name.as_str()]].concat();
            let description =
                format!("{} - {} for account {}", network.name, shared.title(network), account.name.as_str());
            let unit = super::unit(graph, network, UnitOwner::Share(shared, *owner), description);
            let place = graph.group(unit, "Principal");
            let principal = Principal::Account(self.value(*owner, graph));
            let granted = graph.add(place, &path, PrincipalAssociation { share, of: resource, principal });
            let accepted = is_invited(*owner).then(|| {
                let description =
                    format!("{} - account {} accepts {}", network.name, account.name.as_str(), shared.title(network));
                let unit = super::unit(graph, network, UnitOwner::ShareAccepter(shared, *owner), description);
                let place = graph.group(unit, "Invitation");
                graph.add(place, &path, ResourceShareAccepter { share, invited: granted })
            });
            accesses.insert(*owner, Access { share, granted, accepted });
        }
        accesses
    }
}

//! What accounts share: one share for each thing, in the unit of the thing, and a unit for each account that uses it. Who uses what
//! follows from the network: accounts whose VPCs are attached to a gateway, or follow the names of a VPC. A thing of one account alone
//! has no share.

use std::collections::{BTreeMap, BTreeSet};

use crate::aws::account::{AccountValue, Principal};
use crate::aws::graph::{Graph, ParameterId, UnitId};
use crate::aws::kind::{
    Access, PrincipalAssociation, ResourceAssociation, ResourceShare, ResourceShareAccepter, ShareTarget,
};
use crate::aws::names::{label, logical_id};
use crate::aws::owner::{Shared, UnitOwner};
use crate::aws::parameter::{Parameter, ParameterKind};
use crate::aws::tags::TagSet;
use crate::network::{HubId, Network, OwnerId, ScopeId, VpcId};
use crate::plan::Plan;

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
        let parameter = self.chosen.entry(owner).or_insert_with(|| {
            let words = ["account", account.name.as_str()];
            graph.parameter(Parameter {
                logical_id: logical_id(&words) + "Id",
                label: format!("{}_id", label(&words)),
                description: format!(
                    "The id of the AWS account {}: twelve digits, such as 222222222222",
                    account.name.as_str()
                ),
                kind: ParameterKind::Account,
            })
        });
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
        let external = users.iter().any(|owner| network.accounts[owner.0].outside);
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
            let accepted = account.outside.then(|| {
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

/// The accounts of VPCs, but for that of a scope.
fn others(network: &Network, own: ScopeId, vpcs: impl Iterator<Item = VpcId>) -> BTreeSet<OwnerId> {
    let owner = |scope: ScopeId| network.scope(scope).account;
    vpcs.filter_map(|id| owner(network.vpc(id).scope)).filter(|one| Some(*one) != owner(own)).collect()
}

/// The other accounts whose VPCs are attached to a gateway.
pub(super) fn users_of_hub(network: &Network, hub: HubId) -> BTreeSet<OwnerId> {
    let ids = (0..network.vpcs.len()).map(VpcId);
    let attached = ids.filter(|id| network.vpc(*id).attach.is_some_and(|attach| attach.hub == hub));
    others(network, network.hubs[hub.0].scope, attached)
}

/// The other accounts whose VPCs follow the names of a VPC.
pub(super) fn users_of_profile(plan: &Plan<'_>, owner: VpcId) -> BTreeSet<OwnerId> {
    let followers = plan.vpcs.iter().filter(|vpc| vpc.sharing.follows == Some(owner)).map(|vpc| vpc.id);
    others(plan.network, plan.network.vpc(owner).scope, followers)
}

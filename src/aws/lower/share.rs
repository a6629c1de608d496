//! What accounts share: one share for each thing, in the unit of the thing, and a unit for each account that uses it. Who uses what
//! follows from the network: accounts whose VPCs are attached to a gateway, or follow the names of a VPC. A thing of one account alone
//! has no share.

use std::collections::{BTreeMap, BTreeSet};

use super::dns::Made;
use crate::aws::account::{AccountValue, Principal, account_parameter};
use crate::aws::graph::{Graph, ParameterId, UnitId};
use crate::aws::kind::{
    Access, PrincipalAssociation, ResourceAssociation, ResourceShare, ResourceShareAccepter, ShareTarget,
};
use crate::aws::owner::{Shared, UnitOwner};
use crate::aws::tags::TagSet;
use crate::network::{Network, OwnerId, Participant, ScopeId, TierId};
use crate::plan::VpcPlan;

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
        let share = graph.add(place, &path, ResourceShare { name, of: vec![of], external, tags: tags.clone() });
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
            let granted = graph.add(place, &path, PrincipalAssociation { share, of: vec![resource], principal });
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

impl Accounts<'_> {
    /// Shares the subnets of a VPC's tiers with those who take part: one share for a tier, in the VPC's unit, and a unit for each of them.
    pub fn share_tiers(&mut self, plan: &VpcPlan<'_>, made: &Made, graph: &mut Graph) {
        let network = self.network;
        let (vpc, name) = (plan.vpc, plan.vpc.name.as_str());
        for (index, tier) in vpc.tiers.iter().enumerate().filter(|(_, tier)| !tier.share.is_empty()) {
            let path = [name, tier.name.as_str()];
            let place = graph.group(made.unit, format!("Sharing of tier {}", tier.name));
            let title = format!("{}-{}-{}", network.name, name, tier.name.as_str());
            let tags = TagSet { name: path.join("-"), others: std::rc::Rc::new(tier.tags.clone()) };
            let subnets = &made.subnets[index];
            let of = subnets.iter().map(|(_, subnet)| ShareTarget::Subnet(*subnet)).collect();
            let share = graph.add(place, &path, ResourceShare { name: title, of, external: false, tags });
            let resources: Vec<_> = subnets
                .iter()
                .map(|(zone, subnet)| {
                    let path = [path[0], path[1], &zone.to_string()];
                    graph.add(place, &path, ResourceAssociation { share, of: ShareTarget::Subnet(*subnet) })
                })
                .collect();
            for (place, participant) in tier.share.iter().enumerate() {
                let owner = UnitOwner::TierShare(plan.id, TierId(index), place);
                let names = owner.names(network);
                let description = format!("{} - {}", network.name, names.title);
                let word = names.stack.rsplit("--").next().unwrap_or_default().to_owned();
                let unit = super::unit(graph, network, owner, description);
                let place = graph.group(unit, "Principal");
                let principal = self.principal(participant, vpc.scope, graph);
                let granted = PrincipalAssociation { share, of: resources.clone(), principal };
                graph.add(place, &[path[0], path[1], &word], granted);
            }
        }
    }

    /// The ARN of a unit, or of the organization, is in the partition of the share.
    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html>
    fn principal(&mut self, participant: &Participant, scope: ScopeId, graph: &mut Graph) -> Principal {
        let network = self.network;
        let arn = |what: String| {
            let partition = network.scope(scope).region.partition();
            let management = network.organization.as_ref().and_then(|one| one.management.as_ref());
            let management = management.map(ToString::to_string).unwrap_or_default();
            Principal::Organization(format!("arn:{partition}:organizations::{management}:{what}"))
        };
        let id = || network.organization.as_ref().map(|one| one.id.to_string()).unwrap_or_default();
        match participant {
            Participant::Account(owner) => Principal::Account(self.value(*owner, graph)),
            Participant::Unit(unit) => arn(format!("ou/{}/{unit}", id())),
            Participant::Organization => arn(format!("organization/{}", id())),
        }
    }
}

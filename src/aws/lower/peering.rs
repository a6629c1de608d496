//! Peering connections with the routes at both ends. In come the VPCs that are made; out goes a unit for each connection, and one more
//! for the side of the VPC that accepts where that is in another account or Region.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::dns::Made;
use super::share::Accounts;
use crate::aws::graph::{Graph, Place, Ref, UnitId};
use crate::aws::kind::{
    PeerConsent, PeerRole, PeerSide, Route, RouteDestination, RouteTarget, VpcPeering, VpcPeeringAccepter,
};
use crate::aws::owner::UnitOwner;
use crate::aws::policy::PolicyDocument;
use crate::aws::tags::TagSet;
use crate::network::{Peering, PeeringId, VpcId};
use crate::plan::Plan;
use crate::plan::fabric::Destination;

/// The connections by their place in the network.
pub(super) fn join(
    plan: &Plan<'_>,
    made: &[Made],
    accounts: &mut Accounts<'_>,
    graph: &mut Graph,
) -> BTreeMap<PeeringId, Ref<VpcPeering>> {
    let mut connections = BTreeMap::new();
    let by_id: BTreeMap<VpcId, &Made> = made.iter().map(|one| (one.id, one)).collect();
    for (index, peering) in plan.network.peerings.iter().enumerate() {
        let (Some(requester), Some(accepter)) = (by_id.get(&peering.requester), by_id.get(&peering.accepter)) else {
            continue;
        };
        let join = Join { plan, peering, id: PeeringId(index), ends: [requester, accepter] };
        connections.insert(PeeringId(index), join.connection(accounts, graph));
    }
    connections
}

struct Join<'a, 'p> {
    plan: &'a Plan<'p>,
    peering: &'a Peering,
    id: PeeringId,
    /// The requester, the accepter.
    ends: [&'a Made; 2],
}

impl<'a> Join<'a, '_> {
    fn name(&self, end: usize) -> &'a str {
        self.plan.network.vpc(self.ends[end].id).name.as_str()
    }

    fn tags(&self) -> TagSet {
        TagSet { name: self.peering.name.as_str().to_owned(), others: Rc::new(self.peering.tags.clone()) }
    }

    fn connection(&self, accounts: &mut Accounts<'_>, graph: &mut Graph) -> Ref<VpcPeering> {
        let (network, [requester, accepter]) = (self.plan.network, self.ends);
        let peer = self.peer(accounts, graph);
        let description = format!("{} - peering of VPC {} and VPC {}", network.name, self.name(0), self.name(1));
        let owner = UnitOwner::Peering { requester: requester.id, accepter: accepter.id };
        let unit = super::unit(graph, network, owner, description);
        let place = graph.group(unit, "Connection");
        let is_apart = peer.is_some();
        let connection = VpcPeering { requester: requester.vpc, accepter: accepter.vpc, peer, tags: self.tags() };
        let connection = graph.add(place, &[self.peering.name.as_str()], connection);
        self.routes(0, unit, connection, graph);
        if !is_apart {
            self.routes(1, unit, connection, graph);
            return connection;
        }
        let description =
            format!("{} - VPC {} accepts the peering of VPC {}", network.name, self.name(1), self.name(0));
        let owner = UnitOwner::PeeringAccepter { requester: requester.id, accepter: accepter.id };
        let unit = super::unit(graph, network, owner, description);
        let place = self.routes(1, unit, connection, graph);
        graph.add(place, &[self.peering.name.as_str()], VpcPeeringAccepter { connection, tags: self.tags() });
        connection
    }

    /// Where the accepter is, if that is not where the requester is. The role by which CloudFormation accepts stands with the accepter's
    /// VPC: what accepts reads the connection, and the connection reads the role.
    fn peer(&self, accounts: &mut Accounts<'_>, graph: &mut Graph) -> Option<PeerSide> {
        let (network, [requester, accepter]) = (self.plan.network, self.ends);
        let [from, to] = [network.scope_of(requester.id), network.scope_of(accepter.id)];
        let region = (from.region != to.region).then(|| to.region.clone());
        let account = from.account.zip(to.account).filter(|(from, to)| from != to).map(|(from, to)| {
            let place = graph.group(accepter.unit, format!("Consent to the peering with VPC {}", self.name(0)));
            let role = PeerRole {
                trust: PolicyDocument::trust_account(&accounts.value(from, graph)),
                policy: PolicyDocument::accept_peering(accepter.vpc.arn()),
                tags: self.tags(),
            };
            let role = graph.add(place, &[self.name(1), self.peering.name.as_str()], role);
            (accounts.value(to, graph), PeerConsent::Own(role))
        });
        (region.is_some() || account.is_some()).then_some(PeerSide { account, region })
    }

    fn routes(&self, end: usize, unit: UnitId, connection: Ref<VpcPeering>, graph: &mut Graph) -> Place {
        let place = graph.group(unit, format!("Routes of VPC {}", self.name(end)));
        let own = self.ends[end];
        let Some(vpc) = self.plan.vpcs.get(own.id.0) else { return place };
        for (table, resource) in vpc.tables.iter().zip(&own.tables) {
            let zone = table.zone.map(|zone| zone.to_string());
            for route in table.peering(self.id) {
                let Destination::V4(block) = route.destination else { continue };
                let cidr = block.cidr.to_string();
                let mut path = vec![vpc.vpc.name.as_str(), vpc.vpc.tier(table.tier).name.as_str()];
                path.extend(zone.as_deref());
                path.extend(["to", cidr.as_str()]);
                let (destination, target) = (RouteDestination::V4(block.cidr), RouteTarget::Peering(connection));
                graph.add(place, &path, Route { table: *resource, destination, target });
            }
        }
        place
    }
}

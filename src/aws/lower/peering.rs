//! Peering connections with the routes at both ends. In come the VPCs that are made; out goes a unit for each connection, and one more
//! for the side of the VPC that accepts where that is in another account or Region. Of a VPC that the document does not make there is
//! nothing but its id: what its owner does is asked for in a document.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::dns::Made;
use super::share::Accounts;
use crate::aws::account::AccountValue;
use crate::aws::graph::{Graph, OutputValue, Place, Ref, UnitId};
use crate::aws::kind::{
    Kind, PeerConsent, PeerRole, PeerSide, PeeredVpc, Route, RouteDestination, RouteTarget, VpcPeering,
    VpcPeeringAccepter,
};
use crate::aws::owner::UnitOwner;
use crate::aws::policy::PolicyDocument;
use crate::aws::tags::TagSet;
use crate::network::{Apart, Holder, OwnerId, PeerVpc, Peering, PeeringId, TheirVpc, VpcId};
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
        let Some(requester) = by_id.get(&peering.requester) else { continue };
        let join = Join { plan, peering, id: PeeringId(index), requester };
        let connection = match &peering.accepter {
            PeerVpc::Own(accepter) => by_id.get(accepter).map(|accepter| join.own(accepter, accounts, graph)),
            PeerVpc::Theirs(vpc) => Some(join.theirs(vpc, accounts, graph)),
        };
        connections.extend(connection.map(|connection| (PeeringId(index), connection)));
    }
    connections
}

struct Join<'a, 'p> {
    plan: &'a Plan<'p>,
    peering: &'a Peering,
    id: PeeringId,
    requester: &'a Made,
}

impl<'a> Join<'a, '_> {
    fn name(&self, vpc: &Made) -> &'a str {
        self.plan.network.vpc(vpc.id).name.as_str()
    }

    fn tags(&self) -> TagSet {
        TagSet { name: self.peering.name.as_str().to_owned(), others: Rc::new(self.peering.tags.clone()) }
    }

    /// A connection of two VPCs of the document.
    fn own(&self, accepter: &Made, accounts: &mut Accounts<'_>, graph: &mut Graph) -> Ref<VpcPeering> {
        let (network, requester) = (self.plan.network, self.requester);
        let peer = self.peer(Some(accepter), accounts, graph);
        let names = [self.name(requester), self.name(accepter)];
        let description = format!("{} - peering of VPC {} and VPC {}", network.name, names[0], names[1]);
        let owner = UnitOwner::Peering { requester: requester.id, accepter: accepter.id };
        let unit = super::unit(graph, network, owner, description);
        let is_apart = peer.is_some();
        let connection = self.connection(PeeredVpc::Own(accepter.vpc), peer, unit, graph);
        if !is_apart {
            self.routes(accepter, unit, connection, graph);
            return connection;
        }
        let description = format!("{} - VPC {} accepts the peering of VPC {}", network.name, names[1], names[0]);
        let owner = UnitOwner::PeeringAccepter { requester: requester.id, accepter: accepter.id };
        let unit = super::unit(graph, network, owner, description);
        let place = self.routes(accepter, unit, connection, graph);
        graph.add(place, &[self.peering.name.as_str()], VpcPeeringAccepter { connection, tags: self.tags() });
        connection
    }

    /// A connection with a VPC of others, and an output that tells its owner the id. AWS takes a route to a connection that nobody has accepted
    /// yet; packets are dropped until it is active.
    /// <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html>
    fn theirs(&self, vpc: &TheirVpc, accounts: &mut Accounts<'_>, graph: &mut Graph) -> Ref<VpcPeering> {
        let (network, name) = (self.plan.network, self.peering.name.as_str());
        let peer = self.peer(None, accounts, graph);
        let of = self.name(self.requester);
        let description = format!("{} - peering {name} of VPC {of} and {}", network.name, vpc.id.value);
        let unit = super::unit(graph, network, UnitOwner::TheirPeering(self.id), description);
        let connection = self.connection(PeeredVpc::Existing(vpc.id.value.clone()), peer, unit, graph);
        let id = OutputValue::One(connection.read(VpcPeering::ID));
        graph.output(unit, &[name], "VpcPeeringId", format!("The peering connection {name}"), id);
        if network.accepting_scope(self.peering).is_some() {
            let description = format!("{} - acceptance of peering {name} by {}", network.name, vpc.id.value);
            let unit = super::unit(graph, network, UnitOwner::TheirPeeringAccepter(self.id), description);
            let place = graph.group(unit, "Acceptance");
            graph.add(place, &[name], VpcPeeringAccepter { connection, tags: self.tags() });
        }
        connection
    }

    fn connection(
        &self,
        accepter: PeeredVpc,
        peer: Option<PeerSide>,
        unit: UnitId,
        graph: &mut Graph,
    ) -> Ref<VpcPeering> {
        let place = graph.group(unit, "Connection");
        let connection = VpcPeering { requester: self.requester.vpc, accepter, peer, tags: self.tags() };
        let connection = graph.add(place, &[self.peering.name.as_str()], connection);
        self.routes(self.requester, unit, connection, graph);
        connection
    }

    /// Where the accepter is, if that is not where the requester is. The role by which CloudFormation accepts stands with the accepter's
    /// VPC: what accepts reads the connection, and the connection reads the role.
    fn peer(&self, accepter: Option<&Made>, accounts: &mut Accounts<'_>, graph: &mut Graph) -> Option<PeerSide> {
        let network = self.plan.network;
        let Apart { account, region } = network.apart(self.peering);
        let account = account.and_then(|holder| {
            let consent = match (&self.peering.accepts, accepter, network.scope_of(self.requester.id).account) {
                (Some(role), ..) => Some(PeerConsent::Existing(role.value.clone())),
                (None, Some(accepter), Some(from)) => Some(self.role(accepter, from, accounts, graph)),
                (None, ..) => None,
            };
            let account = match holder {
                Holder::Id(id) => AccountValue::Known(id),
                Holder::Account(owner) => accounts.value(owner?, graph),
            };
            Some((account, consent))
        });
        (region.is_some() || account.is_some()).then(|| PeerSide { account, region: region.cloned() })
    }

    /// A role that an account may assume to accept.
    fn role(&self, accepter: &Made, from: OwnerId, accounts: &mut Accounts<'_>, graph: &mut Graph) -> PeerConsent {
        let place =
            graph.group(accepter.unit, format!("Consent to the peering with VPC {}", self.name(self.requester)));
        let role = PeerRole {
            trust: PolicyDocument::trust_account(&accounts.value(from, graph)),
            policy: PolicyDocument::accept_peering(accepter.vpc.arn()),
            tags: self.tags(),
        };
        PeerConsent::Own(graph.add(place, &[self.name(accepter), self.peering.name.as_str()], role))
    }

    fn routes(&self, own: &Made, unit: UnitId, connection: Ref<VpcPeering>, graph: &mut Graph) -> Place {
        let place = graph.group(unit, format!("Routes of VPC {}", self.name(own)));
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

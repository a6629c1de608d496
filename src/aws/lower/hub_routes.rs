//! The static routes and blackholes of a transit gateway's tables, in one unit behind all that they lead to. A prefix of a table is one
//! resource under one name, whatever its target: AWS refuses a second one (`RouteAlreadyExists`), and a stack makes what is new before
//! it takes away what is old, so a route that changed its stack or its name with its target could never be deployed.

use std::collections::BTreeMap;

use super::hub::{HubRefs, cidr_word, remark, words};
use crate::aws::graph::{Graph, ParameterId, Place, Ref, UnitId};
use crate::aws::kind::{
    Attached, RouteTableAssociation, TransitGatewayRoute, TransitGatewayTable, TransitGatewayTarget,
};
use crate::aws::owner::UnitOwner;
use crate::net::Cidr4;
use crate::network::{HubId, Network, VpcId};
use crate::plan::{Attachment, Block, HubTable, Plan};

/// Attachments that AWS makes by itself, with the parameters that bring their ids, by transit gateway.
pub(super) type Hybrid = BTreeMap<(HubId, Attachment), (Attached, Option<ParameterId>)>;

/// The attachments of VPCs, with the tables of the subnets that packets come into.
pub(super) type Members = BTreeMap<VpcId, (Attached, Vec<Ref<RouteTableAssociation>>)>;

/// What the target of a route is made of.
struct Way {
    attached: Attached,
    behind: Vec<Ref<RouteTableAssociation>>,
    parameter: Option<ParameterId>,
}

/// What routes of a transit gateway may lead to.
#[derive(Clone, Copy)]
pub(super) struct Targets<'a> {
    pub members: &'a Members,
    pub hybrid: &'a Hybrid,
}

struct Routes<'a> {
    network: &'a Network,
    targets: Targets<'a>,
    hub: HubId,
    name: &'a str,
    graph: &'a mut Graph,
}

/// Whether a table has no such routes.
fn is_bare(table: &HubTable) -> bool {
    table.statics.is_empty() && table.blackholes.is_empty()
}

/// The units of all transit gateways whose tables have such routes.
pub(super) fn hubs(plan: &Plan<'_>, hubs: &[HubRefs<'_>], targets: Targets<'_>, graph: &mut Graph) {
    for refs in hubs {
        let hub = refs.plan.hub;
        if refs.plan.tables.iter().zip(&refs.tables).all(|(table, _)| is_bare(table)) {
            continue;
        }
        let name = plan.network.hubs[hub.0].name.as_str();
        let description = format!("{} - static routes and blackholes of transit gateway {name}", plan.network.name);
        let unit = super::unit(graph, plan.network, UnitOwner::HubRoutes(hub), description);
        tables(plan.network, refs, targets, "Route table", unit, graph);
    }
}

/// The routes of a transit gateway's tables, each under a heading of some words and its name.
pub(super) fn tables(
    network: &Network,
    refs: &HubRefs<'_>,
    targets: Targets<'_>,
    words: &str,
    unit: UnitId,
    graph: &mut Graph,
) {
    let hub = refs.plan.hub;
    let name = network.hubs[hub.0].name.as_str();
    for (table, resource) in refs.plan.tables.iter().zip(&refs.tables).filter(|(table, _)| !is_bare(table)) {
        let place = graph.group(unit, format!("{words} {}", table.name));
        Routes { network, targets, hub, name, graph: &mut *graph }.table(place, table, *resource);
    }
}

impl Routes<'_> {
    fn table(&mut self, place: Place, plan: &HubTable, table: Ref<TransitGatewayTable>) {
        let mut holes = Vec::new();
        for hole in &plan.blackholes {
            let (destination, target) = (hole.to.cidr, TransitGatewayTarget::Blackhole);
            let route = TransitGatewayRoute { table, destination, target, behind: Vec::new(), holes: Vec::new() };
            holes.push(self.add(place, &plan.name, hole.to, hole.why, route));
        }
        for route in &plan.statics {
            let Some(way) = self.way(&route.via) else { continue };
            let Way { attached, behind, parameter } = way;
            let holes = if route.to.cidr == Cidr4::ANY { holes.clone() } else { Vec::new() };
            let (destination, target) = (route.to.cidr, TransitGatewayTarget::Attachment(attached));
            let resource = TransitGatewayRoute { table, destination, target, behind, holes };
            let added = self.add(place, &plan.name, route.to, route.why, resource);
            if let Some(parameter) = parameter {
                self.graph.only_with(added, parameter);
            }
        }
    }

    fn add(
        &mut self,
        place: Place,
        table: &str,
        to: Block,
        why: &str,
        route: TransitGatewayRoute,
    ) -> Ref<TransitGatewayRoute> {
        let cidr = cidr_word(to);
        let path = [&[self.name, table][..], &words(self.network, to), &[cidr.as_str()]].concat();
        let added = self.graph.add(place, &path, route);
        self.graph.remark(added, &remark(self.network, to, why));
        added
    }

    /// The attachment that a route leads to, once it is made.
    fn way(&self, via: &Attachment) -> Option<Way> {
        match via {
            Attachment::Existing(id) => {
                Some(Way { attached: Attached::Existing(id.clone()), behind: Vec::new(), parameter: None })
            }
            Attachment::Vpc(vpc) => {
                let (attached, behind) = self.targets.members.get(vpc)?;
                let parameter = if let Attached::Given(parameter, _) = attached { Some(*parameter) } else { None };
                Some(Way { attached: attached.clone(), behind: behind.clone(), parameter })
            }
            // Its connections have BGP, so no route is static.
            Attachment::Concentrator(_) => None,
            Attachment::Vpn(_) | Attachment::DirectConnect(_) | Attachment::Connect(..) => {
                let (attached, parameter) = self.targets.hybrid.get(&(self.hub, via.clone()))?;
                Some(Way { attached: attached.clone(), behind: Vec::new(), parameter: *parameter })
            }
        }
    }
}

//! The static routes and blackholes of a transit gateway's tables, in one unit behind all that they lead to. A prefix of a table is one
//! resource under one name, whatever its target: AWS refuses a second one (`RouteAlreadyExists`), and a stack makes what is new before
//! it takes away what is old, so a route that changed its stack or its name with its target could never be deployed.

use std::collections::BTreeMap;

use super::dns::Made;
use super::hub::{HubRefs, cidr_word, remark, words};
use crate::aws::graph::{Graph, ParameterId, Place, Ref};
use crate::aws::kind::{
    Attached, RouteTableAssociation, TransitGatewayRoute, TransitGatewayTable, TransitGatewayTarget,
};
use crate::aws::owner::UnitOwner;
use crate::net::Cidr4;
use crate::network::{HubId, Network};
use crate::plan::{Attachment, Block, HubTable, Plan};

/// Attachments that AWS makes by itself, with the parameters that bring their ids, by transit gateway.
pub(super) type Hybrid = BTreeMap<(HubId, Attachment), (Attached, ParameterId)>;

/// What the target of a route is made of.
struct Way {
    attached: Attached,
    behind: Vec<Ref<RouteTableAssociation>>,
    parameter: Option<ParameterId>,
}

struct Routes<'a> {
    network: &'a Network,
    made: &'a [Made],
    hybrid: &'a Hybrid,
    hub: HubId,
    name: &'a str,
    graph: &'a mut Graph,
}

/// The units of all transit gateways whose tables have such routes.
pub(super) fn hubs(plan: &Plan<'_>, hubs: &[HubRefs<'_>], made: &[Made], hybrid: &Hybrid, graph: &mut Graph) {
    let is_bare = |table: &HubTable| table.statics.is_empty() && table.blackholes.is_empty();
    for refs in hubs {
        let hub = refs.plan.hub;
        let name = plan.network.hubs[hub.0].name.as_str();
        let tables = refs.plan.tables.iter().zip(&refs.tables).filter(|(table, _)| !is_bare(table));
        let tables: Vec<_> = tables.collect();
        if tables.is_empty() {
            continue;
        }
        let description = format!("{} - static routes and blackholes of transit gateway {name}", plan.network.name);
        let unit = super::unit(graph, plan.network, UnitOwner::HubRoutes(hub), description);
        for (table, resource) in tables {
            let place = graph.group(unit, format!("Route table {}", table.name));
            Routes { network: plan.network, made, hybrid, hub, name, graph: &mut *graph }
                .table(place, table, *resource);
        }
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
                let made = self.made.iter().find(|made| made.id == *vpc)?;
                let attached = made.attached.clone()?;
                Some(Way { attached, behind: made.arrivals.clone(), parameter: None })
            }
            Attachment::Vpn(_) | Attachment::DirectConnect(_) => {
                let (attached, parameter) = self.hybrid.get(&(self.hub, via.clone()))?;
                Some(Way { attached: attached.clone(), behind: Vec::new(), parameter: Some(*parameter) })
            }
        }
    }
}

//! What is asked of the owner of another team's transit gateway. In comes a plan; out goes for each such gateway a graph of exactly what the
//! owner has to make: tables, acceptances, associations, propagations, static routes. They are the resources of a gateway that exists, in
//! one unit; the ids of attachments are given by whoever deploys it.

use std::collections::BTreeMap;

use super::hub::{asked, self_named};
use super::hub_routes::{Members, Targets, tables};
use crate::aws::graph::{Graph, ParameterId};
use crate::aws::kind::{Attached, TransitGatewayAttachmentAccepter};
use crate::aws::names::{label, logical_id};
use crate::aws::owner::UnitOwner;
use crate::aws::parameter::{Parameter, ParameterKind};
use crate::network::{HubId, Network, VpcId};
use crate::plan::{HubPlan, Plan};

/// What another team is asked for.
#[derive(Debug)]
pub struct Request {
    /// Its gateway.
    pub hub: HubId,
    /// What its owner has to make, in one unit.
    pub graph: Graph,
    /// The attachments that it is about, with the parameters that take their ids, by VPC.
    pub attachments: BTreeMap<VpcId, ParameterId>,
}

impl Request {
    /// The path of a file of it: what another team gets is a folder of its own.
    #[must_use]
    pub fn path(&self, network: &Network, file: &str) -> String {
        format!("requests/{}/{file}", network.hubs[self.hub.0].name.as_str())
    }
}

/// What is asked for, by gateway.
#[must_use]
pub fn requests(plan: &Plan<'_>) -> Vec<Request> {
    let theirs = plan.hubs.iter().filter(|hub| plan.network.hubs[hub.hub.0].is_theirs());
    theirs.map(|hub| request(plan, hub)).collect()
}

fn request(plan: &Plan<'_>, hub: &HubPlan) -> Request {
    let (network, id) = (plan.network, hub.hub);
    let (meant, mut graph) = (&network.hubs[id.0], Graph::default());
    let description = format!("{} - what it asks of transit gateway {}", network.name, meant.name.as_str());
    let unit = super::unit(&mut graph, network, UnitOwner::Hub(id), description);
    let refs = asked(plan, hub, unit, &mut graph);
    let (mut attachments, mut members) = (BTreeMap::new(), Members::new());
    for vpc in plan.vpcs.iter().filter(|vpc| vpc.vpc.attach.is_some_and(|attach| attach.hub == id)) {
        let name = vpc.vpc.name.as_str();
        let place = graph.group(unit, format!("Attachment of VPC {name}"));
        let parameter = graph.parameter(given(network, vpc.id));
        // An attachment of the same account needs no acceptance.
        let accepter = (network.is_foreign(id, vpc.id) && !meant.auto_accept).then(|| {
            let tags = self_named(name, &[], &std::rc::Rc::new(meant.tags.clone()));
            let attachment = Attached::Given(parameter, None);
            graph.add(place, &[name], TransitGatewayAttachmentAccepter { attachment, tags })
        });
        let attached = Attached::Given(parameter, accepter);
        refs.join((vpc.id, name), place, &attached, &mut graph);
        attachments.insert(vpc.id, parameter);
        members.insert(vpc.id, (attached, Vec::new()));
    }
    let targets = Targets { members: &members, hybrid: &BTreeMap::new() };
    tables(network, &refs, targets, "Static routes of route table", unit, &mut graph);
    Request { hub: id, graph, attachments }
}

/// The id of a VPC's attachment, by the name of the output that tells it on the other side.
fn given(network: &Network, vpc: VpcId) -> Parameter {
    let name = network.vpc(vpc).name.as_str();
    let place = network.account_of(network.vpc(vpc).scope);
    let of = place
        .map(|account| format!(" in account {}", account.id.as_ref().map_or(account.name.as_str(), |id| id.as_str())));
    Parameter {
        logical_id: logical_id(&[name]) + "TransitGatewayAttachmentId",
        label: label(&[name, "transit_gateway_attachment_id"]),
        description: format!("The attachment of VPC {name}{}, once it is there", of.unwrap_or_default()),
        kind: ParameterKind::Given,
    }
}

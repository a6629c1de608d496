//! A transit gateway's tables for attachments that AWS makes by itself: those of VPN connections and of Direct Connect
//! gateways. A unit of its own, since CloudFormation cannot name them: their ids are parameters, empty until they are there,
//! and what needs one is made once it is given. Terraform reads them and does it in one go. Connect attachments stand beside them.

use super::{Connects, Ends, Vpns, attachment};
use crate::aws::graph::{Graph, Place, Ref};
use crate::aws::kind::{
    Attached, ConnectGateway, DirectConnectAttachment, DirectConnectGateway, Hub, Kind as _, TransitGateway,
    TransitGatewayAssociation, TransitGatewayPropagation, TransitGatewayTable, VpnConnection,
};
use crate::aws::lower::hub_routes::Hybrid;
use crate::aws::owner::UnitOwner;
use crate::aws::parameter::{Found, Lookup};
use crate::aws::{NodeId, ParameterId};
use crate::network::{DxGatewayId, Network, UplinkId};
use crate::plan::{Attachment, AwsGateway, HybridAttachment, HybridRouting, TableOf};

/// A transit gateway, for a look-up.
pub(super) fn found_hub(hub: &Hub) -> Found {
    match hub {
        Hub::Own(own) => Found::Made(own.read(TransitGateway::ID)),
        Hub::Existing(id) => Found::Existing(id.to_string()),
    }
}

/// A Direct Connect gateway, for a look-up.
pub(super) fn found_gateway(gateway: &ConnectGateway) -> Found {
    match gateway {
        ConnectGateway::Own(own) => Found::Made(own.read(DirectConnectGateway::ID)),
        ConnectGateway::Existing(id) => Found::Existing(id.to_string()),
    }
}

struct Routing<'a, 'p> {
    plan: &'a HybridRouting,
    ends: &'a Ends<'a, 'p>,
    graph: &'a mut Graph,
    place: Place,
    /// The transit gateway's.
    name: &'a str,
}

pub(super) fn hub(
    network: &Network,
    plan: &HybridRouting,
    ends: &Ends<'_, '_>,
    (vpns, connects): (&Vpns, &Connects),
    graph: &mut Graph,
) -> Hybrid {
    let mut hybrid = Hybrid::new();
    let name = network.hubs[plan.hub.0].name.as_str();
    let description = format!("{} - routes of transit gateway {name} to sites", network.name);
    let unit = super::super::unit(graph, network, UnitOwner::HybridRouting(plan.hub), description);
    for one in &plan.attachments {
        let (heading, words) = match one.attachment {
            Attachment::Vpn(uplink) => {
                let (site, uplink) = (network.site(uplink.site).name.as_str(), network.uplink(uplink).name.as_str());
                (format!("VPN connection {uplink} of site {site}"), vec![site, uplink])
            }
            Attachment::DirectConnect(gateway) => {
                let gateway = network.dx_gateway(gateway).name.as_str();
                (format!("Direct Connect gateway {gateway}"), vec![gateway])
            }
            Attachment::Connect(site, vpc) => {
                let (site, vpc) = (network.site(site).name.as_str(), network.vpc(vpc).name.as_str());
                (format!("Connect peers of site {site} over VPC {vpc}"), vec![site, vpc])
            }
            // The others have an id from the beginning, and stand where they are made.
            Attachment::Vpc(_) | Attachment::Existing(_) | Attachment::Concentrator(_) => continue,
        };
        let place = graph.group(unit, heading.clone());
        let mut routing = Routing { plan, ends, graph: &mut *graph, place, name };
        let made = match one.attachment {
            Attachment::Vpn(uplink) => routing.vpn(uplink, vpns, &words, &heading),
            Attachment::DirectConnect(gateway) => routing.direct_connect(gateway, &words, &heading),
            // CloudFormation makes this attachment itself, and knows its id.
            Attachment::Connect(site, vpc) => connects.get(&(site, vpc)).map(|own| (Attached::Connect(*own), None)),
            Attachment::Vpc(_) | Attachment::Existing(_) | Attachment::Concentrator(_) => None,
        };
        if let Some((attached, parameter)) = made {
            routing.tables(one, &words, &attached, parameter);
            hybrid.insert((plan.hub, one.attachment.clone()), (attached, parameter));
        }
    }
    hybrid
}

impl Routing<'_, '_> {
    fn hub(&self) -> Hub {
        self.ends.hubs[self.plan.hub.0].gateway.clone()
    }

    fn lookup(&self, resource_type: &'static str, resource: Found, made_with: NodeId) -> Lookup {
        Lookup { resource_type, resource, gateway: found_hub(&self.hub()), made_with, is_needed: false }
    }

    fn vpn(
        &mut self,
        uplink: UplinkId,
        vpns: &Vpns,
        words: &[&str],
        what: &str,
    ) -> Option<(Attached, Option<ParameterId>)> {
        let own = *vpns.get(&uplink)?;
        let lookup = self.lookup("vpn", Found::Made(own.read(VpnConnection::ID)), own.node());
        let parameter = attachment(self.graph, words, what, lookup);
        Some((Attached::Vpn(own, parameter), Some(parameter)))
    }

    fn direct_connect(
        &mut self,
        id: DxGatewayId,
        words: &[&str],
        what: &str,
    ) -> Option<(Attached, Option<ParameterId>)> {
        let own = &self.ends.connect[id.0];
        let association = *own.associations.get(&AwsGateway::TransitGateway(self.plan.hub))?;
        let (hub, gateway) = (self.hub(), own.gateway.clone());
        let resource = found_gateway(&gateway);
        let path = [&[self.name], words].concat();
        let data = self.graph.add(self.place, &path, DirectConnectAttachment { hub, gateway, association });
        let lookup = self.lookup("direct-connect-gateway", resource, association.node());
        let parameter = attachment(self.graph, &path, what, lookup);
        Some((Attached::DirectConnect(data, parameter), Some(parameter)))
    }

    fn table(&self, of: TableOf) -> Option<(String, Ref<TransitGatewayTable>)> {
        let hub = &self.ends.hubs[self.plan.hub.0];
        let mut tables = hub.plan.tables.iter().zip(&hub.tables);
        tables.find(|(plan, _)| plan.of == of).map(|(plan, table)| (plan.name.clone(), *table))
    }

    /// The table that routes the attachment's packets, those that learn its prefixes, and those that have routes to it.
    fn tables(&mut self, one: &HybridAttachment, words: &[&str], attached: &Attached, parameter: Option<ParameterId>) {
        let own = [&[self.name], words].concat();
        if let Some((_, table)) = self.table(one.association) {
            let attachment = attached.clone();
            let made = self.graph.add(self.place, &own, TransitGatewayAssociation { table, attachment });
            if let Some(parameter) = parameter {
                self.graph.only_with(made, parameter);
            }
        }
        for of in &one.propagations {
            let Some((name, table)) = self.table(*of) else { continue };
            let path = [&own[..], &[name.as_str()]].concat();
            let attachment = attached.clone();
            let made = self.graph.add(self.place, &path, TransitGatewayPropagation { table, attachment });
            if let Some(parameter) = parameter {
                self.graph.only_with(made, parameter);
            }
        }
    }
}

//! What carries the tunnels of VPN connections inside Direct Connect: the Direct Connect gateway's attachment to the transit gateway. It is in
//! no route table. AWS makes it with the association, in a stack that comes before the site's, so it is looked up before that is made.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/private-ip-dx-steps.html>

use super::routing::{found_gateway, found_hub};
use super::{SiteBuilder, attachment};
use crate::aws::kind::{Attached, DirectConnectAttachment};
use crate::aws::parameter::Lookup;
use crate::network::{DxGatewayId, HubId};
use crate::plan::AwsGateway;

impl SiteBuilder<'_, '_> {
    /// The attachment of a Direct Connect gateway to a transit gateway, once for all connections of the site.
    pub(super) fn transport(&mut self, id: DxGatewayId, hub: HubId) -> Option<Attached> {
        if let Some(known) = self.carriers.get(&id) {
            return Some(known.clone());
        }
        let own = &self.ends.connect[id.0];
        let association = *own.associations.get(&AwsGateway::TransitGateway(hub))?;
        let (gateway, target) = (own.gateway.clone(), self.ends.hubs[hub.0].gateway.clone());
        let lookup = Lookup {
            resource_type: "direct-connect-gateway",
            resource: found_gateway(&gateway),
            gateway: found_hub(&target),
            made_with: association.node(),
            is_needed: true,
        };
        let name = self.network.dx_gateway(id).name.as_str();
        let path = [self.name, name];
        let place = self.graph.group(self.unit, "Attachments that carry tunnels");
        let data = self.graph.add(place, &path, DirectConnectAttachment { hub: target, gateway, association });
        let parameter = attachment(self.graph, &path, &format!("Direct Connect gateway {name}"), lookup);
        let attached = Attached::DirectConnect(data, parameter);
        self.carriers.insert(id, attached.clone());
        Some(attached)
    }
}

//! Connect peers of a site, and the attachments that they are on: one over each VPC.

use std::collections::BTreeMap;

use super::{Connects, SiteBuilder};
use crate::aws::kind::{TransitGatewayConnect, TransitGatewayConnectPeer};
use crate::network::VpcId;
use crate::plan::{AwsGateway, ConnectPlan};

impl SiteBuilder<'_, '_> {
    pub(super) fn connects(&mut self, connects: &mut Connects) {
        let mut by_vpc: BTreeMap<VpcId, Vec<&ConnectPlan>> = BTreeMap::new();
        for peer in &self.plan.connects {
            by_vpc.entry(peer.over).or_default().push(peer);
        }
        for (vpc, peers) in by_vpc {
            self.attachment(vpc, &peers, connects);
        }
    }

    fn attachment(&mut self, vpc: VpcId, peers: &[&ConnectPlan], connects: &mut Connects) {
        let Some(AwsGateway::TransitGateway(hub)) = self.plan.only_target() else { return };
        let carrier = self.ends.made.iter().find(|made| made.id == vpc).and_then(|made| made.attached.clone());
        let Some(transport) = carrier else { return };
        let over = self.network.vpc(vpc).name.as_str();
        let place = self.graph.group(self.unit, format!("Connect peers over VPC {over}"));
        let (hub, tags) = (self.ends.hubs[hub.0].gateway.clone(), self.named(&["connect", over]));
        let connect = self.graph.add(place, &[self.name, over], TransitGatewayConnect { hub, transport, tags });
        connects.insert((self.plan.site, vpc), connect);
        for peer in peers {
            let name = self.uplink(peer.uplink);
            let own = TransitGatewayConnectPeer {
                connect,
                gateway_address: peer.gateway_address,
                address: peer.address,
                inside: peer.inside,
                asn: peer.asn.get(),
                tags: self.named(&[name]),
            };
            let made = self.graph.add(place, &[self.name, name], own);
            let [first, second] = peer.amazon();
            let router = peer.router();
            self.graph.remark(made, &format!("Inside, the appliance is {router}, and AWS is {first} and {second}."));
        }
    }
}

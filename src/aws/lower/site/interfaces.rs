//! Virtual interfaces of a site.

use super::{SiteBuilder, Watched};
use crate::aws::graph::OutputValue;
use crate::aws::kind::{
    AlarmSubject, BgpPeer, DirectConnection, PrivateVirtualInterface, TransitVirtualInterface, VirtualInterface,
};
use crate::aws::parameter::KeyForm;
use crate::aws::value::Read;
use crate::net::ConnectionName;
use crate::plan::{InterfaceKind, InterfacePlan};

impl SiteBuilder<'_, '_> {
    pub(super) fn interfaces(&mut self) {
        if self.plan.interfaces.is_empty() {
            return;
        }
        let place = self.graph.group(self.unit, "Virtual interfaces");
        for plan in &self.plan.interfaces {
            let name = self.uplink(plan.uplink);
            let path = [self.name, name];
            let word = self.network.uplink(plan.uplink).interface_name().as_str().to_owned();
            let (interface, connection) = (self.interface(plan), self.connection(&plan.connection));
            let subject = match plan.kind {
                InterfaceKind::Private => {
                    let second = interface.ipv6.then(|| (interface.asn, interface.key.clone()));
                    let own = self.graph.add(place, &path, PrivateVirtualInterface(interface));
                    let session = PrivateVirtualInterface::session().map(|(key, attr)| (key, own.read(attr)));
                    let mut session = session.to_vec();
                    if let Some((asn, key)) = second {
                        let peer = self.graph.add(place, &path, BgpPeer { interface: own, asn, key });
                        session.extend(BgpPeer::session().map(|(key, attr)| (key, peer.read(attr))));
                    }
                    self.binding(&word, session);
                    AlarmSubject::PrivateInterface(own, connection)
                }
                InterfaceKind::Transit => {
                    let own = self.graph.add(place, &path, TransitVirtualInterface(interface));
                    let session = TransitVirtualInterface::session().map(|(key, attr)| (key, own.read(attr)));
                    self.binding(&word, session.to_vec());
                    AlarmSubject::TransitInterface(own, connection)
                }
            };
            let what = format!("the BGP session of the virtual interface {name} of site {} is down", self.name);
            self.watched.push(Watched { word, what, subject });
        }
    }

    /// What a virtual interface is on.
    pub(super) fn connection(&self, name: &ConnectionName) -> DirectConnection {
        // Names were looked up long before.
        self.ends.connections.of(name).unwrap_or_else(|| DirectConnection::Existing(name.as_str().to_owned()))
    }

    /// What a router file has to know of a virtual interface that is there.
    fn binding(&mut self, name: &str, session: Vec<(&'static str, Read)>) {
        let what = format!(
            "For netgen render --bind, by terraform output -json: virtual interface {name} of site {}, with the key of its session",
            self.name
        );
        self.graph.output(self.unit, &[self.name, name], "Binding", what, OutputValue::Secret(session));
    }

    fn interface(&mut self, plan: &InterfacePlan) -> VirtualInterface {
        let (link, length) = (&plan.link, plan.link.block.prefix());
        VirtualInterface {
            name: plan.name.clone(),
            connection: self.connection(&plan.connection),
            gateway: self.ends.connect[plan.gateway.0].gateway.clone(),
            vlan: plan.vlan,
            mtu: plan.mtu,
            asn: plan.asn.get(),
            amazon: format!("{}/{length}", link.amazon()),
            customer: format!("{}/{length}", link.router()),
            key: self.key(self.uplink(plan.uplink), &plan.key, KeyForm::Bgp),
            ipv6: plan.ipv6,
            site_link: plan.site_link,
            tags: self.named(&[self.uplink(plan.uplink)]),
        }
    }
}

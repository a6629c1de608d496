//! Customer gateways and VPN connections of a site.

use super::{CustomerGateways, SiteBuilder, Vpns, Watched};
use crate::aws::graph::{OutputValue, Place, Ref};
use crate::aws::kind::{
    AlarmSubject, CustomerGateway, Kind as _, LogGroup, TunnelLogOptions, TunnelOptions, TunnelPhase, VpnConnection,
    VpnConnectionRoute, VpnTarget, VpnTunnel,
};
use crate::aws::parameter::KeyForm;
use crate::plan::{AwsGateway, RoutingPlan, VpnPlan};
use crate::uplink::crypto::Proposal;

impl SiteBuilder<'_, '_> {
    /// The customer gateways that are in the site's unit.
    pub(super) fn customer_gateways(&mut self, gateways: &mut CustomerGateways) {
        let plan = self.plan;
        let own: Vec<&VpnPlan> = plan.vpns.iter().filter(|vpn| vpn.customer.owner == vpn.uplink).collect();
        if own.is_empty() {
            return;
        }
        let place = self.graph.group(self.unit, "Customer gateways");
        gateways.extend(own.into_iter().map(|vpn| (vpn.uplink, self.customer_gateway(place, vpn))));
    }

    pub(super) fn vpns(&mut self, gateways: &CustomerGateways, vpns: &mut Vpns) {
        if self.plan.vpns.is_empty() {
            return;
        }
        let plan = self.plan;
        let place = self.graph.group(self.unit, "VPN connections");
        for vpn in &plan.vpns {
            let Some(router) = gateways.get(&vpn.customer.owner) else { continue };
            let Some(connection) = self.vpn(place, vpn, *router) else { continue };
            vpns.insert(vpn.uplink, connection);
        }
    }

    fn customer_gateway(&mut self, place: Place, vpn: &VpnPlan) -> Ref<CustomerGateway> {
        let (address, asn) = (vpn.customer.address, vpn.customer.asn.get());
        let router = self.site.router(self.network.uplink(vpn.uplink).router).name.as_str();
        let gateway = CustomerGateway { address, asn, device: router.to_owned(), tags: self.named(&[router]) };
        let name = self.uplink(vpn.uplink);
        let gateway = self.graph.add(place, &[self.name, name], gateway);
        // AWS deletes none that a connection points to, and the connection is kept.
        if self.site.retain {
            self.graph.retain(gateway, format!("site/{}/uplink/{name}/customer-gateway", self.name));
        }
        gateway
    }

    fn vpn(
        &mut self,
        place: Place,
        vpn: &VpnPlan,
        customer_gateway: Ref<CustomerGateway>,
    ) -> Option<Ref<VpnConnection>> {
        let name = self.uplink(vpn.uplink);
        let target = self.plan.only_target()?;
        let gateway = match target {
            AwsGateway::TransitGateway(hub) => match vpn.concentrator {
                Some(segment) => VpnTarget::Concentrator(*self.ends.hubs[hub.0].concentrators.get(&segment)?),
                None => VpnTarget::TransitGateway(self.ends.hubs[hub.0].gateway.clone()),
            },
            AwsGateway::VpnGateway(vpc) => VpnTarget::VpnGateway(self.ends.vpn_gateway(vpc)?.gateway),
        };
        let transport = match (vpn.transport.gateway(), target) {
            (Some(carrier), AwsGateway::TransitGateway(hub)) => Some(self.transport(carrier, hub)?),
            _ => None,
        };
        let [first, second] = &vpn.tunnels;
        let tunnels = [first, second].map(|tunnel| {
            let key = self.key(self.uplink(vpn.uplink), &tunnel.key, KeyForm::PreShared);
            VpnTunnel { inside: tunnel.inside.block, key }
        });
        let connection = VpnConnection {
            customer_gateway,
            gateway,
            transport,
            static_routes: matches!(vpn.routing, RoutingPlan::Static(_)),
            accelerated: vpn.accelerated,
            bandwidth: vpn.bandwidth,
            logs: self.tunnel_logs(place, vpn),
            options: options(vpn),
            tunnels,
            tags: self.named(&[name]),
        };
        let connection = self.graph.add(place, &[self.name, name], connection);
        if self.site.retain {
            self.graph.retain(connection, format!("site/{}/uplink/{name}", self.name));
        }
        let what = format!("The VPN connection {name} of site {}, to look up the addresses of its tunnels", self.name);
        let id = OutputValue::One(connection.read(VpnConnection::ID));
        self.graph.output(self.unit, &[self.name, name], "VpnConnectionId", what, id);
        let what = format!(
            "For netgen render --bind, by terraform output -json: VPN connection {name} of site {}, without keys that are in Secrets Manager",
            self.name
        );
        let configuration = vec![("customer_gateway_configuration", connection.read(VpnConnection::CONFIGURATION))];
        self.graph.output(self.unit, &[self.name, name], "Binding", what, OutputValue::Secret(configuration));
        if let (RoutingPlan::Static(prefixes), AwsGateway::VpnGateway(_)) = (&vpn.routing, target) {
            for destination in prefixes {
                let path = [self.name, name, &destination.to_string()];
                let destination = *destination;
                self.graph.add(place, &path, VpnConnectionRoute { connection, destination });
            }
        }
        let what = format!("at least one tunnel of the VPN connection {name} of site {} is down", self.name);
        let subject = AlarmSubject::Tunnels(connection);
        self.watched.push(Watched { word: name.to_owned(), what, subject });
        Some(connection)
    }
}

impl SiteBuilder<'_, '_> {
    /// Log groups of a connection's tunnels. What begins with `/aws/vendedlogs/` needs no line of its own in the account's resource policy,
    /// which has 5,120 characters for all.
    fn tunnel_logs(&mut self, place: Place, vpn: &VpnPlan) -> Option<TunnelLogOptions> {
        let logs = vpn.logs?;
        let name = self.uplink(vpn.uplink);
        let mut group = |word: &str| {
            let group = LogGroup {
                name: format!("/aws/vendedlogs/vpn/{}/{}/{name}/{word}", self.network.name, self.name),
                retention_days: logs.retention_days,
                tags: self.named(&[name, word]),
            };
            let group = self.graph.add(place, &[self.name, name, word], group);
            if self.site.retain {
                self.graph.retain(group, format!("site/{}/uplink/{name}/log/{word}", self.name));
            }
            group
        };
        let activity = logs.activity.then(|| group("activity"));
        let bgp = logs.bgp.is_some().then(|| group("bgp"));
        Some(TunnelLogOptions { activity, bgp, format: logs.format.word() })
    }
}

fn options(vpn: &VpnPlan) -> TunnelOptions {
    let (crypto, plan) = (&vpn.crypto, &vpn.options);
    TunnelOptions {
        // In phase 1 the hash is the pseudo-random function too; in phase 2, GCM needs none.
        phase1: phase(crypto.phase1, true, plan.phase1_lifetime),
        phase2: phase(crypto.phase2, !crypto.phase2.encryption.is_gcm(), plan.phase2_lifetime),
        ike_version: plan.ike_version,
        rekey_margin: plan.rekey_margin,
        rekey_fuzz: plan.rekey_fuzz,
        replay_window: plan.replay_window,
        dpd_timeout: plan.dpd_timeout,
        dpd_action: plan.dpd_action,
        startup: plan.startup_action,
        lifecycle_control: vpn.lifecycle_control,
    }
}

fn phase(proposal: Proposal, hash: bool, lifetime: u32) -> TunnelPhase {
    TunnelPhase {
        encryption: proposal.encryption.to_string(),
        integrity: hash.then(|| proposal.hash.to_string()),
        dh_group: proposal.group.number().into(),
        lifetime,
    }
}

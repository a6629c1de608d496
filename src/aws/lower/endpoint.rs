//! VPC endpoints and the security group of their interfaces.

use std::collections::BTreeMap;

use super::group::{Groups, nothing};
use super::tier::Tiers;
use super::{Core, VpcBuilder};
use crate::aws::graph::{Place, Ref};
use crate::aws::kind::{
    EndpointPath, GroupRule, IngressPeer, OwnAddresses, PrivateNames, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};
use crate::aws::{Kind, PolicyDocument};
use crate::blueprint::{GatewayService, PrivateDns, StackPart};
use crate::net::{Cidr, Ports, ServiceName};
use crate::network::{EndpointPolicy, InterfaceEndpoint, Protocol, Zone};
use crate::plan::fabric::Destination;
use crate::plan::{Ipv6Group, Owner};

/// Gateway endpoints by service.
type Gateways = BTreeMap<GatewayService, Ref<VpcEndpoint>>;

impl VpcBuilder<'_> {
    /// Gateway endpoints in the tables of the tiers that use them, interface endpoints in their zones.
    ///
    /// Gives the interface endpoints with private names, by the label of their service.
    pub(super) fn endpoints(&mut self, core: &Core, tiers: &Tiers, groups: &Groups) -> Vec<(String, Ref<VpcEndpoint>)> {
        let endpoints = &self.plan.vpc.endpoints;
        if endpoints.gateway.is_empty() && endpoints.interface.is_empty() {
            return Vec::new();
        }
        let unit = self.part(StackPart::Endpoints);
        let place = self.graph.group(unit, "Endpoints");
        let gateways = self.gateway_endpoints(place, core, tiers);
        let Some(tier) = self.plan.endpoint_tier.filter(|_| !endpoints.interface.is_empty()) else {
            return Vec::new();
        };
        let shared = endpoints.need_group().then(|| self.endpoint_group(place, core));
        let mut interfaces = Vec::new();
        for (name, one) in &endpoints.interface {
            let own = groups.chosen(&one.groups);
            let groups = if own.is_empty() { shared.into_iter().collect() } else { own };
            let names = private_names(name, one, &gateways);
            let path = EndpointPath::Interface { subnets: chosen(&tiers.subnets[tier.0], one), groups, names };
            let endpoint = VpcEndpoint {
                vpc: core.vpc,
                service: self.network.scope(self.plan.vpc.scope).region.interface_service(name),
                service_region: self.network.scope(self.plan.vpc.scope).region.service_region(name),
                path,
                dual_stack: endpoints.is_dual_stack(name.as_str()),
                policy: one.policy.as_ref().map(|policy| document(policy, core.vpc)),
                tags: self.named(&[name.label()]),
            };
            // An interface to a service that also has a gateway (S3) is another endpoint.
            let word = if name.as_str() == "s3" || name.as_str() == "dynamodb" { "interface" } else { "" };
            let endpoint = self.graph.add(place, &[self.name, name.label(), word], endpoint);
            if !matches!(names, PrivateNames::Off) {
                interfaces.push((name.label().to_owned(), endpoint));
            }
        }
        interfaces
    }

    fn gateway_endpoints(&mut self, place: Place, core: &Core, tiers: &Tiers) -> Gateways {
        let mut gateways = Gateways::new();
        for service in &self.plan.vpc.endpoints.gateway {
            let name = service.as_str();
            let tables = self
                .plan
                .tables
                .iter()
                .zip(&tiers.tables)
                .filter(|(plan, _)| plan.routes.get(Destination::Service(*service)).is_some());
            let tables: Vec<_> = tables.map(|(_, table)| *table).collect();
            if tables.is_empty() {
                continue;
            }
            let policy = self.plan.vpc.endpoints.gateway_policies.get(service);
            let endpoint = VpcEndpoint {
                vpc: core.vpc,
                service: self.network.scope(self.plan.vpc.scope).region.gateway_service(name),
                service_region: None,
                path: EndpointPath::Gateway(tables),
                dual_stack: self.plan.vpc.endpoints.is_dual_stack(name),
                policy: policy.map(|policy| document(policy, core.vpc)),
                tags: self.named(&[name]),
            };
            gateways.insert(*service, self.graph.add(place, &[self.name, name], endpoint));
        }
        gateways
    }

    /// The group of the interfaces that name none: 443 from the VPC, and from those that share its endpoints.
    fn endpoint_group(&mut self, place: Place, core: &Core) -> Ref<SecurityGroup> {
        let own = self.plan.cidrs().map(|cidr| (cidr, "HTTPS from the VPC"));
        let clients = self.plan.sharing.clients.iter().filter(|_| self.plan.vpc.endpoints.central);
        let clients = clients.map(|block| match block.owner {
            Owner::Prefix => (block.cidr, "HTTPS from sites that reach the VPC"),
            _ => (block.cidr, "HTTPS from VPCs that share the endpoints"),
        });
        let ingress = own.chain(clients).map(|(cidr, description)| (IngressPeer::Cidr(Cidr::V4(cidr)), description));
        let endpoints = &self.plan.vpc.endpoints;
        let has_v6 = endpoints
            .interface
            .iter()
            .any(|(name, one)| one.groups.is_empty() && endpoints.is_dual_stack(name.as_str()));
        let v6 = core.ipv6.filter(|_| has_v6).map(|block| {
            let own = OwnAddresses { vpc: core.vpc, block, group: Ipv6Group { index: 0, size: 256 } };
            (IngressPeer::Own(own), "HTTPS from the VPC over IPv6")
        });
        let ingress = ingress.chain(v6).map(|(peer, description)| GroupRule {
            peer,
            protocol: Protocol::Tcp(Ports::one(443)),
            description: description.to_owned(),
        });
        let group = SecurityGroup {
            vpc: core.vpc,
            prefix: format!("{}-endpoints-", self.name),
            description: format!("{} interface endpoints", self.name),
            ingress: ingress.collect(),
            egress: nothing(),
            tags: self.named(&["endpoints"]),
        };
        self.add_group(place, "endpoints", group)
    }
}

fn document(policy: &EndpointPolicy, vpc: Ref<Vpc>) -> PolicyDocument {
    PolicyDocument::written(&policy.statements, Some(vpc.read(Vpc::ID)))
}

/// The subnets of an interface endpoint.
fn chosen(subnets: &[(Zone, Ref<Subnet>)], one: &InterfaceEndpoint) -> Vec<Ref<Subnet>> {
    let subnets = subnets.iter().filter(|(zone, _)| one.zones.is_empty() || one.zones.contains(zone));
    subnets.map(|(_, subnet)| *subnet).collect()
}

/// S3 has both kinds of endpoints, so what its private names are for is always said.
fn private_names(name: &ServiceName, one: &InterfaceEndpoint, gateways: &Gateways) -> PrivateNames {
    let gateway = gateways.iter().find(|(service, _)| service.as_str() == name.as_str());
    match (one.private_dns, gateway) {
        (PrivateDns::None, _) => PrivateNames::Off,
        (PrivateDns::Inbound, Some((_, gateway))) => PrivateNames::OnlyInbound(*gateway),
        _ if name.as_str() == GatewayService::S3.as_str() => PrivateNames::Everywhere,
        _ => PrivateNames::On,
    }
}

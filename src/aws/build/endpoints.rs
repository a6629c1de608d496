//! VPC endpoints and the security group of their interfaces.

use super::groups::nothing;
use super::tiers::Tiers;
use super::{Core, VpcBuilder};
use crate::aws::PolicyDocument;
use crate::aws::graph::Ref;
use crate::aws::kind::{EndpointPath, GroupRule, IngressPeer, SecurityGroup, VpcEndpoint};
use crate::blueprint::StackPart;
use crate::net::{Cidr, Ports};
use crate::network::Protocol;

impl VpcBuilder<'_> {
    /// Gateway endpoints in the tables of the tiers that use them, interface endpoints in every zone.
    ///
    /// Gives the interface endpoints by service.
    pub(super) fn endpoints(&mut self, core: &Core, tiers: &Tiers) -> Vec<(String, Ref<VpcEndpoint>)> {
        let mut interfaces = Vec::new();
        let (vpc, endpoints) = (core.vpc, &self.plan.vpc.endpoints);
        if endpoints.gateway.is_empty() && endpoints.interface.is_empty() {
            return interfaces;
        }
        let unit = self.part(StackPart::Endpoints);
        let place = self.graph.group(unit, "Endpoints");
        for service in &endpoints.gateway {
            let name = service.as_str();
            let tables =
                self.plan.tables.iter().zip(&tiers.tables).filter(|(plan, _)| plan.endpoints.contains(service));
            let tables: Vec<_> = tables.map(|(_, table)| *table).collect();
            if tables.is_empty() {
                continue;
            }
            let service = self.network.region.gateway_service(name);
            let (policy, tags) = (self.policy(name), self.named(&[name]));
            let path = EndpointPath::Gateway(tables);
            self.graph.add(place, &[self.name, name], VpcEndpoint { vpc, service, path, policy, tags });
        }
        let Some(tier) = self.plan.endpoint_tier.filter(|_| !endpoints.interface.is_empty()) else { return interfaces };
        let subnets: Vec<_> = tiers.subnets[tier.0].iter().map(|(_, subnet)| *subnet).collect();
        let own = self.plan.cidrs().map(|cidr| (cidr, "HTTPS from the VPC"));
        let clients = self.plan.sharing.clients.iter().filter(|_| endpoints.central);
        let clients = clients.map(|block| (block.cidr, "HTTPS from VPCs that share the endpoints"));
        let ingress = own.chain(clients).map(|(cidr, description)| GroupRule {
            peer: IngressPeer::Cidr(Cidr::V4(cidr)),
            protocol: Protocol::Tcp(Ports::one(443)),
            description: description.to_owned(),
        });
        let group = SecurityGroup {
            vpc,
            prefix: format!("{}-endpoints-", self.name),
            description: format!("{} interface endpoints", self.name),
            ingress: ingress.collect(),
            egress: nothing(),
            tags: self.named(&["endpoints"]),
        };
        let group = self.add_group(place, "endpoints", group);
        for name in &endpoints.interface {
            let service = self.network.region.interface_service(name);
            let (policy, tags) = (self.policy(name.as_str()), self.named(&[name.as_str()]));
            let path = EndpointPath::Interface { subnets: subnets.clone(), group };
            // An interface to a service that also has a gateway (S3) is another endpoint.
            let word = if name.as_str() == "s3" || name.as_str() == "dynamodb" { "interface" } else { "" };
            let endpoint = VpcEndpoint { vpc, service, path, policy, tags };
            interfaces.push((name.to_string(), self.graph.add(place, &[self.name, name.as_str(), word], endpoint)));
        }
        interfaces
    }

    fn policy(&self, service: &str) -> Option<PolicyDocument> {
        let policy = self.plan.vpc.endpoints.policies.iter().find(|(name, _)| name.as_str() == service)?.1;
        Some(PolicyDocument::written(policy))
    }
}

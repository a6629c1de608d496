//! Client VPN: a unit for each endpoint, behind that of the VPC that people dial into. In come the plan and what is made of VPCs; out go the
//! endpoint with its group and log, an association in each zone, and routes and rules for what is reached.

use std::rc::Rc;

use super::dns::Made;
use super::group::peer_words;
use super::hub::self_named;
use crate::aws::Kind as _;
use crate::aws::graph::{Graph, OutputValue, Place, Ref, UnitId};
use crate::aws::kind::{
    ClientVpnAssociation, ClientVpnEndpoint, ClientVpnRoute, ClientVpnRule, EgressPeer, GroupRule, InlineEgressRule,
    LogGroup, SecurityGroup, Subnet,
};
use crate::aws::owner::UnitOwner;
use crate::aws::tags::TagSet;
use crate::net::{Cidr, Cidr4};
use crate::network::{Network, Protocol, RemoteAccess, Tags};
use crate::plan::{Plan, RemoteAccessPlan};

/// Before the name of an endpoint in the path of each of its resources.
const WORD: &str = "remote-access";

/// Adds the units.
pub(super) fn accesses(plan: &Plan<'_>, made: &[Made], graph: &mut Graph) {
    let network = plan.network;
    for one in &plan.remote_access {
        let access = network.access(one.id);
        let Some(vpc) = made.iter().find(|vpc| vpc.id == access.vpc) else { continue };
        let name = access.name.as_str();
        let description =
            format!("{} - remote access {name} to VPC {}", network.name, network.vpc(access.vpc).name.as_str());
        let unit = super::unit(graph, network, UnitOwner::RemoteAccess(one.id), description);
        let tags = Rc::new(access.tags.clone());
        Builder { network, plan: one, access, name, vpc, graph, unit, tags }.build();
    }
}

/// One endpoint on its way to resources.
struct Builder<'a> {
    network: &'a Network,
    plan: &'a RemoteAccessPlan,
    access: &'a RemoteAccess,
    name: &'a str,
    vpc: &'a Made,
    graph: &'a mut Graph,
    unit: UnitId,
    tags: Rc<Tags>,
}

/// An association with its subnet, and the word of its zone.
type Associated = (String, Ref<Subnet>, Ref<ClientVpnAssociation>);

impl Builder<'_> {
    fn build(mut self) {
        let place = self.graph.group(self.unit, "Client VPN endpoint");
        let logs = self.access.retention_days.map(|days| self.logs(place, days));
        let group = self.group(place);
        let endpoint = self.endpoint(place, group, logs);
        let associations = self.associations(endpoint);
        self.routes(endpoint, &associations);
        self.rules(endpoint, &associations);
        let what = format!("The Client VPN endpoint of remote access {}, whose configuration people need", self.name);
        let id = OutputValue::One(endpoint.read(ClientVpnEndpoint::ID));
        self.graph.output(self.unit, &[WORD, self.name], "ClientVpnEndpointId", what, id);
    }

    fn named(&self, words: &[&str]) -> TagSet {
        self_named(self.name, words, &self.tags)
    }

    fn logs(&mut self, place: Place, retention_days: u32) -> Ref<LogGroup> {
        let name = format!("/client-vpn/{}/{}", self.network.name.as_str(), self.name);
        let group = LogGroup { name, retention_days, tags: self.named(&[WORD]) };
        let group = self.graph.add(place, &[WORD, self.name], group);
        if self.access.retain {
            self.graph.retain(group, format!("{WORD}/{}", self.name));
        }
        group
    }

    /// The group of the associations' interfaces: out to what is reached, and nothing in.
    fn group(&mut self, place: Place) -> Ref<SecurityGroup> {
        let rule = |block: Cidr4| GroupRule {
            peer: EgressPeer::Cidr(Cidr::V4(block)),
            protocol: Protocol::All,
            description: "what people reach".to_owned(),
        };
        let egress: Vec<_> = self.plan.outermost().into_iter().map(rule).collect();
        let group = SecurityGroup {
            vpc: self.vpc.vpc,
            prefix: format!("{}-{WORD}-", self.name),
            description: format!("{} remote access", self.name),
            ingress: Vec::new(),
            egress: egress.clone(),
            tags: self.named(&[WORD]),
        };
        let group = self.graph.add(place, &[WORD, self.name], group);
        for rule in egress {
            let EgressPeer::Cidr(cidr) = rule.peer else { continue };
            let path = [WORD, self.name, "to", &peer_words(cidr)];
            self.graph.add(place, &path, InlineEgressRule { group, rule });
        }
        group
    }

    fn endpoint(
        &mut self,
        place: Place,
        group: Ref<SecurityGroup>,
        logs: Option<Ref<LogGroup>>,
    ) -> Ref<ClientVpnEndpoint> {
        let access = self.access;
        let endpoint = ClientVpnEndpoint {
            description: format!("{} remote access", self.name),
            vpc: self.vpc.vpc,
            group,
            block: self.plan.block,
            logins: access.logins.clone(),
            certificate: access.certificate.clone(),
            split_tunnel: access.split_tunnel,
            protocol: access.protocol.as_str(),
            port: access.port,
            dns: self.plan.dns.clone(),
            logs,
            session_hours: access.session_hours,
            self_service: access.self_service,
            banner: access.banner.clone(),
            tags: self.named(&[]),
        };
        self.graph.add(place, &[WORD, self.name], endpoint)
    }

    fn associations(&mut self, endpoint: Ref<ClientVpnEndpoint>) -> Vec<Associated> {
        let place = self.graph.group(self.unit, "Associations");
        let mut found = Vec::new();
        for (zone, subnet) in &self.vpc.subnets[self.access.tier.0] {
            let zone = zone.to_string();
            let association = ClientVpnAssociation { endpoint, subnet: *subnet };
            let association = self.graph.add(place, &[WORD, self.name, &zone], association);
            found.push((zone, *subnet, association));
        }
        found
    }

    /// One route in each association: clients use any of them.
    fn routes(&mut self, endpoint: Ref<ClientVpnEndpoint>, associations: &[Associated]) {
        if self.plan.routes.is_empty() {
            return;
        }
        let place = self.graph.group(self.unit, "Routes");
        for to in &self.plan.routes {
            let of = self.plan.grants.iter().find(|grant| grant.block == *to).map(|grant| grant.of.clone());
            let words = peer_words(Cidr::V4(*to));
            for (zone, subnet, association) in associations {
                let route = ClientVpnRoute {
                    endpoint,
                    to: *to,
                    subnet: *subnet,
                    association: *association,
                    description: of.clone().unwrap_or_default(),
                };
                self.graph.add(place, &[WORD, self.name, "to", &words, zone], route);
            }
        }
    }

    fn rules(&mut self, endpoint: Ref<ClientVpnEndpoint>, associations: &[Associated]) {
        let place = self.graph.group(self.unit, "Authorization rules");
        let association = associations.first().map(|(_, _, association)| *association);
        for grant in &self.plan.grants {
            let words = peer_words(Cidr::V4(grant.block));
            let rule = ClientVpnRule {
                endpoint,
                to: grant.block,
                group: grant.group.clone(),
                description: grant.of.clone(),
                association,
            };
            let mut path = vec![WORD, self.name, "to", words.as_str()];
            path.extend(grant.group.as_ref().into_iter().flat_map(|group| ["for", group.as_ref()]));
            self.graph.add(place, &path, rule);
        }
    }
}

//! What VPCs share: resolver endpoints and rules, and profiles. What joins two VPCs is made once both are there; it stands with the one
//! that uses it.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::group::nothing;
use super::nat::VpnGatewayRefs;
use super::share::{Accesses, Accounts};
use super::tier::{Subnets, Tiers};
use super::{Core, VpcBuilder};
use crate::aws::graph::{Graph, Ref, UnitId};
use crate::aws::kind::{
    Attached, EgressPeer, GroupRule, IngressPeer, LogGroup, NatGateway, Profile, ProfileAssociation, ProfileResource,
    ProfileTarget, ResolverEndpoint, ResolverRule, ResolverRuleAssociation, RouteTable, RouteTableAssociation,
    SecurityGroup, ShareTarget, Subnet, TransitGatewayAttachment, Vpc, VpcEndpoint, VpcIpv6Cidr,
};
use crate::aws::owner::Shared;
use crate::aws::tags::TagSet;
use crate::blueprint::StackPart;
use crate::fitting::fitting;
use crate::net::{Cidr, Cidr4, Ports};
use crate::network::{Protocol, VpcId, Zone};
use crate::plan::Plan;

/// What others point to of a VPC that is made.
pub(super) struct Made {
    pub id: VpcId,
    pub unit: UnitId,
    pub vpc: Ref<Vpc>,
    pub tables: Vec<Ref<RouteTable>>,
    /// By tier and zone.
    pub subnets: Subnets,
    /// The attachment to the transit gateway.
    pub attachment: Option<Ref<TransitGatewayAttachment>>,
    /// The same as what tables of the gateway say something of.
    pub attached: Option<Attached>,
    /// In the order of the network's groups.
    pub groups: Vec<Ref<SecurityGroup>>,
    /// What gives the attachment's subnets their tables.
    pub arrivals: Vec<Ref<RouteTableAssociation>>,
    pub profile: Option<Ref<Profile>>,
    pub vpn_gateway: Option<VpnGatewayRefs>,
    /// Its IPv6 block.
    pub ipv6: Option<Ref<VpcIpv6Cidr>>,
    /// Its NAT gateways, each with the word of its zone.
    pub nats: Vec<(String, Ref<NatGateway>)>,
    /// The log group of its flow logs.
    pub flow_logs: Option<Ref<LogGroup>>,
    pub tags: Rc<crate::network::Tags>,
}

impl VpcBuilder<'_> {
    /// Resolver endpoints and rules, and the profile that gives them and the central endpoints to others.
    pub(super) fn sharing(
        &mut self,
        core: &Core,
        tiers: &Tiers,
        endpoints: &[(String, Ref<VpcEndpoint>)],
    ) -> Option<Ref<Profile>> {
        let rules = self.resolver(core, tiers);
        if !self.plan.sharing.profile {
            return None;
        }
        // Beside the endpoints that it gives away: their stack reads this VPC's, never the other way round.
        let unit = self.part(StackPart::Endpoints);
        let place = self.graph.group(unit, "Names for VPCs that reach this one");
        let full = format!("{}-{}", self.network.name, self.name);
        let tags = self.named(&[]);
        let profile = self.graph.add(place, &[self.name], Profile { name: limited(&full), tags });
        let central = self.plan.vpc.endpoints.central;
        for (service, endpoint) in endpoints.iter().filter(|_| central) {
            let name = limited(&service.replace('.', "-"));
            let resource = ProfileResource { name, profile, resource: ProfileTarget::Endpoint(*endpoint) };
            self.graph.add(place, &[self.name, service], resource);
        }
        for (domain, rule) in &rules {
            let name = limited(&domain.replace('.', "-"));
            let resource = ProfileResource { name, profile, resource: ProfileTarget::Rule(*rule) };
            self.graph.add(place, &[self.name, domain], resource);
        }
        Some(profile)
    }

    /// The resolver's endpoints and forwarding rules.
    fn resolver(&mut self, core: &Core, tiers: &Tiers) -> Vec<(String, Ref<ResolverRule>)> {
        let (sharing, meant) = (&self.plan.sharing, &self.plan.vpc.resolver);
        if sharing.inbound.is_empty() && sharing.outbound.is_empty() {
            return Vec::new();
        }
        let Some(tier) = self.plan.endpoint_tier else { return Vec::new() };
        let place = self.graph.group(self.unit, "Resolver");
        let subnets = &tiers.subnets[tier.0];
        let full = format!("{}-{}", self.network.name, self.name);
        if !sharing.inbound.is_empty() {
            let own = self.plan.cidrs();
            let clients = sharing.clients.iter().map(|block| block.cidr);
            let ingress = own.chain(clients).flat_map(|cidr| dns(IngressPeer::Cidr(Cidr::V4(cidr)), "questions"));
            let group = self.resolver_group(core, "resolver-inbound", ingress.collect(), nothing());
            let group = self.add_group(place, "resolver-inbound", group);
            let addresses = addresses(subnets, &sharing.inbound);
            let tags = self.named(&["resolver-inbound"]);
            let endpoint =
                ResolverEndpoint { name: limited(&format!("{full}-inbound")), inbound: true, group, addresses, tags };
            self.graph.add(place, &[self.name, "inbound"], endpoint);
        }
        if sharing.outbound.is_empty() {
            return Vec::new();
        }
        let servers: std::collections::BTreeSet<_> = meant.forward.iter().flat_map(|(_, servers)| servers).collect();
        let servers = servers.into_iter().filter_map(|server| Cidr4::new(*server, 32));
        let egress = servers.flat_map(|cidr| dns(EgressPeer::Cidr(Cidr::V4(cidr)), "questions to name servers"));
        let group = self.resolver_group(core, "resolver-outbound", Vec::new(), egress.collect());
        let group = self.add_group(place, "resolver-outbound", group);
        let addresses = addresses(subnets, &sharing.outbound);
        let tags = self.named(&["resolver-outbound"]);
        let endpoint =
            ResolverEndpoint { name: limited(&format!("{full}-outbound")), inbound: false, group, addresses, tags };
        let endpoint = self.graph.add(place, &[self.name, "outbound"], endpoint);
        let mut rules = Vec::new();
        for (domain, servers) in &meant.forward {
            let name = limited(&domain.as_str().replace('.', "-"));
            let tags = self.named(&[domain.as_str()]);
            let rule = ResolverRule {
                name: name.clone(),
                domain: domain.to_string(),
                endpoint,
                targets: servers.clone(),
                tags,
            };
            let rule = self.graph.add(place, &[self.name, domain.as_str()], rule);
            let association = ResolverRuleAssociation { name, rule, vpc: core.vpc, access: None };
            self.graph.add(place, &[self.name, domain.as_str()], association);
            rules.push((domain.to_string(), rule));
        }
        rules
    }

    fn resolver_group(
        &self,
        core: &Core,
        name: &str,
        ingress: Vec<GroupRule<IngressPeer>>,
        egress: Vec<GroupRule<EgressPeer>>,
    ) -> SecurityGroup {
        SecurityGroup {
            vpc: core.vpc,
            prefix: format!("{}-{name}-", self.name),
            description: format!("{} {name}", self.name),
            ingress,
            egress,
            tags: self.named(&[name]),
        }
    }
}

/// The names of the resolver, of profiles and of rules for events hold 64 characters.
pub(super) fn limited(name: &str) -> String {
    fitting(name, 64)
}

/// Questions to a name server go over both.
fn dns<P: Clone>(peer: P, description: &str) -> [GroupRule<P>; 2] {
    let rule =
        |protocol: Protocol| GroupRule { peer: peer.clone(), protocol, description: format!("DNS {description}") };
    [rule(Protocol::Tcp(Ports::one(53))), rule(Protocol::Udp(Ports::one(53)))]
}

fn addresses(
    subnets: &[(Zone, Ref<Subnet>)],
    wanted: &[(Zone, std::net::Ipv4Addr)],
) -> Vec<(Ref<Subnet>, std::net::Ipv4Addr)> {
    let find = |zone: Zone| subnets.iter().find(|(at, _)| *at == zone).map(|(_, subnet)| *subnet);
    wanted.iter().filter_map(|(zone, address)| Some((find(*zone)?, *address))).collect()
}

/// Profiles that VPCs follow, once those are shared with whoever is in another account.
pub(super) fn join(plan: &Plan<'_>, made: &[Made], accounts: &mut Accounts<'_>, graph: &mut Graph) {
    let by_id: BTreeMap<VpcId, &Made> = made.iter().map(|one| (one.id, one)).collect();
    let mut accesses: BTreeMap<VpcId, Accesses> = BTreeMap::new();
    for owner in made {
        let Some(profile) = owner.profile else { continue };
        let unit = graph.node(profile.node()).unit;
        let users = plan.users_of_profile(owner.id);
        let tags = TagSet {
            name: format!("{}-profile", plan.network.vpc(owner.id).name.as_str()),
            others: Rc::clone(&owner.tags),
        };
        let shared = (Shared::Profile(owner.id), unit);
        accesses.insert(owner.id, accounts.share(shared, ShareTarget::Profile(profile), &tags, &users, graph));
    }
    for vpc in &plan.vpcs {
        let owner = vpc.sharing.follows.and_then(|owner| by_id.get(&owner));
        let (Some(own), Some(profile), Some(owner)) = (by_id.get(&vpc.id), owner.and_then(|one| one.profile), owner)
        else {
            continue;
        };
        let account = plan.network.scope_of(vpc.id).account;
        let access = account.and_then(|account| accesses.get(&owner.id)?.get(&account).copied());
        let (name, owner) = (vpc.vpc.name.as_str(), plan.network.vpc(owner.id).name.as_str());
        let place = graph.group(own.unit, format!("Names from VPC {owner}"));
        let tags = TagSet { name: format!("{name}-{owner}"), others: Rc::clone(&own.tags) };
        let name_of = limited(&format!("{}-{name}", plan.network.name));
        let association = ProfileAssociation { name: name_of, profile, vpc: own.vpc, access, tags };
        graph.add(place, &[name], association);
    }
}

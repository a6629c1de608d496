//! From the plan to resources. In comes a [`Plan`], out goes a [`Graph`]: which resources there are, what they point to, how
//! they are called, and under which heading of which unit they stand. Decides no address and knows no dialect.

mod acl;
mod attachment;
mod dns;
mod endpoint;
mod firewall;
mod flow_log;
mod group;
mod hub;
mod hub_routes;
mod monitoring;
mod nat;
mod peering;
mod remote_access;
mod request;
mod share;
mod site;
mod tier;

use std::collections::BTreeMap;
use std::rc::Rc;

use dns::Made;
use hub::HubRefs;
use hub_routes::Targets;
use nat::VpnGatewayRefs;
use share::Accounts;

pub use request::{Request, requests};

use super::folders::Folders;
use super::graph::{Graph, OutputValue, ParameterId, Place, Ref, UnitId};
use super::kind::{
    DefaultSecurityGroup, DhcpOptions, DhcpOptionsAssociation, EgressOnlyGateway, GatewayAttachment, InternetGateway,
    SubnetZone, Vpc, VpcCidr, VpcIpv6Cidr,
};
use super::owner::UnitOwner;
use super::parameter::{Parameter, ParameterKind};
use super::relabel::Relabels;
use super::tags::TagSet;
use crate::blueprint::{DnsServer, NatMode, StackPart};
use crate::diagnostic::counted as count;
use crate::network::{Network, RouteKind, Tags, Zone};
use crate::plan::fabric::{Target, VpcTable};
use crate::plan::{Plan, VpcPlan};

/// All resources of a plan.
#[must_use]
pub fn lower(plan: &Plan<'_>) -> Graph {
    let mut graph = Graph::default();
    graph.lay_out(Folders::of(plan.network));
    graph.relabel(Relabels::of(plan.network));
    let slots = plan.network.all_zones().into_iter().filter(|zone| matches!(zone, Zone::Slot(_)));
    let zones: Vec<(Zone, ParameterId)> = slots.map(|zone| (zone, graph.parameter(zone_parameter(zone)))).collect();
    let mut accounts = Accounts::new(plan.network);
    let hubs = hub::hubs(plan, &mut accounts, &mut graph);
    let vpcs = plan.vpcs.iter().map(|vpc| VpcBuilder::new(plan.network, vpc, &hubs, &zones, &mut graph).build());
    let made: Vec<_> = vpcs.collect();
    for (vpc, made) in plan.vpcs.iter().zip(&made) {
        accounts.share_tiers(vpc, made, &mut graph);
    }
    dns::join(plan, &made, &mut accounts, &mut graph);
    let peerings = peering::join(plan, &made, &mut accounts, &mut graph);
    group::join(plan, &made, &peerings, &mut graph);
    let (hybrid, watched) = site::sites(plan, &hubs, &made, &mut graph);
    let members = made.iter().filter_map(|made| Some((made.id, (made.attached.clone()?, made.arrivals.clone()))));
    let targets = Targets { members: &members.collect(), hybrid: &hybrid };
    hub_routes::hubs(plan, &hubs, targets, &mut graph);
    remote_access::accesses(plan, &made, &mut graph);
    monitoring::watch(plan, monitoring::Watchable { hubs: &hubs, made: &made, sites: &watched }, &mut graph);
    graph
}

/// Opens the unit of an owner under the names that follow from it.
fn unit(graph: &mut Graph, network: &Network, owner: UnitOwner, description: String) -> UnitId {
    graph.unit(owner, owner.scope(network), owner.names(network), description)
}

/// The deployer binds a zone slot.
fn zone_parameter(zone: Zone) -> Parameter {
    let label = zone.to_string();
    Parameter {
        logical_id: label.replace("zone", "Zone"),
        description: format!(
            "Availability zone for {label}, such as us-east-1a. Never change it: its subnets would be replaced."
        ),
        label,
        kind: ParameterKind::Zone,
    }
}

/// One VPC on its way to resources.
struct VpcBuilder<'a> {
    network: &'a Network,
    plan: &'a VpcPlan<'a>,
    hubs: &'a [HubRefs<'a>],
    zones: &'a [(Zone, ParameterId)],
    graph: &'a mut Graph,
    name: &'a str,
    unit: UnitId,
    /// Units of the parts that are split out, once they have something to hold.
    parts: BTreeMap<StackPart, UnitId>,
    tags: Rc<Tags>,
}

/// What every part of a VPC points to.
struct Core {
    vpc: Ref<Vpc>,
    ipv6: Option<Ref<VpcIpv6Cidr>>,
    secondary: Vec<Ref<VpcCidr>>,
    internet: Option<(Ref<InternetGateway>, Ref<GatewayAttachment>)>,
    egress_only: Option<Ref<EgressOnlyGateway>>,
}

impl<'a> VpcBuilder<'a> {
    fn new(
        network: &'a Network,
        plan: &'a VpcPlan<'a>,
        hubs: &'a [HubRefs<'a>],
        zones: &'a [(Zone, ParameterId)],
        graph: &'a mut Graph,
    ) -> Self {
        let name = plan.vpc.name.as_str();
        let tiers = count(plan.vpc.tiers.len(), "tier");
        let description =
            format!("{} - VPC {name}, {tiers} in {}", network.name, count(network.zones_of(plan.vpc).len(), "zone"));
        let unit = unit(graph, network, UnitOwner::Vpc(plan.id), description);
        let tags = Rc::new(plan.vpc.tags.clone());
        Self { network, plan, hubs, zones, graph, name, unit, parts: BTreeMap::new(), tags }
    }

    fn build(mut self) -> Made {
        let core = self.core();
        let tiers = self.tiers(&core);
        let groups = self.groups(&core);
        let endpoints = self.endpoints(&core, &tiers, &groups);
        self.acls(&core, &tiers);
        let profile = self.sharing(&core, &tiers, &endpoints);
        let vpn_gateway = self.vpn_gateway(&core, &tiers);
        let flow_logs = self.logs(&core);
        self.outputs(&core, &tiers, &groups);
        let (id, unit, vpc) = (self.plan.id, self.unit, core.vpc);
        let tier::Tiers { subnets, tables, attachment, attached, arrivals, nats } = tiers;
        let groups = groups.all().to_vec();
        Made {
            id,
            unit,
            vpc,
            tables,
            subnets,
            attachment,
            attached,
            arrivals,
            groups,
            profile,
            vpn_gateway,
            ipv6: core.ipv6,
            nats,
            flow_logs,
            tags: self.tags,
        }
    }

    /// The unit of a part: its own if the document splits it out.
    fn part(&mut self, part: StackPart) -> UnitId {
        if !self.plan.vpc.split.contains(&part) {
            return self.unit;
        }
        if let Some(unit) = self.parts.get(&part) {
            return *unit;
        }
        let description = format!("{} - {} of VPC {}", self.network.name, part.content(), self.name);
        let unit = unit(self.graph, self.network, UnitOwner::VpcPart(self.plan.id, part), description);
        self.parts.insert(part, unit);
        unit
    }

    /// The tags of a resource whose `Name` is the VPC's name and these words.
    fn named(&self, words: &[&str]) -> TagSet {
        self.named_with(words, &self.tags)
    }

    fn named_with(&self, words: &[&str], others: &Rc<Tags>) -> TagSet {
        let mut name = self.name.to_owned();
        for word in words {
            name.push('-');
            name.push_str(word);
        }
        TagSet { name, others: Rc::clone(others) }
    }

    fn zone(&self, zone: Zone) -> SubnetZone {
        if let Some((_, parameter)) = self.zones.iter().find(|(slot, _)| *slot == zone) {
            return SubnetZone::Chosen(*parameter);
        }
        zone.full_name(&self.network.scope(self.plan.vpc.scope).region)
            .map_or_else(|| SubnetZone::Id(zone.to_string()), SubnetZone::Name)
    }

    /// The VPC and its gateways.
    fn core(&mut self) -> Core {
        let place = self.graph.group(self.unit, "VPC and gateways");
        let (name, meant) = (self.name, self.plan.vpc);
        let tags = self.named(&[]);
        let vpc = self.graph.add(place, &[name], Vpc { cidr: self.plan.cidr, ipv6: meant.ipv6, tags });
        let tags = self.named(&["default"]);
        self.graph.add(place, &[name], DefaultSecurityGroup { vpc, tags });
        let mut secondary = Vec::new();
        for one in &meant.secondary {
            let cidr = one.cidr.value;
            secondary.push(self.graph.add(place, &[name, &cidr.to_string()], VpcCidr { vpc, cidr }));
        }
        let ipv6 = meant.ipv6.then(|| self.graph.add(place, &[name], VpcIpv6Cidr { vpc }));
        self.dhcp(place, vpc);
        let has = |route: RouteKind| meant.tiers_by_route(route).next().is_some();
        let internet = (has(RouteKind::Internet) || meant.nat.mode == NatMode::Regional).then(|| {
            let tags = self.named(&[]);
            let gateway = self.graph.add(place, &[name], InternetGateway { vpc, tags });
            (gateway, self.graph.add(place, &[name], GatewayAttachment { vpc, gateway }))
        });
        let mut routes = self.plan.tables.iter().flat_map(VpcTable::own);
        let egress_only = routes.any(|route| route.target == Target::EgressOnlyGateway).then(|| {
            let tags = self.named(&[]);
            self.graph.add(place, &[name], EgressOnlyGateway { vpc, tags })
        });
        Core { vpc, ipv6, secondary, internet, egress_only }
    }

    fn dhcp(&mut self, place: Place, vpc: Ref<Vpc>) {
        let Some(dhcp) = &self.plan.vpc.dhcp else { return };
        let dns = dhcp.dns.iter().map(|server| match server {
            DnsServer::Amazon => "AmazonProvidedDNS".to_owned(),
            DnsServer::Address(address) => address.to_string(),
        });
        let options = DhcpOptions {
            domain: dhcp.domain.clone(),
            dns: dns.collect(),
            ntp: dhcp.ntp.iter().map(ToString::to_string).collect(),
            tags: self.named(&[]),
        };
        let options = self.graph.add(place, &[self.name], options);
        self.graph.add(place, &[self.name], DhcpOptionsAssociation { vpc, options });
    }

    fn outputs(&mut self, core: &Core, tiers: &tier::Tiers, groups: &group::Groups) {
        let name = self.name;
        let id = OutputValue::One(core.vpc.read(<Vpc as super::Kind>::ID));
        self.graph.output(self.unit, &[name], "VpcId", format!("The VPC {name}"), id);
        tiers.outputs(self);
        groups.outputs(self);
    }
}

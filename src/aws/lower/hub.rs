//! A transit gateway's own unit: the gateway, its route tables, and what concerns attachments that exist already. Its static routes
//! have a unit of their own, [`hub_routes`](super::hub_routes). Everything about a VPC's attachment stands with the VPC, so that another VPC changes nothing here.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{VpcBuilder, flow_log};
use crate::aws::graph::{Graph, OutputValue, Place, Ref};
use crate::aws::kind::{
    Attached, FlowLog, FlowLogSubject, Hub, Kind as _, Subnet, TransitGateway, TransitGatewayAssociation,
    TransitGatewayAttachment, TransitGatewayPropagation, TransitGatewayTable,
};
use crate::aws::owner::UnitOwner;
use crate::aws::tags::TagSet;
use crate::blueprint::Role;
use crate::network::{Gateway, GatewayOptions, Network, Purpose, Tags, VpcId, Zone};
use crate::plan::{Attachment, Block, HubPlan, HubTable, Owner, Plan};

/// What VPCs point to.
pub(super) struct HubRefs<'p> {
    pub plan: &'p HubPlan,
    pub gateway: Hub,
    /// In the order of the plan's tables.
    pub tables: Vec<Ref<TransitGatewayTable>>,
    /// The places of the tables that the attachment of a VPC belongs to: each VPC is asked for, and tables may be as many as VPCs.
    members: BTreeMap<VpcId, Member>,
}

/// The tables of an attachment, in their order.
#[derive(Default)]
struct Member {
    associations: Vec<usize>,
    propagations: Vec<usize>,
}

/// The tables of each VPC's attachment.
fn members(plan: &HubPlan) -> BTreeMap<VpcId, Member> {
    let mut members: BTreeMap<VpcId, Member> = BTreeMap::new();
    let vpc = |one: &Attachment| if let Attachment::Vpc(id) = one { Some(*id) } else { None };
    for (place, table) in plan.tables.iter().enumerate() {
        for id in table.associations.iter().filter_map(vpc) {
            members.entry(id).or_default().associations.push(place);
        }
        for id in table.propagations.iter().filter_map(vpc) {
            members.entry(id).or_default().propagations.push(place);
        }
    }
    members
}

/// The units of all transit gateways.
pub(super) fn hubs<'p>(plan: &'p Plan<'_>, graph: &mut Graph) -> Vec<HubRefs<'p>> {
    plan.hubs.iter().map(|hub| HubBuilder::new(plan.network, hub, graph).build()).collect()
}

struct HubBuilder<'a, 'p> {
    network: &'a Network,
    plan: &'p HubPlan,
    graph: &'a mut Graph,
    name: &'a str,
    tags: Rc<Tags>,
}

impl<'a, 'p> HubBuilder<'a, 'p> {
    fn new(network: &'a Network, plan: &'p HubPlan, graph: &'a mut Graph) -> Self {
        let hub = &network.hubs[plan.hub.0];
        Self { network, plan, graph, name: hub.name.as_str(), tags: Rc::new(hub.tags.clone()) }
    }

    fn build(mut self) -> HubRefs<'p> {
        let (hub, name) = (&self.network.hubs[self.plan.hub.0], self.name);
        let description = format!(
            "{} - transit gateway {name}, {} route tables; VPCs bring their attachments themselves",
            self.network.name,
            self.plan.tables.len()
        );
        let unit = super::unit(self.graph, self.network, UnitOwner::Hub(self.plan.hub), description);
        let gateway = match &hub.gateway {
            Gateway::Existing(id) => Hub::Existing(id.clone()),
            Gateway::New(options) => {
                let place = self.graph.group(unit, "Transit gateway");
                let gateway = self.gateway(place, options);
                if hub.retain {
                    self.graph.retain(gateway, format!("hub/{name}"));
                }
                let what =
                    format!("The transit gateway {name}, for VPN connections and VPCs that are not in this network");
                self.graph.output(
                    unit,
                    &[name],
                    "TransitGatewayId",
                    what,
                    OutputValue::One(gateway.read(TransitGateway::ID)),
                );
                if let Some(flow_logs) = &hub.flow_logs {
                    let place = self.graph.group(unit, "Flow logs");
                    let group = format!("/transit-gateway-flow-logs/{}/{name}", self.network.name);
                    let tags = self.named(&["flow-logs"]);
                    let kept = hub.retain.then(|| format!("hub/{name}/flow-logs"));
                    let target = flow_log::target(self.graph, place, name, (group, kept), tags, &flow_logs.destination);
                    let tags = self.named(&[]);
                    let log = FlowLog { subject: FlowLogSubject::TransitGateway(gateway), target, format: None, tags };
                    self.graph.add(place, &[name], log);
                }
                Hub::Own(gateway)
            }
        };
        let mut tables = Vec::new();
        for table in &self.plan.tables {
            let place = self.graph.group(unit, format!("Route table {}", table.name));
            tables.push(self.table(place, &gateway, table));
        }
        HubRefs { plan: self.plan, gateway, tables, members: members(self.plan) }
    }

    fn named(&self, words: &[&str]) -> TagSet {
        self_named(self.name, words, &self.tags)
    }

    fn gateway(&mut self, place: Place, options: &GatewayOptions) -> Ref<TransitGateway> {
        let text = || format!("{} {}", self.network.name, self.name);
        let gateway = TransitGateway {
            asn: options.asn.get(),
            description: options.description.as_ref().map_or_else(text, ToString::to_string),
            dns: options.dns,
            ecmp: options.ecmp,
            auto_accept: options.auto_accept,
            group_referencing: self.network.hubs[self.plan.hub.0].group_referencing.unwrap_or(true),
            cidrs: options.cidrs.iter().copied().map(crate::net::Cidr::V4).collect(),
            tags: self.named(&[]),
        };
        self.graph.add(place, &[self.name], gateway)
    }

    fn table(&mut self, place: Place, gateway: &Hub, table: &HubTable) -> Ref<TransitGatewayTable> {
        let (hub, name) = (self.name, table.name.as_str());
        let resource = TransitGatewayTable { hub: gateway.clone(), tags: self.named(&[name]) };
        let resource = self.graph.add(place, &[hub, name], resource);
        for member in &table.associations {
            if let Attachment::Existing(id) = member {
                let association =
                    TransitGatewayAssociation { table: resource, attachment: Attached::Existing(id.clone()) };
                self.graph.add(place, &[hub, name, id.as_str()], association);
            }
        }
        for from in &table.propagations {
            if let Attachment::Existing(id) = from {
                let propagation =
                    TransitGatewayPropagation { table: resource, attachment: Attached::Existing(id.clone()) };
                self.graph.add(place, &[hub, name, id.as_str()], propagation);
            }
        }
        resource
    }
}

pub(super) fn self_named(name: &str, words: &[&str], tags: &Rc<Tags>) -> TagSet {
    let name = std::iter::once(name).chain(words.iter().copied()).collect::<Vec<_>>().join("-");
    TagSet { name, others: Rc::clone(tags) }
}

/// What a block is called in the names of routes.
pub(super) fn words(network: &Network, block: Block) -> Vec<&str> {
    match block.owner {
        Owner::Everything => vec!["default"],
        Owner::Pool(pool) => vec!["pool", network.pools[pool.0].name.as_str()],
        Owner::Vpc(vpc) => vec!["vpc", network.vpc(vpc).name.as_str()],
        Owner::Prefix => vec![],
    }
}

/// The addresses of a block, where its owner's name does not say which: a VPC may have several blocks.
pub(super) fn cidr_word(block: Block) -> String {
    match block.owner {
        Owner::Everything | Owner::Pool(_) => String::new(),
        Owner::Vpc(_) | Owner::Prefix => block.cidr.to_string(),
    }
}

/// Why a route is there, and whose addresses it is about.
pub(super) fn remark(network: &Network, block: Block, why: &str) -> String {
    match block.owner {
        Owner::Everything | Owner::Prefix => why.to_owned(),
        Owner::Pool(pool) => format!("Pool {}: {why}", network.pools[pool.0].name),
        Owner::Vpc(vpc) => format!("VPC {}: {why}", network.vpc(vpc).name),
    }
}

impl VpcBuilder<'_> {
    /// The attachment, its association and propagations.
    pub(super) fn attachment(
        &mut self,
        place: Option<Place>,
        vpc: Ref<crate::aws::kind::Vpc>,
        subnets: &[(Zone, Ref<Subnet>)],
    ) -> Option<(Hub, Ref<TransitGatewayAttachment>)> {
        let (place, attach) = (place?, self.plan.vpc.attach?);
        let hub = &self.hubs[attach.hub.0];
        let meant = &self.network.hubs[attach.hub.0];
        let dns = match &meant.gateway {
            Gateway::New(options) => options.dns,
            Gateway::Existing(_) => true,
        };
        let attachment = TransitGatewayAttachment {
            hub: hub.gateway.clone(),
            vpc,
            subnets: subnets.iter().map(|(_, subnet)| *subnet).collect(),
            appliance_mode: self.plan.vpc.roles.contains(&Role::Inspection),
            ipv6: self.network.attaches_ipv6(self.plan.vpc),
            dns,
            group_referencing: meant.group_referencing.unwrap_or(true),
            foreign: false,
            access: None,
            tags: self.named(&[]),
        };
        let attachment = self.graph.add(place, &[self.name], attachment);
        let target = || Attached::Vpc(attachment);
        let member = hub.members.get(&self.plan.id);
        for place_of in member.iter().flat_map(|member| &member.associations) {
            let association = TransitGatewayAssociation { table: hub.tables[*place_of], attachment: target() };
            self.graph.add(place, &[self.name], association);
        }
        for place_of in member.iter().flat_map(|member| &member.propagations) {
            let propagation = TransitGatewayPropagation { table: hub.tables[*place_of], attachment: target() };
            self.graph.add(place, &[self.name, &hub.plan.tables[*place_of].name], propagation);
        }
        Some((hub.gateway.clone(), attachment))
    }

    /// The tier that netgen added for a purpose.
    pub(super) fn service_tier(&self, purpose: Purpose) -> Option<usize> {
        self.plan.vpc.tiers.iter().position(|tier| tier.purpose == purpose)
    }
}

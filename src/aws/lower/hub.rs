//! A transit gateway's own unit: the gateway, its route tables, and what concerns attachments that exist already. Its static routes
//! have a unit of their own, [`hub_routes`](super::hub_routes). Everything about a VPC's attachment stands with the VPC, so that another VPC changes nothing here.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::flow_log;
use super::share::{Accesses, Accounts};
use crate::aws::graph::{Graph, OutputValue, Place, Ref, UnitId};
use crate::aws::kind::{
    Attached, FlowLog, FlowLogSubject, Hub, Kind as _, ShareTarget, TransitGateway, TransitGatewayAssociation,
    TransitGatewayPropagation, TransitGatewayTable, VpnConcentrator,
};
use crate::aws::owner::{Shared, UnitOwner};
use crate::aws::tags::TagSet;
use crate::net::TransitGatewayId;
use crate::network::{Gateway, GatewayOptions, Network, SegmentId, Tags, VpcId};
use crate::plan::{Attachment, Block, HubPlan, HubTable, Owner, Plan};

/// What VPCs point to.
pub(super) struct HubRefs<'p> {
    pub plan: &'p HubPlan,
    pub gateway: Hub,
    /// What lets other accounts attach their VPCs.
    pub accesses: Accesses,
    /// In the order of the plan's tables.
    pub tables: Vec<Ref<TransitGatewayTable>>,
    /// The VPN Concentrators, by segment.
    pub concentrators: BTreeMap<SegmentId, Ref<VpnConcentrator>>,
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
pub(super) fn hubs<'p>(plan: &'p Plan<'_>, accounts: &mut Accounts<'_>, graph: &mut Graph) -> Vec<HubRefs<'p>> {
    let refs = plan.hubs.iter().map(|hub| {
        let (network, meant) = (plan.network, &plan.network.hubs[hub.hub.0]);
        if let Gateway::Theirs(id, _) = &meant.gateway {
            return HubRefs::theirs(hub, id.clone());
        }
        let description = format!(
            "{} - transit gateway {}, {} route tables; VPCs bring their attachments themselves",
            network.name,
            meant.name.as_str(),
            hub.tables.len()
        );
        let unit = super::unit(graph, network, UnitOwner::Hub(hub.hub), description);
        HubBuilder::new(network, hub, graph).build(unit, accounts)
    });
    refs.collect()
}

/// What the owner of another team's gateway is asked to make of the gateway itself, in a unit: its tables.
pub(super) fn asked<'p>(plan: &'p Plan<'_>, hub: &'p HubPlan, unit: UnitId, graph: &mut Graph) -> HubRefs<'p> {
    HubBuilder::new(plan.network, hub, graph).build(unit, &mut Accounts::new(plan.network))
}

impl<'p> HubRefs<'p> {
    /// A gateway whose tables are made elsewhere.
    fn theirs(plan: &'p HubPlan, id: TransitGatewayId) -> Self {
        let (gateway, tables, members) = (Hub::Existing(id), Vec::new(), BTreeMap::new());
        Self { plan, gateway, accesses: Accesses::new(), tables, concentrators: BTreeMap::new(), members }
    }

    /// What tables of the gateway say of the attachment of a VPC, under the VPC's name; the associations.
    pub fn join(
        &self,
        (vpc, name): (VpcId, &str),
        place: Place,
        attached: &Attached,
        graph: &mut Graph,
    ) -> Vec<Ref<TransitGatewayAssociation>> {
        let mut associations = Vec::new();
        let member = self.members.get(&vpc);
        for table in member.iter().flat_map(|member| &member.associations) {
            let association = TransitGatewayAssociation { table: self.tables[*table], attachment: attached.clone() };
            associations.push(graph.add(place, &[name], association));
        }
        for table in member.iter().flat_map(|member| &member.propagations) {
            let propagation = TransitGatewayPropagation { table: self.tables[*table], attachment: attached.clone() };
            let made = graph.add(place, &[name, &self.plan.tables[*table].name], propagation);
            if let Attached::Given(parameter, _) = attached {
                graph.only_with(made, *parameter);
            }
        }
        if let Attached::Given(parameter, _) = attached {
            for made in &associations {
                graph.only_with(*made, *parameter);
            }
        }
        associations
    }
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

    fn build(mut self, unit: UnitId, accounts: &mut Accounts<'_>) -> HubRefs<'p> {
        let (hub, name) = (&self.network.hubs[self.plan.hub.0], self.name);
        let gateway = match &hub.gateway {
            Gateway::Existing(id) | Gateway::Theirs(id, _) => Hub::Existing(id.clone()),
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
        let concentrators = self.concentrators(unit, &gateway);
        let mut tables = Vec::new();
        for table in &self.plan.tables {
            let place = self.graph.group(unit, format!("Route table {}", table.name));
            tables.push(self.table(place, (&gateway, &concentrators), table));
        }
        let accesses = self.share(unit, &gateway, accounts);
        HubRefs { plan: self.plan, gateway, accesses, tables, concentrators, members: members(self.plan) }
    }

    /// The VPN Concentrators that segments have connections on.
    fn concentrators(&mut self, unit: UnitId, gateway: &Hub) -> BTreeMap<SegmentId, Ref<VpnConcentrator>> {
        let all = self.plan.tables.iter().flat_map(|table| &table.associations);
        let segments: BTreeSet<SegmentId> =
            all.filter_map(|one| if let Attachment::Concentrator(id) = one { Some(*id) } else { None }).collect();
        let hub = &self.network.hubs[self.plan.hub.0];
        let mut made = BTreeMap::new();
        for segment in segments {
            let name = hub.segment(segment).name.as_str();
            let place = self.graph.group(unit, "VPN Concentrators");
            let concentrator = VpnConcentrator { hub: gateway.clone(), tags: self.named(&[name]) };
            let concentrator = self.graph.add(place, &[self.name, name], concentrator);
            if hub.retain {
                self.graph.retain(concentrator, format!("hub/{}/concentrator/{name}", self.name));
            }
            made.insert(segment, concentrator);
        }
        made
    }

    /// What is attached from the beginning and not by a VPC: one that exists already, or a VPN Concentrator; with a word for it.
    fn attached(
        &self,
        one: &Attachment,
        concentrators: &BTreeMap<SegmentId, Ref<VpnConcentrator>>,
    ) -> Option<(Attached, String)> {
        match one {
            Attachment::Existing(id) => Some((Attached::Existing(id.clone()), id.to_string())),
            Attachment::Concentrator(segment) => {
                // The word is that of its segment, so that another segment moves nothing.
                let name = self.network.hubs[self.plan.hub.0].segment(*segment).name.as_str();
                Some((Attached::Concentrator(*concentrators.get(segment)?), format!("concentrator-{name}")))
            }
            _ => None,
        }
    }

    /// The share of a gateway to which other accounts attach VPCs. That of an existing one is its owner's affair.
    fn share(&mut self, unit: UnitId, gateway: &Hub, accounts: &mut Accounts<'_>) -> Accesses {
        let Hub::Own(gateway) = gateway else { return Accesses::new() };
        let hub = self.plan.hub;
        let users = self.network.users_of_hub(hub);
        let target = ShareTarget::TransitGateway(*gateway);
        accounts.share((Shared::Hub(hub), unit), target, &self.named(&[]), &users, self.graph)
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
            auto_accept: self.network.hubs[self.plan.hub.0].auto_accept,
            group_referencing: self.network.hubs[self.plan.hub.0].group_referencing.unwrap_or(true),
            cidrs: self.network.hubs[self.plan.hub.0]
                .cidrs
                .iter()
                .map(|block| crate::net::Cidr::V4(block.value))
                .collect(),
            tags: self.named(&[]),
        };
        self.graph.add(place, &[self.name], gateway)
    }

    fn table(
        &mut self,
        place: Place,
        (gateway, concentrators): (&Hub, &BTreeMap<SegmentId, Ref<VpnConcentrator>>),
        table: &HubTable,
    ) -> Ref<TransitGatewayTable> {
        let (hub, name) = (self.name, table.name.as_str());
        let resource = TransitGatewayTable { hub: gateway.clone(), tags: self.named(&[name]) };
        let resource = self.graph.add(place, &[hub, name], resource);
        for member in &table.associations {
            if let Some((attachment, word)) = self.attached(member, concentrators) {
                let association = TransitGatewayAssociation { table: resource, attachment };
                self.graph.add(place, &[hub, name, word.as_str()], association);
            }
        }
        for from in &table.propagations {
            if let Some((attachment, word)) = self.attached(from, concentrators) {
                let propagation = TransitGatewayPropagation { table: resource, attachment };
                self.graph.add(place, &[hub, name, word.as_str()], propagation);
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
        Owner::Prefix | Owner::Peer(_) => vec![],
    }
}

/// The addresses of a block, where its owner's name does not say which: a VPC may have several blocks.
pub(super) fn cidr_word(block: Block) -> String {
    match block.owner {
        Owner::Everything | Owner::Pool(_) => String::new(),
        Owner::Vpc(_) | Owner::Prefix | Owner::Peer(_) => block.cidr.to_string(),
    }
}

/// Why a route is there, and whose addresses it is about.
pub(super) fn remark(network: &Network, block: Block, why: &str) -> String {
    match block.owner {
        Owner::Everything | Owner::Prefix | Owner::Peer(_) => why.to_owned(),
        Owner::Pool(pool) => format!("Pool {}: {why}", network.pools[pool.0].name),
        Owner::Vpc(vpc) => format!("VPC {}: {why}", network.vpc(vpc).name),
    }
}

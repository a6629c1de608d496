//! A transit gateway's own unit: the gateway, its route tables, and what concerns attachments that exist already. Its static routes
//! have a unit of their own, [`hub_routes`](super::hub_routes). Everything about a VPC's attachment stands with the VPC, so that another VPC changes nothing here.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::share::{Accesses, Accounts};
use super::{VpcBuilder, flow_log};
use crate::aws::graph::{Graph, OutputValue, Place, Ref, UnitId};
use crate::aws::kind::{
    Attached, FlowLog, FlowLogSubject, Hub, Kind as _, RouteTarget, ShareTarget, Subnet, TransitGateway,
    TransitGatewayAssociation, TransitGatewayAttachment, TransitGatewayAttachmentAccepter, TransitGatewayPropagation,
    TransitGatewayTable,
};
use crate::aws::owner::{Shared, UnitOwner};
use crate::aws::tags::TagSet;
use crate::blueprint::Role;
use crate::network::{Gateway, GatewayOptions, HubId, Network, Purpose, Tags, VpcId, Zone};
use crate::plan::{Attachment, Block, HubPlan, HubTable, Owner, Plan};

/// What VPCs point to.
pub(super) struct HubRefs<'p> {
    pub plan: &'p HubPlan,
    pub gateway: Hub,
    /// What lets other accounts attach their VPCs.
    pub accesses: Accesses,
    /// In the order of the plan's tables.
    pub tables: Vec<Ref<TransitGatewayTable>>,
    /// The places of the tables that the attachment of a VPC belongs to: each VPC is asked for, and tables may be as many as VPCs.
    members: BTreeMap<VpcId, Member>,
}

/// The way of a VPC to its transit gateway.
pub(super) struct Way {
    pub attachment: Ref<TransitGatewayAttachment>,
    /// The same as what tables of the gateway say something of.
    pub attached: Attached,
    /// What routes lead to.
    pub target: RouteTarget,
    /// Where these routes stand, if not with their table.
    pub apart: Option<Place>,
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
    plan.hubs.iter().map(|hub| HubBuilder::new(plan.network, hub, graph).build(accounts)).collect()
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

    fn build(mut self, accounts: &mut Accounts<'_>) -> HubRefs<'p> {
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
        let accesses = self.share(unit, &gateway, accounts);
        HubRefs { plan: self.plan, gateway, accesses, tables, members: members(self.plan) }
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
    ) -> Option<Way> {
        let (place, attach) = (place?, self.plan.vpc.attach?);
        let hub = &self.hubs[attach.hub.0];
        let meant = &self.network.hubs[attach.hub.0];
        let dns = match &meant.gateway {
            Gateway::New(options) => options.dns,
            Gateway::Existing(_) => true,
        };
        let account = self.network.scope_of(self.plan.id).account;
        let foreign = account != self.network.scope(meant.scope).account;
        let attachment = TransitGatewayAttachment {
            hub: hub.gateway.clone(),
            vpc,
            subnets: subnets.iter().map(|(_, subnet)| *subnet).collect(),
            appliance_mode: self.plan.vpc.roles.contains(&Role::Inspection),
            ipv6: self.network.attaches_ipv6(self.plan.vpc),
            dns,
            group_referencing: meant.group_referencing.unwrap_or(true),
            foreign,
            access: account.filter(|_| foreign).and_then(|account| hub.accesses.get(&account).copied()),
            tags: self.named(&[]),
        };
        let attachment = self.graph.add(place, &[self.name], attachment);
        let (place, attached) =
            if foreign { self.member(attach.hub, attachment) } else { (place, Attached::Vpc(attachment)) };
        let associations = self.at_tables(attach.hub, place, &attached);
        let gateway = self.hubs[attach.hub.0].gateway.clone();
        let target = match attached {
            Attached::Accepted(_, accepter) => RouteTarget::AcceptedTransitGateway(gateway, accepter, associations),
            _ => RouteTarget::TransitGateway(gateway, attachment),
        };
        let apart = foreign.then(|| self.member_routes(attach.hub));
        Some(Way { attachment, attached, target, apart })
    }

    /// What tables of the gateway say of the attachment; the associations.
    fn at_tables(&mut self, hub: HubId, place: Place, attached: &Attached) -> Vec<Ref<TransitGatewayAssociation>> {
        let hub = &self.hubs[hub.0];
        let mut associations = Vec::new();
        let member = hub.members.get(&self.plan.id);
        for table in member.iter().flat_map(|member| &member.associations) {
            let association = TransitGatewayAssociation { table: hub.tables[*table], attachment: attached.clone() };
            associations.push(self.graph.add(place, &[self.name], association));
        }
        for table in member.iter().flat_map(|member| &member.propagations) {
            let propagation = TransitGatewayPropagation { table: hub.tables[*table], attachment: attached.clone() };
            self.graph.add(place, &[self.name, &hub.plan.tables[*table].name], propagation);
        }
        associations
    }

    /// Where the routes to another account's gateway stand: their table is there long before its owner accepts the attachment. They stand
    /// there as well where the gateway accepts by itself, so that no resource moves to another stack or state when that changes.
    fn member_routes(&mut self, hub: HubId) -> Place {
        let owner = UnitOwner::MemberRoutes(hub, self.plan.id);
        let name = self.network.hubs[hub.0].name.as_str();
        let description = format!("{} - routes of VPC {} to transit gateway {name}", self.network.name, self.name);
        let unit = super::unit(self.graph, self.network, owner, description);
        self.graph.group(unit, format!("Routes to transit gateway {name}"))
    }

    /// Where the gateway's owner says something of the attachment of another account's VPC, once it is accepted. A gateway that accepts
    /// by itself leaves nothing to accept, and AWS refuses to.
    fn member(&mut self, hub: HubId, attachment: Ref<TransitGatewayAttachment>) -> (Place, Attached) {
        let meant = &self.network.hubs[hub.0];
        let description =
            format!("{} - VPC {} at transit gateway {}", self.network.name, self.name, meant.name.as_str());
        let unit = super::unit(self.graph, self.network, UnitOwner::HubMember(hub, self.plan.id), description);
        let place = self.graph.group(unit, format!("Attachment of VPC {}", self.name));
        if matches!(&meant.gateway, Gateway::New(options) if options.auto_accept) {
            return (place, Attached::Vpc(attachment));
        }
        let accepter = TransitGatewayAttachmentAccepter { attachment, tags: self.named(&[]) };
        let accepter = self.graph.add(place, &[self.name], accepter);
        (place, Attached::Accepted(attachment, accepter))
    }

    /// The tier that netgen added for a purpose.
    pub(super) fn service_tier(&self, purpose: Purpose) -> Option<usize> {
        self.plan.vpc.tiers.iter().position(|tier| tier.purpose == purpose)
    }
}

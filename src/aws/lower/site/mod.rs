//! Ways to networks outside AWS: a unit for each Direct Connect gateway, one for each site, and one for each transit gateway
//! that they lead to. In come the plan and what is made of VPCs and transit gateways; out go resources of the graph.

mod alarms;
mod connect;
mod connections;
mod direct_connect;
mod interfaces;
mod more_alarms;
mod public;
mod routing;
mod transport;
mod vpn;

use std::collections::BTreeMap;
use std::rc::Rc;

use connections::Connections;

use super::dns::Made;
use super::hub::HubRefs;
use super::hub_routes::Hybrid;
use crate::aws::graph::{Graph, ParameterId, Ref, UnitId};
use crate::aws::kind::{
    AlarmSubject, Attached, ConnectGateway, CustomerGateway, DirectConnectAssociation, TransitGatewayConnect, Vpc,
    VpcIpv6Cidr, VpnConnection,
};
use crate::aws::names::{label, logical_id};
use crate::aws::owner::UnitOwner;
use crate::aws::parameter::{KeyForm, Parameter, ParameterKind};
use crate::aws::tags::TagSet;
use crate::aws::value::SecretKey;
use crate::network::{DxGatewayId, Network, Site, SiteId, Tags, UplinkId, VpcId};
use crate::plan::{AwsGateway, KeySource, Plan, SitePlan, TransportPlan};

/// A Direct Connect gateway, and its associations.
struct ConnectRefs {
    gateway: ConnectGateway,
    associations: BTreeMap<AwsGateway, Ref<DirectConnectAssociation>>,
}

/// AWS ends that hybrid connectivity hangs on.
struct Ends<'a, 'p> {
    hubs: &'a [HubRefs<'p>],
    made: &'a [Made],
    /// In the order of the network's Direct Connect gateways.
    connect: Vec<ConnectRefs>,
    connections: Connections,
}

/// Adds hybrid connectivity: Direct Connect, VPN, and the routes of both. Out go the attachments, and what there is to watch of each site.
pub(super) fn sites(
    plan: &Plan<'_>,
    hubs: &[HubRefs<'_>],
    made: &[Made],
    graph: &mut Graph,
) -> (Hybrid, Vec<Vec<Watched>>) {
    let mut ends = Ends { hubs, made, connect: Vec::new(), connections: connections::connections(plan.network, graph) };
    for gateway in &plan.direct_connect_gateways {
        let refs = direct_connect::gateway(plan.network, gateway, &ends, graph);
        ends.connect.push(refs);
    }
    let (mut gateways, mut vpns, mut connects) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    // A connection may have the customer gateway of a site that comes later.
    let units: Vec<UnitId> = plan
        .sites
        .iter()
        .map(|site| {
            let unit = unit(plan.network, site, graph);
            SiteBuilder::new(plan.network, site, &ends, unit, graph).customer_gateways(&mut gateways);
            unit
        })
        .collect();
    let mut watched = Vec::new();
    for (site, unit) in plan.sites.iter().zip(units) {
        watched.push(SiteBuilder::new(plan.network, site, &ends, unit, graph).build(
            &gateways,
            &mut vpns,
            &mut connects,
        ));
    }
    let all = plan.hybrid_routing.iter().map(|hub| routing::hub(plan.network, hub, &ends, (&vpns, &connects), graph));
    (all.flatten().collect(), watched)
}

/// What there is to watch of an uplink or of what is under it: whether it is up.
#[derive(Clone)]
pub(super) struct Watched {
    /// The word of the alarm's name: that of the uplink, or the id of a connection.
    pub word: String,
    /// What it means.
    pub what: String,
    /// The state.
    pub subject: AlarmSubject,
}

/// The unit of a site.
fn unit(network: &Network, plan: &SitePlan, graph: &mut Graph) -> UnitId {
    let name = network.site(plan.site).name.as_str();
    let transit = plan.vpns.iter().filter(|vpn| vpn.transport.gateway().is_some()).count();
    let inside = plan.vpns.iter().filter(|vpn| vpn.transport != TransportPlan::Internet).count();
    let (vpns, clear) = (plan.vpns.len() - inside, plan.interfaces.len() - transit);
    let inside = match inside {
        0 => String::new(),
        count => format!(", {} by VPN inside Direct Connect", super::count(count, "uplink")),
    };
    let public = match plan.publics.len() {
        0 => String::new(),
        count => format!(", {}", super::count(count, "public virtual interface")),
    };
    if !plan.connects.is_empty() {
        let peers = super::count(plan.connects.len(), "Connect peer");
        let description = format!("{} - site {name}, {peers}", network.name);
        return super::unit(graph, network, UnitOwner::Site(plan.site), description);
    }
    let description = format!(
        "{} - site {name}, {} by VPN, {} by Direct Connect{inside}{public}",
        network.name,
        super::count(vpns, "uplink"),
        super::count(clear, "uplink")
    );
    super::unit(graph, network, UnitOwner::Site(plan.site), description)
}

/// The customer gateways of all sites, by the uplink that owns them.
type CustomerGateways = BTreeMap<UplinkId, Ref<CustomerGateway>>;

/// The connections of all sites.
type Vpns = BTreeMap<UplinkId, Ref<VpnConnection>>;

/// The Connect attachments of all sites, by the VPC that they go over.
type Connects = BTreeMap<(SiteId, VpcId), Ref<TransitGatewayConnect>>;

/// One site on its way to resources.
struct SiteBuilder<'a, 'p> {
    network: &'a Network,
    plan: &'a SitePlan,
    site: &'a Site,
    ends: &'a Ends<'a, 'p>,
    graph: &'a mut Graph,
    name: &'a str,
    unit: UnitId,
    tags: Rc<Tags>,
    /// What carries its tunnels inside Direct Connect, by the Direct Connect gateway.
    carriers: BTreeMap<DxGatewayId, Attached>,
    /// What its alarms watch.
    watched: Vec<Watched>,
}

impl<'a, 'p> SiteBuilder<'a, 'p> {
    fn new(
        network: &'a Network,
        plan: &'a SitePlan,
        ends: &'a Ends<'a, 'p>,
        unit: UnitId,
        graph: &'a mut Graph,
    ) -> Self {
        let site = network.site(plan.site);
        let name = site.name.as_str();
        let tags = Rc::new(site.tags.clone());
        Self { network, plan, site, ends, graph, name, unit, tags, carriers: BTreeMap::new(), watched: Vec::new() }
    }

    fn build(mut self, gateways: &CustomerGateways, vpns: &mut Vpns, connects: &mut Connects) -> Vec<Watched> {
        self.vpns(gateways, vpns);
        self.connects(connects);
        self.interfaces();
        self.publics();
        self.alarms();
        self.watched
    }

    fn uplink(&self, id: UplinkId) -> &'a str {
        self.network.uplink(id).name.as_str()
    }

    fn named(&self, words: &[&str]) -> TagSet {
        super::hub::self_named(self.name, words, &self.tags)
    }

    /// A key that netgen never sees: CloudFormation reads the secret, Terraform asks for a variable.
    fn key(&mut self, name: &str, source: &KeySource, form: KeyForm) -> Option<SecretKey> {
        let KeySource::Secret { secret, field } = source else { return None };
        let path = [self.name, name, field];
        let what = match form {
            KeyForm::PreShared => "The pre-shared key",
            KeyForm::Bgp => "The key of the BGP session",
        };
        let description =
            format!("{what} of uplink {name} of site {}: entry {field} of the secret {secret}", self.name);
        let kind = ParameterKind::Key(form);
        let parameter = Parameter { logical_id: logical_id(&path), label: label(&path), description, kind };
        Some(SecretKey { secret: secret.to_string(), entry: field, variable: self.graph.parameter(parameter) })
    }
}

impl Ends<'_, '_> {
    /// Why this cannot be missing: the plan has a VPN gateway for each VPC that a site is joined to.
    fn vpn_gateway(&self, vpc: crate::network::VpcId) -> Option<super::VpnGatewayRefs> {
        self.made.iter().find(|made| made.id == vpc).and_then(|made| made.vpn_gateway)
    }

    /// A VPC with its IPv6 block.
    fn ipv6(&self, vpc: VpcId) -> Option<(Ref<Vpc>, Ref<VpcIpv6Cidr>)> {
        self.made.iter().find(|made| made.id == vpc).and_then(|made| Some((made.vpc, made.ipv6?)))
    }
}

/// The parameter for the id of an attachment that AWS makes by itself.
fn attachment(graph: &mut Graph, path: &[&str], what: &str, lookup: crate::aws::parameter::Lookup) -> ParameterId {
    let then = if lookup.is_needed {
        "The lookup in deploy.json finds it before the stack is made."
    } else {
        "Leave empty on the first deployment; the lookup in deploy.json fills it."
    };
    graph.parameter(Parameter {
        logical_id: format!("{}AttachmentId", logical_id(path)),
        label: format!("{}_attachment_id", label(path)),
        description: format!("Attachment of {what} to the transit gateway. {then}"),
        kind: ParameterKind::Attachment(lookup),
    })
}

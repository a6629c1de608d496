//! Ways to networks outside AWS: a unit for each Direct Connect gateway, one for each site, and one for each transit gateway
//! that they lead to. In come the plan and what is made of VPCs and transit gateways; out go resources of the graph.

mod alarms;
mod direct_connect;
mod interfaces;
mod routing;
mod vpn;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::hub::HubRefs;
use super::sharing::Made;
use crate::aws::graph::{Graph, ParameterId, Ref, UnitId};
use crate::aws::kind::{AlarmSubject, ConnectGateway, DirectConnectAssociation, VpnConnection};
use crate::aws::names::{label, logical_id};
use crate::aws::parameter::{KeyForm, Parameter, ParameterKind};
use crate::aws::tags::TagSet;
use crate::aws::value::SecretKey;
use crate::network::{Network, Site, Tags, UplinkId};
use crate::plan::{AwsGateway, KeySource, Plan, SitePlan};

/// A Direct Connect gateway, and its associations.
struct ConnectRefs {
    gateway: ConnectGateway,
    associations: BTreeMap<AwsGateway, Ref<DirectConnectAssociation>>,
}

/// What ways to sites hang on.
struct Ends<'a, 'p> {
    hubs: &'a [HubRefs<'p>],
    made: &'a [Made],
    /// In the order of the network's Direct Connect gateways.
    connect: Vec<ConnectRefs>,
}

/// Adds everything that leads to sites.
pub(super) fn sites(plan: &Plan<'_>, hubs: &[HubRefs<'_>], made: &[Made], graph: &mut Graph) {
    let mut ends = Ends { hubs, made, connect: Vec::new() };
    for gateway in &plan.direct_connect_gateways {
        let refs = direct_connect::gateway(plan.network, gateway, &ends, graph);
        ends.connect.push(refs);
    }
    let mut vpns = BTreeMap::new();
    for site in &plan.sites {
        SiteBuilder::new(plan.network, site, &ends, graph).build(&mut vpns);
    }
    for hub in &plan.hybrid_routing {
        routing::hub(plan.network, hub, &ends, &vpns, graph);
    }
}

/// The connections of all sites.
type Vpns = BTreeMap<UplinkId, Ref<VpnConnection>>;

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
    /// What its alarms watch: the word of the alarm's name, what it means, and its subject.
    watched: Vec<(String, String, AlarmSubject)>,
}

impl<'a, 'p> SiteBuilder<'a, 'p> {
    fn new(network: &'a Network, plan: &'a SitePlan, ends: &'a Ends<'a, 'p>, graph: &'a mut Graph) -> Self {
        let site = network.site(plan.site);
        let name = site.name.as_str();
        let (vpns, interfaces) = (plan.vpns.len(), plan.interfaces.len());
        let description = format!(
            "{} - site {name}, {} by VPN, {} by Direct Connect",
            network.name,
            super::count(vpns, "uplink"),
            super::count(interfaces, "uplink")
        );
        let file = format!("site_{}", name.replace('-', "_"));
        let unit = graph.unit(format!("site-{name}"), file, format!("site {name}"), description);
        let tags = Rc::new(site.tags.clone());
        Self { network, plan, site, ends, graph, name, unit, tags, watched: Vec::new() }
    }

    fn build(mut self, vpns: &mut Vpns) {
        self.vpns(vpns);
        self.interfaces();
        self.alarms();
    }

    fn uplink(&self, id: UplinkId) -> &'a str {
        self.network.uplink(id).name.as_str()
    }

    fn named(&self, words: &[&str]) -> TagSet {
        super::hub::self_named(self.name, words, &self.tags)
    }

    /// A key that netgen never sees: CloudFormation reads the secret, Terraform asks for a variable.
    fn key(&mut self, uplink: UplinkId, source: &KeySource, form: KeyForm) -> Option<SecretKey> {
        let KeySource::Secret { secret, field } = source else { return None };
        let (name, path) = (self.uplink(uplink), [self.name, self.uplink(uplink), field]);
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
}

/// What the attachment of something that AWS attaches by itself is called.
fn attachment(graph: &mut Graph, path: &[&str], what: &str, lookup: crate::aws::parameter::Lookup) -> ParameterId {
    graph.parameter(Parameter {
        logical_id: format!("{}AttachmentId", logical_id(path)),
        label: format!("{}_attachment_id", label(path)),
        description: format!("Attachment of {what} to the transit gateway. Empty until AWS made it: deploy.json has the command that tells it."),
        kind: ParameterKind::Attachment(lookup),
    })
}

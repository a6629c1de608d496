//! Each kind of a hub and its spokes at least once: a unit for the hub, one for a VPC with everything, one for a VPC that
//! reads of both and of things that exist already. Hybrid connectivity is in `hybrid.rs`.

#[path = "accounts.rs"]
mod accounts;
#[path = "connect.rs"]
mod connect;
#[path = "hybrid.rs"]
mod hybrid;
#[path = "interfaces.rs"]
mod interfaces;

use std::net::Ipv4Addr;
use std::rc::Rc;

use netgen::aws::kind::{
    Access, Attached, EgressPeer, EndpointPath, Firewall, FirewallAction, FirewallLogging, FirewallPeer,
    FirewallPolicy, FirewallRule, FirewallRuleGroup, FlowLog, FlowLogSubject, FlowLogTarget, GroupRule, Hub,
    IngressPeer, LogGroup, PeeredVpc, PrivateNames, Profile, ProfileAssociation, ProfileResource, ProfileTarget,
    ResolverEndpoint, ResolverRule, ResolverRuleAssociation, Route, RouteDestination, RouteTable, RouteTarget,
    SecurityGroup, Subnet, SubnetZone, TransitGateway, TransitGatewayAssociation, TransitGatewayAttachment,
    TransitGatewayPropagation, TransitGatewayRoute, TransitGatewayTable, TransitGatewayTarget, Vpc, VpcEndpoint,
    VpcPeering,
};
use netgen::aws::{Graph, Parameter, ParameterId, ParameterKind, Place, Ref, TagSet, UnitNames, UnitOwner};
use netgen::net::{Cidr, Cidr4, Ports};
use netgen::network::{Protocol, ScopeId, Tags, VpcId};

pub fn graph() -> Graph {
    let mut graph = Graph::default();
    let hub = hub(&mut graph);
    let shop = shop(&mut graph, &hub);
    lab(&mut graph, &hub, &shop);
    hybrid::add(&mut graph, &hub);
    connect::add(&mut graph, &hub);
    accounts::add(&mut graph, &hub, &shop);
    graph
}

struct HubUnit {
    gateway: Ref<TransitGateway>,
    prod: Ref<TransitGatewayTable>,
    inspection: Ref<TransitGatewayTable>,
    profile: Ref<Profile>,
}

struct ShopUnit {
    vpc: Ref<Vpc>,
    subnets: Vec<Ref<Subnet>>,
    firewall: Ref<Firewall>,
    endpoint: Ref<VpcEndpoint>,
    rule: Ref<ResolverRule>,
}

/// A VPC with a subnet in each of two zones and a route table.
struct Spoke {
    name: &'static str,
    place: Place,
    vpc: Ref<Vpc>,
    subnets: Vec<Ref<Subnet>>,
    table: Ref<RouteTable>,
}

fn tags(name: &str) -> TagSet {
    TagSet { name: name.to_owned(), others: Rc::new(Tags::default()) }
}

fn cidr(text: &str) -> Cidr4 {
    text.parse().expect("a block")
}

fn place(graph: &mut Graph, name: &str) -> Place {
    let names = UnitNames { stack: name.to_owned(), file: name.to_owned(), title: format!("unit {name}") };
    let unit = graph.unit(UnitOwner::Vpc(VpcId(0)), ScopeId::HOME, names, format!("Kinds: {name}"));
    graph.group(unit, "Everything")
}

fn hub(graph: &mut Graph) -> HubUnit {
    let place = place(graph, "hub");
    let gateway = TransitGateway {
        asn: 64512,
        description: "hub of kinds".to_owned(),
        dns: true,
        ecmp: true,
        auto_accept: false,
        group_referencing: false,
        cidrs: vec![Cidr::V4(cidr("192.0.2.0/24"))],
        tags: tags("hub"),
    };
    let gateway = graph.add(place, &["hub"], gateway);
    graph.retain(gateway, "hub/hub".to_owned());
    let mut table = |name: &str| {
        let table = TransitGatewayTable { hub: Hub::Own(gateway), tags: tags(name) };
        graph.add(place, &["hub", name], table)
    };
    let (prod, inspection) = (table("prod"), table("inspection"));
    let blackhole = TransitGatewayRoute {
        table: prod,
        destination: cidr("10.0.0.0/8"),
        target: TransitGatewayTarget::Blackhole,
        behind: Vec::new(),
        holes: Vec::new(),
    };
    graph.add(place, &["hub", "prod", "corp"], blackhole);
    let logs = FlowLog {
        subject: FlowLogSubject::TransitGateway(gateway),
        target: FlowLogTarget::S3("arn:aws:s3:::kinds-flow-logs".to_owned()),
        format: None,
        tags: tags("hub"),
    };
    graph.add(place, &["hub"], logs);
    let profile = graph.add(place, &["hub"], Profile { name: "kinds-hub".to_owned(), tags: tags("hub") });
    HubUnit { gateway, prod, inspection, profile }
}

fn spoke(graph: &mut Graph, name: &'static str, number: u8) -> Spoke {
    let place = place(graph, name);
    let vpc =
        graph.add(place, &[name], Vpc { cidr: cidr(&format!("10.{number}.0.0/16")), ipv6: false, tags: tags(name) });
    let mut subnets = Vec::new();
    for (index, zone) in ["a", "b"].into_iter().enumerate() {
        let subnet = Subnet {
            vpc,
            zone: SubnetZone::Name(format!("us-east-1{zone}")),
            cidr: cidr(&format!("10.{number}.{index}.0/24")),
            within: None,
            ipv6: None,
            public_addresses: false,
            tags: tags(name),
        };
        subnets.push(graph.add(place, &[name, zone], subnet));
    }
    let table = graph.add(place, &[name], RouteTable { vpc, tags: tags(name) });
    Spoke { name, place, vpc, subnets, table }
}

impl Spoke {
    fn attach(&self, graph: &mut Graph, hub: Hub) -> Ref<TransitGatewayAttachment> {
        self.attached(graph, hub, None)
    }

    /// The same with a gateway of another account where there is an access to it.
    fn attached(&self, graph: &mut Graph, hub: Hub, access: Option<Access>) -> Ref<TransitGatewayAttachment> {
        let attachment = TransitGatewayAttachment {
            hub: hub.clone(),
            vpc: self.vpc,
            subnets: self.subnets.clone(),
            appliance_mode: true,
            ipv6: false,
            dns: true,
            group_referencing: false,
            foreign: access.is_some(),
            access,
            tags: tags(self.name),
        };
        let attachment = graph.add(self.place, &[self.name], attachment);
        self.route(graph, "0.0.0.0/0", RouteTarget::TransitGateway(hub, attachment));
        attachment
    }

    fn route(&self, graph: &mut Graph, destination: &str, target: RouteTarget) {
        let route = Route { table: self.table, destination: RouteDestination::V4(cidr(destination)), target };
        graph.add(self.place, &[self.name, destination], route);
    }

    fn associate(&self, graph: &mut Graph, word: &str, attached: &Attached, own: &HubUnit) {
        let path = [self.name, word];
        associate(graph, self.place, &path, attached, own);
    }
}

fn associate(graph: &mut Graph, place: Place, path: &[&str], attached: &Attached, own: &HubUnit) {
    let (table, attachment) = (own.prod, attached.clone());
    graph.add(place, path, TransitGatewayAssociation { table, attachment });
    let (table, attachment) = (own.inspection, attached.clone());
    graph.add(place, path, TransitGatewayPropagation { table, attachment });
    let target = TransitGatewayTarget::Attachment(attached.clone());
    let route = TransitGatewayRoute {
        table: own.inspection,
        destination: cidr("172.16.0.0/12"),
        target,
        behind: Vec::new(),
        holes: Vec::new(),
    };
    graph.add(place, path, route);
}

fn shop(graph: &mut Graph, hub: &HubUnit) -> ShopUnit {
    let spoke = spoke(graph, "shop", 1);
    let attachment = spoke.attach(graph, Hub::Own(hub.gateway));
    spoke.associate(graph, "hub", &Attached::Vpc(attachment), hub);
    let firewall = firewall(graph, &spoke);
    spoke.route(graph, "10.2.0.0/16", RouteTarget::Firewall(firewall, "us-east-1b".to_owned()));
    let group = group(graph, &spoke);
    let endpoint = VpcEndpoint {
        dual_stack: false,
        vpc: spoke.vpc,
        service: "com.amazonaws.us-east-1.ssm".to_owned(),
        service_region: None,
        path: EndpointPath::Interface { subnets: spoke.subnets.clone(), groups: vec![group], names: PrivateNames::On },
        policy: None,
        tags: tags("ssm"),
    };
    let endpoint = graph.add(spoke.place, &["shop", "ssm"], endpoint);
    let resource = ProfileTarget::Endpoint(endpoint);
    let resource = ProfileResource { name: "kinds-ssm".to_owned(), profile: hub.profile, resource };
    graph.add(spoke.place, &["shop", "ssm"], resource);
    let rule = resolver(graph, &spoke, group);
    let association = ProfileAssociation {
        name: "kinds-shop".to_owned(),
        profile: hub.profile,
        vpc: spoke.vpc,
        access: None,
        tags: tags("shop"),
    };
    graph.add(spoke.place, &["shop"], association);
    ShopUnit { vpc: spoke.vpc, subnets: spoke.subnets, firewall, endpoint, rule }
}

fn protection(graph: &mut Graph) -> ParameterId {
    graph.parameter(Parameter {
        logical_id: "ShopFirewallDeleteProtection".to_owned(),
        label: "shop_firewall_delete_protection".to_owned(),
        description: "Whether AWS refuses to delete the firewall of VPC shop".to_owned(),
        kind: ParameterKind::Protection,
    })
}

fn firewall(graph: &mut Graph, spoke: &Spoke) -> Ref<Firewall> {
    use FirewallPeer::{Any, Cidr};
    let place = spoke.place;
    let rule =
        |action, source, destination, both_ways, sid| FirewallRule { action, source, destination, both_ways, sid };
    let (shop, lab) = (Cidr(cidr("10.1.0.0/16")), Cidr(cidr("10.2.0.0/16")));
    let rules = FirewallRuleGroup {
        name: "kinds-between".to_owned(),
        description: "shop and lab, shop to the internet".to_owned(),
        capacity: 100,
        rules: vec![
            rule(FirewallAction::Pass, shop, lab, true, 1),
            rule(FirewallAction::Drop, shop, Cidr(cidr("10.0.0.0/8")), false, 2),
            rule(FirewallAction::Pass, shop, Any, false, 3),
        ],
        tags: tags("between"),
    };
    let rules = graph.add(place, &["shop", "between"], rules);
    let policy = FirewallPolicy { name: "kinds".to_owned(), groups: vec![(10, rules)], tags: tags("shop") };
    let policy = graph.add(place, &["shop"], policy);
    let firewall = Firewall {
        name: "kinds".to_owned(),
        policy,
        vpc: spoke.vpc,
        subnets: spoke.subnets.clone(),
        delete_protection: Some(protection(graph)),
        tags: tags("shop"),
    };
    let firewall = graph.add(place, &["shop"], firewall);
    let mut log = |word: &str| {
        let group = LogGroup { name: format!("/network-firewall/kinds/{word}"), retention_days: 30, tags: tags(word) };
        graph.add(place, &["shop", word], group)
    };
    let (flows, alerts) = (log("flows"), log("alerts"));
    graph.add(place, &["shop"], FirewallLogging { firewall, flows, alerts });
    firewall
}

fn group(graph: &mut Graph, spoke: &Spoke) -> Ref<SecurityGroup> {
    let protocol = Protocol::Tcp(Ports::one(443));
    let description = "HTTPS".to_owned();
    let any = Cidr::V4(Cidr4::ANY);
    let ingress = GroupRule { peer: IngressPeer::Cidr(any), protocol, description: description.clone() };
    let egress = GroupRule { peer: EgressPeer::Cidr(any), protocol, description };
    let group = SecurityGroup {
        vpc: spoke.vpc,
        prefix: "shop-".to_owned(),
        description: "shop".to_owned(),
        ingress: vec![ingress],
        egress: vec![egress],
        tags: tags("shop"),
    };
    graph.add(spoke.place, &["shop"], group)
}

fn resolver(graph: &mut Graph, spoke: &Spoke, group: Ref<SecurityGroup>) -> Ref<ResolverRule> {
    let addresses = |last: u8| {
        let address = |index: u8| Ipv4Addr::new(10, 1, index, last);
        spoke.subnets.iter().zip(0..).map(|(subnet, index)| (*subnet, address(index))).collect()
    };
    let mut endpoint = |word: &str, inbound: bool, last: u8| {
        let name = format!("kinds-{word}");
        let endpoint = ResolverEndpoint { name, inbound, group, addresses: addresses(last), tags: tags(word) };
        graph.add(spoke.place, &["shop", word], endpoint)
    };
    endpoint("inbound", true, 10);
    let outbound = endpoint("outbound", false, 11);
    let rule = ResolverRule {
        name: "kinds-corp".to_owned(),
        domain: "corp.example".to_owned(),
        endpoint: outbound,
        targets: vec![Ipv4Addr::new(172, 16, 0, 2), Ipv4Addr::new(172, 16, 0, 3)],
        tags: tags("corp"),
    };
    graph.add(spoke.place, &["shop", "corp"], rule)
}

/// Reads of the other units, and hangs on a gateway and an attachment that exist already.
fn lab(graph: &mut Graph, hub: &HubUnit, shop: &ShopUnit) {
    let spoke = spoke(graph, "lab", 2);
    let place = spoke.place;
    let existing = Hub::Existing("tgw-0123456789abcdef0".parse().expect("an id"));
    spoke.attach(graph, existing.clone());
    graph.add(place, &["lab", "adopted"], TransitGatewayTable { hub: existing, tags: tags("adopted") });
    let attached = Attached::Existing("tgw-attach-0123456789abcdef0".parse().expect("an id"));
    spoke.associate(graph, "adopted", &attached, hub);
    let peering =
        VpcPeering { requester: spoke.vpc, accepter: PeeredVpc::Own(shop.vpc), peer: None, tags: tags("lab-shop") };
    let peering = graph.add(place, &["lab", "shop"], peering);
    spoke.route(graph, "10.1.0.0/16", RouteTarget::Peering(peering));
    spoke.route(graph, "10.3.0.0/16", RouteTarget::Firewall(shop.firewall, "us-east-1a".to_owned()));
    for (word, resource) in [("ssm", ProfileTarget::Endpoint(shop.endpoint)), ("corp", ProfileTarget::Rule(shop.rule))]
    {
        let resource = ProfileResource { name: format!("lab-{word}"), profile: hub.profile, resource };
        graph.add(place, &["lab", word], resource);
    }
    let association =
        ResolverRuleAssociation { name: "kinds-lab".to_owned(), rule: shop.rule, vpc: spoke.vpc, access: None };
    graph.add(place, &["lab"], association);
}

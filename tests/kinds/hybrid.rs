//! Each kind of a way to a site at least once: a VPC with a virtual private gateway, Direct Connect gateways of both uses, a
//! site with every uplink and its alarms (virtual interfaces are in `interfaces.rs`), and what hangs on attachments that AWS makes.

use netgen::aws::kind::{
    Alarm, AlarmSubject, AlarmTopic, AssociatedGateway, Attached, CompositeAlarm, Condition, ConnectGateway,
    CustomerGateway, Dashboard, DirectConnectAssociation, DirectConnectAttachment, DirectConnectGateway, EventRule,
    EventTarget, Hub, Kind as _, LogGroup, QueryDefinition, Subscription, Topic, TopicPolicy,
    TransitGatewayAssociation, TransitGatewayPropagation, TransitGatewayRoute, TransitGatewayTarget, TunnelLogOptions,
    TunnelOptions, TunnelPhase, VpnConnection, VpnConnectionRoute, VpnGateway, VpnGatewayAttachment,
    VpnGatewayPropagation, VpnTarget, VpnTunnel,
};
use netgen::aws::{
    Found, Graph, Json, KeyForm, Lookup, NodeId, Parameter, ParameterId, ParameterKind, Place, PolicyDocument, Ref,
    SecretKey,
};
use netgen::uplink::bandwidth::TunnelBandwidth;

use super::{HubUnit, cidr, interfaces, place, spoke, tags};

pub fn add(graph: &mut Graph, hub: &HubUnit) {
    let edge = edge(graph);
    let transit = transit(graph, hub);
    let private = private(graph, &edge);
    let vpn = site(graph, hub, &edge, &transit, private);
    routing(graph, hub, &transit, vpn);
}

struct Edge {
    gateway: Ref<VpnGateway>,
    attachment: Ref<VpnGatewayAttachment>,
}

/// A VPC that meets sites by itself.
fn edge(graph: &mut Graph) -> Edge {
    let spoke = spoke(graph, "edge", 4);
    let place = spoke.place;
    let gateway = graph.add(place, &["edge"], VpnGateway { asn: 64514, tags: tags("edge") });
    let attachment = graph.add(place, &["edge"], VpnGatewayAttachment { vpc: spoke.vpc, gateway });
    graph.add(place, &["edge"], VpnGatewayPropagation { table: spoke.table, gateway, attachment });
    Edge { gateway, attachment }
}

struct Transit {
    gateway: Ref<DirectConnectGateway>,
    association: Ref<DirectConnectAssociation>,
}

fn transit(graph: &mut Graph, hub: &HubUnit) -> Transit {
    let place = place(graph, "main");
    let gateway = DirectConnectGateway { name: "kinds-main".to_owned(), asn: 4_200_000_513, tags: tags("main") };
    let gateway = graph.add(place, &["main"], gateway);
    graph.retain(gateway, "direct-connect/main".to_owned());
    let association = DirectConnectAssociation {
        gateway: ConnectGateway::Own(gateway),
        with: AssociatedGateway::Transit(Hub::Own(hub.gateway)),
        allowed: vec![cidr("10.1.0.0/16"), cidr("10.2.0.0/16")],
        ipv6: Vec::new(),
    };
    Transit { gateway, association: graph.add(place, &["main", "hub"], association) }
}

/// A Direct Connect gateway that exists already, for the VPC alone.
fn private(graph: &mut Graph, edge: &Edge) -> ConnectGateway {
    let place = place(graph, "old");
    let gateway = ConnectGateway::Existing("5f294f92-bafb-4011-916d-9b0b12345678".parse().expect("an id"));
    let with = AssociatedGateway::Vpn(edge.gateway, edge.attachment);
    let association = DirectConnectAssociation {
        gateway: gateway.clone(),
        with,
        allowed: vec![cidr("10.4.0.0/16")],
        ipv6: Vec::new(),
    };
    graph.add(place, &["old", "edge"], association);
    gateway
}

fn options() -> TunnelOptions {
    let phase = |encryption: &str, integrity: Option<&str>, lifetime| TunnelPhase {
        encryption: encryption.to_owned(),
        integrity: integrity.map(str::to_owned),
        dh_group: 20,
        lifetime,
    };
    TunnelOptions {
        phase1: phase("AES256", Some("SHA2-384"), 28800),
        phase2: phase("AES256-GCM-16", None, 3600),
        ike_version: "ikev2",
        rekey_margin: 270,
        rekey_fuzz: 100,
        replay_window: 1024,
        dpd_timeout: 30,
        dpd_action: "restart",
        startup: "start",
        lifecycle_control: false,
    }
}

pub fn key(graph: &mut Graph, secret: &str, entry: &'static str, form: KeyForm) -> SecretKey {
    let label = format!("{}_{entry}", secret.replace(['/', '-'], "_"));
    let description = format!("A key: entry {entry} of the secret {secret}");
    let variable =
        graph.parameter(Parameter { logical_id: label.clone(), label, description, kind: ParameterKind::Key(form) });
    SecretKey { secret: secret.to_owned(), entry, variable }
}

/// A connection with BGP and nothing besides.
fn connection(
    (customer_gateway, gateway): (Ref<CustomerGateway>, VpnTarget),
    tunnels: [VpnTunnel; 2],
    name: &str,
) -> VpnConnection {
    VpnConnection {
        customer_gateway,
        gateway,
        transport: None,
        static_routes: false,
        accelerated: false,
        bandwidth: TunnelBandwidth::Standard,
        logs: None,
        options: options(),
        tunnels,
        tags: tags(name),
    }
}

fn log(graph: &mut Graph, place: Place, word: &str) -> Ref<LogGroup> {
    let name = format!("/aws/vendedlogs/vpn/kinds/tokyo/{word}");
    graph.add(place, &["tokyo", word], LogGroup { name, retention_days: 90, tags: tags(word) })
}

/// A site with a VPN to the hub, a VPN without BGP to the VPC, and an interface of each kind.
fn device(name: &str, last: u8, asn: u32) -> CustomerGateway {
    CustomerGateway { address: [203, 0, 113, last].into(), asn, device: name.to_owned(), tags: tags(name) }
}

fn site(graph: &mut Graph, hub: &HubUnit, edge: &Edge, transit: &Transit, old: ConnectGateway) -> Ref<VpnConnection> {
    let place = place(graph, "tokyo");
    let topic = topic(graph, place);
    let one = graph.add(place, &["tokyo", "one"], device("one", 10, 65001));
    let two = graph.add(place, &["tokyo", "two"], device("two", 11, 4_200_000_001));
    let tunnel = |inside: &str, key| VpnTunnel { inside: cidr(inside), key };
    // What came with a later version of the provider stands in `vpn-options`: this tree is planned by the oldest one.
    let activity = log(graph, place, "activity");
    let hub = VpnTarget::TransitGateway(Hub::Own(hub.gateway));
    let inet = VpnConnection {
        accelerated: true,
        logs: Some(TunnelLogOptions { activity: Some(activity), bgp: None, format: "json" }),
        ..connection((one, hub), [tunnel("169.254.16.0/30", None), tunnel("169.254.16.4/30", None)], "inet")
    };
    let inet = graph.add(place, &["tokyo", "inet"], inet);
    graph.retain(inet, "site/tokyo/uplink/inet".to_owned());
    let mut options = options();
    (options.phase2.encryption, options.phase2.integrity) = ("AES256".to_owned(), Some("SHA2-256".to_owned()));
    let [first, second] = ["tunnel1", "tunnel2"].map(|entry| key(graph, "kinds/vpn/lte", entry, KeyForm::PreShared));
    let tunnels = [tunnel("169.254.16.8/30", Some(first)), tunnel("169.254.16.12/30", Some(second))];
    let lte = VpnConnection {
        static_routes: true,
        logs: Some(TunnelLogOptions { activity: Some(activity), bgp: None, format: "text" }),
        options,
        ..connection((two, VpnTarget::VpnGateway(edge.gateway)), tunnels, "lte")
    };
    let lte = graph.add(place, &["tokyo", "lte"], lte);
    let destination = cidr("192.168.0.0/16");
    graph.add(place, &["tokyo", "lte", "192.168.0.0/16"], VpnConnectionRoute { connection: lte, destination });
    for (word, vpn) in [("inet", inet), ("lte", lte)] {
        alarm(graph, place, word, AlarmSubject::Tunnels(vpn), &topic);
    }
    interfaces::add(graph, place, transit.gateway, old, &topic);
    watching(graph, place, inet, topic);
    inet
}

/// What shows and tells more than single alarms.
fn watching(graph: &mut Graph, place: Place, vpn: Ref<VpnConnection>, topic: AlarmTopic) {
    let part = Alarm {
        name: "kinds-tokyo-inet-tunnels".to_owned(),
        description: "both tunnels are down".to_owned(),
        subject: AlarmSubject::Tunnels(vpn),
        condition: Condition::ALL_DOWN,
        topic: None,
        tags: tags("inet-tunnels"),
    };
    let part = graph.add(place, &["tokyo", "inet", "tunnels"], part);
    let composite = CompositeAlarm {
        name: "kinds-tokyo--cut-off".to_owned(),
        description: "cut off".to_owned(),
        rule: CompositeAlarm::all_of(["kinds-tokyo-inet-tunnels"]),
        parts: vec![part],
        topic,
        tags: tags("cut-off"),
    };
    graph.add(place, &["tokyo", "cut-off"], composite);
    let state = Json::List(vec![Json::Text("TunnelState".into()), Json::Read(vpn.read(VpnConnection::ID))]);
    let quotes = Json::Text("a \"quote\", a ${Name} and a \\ that stay".into());
    let body = Json::Map(vec![("height".into(), Json::Number(6)), ("title".into(), quotes), ("metrics".into(), state)]);
    let body = Json::AsText(Box::new(body));
    let dashboard = Dashboard { name: "kinds-tokyo".to_owned(), body, tags: tags("tokyo") };
    graph.add(place, &["tokyo"], dashboard);
    let group = LogGroup { name: "/kinds/tokyo".to_owned(), retention_days: 30, tags: tags("tokyo") };
    let group = graph.add(place, &["tokyo"], group);
    let query = QueryDefinition {
        name: "kinds/rejects".to_owned(),
        query: "filter action = \"REJECT\"\n| limit 50".to_owned(),
        groups: vec![group],
    };
    graph.add(place, &["tokyo", "rejects"], query);
}

fn topic(graph: &mut Graph, place: Place) -> AlarmTopic {
    let topic = graph.add(place, &["tokyo"], Topic { name: "kinds-tokyo".to_owned(), tags: tags("tokyo") });
    let policy = PolicyDocument::publish(topic.read(Topic::ID));
    graph.add(place, &["tokyo"], TopicPolicy { topic, policy });
    graph.add(place, &["tokyo", "noc"], Subscription { topic, address: "noc@example.com".to_owned() });
    let topic = AlarmTopic::Own(topic);
    let rule = EventRule {
        name: "kinds-tokyo".to_owned(),
        description: "What AWS announces about VPN and Direct Connect".to_owned(),
        pattern: Json::health_events(&["VPN", "DIRECTCONNECT"]),
        topic: topic.clone(),
        tags: tags("tokyo"),
    };
    let rule = graph.add(place, &["tokyo"], rule);
    graph.add(place, &["tokyo"], EventTarget { rule, topic: topic.clone() });
    topic
}

pub fn alarm(graph: &mut Graph, place: Place, word: &str, subject: AlarmSubject, topic: &AlarmTopic) {
    let alarm = Alarm {
        name: format!("kinds-tokyo-{word}"),
        description: format!("{word} of tokyo is down"),
        subject,
        condition: Condition::DOWN,
        topic: Some(topic.clone()),
        tags: tags(word),
    };
    graph.add(place, &["tokyo", word], alarm);
}

/// Tables of the transit gateway for attachments that AWS makes.
fn routing(graph: &mut Graph, hub: &HubUnit, transit: &Transit, vpn: Ref<VpnConnection>) {
    let place = place(graph, "hybrid-routing");
    let gateway = ConnectGateway::Own(transit.gateway);
    let data = DirectConnectAttachment { hub: Hub::Own(hub.gateway), gateway, association: transit.association };
    let data = graph.add(place, &["main", "hub"], data);
    let resource = Found::Made(transit.gateway.read(DirectConnectGateway::ID));
    let main = attachment(graph, hub, "Main", "direct-connect-gateway", resource, transit.association.node());
    let inet = attachment(graph, hub, "TokyoInet", "vpn", Found::Made(vpn.read(VpnConnection::ID)), vpn.node());
    for (word, attached, parameter) in
        [("main", Attached::DirectConnect(data, main), main), ("inet", Attached::Vpn(vpn, inet), inet)]
    {
        let association = TransitGatewayAssociation { table: hub.inspection, attachment: attached.clone() };
        let association = graph.add(place, &["hub", word], association);
        graph.only_with(association, parameter);
        let propagation = TransitGatewayPropagation { table: hub.prod, attachment: attached.clone() };
        let propagation = graph.add(place, &["hub", word], propagation);
        graph.only_with(propagation, parameter);
    }
    let target = TransitGatewayTarget::Attachment(Attached::Vpn(vpn, inet));
    let route = TransitGatewayRoute {
        table: hub.prod,
        destination: cidr("192.168.0.0/16"),
        target,
        behind: Vec::new(),
        holes: Vec::new(),
    };
    let route = graph.add(place, &["hub", "inet"], route);
    graph.only_with(route, inet);
}

fn attachment(
    graph: &mut Graph,
    hub: &HubUnit,
    name: &str,
    resource_type: &'static str,
    resource: Found,
    made_with: NodeId,
) -> ParameterId {
    let gateway = Found::Made(hub.gateway.read(netgen::aws::kind::TransitGateway::ID));
    graph.parameter(Parameter {
        logical_id: format!("{name}AttachmentId"),
        label: String::new(),
        description: format!("The attachment of {name}, empty until it is there"),
        kind: ParameterKind::Attachment(Lookup { resource_type, resource, gateway, made_with, is_needed: false }),
    })
}

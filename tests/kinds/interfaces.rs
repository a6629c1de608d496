//! Virtual interfaces of each use with their alarms, a Direct Connect connection and a LAG. In come the gateways that they lead to.

use netgen::aws::kind::{
    AlarmSubject, AlarmTopic, BgpPeer, ConnectGateway, DirectConnectConnection, DirectConnectGateway, DirectConnectLag,
    DirectConnectLagMember, DirectConnection, PrivateVirtualInterface, PublicVirtualInterface, TransitVirtualInterface,
    VirtualInterface,
};
use netgen::aws::{Graph, KeyForm, Place, Ref};

use super::hybrid::{alarm, key};
use super::{cidr, tags};

pub fn add(
    graph: &mut Graph,
    place: Place,
    transit: Ref<DirectConnectGateway>,
    old: ConnectGateway,
    topic: &AlarmTopic,
) {
    let connection = DirectConnection::Existing("dxcon-ffabc123".to_owned());
    let mut interface = |name: &str, gateway, vlan, mtu, first: u8| VirtualInterface {
        name: name.to_owned(),
        connection: connection.clone(),
        gateway,
        vlan,
        mtu,
        asn: 65001,
        amazon: format!("169.254.32.{first}/30"),
        customer: format!("169.254.32.{}/30", first + 1),
        key: Some(key(graph, &format!("kinds/bgp/{name}"), "bgp", KeyForm::Bgp)),
        ipv6: false,
        site_link: (mtu == 8500).then_some(true),
        tags: tags(name),
    };
    let one = TransitVirtualInterface(interface("dx-1", ConnectGateway::Own(transit), 300, 8500, 1));
    let two = interface("dx-2", old, 301, 1500, 5);
    let second_key = two.key.clone();
    let two = PrivateVirtualInterface(VirtualInterface { ipv6: true, ..two });
    let three = PublicVirtualInterface {
        name: "public-1".to_owned(),
        connection: connection.clone(),
        vlan: 302,
        asn: 65001,
        amazon: "198.51.100.1/30".to_owned(),
        customer: "198.51.100.2/30".to_owned(),
        prefixes: vec![cidr("203.0.113.0/24"), cidr("203.0.112.0/25")],
        key: None,
        tags: tags("public-1"),
    };
    ports(graph, place);
    let three = graph.add(place, &["tokyo", "public-1"], three);
    alarm(graph, place, "public-1", AlarmSubject::PublicInterface(three, connection.clone()), topic);
    let one = graph.add(place, &["tokyo", "dx-1"], one);
    let two = graph.add(place, &["tokyo", "dx-2"], two);
    graph.add(place, &["tokyo", "dx-2"], BgpPeer { interface: two, asn: 65001, key: second_key });
    alarm(graph, place, "dx-1", AlarmSubject::TransitInterface(one, connection.clone()), topic);
    alarm(graph, place, "dx-2", AlarmSubject::PrivateInterface(two, connection.clone()), topic);
    alarm(graph, place, "dxcon-ffabc123", AlarmSubject::Connection(connection), topic);
}

/// A connection by itself, and a LAG of one.
fn ports(graph: &mut Graph, place: Place) {
    let connection = |name: &str, lag| DirectConnectConnection {
        name: format!("kinds-{name}"),
        bandwidth: "10Gbps".to_owned(),
        location: "EqTY2".to_owned(),
        provider: Some("AT&T".to_owned()),
        lag,
        tags: tags(name),
    };
    graph.add(place, &["tokyo-1"], connection("tokyo-1", None));
    let lag = DirectConnectLag {
        name: "kinds-pair".to_owned(),
        bandwidth: "10Gbps".to_owned(),
        location: "EqTY2".to_owned(),
        minimum: 1,
        provider: None,
        tags: tags("pair"),
    };
    let lag = graph.add(place, &["pair"], lag);
    let link = graph.add(place, &["pair", "1"], connection("pair-1", Some(lag)));
    graph.add(place, &["pair", "1"], DirectConnectLagMember { connection: link, lag });
}

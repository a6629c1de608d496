//! A Connect attachment over the attachment of a VPC, and a Connect peer on it.

use std::net::Ipv4Addr;

use netgen::aws::Graph;
use netgen::aws::kind::{Attached, Hub, TransitGatewayConnect, TransitGatewayConnectPeer};

use super::{HubUnit, associate, cidr, place, spoke, tags};

pub fn add(graph: &mut Graph, hub: &HubUnit) {
    let spoke = spoke(graph, "sdwan", 6);
    let transport = Attached::Vpc(spoke.attach(graph, Hub::Own(hub.gateway)));
    let place = place(graph, "branches");
    let connect = TransitGatewayConnect { hub: Hub::Own(hub.gateway), transport, tags: tags("branches-connect-sdwan") };
    let connect = graph.add(place, &["branches", "sdwan"], connect);
    let peer = TransitGatewayConnectPeer {
        connect,
        gateway_address: Ipv4Addr::new(10, 255, 0, 254),
        address: Ipv4Addr::new(10, 6, 0, 10),
        inside: cidr("169.254.40.8/29"),
        asn: 65010,
        tags: tags("branches-gre-1"),
    };
    graph.add(place, &["branches", "gre-1"], peer);
    associate(graph, place, &["branches", "sdwan", "hub"], &Attached::Connect(connect), hub);
}

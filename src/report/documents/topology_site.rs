//! The flowchart of a site in `docs/topology.md`: its routers, the ways from each of them, and what they lead to.

use serde::Serialize;

use super::super::mermaid::{Mermaid, id, label};
use super::super::sites::{Over, Public, Session, SiteFacts};
use crate::network::DxGatewayId;
use crate::plan::AwsGateway;
use crate::uplink::public::AMAZON_ASN;

#[derive(Serialize)]
pub(super) struct SiteChart {
    name: String,
    id: Mermaid,
    label: Mermaid,
    routers: Vec<Node>,
    gateways: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Serialize, PartialEq, Eq)]
struct Node {
    id: Mermaid,
    label: Mermaid,
}

#[derive(Serialize)]
struct Edge {
    from: Mermaid,
    to: Mermaid,
    arrow: &'static str,
    text: Option<Mermaid>,
}

/// A virtual interface.
const DIRECT: &str = "===";
/// A tunnel.
const TUNNEL: &str = "-.-";
/// Between gateways of AWS.
const INSIDE: &str = "---";

pub(super) fn chart(facts: &SiteFacts<'_>) -> SiteChart {
    let (site, sessions) = (facts.site, facts.sessions());
    let title = [format!("site {}  AS {}", site.name, site.asn.value), facts.own()];
    let routers = site.routers.iter().map(|router| {
        let lines =
            [router.name.to_string(), router.platform.to_string(), router.lan.address.value.address.to_string()];
        Node { id: id("router", &[site.name.as_str(), router.name.as_str()]), label: label(&lines) }
    });
    let target = target(facts);
    let mut gateways: Vec<Node> = Vec::new();
    let mut edges: Vec<Edge> = sessions.iter().map(|session| edge(facts, session)).collect();
    for session in &sessions {
        let (node, via) = first_gateway(facts, session);
        if !gateways.contains(&node) {
            edges.push(Edge { from: node.id.clone(), to: target.id.clone(), arrow: INSIDE, text: via });
            gateways.push(node);
        }
    }
    gateways.push(target);
    let (node, own) = publics(facts);
    gateways.extend(node);
    edges.extend(own);
    SiteChart {
        name: site.name.to_string(),
        id: id("site", &[site.name.as_str()]),
        label: label(&title),
        routers: routers.collect(),
        gateways,
        edges,
    }
}

/// AWS's public addresses, where a public virtual interface leads there, and an edge for each.
fn publics(facts: &SiteFacts<'_>) -> (Option<Node>, Vec<Edge>) {
    let site = facts.site.name.as_str();
    let to = id("public", &[site]);
    let edge = |one: Public<'_>| {
        let plan = one.decided;
        let lines = [one.name.to_string(), format!("VLAN {}", plan.vlan), plan.amazon.block.to_string()];
        let from = id("router", &[site, one.router.name.as_str()]);
        Edge { from, to: to.clone(), arrow: DIRECT, text: Some(label(&lines)) }
    };
    let edges: Vec<Edge> = facts.publics().map(edge).collect();
    let lines = ["AWS's public addresses".to_owned(), format!("AS {AMAZON_ASN}")];
    let node = (!edges.is_empty()).then(|| Node { id: to.clone(), label: label(&lines) });
    (node, edges)
}

/// What a router's packets reach first.
fn first_gateway(facts: &SiteFacts<'_>, session: &Session<'_>) -> (Node, Option<Mermaid>) {
    match session.over {
        Over::Interface(one) => (connect(facts, one.gateway), Some(label(&["allowed prefixes", &facts.told(one)]))),
        Over::Peer(peer, _) => {
            let vpc = facts.plan.network.vpc(peer.over).name.as_str();
            let lines = ["Connect attachment".to_owned(), format!("over VPC {vpc}")];
            (Node { id: id("gre", &[facts.site.name.as_str(), vpc]), label: label(&lines) }, None)
        }
        Over::Tunnel(..) => {
            let lines = ["VPN connection".to_owned(), session.uplink.name.to_string()];
            (
                Node { id: id("vpn", &[facts.site.name.as_str(), session.uplink.name.as_str()]), label: label(&lines) },
                None,
            )
        }
    }
}

fn connect(facts: &SiteFacts<'_>, gateway: DxGatewayId) -> Node {
    let meant = facts.plan.network.dx_gateway(gateway);
    let lines = [format!("Direct Connect gateway {}", meant.name), format!("AS {}", meant.asn.value)];
    Node { id: id("connect", &[meant.name.as_str()]), label: label(&lines) }
}

/// What the site is joined to.
fn target(facts: &SiteFacts<'_>) -> Node {
    let network = facts.plan.network;
    match facts.decided.target {
        AwsGateway::TransitGateway(hub) => {
            let hub = &network.hubs[hub.0];
            let segment = facts.site.segment().map(|(_, segment)| format!("segment {}", hub.segment(segment).name));
            let lines: Vec<String> = [format!("transit gateway {}", hub.name)].into_iter().chain(segment).collect();
            Node { id: id("hub", &[hub.name.as_str()]), label: label(&lines) }
        }
        AwsGateway::VpnGateway(vpc) => {
            let name = network.vpc(vpc).name.as_str();
            Node { id: id("vpc", &[name]), label: label(&["VPN gateway".to_owned(), format!("VPC {name}")]) }
        }
    }
}

/// The number in front is the place in the order of preference.
fn edge(facts: &SiteFacts<'_>, session: &Session<'_>) -> Edge {
    let (arrow, detail) = match session.over {
        Over::Interface(one) => (DIRECT, format!("VLAN {}", one.vlan)),
        Over::Tunnel(vpn, _) => (TUNNEL, format!("from {}", vpn.customer.address)),
        Over::Peer(peer, _) => (TUNNEL, format!("GRE from {} to {}", peer.address, peer.gateway_address)),
    };
    let lines = [format!("{}: {}", session.order, session.name()), detail, session.link.block.to_string()];
    Edge {
        from: id("router", &[facts.site.name.as_str(), session.router.name.as_str()]),
        to: first_gateway(facts, session).0.id,
        arrow,
        text: Some(label(&lines)),
    }
}

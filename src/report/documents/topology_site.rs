//! The flowchart of a site in `docs/topology.md`: its routers, the ways from each of them, and what they lead to.

use serde::Serialize;

use super::super::mermaid::{Mermaid, id, label};
use super::super::sites::{Over, Public, Session, SiteFacts};
use super::super::words::join;
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
    let targets = targets(facts);
    let mut gateways: Vec<Node> = Vec::new();
    let mut edges: Vec<Edge> = sessions.iter().map(|session| edge(facts, session)).collect();
    for session in &sessions {
        let node = first_gateway(facts, session);
        if !gateways.contains(&node) {
            edges.extend(targets.iter().map(|(target, to)| {
                let text = allowed(facts, session, *target);
                Edge { from: node.id.clone(), to: to.id.clone(), arrow: INSIDE, text }
            }));
            gateways.push(node);
        }
    }
    gateways.extend(targets.into_iter().map(|(_, node)| node));
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
fn first_gateway(facts: &SiteFacts<'_>, session: &Session<'_>) -> Node {
    match session.over {
        Over::Interface(one) => connect(facts, one.gateway),
        Over::Peer(peer, _) => {
            let vpc = facts.plan.network.vpc(peer.over).name.as_str();
            let lines = ["Connect attachment".to_owned(), format!("over VPC {vpc}")];
            Node { id: id("gre", &[facts.site.name.as_str(), vpc]), label: label(&lines) }
        }
        Over::Tunnel(..) => {
            let lines = ["VPN connection".to_owned(), session.uplink.name.to_string()];
            Node { id: id("vpn", &[facts.site.name.as_str(), session.uplink.name.as_str()]), label: label(&lines) }
        }
    }
}

fn connect(facts: &SiteFacts<'_>, gateway: DxGatewayId) -> Node {
    let meant = facts.plan.network.dx_gateway(gateway);
    let lines = [format!("Direct Connect gateway {}", meant.name), format!("AS {}", meant.asn.value)];
    Node { id: id("connect", &[meant.name.as_str()]), label: label(&lines) }
}

/// What the site is joined to.
fn targets(facts: &SiteFacts<'_>) -> Vec<(AwsGateway, Node)> {
    facts.decided.targets.iter().map(|target| (*target, target_node(facts, *target))).collect()
}

/// What a Direct Connect gateway lets through to one of several gateways, or to the only one.
fn allowed(facts: &SiteFacts<'_>, session: &Session<'_>, target: AwsGateway) -> Option<Mermaid> {
    let Over::Interface(one) = session.over else { return None };
    let several = facts.decided.targets.len() > 1;
    let gateway = facts.plan.direct_connect_gateways.iter().find(|plan| several && plan.gateway == one.gateway);
    let association = gateway.and_then(|plan| plan.associations.iter().find(|own| own.target == target));
    let text = association.map_or_else(|| facts.allowed(one), |own| join(&own.allowed, ", "));
    Some(label(&["allowed prefixes", &text]))
}

fn target_node(facts: &SiteFacts<'_>, target: AwsGateway) -> Node {
    let network = facts.plan.network;
    match target {
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
        Over::Interface(one) if one.site_link == Some(true) => {
            (DIRECT, format!("VLAN {}, SiteLink to {}", one.vlan, facts.linked()))
        }
        Over::Interface(one) => (DIRECT, format!("VLAN {}", one.vlan)),
        Over::Tunnel(..) => (TUNNEL, format!("from {}", session.from())),
        Over::Peer(peer, _) => (TUNNEL, format!("GRE from {} to {}", peer.address, peer.gateway_address)),
    };
    let lines = [format!("{}: {}", session.order, session.name()), detail, session.link.block.to_string()];
    Edge {
        from: id("router", &[facts.site.name.as_str(), session.router.name.as_str()]),
        to: first_gateway(facts, session).id,
        arrow,
        text: Some(label(&lines)),
    }
}

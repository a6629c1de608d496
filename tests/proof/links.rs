//! The ways to sites. In come the resources of a dialect and the files of routers, out go links and the sites at their ends; nothing
//! is taken from a plan.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use ipnet::{Ipv4Net, Ipv6Net};

use super::edges::{Link, needed};
use super::net::Net;
use super::read::Resource;

impl Net {
    /// VPN gateways, connections and Connect attachments.
    pub(super) fn read_links(&mut self, resources: &[Resource]) {
        let all = |kind: &'static str| resources.iter().filter(move |one| one.kind == kind);
        for one in all("VPN gateway attachment") {
            let gateway = needed(one, "VpnGatewayId", "vpn_gateway_id");
            self.edges.vpn_gateways.insert(gateway, needed(one, "VpcId", "vpc_id"));
        }
        for one in all("AWS::EC2::VPNGatewayRoutePropagation") {
            let table = needed(one, "RouteTableIds.0", "route_table_id");
            self.edges.learns.entry(table).or_default().insert(needed(one, "VpnGatewayId", "vpn_gateway_id"));
        }
        for one in all("AWS::EC2::VPNConnection") {
            let (id, end) = vpn_end(one, resources);
            let is_static = one.text("StaticRoutesOnly", "static_routes_only").as_deref() == Some("true");
            self.edges.links.insert(id, Link { ends: BTreeMap::from([(end, None)]), is_static });
        }
        for one in all("AWS::EC2::TransitGatewayConnect") {
            let carrier = needed(one, "TransportTransitGatewayAttachmentId", "transport_attachment_id");
            let carrier = resources.iter().find(|other| other.id == carrier).expect("what carries it");
            let hub = needed(carrier, "TransitGatewayId", "transit_gateway_id");
            self.edges.links.insert(one.id.clone(), Link { ends: BTreeMap::from([(hub, None)]), is_static: false });
        }
    }

    /// What Direct Connect gateways end on, and what they let through.
    pub(super) fn read_direct(&mut self, resources: &[Resource]) {
        for one in resources.iter().filter(|one| one.kind == "AWS::DirectConnect::DirectConnectGatewayAssociation") {
            let allowed = one.references("AllowedPrefixesToDirectConnectGateway", "allowed_prefixes");
            let (v4, v6): (Vec<_>, Vec<_>) = allowed.into_iter().partition(|text| text.contains('/'));
            let allowed = v4.iter().map(|text| text.parse().expect("a prefix")).collect();
            self.edges.allowed6.extend(v6);
            let link = self.edges.links.entry(needed(one, "DirectConnectGatewayId", "dx_gateway_id")).or_default();
            link.ends.insert(needed(one, "AssociatedGatewayId", "associated_gateway_id"), Some(allowed));
        }
    }

    /// What AWS knows of sites without BGP.
    pub(super) fn read_statics(&mut self, resources: &[Resource]) {
        for one in resources.iter().filter(|one| one.kind == "AWS::EC2::VPNConnectionRoute") {
            let connection = needed(one, "VpnConnectionId", "vpn_connection_id");
            let name = resources.iter().find(|other| other.id == connection).expect("its connection").name();
            // `tokyo-inet`: names of sites in these documents have no hyphens.
            let site = name.split('-').next().unwrap_or_default().to_owned();
            let block: Ipv4Net = one
                .text("DestinationCidrBlock", "destination_cidr_block")
                .and_then(|text| text.parse().ok())
                .expect("a block");
            let site = self.edges.sites.entry(site).or_default();
            site.prefixes.insert(block);
            site.links.insert(connection.clone());
            self.behind.entry(connection).or_default().push(block);
        }
    }

    /// The routers' side, from FRR's files: which neighbor is at which end of AWS's is told by the addresses of the link.
    pub(super) fn read_routers(&mut self, resources: &[Resource], files: &BTreeMap<String, String>) -> Vec<String> {
        let mut alone = Vec::new();
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with("frr.conf")) {
            let name = path.split('/').nth(1).expect("routers/SITE/FILE").to_owned();
            let lines = || text.lines().map(str::trim);
            let blocks = |start: &'static str| {
                let own = lines().filter_map(move |line| line.strip_prefix(start)).filter(|rest| !rest.contains(':'));
                own.map(|rest| {
                    let word = rest.rsplit(' ').next().expect("a word");
                    word.parse::<Ipv4Net>().unwrap_or_else(|_| panic!("{path}: {rest}"))
                })
            };
            let six: BTreeSet<Ipv6Net> =
                lines().filter_map(|line| line.strip_prefix("network ")?.parse().ok()).collect();
            let prefixes: BTreeSet<Ipv4Net> = blocks("network ").collect();
            let accepts: BTreeSet<Ipv4Net> = blocks("ip prefix-list NG-AWS-IN ").collect();
            let neighbors = lines().filter_map(|line| line.strip_prefix("neighbor ")?.split_once(" remote-as "));
            let neighbors: Vec<Ipv4Addr> = neighbors.filter_map(|(address, _)| address.parse().ok()).collect();
            let joined: BTreeSet<String> = resources.iter().filter_map(|one| link_of(one, &neighbors)).collect();
            if joined.is_empty() {
                alone.push(path.clone());
            }
            let dual: BTreeSet<String> = resources.iter().filter_map(|one| second_session(one, resources)).collect();
            for link in joined.iter().filter(|link| dual.contains(*link)) {
                self.edges.behind6.entry(link.clone()).or_default().extend(&six);
            }
            for link in &joined {
                let behind = self.behind.entry(link.clone()).or_default();
                behind.extend(prefixes.iter().copied());
                behind.sort();
                behind.dedup();
            }
            let site = self.edges.sites.entry(name).or_default();
            site.prefixes.extend(prefixes);
            site.prefixes6.extend(six);
            site.accepts.extend(accepts);
            site.links.extend(joined);
            site.linked
                .extend(resources.iter().filter(|one| has_site_link(one)).filter_map(|one| link_of(one, &neighbors)));
        }
        alone
    }
}

/// The Direct Connect gateway of a virtual interface with a session over IPv6, which Terraform has beside it.
fn second_session(one: &Resource, all: &[Resource]) -> Option<String> {
    let interface = match one.kind {
        "Second session" => {
            let id = needed(one, "VirtualInterfaceId", "virtual_interface_id");
            all.iter().find(|other| other.id == id)?
        }
        _ => one,
    };
    let family = one.text("BgpPeers.1.AddressFamily", "address_family")?;
    (family == "ipv6").then(|| interface.reference("DirectConnectGatewayId", "dx_gateway_id")).flatten()
}

fn has_site_link(one: &Resource) -> bool {
    one.text("EnableSiteLink", "sitelink_enabled").as_deref() == Some("true")
}

/// Whose attachment a connection has, and the gateway that it ends on.
fn vpn_end(one: &Resource, resources: &[Resource]) -> (String, String) {
    let hub = |of: &Resource| of.reference("TransitGatewayId", "transit_gateway_id");
    if let Some(id) = concentrator(one) {
        let own = resources.iter().find(|other| other.id == id).expect("its concentrator");
        return (id, hub(own).expect("a gateway"));
    }
    let end = hub(one).or_else(|| one.reference("VpnGatewayId", "vpn_gateway_id")).expect("an end");
    (one.id.clone(), end)
}

/// The VPN Concentrator that a connection ends on, whose attachment stands in the tables.
fn concentrator(connection: &Resource) -> Option<String> {
    connection.reference("VpnConcentratorId", "vpn_concentrator_id")
}

/// The connection or the Direct Connect gateway on whose link one of the neighbors is.
fn link_of(one: &Resource, neighbors: &[Ipv4Addr]) -> Option<String> {
    let text = |c: &str, t: &str| one.text(c, t)?.parse::<Ipv4Net>().ok();
    match one.kind {
        "AWS::EC2::VPNConnection" => {
            let tunnels = [
                text("VpnTunnelOptionsSpecifications.0.TunnelInsideCidr", "tunnel1_inside_cidr"),
                text("VpnTunnelOptionsSpecifications.1.TunnelInsideCidr", "tunnel2_inside_cidr"),
            ];
            let is_mine = |tunnel: &Ipv4Net| neighbors.iter().any(|one| tunnel.contains(one));
            tunnels.iter().flatten().any(is_mine).then(|| concentrator(one).unwrap_or_else(|| one.id.clone()))
        }
        "AWS::EC2::TransitGatewayConnectPeer" => {
            let inside = text("ConnectPeerConfiguration.InsideCidrBlocks.0", "inside_cidr_blocks.0")?;
            let is_mine = neighbors.iter().any(|one| inside.contains(one));
            is_mine.then(|| needed(one, "TransitGatewayAttachmentId", "transit_gateway_attachment_id"))
        }
        "AWS::DirectConnect::PrivateVirtualInterface" | "AWS::DirectConnect::TransitVirtualInterface" => {
            let address = text("BgpPeers.0.AmazonAddress", "amazon_address")?.addr();
            neighbors.contains(&address).then(|| needed(one, "DirectConnectGatewayId", "dx_gateway_id"))
        }
        _ => None,
    }
}

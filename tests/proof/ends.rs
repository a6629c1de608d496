//! What the ends of links say of each other, in both dialects. In come resources, out go the identities of what they are joined to.

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::read::Resource;

pub fn needed(one: &Resource, cloudformation: &str, terraform: &str) -> String {
    one.reference(cloudformation, terraform).unwrap_or_else(|| panic!("{} has no {terraform}", one.id))
}

/// The Direct Connect gateway of a virtual interface with a session over IPv6, which Terraform has beside it.
pub fn second_session(one: &Resource, all: &[Resource]) -> Option<String> {
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

pub fn has_site_link(one: &Resource) -> bool {
    one.text("EnableSiteLink", "sitelink_enabled").as_deref() == Some("true")
}

/// Whose attachment a connection has, and the gateway that it ends on.
pub fn vpn_end(one: &Resource, resources: &[Resource]) -> (String, String) {
    let hub = |of: &Resource| of.reference("TransitGatewayId", "transit_gateway_id");
    if let Some(id) = concentrator(one) {
        let own = resources.iter().find(|other| other.id == id).expect("its concentrator");
        return (id, hub(own).expect("a gateway"));
    }
    let end = hub(one).or_else(|| one.reference("VpnGatewayId", "vpn_gateway_id")).expect("an end");
    (one.id.clone(), end)
}

/// The VPN Concentrator that a connection ends on, whose attachment stands in the tables.
pub fn concentrator(connection: &Resource) -> Option<String> {
    connection.reference("VpnConcentratorId", "vpn_concentrator_id")
}

/// The connection or the Direct Connect gateway on whose link one of the neighbors is.
pub fn link_of(one: &Resource, neighbors: &[Ipv4Addr]) -> Option<String> {
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

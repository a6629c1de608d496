//! The customer gateway configuration of a VPN connection, as AWS gives it in XML. In comes a text, out go facts. It knows the
//! elements that it needs and no others, reads no document type and resolves no entity of one.
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnConnection.html>

use std::net::Ipv4Addr;

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::fact::{Broken, Fact, Kind, link_around, parsed};
use super::stated::{OF_CONNECTION, Property};

/// Most elements and texts in a document. AWS's have about 150.
const MAX_NODES: u32 = 20_000;

/// Reads one document.
pub(super) fn read(text: &str, file: usize, facts: &mut Vec<Fact>) -> Result<(), Broken> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| broken(&error))?;
    let tunnels = document.descendants().filter(|node| node.tag_name().name() == "ipsec_tunnel");
    for tunnel in tunnels {
        let mut fact = fact(tunnel, file)?;
        if is_static(tunnel) {
            let row = OF_CONNECTION.iter().find(|row| row.property == Property::StaticRoutes);
            fact.stated.extend(row.map(|row| (row, Some("true".to_owned()))));
        }
        facts.push(fact);
    }
    Ok(())
}

/// Whether the connection of a tunnel has static routes only: AWS says so beside the tunnels.
fn is_static(tunnel: Node<'_, '_>) -> bool {
    let beside = tunnel.parent().into_iter().flat_map(|connection| connection.children());
    let mut attributes = beside.filter(|node| node.tag_name().name() == "vpn_connection_attributes");
    attributes.any(|node| node.text().is_some_and(|text| text.trim() == "NoBGPVPNConnection"))
}

/// Where the text stops to be XML. The reader's own words could quote it.
fn broken(error: &Error) -> Broken {
    match error {
        Error::DtdDetected => Broken::new("a document type in the XML, which AWS does not write"),
        Error::NodesLimitReached => Broken::new(format!("more than {MAX_NODES} elements and texts")),
        error => {
            let place = error.pos();
            Broken::new(format!("not well-formed XML at line {} column {}", place.row, place.col))
        }
    }
}

fn fact(tunnel: Node<'_, '_>, file: usize) -> Result<Fact, Broken> {
    let address = |path: &[&str]| parsed::<Ipv4Addr>(text(tunnel, path)?, &path.join("/"));
    let missing = |what| Broken::new(format!("an `ipsec_tunnel` without `{what}`"));
    let aws = address(&["vpn_gateway", "tunnel_inside_address", "ip_address"])?;
    let own = address(&["customer_gateway", "tunnel_inside_address", "ip_address"])?;
    let aws = aws.ok_or_else(|| missing("vpn_gateway/tunnel_inside_address/ip_address"))?;
    let link = link_around(aws)?;
    if own.is_some_and(|own| own == aws || !link.contains_address(own)) {
        return Err(Broken::new("an `ipsec_tunnel` whose inside addresses are not the two of one /30"));
    }
    Ok(Fact {
        aws: Some(aws),
        own,
        outside: address(&["vpn_gateway", "tunnel_outside_address", "ip_address"])?,
        customer: address(&["customer_gateway", "tunnel_outside_address", "ip_address"])?,
        aws_asn: parsed(text(tunnel, &["vpn_gateway", "bgp", "asn"])?, "vpn_gateway/bgp/asn")?,
        own_asn: parsed(text(tunnel, &["customer_gateway", "bgp", "asn"])?, "customer_gateway/bgp/asn")?,
        ..Fact::new(file, Kind::Tunnel, link)
    }
    .with_key(text(tunnel, &["ike", "pre_shared_key"])?))
}

/// The text of the element at a path below a node. An element twice, or one that holds more than a text, is no answer: half a
/// key would be taken for a whole one.
fn text<'a>(node: Node<'a, '_>, path: &[&str]) -> Result<Option<&'a str>, Broken> {
    let fails = |what| Err(Broken::new(format!("`{}` {what}", path.join("/"))));
    let mut place = node;
    for name in path {
        let mut children = place.children().filter(|child| child.tag_name().name() == *name);
        let Some(child) = children.next() else { return Ok(None) };
        if children.next().is_some() {
            return fails("twice in one `ipsec_tunnel`");
        }
        place = child;
    }
    let mut parts = place.children();
    match (parts.next(), parts.next()) {
        (None, _) => Ok(None),
        (Some(only), None) if only.is_text() => Ok(only.text().map(str::trim)),
        _ => fails("holds more than a text"),
    }
}

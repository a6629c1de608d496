//! What AWS was told of a network whose tunnels run inside Direct Connect: virtual interfaces, VPN connections, and the transit gateway's
//! tables. In come the templates, out come the values that AWS's side is made of. Nothing is made up but what AWS makes up itself.

use serde_json::Value;

use crate::lab::aws::Tunnel;
use crate::lab::files::Files;
use crate::lab::told::{Told, address, asn, number, text, within};

/// AWS's side.
pub struct Side {
    /// The transit gateway's number.
    pub transit_asn: u32,
    /// The Direct Connect gateway's number.
    pub direct_asn: u32,
    /// The only VPC's prefix, and a host in it.
    pub vpc: String,
    pub host: String,
    /// The transit gateway's own block, in which its ends of tunnels inside Direct Connect are.
    pub block: String,
    /// What is announced in clear, on each virtual interface.
    pub allowed: Vec<String>,
    /// Whether what comes in clear finds a way to the VPC: the attachment of the Direct Connect gateway is associated with a table that
    /// knows the VPC.
    pub is_led: bool,
    /// Whether the VPC's table learns what is announced in clear.
    pub is_learned: bool,
    pub links: Vec<Link>,
    pub connections: Vec<Connection>,
}

/// A virtual interface.
pub struct Link {
    /// Its uplink's name: `dx-1`.
    pub uplink: String,
    /// The Direct Connect connection.
    pub connection: String,
    /// The site's number there.
    pub asn: u32,
    /// AWS's address and the router's.
    pub ends: [String; 2],
    pub vlan: u64,
    pub mtu: u64,
    /// The key of its session, which AWS makes up.
    pub key: &'static str,
}

/// A VPN connection.
pub struct Connection {
    /// Its uplink's name: `dx-1`, `inet`.
    pub uplink: String,
    /// The router, counted from 0.
    pub router: usize,
    /// The site's number.
    pub asn: u32,
    /// The customer gateway's address.
    pub customer: String,
    /// Whether its packets pass Direct Connect.
    pub is_inside: bool,
    /// What its sessions announce: what is in the table that its attachment is associated with.
    pub announces: Vec<String>,
    /// Whether the VPC's table learns of it.
    pub is_learned: bool,
    pub tunnels: [Tunnel; 2],
}

/// Keys of tunnels, connection by connection, and of virtual interfaces.
const KEYS: [[&str; 2]; 3] =
    [["first_key_1", "first_key_2"], ["second_key_1", "second_key_2"], ["third_key_1", "third_key_2"]];
const LINK_KEYS: [&str; 2] = ["bgp_key_of_dx_1", "bgp_key_of_dx_2"];
/// Where AWS's outside addresses on the internet are.
const INTERNET: &str = "198.51.100.0/24";

/// Which attachments are associated with which table, or propagate to it.
struct Tables {
    associations: Vec<[String; 2]>,
    propagations: Vec<[String; 2]>,
}

impl Tables {
    fn read(told: &Told) -> Self {
        let pairs = |kind: &str| {
            let pair = |properties: &Value| {
                let of = |name: &str| properties[name]["Ref"].as_str().unwrap_or_default();
                let attachment = of("TransitGatewayAttachmentId");
                let attachment = told.looked_up(attachment).unwrap_or(attachment);
                [attachment.to_owned(), of("TransitGatewayRouteTableId").to_owned()]
            };
            told.named(kind).map(|(_, properties)| pair(properties)).collect()
        };
        Self {
            associations: pairs("AWS::EC2::TransitGatewayRouteTableAssociation"),
            propagations: pairs("AWS::EC2::TransitGatewayRouteTablePropagation"),
        }
    }

    /// Whether a packet that comes by one attachment finds what another one propagates.
    fn leads(&self, from: &str, to: &str) -> bool {
        let mut own = self.associations.iter().filter(|[attachment, _]| attachment == from);
        own.any(|[_, table]| self.propagations.contains(&[to.to_owned(), table.clone()]))
    }
}

impl Side {
    /// After the templates of a render were deployed.
    pub fn read(files: &Files) -> Result<Self, String> {
        let told = Told::read(files)?;
        let tables = Tables::read(&told);
        let transit = told.only("AWS::EC2::TransitGateway")?;
        let vpc = text(&told.only("AWS::EC2::VPC")?["CidrBlock"])?;
        let attachment = only(told.named("AWS::EC2::TransitGatewayAttachment"))?.0;
        let (gateway, direct) = only(told.named("AWS::DirectConnect::DirectConnectGateway"))?;
        let association = told.only("AWS::DirectConnect::DirectConnectGatewayAssociation")?;
        let allowed = association["AllowedPrefixesToDirectConnectGateway"].as_array().ok_or("no allowed prefixes")?;
        // What no template associates or propagates joins the default table, if there is one.
        let joins = |what: &str| transit[what] == "enable";
        let by_default = joins("DefaultRouteTableAssociation") && joins("DefaultRouteTablePropagation");
        let block = text(&transit["TransitGatewayCidrBlocks"][0])?;
        let connections = told.named("AWS::EC2::VPNConnection").zip(KEYS);
        let connection = |((name, options), keys): ((&str, &Value), [&'static str; 2])| {
            let announces = if tables.leads(name, attachment) { vec![vpc.clone()] } else { Vec::new() };
            Connection::read(&told, options, (&block, keys), (announces, tables.leads(attachment, name)))
        };
        let links = told.named("AWS::DirectConnect::TransitVirtualInterface").zip(LINK_KEYS);
        Ok(Self {
            transit_asn: asn(transit, &["AmazonSideAsn"])?,
            direct_asn: asn(direct, &["AmazonSideAsn"])?,
            host: within(&vpc, 10)?,
            allowed: allowed.iter().map(text).collect::<Result<_, _>>()?,
            is_led: by_default || tables.leads(gateway, attachment),
            is_learned: tables.leads(attachment, gateway),
            links: links.map(|((_, options), key)| Link::read(options, key)).collect::<Result<_, _>>()?,
            connections: connections.map(connection).collect::<Result<_, _>>()?,
            vpc,
            block,
        })
    }
}

impl Link {
    fn read(options: &Value, key: &'static str) -> Result<Self, String> {
        let peer = &options["BgpPeers"][0];
        Ok(Self {
            uplink: uplink(options)?,
            connection: text(&options["ConnectionId"])?,
            asn: asn(peer, &["Asn"])?,
            ends: [address(&peer["AmazonAddress"])?, address(&peer["CustomerAddress"])?],
            vlan: number(&options["Vlan"])?,
            mtu: number(&options["Mtu"])?,
            key,
        })
    }
}

impl Connection {
    fn read(
        told: &Told,
        options: &Value,
        (block, keys): (&str, [&'static str; 2]),
        (announces, is_learned): (Vec<String>, bool),
    ) -> Result<Self, String> {
        let name = text(&options["CustomerGatewayId"]["Ref"])?;
        let gateways: Vec<_> = told.named("AWS::EC2::CustomerGateway").collect();
        let (_, gateway) = gateways.iter().find(|(own, _)| *own == name).ok_or_else(|| format!("no gateway {name}"))?;
        let customer = text(&gateway["IpAddress"])?;
        let is_inside = options["OutsideIpAddressType"] == "PrivateIpv4";
        let outside = |n: u32| {
            // Something that no other connection has: the last number of the customer's address tells them apart.
            let own: u32 = customer.rsplit('.').next().and_then(|part| part.parse().ok()).unwrap_or_default();
            within(if is_inside { block } else { INTERNET }, 10 * own + n)
        };
        let tunnel = |n: usize| {
            let outside = outside(u32::try_from(n).unwrap_or_default())?;
            Tunnel::read(&options["VpnTunnelOptionsSpecifications"][n], (&outside, keys[n]))
        };
        let router = text(&gateway["DeviceName"])?;
        Ok(Self {
            uplink: uplink(options)?,
            router: router.trim_start_matches("edge-").parse::<usize>().map_err(|_| format!("no router {router}"))? - 1,
            asn: asn(gateway, &["BgpAsn", "BgpAsnExtended"])?,
            is_inside,
            announces,
            is_learned,
            tunnels: [tunnel(0)?, tunnel(1)?],
            customer,
        })
    }
}

/// The uplink that a resource is of, by its tag.
fn uplink(options: &Value) -> Result<String, String> {
    let name = text(&options["Tags"][0]["Value"])?;
    name.strip_prefix("tokyo-").map(str::to_owned).ok_or_else(|| format!("{name} is of another site"))
}

fn only<'a>(mut all: impl Iterator<Item = (&'a str, &'a Value)>) -> Result<(&'a str, &'a Value), String> {
    match (all.next(), all.next()) {
        (Some(one), None) => Ok(one),
        _ => Err("the templates have none or several of what is there once".to_owned()),
    }
}

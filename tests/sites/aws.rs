//! AWS's end of every tunnel and virtual interface, as one dialect has it.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::attached::Attached;
use super::connect::PeerEnd;
use super::dialects::form::{Form, Key, Leaf, Resource, squashed};
use super::intent::Site;

/// AWS's end of a session.
#[derive(Debug)]
pub struct End {
    /// Site and uplink without what stands between the words.
    pub uplink: String,
    /// Of the tunnels 1 and 2; 0 for a virtual interface.
    pub tunnel: u8,
    pub aws: Ipv4Addr,
    pub router: Ipv4Addr,
    /// Where AWS says it: that of a gateway that exists stands nowhere.
    pub own_asn: Option<u32>,
    pub customer_asn: u32,
    /// What AWS tells the router.
    pub announces: BTreeSet<Ipv4Net>,
    /// What of it `SiteLink` brings.
    pub linked: BTreeSet<Ipv4Net>,
    /// Routes of the table that stand for what lies inside them.
    pub summaries: BTreeSet<Ipv4Net>,
    /// Of the transit gateway: the table that decides about what comes from there, and those that learn what lies there.
    pub tables: [BTreeSet<Leaf>; 2],
    pub kind: Kind,
}

#[derive(Debug)]
pub enum Kind {
    Tunnel { outside: Ipv4Addr, device: String, bgp: bool, carried: bool, options: BTreeMap<String, Vec<String>> },
    Interface { vlan: u32, mtu: u32, transit: bool, behind: BTreeSet<String> },
    Peer(PeerEnd),
}

/// Both ends that a dialect says.
pub fn ends(form: &Form, sites: &[Site]) -> Result<Vec<End>, String> {
    let reader = Reader { form, sites };
    let mut ends = Vec::new();
    for (key, connection) in form.of("AWS::EC2::VPNConnection") {
        for tunnel in [1, 2] {
            ends.push(reader.tunnel(key, connection, tunnel).map_err(|error| format!("{key:?}: {error}"))?);
        }
    }
    for (key, peer) in form.of("AWS::EC2::TransitGatewayConnectPeer") {
        for session in [1, 2] {
            ends.push(reader.peer(key, peer, session).map_err(|error| format!("{key:?}: {error}"))?);
        }
    }
    for kind in ["Transit", "Private"] {
        for (key, interface) in form.of(&format!("AWS::DirectConnect::{kind}VirtualInterface")) {
            let end = reader.interface(key, interface, kind == "Transit");
            ends.push(end.map_err(|error| format!("{key:?}: {error}"))?);
        }
    }
    Ok(ends)
}

/// Whose attachment, the gateway, and what is announced.
type Joined<'f> = (&'f Key, &'f Leaf, (BTreeSet<Ipv4Net>, BTreeSet<Ipv4Net>));

pub struct Reader<'a> {
    pub form: &'a Form,
    sites: &'a [Site],
}

pub fn text<'a>(resource: &'a Resource, fact: &str) -> Result<&'a str, String> {
    resource.facts.get(fact).and_then(Leaf::as_text).ok_or_else(|| format!("no {fact}"))
}

pub fn parsed<T: std::str::FromStr>(resource: &Resource, fact: &str) -> Result<T, String> {
    let text = text(resource, fact)?;
    text.parse().map_err(|_| format!("{fact} is {text}"))
}

impl Reader<'_> {
    pub(super) fn resource(&self, key: &Key) -> Result<&Resource, String> {
        self.form.resources.get(key).ok_or_else(|| format!("no {key:?}"))
    }

    /// The number of a gateway that is made here.
    pub(super) fn asn(&self, gateway: &Leaf) -> Result<Option<u32>, String> {
        match gateway.reads().first() {
            Some(key) => parsed(self.resource(key)?, "AmazonSideAsn").map(Some),
            None => Ok(None),
        }
    }

    pub fn site(&self, key: &Key) -> Result<&Site, String> {
        let is = |site: &&Site| {
            let mut names = site.uplinks.keys();
            names.any(|uplink| squashed(&format!("{}{uplink}", site.name)) == key.name)
        };
        self.sites.iter().find(is).ok_or_else(|| format!("whose is {key:?}?"))
    }

    fn tunnel(&self, key: &Key, connection: &Resource, tunnel: u8) -> Result<End, String> {
        let own = format!("VpnTunnelOptionsSpecifications.{}.", tunnel - 1);
        let inside: Ipv4Net = parsed(connection, &format!("{own}TunnelInsideCidr"))?;
        let [aws, router] = hosts(inside)?;
        let customer = self.resource(connection.read("CustomerGatewayId").ok_or("no customer gateway")?)?;
        let (customer_asn, options) = (customer_asn(customer)?, options(connection, &own)?);
        let (at, gateway, (announces, summaries)) = self.joined(key, connection)?;
        let bgp = text(connection, "StaticRoutesOnly")? == "false";
        let mine = |attached: &Attached| matches!(attached, Attached::Vpn(other) if other == at);
        let tables = self.tables(mine)?;
        if bgp && !self.told("AWS::EC2::TransitGatewayRoute", mine)?.is_empty() {
            return Err("a static route beats Direct Connect".into());
        }
        Ok(End {
            uplink: key.name.clone(),
            tunnel,
            aws,
            router,
            own_asn: self.asn(gateway)?,
            customer_asn,
            announces,
            summaries,
            linked: BTreeSet::new(),
            tables,
            kind: Kind::Tunnel {
                outside: parsed(customer, "IpAddress")?,
                device: text(customer, "DeviceName")?.to_owned(),
                carried: self.carried(connection)?,
                bgp,
                options,
            },
        })
    }

    /// What a connection is joined to: whose attachment stands in the tables, the gateway, and what that announces, with what of it stands for a
    /// pool. Behind a VPN Concentrator it is that one's attachment.
    fn joined<'f>(&'f self, key: &'f Key, connection: &'f Resource) -> Result<Joined<'f>, String> {
        let mine = |at: &Key| self.table_of(|attached| matches!(attached, Attached::Vpn(other) if other == at));
        let gateways = ["TransitGatewayId", "VpnGatewayId"].map(|name| connection.facts.get(name));
        match (gateways, connection.read("VpnConcentratorId")) {
            ([None, None], Some(at)) => {
                let hub = self.resource(at)?.facts.get("TransitGatewayId").ok_or("a concentrator of nothing")?;
                Ok((at, hub, mine(at)?))
            }
            ([Some(hub), None], None) => Ok((key, hub, mine(key)?)),
            ([None, Some(gateway)], None) => Ok((key, gateway, (self.blocks_behind(gateway)?, BTreeSet::new()))),
            other => Err(format!("joined to {other:?}")),
        }
    }

    /// Whether a connection is one with private addresses, over the attachment of a Direct Connect gateway; never half of it.
    fn carried(&self, connection: &Resource) -> Result<bool, String> {
        let carrier = connection.facts.get("TransportTransitGatewayAttachmentId").map(|leaf| self.attached(leaf));
        match (text(connection, "OutsideIpAddressType").ok(), carrier.transpose()?) {
            (Some("PrivateIpv4"), Some(Attached::Gateway(_))) => Ok(true),
            (Some("PrivateIpv4") | None, None) => Ok(false),
            (kind, _) => Err(format!("a connection of {kind:?} addresses over something else")),
        }
    }

    fn interface(&self, key: &Key, interface: &Resource, transit: bool) -> Result<End, String> {
        let ends =
            ["Amazon", "Customer"].map(|side| parsed::<Ipv4Net>(interface, &format!("BgpPeers.0.{side}Address")));
        let [aws, router] = ends;
        let (aws, router) = (aws?, router?);
        if aws.trunc() != router.trunc() || hosts(aws.trunc())? != [aws.addr(), router.addr()] {
            return Err(format!("{aws} and {router} are not both ends of a /30"));
        }
        if matches!(interface.facts.get("BgpPeers.0.AuthKey"), Some(Leaf::Text(_))) {
            return Err("a key in the open".into());
        }
        let gateway = interface.facts.get("DirectConnectGatewayId").ok_or("no gateway")?;
        let (mut announces, behind) = self.behind_gateway(gateway, transit)?;
        let linked = self.linked(key, interface)?;
        // For one prefix by both ways AWS does not say which it takes.
        if let Some(twice) = announces.intersection(&linked).next() {
            return Err(format!("{twice} by SiteLink and by the gateway behind it"));
        }
        announces.extend(&linked);
        // One that carries tunnels is named as the connection inside is.
        let carrier = format!("{}vif", key.name);
        let known = |name: &String| self.sites.iter().any(|site| squashed(&format!("{}{name}", site.name)) == carrier);
        let is_one = self.sites.iter().flat_map(|site| site.uplinks.keys()).any(known);
        Ok(End {
            uplink: if is_one { carrier } else { key.name.clone() },
            tunnel: 0,
            aws: aws.addr(),
            router: router.addr(),
            own_asn: self.asn(gateway)?,
            customer_asn: parsed(interface, "BgpPeers.0.Asn")?,
            announces,
            summaries: BTreeSet::new(),
            linked,
            tables: self.tables(|attached| matches!(attached, Attached::Gateway(other) if other == gateway))?,
            kind: Kind::Interface { vlan: parsed(interface, "Vlan")?, mtu: parsed(interface, "Mtu")?, transit, behind },
        })
    }

    /// What AWS announces from behind a Direct Connect gateway, and the VPCs there, by what their names say.
    fn behind_gateway(&self, gateway: &Leaf, transit: bool) -> Result<(BTreeSet<Ipv4Net>, BTreeSet<String>), String> {
        let associations = self.form.of("AWS::DirectConnect::DirectConnectGatewayAssociation");
        let own = associations.filter(|(_, one)| one.facts.get("DirectConnectGatewayId") == Some(gateway));
        let (mut announces, mut behind) = (BTreeSet::new(), BTreeSet::new());
        for (key, association) in own {
            let allowed = association.facts.iter().filter(|(name, one)| name.starts_with("Allowed") && !is_six(one));
            let allowed =
                allowed.map(|(_, leaf)| leaf.as_text().and_then(|text| text.parse().ok()).ok_or("which prefix?"));
            let allowed: BTreeSet<Ipv4Net> = allowed.collect::<Result<_, _>>()?;
            if transit {
                announces.extend(allowed);
                continue;
            }
            // A filter alone: blocks of the VPC that lie in these prefixes.
            let vpc =
                self.vpc_behind(association.facts.get("AssociatedGatewayId").ok_or("nothing behind its gateway")?)?;
            let blocks = self.blocks(vpc)?;
            if let Some(other) = allowed.difference(&blocks).next() {
                return Err(format!("{key:?} lets {other} pass, which its VPC does not have"));
            }
            announces.extend(allowed);
            behind.insert(vpc.name.clone());
        }
        if announces.is_empty() {
            return Err("its gateway leads nowhere".to_owned());
        }
        Ok((announces, behind))
    }

    /// Blocks of the VPC that a VPN gateway is attached to.
    fn blocks_behind(&self, gateway: &Leaf) -> Result<BTreeSet<Ipv4Net>, String> {
        self.blocks(self.vpc_behind(gateway)?)
    }

    fn vpc_behind(&self, gateway: &Leaf) -> Result<&Key, String> {
        let mut attachments = self.form.of("VPN gateway attachment");
        let (_, attachment) = attachments
            .find(|(_, one)| one.facts.get("VpnGatewayId") == Some(gateway))
            .ok_or_else(|| format!("{gateway:?} is attached to nothing"))?;
        attachment.read("VpcId").ok_or_else(|| "attached to no VPC".to_owned())
    }

    pub(super) fn blocks(&self, vpc: &Key) -> Result<BTreeSet<Ipv4Net>, String> {
        let first = parsed(self.resource(vpc)?, "CidrBlock")?;
        let more = self.form.of("AWS::EC2::VPCCidrBlock").filter(|(_, one)| one.read("VpcId") == Some(vpc));
        let more = more.map(|(_, one)| parsed(one, "CidrBlock"));
        std::iter::once(Ok(first)).chain(more).collect()
    }
}

/// The number of a customer gateway, which stands in one place of two.
fn customer_asn(customer: &Resource) -> Result<u32, String> {
    let extended = customer.facts.contains_key("BgpAsnExtended");
    let asn: u32 = parsed(customer, if extended { "BgpAsnExtended" } else { "BgpAsn" })?;
    if extended != (asn > 2_147_483_647) || extended && customer.facts.contains_key("BgpAsn") {
        return Err(format!("{asn} stands in the wrong place"));
    }
    Ok(asn)
}

/// What a connection says of a tunnel, by names without the places of lists.
fn options(connection: &Resource, own: &str) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut options: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, leaf) in &connection.facts {
        let Some(name) = name.strip_prefix(own) else { continue };
        let name = name.split('.').next().unwrap_or_default();
        match leaf {
            Leaf::Text(_) if name == "PreSharedKey" => return Err("a key in the open".into()),
            Leaf::Text(value) => options.entry(name.to_owned()).or_default().push(value.clone()),
            _ => {}
        }
    }
    Ok(options)
}

/// Whether it is the IPv6 block of a VPC, which `ipv6` reads.
fn is_six(leaf: &Leaf) -> bool {
    matches!(leaf, Leaf::Read(_, "ipv6_cidr_block"))
}

/// AWS's address in a /30, and the router's.
fn hosts(link: Ipv4Net) -> Result<[Ipv4Addr; 2], String> {
    let hosts: Vec<Ipv4Addr> = link.hosts().collect();
    if link.prefix_len() == 30 && link == link.trunc() {
        Ok([hosts[0], hosts[1]])
    } else {
        Err(format!("{link} is no /30"))
    }
}

//! Connect peers: what the document asks for, AWS's end of each, and what the router has to say.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use serde_json::Value;

use super::attached::Attached;
use super::aws::{self, End, Kind, Reader, parsed as fact};
use super::dialects::form::{Key, Resource};
use super::intent::{Uplink, Way, blocks, number, parsed, text};
use super::router::Link;
use super::session::Talk;

/// A Connect peer, as the document has it.
#[derive(Debug)]
pub struct Peer {
    /// The VPC that carries the tunnel.
    pub over: String,
    pub address: Ipv4Addr,
    pub gateway: Option<Ipv4Addr>,
    pub inside: Option<Ipv4Net>,
    pub mtu: u32,
    /// The transit gateway's own blocks.
    pub blocks: Vec<Ipv4Net>,
}

/// AWS's end, as a dialect has it.
#[derive(Debug)]
pub struct PeerEnd {
    /// AWS's end of the tunnel, and the appliance's.
    pub outer: [Ipv4Addr; 2],
    pub inside: Ipv4Net,
    /// The VPC whose attachment carries it.
    pub over: Key,
}

pub fn uplink(one: &Value, rank: usize, document: &Value, hub: Option<&String>) -> Uplink {
    let own = |key: &str| one[key].is_string().then(|| parsed(&one[key]));
    let blocks = hub.map(|hub| blocks(&document["transit_gateways"][hub]["cidrs"]).collect()).unwrap_or_default();
    let peer = Peer {
        over: text(&one["over"]).strip_prefix("vpc/").expect("a VPC").to_owned(),
        address: parsed(&one["address"]),
        gateway: own("gateway_address"),
        inside: one["inside"].is_string().then(|| parsed(&one["inside"])),
        mtu: number(&one["mtu"], 1500),
        blocks,
    };
    Uplink { router: text(&one["router"]), interface: text(&one["interface"]), rank, way: Way::Peer(peer) }
}

impl Peer {
    /// The outer header has 20 bytes, and GRE's 4.
    pub fn sizes(&self) -> (u32, u32) {
        (self.mtu - 24, self.mtu - 64)
    }

    /// What does not fit between the document, AWS's end, and the router's interface.
    pub fn wrong(&self, uplink: &Uplink, end: &PeerEnd, link: &Link) -> Vec<String> {
        let [aws, own] = end.outer;
        let mut found = Vec::new();
        let mut must = |fits: bool, what: String| {
            if !fits {
                found.push(what);
            }
        };
        must(own == self.address, format!("AWS sends to {own}, the appliance is {}", self.address));
        must(self.blocks.iter().any(|block| block.contains(&aws)), format!("{aws} is not the gateway's"));
        must(self.gateway.is_none_or(|pin| pin == aws), format!("{aws}, pinned is {:?}", self.gateway));
        must(self.inside.is_none_or(|pin| pin == end.inside), format!("pinned is {:?}", self.inside));
        must(end.over.name == super::dialects::form::squashed(&self.over), format!("carried by {:?}", end.over));
        must(link.mtu == Some(self.sizes().0), format!("MTU {:?}, not {}", link.mtu, self.sizes().0));
        let from = BTreeSet::from([uplink.interface.clone(), self.address.to_string()]);
        let gre = link.gre.as_ref();
        must(gre.is_some_and(|(source, to)| from.contains(source) && *to == aws), format!("GRE {gre:?} to {aws}"));
        found
    }
}

/// The same of a session.
pub fn wrong(talk: &Talk<'_>, end: &PeerEnd, link: &Link) -> Vec<String> {
    match &talk.uplink.way {
        Way::Peer(peer) => peer.wrong(talk.uplink, end, link),
        _ => vec![format!("no {end:?} is meant")],
    }
}

impl End {
    /// The router's address with the length of the link.
    pub fn link(&self) -> Ipv4Net {
        let length = if matches!(self.kind, Kind::Peer(_)) { 29 } else { 30 };
        Ipv4Net::new(self.router, length).expect("a link")
    }
}

/// The /29 inside, AWS's address in it for each of two sessions, and the router's.
fn inside(peer: &Resource) -> Result<(Ipv4Net, [Ipv4Addr; 2], Ipv4Addr), String> {
    let inside: Ipv4Net = fact(peer, "ConnectPeerConfiguration.InsideCidrBlocks.0")?;
    let hosts: Vec<Ipv4Addr> = inside.hosts().collect();
    if inside.prefix_len() != 29 || inside != inside.trunc() {
        return Err(format!("{inside} is no /29"));
    }
    // Blocks that AWS keeps: <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>
    let reserved = matches!(inside.addr().octets(), [169, 254, 0..=5, 0] | [169, 254, 169, 248]);
    if reserved || inside.addr().octets()[..2] != [169, 254] {
        return Err(format!("{inside} is not for this"));
    }
    Ok((inside, [hosts[1], hosts[2]], hosts[0]))
}

impl Reader<'_> {
    /// One of the two sessions of a Connect peer.
    pub(super) fn peer(&self, key: &Key, peer: &Resource, session: u8) -> Result<End, String> {
        let own = "ConnectPeerConfiguration.";
        let (inside, aws, router) = inside(peer)?;
        let connect = peer.read("TransitGatewayAttachmentId").ok_or("on no Connect attachment")?;
        let attachment = self.resource(connect)?;
        if aws::text(attachment, "Options.Protocol")? != "gre" {
            return Err("no GRE".into());
        }
        let carrier =
            self.resource(attachment.read("TransportTransitGatewayAttachmentId").ok_or("carried by nothing")?)?;
        let mine = |attached: &Attached| matches!(attached, Attached::Connect(other) if other == connect);
        let (announces, summaries) = self.table_of(mine)?;
        let outer = ["TransitGatewayAddress", "PeerAddress"].map(|name| fact(peer, &format!("{own}{name}")));
        let [outer, far] = outer;
        Ok(End {
            uplink: key.name.clone(),
            tunnel: session,
            aws: aws[usize::from(session) - 1],
            router,
            own_asn: self.asn(carrier.facts.get("TransitGatewayId").ok_or("of no gateway")?)?,
            customer_asn: fact(peer, &format!("{own}BgpConfigurations.0.PeerAsn"))?,
            announces,
            summaries,
            linked: BTreeSet::new(),
            tables: self.tables(mine)?,
            kind: Kind::Peer(PeerEnd {
                outer: [outer?, far?],
                inside,
                over: carrier.read("VpcId").ok_or("of no VPC")?.clone(),
            }),
        })
    }
}

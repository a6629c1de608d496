//! The grammar of questions: two ends and a protocol.
//!
//! An end is `internet`, an address, `site/tokyo`, `remote_access/staff`, or a VPC, tier and zone (`shop`, `shop/web`, `shop/web/a`), the latter with a
//! security group behind a colon (`shop/web:app`). A protocol is `tcp/443`, `udp/53` or `icmp` (an echo request).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use super::end::{End, Hosts};
use crate::diagnostic::{Spanned, closest, visible};
use crate::net::{Cidr4, Cidr6};
use crate::network::{GroupId, Network, Purpose, RemoteAccessId, Site, SiteId, TierId, Vpc, VpcId, Zone};
use crate::plan::Plan;
use crate::plan::fabric::packet::{Family, Transport};

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The end that opens the connection.
    pub from: End,
    /// The end that accepts it.
    pub to: End,
    /// The protocol; none asks for all.
    pub what: Option<What>,
}

/// The protocol of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// TCP to a port.
    Tcp(u16),
    /// UDP to a port.
    Udp(u16),
    /// An echo request of ICMP or ICMPv6.
    Icmp,
}

impl What {
    /// The packets of a family.
    #[must_use]
    pub fn transport(self, family: Family) -> Transport {
        match self {
            Self::Tcp(port) => Transport::Tcp(port),
            Self::Udp(port) => Transport::Udp(port),
            Self::Icmp => Transport::echo(family),
        }
    }
}

/// `tcp/443`
impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(port) => write!(f, "tcp/{port}"),
            Self::Udp(port) => write!(f, "udp/{port}"),
            Self::Icmp => f.write_str("icmp"),
        }
    }
}

/// Why a question cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionError {
    /// What is wrong with it, harmless to print.
    pub message: String,
    /// What to ask instead.
    pub help: String,
}

fn error<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, QuestionError> {
    Err(QuestionError { message: message.into(), help: help.into() })
}

impl Question {
    /// Reads a question about a plan.
    ///
    /// # Errors
    ///
    /// A name that the document does not have, an address that nothing of it holds, or a protocol that is none.
    pub fn read(plan: &Plan<'_>, from: &str, to: &str, what: Option<&str>) -> Result<Self, QuestionError> {
        let what = what.map(protocol).transpose()?;
        let mut ends = [end(plan, from)?, end(plan, to)?];
        for (one, other) in [(0, 1), (1, 0)] {
            if let (Some(vpc), Some(address)) = (ends[other].vpc(), ends[one].outside())
                && let Some(peer) = peer_of(plan.network, Some(vpc), address)
            {
                ends[one].hosts = peer;
            }
        }
        let [from, to] = ends;
        Ok(Self { from, to, what })
    }

    /// The families that both ends have.
    #[must_use]
    pub fn families(&self, network: &Network) -> Vec<Family> {
        let both = |family: &Family| self.from.has(network, *family) && self.to.has(network, *family);
        [Family::Ipv4, Family::Ipv6].into_iter().filter(both).collect()
    }
}

fn protocol(text: &str) -> Result<What, QuestionError> {
    let known = || "write `tcp/443`, `udp/53` or `icmp`";
    let port = |text: &str| match text.parse::<u16>() {
        Ok(port) if port > 0 && !text.starts_with(['0', '+']) => Ok(port),
        _ => error(format!("`{}` is no port", visible(text)), "write a number from 1 to 65535, such as `tcp/443`"),
    };
    match text.split_once('/') {
        Some(("tcp", number)) => port(number).map(What::Tcp),
        Some(("udp", number)) => port(number).map(What::Udp),
        None if text == "icmp" => Ok(What::Icmp),
        _ => error(format!("`{}` is no protocol with a port", visible(text)), known()),
    }
}

/// Reads one end.
fn end(plan: &Plan<'_>, text: &str) -> Result<End, QuestionError> {
    let network = plan.network;
    if text == "internet" {
        return Ok(End { text: text.to_owned(), hosts: Hosts::Internet(None) });
    }
    if let Ok(address) = text.parse::<IpAddr>() {
        return Ok(End { text: address.to_string(), hosts: address_of(plan, address)? });
    }
    if let Some(name) = text.strip_prefix("site/") {
        let site = network.sites.iter().position(|site| site.name.shown() == name);
        let names = network.sites.iter().map(|site| site.name.shown());
        let Some(site) = site else { return unknown("site", name, names) };
        return Ok(End { text: text.to_owned(), hosts: Hosts::Site(SiteId(site)) });
    }
    if let Some(name) = text.strip_prefix("remote_access/") {
        let found = network.remote_access.iter().position(|access| access.name.shown() == name);
        let names = network.remote_access.iter().map(|access| access.name.shown());
        let Some(id) = found else { return unknown("remote access", name, names) };
        let hosts = Hosts::RemoteAccess(network.remote_access[id].vpc, RemoteAccessId(id));
        return Ok(End { text: text.to_owned(), hosts });
    }
    let (path, group) = match text.split_once(':') {
        Some((path, group)) => (path, Some(group)),
        None => (text, None),
    };
    let mut parts = path.split('/');
    let (vpc, tier, zone) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    if parts.next().is_some() {
        return error(format!("`{}` has too many parts", visible(text)), "write VPC, tier and zone: `shop/web/a`");
    }
    let Some(id) = network.vpcs.iter().position(|one| one.name.shown() == vpc).map(VpcId) else {
        return unknown("VPC", vpc, network.vpcs.iter().map(|vpc| vpc.name.shown()));
    };
    let vpc = network.vpc(id);
    let tiers = tiers(vpc, tier)?;
    let zone = zone.map(|zone| zone_of(network, zone)).transpose()?;
    let group = group.map(|group| group_of(vpc, group)).transpose()?;
    Ok(End { text: text.to_owned(), hosts: Hosts::Tiers { vpc: id, tiers, zone, group } })
}

fn unknown<'a, T>(kind: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Result<T, QuestionError> {
    let known: Vec<&str> = known.collect();
    let help = match closest(name, known.iter().copied()) {
        Some(best) => format!("did you mean `{best}`?"),
        None if known.is_empty() => format!("the document has no {kind}"),
        None => {
            format!("there is {}", known.iter().take(8).map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", "))
        }
    };
    error(format!("there is no {kind} `{}`", visible(name)), help)
}

/// The tier that is named, or all workloads of the VPC.
fn tiers(vpc: &Vpc, name: Option<&str>) -> Result<Vec<TierId>, QuestionError> {
    let all = || vpc.tiers.iter().enumerate();
    if let Some(name) = name {
        let found = all().find(|(_, tier)| tier.name.shown() == name);
        let unknown = || unknown("tier", name, vpc.tiers.iter().map(|tier| tier.name.shown()));
        return found.map_or_else(unknown, |(index, _)| Ok(vec![TierId(index)]));
    }
    let tiers = all().filter(|(_, tier)| tier.purpose == Purpose::Workload);
    let tiers: Vec<TierId> = tiers.map(|(index, _)| TierId(index)).collect();
    if tiers.is_empty() {
        return error(
            format!("VPC `{}` has no tiers of its own", vpc.name),
            "name one that netgen adds, such as `egress/public`",
        );
    }
    Ok(tiers)
}

fn zone_of(network: &Network, name: &str) -> Result<Zone, QuestionError> {
    let zones = network.all_zones();
    let found = zones.iter().copied().find(|zone| zone.to_string() == name);
    let names: Vec<String> = zones.iter().map(ToString::to_string).collect();
    found.map_or_else(|| unknown("zone", name, names.iter().map(String::as_str)), Ok)
}

fn group_of(vpc: &Vpc, name: &str) -> Result<GroupId, QuestionError> {
    let found = vpc.groups.iter().position(|group| group.name.shown() == name).map(GroupId);
    found.map_or_else(|| unknown("security group", name, vpc.groups.iter().map(|group| group.name.shown())), Ok)
}

/// The VPC of others that holds an address, behind a peering: of one VPC, or of any. Others may have one address in several places, and where
/// packets go to it is the affair of each VPC's tables; a peering is never further than the transit gateway.
fn peer_of(network: &Network, vpc: Option<VpcId>, address: Ipv4Addr) -> Option<Hosts> {
    let mut peers = network.peerings_with_others();
    let holds = |blocks: &[Spanned<Cidr4>]| blocks.iter().any(|block| block.value.contains_address(address));
    let found = peers.find(|(_, one, peer)| vpc.is_none_or(|vpc| one.requester == vpc) && holds(&peer.blocks));
    found.map(|(id, ..)| Hosts::Peer(id, address))
}

/// What holds an IPv6 address: a site, or the internet, since nobody knows the blocks of VPCs before deployment.
fn beyond_v4(network: &Network, address: IpAddr) -> Hosts {
    let is_in = |prefix: Cidr6| matches!(address, IpAddr::V6(address) if prefix.contains_address(address));
    let holds = |site: &Site| site.ipv6_prefixes.iter().any(|prefix| is_in(prefix.value));
    let site = network.sites.iter().position(holds).map(SiteId);
    site.map_or(Hosts::Internet(Some(address)), |site| Hosts::SiteAddress(site, address))
}

/// What holds an address.
fn address_of(plan: &Plan<'_>, address: IpAddr) -> Result<Hosts, QuestionError> {
    let IpAddr::V4(v4) = address else { return Ok(beyond_v4(plan.network, address)) };
    for (index, vpc) in plan.vpcs.iter().enumerate() {
        for (tier, planned) in vpc.tiers.iter().enumerate() {
            if let Some(subnet) = planned.subnets.iter().find(|subnet| subnet.cidr.contains_address(v4)) {
                let (vpc, tier, zone) = (VpcId(index), TierId(tier), subnet.zone);
                return Ok(Hosts::Address { vpc, tier, zone, address: v4 });
            }
        }
        if vpc.cidrs().any(|block| block.contains_address(v4)) {
            let message = format!("{v4} is in VPC `{}`, and in none of its subnets", vpc.vpc.name);
            return error(message, "`netgen plan` shows the subnets");
        }
    }
    for (index, site) in plan.network.sites.iter().enumerate() {
        if site.prefixes.iter().any(|prefix| prefix.value.contains_address(v4)) {
            return Ok(Hosts::SiteAddress(SiteId(index), address));
        }
    }
    for (hub, meant) in plan.network.hubs.iter().enumerate() {
        for id in meant.segment_ids() {
            let segment = meant.segment(id);
            let inside = segment.prefixes.iter().any(|prefix| prefix.value.contains_address(v4));
            if inside && !segment.attachments.is_empty() {
                return Ok(Hosts::Behind(crate::network::HubId(hub), id, v4));
            }
        }
    }
    if let Some(peer) = peer_of(plan.network, None, v4) {
        return Ok(peer);
    }
    let private = Cidr4::PRIVATE.iter().chain([&Cidr4::SHARED, &Cidr4::LINK_LOCAL, &Cidr4::LOOPBACK]);
    if private.into_iter().any(|block| block.contains_address(v4)) {
        return error(
            format!("nothing of the document has the address {v4}"),
            "`netgen plan` shows all subnets and prefixes",
        );
    }
    Ok(Hosts::Internet(Some(address)))
}

//! A packet's way, hop by hop, as AWS decides it: network ACLs at the borders of subnets, the longest prefix of the subnet's route
//! table, of the transit gateway's table (static before propagated), and the firewall's rules in their order.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

use super::net::{Net, Subnet, Target};

/// Longer ways are circles.
const MOST_HOPS: usize = 32;

/// What a packet carries, with its destination port, or type and code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carried {
    Tcp(u16),
    Udp(u16),
    Icmp(u8, u8),
    Other,
}

/// Where a way ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// In a VPC, or behind an attachment that exists, or at a site's end of a link.
    Delivered(String),
    /// Out of an internet gateway, from this NAT gateway; empty where the packet has a public address of its own.
    Internet(String),
    /// At a blackhole of this table.
    Blackhole(String),
    /// Nothing leads on, here.
    NoRoute(String),
    /// Dropped by the firewall.
    Firewall,
    /// Denied by the network ACL of this subnet.
    Acl(String),
    /// A circle, or a gateway that cannot take the packet.
    Lost(String),
}

/// An address that a NAT gateway replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translated {
    /// The gateway's subnet; a regional one has none.
    pub subnet: Option<String>,
    pub outside: IpAddr,
    pub inside: IpAddr,
}

/// A way.
#[derive(Clone, Debug)]
pub struct Way {
    /// What it passed, in words.
    pub hops: Vec<String>,
    /// The firewall endpoints among them.
    pub firewalls: BTreeSet<String>,
    /// The NAT gateways among them, in order.
    pub nats: Vec<Translated>,
    /// The egress-only internet gateways among them.
    pub egress_only: BTreeSet<String>,
    /// What was looked at to decide it: subnets, VPCs, tables, network ACLs, gateways, attachments, by identity.
    pub seen: BTreeSet<String>,
    pub end: End,
}

/// A flow: who opened it, and in which zone it began. The transit gateway's appliance mode sends both directions of it to the
/// same zone.
#[derive(Clone, Copy)]
pub struct Flow<'a> {
    pub zone: &'a str,
    /// For the reply, the endpoints that saw the request: they let it pass.
    pub seen: Option<&'a BTreeSet<String>>,
}

pub(super) struct Walker<'n, 'f> {
    pub(super) net: &'n Net,
    pub(super) flow: Flow<'f>,
    pub(super) source: IpAddr,
    pub(super) destination: IpAddr,
    /// None asks for routes and firewalls alone.
    pub(super) carried: Option<Carried>,
    /// The request, for a reply.
    pub(super) request: Option<&'f Way>,
    /// NAT gateways of the request that the reply has yet to meet.
    pub(super) translated: Vec<Translated>,
    pub(super) way: Way,
}

/// From a subnet to an address.
pub fn from_subnet(net: &Net, flow: Flow<'_>, subnet: &str, source: Ipv4Addr, destination: Ipv4Addr) -> Way {
    let mut walker = Walker::new(net, flow, source.into(), destination.into());
    let end = walker.subnet(subnet);
    walker.way.end = end;
    walker.way
}

/// From an attachment that exists to an address.
pub fn from_attachment(net: &Net, flow: Flow<'_>, attachment: &str, source: Ipv4Addr, destination: Ipv4Addr) -> Way {
    let mut walker = Walker::new(net, flow, source.into(), destination.into());
    let end = walker.hub(attachment, flow.zone);
    walker.way.end = end;
    walker.way
}

/// The answer from the internet to what left by a NAT gateway, back to the address that it stands for.
pub fn from_internet(net: &Net, flow: Flow<'_>, nat: &str, inside: Ipv4Addr) -> Way {
    let mut walker = Walker::new(net, flow, Ipv4Addr::new(8, 8, 8, 8).into(), inside.into());
    walker.way.hops.push(format!("NAT {nat}"));
    let subnet = net.nats[nat].clone();
    let end = walker.subnet(&subnet);
    walker.way.end = end;
    walker.way
}

/// What the table of a subnet says about a destination.
enum Hit<'n> {
    Local,
    To(&'n Target),
    /// By this link of a VPN gateway.
    Learned(&'n str),
}

impl<'n, 'f> Walker<'n, 'f> {
    pub(super) fn new(net: &'n Net, flow: Flow<'f>, source: IpAddr, destination: IpAddr) -> Self {
        let (hops, firewalls, nats) = (Vec::new(), BTreeSet::new(), Vec::new());
        let (egress_only, seen) = (BTreeSet::new(), BTreeSet::new());
        let way = Way { hops, firewalls, nats, egress_only, seen, end: End::Lost("nowhere".to_owned()) };
        Self { net, flow, source, destination, carried: None, request: None, translated: Vec::new(), way }
    }

    /// A resource decides something on the way.
    pub(super) fn sees(&mut self, id: &str) {
        if !self.way.seen.contains(id) {
            self.way.seen.insert(id.to_owned());
        }
    }

    /// A subnet does, with its VPC, its table and its network ACL.
    pub(super) fn sees_subnet(&mut self, id: &str) {
        let net = self.net;
        let subnet = &net.subnets[id];
        let guard = net.edges.guards.get(id);
        for one in [id, subnet.vpc.as_str()].into_iter().chain(subnet.table.as_deref()).chain(guard.map(String::as_str))
        {
            self.sees(one);
        }
    }

    /// Whether the network ACL of a subnet stops what leaves it, or what comes in.
    pub(super) fn stops(&self, subnet: &str, leaves: bool) -> Option<End> {
        let far = if leaves { self.destination } else { self.source };
        let passes = self.carried.is_none_or(|carried| self.net.edges.admits(subnet, leaves, far, carried));
        let word = if leaves { "out of" } else { "into" };
        (!passes).then(|| End::Acl(format!("{word} {}", self.net.subnets[subnet].name)))
    }

    pub(super) fn holds(&self, subnet: &str) -> bool {
        match self.destination {
            IpAddr::V4(address) => self.net.subnets[subnet].block.contains(&address),
            IpAddr::V6(address) => self.net.edges.subnets6.get(subnet).is_some_and(|block| block.contains(&address)),
        }
    }

    /// Whether a VPC's blocks have the destination.
    fn is_in(&self, vpc: &str) -> bool {
        match self.destination {
            IpAddr::V4(address) => self.net.vpcs[vpc].blocks.iter().any(|block| block.contains(&address)),
            IpAddr::V6(address) => self.net.edges.vpcs6.get(vpc).is_some_and(|block| block.contains(&address)),
        }
    }

    /// The longest prefix; of equal ones the local route, then the static one.
    fn route(&self, subnet: &'n Subnet) -> Option<Hit<'n>> {
        let (net, table) = (self.net, subnet.table.as_deref());
        let mut best: Option<(u8, u8, Hit<'n>)> = None;
        let mut offer = |length: u8, rank: u8, hit: Hit<'n>| {
            if best.as_ref().is_none_or(|(most, other, _)| (length, rank) > (*most, *other)) {
                best = Some((length, rank, hit));
            }
        };
        match self.destination {
            IpAddr::V4(address) => {
                let own = net.vpcs[&subnet.vpc].blocks.iter().filter(|block| block.contains(&address));
                own.for_each(|block| offer(block.prefix_len(), 2, Hit::Local));
                let fixed = table.into_iter().flat_map(|table| &net.tables[table]);
                for (block, target) in fixed.filter(|(block, _)| block.contains(&address)) {
                    offer(block.prefix_len(), 1, Hit::To(target));
                }
                let gateways = table.and_then(|table| net.edges.learns.get(table)).into_iter().flatten();
                for (link, block) in gateways.flat_map(|gateway| net.learned(gateway)) {
                    if block.contains(&address) {
                        offer(block.prefix_len(), 0, Hit::Learned(link));
                    }
                }
            }
            IpAddr::V6(address) => {
                let own = net.edges.vpcs6.get(&subnet.vpc).filter(|block| block.contains(&address));
                if let Some(block) = own {
                    offer(block.prefix_len(), 2, Hit::Local);
                }
                let fixed = table.and_then(|table| net.edges.tables6.get(table)).into_iter().flatten();
                for (block, target) in fixed.filter(|(block, _)| block.contains(&address)) {
                    offer(block.prefix_len(), 1, Hit::To(target));
                }
                let gateways = table.and_then(|table| net.edges.learns.get(table)).into_iter().flatten();
                for (link, block) in gateways.flat_map(|gateway| net.learned6(gateway)) {
                    if block.contains(&address) {
                        offer(block.prefix_len(), 0, Hit::Learned(link));
                    }
                }
            }
        }
        best.map(|(.., hit)| hit)
    }

    /// A packet leaves an interface in a subnet.
    pub(super) fn subnet(&mut self, id: &str) -> End {
        if self.way.hops.len() > MOST_HOPS {
            return End::Lost("a circle".to_owned());
        }
        let net = self.net;
        let subnet = &net.subnets[id];
        self.sees_subnet(id);
        if self.holds(id) {
            return self.deliver(&subnet.vpc, Some(id));
        }
        if let Some(end) = self.stops(id, true) {
            return end;
        }
        let target = match self.route(subnet) {
            None if subnet.table.is_none() => return End::NoRoute(format!("{} has no table", subnet.name)),
            None => return End::NoRoute(format!("the table of {}", subnet.name)),
            Some(Hit::Local) => return self.deliver(&subnet.vpc, Some(id)),
            Some(Hit::Learned(link)) => return End::Delivered(link.to_owned()),
            Some(Hit::To(target)) => target,
        };
        self.way.hops.push(subnet.name.clone());
        match target {
            Target::Internet => self.internet_gateway(id),
            Target::EgressOnly(gateway) => self.egress_only(gateway),
            Target::Nat(nat) => self.nat(id, nat),
            Target::Hub(hub) => self.by_hub(id, hub),
            Target::Firewall(firewall, zone) => self.firewall(id, firewall, zone),
            Target::Gone => End::Blackhole(format!("the table of {}", subnet.name)),
            Target::Peering(peering) => {
                self.sees(peering);
                let ends = &net.peerings[peering];
                let other = ends.iter().find(|end| **end != subnet.vpc).expect("another end");
                let Some(vpc) = net.vpcs.get(other) else { return End::Delivered(other.clone()) };
                self.way.hops.push(format!("peering with {}", vpc.name));
                if self.is_in(other) {
                    self.deliver(other, None)
                } else {
                    End::Lost("peering is no transit".to_owned())
                }
            }
        }
    }

    /// A packet is in the VPC of its destination: an interface, or a NAT gateway that knows whom it stands for.
    pub(super) fn deliver(&mut self, vpc: &str, from: Option<&str>) -> End {
        let net = self.net;
        let here = |id: &str| net.subnets[id].vpc == vpc && self.holds(id);
        let Some(at) = net.subnets.keys().find(|id| here(id)) else {
            return End::Delivered(net.vpcs[vpc].name.clone());
        };
        self.sees_subnet(at);
        if from != Some(at.as_str())
            && let Some(end) = self.stops(at, false)
        {
            return end;
        }
        let is_nat = |one: &mut Translated| one.outside == self.destination && one.subnet.as_ref() == Some(at);
        if let Some(one) = self.translated.pop_if(is_nat) {
            self.way.hops.push(format!("back through NAT in {}", net.subnets[at].name));
            self.destination = one.inside;
            return self.subnet(at);
        }
        End::Delivered(net.vpcs[vpc].name.clone())
    }

    fn nat(&mut self, from: &str, nat: &str) -> End {
        self.way.hops.push(format!("NAT {nat}"));
        self.sees(nat);
        let net = self.net;
        let Some(inside) = net.nats.get(nat) else {
            // A regional one stands in no subnet and has public addresses alone.
            let outside = IpAddr::from(Ipv4Addr::new(203, 0, 113, 1));
            self.way.nats.push(Translated { subnet: None, outside, inside: self.source });
            self.source = outside;
            return self.internet_gateway(from);
        };
        self.sees_subnet(inside);
        if inside != from
            && let Some(end) = self.stops(inside, false)
        {
            return end;
        }
        // From here on the packet has the gateway's own address.
        let outside = IpAddr::from(net.nat_address(inside));
        self.way.nats.push(Translated { subnet: Some(inside.clone()), outside, inside: self.source });
        self.source = outside;
        self.subnet(inside)
    }
}

impl Net {
    /// What a VPN gateway learns, and by which link.
    fn learned<'n>(&'n self, gateway: &'n str) -> impl Iterator<Item = (&'n str, Ipv4Net)> {
        let joined = self.edges.links.iter().filter(move |(_, link)| link.ends.contains_key(gateway));
        joined.flat_map(|(id, _)| self.behind.get(id).into_iter().flatten().map(|block| (id.as_str(), *block)))
    }

    /// The same over IPv6.
    fn learned6<'n>(&'n self, gateway: &'n str) -> impl Iterator<Item = (&'n str, Ipv6Net)> {
        let joined = self.edges.links.iter().filter(move |(_, link)| link.ends.contains_key(gateway));
        joined.flat_map(|(id, _)| self.edges.behind6.get(id).into_iter().flatten().map(|block| (id.as_str(), *block)))
    }

    /// An address in a subnet's IPv6 block.
    pub fn host6(&self, subnet: &str) -> Option<Ipv6Addr> {
        let block = self.edges.subnets6.get(subnet)?;
        Some(Ipv6Addr::from(u128::from(block.network()) + 10))
    }
}

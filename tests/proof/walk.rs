//! A packet's way, hop by hop, as AWS decides it: the longest prefix of the subnet's route table, of the transit gateway's
//! table (static before propagated), and the firewall's rules in their order.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::net::{HubTable, Net, Target};

/// Longer ways are circles.
const MOST_HOPS: usize = 32;

/// Where a way ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// In a VPC, or behind an attachment that exists.
    Delivered(String),
    /// Out of an internet gateway, from this NAT gateway.
    Internet(String),
    /// At a blackhole of this table.
    Blackhole(String),
    /// Nothing leads on, here.
    NoRoute(String),
    /// Dropped by the firewall.
    Firewall,
    /// A circle, or a gateway that cannot take the packet.
    Lost(String),
}

/// A way.
#[derive(Clone, Debug)]
pub struct Way {
    /// What it passed, in words.
    pub hops: Vec<String>,
    /// The firewall endpoints among them.
    pub firewalls: BTreeSet<String>,
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

struct Walker<'n, 'f> {
    net: &'n Net,
    flow: Flow<'f>,
    source: Ipv4Addr,
    destination: Ipv4Addr,
    way: Way,
}

/// From a subnet to an address.
pub fn from_subnet(net: &Net, flow: Flow<'_>, subnet: &str, source: Ipv4Addr, destination: Ipv4Addr) -> Way {
    let mut walker = Walker::new(net, flow, source, destination);
    let end = walker.subnet(subnet);
    walker.way.end = end;
    walker.way
}

/// From an attachment that exists to an address.
pub fn from_attachment(net: &Net, flow: Flow<'_>, attachment: &str, source: Ipv4Addr, destination: Ipv4Addr) -> Way {
    let mut walker = Walker::new(net, flow, source, destination);
    let end = walker.hub(attachment, flow.zone);
    walker.way.end = end;
    walker.way
}

/// The answer from the internet to what left by a NAT gateway, back to the address that it stands for.
pub fn from_internet(net: &Net, flow: Flow<'_>, nat: &str, inside: Ipv4Addr) -> Way {
    let mut walker = Walker::new(net, flow, Ipv4Addr::new(8, 8, 8, 8), inside);
    walker.way.hops.push(format!("NAT {nat}"));
    let subnet = net.nats[nat].clone();
    let end = walker.subnet(&subnet);
    walker.way.end = end;
    walker.way
}

impl<'n, 'f> Walker<'n, 'f> {
    fn new(net: &'n Net, flow: Flow<'f>, source: Ipv4Addr, destination: Ipv4Addr) -> Self {
        let way = Way { hops: Vec::new(), firewalls: BTreeSet::new(), end: End::Lost("nowhere".to_owned()) };
        Self { net, flow, source, destination, way }
    }

    /// A packet leaves an interface in a subnet.
    fn subnet(&mut self, id: &str) -> End {
        if self.way.hops.len() > MOST_HOPS {
            return End::Lost("a circle".to_owned());
        }
        let net = self.net;
        let subnet = &net.subnets[id];
        let vpc = &net.vpcs[&subnet.vpc];
        if vpc.blocks.iter().any(|block| block.contains(&self.destination)) {
            return End::Delivered(vpc.name.clone());
        }
        let Some(table) = &subnet.table else { return End::NoRoute(format!("{} has no table", subnet.name)) };
        let routes = net.tables[table].iter().filter(|(block, _)| block.contains(&self.destination));
        let Some((_, target)) = routes.max_by_key(|(block, _)| block.prefix_len()) else {
            return End::NoRoute(format!("the table of {}", subnet.name));
        };
        self.way.hops.push(subnet.name.clone());
        match target {
            Target::Internet => match net.nats.iter().find(|(nat, _)| self.way.hops.contains(&format!("NAT {nat}"))) {
                Some((nat, _)) => End::Internet(nat.clone()),
                None => End::Lost("the internet gateway takes no private address".to_owned()),
            },
            Target::Nat(nat) => {
                self.way.hops.push(format!("NAT {nat}"));
                let inside = net.nats[nat].clone();
                // From here on the packet has the gateway's own address.
                self.source = net.host(&inside);
                self.subnet(&inside)
            }
            Target::Hub(hub) => {
                let own = net.attachments.iter().find(|(_, one)| one.vpc == subnet.vpc && one.hub == *hub);
                let Some((attachment, own)) = own else { return End::Lost("not attached".to_owned()) };
                let zones = own.subnets.iter().map(|one| &net.subnets[one].zone);
                if !zones.into_iter().any(|zone| *zone == subnet.zone) {
                    return End::Lost(format!("the attachment has no subnet in {}", subnet.zone));
                }
                self.hub(attachment, &subnet.zone)
            }
            Target::Firewall(firewall, zone) => self.firewall(firewall, zone),
            Target::Peering(peering) => {
                let ends = &net.peerings[peering];
                let other = ends.iter().find(|end| **end != subnet.vpc).expect("another end");
                let other = &net.vpcs[other];
                self.way.hops.push(format!("peering with {}", other.name));
                let inside = other.blocks.iter().any(|block| block.contains(&self.destination));
                if inside { End::Delivered(other.name.clone()) } else { End::Lost("peering is no transit".to_owned()) }
            }
        }
    }

    /// A packet enters the transit gateway from an attachment.
    fn hub(&mut self, attachment: &str, zone: &str) -> End {
        let net = self.net;
        let Some(table) = &net.attachments[attachment].table else {
            return End::NoRoute(format!("{} has no table", net.attached(attachment)));
        };
        let table = &net.hub_tables[table];
        self.way.hops.push(table.name.clone());
        let target = match route(net, table, self.destination) {
            Lead::Nowhere => return End::NoRoute(table.name.clone()),
            Lead::Blackhole => return End::Blackhole(table.name.clone()),
            Lead::To(target) => target,
        };
        let Some(entered) = net.attachments.get(&target).filter(|one| !one.subnets.is_empty()) else {
            return End::Delivered(target);
        };
        let vpc = &net.vpcs[&entered.vpc];
        self.way.hops.push(format!("VPC {}", vpc.name));
        if vpc.blocks.iter().any(|block| block.contains(&self.destination)) {
            return End::Delivered(vpc.name.clone());
        }
        let zone = if entered.appliance_mode { self.flow.zone } else { zone };
        let at = entered.subnets.iter().find(|one| net.subnets[*one].zone == zone).or_else(|| entered.subnets.first());
        let at = at.expect("a subnet").clone();
        self.subnet(&at)
    }

    fn firewall(&mut self, id: &str, zone: &str) -> End {
        let firewall = &self.net.firewalls[id];
        let Some(subnet) = firewall.subnets.iter().find(|one| self.net.subnets[*one].zone == zone) else {
            return End::Lost(format!("the firewall has no endpoint in {zone}"));
        };
        // One endpoint does not know what another one saw.
        let endpoint = format!("{id} in {zone}");
        self.way.hops.push(format!("firewall {zone}"));
        let known = self.flow.seen.is_some_and(|seen| seen.contains(&endpoint));
        self.way.firewalls.insert(endpoint);
        if !known && !self.passes(id) {
            return End::Firewall;
        }
        let subnet = subnet.clone();
        self.subnet(&subnet)
    }

    /// The first rule that matches; what none matches is dropped.
    fn passes(&self, firewall: &str) -> bool {
        let inside = |block: &Option<Ipv4Net>, address: Ipv4Addr| block.is_none_or(|block| block.contains(&address));
        let rules = &self.net.firewalls[firewall].rules;
        let rule = rules.iter().find(|rule| {
            let forth = inside(&rule.source, self.source) && inside(&rule.destination, self.destination);
            let back = inside(&rule.source, self.destination) && inside(&rule.destination, self.source);
            forth || rule.both_ways && back
        });
        rule.is_some_and(|rule| rule.pass)
    }
}

/// Where a table of the transit gateway leads.
enum Lead {
    Nowhere,
    Blackhole,
    To(String),
}

/// The longest prefix; of equal ones the static route.
fn route(net: &Net, table: &HubTable, destination: Ipv4Addr) -> Lead {
    let statics = table.statics.iter().map(|(block, target)| (block.prefix_len(), true, target.clone(), *block));
    let propagated = table.propagations.iter().flat_map(|id| {
        let vpc = net.attachments.get(id).and_then(|one| net.vpcs.get(&one.vpc));
        let blocks = vpc.map(|vpc| &vpc.blocks).or(net.behind.get(id)).cloned().unwrap_or_default();
        blocks.into_iter().map(move |block| (block.prefix_len(), false, Some(id.clone()), block))
    });
    let routes = statics.chain(propagated).filter(|(.., block)| block.contains(&destination));
    match routes.max_by_key(|(prefix, is_static, ..)| (*prefix, *is_static)) {
        None => Lead::Nowhere,
        Some((_, _, None, _)) => Lead::Blackhole,
        Some((_, _, Some(target), _)) => Lead::To(target),
    }
}

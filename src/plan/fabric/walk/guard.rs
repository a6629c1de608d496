//! Filters on a walk: what decides at the border of a subnet, at an interface and in a firewall.

use super::super::filter::{self, AclDecision, Direction, FINAL_DENY, GroupDecision, Peer};
use super::super::packet::{Address, Transport};
use super::Walker;
use super::place::Host;
use super::step::Step;
use super::trace::{Crossed, Kind, Obstacle, Subnet, Trace};
use crate::network::{Acls, GroupId, VpcId, Zone};
use crate::plan::SubnetPlan;

impl<'p> Walker<'p> {
    /// The decision of a subnet's network ACL, if it has one of its own.
    fn acl(&self, at: Subnet, direction: Direction, other: Address, transport: Transport) -> Option<AclDecision<'p>> {
        let acl = self.vpc(at.vpc).acls.iter().find(|acl| acl.tier == at.tier)?;
        let entries = if direction == Direction::In { &acl.ingress } else { &acl.egress };
        Some(filter::acl(entries, at.vpc, other, transport))
    }

    fn group(
        &self,
        vpc: VpcId,
        group: GroupId,
        direction: Direction,
        peer: Peer,
        transport: Transport,
    ) -> GroupDecision<'p> {
        let own = (vpc, self.plan.network.vpc(vpc), &self.vpc(vpc).places);
        filter::group(own, group, direction, peer, transport)
    }

    /// Whether what walked one way could have walked it by another protocol or to another port.
    pub(super) fn admits(&self, trace: &Trace, transport: Transport) -> bool {
        let passes = |crossed: &Crossed| match *crossed {
            Crossed::Acl(at, direction, other) => {
                self.acl(at, direction, other, transport).is_none_or(|decision| decision.passes)
            }
            Crossed::Group(vpc, group, direction, peer) => {
                !matches!(self.group(vpc, group, direction, peer, transport), GroupDecision::Denied)
            }
        };
        trace.arrived
            && trace.obstacles.iter().all(|obstacle| obstacle.kind.depends_on_port())
            && trace.crossed.iter().all(passes)
    }
}

impl Step<'_, '_> {
    /// The network ACL of a subnet that a packet leaves.
    pub(super) fn leaves_subnet(&mut self, at: Subnet) {
        self.crosses(at, Direction::Out);
    }

    /// The network ACL of a subnet that a packet enters.
    pub(super) fn enters_subnet(&mut self, at: Subnet) {
        self.crosses(at, Direction::In);
    }

    fn crosses(&mut self, at: Subnet, direction: Direction) {
        let (other, kind, word) = match direction {
            Direction::In => (self.source, Kind::AclIn, "in"),
            Direction::Out => (self.destination, Kind::AclOut, "out"),
        };
        let Some(decision) = self.walker.acl(at, direction, other, self.transport) else { return };
        self.trace.crossed.push(Crossed::Acl(at, direction, other));
        let (shown, tier) = (self.shown(other), self.tier(at));
        let preposition = if direction == Direction::In { "from" } else { "to" };
        if decision.passes {
            let number = decision.entry.map_or(FINAL_DENY, |entry| entry.number);
            let why = decision.entry.map_or("", |entry| entry.why.as_str());
            let what = format!("network ACL {word} {number} allows {} {preposition} {shown}", self.transport);
            return self.hop(tier, Some(at.zone), what, why);
        }
        let reply = if self.is_reply() { "the reply, " } else { "" };
        let what = match decision.entry {
            Some(entry) => format!(
                "network ACL {word} rule {} denies {reply}{} {preposition} {shown}",
                entry.number, self.transport
            ),
            None => format!("no rule of network ACL {word} allows {reply}{} {preposition} {shown}", self.transport),
        };
        let change = self.change_of_acl(at, direction, other, decision.entry.map(|entry| entry.number));
        self.stops(kind, tier, Some(at.zone), decision.entry.map(|entry| entry.number), what, change);
    }

    /// The entry that a network ACL lacks. Those of the preset follow from the tiers' routes.
    fn change_of_acl(&self, at: Subnet, direction: Direction, other: Address, number: Option<u32>) -> String {
        let vpc = self.walker.plan.network.vpc(at.vpc);
        if matches!(vpc.acls, Acls::Tiered) {
            let own = &vpc.tier(at.tier).name;
            return format!(
                "`network_acls: tiered` keeps this from tier `{own}`; write rules by tier, or ask with a tier between"
            );
        }
        let list = if direction == Direction::In { "ingress" } else { "egress" };
        let place = format!("vpcs.{}.network_acls.{}.{list}", vpc.name, vpc.tier(at.tier).name);
        let rule = self.missing(direction, &self.acl_block(at.vpc, other));
        match number {
            Some(number) => format!("{place}: an allow below number {number}, {rule}"),
            None => format!("{place}: {rule}"),
        }
    }

    /// The word for an address in a written ACL rule: a tier of the same VPC, or a block.
    fn acl_block(&self, vpc: VpcId, address: Address) -> String {
        let plan = self.walker.vpc(vpc);
        let holds = |subnet: &SubnetPlan| match address {
            Address::Own { vpc: of, index } => of == vpc && subnet.ipv6 == Some(index),
            _ => address.is_in(subnet.cidr),
        };
        let tier = plan.tiers.iter().position(|tier| tier.subnets.iter().any(holds));
        tier.map_or_else(|| self.block_of(address), |tier| plan.vpc.tiers[tier].name.to_string())
    }

    /// The rule that would let this packet pass, as it is written.
    fn missing(&self, direction: Direction, block: &str) -> String {
        use super::super::packet::Transport::{Icmp, Other, Tcp, Udp};
        let key = if direction == Direction::In { "from" } else { "to" };
        let ports = |word: &str, port: u16| {
            if self.is_reply() { format!("{word}: \"1024-65535\"") } else { format!("{word}: {port}") }
        };
        let protocol = match self.transport {
            Tcp(port) => ports("tcp", port),
            Udp(port) => ports("udp", port),
            Icmp(..) | Other => "all: true".to_owned(),
        };
        format!("`{{{key}: {block}, {protocol}}}`")
    }

    /// The smallest block that a rule would name for an address.
    fn block_of(&self, address: Address) -> String {
        let network = self.walker.plan.network;
        for vpc in &self.walker.plan.vpcs {
            for tier in &vpc.tiers {
                if let Some(subnet) = tier.subnets.iter().find(|subnet| address.is_in(subnet.cidr)) {
                    return tier.block.unwrap_or(subnet.cidr).to_string();
                }
            }
        }
        let prefixes = network.sites.iter().flat_map(|site| &site.prefixes);
        let ipv6 = network.sites.iter().flat_map(|site| &site.ipv6_prefixes);
        if let Some(prefix) =
            ipv6.into_iter().find(|prefix| matches!(address, Address::V6(one) if prefix.value.contains_address(one)))
        {
            return format!("\"{}\"", prefix.value);
        }
        match (prefixes.into_iter().find(|prefix| address.is_in(prefix.value)), address) {
            (Some(prefix), _) => prefix.value.to_string(),
            (None, Address::V4(address)) => format!("{address}/32"),
            (None, Address::V6(address)) => format!("\"{address}/128\""),
            (None, Address::Own { .. }) => "\"2000::/3\"".to_owned(),
            (None, Address::Internet(_)) => "internet".to_owned(),
        }
    }

    /// The group of the interface that opens a connection.
    pub(super) fn opens(&mut self, at: Subnet) {
        if let (Some(group), false) = (self.from.group(), self.is_reply()) {
            self.group(at, group, Direction::Out);
        }
    }

    /// The group of the interface that accepts a connection.
    pub(super) fn accepts(&mut self, at: Subnet) {
        if let (Some(group), false) = (self.to.group(), self.is_reply()) {
            self.group(at, group, Direction::In);
        }
    }

    fn group(&mut self, at: Subnet, id: GroupId, direction: Direction) {
        let vpc = self.walker.plan.network.vpc(at.vpc);
        let (other, address) = match direction {
            Direction::In => (&self.from, self.source),
            Direction::Out => (&self.to, self.destination),
        };
        // AWS knows the members of a group by their own addresses.
        let peer = Peer { address, group: group_of(other).filter(|_| address == other.address) };
        let name = format!("{}:{}", vpc.name, vpc.groups[id.0].name);
        let (word, preposition) = if direction == Direction::In { ("ingress", "from") } else { ("egress", "to") };
        let shown = self.peer_words(other, address);
        self.trace.crossed.push(Crossed::Group(at.vpc, id, direction, peer));
        match self.walker.group(at.vpc, id, direction, peer, self.transport) {
            GroupDecision::Allowed(rule) => {
                let what = format!("security group {word} allows {} {preposition} {shown}", rule.protocol);
                let why = rule.description.as_ref().map(ToString::to_string).unwrap_or_default();
                self.hop(name, None, what, &why);
            }
            GroupDecision::Unrestricted => {
                self.hop(name, None, "security group egress allows everything".to_owned(), "");
            }
            GroupDecision::Denied => {
                let what = format!("no {word} rule allows {} {preposition} {shown}", self.transport);
                let kind = if direction == Direction::In { Kind::GroupIn } else { Kind::GroupOut };
                let peer = match group_of(other) {
                    Some((of, group)) if of == at.vpc => vpc.groups[group.0].name.to_string(),
                    _ => self.block_of(address),
                };
                let rule = self.missing(direction, &peer);
                let change = format!("vpcs.{}.security_groups.{}.{word}: {rule}", vpc.name, vpc.groups[id.0].name);
                self.stops(kind, name, None, None, what, change);
            }
        }
    }

    fn peer_words(&self, host: &Host, address: Address) -> String {
        match group_of(host) {
            Some((vpc, group)) => {
                let vpc = self.walker.plan.network.vpc(vpc);
                format!("{}:{}", vpc.name, vpc.groups[group.0].name)
            }
            None => self.shown(address),
        }
    }

    /// A firewall endpoint: it passes replies to connections that it has let through itself.
    pub(super) fn inspects(&mut self, vpc: VpcId, zone: Zone) {
        let name = self.vpc_name(vpc);
        let place = format!("firewall {name}");
        self.trace.firewalls.insert((vpc, zone));
        let (source, destination) = match self.request {
            None => (self.source, self.destination),
            Some((there, ..)) if there.firewalls.contains(&(vpc, zone)) => {
                let what = "passes the reply of a connection that it knows".to_owned();
                return self.hop(place, Some(zone), what, "");
            }
            Some((there, ..)) if there.arrived => {
                let what = "the endpoint has not seen the request".to_owned();
                let change = "let both directions pass the same endpoint".to_owned();
                return self.stops(Kind::Firewall, name, Some(zone), None, what, change);
            }
            Some(_) => (self.destination, self.source),
        };
        let hubs = self.walker.plan.hubs.iter();
        let plan = hubs.into_iter().find(|hub| self.walker.plan.network.hubs[hub.hub.0].inspection == Some(vpc));
        let rules = plan.map(|hub| hub.firewall.as_slice()).unwrap_or_default();
        match filter::firewall(rules, source, destination) {
            Some(rule) if rule.pass => {
                let what = format!("rule {} passes {} to {}", rule.sid, rule.source.cidr, rule.destination.cidr);
                self.hop(place, Some(zone), what, &rule.why);
            }
            decided => {
                let (one, other) = (self.shown(source), self.shown(destination));
                let what = match decided {
                    Some(rule) => format!("rule {} drops {one} to {other}: {}", rule.sid, rule.why),
                    None => format!("no rule passes {one} to {other}"),
                };
                let change = "name the pair of segments in `inspection.between`".to_owned();
                self.stops(Kind::Firewall, name, Some(zone), decided.map(|rule| rule.sid), what, change);
            }
        }
    }

    fn stops(&mut self, kind: Kind, at: String, zone: Option<Zone>, rule: Option<u32>, what: String, change: String) {
        self.trace.stop(Obstacle { kind, at, zone, rule, what, change });
    }
}

/// The group that a host's interface has.
fn group_of(host: &Host) -> Option<(VpcId, GroupId)> {
    Some((host.subnet()?.vpc, host.group()?))
}

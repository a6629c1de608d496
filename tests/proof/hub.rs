//! Transit gateways, and the firewalls behind them.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>

use std::collections::BTreeSet;
use std::net::IpAddr;

use ipnet::Ipv4Net;

use super::net::{HubTable, Net};
use super::walk::{End, Walker};

impl Walker<'_, '_> {
    pub(super) fn by_hub(&mut self, id: &str, hub: &str) -> End {
        let net = self.net;
        let subnet = &net.subnets[id];
        let own = net.attachments.iter().find(|(_, one)| one.vpc == subnet.vpc && one.hub == hub);
        let Some((attachment, own)) = own else { return End::Lost("not attached".to_owned()) };
        self.sees(attachment);
        let Some(at) = own.subnets.iter().find(|one| net.subnets[*one].zone == subnet.zone) else {
            return End::Lost(format!("the attachment has no subnet in {}", subnet.zone));
        };
        self.sees_subnet(at);
        if at != id
            && let Some(end) = self.stops(at, false)
        {
            return end;
        }
        self.hub(attachment, &subnet.zone)
    }

    /// A packet enters the transit gateway from an attachment.
    pub(super) fn hub(&mut self, attachment: &str, zone: &str) -> End {
        let net = self.net;
        self.sees(attachment);
        if !self.carries(attachment) {
            return End::NoRoute("the attachment carries no IPv6".to_owned());
        }
        let Some(table) = net.attachments.get(attachment).and_then(|one| one.table.as_ref()) else {
            return End::NoRoute(format!("{} has no table", net.attached(attachment)));
        };
        self.sees(table);
        let table = &net.hub_tables[table];
        self.way.hops.push(table.name.clone());
        let target = match route(net, table, self.destination) {
            Lead::Nowhere => return End::NoRoute(table.name.clone()),
            Lead::Blackhole => return End::Blackhole(table.name.clone()),
            Lead::To(target) => target,
        };
        self.sees(&target);
        let Some(entered) = net.attachments.get(&target).filter(|one| !one.subnets.is_empty()) else {
            return End::Delivered(target);
        };
        if !self.carries(&target) {
            return End::NoRoute("the attachment carries no IPv6".to_owned());
        }
        self.way.hops.push(format!("VPC {}", net.vpcs[&entered.vpc].name));
        let zone = if entered.appliance_mode { self.flow.zone } else { zone };
        let at = entered.subnets.iter().find(|one| net.subnets[*one].zone == zone).or_else(|| entered.subnets.first());
        let at = at.expect("a subnet").clone();
        self.subnet(&at)
    }

    fn carries(&self, attachment: &str) -> bool {
        self.destination.is_ipv4() || self.net.edges.attachments6.contains(attachment)
    }

    pub(super) fn firewall(&mut self, from: &str, id: &str, zone: &str) -> End {
        self.sees(id);
        let Some(firewall) = self.net.firewalls.get(id) else { return End::Lost("the firewall is gone".to_owned()) };
        let Some(subnet) = firewall.subnets.iter().find(|one| self.net.subnets[*one].zone == zone) else {
            return End::Lost(format!("the firewall has no endpoint in {zone}"));
        };
        self.sees_subnet(subnet);
        if subnet != from
            && let Some(end) = self.stops(subnet, false)
        {
            return end;
        }
        // One endpoint does not know what another one saw, and drops the middle of a connection.
        let endpoint = format!("{id} in {zone}");
        self.way.hops.push(format!("firewall {zone}"));
        let passes = self.flow.seen.map_or_else(|| self.passes(id), |seen| seen.contains(&endpoint));
        self.way.firewalls.insert(endpoint);
        if !passes {
            return End::Firewall;
        }
        let subnet = subnet.clone();
        self.subnet(&subnet)
    }

    /// The first rule that matches; what none matches is dropped.
    fn passes(&self, firewall: &str) -> bool {
        let inside = |block: &Option<Ipv4Net>, address: IpAddr| match (block, address) {
            (None, _) => true,
            (Some(block), IpAddr::V4(address)) => block.contains(&address),
            (Some(_), IpAddr::V6(_)) => false,
        };
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

/// The longest prefix; of equal ones the static route, then a VPC's, then that of a Direct Connect gateway, of Connect peers, of a VPN connection.
fn route(net: &Net, table: &HubTable, destination: IpAddr) -> Lead {
    let destination = match destination {
        IpAddr::V4(destination) => destination,
        IpAddr::V6(destination) => {
            let found = table.propagations.iter().find(|id| {
                let vpc = net.attachments.get(*id).filter(|_| net.edges.attachments6.contains(*id)).map(|one| &one.vpc);
                vpc.and_then(|vpc| net.edges.vpcs6.get(vpc)).is_some_and(|block| block.contains(&destination))
            });
            return found.map_or(Lead::Nowhere, |id| Lead::To(id.clone()));
        }
    };
    let statics = table.statics.iter().map(|(block, target)| (block.prefix_len(), 5, target.clone(), *block));
    let propagated = table.propagations.iter().flat_map(|id| {
        let vpc = net.attachments.get(id).and_then(|one| net.vpcs.get(&one.vpc));
        let rank = match vpc {
            Some(_) => 4,
            None if id.starts_with("AWS::EC2::VPNCon") => 1,
            None if id.starts_with("AWS::EC2::TransitGatewayConnect ") => 2,
            None => 3,
        };
        let blocks = vpc.map(|vpc| &vpc.blocks).or(net.behind.get(id)).cloned().unwrap_or_default();
        blocks.into_iter().map(move |block| (block.prefix_len(), rank, Some(id.clone()), block))
    });
    let routes = statics.chain(propagated).filter(|(.., block)| block.contains(&destination));
    match routes.max_by_key(|(prefix, rank, ..)| (*prefix, *rank)) {
        None => Lead::Nowhere,
        Some((_, _, None, _)) => Lead::Blackhole,
        Some((_, _, Some(target), _)) => Lead::To(target),
    }
}

/// What a transit gateway's table announces over a VPN connection: all that leads somewhere else.
pub(super) fn announced(net: &Net, table: &HubTable, link: &str) -> BTreeSet<Ipv4Net> {
    let fixed = table.statics.iter().filter(|(_, via)| via.as_deref().is_some_and(|via| via != link));
    let holes: BTreeSet<Ipv4Net> =
        table.statics.iter().filter(|(_, via)| via.is_none()).map(|(block, _)| *block).collect();
    let learned = table.propagations.iter().filter(|id| *id != link).flat_map(|id| {
        let vpc = net.attachments.get(id).and_then(|one| net.vpcs.get(&one.vpc));
        vpc.map(|vpc| &vpc.blocks).or(net.behind.get(id)).into_iter().flatten().copied()
    });
    fixed.map(|(block, _)| *block).chain(learned.filter(|block| !holes.contains(block))).collect()
}

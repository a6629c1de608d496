//! Faults of a network as it is read from what is rendered, each with its name: the walk over it then says something else than the walk
//! over the plan.

use std::collections::BTreeSet;

use crate::proof::net::{HubTable, Net, Rule, Target};

/// Makes the fault; false where the network has nothing like it.
pub type Fault = fn(&mut Net) -> bool;

/// Removes the first that is one, or the last.
fn cut<T>(list: &mut Vec<T>, is_one: impl Fn(&T) -> bool) -> bool {
    list.iter().rposition(is_one).map(|place| list.remove(place)).is_some()
}

/// Changes the routes that go to such a target in one table: the last one, since VPCs with a role stand first by name.
fn routes(net: &mut Net, is_one: fn(&Target) -> bool, change: impl Fn(&mut Target)) -> bool {
    let found = net.tables.values_mut().rev().find(|table| table.iter().any(|(_, to)| is_one(to)));
    let Some(table) = found else { return false };
    table.iter_mut().filter(|(_, to)| is_one(to)).for_each(|(_, to)| change(to));
    true
}

/// The routes of one table that go to such a target are missing: default routes, or all others.
fn missing(net: &mut Net, is_default: bool, is_one: fn(&Target) -> bool) -> bool {
    let wanted = |length: u8, to: &Target| (length == 0) == is_default && is_one(to);
    let mut tables = net.tables.values_mut().rev();
    let table = tables.find(|table| table.iter().any(|(block, to)| wanted(block.prefix_len(), to)));
    table.map(|table| table.retain(|(block, to)| !wanted(block.prefix_len(), to))).is_some()
}

fn missing6(net: &mut Net, is_one: fn(&Target) -> bool) -> bool {
    net.edges.tables6.values_mut().rev().any(|table| cut(table, |(_, to)| is_one(to)))
}

fn hub_tables(net: &mut Net) -> impl Iterator<Item = &mut HubTable> {
    net.hub_tables.values_mut()
}

fn no_blackholes(net: &mut Net) -> bool {
    hub_tables(net).fold(false, |done, table| {
        let before = table.statics.len();
        table.statics.retain(|_, via| via.is_some());
        table.statics.len() < before || done
    })
}

fn is_hub(to: &Target) -> bool {
    matches!(to, Target::Hub(_))
}

fn is_nat(to: &Target) -> bool {
    matches!(to, Target::Nat(_))
}

fn is_firewall(to: &Target) -> bool {
    matches!(to, Target::Firewall(..))
}

fn is_peering(to: &Target) -> bool {
    matches!(to, Target::Peering(_))
}

fn is_internet(to: &Target) -> bool {
    *to == Target::Internet
}

fn is_egress_only(to: &Target) -> bool {
    matches!(to, Target::EgressOnly(_))
}

/// An attachment of a VPC in a segment has no table.
pub fn unassociated(net: &mut Net, is_one: fn(&str) -> bool) -> bool {
    let found = net.attachments.iter_mut().rev().find(|(id, one)| is_one(id) && one.table.is_some());
    found.map(|(_, one)| one.table = None).is_some()
}

pub fn unlearned(net: &mut Net, links: &BTreeSet<String>) -> bool {
    let mut tables = hub_tables(net);
    tables.any(|table| links.iter().any(|link| table.propagations.remove(link)))
}

fn rules(net: &mut Net) -> impl Iterator<Item = &mut Rule> {
    net.firewalls.values_mut().flat_map(|firewall| &mut firewall.rules)
}

/// The faults of routes in VPCs.
pub const ROUTES: &[(&str, Fault)] = &[
    ("a default route to the transit gateway is missing", |net| missing(net, true, is_hub)),
    ("routes to prefixes behind the transit gateway are missing", |net| missing(net, false, is_hub)),
    ("a default route to a NAT gateway is missing", |net| missing(net, true, is_nat)),
    ("a default route to the internet gateway is missing", |net| missing(net, true, is_internet)),
    ("routes to a peering are missing", |net| missing(net, false, is_peering)),
    ("a default route to a firewall endpoint is missing", |net| missing(net, true, is_firewall)),
    ("routes back to a firewall endpoint are missing", |net| missing(net, false, is_firewall)),
    ("the transit gateway's route leads to the internet gateway", |net| {
        routes(net, is_hub, |to| *to = Target::Internet)
    }),
    ("the NAT gateway's route leads to the internet gateway", |net| routes(net, is_nat, |to| *to = Target::Internet)),
    ("the peering's route leads to the transit gateway", |net| {
        let Some(hub) = net.tables.values().flatten().find(|(_, to)| is_hub(to)).map(|(_, to)| to.clone()) else {
            return false;
        };
        routes(net, is_peering, |to| hub.clone_into(to))
    }),
    ("the peering's route leads to another peering", |net| {
        let ids: Vec<String> = net.peerings.keys().cloned().collect();
        let [one, other] = ids.as_slice() else { return false };
        let ends = net.peerings[other].clone();
        let wrong = [net.peerings[one][0].clone(), ends[1].clone()];
        net.peerings.insert(one.clone(), wrong).is_some_and(|was| was != net.peerings[one])
    }),
    ("a firewall endpoint of another zone is used", |net| {
        let zones: BTreeSet<String> = net.subnets.values().map(|subnet| subnet.zone.clone()).collect();
        routes(net, is_firewall, |to| {
            if let Target::Firewall(_, zone) = to
                && let Some(other) = zones.iter().find(|other| *other != zone)
            {
                other.clone_into(zone);
            }
        })
    }),
    ("the firewall's routes lead back into it", |net| {
        let Some(there) = net.tables.values().flatten().find(|(_, to)| is_firewall(to)).map(|(_, to)| to.clone())
        else {
            return false;
        };
        let firewalls: BTreeSet<String> = net.firewalls.values().flat_map(|one| one.subnets.clone()).collect();
        let tables: Vec<String> = firewalls.iter().filter_map(|id| net.subnets[id].table.clone()).collect();
        let routes = tables.iter().flat_map(|table| net.tables[table].clone()).count();
        for table in &tables {
            net.tables.get_mut(table).expect("a table").iter_mut().for_each(|(_, to)| there.clone_into(to));
        }
        routes > 0
    }),
    ("the tables of two tiers are exchanged", |net| {
        let has = |net: &Net, table: &str| net.tables[table].iter().any(|(block, _)| block.prefix_len() == 0);
        let used = || net.subnets.iter().rev().filter_map(|(id, one)| Some((id, &one.vpc, one.table.as_ref()?)));
        let pairs = used().flat_map(|one| used().map(move |other| (one, other)));
        let mut pairs = pairs.filter(|(one, other)| one.1 == other.1 && has(net, one.2) && !has(net, other.2));
        let Some((one, other)) = pairs.next().map(|(one, other)| (one.2.clone(), other.2.clone())) else {
            return false;
        };
        for subnet in net.subnets.values_mut() {
            match &subnet.table {
                Some(table) if *table == one => subnet.table = Some(other.clone()),
                Some(table) if *table == other => subnet.table = Some(one.clone()),
                _ => {}
            }
        }
        true
    }),
    ("a subnet has no table", |net| {
        let mut subnets = net.subnets.values_mut().rev().filter(|subnet| !subnet.name.contains("-attachment-"));
        subnets.find_map(|subnet| subnet.table.take()).is_some()
    }),
    ("a NAT gateway stands in a subnet that does not lead to the internet", |net| {
        let of = |id: &str| net.subnets[id].vpc.clone();
        let leads = |table: &Option<String>| {
            table.as_ref().is_some_and(|table| net.tables[table].iter().any(|(_, to)| *to == Target::Internet))
        };
        let moved = net.nats.iter().find_map(|(nat, at)| {
            let other = net.subnets.iter().find(|(_, one)| one.vpc == of(at) && !leads(&one.table))?;
            Some((nat.clone(), other.0.clone()))
        });
        moved.map(|(nat, at)| net.nats.insert(nat, at)).is_some()
    }),
    ("a VPC has no internet gateway", |net| net.edges.internet.pop_last().is_some()),
    ("a table does not learn from the VPN gateway", |net| net.edges.learns.pop_first().is_some()),
];

/// The faults of IPv6.
pub const SIX: &[(&str, Fault)] = &[
    ("an IPv6 default route to the transit gateway is missing", |net| missing6(net, is_hub)),
    ("an IPv6 default route to an egress-only gateway is missing", |net| missing6(net, is_egress_only)),
    ("an IPv6 default route to the internet gateway is missing", |net| missing6(net, is_internet)),
    ("an egress-only gateway's route leads to the internet gateway", |net| {
        let mut all = net.edges.tables6.values_mut().flatten();
        all.find(|(_, to)| is_egress_only(to)).map(|(_, to)| *to = Target::Internet).is_some()
    }),
    ("an attachment carries no IPv6", |net| net.edges.attachments6.pop_last().is_some()),
    ("a subnet has no IPv6 block", |net| net.edges.subnets6.pop_last().is_some()),
];

/// The faults of transit gateways and firewalls.
pub const HUBS: &[(&str, Fault)] = &[
    ("a static route of the transit gateway is missing", |net| {
        hub_tables(net).any(|table| {
            let before = table.statics.len();
            table.statics.retain(|_, via| via.is_none());
            table.statics.len() < before
        })
    }),
    ("blackholes are missing", no_blackholes),
    ("a static route of the transit gateway drops", |net| {
        hub_tables(net).any(|table| table.statics.values_mut().find_map(Option::take).is_some())
    }),
    ("a static route of the transit gateway leads to another VPC", |net| {
        let all: Vec<String> = net.attachments.keys().rev().cloned().collect();
        let mut routes = hub_tables(net).flat_map(|table| table.statics.values_mut().flatten());
        let Some(via) = routes.next() else { return false };
        all.iter().find(|one| *one != via).map(|one| one.clone_into(via)).is_some()
    }),
    ("a propagation is missing", |net| {
        let own: BTreeSet<String> = net.attachments.keys().filter(|id| id.contains("Attachment v")).cloned().collect();
        unlearned(net, &own)
    }),
    ("a table learns what it should not", |net| {
        let all: BTreeSet<String> = net.attachments.keys().cloned().collect();
        let lacks = |table: &HubTable| table.propagations.len() < all.len();
        hub_tables(net).find(|table| lacks(table)).map(|table| table.propagations.clone_from(&all)).is_some()
    }),
    ("an attachment has no table", |net| unassociated(net, |id| id.contains("Attachment v"))),
    ("an attachment has the table of others", |net| {
        let tables: Vec<String> = net.hub_tables.keys().cloned().collect();
        let mut own = net.attachments.values_mut().rev().filter(|one| !one.subnets.is_empty());
        let Some(table) = own.find_map(|one| one.table.as_mut()) else { return false };
        tables.iter().find(|other| *other != table).map(|other| other.clone_into(table)).is_some()
    }),
    ("appliance mode is off", |net| {
        let modes = net.attachments.values_mut().filter(|one| one.appliance_mode);
        modes.map(|one| one.appliance_mode = false).count() > 0
    }),
    ("an attachment has no subnet in a zone", |net| {
        let mut own = net.attachments.values_mut().rev().filter(|one| one.subnets.len() > 1);
        own.next().is_some_and(|one| one.subnets.pop_last().is_some())
    }),
    ("a rule of the firewall is missing", |net| {
        net.firewalls.values_mut().any(|one| cut(&mut one.rules, |rule| rule.pass))
    }),
    // Behind a blackhole the firewall's own drops are a second lock.
    ("blackholes are missing, and the firewall passes what it should drop", |net| {
        no_blackholes(net) && rules(net).filter(|rule| !rule.pass).map(|rule| rule.pass = true).count() > 0
    }),
    ("blackholes are missing, and the rules of the firewall are in the wrong order", |net| {
        let many = |net: &mut Net| rules(net).count() > 1;
        let reverse = |net: &mut Net| net.firewalls.values_mut().for_each(|one| one.rules.reverse());
        no_blackholes(net) && many(net) && rules(net).any(|rule| !rule.pass) && {
            reverse(net);
            true
        }
    }),
    ("the firewall drops what it should pass", |net| {
        rules(net).find(|rule| rule.pass).map(|rule| rule.pass = false).is_some()
    }),
    ("rules of the firewall hold in one direction", |net| {
        rules(net).filter(|rule| rule.both_ways).map(|rule| rule.both_ways = false).count() > 0
    }),
];

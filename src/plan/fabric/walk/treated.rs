//! How the tables of a transit gateway treat a VPC, as a text that is equal for VPCs that are treated alike. In comes a VPC, out
//! goes what all tables do with packets for it: lead to it, elsewhere, or nowhere.
//!
//! A hub with a thousand segments has a thousand tables, and most say the same of most VPCs: nothing, or what they say of the whole
//! pool. So what tables say is a sum, one number for each of them. The sum of those that know no VPC by itself is found once for
//! each list of blocks around an address, and only tables that know the VPC are asked for it. A table that has no route adds nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::hub::{Attachment, Owner};
use super::super::packet::Address;
use super::super::{Destination, HubTarget, Route};
use super::Walker;
use super::hub::Named;
use crate::digest::digest;
use crate::net::Cidr4;
use crate::network::{HubId, VpcId};

/// A destination that some tables of a hub have.
#[derive(Debug, Default)]
struct Entry {
    /// The tables that have it.
    tables: Vec<usize>,
    /// The VPCs of which one of the routes speaks by itself.
    about: BTreeSet<VpcId>,
}

/// What the tables of all hubs do with packets for VPCs.
#[derive(Debug)]
pub struct Treatments<'w, 'p> {
    walker: &'w Walker<'p>,
    entries: BTreeMap<(HubId, Cidr4), Entry>,
    /// By hub and the destinations around an address that speak of no VPC by itself.
    sums: BTreeMap<(HubId, Vec<Cidr4>), u128>,
}

impl<'w, 'p> Treatments<'w, 'p> {
    /// Of the tables that a walker walks.
    #[must_use]
    pub fn new(walker: &'w Walker<'p>) -> Self {
        let mut entries: BTreeMap<(HubId, Cidr4), Entry> = BTreeMap::new();
        for (place, (hub, table)) in walker.hubs.tables().iter().enumerate() {
            for route in table.routes.iter() {
                let Destination::V4(block) = route.destination else { continue };
                let entry = entries.entry((*hub, block.cidr)).or_default();
                entry.tables.push(place);
                entry.about.extend(speaks_of(route));
            }
        }
        Self { walker, entries, sums: BTreeMap::new() }
    }

    /// How every table of its transit gateway treats a VPC; empty for one that is not attached.
    pub fn of(&mut self, id: VpcId) -> String {
        let plan = self.walker.vpc(id);
        let Some(hub) = plan.vpc.attach.map(|attach| attach.hub) else { return String::new() };
        let address = plan.cidr.address();
        let around = (0..=32).rev().filter_map(|length| Cidr4::around(address, length));
        let around = around.filter_map(|block| Some((block, self.entries.get(&(hub, block))?)));
        let (own, others): (Vec<_>, Vec<_>) = around.partition(|(_, entry)| entry.about.contains(&id));
        let tables: BTreeSet<usize> = own.iter().flat_map(|(_, entry)| &entry.tables).copied().collect();
        let others: Vec<Cidr4> = others.into_iter().map(|(block, _)| block).collect();
        let mut sum = match self.sums.get(&(hub, others.clone())) {
            Some(sum) => *sum,
            None => self.sum(hub, &others),
        };
        self.sums.insert((hub, others.clone()), sum);
        for table in tables.into_iter().map(|place| &self.walker.hubs.tables()[place].1) {
            let taken = table.lookup(Address::V4(address));
            sum = sum.wrapping_sub(value(table, longest(table, &others), id)).wrapping_add(value(table, taken, id));
        }
        format!("hub {} {sum:x}", hub.0)
    }

    /// What all tables do that have one of these destinations, the longest of them first.
    fn sum(&self, hub: HubId, destinations: &[Cidr4]) -> u128 {
        let entries = destinations.iter().filter_map(|block| self.entries.get(&(hub, *block)));
        let tables: BTreeSet<usize> = entries.flat_map(|entry| &entry.tables).copied().collect();
        let tables = tables.into_iter().map(|place| &self.walker.hubs.tables()[place].1);
        // None of these routes speaks of a VPC that is asked for.
        let nobody = VpcId(usize::MAX);
        tables.fold(0, |sum, table| sum.wrapping_add(value(table, longest(table, destinations), nobody)))
    }
}

/// The first of some destinations that a table has.
fn longest<'p>(table: &Named<'p>, destinations: &[Cidr4]) -> Option<&'p Route<HubTarget>> {
    destinations.iter().find_map(|block| table.routes.exact(*block))
}

/// The VPCs of which a route speaks: that whose block it is, and that to which it leads.
fn speaks_of(route: &Route<HubTarget>) -> impl Iterator<Item = VpcId> {
    let owner = match route.destination {
        Destination::V4(block) => match block.owner {
            Owner::Vpc(vpc) => Some(vpc),
            Owner::Everything | Owner::Pool(_) | Owner::Prefix | Owner::Peer(_) => None,
        },
        Destination::V6(_) | Destination::Service(_) => None,
    };
    let via = match route.target {
        HubTarget::Attachment(Attachment::Vpc(vpc)) => Some(vpc),
        HubTarget::Attachment(_) | HubTarget::Blackhole => None,
    };
    owner.into_iter().chain(via)
}

/// What a table does with packets for a VPC as a number; 0 where it has no route.
fn value(table: &Named<'_>, route: Option<&Route<HubTarget>>, id: VpcId) -> u128 {
    let Some(route) = route else { return 0 };
    // A route for the VPC alone is the same for every such VPC; one for a pool is not.
    let via = match (&route.target, route.destination) {
        (HubTarget::Attachment(Attachment::Vpc(via)), _) if *via == id => "itself".to_owned(),
        (target, Destination::V4(block)) if block.owner == Owner::Vpc(id) => format!("own {target:?}"),
        (target, _) => format!("{target:?}"),
    };
    let text = digest(format!("{} {via}", table.name).as_bytes());
    let digits = text.get(text.len().saturating_sub(32)..).unwrap_or_default();
    u128::from_str_radix(digits, 16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Sources};
    use crate::plan::lock::Lock;
    use crate::plan::plan;
    use crate::{blueprint, network};

    /// What every table of its hub does with packets for a VPC, table by table.
    fn one_by_one(walker: &Walker<'_>, id: VpcId) -> Option<Vec<String>> {
        let plan = walker.vpc(id);
        let hub = plan.vpc.attach?.hub;
        let tables = walker.hubs.tables().iter().filter(|(of, _)| *of == hub);
        let words = tables.map(|(_, table)| {
            let route = table.lookup(Address::V4(plan.cidr.address()));
            let via = match route.map(|route| (&route.target, route.destination)) {
                None => "no route".to_owned(),
                Some((HubTarget::Attachment(Attachment::Vpc(via)), _)) if *via == id => "itself".to_owned(),
                Some((target, Destination::V4(block))) if block.owner == Owner::Vpc(id) => format!("own {target:?}"),
                Some((target, _)) => format!("{target:?}"),
            };
            format!("{} {via}", table.name)
        });
        Some(words.collect())
    }

    #[test]
    fn sums_are_equal_where_every_table_does_the_same() {
        let mut pairs = 0;
        for text in [
            include_str!("../../../../blueprints/hub-spoke.yaml"),
            include_str!("../../../../tests/blueprints/everything.yaml"),
            include_str!("../../../../tests/blueprints/hybrid.yaml"),
            MIXED,
        ] {
            let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
            let id = sources.add("test.yaml", text);
            let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics).expect("a good document");
            let network = network::resolve(&blueprint, &mut diagnostics).expect("a good document");
            let (plan, _) = plan(&network, &Lock::default(), &mut diagnostics).expect("a good document");
            let walker = Walker::new(&plan);
            let mut treatments = Treatments::new(&walker);
            let vpcs = || (0..plan.vpcs.len()).map(VpcId);
            let sums: Vec<String> = vpcs().map(|vpc| treatments.of(vpc)).collect();
            let words: Vec<_> = vpcs().map(|vpc| one_by_one(&walker, vpc)).collect();
            for one in 0..sums.len() {
                for other in 0..one {
                    assert_eq!(sums[one] == sums[other], words[one] == words[other], "{one} and {other}");
                    pairs += usize::from(words[one].is_some() && words[one] == words[other]);
                }
            }
        }
        assert!(pairs > 3, "{pairs}");
    }

    /// Pools that several segments share, blocks outside of any pool, a firewall and a site that learns pools.
    const MIXED: &str = "netgen: 1
name: corp
region: us-east-1
availability_zones: [a, b]
address_pools: {one: 10.0.0.0/12, two: 10.16.0.0/12}
transit_gateways:
  hub:
    segments: {one: {reaches: [shared, internet]}, two: {reaches: [shared, internet, site]}, shared: {}, site: {announce: pools}}
    internet: {through: egress}
    inspection: {through: look, between: [[one, shared], [two, internet]]}
vpcs:
  a1: {pool: one, prefix: 20, attach: {to: hub, segment: one}, tiers: {app: {prefix: 26, route: transit}}}
  a2: {pool: one, prefix: 20, attach: {to: hub, segment: one}, tiers: {app: {prefix: 26, route: transit}}}
  a3: {pool: one, prefix: 20, attach: {to: hub, segment: two}, tiers: {app: {prefix: 26, route: transit}}}
  b1: {pool: two, prefix: 20, attach: {to: hub, segment: two}, tiers: {app: {prefix: 26, route: transit}}}
  b2: {pool: two, prefix: 20, attach: {to: hub, segment: two}, tiers: {app: {prefix: 26, route: transit}}}
  b3: {pool: two, prefix: 20, attach: {to: hub, segment: shared}, tiers: {app: {prefix: 26, route: transit}}}
  c1: {cidr: 172.20.0.0/20, attach: {to: hub, segment: one}, tiers: {app: {prefix: 26, route: transit}}}
  c2: {cidr: 172.20.16.0/20, attach: {to: hub, segment: one}, tiers: {app: {prefix: 26, route: transit}}}
  egress: {cidr: 172.21.0.0/24, role: egress, attach: {to: hub}}
  look: {cidr: 172.21.1.0/24, role: inspection, attach: {to: hub}}
sites:
  office:
    asn: 65000
    prefixes: [192.168.0.0/16]
    attach: {to: hub, segment: site}
    routers: {r: {platform: linux, router_id: 192.168.1.1, lan: {interface: eth0, address: 192.168.1.1/24}}}
    uplinks: {u: {vpn: {router: r, interface: eth1, outside_ip: 203.0.113.1}}}
";
}

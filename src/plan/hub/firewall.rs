//! What the firewall lets through. Everything else is dropped: the pairs of the document pass in both directions, and a
//! segment that reaches the internet passes outward, towards nothing that is inside.

use std::collections::{BTreeMap, BTreeSet};

use super::hub_path;
use super::reach::{Reach, unique};
use super::types::{Block, FirewallGroup, FirewallRulePlan, Owner};
use crate::network::{End, HubId, PoolId, SegmentId};
use crate::plan::ledger::Ledger;
use crate::plan::lock::Entry;

/// How many rules a group may ever hold: a change would replace the group. AWS allows 30,000 in a policy.
/// <https://docs.aws.amazon.com/network-firewall/latest/developerguide/quotas.html>
pub const CAPACITY: u32 = 1000;

/// The rules of a hub's firewall, in the order in which it looks at them.
///
/// Pools whose VPCs need a rule each, since the pool holds VPCs of other segments as well, go into `mixed`.
pub(super) fn plan(
    reach: &Reach<'_>,
    id: HubId,
    ledger: &mut Ledger<'_>,
    mixed: &mut BTreeSet<PoolId>,
) -> Vec<FirewallRulePlan> {
    let hub = reach.hub(id);
    if hub.inspection.is_none() {
        return Vec::new();
    }
    let path = format!("{}/firewall", hub_path(hub.name.as_str()));
    let mut rules = Rules { reach, path, ledger, taken: BTreeSet::new(), lowest: 1, list: Vec::new() };
    rules.taken = rules.ledger.had_under(&rules.path).filter_map(|(_, entry)| entry.rule).collect();
    let ends = hub.inspected.iter().flat_map(|(one, other)| [one, other]);
    let segments: BTreeSet<SegmentId> = ends.filter_map(|end| end.segment()).collect();
    let mut summaries: BTreeMap<SegmentId, Vec<Block>> = BTreeMap::new();
    for segment in segments {
        let (mut blocks, of_several) = reach.cover(id, &BTreeSet::from([segment]));
        mixed.extend(of_several);
        blocks.extend(hub.segment(segment).prefixes.iter().map(|prefix| Block::prefix(prefix.value)));
        summaries.insert(segment, unique(blocks));
    }
    let blocks = |segment: SegmentId| summaries.get(&segment).into_iter().flatten().copied();
    for (one, other) in &hub.inspected {
        let (End::Segment(from), End::Segment(to)) = (one, other) else { continue };
        let why = format!("{} and {}", hub.segment(*from).name, hub.segment(*to).name);
        for source in blocks(*from) {
            for destination in blocks(*to) {
                rules.add(FirewallGroup::Pairs, true, source, destination, &why);
            }
        }
    }
    for (one, _) in hub.inspected.iter().filter(|(_, other)| *other == End::Internet) {
        let End::Segment(from) = one else { continue };
        let name = &hub.segment(*from).name;
        let inside = reach.returns(id, true);
        for source in blocks(*from) {
            for destination in &inside {
                rules.add(FirewallGroup::Internet, false, source, *destination, &format!("{name} to the inside"));
            }
        }
        for source in blocks(*from) {
            rules.add(FirewallGroup::Internet, true, source, Block::EVERYTHING, &format!("{name} to the internet"));
        }
    }
    rules.list
}

struct Rules<'a, 'n, 'l> {
    reach: &'a Reach<'n>,
    path: String,
    ledger: &'a mut Ledger<'l>,
    taken: BTreeSet<u32>,
    /// No number below is free.
    lowest: u32,
    list: Vec<FirewallRulePlan>,
}

impl Rules<'_, '_, '_> {
    /// Adds a rule with the number that the lock remembers, or the lowest that nobody has or had.
    fn add(&mut self, group: FirewallGroup, pass: bool, source: Block, destination: Block, why: &str) {
        let group_word = match group {
            FirewallGroup::Pairs => "pairs",
            FirewallGroup::Internet => "internet",
        };
        let path = format!("{}/{group_word}/{}..{}", self.path, self.word(source), self.word(destination));
        if self.ledger.is_granted(&path) {
            // Two segments with one prefix on premises: the first rule says it.
            return;
        }
        let known = self.ledger.had(&path).and_then(|entry| entry.rule);
        let sid = known.unwrap_or_else(|| self.free());
        self.taken.insert(sid);
        self.ledger.choose(path, Entry { rule: Some(sid), ..Entry::default() });
        let both_ways = group == FirewallGroup::Pairs;
        let why = why.to_owned();
        self.list.push(FirewallRulePlan { group, sid, pass, source, destination, both_ways, why });
    }

    /// The lowest number that no rule has or had.
    fn free(&mut self) -> u32 {
        let free = (self.lowest..=u32::MAX).find(|sid| !self.taken.contains(sid)).unwrap_or(u32::MAX);
        self.lowest = free;
        free
    }

    /// What a block is called in the lock.
    fn word(&self, block: Block) -> String {
        let network = self.reach.network;
        match block.owner {
            Owner::Everything => "internet".to_owned(),
            Owner::Pool(pool) => format!("pool-{}", network.pools[pool.0].name.as_str()),
            Owner::Vpc(vpc) => {
                format!("vpc-{}-{}", network.vpc(vpc).name.as_str(), block.cidr.to_string().replace('/', "-"))
            }
            Owner::Prefix | Owner::Peer(_) => block.cidr.to_string().replace('/', "-"),
        }
    }
}

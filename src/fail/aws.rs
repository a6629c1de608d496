//! What each flow touches inside AWS.
//!
//! Flows are walked once. What they touch is kept by element, so an element costs what it touches and nothing else. A flow past a
//! firewall in appliance mode has the zone that a hash picks, so every zone's devices behind it carry their share of every such flow.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::availability::{Availability, Part, availability, parts};
use super::{Element, Interruption, Kept, Loss};
use crate::diagnostic::counted;
use crate::network::{SiteId, VpcId, Zone};
use crate::plan::Plan;
use crate::plan::fabric::packet::Family;
use crate::plan::fabric::walk::{Flow, Trace, Walker};
use crate::reach::{Class, Node, Pair, host_in, members_words, name, passable, representatives, zones_of};

/// A pair of classes that reach each other in one family.
struct Connected {
    pair: Pair,
    family: Family,
    /// Its flows in [`Flows::walked`].
    walked: Range<usize>,
    /// What its flows cross.
    parts: BTreeSet<Part>,
}

/// A flow between two zones.
struct Walked {
    zones: [Option<Zone>; 2],
    /// The pair of [`Flows::connected`].
    pair: usize,
}

/// All flows that pass.
pub(super) struct Flows {
    /// The class of each site.
    of_site: BTreeMap<SiteId, usize>,
    /// Classes in words.
    words: Vec<String>,
    connected: Vec<Connected>,
    walked: Vec<Walked>,
    /// Flows that a route leads to an element, and those that pass a zone at neither of their ends.
    by_route: BTreeMap<Element, Vec<usize>>,
    /// Pairs of which an element carries a share, by the hash of each flow.
    by_hash: BTreeMap<Element, BTreeSet<usize>>,
    /// Pairs with any such element.
    hashed: BTreeSet<usize>,
    /// Flows by the class of the end whose own VPC has their NAT gateway, and by its zone: each member has such gateways.
    by_own_nat: BTreeMap<(usize, Zone), Vec<(usize, usize)>>,
    /// The members of classes by VPC.
    at_home: BTreeMap<VpcId, Vec<(usize, Node)>>,
    /// Pairs of each class.
    by_class: BTreeMap<usize, Vec<usize>>,
    zones: usize,
}

/// Walks every pair of classes in every pair of zones, in every family that both ends have.
pub(super) fn flows(walker: &Walker<'_>, classes: &[Class]) -> Flows {
    let pairs = representatives(classes);
    let words = classes.iter().map(|class| members_words(walker, class)).collect();
    let zones = walker.plan().network.all_zones().len();
    let mut at_home: BTreeMap<VpcId, Vec<(usize, Node)>> = BTreeMap::new();
    let mut of_site = BTreeMap::new();
    for (index, class) in classes.iter().enumerate() {
        for member in &class.members {
            match member {
                Node::Tier(vpc, _) | Node::RemoteAccess(vpc, _) => {
                    at_home.entry(*vpc).or_default().push((index, *member));
                }
                Node::Site(site) => drop(of_site.insert(*site, index)),
                Node::Internet => {}
            }
        }
    }
    let mut flows = Flows {
        at_home,
        by_own_nat: BTreeMap::new(),
        of_site,
        words,
        connected: Vec::new(),
        walked: Vec::new(),
        by_route: BTreeMap::new(),
        by_hash: BTreeMap::new(),
        hashed: BTreeSet::new(),
        by_class: BTreeMap::new(),
        zones,
    };
    for pair in pairs {
        for family in [Family::Ipv4, Family::Ipv6] {
            flows.walk(walker, pair, family);
        }
    }
    flows
}

impl Flows {
    fn walk(&mut self, walker: &Walker<'_>, pair: Pair, family: Family) {
        let (index, first) = (self.connected.len(), self.walked.len());
        let [one, other] = pair.ends;
        let mut crossed = BTreeSet::new();
        for from in zones_of(walker, one) {
            for to in zones_of(walker, other) {
                let hosts = host_in(walker, one, family, from).zip(host_in(walker, other, family, to));
                let Some((source, destination)) = hosts else { continue };
                let (flow, ports) = passable(walker, &source, &destination, family);
                if !ports.is_empty() {
                    crossed.extend(parts(&flow));
                    self.note(walker.plan(), index, [from, to], pair, &flow);
                }
            }
        }
        if self.walked.len() > first {
            self.connected.push(Connected { pair, family, walked: first..self.walked.len(), parts: crossed });
            let [from, to] = pair.classes;
            self.by_class.entry(from).or_default().push(index);
            if from != to {
                self.by_class.entry(to).or_default().push(index);
            }
        }
    }

    /// Notes what a flow touches.
    fn note(&mut self, plan: &Plan<'_>, pair: usize, zones: [Option<Zone>; 2], of: Pair, flow: &Flow) {
        let walked = self.walked.len();
        self.walked.push(Walked { zones, pair });
        let traces = [&flow.there, &flow.back];
        let is_inspected = traces.iter().any(|trace| !trace.firewalls.is_empty());
        // Between a site and the internet the walk has to choose a zone; the transit gateway spreads flows over all of them.
        let is_free = zones == [None, None];
        let homes = of.ends.map(Node::vpc);
        let mut fixed: BTreeSet<Element> = BTreeSet::new();
        let mut own_zones: BTreeSet<Zone> = BTreeSet::new();
        let firewalls: BTreeSet<VpcId> =
            traces.iter().flat_map(|trace| &trace.firewalls).map(|(vpc, _)| *vpc).collect();
        for vpc in firewalls {
            self.share(pair, vpc, plan.network.scope_of(vpc).zones.iter().copied(), Element::Firewall, &mut fixed);
        }
        for nat in traces.iter().flat_map(|trace| &trace.translations).map(|one| one.nat) {
            let by_hash = is_free || is_inspected && !homes.contains(&Some(nat.vpc));
            if by_hash {
                let all = plan.vpcs[nat.vpc.0].nats.iter().map(|nat| nat.zone);
                self.share(pair, nat.vpc, all, Element::Nat, &mut fixed);
            } else if let Some(end) = homes.iter().position(|home| *home == Some(nat.vpc)) {
                own_zones.insert(nat.zone);
                self.by_own_nat.entry((of.classes[end], nat.zone)).or_default().push((walked, end));
            } else {
                fixed.insert(Element::Nat(nat.vpc, nat.zone));
            }
        }
        let of_devices = fixed.iter().filter_map(|element| match element {
            Element::Nat(_, zone) | Element::Firewall(_, zone) => Some(*zone),
            _ => None,
        });
        let hops = |trace: &Trace| trace.hops.iter().filter_map(|hop| hop.zone).collect::<Vec<_>>();
        let passed = traces.into_iter().filter(|_| !is_free).flat_map(hops);
        let between: BTreeSet<Zone> =
            of_devices.chain(passed).chain(own_zones).filter(|zone| !zones.contains(&Some(*zone))).collect();
        fixed.extend(between.into_iter().map(Element::Zone));
        for element in fixed {
            self.by_route.entry(element).or_default().push(walked);
        }
    }

    /// Notes devices of a VPC that share the flows of a pair; a single one has them all.
    fn share(
        &mut self,
        pair: usize,
        vpc: VpcId,
        zones: impl Iterator<Item = Zone>,
        element: fn(VpcId, Zone) -> Element,
        fixed: &mut BTreeSet<Element>,
    ) {
        let all: Vec<Zone> = zones.collect();
        if let [only] = all.as_slice() {
            fixed.insert(element(vpc, *only));
            return;
        }
        self.hashed.insert(pair);
        for zone in all {
            self.by_hash.entry(element(vpc, zone)).or_default().insert(pair);
        }
    }

    /// Pairs that depend on an element, both ends being elsewhere.
    pub fn touching(&self, walker: &Walker<'_>, element: &Element) -> Vec<Loss> {
        let by_route = self.by_route.get(element).into_iter().flatten();
        let by_route = self.depending(element, by_route.copied()).into_iter();
        let by_route = by_route.map(|(pair, zones, kept)| self.loss(pair, zones, kept));
        let by_hash = self.by_hash.get(element).into_iter().flatten();
        let by_hash = by_hash.map(|pair| self.loss(*pair, Vec::new(), Kept::OtherFlows(self.zones)));
        merged(by_route.chain(by_hash).chain(self.by_own_nat(walker, element)))
    }

    /// Pairs of flows that depend on an element, the zones of their first ends, and what is left.
    fn depending(&self, element: &Element, flows: impl Iterator<Item = usize>) -> Vec<(usize, Vec<Zone>, Kept)> {
        let mut lost: BTreeMap<usize, (BTreeSet<Option<Zone>>, usize)> = BTreeMap::new();
        for walked in flows.map(|index| &self.walked[index]) {
            let (zones, count) = lost.entry(walked.pair).or_default();
            zones.insert(walked.zones[0]);
            *count += 1;
        }
        let is_gone = |walked: &&Walked| matches!(element, Element::Zone(zone) if walked.zones.contains(&Some(*zone)));
        let depending = lost.into_iter().map(|(pair, (zones, count))| {
            let all = self.connected[pair].walked.clone();
            let gone = self.walked[all.clone()].iter().filter(is_gone).count();
            let kept = if count + gone == all.len() { Kept::Nothing } else { Kept::OtherZones };
            (pair, zones.into_iter().flatten().collect(), kept)
        });
        depending.collect()
    }

    /// What a NAT gateway of a VPC costs the members of classes there, which are the only ones of their classes that use it.
    fn by_own_nat(&self, walker: &Walker<'_>, element: &Element) -> Vec<Loss> {
        let Element::Nat(vpc, zone) = element else { return Vec::new() };
        let mut all = Vec::new();
        for (class, member) in self.at_home.get(vpc).into_iter().flatten() {
            let flows = self.by_own_nat.get(&(*class, *zone)).into_iter().flatten();
            let mut by_end: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
            for (walked, end) in flows {
                by_end[*end].push(*walked);
            }
            for (end, flows) in by_end.into_iter().enumerate() {
                for (pair, zones, kept) in self.depending(element, flows.into_iter()) {
                    let mut loss = self.loss(pair, zones, kept);
                    *(if end == 0 { &mut loss.from } else { &mut loss.to }) = name(walker, *member);
                    loss.own = Some(end);
                    all.push(loss);
                }
            }
        }
        all
    }

    fn loss(&self, pair: usize, zones: Vec<Zone>, kept: Kept) -> Loss {
        let Connected { pair, family, .. } = &self.connected[pair];
        let [from, to] = pair.classes.map(|class| self.words[class].clone());
        Loss { from, to, classes: pair.classes, own: None, family: *family, zones, kept }
    }

    /// Pairs whose connections past the devices of a zone end with it, and are opened again past those of another one.
    pub fn interrupted(&self, zone: Zone) -> Vec<Interruption> {
        let lost = self.by_route.get(&Element::Zone(zone)).into_iter().flatten();
        let lost: BTreeSet<usize> = lost.map(|index| self.walked[*index].pair).collect();
        let stays = |pair: &&usize| {
            let walked = &self.walked[self.connected[**pair].walked.clone()];
            walked.iter().any(|one| !one.zones.contains(&Some(zone))) && !lost.contains(*pair)
        };
        let all = self.hashed.iter().filter(stays).map(|pair| {
            let Loss { from, to, classes, family, .. } = self.loss(*pair, Vec::new(), Kept::OtherFlows(self.zones));
            Interruption { from, to, classes, family, flows: self.zones }
        });
        let all: BTreeSet<Interruption> = all.collect();
        all.into_iter().collect()
    }

    /// The availability of every pair, with classes in these words, or in those of their members.
    pub fn availability(&self, plan: &Plan<'_>, words: Option<&[String]>) -> Vec<Availability> {
        let words = words.unwrap_or(&self.words);
        let pairs = self.connected.iter().map(|one| {
            let [from, to] = one.pair.classes.map(|class| words[class].clone());
            (one.parts.clone(), (from, to, one.family))
        });
        availability(plan, pairs)
    }

    /// Both directions between two sites that are classes by themselves.
    pub fn of_sites(&self, sites: [SiteId; 2]) -> Vec<Loss> {
        let [Some(one), Some(other)] = sites.map(|site| self.of_site.get(&site).copied()) else { return Vec::new() };
        let pairs = self.by_class.get(&one).into_iter().flatten();
        let between = pairs.filter(|index| {
            let of = self.connected[**index].pair.classes;
            of == [one, other] || of == [other, one]
        });
        merged(between.map(|index| self.loss(*index, Vec::new(), Kept::Nothing)))
    }

    /// Pairs with a site at one end.
    pub fn of_site(&self, walker: &Walker<'_>, site: SiteId) -> Vec<Loss> {
        let Some(own) = self.of_site.get(&site).copied() else { return Vec::new() };
        let pairs = self.by_class.get(&own).into_iter().flatten();
        let all = pairs.flat_map(|index| {
            let Connected { pair, family, .. } = &self.connected[*index];
            let ends = [0, 1].into_iter().filter(|end| pair.classes[*end] == own);
            ends.map(|end| {
                let mut words = pair.classes.map(|class| self.words[class].clone());
                words[end] = name(walker, Node::Site(site));
                let [from, to] = words;
                let (classes, family) = (pair.classes, *family);
                Loss { from, to, classes, own: Some(end), family, zones: Vec::new(), kept: Kept::Nothing }
            })
        });
        merged(all)
    }
}

/// Joins losses of equal ends and families: two classes may meet inside and outside a VPC.
fn merged(losses: impl Iterator<Item = Loss>) -> Vec<Loss> {
    let mut all: BTreeMap<(String, String, Family), Loss> = BTreeMap::new();
    for loss in losses {
        match all.entry((loss.from.clone(), loss.to.clone(), loss.family)) {
            Entry::Vacant(place) => drop(place.insert(loss)),
            Entry::Occupied(mut one) => {
                let one = one.get_mut();
                one.zones.extend(loss.zones);
                one.zones.sort_unstable();
                one.zones.dedup();
                one.kept = one.kept.max(loss.kept);
            }
        }
    }
    all.into_values().collect()
}

/// `9 subnets of 3 VPCs`
pub(super) fn subnets_of(plan: &Plan<'_>, zone: Zone) -> String {
    let counts = plan.vpcs.iter().map(|vpc| {
        let subnets = vpc.tiers.iter().flat_map(|tier| &tier.subnets);
        subnets.filter(|subnet| subnet.zone == zone).count()
    });
    let counts: Vec<usize> = counts.filter(|count| *count > 0).collect();
    format!("{} of {}", counted(counts.iter().sum(), "subnet"), counted(counts.len(), "VPC"))
}

//! NG0715, and NG0299 for transit gateways: packets are followed through the tables from every segment to every VPC, to declared
//! prefixes and to the internet and back, and must end where the segments say. Where a route of the document leads them
//! elsewhere it is a warning; where netgen's own routes do, it is a fault of netgen.
//!
//! VPCs of a segment share its table, so segments are compared with blocks: never each VPC with each other one. Of the blocks, those
//! are compared that the segment reaches or that its table leads somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use super::facts::Facts;
use super::hub_walk::{End, Walker};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::Cidr4;
use crate::network::{End as Far, Hub, Network, Relation, SegmentId, VpcId};
use crate::plan::{HubPlan, Plan};

/// An address of the documentation range: stands for the internet, and no network has it.
const OUTSIDE: Ipv4Addr = Cidr4::DOCUMENTATION_3.address();

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    // Overlaps lead packets astray, and they are said elsewhere.
    if diagnostics.has_errors() {
        return;
    }
    for hub in &facts.plan.hubs {
        let mut judge = Judge::new(facts.plan, hub);
        judge.between();
        judge.internet();
        judge.findings.into_iter().for_each(|finding| diagnostics.push(finding));
    }
}

/// Who has a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Host {
    Vpc { id: VpcId, routable: bool },
    Site,
}

/// Addresses that packets are sent to.
#[derive(Clone, Copy)]
struct Target {
    cidr: Cidr4,
    host: Host,
    segment: SegmentId,
}

impl Target {
    /// Where packets for it have to end.
    fn end(self, relation: Relation) -> End {
        let inspected = relation == Relation::Inspected;
        match (relation, self.host) {
            (Relation::None, _) | (_, Host::Vpc { routable: false, .. }) => End::Dropped,
            (_, Host::Vpc { id, .. }) => End::Vpc { vpc: id, inspected },
            (_, Host::Site) => End::Site { inspected },
        }
    }

    fn words(self, network: &Network, hub: &Hub) -> String {
        match self.host {
            Host::Vpc { id, .. } => format!("VPC `{}`", network.vpc(id).name),
            Host::Site => format!("{} of segment `{}`", self.cidr, hub.segment(self.segment).name),
        }
    }
}

/// A static route or blackhole of the document.
#[derive(Clone, Copy)]
struct Written {
    cidr: Cidr4,
    span: Span,
    drops: bool,
}

struct Judge<'p> {
    network: &'p Network,
    hub: &'p Hub,
    walker: Walker<'p>,
    targets: Vec<Target>,
    /// Routes of all segments' tables that the document says, by address.
    written: Vec<Cidr4>,
    /// How many attachments each segment has.
    members: Vec<usize>,
    /// Segment and route for which something was said.
    said: BTreeSet<(SegmentId, Cidr4)>,
    findings: Vec<Diagnostic>,
}

impl<'p> Judge<'p> {
    fn new(plan: &Plan<'p>, hub: &HubPlan) -> Self {
        let network = plan.network;
        let meant = &network.hubs[hub.hub.0];
        let mut members: Vec<usize> = meant.segments.iter().map(|segment| segment.attachments.len()).collect();
        let mut targets = Vec::new();
        for vpc in &plan.vpcs {
            let Some((_, segment)) = network.membership(vpc.id).filter(|(own, _)| *own == hub.hub) else { continue };
            members[segment.0] += 1;
            let host = |routable| Host::Vpc { id: vpc.id, routable };
            targets.push(Target { cidr: vpc.cidr, host: host(true), segment });
            let further = vpc.vpc.secondary.iter();
            targets.extend(further.map(|one| Target { cidr: one.cidr.value, host: host(one.routable), segment }));
        }
        for segment in meant.segment_ids().filter(|id| !meant.segment(*id).attachments.is_empty()) {
            let prefixes = meant.segment(segment).prefixes.iter();
            targets.extend(prefixes.map(|prefix| Target { cidr: prefix.value, host: Host::Site, segment }));
        }
        let routes = meant.segment_ids().flat_map(|id| written(meant, id)).map(|route| route.cidr);
        let mut routes: Vec<Cidr4> = routes.collect();
        routes.sort_unstable_by_key(|cidr| (cidr.first(), cidr.prefix()));
        let walker = Walker::new(plan, hub);
        let (said, findings) = (BTreeSet::new(), Vec::new());
        Self { network, hub: meant, walker, targets, written: routes, members, said, findings }
    }

    /// The addresses of a block that may be treated differently: its first, and the first of each route inside it.
    fn samples(&self, block: Cidr4) -> BTreeSet<Ipv4Addr> {
        let from = self.written.partition_point(|route| route.first() < block.first());
        let inside = self.written[from..].iter().take_while(|route| route.first() <= block.last());
        let inside = inside.filter(|route| block.contains(**route)).map(|route| route.address());
        inside.chain([block.address()]).collect()
    }

    fn relation(&self, from: SegmentId, target: Target) -> Relation {
        let own = from == target.segment;
        if own && target.host == Host::Site && !self.hub.segment(from).transit {
            // Sites of one segment do not reach each other by AWS.
            return Relation::None;
        }
        self.hub.relation(from, Far::Segment(target.segment))
    }

    /// From each segment to each block that it is to reach, or that its table leads somewhere. Packets for any other one are
    /// dropped, as they should be.
    fn between(&mut self) {
        for (target, segments) in self.pairs() {
            let target = self.targets[target];
            let samples = self.samples(target.cidr);
            for from in segments {
                let others = self.members[from.0] - usize::from(from == target.segment);
                if others == 0 {
                    continue;
                }
                let meant = target.end(self.relation(from, target));
                for to in &samples {
                    let found = self.walker.walk(from, *to);
                    if found != meant && !is_harmless(target, found) {
                        self.differs(from, target, *to, meant, found);
                    }
                }
            }
        }
    }

    /// By target, those segments whose packets for it are not dropped, or are not to be. Tables of segments that reach little
    /// are short, so this takes work by the routes and not by segments and targets.
    fn pairs(&self) -> BTreeMap<usize, BTreeSet<SegmentId>> {
        let mut of_segment: BTreeMap<SegmentId, Vec<usize>> = BTreeMap::new();
        let mut by_block: BTreeMap<(u32, u8), Vec<usize>> = BTreeMap::new();
        for (index, target) in self.targets.iter().enumerate() {
            of_segment.entry(target.segment).or_default().push(index);
            by_block.entry(key(target.cidr)).or_default().push(index);
        }
        let mut pairs: BTreeMap<usize, BTreeSet<SegmentId>> = BTreeMap::new();
        for from in self.hub.segment_ids().filter(|id| self.members[id.0] > 0) {
            let meant = self.hub.reached(from).filter_map(|to| of_segment.get(&to)).flatten();
            let led = self.walker.led(from);
            let around =
                led.iter().flat_map(|(first, _)| (0..=32).filter_map(|length| Cidr4::around((*first).into(), length)));
            let around = around.filter_map(|block| by_block.get(&key(block)));
            let inside =
                led.iter().flat_map(|(first, last)| by_block.range((*first, 0)..=(*last, 32)).map(|(_, found)| found));
            for target in meant.chain(around.chain(inside).flatten()) {
                pairs.entry(*target).or_default().insert(from);
            }
        }
        pairs
    }

    /// To the internet and back.
    fn internet(&mut self) {
        for from in self.hub.segment_ids().filter(|id| self.members[id.0] > 0).collect::<Vec<_>>() {
            let inspected = self.hub.relation(from, Far::Internet) == Relation::Inspected;
            let meant = match self.hub.relation(from, Far::Internet) {
                Relation::None => End::Dropped,
                Relation::Direct | Relation::Inspected => End::Internet { inspected },
            };
            let found = self.walker.walk(from, OUTSIDE);
            if found != meant && self.route_of(from, OUTSIDE).is_none() {
                self.fault(&format!("packets of segment `{}` to the internet: {found:?}", self.hub.segment(from).name));
            }
        }
        if self.hub.egress.is_none() {
            return;
        }
        for target in self.targets.clone() {
            let relation = self.hub.relation(target.segment, Far::Internet);
            // One table serves the firewall and the way out: it knows whoever is inspected at all.
            if relation == Relation::None && self.hub.is_combined() {
                continue;
            }
            let found = self.walker.back(target.cidr.address());
            if found != target.end(relation) && !is_harmless(target, found) {
                let words = target.words(self.network, self.hub);
                self.fault(&format!("replies from the internet to {words}: {found:?}"));
            }
        }
    }

    /// The route of the document that packets take.
    fn route_of(&self, from: SegmentId, to: Ipv4Addr) -> Option<Written> {
        let taken = self.walker.route(from, to)?;
        written(self.hub, from).find(|route| route.cidr == taken)
    }

    fn fault(&mut self, words: &str) {
        let message = format!("transit gateway `{}`: {words}", self.hub.name);
        let finding = Diagnostic::new(Code::PlannerFault, message).at(self.hub.span, "");
        let finding =
            finding.why("netgen contradicted itself, so nothing of this plan can be trusted; nothing is written");
        self.findings
            .push(finding.help("if nobody made the lock by hand, please report this with the document and its lock"));
    }

    /// Packets end elsewhere than the segments say.
    fn differs(&mut self, from: SegmentId, target: Target, to: Ipv4Addr, meant: End, found: End) {
        let name = &self.hub.segment(from).name;
        let words = target.words(self.network, self.hub);
        let Some(route) = self.route_of(from, to) else {
            self.fault(&format!("packets of segment `{name}` to {words}: {found:?}, not {meant:?}"));
            return;
        };
        if self.said.contains(&(from, route.cidr)) {
            return;
        }
        let Some((message, why, help)) = self.consequence(from, target, route, meant, found) else { return };
        self.said.insert((from, route.cidr));
        let finding = Diagnostic::new(Code::OneWay, message).at(route.span, "").why(why);
        self.findings.push(finding.help(help));
    }

    /// What a route of the document does, why it matters, and what to write.
    fn consequence(
        &self,
        from: SegmentId,
        target: Target,
        route: Written,
        meant: End,
        found: End,
    ) -> Option<(String, String, String)> {
        let (name, words) = (&self.hub.segment(from).name, target.words(self.network, self.hub));
        let other = &self.hub.segment(target.segment).name;
        if meant == End::Dropped {
            if found == End::Dropped || !arrives(target, found) {
                return None;
            }
            return self.missing_return(from, target, route);
        }
        if found == End::Dropped && route.drops {
            let message = format!("segment `{name}` drops what it sends to {words}, which it reaches");
            let why = format!("requests from {} arrive in `{name}`, and the replies are dropped", route.cidr);
            let help = if from == target.segment {
                "take it into a segment of its own that does not reach this one".to_owned()
            } else {
                format!("remove the blackhole, or `{other}` from what `{name}` reaches")
            };
            return Some((message, why, help));
        }
        let message = format!("the route of segment `{name}` to {} leads past what it reaches: {words}", route.cidr);
        let why = format!(
            "packets take the static route, and those from `{other}` come another way: a firewall on one of the ways sees half of each connection"
        );
        let help = format!("remove it, or have `{other}` send what is for `{name}` the same way");
        Some((message, why, help))
    }

    /// A static route reaches a VPC of a segment that has no way back.
    fn missing_return(&self, from: SegmentId, target: Target, route: Written) -> Option<(String, String, String)> {
        let lost = self.targets.iter().find(|own| {
            let goes = matches!(own.host, Host::Site | Host::Vpc { routable: true, .. }) && own.segment == from;
            goes && own.cidr != target.cidr && !arrives(**own, self.walker.walk(target.segment, own.cidr.address()))
        })?;
        let (name, other) = (&self.hub.segment(from).name, &self.hub.segment(target.segment).name);
        let words = target.words(self.network, self.hub);
        let message = format!("segment `{name}` reaches {words} by a static route, and has no way back");
        let why = format!("the table of `{other}` has no route to {}: replies are dropped", lost.cidr);
        let help = format!("write `reaches: [{other}]` for `{name}` instead of the route to {}", route.cidr);
        Some((message, why, help))
    }
}

/// Blocks by their first address, the larger first.
fn key(block: Cidr4) -> (u32, u8) {
    (block.first(), block.prefix())
}

/// Whether packets for a target end there.
fn arrives(target: Target, found: End) -> bool {
    match (target.host, found) {
        (Host::Vpc { id, .. }, End::Vpc { vpc, .. }) => id == vpc,
        (Host::Site, End::Site { .. }) => true,
        _ => false,
    }
}

/// A block that repeats in several VPCs must not be reached; that is all.
fn is_harmless(target: Target, found: End) -> bool {
    matches!(target.host, Host::Vpc { routable: false, .. }) && !arrives(target, found)
}

/// The routes that a segment adds.
fn written(hub: &Hub, id: SegmentId) -> impl Iterator<Item = Written> + '_ {
    let segment = hub.segment(id);
    let statics = segment.static_routes.iter();
    let statics = statics.map(|route| Written { cidr: route.to.value, span: route.to.span, drops: false });
    let holes = segment.blackholes.iter().map(|hole| Written { cidr: hole.value, span: hole.span, drops: true });
    statics.chain(holes)
}

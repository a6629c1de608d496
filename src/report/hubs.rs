//! Transit gateways as several reports show them: who reaches whom, and every route of a table with its reason. In come the
//! plan's decisions, out go words. Nothing is decided here.

use std::collections::BTreeSet;

use serde::Serialize;

use super::words::join;
use crate::net::Cidr4;
use crate::network::{Carried, End, Gateway, Hub, Relation, SegmentId, VpcId};
use crate::plan::fabric::{Destination, HubTarget};
use crate::plan::{Attachment, Block, FirewallGroup, FirewallRulePlan, HubPlan, HubTable, Owner, Plan, TableOf};

/// A transit gateway and what was planned for it.
#[derive(Clone, Copy)]
pub(super) struct HubFacts<'a> {
    pub plan: &'a Plan<'a>,
    pub hub: &'a Hub,
    pub decided: &'a HubPlan,
}

/// A route of a transit gateway's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct TableRoute {
    /// `propagated`, `static` or `blackhole`.
    pub kind: &'static str,
    /// A block, or a word where the addresses are not known before the route is there.
    pub destination: String,
    /// Whose addresses these are; `-` where the block says it all.
    pub of: String,
    /// The attachment, or `-` for what is dropped.
    pub via: String,
    /// Why.
    pub reason: String,
}

/// A rule of the firewall.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FirewallRule {
    /// `pairs` is looked at before `internet`.
    pub group: &'static str,
    pub number: u32,
    /// `pass` or `drop`.
    pub action: &'static str,
    pub source: String,
    pub source_of: String,
    pub destination: String,
    pub destination_of: String,
    /// Whether connections may begin at either end.
    pub both_ways: bool,
    pub reason: String,
}

/// All transit gateways of a plan.
pub(super) fn all<'a>(plan: &'a Plan<'a>) -> impl Iterator<Item = HubFacts<'a>> {
    plan.hubs.iter().map(move |decided| HubFacts { plan, hub: &plan.network.hubs[decided.hub.0], decided })
}

impl<'a> HubFacts<'a> {
    /// `new, AS 64512`, or `tgw-…, which exists`.
    pub fn gateway(&self) -> String {
        match &self.hub.gateway {
            Gateway::New(options) => format!("new, AS {}", options.asn.get()),
            Gateway::Existing(id) => format!("{id}, which exists"),
            Gateway::Theirs(id, _) => format!("{id}, which another team has"),
        }
    }

    /// `direct`, `inspected`, `NAT`, `inspected, NAT`, `own gateway`, `-`, `SiteLink`, or `unproven` where AWS documents no path; for
    /// IPv4.
    pub fn cell(&self, from: SegmentId, to: End) -> &'static str {
        let own = to == End::Segment(from);
        let relation = self.hub.relation(from, to);
        let carried = match to {
            End::Segment(other) if relation != Relation::None => {
                self.plan.network.carried(self.decided.hub, from, other)
            }
            End::Segment(_) | End::Internet => Carried::All,
        };
        match (relation, to) {
            (Relation::Direct | Relation::Inspected, _) if carried == Carried::Nothing => "unproven",
            (Relation::Direct, _) if carried == Carried::NotSites => "direct, sites unproven",
            (Relation::Inspected, _) if carried == Carried::NotSites => "inspected, sites unproven",
            (Relation::Direct, _) if carried == Carried::SiteLink => "SiteLink",
            (Relation::Direct, _) if carried == Carried::SitesLinked => "direct, sites by SiteLink",
            (Relation::None, End::Internet) if self.has_own_exit(from) => "own gateway",
            (Relation::Inspected, End::Internet) if self.has_own_exit(from) => "inspected, NAT; own gateway",
            (Relation::None, _) => "-",
            // Sites and existing attachments of a segment talk to each other only if it says so.
            (Relation::Direct, _) if own && !self.hub.segment(from).transit && self.spokes(from).next().is_none() => {
                "-"
            }
            (Relation::Direct, End::Internet) => "NAT",
            (Relation::Inspected, End::Internet) => "inspected, NAT",
            (Relation::Direct, End::Segment(_)) => "direct",
            (Relation::Inspected, End::Segment(_)) => "inspected",
        }
    }

    /// The same for IPv6: `direct` where attachments at both ends carry it, `own gateway` or `-`.
    pub fn cell_v6(&self, from: SegmentId, to: End) -> &'static str {
        let leaves = |vpc| self.leaves(vpc, Destination::DEFAULT_V6);
        match to {
            End::Internet if self.spokes(from).any(leaves) => "own gateway",
            End::Segment(other)
                if self.hub.relation(from, to) == Relation::Direct
                    && self.carries_v6(from)
                    && self.carries_v6(other) =>
            {
                "direct"
            }
            _ => "-",
        }
    }

    /// Whether the attachment of a VPC of a segment carries IPv6.
    pub fn carries_v6(&self, id: SegmentId) -> bool {
        self.spokes(id).any(|vpc| self.attaches_ipv6(vpc))
    }

    fn attaches_ipv6(&self, vpc: VpcId) -> bool {
        self.plan.network.attaches_ipv6(self.plan.network.vpc(vpc))
    }

    /// Whether a VPC of it has IPv6.
    pub fn has_ipv6(&self) -> bool {
        self.decided.spokes.iter().flatten().any(|vpc| self.plan.network.vpc(*vpc).ipv6)
    }

    /// Whether a VPC of a segment leaves to the internet by a gateway of its own.
    fn has_own_exit(&self, id: SegmentId) -> bool {
        self.spokes(id).any(|vpc| self.leaves(vpc, Destination::DEFAULT_V4))
    }

    /// Whether a table of a VPC has a default route to a gateway of the VPC's own.
    fn leaves(&self, vpc: VpcId, default: Destination) -> bool {
        let Some(vpc) = self.plan.vpcs.get(vpc.0) else { return false };
        vpc.tables.iter().any(|table| table.routes.get(default).is_some_and(|one| vpc.is_own_exit(one.target)))
    }

    /// The ends in the order of the matrix: the segments, then the internet.
    pub fn ends(&self) -> impl Iterator<Item = End> + use<> {
        self.hub.segment_ids().map(End::Segment).chain([End::Internet])
    }

    /// The name of an end.
    pub fn end(&self, end: End) -> &'a str {
        match end {
            End::Segment(id) => self.hub.segment(id).name.as_str(),
            End::Internet => "internet",
        }
    }

    /// The VPCs of a segment.
    pub fn spokes(&self, id: SegmentId) -> impl Iterator<Item = VpcId> + use<'a> {
        self.decided.spokes[id.0].iter().copied()
    }

    /// Who is in a segment: VPCs, attachments that exist, prefixes behind them.
    pub fn members(&self, id: SegmentId) -> String {
        let segment = self.hub.segment(id);
        let vpcs = self.spokes(id).map(|vpc| format!("VPC {}", self.plan.network.vpc(vpc).name));
        let sites = segment.sites.iter().map(|site| format!("site {}", self.plan.network.site(*site).name));
        let existing = segment.attachments.iter().map(|one| one.value.to_string());
        let prefixes = segment.prefixes.iter().map(|one| one.value.to_string());
        let all: Vec<String> = vpcs.chain(sites).chain(existing).chain(prefixes).collect();
        if all.is_empty() { "nobody yet".to_owned() } else { all.join(", ") }
    }

    /// What backs a `-`: a blackhole for a block, or that there is no route.
    pub fn backing(&self, from: SegmentId, to: End) -> String {
        let Some(table) = self.decided.table(TableOf::Segment(from)) else { return "there is no table".to_owned() };
        let name = &table.name;
        let End::Segment(other) = to else { return format!("table {name} has no default route") };
        let (mut said, mut seen): (Vec<String>, BTreeSet<String>) = Default::default();
        for block in self.blocks(other) {
            let route = table.routes.covering(block);
            let text = match route.map(|route| (route.destination, &route.target)) {
                Some((Destination::V4(hole), HubTarget::Blackhole)) => {
                    format!("table {name} drops {}{}", hole.cidr, brackets(&self.owner(hole)))
                }
                Some((_, HubTarget::Attachment(via))) => {
                    format!("table {name} leads {block} to {}", self.attachment(via))
                }
                _ => format!("table {name} has no route to {block}"),
            };
            if seen.insert(text.clone()) {
                said.push(text);
            }
        }
        match (said.is_empty(), self.hub.segment(other).attachments.is_empty()) {
            (false, _) => said.join("; "),
            (true, true) => format!("nobody is in {} yet", self.end(to)),
            (true, false) => format!("table {name} learns nothing from {}", self.members(other)),
        }
    }

    /// The blocks of a segment's members, as far as they are known.
    fn blocks(&self, id: SegmentId) -> Vec<Cidr4> {
        let prefixes = self.hub.segment(id).prefixes.iter().map(|one| one.value);
        self.spokes(id).flat_map(|vpc| self.vpc_blocks(vpc)).chain(prefixes).collect()
    }

    /// What a VPC propagates and is reached by; a block that is not routable is not.
    fn vpc_blocks(&self, id: VpcId) -> Vec<Cidr4> {
        let plan = self.plan.vpcs.get(id.0);
        let secondary = self.plan.network.vpc(id).secondary.iter().filter(|one| one.routable).map(|one| one.cidr.value);
        plan.map(|vpc| vpc.cidr).into_iter().chain(secondary).collect()
    }

    /// The networks of the sites behind an attachment.
    fn site_prefixes(&self, attachment: &Attachment) -> Vec<Cidr4> {
        attachment.site_prefixes(self.plan.network, self.decided.hub)
    }

    /// An attachment by the name of its VPC or of what it is, or its id.
    pub fn attachment(&self, attachment: &Attachment) -> String {
        match attachment {
            Attachment::Vpc(vpc) => format!("VPC {}", self.plan.network.vpc(*vpc).name),
            Attachment::Existing(id) => id.to_string(),
            Attachment::Vpn(id) => {
                let network = self.plan.network;
                format!("VPN {} of site {}", network.uplink(*id).name, network.site(id.site).name)
            }
            Attachment::Connect(site, vpc) => {
                format!(
                    "Connect attachment of site {} over VPC {}",
                    self.plan.network.site(*site).name,
                    self.plan.network.vpc(*vpc).name
                )
            }
            Attachment::Concentrator(id) => {
                let hub = &self.plan.network.hubs[self.decided.hub.0];
                format!("VPN Concentrator of segment {}", hub.segment(*id).name)
            }
            Attachment::DirectConnect(id) => {
                format!("Direct Connect gateway {}", self.plan.network.dx_gateway(*id).name)
            }
        }
    }

    /// Whose packets a table routes.
    pub fn associations(&self, table: &HubTable) -> String {
        if table.associations.is_empty() {
            return "nobody yet".to_owned();
        }
        join(table.associations.iter().map(|one| self.attachment(one)), ", ")
    }

    /// Whose addresses a block has, where its owner has a name.
    pub fn owner(&self, block: Block) -> String {
        match block.owner {
            Owner::Everything | Owner::Prefix => "-".to_owned(),
            Owner::Pool(pool) => format!("pool {}", self.plan.network.pools[pool.0].name),
            Owner::Vpc(vpc) => format!("VPC {}", self.plan.network.vpc(vpc).name),
            Owner::Peer(peering) => format!("peering {}", self.plan.network.peerings[peering.0].name),
        }
    }

    /// What an attachment propagates, in words.
    fn propagated(&self, from: &Attachment) -> Vec<String> {
        match from {
            Attachment::Vpc(vpc) => {
                let v6 = self.attaches_ipv6(*vpc).then(|| "IPv6 /56".to_owned());
                self.vpc_blocks(*vpc).iter().map(Cidr4::to_string).chain(v6).collect()
            }
            Attachment::Existing(_) => vec!["what it announces".to_owned()],
            Attachment::Vpn(_)
            | Attachment::DirectConnect(_)
            | Attachment::Concentrator(_)
            | Attachment::Connect(..) => self.site_prefixes(from).iter().map(Cidr4::to_string).collect(),
        }
    }

    /// Every route of a table: propagated ones, static ones, and what it drops.
    pub fn routes(&self, table: &HubTable) -> Vec<TableRoute> {
        let mut rows = Vec::new();
        let learned = match table.of {
            TableOf::Segment(_) => "reached directly",
            TableOf::Egress => "replies go back directly",
            TableOf::Inspection => "what passed the firewall",
        };
        for from in &table.propagations {
            let via = self.attachment(from);
            rows.extend(self.propagated(from).into_iter().map(|destination| TableRoute {
                kind: "propagated",
                destination,
                of: via.clone(),
                via: via.clone(),
                reason: learned.to_owned(),
            }));
        }
        rows.extend(table.statics.iter().map(|route| TableRoute {
            kind: "static",
            destination: route.to.cidr.to_string(),
            of: self.owner(route.to),
            via: self.attachment(&route.via),
            reason: route.why.to_owned(),
        }));
        rows.extend(table.blackholes.iter().map(|hole| TableRoute {
            kind: "blackhole",
            destination: hole.to.cidr.to_string(),
            of: self.owner(hole.to),
            via: "-".to_owned(),
            reason: hole.why.to_owned(),
        }));
        rows
    }

    /// The firewall's rules in the order in which it looks at them.
    pub fn firewall(&self) -> Vec<FirewallRule> {
        self.decided.firewall.iter().map(|rule| self.rule(rule)).collect()
    }

    fn rule(&self, rule: &FirewallRulePlan) -> FirewallRule {
        FirewallRule {
            group: match rule.group {
                FirewallGroup::Pairs => "pairs",
                FirewallGroup::Internet => "internet",
            },
            number: rule.sid,
            action: if rule.pass { "pass" } else { "drop" },
            source: rule.source.cidr.to_string(),
            source_of: self.owner(rule.source),
            destination: rule.destination.cidr.to_string(),
            destination_of: self.owner(rule.destination),
            both_ways: rule.both_ways,
            reason: rule.why.clone(),
        }
    }
}

/// ` (pool production)`, or nothing for a block that nobody owns.
pub(super) fn brackets(owner: &str) -> String {
    if owner == "-" { String::new() } else { format!(" ({owner})") }
}

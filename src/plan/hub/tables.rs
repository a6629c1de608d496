//! The route tables of a transit gateway.
//!
//! Three traps decide their shape. Where a table has a default route, what is not reachable would leave by NAT and come
//! back as somebody else (a hairpin), so every pool is blackholed there. A static route beats a propagated one for the same
//! prefix, so a blackhole never equals what is propagated. Replies of an inspected segment pass the firewall as well, so
//! the egress table reaches that segment through it and does not learn its prefixes.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview>

use std::collections::{BTreeMap, BTreeSet};

use super::super::fabric::{Table, hub_routes};
use super::super::ledger::Ledger;
use super::super::lock::Entry;
use super::hub_path;
use super::reach::{Reach, unique};
use super::types::{Attachment, Blackhole, Block, HubRoute, HubTable, Owner, TableOf};
use crate::blueprint::Announce;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{Cidr4, TransitGatewayAttachmentId};
use crate::network::{
    End, Hub, HubId, PoolId, Relation, Routing, Segment, SegmentId, SiteId, UplinkId, UplinkKind, Via, VpcId,
};

/// The reason of the routes that a segment adds.
const WRITTEN: &str = "as the segment says";

/// All tables of a hub: segments by name, then `egress`, then `inspection`.
pub(super) fn plan(
    reach: &Reach<'_>,
    id: HubId,
    ledger: &mut Ledger<'_>,
    mixed: &mut BTreeSet<PoolId>,
    diagnostics: &mut Diagnostics,
) -> Vec<HubTable> {
    let hub = reach.hub(id);
    // The first of two that have one attachment, which is refused elsewhere.
    let peerings = hub.segments.iter().rev().filter_map(|segment| Some((segment.peering.as_ref()?, segment))).collect();
    let inside = super::inside(reach, id);
    let mut planner = Planner { reach, id, hub, peerings, inside, ledger, diagnostics, mixed };
    let mut tables: Vec<HubTable> = hub.segment_ids().map(|segment| planner.segment(segment)).collect();
    if let Some(vpc) = hub.egress.filter(|_| !hub.is_combined()) {
        tables.push(planner.egress(vpc));
    }
    if let Some(vpc) = hub.inspection {
        tables.push(planner.inspection(vpc));
    }
    tables
}

struct Planner<'a, 'n, 'l> {
    reach: &'a Reach<'n>,
    id: HubId,
    hub: &'n Hub,
    /// The segments that are peerings with other gateways, by attachment.
    peerings: BTreeMap<&'n TransitGatewayAttachmentId, &'n Segment>,
    /// What must not leave by a default route.
    inside: Vec<Block>,
    ledger: &'a mut Ledger<'l>,
    diagnostics: &'a mut Diagnostics,
    /// Pools that cannot stand for their VPCs.
    mixed: &'a mut BTreeSet<PoolId>,
}

impl Planner<'_, '_, '_> {
    fn segment(&mut self, id: SegmentId) -> HubTable {
        let hub = self.hub;
        let segment = hub.segment(id);
        let mut table = empty(TableOf::Segment(id), segment.name.as_str());
        table.associations = self.members(id);
        let related =
            |relation| hub.reached(id).filter(move |other| hub.relation(id, End::Segment(*other)) == relation);
        for other in related(Relation::Direct) {
            let outside = if other == id { Vec::new() } else { self.outside(other) };
            table.propagations.extend(self.vpcs(other).chain(outside));
        }
        if segment.transit {
            table.propagations.extend(self.outside(id));
        }
        if let Some(firewall) = hub.inspection {
            let why = "through the firewall";
            for to in self.blocks_of(&related(Relation::Inspected).collect()) {
                table.statics.push(HubRoute { to, via: Attachment::Vpc(firewall), why });
            }
        }
        self.pools(id, &mut table);
        self.internet(id, &mut table);
        self.written(id, &mut table);
        self.finish(table, &related(Relation::Direct).chain(segment.transit.then_some(id)).collect())
    }

    /// Routes that stand for what is inside a pool, so that sites learn the pool. Longer ones lead to each VPC; this one
    /// has to lead somewhere, since a blackhole is not announced. The lock remembers where, so that another VPC moves nothing.
    fn pools(&mut self, id: SegmentId, table: &mut HubTable) {
        if self.hub.segment(id).announce != Announce::Pools {
            return;
        }
        let direct = |other: &SegmentId| self.hub.relation(id, End::Segment(*other)) == Relation::Direct;
        let direct: BTreeSet<SegmentId> = self.hub.reached(id).filter(direct).collect();
        let propagated = self.reach.propagated(self.id, table);
        let spokes = self.reach.spokes(self.id).iter().filter(|(_, segment)| direct.contains(segment));
        let spokes: Vec<VpcId> = spokes.map(|(vpc, _)| *vpc).collect();
        let (blocks, _) = self.reach.cover(self.id, &direct);
        for to in blocks {
            let Owner::Pool(pool) = to.owner else { continue };
            let inside = |vpc: &&VpcId| self.reach.blocks(**vpc).any(|block| to.cidr.contains(block));
            let known = propagated.contains(&to.cidr) || table.statics.iter().any(|route| route.to.cidr == to.cidr);
            let name = |vpc: &VpcId| &self.reach.network.vpc(*vpc).name;
            let (segment, pool) = (self.hub.segment(id).name.as_str(), self.reach.network.pools[pool.0].name.as_str());
            let path = format!("{}/announce/{segment}/{pool}", hub_path(self.hub.name.as_str()));
            let locked = self.ledger.had(&path).and_then(|entry| entry.vpc.as_ref());
            let kept = spokes.iter().filter(inside).find(|vpc| Some(name(vpc)) == locked);
            if let Some(vpc) = kept.or_else(|| spokes.iter().find(inside)).filter(|_| !known) {
                self.ledger.choose(path, Entry { vpc: Some(name(vpc).clone()), ..Entry::default() });
                let why = "so that sites learn the pool; longer routes lead to each VPC";
                table.statics.push(HubRoute { to, via: Attachment::Vpc(*vpc), why });
            }
        }
    }

    /// The default route of a segment that reaches the internet.
    fn internet(&self, id: SegmentId, table: &mut HubTable) {
        let (via, why) = match self.hub.relation(id, End::Internet) {
            Relation::None => return,
            Relation::Direct => (self.hub.egress, "to the internet by NAT"),
            Relation::Inspected => (self.hub.inspection, "to the internet through the firewall"),
        };
        if let Some(via) = via {
            let (to, via, why) = (Block::EVERYTHING, Attachment::Vpc(via), why);
            table.statics.push(HubRoute { to, via, why });
        }
    }

    /// Static routes and blackholes of the document.
    fn written(&mut self, id: SegmentId, table: &mut HubTable) {
        let segment = self.hub.segment(id);
        let propagated: BTreeSet<Cidr4> = self.reach.propagated(self.id, table).into_iter().collect();
        let mut statics: BTreeSet<Cidr4> = table.statics.iter().map(|route| route.to.cidr).collect();
        for route in &segment.static_routes {
            self.refuse_twin(&table.name, route.to, &propagated, &mut statics);
            let via = match &route.via {
                Via::Vpc(vpc) => Attachment::Vpc(*vpc),
                Via::Existing(id) => Attachment::Existing(id.clone()),
            };
            table.statics.push(HubRoute { to: Block::prefix(route.to.value), via, why: WRITTEN });
        }
        for to in &segment.blackholes {
            self.refuse_twin(&table.name, *to, &propagated, &mut statics);
            table.blackholes.push(Blackhole { to: Block::prefix(to.value), why: WRITTEN });
        }
    }

    fn refuse_twin(
        &mut self,
        table: &str,
        to: Spanned<Cidr4>,
        propagated: &BTreeSet<Cidr4>,
        statics: &mut BTreeSet<Cidr4>,
    ) {
        let learned = propagated.contains(&to.value);
        if learned || !statics.insert(to.value) {
            let message = format!("table `{table}` has a route to {} already", to.value);
            let why = if learned {
                "a static route wins over what a VPC propagates, and the VPC could no longer be reached"
            } else {
                "it follows from what the segment reaches"
            };
            let finding = Diagnostic::new(Code::RouteConflict, message).at(to.span, "").why(why);
            self.diagnostics.push(finding.help("remove it, or say it for a part of the block"));
        }
    }

    fn egress(&mut self, vpc: VpcId) -> HubTable {
        let hub = self.hub;
        let mut table = empty(TableOf::Egress, "egress");
        table.associations.push(Attachment::Vpc(vpc));
        let outward = |relation| hub.segment_ids().filter(move |id| hub.relation(*id, End::Internet) == relation);
        for id in outward(Relation::Direct) {
            table.propagations.extend(self.members(id));
        }
        if let Some(firewall) = hub.inspection {
            for to in self.blocks_of(&outward(Relation::Inspected).collect()) {
                let why = "replies pass the firewall as well";
                table.statics.push(HubRoute { to, via: Attachment::Vpc(firewall), why });
            }
        }
        self.finish(table, &outward(Relation::Direct).collect())
    }

    fn inspection(&mut self, vpc: VpcId) -> HubTable {
        let hub = self.hub;
        let mut table = empty(TableOf::Inspection, "inspection");
        table.associations.push(Attachment::Vpc(vpc));
        let ends = hub.inspected.iter().flat_map(|(one, other)| [one, other]);
        let take_part: BTreeSet<SegmentId> = ends.filter_map(|end| end.segment()).collect();
        for id in &take_part {
            table.propagations.extend(self.members(*id));
        }
        let outward = hub.inspected.iter().any(|(_, other)| *other == End::Internet);
        if let Some(egress) = hub.egress.filter(|_| outward && !hub.is_combined()) {
            let why = "what passed the firewall goes out by NAT";
            table.statics.push(HubRoute { to: Block::EVERYTHING, via: Attachment::Vpc(egress), why });
        }
        self.finish(table, &take_part)
    }

    /// Blackholes, and one order. `learns` says of which segments the table learns the prefixes.
    fn finish(&mut self, mut table: HubTable, learns: &BTreeSet<SegmentId>) -> HubTable {
        table.propagations.sort();
        table.propagations.dedup();
        self.static_vpns(&mut table);
        let mut taken: BTreeSet<Cidr4> = self.reach.propagated(self.id, &table).into_iter().collect();
        taken.extend(table.statics.iter().map(|route| route.to.cidr));
        taken.extend(table.blackholes.iter().map(|hole| hole.to.cidr));
        let hidden: BTreeSet<Cidr4> = table.vpcs().flat_map(|vpc| self.reach.unroutable(vpc)).collect();
        let why = "several VPCs may have this block, so it is reached from none";
        let hidden = hidden.into_iter().filter(|cidr| taken.insert(*cidr));
        table.blackholes.extend(hidden.map(|cidr| Blackhole { to: Block::prefix(cidr), why }));
        if table.statics.iter().any(|route| route.to.cidr == Cidr4::ANY) {
            taken.extend(self.known(learns));
            let why = "never by way of the internet";
            let inside = self.inside.iter().copied().filter(|to| taken.insert(to.cidr));
            table.blackholes.extend(inside.map(|to| Blackhole { to, why }));
        }
        table.statics.sort_by_key(|route| route.to);
        table.blackholes.sort_by_key(|hole| hole.to);
        table.routes = hub_routes(self.reach, self.id, &table);
        table
    }

    /// The networks behind VPN connections without BGP and behind peerings of gateways, which propagate nothing.
    fn static_vpns(&self, table: &mut HubTable) {
        let network = self.reach.network;
        let silent = |from: &Attachment| match from {
            Attachment::Vpn(id) => match &network.uplink(*id).kind {
                UplinkKind::Vpn(vpn) => vpn.routing.value == Routing::Static,
                UplinkKind::DirectConnect(_) | UplinkKind::Connect(_) => false,
            },
            Attachment::Existing(id) => self.peerings.contains_key(id),
            _ => false,
        };
        let statics: Vec<Attachment> = table.propagations.extract_if(.., |from| silent(from)).collect();
        for via in statics {
            if let Attachment::Existing(id) = &via {
                for prefix in self.peerings.get(id).into_iter().flat_map(|segment| &segment.prefixes) {
                    // What the document says itself comes first.
                    if table.statics.iter().any(|route| route.to.cidr == prefix.value) {
                        continue;
                    }
                    let why = "a peering takes static routes only";
                    table.statics.push(HubRoute { to: Block::prefix(prefix.value), via: via.clone(), why });
                }
            }
            for prefix in via.site_prefixes(network, self.id) {
                let why = "the VPN connection has no BGP";
                table.statics.push(HubRoute { to: Block::prefix(prefix), via: via.clone(), why });
            }
        }
    }

    /// Prefixes on premises that the table learns from attachments, and what is inside them.
    fn known(&self, learns: &BTreeSet<SegmentId>) -> Vec<Cidr4> {
        let segments = learns.iter().flat_map(|id| &self.hub.segment(*id).prefixes);
        let learned: Vec<Cidr4> = segments.map(|prefix| prefix.value).collect();
        let elsewhere = self.reach.network.on_premises.iter().map(|(_, prefix)| prefix.value);
        let inside: Vec<Cidr4> =
            elsewhere.filter(|prefix| learned.iter().any(|around| around.contains(*prefix))).collect();
        learned.into_iter().chain(inside).collect()
    }

    /// What stands for some segments: pools or VPCs, and prefixes on premises.
    fn blocks_of(&mut self, segments: &BTreeSet<SegmentId>) -> Vec<Block> {
        let (mut blocks, mixed) = self.reach.cover(self.id, segments);
        self.mixed.extend(mixed);
        for id in segments {
            blocks.extend(self.hub.segment(*id).prefixes.iter().map(|prefix| Block::prefix(prefix.value)));
        }
        unique(blocks)
    }

    fn vpcs(&self, id: SegmentId) -> impl Iterator<Item = Attachment> + '_ {
        self.reach.by_segment(self.id)[id.0].iter().map(|vpc| Attachment::Vpc(*vpc))
    }

    /// All attachments of a segment.
    fn members(&self, id: SegmentId) -> Vec<Attachment> {
        self.vpcs(id).chain(self.outside(id)).collect()
    }

    /// The attachments of a segment that lead out of AWS: of its sites, and those that exist already.
    fn outside(&self, id: SegmentId) -> Vec<Attachment> {
        let segment = self.hub.segment(id);
        let mut all: Vec<Attachment> = segment.sites.iter().flat_map(|site| self.uplinks(*site)).collect();
        all.extend(segment.attachments.iter().map(|one| Attachment::Existing(one.value.clone())));
        all.sort();
        all.dedup();
        all
    }

    /// A site's attachments: one for each VPN connection, that of each Direct Connect gateway, and one for its Connect peers over each VPC.
    fn uplinks(&self, site: SiteId) -> impl Iterator<Item = Attachment> {
        let network = self.reach.network;
        (0..network.site(site).uplinks.len()).map(move |index| Attachment::of(network, UplinkId { site, index }))
    }
}

/// NG0713 for pools that cannot stand for their VPCs in a route or a firewall rule.
pub(super) fn warn_of_mixed_pools(
    reach: &Reach<'_>,
    id: HubId,
    mixed: &BTreeSet<PoolId>,
    diagnostics: &mut Diagnostics,
) {
    for pool in mixed {
        let (pool, span): (_, Span) = (&reach.network.pools[pool.0], reach.hub(id).inspected_span);
        let message = format!("pool `{}` holds VPCs that the firewall treats differently", pool.name);
        let finding = Diagnostic::new(Code::MixedPool, message)
            .at(span, "")
            .also(pool.span, format!("`{}` is here", pool.name))
            .why("one route or rule by the pool's block would be wrong, so each VPC has its own, and a new VPC of the pool changes the inspection VPC's stack")
            .help("give each segment a pool of its own");
        diagnostics.push(finding);
    }
}

fn empty(of: TableOf, name: &str) -> HubTable {
    HubTable {
        of,
        name: name.to_owned(),
        associations: Vec::new(),
        propagations: Vec::new(),
        statics: Vec::new(),
        blackholes: Vec::new(),
        routes: Table::default(),
    }
}

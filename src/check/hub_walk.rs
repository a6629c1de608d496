//! Packets through the tables of a transit gateway, by nothing but the tables: the longest prefix wins, then what is static
//! over what is propagated.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview>

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use crate::net::{Cidr4, TransitGatewayAttachmentId};
use crate::network::{Hub, HubId, Network, Segment, SegmentId, VpcId};
use crate::plan::{Attachment, HubPlan, HubTable, Plan, TableOf};

/// Where a table sends packets for a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// To a VPC.
    Vpc(VpcId),
    /// To a site or an existing attachment.
    Site,
    /// Nowhere.
    Drop,
}

/// Where packets end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// In a VPC.
    Vpc {
        /// Which.
        vpc: VpcId,
        /// Whether the firewall saw them.
        inspected: bool,
    },
    /// At a site or an existing attachment.
    Site {
        /// Whether the firewall saw them.
        inspected: bool,
    },
    /// At the NAT gateways of the egress VPC.
    Internet {
        /// Whether the firewall saw them.
        inspected: bool,
    },
    /// Nowhere.
    Dropped,
}

/// The routes of one table.
struct Table {
    routes: BTreeMap<Cidr4, Next>,
    lengths: BTreeSet<u8>,
}

/// The tables of a transit gateway.
pub(super) struct Walker<'p> {
    hub: &'p Hub,
    tables: BTreeMap<TableOf, Table>,
}

impl<'p> Walker<'p> {
    pub fn new(plan: &Plan<'p>, hub: &HubPlan) -> Self {
        let meant = &plan.network.hubs[hub.hub.0];
        let blocks: BTreeMap<VpcId, Vec<Cidr4>> = plan.vpcs.iter().map(|vpc| (vpc.id, vpc.cidrs().collect())).collect();
        let mut existing: Existing<'_> = BTreeMap::new();
        for segment in &meant.segments {
            for attachment in &segment.attachments {
                existing.entry(&attachment.value).or_default().push(segment);
            }
        }
        let known = (plan.network, hub.hub, &blocks, &existing);
        let tables = hub.tables.iter().map(|table| (table.of, Table::of(table, known))).collect();
        Self { hub: meant, tables }
    }

    /// The route of a segment's table that packets for an address take.
    pub fn route(&self, from: SegmentId, to: Ipv4Addr) -> Option<Cidr4> {
        self.look(TableOf::Segment(from), to).map(|(prefix, _)| prefix)
    }

    /// The addresses that a segment's table leads somewhere, as ranges in their order.
    pub fn led(&self, from: SegmentId) -> Vec<(u32, u32)> {
        self.tables.get(&TableOf::Segment(from)).map(Table::led).unwrap_or_default()
    }

    /// Where packets from a segment end.
    pub fn walk(&self, from: SegmentId, to: Ipv4Addr) -> End {
        self.follow(TableOf::Segment(from), to)
    }

    /// Where packets that come back from the internet end.
    pub fn back(&self, to: Ipv4Addr) -> End {
        if self.hub.is_combined() { self.behind_firewall(to) } else { self.follow(TableOf::Egress, to) }
    }

    fn look(&self, of: TableOf, to: Ipv4Addr) -> Option<(Cidr4, Next)> {
        let table = self.tables.get(&of)?;
        let prefixes = table.lengths.iter().rev().filter_map(|length| Cidr4::around(to, *length));
        prefixes.into_iter().find_map(|prefix| table.routes.get(&prefix).map(|next| (prefix, *next)))
    }

    fn follow(&self, of: TableOf, to: Ipv4Addr) -> End {
        match self.look(of, to) {
            None | Some((_, Next::Drop)) => End::Dropped,
            Some((_, Next::Site)) => End::Site { inspected: false },
            Some((_, Next::Vpc(vpc))) if Some(vpc) == self.hub.inspection => self.behind_firewall(to),
            Some((_, Next::Vpc(vpc))) if Some(vpc) == self.hub.egress => End::Internet { inspected: false },
            Some((_, Next::Vpc(vpc))) => End::Vpc { vpc, inspected: false },
        }
    }

    /// What passed the firewall comes back by the inspection attachment, unless the firewall's VPC goes out itself.
    fn behind_firewall(&self, to: Ipv4Addr) -> End {
        let inspected = true;
        match self.look(TableOf::Inspection, to) {
            None if self.hub.is_combined() => End::Internet { inspected },
            None | Some((_, Next::Drop)) => End::Dropped,
            Some((_, Next::Site)) => End::Site { inspected },
            Some((_, Next::Vpc(vpc))) if Some(vpc) == self.hub.inspection => End::Dropped,
            Some((_, Next::Vpc(vpc))) if Some(vpc) == self.hub.egress => End::Internet { inspected },
            Some((_, Next::Vpc(vpc))) => End::Vpc { vpc, inspected },
        }
    }
}

/// The segments of attachments that exist.
type Existing<'p> = BTreeMap<&'p TransitGatewayAttachmentId, Vec<&'p Segment>>;

/// The network, the transit gateway, the blocks of VPCs and what is behind attachments that exist.
type Known<'a, 'p> = (&'a Network, HubId, &'a BTreeMap<VpcId, Vec<Cidr4>>, &'a Existing<'p>);

impl Table {
    fn of(table: &HubTable, (network, id, blocks, existing): Known<'_, '_>) -> Self {
        let mut routes = BTreeMap::new();
        for from in table.propagations.iter().rev() {
            match from {
                Attachment::Vpc(vpc) => {
                    routes.extend(blocks.get(vpc).into_iter().flatten().map(|cidr| (*cidr, Next::Vpc(*vpc))));
                }
                Attachment::Existing(id) => {
                    let behind = existing.get(id).into_iter().flatten();
                    for prefix in behind.flat_map(|segment| &segment.prefixes) {
                        routes.entry(prefix.value).or_insert(Next::Site);
                    }
                }
                Attachment::Vpn(_)
                | Attachment::DirectConnect(_)
                | Attachment::Concentrator(_)
                | Attachment::Connect(..) => {
                    for prefix in from.site_prefixes(network, id) {
                        routes.entry(prefix).or_insert(Next::Site);
                    }
                }
            }
        }
        for route in &table.statics {
            let next = match &route.via {
                Attachment::Vpc(vpc) => Next::Vpc(*vpc),
                Attachment::Existing(_)
                | Attachment::Vpn(_)
                | Attachment::DirectConnect(_)
                | Attachment::Concentrator(_)
                | Attachment::Connect(..) => Next::Site,
            };
            routes.insert(route.to.cidr, next);
        }
        routes.extend(table.blackholes.iter().map(|hole| (hole.to.cidr, Next::Drop)));
        let lengths = routes.keys().map(|prefix| prefix.prefix()).collect();
        Self { routes, lengths }
    }

    /// The ranges of addresses for which the longest prefix leads somewhere. Prefixes are in each other or apart, so one pass
    /// with those that are open around an address finds them.
    fn led(&self) -> Vec<(u32, u32)> {
        let mut routes: Vec<(&Cidr4, &Next)> = self.routes.iter().collect();
        routes.sort_unstable_by_key(|(cidr, _)| (cidr.first(), cidr.prefix()));
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        let (mut open, mut at): (Vec<(u32, bool)>, u64) = (Vec::new(), 0);
        // What is left of the innermost open prefix, up to an address.
        let mut close = |open: &[(u32, bool)], at: &mut u64, until: u64| {
            if let (Some((_, true)), Ok(first), Ok(last)) =
                (open.last(), u32::try_from(*at), u32::try_from(until.saturating_sub(1)))
                && *at < until
            {
                ranges.push((first, last));
            }
            *at = until.max(*at);
        };
        for (cidr, next) in routes {
            while open.last().is_some_and(|(last, _)| *last < cidr.first()) {
                let last = open.last().map_or(0, |(last, _)| *last);
                close(&open, &mut at, u64::from(last) + 1);
                open.pop();
            }
            close(&open, &mut at, cidr.first().into());
            open.push((cidr.last(), *next != Next::Drop));
        }
        while let Some((last, _)) = open.last().copied() {
            close(&open, &mut at, u64::from(last) + 1);
            open.pop();
        }
        ranges
    }
}

//! What the planner decided about transit gateways.

use super::super::fabric::{HubTarget, Table};
use crate::net::{Cidr4, TransitGatewayAttachmentId};
use crate::network::{
    DxGatewayId, HubId, Network, PeeringId, PoolId, SegmentId, Site, SiteId, UplinkId, UplinkKind, VpcId,
};

/// The decisions about one transit gateway.
#[derive(Debug)]
pub struct HubPlan {
    /// What was planned.
    pub hub: HubId,
    /// By segment: its VPCs, by name.
    pub spokes: Vec<Vec<VpcId>>,
    /// Its route tables: those of the segments by name, then `egress`, then `inspection`.
    pub tables: Vec<HubTable>,
    /// What the firewall lets through, in the order in which it looks.
    pub firewall: Vec<FirewallRulePlan>,
}

impl HubPlan {
    /// The table of a segment or a role.
    #[must_use]
    pub fn table(&self, of: TableOf) -> Option<&HubTable> {
        let place = match of {
            TableOf::Segment(id) => self.tables.get(id.0),
            TableOf::Egress | TableOf::Inspection => None,
        };
        place.filter(|table| table.of == of).or_else(|| self.tables.iter().find(|table| table.of == of))
    }

    /// How many routes all tables have together. What an existing attachment propagates is not known; it counts as one.
    #[must_use]
    pub fn routes(&self, network: &Network, blocks: impl Fn(VpcId) -> usize) -> usize {
        let propagated = |table: &HubTable| -> usize {
            let each = table.propagations.iter().map(|from| match from {
                Attachment::Vpc(vpc) => blocks(*vpc) + usize::from(network.attaches_ipv6(network.vpc(*vpc))),
                Attachment::Existing(_) => 1,
                Attachment::Vpn(_)
                | Attachment::DirectConnect(_)
                | Attachment::Concentrator(_)
                | Attachment::Connect(..) => from.site_prefixes(network, self.hub).len(),
            });
            each.sum()
        };
        self.tables.iter().map(|table| propagated(table) + table.statics.len() + table.blackholes.len()).sum()
    }
}

/// Whose packets a route table of a transit gateway routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableOf {
    /// A segment's attachments.
    Segment(SegmentId),
    /// The attachment of the egress VPC.
    Egress,
    /// The attachment of the inspection VPC.
    Inspection,
}

/// A route table of a transit gateway.
#[derive(Debug)]
pub struct HubTable {
    /// Whose packets it routes.
    pub of: TableOf,
    /// Its name: the segment's, `egress` or `inspection`.
    pub name: String,
    /// The attachments whose packets it routes, in order.
    pub associations: Vec<Attachment>,
    /// The attachments whose prefixes it learns, in order.
    pub propagations: Vec<Attachment>,
    /// Static routes, by destination.
    pub statics: Vec<HubRoute>,
    /// What it drops, by destination.
    pub blackholes: Vec<Blackhole>,
    /// All its routes: those above, and what the propagations bring.
    pub routes: Table<HubTarget>,
}

impl HubTable {
    /// The VPCs whose prefixes it learns.
    pub fn vpcs(&self) -> impl Iterator<Item = VpcId> + '_ {
        self.propagations.iter().filter_map(|from| match from {
            Attachment::Vpc(vpc) => Some(*vpc),
            Attachment::Existing(_)
            | Attachment::Vpn(_)
            | Attachment::DirectConnect(_)
            | Attachment::Concentrator(_)
            | Attachment::Connect(..) => None,
        })
    }
}

/// An attachment to a transit gateway.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attachment {
    /// A VPC's.
    Vpc(VpcId),
    /// One that exists already.
    Existing(TransitGatewayAttachmentId),
    /// A VPN connection's.
    Vpn(UplinkId),
    /// A Direct Connect gateway's.
    DirectConnect(DxGatewayId),
    /// A Connect attachment: of the Connect peers of a site over a VPC.
    Connect(SiteId, VpcId),
    /// That of the VPN Concentrator of a segment.
    Concentrator(SegmentId),
}

impl Attachment {
    /// That of an uplink to a transit gateway.
    #[must_use]
    pub fn of(network: &Network, id: UplinkId) -> Self {
        match (&network.uplink(id).kind, network.site(id.site).segment()) {
            (UplinkKind::DirectConnect(direct), _) => Self::DirectConnect(direct.gateway),
            (UplinkKind::Vpn(vpn), Some((_, segment))) if vpn.concentrator.is_some() => Self::Concentrator(segment),
            (UplinkKind::Vpn(_), _) => Self::Vpn(id),
            (UplinkKind::Connect(connect), _) => Self::Connect(id.site, connect.over),
        }
    }

    /// The sites with a connection to the VPN Concentrator of a segment.
    pub fn sites_on(network: &Network, hub: HubId, segment: SegmentId) -> impl Iterator<Item = SiteId> + '_ {
        let on = move |site: &Site| {
            site.segment() == Some((hub, segment)) && site.vpns().any(|(_, vpn)| vpn.concentrator.is_some())
        };
        network.sites.iter().enumerate().filter(move |(_, site)| on(site)).map(|(index, _)| SiteId(index))
    }

    /// The networks of the sites behind an attachment, by address; nothing where there is none.
    #[must_use]
    pub fn site_prefixes(&self, network: &Network, hub: HubId) -> Vec<Cidr4> {
        let mut prefixes: Vec<Cidr4> = match self {
            Self::Vpc(_) | Self::Existing(_) => Vec::new(),
            Self::Vpn(UplinkId { site, .. }) | Self::Connect(site, _) => {
                network.site(*site).prefixes.iter().map(|prefix| prefix.value).collect()
            }
            Self::Concentrator(segment) => {
                let sites = Self::sites_on(network, hub, *segment);
                sites.flat_map(|site| &network.site(site).prefixes).map(|prefix| prefix.value).collect()
            }
            Self::DirectConnect(gateway) => {
                let here =
                    network.sites_of(*gateway).filter(|(_, site)| site.segment().is_some_and(|(at, _)| at == hub));
                here.flat_map(|(_, site)| &site.prefixes).map(|prefix| prefix.value).collect()
            }
        };
        prefixes.sort_unstable();
        prefixes.dedup();
        prefixes
    }
}

/// A static route of a transit gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubRoute {
    /// Where to.
    pub to: Block,
    /// Through which attachment.
    pub via: Attachment,
    /// The reason, in a few words.
    pub why: &'static str,
}

/// A destination that a transit gateway drops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blackhole {
    /// Where to.
    pub to: Block,
    /// The reason, in a few words.
    pub why: &'static str,
}

/// A block of addresses and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Block {
    /// The addresses.
    pub cidr: Cidr4,
    /// Whose they are.
    pub owner: Owner,
}

/// What a block stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// Everything: 0.0.0.0/0.
    Everything,
    /// A pool.
    Pool(PoolId),
    /// A block of a VPC.
    Vpc(VpcId),
    /// A prefix that the document names.
    Prefix,
    /// A block of the VPC of others behind a peering.
    Peer(PeeringId),
}

impl Block {
    /// 0.0.0.0/0
    pub const EVERYTHING: Self = Self { cidr: Cidr4::ANY, owner: Owner::Everything };

    /// A prefix that the document names.
    #[must_use]
    pub fn prefix(cidr: Cidr4) -> Self {
        Self { cidr, owner: Owner::Prefix }
    }
}

/// What the firewall does with packets, in the order of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirewallRulePlan {
    /// Which group of rules it belongs to; `Pairs` are looked at first.
    pub group: FirewallGroup,
    /// Its number, which the lock remembers.
    pub sid: u32,
    /// Whether packets pass.
    pub pass: bool,
    /// From where.
    pub source: Block,
    /// Where to.
    pub destination: Block,
    /// Whether connections may begin at either end.
    pub both_ways: bool,
    /// Why.
    pub why: String,
}

/// The groups of firewall rules, in the order in which they are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FirewallGroup {
    /// Between segments.
    Pairs,
    /// Towards the internet.
    Internet,
}

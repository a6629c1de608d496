//! Route tables of VPCs: the routes of each tier, of peerings, of the VPN gateway and of gateway endpoints.
//!
//! One table serves a tier; a tier whose target is that of its zone (NAT gateway, firewall endpoint) has one table per zone, and so has
//! every tier behind NAT that was made with such tables: whatever the mode of NAT is, a subnet keeps its table for life, since a subnet
//! that gets another one is on the VPC's main table for a while where CloudFormation deploys. The
//! order of insertion decides between sources that want one destination. Local routes come first, since AWS lets none equal
//! them. A peering comes before the transit gateway: where both lead to one block, the peering is the closer wish, and the
//! transit gateway's route is left out, which a firewall between the two VPCs or a pair that does not reach each other forbids.
//! What the VPN gateway propagates comes after static routes, which shadow it in AWS too.

use super::super::hub::{Block, Owner, Reach};
use super::super::types::NatPlan;
use super::{Destination, Ipv6Block, Route, Source, Table, Target};
use crate::blueprint::{NatMode, Role};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr4;
use crate::network::{
    End, Network, PeerVpc, PeeringId, Purpose, Relation, RouteKind, TheirVpc, Tier, TierId, Vpc, VpcId, Zone,
};

/// A route table of a VPC.
#[derive(Clone, Debug)]
pub struct VpcTable {
    /// The tier whose subnets are associated with it.
    pub tier: TierId,
    /// The zone whose subnets are associated with it; `None` for those of every zone.
    pub zone: Option<Zone>,
    /// Whether the VPN gateway propagates into it.
    pub propagates: bool,
    /// Its routes.
    pub routes: Table<Target>,
}

impl VpcTable {
    /// The routes that are resources of the VPC's own unit.
    pub fn own(&self) -> impl Iterator<Item = &Route<Target>> + Clone {
        self.routes.iter().filter(|route| route.target.is_of_vpc_unit())
    }

    /// The routes to a peering connection.
    pub fn peering(&self, id: PeeringId) -> impl Iterator<Item = &Route<Target>> + Clone {
        self.routes.iter().filter(move |route| route.target == Target::Peering(id))
    }
}

/// The tables of a VPC: by tier, then by zone. `has_zones` says of a tier whether it was made with a table for each zone, or is made now.
pub(in crate::plan) fn tables(
    reach: &Reach<'_>,
    id: VpcId,
    nats: &[NatPlan],
    has_zones: impl Fn(&Tier) -> bool,
    diagnostics: &mut Diagnostics,
) -> Vec<VpcTable> {
    let network = reach.network();
    let vpc = network.vpc(id);
    let planner = Planner { network, id, vpc, nats, behind: behind(reach, id), ends: ends(reach, id) };
    let mut tables = Vec::new();
    let mut twins = Vec::new();
    for (index, tier) in vpc.tiers.iter().enumerate() {
        let by_nat = tier.route == RouteKind::Nat && (vpc.nat.mode == NatMode::PerAz || has_zones(tier));
        let by_firewall = tier.route == RouteKind::Firewall || replies_pass_firewall(vpc, tier);
        let zones: Vec<Option<Zone>> =
            if by_nat || by_firewall { network.zones_of(vpc).iter().copied().map(Some).collect() } else { vec![None] };
        for zone in zones {
            tables.push(planner.table(reach, TierId(index), zone, by_firewall, &mut twins));
        }
    }
    twins.sort_unstable();
    twins.dedup();
    for (peering, block) in twins {
        diagnostics.push(planner.conflict(peering, block));
    }
    tables
}

/// The far end of a peering, as one VPC sees it.
struct PeeringEnd {
    peering: PeeringId,
    /// Its blocks, each with how the VPC reaches it by its transit gateway.
    blocks: Vec<(Block, Relation)>,
}

impl PeeringEnd {
    /// How the VPC reaches exactly this block by its transit gateway; `None` for one that the far end has not.
    fn relation(&self, cidr: Cidr4) -> Option<Relation> {
        self.blocks.iter().find(|(block, _)| block.cidr == cidr).map(|(_, relation)| *relation)
    }
}

struct Planner<'n> {
    network: &'n Network,
    id: VpcId,
    vpc: &'n Vpc,
    nats: &'n [NatPlan],
    /// The prefixes behind the transit gateway.
    behind: Vec<Block>,
    /// The peerings, by name.
    ends: Vec<PeeringEnd>,
}

impl Planner<'_> {
    fn table(
        &self,
        reach: &Reach<'_>,
        id: TierId,
        zone: Option<Zone>,
        by_firewall: bool,
        twins: &mut Vec<(PeeringId, Cidr4)>,
    ) -> VpcTable {
        let tier = self.vpc.tier(id);
        let mut table = Table::default();
        self.local(reach, &mut table);
        self.defaults(tier, zone, &mut table);
        let by_hub = table.get(Destination::DEFAULT_V4).is_some_and(|route| route.target == Target::TransitGateway);
        if tier.hub && !by_hub {
            let target = zone.filter(|_| by_firewall).map_or(Target::TransitGateway, Target::Firewall);
            let routes = self.behind.iter().filter(|to| !self.is_closer_by_peering(tier, to.cidr, twins));
            routes.for_each(|to| add(&mut table, fixed(Destination::V4(*to), target, "behind the transit gateway")));
        }
        if tier.hub && !by_hub {
            // AWS's ends of Connect peers are behind the gateway itself: no firewall is on the way to them.
            for cidr in self.network.connect_blocks(self.id) {
                let (to, why) = (Destination::V4(Block::prefix(cidr)), "AWS's ends of Connect peers");
                add(&mut table, fixed(to, Target::TransitGateway, why));
            }
        }
        self.peerings(tier, &mut table);
        let propagates = tier.hub && self.vpc.vpn_gateway.is_some();
        if propagates {
            self.propagated(reach, &mut table);
        }
        if tier.gateway_endpoints {
            for service in &self.vpc.endpoints.gateway {
                let (destination, target) = (Destination::Service(*service), Target::Endpoint(*service));
                add(
                    &mut table,
                    Route { destination, target, source: Source::Endpoint, why: "by the gateway endpoint" },
                );
            }
        }
        VpcTable { tier: id, zone, propagates, routes: table }
    }

    /// Every table delivers to all blocks of the VPC, those with `routable: false` as well.
    fn local(&self, reach: &Reach<'_>, table: &mut Table<Target>) {
        let owner = Owner::Vpc(self.id);
        let v4 = reach.own(self.id).map(|cidr| Destination::V4(Block { cidr, owner }));
        let v6 = self.vpc.ipv6.then_some(Destination::V6(Ipv6Block::Vpc(self.id)));
        for destination in v4.chain(v6) {
            add(table, Route { destination, target: Target::Local, source: Source::Local, why: "inside the VPC" });
        }
    }

    /// The default routes that a tier's `route` asks for.
    fn defaults(&self, tier: &Tier, zone: Option<Zone>, table: &mut Table<Target>) {
        let (v4, v6) = match tier.route {
            RouteKind::Internet => (Some(Target::InternetGateway), Some(Target::InternetGateway)),
            RouteKind::Nat if self.vpc.nat.mode == NatMode::Regional => {
                (Some(Target::RegionalNat), Some(Target::EgressOnlyGateway))
            }
            RouteKind::Nat => {
                let own = zone.filter(|_| self.vpc.nat.mode == NatMode::PerAz);
                let nat = self.nats.iter().find(|nat| own.is_none_or(|zone| nat.zone == zone));
                (nat.map(|nat| Target::Nat(nat.zone)), Some(Target::EgressOnlyGateway))
            }
            RouteKind::Transit => {
                let by_hub = default_by_hub(self.network, self.vpc);
                let v6 = self.network.has_own_ipv6_exit(self.vpc).then_some(Target::EgressOnlyGateway);
                (by_hub.then_some(Target::TransitGateway), v6)
            }
            RouteKind::Firewall => (zone.map(Target::Firewall), None),
            RouteKind::Local => (None, None),
        };
        let by_hub = self.network.sends_ipv6_to_hub(self.vpc, tier).then_some(Target::TransitGateway);
        let v6 = v6.or(by_hub);
        let v4 = v4.map(|target| (Destination::DEFAULT_V4, target));
        let v6 = v6.filter(|_| self.vpc.ipv6).map(|target| (Destination::DEFAULT_V6, target));
        for (destination, target) in v4.into_iter().chain(v6) {
            add(table, fixed(destination, target, "default route of the tier"));
        }
    }

    /// Whether a peering has a route to exactly this block. Where it may not have one, that is noted as a conflict.
    fn is_closer_by_peering(&self, tier: &Tier, cidr: Cidr4, twins: &mut Vec<(PeeringId, Cidr4)>) -> bool {
        if !tier.takes_peerings() {
            return false;
        }
        let end = self.ends.iter().find_map(|end| Some((end.peering, end.relation(cidr)?)));
        let Some((peering, relation)) = end else { return false };
        if relation != Relation::Direct {
            twins.push((peering, cidr));
        }
        true
    }

    /// Routes to the other VPC of each peering, in the tables of workloads that do not face the internet.
    fn peerings(&self, tier: &Tier, table: &mut Table<Target>) {
        for end in self.ends.iter().filter(|_| tier.takes_peerings()) {
            for (block, _) in &end.blocks {
                let target = Target::Peering(end.peering);
                add(table, fixed(Destination::V4(*block), target, "the other VPC of the peering"));
            }
        }
    }

    /// What the VPN gateway learns from the sites that are joined to this VPC.
    fn propagated(&self, reach: &Reach<'_>, table: &mut Table<Target>) {
        for (id, site) in reach.sites(self.id) {
            for prefix in &site.prefixes {
                let (source, why) = (Source::Propagated, "announced by the site");
                let destination = Destination::V4(Block::prefix(prefix.value));
                add(table, Route { destination, target: Target::VpnGateway(id), source, why });
            }
            for prefix in &site.ipv6_prefixes {
                let (source, why) = (Source::Propagated, "announced by the site");
                let destination = Destination::V6(Ipv6Block::Site(prefix.value));
                add(table, Route { destination, target: Target::VpnGateway(id), source, why });
            }
        }
    }

    fn conflict(&self, id: PeeringId, block: Cidr4) -> Diagnostic {
        let peering = &self.network.peerings[id.0];
        let name = &self.vpc.name;
        let message = format!("peering `{}` and the transit gateway both lead VPC `{name}` to {block}", peering.name);
        let end = self.ends.iter().find(|end| end.peering == id);
        let past_firewall = end.and_then(|end| end.relation(block)) == Some(Relation::Inspected);
        let why = if past_firewall {
            "a route table holds one route for a destination, and the pair is inspected: by the peering, packets would pass no firewall"
        } else {
            "a route table holds one route for a destination, and the segments send these packets another way"
        };
        let help = if past_firewall {
            "remove the peering, or take the pair out of `inspection.between`"
        } else {
            "remove the peering, or the route of the segment"
        };
        Diagnostic::new(Code::RouteConflict, message)
            .at(peering.span, "")
            .also(self.vpc.span, format!("the route tables of `{name}`"))
            .why(why)
            .help(help)
    }
}

fn fixed(destination: Destination, target: Target, why: &'static str) -> Route<Target> {
    Route { destination, target, source: Source::Static, why }
}

/// Adds a route unless its destination has one. By the order of insertion, what is left out is a route that AWS would not use
/// (propagated, with an equal static one) or one into the VPC itself, which the checks of overlapping blocks refuse.
fn add(table: &mut Table<Target>, route: Route<Target>) {
    let _ = table.insert(route);
}

/// The far ends of a VPC's peerings.
fn ends(reach: &Reach<'_>, id: VpcId) -> Vec<PeeringEnd> {
    let network = reach.network();
    let of = |(peering, other): &(PeeringId, PeerVpc<&TheirVpc>)| {
        let relation = |block: Block| match other {
            PeerVpc::Own(other) => network.relation(id, *other),
            PeerVpc::Theirs(_) => declared(network, id, block.cidr),
        };
        let blocks = reach.peer_blocks(*peering, *other).into_iter().map(|block| (block, relation(block)));
        PeeringEnd { peering: *peering, blocks: blocks.collect() }
    };
    reach.peerings(id).iter().map(of).collect()
}

/// How a VPC reaches a block that segments declare. The firewall is asked first; a block that no segment declares has a route of the
/// document at most.
fn declared(network: &Network, id: VpcId, cidr: Cidr4) -> Relation {
    let equal = network.behind_hub(id, cidr).filter(|(_, prefix, _)| prefix.value == cidr);
    equal.map(|(_, _, relation)| relation).max().unwrap_or(Relation::None)
}

/// The prefixes behind the VPC's transit gateway: those a spoke reaches, or those that replies of a role's VPC go back to.
fn behind(reach: &Reach<'_>, id: VpcId) -> Vec<Block> {
    let vpc = reach.network().vpc(id);
    match vpc.attach {
        None => Vec::new(),
        Some(_) if vpc.roles.is_empty() => reach.hub_routes(id),
        Some(attach) => reach.returns(attach.hub, vpc.roles.contains(&Role::Inspection)),
    }
}

/// Whether replies to a tier's NAT gateways pass the firewall of the same VPC on their way to the transit gateway.
fn replies_pass_firewall(vpc: &Vpc, tier: &Tier) -> bool {
    tier.purpose == Purpose::Public && vpc.roles.contains(&Role::Inspection)
}

/// Whether a `transit` tier sends everything to the hub: where the segment reaches the internet or has a default route of
/// the document, and in a VPC with a role.
fn default_by_hub(network: &Network, vpc: &Vpc) -> bool {
    vpc.attach.is_some_and(|attach| {
        let segment = attach.segment.map(|segment| network.hubs[attach.hub.0].segment(segment));
        segment.is_none_or(|segment| {
            let written = || segment.static_routes.iter().any(|route| route.to.value == Cidr4::ANY);
            segment.reaches.contains(&End::Internet) || written()
        })
    })
}

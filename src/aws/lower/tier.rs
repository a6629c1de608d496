//! Tiers: subnets, route tables, routes and associations.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::attachment::Way;
use super::hub::{cidr_word, words};
use super::nat::Nats;
use super::{Core, VpcBuilder};
use crate::aws::Kind;
use crate::aws::graph::{OutputValue, Place, Ref};
use crate::aws::kind::{
    Attached, Firewall, Ipv6Slot, NatGateway, Route, RouteDestination, RouteTable, RouteTableAssociation, RouteTarget,
    Subnet, TransitGatewayAttachment,
};
use crate::blueprint::NatMode;
use crate::net::Cidr6;
use crate::network::{Purpose, RouteKind, TierId, Zone};
use crate::plan::fabric::{self, Destination, Ipv6Block, Target, VpcTable};

/// The subnets of one tier, by zone.
type Zoned = [(Zone, Ref<Subnet>)];

/// The subnets of each tier, by zone.
pub(super) type Subnets = Vec<Vec<(Zone, Ref<Subnet>)>>;

/// Where routes lead.
struct Ways {
    nats: Nats,
    regional: Option<Ref<NatGateway>>,
    firewall: Option<Ref<Firewall>>,
    hub: Option<Way>,
}

/// A table with the associations of its subnets.
struct TableRefs {
    tier: TierId,
    table: Ref<RouteTable>,
    associations: Vec<Ref<RouteTableAssociation>>,
}

impl TableRefs {
    /// Its associations, if its tier was added for a purpose.
    fn purpose(&self, builder: &VpcBuilder<'_>, purpose: Purpose) -> Vec<Ref<RouteTableAssociation>> {
        let own = builder.plan.vpc.tier(self.tier).purpose == purpose;
        if own { self.associations.clone() } else { Vec::new() }
    }
}

/// What other parts point to.
pub(super) struct Tiers {
    pub subnets: Subnets,
    /// In the order of the plan's tables.
    pub tables: Vec<Ref<RouteTable>>,
    /// The attachment to the transit gateway.
    pub attachment: Option<Ref<TransitGatewayAttachment>>,
    /// The same as what tables of the gateway say something of.
    pub attached: Option<Attached>,
    /// What gives the attachment's subnets their tables: packets from the transit gateway then find their way on.
    pub arrivals: Vec<Ref<RouteTableAssociation>>,
    /// The NAT gateways, each with the word of its zone.
    pub nats: Vec<(String, Ref<NatGateway>)>,
}

impl VpcBuilder<'_> {
    /// Subnets and tables, tier by tier: those that face the internet first.
    pub(super) fn tiers(&mut self, core: &Core) -> Tiers {
        let mut order: Vec<usize> = (0..self.plan.vpc.tiers.len()).collect();
        order.sort_by_key(|index| (self.plan.vpc.tiers[*index].route, *index));
        let mut places: Vec<Option<Place>> = vec![None; order.len()];
        let is_regional = self.plan.vpc.nat.mode == NatMode::Regional;
        let nat_place =
            (is_regional || !self.plan.nats.is_empty()).then(|| self.graph.group(self.unit, "NAT gateways"));
        for index in &order {
            let heading = self.heading(TierId(*index));
            places[*index] = Some(self.graph.group(self.unit, heading));
        }
        let mut subnets: Subnets = vec![Vec::new(); order.len()];
        for index in &order {
            if let Some(place) = places[*index] {
                subnets[*index] = self.subnets(place, core, TierId(*index));
            }
        }
        let regional = nat_place.filter(|_| is_regional).map(|place| self.regional_nat(place, core));
        let nats = self.nats(nat_place, core, &subnets);
        let firewall = self.service_tier(Purpose::Firewall);
        let place = firewall.map(|_| self.graph.group(self.unit, "Firewall"));
        let firewall = firewall.and_then(|tier| self.firewall(place, core.vpc, &subnets[tier]));
        let attachment = self.service_tier(Purpose::Attachment);
        let place = attachment.map(|_| self.graph.group(self.unit, "Attachment to the transit gateway"));
        let hub = attachment.and_then(|tier| self.attachment(place, core.vpc, &subnets[tier]));
        let attached = hub.as_ref().and_then(|way| way.attached.clone());
        let attachment = hub.as_ref().map(|way| way.attachment);
        let zonal = nats.iter().map(|(zone, nat)| (zone.to_string(), *nat));
        let named = zonal.chain(regional.map(|nat| ("regional".to_owned(), nat))).collect();
        let ways = Ways { nats, regional, firewall, hub };
        let tables = self.tables(core, &ways, &places, &subnets);
        let arrivals = tables.iter().flat_map(|table| table.purpose(self, Purpose::Attachment)).collect();
        let tables = tables.into_iter().map(|table| table.table).collect();
        Tiers { subnets, tables, attachment, attached, arrivals, nats: named }
    }

    /// The tables in the order of the plan's. Those of the firewall's subnets are made first: packets come to them from the attachment's.
    fn tables(&mut self, core: &Core, ways: &Ways, places: &[Option<Place>], subnets: &Subnets) -> Vec<TableRefs> {
        let plan = self.plan;
        let mut order: Vec<usize> = (0..plan.tables.len()).collect();
        order.sort_by_key(|index| plan.vpc.tier(plan.tables[*index].tier).purpose != Purpose::Firewall);
        let mut made: BTreeMap<usize, TableRefs> = BTreeMap::new();
        for index in order {
            let table = &plan.tables[index];
            let Some(place) = places[table.tier.0] else { continue };
            let behind = match plan.vpc.tier(table.tier).purpose {
                Purpose::Attachment => made.values().flat_map(|one| one.purpose(self, Purpose::Firewall)).collect(),
                _ => Vec::new(),
            };
            made.insert(index, self.table(place, core, table, ways, (&subnets[table.tier.0], &behind)));
        }
        made.into_values().collect()
    }

    fn heading(&self, id: TierId) -> String {
        let (tier, plan) = (self.plan.vpc.tier(id), &self.plan.tiers[id.0]);
        let block = plan.block.map_or_else(|| "pinned subnets".to_owned(), |block| block.to_string());
        let way = match tier.route {
            RouteKind::Internet => "default route to the internet gateway",
            RouteKind::Nat if self.plan.vpc.nat.mode == NatMode::Regional => {
                "default route by the NAT gateway of the VPC"
            }
            RouteKind::Nat if self.plan.nats.is_empty() => "default route over IPv6 alone",
            RouteKind::Nat if self.plan.nats.len() == 1 => "default route by the NAT gateway",
            RouteKind::Nat => "default route by the NAT gateway of the same zone",
            RouteKind::Transit => "default route to the transit gateway",
            RouteKind::Firewall => "default route to the firewall endpoint of the same zone",
            RouteKind::Local => "no default route",
        };
        format!("Tier {}: {block}, {way}", tier.name)
    }

    fn subnets(&mut self, place: Place, core: &Core, id: TierId) -> Vec<(Zone, Ref<Subnet>)> {
        let (tier, plan) = (self.plan.vpc.tier(id), &self.plan.tiers[id.0]);
        let others = Rc::new(tier.tags.clone());
        let mut subnets = Vec::new();
        for one in &plan.subnets {
            let zone = one.zone.to_string();
            let ipv6 = core.ipv6.zip(one.ipv6).map(|(block, index)| Ipv6Slot { block, index });
            let subnet = Subnet {
                vpc: core.vpc,
                zone: self.zone(one.zone),
                cidr: one.cidr,
                within: tier.from.map(|index| core.secondary[index]),
                ipv6,
                public_addresses: tier.public_addresses,
                tags: self.named_with(&[tier.name.as_str(), &zone], &others),
            };
            subnets.push((one.zone, self.graph.add(place, &[self.name, tier.name.as_str(), &zone], subnet)));
        }
        subnets
    }

    fn table(
        &mut self,
        place: Place,
        core: &Core,
        table: &VpcTable,
        ways: &Ways,
        (subnets, behind): (&Zoned, &[Ref<RouteTableAssociation>]),
    ) -> TableRefs {
        let tier = self.plan.vpc.tier(table.tier).name.as_str();
        let zone = table.zone.map(|zone| zone.to_string());
        let mut path = vec![self.name, tier];
        path.extend(zone.as_deref());
        let tags = self.named(&path[1..]);
        let resource = self.graph.add(place, &path, RouteTable { vpc: core.vpc, tags });
        let routes = table.own().filter_map(|route| self.route(place, core, &path, resource, route, ways));
        let (mut routes, mut behind): (Vec<Ref<Route>>, _) = (routes.collect(), behind.to_vec());
        let mut associations: Vec<Ref<RouteTableAssociation>> = Vec::new();
        for (zone, subnet) in subnets.iter().filter(|(zone, _)| table.zone.is_none_or(|own| own == *zone)) {
            let (routes, behind) = (std::mem::take(&mut routes), std::mem::take(&mut behind));
            let first = associations.first().copied();
            let association = RouteTableAssociation { subnet: *subnet, table: resource, routes, behind, first };
            associations.push(self.graph.add(place, &[self.name, tier, &zone.to_string()], association));
        }
        TableRefs { tier: table.tier, table: resource, associations }
    }

    fn route(
        &mut self,
        place: Place,
        core: &Core,
        path: &[&str],
        table: Ref<RouteTable>,
        route: &fabric::Route<Target>,
        ways: &Ways,
    ) -> Option<Ref<Route>> {
        let (words, destination) = match route.destination {
            Destination::V4(block) => (words(self.network, block), Some(RouteDestination::V4(block.cidr))),
            Destination::V6(Ipv6Block::Everything) => {
                (vec!["default-ipv6"], core.ipv6.map(|block| RouteDestination::V6(Cidr6::ANY, block)))
            }
            Destination::V6(Ipv6Block::Vpc(_) | Ipv6Block::Site(_)) | Destination::Service(_) => (vec![], None),
        };
        let target = match route.target {
            Target::InternetGateway => {
                core.internet.map(|(gateway, attachment)| RouteTarget::Internet(gateway, attachment))
            }
            Target::Nat(zone) => ways.nats.iter().find(|(at, _)| *at == zone).map(|(_, nat)| RouteTarget::Nat(*nat)),
            Target::RegionalNat => ways.regional.map(RouteTarget::Nat),
            Target::EgressOnlyGateway => core.egress_only.map(RouteTarget::EgressOnly),
            Target::TransitGateway => ways.hub.as_ref().map(|way| way.target.clone()),
            Target::Firewall(zone) => ways
                .firewall
                .zip(zone.full_name(&self.network.scope(self.plan.vpc.scope).region))
                .map(|(one, zone)| RouteTarget::Firewall(one, zone)),
            Target::Local | Target::Peering(_) | Target::VpnGateway(_) | Target::Endpoint(_) => None,
        };
        // The plan's routes are those for which a gateway, or an IPv6 block, was planned.
        let (destination, target) = destination.zip(target)?;
        let cidr = match route.destination {
            Destination::V4(block) => cidr_word(block),
            Destination::V6(_) | Destination::Service(_) => String::new(),
        };
        let path: Vec<&str> = path.iter().copied().chain(words).chain([cidr.as_str()]).collect();
        let apart = ways.hub.as_ref().and_then(|way| way.apart).filter(|_| route.target == Target::TransitGateway);
        let made = self.graph.add(apart.unwrap_or(place), &path, Route { table, destination, target });
        // What stands with the table does not wait for a route that comes after the attachment was accepted.
        apart.is_none().then_some(made)
    }
}

impl Tiers {
    /// Subnets by tier and zone.
    pub(super) fn outputs(&self, builder: &mut VpcBuilder<'_>) {
        for (tier, subnets) in builder.plan.vpc.tiers.iter().zip(&self.subnets) {
            let values: Vec<_> =
                subnets.iter().map(|(zone, subnet)| (zone.to_string(), subnet.read(Subnet::ID))).collect();
            if values.is_empty() {
                continue;
            }
            let zones = values.iter().map(|(zone, _)| zone.as_str()).collect::<Vec<_>>().join(", ");
            let what = format!("Subnets of tier {} in zones {zones}", tier.name);
            let path = [builder.name, tier.name.as_str()];
            builder.graph.output(builder.unit, &path, "SubnetIds", what, OutputValue::Many(values));
        }
    }
}

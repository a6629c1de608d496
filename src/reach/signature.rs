//! What decides how an end is treated, as a text: ends with equal texts are one class.

use std::collections::{BTreeMap, BTreeSet};

use super::admitted::Admitted;
use super::classes::Node;
use crate::network::{AwsEnd, HubId, Peering, SegmentId, TierId, VpcId, Zone};
use crate::plan::fabric::packet::Family;
use crate::plan::fabric::walk::{Treatments, Walker};
use crate::plan::fabric::{Destination, Ipv6Block, Source, Target, VpcTable};
use crate::plan::{AclAddress, AclEntryPlan, AclPlan, Block, Owner, SitePlan, SubnetPlan};

/// How many VPCs each segment has, and how many of them have IPv6.
type Sizes = BTreeMap<(HubId, SegmentId, Family), usize>;

/// By VPC: the VPCs at the other ends of its peerings.
type Peers = BTreeMap<VpcId, Vec<VpcId>>;

/// Counts the VPCs of each segment.
fn sizes(walker: &Walker<'_>) -> Sizes {
    let network = walker.plan().network;
    let mut sizes = Sizes::new();
    for vpc in 0..network.vpcs.len() {
        let Some((hub, segment)) = network.membership(VpcId(vpc)) else { continue };
        *sizes.entry((hub, segment, Family::Ipv4)).or_default() += 1;
        if network.vpcs[vpc].ipv6 {
            *sizes.entry((hub, segment, Family::Ipv6)).or_default() += 1;
        }
    }
    sizes
}

/// Makes the texts of ends.
pub(super) struct Signatures<'w, 'p> {
    walker: &'w Walker<'p>,
    sizes: Sizes,
    peers: Peers,
    /// How transit gateways treat a VPC: the same for each of its tiers, which are asked for one after the other.
    treated: Option<(VpcId, String)>,
    treatments: Treatments<'w, 'p>,
    admitted: Admitted<'p>,
}

impl<'w, 'p> Signatures<'w, 'p> {
    pub(super) fn new(walker: &'w Walker<'p>) -> Self {
        let (treatments, admitted) = (Treatments::new(walker), Admitted::new(walker));
        Self { walker, sizes: sizes(walker), peers: peers(walker), treated: None, treatments, admitted }
    }

    /// Everything that decides how an end is treated, as a text.
    pub(super) fn of(&mut self, node: Node) -> String {
        match node {
            Node::Internet => "internet".to_owned(),
            Node::RemoteAccess(_, id) => format!("remote access {}", id.0),
            Node::Site(id) => {
                let site = self.walker.plan().network.site(id);
                let SitePlan { announced, of_sites, linked, .. } = &self.walker.plan().sites[id.0];
                // Each site has prefixes of its own, which people who dial in reach or not.
                if !self.walker.plan().remote_access.is_empty() {
                    return format!("site {}", site.name.as_str());
                }
                let own = match &site.end {
                    AwsEnd::Segment(hub, segment) => format!("site {} {} {announced:?}", hub.0, segment.0),
                    AwsEnd::Vpcs(vpcs) => {
                        let vpcs: Vec<String> = vpcs.iter().map(|vpc| vpc.0.to_string()).collect();
                        format!("site of VPC {} {}", vpcs.join("+"), site.has_ipv6())
                    }
                };
                format!("{own} {of_sites:?} {linked:?}")
            }
            Node::Tier(vpc, tier) => {
                let own = tier_signature(self.walker, (&self.sizes, &self.peers), vpc, tier);
                let treated = match self.treated.take() {
                    Some((of, text)) if of == vpc => text,
                    _ => self.treatments.of(vpc),
                };
                let admitted = self.admitted.of(self.walker, vpc, tier, |acl| acl_text(self.walker, vpc, acl));
                let dialed = self.dialed(vpc, tier);
                let text = format!("{own}\n{treated}\n{}{dialed}", admitted.join("\n"));
                self.treated = Some((vpc, treated));
                text
            }
        }
    }
    /// Which subnets of a tier people who dial in are let through to.
    fn dialed(&self, vpc: VpcId, tier: TierId) -> String {
        let plan = self.walker.plan();
        let subnets = &plan.vpcs[vpc.0].tiers[tier.0].subnets;
        let each = plan.remote_access.iter().map(|one| {
            let is_granted = |subnet: &SubnetPlan| one.grants_for(subnet.cidr.host(10)).next().is_some();
            let granted: Vec<bool> = subnets.iter().map(is_granted).collect();
            format!("\ndialed {} {granted:?}", one.id.0)
        });
        each.collect()
    }
}

fn tier_signature(walker: &Walker<'_>, (sizes, peers): (&Sizes, &Peers), id: VpcId, tier: TierId) -> String {
    let plan = &walker.plan().vpcs[id.0];
    let meant = plan.vpc.tier(tier);
    let member = walker.plan().network.membership(id).map(|(hub, segment)| (hub.0, segment.0));
    let secondary = meant.from.and_then(|index| plan.vpc.secondary.get(index)).is_some_and(|one| !one.routable);
    let mut parts = vec![format!("{member:?} {:?} {} {secondary}", meant.route, plan.vpc.ipv6)];
    parts.push(format!("{} {}", walker.has_internet_gateway(id), plan.vpc.vpn_gateway.is_some()));
    let mut tables = plan.tables.iter().filter(|table| table.tier == tier);
    if let Some(table) = tables.next() {
        parts.extend(table_words(walker, sizes, id, table));
    }
    // The tables of further zones differ in the target of a default route alone, and only where that is the gateway of another zone.
    let foreign = tables.filter_map(|table| match table.routes.get(Destination::DEFAULT_V4)?.target {
        Target::Nat(zone) if table.zone != Some(zone) => Some(format!("nat {zone}")),
        _ => None,
    });
    parts.extend(foreign);
    parts.extend(plan.acls.iter().find(|acl| acl.tier == tier).map(|acl| acl_text(walker, id, acl)));
    parts.extend(peers.get(&id).into_iter().flatten().map(|other| format!("peer of VPC {}", other.0)));
    parts.join("\n")
}

/// By VPC: those that have routes to it over a peering, whether or not one of its tiers has one back.
fn peers(walker: &Walker<'_>) -> Peers {
    let mut peers = Peers::new();
    // The VPC of others is no end of the matrix: what leads there stands in the tables alone.
    for (requester, accepter) in walker.plan().network.peerings.iter().filter_map(Peering::ends) {
        for (one, other) in [(requester, accepter), (accepter, requester)] {
            peers.entry(one).or_default().push(other);
        }
    }
    peers
}

/// The routes of a table in words. Routes to every other VPC of a segment are one word, since each member has them but to itself.
fn table_words(walker: &Walker<'_>, sizes: &Sizes, id: VpcId, table: &VpcTable) -> BTreeSet<String> {
    let network = walker.plan().network;
    let mut words = BTreeSet::new();
    let mut others: BTreeMap<(HubId, SegmentId, Family), BTreeMap<VpcId, String>> = BTreeMap::new();
    for route in table.routes.iter() {
        let Some(text) = route_words(route.destination, route.target, route.source, table.zone) else {
            continue;
        };
        let owner = match (route.destination, route.target) {
            (Destination::V4(Block { owner: Owner::Vpc(owner), .. }), Target::TransitGateway) => {
                Some((owner, Family::Ipv4))
            }
            (Destination::V6(Ipv6Block::Vpc(owner)), Target::TransitGateway) => Some((owner, Family::Ipv6)),
            _ => None,
        };
        match owner.and_then(|(owner, family)| Some((owner, network.membership(owner)?, family))) {
            Some((owner, (hub, segment), family)) => {
                others.entry((hub, segment, family)).or_default().insert(owner, text);
            }
            None => drop(words.insert(text)),
        }
    }
    for (segment, routes) in others {
        let (hub, of, family) = segment;
        let is_one = network.membership(id) == Some((hub, of)) && (family == Family::Ipv4 || network.vpc(id).ipv6);
        if sizes.get(&segment).is_some_and(|size| routes.len() + usize::from(is_one) == *size) {
            words.insert(format!("every VPC of segment {} {family}", of.0));
        } else {
            words.extend(routes.into_values());
        }
    }
    words
}

/// A route without what differs from VPC to VPC and from zone to zone.
fn route_words(destination: Destination, target: Target, source: Source, own: Option<Zone>) -> Option<String> {
    let target = match target {
        Target::Local | Target::Endpoint(_) => return None,
        // The gateway of another zone: where it stands decides what a zone takes with it.
        Target::Nat(zone) if own != Some(zone) => format!("nat {zone}"),
        Target::Nat(_) => "nat".to_owned(),
        Target::Firewall(_) => "firewall".to_owned(),
        other => format!("{other:?}"),
    };
    let destination = match destination {
        Destination::V4(block) => block.cidr.to_string(),
        other => format!("{other:?}"),
    };
    Some(format!("{destination} {target} {source:?}"))
}

/// The entries of an ACL in words.
fn acl_text(walker: &Walker<'_>, id: VpcId, acl: &AclPlan) -> String {
    let own = |address: AclAddress| acl_words(walker, id, address);
    let entry = |entry: &AclEntryPlan| format!("{} {:?} {:?}", own(entry.source), entry.protocol, entry.action);
    let ingress = acl.ingress.iter().map(|one| format!("in {}", entry(one)));
    ingress.chain(acl.egress.iter().map(|one| format!("out {}", entry(one)))).collect::<Vec<_>>().join("\n")
}

/// The source of an ACL entry: a tier by name where it is one of the VPC's own.
fn acl_words(walker: &Walker<'_>, id: VpcId, address: AclAddress) -> String {
    let plan = &walker.plan().vpcs[id.0];
    let tier = plan.tiers.iter().position(|tier| match address {
        AclAddress::V4(block) => tier.sources().contains(&block),
        AclAddress::OwnV6(group) => tier.ipv6.contains(&group),
        AclAddress::V6(_) => false,
    });
    match (tier, address) {
        (Some(tier), _) => format!("tier {}", plan.vpc.tiers[tier].name),
        (None, AclAddress::V4(block)) if plan.cidrs().any(|own| own == block) => "own".to_owned(),
        (None, other) => format!("{other:?}"),
    }
}

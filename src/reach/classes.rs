//! The matrix of a network: who reaches whom, by classes of ends that routes and filters treat alike.
//!
//! Two tiers are of one class if their segment, route tables, network ACLs and families are equal and every table of the transit
//! gateway treats their VPCs alike. One member then stands for all, so the cost follows the classes and not the VPCs. Whether
//! two ends are in one VPC matters beside that, so a pair of classes may have two answers.

use std::collections::BTreeMap;

use super::ports::{Passing, passable};
use super::signature::Signatures;
use crate::network::{Purpose, RemoteAccessId, SiteId, TierId, VpcId, Zone};
use crate::plan::SubnetPlan;
use crate::plan::fabric::packet::{Address, Family};
use crate::plan::fabric::walk::{Flow, Host, Kind, Place, Subnet, Walker};

/// An end of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A tier of a VPC.
    Tier(VpcId, TierId),
    /// People who dial into a VPC.
    RemoteAccess(VpcId, RemoteAccessId),
    /// A site.
    Site(SiteId),
    /// The internet.
    Internet,
}

impl Node {
    /// The VPC of a tier, or that people dial into.
    #[must_use]
    pub fn vpc(self) -> Option<VpcId> {
        match self {
            Self::Tier(vpc, _) | Self::RemoteAccess(vpc, _) => Some(vpc),
            Self::Site(_) | Self::Internet => None,
        }
    }
}

/// Ends that are treated alike.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its members, in the order of the document's names.
    pub members: Vec<Node>,
}

/// How one end reaches another in one family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// These protocols and ports pass there and back.
    Passes(Passing),
    /// Nothing does: the first obstacle, and whether only the reply meets it.
    Stops(Kind, bool),
}

impl Reached {
    /// Whether anything passes.
    #[must_use]
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Passes(_))
    }
}

/// `yes`, `tcp 443`, `no-route`, `no-route back`
impl std::fmt::Display for Reached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Passes(passing) if passing.is_all() => f.write_str("yes"),
            Self::Passes(passing) => passing.fmt(f),
            Self::Stops(kind, back) => write!(f, "{}{}", kind.word(), if *back { " back" } else { "" }),
        }
    }
}

/// How one class reaches another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Between ends that share no VPC, by family.
    pub apart: Vec<(Family, Reached)>,
    /// Inside one VPC.
    pub together: Vec<(Family, Reached)>,
}

/// The classes and how each reaches each.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The classes.
    pub classes: Vec<Class>,
    /// By the class that opens connections, then by the one that accepts them.
    pub cells: Vec<Vec<Cell>>,
}

/// The matrix of some classes of a network.
#[must_use]
pub fn matrix(walker: &Walker<'_>, classes: Vec<Class>) -> Matrix {
    let row = |from: &Class| classes.iter().map(|to| cell(walker, from, to)).collect();
    let cells = classes.iter().map(row).collect();
    Matrix { classes, cells }
}

/// The classes of a network; with `all` every end stands for itself.
#[must_use]
pub fn classes(walker: &Walker<'_>, all: bool) -> Vec<Class> {
    let mut signatures = Signatures::new(walker);
    let mut classes: BTreeMap<String, Class> = BTreeMap::new();
    for (index, node) in nodes(walker).into_iter().enumerate() {
        let key = if all { format!("{index:08}") } else { signatures.of(node) };
        classes.entry(key).or_insert_with(|| Class { members: Vec::new() }).members.push(node);
    }
    let mut classes: Vec<Class> = classes.into_values().collect();
    classes.sort_by_key(|class| class.members.first().copied());
    classes
}

/// All workload tiers, whoever dials in, all sites, the internet.
fn nodes(walker: &Walker<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (index, vpc) in walker.plan().network.vpcs.iter().enumerate() {
        let tiers = vpc.tiers.iter().enumerate().filter(|(_, tier)| tier.purpose == Purpose::Workload);
        nodes.extend(tiers.map(|(tier, _)| Node::Tier(VpcId(index), TierId(tier))));
    }
    let accesses = walker.plan().network.remote_access.iter().enumerate();
    nodes.extend(accesses.map(|(index, access)| Node::RemoteAccess(access.vpc, RemoteAccessId(index))));
    nodes.extend((0..walker.plan().network.sites.len()).map(|index| Node::Site(SiteId(index))));
    nodes.push(Node::Internet);
    nodes
}

/// The name of an end: `shop/app`, `site/tokyo`, `internet`.
#[must_use]
pub fn name(walker: &Walker<'_>, node: Node) -> String {
    let network = walker.plan().network;
    match node {
        Node::Tier(vpc, tier) => format!("{}/{}", network.vpc(vpc).name, network.vpc(vpc).tier(tier).name),
        Node::RemoteAccess(_, id) => format!("remote_access/{}", network.access(id).name),
        Node::Site(site) => format!("site/{}", network.site(site).name),
        Node::Internet => "internet".to_owned(),
    }
}

fn cell(walker: &Walker<'_>, from: &Class, to: &Class) -> Cell {
    let [apart, together] = pairs(from, to);
    let ask = |pair: Option<(Node, Node)>| pair.map(|(one, other)| reached(walker, one, other)).unwrap_or_default();
    Cell { apart: ask(apart), together: ask(together) }
}

/// Members that stand for two classes: a pair that shares no VPC, and one inside a VPC.
fn pairs(from: &Class, to: &Class) -> [Option<(Node, Node)>; 2] {
    let is_apart = |one: &Node, other: &Node| one != other && (one.vpc().is_none() || one.vpc() != other.vpc());
    let among = |one: Option<&Node>, others: &[Node]| {
        let one = *one?;
        others.iter().find(|other| is_apart(&one, other)).map(|other| (one, *other))
    };
    let first = among(from.members.first(), &to.members);
    let apart = first.or_else(|| among(to.members.first(), &from.members).map(|(other, one)| (one, other)));
    // The members are in the order of their VPCs, so one look at each finds a VPC that has both.
    let (mut ones, mut others) = (from.members.iter().peekable(), to.members.iter().peekable());
    let mut together = None;
    while let (Some(one), Some(other)) = (ones.peek(), others.peek()) {
        match (one.vpc(), other.vpc()) {
            (Some(home), Some(same)) if home == same => {
                together = Some((**one, **other));
                break;
            }
            (Some(home), Some(there)) if home < there => ones.next(),
            (Some(_), Some(_)) => others.next(),
            _ => break,
        };
    }
    [apart, together]
}

/// Two classes by their place in the list, and members that stand for them.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The class that opens connections, and the one that accepts them.
    pub classes: [usize; 2],
    /// A member of each.
    pub ends: [Node; 2],
}

/// Every ordered pair of classes, with members that stand for it, outside and inside a VPC.
#[must_use]
pub fn representatives(classes: &[Class]) -> Vec<Pair> {
    let mut all = Vec::new();
    for (from, one) in classes.iter().enumerate() {
        for (to, other) in classes.iter().enumerate() {
            let found = pairs(one, other).into_iter().flatten();
            all.extend(found.map(|(one, other)| Pair { classes: [from, to], ends: [one, other] }));
        }
    }
    all
}

/// The first member of a class, and the number of others: `orders/app and 3 more`.
#[must_use]
pub fn members_words(walker: &Walker<'_>, class: &Class) -> String {
    let first = class.members.first().map(|node| name(walker, *node)).unwrap_or_default();
    match class.members.len() {
        0 | 1 => first,
        more => format!("{first} and {} more", more - 1),
    }
}

/// The zones of an end; one without a name where it has none.
#[must_use]
pub fn zones_of(walker: &Walker<'_>, node: Node) -> Vec<Option<Zone>> {
    match node {
        Node::Tier(vpc, tier) => {
            let subnets = &walker.plan().vpcs[vpc.0].tiers[tier.0].subnets;
            subnets.iter().map(|subnet| Some(subnet.zone)).collect()
        }
        Node::RemoteAccess(_, id) => {
            let subnets = associations(walker, id).iter();
            subnets.map(|subnet| Some(subnet.zone)).collect()
        }
        Node::Site(_) | Node::Internet => vec![None],
    }
}

/// The host that stands for an end in a zone.
#[must_use]
pub fn host_in(walker: &Walker<'_>, node: Node, family: Family, zone: Option<Zone>) -> Option<Host> {
    match (node, zone) {
        (Node::Tier(vpc, tier), Some(zone)) => {
            let at = Subnet { vpc, tier, zone };
            Some(Host { place: Place::Interface(at, None), address: walker.host(at, family)? })
        }
        (Node::RemoteAccess(vpc, id), Some(zone)) => client(walker, (vpc, id), family, zone),
        _ => host(walker, node, family, false),
    }
}

fn reached(walker: &Walker<'_>, from: Node, to: Node) -> Vec<(Family, Reached)> {
    reached_by(walker, from, to).into_iter().map(|(family, reached, _)| (family, reached)).collect()
}

/// From the first zone of one end to the last one of the other, in every family that both have: what passes, and the flow that
/// shows it.
#[must_use]
pub fn reached_by(walker: &Walker<'_>, from: Node, to: Node) -> Vec<(Family, Reached, Flow)> {
    let families = [Family::Ipv4, Family::Ipv6].into_iter();
    let both = families
        .filter_map(|family| Some((family, host(walker, from, family, false)?, host(walker, to, family, true)?)));
    both.map(|(family, one, other)| {
        let (flow, passing) = passable(walker, &one, &other, family);
        let reached = match (passing.is_empty(), flow.there.obstacle(), flow.back.obstacle()) {
            (true, Some(first), _) => Reached::Stops(first.kind, false),
            (true, None, Some(first)) => Reached::Stops(first.kind, true),
            _ => Reached::Passes(passing),
        };
        (family, reached, flow)
    })
    .collect()
}

fn host(walker: &Walker<'_>, node: Node, family: Family, last: bool) -> Option<Host> {
    match node {
        Node::Internet => Some(Host::internet(family)),
        Node::Site(site) => {
            let meant = walker.plan().network.site(site);
            let address = match family {
                Family::Ipv4 => {
                    let block = meant.prefixes.first()?.value;
                    Address::V4(block.host(10).unwrap_or(block.address()))
                }
                Family::Ipv6 => Address::V6(meant.ipv6_prefixes.first()?.value.host(10)?),
            };
            Some(Host { place: Place::Site(site), address })
        }
        Node::RemoteAccess(vpc, id) => {
            let subnets = associations(walker, id);
            let subnet = if last { subnets.last() } else { subnets.first() }?;
            client(walker, (vpc, id), family, subnet.zone)
        }
        Node::Tier(vpc, tier) => {
            let subnets = &walker.plan().vpcs[vpc.0].tiers[tier.0].subnets;
            let zone = if last { subnets.last()?.zone } else { subnets.first()?.zone };
            let at = Subnet { vpc, tier, zone };
            Some(Host { place: Place::Interface(at, None), address: walker.host(at, family)? })
        }
    }
}

/// The subnets in which a Client VPN endpoint has associations.
fn associations<'p>(walker: &Walker<'p>, id: RemoteAccessId) -> &'p [SubnetPlan] {
    let found = walker.plan().remote_access.iter().find(|one| one.id == id);
    found.map_or(&[], |one| one.subnets.as_slice())
}

/// Somebody who dialed in, by the association of a zone: the tunnel carries IPv4.
pub(super) fn client(
    walker: &Walker<'_>,
    (vpc, id): (VpcId, RemoteAccessId),
    family: Family,
    zone: Zone,
) -> Option<Host> {
    let at = Subnet { vpc, tier: walker.plan().network.access(id).tier, zone };
    let address = walker.host(at, family).filter(|_| family == Family::Ipv4)?;
    Some(Host { place: Place::Client(id, at), address })
}

//! `docs/topology.md`: a flowchart of each transit gateway and each VPC in Mermaid, which GitHub draws. Above 40 subnets in
//! the document a tier is one node, not one for each of its zones.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::beyond::{self, Beyond};
use super::super::hubs::{self, HubFacts};
use super::super::mermaid::{Mermaid, id, label};
use super::super::sites;
use super::super::words::{self, count, join};
use super::topology_site::{self, SiteChart};
use crate::blueprint::NatMode;
use crate::network::{End, Relation, Zone};
use crate::plan::fabric::{Destination, Target};
use crate::plan::{NatPlan, Plan, VpcPlan};

/// With more subnets than this a chart no longer shows each of them.
const DETAILED: usize = 40;

#[derive(Serialize)]
pub(super) struct Topology {
    /// Whether a tier is one node.
    is_collapsed: bool,
    hubs: Vec<Gateway>,
    sites: Vec<SiteChart>,
    vpcs: Vec<Chart>,
}

/// A transit gateway.
#[derive(Serialize)]
struct Gateway {
    name: String,
    segments: Vec<ZoneBox>,
    has_internet: bool,
    edges: Vec<Edge>,
}

#[derive(Serialize)]
struct Chart {
    name: String,
    id: Mermaid,
    label: Mermaid,
    zones: Vec<ZoneBox>,
    /// Nodes of the VPC outside all zones.
    nodes: Vec<Node>,
    has_internet: bool,
    edges: Vec<Edge>,
}

#[derive(Serialize)]
struct ZoneBox {
    id: Mermaid,
    label: Mermaid,
    nodes: Vec<Node>,
}

#[derive(Serialize)]
struct Node {
    id: Mermaid,
    label: Mermaid,
    /// A subnet has corners, a gateway has none.
    is_gateway: bool,
}

#[derive(Clone, Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: Mermaid,
    to: Mermaid,
    arrow: &'static str,
}

pub(super) fn view(plan: &Plan<'_>) -> Topology {
    let subnets: usize = plan.vpcs.iter().flat_map(|vpc| &vpc.tiers).map(|tier| tier.subnets.len()).sum();
    let is_collapsed = subnets > DETAILED;
    let hubs = hubs::all(plan).map(|hub| gateway(&hub)).collect();
    Topology {
        is_collapsed,
        hubs,
        sites: sites::all(plan).map(|facts| topology_site::chart(&facts)).collect(),
        vpcs: plan
            .vpcs
            .iter()
            .map(|vpc| Drawing { plan, vpc, is_collapsed, beyond: beyond::of(plan, vpc) }.chart())
            .collect(),
    }
}

struct Drawing<'a> {
    plan: &'a Plan<'a>,
    vpc: &'a VpcPlan<'a>,
    is_collapsed: bool,
    /// Peerings and the VPN gateway.
    beyond: Vec<Beyond>,
}

/// `0.0.0.0/0`, and `::/0` where it goes the same way.
const DEFAULT: &str = "-->";
/// `::/0` where it goes another way.
const DEFAULT_V6: &str = "-.->";
/// To blocks behind the transit gateway, a peering or the VPN gateway. A circle at its end keeps it apart from a default route.
const BLOCK: &str = "--o";
/// To gateway endpoints.
const ENDPOINT: &str = "==>";

impl Drawing<'_> {
    fn chart(&self) -> Chart {
        let (vpc, edges) = (self.vpc.vpc, self.edges());
        let reaches = |target: &Mermaid| edges.iter().any(|edge| edge.to == *target);
        let ipv6 = vpc.ipv6.then(|| "IPv6 /56 from Amazon".to_owned());
        let title: Vec<String> =
            [format!("VPC {}", vpc.name), join(self.vpc.cidrs(), ", ")].into_iter().chain(ipv6).collect();
        let mut nodes = if self.is_collapsed { self.collapsed() } else { Vec::new() };
        nodes.extend(self.gateways().into_iter().filter(|node| reaches(&node.id)));
        Chart {
            name: vpc.name.to_string(),
            id: self.id("vpc", &[]),
            label: label(&[title.join("  ")]),
            zones: if self.is_collapsed {
                Vec::new()
            } else {
                self.plan.network.zones_of(vpc).iter().map(|zone| self.zone(*zone)).collect()
            },
            nodes,
            has_internet: reaches(&id("internet", &[])),
            edges,
        }
    }

    fn id(&self, kind: &str, names: &[&str]) -> Mermaid {
        let vpc = [self.vpc.vpc.name.as_str()];
        id(kind, &[&vpc, names].concat())
    }

    fn subnet_id(&self, tier: usize, zone: Zone) -> Mermaid {
        let tier = self.vpc.vpc.tiers[tier].name.as_str();
        if self.is_collapsed { self.id("tier", &[tier]) } else { self.id("subnet", &[tier, &zone.to_string()]) }
    }

    fn beyond_id(&self, target: &str) -> Mermaid {
        self.id("beyond", &[target])
    }

    fn nat_id(&self, zone: Zone) -> Mermaid {
        if self.is_collapsed { self.id("nat", &[]) } else { self.id("nat", &[&zone.to_string()]) }
    }

    /// A zone with its subnets and its NAT gateway.
    fn zone(&self, zone: Zone) -> ZoneBox {
        let mut nodes = Vec::new();
        for (tier, plan) in self.vpc.tiers.iter().enumerate() {
            let name = &self.vpc.vpc.tiers[tier].name;
            for subnet in plan.subnets.iter().filter(|subnet| subnet.zone == zone) {
                let mut lines = vec![format!("{name} {zone}"), subnet.cidr.to_string()];
                lines.extend(self.interfaces(tier));
                nodes.push(Node { id: self.subnet_id(tier, zone), label: label(&lines), is_gateway: false });
            }
        }
        let nats = self.vpc.nats.iter().filter(|nat| nat.zone == zone);
        nodes.extend(nats.map(|nat| Node { id: self.nat_id(zone), label: label(&self.nat(nat)), is_gateway: true }));
        let title =
            zone.full_name(&self.plan.network.scope(self.vpc.vpc.scope).region).unwrap_or_else(|| zone.to_string());
        ZoneBox { id: self.id("zone", &[&zone.to_string()]), label: label(&[title]), nodes }
    }

    fn nat(&self, nat: &NatPlan) -> [String; 2] {
        [format!("NAT {}", nat.zone), format!("in {} {}", self.vpc.vpc.tier(nat.tier).name, nat.zone)]
    }

    /// One node for a tier, and one for all NAT gateways.
    fn collapsed(&self) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (tier, plan) in self.vpc.tiers.iter().enumerate() {
            let mut lines = vec![self.vpc.vpc.tiers[tier].name.to_string()];
            lines.extend(plan.block.map(|block| block.to_string()));
            lines.push(count(plan.subnets.len(), "subnet"));
            lines.extend(self.interfaces(tier));
            nodes.extend(plan.subnets.first().map(|subnet| Node {
                id: self.subnet_id(tier, subnet.zone),
                label: label(&lines),
                is_gateway: false,
            }));
        }
        nodes.extend(self.vpc.nats.first().map(|nat| {
            let zones = join(self.vpc.nats.iter().map(|nat| nat.zone), " ");
            let lines = [format!("NAT {zones}"), format!("in {}", self.vpc.vpc.tier(nat.tier).name)];
            Node { id: self.nat_id(nat.zone), label: label(&lines), is_gateway: true }
        }));
        nodes
    }

    /// `4 interface endpoints`, in the tier that holds them.
    fn interfaces(&self, tier: usize) -> Option<String> {
        let number = self.vpc.vpc.endpoints.interface.len();
        (self.vpc.endpoint_tier.is_some_and(|own| own.0 == tier)).then(|| count(number, "interface endpoint"))
    }

    fn is_regional(&self) -> bool {
        self.vpc.vpc.nat.mode == NatMode::Regional
    }

    fn gateways(&self) -> Vec<Node> {
        let services = join(self.vpc.vpc.endpoints.gateway.iter().map(|one| one.as_str()), ", ");
        let node = |kind: &str, lines: &[&str]| Node { id: self.id(kind, &[]), label: label(lines), is_gateway: true };
        let hub = self.vpc.vpc.attach.map(|attach| {
            let hub = &self.plan.network.hubs[attach.hub.0];
            let segment = attach.segment.map(|id| format!("segment {}", hub.segment(id).name));
            let lines: Vec<String> = std::iter::once(format!("transit gateway {}", hub.name)).chain(segment).collect();
            Node { id: self.id("hub", &[]), label: label(&lines), is_gateway: true }
        });
        let firewalls = self.plan.network.zones_of(self.vpc.vpc).iter().map(|zone| {
            let zone = zone.to_string();
            Node { id: self.id("firewall", &[&zone]), label: label(&[format!("firewall {zone}")]), is_gateway: true }
        });
        let mut nodes = vec![
            node("igw", &["internet gateway"]),
            node("nat", &["regional NAT gateway"]),
            node("eigw", &["egress-only gateway", "IPv6, outbound"]),
            node("endpoints", &["gateway endpoints", &services]),
        ];
        nodes.extend(firewalls);
        nodes.extend(hub);
        nodes.extend(self.beyond.iter().map(|way| {
            let lines: Vec<&str> =
                [way.target.as_str()].into_iter().chain(way.ends.iter().map(String::as_str)).collect();
            Node { id: self.beyond_id(&way.target), label: label(&lines), is_gateway: true }
        }));
        nodes
    }

    /// Default routes, what is behind their targets, and routes to gateway endpoints; each once.
    fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (tier, plan) in self.vpc.tiers.iter().enumerate() {
            for subnet in &plan.subnets {
                let Some(place) = words::table_place(self.vpc, tier, subnet.zone) else { continue };
                let table = &self.vpc.tables[place];
                let from = self.subnet_id(tier, subnet.zone);
                let v4 = table.routes.get(Destination::DEFAULT_V4).map(|route| route.target);
                for route in table.routes.iter().filter(|route| route.target != Target::Local) {
                    let is_v6 = route.destination == Destination::DEFAULT_V6;
                    if !(is_v6 && v4 == Some(route.target)) {
                        let arrow = match route.destination {
                            Destination::DEFAULT_V6 => DEFAULT_V6,
                            Destination::Service(_) => ENDPOINT,
                            other if other.is_default() => DEFAULT,
                            _ => BLOCK,
                        };
                        edges.push(Edge { from: from.clone(), to: self.target(route.target), arrow });
                    }
                }
            }
        }
        let igw = self.id("igw", &[]);
        if self.is_regional() {
            edges.push(Edge { from: self.id("nat", &[]), to: igw.clone(), arrow: DEFAULT });
        }
        edges.extend(self.vpc.nats.iter().map(|nat| Edge {
            from: self.nat_id(nat.zone),
            to: igw.clone(),
            arrow: DEFAULT,
        }));
        for (kind, arrow) in [("igw", DEFAULT), ("eigw", DEFAULT_V6)] {
            let gateway = self.id(kind, &[]);
            if edges.iter().any(|edge| edge.to == gateway) {
                edges.push(Edge { from: gateway, to: id("internet", &[]), arrow });
            }
        }
        let mut seen = BTreeSet::new();
        edges.retain(|edge| seen.insert(edge.clone()));
        edges
    }

    fn target(&self, target: Target) -> Mermaid {
        match target {
            Target::InternetGateway => self.id("igw", &[]),
            Target::EgressOnlyGateway => self.id("eigw", &[]),
            Target::Nat(zone) => self.nat_id(zone),
            Target::RegionalNat => self.id("nat", &[]),
            Target::TransitGateway => self.id("hub", &[]),
            Target::Firewall(zone) => self.id("firewall", &[&zone.to_string()]),
            Target::Endpoint(_) => self.id("endpoints", &[]),
            Target::Peering(_) | Target::VpnGateway(_) | Target::Local => {
                self.beyond_id(&words::target(self.plan.network, target))
            }
        }
    }
}

/// So many VPCs of a segment have a node each.
const MOST_NODES: usize = 8;

/// The segments of a transit gateway and how they talk.
fn gateway(hub: &HubFacts<'_>) -> Gateway {
    let name = hub.hub.name.as_str();
    let node = |end: End| match end {
        End::Segment(_) => id("segment", &[name, hub.end(end)]),
        End::Internet => id("internet", &[]),
    };
    let segments = hub.hub.segment_ids().map(|segment| {
        let title = hub.end(End::Segment(segment));
        let vpcs: Vec<String> =
            hub.spokes(segment).map(|vpc| format!("VPC {}", hub.plan.network.vpc(vpc).name)).collect();
        let meant = hub.hub.segment(segment);
        let sites: Vec<_> = meant.sites.iter().map(|site| hub.plan.network.site(*site)).collect();
        let at_sites: BTreeSet<_> = sites.iter().flat_map(|site| &site.prefixes).map(|prefix| prefix.value).collect();
        let prefixes = meant.prefixes.iter().map(|prefix| prefix.value).filter(|cidr| !at_sites.contains(cidr));
        let behind =
            prefixes.map(|cidr| cidr.to_string()).chain(sites.iter().map(|site| format!("site {}", site.name)));
        let vpcs = if vpcs.len() > MOST_NODES { vec![count(vpcs.len(), "VPC")] } else { vpcs };
        let nodes = vpcs.into_iter().chain(behind).map(|member| Node {
            id: id("member", &[name, title, &member]),
            label: label(&[member]),
            is_gateway: false,
        });
        let heading = label(&[format!("segment {title}")]);
        ZoneBox { id: node(End::Segment(segment)), label: heading, nodes: nodes.collect() }
    });
    let edges = talks(hub, node);
    let internet = node(End::Internet);
    let has_internet = edges.iter().any(|edge| edge.to == internet);
    Gateway { name: name.to_owned(), segments: segments.collect(), has_internet, edges }
}

/// An edge for each pair of ends that talk.
fn talks(hub: &HubFacts<'_>, node: impl Fn(End) -> Mermaid) -> Vec<Edge> {
    let mut edges = Vec::new();
    for from in hub.hub.segment_ids() {
        let reached = hub.hub.segment(from).reaches.iter().copied();
        for to in reached.filter(|to| *to > End::Segment(from)) {
            let arrow = match (hub.hub.relation(from, to), to) {
                (Relation::None, _) => continue,
                (Relation::Direct, End::Segment(_)) => "<-->",
                (Relation::Inspected, End::Segment(_)) => "<-.->|inspected|",
                (Relation::Direct, End::Internet) => "-->|NAT|",
                (Relation::Inspected, End::Internet) => "-.->|inspected, NAT|",
            };
            edges.push(Edge { from: node(End::Segment(from)), to: node(to), arrow });
        }
    }
    edges
}

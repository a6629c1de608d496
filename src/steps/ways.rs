//! The ways of packets between ends that are connected before and after, and which of them feel what happens to a resource.

use std::collections::{BTreeMap, BTreeSet};

use super::Compiled;
use super::view::{cidr, container_of, destination, read, target};
use crate::aws::{Graph, KindOf, UnitOwner};
use crate::diff::ResourceDiff;
use crate::net::Cidr;
use crate::network::Network;
use crate::record::{Record, ResourceRecord};

/// Two ends that are connected before and after, and the ways.
pub(super) struct Pair {
    pub from: Vec<String>,
    pub to: Vec<String>,
    /// Whether both are in one VPC.
    own: bool,
    pub ways: [String; 2],
}

/// Where a stack is on the ways of packets.
enum Scope {
    Vpc(String),
    Hub(String),
    Site(String),
    /// The uplinks of all sites: which ones come by a Direct Connect gateway no way says.
    Sites,
    Elsewhere,
}

/// The ways of packets before and after, and where each stack and each resource is on them.
pub(super) struct Ways {
    scopes: BTreeMap<String, Scope>,
    /// The stack of each resource, by key.
    stacks: BTreeMap<String, String>,
    pub connected: Vec<Pair>,
    /// The blocks of each VPC, by its name.
    blocks: BTreeMap<String, Vec<Cidr>>,
    /// The VPCs whose packets have a table of a transit gateway, before or after, by its key. None for a table with an attachment of
    /// which no VPC is known.
    users: BTreeMap<String, BTreeSet<String>>,
}

impl Ways {
    pub fn of(old: &Compiled<'_>, new: &Compiled<'_>) -> Self {
        let owned = || {
            let units = old.record.units.iter().chain(&new.record.units);
            units.flat_map(|unit| unit.resources.iter().map(move |one| (unit, one)))
        };
        let stacks: BTreeMap<String, String> = owned().map(|(unit, one)| (one.key(), unit.stack.clone())).collect();
        let scopes = scopes(old, new);
        let vpc = |stack: &str| match scopes.get(stack) {
            Some(Scope::Vpc(name)) => Some(name.clone()),
            _ => None,
        };
        let (mut blocks, mut users, mut unknown) = (BTreeMap::<_, Vec<Cidr>>::new(), BTreeMap::new(), BTreeSet::new());
        for (unit, one) in owned() {
            match one.kind {
                KindOf::Vpc | KindOf::VpcCidr => {
                    if let Some(name) = vpc(&unit.stack) {
                        blocks.entry(name).or_default().extend(cidr(one, "CidrBlock"));
                    }
                }
                KindOf::TransitGatewayAssociation => {
                    let Some(table) = container_of(one).map(str::to_owned) else { continue };
                    let attachment = read(one, "TransitGatewayAttachmentId");
                    match attachment.and_then(|key| vpc(stacks.get(key)?)) {
                        Some(name) => {
                            users.entry(table).or_insert_with(BTreeSet::new).insert(name);
                        }
                        None => {
                            unknown.insert(table);
                        }
                    }
                }
                _ => {}
            }
        }
        users.retain(|table, _| !unknown.contains(table));
        // Ends that are no VPC have these names.
        blocks.retain(|name, _| !["site", "internet"].contains(&name.as_str()));
        Self { connected: connected(&old.record, &new.record), scopes, stacks, blocks, users }
    }

    fn scope(&self, stack: &str) -> &Scope {
        self.scopes.get(stack).unwrap_or(&Scope::Elsewhere)
    }

    /// The pairs that feel it while a resource does not work, and whether more passes then and nobody is cut.
    pub fn felt(&self, one: &ResourceDiff<'_>) -> (Vec<(String, String)>, bool) {
        let (scope, leaks) = (self.scope(&one.unit.stack), leaks(one));
        let felt = self.connected.iter().filter(|pair| !leaks && feels(pair, scope, one, self));
        let pairs: BTreeSet<(String, String)> = felt.map(|pair| (pair.from.join(", "), pair.to.join(", "))).collect();
        (pairs.into_iter().collect(), leaks)
    }
}

/// Whether more passes meanwhile, and nobody is cut: a list that drops gives way to one that does not.
fn leaks(one: &ResourceDiff<'_>) -> bool {
    let is_hole = |record: &ResourceRecord| target(record).is_none();
    match one.kind {
        KindOf::NetworkAclAssociation => true,
        // Whose packets a blackhole drops, nobody is connected there.
        KindOf::TransitGatewayRoute => [one.old, one.new].into_iter().flatten().any(is_hole),
        _ => false,
    }
}

fn feels(pair: &Pair, scope: &Scope, one: &ResourceDiff<'_>, all: &Ways) -> bool {
    let passes = |what: &str| pair.ways.iter().any(|way| way.split(", ").any(|part| part == what));
    let ends = |vpc: &str| pair.from.iter().chain(&pair.to).any(|end| end.split('/').next() == Some(vpc));
    let over = |word: &str| pair.ways.iter().any(|way| way.contains(word));
    let resource = one.new.or(one.old);
    let leads_to = |property: &str| resource.is_some_and(|one| read(one, property).is_some());
    let vpc = match scope {
        Scope::Hub(hub) => return passes(&format!("transit gateway {hub}")) && meets(pair, resource, all),
        Scope::Sites => return over("uplinks of site "),
        Scope::Site(site) => return passes(&format!("uplinks of site {site}")),
        Scope::Elsewhere => return false,
        Scope::Vpc(vpc) => vpc,
    };
    let (nat, firewall) = (passes(&format!("NAT of {vpc}")), passes(&format!("firewall {vpc}")));
    match one.kind {
        KindOf::NatGateway => nat,
        KindOf::Firewall | KindOf::FirewallPolicy | KindOf::FirewallRuleGroup => firewall,
        KindOf::TransitGatewayAssociation | KindOf::TransitGatewayAttachment | KindOf::TransitGatewayPropagation => {
            (ends(vpc) || nat || firewall) && over("transit gateway")
        }
        KindOf::RouteTableAssociation => !pair.own && (nat || firewall || of_tier(pair, resource)),
        KindOf::Route if leads_to("NatGatewayId") => nat,
        KindOf::Route if leads_to("TransitGatewayId") => (ends(vpc) || nat) && over("transit gateway"),
        KindOf::Route if leads_to("VpcPeeringConnectionId") => ends(vpc) && over("peering"),
        KindOf::VpcPeering => over("peering"),
        KindOf::VpcEndpoint => false,
        _ => ends(vpc) || nat || firewall,
    }
}

/// Whether packets of a pair, or the answers, may meet a route of a transit gateway: one end has its prefix, and the other one's
/// attachment, or that of a firewall or NAT gateway on the way, has its table. Sites may have any prefix and any table.
fn meets_route(pair: &Pair, route: &ResourceRecord, all: &Ways) -> bool {
    let (Some(block), Some(table)) = (destination(route), container_of(route)) else { return true };
    let has_prefix = |ends: &[String]| {
        ends.iter().any(|end| match all.blocks.get(vpc_of(end)) {
            Some(blocks) => blocks.iter().any(|own| own.overlaps(block)),
            None => end != "internet" || block.v4().is_none_or(|block| block.prefix() == 0),
        })
    };
    let Some(users) = all.users.get(table) else { return true };
    let on_way = |vpc: &String| {
        let parts = [format!("NAT of {vpc}"), format!("firewall {vpc}")];
        pair.ways.iter().any(|way| way.split(", ").any(|part| parts.iter().any(|own| own == part)))
    };
    let has_table = |ends: &[String]| {
        // What comes from the internet enters by a VPC that the way names.
        let is_known = |end: &str| end == "internet" || all.blocks.contains_key(vpc_of(end));
        let from = |end: &String| !is_known(end) || users.contains(vpc_of(end));
        ends.iter().any(from) || users.iter().any(on_way)
    };
    (has_prefix(&pair.to) && has_table(&pair.from)) || (has_prefix(&pair.from) && has_table(&pair.to))
}

/// Whether a pair passes the attachment that a resource of a transit gateway is about; of what is about none, nobody knows.
fn meets(pair: &Pair, resource: Option<&ResourceRecord>, all: &Ways) -> bool {
    if let Some(route) = resource.filter(|one| one.kind == KindOf::TransitGatewayRoute) {
        return meets_route(pair, route, all);
    }
    let is_row = |one: &&ResourceRecord| {
        matches!(one.kind, KindOf::TransitGatewayAssociation | KindOf::TransitGatewayPropagation)
    };
    let attachment = resource.filter(is_row).and_then(|one| read(one, "TransitGatewayAttachmentId"));
    let Some(stack) = attachment.and_then(|key| all.stacks.get(key)) else { return true };
    let passes = |word: &str| pair.ways.iter().any(|way| way.split(", ").any(|part| part.starts_with(word)));
    match all.scope(stack) {
        Scope::Site(site) => passes(&format!("uplinks of site {site}")),
        Scope::Sites | Scope::Hub(_) => passes("uplinks of site "),
        Scope::Vpc(_) | Scope::Elsewhere => true,
    }
}

/// Whether a subnet that a resource reads may be one of a pair's ends: the labels of both begin alike.
fn of_tier(pair: &Pair, resource: Option<&ResourceRecord>) -> bool {
    let Some(label) = resource.and_then(|one| read(one, "SubnetId")?.split_once('.').map(|(_, label)| label)) else {
        return false;
    };
    let begins = |end: &str| {
        let words = end.split(|sign: char| !sign.is_ascii_alphanumeric()).collect::<Vec<_>>().join("_");
        label.strip_prefix(&words).is_some_and(|rest| rest.starts_with('_'))
    };
    pair.from.iter().chain(&pair.to).any(|end| begins(end))
}

/// Ends that reach each other before and after, by the classes of the new network.
fn connected(old: &Record, new: &Record) -> Vec<Pair> {
    let mut class: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, members) in old.reach.classes.iter().enumerate() {
        class.extend(members.iter().map(|member| (member.as_str(), index)));
    }
    let rows: BTreeMap<(usize, usize, bool), &crate::record::ReachRow> =
        old.reach.rows.iter().map(|row| ((row.from, row.to, row.own), row)).collect();
    let mut pairs = Vec::new();
    for row in &new.reach.rows {
        let members = |index: usize| new.reach.classes.get(index).map(Vec::as_slice).unwrap_or_default();
        let there = |index: usize| -> BTreeMap<usize, Vec<String>> {
            let mut own: BTreeMap<usize, Vec<String>> = BTreeMap::new();
            for member in members(index) {
                if let Some(class) = class.get(member.as_str()) {
                    own.entry(*class).or_default().push(member.clone());
                }
            }
            own
        };
        for (from, from_members) in there(row.from) {
            for (to, to_members) in there(row.to) {
                let Some(was) = rows.get(&(from, to, row.own)) else { continue };
                // Ends of one VPC are in the other row.
                let vpcs: BTreeSet<&str> = from_members.iter().chain(&to_members).map(|end| vpc_of(end)).collect();
                if !row.own && vpcs.len() == 1 {
                    continue;
                }
                let both = row.ends.iter().filter_map(|end| {
                    let before = was.ends.iter().find(|other| other.family == end.family)?;
                    (end.passes && before.passes).then(|| [before.way.clone(), end.way.clone()])
                });
                for ways in both {
                    pairs.push(Pair { from: from_members.clone(), to: to_members.clone(), own: row.own, ways });
                }
            }
        }
    }
    pairs
}

fn vpc_of(end: &str) -> &str {
    end.split_once('/').map_or(end, |(vpc, _)| vpc)
}

fn scopes(old: &Compiled<'_>, new: &Compiled<'_>) -> BTreeMap<String, Scope> {
    let mut all = BTreeMap::new();
    for one in [old, new] {
        let (graph, network): (&Graph, &Network) = (&one.graph, one.network);
        for unit in graph.units() {
            let scope = match unit.owner {
                UnitOwner::Vpc(id) | UnitOwner::VpcPart(id, _) | UnitOwner::GroupRules(id, _) => {
                    Scope::Vpc(network.vpc(id).name.to_string())
                }
                UnitOwner::TheirPeering(id) | UnitOwner::TheirPeeringAccepter(id) => {
                    Scope::Vpc(network.vpc(network.peerings[id.0].requester).name.to_string())
                }
                UnitOwner::Peering { requester: id, .. }
                | UnitOwner::PeeringAccepter { accepter: id, .. }
                | UnitOwner::HubMember(_, id)
                | UnitOwner::MemberRoutes(_, id) => Scope::Vpc(network.vpc(id).name.to_string()),
                UnitOwner::Share(..)
                | UnitOwner::TierShare(..)
                | UnitOwner::ShareAccepter(..)
                | UnitOwner::RemoteAccess(_)
                | UnitOwner::Monitoring(_) => Scope::Elsewhere,
                UnitOwner::Hub(id) | UnitOwner::HubRoutes(id) | UnitOwner::HybridRouting(id) => {
                    Scope::Hub(network.hubs[id.0].name.to_string())
                }
                UnitOwner::Site(id) => Scope::Site(network.site(id).name.to_string()),
                UnitOwner::DirectConnectGateway(_) | UnitOwner::Connections => Scope::Sites,
            };
            all.insert(crate::cloudformation::stack_name(network, &unit.name), scope);
        }
    }
    all
}

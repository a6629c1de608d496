//! Who is cut in a step although connected before and after: from the effects of the step, and from the ways of both networks.

use std::collections::BTreeMap;

use super::{Compiled, Steps};
use crate::aws::{Dialect, Graph, KindOf, UnitOwner};
use crate::diff::{Effect, ResourceDiff, diff};
use crate::network::Network;
use crate::record::{Record, ResourceRecord};

/// A resource that interrupts, and who feels it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The resource: `transit_gateway_association.orders`.
    pub key: String,
    /// In which dialects.
    pub dialects: Vec<Dialect>,
    /// What happens.
    pub what: String,
    /// For about how long; what AWS says nobody knows.
    pub how_long: &'static str,
    /// Who: pairs of ends, each with all that are treated alike.
    pub pairs: Vec<(String, String)>,
}

/// Finds the cuts of every step.
pub(super) fn find(steps: &mut Steps, old: &Compiled<'_>, new: &Compiled<'_>) {
    let scopes = scopes(old, new);
    let connected = connected(&old.record, &new.record);
    for (step, records) in steps.list.iter_mut().zip(steps.records.windows(2)) {
        let found = diff(&records[0], &records[1]);
        step.cuts = found.resources.iter().filter_map(|one| cut(one, &scopes, &connected)).collect();
    }
}

/// Two ends that are connected before and after, and the ways.
struct Pair {
    from: Vec<String>,
    to: Vec<String>,
    ways: [String; 2],
}

/// Where a stack is on the ways of packets.
enum Scope {
    Vpc(String),
    Hub(String),
    Site(String),
    Elsewhere,
}

fn cut(one: &ResourceDiff<'_>, scopes: &BTreeMap<String, Scope>, connected: &[Pair]) -> Option<Cut> {
    let (mut dialects, mut whats) = (Vec::new(), Vec::new());
    for (dialect, effect) in one.effects.iter() {
        let Some(what) = gap(effect) else { continue };
        dialects.push(dialect);
        if !whats.contains(&what) {
            whats.push(what);
        }
    }
    if dialects.is_empty() || one.old.is_none() && !whats.iter().any(|what| what.starts_with("refused")) {
        return None;
    }
    let scope = scopes.get(&one.unit.stack).unwrap_or(&Scope::Elsewhere);
    let mut pairs: Vec<(String, String)> = connected
        .iter()
        .filter(|pair| feels(pair, scope, one.kind, one.old.or(one.new)))
        .map(|pair| (pair.from.join(", "), pair.to.join(", ")))
        .collect();
    pairs.sort();
    pairs.dedup();
    let is_felt = !pairs.is_empty() || whats.iter().any(|what| what.starts_with("refused"));
    is_felt.then(|| Cut { key: one.key.clone(), dialects, what: whats.join("; "), how_long: how_long(one.kind), pairs })
}

/// What is between the old and the new one, if traffic feels it.
fn gap(effect: &Effect) -> Option<String> {
    match effect {
        Effect::Interrupts { what } => Some(what.join("; ")),
        Effect::Replaces { meanwhile: Some(meanwhile), .. } | Effect::MayReplace { meanwhile: Some(meanwhile), .. } => {
            Some((*meanwhile).to_owned())
        }
        Effect::Refused { why, instead, .. } => Some(format!("refused: {why}; {instead}")),
        Effect::Replaces { .. }
        | Effect::MayReplace { .. }
        | Effect::Adds
        | Effect::Updates
        | Effect::Keeps
        | Effect::Removes => None,
    }
}

/// Kinds that no packet passes.
fn carries(kind: KindOf) -> bool {
    !matches!(
        kind,
        KindOf::Role
            | KindOf::RolePolicy
            | KindOf::LogGroup
            | KindOf::FlowLog
            | KindOf::FirewallLogging
            | KindOf::Topic
            | KindOf::TopicPolicy
            | KindOf::Subscription
            | KindOf::Alarm
            | KindOf::EventRule
            | KindOf::EventTarget
    )
}

fn feels(pair: &Pair, scope: &Scope, kind: KindOf, resource: Option<&ResourceRecord>) -> bool {
    let passes = |what: &str| pair.ways.iter().any(|way| way.split(", ").any(|part| part == what));
    let ends = |vpc: &str| pair.from.iter().chain(&pair.to).any(|end| end.split('/').next() == Some(vpc));
    let over = |word: &str| pair.ways.iter().any(|way| way.contains(word));
    if !carries(kind) {
        return false;
    }
    match scope {
        Scope::Hub(hub) => passes(&format!("transit gateway {hub}")),
        Scope::Site(site) => passes(&format!("uplinks of site {site}")),
        Scope::Elsewhere => false,
        Scope::Vpc(vpc) => {
            let nat = passes(&format!("NAT of {vpc}"));
            let firewall = passes(&format!("firewall {vpc}"));
            match kind {
                KindOf::NatGateway => nat,
                KindOf::Firewall | KindOf::FirewallPolicy | KindOf::FirewallRuleGroup => firewall,
                KindOf::TransitGatewayAssociation | KindOf::TransitGatewayAttachment | KindOf::TransitGatewayPropagation => {
                    (ends(vpc) || nat || firewall) && over("transit gateway")
                }
                KindOf::Route if leads_to(resource, "NatGatewayId") => nat,
                KindOf::Route if leads_to(resource, "TransitGatewayId") => (ends(vpc) || nat) && over("transit gateway"),
                _ => ends(vpc) || nat || firewall,
            }
        }
    }
}

fn leads_to(resource: Option<&ResourceRecord>, property: &str) -> bool {
    resource.is_some_and(|one| super::view::read(one, property).is_some())
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
                let both = row.ends.iter().filter_map(|end| {
                    let before = was.ends.iter().find(|other| other.family == end.family)?;
                    (end.passes && before.passes).then(|| [before.way.clone(), end.way.clone()])
                });
                for ways in both {
                    pairs.push(Pair { from: from_members.clone(), to: to_members.clone(), ways });
                }
            }
        }
    }
    pairs
}

fn scopes(old: &Compiled<'_>, new: &Compiled<'_>) -> BTreeMap<String, Scope> {
    let mut all = BTreeMap::new();
    for one in [old, new] {
        let (graph, network): (&Graph, &Network) = (&one.graph, one.network);
        for unit in graph.units() {
            let scope = match unit.owner {
                UnitOwner::Vpc(id) | UnitOwner::VpcPart(id, _) => Scope::Vpc(network.vpc(id).name.to_string()),
                UnitOwner::Peering { requester, .. } => Scope::Vpc(network.vpc(requester).name.to_string()),
                UnitOwner::GroupRules(id, _) => Scope::Vpc(network.vpc(id).name.to_string()),
                UnitOwner::Hub(id) | UnitOwner::HubRoutes(id) | UnitOwner::HybridRouting(id) => {
                    Scope::Hub(network.hubs[id.0].name.to_string())
                }
                UnitOwner::Site(id) => Scope::Site(network.site(id).name.to_string()),
                UnitOwner::DirectConnectGateway(_) => Scope::Elsewhere,
            };
            all.insert(crate::cloudformation::stack_name(network, &unit.name), scope);
        }
    }
    all
}

/// For about how long a kind is down that is replaced or changed under traffic: seen in practice, promised by nobody.
fn how_long(kind: KindOf) -> &'static str {
    match kind {
        KindOf::TransitGatewayAssociation => "30 seconds to 2 minutes",
        KindOf::TransitGatewayRoute | KindOf::TransitGatewayPropagation => "seconds to 2 minutes",
        KindOf::RouteTableAssociation | KindOf::NetworkAclAssociation | KindOf::NetworkAclEntry => "seconds",
        KindOf::Route => "seconds; open flows begin anew",
        KindOf::NatGateway => "2 to 5 minutes",
        KindOf::TransitGatewayAttachment => "1 to 2 minutes",
        KindOf::Firewall => "5 to 10 minutes",
        KindOf::FirewallPolicy | KindOf::FirewallRuleGroup => "seconds, for new flows",
        KindOf::VpnConnection => "2 to 6 minutes for each tunnel; another connection has other outside addresses and keys",
        KindOf::CustomerGateway => "as long as the tunnels of its connections are down",
        KindOf::PrivateVirtualInterface | KindOf::TransitVirtualInterface => "1 to 3 minutes, and until BGP is up again",
        KindOf::DirectConnectAssociation => "10 to 20 minutes",
        KindOf::VpcEndpoint => "1 to 2 minutes",
        _ => "as long as the deployment takes",
    }
}

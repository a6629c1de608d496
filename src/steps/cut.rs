//! Who is cut in a step although connected before and after: from the effects of the step, and from the ways of both networks.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::absent;
use super::moves::COPIES;
use super::view::{read, target};
use super::{Compiled, Steps};
use crate::aws::{Dialect, Graph, KindOf, UnitOwner};
use crate::diff::{Effect, ResourceDiff, diff};
use crate::network::Network;
use crate::record::{Record, ResourceRecord};

/// Resources that interrupt in one way, and who feels it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The resources: `transit_gateway_association.orders`.
    pub keys: Vec<String>,
    /// In which dialects.
    pub dialects: Vec<Dialect>,
    /// What happens.
    pub what: String,
    /// For about how long; what AWS says nobody knows.
    pub how_long: Cow<'static, str>,
    /// Who: pairs of ends, each with all that are treated alike. Nobody where AWS refuses the deployment, or where more passes than should.
    pub pairs: Vec<(String, String)>,
}

/// Finds the cuts of every step.
pub(super) fn find(steps: &mut Steps, old: &Compiled<'_>, new: &Compiled<'_>) {
    let ways = Ways::of(old, new);
    let absent = absent::find(steps, &ways);
    for ((step, records), absent) in steps.list.iter_mut().zip(steps.records.windows(2)).zip(absent) {
        let found = diff(&records[0], &records[1]);
        let copies = copies(&records[0]);
        let all =
            found.resources.iter().filter(|one| !stands_in(one, &copies) && !absent::is_vacated(one, &records[0]));
        for one in all.filter_map(|one| cut(one, &ways)) {
            let alike = |other: &&mut Cut| {
                let (keys, others) = (&one.keys, &other.keys);
                let kind = |keys: &[String]| keys.first().and_then(|key| key.split('.').next().map(str::to_owned));
                kind(keys) == kind(others)
                    && Cut { keys: others.clone(), pairs: other.pairs.clone(), ..one.clone() } == **other
            };
            match step.cuts.iter_mut().find(alike) {
                Some(other) => {
                    other.keys.extend(one.keys);
                    other.pairs.extend(one.pairs);
                    other.pairs.sort();
                    other.pairs.dedup();
                }
                None => step.cuts.push(one),
            }
        }
        step.cuts.extend(halves(&step.switches, &ways.connected));
        step.cuts.extend(absent);
    }
}

/// Pairs that begin or cease to pass a firewall: resource by resource, and stack by stack, traffic is led there or away.
fn halves(switches: &[String], connected: &[Pair]) -> Option<Cut> {
    let firewalls = |way: &String| {
        way.split(", ").filter(|part| part.starts_with("firewall ")).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let moves = |pair: &&Pair| firewalls(&pair.ways[0]) != firewalls(&pair.ways[1]);
    let pairs: BTreeSet<(String, String)> =
        connected.iter().filter(moves).map(|pair| (pair.from.join(", "), pair.to.join(", "))).collect();
    (!switches.is_empty() && !pairs.is_empty()).then(|| Cut {
        keys: switches.to_vec(),
        dialects: vec![Dialect::CloudFormation, Dialect::Terraform],
        what: "a firewall drops a flow of which it sees one half: new flows until all of these are done, and those that are open then".to_owned(),
        how_long: "seconds in Terraform, from the first of these stacks to the last in CloudFormation".into(),
        pairs: pairs.into_iter().collect(),
    })
}

/// The copies of a step, by key.
fn copies(record: &Record) -> BTreeSet<String> {
    let all = record.units.iter().flat_map(|unit| &unit.resources);
    all.map(ResourceRecord::key).filter(|key| COPIES.iter().any(|word| key.ends_with(word))).collect()
}

/// Whether copies do what a resource does while it is not there.
fn stands_in(one: &ResourceDiff<'_>, copies: &BTreeSet<String>) -> bool {
    let has = |word: &str| copies.contains(&format!("{}{word}", one.key));
    let [lower, upper, entry] = COPIES;
    (has(lower) && has(upper)) || has(entry)
}

/// Two ends that are connected before and after, and the ways.
struct Pair {
    from: Vec<String>,
    to: Vec<String>,
    /// Whether both are in one VPC.
    own: bool,
    ways: [String; 2],
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
    connected: Vec<Pair>,
}

impl Ways {
    fn of(old: &Compiled<'_>, new: &Compiled<'_>) -> Self {
        let units = old.record.units.iter().chain(&new.record.units);
        let stacks = units.flat_map(|unit| unit.resources.iter().map(|one| (one.key(), unit.stack.clone()))).collect();
        Self { scopes: scopes(old, new), stacks, connected: connected(&old.record, &new.record) }
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

fn cut(one: &ResourceDiff<'_>, ways: &Ways) -> Option<Cut> {
    let (mut dialects, mut whats, mut refused) = (Vec::new(), Vec::new(), false);
    for (dialect, effect) in one.effects.iter() {
        let Some(what) = gap(effect) else { continue };
        refused |= matches!(effect, Effect::Refused { .. });
        dialects.push(dialect);
        if !whats.contains(&what) {
            whats.push(what);
        }
    }
    if dialects.is_empty() || (one.old.is_none() && !refused) || !carries(one.kind) && !refused {
        return None;
    }
    let (pairs, leaks) = ways.felt(one);
    let is_felt = !pairs.is_empty() || refused || leaks;
    let keys = vec![one.key.clone()];
    is_felt.then(|| Cut { keys, dialects, what: whats.join("; "), how_long: how_long(one.kind).into(), pairs })
}

/// Whether more passes meanwhile, and nobody is cut: a list that drops gives way to one that does not.
fn leaks(one: &ResourceDiff<'_>) -> bool {
    let is_hole = |record: &ResourceRecord| target(record).is_none();
    match one.kind {
        KindOf::NetworkAclAssociation => true,
        KindOf::TransitGatewayRoute => one.new.is_some_and(is_hole),
        _ => false,
    }
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

/// Whether packets pass what is of a kind, or need it.
pub(super) fn carries(kind: KindOf) -> bool {
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

/// Whether a pair passes the attachment that a resource of a transit gateway is about; of what is about none, nobody knows.
fn meets(pair: &Pair, resource: Option<&ResourceRecord>, all: &Ways) -> bool {
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
                UnitOwner::Peering { requester, .. } => Scope::Vpc(network.vpc(requester).name.to_string()),
                UnitOwner::Hub(id) | UnitOwner::HubRoutes(id) | UnitOwner::HybridRouting(id) => {
                    Scope::Hub(network.hubs[id.0].name.to_string())
                }
                UnitOwner::Site(id) => Scope::Site(network.site(id).name.to_string()),
                UnitOwner::DirectConnectGateway(_) => Scope::Sites,
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
        KindOf::TransitGatewayAttachment | KindOf::VpcEndpoint => "1 to 2 minutes",
        KindOf::Firewall => "5 to 10 minutes",
        KindOf::FirewallPolicy | KindOf::FirewallRuleGroup => "seconds, for new flows",
        KindOf::VpnConnection => {
            "2 to 6 minutes for each tunnel, unless other uplinks of the site carry it; under a new name in the document the new one comes first"
        }
        KindOf::CustomerGateway => "as long as the tunnels of its connections are down",
        KindOf::PrivateVirtualInterface | KindOf::TransitVirtualInterface => {
            "1 to 3 minutes, and until BGP is up again"
        }
        KindOf::DirectConnectAssociation => "10 to 20 minutes",
        _ => "as long as the deployment takes",
    }
}

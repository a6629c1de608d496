//! What packets, addresses and routers notice of a change.

use std::collections::BTreeSet;

use super::effect::Effect;
use super::parts::{PartChange, parts};
use super::reach::reach;
use super::renamed::Renamed;
use super::resource::ResourceDiff;
use super::router::{RouterDiff, routers};
use crate::aws::KindOf;
use crate::record::{QuotaRecord, Record, ResourceRecord};

/// What differs between two networks, apart from their resources.
#[derive(Debug, Default)]
pub struct NetworkDiff<'r> {
    /// Pairs of classes whose reach differs.
    pub reach: Vec<ReachChange<'r>>,
    /// Addresses of sites whose reach differs, and what security groups allow otherwise.
    pub parts: Vec<PartChange>,
    /// The stacks that change the way of a pair, where it takes several: CloudFormation deploys them one after the other, and from the first
    /// to the last of them packets may meet half of each way.
    pub between: Vec<&'r str>,
    /// Addresses that came, went or moved, by lock path.
    pub addresses: Vec<AddressChange<'r>>,
    /// Rules that admit everybody and did not before.
    pub openings: Vec<Opening<'r>>,
    /// Routers of sites whose configuration differs.
    pub routers: Vec<RouterDiff<'r>>,
    /// Kinds of what AWS bills by the hour whose number differs.
    pub billed: Vec<Billed>,
    /// Elastic IPs that come (`true`) and go, by resource: what the internet sees of the network.
    pub egress: Vec<(bool, String)>,
    /// Quotas whose use differs and of which half is used or more.
    pub quotas: Vec<QuotaChange<'r>>,
}

/// How the reach of ends changes that were, and are, treated alike.
#[derive(Debug, PartialEq, Eq)]
pub struct ReachChange<'r> {
    /// Who opens connections.
    pub from: Vec<&'r str>,
    /// Who accepts them.
    pub to: Vec<&'r str>,
    /// Whether both are in one VPC.
    pub own: bool,
    /// `ipv4`
    pub family: &'r str,
    /// In what way.
    pub kind: ReachKind,
    /// What passed before, or the first obstacle; the way, where only that differs. Empty where one of the ends was not there.
    pub before: &'r str,
    /// The same of now.
    pub after: &'r str,
}

impl ReachChange<'_> {
    /// Whether flows that are open break: a firewall drops what it did not see begin, and a translation is of one gateway.
    #[must_use]
    pub fn breaks_flows(&self) -> bool {
        let stateful = |way: &str| {
            let parts = way.split(", ").filter(|part| part.starts_with("firewall ") || part.starts_with("NAT of "));
            parts.map(str::to_owned).collect::<Vec<String>>()
        };
        self.kind == ReachKind::Way && stateful(self.before) != stateful(self.after)
    }
}

/// The way in which reach changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReachKind {
    /// Nothing passes any more, of two ends that are still there.
    Loses,
    /// Something passes that did not.
    Gains,
    /// Other ports pass.
    Changes,
    /// It takes another way.
    Way,
    /// One of the ends is new.
    New,
    /// One of the ends is gone.
    Gone,
}

/// An address that came, went or moved.
#[derive(Debug, PartialEq, Eq)]
pub struct AddressChange<'r> {
    /// The lock path.
    pub path: &'r str,
    /// What it had.
    pub before: Option<&'r str>,
    /// What it has.
    pub after: Option<&'r str>,
}

/// A rule that admits everybody.
#[derive(Debug, PartialEq, Eq)]
pub struct Opening<'r> {
    /// The rule's resource.
    pub key: String,
    /// What it admits: its lines.
    pub what: Vec<&'r str>,
}

/// How many of a kind there were and are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Billed {
    /// `NAT gateways`
    pub what: &'static str,
    /// Before.
    pub before: usize,
    /// After.
    pub after: usize,
}

/// A quota whose use differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaChange<'r> {
    /// Before; none where less than half of it was used.
    pub before: Option<&'r QuotaRecord>,
    /// After.
    pub after: &'r QuotaRecord,
}

/// Kinds of which each is billed by the hour.
/// <https://aws.amazon.com/vpc/pricing/>, <https://aws.amazon.com/transit-gateway/pricing/>
const BILLED: [(KindOf, &str); 8] = [
    (KindOf::NatGateway, "NAT gateways"),
    (KindOf::Eip, "public IPv4 addresses"),
    (KindOf::TransitGatewayAttachment, "transit gateway attachments of VPCs"),
    (KindOf::Firewall, "firewall endpoints"),
    (KindOf::VpnConnection, "VPN connections"),
    (KindOf::VpcEndpoint, "interfaces of interface endpoints"),
    (KindOf::ResolverEndpoint, "Resolver endpoints"),
    (KindOf::Profile, "Route 53 profiles"),
];

impl<'r> NetworkDiff<'r> {
    pub(super) fn of(
        old: &'r Record,
        new: &'r Record,
        (resources, renamed): (&[ResourceDiff<'r>], &[Renamed]),
    ) -> Self {
        let reach = reach(&old.reach, &new.reach);
        let takes_other = reach.iter().any(|one| one.kind == ReachKind::Way);
        Self {
            between: if takes_other { between(resources) } else { Vec::new() },
            reach,
            parts: parts(&old.reach, &new.reach),
            addresses: addresses(old, new),
            openings: resources.iter().filter_map(opening).collect(),
            routers: routers(&old.routers, &new.routers),
            billed: BILLED.iter().filter_map(|kind| billed(old, new, resources, *kind)).collect(),
            egress: resources.iter().filter_map(egress).collect(),
            quotas: new.quotas.iter().filter_map(|after| quota(old, after, renamed)).collect(),
        }
    }

    /// In what ways the reach of ends and of their parts differs, one for each pair.
    pub fn kinds(&self) -> impl Iterator<Item = ReachKind> + '_ {
        self.reach.iter().map(|one| one.kind).chain(self.parts.iter().map(|one| one.kind))
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { reach, parts, between: _, addresses, openings, routers, billed, egress, quotas } = self;
        let seen =
            reach.is_empty() && parts.is_empty() && openings.is_empty() && routers.is_empty() && egress.is_empty();
        seen && addresses.is_empty() && billed.is_empty() && quotas.is_empty()
    }
}

/// Kinds that decide where a packet goes on, and which of them a firewall lets pass.
const LEADS: [KindOf; 7] = [
    KindOf::Route,
    KindOf::TransitGatewayRoute,
    KindOf::TransitGatewayPropagation,
    KindOf::TransitGatewayAssociation,
    KindOf::TransitGatewayAttachment,
    KindOf::FirewallPolicy,
    KindOf::FirewallRuleGroup,
];

/// The stacks with a change of what leads packets; none where it is one alone.
fn between<'r>(resources: &[ResourceDiff<'r>]) -> Vec<&'r str> {
    let leads = |one: &&ResourceDiff<'_>| LEADS.contains(&one.kind) && one.effects.cloudformation.is_some();
    let mut stacks: Vec<&str> = Vec::new();
    for stack in resources.iter().filter(leads).flat_map(|one| one.from.into_iter().chain([one.unit])) {
        if !stacks.contains(&stack.stack.as_str()) {
            stacks.push(&stack.stack);
        }
    }
    if stacks.len() > 1 { stacks } else { Vec::new() }
}

/// An elastic IP that comes or goes; one that is kept still goes from what sends.
fn egress(one: &ResourceDiff<'_>) -> Option<(bool, String)> {
    if one.kind != KindOf::Eip || (one.old.is_some() && one.new.is_some()) {
        return None;
    }
    Some((one.new.is_some(), one.key.clone()))
}

fn quota<'r>(old: &'r Record, after: &'r QuotaRecord, renamed: &[Renamed]) -> Option<QuotaChange<'r>> {
    // Quotas alone are about what the document calls a thing.
    let now = |name: &str| renamed.iter().fold(name.to_owned(), |name, one| one.text(&name));
    let before = old.quotas.iter().find(|one| one.name == after.name || now(&one.name) == after.name);
    let used = |one: &QuotaRecord| (one.used, one.limit);
    (before.map(used) != Some(used(after))).then_some(QuotaChange { before, after })
}

fn addresses<'r>(old: &'r Record, new: &'r Record) -> Vec<AddressChange<'r>> {
    let (old, new) = (old.addresses(), new.addresses());
    let paths: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let all = paths.into_iter();
    let all = all.map(|path| AddressChange { path, before: old.get(path).copied(), after: new.get(path).copied() });
    all.filter(|one| one.before != one.after).collect()
}

/// What is kept is billed as before.
fn billed(
    old: &Record,
    new: &Record,
    resources: &[ResourceDiff<'_>],
    (kind, what): (KindOf, &'static str),
) -> Option<Billed> {
    let count = |record: &Record| {
        let all = record.units.iter().flat_map(|unit| &unit.resources);
        all.filter(|one| one.kind == kind).map(weight).sum::<usize>()
    };
    let keeps = |one: &&ResourceDiff<'_>| one.effects.iter().any(|(_, effect)| *effect == Effect::Keeps);
    let kept = resources.iter().filter(|one| one.kind == kind).filter(keeps).filter_map(|one| one.old);
    let (before, after) = (count(old), count(new) + kept.map(weight).sum::<usize>());
    (before != after).then_some(Billed { what, before, after })
}

/// How often a resource is billed: once, or for each of its subnets.
fn weight(one: &ResourceRecord) -> usize {
    let subnets = |name: &str| {
        let facts = one.facts.iter().filter(|fact| fact.cloudformation.as_deref() == Some(name));
        facts.map(|fact| fact.lines.len()).sum()
    };
    match one.kind {
        // A gateway endpoint has no subnets, and no price.
        KindOf::VpcEndpoint => subnets("SubnetIds"),
        KindOf::Firewall => subnets("SubnetMappings"),
        _ => 1,
    }
}

/// The lines of a rule that admits everybody now.
fn opening<'r>(one: &ResourceDiff<'r>) -> Option<Opening<'r>> {
    if !matches!(one.kind, KindOf::IngressRule | KindOf::InlineIngressRule) {
        return None;
    }
    let lines = |resource: &'r ResourceRecord| {
        let all = resource.facts.iter().flat_map(|fact| fact.lines.iter().map(String::as_str));
        all.collect::<Vec<&str>>()
    };
    let admits = |lines: &[&str]| lines.iter().any(|line| is_everybody(line));
    let after = lines(one.new?);
    let before = one.old.map(lines).unwrap_or_default();
    if !admits(&after) || before == after {
        return None;
    }
    Some(Opening { key: one.key.clone(), what: rule_words(one.new?) })
}

/// Whether a line ends with a block of so many addresses that two or a few of them are all: larger than a /8, or a /16 of IPv6.
fn is_everybody(line: &str) -> bool {
    let last = line.rsplit([' ', ',']).next().unwrap_or_default();
    let Some((address, length)) = last.split_once('/') else { return false };
    let most = if address.contains(':') { 16 } else { 8 };
    address.contains(['.', ':']) && length.parse::<u8>().is_ok_and(|length| length < most)
}

/// What a rule admits: protocol, ports and peer.
fn rule_words(rule: &ResourceRecord) -> Vec<&str> {
    const NAMES: [&str; 5] = ["IpProtocol", "FromPort", "ToPort", "CidrIp", "CidrIpv6"];
    let of = |name: &str| {
        let fact = rule.facts.iter().find(|fact| fact.cloudformation.as_deref() == Some(name))?;
        fact.lines.first().map(String::as_str)
    };
    let words: Vec<&str> = NAMES.iter().filter_map(|name| of(name)).collect();
    if words.is_empty() {
        return rule.facts.iter().flat_map(|fact| fact.lines.iter().map(String::as_str)).collect();
    }
    words
}

/// Whether a change of a kind is one of who may do what.
#[must_use]
pub fn is_security(kind: KindOf) -> bool {
    matches!(
        kind,
        KindOf::IngressRule
            | KindOf::EgressRule
            | KindOf::InlineIngressRule
            | KindOf::InlineEgressRule
            | KindOf::SecurityGroup
            | KindOf::DefaultSecurityGroup
            | KindOf::NetworkAcl
            | KindOf::NetworkAclEntry
            | KindOf::NetworkAclAssociation
            | KindOf::FirewallRuleGroup
            | KindOf::FirewallPolicy
            | KindOf::Role
            | KindOf::RolePolicy
            | KindOf::PeerRole
            | KindOf::PrincipalAssociation
            | KindOf::TopicPolicy
            | KindOf::FlowLog
            | KindOf::LogGroup
            | KindOf::FirewallLogging
    )
}

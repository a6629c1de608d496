//! Answers: the flows of all zones and families, equal ones together.

use super::end::Hosts;
use super::ports::{Passing, passing};
use super::question::Question;
use crate::network::{VpcId, Zone};
use crate::plan::fabric::packet::Family;
use crate::plan::fabric::walk::{Flow, Hop, Host, Place, Trace, Walker};

/// The whole answer, for an exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Every zone and every family that both ends have passes.
    Yes,
    /// Some pass.
    InPart,
    /// None passes.
    No,
}

impl Verdict {
    /// `in part`
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::InPart => "in part",
            Self::No => "no",
        }
    }
}

/// The flow between two hosts.
#[derive(Clone, Debug)]
pub struct Case {
    /// The host that opens the connection.
    pub from: Host,
    /// The host that accepts it.
    pub to: Host,
    /// What happens.
    pub flow: Flow,
    /// What passes, where the question names no protocol.
    pub passing: Option<Passing>,
}

impl Case {
    /// Whether request and reply arrive; without a protocol, whether anything does.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.passing.as_ref().map_or_else(|| self.flow.passes(), |passing| !passing.is_empty())
    }
}

/// Cases that differ in nothing but their zones.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The family.
    pub family: Family,
    /// Where the connection begins: `shop/app`, or the question's word.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// The zones of both ends; none for an end outside VPCs.
    pub zones: Vec<(Option<Zone>, Option<Zone>)>,
    /// The first case, which stands for all.
    pub case: Case,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Outcomes; those that do not pass come first.
    pub outcomes: Vec<Outcome>,
    /// What the answer takes for granted.
    pub notes: Vec<String>,
}

impl Answer {
    /// Whether all pass.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let passes = self.outcomes.iter().filter(|outcome| outcome.case.passes()).count();
        match passes {
            0 => Verdict::No,
            _ if passes == self.outcomes.len() => Verdict::Yes,
            _ => Verdict::InPart,
        }
    }
}

/// Walks all zones of both ends in some families.
#[must_use]
pub fn answer(walker: &Walker<'_>, question: &Question, families: &[Family]) -> Answer {
    let vpcs: Vec<VpcId> = [&question.from, &question.to].into_iter().filter_map(super::End::vpc).collect();
    let mut outcomes: Vec<Outcome> = Vec::new();
    for family in families {
        let to = question.to.hosts(walker, *family, &vpcs);
        for from in question.from.hosts(walker, *family, &vpcs) {
            for to in &to {
                let case = case(walker, question, &from, to, *family);
                add(&mut outcomes, walker, question, *family, case);
            }
        }
    }
    outcomes.sort_by_key(|outcome| outcome.case.passes());
    let mut notes = notes(walker, question);
    notes.extend(asked(walker, &outcomes));
    Answer { outcomes, notes }
}

fn case(walker: &Walker<'_>, question: &Question, from: &Host, to: &Host, family: Family) -> Case {
    let (flow, passing) = if let Some(what) = question.what {
        (walker.flow(from, to, what.transport(family)), None)
    } else {
        let (flow, passing) = passing(walker, from, to, family);
        (flow, Some(passing))
    };
    Case { from: *from, to: *to, flow, passing }
}

fn add(outcomes: &mut Vec<Outcome>, walker: &Walker<'_>, question: &Question, family: Family, case: Case) {
    let zone = |host: &Host| host.subnet().map(|subnet| subnet.zone);
    let zones = (zone(&case.from), zone(&case.to));
    let (from, to) = (label(walker, &case.from, &question.from.text), label(walker, &case.to, &question.to.text));
    let equal = outcomes
        .iter_mut()
        .find(|one| one.family == family && one.from == from && one.to == to && alike(&one.case, &case));
    match equal {
        Some(one) if one.zones.contains(&zones) => {}
        Some(one) => one.zones.push(zones),
        None => outcomes.push(Outcome { family, from, to, zones: vec![zones], case }),
    }
}

/// `shop/app`, `shop/app:web`, or the words of the question.
fn label(walker: &Walker<'_>, host: &Host, asked: &str) -> String {
    let Place::Interface(subnet, group) = host.place else { return asked.to_owned() };
    let vpc = walker.plan().network.vpc(subnet.vpc);
    let group = group.map(|group| format!(":{}", vpc.groups[group.0].name)).unwrap_or_default();
    format!("{}/{}{group}", vpc.name, vpc.tier(subnet.tier).name)
}

/// Whether two cases differ in nothing but zones.
fn alike(one: &Case, other: &Case) -> bool {
    let device = |hop: &Hop, case: &Case| {
        let own = case.from.subnet().or(case.to.subnet()).map(|subnet| subnet.zone);
        let is_device = hop.at.starts_with("nat ") || hop.at.starts_with("firewall ");
        hop.zone.filter(|zone| is_device && Some(*zone) != own)
    };
    let traces = |one_trace: &Trace, other_trace: &Trace| {
        let hops = one_trace.hops.iter().zip(&other_trace.hops);
        let obstacles = one_trace.obstacles.iter().zip(&other_trace.obstacles);
        one_trace.hops.len() == other_trace.hops.len()
            && one_trace.obstacles.len() == other_trace.obstacles.len()
            && one_trace.arrived == other_trace.arrived
            && hops
                .into_iter()
                .all(|(a, b)| a.at == b.at && a.what == b.what && a.why == b.why && device(a, one) == device(b, other))
            && obstacles.into_iter().all(|(a, b)| (a.kind, &a.at, a.rule, &a.what) == (b.kind, &b.at, b.rule, &b.what))
    };
    one.passing == other.passing
        && one.flow.some_ports == other.flow.some_ports
        && traces(&one.flow.there, &other.flow.there)
        && traces(&one.flow.back, &other.flow.back)
}

/// What the answer takes for granted.
/// What the owners of other teams' transit gateways on the way have to do first.
fn asked(walker: &Walker<'_>, outcomes: &[Outcome]) -> Vec<String> {
    let passed = |name: &str| {
        let hops =
            outcomes.iter().flat_map(|one| [&one.case.flow.there, &one.case.flow.back]).flat_map(|trace| &trace.hops);
        hops.filter_map(|hop| hop.at.split_once(':')).any(|(gateway, _)| gateway == name)
    };
    let theirs = walker.plan().network.hubs.iter().filter(|hub| hub.is_theirs() && passed(hub.name.shown()));
    theirs
        .map(|hub| {
            format!("what is said of `{0}` holds once its owner did what docs/requests/{0}.md asks for", hub.name)
        })
        .collect()
}

fn notes(walker: &Walker<'_>, question: &Question) -> Vec<String> {
    let network = walker.plan().network;
    let mut notes = Vec::new();
    for end in [&question.from, &question.to] {
        if end.lacks_group(network) {
            let vpc = end.vpc().map(|vpc| network.vpc(vpc));
            let group = vpc.and_then(|vpc| vpc.groups.first()).map(|group| group.name.to_string()).unwrap_or_default();
            let path = end.text.split(':').next().unwrap_or_default();
            notes.push(format!("security groups of `{path}` are not evaluated; name one: `{path}:{group}`"));
        }
    }
    notes.dedup();
    for end in [&question.from, &question.to] {
        if let Hosts::Peer(id, _) = end.hosts {
            let peering = &network.peerings[id.0];
            let blocks: Vec<String> =
                walker.plan().vpcs[peering.requester.0].routable().map(|one| one.to_string()).collect();
            let (vpc, name) = (network.called(peering.accepter.as_ref()), peering.name.as_str());
            notes.push(format!(
                "what the owner of {vpc} has to have is taken for granted: routes to {} by peering `{}`, network ACLs and security groups \
                 (docs/requests/peerings/{name}.md)",
                blocks.join(", "),
                peering.name
            ));
        }
    }
    notes
}

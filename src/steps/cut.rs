//! Who is cut in a step although connected before and after: from the effects of the step, and from the ways of both networks.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::absent;
use super::moves::COPIES;
use super::view::read;
use super::ways::{Pair, Ways};
use super::{Compiled, Steps};
use crate::aws::{Dialect, KindOf};
use crate::diff::{Effect, ResourceDiff, diff};
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

fn cut(one: &ResourceDiff<'_>, ways: &Ways) -> Option<Cut> {
    let (mut dialects, mut whats, mut refused, mut only_refused) = (Vec::new(), Vec::new(), false, true);
    for (dialect, effect) in one.effects.iter() {
        let Some(what) = gap(one, effect) else { continue };
        let is_refused = matches!(effect, Effect::Refused { .. });
        refused |= is_refused;
        only_refused &= is_refused;
        dialects.push(dialect);
        if !whats.contains(&what) {
            whats.push(what);
        }
    }
    if dialects.is_empty() || (one.old.is_none() && !refused) || !carries(one.kind) && !refused {
        return None;
    }
    // Where a deployment is refused and nothing else happens, what there is works on.
    let (pairs, leaks) = if only_refused || !carries(one.kind) { (Vec::new(), false) } else { ways.felt(one) };
    let is_felt = !pairs.is_empty() || refused || leaks;
    let keys = vec![one.key.clone()];
    is_felt.then(|| Cut { keys, dialects, what: whats.join("; "), how_long: how_long(one).into(), pairs })
}

/// What the keys of attachments of VPCs begin with.
const VPC: &str = "transit_gateway_attachment.";

/// What is between the old and the new one, if traffic feels it.
fn gap(one: &ResourceDiff<'_>, effect: &Effect) -> Option<String> {
    let reads = |property: &str| [one.old, one.new].map(|one| one.and_then(|one| read(one, property)));
    match effect {
        Effect::Interrupts { .. } if one.kind == KindOf::Route && !reads("TransitGatewayId").contains(&None) => Some(
            "open flows break where the new transit gateway has other firewalls or NAT gateways behind it".to_owned(),
        ),
        Effect::Interrupts { what } => Some(what.join("; ")),
        // What a document can do about it helps only where the table alone is another one.
        Effect::Replaces { meanwhile: Some(meanwhile), .. } if one.kind == KindOf::TransitGatewayAssociation => {
            let [old, new] = reads("TransitGatewayRouteTableId");
            let vpc = reads("TransitGatewayAttachmentId").into_iter().flatten().all(|key| key.starts_with(VPC));
            let short = meanwhile.split("; where AWS refuses").next().unwrap_or(meanwhile);
            Some(if old != new && vpc { *meanwhile } else { short }.to_owned())
        }
        Effect::Replaces { meanwhile: Some(meanwhile), .. } | Effect::MayReplace { meanwhile: Some(meanwhile), .. } => {
            Some((*meanwhile).to_owned())
        }
        Effect::RemovesEarly { meanwhile } => Some(meanwhile.clone()),
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
            | KindOf::CompositeAlarm
            | KindOf::Dashboard
            | KindOf::QueryDefinition
            | KindOf::EventRule
            | KindOf::EventTarget
    )
}

/// For about how long a kind is down that is replaced or changed under traffic: seen in practice, promised by nobody.
fn how_long(one: &ResourceDiff<'_>) -> String {
    let usual = one.effects.iter().map(|(_, effect)| one.lasts(effect)).find(|lasts| !lasts.is_empty());
    let usual = usual.unwrap_or(match one.kind {
        KindOf::TransitGatewayAttachment | KindOf::VpcEndpoint => "1 to 2 minutes",
        KindOf::Firewall => "5 to 10 minutes",
        KindOf::FirewallPolicy | KindOf::FirewallRuleGroup => "seconds, for new flows",
        KindOf::CustomerGateway => "as long as the tunnels of its connections are down",
        _ => "as long as the deployment takes",
    });
    match one.kind {
        KindOf::VpnConnection => format!(
            "{usual}, unless other uplinks of the site carry it; under a new name in the document the new one comes first"
        ),
        _ => usual.to_owned(),
    }
}

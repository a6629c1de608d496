//! Ports that pass, for a question that names no protocol.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::net::Ports;
use crate::network::{Protocol, VpcId};
use crate::plan::AclProtocol;
use crate::plan::fabric::packet::{Family, Transport};
use crate::plan::fabric::walk::{Flow, Host, Trace, Walker, starts};

/// What passes there and back.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Passing {
    /// TCP ports, as ranges in order: `443`, `1024-65535`.
    #[serde(serialize_with = "texts")]
    pub tcp: Vec<Ports>,
    /// UDP ports.
    #[serde(serialize_with = "texts")]
    pub udp: Vec<Ports>,
    /// Echo requests.
    pub icmp: bool,
    /// Protocols without ports.
    pub other: bool,
}

fn texts<S: serde::Serializer>(ports: &[Ports], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ports.iter().map(ToString::to_string))
}

impl Passing {
    /// Whether nothing passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether everything passes.
    #[must_use]
    pub fn is_all(&self) -> bool {
        let all = |ports: &[Ports]| ports == [Ports::ALL];
        all(&self.tcp) && all(&self.udp) && self.icmp && self.other
    }
}

/// `tcp 443, 8080; icmp`
impl fmt::Display for Passing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_all() {
            return f.write_str("everything");
        }
        let list = |word: &str, ports: &[Ports]| {
            let texts: Vec<String> = ports.iter().map(ToString::to_string).collect();
            match ports {
                [] => None,
                [Ports::ALL] => Some(word.to_owned()),
                _ => Some(format!("{word} {}", texts.join(", "))),
            }
        };
        let flags = [(self.icmp, "icmp"), (self.other, "other protocols")];
        let flags = flags.into_iter().filter(|(passes, _)| *passes).map(|(_, word)| word.to_owned());
        let parts: Vec<String> =
            [list("tcp", &self.tcp), list("udp", &self.udp)].into_iter().flatten().chain(flags).collect();
        f.write_str(if parts.is_empty() { "nothing" } else { "" })?;
        f.write_str(&parts.join("; "))
    }
}

/// What passes between two hosts, and a flow that shows it: one that passes, or what stops everything.
pub fn passing(walker: &Walker<'_>, from: &Host, to: &Host, family: Family) -> (Flow, Passing) {
    let (flow, passing) = passable(walker, from, to, family);
    let first = |ports: &[Ports], by: fn(u16) -> Transport| ports.first().map(|range| by(range.from()));
    let first = first(&passing.tcp, Transport::Tcp).or_else(|| first(&passing.udp, Transport::Udp));
    let first = first.or_else(|| passing.icmp.then(|| Transport::echo(family)));
    match first.filter(|_| !passing.other) {
        Some(transport) => (walker.flow(from, to, transport), passing),
        None => (flow, passing),
    }
}

/// What passes between two hosts, and the flow of a protocol without ports: what every other one passes as well, whatever stops it.
pub fn passable(walker: &Walker<'_>, from: &Host, to: &Host, family: Family) -> (Flow, Passing) {
    let flow = walker.flow(from, to, Transport::Other);
    let mut passing = Passing { other: flow.passes(), ..Passing::default() };
    if !is_filtered(walker, from, to) {
        // Routes and firewall rules do not ask for ports.
        if passing.other {
            passing = Passing { tcp: vec![Ports::ALL], udp: vec![Ports::ALL], icmp: true, other: true };
        }
        return (flow, passing);
    }
    // What no route carries, no port does; most pairs of a large network end here.
    let stopped = |trace: &Trace| trace.obstacles.iter().any(|obstacle| !obstacle.kind.depends_on_port());
    if stopped(&flow.there) || stopped(&flow.back) {
        return (flow, passing);
    }
    let (tcp, udp) = candidates(walker, from, to);
    let replies = |transport: Transport| walker.replies(&flow, from, to, transport);
    let passing_of = |ports: &BTreeSet<u16>, by: fn(u16) -> Transport| {
        if replies(by(0)) { ranges(ports, |port| walker.requests(&flow, by(port))) } else { Vec::new() }
    };
    passing.tcp = passing_of(&tcp, Transport::Tcp);
    passing.udp = passing_of(&udp, Transport::Udp);
    let echo = Transport::echo(family);
    passing.icmp = walker.requests(&flow, echo) && replies(echo);
    (flow, passing)
}

/// Whether a network ACL or a named group may tell ports apart. Subnets of VPCs between the two ends have open ACLs.
fn is_filtered(walker: &Walker<'_>, from: &Host, to: &Host) -> bool {
    let acls = |host: &Host| host.subnet().is_some_and(|subnet| !walker.plan().vpcs[subnet.vpc.0].acls.is_empty());
    [from, to].into_iter().any(|host| host.group().is_some() || acls(host))
}

/// The ports at which rules of the two VPCs may change their mind, from 0.
fn candidates(walker: &Walker<'_>, from: &Host, to: &Host) -> (BTreeSet<u16>, BTreeSet<u16>) {
    let (mut tcp, mut udp) = (BTreeSet::from([0]), BTreeSet::from([0]));
    let vpcs: BTreeSet<VpcId> = [from, to].into_iter().filter_map(Host::subnet).map(|subnet| subnet.vpc).collect();
    for plan in vpcs.into_iter().map(|vpc| &walker.plan().vpcs[vpc.0]) {
        for entry in plan.acls.iter().flat_map(|acl| acl.ingress.iter().chain(&acl.egress)) {
            match entry.protocol {
                AclProtocol::Tcp(ports) => tcp.extend(starts(ports)),
                AclProtocol::Udp(ports) => udp.extend(starts(ports)),
                _ => {}
            }
        }
        let groups = plan.vpc.groups.iter();
        for rule in groups.flat_map(|group| group.ingress.iter().chain(group.egress.iter().flatten())) {
            match rule.protocol {
                Protocol::Tcp(ports) => tcp.extend(starts(ports)),
                Protocol::Udp(ports) => udp.extend(starts(ports)),
                _ => {}
            }
        }
    }
    (tcp, udp)
}

/// Joins the parts that pass to ranges.
fn ranges(starts: &BTreeSet<u16>, mut passes: impl FnMut(u16) -> bool) -> Vec<Ports> {
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    let starts: Vec<u16> = starts.iter().copied().collect();
    for (index, start) in starts.iter().enumerate() {
        if !passes(*start) {
            continue;
        }
        let end = starts.get(index + 1).map_or(u16::MAX, |next| next - 1);
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*start) => *last = end,
            _ => ranges.push((*start, end)),
        }
    }
    ranges.into_iter().filter_map(|(from, to)| Ports::new(from, to)).collect()
}

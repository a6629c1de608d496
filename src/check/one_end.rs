//! NG0429: what security groups allow each other, in one VPC or in two, at one end only.

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr;
use crate::network::{GroupId, GroupOf, GroupPeer, Protocol, Rule, SecurityGroup, VpcId};
use crate::plan::{AclAddress, Plan, VpcPlan};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for vpc in &facts.plan.vpcs {
        for index in (0..vpc.vpc.groups.len()).map(GroupId) {
            let own = End { vpc, index };
            for rule in own.group().egress.iter().flatten() {
                let Some(to) = other_end(facts.plan, own, rule) else { continue };
                if !allows(to, &to.group().ingress, own, rule) {
                    let (name, other) = (&own.group().name, to.seen_from(own));
                    let protocol = rule.protocol;
                    let message =
                        format!("security group `{name}` opens {protocol} to `{other}`, which accepts nothing of it");
                    let write = format!("ingress: {{from: {}, {protocol}}}", own.seen_from(to));
                    diagnostics.push(finding(message, rule, to, &other, &write));
                }
            }
            for rule in &own.group().ingress {
                let Some(from) = other_end(facts.plan, own, rule) else { continue };
                // Without `egress` a group opens everything.
                let Some(egress) = &from.group().egress else { continue };
                if !allows(from, egress, own, rule) {
                    let (name, other) = (&own.group().name, from.seen_from(own));
                    let protocol = rule.protocol;
                    let message =
                        format!("security group `{name}` accepts {protocol} from `{other}`, which opens nothing of it");
                    let write = format!("egress: {{to: {}, {protocol}}}", own.seen_from(from));
                    diagnostics.push(finding(message, rule, from, &other, &write));
                }
            }
        }
    }
}

/// A connection that both of its security groups allow, at least in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupPair {
    /// The group whose members open it.
    pub from: (VpcId, GroupId),
    /// The group whose members accept it.
    pub to: (VpcId, GroupId),
    /// What the rule that names the other group says.
    pub protocol: Protocol,
}

/// All pairs of groups of which one names the other, and what passes between their members as far as groups decide.
#[must_use]
pub fn group_pairs(plan: &Plan<'_>) -> Vec<GroupPair> {
    let mut pairs = Vec::new();
    for vpc in &plan.vpcs {
        for index in (0..vpc.vpc.groups.len()).map(GroupId) {
            let own = End { vpc, index };
            for rule in &own.group().ingress {
                let Some(from) = other_end(plan, own, rule) else { continue };
                if from.group().egress.as_ref().is_none_or(|egress| allows(from, egress, own, rule)) {
                    pairs.push(GroupPair { from: from.id(), to: own.id(), protocol: rule.protocol });
                }
            }
            for rule in own.group().egress.iter().flatten() {
                let Some(to) = other_end(plan, own, rule) else { continue };
                if allows(to, &to.group().ingress, own, rule) {
                    pairs.push(GroupPair { from: own.id(), to: to.id(), protocol: rule.protocol });
                }
            }
        }
    }
    pairs
}

/// A security group with its VPC.
#[derive(Clone, Copy)]
struct End<'p> {
    vpc: &'p VpcPlan<'p>,
    index: GroupId,
}

impl<'p> End<'p> {
    fn group(self) -> &'p SecurityGroup {
        &self.vpc.vpc.groups[self.index.0]
    }

    fn id(self) -> (VpcId, GroupId) {
        (self.vpc.id, self.index)
    }

    /// The word for it in a rule of another group.
    fn seen_from(self, other: Self) -> String {
        let name = &self.group().name;
        if self.vpc.id == other.vpc.id { name.to_string() } else { format!("vpc/{}/group/{name}", self.vpc.vpc.name) }
    }
}

/// The group that a rule names.
fn other_end<'p>(plan: &'p Plan<'_>, own: End<'p>, rule: &Rule) -> Option<End<'p>> {
    match &rule.peer {
        GroupPeer::Group(index) => Some(End { vpc: own.vpc, index: *index }),
        GroupPeer::GroupOf(of) => plan.vpcs.get(of.vpc.0).map(|vpc| End { vpc, index: of.group }),
        _ => None,
    }
}

/// Whether rules of one end, about the other group or about addresses that its members may have, match part of what a rule does.
fn allows(at: End<'_>, rules: &[Rule], other: End<'_>, rule: &Rule) -> bool {
    let (vpc, own) = (other.vpc, at.vpc.id == other.vpc.id);
    let names = |peer: &GroupPeer| match peer {
        GroupPeer::Group(group) => own && *group == other.index,
        GroupPeer::GroupOf(of) if of.is_reference() => of.vpc == vpc.id && of.group == other.index,
        GroupPeer::Cidr(Cidr::V4(block)) => vpc.cidrs().any(|own| own.overlaps(*block)),
        GroupPeer::Cidr(Cidr::V6(_)) => vpc.vpc.ipv6,
        GroupPeer::Internet | GroupPeer::PrefixList(_) | GroupPeer::Existing(_) => true,
        GroupPeer::Place(place) | GroupPeer::GroupOf(GroupOf { place, .. }) => {
            at.vpc.places.get(place).into_iter().flatten().any(|address| match address {
                AclAddress::V4(block) => vpc.cidrs().any(|own| own.overlaps(*block)),
                AclAddress::V6(_) => vpc.vpc.ipv6,
                AclAddress::OwnV6(_) => own && vpc.vpc.ipv6,
            })
        }
    };
    rules.iter().any(|one| names(&one.peer) && one.protocol.overlaps(rule.protocol))
}

fn finding(message: String, rule: &Rule, other: End<'_>, name: &str, write: &str) -> Diagnostic {
    let write = write.replacen("tcp ", "tcp: ", 1).replacen("udp ", "udp: ", 1);
    Diagnostic::new(Code::OneEnd, message)
        .at(rule.span, "")
        .also(other.group().span, "the other end is here")
        .why("a connection passes only what the groups at both of its ends allow")
        .help(format!("write `{write}` for `{name}`, or remove the rule"))
}

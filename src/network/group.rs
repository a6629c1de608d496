//! Security groups: their rules, one for each peer, family and port range.

use std::collections::BTreeMap;

use super::VpcId;
use super::named_by::{NamedBy, WhyAddresses};
use super::place::{Place, PlaceOf, Places};
use super::protocol::{Protocol, Written, written};
use super::resolve::did_you_mean_one_of;
use super::resolve::known::vpc_of;
use crate::blueprint::{self, Peer};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{Cidr, Cidr4, Cidr6, Description, Name, Ports, PrefixListId, SecurityGroupId};

/// Index of a group in [`Vpc::groups`](super::Vpc::groups).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub usize);

/// A security group.
#[derive(Debug)]
pub struct SecurityGroup {
    /// Its name.
    pub name: Name,
    /// Where its name is written.
    pub span: Span,
    /// What it is for.
    pub description: Option<Description>,
    /// Connections that its members accept, in the order of their identity.
    pub ingress: Vec<Rule>,
    /// Connections that its members open. `None`: all.
    pub egress: Option<Vec<Rule>>,
}

/// One rule: one peer, one protocol, one range of ports.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The other end.
    pub peer: GroupPeer,
    /// The protocol and its ports.
    pub protocol: Protocol,
    /// Why it is there.
    pub description: Option<Description>,
    /// Where it is written.
    pub span: Span,
}

/// The other end of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupPeer {
    /// Members of a group of the same VPC.
    Group(GroupId),
    /// Every address: 0.0.0.0/0, and `::/0` in a VPC with IPv6.
    Internet,
    /// A block.
    Cidr(Cidr),
    /// A managed prefix list.
    PrefixList(PrefixListId),
    /// A part of the document: the planner knows its blocks.
    Place(Place),
    /// A group that exists already.
    Existing(SecurityGroupId),
    /// A group of another VPC.
    GroupOf(GroupOf),
}

/// A group of another VPC, as the peer of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupOf {
    /// The VPC.
    pub vpc: VpcId,
    /// The group, in that VPC.
    pub group: GroupId,
    /// The VPC's addresses, under the name that the document gives the group: `vpc/data/group/db`.
    pub place: Place,
    /// Whether the rule refers to the group, or has those addresses.
    pub by: NamedBy,
}

impl GroupOf {
    /// Whether the rule refers to the group itself.
    #[must_use]
    pub const fn is_reference(&self) -> bool {
        matches!(self.by, NamedBy::Group(_))
    }
}

impl GroupPeer {
    /// Whether every address of a family is meant, by whatever words.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        matches!(self, Self::Internet | Self::Cidr(Cidr::V4(Cidr4::ANY) | Cidr::V6(Cidr6::ANY)))
    }

    /// The part of the document whose addresses stand for the peer, where the rule has addresses.
    #[must_use]
    pub const fn addressed(&self) -> Option<&Place> {
        match self {
            Self::Place(place) => Some(place),
            Self::GroupOf(of) if !of.is_reference() => Some(&of.place),
            _ => None,
        }
    }

    /// The part of the document whose addresses the peer has, whether or not the rule refers to a group there.
    #[must_use]
    pub const fn place(&self) -> Option<&Place> {
        match self {
            Self::Place(place) => Some(place),
            Self::GroupOf(of) => Some(&of.place),
            _ => None,
        }
    }
}

/// The groups of a VPC, by name.
pub(super) fn resolve(
    written: &BTreeMap<Spanned<Name>, Spanned<blueprint::SecurityGroup>>,
    places: Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<SecurityGroup> {
    let names: Vec<&Name> = written.keys().map(|name| &name.value).collect();
    let mut resolver = Resolver { names: &names, known: written, places, diagnostics };
    written.iter().map(|(name, group)| resolver.group(name, &group.value)).collect()
}

struct Resolver<'a> {
    names: &'a [&'a Name],
    known: &'a BTreeMap<Spanned<Name>, Spanned<blueprint::SecurityGroup>>,
    places: Places<'a>,
    diagnostics: &'a mut Diagnostics,
}

impl Resolver<'_> {
    fn group(&mut self, name: &Spanned<Name>, group: &blueprint::SecurityGroup) -> SecurityGroup {
        let mut ingress = Vec::new();
        for rule in &group.ingress {
            self.expand(&mut ingress, &rule.value.from, &written!(rule), rule.value.description.as_ref());
        }
        warn_open(&ingress, self.diagnostics);
        let egress = group.egress.as_ref().map(|rules| {
            let mut egress = Vec::new();
            for rule in rules {
                self.expand(&mut egress, &rule.value.to, &written!(rule), rule.value.description.as_ref());
            }
            egress
        });
        for rules in [Some(&ingress), egress.as_ref()].into_iter().flatten() {
            refuse_duplicates(rules, self.diagnostics);
        }
        let description = group.description.as_ref().map(|text| text.value.clone());
        SecurityGroup { name: name.value.clone(), span: name.span, description, ingress, egress }
    }

    /// One rule for each protocol that a written rule names.
    fn expand(
        &mut self,
        rules: &mut Vec<Rule>,
        peer: &Spanned<Peer>,
        what: &Written<'_>,
        description: Option<&Spanned<Description>>,
    ) {
        let mut protocols = what.protocols(self.diagnostics);
        let Some(resolved) = self.peer(peer) else { return };
        let families = match &resolved {
            GroupPeer::Cidr(Cidr::V4(_)) => (true, false),
            GroupPeer::Cidr(Cidr::V6(_)) => (false, true),
            // What a prefix list holds, or who is in a group of others, is known to AWS alone.
            GroupPeer::PrefixList(_) | GroupPeer::Existing(_) => (true, true),
            // Of a group of another VPC it is known once the way there is: see `named_by`.
            GroupPeer::Group(_) | GroupPeer::Internet | GroupPeer::GroupOf(_) => (true, self.places.ipv6),
            GroupPeer::Place(place) => (true, self.places.has_ipv6(place)),
        };
        what.refuse_other_family(&protocols, families, self.diagnostics);
        // A rule that refers to a group names one protocol; those that name blocks know the family of each.
        if self.places.ipv6 && matches!(resolved, GroupPeer::Group(_)) && protocols.contains(&Protocol::Icmp) {
            protocols.push(Protocol::IcmpV6(None));
        }
        for protocol in protocols {
            let description = description.map(|text| text.value.clone());
            rules.push(Rule { peer: resolved.clone(), protocol, description, span: what.span });
        }
        rules.sort_by(|a, b| (&a.peer, a.protocol).cmp(&(&b.peer, b.protocol)));
    }

    fn peer(&mut self, peer: &Spanned<Peer>) -> Option<GroupPeer> {
        match &peer.value {
            Peer::Internet => Some(GroupPeer::Internet),
            Peer::Cidr(cidr) => Some(GroupPeer::Cidr(*cidr)),
            Peer::PrefixList(id) => Some(GroupPeer::PrefixList(id.clone())),
            Peer::SecurityGroup(id) => Some(GroupPeer::Existing(id.clone())),
            Peer::Place(place) => {
                let written = Spanned { value: place.clone(), span: peer.span };
                self.places.find(&written, self.diagnostics).map(GroupPeer::Place)
            }
            Peer::GroupOf(vpc, group) => self.group_of(vpc, group, peer.span),
            Peer::Name(name) => {
                let found = self.names.binary_search(&name).ok().map(|index| GroupPeer::Group(GroupId(index)));
                if found.is_none() && name.as_str() == "vpc" {
                    return self.places.own().map(GroupPeer::Place);
                }
                if found.is_none() {
                    let message = format!("there is no security group `{name}` in this VPC");
                    let known = did_you_mean_one_of(name, self.known);
                    let finding = Diagnostic::new(Code::UnknownSecurityGroup, message).at(peer.span, "");
                    self.diagnostics.push(finding.help(known));
                }
                found
            }
        }
    }
}

impl Resolver<'_> {
    /// A group of a VPC: the one of this name in the same VPC, or one of another VPC.
    fn group_of(&mut self, vpc: &Name, group: &Name, span: Span) -> Option<GroupPeer> {
        let vpc = Spanned { value: vpc.clone(), span };
        let (id, other) = vpc_of(self.places.blueprint, self.places.known, &vpc, self.diagnostics)?;
        let Some(index) = other.security_groups.keys().position(|known| known.value == *group) else {
            let message = format!("there is no security group `{group}` in VPC `{}`", vpc.value);
            let known = did_you_mean_one_of(group, &other.security_groups);
            self.diagnostics.push(Diagnostic::new(Code::UnknownSecurityGroup, message).at(span, "").help(known));
            return None;
        };
        if self.places.vpc.value == vpc.value {
            return Some(GroupPeer::Group(GroupId(index)));
        }
        let place =
            Place { of: PlaceOf::Vpc(id), name: format!("vpc/{}/group/{}", vpc.value.as_str(), group.as_str()) };
        let by = NamedBy::Addresses(WhyAddresses::Apart);
        Some(GroupPeer::GroupOf(GroupOf { vpc: id, group: GroupId(index), place, by }))
    }
}

/// Ports of remote administration, and everything, do not belong on the internet.
fn warn_open(rules: &[Rule], diagnostics: &mut Diagnostics) {
    for rule in rules.iter().filter(|rule| rule.peer.is_everybody()) {
        let open = match rule.protocol {
            Protocol::All => Some("every port"),
            Protocol::Tcp(ports) if ports.contains(Ports::one(22)) => Some("SSH (tcp 22)"),
            Protocol::Tcp(ports) if ports.contains(Ports::one(3389)) => Some("remote desktop (tcp 3389)"),
            _ => None,
        };
        if let Some(open) = open {
            diagnostics.push(
                Diagnostic::new(Code::OpenToInternet, format!("{open} is open to the whole internet"))
                    .at(rule.span, "")
                    .why("such ports are scanned within minutes of their first packet")
                    .help("name the addresses that need it, or use Session Manager (endpoints `ssm`, `ssmmessages`, `ec2messages`)"),
            );
        }
    }
}

/// In CloudFormation a rule towards a group strips every allow-all rule of its group first.
pub(super) fn refuse_redundant(egress: &[Rule], diagnostics: &mut Diagnostics) {
    let all = egress.iter().find(|rule| rule.protocol == Protocol::All && rule.peer.is_everybody());
    let is_group = |peer: &GroupPeer| match peer {
        GroupPeer::Group(_) => true,
        GroupPeer::GroupOf(of) => of.is_reference(),
        _ => false,
    };
    let group = egress.iter().find(|rule| is_group(&rule.peer));
    if let (Some(all), Some(group)) = (all, group) {
        diagnostics.push(
            Diagnostic::new(Code::RedundantEgress, "the rule is covered by the one that allows everything")
                .at(group.span, "towards a group")
                .also(all.span, "everything, everywhere")
                .why("CloudFormation removes the allow-all rule when it adds one towards a group")
                .help("remove one of the two rules"),
        );
    }
}

/// AWS refuses equal rules. `icmp: true` is ICMPv6 as well where a peer has IPv6 addresses.
fn refuse_duplicates(rules: &[Rule], diagnostics: &mut Diagnostics) {
    let equal = |one: &Rule, other: &Rule| {
        let twice = one.protocol == Protocol::Icmp && other.protocol == Protocol::IcmpV6(None);
        one.peer == other.peer && (one.protocol == other.protocol || twice)
    };
    // Rules are sorted by peer and protocol; only types of ICMP can stand between ICMP and ICMPv6.
    let types = |rule: &&Rule| matches!(rule.protocol, Protocol::IcmpV4(_));
    for (place, rule) in rules.iter().enumerate() {
        let next = rules[place + 1..].iter().find(|next| rule.protocol != Protocol::Icmp || !types(next));
        let Some(twin) = next.filter(|next| equal(rule, next)) else { continue };
        diagnostics.push(
            Diagnostic::new(Code::DuplicateRule, format!("two rules allow {} for the same peer", twin.protocol))
                .at(twin.span, "again")
                .also(rule.span, "first")
                .why("AWS refuses equal rules")
                .help("remove one of them"),
        );
    }
}

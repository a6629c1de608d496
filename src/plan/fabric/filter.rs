//! Filters as predicates over a packet: network ACLs, security groups, firewall rules. Each gives the rule that decided.
//!
//! In comes a packet's other end and its protocol, out goes the first rule that matches. State is not known here: whether a
//! packet is a reply is for the walk to say.

use super::super::hub::FirewallRulePlan;
use super::super::place::PlaceAddresses;
use super::super::types::{AclAddress, AclEntryPlan, AclProtocol};
use super::packet::{Address, Family, Transport};
use crate::blueprint::AclAction;
use crate::net::{IcmpType, Ports};
use crate::network::{GroupId, GroupOf, GroupPeer, Protocol, Rule, Vpc, VpcId};

/// The number of the entry that denies what no other entry of a network ACL matches.
pub const FINAL_DENY: u32 = 32767;

/// The decision of a network ACL.
#[derive(Clone, Copy, Debug)]
pub struct AclDecision<'p> {
    /// Whether the packet passes.
    pub passes: bool,
    /// The entry; none is the final deny.
    pub entry: Option<&'p AclEntryPlan>,
}

/// Entries of one direction, by number: the first that matches decides. `other` is the source of a packet that comes in, the
/// destination of one that goes out. <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>
#[must_use]
pub fn acl(entries: &[AclEntryPlan], vpc: VpcId, other: Address, transport: Transport) -> AclDecision<'_> {
    let family = other.family();
    let entry =
        entries.iter().find(|entry| is_in(entry.source, vpc, other) && acl_protocol(entry.protocol, family, transport));
    AclDecision { passes: entry.is_some_and(|entry| entry.action == AclAction::Allow), entry }
}

fn is_in(range: AclAddress, vpc: VpcId, address: Address) -> bool {
    match range {
        AclAddress::V4(block) => address.is_in(block),
        AclAddress::V6(block) => address.is_in_v6(block),
        AclAddress::OwnV6(group) => address.is_in_own(vpc, group),
    }
}

fn acl_protocol(protocol: AclProtocol, family: Family, transport: Transport) -> bool {
    match (protocol, transport) {
        (AclProtocol::All, _) => true,
        (AclProtocol::Tcp(ports), Transport::Tcp(port)) | (AclProtocol::Udp(ports), Transport::Udp(port)) => {
            ports.contains(Ports::one(port))
        }
        (AclProtocol::Icmp(wanted), Transport::Icmp(kind, code)) => {
            family == Family::Ipv4 && is_type(wanted, kind, code)
        }
        (AclProtocol::IcmpV6(wanted), Transport::Icmp(kind, code)) => {
            family == Family::Ipv6 && is_type(wanted, kind, code)
        }
        _ => false,
    }
}

/// Whether ICMP of a type and code is meant: every type unless one is named, every code of it unless one is named.
fn is_type(wanted: Option<IcmpType>, kind: u8, code: u8) -> bool {
    wanted.is_none_or(|wanted| wanted.kind == kind && wanted.code.is_none_or(|only| only == code))
}

/// The decision of a security group.
#[derive(Clone, Copy, Debug)]
pub enum GroupDecision<'n> {
    /// A rule allows it.
    Allowed(&'n Rule),
    /// Egress is not restricted.
    Unrestricted,
    /// No rule allows it.
    Denied,
}

/// The direction of a connection at an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Into the subnet, or accepted.
    In,
    /// Out of the subnet, or opened.
    Out,
}

/// The far end of a connection, as a security group sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its address.
    pub address: Address,
    /// Its group, if the question names one and no NAT gateway stands for it.
    pub group: Option<(VpcId, GroupId)>,
}

/// Whether a group lets a connection begin. Rules only allow, so their order means nothing.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
#[must_use]
pub fn group<'n>(
    (id, vpc, places): (VpcId, &'n Vpc, &PlaceAddresses),
    group: GroupId,
    direction: Direction,
    peer: Peer,
    transport: Transport,
) -> GroupDecision<'n> {
    let group = &vpc.groups[group.0];
    let rules = match (direction, &group.egress) {
        (Direction::In, _) => &group.ingress,
        (Direction::Out, Some(rules)) => rules,
        (Direction::Out, None) => return GroupDecision::Unrestricted,
    };
    let matches = |rule: &&Rule| {
        let addressed = match &rule.peer {
            GroupPeer::Group(other) => peer.group == Some((id, *other)),
            GroupPeer::Internet => peer.address.family() == Family::Ipv4 || vpc.ipv6,
            GroupPeer::Cidr(block) => peer.address.is_in_block(*block),
            GroupPeer::GroupOf(of) if of.is_reference() => peer.group == Some((of.vpc, of.group)),
            GroupPeer::Place(place) | GroupPeer::GroupOf(GroupOf { place, .. }) => {
                places.get(place).into_iter().flatten().any(|range| is_in(*range, id, peer.address))
            }
            // Their entries and members are not in the document.
            GroupPeer::PrefixList(_) | GroupPeer::Existing(_) => false,
        };
        addressed && group_protocol(rule.protocol, peer.address.family(), transport)
    };
    rules.iter().find(matches).map_or(GroupDecision::Denied, GroupDecision::Allowed)
}

fn group_protocol(protocol: Protocol, family: Family, transport: Transport) -> bool {
    match (protocol, transport) {
        (Protocol::All, _) | (Protocol::Icmp, Transport::Icmp(..)) => true,
        (Protocol::IcmpV4(wanted), Transport::Icmp(kind, code)) => {
            family == Family::Ipv4 && is_type(Some(wanted), kind, code)
        }
        (Protocol::IcmpV6(wanted), Transport::Icmp(kind, code)) => {
            family == Family::Ipv6 && is_type(wanted, kind, code)
        }
        (Protocol::Tcp(ports), Transport::Tcp(port)) | (Protocol::Udp(ports), Transport::Udp(port)) => {
            ports.contains(Ports::one(port))
        }
        _ => false,
    }
}

/// The rule of a firewall that decides about a connection from `source` to `destination`; what no rule matches is dropped.
#[must_use]
pub fn firewall(rules: &[FirewallRulePlan], source: Address, destination: Address) -> Option<&FirewallRulePlan> {
    rules.iter().find(|rule| {
        let forth = source.is_in(rule.source.cidr) && destination.is_in(rule.destination.cidr);
        let back = destination.is_in(rule.source.cidr) && source.is_in(rule.destination.cidr);
        forth || rule.both_ways && back
    })
}

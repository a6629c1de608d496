//! How rules name groups of other VPCs: by the group itself where AWS follows such a reference, by the addresses of its VPC where it
//! does not. In comes a network whose VPCs, segments and peerings are known, and each rule about a group of another VPC gets its
//! answer. Chooses no address.
//!
//! A reference is the narrower of the two: it admits members of the group and nobody else of their VPC. A peering within the Region
//! carries it in both directions. A transit gateway carries it for what comes in alone, and only where nothing stands between the two
//! attachments, for a packet that a firewall has sent on is no longer known by its group.
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html>
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security>

use std::collections::BTreeMap;

use super::group::{GroupPeer, Rule, refuse_redundant};
use super::protocol::{Protocol, refuse_icmpv6};
use super::{HubId, Network, PeeringId, Relation, VpcId, Zone};
use crate::diagnostic::Diagnostics;

/// How a rule names a group of another VPC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedBy {
    /// The id of the group, which AWS follows over this.
    Group(Between),
    /// The blocks of its VPC, because of this.
    Addresses(WhyAddresses),
}

/// The connection over which AWS follows a reference between two VPCs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Between {
    /// A peering connection.
    Peering(PeeringId),
    /// A transit gateway.
    Hub(HubId),
}

/// Why AWS would not follow a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyAddresses {
    /// No peering and no segment joins the two VPCs.
    Apart,
    /// The firewall stands between their segments.
    Inspected,
    /// The rule is about what goes out, over a transit gateway.
    Outbound,
    /// The document turns referencing off.
    Off,
    /// A transit gateway that exists already, of which the document does not say it.
    Unknown,
    /// A zone of the network that has no referencing.
    Zone,
    /// The other VPC is in another account: no rule reads what another account has.
    Account,
    /// The other VPC is in another Region, where AWS knows no group of this one.
    Region,
}

/// The zone whose attachments do not carry references.
/// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security>
const ZONE_WITHOUT: &str = "use1-az3";

impl WhyAddresses {
    /// The reason, as the end of a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Apart => "no peering and no segment joins the two VPCs",
            Self::Inspected => "the firewall stands between, and a reference ends there",
            Self::Outbound => "over a transit gateway AWS follows references of ingress rules alone",
            Self::Off => "`security_group_referencing` of the transit gateway is false",
            Self::Unknown => "nothing says that the existing transit gateway has `security_group_referencing`",
            Self::Zone => "attachments in zone use1-az3 carry no references",
            Self::Account => "the other VPC is in another account",
            Self::Region => "the other VPC is in another Region",
        }
    }
}

impl Network {
    /// How rules of a VPC can name groups of another one. `ingress`: those about what comes in.
    fn named_by(&self, peerings: &Peerings, own: VpcId, other: VpcId, ingress: bool) -> NamedBy {
        let [here, there] = [self.scope_of(own), self.scope_of(other)];
        let apart = match (here.region != there.region, here.account != there.account) {
            (true, _) => Some(WhyAddresses::Region),
            (false, true) => Some(WhyAddresses::Account),
            (false, false) => None,
        };
        let is_joined = peerings.contains_key(&(own.min(other), own.max(other)));
        if let Some(why) = apart.filter(|_| is_joined || self.relation(own, other) == Relation::Direct) {
            return NamedBy::Addresses(why);
        }
        if let Some(peering) = peerings.get(&(own.min(other), own.max(other))) {
            return NamedBy::Group(Between::Peering(*peering));
        }
        let hub = match (self.relation(own, other), self.membership(own)) {
            (Relation::Direct, Some((hub, _))) => hub,
            (Relation::Inspected, _) => return NamedBy::Addresses(WhyAddresses::Inspected),
            _ => return NamedBy::Addresses(WhyAddresses::Apart),
        };
        let without = |zone: &Zone| matches!(zone, Zone::Named(_)) && zone.to_string() == ZONE_WITHOUT;
        match self.hubs[hub.0].group_referencing {
            None => NamedBy::Addresses(WhyAddresses::Unknown),
            Some(false) => NamedBy::Addresses(WhyAddresses::Off),
            Some(true) if self.scope_of(own).zones.iter().any(without) => NamedBy::Addresses(WhyAddresses::Zone),
            Some(true) if !ingress => NamedBy::Addresses(WhyAddresses::Outbound),
            Some(true) => NamedBy::Group(Between::Hub(hub)),
        }
    }
}

/// The peering of two VPCs, the smaller id first.
type Peerings = BTreeMap<(VpcId, VpcId), PeeringId>;

/// Decides it for every rule of a network, and refuses what the decision rules out.
pub(super) fn decide(network: &mut Network, diagnostics: &mut Diagnostics) {
    let pair = |(one, other): (VpcId, VpcId)| (one.min(other), one.max(other));
    let ends = network.peerings.iter().zip((0..).map(PeeringId));
    let peerings: Peerings = ends.filter_map(|(peering, id)| Some((pair(peering.ends()?), id))).collect();
    for index in 0..network.vpcs.len() {
        let mut groups = std::mem::take(&mut network.vpcs[index].groups);
        let mut own = Diagnostics::default();
        for group in &mut groups {
            rules(network, &peerings, (VpcId(index), true), &mut group.ingress, &mut own);
            if let Some(egress) = &mut group.egress {
                rules(network, &peerings, (VpcId(index), false), egress, &mut own);
                refuse_redundant(egress, &mut own);
            }
        }
        let vpc = &mut network.vpcs[index];
        vpc.groups = groups;
        diagnostics.append(own.anchored(vpc.span, vpc.text, &format!("in VPC `{}`", vpc.name)));
    }
}

fn rules(
    network: &Network,
    peerings: &Peerings,
    (own, ingress): (VpcId, bool),
    rules: &mut Vec<Rule>,
    diagnostics: &mut Diagnostics,
) {
    let mut added = Vec::new();
    for rule in rules.iter_mut() {
        let GroupPeer::GroupOf(of) = &mut rule.peer else { continue };
        of.by = network.named_by(peerings, own, of.vpc, ingress);
        let both_have_ipv6 = network.vpc(own).ipv6 && network.vpc(of.vpc).ipv6;
        let has_ipv6 = both_have_ipv6 && matches!(of.by, NamedBy::Group(_));
        if has_ipv6 && rule.protocol == Protocol::Icmp {
            // A rule that refers to a group names one protocol.
            added.push(Rule { protocol: Protocol::IcmpV6(None), ..rule.clone() });
        } else if !has_ipv6 && !rule.protocol.is_of(false) {
            refuse_icmpv6(rule.span, diagnostics);
        }
    }
    rules.extend(added);
    rules.sort_by(|a, b| (&a.peer, a.protocol).cmp(&(&b.peer, b.protocol)));
}

#[cfg(test)]
#[path = "named_by_tests.rs"]
mod tests;

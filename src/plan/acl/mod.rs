//! Network ACLs: the preset `tiered`, whose rules follow from the tiers' routes, and rules as written.

mod numbers;
mod tiered;

use super::hub::Beyond;
use super::ledger::Ledger;
use super::place::PlaceAddresses;
use super::types::{AclAddress, AclEntryPlan, AclPlan, AclProtocol, TierPlan};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::{Cidr, Cidr4, Cidr6};
use crate::network::{AclRule, AclSource, Acls, ExplicitAcl, Network, Protocol, Purpose, TierId, Vpc};

/// The last number that a rule can have; 32767 is the final deny.
const LAST: u32 = 32766;

/// What a VPC's ACLs know besides its tiers.
pub(super) struct Around<'a> {
    pub network: &'a Network,
    /// The VPC's own blocks.
    pub inside: &'a [Cidr4],
    pub beyond: &'a Beyond,
    pub places: &'a PlaceAddresses,
}

/// The ACLs of a VPC, by tier.
pub(super) fn plan(
    vpc: &Vpc,
    around: Around<'_>,
    tiers: &[TierPlan],
    path: &str,
    ledger: &mut Ledger<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<AclPlan> {
    match &vpc.acls {
        Acls::Open => Vec::new(),
        Acls::Tiered => {
            let preset = tiered::Preset { vpc, around, tiers, path };
            let workloads = (0..vpc.tiers.len()).map(TierId);
            // Subnets of an attachment or a firewall carry the traffic of others and keep an open ACL.
            let workloads = workloads.filter(|tier| vpc.tier(*tier).purpose == Purpose::Workload);
            let planned: Result<Vec<AclPlan>, _> = workloads.map(|tier| preset.acl(tier, ledger)).collect();
            planned.unwrap_or_else(|full| {
                diagnostics.push(*full);
                Vec::new()
            })
        }
        Acls::Explicit(acls) => {
            acls.iter().map(|acl| explicit(vpc, (tiers, around.places), acl, diagnostics)).collect()
        }
    }
}

/// What stands for a tier: its block and its groups of /64s.
pub(super) fn tier_addresses(tier: &TierPlan) -> Vec<AclAddress> {
    let v4 = tier.sources().into_iter().map(AclAddress::V4);
    v4.chain(tier.ipv6.iter().map(|group| AclAddress::OwnV6(*group))).collect()
}

/// The entries of written rules: one for each protocol and family, numbered from the rule's own number.
fn explicit(
    vpc: &Vpc,
    (tiers, places): (&[TierPlan], &PlaceAddresses),
    acl: &ExplicitAcl,
    diagnostics: &mut Diagnostics,
) -> AclPlan {
    let mut direction = |rules: &[AclRule]| {
        let mut entries: Vec<AclEntryPlan> = Vec::new();
        for rule in rules {
            let why = match &rule.source {
                AclSource::Tier(tier) => format!("tier {}", vpc.tier(*tier).name),
                AclSource::Internet => "the internet".to_owned(),
                AclSource::Cidr(cidr) => cidr.to_string(),
                AclSource::Place(place) => place.to_string(),
            };
            let matches = source_addresses(vpc, (tiers, places), &rule.source).into_iter().flat_map(|address| {
                let protocols = rule.protocols.iter().filter_map(move |protocol| acl_protocol(*protocol, address));
                protocols.map(move |protocol| (address, protocol))
            });
            for ((source, protocol), number) in matches.zip(rule.number..) {
                refuse_number(rule, number, &entries, diagnostics);
                entries.push(AclEntryPlan { number, source, protocol, action: rule.action, why: why.clone() });
            }
        }
        entries.sort_by_key(|entry| entry.number);
        entries
    };
    AclPlan { tier: acl.tier, ingress: direction(&acl.ingress), egress: direction(&acl.egress) }
}

/// The addresses that the other end of a written rule stands for.
fn source_addresses(vpc: &Vpc, (tiers, places): (&[TierPlan], &PlaceAddresses), source: &AclSource) -> Vec<AclAddress> {
    match source {
        AclSource::Place(place) => places.get(place).cloned().unwrap_or_default(),
        AclSource::Tier(tier) => tier_addresses(&tiers[tier.0]),
        AclSource::Internet if vpc.ipv6 => vec![AclAddress::V4(Cidr4::ANY), AclAddress::V6(Cidr6::ANY)],
        AclSource::Internet => vec![AclAddress::V4(Cidr4::ANY)],
        AclSource::Cidr(Cidr::V4(cidr)) => vec![AclAddress::V4(*cidr)],
        AclSource::Cidr(Cidr::V6(cidr)) => vec![AclAddress::V6(*cidr)],
    }
}

/// Refuses a number past the last one, and one that an entry of the ACL has.
fn refuse_number(rule: &AclRule, number: u32, entries: &[AclEntryPlan], diagnostics: &mut Diagnostics) {
    let why = "a rule takes one number for each protocol, port range and address family that it names";
    if number > LAST {
        let message = format!("rule {} needs number {number}, and {LAST} is the last", rule.number);
        let finding = Diagnostic::new(Code::AclNumber, message).at(rule.span, "").why(why);
        diagnostics.push(finding.help("give the rule a lower number"));
    }
    if entries.iter().any(|entry| entry.number == number) {
        let message = format!("rule {} needs number {number}, which is taken", rule.number);
        let finding = Diagnostic::new(Code::AclNumber, message).at(rule.span, "").why(why);
        diagnostics.push(finding.help("leave more room between the rules' numbers, such as 100, 200, 300"));
    }
}

/// What an entry about an address matches for a rule; none where the rule is about the other family.
fn acl_protocol(protocol: Protocol, address: AclAddress) -> Option<AclProtocol> {
    let v6 = !matches!(address, AclAddress::V4(_));
    let protocol = match protocol {
        Protocol::All => AclProtocol::All,
        Protocol::Tcp(ports) => AclProtocol::Tcp(ports),
        Protocol::Udp(ports) => AclProtocol::Udp(ports),
        Protocol::Icmp if v6 => AclProtocol::IcmpV6(None),
        Protocol::Icmp => AclProtocol::Icmp(None),
        Protocol::IcmpV4(_) if v6 => return None,
        Protocol::IcmpV4(one) => AclProtocol::Icmp(Some(one)),
        Protocol::IcmpV6(one) if v6 => AclProtocol::IcmpV6(one),
        Protocol::IcmpV6(_) => return None,
    };
    Some(protocol)
}

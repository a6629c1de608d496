//! Network ACLs: the preset `tiered`, whose rules follow from the tiers' routes, and rules as written.
//!
//! The preset lets internet tiers talk with `nat` tiers, these with each other and with `local` tiers, and every tier with
//! itself; which ports is left to the security groups. Numbers are even for IPv4, the next odd one is the same rule for
//! IPv6; they stand in the lock, so that a new tier renumbers nothing.

use std::collections::BTreeSet;

use super::hub::{Beyond, Block};
use super::lock::{Entry, Lock};
use super::types::{AclAddress, AclEntryPlan, AclPlan, AclProtocol, TierPlan};
use crate::blueprint::AclAction;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::{Cidr, Cidr4, Cidr6, Ports};
use crate::network::{
    AclRule, AclSource, Acls, ExplicitAcl, GroupPeer, Protocol, Purpose, RouteKind, Tier, TierId, Vpc,
};

/// Where each class of rules starts; the lower class is looked at first.
const PEERS: u32 = 100;
const OTHER_TIERS: u32 = 1000;
const OUTSIDE: u32 = 2000;

/// The last number that a rule can have; 32767 is the final deny.
const LAST: u32 = 32766;

/// The ACLs of a VPC, by tier. `inside` are its own blocks.
pub(super) fn plan(
    vpc: &Vpc,
    (inside, beyond): (&[Cidr4], &Beyond),
    tiers: &[TierPlan],
    path: &str,
    old: &Lock,
    new: &mut Lock,
    diagnostics: &mut Diagnostics,
) -> Vec<AclPlan> {
    match &vpc.acls {
        Acls::Open => Vec::new(),
        Acls::Tiered => (0..vpc.tiers.len())
            .map(TierId)
            // Subnets of an attachment or a firewall carry the traffic of others and keep an open ACL.
            .filter(|tier| vpc.tier(*tier).purpose == Purpose::Workload)
            .map(|tier| Preset { vpc, inside, beyond, tiers, path, old }.acl(tier, new))
            .collect(),
        Acls::Explicit(acls) => acls.iter().map(|acl| explicit(vpc, tiers, acl, diagnostics)).collect(),
    }
}

/// A rule of the preset, before it has its number.
struct Rule {
    /// Identity in the lock.
    key: String,
    class: u32,
    addresses: Vec<AclAddress>,
    protocol: AclProtocol,
    action: AclAction,
    why: String,
}

struct Preset<'a> {
    vpc: &'a Vpc,
    /// The VPC's own blocks.
    inside: &'a [Cidr4],
    beyond: &'a Beyond,
    tiers: &'a [TierPlan],
    path: &'a str,
    old: &'a Lock,
}

impl Preset<'_> {
    fn acl(&self, tier: TierId, new: &mut Lock) -> AclPlan {
        let ingress = self.rules(tier, true);
        let egress = self.rules(tier, false);
        AclPlan {
            tier,
            ingress: self.number(tier, "ingress", ingress, new),
            egress: self.number(tier, "egress", egress, new),
        }
    }

    /// Whether two tiers talk.
    fn peers(&self, one: TierId, other: TierId) -> bool {
        use RouteKind::{Internet, Local, Nat, Transit};
        one == other
            || matches!(
                (self.vpc.tier(one).route, self.vpc.tier(other).route),
                (Internet | Local, Nat | Transit) | (Nat | Transit, Internet | Nat | Transit | Local)
            )
    }

    fn rules(&self, tier: TierId, ingress: bool) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (index, other) in self.workloads() {
            if self.peers(tier, TierId(index)) {
                let (verb, name) = (if ingress { "from" } else { "to" }, &other.name);
                let why =
                    if TierId(index) == tier { "inside the tier".to_owned() } else { format!("{verb} tier {name}") };
                rules.push(self.tier_rule(TierId(index), format!("{verb}-{name}"), PEERS, AclAction::Allow, why));
            }
        }
        let mut outside = self.outside(tier, ingress);
        outside.extend(self.behind_the_hub(tier, ingress));
        if ingress && self.vpc.tier(tier).route == RouteKind::Internet {
            outside.extend(self.open_to_blocks());
        }
        if !outside.is_empty() {
            for (index, other) in self.workloads() {
                if !self.peers(tier, TierId(index)) {
                    let why = format!("never tier {}", other.name);
                    rules.push(self.tier_rule(
                        TierId(index),
                        format!("not-{}", other.name),
                        OTHER_TIERS,
                        AclAction::Deny,
                        why,
                    ));
                }
            }
        }
        rules.extend(outside);
        rules
    }

    /// Tiers of the document, with their places.
    fn workloads(&self) -> impl Iterator<Item = (usize, &Tier)> {
        self.vpc.tiers.iter().enumerate().filter(|(_, tier)| tier.purpose == Purpose::Workload)
    }

    /// What lies behind the transit gateway or a peering: after the rules about tiers, whose blocks may lie in one pool.
    fn behind_the_hub(&self, tier: TierId, ingress: bool) -> Vec<Rule> {
        let verb = if ingress { "from" } else { "to" };
        let rule = |word: &'static str, what: &'static str| {
            move |block: &Block| Rule {
                key: format!("{word}-{}", block.cidr.to_string().replace('/', "-")),
                class: OUTSIDE,
                addresses: vec![AclAddress::V4(block.cidr)],
                protocol: AclProtocol::All,
                action: AclAction::Allow,
                why: format!("{verb} {what}"),
            }
        };
        let tier = self.vpc.tier(tier);
        let gateway = match (self.vpc.attach.is_some(), self.vpc.vpn_gateway.is_some()) {
            (false, true) => "the VPN gateway",
            (true, true) => "the transit gateway or the VPN gateway",
            _ => "the transit gateway",
        };
        let hub = self.beyond.hub.iter().filter(|_| tier.hub).map(rule("hub", gateway));
        let peers = self.beyond.peers.iter().filter(|_| tier.takes_peerings()).map(rule("peer", "a peered VPC"));
        hub.chain(peers).collect()
    }

    fn tier_rule(&self, tier: TierId, key: String, class: u32, action: AclAction, why: String) -> Rule {
        let addresses = tier_addresses(&self.tiers[tier.0]);
        Rule { key, class, addresses, protocol: AclProtocol::All, action, why }
    }

    /// Rules towards the world outside the VPC.
    fn outside(&self, tier: TierId, ingress: bool) -> Vec<Rule> {
        let Tier { route, gateway_endpoints, .. } = self.vpc.tier(tier);
        let endpoints = *gateway_endpoints && !self.vpc.endpoints.gateway.is_empty();
        let mut rules = Vec::new();
        let mut allow = |key: &str, protocol: AclProtocol, why: &str| {
            rules.push(Rule {
                key: key.to_owned(),
                class: OUTSIDE,
                addresses: self.anywhere(protocol),
                protocol,
                action: AclAction::Allow,
                why: why.to_owned(),
            });
        };
        match (*route, ingress) {
            (RouteKind::Local, _) if !endpoints => {}
            (RouteKind::Local, false) => {
                allow("endpoints", AclProtocol::Tcp(Ports::one(443)), "to the gateway endpoints");
            }
            (RouteKind::Local, true) => {
                allow("endpoints", AclProtocol::Tcp(Ports::EPHEMERAL), "replies of the gateway endpoints");
            }
            (_, false) => allow("anywhere", AclProtocol::All, "to anywhere"),
            (_, true) => {
                if *route == RouteKind::Internet {
                    for protocol in self.open_ports() {
                        let key = match protocol {
                            AclProtocol::Tcp(ports) => format!("internet-tcp-{ports}"),
                            AclProtocol::Udp(ports) => format!("internet-udp-{ports}"),
                            _ => "internet-all".to_owned(),
                        };
                        allow(&key, protocol, "opened to the internet by a security group");
                    }
                }
                allow("replies-tcp", AclProtocol::Tcp(Ports::EPHEMERAL), "replies to connections opened from here");
                allow("replies-udp", AclProtocol::Udp(Ports::EPHEMERAL), "replies to connections opened from here");
                allow("fragmentation-needed", AclProtocol::FragmentationNeeded, "path MTU discovery");
                if self.vpc.ipv6 {
                    allow("packet-too-big", AclProtocol::PacketTooBig, "path MTU discovery over IPv6");
                }
            }
        }
        rules
    }

    /// What security groups accept from blocks outside the VPC, where that is not open to everybody anyway.
    fn open_to_blocks(&self) -> Vec<Rule> {
        let everybody = self.open_ports();
        let mut rules = Vec::new();
        for rule in self.vpc.groups.iter().flat_map(|group| &group.ingress).filter(|rule| !rule.peer.is_everybody()) {
            let GroupPeer::Cidr(cidr) = rule.peer else { continue };
            let address = match cidr {
                Cidr::V4(block) if self.inside.iter().any(|own| own.contains(block)) => continue,
                Cidr::V4(block) => AclAddress::V4(block),
                Cidr::V6(block) => AclAddress::V6(block),
            };
            let protocol = acl_protocol(rule.protocol);
            let key = format!("{cidr}-{}", rule.protocol).replace(['/', ' '], "-");
            let known = rules.iter().any(|one: &Rule| one.key == key);
            if !known && !everybody.contains(&protocol) && !everybody.contains(&AclProtocol::All) {
                let why = format!("opened to {cidr} by a security group");
                let addresses = vec![address];
                rules.push(Rule { key, class: OUTSIDE, addresses, protocol, action: AclAction::Allow, why });
            }
        }
        rules
    }

    /// What security groups accept from the internet. An ACL cannot name a prefix list, so its ports are open to all, and
    /// the security group decides.
    fn open_ports(&self) -> Vec<AclProtocol> {
        let open: BTreeSet<Protocol> = self
            .vpc
            .groups
            .iter()
            .flat_map(|group| &group.ingress)
            .filter(|rule| rule.peer.is_everybody() || matches!(rule.peer, GroupPeer::PrefixList(_)))
            .map(|rule| rule.protocol)
            .collect();
        if open.contains(&Protocol::All) {
            return vec![AclProtocol::All];
        }
        open.into_iter()
            .filter_map(|protocol| match protocol {
                Protocol::Tcp(ports) => Some(AclProtocol::Tcp(ports)),
                Protocol::Udp(ports) => Some(AclProtocol::Udp(ports)),
                Protocol::Icmp | Protocol::All => None,
            })
            .collect()
    }

    fn anywhere(&self, protocol: AclProtocol) -> Vec<AclAddress> {
        match protocol {
            AclProtocol::FragmentationNeeded => vec![AclAddress::V4(Cidr4::ANY)],
            AclProtocol::PacketTooBig => vec![AclAddress::V6(Cidr6::ANY)],
            _ if self.vpc.ipv6 => vec![AclAddress::V4(Cidr4::ANY), AclAddress::V6(Cidr6::ANY)],
            _ => vec![AclAddress::V4(Cidr4::ANY)],
        }
    }

    /// Numbers: those that the lock remembers, then the lowest free ones of the class.
    fn number(&self, tier: TierId, direction: &str, rules: Vec<Rule>, new: &mut Lock) -> Vec<AclEntryPlan> {
        let acl = format!("{}/acl/{}/{direction}", self.path, self.vpc.tier(tier).name);
        let mut taken: BTreeSet<u32> = self.old.under(&acl).filter_map(|(_, entry)| entry.rule).collect();
        let mut entries = Vec::new();
        for rule in rules {
            let (v4, v6): (Vec<&AclAddress>, Vec<&AclAddress>) =
                rule.addresses.iter().partition(|address| matches!(address, AclAddress::V4(_)));
            for place in 0..v4.len().max(v6.len()) {
                // An interleaved tier has several blocks; each of them is a rule with a number of its own.
                let key = if place == 0 { rule.key.clone() } else { format!("{}-{}", rule.key, place + 1) };
                let path = format!("{acl}/{key}");
                let number = self.old.get(&path).and_then(|entry| entry.rule).unwrap_or_else(|| {
                    (rule.class..).step_by(10).find(|number| !taken.contains(number)).unwrap_or(rule.class)
                });
                taken.insert(number);
                new.insert(path, Entry { rule: Some(number), ..Entry::default() });
                let twins = [(v4.get(place), number), (v6.get(place), number + 1)];
                entries.extend(twins.into_iter().filter_map(|(address, number)| {
                    let (protocol, action, why) = (rule.protocol, rule.action, rule.why.clone());
                    address.map(|address| AclEntryPlan { number, source: **address, protocol, action, why })
                }));
            }
        }
        entries.sort_by_key(|entry| entry.number);
        entries
    }
}

/// What stands for a tier: its block and its groups of /64s.
fn tier_addresses(tier: &TierPlan) -> Vec<AclAddress> {
    let v4 = tier.sources().into_iter().map(AclAddress::V4);
    v4.chain(tier.ipv6.iter().map(|group| AclAddress::OwnV6(*group))).collect()
}

/// The entries of written rules: one for each protocol and family, numbered from the rule's own number.
fn explicit(vpc: &Vpc, tiers: &[TierPlan], acl: &ExplicitAcl, diagnostics: &mut Diagnostics) -> AclPlan {
    let mut direction = |rules: &[AclRule]| {
        let mut entries: Vec<AclEntryPlan> = Vec::new();
        for rule in rules {
            let addresses = match rule.source {
                AclSource::Tier(tier) => tier_addresses(&tiers[tier.0]),
                AclSource::Internet if vpc.ipv6 => vec![AclAddress::V4(Cidr4::ANY), AclAddress::V6(Cidr6::ANY)],
                AclSource::Internet => vec![AclAddress::V4(Cidr4::ANY)],
                AclSource::Cidr(Cidr::V4(cidr)) => vec![AclAddress::V4(cidr)],
                AclSource::Cidr(Cidr::V6(cidr)) => vec![AclAddress::V6(cidr)],
            };
            let why = match rule.source {
                AclSource::Tier(tier) => format!("tier {}", vpc.tier(tier).name),
                AclSource::Internet => "the internet".to_owned(),
                AclSource::Cidr(cidr) => cidr.to_string(),
            };
            let mut number = rule.number;
            for address in &addresses {
                for protocol in &rule.protocols {
                    if number > LAST {
                        let message = format!("rule {} needs number {number}, and {LAST} is the last", rule.number);
                        diagnostics.push(
                            Diagnostic::new(Code::AclNumber, message)
                                .at(rule.span, "")
                                .why("a rule takes one number for each protocol, port range and address family that it names")
                                .help("give the rule a lower number"),
                        );
                    }
                    if entries.iter().any(|entry| entry.number == number) {
                        diagnostics.push(
                            Diagnostic::new(Code::AclNumber, format!("rule {} needs number {number}, which is taken", rule.number))
                                .at(rule.span, "")
                                .why("a rule takes one number for each protocol, port range and address family that it names")
                                .help("leave more room between the rules' numbers, such as 100, 200, 300"),
                        );
                    }
                    entries.push(AclEntryPlan {
                        number,
                        source: *address,
                        protocol: acl_protocol(*protocol),
                        action: rule.action,
                        why: why.clone(),
                    });
                    number += 1;
                }
            }
        }
        entries.sort_by_key(|entry| entry.number);
        entries
    };
    AclPlan { tier: acl.tier, ingress: direction(&acl.ingress), egress: direction(&acl.egress) }
}

fn acl_protocol(protocol: Protocol) -> AclProtocol {
    match protocol {
        Protocol::Tcp(ports) => AclProtocol::Tcp(ports),
        Protocol::Udp(ports) => AclProtocol::Udp(ports),
        // ACL rules are written with ports or `all`.
        Protocol::All | Protocol::Icmp => AclProtocol::All,
    }
}

//! The preset `tiered`: internet tiers talk with `nat` tiers, these with each other and with `local` tiers, and every tier
//! with itself; which ports is left to the security groups. Other tiers are denied, and then the world outside is let in and
//! out as far as the tier's route goes.

use std::collections::BTreeSet;

use super::numbers::{self, Class, Rule};
use super::{Around, acl_protocol, tier_addresses};
use crate::blueprint::{AclAction, NatMode};
use crate::diagnostic::{Code, Diagnostic};
use crate::net::{Cidr, Cidr4, Cidr6, IcmpType, Ports};
use crate::network::{GroupOf, GroupPeer, Protocol, Purpose, RouteKind, Tier, TierId, Vpc};
use crate::plan::hub::Block;
use crate::plan::ledger::Ledger;
use crate::plan::types::{AclAddress, AclPlan, AclProtocol, TierPlan};

/// Ports that clients take for replies, above and below that of remote desktop. The world reaches neither 3389 nor 22 by a rule
/// that is there for replies. A deny would do the same for one number more, and would also cut off those whose rules come
/// behind it, such as networks behind the transit gateway. A client that takes 3389 for its own end gets no reply there.
const REPLIES: Ports = Ports::ABOVE_REMOTE_DESKTOP;
const LOW_REPLIES: Ports = Ports::BELOW_REMOTE_DESKTOP;

/// A VPC with the preset.
pub(super) struct Preset<'a> {
    pub vpc: &'a Vpc,
    pub around: Around<'a>,
    pub tiers: &'a [TierPlan],
    pub path: &'a str,
}

impl Preset<'_> {
    /// The ACL of a tier. The error is a class of rules that has no number left.
    pub fn acl(&self, tier: TierId, ledger: &mut Ledger<'_>) -> Result<AclPlan, Box<Diagnostic>> {
        let (ingress, egress) = (self.rules(tier, true), self.rules(tier, false));
        let mut number = |direction: &str, rules: &[Rule]| {
            let acl = format!("{}/acl/{}/{direction}", self.path, self.vpc.tier(tier).name.as_str());
            numbers::number(&acl, rules, ledger).map_err(|class| self.full(tier, class))
        };
        Ok(AclPlan { tier, ingress: number("ingress", &ingress)?, egress: number("egress", &egress)? })
    }

    fn full(&self, tier: TierId, class: Class) -> Box<Diagnostic> {
        let tier = self.vpc.tier(tier);
        let (what, count) = (class.what(), class.numbers().count());
        let message = format!("the network ACL of tier `{}` needs more than {count} rules that {what}", tier.name);
        let finding = Diagnostic::new(Code::AclFull, message).at(tier.span, "").why(
            "rules of one kind have a range of numbers, for the lowest number that matches decides: a rule behind its \
             range would come after those that it must precede",
        );
        Box::new(finding.help("have fewer tiers in the VPC, or write the rules yourself (`network_acls: {TIER: ...}`)"))
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
                rules.push(self.tier_rule(
                    TierId(index),
                    format!("{verb}-{}", name.as_str()),
                    Class::Peers,
                    AclAction::Allow,
                    why,
                ));
            }
        }
        let mut outside = self.outside(tier, ingress);
        outside.extend(self.behind_the_hub(tier, ingress));
        if ingress && self.vpc.tier(tier).route == RouteKind::Internet {
            outside.extend(self.open_to_blocks());
        }
        if ingress {
            outside.extend(self.low_replies(tier));
            outside.extend(self.open_to_lists(tier));
        }
        if !outside.is_empty() {
            for (index, other) in self.workloads() {
                if !self.peers(tier, TierId(index)) {
                    let why = format!("never tier {}", other.name);
                    rules.push(self.tier_rule(
                        TierId(index),
                        format!("not-{}", other.name.as_str()),
                        Class::OtherTiers,
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

    /// The networks behind the transit gateway or a peering: after the rules about tiers, whose blocks may be in one pool.
    fn behind_the_hub(&self, id: TierId, ingress: bool) -> Vec<Rule> {
        let verb = if ingress { "from" } else { "to" };
        let rule = |word: &'static str, what: &'static str| {
            move |block: &Block| Rule {
                key: format!("{word}-{}", block.cidr.to_string().replace('/', "-")),
                class: Class::Outside,
                matches: vec![(AclAddress::V4(block.cidr), AclProtocol::All)],
                action: AclAction::Allow,
                why: format!("{verb} {what}"),
            }
        };
        let tier = self.vpc.tier(id);
        let gateway = match (self.vpc.attach.is_some(), self.vpc.vpn_gateway.is_some()) {
            (false, true) => "the VPN gateway",
            (true, true) => "the transit gateway or the VPN gateway",
            _ => "the transit gateway",
        };
        let hub = self.around.beyond.hub.iter().filter(|_| tier.hub).map(rule("hub", gateway));
        let ipv6 = self.around.beyond.ipv6.iter().filter(|_| tier.hub).map(|block| Rule {
            key: format!("hub-{}", block.to_string().replace('/', "-")),
            class: Class::Outside,
            matches: vec![(AclAddress::V6(*block), AclProtocol::All)],
            action: AclAction::Allow,
            why: format!("{verb} the VPN gateway, over IPv6"),
        });
        let peers = self.around.beyond.peers.iter().filter(|_| tier.takes_peerings()).map(rule("peer", "a peered VPC"));
        hub.chain(ipv6).chain(peers).chain(self.ipv6_behind_the_hub(id, ingress)).collect()
    }

    /// IPv6 of other networks behind the transit gateway, whose blocks Amazon chooses at deployment: what security groups open to IPv6
    /// blocks, and to everybody where the VPC has no internet gateway by which the world would come in too. A `local` tier gets
    /// replies to what it opens.
    fn ipv6_behind_the_hub(&self, id: TierId, ingress: bool) -> Vec<Rule> {
        let tier = self.vpc.tier(id);
        if !self.around.network.sends_ipv6_to_hub(self.vpc, tier) {
            return Vec::new();
        }
        let is_local = tier.route == RouteKind::Local;
        let mut rules = Vec::new();
        if !ingress && is_local {
            rules.push(self.allow("hub-ipv6", Protocol::All, "over IPv6 to the transit gateway"));
        }
        if ingress && is_local {
            let why = "replies to connections opened from here, over IPv6";
            for (word, protocol) in [("tcp", Protocol::Tcp as fn(Ports) -> Protocol), ("udp", Protocol::Udp)] {
                rules.push(self.allow(format!("hub-ipv6-replies-{word}"), protocol(REPLIES), why));
                rules.push(self.allow(format!("hub-ipv6-low-replies-{word}"), protocol(LOW_REPLIES), why));
            }
            let big = Protocol::IcmpV6(Some(IcmpType::PACKET_TOO_BIG));
            rules.push(self.allow("hub-ipv6-packet-too-big", big, "path MTU discovery over IPv6"));
        }
        if ingress {
            rules.extend(self.open_to_blocks());
            let has_gateway = self.vpc.tiers_by_route(RouteKind::Internet).next().is_some();
            if !has_gateway && self.vpc.nat.mode != NatMode::Regional {
                let why = "opened to everybody by a security group, from behind the transit gateway";
                let open = self.open_protocols(true).into_iter();
                rules.extend(open.map(|one| self.allow(format!("hub-ipv6-{}", word(one)), one, why)));
            }
        }
        for rule in &mut rules {
            rule.matches.retain(|(address, _)| matches!(address, AclAddress::V6(_)));
        }
        rules.retain(|rule| !rule.matches.is_empty());
        rules
    }

    fn tier_rule(&self, tier: TierId, key: String, class: Class, action: AclAction, why: String) -> Rule {
        let addresses = tier_addresses(&self.tiers[tier.0]);
        let matches = addresses.into_iter().map(|address| (address, AclProtocol::All)).collect();
        Rule { key, class, matches, action, why }
    }

    /// A rule that lets packets of the world outside pass.
    fn allow(&self, key: impl Into<String>, protocol: Protocol, why: impl Into<String>) -> Rule {
        let v6 = self.vpc.ipv6.then_some(AclAddress::V6(Cidr6::ANY));
        let addresses = std::iter::once(AclAddress::V4(Cidr4::ANY)).chain(v6);
        let matches = addresses.filter_map(|address| acl_protocol(protocol, address).map(|one| (address, one)));
        let matches = matches.collect();
        Rule { key: key.into(), class: Class::Outside, matches, action: AclAction::Allow, why: why.into() }
    }

    /// Rules towards the world outside the VPC.
    fn outside(&self, tier: TierId, ingress: bool) -> Vec<Rule> {
        let Tier { route, gateway_endpoints, .. } = self.vpc.tier(tier);
        let endpoints = *gateway_endpoints && !self.vpc.endpoints.gateway.is_empty();
        match (*route, ingress) {
            (RouteKind::Local, _) if !endpoints => Vec::new(),
            (RouteKind::Local, false) => {
                vec![self.allow("endpoints", Protocol::Tcp(Ports::one(443)), "to the gateway endpoints")]
            }
            (RouteKind::Local, true) => {
                vec![self.allow("endpoints", Protocol::Tcp(REPLIES), "replies of the gateway endpoints")]
            }
            (_, false) => vec![self.allow("anywhere", Protocol::All, "to anywhere")],
            (route, true) => {
                let mut rules = Vec::new();
                if route == RouteKind::Internet {
                    let why = "opened to the internet by a security group";
                    let open = self.open_protocols(true).into_iter();
                    rules.extend(open.map(|one| self.allow(format!("internet-{}", word(one)), one, why)));
                }
                let why = "replies to connections opened from here";
                rules.push(self.allow("replies-tcp", Protocol::Tcp(REPLIES), why));
                rules.push(self.allow("replies-udp", Protocol::Udp(REPLIES), why));
                let needed = Protocol::IcmpV4(IcmpType::FRAGMENTATION_NEEDED);
                rules.push(self.allow("fragmentation-needed", needed, "path MTU discovery"));
                if self.vpc.ipv6 {
                    let big = Protocol::IcmpV6(Some(IcmpType::PACKET_TOO_BIG));
                    rules.push(self.allow("packet-too-big", big, "path MTU discovery over IPv6"));
                }
                rules
            }
        }
    }

    /// Replies to ports below that of remote desktop, which thus stays closed to the world. They are rules of their own so that
    /// those above keep their numbers.
    fn low_replies(&self, tier: TierId) -> Vec<Rule> {
        let Tier { route, gateway_endpoints, .. } = self.vpc.tier(tier);
        let endpoints = *gateway_endpoints && !self.vpc.endpoints.gateway.is_empty();
        match route {
            RouteKind::Local if !endpoints => Vec::new(),
            RouteKind::Local => {
                let why = "replies of the gateway endpoints, below remote desktop (3389)";
                vec![self.allow("endpoints-below-3389", Protocol::Tcp(LOW_REPLIES), why)]
            }
            _ => {
                let why = "replies to connections opened from here, below remote desktop (3389)";
                vec![
                    self.allow("replies-tcp-below-3389", Protocol::Tcp(LOW_REPLIES), why),
                    self.allow("replies-udp-below-3389", Protocol::Udp(LOW_REPLIES), why),
                ]
            }
        }
    }

    /// What security groups accept from blocks outside the VPC, where that is not open to everybody anyway.
    fn open_to_blocks(&self) -> Vec<Rule> {
        let everybody = self.open_protocols(true);
        let mut known = BTreeSet::new();
        let mut rules = Vec::new();
        for rule in self.vpc.groups.iter().flat_map(|group| &group.ingress).filter(|rule| !rule.peer.is_everybody()) {
            if everybody.iter().any(|open| open.contains(rule.protocol)) {
                continue;
            }
            for (cidr, address) in self.outside_blocks(&rule.peer) {
                let key = format!("{cidr}-{}", word(rule.protocol)).replace('/', "-");
                if let Some(protocol) = acl_protocol(rule.protocol, address)
                    && known.insert(key.clone())
                {
                    let why = format!("opened to {cidr} by a security group");
                    let matches = vec![(address, protocol)];
                    rules.push(Rule { key, class: Class::Outside, matches, action: AclAction::Allow, why });
                }
            }
        }
        rules
    }

    /// The blocks outside the VPC that the other end of a rule stands for.
    fn outside_blocks(&self, peer: &GroupPeer) -> Vec<(Cidr, AclAddress)> {
        let is_inside = |block: Cidr4| self.around.inside.iter().any(|own| own.contains(block));
        let cidrs: Vec<Cidr> = match peer {
            GroupPeer::Cidr(cidr) => vec![*cidr],
            GroupPeer::Place(place) | GroupPeer::GroupOf(GroupOf { place, .. }) => {
                let addresses = self.around.places.get(place).into_iter().flatten();
                addresses
                    .filter_map(|address| match address {
                        AclAddress::V4(block) => Some(Cidr::V4(*block)),
                        AclAddress::V6(block) => Some(Cidr::V6(*block)),
                        AclAddress::OwnV6(_) => None,
                    })
                    .collect()
            }
            _ => Vec::new(),
        };
        let outside = cidrs.into_iter().filter(|cidr| !matches!(cidr, Cidr::V4(block) if is_inside(*block)));
        let address = |cidr| match cidr {
            Cidr::V4(block) => AclAddress::V4(block),
            Cidr::V6(block) => AclAddress::V6(block),
        };
        outside.map(|cidr| (cidr, address(cidr))).collect()
    }

    /// What security groups open to prefix lists, for a tier with a way to other networks than the internet: which addresses a
    /// list has is known to AWS alone, so the ACL lets the ports pass from anywhere, and the group decides.
    fn open_to_lists(&self, tier: TierId) -> Vec<Rule> {
        let tier = self.vpc.tier(tier);
        let by_hub = tier.hub && (self.vpc.attach.is_some() || self.vpc.vpn_gateway.is_some());
        let by_peering = tier.takes_peerings() && !self.around.beyond.peers.is_empty();
        let goes_out = matches!(tier.route, RouteKind::Nat | RouteKind::Transit);
        if !goes_out || !(by_hub || by_peering) {
            return Vec::new();
        }
        let why = "opened to a prefix list by a security group";
        let open = self.open_protocols(false).into_iter();
        open.map(|one| self.allow(format!("list-{}", word(one)), one, why)).collect()
    }

    /// What security groups accept from prefix lists and, where `internet` is asked for, from everybody. An ACL cannot name a
    /// prefix list.
    fn open_protocols(&self, internet: bool) -> Vec<Protocol> {
        let open = |peer: &GroupPeer| match peer {
            GroupPeer::PrefixList(_) => true,
            _ => internet && peer.is_everybody(),
        };
        let rules = self.vpc.groups.iter().flat_map(|group| &group.ingress).filter(|rule| open(&rule.peer));
        let open: BTreeSet<Protocol> = rules.map(|rule| rule.protocol).collect();
        // `all` and `icmp` are the lowest of all protocols, and make what they contain needless.
        let all = open.iter().copied().filter(|one| matches!(one, Protocol::All | Protocol::Icmp)).min();
        let needless = |one: &Protocol| all.is_some_and(|all| all != *one && all.contains(*one));
        let mut protocols: Vec<Protocol> = open.into_iter().filter(|one| !needless(one)).collect();
        // Without IPv6 nothing comes over it.
        protocols.retain(|one| self.vpc.ipv6 || one.is_of(false));
        protocols
    }
}

/// The words of a protocol in a key: `tcp-443`, `icmp-type-8`.
fn word(protocol: Protocol) -> String {
    protocol.to_string().replace(' ', "-")
}

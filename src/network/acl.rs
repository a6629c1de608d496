//! Network ACLs: the preset, or rules by tier.

use std::collections::BTreeMap;

use super::place::{Place, PlaceOf, Places};
use super::protocol::{Protocol, Written, written};
use super::resolve::did_you_mean;
use super::{Tier, TierId};
use crate::blueprint::{AclAction, AclRules, NetworkAcls, Peer, RuleNumber};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{Cidr, Name};

/// Network ACLs of a VPC.
#[derive(Debug)]
pub enum Acls {
    /// AWS's default ACL for every subnet.
    Open,
    /// Rules that follow from the tiers' routes; the planner makes them.
    Tiered,
    /// Rules as written, by tier.
    Explicit(Vec<ExplicitAcl>),
}

/// The written rules of one tier.
#[derive(Debug)]
pub struct ExplicitAcl {
    /// The tier whose subnets get the ACL.
    pub tier: TierId,
    /// By number.
    pub ingress: Vec<AclRule>,
    /// By number.
    pub egress: Vec<AclRule>,
}

/// A written rule. It becomes one entry for each protocol and address family; they take the numbers after its own.
#[derive(Debug)]
pub struct AclRule {
    /// Its number, 1 to 32766.
    pub number: u32,
    /// Whose packets it matches (whose addresses, for egress).
    pub source: AclSource,
    /// What it matches.
    pub protocols: Vec<Protocol>,
    /// What happens.
    pub action: AclAction,
    /// Where its number is written.
    pub span: Span,
}

/// The other end of an ACL rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AclSource {
    /// The block of a tier.
    Tier(TierId),
    /// 0.0.0.0/0, and `::/0` in a VPC with IPv6.
    Internet,
    /// A block.
    Cidr(Cidr),
    /// A part of the document: the planner knows its blocks.
    Place(Place),
}

/// The ACLs of a VPC.
pub(super) fn resolve(written: &NetworkAcls, places: Places<'_>, diagnostics: &mut Diagnostics) -> Acls {
    let rules = match written {
        NetworkAcls::Open => return Acls::Open,
        NetworkAcls::Tiered => return Acls::Tiered,
        NetworkAcls::Rules(rules) => rules,
    };
    let mut acls = Vec::new();
    for (name, AclRules { ingress, egress }) in rules {
        let Some(tier) = find(&Spanned { value: &name.value, span: name.span }, places.tiers, diagnostics) else {
            continue;
        };
        let ingress =
            numbered(ingress, places, diagnostics, |rule| (&rule.value.from, written!(rule), rule.value.action));
        let egress = numbered(egress, places, diagnostics, |rule| (&rule.value.to, written!(rule), rule.value.action));
        acls.push(ExplicitAcl { tier, ingress, egress });
    }
    Acls::Explicit(acls)
}

fn numbered<T>(
    written: &BTreeMap<Spanned<RuleNumber>, Spanned<T>>,
    places: Places<'_>,
    diagnostics: &mut Diagnostics,
    parts: impl Fn(&Spanned<T>) -> (&Spanned<Peer>, Written<'_>, AclAction),
) -> Vec<AclRule> {
    let mut rules = Vec::new();
    for (number, rule) in written {
        let (peer, what, action) = parts(rule);
        let protocols = what.protocols(diagnostics);
        let source = source(peer, places, diagnostics);
        if let Some(source) = source {
            let families = match &source {
                AclSource::Cidr(Cidr::V4(_)) => (true, false),
                AclSource::Cidr(Cidr::V6(_)) => (false, true),
                AclSource::Tier(_) | AclSource::Internet => (true, places.ipv6),
                AclSource::Place(place) => (true, places.has_ipv6(place)),
            };
            what.refuse_other_family(&protocols, families, diagnostics);
            rules.push(AclRule { number: number.value.0, source, protocols, action, span: number.span });
        }
    }
    rules
}

/// The other end of a rule.
fn source(peer: &Spanned<Peer>, places: Places<'_>, diagnostics: &mut Diagnostics) -> Option<AclSource> {
    let mut refuse = |what: &str, help: &str| {
        let finding = Diagnostic::new(Code::AclPeer, format!("a network ACL cannot name {what}"));
        diagnostics.push(finding.at(peer.span, "").help(help));
        None
    };
    match &peer.value {
        Peer::Internet => Some(AclSource::Internet),
        Peer::Cidr(cidr) => Some(AclSource::Cidr(*cidr)),
        Peer::Place(place) => {
            let found = places.find(&Spanned { value: place.clone(), span: peer.span }, diagnostics)?;
            Some(match found.of {
                PlaceOf::Tier(tier) => AclSource::Tier(tier),
                _ => AclSource::Place(found),
            })
        }
        Peer::Name(name) => {
            let is_tier = places.tiers.iter().any(|tier| tier.name == *name);
            if name.as_str() == "vpc" && !is_tier {
                return places.own().map(AclSource::Place);
            }
            find(&Spanned { value: name, span: peer.span }, places.tiers, diagnostics).map(AclSource::Tier)
        }
        Peer::PrefixList(_) => {
            refuse("a prefix list", "name a tier, `internet`, or a CIDR; prefix lists work in security groups")
        }
        Peer::GroupOf(..) | Peer::SecurityGroup(_) => {
            refuse("a security group", "name a tier, `vpc/NAME`, `internet`, or a CIDR: an ACL knows addresses alone")
        }
    }
}

fn find(name: &Spanned<&Name>, tiers: &[Tier], diagnostics: &mut Diagnostics) -> Option<TierId> {
    let found = tiers.binary_search_by(|tier| tier.name.cmp(name.value)).ok().map(TierId);
    if found.is_none() {
        diagnostics.push(
            Diagnostic::new(Code::UnknownTier, format!("there is no tier `{}` in this VPC", name.value))
                .at(name.span, "")
                .help(did_you_mean(name.value.as_str(), tiers.iter().map(|tier| tier.name.as_str()))),
        );
    }
    found
}

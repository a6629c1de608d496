//! Network ACLs: the preset, or rules by tier.

use std::collections::BTreeMap;

use super::group::{Protocol, Written};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AclSource {
    /// The block of a tier.
    Tier(TierId),
    /// 0.0.0.0/0, and `::/0` in a VPC with IPv6.
    Internet,
    /// A block.
    Cidr(Cidr),
}

/// The ACLs of a VPC.
pub(super) fn resolve(written: &NetworkAcls, tiers: &[Tier], diagnostics: &mut Diagnostics) -> Acls {
    let rules = match written {
        NetworkAcls::Open => return Acls::Open,
        NetworkAcls::Tiered => return Acls::Tiered,
        NetworkAcls::Rules(rules) => rules,
    };
    let mut acls = Vec::new();
    for (name, AclRules { ingress, egress }) in rules {
        let Some(tier) = find(&Spanned { value: &name.value, span: name.span }, tiers, diagnostics) else { continue };
        let ingress = numbered(ingress, tiers, diagnostics, |rule| {
            let what = Written {
                span: rule.span,
                tcp: rule.value.tcp.as_ref(),
                udp: rule.value.udp.as_ref(),
                icmp: false,
                all: rule.value.all,
            };
            (&rule.value.from, what, rule.value.action)
        });
        let egress = numbered(egress, tiers, diagnostics, |rule| {
            let what = Written {
                span: rule.span,
                tcp: rule.value.tcp.as_ref(),
                udp: rule.value.udp.as_ref(),
                icmp: false,
                all: rule.value.all,
            };
            (&rule.value.to, what, rule.value.action)
        });
        acls.push(ExplicitAcl { tier, ingress, egress });
    }
    Acls::Explicit(acls)
}

fn numbered<T>(
    written: &BTreeMap<Spanned<RuleNumber>, Spanned<T>>,
    tiers: &[Tier],
    diagnostics: &mut Diagnostics,
    parts: impl Fn(&Spanned<T>) -> (&Spanned<Peer>, Written<'_>, AclAction),
) -> Vec<AclRule> {
    let mut rules = Vec::new();
    for (number, rule) in written {
        let (peer, what, action) = parts(rule);
        let protocols = what.protocols(diagnostics);
        let source = match &peer.value {
            Peer::Internet => Some(AclSource::Internet),
            Peer::Cidr(cidr) => Some(AclSource::Cidr(*cidr)),
            Peer::Name(name) => {
                find(&Spanned { value: name, span: peer.span }, tiers, diagnostics).map(AclSource::Tier)
            }
            Peer::PrefixList(_) => {
                diagnostics.push(
                    Diagnostic::new(Code::AclPeer, "a network ACL cannot name a prefix list")
                        .at(peer.span, "")
                        .help("name a tier, `internet`, or a CIDR; prefix lists work in security groups"),
                );
                None
            }
        };
        if let Some(source) = source {
            rules.push(AclRule { number: number.value.0, source, protocols, action, span: number.span });
        }
    }
    rules
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

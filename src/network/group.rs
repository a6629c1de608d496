//! Security groups: their rules, one for each peer, family and port range.

use std::collections::BTreeMap;
use std::fmt;

use super::resolve::did_you_mean;
use crate::blueprint::{self, Peer, PortList};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{Cidr, Cidr4, Cidr6, Description, Name, Ports, PrefixListId};

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
}

impl GroupPeer {
    /// Whether every address of a family is meant, by whatever words.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        matches!(self, Self::Internet | Self::Cidr(Cidr::V4(Cidr4::ANY) | Cidr::V6(Cidr6::ANY)))
    }
}

/// What a rule matches besides addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protocol {
    /// Everything.
    All,
    /// ICMP, or ICMPv6 where the peer is IPv6: every type.
    Icmp,
    /// TCP ports.
    Tcp(Ports),
    /// UDP ports.
    Udp(Ports),
}

/// `tcp 443`, `udp 8000-8100`, `icmp`, `all`.
impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Icmp => f.write_str("icmp"),
            Self::Tcp(ports) => write!(f, "tcp {ports}"),
            Self::Udp(ports) => write!(f, "udp {ports}"),
        }
    }
}

/// The fields that ingress, egress and network ACL rules share.
pub(super) struct Written<'a> {
    pub span: Span,
    pub tcp: Option<&'a Spanned<PortList>>,
    pub udp: Option<&'a Spanned<PortList>>,
    pub icmp: bool,
    pub all: bool,
}

impl Written<'_> {
    /// The protocols in a fixed order. A rule that says none, or `all` beside others, is refused.
    pub fn protocols(&self, diagnostics: &mut Diagnostics) -> Vec<Protocol> {
        let mut protocols: Vec<Protocol> = Vec::new();
        if self.icmp {
            protocols.push(Protocol::Icmp);
        }
        protocols.extend(self.tcp.iter().flat_map(|list| list.value.0.iter().copied().map(Protocol::Tcp)));
        protocols.extend(self.udp.iter().flat_map(|list| list.value.0.iter().copied().map(Protocol::Udp)));
        protocols.sort_unstable();
        match (self.all, protocols.is_empty()) {
            (true, true) => vec![Protocol::All],
            (false, false) => protocols,
            (false, true) => {
                diagnostics.push(
                    Diagnostic::new(Code::RuleWithoutProtocol, "the rule names no protocol")
                        .at(self.span, "")
                        .help("write the ports (`tcp: 443`), or `all: true` for every protocol"),
                );
                Vec::new()
            }
            (true, false) => {
                diagnostics.push(
                    Diagnostic::new(Code::RuleContradiction, "the rule says `all` and names protocols as well")
                        .at(self.span, "")
                        .help("remove `all`, or the protocols"),
                );
                Vec::new()
            }
        }
    }
}

/// The groups of a VPC, by name.
pub(super) fn resolve(
    written: &BTreeMap<Spanned<Name>, Spanned<blueprint::SecurityGroup>>,
    diagnostics: &mut Diagnostics,
) -> Vec<SecurityGroup> {
    let names: Vec<&Name> = written.keys().map(|name| &name.value).collect();
    written
        .iter()
        .map(|(name, group)| {
            let mut ingress = Vec::new();
            for rule in &group.value.ingress {
                let one = &rule.value;
                let what = Written {
                    span: rule.span,
                    tcp: one.tcp.as_ref(),
                    udp: one.udp.as_ref(),
                    icmp: one.icmp,
                    all: one.all,
                };
                expand(&mut ingress, &one.from, &what, one.description.as_ref(), &names, diagnostics);
            }
            warn_open(&ingress, diagnostics);
            let egress = group.value.egress.as_ref().map(|rules| {
                let mut egress = Vec::new();
                for rule in rules {
                    let one = &rule.value;
                    let what = Written {
                        span: rule.span,
                        tcp: one.tcp.as_ref(),
                        udp: one.udp.as_ref(),
                        icmp: one.icmp,
                        all: one.all,
                    };
                    expand(&mut egress, &one.to, &what, one.description.as_ref(), &names, diagnostics);
                }
                egress
            });
            if let Some(egress) = &egress {
                refuse_redundant(egress, diagnostics);
            }
            for rules in [Some(&ingress), egress.as_ref()].into_iter().flatten() {
                refuse_duplicates(rules, diagnostics);
            }
            let description = group.value.description.as_ref().map(|text| text.value.clone());
            SecurityGroup { name: name.value.clone(), span: name.span, description, ingress, egress }
        })
        .collect()
}

fn expand(
    rules: &mut Vec<Rule>,
    peer: &Spanned<Peer>,
    what: &Written<'_>,
    description: Option<&Spanned<Description>>,
    names: &[&Name],
    diagnostics: &mut Diagnostics,
) {
    let protocols = what.protocols(diagnostics);
    let resolved = match &peer.value {
        Peer::Internet => GroupPeer::Internet,
        Peer::Cidr(cidr) => GroupPeer::Cidr(*cidr),
        Peer::PrefixList(id) => GroupPeer::PrefixList(id.clone()),
        Peer::Name(name) => {
            let Ok(index) = names.binary_search(&name) else {
                diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownSecurityGroup,
                        format!("there is no security group `{name}` in this VPC"),
                    )
                    .at(peer.span, "")
                    .help(did_you_mean(name.as_str(), names.iter().map(|known| known.as_str()))),
                );
                return;
            };
            GroupPeer::Group(GroupId(index))
        }
    };
    for protocol in protocols {
        let description = description.map(|text| text.value.clone());
        rules.push(Rule { peer: resolved.clone(), protocol, description, span: what.span });
    }
    rules.sort_by(|a, b| (&a.peer, a.protocol).cmp(&(&b.peer, b.protocol)));
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
fn refuse_redundant(egress: &[Rule], diagnostics: &mut Diagnostics) {
    let all = egress.iter().find(|rule| rule.protocol == Protocol::All && rule.peer.is_everybody());
    let group = egress.iter().find(|rule| matches!(rule.peer, GroupPeer::Group(_)));
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

fn refuse_duplicates(rules: &[Rule], diagnostics: &mut Diagnostics) {
    for pair in rules.windows(2) {
        if pair[0].peer == pair[1].peer && pair[0].protocol == pair[1].protocol {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateRule, format!("two rules allow {} for the same peer", pair[1].protocol))
                    .at(pair[1].span, "again")
                    .also(pair[0].span, "first")
                    .why("AWS refuses equal rules")
                    .help("remove one of them"),
            );
        }
    }
}

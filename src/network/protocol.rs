//! What a rule of a security group or a network ACL matches besides addresses.

use std::fmt;

use crate::blueprint::{Icmp, PortList};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{IcmpType, Ports};

/// What a rule matches besides addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protocol {
    /// Everything.
    All,
    /// ICMP, or ICMPv6 where the peer is IPv6: every type.
    Icmp,
    /// A type of ICMP; packets of IPv4 alone.
    IcmpV4(IcmpType),
    /// ICMPv6, every type unless one is named; packets of IPv6 alone.
    IcmpV6(Option<IcmpType>),
    /// TCP ports.
    Tcp(Ports),
    /// UDP ports.
    Udp(Ports),
}

impl Protocol {
    /// Whether packets of a family can match: of IPv6, or of IPv4.
    #[must_use]
    pub const fn is_of(self, ipv6: bool) -> bool {
        match self {
            Self::All | Self::Icmp | Self::Tcp(_) | Self::Udp(_) => true,
            Self::IcmpV4(_) => !ipv6,
            Self::IcmpV6(_) => ipv6,
        }
    }

    /// Whether a packet can be of both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Tcp(own), Self::Tcp(ports)) | (Self::Udp(own), Self::Udp(ports)) => own.overlaps(ports),
            _ => self.contains(other) || other.contains(self),
        }
    }

    /// Whether every packet of the other one is of this one as well.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        match (self, other) {
            (Self::All, _) | (Self::Icmp, Self::Icmp | Self::IcmpV4(_) | Self::IcmpV6(_)) => true,
            (Self::IcmpV4(own), Self::IcmpV4(one)) => own.contains(one),
            (Self::IcmpV6(own), Self::IcmpV6(one)) => own.is_none_or(|own| one.is_some_and(|one| own.contains(one))),
            (Self::Tcp(own), Self::Tcp(ports)) | (Self::Udp(own), Self::Udp(ports)) => own.contains(ports),
            _ => false,
        }
    }
}

/// `tcp 443`, `udp 8000-8100`, `icmp`, `icmp type 3 code 4`, `all`.
impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Icmp => f.write_str("icmp"),
            Self::IcmpV4(one) => write!(f, "icmp {one}"),
            Self::IcmpV6(None) => f.write_str("icmpv6"),
            Self::IcmpV6(Some(one)) => write!(f, "icmpv6 {one}"),
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
    pub icmp: &'a Spanned<Icmp>,
    pub icmpv6: &'a Spanned<Icmp>,
    pub all: bool,
}

/// The shared fields of a written rule, whichever of the four kinds it is.
macro_rules! written {
    ($rule:expr) => {
        $crate::network::protocol::Written {
            span: $rule.span,
            tcp: $rule.value.tcp.as_ref(),
            udp: $rule.value.udp.as_ref(),
            icmp: &$rule.value.icmp,
            icmpv6: &$rule.value.icmpv6,
            all: $rule.value.all,
        }
    };
}
pub(super) use written;

impl Written<'_> {
    /// The protocols in a fixed order. A rule that says none, or `all` beside others, is refused.
    pub fn protocols(&self, diagnostics: &mut Diagnostics) -> Vec<Protocol> {
        let protocols = self.named(diagnostics);
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
                self.contradiction(
                    "the rule says `all` and names protocols as well",
                    "remove `all`, or the protocols",
                    diagnostics,
                );
                Vec::new()
            }
        }
    }

    /// What the rule names beside `all`.
    fn named(&self, diagnostics: &mut Diagnostics) -> Vec<Protocol> {
        let mut protocols: Vec<Protocol> = Vec::new();
        match &self.icmp.value {
            Icmp::None => {}
            Icmp::All => protocols.push(Protocol::Icmp),
            Icmp::Types(types) => protocols.extend(types.iter().copied().map(Protocol::IcmpV4)),
        }
        match &self.icmpv6.value {
            Icmp::None => {}
            Icmp::All => protocols.push(Protocol::IcmpV6(None)),
            Icmp::Types(types) => protocols.extend(types.iter().copied().map(|one| Protocol::IcmpV6(Some(one)))),
        }
        protocols.extend(self.tcp.iter().flat_map(|list| list.value.0.iter().copied().map(Protocol::Tcp)));
        protocols.extend(self.udp.iter().flat_map(|list| list.value.0.iter().copied().map(Protocol::Udp)));
        protocols.sort_unstable();
        if self.icmp.value == Icmp::All && self.icmpv6.value != Icmp::None {
            let message = "the rule says `icmp: true`, which is ICMPv6 as well, and names `icmpv6`";
            self.contradiction(message, "remove `icmpv6`, or name the types of `icmp`", diagnostics);
        }
        protocols
    }

    /// Refuses types of ICMP for a peer that has no packets of that family. `families`: whether it has IPv4, IPv6.
    pub fn refuse_other_family(&self, protocols: &[Protocol], (v4, v6): (bool, bool), diagnostics: &mut Diagnostics) {
        let of_v4_alone = |one: &Protocol| !one.is_of(true);
        let of_v6_alone = |one: &Protocol| !one.is_of(false);
        if !v4 && protocols.iter().any(of_v4_alone) {
            let message = "the rule names types of ICMP for IPv6 addresses";
            self.contradiction(message, "write `icmpv6: {type: 128}`: ICMPv6 has numbers of its own", diagnostics);
        }
        if !v6 && protocols.iter().any(of_v6_alone) {
            refuse_icmpv6(self.span, diagnostics);
        }
    }

    fn contradiction(&self, message: &str, help: &str, diagnostics: &mut Diagnostics) {
        diagnostics.push(Diagnostic::new(Code::RuleContradiction, message).at(self.span, "").help(help));
    }
}

/// Refuses ICMPv6 for a peer that has no IPv6 addresses.
pub(super) fn refuse_icmpv6(span: Span, diagnostics: &mut Diagnostics) {
    let message = "the rule names ICMPv6, but has no IPv6 addresses";
    let help = "write `icmp`, or name an IPv6 block; a VPC has IPv6 with `ipv6: true`";
    diagnostics.push(Diagnostic::new(Code::RuleContradiction, message).at(span, "").help(help));
}

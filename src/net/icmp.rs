//! ICMP types and codes, for IPv4 and IPv6 alike. Never knows which family it is about.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

/// An ICMP type, with one of its codes or with all of them. Numbers: <https://www.iana.org/assignments/icmp-parameters>
/// for ICMP, <https://www.iana.org/assignments/icmpv6-parameters> for ICMPv6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IcmpType {
    /// The type, 0 to 255: `8` is an echo request of ICMP, `128` one of ICMPv6.
    #[serde(rename = "type")]
    pub kind: u8,
    /// The code, 0 to 255; every code of the type unless given. AWS takes that of ICMP and of ICMPv6, but cfn-lint objects to ICMPv6
    /// without a code (E3688): its exception for types knows the name `icmp` alone. Echo requests and replies have the code 0.
    pub code: Option<u8>,
}

impl IcmpType {
    /// ICMP type 3 code 4: a packet was too large for its path (RFC 792, RFC 1191).
    pub const FRAGMENTATION_NEEDED: Self = Self { kind: 3, code: Some(4) };
    /// ICMPv6 type 2 code 0: the same for IPv6 (RFC 4443, section 3.2).
    pub const PACKET_TOO_BIG: Self = Self { kind: 2, code: Some(0) };

    /// Whether every packet of the other one is of this one as well.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.kind == other.kind && self.code.is_none_or(|code| other.code == Some(code))
    }

    /// Whether a packet can be of both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }
}

/// `type 8`, `type 3 code 4`.
impl fmt::Display for IcmpType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "type {}", self.kind)?;
        self.code.map_or(Ok(()), |code| write!(f, " code {code}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_without_code_contains_each_of_its_codes() {
        let (all, one) = (IcmpType { kind: 3, code: None }, IcmpType::FRAGMENTATION_NEEDED);
        assert!(all.contains(one) && !one.contains(all) && one.overlaps(all));
        assert!(!one.overlaps(IcmpType { kind: 3, code: Some(3) }) && !one.overlaps(IcmpType::PACKET_TOO_BIG));
        assert_eq!((all.to_string(), one.to_string()), ("type 3".to_owned(), "type 3 code 4".to_owned()));
    }
}

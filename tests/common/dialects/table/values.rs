//! Values that the dialects write differently.

use super::super::form::Leaf;

/// Names of protocols and their numbers at IANA: CloudFormation takes numbers in network ACLs, Terraform some names.
/// <https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml>
const PROTOCOLS: &[(&str, &str)] = &[("icmp", "1"), ("tcp", "6"), ("udp", "17"), ("icmpv6", "58"), ("all", "-1")];

/// Whom private names of an endpoint are for: a word in CloudFormation, true or false in Terraform.
const INBOUND_ALONE: &[(&str, &str)] = &[("OnlyInboundResolver", "true"), ("AllResolvers", "false")];

/// A value by its meaning: a protocol is its number.
pub fn meant(property: &str, leaf: Leaf) -> Leaf {
    if property == "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint" {
        let flag = leaf.as_text().and_then(|text| INBOUND_ALONE.iter().find(|(word, _)| *word == text));
        return flag.map_or(leaf, |(_, flag)| Leaf::text(*flag));
    }
    let number = leaf.as_text().and_then(|text| PROTOCOLS.iter().find(|(name, _)| *name == text));
    match number {
        Some((_, number)) if matches!(property, "Protocol" | "IpProtocol") => Leaf::text(*number),
        _ => leaf,
    }
}

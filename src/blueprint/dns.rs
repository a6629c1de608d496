//! Names in a VPC, as written: DHCP options and Resolver endpoints.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Spanned;
use crate::net::DomainName;

/// What the VPC's DHCP server hands out.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html>
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Dhcp {
    /// The domain name.
    pub domain: Option<Spanned<DomainName>>,
    /// Up to four name servers: IPv4 addresses, or `AmazonProvidedDNS` alone.
    pub dns: Vec<Spanned<DnsServer>>,
    /// Up to four NTP servers.
    pub ntp: Vec<Spanned<std::net::Ipv4Addr>>,
}

/// A name server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub enum DnsServer {
    /// The resolver of the VPC.
    Amazon,
    /// A server of one's own.
    Address(std::net::Ipv4Addr),
}

impl TryFrom<String> for DnsServer {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "AmazonProvidedDNS" {
            return Ok(Self::Amazon);
        }
        text.parse().map(Self::Address).map_err(|_| {
            format!(
                "`{text}` is no name server\nwrite an IPv4 address, or `AmazonProvidedDNS` for the VPC's own resolver"
            )
        })
    }
}

/// Route 53 Resolver endpoints of a VPC, two addresses or more each, in the tier that holds the interface endpoints.
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html>
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Resolver {
    /// Name servers elsewhere may ask about the VPC's names.
    pub inbound: bool,
    /// Names that are asked elsewhere.
    pub outbound: Option<Spanned<Forwarding>>,
}

/// Names that are asked elsewhere.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Forwarding {
    /// Name servers by domain. Every VPC that reaches this one follows the rules.
    pub forward: BTreeMap<Spanned<DomainName>, Vec<Spanned<Ipv4Addr>>>,
}

//! Names in a VPC: DHCP options and Resolver endpoints.

use std::net::Ipv4Addr;

use crate::blueprint::DnsServer;
use crate::diagnostic::Span;
use crate::net::DomainName;

/// Resolver endpoints of a VPC.
#[derive(Debug, Default)]
pub struct Resolver {
    /// Whether others may ask about the VPC's names.
    pub inbound: bool,
    /// Name servers by domain that is asked elsewhere.
    pub forward: Vec<(DomainName, Vec<Ipv4Addr>)>,
    /// Where it is written; of the VPC's name if it is not.
    pub span: Option<Span>,
}

/// DHCP options.
#[derive(Debug)]
pub struct Dhcp {
    /// The domain name.
    pub domain: Option<DomainName>,
    /// One to four name servers.
    pub dns: Vec<DnsServer>,
    /// Up to four NTP servers.
    pub ntp: Vec<Ipv4Addr>,
    /// Where they are written.
    pub span: Span,
}

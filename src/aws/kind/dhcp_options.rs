//! What a VPC's DHCP server hands out.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::Attr;
use crate::net::DomainName;

/// A set of DHCP options.
#[derive(Debug)]
pub struct DhcpOptions {
    /// The domain name.
    pub domain: Option<DomainName>,
    /// One to four name servers, or `AmazonProvidedDNS`.
    pub dns: Vec<String>,
    /// Up to four NTP servers.
    pub ntp: Vec<String>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for DhcpOptions {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::DHCPOptions");
    const TERRAFORM: Option<&str> = Some("aws_vpc_dhcp_options");
    const NOUN: &str = "DhcpOptions";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &[
            "DomainName",
            "DomainNameServers",
            "Ipv6AddressPreferredLeaseTime",
            "NetbiosNameServers",
            "NetbiosNodeType",
            "NtpServers",
        ],
        force_new: &["domain_name", "domain_name_servers", "ntp_servers"],
        users: &[("aws_vpc_dhcp_options_association", "dhcp_options_id")],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { domain, dns, ntp, tags } = self;
        if let Some(domain) = domain {
            body.set("DomainName", "domain_name", domain.as_str());
        }
        body.list("DomainNameServers", "domain_name_servers", dns);
        if !ntp.is_empty() {
            body.list("NtpServers", "ntp_servers", ntp);
        }
        body.tags(tags);
    }
}

//! What AWS knows of a router at the other end of a VPN: its address and its ASN. Everything in it replaces it when it
//! changes, and with it every VPN connection.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html>

use std::net::Ipv4Addr;

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::Attr;

/// A customer gateway.
#[derive(Debug)]
pub struct CustomerGateway {
    /// The router's address on the internet; behind NAT, the address that AWS sees.
    pub address: Ipv4Addr,
    /// The router's ASN.
    pub asn: u32,
    /// What the router is called.
    pub device: String,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for CustomerGateway {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::CustomerGateway");
    const TERRAFORM: Option<&str> = Some("aws_customer_gateway");
    const NOUN: &str = "CustomerGateway";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["BgpAsn", "BgpAsnExtended", "CertificateArn", "DeviceName", "IpAddress", "Type"],
        force_new: &["bgp_asn", "bgp_asn_extended", "device_name", "ip_address"],
        place: &["IpAddress", "BgpAsn", "BgpAsnExtended", "DeviceName"],
        users: &[("aws_vpn_connection", "customer_gateway_id")],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { address, asn, device, tags } = self;
        body.set("Type", "type", "ipsec.1");
        body.set("IpAddress", "ip_address", *address);
        // AWS has a second property for what does not fit into 31 bits.
        if i32::try_from(*asn).is_ok() {
            body.set("BgpAsn", "bgp_asn", asn);
        } else {
            body.set("BgpAsnExtended", "bgp_asn_extended", asn);
        }
        body.set("DeviceName", "device_name", device);
        body.tags(tags);
    }
}

//! The BGP session of a virtual interface over IPv6, beside the one over IPv4. AWS assigns both of its addresses. CloudFormation says it on
//! the virtual interface.
//! <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_CreateBGPPeer.html>

use super::{Kind, PrivateVirtualInterface};
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::SecretKey;

/// A session over IPv6.
#[derive(Debug)]
pub struct BgpPeer {
    /// The virtual interface that it runs over.
    pub interface: Ref<PrivateVirtualInterface>,
    /// The router's ASN, 2147483646 at most: Terraform has no wide form of it here.
    pub asn: u32,
    /// The key of the session; AWS makes one if none is given.
    pub key: Option<SecretKey>,
}

impl BgpPeer {
    /// What a router has to know of it, by the names under which `--bind` looks for it. CloudFormation has no attribute for them.
    pub(in crate::aws) fn session() -> [(&'static str, Attr<Self>); 3] {
        [
            ("ipv6_amazon_address", Attr::reference("amazon_address")),
            ("ipv6_bgp_auth_key", Attr::reference("bgp_auth_key")),
            ("ipv6_customer_address", Attr::reference("customer_address")),
        ]
    }
}

impl Kind for BgpPeer {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_dx_bgp_peer");
    const NOUN: &str = "BgpPeer";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        force_new: &[
            "address_family",
            "amazon_address",
            "bgp_asn",
            "bgp_auth_key",
            "customer_address",
            "virtual_interface_id",
        ],
        replaced: Replaced::Elsewhere,
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { interface, asn, key } = self;
        let why = "CloudFormation has the sessions in the virtual interface";
        body.only(Dialect::Terraform, "virtual_interface_id", interface, why);
        body.only(Dialect::Terraform, "address_family", "ipv6", why);
        body.only(Dialect::Terraform, "bgp_asn", asn, why);
        if let Some(key) = key {
            body.only(Dialect::Terraform, "bgp_auth_key", key, why);
        }
    }
}

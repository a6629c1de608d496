//! A virtual private gateway: where a VPC without a transit gateway meets VPN connections and Direct Connect.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Interrupt};
use crate::aws::graph::Attr;

/// A virtual private gateway.
#[derive(Debug)]
pub struct VpnGateway {
    /// Its side's ASN in BGP: 64512-65534 or 4200000000-4294967294. A change replaces it.
    pub asn: u32,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for VpnGateway {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPNGateway");
    const TERRAFORM: Option<&str> = Some("aws_vpn_gateway");
    const NOUN: &str = "VpnGateway";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["AmazonSideAsn", "Type"],
        force_new: &["amazon_side_asn", "availability_zone"],
        interrupts: &[Interrupt {
            cloudformation: None,
            terraform: Some("vpc_id"),
            what: "all traffic between the VPC and its sites", lasts: "seconds",
        }],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { asn, tags } = self;
        let why = "there is one type only, and Terraform does not ask for it";
        body.only(Dialect::CloudFormation, "Type", "ipsec.1", why);
        body.set("AmazonSideAsn", "amazon_side_asn", asn);
        body.tags(tags);
    }
}

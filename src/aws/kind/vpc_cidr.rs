//! A further IPv4 block of a VPC.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>

use super::{Kind, Vpc};
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::net::Cidr4;

/// A further IPv4 block.
#[derive(Debug)]
pub struct VpcCidr {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// The block, /16 to /28.
    pub cidr: Cidr4,
}

impl Kind for VpcCidr {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPCCidrBlock");
    const TERRAFORM: Option<&str> = Some("aws_vpc_ipv4_cidr_block_association");
    const NOUN: &str = "Cidr";
    const ID: Attr<Self> = Attr::att("Id", "id");
    const CHANGE: Change = Change {
        create_only: &[
            "AmazonProvidedIpv6CidrBlock",
            "CidrBlock",
            "Ipv4IpamPoolId",
            "Ipv4NetmaskLength",
            "Ipv6CidrBlock",
            "Ipv6CidrBlockNetworkBorderGroup",
            "Ipv6IpamPoolId",
            "Ipv6NetmaskLength",
            "Ipv6Pool",
            "VpcId",
        ],
        force_new: &["cidr_block", "vpc_id"],
        place: &["VpcId", "CidrBlock"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, cidr } = self;
        body.set("VpcId", "vpc_id", vpc);
        body.set("CidrBlock", "cidr_block", cidr);
    }
}

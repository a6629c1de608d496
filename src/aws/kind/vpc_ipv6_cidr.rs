//! The IPv6 /56 that Amazon gives a VPC. Terraform says it on the VPC itself.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#vpc-ipv6-cidr-blocks>

use super::{Kind, Vpc};
use crate::aws::body::{Body, Dialect};
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// An Amazon-provided IPv6 block.
#[derive(Debug)]
pub struct VpcIpv6Cidr {
    /// The VPC.
    pub vpc: Ref<Vpc>,
}

impl Kind for VpcIpv6Cidr {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPCCidrBlock");
    const TERRAFORM: Option<&str> = None;
    const NOUN: &str = "Ipv6Cidr";
    const ID: Attr<Self> = Attr::att("Id", "");
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
        place: &["VpcId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc } = self;
        let why = "Terraform asks for the block on the VPC";
        body.only(Dialect::CloudFormation, "VpcId", vpc, why);
        body.only(Dialect::CloudFormation, "AmazonProvidedIpv6CidrBlock", true, why);
    }
}

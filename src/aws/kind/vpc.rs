//! A VPC: its first block and how it answers names.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/configure-your-vpc.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::Change;
use crate::aws::graph::{Attr, NodeId, Ref};
use crate::aws::value::{AttrNames, CfnAttr, ResourceArn, Ipv6Part, Read, Value};
use crate::net::Cidr4;

/// A VPC.
#[derive(Debug)]
pub struct Vpc {
    /// The first block, /16 to /28.
    pub cidr: Cidr4,
    /// Whether Amazon gives it an IPv6 /56. CloudFormation says so on [`VpcIpv6Cidr`](super::VpcIpv6Cidr).
    pub ipv6: bool,
    /// Its tags.
    pub tags: TagSet,
}

impl Vpc {
    /// How many bits longer than the VPC's /56 a subnet's /64 is.
    pub const SUBNET_BITS: u8 = 8;

    /// The Amazon-provided IPv6 block: a list of one in CloudFormation.
    pub(in crate::aws) fn ipv6_blocks(vpc: NodeId) -> Read {
        let names = AttrNames {
            cloudformation: CfnAttr::FirstOf("Ipv6CidrBlocks"),
            terraform: "ipv6_cidr_block",
            terraform_suffix: "",
        };
        Read { node: vpc, names }
    }
}

impl Kind for Vpc {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPC");
    const TERRAFORM: Option<&str> = Some("aws_vpc");
    const NOUN: &str = "Vpc";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["CidrBlock", "Ipv4IpamPoolId", "Ipv4NetmaskLength", "VpcEncryptionControl"],
        may_replace: &["InstanceTenancy"],
        force_new: &["cidr_block", "instance_tenancy"],
        remade: "minutes",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { cidr, ipv6, tags } = self;
        body.set("CidrBlock", "cidr_block", cidr);
        if *ipv6 {
            let why = "CloudFormation makes the block a resource of its own (AWS::EC2::VPCCidrBlock)";
            body.only(Dialect::Terraform, "assign_generated_ipv6_cidr_block", true, why);
        }
        body.set("EnableDnsSupport", "enable_dns_support", true);
        body.set("EnableDnsHostnames", "enable_dns_hostnames", true);
        body.tags(tags);
    }
}

impl Ref<Vpc> {
    /// Its ARN.
    #[must_use]
    pub fn arn(self) -> ResourceArn {
        ResourceArn::of(self.node(), "vpc")
    }

    /// Part `index` of the VPC's Amazon-provided block, `bits` longer than its /56.
    #[must_use]
    pub fn ipv6_part(self, bits: u8, index: u32) -> Value<'static> {
        Value::Ipv6(Ipv6Part { vpc: self.node(), bits, index })
    }

    /// The /64 of the subnet with this index.
    #[must_use]
    pub fn ipv6_subnet(self, index: u32) -> Value<'static> {
        self.ipv6_part(Vpc::SUBNET_BITS, index)
    }
}

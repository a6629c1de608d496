//! A subnet: one availability zone's slice of a VPC. What it may reach is its route table's affair.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html>

use super::{Kind, Vpc, VpcCidr, VpcIpv6Cidr};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Clash, Replaced};
use crate::aws::graph::{Attr, ParameterId, Ref};
use crate::aws::value::{ResourceArn, Value};
use crate::net::Cidr4;

/// A subnet.
#[derive(Debug)]
pub struct Subnet {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// The zone.
    pub zone: SubnetZone,
    /// Its addresses, /16 to /28.
    pub cidr: Cidr4,
    /// The secondary block that they are in.
    pub within: Option<Ref<VpcCidr>>,
    /// Its IPv6 addresses.
    pub ipv6: Option<Ipv6Slot>,
    /// Instances get a public IPv4 address at launch.
    pub public_addresses: bool,
    /// Its tags.
    pub tags: TagSet,
}

/// The zone of a subnet.
#[derive(Clone, Debug)]
pub enum SubnetZone {
    /// `ap-northeast-1a`
    Name(String),
    /// `apne1-az4`
    Id(String),
    /// The deployer's choice.
    Chosen(ParameterId),
}

/// The `index`-th /64 of the /56 that `block` adds to the VPC.
#[derive(Clone, Copy, Debug)]
pub struct Ipv6Slot {
    /// The /56.
    pub block: Ref<VpcIpv6Cidr>,
    /// Which /64, from 0.
    pub index: u32,
}

impl Ref<Subnet> {
    /// Its ARN.
    #[must_use]
    pub fn arn(self) -> ResourceArn {
        ResourceArn::of(self.node(), "subnet")
    }
}

impl Kind for Subnet {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::Subnet");
    const TERRAFORM: Option<&str> = Some("aws_subnet");
    const NOUN: &str = "Subnet";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &[
            "AvailabilityZone",
            "AvailabilityZoneId",
            "CidrBlock",
            "Ipv4IpamPoolId",
            "Ipv4NetmaskLength",
            "Ipv6IpamPoolId",
            "Ipv6Native",
            "Ipv6NetmaskLength",
            "OutpostArn",
            "VpcId",
        ],
        may_replace: &["Ipv6CidrBlock"],
        force_new: &["availability_zone", "availability_zone_id", "cidr_block", "vpc_id"],
        place: &["VpcId", "CidrBlock"],
        replaced: Replaced::Clashes(Clash {
            on: &["AvailabilityZone", "AvailabilityZoneId", "Ipv6CidrBlock"],
            why: "two subnets of a VPC cannot have one block",
            what: "the tier, or the zone of it",
        }),
        remade: "minutes",
        holds: &["VpcId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, zone, cidr, within, ipv6, public_addresses, tags } = self;
        body.set("VpcId", "vpc_id", vpc);
        match zone {
            SubnetZone::Name(name) => body.set("AvailabilityZone", "availability_zone", name),
            SubnetZone::Id(id) => body.set("AvailabilityZoneId", "availability_zone_id", id),
            SubnetZone::Chosen(parameter) => {
                body.set("AvailabilityZone", "availability_zone", Value::Parameter(*parameter));
            }
        }
        body.set("CidrBlock", "cidr_block", cidr);
        if let Some(Ipv6Slot { block, index }) = ipv6 {
            body.set("Ipv6CidrBlock", "ipv6_cidr_block", vpc.ipv6_subnet(*index));
            body.set("AssignIpv6AddressOnCreation", "assign_ipv6_address_on_creation", true);
            body.after(*block);
        }
        body.set("MapPublicIpOnLaunch", "map_public_ip_on_launch", public_addresses);
        body.tags(tags);
        if let Some(within) = within {
            body.after(*within);
        }
    }
}

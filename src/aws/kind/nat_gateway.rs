//! A NAT gateway: the way out over IPv4 for private addresses of one zone.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html>

use super::{Eip, GatewayAttachment, InternetGateway, Kind, Subnet, Vpc};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Clash, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::OnlyIn;
use crate::dialect::Feature;
use crate::net::AllocationId;

/// A NAT gateway, public or private.
#[derive(Debug)]
pub struct NatGateway {
    /// Where it stands.
    pub place: NatPlace,
    /// The gateway through which a public one reaches the internet, and its attachment: AWS wants it attached first.
    pub internet: Option<(Ref<InternetGateway>, Ref<GatewayAttachment>)>,
    /// Its tags.
    pub tags: TagSet,
}

/// Where a NAT gateway stands.
#[derive(Clone, Debug)]
pub enum NatPlace {
    /// In a zone.
    Zonal {
        /// The subnet that holds it.
        subnet: Ref<Subnet>,
        /// Its public address, or none.
        address: NatAddress,
    },
    /// In every zone of a VPC that has workloads, in no subnet and with addresses of AWS's choice.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html>
    Regional(Ref<Vpc>),
}

/// The public address of a NAT gateway.
#[derive(Clone, Debug)]
pub enum NatAddress {
    /// An elastic IP of this network.
    Own(Ref<Eip>),
    /// One that exists already.
    Existing(AllocationId),
    /// None: the gateway is private.
    Private,
}

impl Kind for NatGateway {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::NatGateway");
    const TERRAFORM: Option<&str> = Some("aws_nat_gateway");
    const NOUN: &str = "NatGateway";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["AllocationId", "AvailabilityMode", "ConnectivityType", "PrivateIpAddress", "SubnetId", "VpcId"],
        force_new: &["allocation_id", "connectivity_type", "private_ip", "subnet_id"],
        place: &["AllocationId"],
        replaced: Replaced::Clashes(Clash {
            on: &["SubnetId"],
            why: "an elastic IP is in use once",
            what: "`nat` of the VPC",
        }),
        remade: "2 to 5 minutes",
        holds: &["SubnetId", "AllocationId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { place, internet, tags } = self;
        let is_private = matches!(place, NatPlace::Zonal { address: NatAddress::Private, .. });
        body.set("ConnectivityType", "connectivity_type", if is_private { "private" } else { "public" });
        match place {
            NatPlace::Zonal { subnet, address } => {
                body.set("SubnetId", "subnet_id", subnet);
                match address {
                    NatAddress::Own(eip) => body.set("AllocationId", "allocation_id", eip),
                    NatAddress::Existing(id) => body.set("AllocationId", "allocation_id", id.as_str()),
                    NatAddress::Private => {}
                }
            }
            NatPlace::Regional(vpc) => {
                body.uses(Feature::RegionalNat);
                body.set("AvailabilityMode", "availability_mode", "regional");
                body.set("VpcId", "vpc_id", vpc);
            }
        }
        body.tags(tags);
        if let Some((gateway, attachment)) = internet {
            body.after_only(OnlyIn::Terraform, *gateway);
            body.after_only(OnlyIn::CloudFormation, *attachment);
        }
    }
}

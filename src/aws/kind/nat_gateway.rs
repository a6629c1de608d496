//! A NAT gateway: the way out over IPv4 for private addresses of one zone.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html>

use super::{Eip, GatewayAttachment, InternetGateway, Kind, Subnet};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::OnlyIn;
use crate::net::AllocationId;

/// A public NAT gateway.
#[derive(Debug)]
pub struct NatGateway {
    /// The public subnet that holds it.
    pub subnet: Ref<Subnet>,
    /// Its public address.
    pub address: NatAddress,
    /// The gateway through which it reaches the internet: AWS wants it attached first.
    pub gateway: Ref<InternetGateway>,
    /// Its attachment.
    pub attachment: Ref<GatewayAttachment>,
    /// Its tags.
    pub tags: TagSet,
}

/// The public address of a NAT gateway.
#[derive(Clone, Debug)]
pub enum NatAddress {
    /// An elastic IP of this network.
    Own(Ref<Eip>),
    /// One that exists already.
    Existing(AllocationId),
}

impl Kind for NatGateway {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::NatGateway");
    const TERRAFORM: Option<&str> = Some("aws_nat_gateway");
    const NOUN: &str = "NatGateway";
    const ID: Attr<Self> = Attr::reference("id");

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { subnet, address, gateway, attachment, tags } = self;
        body.set("ConnectivityType", "connectivity_type", "public");
        body.set("SubnetId", "subnet_id", subnet);
        match address {
            NatAddress::Own(eip) => body.set("AllocationId", "allocation_id", eip),
            NatAddress::Existing(id) => body.set("AllocationId", "allocation_id", id.as_str()),
        }
        body.tags(tags);
        body.after_only(OnlyIn::Terraform, *gateway);
        body.after_only(OnlyIn::CloudFormation, *attachment);
    }
}

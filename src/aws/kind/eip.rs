//! An elastic IP.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-eips.html>

use super::{GatewayAttachment, InternetGateway, Kind};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::OnlyIn;

/// An elastic IP.
#[derive(Debug)]
pub struct Eip {
    /// The gateway without which the address is of no use: AWS wants it attached first.
    pub gateway: Ref<InternetGateway>,
    /// Its attachment.
    pub attachment: Ref<GatewayAttachment>,
    /// Its tags.
    pub tags: TagSet,
}

impl Eip {
    /// The address itself.
    pub const ADDRESS: Attr<Self> = Attr::reference("public_ip");
}

impl Kind for Eip {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::EIP");
    const TERRAFORM: Option<&str> = Some("aws_eip");
    const NOUN: &str = "Eip";
    const ID: Attr<Self> = Attr::att("AllocationId", "id");
    const CHANGE: Change = Change {
        create_only: &["Address", "IpamPoolId", "NetworkBorderGroup", "TransferAddress"],
        may_replace: &["Domain"],
        force_new: &["address", "ipam_pool_id", "network_border_group", "public_ipv4_pool"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { gateway, attachment, tags } = self;
        body.set("Domain", "domain", "vpc");
        body.tags(tags);
        // CloudFormation has the attachment, Terraform the gateway, which it attaches itself.
        body.after_only(OnlyIn::Terraform, *gateway);
        body.after_only(OnlyIn::CloudFormation, *attachment);
    }
}

//! Attaches a virtual private gateway to its VPC.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcgatewayattachment.html>

use super::{Kind, Vpc, VpnGateway};
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Interrupt, Replaced};
use crate::aws::graph::{Attr, Ref};

/// An attachment of a virtual private gateway. A VPC has at most one.
#[derive(Debug)]
pub struct VpnGatewayAttachment {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// The gateway.
    pub gateway: Ref<VpnGateway>,
}

impl Kind for VpnGatewayAttachment {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPCGatewayAttachment");
    const TERRAFORM: Option<&str> = Some("aws_vpn_gateway_attachment");
    const NOUN: &str = "VpnGatewayAttachment";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["VpcId"],
        force_new: &["vpc_id", "vpn_gateway_id"],
        place: &["VpcId"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &[],
            meanwhile: "nothing enters or leaves the VPC through its VPN gateway",
        }),
        interrupts: &[Interrupt {
            cloudformation: Some("VpnGatewayId"),
            terraform: None,
            what: "all traffic between the VPC and its sites",
        }],
        holds: &["VpnGatewayId", "VpcId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, gateway } = self;
        body.set("VpcId", "vpc_id", vpc);
        body.set("VpnGatewayId", "vpn_gateway_id", gateway);
    }
}

//! Attaches an internet gateway to its VPC. Terraform says it on the gateway.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcgatewayattachment.html>

use super::{InternetGateway, Kind, Vpc};
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Gap, Interrupt, Replaced};
use crate::aws::graph::{Attr, Ref};

/// An attachment of an internet gateway.
#[derive(Debug)]
pub struct GatewayAttachment {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// The gateway.
    pub gateway: Ref<InternetGateway>,
}

impl Kind for GatewayAttachment {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPCGatewayAttachment");
    const TERRAFORM: Option<&str> = None;
    const NOUN: &str = "InternetGatewayAttachment";
    const ID: Attr<Self> = Attr::reference("");
    const CHANGE: Change = Change {
        create_only: &["VpcId"],
        place: &["VpcId"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &[],
            meanwhile: "nothing enters or leaves the VPC through its internet gateway",
        }),
        interrupts: &[Interrupt {
            cloudformation: Some("InternetGatewayId"),
            terraform: None,
            what: "all public traffic of the VPC",
        }],
        holds: &["InternetGatewayId", "VpcId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, gateway } = self;
        let why = "Terraform attaches the gateway by its `vpc_id`";
        body.only(Dialect::CloudFormation, "VpcId", vpc, why);
        body.only(Dialect::CloudFormation, "InternetGatewayId", gateway, why);
    }
}

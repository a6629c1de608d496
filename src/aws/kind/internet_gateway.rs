//! The way to the internet and back, in both address families.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>

use super::{Kind, Vpc};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Interrupt};
use crate::aws::graph::{Attr, Ref};

/// An internet gateway.
#[derive(Debug)]
pub struct InternetGateway {
    /// The VPC. CloudFormation attaches it by [`GatewayAttachment`](super::GatewayAttachment).
    pub vpc: Ref<Vpc>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for InternetGateway {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::InternetGateway");
    const TERRAFORM: Option<&str> = Some("aws_internet_gateway");
    const NOUN: &str = "InternetGateway";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        interrupts: &[Interrupt {
            cloudformation: None,
            terraform: Some("vpc_id"),
            what: "all public traffic of both VPCs", lasts: "seconds",
        }],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, tags } = self;
        let why = "CloudFormation attaches the gateway by a resource of its own (AWS::EC2::VPCGatewayAttachment)";
        body.only(Dialect::Terraform, "vpc_id", vpc, why);
        body.tags(tags);
    }
}

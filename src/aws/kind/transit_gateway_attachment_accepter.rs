//! The owner of a transit gateway accepts the attachment of another account's VPC. Only where the gateway does not accept by itself: AWS
//! refuses to accept an attachment that is available. Terraform deletes the attachment with it, so one that is not needed any more is let go.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/acccept-tgw-attach.html>

use super::{Attached, Kind};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::Attr;

/// An accepted attachment.
#[derive(Debug)]
pub struct TransitGatewayAttachmentAccepter {
    /// The attachment, made in the VPC's account.
    pub attachment: Attached,
    /// Its tags: those of the VPC's account are not seen here.
    pub tags: TagSet,
}

impl Kind for TransitGatewayAttachmentAccepter {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway_vpc_attachment_accepter");
    const NOUN: &str = "TransitGatewayAttachmentAccepter";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change =
        Change { force_new: &["transit_gateway_attachment_id"], replaced: Replaced::Elsewhere, ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { attachment, tags } = self;
        let why = "CloudFormation has no type that accepts an attachment: a step before the stack does";
        body.only(Dialect::Terraform, "transit_gateway_attachment_id", attachment, why);
        // The gateway's owner may say so here, other than the VPC's account on the attachment. Terraform's own default is true.
        body.only(Dialect::Terraform, "transit_gateway_default_route_table_association", false, why);
        body.only(Dialect::Terraform, "transit_gateway_default_route_table_propagation", false, why);
        body.tags(tags);
    }
}

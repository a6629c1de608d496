//! A Connect attachment of a transit gateway: GRE tunnels to appliances, carried by the attachment of their VPC.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>

use super::{Attached, Hub, Kind};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, SESSIONS_SHUT};
use crate::aws::graph::Attr;

/// A Connect attachment.
#[derive(Debug)]
pub struct TransitGatewayConnect {
    /// The gateway.
    pub hub: Hub,
    /// The attachment that carries the tunnels.
    pub transport: Attached,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for TransitGatewayConnect {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::TransitGatewayConnect");
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway_connect");
    const NOUN: &str = "TransitGatewayConnect";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["Options", "TransportTransitGatewayAttachmentId"],
        force_new: &["transit_gateway_id", "transport_attachment_id"],
        holds: &["TransportTransitGatewayAttachmentId"],
        goes_after: SESSIONS_SHUT,
        remade: "2 to 4 minutes",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { hub, transport, tags } = self;
        let why = "CloudFormation takes the gateway of the attachment that carries the tunnels";
        body.only(Dialect::Terraform, "transit_gateway_id", hub, why);
        body.set("TransportTransitGatewayAttachmentId", "transport_attachment_id", transport);
        body.group("Options", |body| body.set("Protocol", "protocol", "gre"));
        let why = "Terraform would follow the gateway's default; CloudFormation knows the gateway's own setting only";
        body.only(Dialect::Terraform, "transit_gateway_default_route_table_association", false, why);
        body.only(Dialect::Terraform, "transit_gateway_default_route_table_propagation", false, why);
        body.tags(tags);
        transport.wait(body);
    }
}

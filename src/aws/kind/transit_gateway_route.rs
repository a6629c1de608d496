//! A static route of a transit gateway. It beats an equal one that is propagated.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-create-static-route.html>

use super::{Attached, Kind, TransitGatewayTable};
use crate::aws::body::Body;
use crate::aws::graph::{Attr, Ref};
use crate::net::Cidr4;

/// A static route of a transit gateway.
#[derive(Debug)]
pub struct TransitGatewayRoute {
    /// The table.
    pub table: Ref<TransitGatewayTable>,
    /// Where to.
    pub destination: Cidr4,
    /// Through what.
    pub target: TransitGatewayTarget,
}

/// The target of a static route. Its id makes the route wait for the attachment; AWS wants no association first.
#[derive(Clone, Debug)]
pub enum TransitGatewayTarget {
    /// Through an attachment.
    Attachment(Attached),
    /// Nowhere: the packets are dropped.
    Blackhole,
}

impl Kind for TransitGatewayRoute {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::TransitGatewayRoute");
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway_route");
    const NOUN: &str = "TransitGatewayRoute";
    const ID: Attr<Self> = Attr::reference("id");

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { table, destination, target } = self;
        body.set("TransitGatewayRouteTableId", "transit_gateway_route_table_id", table);
        body.set("DestinationCidrBlock", "destination_cidr_block", destination);
        match target {
            TransitGatewayTarget::Attachment(attachment) => {
                body.set("TransitGatewayAttachmentId", "transit_gateway_attachment_id", attachment);
            }
            TransitGatewayTarget::Blackhole => body.set("Blackhole", "blackhole", true),
        }
    }
}

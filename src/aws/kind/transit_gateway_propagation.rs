//! A table learns the prefixes of an attachment.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/enable-tgw-route-propagation.html>

use super::{Attached, Kind, TransitGatewayTable};
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// An attachment's propagation into a table.
#[derive(Debug)]
pub struct TransitGatewayPropagation {
    /// The table that learns.
    pub table: Ref<TransitGatewayTable>,
    /// The attachment whose prefixes it learns.
    pub attachment: Attached,
}

impl Kind for TransitGatewayPropagation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::TransitGatewayRouteTablePropagation");
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway_route_table_propagation");
    const NOUN: &str = "TransitGatewayPropagation";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["TransitGatewayAttachmentId", "TransitGatewayRouteTableId"],
        force_new: &["transit_gateway_attachment_id", "transit_gateway_route_table_id"],
        place: &["TransitGatewayRouteTableId", "TransitGatewayAttachmentId"],
        remade: "seconds to 2 minutes",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { table, attachment } = self;
        body.set("TransitGatewayRouteTableId", "transit_gateway_route_table_id", table);
        body.set("TransitGatewayAttachmentId", "transit_gateway_attachment_id", attachment);
        attachment.wait(body);
    }
}

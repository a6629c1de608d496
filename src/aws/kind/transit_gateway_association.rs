//! The table that decides where an attachment's packets go; an attachment has one.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/associate-tgw-route-table.html>

use super::{Attached, Kind, TransitGatewayTable};
use crate::aws::body::Body;
use crate::aws::graph::{Attr, Ref};

/// An attachment's association with its table.
#[derive(Debug)]
pub struct TransitGatewayAssociation {
    /// The table.
    pub table: Ref<TransitGatewayTable>,
    /// The attachment.
    pub attachment: Attached,
}

impl Kind for TransitGatewayAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::TransitGatewayRouteTableAssociation");
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway_route_table_association");
    const NOUN: &str = "TransitGatewayAssociation";
    const ID: Attr<Self> = Attr::reference("id");

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { table, attachment } = self;
        body.set("TransitGatewayRouteTableId", "transit_gateway_route_table_id", table);
        body.set("TransitGatewayAttachmentId", "transit_gateway_attachment_id", attachment);
    }
}

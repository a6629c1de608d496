//! The table that decides where an attachment's packets go; an attachment has one.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/associate-tgw-route-table.html>

use super::{Attached, Kind, TransitGatewayTable};
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced};
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
    const CHANGE: Change = Change {
        create_only: &["TransitGatewayAttachmentId", "TransitGatewayRouteTableId"],
        force_new: &["transit_gateway_attachment_id", "transit_gateway_route_table_id"],
        force_new_late: &["transit_gateway_attachment_id"],
        place: &["TransitGatewayAttachmentId"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["TransitGatewayRouteTableId"],
            meanwhile: "nothing that comes from the attachment is forwarded; where AWS refuses the change \
                        nothing is lost, and it takes two deployments: take out `attach`, deploy, put it \
                        back with the other segment",
            lasts: "30 seconds to 2 minutes",
        }),
        holds: &["TransitGatewayRouteTableId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { table, attachment } = self;
        body.set("TransitGatewayRouteTableId", "transit_gateway_route_table_id", table);
        body.set("TransitGatewayAttachmentId", "transit_gateway_attachment_id", attachment);
        attachment.wait(body);
    }
}

//! A static route of a transit gateway. It beats an equal one that is propagated.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-create-static-route.html>

use super::{Attached, Kind, RouteTableAssociation, TransitGatewayTable};
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced};
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
    /// The tables of the subnets that packets come into: a VPC has its ways on before anything is led there.
    pub behind: Vec<Ref<RouteTableAssociation>>,
    /// For a default route, what its table drops: packets to it must not follow the default in the meantime.
    pub holes: Vec<Ref<TransitGatewayRoute>>,
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
    const CHANGE: Change = Change {
        create_only: &["Blackhole", "DestinationCidrBlock", "TransitGatewayAttachmentId", "TransitGatewayRouteTableId"],
        force_new: &[
            "blackhole",
            "destination_cidr_block",
            "transit_gateway_attachment_id",
            "transit_gateway_route_table_id",
        ],
        place: &["TransitGatewayRouteTableId", "DestinationCidrBlock"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["TransitGatewayAttachmentId", "Blackhole"],
            meanwhile: "packets to the prefix follow a wider route of the table, a default route too: count \
                        it as a leak",
            lasts: "seconds to 2 minutes",
        }),
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { table, destination, target, behind, holes } = self;
        body.set("TransitGatewayRouteTableId", "transit_gateway_route_table_id", table);
        body.set("DestinationCidrBlock", "destination_cidr_block", destination);
        match target {
            TransitGatewayTarget::Attachment(attachment) => {
                body.set("TransitGatewayAttachmentId", "transit_gateway_attachment_id", attachment);
                attachment.wait(body);
            }
            TransitGatewayTarget::Blackhole => body.set("Blackhole", "blackhole", true),
        }
        for other in behind {
            body.after(*other);
        }
        for hole in holes {
            body.after(*hole);
        }
    }
}

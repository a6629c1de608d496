//! A route table of a transit gateway: what the attachments associated with it reach.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html>

use super::{Hub, Kind};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::Attr;

/// A route table of a transit gateway.
#[derive(Debug)]
pub struct TransitGatewayTable {
    /// The gateway.
    pub hub: Hub,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for TransitGatewayTable {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::TransitGatewayRouteTable");
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway_route_table");
    const NOUN: &str = "TransitGatewayTable";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["TransitGatewayId"],
        may_replace: &["Tags"],
        force_new: &["transit_gateway_id"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { hub, tags } = self;
        body.set("TransitGatewayId", "transit_gateway_id", hub);
        body.tags(tags);
    }
}

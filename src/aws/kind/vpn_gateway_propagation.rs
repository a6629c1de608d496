//! A route table of a VPC learns what its virtual private gateway learns. One resource for each table in both dialects:
//! Terraform's `propagating_vgws` on the table would take away what others add, and another table would change a list that
//! all share.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html>

use super::{Kind, RouteTable, VpnGateway, VpnGatewayAttachment};
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A gateway's propagation into a table.
#[derive(Debug)]
pub struct VpnGatewayPropagation {
    /// The table that learns.
    pub table: Ref<RouteTable>,
    /// The gateway.
    pub gateway: Ref<VpnGateway>,
    /// Its attachment: AWS refuses the propagation before.
    pub attachment: Ref<VpnGatewayAttachment>,
}

impl Kind for VpnGatewayPropagation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPNGatewayRoutePropagation");
    const TERRAFORM: Option<&str> = Some("aws_vpn_gateway_route_propagation");
    const NOUN: &str = "VpnGatewayPropagation";
    const ID: Attr<Self> = Attr::att("Id", "id");
    const CHANGE: Change = Change { force_new: &["route_table_id", "vpn_gateway_id"], holds: &["RouteTableIds"],
        ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { table, gateway, attachment } = self;
        body.single("RouteTableIds", "route_table_id", table);
        body.set("VpnGatewayId", "vpn_gateway_id", gateway);
        body.after(*attachment);
    }
}

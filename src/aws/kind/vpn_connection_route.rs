//! A route of a VPN connection without BGP: a prefix behind the router.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-static-routes.html>

use super::{Kind, VpnConnection};
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::net::Cidr4;

/// A static route of a VPN connection to a virtual private gateway; on a transit gateway it is the gateway's own route.
#[derive(Debug)]
pub struct VpnConnectionRoute {
    /// The connection.
    pub connection: Ref<VpnConnection>,
    /// Where to.
    pub destination: Cidr4,
}

impl Kind for VpnConnectionRoute {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPNConnectionRoute");
    const TERRAFORM: Option<&str> = Some("aws_vpn_connection_route");
    const NOUN: &str = "VpnConnectionRoute";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["DestinationCidrBlock", "VpnConnectionId"],
        force_new: &["destination_cidr_block", "vpn_connection_id"],
        place: &["VpnConnectionId", "DestinationCidrBlock"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { connection, destination } = self;
        body.set("VpnConnectionId", "vpn_connection_id", connection);
        body.set("DestinationCidrBlock", "destination_cidr_block", destination);
    }
}

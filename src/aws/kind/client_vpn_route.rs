//! A route of a Client VPN endpoint: packets to a network leave by an association. AWS adds that of the VPC by itself.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-clientvpnroute.html>

use super::{ClientVpnAssociation, ClientVpnEndpoint, Kind, Subnet};
use crate::aws::body::Body;
use crate::aws::change::{Change, Clash, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::net::Cidr4;

/// A route.
#[derive(Debug)]
pub struct ClientVpnRoute {
    /// The endpoint.
    pub endpoint: Ref<ClientVpnEndpoint>,
    /// The network.
    pub to: Cidr4,
    /// The subnet of the association that it leads to.
    pub subnet: Ref<Subnet>,
    /// The association, which has to be there before.
    pub association: Ref<ClientVpnAssociation>,
    /// What of the document the network is.
    pub description: String,
}

impl Kind for ClientVpnRoute {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::ClientVpnRoute");
    const TERRAFORM: Option<&str> = Some("aws_ec2_client_vpn_route");
    const NOUN: &str = "ClientVpnRoute";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["ClientVpnEndpointId", "Description", "DestinationCidrBlock", "TargetVpcSubnetId"],
        force_new: &["client_vpn_endpoint_id", "description", "destination_cidr_block", "target_vpc_subnet_id"],
        place: &["ClientVpnEndpointId", "DestinationCidrBlock", "TargetVpcSubnetId"],
        replaced: Replaced::Clashes(Clash {
            on: &["Description"],
            why: "an endpoint has one route to a network by a subnet",
            what: "the entry of `reaches`",
        }),
        holds: &["ClientVpnEndpointId"],
        made: "1 to 2 minutes",
        remade: "2 to 4 minutes",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { endpoint, to, subnet, association, description } = self;
        body.set("ClientVpnEndpointId", "client_vpn_endpoint_id", endpoint);
        body.set("DestinationCidrBlock", "destination_cidr_block", *to);
        body.set("TargetVpcSubnetId", "target_vpc_subnet_id", subnet);
        body.set("Description", "description", description);
        body.after(*association);
    }
}

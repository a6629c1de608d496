//! The association of a Client VPN endpoint with a subnet: people's packets leave from an interface there, with its address.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-clientvpntargetnetworkassociation.html>

use super::{ClientVpnEndpoint, Kind, Subnet};
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// An association.
#[derive(Debug)]
pub struct ClientVpnAssociation {
    /// The endpoint.
    pub endpoint: Ref<ClientVpnEndpoint>,
    /// The subnet; an endpoint has one in a zone.
    pub subnet: Ref<Subnet>,
}

impl Kind for ClientVpnAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::ClientVpnTargetNetworkAssociation");
    const TERRAFORM: Option<&str> = Some("aws_ec2_client_vpn_network_association");
    const NOUN: &str = "ClientVpnAssociation";
    const ID: Attr<Self> = Attr::reference("association_id");
    const CHANGE: Change = Change {
        create_only: &["AvailabilityZone", "AvailabilityZoneId", "ClientVpnEndpointId", "SubnetId"],
        force_new: &["client_vpn_endpoint_id", "subnet_id"],
        place: &["ClientVpnEndpointId", "SubnetId"],
        holds: &["ClientVpnEndpointId", "SubnetId"],
        made: "5 to 10 minutes",
        remade: "10 to 15 minutes",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { endpoint, subnet } = self;
        body.set("ClientVpnEndpointId", "client_vpn_endpoint_id", endpoint);
        body.set("SubnetId", "subnet_id", subnet);
    }
}

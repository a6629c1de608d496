//! A transit virtual interface: a VLAN on a Direct Connect connection, with a BGP session over it, that leads to transit
//! gateways.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html>

use super::private_virtual_interface::SITE_LINK;
use super::{Kind, VirtualInterface};
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Interrupt, Replaced, SESSIONS_SHUT};
use crate::aws::graph::Attr;

/// A transit virtual interface.
#[derive(Debug)]
pub struct TransitVirtualInterface(pub VirtualInterface);

impl TransitVirtualInterface {
    /// The key of the session; [`VirtualInterface::SESSION`] has what it belongs to. CloudFormation has no attribute for them.
    pub(in crate::aws) fn session() -> [(&'static str, Attr<Self>); 3] {
        VirtualInterface::SESSION.map(|name| (name, Attr::reference(name)))
    }
}

impl Kind for TransitVirtualInterface {
    const CLOUDFORMATION: Option<&str> = Some("AWS::DirectConnect::TransitVirtualInterface");
    const TERRAFORM: Option<&str> = Some("aws_dx_transit_virtual_interface");
    const NOUN: &str = "TransitVirtualInterface";
    // `!Ref` is the ARN.
    const ID: Attr<Self> = Attr::att("VirtualInterfaceId", "id");
    const CHANGE: Change = Change {
        create_only: &["AllocateTransitVirtualInterfaceRoleArn", "DirectConnectGatewayId", "Vlan"],
        force_new: &[
            "address_family",
            "amazon_address",
            "bgp_asn",
            "bgp_asn_long",
            "bgp_auth_key",
            "connection_id",
            "customer_address",
            "dx_gateway_id",
            "name",
            "vlan",
        ],
        place: &["ConnectionId", "Vlan"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["DirectConnectGatewayId", "Vlan"],
            meanwhile: "the uplink is down, and its BGP session comes up with the new interface",
            lasts: "1 to 3 minutes, and until the BGP session is up",
        }),
        interrupts: &[
            Interrupt::both("Mtu", "mtu", "all interfaces of the connection go down").lasts("up to 30 seconds"),
            SITE_LINK,
            Interrupt { cloudformation: Some("BgpPeers"), terraform: None, what: "the BGP session is made anew", lasts: "until the session is up" },
            Interrupt { cloudformation: Some("ConnectionId"), terraform: None, what: "the BGP session is made anew", lasts: "until the session is up" },
        ],
        holds: &["DirectConnectGatewayId"],
        goes_after: SESSIONS_SHUT,
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self(interface) = self;
        interface.describe(body, true);
    }
}

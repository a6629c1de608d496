//! A Connect peer: a GRE tunnel between an appliance and a transit gateway, with two BGP sessions inside. Nothing of it changes in place.
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayConnectPeer.html>

use std::net::Ipv4Addr;

use super::{Kind, TransitGatewayConnect};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced, SESSIONS_SHUT};
use crate::aws::graph::{Attr, Ref};
use crate::net::Cidr4;

/// A Connect peer.
#[derive(Debug)]
pub struct TransitGatewayConnectPeer {
    /// The attachment.
    pub connect: Ref<TransitGatewayConnect>,
    /// AWS's end of the tunnel, from the gateway's own blocks.
    pub gateway_address: Ipv4Addr,
    /// The appliance's end.
    pub address: Ipv4Addr,
    /// The /29 inside: the appliance has its first address.
    pub inside: Cidr4,
    /// The appliance's ASN.
    pub asn: u32,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for TransitGatewayConnectPeer {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::TransitGatewayConnectPeer");
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway_connect_peer");
    const NOUN: &str = "TransitGatewayConnectPeer";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["ConnectPeerConfiguration", "TransitGatewayAttachmentId"],
        force_new: &[
            "bgp_asn",
            "inside_cidr_blocks",
            "peer_address",
            "transit_gateway_address",
            "transit_gateway_attachment_id",
        ],
        place: &["ConnectPeerConfiguration.InsideCidrBlocks"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["ConnectPeerConfiguration", "TransitGatewayAttachmentId"],
            meanwhile: "the uplink is down, and its BGP sessions come up with the new peer",
            lasts: "2 to 4 minutes, and until the BGP sessions are up",
        }),
        holds: &["TransitGatewayAttachmentId"],
        goes_after: SESSIONS_SHUT,
        remade: "2 to 4 minutes",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { connect, gateway_address, address, inside, asn, tags } = self;
        body.set("TransitGatewayAttachmentId", "transit_gateway_attachment_id", connect);
        body.group("ConnectPeerConfiguration", |body| {
            body.set("TransitGatewayAddress", "transit_gateway_address", *gateway_address);
            body.set("PeerAddress", "peer_address", *address);
            body.list("InsideCidrBlocks", "inside_cidr_blocks", [inside]);
            body.flat_series("BgpConfigurations", |body| {
                body.flat_member("", |body| body.set("PeerAsn", "bgp_asn", *asn));
            });
        });
        body.tags(tags);
    }
}

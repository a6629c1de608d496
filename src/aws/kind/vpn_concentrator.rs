//! A VPN Concentrator: one attachment of a transit gateway for the VPN connections of many small sites, with 5 Gbps for all of them. BGP alone.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpnconcentrator.html>

use super::{Hub, Kind};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced};
use crate::aws::graph::Attr;
use crate::dialect::Feature;

/// A VPN Concentrator.
#[derive(Debug)]
pub struct VpnConcentrator {
    /// The transit gateway.
    pub hub: Hub,
    /// Its tags.
    pub tags: TagSet,
}

impl VpnConcentrator {
    /// The id of its attachment to the transit gateway, which both dialects know.
    pub(in crate::aws) const ATTACHMENT: Attr<Self> =
        Attr::att("TransitGatewayAttachmentId", "transit_gateway_attachment_id");
}

impl Kind for VpnConcentrator {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPNConcentrator");
    const TERRAFORM: Option<&str> = Some("aws_vpn_concentrator");
    const NOUN: &str = "VpnConcentrator";
    const ID: Attr<Self> = Attr::att("VpnConcentratorId", "vpn_concentrator_id");
    const CHANGE: Change = Change {
        create_only: &["TransitGatewayId", "Type"],
        force_new: &["transit_gateway_id", "type"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["TransitGatewayId"],
            meanwhile: "all tunnels on it are down; its VPN connections are made anew with other outside addresses, so the routers' files have \
                        to be bound anew",
            lasts: "minutes, and until the routers are bound anew",
        }),
        holds: &["TransitGatewayId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { hub, tags } = self;
        body.uses(Feature::VpnConcentrator);
        body.set("Type", "type", "ipsec.1");
        body.set("TransitGatewayId", "transit_gateway_id", hub);
        body.tags(tags);
    }
}

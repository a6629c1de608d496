//! A transit gateway: the hub of a network. What may talk to what is its tables' affair, so nothing enters one by default.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Interrupt};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::Value;
use crate::net::{Cidr, TransitGatewayId};

/// A transit gateway.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in AWS")]
pub struct TransitGateway {
    /// Its side's ASN in BGP: 64512-65534 or 4200000000-4294967294.
    pub asn: u32,
    /// What it is for.
    pub description: String,
    /// Names of one VPC's public addresses resolve to private ones in another VPC.
    pub dns: bool,
    /// VPN tunnels that announce the same share the load.
    pub ecmp: bool,
    /// Attachments of other accounts need no consent.
    pub auto_accept: bool,
    /// Security groups may name groups of other attached VPCs.
    pub group_referencing: bool,
    /// Its own blocks, from which Connect peers and private VPNs get addresses: /24 or larger, /64 or larger for IPv6.
    pub cidrs: Vec<Cidr>,
    /// Its tags.
    pub tags: TagSet,
}

/// The transit gateway that something belongs to.
#[derive(Clone, Debug)]
pub enum Hub {
    /// One of this network.
    Own(Ref<TransitGateway>),
    /// One that exists already.
    Existing(TransitGatewayId),
}

impl<'a> From<&'a Hub> for Value<'a> {
    fn from(hub: &'a Hub) -> Self {
        match hub {
            Hub::Own(gateway) => gateway.into(),
            Hub::Existing(id) => id.as_str().into(),
        }
    }
}

impl TransitGateway {
    /// Its ARN.
    pub const ARN: Attr<Self> = Attr::att("TransitGatewayArn", "arn");
}

impl Kind for TransitGateway {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::TransitGateway");
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway");
    const NOUN: &str = "TransitGateway";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["AmazonSideAsn", "MulticastSupport"],
        force_new: &["multicast_support"],
        may_force_new: &["default_route_table_association", "default_route_table_propagation"],
        interrupts: &[Interrupt {
            cloudformation: None,
            terraform: Some("amazon_side_asn"),
            what: "AWS refuses it while there are VPN, Direct Connect or Connect attachments: take them out first", lasts: "",
        }],
        remade: "5 to 10 minutes",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        use Value::Switch;
        let Self { asn, description, dns, ecmp, auto_accept, group_referencing, cidrs, tags } = self;
        body.set("Description", "description", description);
        body.set("AmazonSideAsn", "amazon_side_asn", asn);
        body.set("DefaultRouteTableAssociation", "default_route_table_association", Switch(false));
        body.set("DefaultRouteTablePropagation", "default_route_table_propagation", Switch(false));
        body.set("AutoAcceptSharedAttachments", "auto_accept_shared_attachments", Switch(*auto_accept));
        body.set("DnsSupport", "dns_support", Switch(*dns));
        body.set("VpnEcmpSupport", "vpn_ecmp_support", Switch(*ecmp));
        let referencing = Switch(*group_referencing);
        body.set("SecurityGroupReferencingSupport", "security_group_referencing_support", referencing);
        if !cidrs.is_empty() {
            body.list("TransitGatewayCidrBlocks", "transit_gateway_cidr_blocks", cidrs);
        }
        body.tags(tags);
    }
}

//! Joins a Direct Connect gateway with a transit gateway or a virtual private gateway, and says which prefixes routers get:
//! of a transit gateway exactly these, of a virtual private gateway those of its VPC that are in one of them.
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html>

use super::{ConnectGateway, Hub, Kind, Vpc, VpcIpv6Cidr, VpnGateway, VpnGatewayAttachment};
use crate::aws::body::Body;
use crate::aws::change::{Change, Clash, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::{OnlyIn, Value};
use crate::net::Cidr4;

/// An association of a Direct Connect gateway.
#[derive(Debug)]
pub struct DirectConnectAssociation {
    /// The Direct Connect gateway.
    pub gateway: ConnectGateway,
    /// The other gateway.
    pub with: AssociatedGateway,
    /// What routers get: 1 to 200 prefixes.
    pub allowed: Vec<Cidr4>,
    /// VPCs whose IPv6 block they get too, with that block: Amazon chooses it at deployment.
    pub ipv6: Vec<(Ref<Vpc>, Ref<VpcIpv6Cidr>)>,
}

/// What a Direct Connect gateway is joined with.
#[derive(Clone, Debug)]
pub enum AssociatedGateway {
    /// A transit gateway.
    Transit(Hub),
    /// A virtual private gateway, once it is attached to its VPC: AWS refuses the association before.
    Vpn(Ref<VpnGateway>, Ref<VpnGatewayAttachment>),
}

impl DirectConnectAssociation {
    /// The account of the Direct Connect gateway, which Terraform knows once the association is there.
    pub(in crate::aws) const OWNER: Attr<Self> = Attr::reference("dx_gateway_owner_account_id");
}

impl Kind for DirectConnectAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::DirectConnect::DirectConnectGatewayAssociation");
    const TERRAFORM: Option<&str> = Some("aws_dx_gateway_association");
    const NOUN: &str = "DirectConnectAssociation";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &[
            "AcceptDirectConnectGatewayAssociationProposalRoleArn",
            "AssociatedGatewayId",
            "DirectConnectGatewayId",
        ],
        force_new: &["associated_gateway_id", "dx_gateway_id"],
        place: &["AssociatedGatewayId"],
        replaced: Replaced::Clashes(Clash {
            on: &["DirectConnectGatewayId"],
            why: "a VPN gateway is joined to one Direct Connect gateway, other than a transit gateway",
            what: "the site's uplinks over Direct Connect",
        }),
        made: "10 to 20 minutes",
        remade: "20 to 40 minutes",
        holds: &["DirectConnectGatewayId", "AssociatedGatewayId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { gateway, with, allowed, ipv6 } = self;
        body.set("DirectConnectGatewayId", "dx_gateway_id", gateway);
        match with {
            AssociatedGateway::Transit(hub) => body.set("AssociatedGatewayId", "associated_gateway_id", hub),
            AssociatedGateway::Vpn(gateway, attachment) => {
                body.set("AssociatedGatewayId", "associated_gateway_id", gateway);
                body.after(*attachment);
            }
        }
        let v4 = allowed.iter().map(Value::from);
        let v6 = ipv6.iter().map(|(vpc, _)| Value::Attr(Vpc::ipv6_blocks(vpc.node())));
        body.list("AllowedPrefixesToDirectConnectGateway", "allowed_prefixes", v4.chain(v6));
        for (_, block) in ipv6 {
            body.after_only(OnlyIn::CloudFormation, *block);
        }
    }
}

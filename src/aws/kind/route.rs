//! A route of a VPC route table.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html>

use super::{
    EgressOnlyGateway, Firewall, GatewayAttachment, Hub, InternetGateway, Kind, NatGateway, RouteTable,
    TransitGatewayAssociation, TransitGatewayAttachment, TransitGatewayAttachmentAccepter, VpcIpv6Cidr, VpcPeering,
};
use crate::aws::body::Body;
use crate::aws::change::{Change, Interrupt};
use crate::aws::graph::{Attr, Ref};
use crate::aws::step::Step;
use crate::aws::value::OnlyIn;
use crate::net::{Cidr4, Cidr6};

/// A route.
#[derive(Debug)]
pub struct Route {
    /// The table.
    pub table: Ref<RouteTable>,
    /// Where to.
    pub destination: RouteDestination,
    /// Through what.
    pub target: RouteTarget,
}

/// The destination of a route.
#[derive(Clone, Copy, Debug)]
pub enum RouteDestination {
    /// An IPv4 block.
    V4(Cidr4),
    /// An IPv6 block, once the VPC has IPv6.
    V6(Cidr6, Ref<VpcIpv6Cidr>),
}

/// The target of a route.
///
/// What is attached to a transit gateway is no peering:
///
/// ```
/// use netgen::aws::{Ref, kind::{RouteTarget, VpcPeering}};
/// fn to_peer(peer: Ref<VpcPeering>) -> RouteTarget { RouteTarget::Peering(peer) }
/// ```
///
/// ```compile_fail
/// use netgen::aws::{Ref, kind::{RouteTarget, TransitGatewayAttachment}};
/// fn to_peer(peer: Ref<TransitGatewayAttachment>) -> RouteTarget { RouteTarget::Peering(peer) }
/// ```
#[derive(Clone, Debug)]
pub enum RouteTarget {
    /// An internet gateway, once it is attached.
    Internet(Ref<InternetGateway>, Ref<GatewayAttachment>),
    /// A NAT gateway.
    Nat(Ref<NatGateway>),
    /// An egress-only internet gateway; IPv6 only.
    EgressOnly(Ref<EgressOnlyGateway>),
    /// A transit gateway, once the VPC is attached: AWS refuses the route before.
    TransitGateway(Hub, Ref<TransitGatewayAttachment>),
    /// One of another account, once its owner accepted the attachment: AWS does not know the gateway there before. Then what the owner makes of
    /// the attachment is there too, and CloudFormation, which cannot accept, waits for that.
    AcceptedTransitGateway(Hub, Ref<TransitGatewayAttachmentAccepter>, Vec<Ref<TransitGatewayAssociation>>),
    /// One of another account whose owner accepts the attachment somewhere else: CloudFormation waits until that is done.
    AwaitedTransitGateway(Hub, Ref<TransitGatewayAttachment>),
    /// A firewall's endpoint in a zone, by the zone's full name: `us-east-1a`.
    Firewall(Ref<Firewall>, String),
    /// A peering.
    Peering(Ref<VpcPeering>),
}

impl Kind for Route {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::Route");
    const TERRAFORM: Option<&str> = Some("aws_route");
    const NOUN: &str = "Route";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId", "RouteTableId"],
        force_new: &["destination_cidr_block", "destination_ipv6_cidr_block", "route_table_id"],
        place: &["RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock"],
        interrupts: &[
            Interrupt::both("NatGatewayId", "nat_gateway_id", "flows through another NAT gateway or firewall break").lasts("until each flow is opened anew"),
            Interrupt::both("VpcEndpointId", "vpc_endpoint_id", "flows through another NAT gateway or firewall break").lasts("until each flow is opened anew"),
            Interrupt::both(
                "TransitGatewayId",
                "transit_gateway_id",
                "flows through another NAT gateway or firewall break",
            ).lasts("until each flow is opened anew"),
        ],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { table, destination, target } = self;
        body.set("RouteTableId", "route_table_id", table);
        match destination {
            RouteDestination::V4(cidr) => body.set("DestinationCidrBlock", "destination_cidr_block", cidr),
            RouteDestination::V6(cidr, block) => {
                body.set("DestinationIpv6CidrBlock", "destination_ipv6_cidr_block", cidr);
                body.after(*block);
            }
        }
        match target {
            RouteTarget::Internet(gateway, attachment) => {
                body.set("GatewayId", "gateway_id", gateway);
                body.after(*attachment);
            }
            RouteTarget::Nat(gateway) => body.set("NatGatewayId", "nat_gateway_id", gateway),
            RouteTarget::EgressOnly(gateway) => {
                body.set("EgressOnlyInternetGatewayId", "egress_only_gateway_id", gateway);
            }
            RouteTarget::TransitGateway(hub, attachment) => {
                body.set("TransitGatewayId", "transit_gateway_id", hub);
                body.after(*attachment);
            }
            RouteTarget::AcceptedTransitGateway(hub, accepter, associations) => {
                body.set("TransitGatewayId", "transit_gateway_id", hub);
                body.after_only(OnlyIn::Terraform, *accepter);
                for one in associations {
                    body.after_only(OnlyIn::CloudFormation, *one);
                }
            }
            RouteTarget::AwaitedTransitGateway(hub, attachment) => {
                body.set("TransitGatewayId", "transit_gateway_id", hub);
                body.after(*attachment);
                body.step(Step::AwaitAttachment(attachment.read(TransitGatewayAttachment::ID)));
            }
            RouteTarget::Firewall(firewall, zone) => {
                body.set("VpcEndpointId", "vpc_endpoint_id", firewall.endpoint(zone));
            }
            RouteTarget::Peering(peering) => body.set("VpcPeeringConnectionId", "vpc_peering_connection_id", peering),
        }
    }
}

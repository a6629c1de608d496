//! A VPC's attachment to a transit gateway. CloudFormation has two types for it: this one changes its subnets in place, the
//! other (`TransitGatewayVpcAttachment`) is replaced.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>

use super::{
    Access, DirectConnectAttachment, Hub, Kind, Subnet, TransitGateway, TransitGatewayAttachmentAccepter,
    TransitGatewayConnect, Vpc, VpnConcentrator, VpnConnection,
};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Interrupt};
use crate::aws::graph::{Attr, ParameterId, Ref};
use crate::aws::step::Step;
use crate::aws::value::{Later, OnlyIn, Value};
use crate::net::TransitGatewayAttachmentId;

/// A VPC's attachment to a transit gateway.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "switches of AWS, each by its own name")]
pub struct TransitGatewayAttachment {
    /// The gateway. One that exists already must have its default association and propagation off.
    pub hub: Hub,
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// One subnet in each zone that the gateway is to reach.
    pub subnets: Vec<Ref<Subnet>>,
    /// Both directions of a flow pass the same zone, which a firewall needs.
    pub appliance_mode: bool,
    /// The gateway carries IPv6 of the VPC, whose subnets here have it.
    pub ipv6: bool,
    /// Names of other VPCs' public addresses resolve to private ones here.
    pub dns: bool,
    /// Security groups may name groups of other attached VPCs.
    pub group_referencing: bool,
    /// The gateway is of another account. Its default tables are that account's affair: nobody else may ask for them.
    pub foreign: bool,
    /// What lets the VPC's account use the gateway, where this network says it.
    pub access: Option<Access>,
    /// Its tags.
    pub tags: TagSet,
}

/// Something attached to a transit gateway.
#[derive(Clone, Debug)]
pub enum Attached {
    /// A VPC of this network.
    Vpc(Ref<TransitGatewayAttachment>),
    /// A VPC of another account, whose attachment the gateway's owner has to accept.
    Accepted(Ref<TransitGatewayAttachment>, Ref<TransitGatewayAttachmentAccepter>),
    /// A VPN connection of this network, whose attachment AWS makes; the parameter brings its id to CloudFormation.
    Vpn(Ref<VpnConnection>, ParameterId),
    /// A VPN Concentrator of this network.
    Concentrator(Ref<VpnConcentrator>),
    /// A Direct Connect gateway's, in the same way as that of a VPN connection.
    DirectConnect(Ref<DirectConnectAttachment>, ParameterId),
    /// Connect peers of a site.
    Connect(Ref<TransitGatewayConnect>),
    /// A VPC of another team's, as the gateway's owner has it: the deployer gives its id. It is accepted first where the gateway does not
    /// accept by itself.
    Given(ParameterId, Option<Ref<TransitGatewayAttachmentAccepter>>),
    /// An attachment that exists already.
    Existing(TransitGatewayAttachmentId),
}

impl Attached {
    /// What says something of an attachment is made once the attachment is accepted. CloudFormation waits for a step.
    pub(super) fn wait(&self, body: &mut Body<'_>) {
        match self {
            Self::Accepted(attachment, accepter) => {
                body.after_only(OnlyIn::Terraform, *accepter);
                body.step(Step::AcceptAttachment(attachment.read(TransitGatewayAttachment::ID)));
            }
            Self::Given(_, Some(accepter)) => body.after_only(OnlyIn::Terraform, *accepter),
            _ => {}
        }
    }
}

impl<'a> From<&'a Attached> for Value<'a> {
    fn from(attached: &'a Attached) -> Self {
        match attached {
            Attached::Vpc(attachment) | Attached::Accepted(attachment, _) => attachment.into(),
            Attached::Vpn(vpn, parameter) => {
                Value::Later(Later { parameter: *parameter, terraform: vpn.read(VpnConnection::ATTACHMENT) })
            }
            Attached::Concentrator(own) => Value::Attr(own.read(VpnConcentrator::ATTACHMENT)),
            Attached::DirectConnect(own, parameter) => {
                Value::Later(Later { parameter: *parameter, terraform: own.read(DirectConnectAttachment::ID) })
            }
            Attached::Connect(own) => own.into(),
            Attached::Given(parameter, _) => Value::Parameter(*parameter),
            Attached::Existing(id) => id.as_str().into(),
        }
    }
}

impl Kind for TransitGatewayAttachment {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::TransitGatewayAttachment");
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway_vpc_attachment");
    const NOUN: &str = "TransitGatewayAttachment";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["TransitGatewayId", "VpcId"],
        force_new: &["transit_gateway_id", "vpc_id"],
        place: &["TransitGatewayId", "VpcId"],
        interrupts: &[
            Interrupt::both("SubnetIds", "subnet_ids", "a zone that is left is cut off"),
            Interrupt {
                cloudformation: Some("Options"),
                terraform: Some("appliance_mode_support"),
                what: "flows that change the zone of a firewall break", lasts: "until each flow is opened anew",
            },
        ],
        remade: "2 to 4 minutes",
        holds: &["SubnetIds", "VpcId", "TransitGatewayId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        use Value::Switch;
        let Self { hub, vpc, subnets, appliance_mode, ipv6, dns, group_referencing, foreign, access, tags } = self;
        body.set("TransitGatewayId", "transit_gateway_id", hub);
        body.set("VpcId", "vpc_id", vpc);
        body.list("SubnetIds", "subnet_ids", subnets);
        body.group("Options", |body| {
            body.set("ApplianceModeSupport", "appliance_mode_support", Switch(*appliance_mode));
            body.set("DnsSupport", "dns_support", Switch(*dns));
            if *ipv6 {
                body.set("Ipv6Support", "ipv6_support", Switch(true));
            }
            let referencing = Switch(*group_referencing);
            body.set("SecurityGroupReferencingSupport", "security_group_referencing_support", referencing);
        });
        if !foreign {
            let why = "Terraform would follow the gateway's default; CloudFormation knows the gateway's own setting only";
            body.only(Dialect::Terraform, "transit_gateway_default_route_table_association", false, why);
            body.only(Dialect::Terraform, "transit_gateway_default_route_table_propagation", false, why);
        }
        body.tags(tags);
        if let (Some(access), Hub::Own(gateway)) = (access, hub) {
            access.wait(body, Step::SeeTransitGateway(gateway.read(TransitGateway::ID)));
        }
    }
}

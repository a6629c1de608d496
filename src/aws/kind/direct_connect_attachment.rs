//! The attachment that AWS makes when a Direct Connect gateway is associated with a transit gateway. Terraform reads it,
//! CloudFormation cannot.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-dcg-attachments.html>

use super::{ConnectGateway, DirectConnectAssociation, Hub, Kind};
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::{Attr, Ref};

/// A Direct Connect gateway's attachment to a transit gateway.
#[derive(Debug)]
pub struct DirectConnectAttachment {
    /// The transit gateway.
    pub hub: Hub,
    /// The Direct Connect gateway.
    pub gateway: ConnectGateway,
    /// What makes the attachment.
    pub association: Ref<DirectConnectAssociation>,
}

impl Kind for DirectConnectAttachment {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_ec2_transit_gateway_dx_gateway_attachment");
    const NOUN: &str = "DirectConnectAttachment";
    const IS_DATA: bool = true;
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change { replaced: Replaced::Elsewhere, ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { hub, gateway, association } = self;
        let why = "CloudFormation cannot read the attachment: a parameter brings its id";
        body.only(Dialect::Terraform, "transit_gateway_id", hub, why);
        body.only(Dialect::Terraform, "dx_gateway_id", gateway, why);
        // The owner is known once the association is there, which makes Terraform wait for it. With `depends_on`, or without the
        // local value that the printer puts between, every change of the allowed prefixes would make the id unknown, and replace
        // what hangs on it. It has to be an attribute that AWS gives: an argument would be known at once.
        body.block("", "filter", |body| {
            body.only(Dialect::Terraform, "name", "resource-owner-id", why);
            body.list("", "values", [association.get(DirectConnectAssociation::OWNER)]);
        });
    }
}

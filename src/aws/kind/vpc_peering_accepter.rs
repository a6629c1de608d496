//! The accepter's side of a peering of VPCs of two accounts or two Regions. CloudFormation accepts on the requester's side, by a role of
//! the accepter's account.
//! <https://docs.aws.amazon.com/vpc/latest/peering/accept-vpc-peering-connection.html>

use super::{Kind, VpcPeering};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::{Attr, Ref};

/// An accepted peering.
#[derive(Debug)]
pub struct VpcPeeringAccepter {
    /// The peering, requested by the other side.
    pub connection: Ref<VpcPeering>,
    /// Its tags: those of the requester are not seen here.
    pub tags: TagSet,
}

impl Kind for VpcPeeringAccepter {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_vpc_peering_connection_accepter");
    const NOUN: &str = "VpcPeeringAccepter";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change =
        Change { force_new: &["vpc_peering_connection_id"], replaced: Replaced::Elsewhere, ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { connection, tags } = self;
        let why = "CloudFormation accepts with the request, by itself or by a role";
        body.only(Dialect::Terraform, "vpc_peering_connection_id", connection, why);
        body.only(Dialect::Terraform, "auto_accept", true, why);
        body.tags(tags);
    }
}

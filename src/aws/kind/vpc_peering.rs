//! A peering of two VPCs of one account and Region. It has no setting for names: CloudFormation cannot change it, so that
//! neither dialect does.
//! <https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html>

use super::{Kind, Vpc};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A peering of two VPCs.
#[derive(Debug)]
pub struct VpcPeering {
    /// The VPC that asks.
    pub requester: Ref<Vpc>,
    /// The VPC that consents.
    pub accepter: Ref<Vpc>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for VpcPeering {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::VPCPeeringConnection");
    const TERRAFORM: Option<&str> = Some("aws_vpc_peering_connection");
    const NOUN: &str = "VpcPeering";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["PeerOwnerId", "PeerRegion", "PeerVpcId", "VpcId"],
        may_replace: &["AssumeRoleRegion", "PeerRoleArn"],
        force_new: &["peer_owner_id", "peer_region", "peer_vpc_id", "vpc_id"],
        place: &["VpcId", "PeerVpcId"],
        remade: "seconds to minutes",
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { requester, accepter, tags } = self;
        body.set("VpcId", "vpc_id", requester);
        body.set("PeerVpcId", "peer_vpc_id", accepter);
        body.only(Dialect::Terraform, "auto_accept", true, "CloudFormation consents itself in one account and Region");
        body.tags(tags);
    }
}

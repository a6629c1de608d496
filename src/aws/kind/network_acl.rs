//! A network ACL: stateless rules at the border of subnets. It denies what no entry allows.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html>

use super::{Kind, Vpc};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A network ACL.
#[derive(Debug)]
pub struct NetworkAcl {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for NetworkAcl {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::NetworkAcl");
    const TERRAFORM: Option<&str> = Some("aws_network_acl");
    const NOUN: &str = "NetworkAcl";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change { create_only: &["VpcId"], force_new: &["vpc_id"], holds: &["VpcId"],
        ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, tags } = self;
        body.set("VpcId", "vpc_id", vpc);
        body.tags(tags);
    }
}

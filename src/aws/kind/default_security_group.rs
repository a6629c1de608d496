//! The security group that AWS gives every VPC, emptied. CloudFormation cannot change a group that it did not make.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html>

use super::{Kind, Vpc};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::{Attr, Ref};

/// The default security group without any rule.
#[derive(Debug)]
pub struct DefaultSecurityGroup {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for DefaultSecurityGroup {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_default_security_group");
    const NOUN: &str = "DefaultSecurityGroup";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change { force_new: &["vpc_id"], replaced: Replaced::Elsewhere, ..Change::NOTHING };
    const BY_HAND: &str = "CloudFormation cannot change the VPC's default security group: remove its rules by hand, so that nobody \
        uses it by accident.";

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, tags } = self;
        let why = "CloudFormation cannot change the rules of a group that AWS made";
        body.only(Dialect::Terraform, "vpc_id", vpc, why);
        body.tags(tags);
    }
}

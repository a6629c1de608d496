//! An IAM role that an AWS service assumes.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html>

use super::Kind;
use crate::aws::PolicyDocument;
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::Change;
use crate::aws::graph::Attr;

/// A role.
#[derive(Debug)]
pub struct Role {
    /// The beginning of its name in Terraform.
    pub prefix: String,
    /// Who may assume it.
    pub trust: PolicyDocument,
    /// Its tags.
    pub tags: TagSet,
}

impl Role {
    /// Its ARN.
    pub const ARN: Attr<Self> = Attr::att("Arn", "arn");
}

impl Kind for Role {
    const CLOUDFORMATION: Option<&str> = Some("AWS::IAM::Role");
    const TERRAFORM: Option<&str> = Some("aws_iam_role");
    const NEEDS_CAPABILITY_IAM: bool = true;
    const NOUN: &str = "Role";
    const ID: Attr<Self> = Attr::reference("name");
    const CHANGE: Change =
        Change { create_only: &["Path", "RoleName"], force_new: &["name_prefix", "path"], ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { prefix, trust, tags } = self;
        let why = "CloudFormation makes a name from the stack's and the logical id";
        body.only(Dialect::Terraform, "name_prefix", prefix, why);
        body.set("AssumeRolePolicyDocument", "assume_role_policy", trust);
        body.tags(tags);
    }
}

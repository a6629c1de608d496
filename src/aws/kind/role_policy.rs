//! What a role may do.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html>

use super::{Kind, Role};
use crate::aws::PolicyDocument;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A policy inside a role.
#[derive(Debug)]
pub struct RolePolicy {
    /// The role.
    pub role: Ref<Role>,
    /// Its name.
    pub name: String,
    /// What it allows.
    pub policy: PolicyDocument,
}

impl Kind for RolePolicy {
    const CLOUDFORMATION: Option<&str> = Some("AWS::IAM::RolePolicy");
    const TERRAFORM: Option<&str> = Some("aws_iam_role_policy");
    const NEEDS_CAPABILITY_IAM: bool = true;
    const NOUN: &str = "RolePolicy";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["PolicyName", "RoleName"],
        force_new: &["name", "role"],
        place: &["RoleName", "PolicyName"],
        holds: &["RoleName"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { role, name, policy } = self;
        body.set("RoleName", "role", role);
        body.set("PolicyName", "name", name);
        body.set("PolicyDocument", "policy", policy);
    }
}

//! The role by which CloudFormation accepts a peering: it is assumed from the requester's account, and may accept peerings of one VPC.
//! Terraform accepts with the accepter's own credentials and needs none.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/peer-with-vpc-in-another-account.html>

use super::Kind;
use crate::aws::PolicyDocument;
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::Change;
use crate::aws::graph::Attr;

/// A role of the accepter's account.
#[derive(Debug)]
pub struct PeerRole {
    /// The requester's account.
    pub trust: PolicyDocument,
    /// Peerings of one VPC.
    pub policy: PolicyDocument,
    /// Its tags.
    pub tags: TagSet,
}

impl PeerRole {
    /// Its ARN.
    pub const ARN: Attr<Self> = Attr::att("Arn", "");
}

impl Kind for PeerRole {
    const CLOUDFORMATION: Option<&str> = Some("AWS::IAM::Role");
    const TERRAFORM: Option<&str> = None;
    const NEEDS_CAPABILITY_IAM: bool = true;
    const NOUN: &str = "PeerRole";
    const ID: Attr<Self> = Attr::reference("");
    const CHANGE: Change = Change { create_only: &["Path", "RoleName"], ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { trust, policy, tags } = self;
        let why = "Terraform accepts with the credentials of the accepter's account";
        body.only(Dialect::CloudFormation, "AssumeRolePolicyDocument", trust, why);
        body.series_only("Policies", why, |body| {
            body.member(|body| {
                body.only(Dialect::CloudFormation, "PolicyName", "accept-peering", why);
                body.only(Dialect::CloudFormation, "PolicyDocument", policy, why);
            });
        });
        body.tags(tags);
    }
}

//! ARNs that CloudFormation has no attribute for. In comes a resource, out goes what both dialects make of its id. It names nothing of another
//! account.

use super::graph::NodeId;
use super::value::{AttrNames, CfnAttr, Read};

/// An ARN made of an id: `arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-0123`.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceArn {
    /// CloudFormation: the id. Terraform: the ARN, which it knows.
    pub of: Read,
    /// The word before the id: `vpc-endpoint`.
    pub kind: &'static str,
}

impl ResourceArn {
    /// The service that the resource belongs to.
    #[must_use]
    pub fn service(&self) -> &'static str {
        if self.kind == "log-group" { "logs" } else { "ec2" }
    }

    /// The ARN of a resource whose id CloudFormation gives by `!Ref`.
    pub(super) const fn of(node: NodeId, kind: &'static str) -> Self {
        let names = AttrNames { cloudformation: CfnAttr::Ref, terraform: "arn", terraform_suffix: "" };
        Self { of: Read { node, names }, kind }
    }
}

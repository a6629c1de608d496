//! Puts a thing into a share. CloudFormation says it on the share.
//! <https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html>

use super::{Kind, ResourceShare, ShareTarget};
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::{Attr, Ref};

/// A thing's association with its share.
#[derive(Debug)]
pub struct ResourceAssociation {
    /// The share.
    pub share: Ref<ResourceShare>,
    /// What is shared.
    pub of: ShareTarget,
}

impl Kind for ResourceAssociation {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_ram_resource_association");
    const NOUN: &str = "ResourceAssociation";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        force_new: &["resource_arn", "resource_share_arn"],
        replaced: Replaced::Elsewhere,
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { share, of } = self;
        let why = "CloudFormation has the resource in `ResourceArns` of the share";
        body.only(Dialect::Terraform, "resource_share_arn", share, why);
        body.only(Dialect::Terraform, "resource_arn", *of, why);
    }
}

//! An account outside of the owner's organization accepts the invitation to a share. Inside of an organization there is none, and AWS
//! refuses to accept what is not there.
//! <https://docs.aws.amazon.com/ram/latest/userguide/working-with-shared-invitations.html>

use super::{Kind, PrincipalAssociation, ResourceShare};
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::OnlyIn;

/// An accepted share.
#[derive(Debug)]
pub struct ResourceShareAccepter {
    /// The share.
    pub share: Ref<ResourceShare>,
    /// What invites the account.
    pub invited: Ref<PrincipalAssociation>,
}

impl Kind for ResourceShareAccepter {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_ram_resource_share_accepter");
    const NOUN: &str = "ResourceShareAccepter";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change { force_new: &["share_arn"], replaced: Replaced::Elsewhere, ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { share, invited } = self;
        body.only(Dialect::Terraform, "share_arn", share, "CloudFormation has no type that accepts an invitation: a step before the stacks that need it does");
        body.after_only(OnlyIn::Terraform, *invited);
    }
}

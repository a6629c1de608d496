//! Lets an account use what is in a share. Each stands in a unit of its own, so that another account changes nobody else's.
//! <https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html>

use super::{Kind, ResourceAssociation, ResourceShare, ResourceShareAccepter};
use crate::aws::account::Principal;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::aws::step::Step;
use crate::aws::value::OnlyIn;

/// A principal's association with a share.
#[derive(Debug)]
pub struct PrincipalAssociation {
    /// The share.
    pub share: Ref<ResourceShare>,
    /// What is in it: once the association is there, the thing can be used.
    pub of: Vec<Ref<ResourceAssociation>>,
    /// Who may use it.
    pub principal: Principal,
}

/// The right of an account to use a thing of another one. Until it is there, AWS says that there is no such thing.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// The share.
    pub share: Ref<ResourceShare>,
    /// What gives it.
    pub granted: Ref<PrincipalAssociation>,
    /// What accepts it, where the account is outside of the owner's organization.
    pub accepted: Option<Ref<ResourceShareAccepter>>,
}

impl Access {
    /// What uses the thing is made once it may. CloudFormation waits for steps: where AWS does not tell the account of the thing yet, as
    /// `seen` asks, `apply.sh` applies the root again.
    pub(super) fn wait(self, body: &mut Body<'_>, seen: Step) {
        body.after(self.granted);
        if let Some(accepted) = self.accepted {
            body.after_only(OnlyIn::Terraform, accepted);
            body.step(Step::AcceptShare(self.share.read(ResourceShare::ARN)));
        }
        body.step(seen);
    }
}

impl Kind for PrincipalAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::RAM::PrincipalAssociation");
    const TERRAFORM: Option<&str> = Some("aws_ram_principal_association");
    const NOUN: &str = "PrincipalAssociation";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["Principal", "ResourceShareArn"],
        force_new: &["principal", "resource_share_arn"],
        place: &["ResourceShareArn", "Principal"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { share, of, principal } = self;
        body.set("ResourceShareArn", "resource_share_arn", share);
        body.set("Principal", "principal", principal);
        for one in of {
            body.after_only(OnlyIn::Terraform, *one);
        }
    }
}

//! A share of AWS RAM: the things in it can be used by its principals. Netgen makes one for each thing (the subnets of a tier are one),
//! for whoever may use one thing of a share may use all of it. Its principals are [`PrincipalAssociation`](super::PrincipalAssociation)s.
//! <https://docs.aws.amazon.com/ram/latest/userguide/working-with-sharing-create.html>

use super::{FirewallPolicy, Kind, Profile, ResolverRule, Subnet, TransitGateway};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::Value;

/// A share.
#[derive(Debug)]
pub struct ResourceShare {
    /// Its name. Nothing is found by it, and two shares may have the same.
    pub name: String,
    /// What is shared. Terraform says it by a [`ResourceAssociation`](super::ResourceAssociation).
    pub of: Vec<ShareTarget>,
    /// Accounts outside of the owner's organization may be principals. AWS's own default is that they may.
    pub external: bool,
    /// Its tags. Nobody but the owner sees them.
    pub tags: TagSet,
}

/// What can be shared.
/// <https://docs.aws.amazon.com/ram/latest/userguide/shareable.html>
#[derive(Clone, Copy, Debug)]
pub enum ShareTarget {
    /// A transit gateway: principals attach their VPCs to it.
    TransitGateway(Ref<TransitGateway>),
    /// A profile: principals associate it with their VPCs.
    Profile(Ref<Profile>),
    /// A rule of the resolver: principals associate it with their VPCs.
    Rule(Ref<ResolverRule>),
    /// A subnet: principals of the same organization place things in it.
    Subnet(Ref<Subnet>),
    /// A firewall policy: principals use it for their firewalls.
    FirewallPolicy(Ref<FirewallPolicy>),
}

impl From<ShareTarget> for Value<'_> {
    /// Its ARN.
    fn from(target: ShareTarget) -> Self {
        match target {
            ShareTarget::TransitGateway(gateway) => gateway.get(TransitGateway::ARN),
            ShareTarget::Profile(profile) => profile.get(Profile::ARN),
            ShareTarget::Rule(rule) => rule.get(ResolverRule::ARN),
            ShareTarget::Subnet(subnet) => Value::ResourceArn(subnet.arn()),
            ShareTarget::FirewallPolicy(policy) => policy.get(FirewallPolicy::ARN),
        }
    }
}

impl ResourceShare {
    /// Its ARN.
    pub const ARN: Attr<Self> = Attr::att("Arn", "arn");
}

impl Kind for ResourceShare {
    const CLOUDFORMATION: Option<&str> = Some("AWS::RAM::ResourceShare");
    const TERRAFORM: Option<&str> = Some("aws_ram_resource_share");
    const NOUN: &str = "ResourceShare";
    const ID: Attr<Self> = Self::ARN;
    const CHANGE: Change = Change {
        create_only: &["ResourceShareConfiguration.RetainSharingOnAccountLeaveOrganization"],
        force_new: &["permission_arns"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, of, external, tags } = self;
        body.set("Name", "name", name);
        body.set("AllowExternalPrincipals", "allow_external_principals", external);
        let why = "Terraform associates the resource with the share by a resource of its own";
        body.list_only("ResourceArns", why, of.iter().copied());
        body.tags(tags);
    }
}

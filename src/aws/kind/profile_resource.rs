//! What a profile gives its VPCs: the private names of an interface endpoint, or a rule of the resolver.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-vpc-endpoints.html>

use super::{Kind, Profile, ResolverRule, VpcEndpoint};
use crate::aws::body::Body;
use crate::aws::change::{Change, Clash, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::Value;

/// A part of a profile.
#[derive(Debug)]
pub struct ProfileResource {
    /// Its name: letters, digits, `-`, `_` and spaces, at most 64, not digits alone. A change replaces it.
    pub name: String,
    /// The profile.
    pub profile: Ref<Profile>,
    /// What it gives.
    pub resource: ProfileTarget,
}

/// What a profile can give.
#[derive(Clone, Copy, Debug)]
pub enum ProfileTarget {
    /// The service's own names, which private DNS gives an interface endpoint: every VPC of the profile resolves them to it.
    Endpoint(Ref<VpcEndpoint>),
    /// A rule of the resolver.
    Rule(Ref<ResolverRule>),
}

impl From<ProfileTarget> for Value<'_> {
    fn from(target: ProfileTarget) -> Self {
        match target {
            ProfileTarget::Endpoint(endpoint) => endpoint.arn(),
            ProfileTarget::Rule(rule) => rule.get(ResolverRule::ARN),
        }
    }
}

impl Kind for ProfileResource {
    const CLOUDFORMATION: Option<&str> = Some("AWS::Route53Profiles::ProfileResourceAssociation");
    const TERRAFORM: Option<&str> = Some("aws_route53profiles_resource_association");
    const NOUN: &str = "ProfileResource";
    const ID: Attr<Self> = Attr::att("Id", "id");
    const CHANGE: Change = Change {
        create_only: &["Name", "ProfileId", "ResourceArn"],
        force_new: &["name", "profile_id", "resource_arn"],
        place: &["ProfileId", "ResourceArn"],
        replaced: Replaced::Clashes(Clash {
            on: &["Name"],
            why: "a profile has a resource once",
            what: "the shared endpoint or rule",
        }),
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, profile, resource } = self;
        body.set("Name", "name", name);
        body.set("ProfileId", "profile_id", profile);
        body.set("ResourceArn", "resource_arn", *resource);
    }
}

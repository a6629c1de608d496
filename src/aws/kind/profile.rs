//! A Route 53 Profile: how names resolve, for many VPCs at once.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::Attr;

/// A profile.
#[derive(Debug)]
pub struct Profile {
    /// Its name: letters, digits, `-`, `_` and spaces, at most 64, not digits alone. A change replaces the profile.
    pub name: String,
    /// Its tags.
    pub tags: TagSet,
}

impl Profile {
    /// Its ARN.
    pub const ARN: Attr<Self> = Attr::att("Arn", "arn");
}

impl Kind for Profile {
    const CLOUDFORMATION: Option<&str> = Some("AWS::Route53Profiles::Profile");
    const TERRAFORM: Option<&str> = Some("aws_route53profiles_profile");
    const NOUN: &str = "Profile";
    const ID: Attr<Self> = Attr::att("Id", "id");
    const CHANGE: Change = Change { create_only: &["Name"], force_new: &["name"], place: &["Name"], ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, tags } = self;
        body.set("Name", "name", name);
        body.tags(tags);
    }
}

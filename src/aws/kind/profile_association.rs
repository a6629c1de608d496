//! A VPC resolves names by a profile; it can have one.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-vpcs.html>

use super::{Access, Kind, Profile, Vpc};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::{Change, Gap, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::aws::step::Step;

/// A profile's association with a VPC.
#[derive(Debug)]
pub struct ProfileAssociation {
    /// Its name: letters, digits, `-`, `_` and spaces, at most 64, not digits alone. A change replaces the association.
    pub name: String,
    /// The profile.
    pub profile: Ref<Profile>,
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// What lets the VPC's account use the profile, where that is of another one.
    pub access: Option<Access>,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for ProfileAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::Route53Profiles::ProfileAssociation");
    const TERRAFORM: Option<&str> = Some("aws_route53profiles_association");
    const NOUN: &str = "ProfileAssociation";
    const ID: Attr<Self> = Attr::att("Id", "id");
    const CHANGE: Change = Change {
        create_only: &["Name", "ProfileId", "ResourceId"],
        force_new: &["name", "profile_id", "resource_id"],
        place: &["ResourceId"],
        replaced: Replaced::DeletedFirst(Gap {
            on: &["ProfileId", "Name"],
            meanwhile: "the VPC resolves no name of the profile",
            lasts: "seconds to minutes",
        }),
        holds: &["ProfileId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, profile, vpc, access, tags } = self;
        body.set("Name", "name", name);
        body.set("ProfileId", "profile_id", profile);
        body.set("ResourceId", "resource_id", vpc);
        body.tags(tags);
        if let Some(access) = access {
            access.wait(body, Step::SeeProfile(profile.read(Profile::ID)));
        }
    }
}

//! What a change does to a resource that is live: which properties replace it, in which order the old and the new one come and
//! go, and what is down meanwhile. Each kind says it once, as [`Kind::CHANGE`](super::Kind::CHANGE), for both dialects. Facts
//! alone: nothing here decides; documents and tests read it. Tests compare it with AWS's schemas and with what was measured of
//! Terraform's provider.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html>

/// What a change of a kind does.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// CloudFormation: properties whose change always replaces the resource, all that its schema has.
    pub create_only: &'static [&'static str],
    /// CloudFormation: properties whose change may replace it; AWS decides by the value, or its sources differ.
    pub may_replace: &'static [&'static str],
    /// Terraform: arguments whose change destroys the resource and creates it anew.
    pub force_new: &'static [&'static str],
    /// Terraform: those of them of which the provider plans a change in place while the new value is unknown, and demands the replacement
    /// once it is known: the apply fails. The resource's block names what they read, so that the plan has the replacement
    /// (`replace_triggered_by`). <https://github.com/hashicorp/terraform-provider-aws/issues/43706>
    pub force_new_late: &'static [&'static str],
    /// Terraform: arguments that do so in one direction alone, from disabled to enabled.
    pub may_force_new: &'static [&'static str],
    /// CloudFormation: the properties that no two resources can both have: a name, a block, an entry of a table. Empty where a
    /// second one may stand beside the first.
    pub place: &'static [&'static str],
    /// How CloudFormation replaces it.
    pub replaced: Replaced,
    /// Terraform: arguments that point to it and change in place, each with its type. Terraform destroys what left or is replaced
    /// before it updates what points to it, so AWS would refuse the deletion, or the one would be gone under the other. With users
    /// it is made, and they are updated, before the old one goes (`create_before_destroy`). Terraform then treats all that it
    /// depends on in this way, so a kind has users only where nothing that it reaches is in its own way.
    /// <https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy>
    pub users: &'static [(&'static str, &'static str)],
    /// CloudFormation: the properties by which it keeps AWS from deleting what they point to.
    pub holds: &'static [&'static str],
    /// Changes in place that traffic feels.
    pub interrupts: &'static [Interrupt],
    /// What has to be done at the other end before one goes, and what is cut otherwise; empty where AWS alone decides.
    pub goes_after: &'static str,
    /// How long AWS takes to make one, where that is minutes or more; empty otherwise. Seen in practice, promised by nobody.
    pub made: &'static str,
    /// How long there is none of it where the old one is destroyed before the new one is made. AWS promises no times: they are what
    /// is usual in practice.
    pub remade: &'static str,
}

/// [`Change::goes_after`] of what carries BGP sessions: AWS takes it away without asking the router, which goes on sending into it until its
/// hold timer is over.
pub const SESSIONS_SHUT: &str = "shut its sessions on the router first, by the step of the router's update that does so: one that is still up is cut \
by this deployment, until BGP has moved to other uplinks";

/// The order of a replacement by CloudFormation.
#[derive(Clone, Copy, Debug)]
pub enum Replaced {
    /// The new one is made first, and nothing is in its way: every property that forces a replacement is part of the place, or
    /// there is none.
    CreatedFirst,
    /// The new one is made first, and AWS refuses it where the old one is in its place.
    Clashes(Clash),
    /// The old one is deleted first: an interruption.
    DeletedFirst(Gap),
    /// CloudFormation has no such type: another resource has the facts, or a person does it.
    Elsewhere,
}

/// A replacement that AWS refuses.
#[derive(Clone, Copy, Debug)]
pub struct Clash {
    /// The properties whose change forces a replacement while the place stays.
    pub on: &'static [&'static str],
    /// Why there cannot be two.
    pub why: &'static str,
    /// What of the document to take out and put back.
    pub what: &'static str,
}

/// A replacement with a gap between the old resource and the new one.
#[derive(Clone, Copy, Debug)]
pub struct Gap {
    /// The properties whose change forces it and that a document can change by themselves.
    pub on: &'static [&'static str],
    /// What holds meanwhile.
    pub meanwhile: &'static str,
    /// How long, as is usual in practice.
    pub lasts: &'static str,
}

/// A change in place that traffic feels.
#[derive(Clone, Copy, Debug)]
pub struct Interrupt {
    /// The property in CloudFormation, where the change is in place there.
    pub cloudformation: Option<&'static str>,
    /// The argument in Terraform, where the change is in place there.
    pub terraform: Option<&'static str>,
    /// What traffic feels.
    pub what: &'static str,
    /// How long, as is usual in practice; empty for what stays so.
    pub lasts: &'static str,
}

impl Change {
    /// A kind of which nothing is replaced and many may stand beside each other.
    pub const NOTHING: Self = Self {
        create_only: &[],
        may_replace: &[],
        force_new: &[],
        force_new_late: &[],
        may_force_new: &[],
        place: &[],
        replaced: Replaced::CreatedFirst,
        users: &[],
        holds: &[],
        interrupts: &[],
        goes_after: "",
        made: "",
        remade: "seconds",
    };

    /// Whether Terraform makes the new one before the old one goes.
    #[must_use]
    pub const fn creates_before_destroy(&self) -> bool {
        !self.users.is_empty()
    }

    /// Whether CloudFormation deletes the old resource before it makes the new one.
    #[must_use]
    pub const fn is_deleted_first(&self) -> bool {
        matches!(self.replaced, Replaced::DeletedFirst(_))
    }
}

impl Interrupt {
    /// One that is in place in both dialects.
    #[must_use]
    pub const fn both(cloudformation: &'static str, terraform: &'static str, what: &'static str) -> Self {
        Self { cloudformation: Some(cloudformation), terraform: Some(terraform), what, lasts: "" }
    }

    /// The same, with how long it lasts.
    #[must_use]
    pub const fn lasts(self, lasts: &'static str) -> Self {
        Self { lasts, ..self }
    }
}

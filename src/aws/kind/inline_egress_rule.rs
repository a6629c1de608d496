//! An egress rule that CloudFormation says inline in its group.
//! <https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_security_group_egress_rule.html.markdown>

use super::{EgressPeer, GroupRule, Kind, SecurityGroup};
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::{Attr, Ref};

/// An egress rule whose other end is no group.
#[derive(Debug)]
pub struct InlineEgressRule {
    /// The group.
    pub group: Ref<SecurityGroup>,
    /// The rule.
    pub rule: GroupRule<EgressPeer>,
}

impl Kind for InlineEgressRule {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_vpc_security_group_egress_rule");
    const NOUN: &str = "Egress";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change =
        Change { force_new: &["security_group_id"], replaced: Replaced::Elsewhere, ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { group, rule } = self;
        let why = "CloudFormation says the rule inline in its group";
        body.only(Dialect::Terraform, "security_group_id", group, why);
        rule.describe(body);
    }
}

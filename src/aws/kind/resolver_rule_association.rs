//! A VPC's resolver heeds a rule.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html>

use super::{Access, Kind, ResolverRule, Vpc};
use crate::aws::body::Body;
use crate::aws::change::{Change, Clash, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::aws::step::Step;

/// A rule's association with a VPC.
#[derive(Debug)]
pub struct ResolverRuleAssociation {
    /// Its name: letters, digits, `-`, `_` and spaces, at most 64, not digits alone. A change replaces the association.
    pub name: String,
    /// The rule.
    pub rule: Ref<ResolverRule>,
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// What lets the VPC's account use the rule, where that is of another one.
    pub access: Option<Access>,
}

impl Kind for ResolverRuleAssociation {
    const CLOUDFORMATION: Option<&str> = Some("AWS::Route53Resolver::ResolverRuleAssociation");
    const TERRAFORM: Option<&str> = Some("aws_route53_resolver_rule_association");
    const NOUN: &str = "ResolverRuleAssociation";
    const ID: Attr<Self> = Attr::att("ResolverRuleAssociationId", "id");
    const CHANGE: Change = Change {
        create_only: &["Name", "ResolverRuleId", "VPCId"],
        force_new: &["name", "resolver_rule_id", "vpc_id"],
        place: &["VPCId"],
        replaced: Replaced::Clashes(Clash {
            on: &["ResolverRuleId", "Name"],
            why: "a VPC has one rule for a domain",
            what: "the domain that is forwarded",
        }),
        holds: &["ResolverRuleId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, rule, vpc, access } = self;
        body.set("Name", "name", name);
        body.set("ResolverRuleId", "resolver_rule_id", rule);
        body.set("VPCId", "vpc_id", vpc);
        if let Some(access) = access {
            access.wait(body, Step::SeeRule(rule.read(ResolverRule::ID)));
        }
    }
}

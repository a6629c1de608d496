//! What happens with the events of a rule. CloudFormation says it in the rule.
//! <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html>

use super::event_rule::TARGET;
use super::{AlarmTopic, EventRule, Kind};
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Replaced};
use crate::aws::graph::{Attr, Ref};

/// The target of a rule.
#[derive(Debug)]
pub struct EventTarget {
    /// The rule.
    pub rule: Ref<EventRule>,
    /// Who is notified.
    pub topic: AlarmTopic,
}

impl Kind for EventTarget {
    const CLOUDFORMATION: Option<&str> = None;
    const TERRAFORM: Option<&str> = Some("aws_cloudwatch_event_target");
    const NOUN: &str = "EventTarget";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change =
        Change { force_new: &["rule", "target_id"], replaced: Replaced::Elsewhere, ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { rule, topic } = self;
        let why = "CloudFormation has the targets in the rule";
        body.only(Dialect::Terraform, "rule", rule, why);
        body.only(Dialect::Terraform, "target_id", TARGET, why);
        body.only(Dialect::Terraform, "arn", topic, why);
    }
}

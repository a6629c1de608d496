//! A rule of EventBridge: events that somebody is notified of. CloudFormation has the target in the rule, Terraform beside it.
//! <https://docs.aws.amazon.com/health/latest/ug/cloudwatch-events-health.html>

use super::{AlarmTopic, Kind};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::Change;
use crate::aws::graph::Attr;
use crate::aws::policy::Json;

/// A rule.
#[derive(Debug)]
pub struct EventRule {
    /// Its name: letters, digits, `.`, `-` and `_`, at most 64. A change replaces it.
    pub name: String,
    /// What it is about.
    pub description: String,
    /// Which events.
    pub pattern: Json,
    /// Who is notified.
    pub topic: AlarmTopic,
    /// Its tags.
    pub tags: TagSet,
}

/// The name of a rule's only target.
pub(super) const TARGET: &str = "topic";

impl EventRule {
    /// Its name.
    pub const NAME: Attr<Self> = Attr::reference("name");
}

impl Kind for EventRule {
    const CLOUDFORMATION: Option<&str> = Some("AWS::Events::Rule");
    const TERRAFORM: Option<&str> = Some("aws_cloudwatch_event_rule");
    const NOUN: &str = "EventRule";
    const ID: Attr<Self> = Self::NAME;
    const CHANGE: Change = Change {
        create_only: &["Name"],
        may_replace: &["EventBusName"],
        force_new: &["name"],
        place: &["Name"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, description, pattern, topic, tags } = self;
        body.set("Name", "name", name);
        body.set("Description", "description", description);
        body.set("EventPattern", "event_pattern", pattern);
        let why = "Terraform has targets as resources of their own";
        body.series_only("Targets", why, |body| {
            body.member(|body| {
                body.only(Dialect::CloudFormation, "Id", TARGET, why);
                body.only(Dialect::CloudFormation, "Arn", topic, why);
            });
        });
        body.tags(tags);
    }
}

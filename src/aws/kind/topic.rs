//! SNS topic for alarms: its subscribers get every change of state.
//! <https://docs.aws.amazon.com/sns/latest/dg/welcome.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::Attr;

/// A topic.
#[derive(Debug)]
pub struct Topic {
    /// Its name: letters, digits, `-` and `_`, at most 256. A change replaces it.
    pub name: String,
    /// Its tags.
    pub tags: TagSet,
}

impl Kind for Topic {
    const CLOUDFORMATION: Option<&str> = Some("AWS::SNS::Topic");
    const TERRAFORM: Option<&str> = Some("aws_sns_topic");
    const NOUN: &str = "Topic";
    // `!Ref` is the ARN, which is what everything takes.
    const ID: Attr<Self> = Attr::reference("arn");
    const CHANGE: Change = Change {
        create_only: &["FifoTopic", "TopicName"],
        force_new: &["name"],
        place: &["TopicName"],
        users: &[
            ("aws_cloudwatch_metric_alarm", "alarm_actions"),
            ("aws_cloudwatch_composite_alarm", "alarm_actions"),
            ("aws_cloudwatch_event_target", "arn"),
        ],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, tags } = self;
        body.set("TopicName", "name", name);
        body.tags(tags);
    }
}

//! E-mail subscription to an SNS topic; it is pending until the recipient confirms AWS's first mail.
//! <https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html>

use super::{Kind, Topic};
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A subscription by mail.
#[derive(Debug)]
pub struct Subscription {
    /// The topic.
    pub topic: Ref<Topic>,
    /// The mail address.
    pub address: String,
}

impl Kind for Subscription {
    const CLOUDFORMATION: Option<&str> = Some("AWS::SNS::Subscription");
    const TERRAFORM: Option<&str> = Some("aws_sns_topic_subscription");
    const NOUN: &str = "Subscription";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["Endpoint", "Protocol", "TopicArn"],
        may_replace: &["Region"],
        force_new: &["endpoint", "protocol", "topic_arn"],
        place: &["TopicArn", "Protocol", "Endpoint"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { topic, address } = self;
        body.set("TopicArn", "topic_arn", topic);
        body.set("Protocol", "protocol", "email");
        body.set("Endpoint", "endpoint", address);
    }
}

//! Somebody who gets mail from a topic, once they have answered AWS's first one.
//! <https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html>

use super::{Kind, Topic};
use crate::aws::body::Body;
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

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { topic, address } = self;
        body.set("TopicArn", "topic_arn", topic);
        body.set("Protocol", "protocol", "email");
        body.set("Endpoint", "endpoint", address);
    }
}

//! Who may write to a topic. It takes the place of the policy that AWS gives a topic.
//! <https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html>

use super::{Kind, Topic};
use crate::aws::PolicyDocument;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// A topic's policy.
#[derive(Debug)]
pub struct TopicPolicy {
    /// The topic.
    pub topic: Ref<Topic>,
    /// What it allows.
    pub policy: PolicyDocument,
}

impl Kind for TopicPolicy {
    const CLOUDFORMATION: Option<&str> = Some("AWS::SNS::TopicPolicy");
    const TERRAFORM: Option<&str> = Some("aws_sns_topic_policy");
    const NOUN: &str = "TopicPolicy";
    const ID: Attr<Self> = Attr::att("Id", "id");
    const CHANGE: Change = Change { force_new: &["arn"], ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { topic, policy } = self;
        body.single("Topics", "arn", topic);
        body.set("PolicyDocument", "policy", policy);
    }
}

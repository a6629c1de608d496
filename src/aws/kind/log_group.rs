//! A log group of CloudWatch Logs.
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html>

use super::Kind;
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::{ResourceArn, Value};

/// A log group.
#[derive(Debug)]
pub struct LogGroup {
    /// Its name.
    pub name: String,
    /// Days for which records are kept.
    pub retention_days: u32,
    /// Its tags.
    pub tags: TagSet,
}

impl LogGroup {
    /// Its ARN; CloudFormation's ends in `:*`, which stands for its streams.
    pub const STREAMS: Attr<Self> = Attr::att_with("Arn", "arn", ":*");
    /// Its ARN as Terraform gives it, without its streams.
    pub const ARN: Attr<Self> = Attr::att("Arn", "arn");
}

impl Ref<LogGroup> {
    /// Its ARN without its streams, in both dialects.
    #[must_use]
    pub fn arn(self) -> Value<'static> {
        Value::ResourceArn(ResourceArn::of(self.node(), "log-group"))
    }
}

impl Kind for LogGroup {
    const CLOUDFORMATION: Option<&str> = Some("AWS::Logs::LogGroup");
    const TERRAFORM: Option<&str> = Some("aws_cloudwatch_log_group");
    const NOUN: &str = "LogGroup";
    const ID: Attr<Self> = Attr::reference("name");
    const CHANGE: Change =
        Change { create_only: &["LogGroupName"], force_new: &["name"], place: &["LogGroupName"], ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, retention_days, tags } = self;
        body.set("LogGroupName", "name", name);
        body.set("RetentionInDays", "retention_in_days", retention_days);
        body.tags(tags);
    }
}

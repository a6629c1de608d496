//! Flow logs of a VPC, as written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Spanned;
use crate::net::Arn;

/// Flow logs of a VPC.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html>
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlowLogs {
    /// Where the records go.
    pub to: Spanned<FlowLogDestination>,
    /// Which traffic is recorded.
    #[serde(default)]
    pub traffic: Traffic,
    /// CloudWatch only: how many days the records are kept.
    pub retention_days: Option<Spanned<u32>>,
    /// S3 only: the bucket, with an optional folder.
    pub bucket_arn: Option<Spanned<Arn>>,
    /// Seconds over which packets are put together: 60 or 600.
    #[serde(default = "ten_minutes")]
    pub interval: Spanned<u32>,
    /// Which fields a record has.
    #[serde(default)]
    pub fields: FlowLogFields,
}

fn ten_minutes() -> Spanned<u32> {
    Spanned::unplaced(600)
}

/// Where flow-log records go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FlowLogDestination {
    /// A log group of CloudWatch Logs, made with its role.
    Cloudwatch,
    /// A bucket that exists already.
    S3,
}

/// Which traffic flow logs record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Traffic {
    /// Everything.
    #[default]
    All,
    /// What was allowed.
    Accept,
    /// What was refused.
    Reject,
}

/// Which fields a flow-log record has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FlowLogFields {
    /// AWS's default (version 2).
    #[default]
    Default,
    /// With VPC, subnet, instance, TCP flags, original addresses, services, direction and path (versions 3 to 5).
    Extended,
}

//! Records of a VPC's traffic.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html>

use super::{Kind, LogGroup, Role, RolePolicy, Vpc};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::graph::{Attr, Ref};

/// A flow log of a VPC.
#[derive(Debug)]
pub struct FlowLog {
    /// The VPC.
    pub vpc: Ref<Vpc>,
    /// Where the records go.
    pub target: FlowLogTarget,
    /// `ALL`, `ACCEPT` or `REJECT`.
    pub traffic: &'static str,
    /// Seconds: 60 or 600.
    pub interval: u32,
    /// The fields of a record; AWS's default unless given.
    pub format: Option<&'static str>,
    /// Its tags.
    pub tags: TagSet,
}

/// Where records go.
#[derive(Clone, Debug)]
pub enum FlowLogTarget {
    /// To a log group, by a role that may write to it.
    CloudWatch {
        /// The log group.
        group: Ref<LogGroup>,
        /// The role.
        role: Ref<Role>,
        /// What allows the role to write: the first records would be lost without it.
        policy: Ref<RolePolicy>,
    },
    /// To a bucket with an optional folder, by its ARN.
    S3(String),
}

impl Kind for FlowLog {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::FlowLog");
    const TERRAFORM: Option<&str> = Some("aws_flow_log");
    const NOUN: &str = "FlowLog";
    const ID: Attr<Self> = Attr::reference("id");

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { vpc, target, traffic, interval, format, tags } = self;
        body.set("ResourceId", "vpc_id", vpc);
        let why = "Terraform knows the type by the argument that names the resource";
        body.only(Dialect::CloudFormation, "ResourceType", "VPC", why);
        body.set("TrafficType", "traffic_type", *traffic);
        body.set("MaxAggregationInterval", "max_aggregation_interval", interval);
        match target {
            FlowLogTarget::CloudWatch { group, role, policy } => {
                body.set("LogDestinationType", "log_destination_type", "cloud-watch-logs");
                let why = "CloudFormation's ARN of a log group ends in `:*`, which flow logs refuse, so it takes the name";
                body.only(Dialect::CloudFormation, "LogGroupName", group, why);
                body.only(Dialect::Terraform, "log_destination", group.get(LogGroup::ARN), why);
                body.set("DeliverLogsPermissionArn", "iam_role_arn", role.get(Role::ARN));
                body.after(*policy);
            }
            FlowLogTarget::S3(bucket) => {
                body.set("LogDestinationType", "log_destination_type", "s3");
                body.set("LogDestination", "log_destination", bucket);
                body.block("DestinationOptions", "destination_options", |body| {
                    body.set("FileFormat", "file_format", "parquet");
                    body.set("HiveCompatiblePartitions", "hive_compatible_partitions", false);
                    body.set("PerHourPartition", "per_hour_partition", true);
                });
            }
        }
        if let Some(format) = format {
            body.set("LogFormat", "log_format", *format);
        }
        body.tags(tags);
    }
}

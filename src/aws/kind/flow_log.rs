//! Records of the traffic of a VPC or a transit gateway.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html>

use super::{Kind, LogGroup, Role, RolePolicy, TransitGateway, Vpc};
use crate::aws::TagSet;
use crate::aws::body::{Body, Dialect};
use crate::aws::change::{Change, Clash, Replaced};
use crate::aws::graph::{Attr, Ref};

/// A flow log.
#[derive(Debug)]
pub struct FlowLog {
    /// Whose traffic.
    pub subject: FlowLogSubject,
    /// Where the records go.
    pub target: FlowLogTarget,
    /// The fields of a record; AWS's default unless given.
    pub format: Option<&'static str>,
    /// Its tags.
    pub tags: TagSet,
}

/// Whose traffic is recorded.
#[derive(Clone, Copy, Debug)]
pub enum FlowLogSubject {
    /// A VPC's.
    Vpc {
        /// The VPC.
        vpc: Ref<Vpc>,
        /// `ALL`, `ACCEPT` or `REJECT`.
        traffic: &'static str,
        /// Seconds: 60 or 600.
        interval: u32,
    },
    /// A transit gateway's: always all of it, every 60 seconds.
    /// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-flow-logs.html>
    TransitGateway(Ref<TransitGateway>),
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
    const CHANGE: Change = Change {
        create_only: &[
            "DeliverCrossAccountRole",
            "DeliverLogsPermissionArn",
            "DestinationOptions",
            "LogDestination",
            "LogDestinationType",
            "LogFormat",
            "LogGroupName",
            "MaxAggregationInterval",
            "ResourceId",
            "ResourceType",
            "TagFieldSpecifications",
            "TrafficType",
        ],
        force_new: &[
            "destination_options",
            "iam_role_arn",
            "log_destination",
            "log_destination_type",
            "log_format",
            "max_aggregation_interval",
            "traffic_type",
            "transit_gateway_id",
            "vpc_id",
        ],
        place: &["ResourceId", "TrafficType", "LogDestination", "LogGroupName"],
        replaced: Replaced::Clashes(Clash {
            on: &[
                "DeliverLogsPermissionArn",
                "DestinationOptions",
                "LogDestinationType",
                "LogFormat",
                "MaxAggregationInterval",
            ],
            why: "AWS refuses a second flow log of one resource to one destination",
            what: "`flow_logs`",
        }),
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { subject, target, format, tags } = self;
        subject.describe(body);
        match target {
            FlowLogTarget::CloudWatch { group, role, policy } => {
                body.set("LogDestinationType", "log_destination_type", "cloud-watch-logs");
                let why =
                    "CloudFormation's ARN of a log group ends in `:*`, which flow logs refuse, so it takes the name";
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

impl FlowLogSubject {
    fn describe(self, body: &mut Body<'_>) {
        let why = "Terraform knows the type by the argument that names the resource";
        match self {
            Self::Vpc { vpc, traffic, interval } => {
                body.set("ResourceId", "vpc_id", vpc);
                body.only(Dialect::CloudFormation, "ResourceType", "VPC", why);
                body.set("TrafficType", "traffic_type", traffic);
                body.set("MaxAggregationInterval", "max_aggregation_interval", interval);
            }
            Self::TransitGateway(gateway) => {
                body.set("ResourceId", "transit_gateway_id", gateway);
                body.only(Dialect::CloudFormation, "ResourceType", "TransitGateway", why);
                body.set("MaxAggregationInterval", "max_aggregation_interval", 60_u32);
            }
        }
    }
}

//! Flow logs.

use super::{Core, VpcBuilder};
use crate::aws::PolicyDocument;
use crate::aws::kind::{FlowLog, FlowLogSubject, FlowLogTarget, LogGroup, Role, RolePolicy};
use crate::blueprint::{FlowLogFields, StackPart, Traffic};
use crate::network::LogDestination;

/// Who writes the records.
const SERVICE: &str = "vpc-flow-logs.amazonaws.com";

/// What it takes to write records to a log group.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html>
const WRITE: &[&str] =
    &["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"];

/// AWS's default fields, then those that tell who talked to whom behind NAT gateways and load balancers.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html>
const EXTENDED: &str = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} \
    ${packets} ${bytes} ${start} ${end} ${action} ${log-status} ${vpc-id} ${subnet-id} ${instance-id} ${tcp-flags} ${type} \
    ${pkt-srcaddr} ${pkt-dstaddr} ${region} ${az-id} ${pkt-src-aws-service} ${pkt-dst-aws-service} ${flow-direction} \
    ${traffic-path}";

impl VpcBuilder<'_> {
    /// The flow log, and for CloudWatch its log group and role.
    pub(super) fn logs(&mut self, core: &Core) {
        let Some(logs) = &self.plan.vpc.flow_logs else { return };
        let unit = self.part(StackPart::Logs);
        let place = self.graph.group(unit, "Flow logs");
        let path = [self.name, "flow-logs"];
        let target = match &logs.destination {
            LogDestination::CloudWatch { retention_days } => {
                let group = LogGroup {
                    name: format!("/vpc-flow-logs/{}/{}", self.network.name, self.name),
                    retention_days: *retention_days,
                    tags: self.named(&["flow-logs"]),
                };
                let group = self.graph.add(place, &path, group);
                let role = Role {
                    prefix: format!("{}-flow-logs-", self.name),
                    trust: PolicyDocument::trust(SERVICE, group.read(LogGroup::ARN)),
                    tags: self.named(&["flow-logs"]),
                };
                let role = self.graph.add(place, &path, role);
                let policy = PolicyDocument::allow(WRITE, group.read(LogGroup::STREAMS));
                let policy =
                    self.graph.add(place, &path, RolePolicy { role, name: "write-flow-logs".to_owned(), policy });
                FlowLogTarget::CloudWatch { group, role, policy }
            }
            LogDestination::S3 { bucket } => FlowLogTarget::S3(bucket.to_string()),
        };
        let flow_log = FlowLog {
            subject: FlowLogSubject::Vpc {
                vpc: core.vpc,
                traffic: match logs.traffic {
                    Traffic::All => "ALL",
                    Traffic::Accept => "ACCEPT",
                    Traffic::Reject => "REJECT",
                },
                interval: logs.interval,
            },
            target,
            format: match logs.fields {
                FlowLogFields::Default => None,
                FlowLogFields::Extended => Some(EXTENDED),
            },
            tags: self.named(&[]),
        };
        self.graph.add(place, &[self.name], flow_log);
    }
}

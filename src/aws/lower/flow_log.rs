//! Flow logs.

use super::{Core, VpcBuilder};
use crate::aws::PolicyDocument;
use crate::aws::graph::{Graph, Place, Ref};
use crate::aws::kind::{FlowLog, FlowLogSubject, FlowLogTarget, LogGroup, Role, RolePolicy};
use crate::aws::tags::TagSet;
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
pub(super) const EXTENDED: &str = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} \
    ${packets} ${bytes} ${start} ${end} ${action} ${log-status} ${vpc-id} ${subnet-id} ${instance-id} ${tcp-flags} ${type} \
    ${pkt-srcaddr} ${pkt-dstaddr} ${region} ${az-id} ${pkt-src-aws-service} ${pkt-dst-aws-service} ${flow-direction} \
    ${traffic-path}";

impl VpcBuilder<'_> {
    /// The flow log, and for CloudWatch its log group, which comes out, and its role.
    pub(super) fn logs(&mut self, core: &Core) -> Option<Ref<LogGroup>> {
        let logs = self.plan.vpc.flow_logs.as_ref()?;
        let unit = self.part(StackPart::Logs);
        let place = self.graph.group(unit, "Flow logs");
        let group = format!("/vpc-flow-logs/{}/{}", self.network.name, self.name);
        let tags = self.named(&["flow-logs"]);
        let kept = self.plan.vpc.retain.then(|| format!("vpc/{}/flow-logs", self.name));
        let target = target(self.graph, place, self.name, (group, kept), tags, &logs.destination);
        let made = match &target {
            FlowLogTarget::CloudWatch { group, .. } => Some(*group),
            FlowLogTarget::S3(_) => None,
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
        made
    }
}

/// Where records go: for CloudWatch with a log group of that name, and the identity by which it outlives the document, if it does;
/// and a role that may write to it.
pub(super) fn target(
    graph: &mut Graph,
    place: Place,
    owner: &str,
    (name, kept): (String, Option<String>),
    tags: TagSet,
    destination: &LogDestination,
) -> FlowLogTarget {
    let retention_days = match destination {
        LogDestination::CloudWatch { retention_days } => *retention_days,
        LogDestination::S3 { bucket } => return FlowLogTarget::S3(bucket.to_string()),
    };
    let path = [owner, "flow-logs"];
    let group = graph.add(place, &path, LogGroup { name, retention_days, tags: tags.clone() });
    if let Some(identity) = kept {
        graph.retain(group, identity);
    }
    let trust = PolicyDocument::trust(SERVICE, group.read(LogGroup::ARN));
    let role = graph.add(place, &path, Role { prefix: format!("{owner}-flow-logs-"), trust, tags });
    let policy = PolicyDocument::allow(WRITE, group.read(LogGroup::STREAMS));
    let policy = graph.add(place, &path, RolePolicy { role, name: "write-flow-logs".to_owned(), policy });
    FlowLogTarget::CloudWatch { group, role, policy }
}

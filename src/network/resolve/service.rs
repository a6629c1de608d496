//! What stands beside the tiers: flow logs and DHCP options.

use super::VpcResolver;
use crate::blueprint::{self as written, DnsServer, FlowLogDestination};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::network::{Dhcp, FlowLogs, LogDestination};

/// Days for which CloudWatch Logs keeps records.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
const RETENTION_DAYS: &[u32] =
    &[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

impl VpcResolver<'_> {
    pub(super) fn dhcp(&mut self) -> Option<Dhcp> {
        let Spanned { value: written, span } = self.vpc.dhcp.as_ref()?;
        let amazon = written.dns.iter().any(|server| server.value == DnsServer::Amazon);
        let problem = match (written.dns.len(), written.ntp.len()) {
            (2.., _) if amazon => Some("`AmazonProvidedDNS` stands beside other name servers".to_owned()),
            (many @ 5.., _) => Some(format!("{many} name servers; DHCP options hold 4")),
            (_, many @ 5..) => Some(format!("{many} NTP servers; DHCP options hold 4")),
            _ => None,
        };
        if let Some(problem) = problem {
            let place = if written.dns.len() > 1 {
                written.dns.last().map(|one| one.span)
            } else {
                written.ntp.last().map(|one| one.span)
            };
            let help = "give up to four name servers, or `AmazonProvidedDNS` alone, and up to four NTP servers";
            self.error(Code::DhcpServers, problem, place.unwrap_or(*span), help);
        }
        let mut dns: Vec<DnsServer> = written.dns.iter().map(|server| server.value).collect();
        if dns.is_empty() {
            // Options without name servers would leave instances without any.
            dns.push(DnsServer::Amazon);
        }
        Some(Dhcp {
            domain: written.domain.as_ref().map(|domain| domain.value.clone()),
            dns,
            ntp: written.ntp.iter().map(|server| server.value).collect(),
            span: written.dns.first().map_or(*span, |server| server.span),
        })
    }
}

/// Whether CloudWatch Logs can keep records for so many days.
pub(super) fn retention(days: Spanned<u32>, diagnostics: &mut Diagnostics) {
    if !RETENTION_DAYS.contains(&days.value) {
        let allowed = RETENTION_DAYS.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let message = format!("CloudWatch Logs cannot keep records for {} days", days.value);
        let finding = Diagnostic::new(Code::FlowLogRetention, message).at(days.span, "");
        diagnostics.push(finding.help(format!("it keeps them for {allowed} days")));
    }
}

/// Flow logs of a VPC or of a transit gateway.
pub(super) fn flow_logs(logs: &Spanned<written::FlowLogs>, diagnostics: &mut Diagnostics) -> Option<FlowLogs> {
    let Spanned { value: written, span } = logs;
    let refuse = |found: &mut Diagnostics, code, message: &str, span, help: &str| {
        found.push(Diagnostic::new(code, message).at(span, "").help(help));
    };
    let destination = match written.to.value {
        FlowLogDestination::Cloudwatch => {
            if let Some(bucket) = &written.bucket_arn {
                let message = "a bucket is given, but the flow logs go to CloudWatch";
                refuse(
                    diagnostics,
                    Code::FlowLogDestination,
                    message,
                    bucket.span,
                    "write `to: s3`, or remove `bucket_arn`",
                );
            }
            let days = written.retention_days.unwrap_or(Spanned::unplaced(90));
            retention(days, diagnostics);
            LogDestination::CloudWatch { retention_days: days.value }
        }
        FlowLogDestination::S3 => {
            if let Some(days) = &written.retention_days {
                let message = "retention is given, but the flow logs go to S3";
                refuse(
                    diagnostics,
                    Code::FlowLogDestination,
                    message,
                    days.span,
                    "remove it: the bucket's lifecycle rules decide",
                );
            }
            let Some(bucket) = &written.bucket_arn else {
                let message = "the flow logs go to S3, but no bucket is given";
                refuse(
                    diagnostics,
                    Code::FlowLogDestination,
                    message,
                    *span,
                    "write `bucket_arn: \"arn:aws:s3:::BUCKET/FOLDER/\"`",
                );
                return None;
            };
            if bucket.value.service() != "s3" {
                let message = format!("`{}` is no bucket", bucket.value);
                refuse(
                    diagnostics,
                    Code::FlowLogDestination,
                    &message,
                    bucket.span,
                    "write `arn:aws:s3:::BUCKET`, with an optional `/FOLDER/`",
                );
            }
            LogDestination::S3 { bucket: bucket.value.clone() }
        }
    };
    if ![60, 600].contains(&written.interval.value) {
        let message = format!("{} seconds is no aggregation interval", written.interval.value);
        refuse(diagnostics, Code::FlowLogInterval, &message, written.interval.span, "AWS has 60 and 600");
    }
    Some(FlowLogs { destination, traffic: written.traffic, interval: written.interval.value, fields: written.fields })
}

//! Flow logs of a VPC or of a transit gateway.

use crate::blueprint::{FlowLogFields, Traffic};
use crate::net::Arn;

/// Flow logs.
#[derive(Debug)]
pub struct FlowLogs {
    /// Where the records go.
    pub destination: LogDestination,
    /// Which traffic is recorded.
    pub traffic: Traffic,
    /// Seconds: 60 or 600.
    pub interval: u32,
    /// Which fields a record has.
    pub fields: FlowLogFields,
}

/// Where flow-log records go.
#[derive(Debug)]
pub enum LogDestination {
    /// A log group, kept for so many days.
    CloudWatch {
        /// Days.
        retention_days: u32,
    },
    /// A bucket that exists.
    S3 {
        /// Its ARN, with an optional folder.
        bucket: Arn,
    },
}

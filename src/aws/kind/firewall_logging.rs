//! Where a firewall writes what it saw.
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html>

use super::{Firewall, Kind, LogGroup};
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};

/// The logs of a firewall. AWS itself allows the service to write to the groups.
#[derive(Debug)]
pub struct FirewallLogging {
    /// The firewall.
    pub firewall: Ref<Firewall>,
    /// For records of all flows.
    pub flows: Ref<LogGroup>,
    /// For what was dropped.
    pub alerts: Ref<LogGroup>,
}

impl Kind for FirewallLogging {
    const CLOUDFORMATION: Option<&str> = Some("AWS::NetworkFirewall::LoggingConfiguration");
    const TERRAFORM: Option<&str> = Some("aws_networkfirewall_logging_configuration");
    const NOUN: &str = "FirewallLogging";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["FirewallArn", "FirewallName"],
        force_new: &["firewall_arn"],
        place: &["FirewallArn"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { firewall, flows, alerts } = self;
        body.set("FirewallArn", "firewall_arn", firewall);
        body.block("LoggingConfiguration", "logging_configuration", |body| {
            body.series("LogDestinationConfigs", "log_destination_config", |body| {
                for (kind, group) in [("FLOW", flows), ("ALERT", alerts)] {
                    body.member(|body| {
                        body.set("LogType", "log_type", kind);
                        body.set("LogDestinationType", "log_destination_type", "CloudWatchLogs");
                        body.object("LogDestination", "log_destination", |body| {
                            body.set("logGroup", "logGroup", group);
                        });
                    });
                }
            });
        });
    }
}

//! An alarm of CloudWatch about a way to a site: all of AWS's states here are 1 while all is well and 0 otherwise.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html>,
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/monitoring-cloudwatch.html>

use super::{Kind, PrivateVirtualInterface, PublicVirtualInterface, Topic, TransitVirtualInterface, VpnConnection};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::Value;
use crate::net::{Arn, DirectConnectConnectionId};

/// An alarm.
#[derive(Debug)]
pub struct Alarm {
    /// Its name, at most 255 characters. A change replaces it.
    pub name: String,
    /// What it means, for who gets the mail.
    pub description: String,
    /// What it watches.
    pub subject: AlarmSubject,
    /// Who is notified, of trouble and of its end.
    pub topic: AlarmTopic,
    /// Its tags.
    pub tags: TagSet,
}

/// What an alarm watches.
#[derive(Clone, Debug)]
pub enum AlarmSubject {
    /// The tunnels of a VPN connection: the state is 0 if one of them is down, whatever its outside address is.
    Tunnels(Ref<VpnConnection>),
    /// The BGP session of a private virtual interface.
    PrivateInterface(Ref<PrivateVirtualInterface>, DirectConnectConnectionId),
    /// The BGP session of a transit virtual interface.
    TransitInterface(Ref<TransitVirtualInterface>, DirectConnectConnectionId),
    /// The BGP session of a public virtual interface.
    PublicInterface(Ref<PublicVirtualInterface>, DirectConnectConnectionId),
    /// A Direct Connect connection.
    Connection(DirectConnectConnectionId),
}

/// Who is notified.
#[derive(Clone, Debug)]
pub enum AlarmTopic {
    /// A topic of this network.
    Own(Ref<Topic>),
    /// One that exists already.
    Existing(Arn),
}

impl<'a> From<&'a AlarmTopic> for Value<'a> {
    fn from(topic: &'a AlarmTopic) -> Self {
        match topic {
            AlarmTopic::Own(topic) => topic.into(),
            AlarmTopic::Existing(arn) => arn.as_str().into(),
        }
    }
}

/// Seconds: CloudWatch gets the states of VPN and Direct Connect every five minutes.
const PERIOD: u32 = 300;

impl Kind for Alarm {
    const CLOUDFORMATION: Option<&str> = Some("AWS::CloudWatch::Alarm");
    const TERRAFORM: Option<&str> = Some("aws_cloudwatch_metric_alarm");
    const NOUN: &str = "Alarm";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change =
        Change { create_only: &["AlarmName"], force_new: &["alarm_name"], place: &["AlarmName"], ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, description, subject, topic, tags } = self;
        body.set("AlarmName", "alarm_name", name);
        body.set("AlarmDescription", "alarm_description", description);
        subject.describe(body);
        // The worst of the tunnels and of the moments.
        body.set("Statistic", "statistic", "Minimum");
        body.set("Period", "period", PERIOD);
        body.set("EvaluationPeriods", "evaluation_periods", 1_u32);
        body.set("ComparisonOperator", "comparison_operator", "LessThanThreshold");
        body.set("Threshold", "threshold", 1_u32);
        body.set("TreatMissingData", "treat_missing_data", "breaching");
        body.list("AlarmActions", "alarm_actions", [topic]);
        body.list("OKActions", "ok_actions", [topic]);
        body.tags(tags);
    }
}

impl AlarmSubject {
    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let mut metric = |namespace, metric, dimensions: Vec<(&'static str, Value<'a>)>| {
            body.set("Namespace", "namespace", namespace);
            body.set("MetricName", "metric_name", metric);
            body.pairs("Dimensions", "dimensions", dimensions);
        };
        let interface = |connection: &'a DirectConnectConnectionId, interface: Value<'a>| {
            let connection = ("ConnectionId", connection.as_str().into());
            vec![connection, ("VirtualInterfaceId", interface), ("IpAddressFamily", "ipv4".into())]
        };
        let bgp = "VirtualInterfaceBgpStatus";
        match self {
            Self::Tunnels(vpn) => metric("AWS/VPN", "TunnelState", vec![("VpnId", vpn.into())]),
            Self::PrivateInterface(own, connection) => metric("AWS/DX", bgp, interface(connection, own.into())),
            Self::TransitInterface(own, connection) => metric("AWS/DX", bgp, interface(connection, own.into())),
            Self::PublicInterface(own, connection) => metric("AWS/DX", bgp, interface(connection, own.into())),
            Self::Connection(connection) => {
                metric("AWS/DX", "ConnectionState", vec![("ConnectionId", connection.as_str().into())]);
            }
        }
    }
}

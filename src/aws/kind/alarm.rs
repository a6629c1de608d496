//! An alarm of CloudWatch: about a way to a site, a transit gateway, a NAT gateway or a firewall. States are 1 while all is well and 0
//! otherwise; everything else is a number with a threshold. The metrics are those of AWS's own pages, each with its dimensions.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html>,
//! <https://docs.aws.amazon.com/directconnect/latest/UserGuide/monitoring-cloudwatch.html>,
//! <https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html>,
//! <https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html>

use super::{DirectConnection, Hub, Kind, NatGateway, PrivateVirtualInterface, PublicVirtualInterface, Topic, TransitVirtualInterface, VpnConnection};
use crate::aws::TagSet;
use crate::aws::body::Body;
use crate::aws::change::Change;
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::{Read, Value};
use crate::net::Arn;

/// An alarm.
#[derive(Debug)]
pub struct Alarm {
    /// Its name, at most 255 characters. A change replaces it.
    pub name: String,
    /// What it means, for who gets the mail.
    pub description: String,
    /// What it watches.
    pub subject: AlarmSubject,
    /// When there is trouble.
    pub condition: Condition,
    /// Who is notified, of trouble and of its end; nobody of an alarm that another one is made of.
    pub topic: Option<AlarmTopic>,
    /// Its tags.
    pub tags: TagSet,
}

/// What an alarm watches.
#[derive(Clone, Debug)]
pub enum AlarmSubject {
    /// The tunnels of a VPN connection: the state is 0 if one of them is down, whatever its outside address is.
    Tunnels(Ref<VpnConnection>),
    /// The BGP session of a private virtual interface.
    PrivateInterface(Ref<PrivateVirtualInterface>, DirectConnection),
    /// The BGP session of a transit virtual interface.
    TransitInterface(Ref<TransitVirtualInterface>, DirectConnection),
    /// The BGP session of a public virtual interface.
    PublicInterface(Ref<PublicVirtualInterface>, DirectConnection),
    /// A Direct Connect connection.
    Connection(DirectConnection),
    /// The bytes of both tunnels of a VPN connection.
    TunnelBytes(Ref<VpnConnection>, Direction),
    /// Bits per second of a virtual interface, by its id.
    Traffic(Read, DirectConnection, Direction),
    /// How many prefixes of a site AWS accepts on a virtual interface, by its id.
    AcceptedPrefixes(Read, DirectConnection),
    /// Packets that find no route at a transit gateway.
    NoRoute(Hub),
    /// Connections for which a NAT gateway has no port left.
    NatPorts(Ref<NatGateway>),
    /// What a query of CloudWatch Metrics Insights gives: one number of several series.
    Query(String),
}

/// Which way traffic goes, as AWS sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the site to AWS.
    In,
    /// From AWS to the site.
    Out,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::In, Self::Out];

    /// `in` or `out`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// The metric of a VPN connection, in bytes.
    #[must_use]
    pub const fn of_tunnels(self) -> &'static str {
        match self {
            Self::In => "TunnelDataIn",
            Self::Out => "TunnelDataOut",
        }
    }

    /// The metric of a virtual interface, in bits per second. Its directions are those of the connection: ingress comes to AWS.
    #[must_use]
    pub const fn of_interface(self) -> &'static str {
        match self {
            Self::In => "VirtualInterfaceBpsIngress",
            Self::Out => "VirtualInterfaceBpsEgress",
        }
    }

    /// The metric of the light of a connection, in dBm.
    #[must_use]
    pub const fn of_light(self) -> &'static str {
        match self {
            Self::In => "ConnectionLightLevelRx",
            Self::Out => "ConnectionLightLevelTx",
        }
    }
}

/// When an alarm goes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is made of the numbers of a period: `Minimum`, `Maximum`, `Average` or `Sum`. A query says it itself.
    statistic: &'static str,
    comparison: &'static str,
    threshold: i64,
    /// How many periods of five minutes in a row.
    periods: u32,
    /// What no data means: `breaching` or `notBreaching`.
    missing: &'static str,
}

impl Condition {
    /// A state is 0 at some moment, or unknown.
    pub const DOWN: Self = Self {
        statistic: "Minimum",
        comparison: "LessThanThreshold",
        threshold: 1,
        periods: 1,
        missing: "breaching",
    };
    /// All of several states are 0 all the time, or unknown: the mean of some that are 1 is above 0.
    pub const ALL_DOWN: Self = Self {
        statistic: "Maximum",
        comparison: "LessThanOrEqualToThreshold",
        threshold: 0,
        periods: 1,
        missing: "breaching",
    };

    /// More than so much, for so many periods.
    #[must_use]
    pub const fn above(statistic: &'static str, threshold: i64, periods: u32) -> Self {
        Self { statistic, comparison: "GreaterThanThreshold", threshold, periods, missing: "notBreaching" }
    }

    /// Less than so much, for so many periods.
    #[must_use]
    pub const fn below(statistic: &'static str, threshold: i64, periods: u32) -> Self {
        Self { statistic, comparison: "LessThanThreshold", threshold, periods, missing: "notBreaching" }
    }

    /// The same, and no data is trouble too.
    #[must_use]
    pub const fn or_unknown(self) -> Self {
        Self { missing: "breaching", ..self }
    }
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
pub const PERIOD: u32 = 300;

impl Kind for Alarm {
    const CLOUDFORMATION: Option<&str> = Some("AWS::CloudWatch::Alarm");
    const TERRAFORM: Option<&str> = Some("aws_cloudwatch_metric_alarm");
    const NOUN: &str = "Alarm";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change =
        Change { create_only: &["AlarmName"], force_new: &["alarm_name"], place: &["AlarmName"], ..Change::NOTHING };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { name, description, subject, condition, topic, tags } = self;
        body.set("AlarmName", "alarm_name", name);
        body.set("AlarmDescription", "alarm_description", description);
        subject.describe(body);
        if !matches!(subject, AlarmSubject::Query(_)) {
            body.set("Statistic", "statistic", condition.statistic);
            body.set("Period", "period", PERIOD);
        }
        body.set("EvaluationPeriods", "evaluation_periods", condition.periods);
        body.set("ComparisonOperator", "comparison_operator", condition.comparison);
        body.set("Threshold", "threshold", condition.threshold);
        body.set("TreatMissingData", "treat_missing_data", condition.missing);
        if let Some(topic) = topic {
            body.list("AlarmActions", "alarm_actions", [topic]);
            body.list("OKActions", "ok_actions", [topic]);
        }
        body.tags(tags);
    }
}

impl AlarmSubject {
    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        if let Self::Query(expression) = self {
            return query(expression, body);
        }
        let mut metric = |namespace, metric, dimensions: Vec<(&'static str, Value<'a>)>| {
            body.set("Namespace", "namespace", namespace);
            body.set("MetricName", "metric_name", metric);
            body.pairs("Dimensions", "dimensions", dimensions);
        };
        let traffic = |connection: &'a DirectConnection, interface: Value<'a>| {
            vec![("ConnectionId", connection.into()), ("VirtualInterfaceId", interface)]
        };
        let interface = |connection: &'a DirectConnection, interface: Value<'a>| {
            [traffic(connection, interface), vec![("IpAddressFamily", "ipv4".into())]].concat()
        };
        let bgp = "VirtualInterfaceBgpStatus";
        match self {
            Self::Tunnels(vpn) => metric("AWS/VPN", "TunnelState", vec![("VpnId", vpn.into())]),
            Self::PrivateInterface(own, connection) => metric("AWS/DX", bgp, interface(connection, own.into())),
            Self::TransitInterface(own, connection) => metric("AWS/DX", bgp, interface(connection, own.into())),
            Self::PublicInterface(own, connection) => metric("AWS/DX", bgp, interface(connection, own.into())),
            Self::Connection(connection) => {
                metric("AWS/DX", "ConnectionState", vec![("ConnectionId", connection.into())]);
            }
            Self::TunnelBytes(vpn, way) => metric("AWS/VPN", way.of_tunnels(), vec![("VpnId", vpn.into())]),
            Self::Traffic(own, connection, way) => {
                metric("AWS/DX", way.of_interface(), traffic(connection, Value::Attr(*own)));
            }
            Self::AcceptedPrefixes(own, connection) => {
                let metric_name = "VirtualInterfaceBgpPrefixesAccepted";
                metric("AWS/DX", metric_name, interface(connection, Value::Attr(*own)));
            }
            Self::NoRoute(hub) => {
                metric("AWS/TransitGateway", "PacketDropCountNoRoute", vec![("TransitGateway", hub.into())]);
            }
            Self::NatPorts(nat) => {
                metric("AWS/NATGateway", "ErrorPortAllocation", vec![("NatGatewayId", nat.into())]);
            }
            Self::Query(_) => {}
        }
    }
}

/// One number of several series.
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Metrics_Insights_Alarm.html>
fn query<'a>(expression: &'a str, body: &mut Body<'a>) {
    body.series("Metrics", "metric_query", |body| {
        body.member(|body| {
            body.set("Id", "id", "all");
            body.set("Expression", "expression", expression);
            body.set("Period", "period", PERIOD);
            body.set("ReturnData", "return_data", true);
        });
    });
}

//! What alarms, dashboards and saved queries may point to and wait for, and faults in them.

use serde_json::{Value, json};

use super::fault::Edit::{Block, Template, Without};
use super::fault::{Fault, faults, properties, set, swap, take};
use super::references::{After, Property};

/// As [`PROPERTIES`](super::references::PROPERTIES).
pub const PROPERTIES: &[Property] = &[
    ("AWS::CloudWatch::Alarm", "Dimensions.NatGatewayId", &[("AWS::EC2::NatGateway", "id")]),
    ("AWS::CloudWatch::Alarm", "Dimensions.TransitGateway", &[("AWS::EC2::TransitGateway", "id")]),
    ("AWS::CloudWatch::CompositeAlarm", "AlarmActions.*", &[("AWS::SNS::Topic", "arn")]),
    ("AWS::CloudWatch::CompositeAlarm", "OKActions.*", &[("AWS::SNS::Topic", "arn")]),
    (
        "AWS::CloudWatch::Dashboard",
        "DashboardBody.widgets.*.properties.metrics.*.*",
        &[
            ("AWS::EC2::TransitGateway", "id"),
            ("AWS::EC2::TransitGatewayAttachment", "id"),
            ("AWS::EC2::VPNConnection", "id"),
            ("AWS::DirectConnect::PrivateVirtualInterface", "id"),
            ("AWS::DirectConnect::PublicVirtualInterface", "id"),
            ("AWS::DirectConnect::TransitVirtualInterface", "id"),
        ],
    ),
    ("AWS::Logs::QueryDefinition", "LogGroupNames.*", &[("AWS::Logs::LogGroup", "name")]),
];

/// As [`AFTER`](super::reference_after::AFTER).
pub const AFTER: &[After] = &[("AWS::CloudWatch::CompositeAlarm", &["AWS::CloudWatch::Alarm"])];

faults! {
    "monitoring" "cloudformation/monitoring--network.json" {
        "drops of another gateway": Template(|t| {
            properties(t, "HubHubNoRouteAlarm")["Dimensions"][0]["Value"] = json!("tgw-0123456789abcdef0");
        }),
        "blackholes are an alarm": Template(|t| set(t, "HubHubNoRouteAlarm", "MetricName", json!("PacketDropCountBlackhole"))),
        "another threshold of drops": Template(|t| set(t, "HubHubNoRouteAlarm", "Threshold", json!(100))),
        "the mean of drops": Template(|t| set(t, "HubHubNoRouteAlarm", "Statistic", json!("Average"))),
        "the gateway of the other zone": Template(|t| swap(t, "EgressNatAPortsAlarm", "EgressNatBPortsAlarm", "Dimensions")),
        "no data of a NAT gateway is an alarm": Template(|t| set(t, "EgressNatAPortsAlarm", "TreatMissingData", json!("breaching"))),
        "packets of another firewall": Template(|t| {
            let query = &mut properties(t, "InspectionFirewallDropsAlarm")["Metrics"][0]["Expression"];
            *query = json!(query.as_str().unwrap().replace("watched-inspection", "watched-other"));
        }),
        "a query that gives nothing back": Template(|t| {
            properties(t, "InspectionFirewallDropsAlarm")["Metrics"][0]["ReturnData"] = json!(false);
        }),
        "a dashboard of another Region": Template(|t| {
            body(t, "HubHubDashboard", |text| text.replace("eu-west-1", "us-east-1"));
        }),
        "a dashboard of another attachment": Template(|t| {
            body(t, "HubHubDashboard", |text| text.replace("${ShopTransitGatewayAttachmentId}", "${DataTransitGatewayAttachmentId}"));
        }),
        "a dashboard that shows no drops": Template(|t| {
            body(t, "HubHubDashboard", |text| text.replace("PacketDropCountNoRoute", "PacketsOut"));
        }),
        "a query over the other log group": Template(|t| {
            swap(t, "NetworkFlowLogsScansQueryDefinition", "NetworkFlowLogsExtendedScansQueryDefinition", "LogGroupNames");
        }),
        "a query without its first command": Template(|t| {
            let query = &mut properties(t, "NetworkFlowLogsRejectsQueryDefinition")["QueryString"];
            *query = json!(query.as_str().unwrap().split_once('|').unwrap().1);
        }),
    }
    "monitoring" "cloudformation/site-tokyo.json" {
        "a site that is cut off by one uplink": Template(|t| {
            set(t, "TokyoCutOffCompositeAlarm", "AlarmRule", json!("ALARM(\"watched-tokyo-inet-tunnels\")"));
        }),
        "a site that is cut off by either uplink": Template(|t| {
            let rule = &mut properties(t, "TokyoCutOffCompositeAlarm")["AlarmRule"];
            *rule = json!(rule.as_str().unwrap().replace(" AND ", " OR "));
        }),
        "one tunnel cuts a site off": Template(|t| set(t, "TokyoInetTunnelsAlarm", "Statistic", json!("Minimum"))),
        "a part of an alarm that writes mails": Template(|t| {
            let topic = properties(t, "TokyoInetAlarm")["AlarmActions"].clone();
            set(t, "TokyoInetTunnelsAlarm", "AlarmActions", topic);
        }),
        "an alarm that is made before its parts": Template(|t| {
            drop(take(&mut t["Resources"]["TokyoCutOffCompositeAlarm"], "DependsOn"));
        }),
        "the load of ten tunnels": Template(|t| set(t, "TokyoInetLoadInAlarm", "Threshold", json!(375_000_000_000_u64))),
        "load the other way": Template(|t| swap(t, "TokyoInetLoadInAlarm", "TokyoInetLoadOutAlarm", "MetricName")),
        "fewer prefixes will do": Template(|t| set(t, "TokyoDx1PrefixesAlarm", "Threshold", json!(1))),
        "unknown prefixes are all right": Template(|t| set(t, "TokyoDx1PrefixesAlarm", "TreatMissingData", json!("notBreaching"))),
        "too much light is weak": Template(|t| {
            set(t, "TokyoDxconFfabc123LightInAlarm", "ComparisonOperator", json!("GreaterThanThreshold"));
        }),
    }
    "monitoring" "terraform/monitoring_network.tf" {
        "Terraform: drops of no gateway": Block("aws_cloudwatch_metric_alarm.hub_hub_no_route", "aws_ec2_transit_gateway.hub.id", "\"tgw-1\""),
        "Terraform: a saved query less": Without("aws_cloudwatch_query_definition.network_flow_logs_scans"),
        "Terraform: a dashboard less": Without("aws_cloudwatch_dashboard.site_tokyo"),
        "Terraform: another attachment": Block(
            "aws_cloudwatch_dashboard.hub_hub",
            "aws_ec2_transit_gateway_vpc_attachment.shop.id",
            "aws_ec2_transit_gateway_vpc_attachment.data.id"
        ),
    }
    "monitoring" "terraform/site_tokyo.tf" {
        "Terraform: a rule of one alarm": Block("aws_cloudwatch_composite_alarm.tokyo_cut_off", " AND ", " OR "),
    }
}

/// Changes the text of a dashboard.
#[track_caller]
fn body(template: &mut Value, id: &str, change: impl Fn(&str) -> String) {
    let text = &mut properties(template, id)["DashboardBody"]["Fn::Sub"];
    *text = json!(change(text.as_str().unwrap()));
}

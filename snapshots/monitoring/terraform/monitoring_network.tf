# watched: alarms, dashboards and saved queries, eu-west-1. Made by netgen from monitoring.yaml; change that file and render again.

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_sns_topic" "network_monitoring" {
  name = "watched-monitoring"

  tags = {
    Name  = "watched-monitoring"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sns_topic_policy" "network_monitoring" {
  arn = aws_sns_topic.network_monitoring.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.network_monitoring.arn
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = split(":", aws_sns_topic.network_monitoring.arn)[4]
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.network_monitoring.arn
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "network_monitoring_night_example_com" {
  topic_arn = aws_sns_topic.network_monitoring.arn
  protocol  = "email"
  endpoint  = "night@example.com"
}

resource "aws_sns_topic_subscription" "network_monitoring_noc_example_com" {
  topic_arn = aws_sns_topic.network_monitoring.arn
  protocol  = "email"
  endpoint  = "noc@example.com"
}

resource "aws_cloudwatch_metric_alarm" "hub_hub_no_route" {
  alarm_name        = "watched-hub-hub-no-route"
  alarm_description = "transit gateway hub drops packets that match no route: more than 250 in five minutes. Blackholes are routes and are not counted here. First: which attachment of the dashboard drops them, and what was attached, detached or withdrawn by BGP last?"
  namespace         = "AWS/TransitGateway"
  metric_name       = "PacketDropCountNoRoute"
  dimensions = {
    TransitGateway = aws_ec2_transit_gateway.hub.id
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 250
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.network_monitoring.arn]
  ok_actions          = [aws_sns_topic.network_monitoring.arn]

  tags = {
    Name  = "watched-hub-hub-no-route"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "egress_nat_a_ports" {
  alarm_name        = "watched-egress-nat-a-ports"
  alarm_description = "the NAT gateway a of VPC egress has no port left for new connections: 55,000 at a time fit to one address, port and protocol. First: which hosts open so many connections to one destination (saved queries)? Reuse connections, use an endpoint for that service, or give the gateway more addresses"
  namespace         = "AWS/NATGateway"
  metric_name       = "ErrorPortAllocation"
  dimensions = {
    NatGatewayId = aws_nat_gateway.egress_a.id
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.network_monitoring.arn]
  ok_actions          = [aws_sns_topic.network_monitoring.arn]

  tags = {
    Name  = "watched-egress-nat-a-ports"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "egress_nat_b_ports" {
  alarm_name        = "watched-egress-nat-b-ports"
  alarm_description = "the NAT gateway b of VPC egress has no port left for new connections: 55,000 at a time fit to one address, port and protocol. First: which hosts open so many connections to one destination (saved queries)? Reuse connections, use an endpoint for that service, or give the gateway more addresses"
  namespace         = "AWS/NATGateway"
  metric_name       = "ErrorPortAllocation"
  dimensions = {
    NatGatewayId = aws_nat_gateway.egress_b.id
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.network_monitoring.arn]
  ok_actions          = [aws_sns_topic.network_monitoring.arn]

  tags = {
    Name  = "watched-egress-nat-b-ports"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "inspection_firewall_drops" {
  alarm_name          = "watched-inspection-firewall-drops"
  alarm_description   = "the firewall of VPC inspection drops more than 10000 packets in five minutes. It is there to drop some: what no rule allows. First: the log group /network-firewall/watched-inspection/alerts names rule, source and destination; a new application, or somebody who scans?"
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.network_monitoring.arn]
  ok_actions          = [aws_sns_topic.network_monitoring.arn]

  metric_query {
    id          = "all"
    expression  = "SELECT SUM(DroppedPackets) FROM SCHEMA(\"AWS/NetworkFirewall\", AvailabilityZone, Engine, FirewallName) WHERE FirewallName = 'watched-inspection'"
    period      = 300
    return_data = true
  }

  tags = {
    Name  = "watched-inspection-firewall-drops"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "inspection_firewall_streams" {
  alarm_name          = "watched-inspection-firewall-streams"
  alarm_description   = "the firewall of VPC inspection sees packets in the middle of flows whose beginning it did not see: replies take another way than requests, or a zone failed over. First: was a route or appliance mode of an attachment changed by hand? Render and compare"
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.network_monitoring.arn]
  ok_actions          = [aws_sns_topic.network_monitoring.arn]

  metric_query {
    id          = "all"
    expression  = "SELECT SUM(StreamExceptionPolicyPackets) FROM SCHEMA(\"AWS/NetworkFirewall\", AvailabilityZone, Engine, FirewallName) WHERE FirewallName = 'watched-inspection'"
    period      = 300
    return_data = true
  }

  tags = {
    Name  = "watched-inspection-firewall-streams"
    Owner = "noc"
  }
}

# --- Dashboards -----------------------------------------------------------------------------------

resource "aws_cloudwatch_dashboard" "hub_hub" {
  dashboard_name = "watched-hub-hub"
  dashboard_body = jsonencode({
    widgets = [
      {
        x      = 0
        y      = 0
        width  = 24
        height = 3
        type   = "text"
        properties = {
          markdown = "# Transit gateway hub\nPackets that match **no route** are a fault. Packets that **blackholes** drop are expected: netgen wrote these routes, so that what must not talk does not."
        }
      },
      {
        x      = 0
        y      = 3
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "Bytes, all attachments"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/TransitGateway",
              "BytesIn",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              {
                label = "in"
                stat  = "Sum"
              },
            ],
            [
              "AWS/TransitGateway",
              "BytesOut",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              {
                label = "out"
                stat  = "Sum"
              },
            ],
          ]
        }
      },
      {
        x      = 12
        y      = 3
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "Dropped packets, all attachments"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/TransitGateway",
              "PacketDropCountNoRoute",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              {
                label = "no route"
                stat  = "Sum"
              },
            ],
            [
              "AWS/TransitGateway",
              "PacketDropCountBlackhole",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              {
                label = "blackholes (expected)"
                stat  = "Sum"
              },
            ],
          ]
        }
      },
      {
        x      = 0
        y      = 9
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "Bytes from VPCs"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/TransitGateway",
              "BytesIn",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              "TransitGatewayAttachment",
              aws_ec2_transit_gateway_vpc_attachment.data.id,
              {
                label = "data"
                stat  = "Sum"
              },
            ],
            [
              "AWS/TransitGateway",
              "BytesIn",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              "TransitGatewayAttachment",
              aws_ec2_transit_gateway_vpc_attachment.egress.id,
              {
                label = "egress"
                stat  = "Sum"
              },
            ],
            [
              "AWS/TransitGateway",
              "BytesIn",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              "TransitGatewayAttachment",
              aws_ec2_transit_gateway_vpc_attachment.inspection.id,
              {
                label = "inspection"
                stat  = "Sum"
              },
            ],
            [
              "AWS/TransitGateway",
              "BytesIn",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              "TransitGatewayAttachment",
              aws_ec2_transit_gateway_vpc_attachment.shop.id,
              {
                label = "shop"
                stat  = "Sum"
              },
            ],
          ]
        }
      },
      {
        x      = 12
        y      = 9
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "Packets from VPCs without a route"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/TransitGateway",
              "PacketDropCountNoRoute",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              "TransitGatewayAttachment",
              aws_ec2_transit_gateway_vpc_attachment.data.id,
              {
                label = "data"
                stat  = "Sum"
              },
            ],
            [
              "AWS/TransitGateway",
              "PacketDropCountNoRoute",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              "TransitGatewayAttachment",
              aws_ec2_transit_gateway_vpc_attachment.egress.id,
              {
                label = "egress"
                stat  = "Sum"
              },
            ],
            [
              "AWS/TransitGateway",
              "PacketDropCountNoRoute",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              "TransitGatewayAttachment",
              aws_ec2_transit_gateway_vpc_attachment.inspection.id,
              {
                label = "inspection"
                stat  = "Sum"
              },
            ],
            [
              "AWS/TransitGateway",
              "PacketDropCountNoRoute",
              "TransitGateway",
              aws_ec2_transit_gateway.hub.id,
              "TransitGatewayAttachment",
              aws_ec2_transit_gateway_vpc_attachment.shop.id,
              {
                label = "shop"
                stat  = "Sum"
              },
            ],
          ]
        }
      },
    ]
  })
}

resource "aws_cloudwatch_dashboard" "site_tokyo" {
  dashboard_name = "watched-site-tokyo"
  dashboard_body = jsonencode({
    widgets = [
      {
        x      = 0
        y      = 0
        width  = 24
        height = 3
        type   = "text"
        properties = {
          markdown = "# Site tokyo\nTunnels carry 1.25 Gbps each. AWS replaces ends of tunnels now and then, one after the other: one tunnel that is down for some minutes is expected. Bytes of a tunnel that is down are no sign of life."
        }
      },
      {
        x      = 0
        y      = 3
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "Tunnels (1: both are up)"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/VPN",
              "TunnelState",
              "VpnId",
              aws_vpn_connection.tokyo_inet.id,
              {
                label = "inet"
                stat  = "Minimum"
              },
            ],
          ]
        }
      },
      {
        x      = 12
        y      = 3
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "Bytes of tunnels in five minutes"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/VPN",
              "TunnelDataIn",
              "VpnId",
              aws_vpn_connection.tokyo_inet.id,
              {
                label = "inet in"
                stat  = "Sum"
              },
            ],
            [
              "AWS/VPN",
              "TunnelDataOut",
              "VpnId",
              aws_vpn_connection.tokyo_inet.id,
              {
                label = "inet out"
                stat  = "Sum"
              },
            ],
          ]
        }
      },
      {
        x      = 0
        y      = 9
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "Direct Connect connections (1: up)"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/DX",
              "ConnectionState",
              "ConnectionId",
              "dxcon-ffabc123",
              {
                label = "dxcon-ffabc123"
                stat  = "Minimum"
              },
            ],
          ]
        }
      },
      {
        x      = 12
        y      = 9
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "BGP sessions of virtual interfaces (1: up)"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/DX",
              "VirtualInterfaceBgpStatus",
              "ConnectionId",
              "dxcon-ffabc123",
              "VirtualInterfaceId",
              aws_dx_transit_virtual_interface.tokyo_dx_1.id,
              "IpAddressFamily",
              "ipv4",
              {
                label = "dx-1"
                stat  = "Minimum"
              },
            ],
          ]
        }
      },
      {
        x      = 0
        y      = 15
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "Bits per second of virtual interfaces"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/DX",
              "VirtualInterfaceBpsIngress",
              "ConnectionId",
              "dxcon-ffabc123",
              "VirtualInterfaceId",
              aws_dx_transit_virtual_interface.tokyo_dx_1.id,
              {
                label = "dx-1 in"
                stat  = "Average"
              },
            ],
            [
              "AWS/DX",
              "VirtualInterfaceBpsEgress",
              "ConnectionId",
              "dxcon-ffabc123",
              "VirtualInterfaceId",
              aws_dx_transit_virtual_interface.tokyo_dx_1.id,
              {
                label = "dx-1 out"
                stat  = "Average"
              },
            ],
          ]
        }
      },
      {
        x      = 12
        y      = 15
        width  = 12
        height = 6
        type   = "metric"
        properties = {
          title  = "Prefixes that AWS accepts"
          region = "eu-west-1"
          view   = "timeSeries"
          period = 300
          metrics = [
            [
              "AWS/DX",
              "VirtualInterfaceBgpPrefixesAccepted",
              "ConnectionId",
              "dxcon-ffabc123",
              "VirtualInterfaceId",
              aws_dx_transit_virtual_interface.tokyo_dx_1.id,
              "IpAddressFamily",
              "ipv4",
              {
                label = "dx-1"
                stat  = "Minimum"
              },
            ],
          ]
        }
      },
    ]
  })
}

# --- Saved queries --------------------------------------------------------------------------------

resource "aws_cloudwatch_query_definition" "network_flow_logs_top_talkers" {
  name            = "watched/flow-logs/top-talkers"
  query_string    = "filter action = \"ACCEPT\"\n| stats sum(bytes) as total, sum(packets) as packetCount by srcAddr, dstAddr, dstPort, protocol\n| sort total desc\n| limit 50"
  log_group_names = [aws_cloudwatch_log_group.shop_flow_logs.name]
}

resource "aws_cloudwatch_query_definition" "network_flow_logs_extended_top_talkers" {
  name            = "watched/flow-logs-extended/top-talkers"
  query_string    = "parse @message \"* * * * * * * * * * * * * * * * * * * * * * * * * * *\" as version, accountId, interfaceId, srcAddr, dstAddr, srcPort, dstPort, protocol, packets, bytes, start, end, action, logStatus, vpcId, subnetId, instanceId, tcpFlags, type, pktSrcAddr, pktDstAddr, region, azId, pktSrcAwsService, pktDstAwsService, flowDirection, trafficPath\n| filter action = \"ACCEPT\"\n| stats sum(bytes) as total, sum(packets) as packetCount by pktSrcAddr, pktDstAddr, dstPort, protocol\n| sort total desc\n| limit 50"
  log_group_names = [aws_cloudwatch_log_group.data_flow_logs.name]
}

resource "aws_cloudwatch_query_definition" "network_flow_logs_rejects" {
  name            = "watched/flow-logs/rejects"
  query_string    = "filter action = \"REJECT\"\n| stats count(*) as records, sum(packets) as packetCount by srcAddr, dstAddr, dstPort, protocol\n| sort records desc\n| limit 50"
  log_group_names = [aws_cloudwatch_log_group.shop_flow_logs.name]
}

resource "aws_cloudwatch_query_definition" "network_flow_logs_extended_rejects" {
  name            = "watched/flow-logs-extended/rejects"
  query_string    = "parse @message \"* * * * * * * * * * * * * * * * * * * * * * * * * * *\" as version, accountId, interfaceId, srcAddr, dstAddr, srcPort, dstPort, protocol, packets, bytes, start, end, action, logStatus, vpcId, subnetId, instanceId, tcpFlags, type, pktSrcAddr, pktDstAddr, region, azId, pktSrcAwsService, pktDstAwsService, flowDirection, trafficPath\n| filter action = \"REJECT\"\n| stats count(*) as records, sum(packets) as packetCount by pktSrcAddr, pktDstAddr, dstPort, protocol\n| sort records desc\n| limit 50"
  log_group_names = [aws_cloudwatch_log_group.data_flow_logs.name]
}

resource "aws_cloudwatch_query_definition" "network_flow_logs_scans" {
  name            = "watched/flow-logs/scans"
  query_string    = "filter action = \"REJECT\"\n| stats count_distinct(dstPort) as ports, count_distinct(dstAddr) as hosts, count(*) as records by srcAddr\n| filter ports > 20 or hosts > 20\n| sort records desc\n| limit 50"
  log_group_names = [aws_cloudwatch_log_group.shop_flow_logs.name]
}

resource "aws_cloudwatch_query_definition" "network_flow_logs_extended_scans" {
  name            = "watched/flow-logs-extended/scans"
  query_string    = "parse @message \"* * * * * * * * * * * * * * * * * * * * * * * * * * *\" as version, accountId, interfaceId, srcAddr, dstAddr, srcPort, dstPort, protocol, packets, bytes, start, end, action, logStatus, vpcId, subnetId, instanceId, tcpFlags, type, pktSrcAddr, pktDstAddr, region, azId, pktSrcAwsService, pktDstAwsService, flowDirection, trafficPath\n| filter action = \"REJECT\"\n| stats count_distinct(dstPort) as ports, count_distinct(pktDstAddr) as hosts, count(*) as records by pktSrcAddr\n| filter ports > 20 or hosts > 20\n| sort records desc\n| limit 50"
  log_group_names = [aws_cloudwatch_log_group.data_flow_logs.name]
}

resource "aws_cloudwatch_query_definition" "network_flow_logs_exfiltration" {
  name            = "watched/flow-logs/exfiltration"
  query_string    = "filter action = \"ACCEPT\" and isValidIpv4(dstAddr) and not isIpv4InSubnet(dstAddr, \"10.0.0.0/8\") and not isIpv4InSubnet(dstAddr, \"172.16.0.0/12\") and not isIpv4InSubnet(dstAddr, \"192.168.0.0/16\") and not isIpv4InSubnet(dstAddr, \"100.64.0.0/10\") and not isIpv4InSubnet(dstAddr, \"169.254.0.0/16\")\n| stats sum(bytes) as total, count(*) as records by srcAddr, dstAddr\n| sort total desc\n| limit 50"
  log_group_names = [aws_cloudwatch_log_group.shop_flow_logs.name]
}

resource "aws_cloudwatch_query_definition" "network_flow_logs_extended_exfiltration" {
  name            = "watched/flow-logs-extended/exfiltration"
  query_string    = "parse @message \"* * * * * * * * * * * * * * * * * * * * * * * * * * *\" as version, accountId, interfaceId, srcAddr, dstAddr, srcPort, dstPort, protocol, packets, bytes, start, end, action, logStatus, vpcId, subnetId, instanceId, tcpFlags, type, pktSrcAddr, pktDstAddr, region, azId, pktSrcAwsService, pktDstAwsService, flowDirection, trafficPath\n| filter action = \"ACCEPT\" and isValidIpv4(pktDstAddr) and not isIpv4InSubnet(pktDstAddr, \"10.0.0.0/8\") and not isIpv4InSubnet(pktDstAddr, \"172.16.0.0/12\") and not isIpv4InSubnet(pktDstAddr, \"192.168.0.0/16\") and not isIpv4InSubnet(pktDstAddr, \"100.64.0.0/10\") and not isIpv4InSubnet(pktDstAddr, \"169.254.0.0/16\")\n| stats sum(bytes) as total, count(*) as records by pktSrcAddr, pktDstAddr\n| sort total desc\n| limit 50"
  log_group_names = [aws_cloudwatch_log_group.data_flow_logs.name]
}

# watched: site tokyo, eu-west-1. Made by netgen from monitoring.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "tokyo_inet" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.10"
  bgp_asn     = 65000
  device_name = "edge-2"

  tags = {
    Name  = "tokyo-edge-2"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

# --- VPN connections ------------------------------------------------------------------------------

resource "aws_vpn_connection" "tokyo_inet" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.tokyo_inet.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.16.0/30"
  tunnel1_ike_versions                    = ["ikev2"]
  tunnel1_phase1_encryption_algorithms    = ["AES256"]
  tunnel1_phase1_integrity_algorithms     = ["SHA2-384"]
  tunnel1_phase1_dh_group_numbers         = [20]
  tunnel1_phase1_lifetime_seconds         = 28800
  tunnel1_phase2_encryption_algorithms    = ["AES256-GCM-16"]
  tunnel1_phase2_dh_group_numbers         = [20]
  tunnel1_phase2_lifetime_seconds         = 3600
  tunnel1_rekey_margin_time_seconds       = 270
  tunnel1_rekey_fuzz_percentage           = 100
  tunnel1_replay_window_size              = 1024
  tunnel1_dpd_timeout_seconds             = 30
  tunnel1_dpd_timeout_action              = "restart"
  tunnel1_startup_action                  = "start"
  tunnel1_enable_tunnel_lifecycle_control = false

  tunnel2_inside_cidr                     = "169.254.16.4/30"
  tunnel2_ike_versions                    = ["ikev2"]
  tunnel2_phase1_encryption_algorithms    = ["AES256"]
  tunnel2_phase1_integrity_algorithms     = ["SHA2-384"]
  tunnel2_phase1_dh_group_numbers         = [20]
  tunnel2_phase1_lifetime_seconds         = 28800
  tunnel2_phase2_encryption_algorithms    = ["AES256-GCM-16"]
  tunnel2_phase2_dh_group_numbers         = [20]
  tunnel2_phase2_lifetime_seconds         = 3600
  tunnel2_rekey_margin_time_seconds       = 270
  tunnel2_rekey_fuzz_percentage           = 100
  tunnel2_replay_window_size              = 1024
  tunnel2_dpd_timeout_seconds             = 30
  tunnel2_dpd_timeout_action              = "restart"
  tunnel2_startup_action                  = "start"
  tunnel2_enable_tunnel_lifecycle_control = false

  tags = {
    Name  = "tokyo-inet"
    Owner = "noc"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_transit_virtual_interface" "tokyo_dx_1" {
  name             = "watched-tokyo-dx-1"
  connection_id    = "dxcon-ffabc123"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 300
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65000
  amazon_address   = "169.254.32.1/30"
  customer_address = "169.254.32.2/30"

  tags = {
    Name  = "tokyo-dx-1"
    Owner = "noc"
  }
}

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_sns_topic" "tokyo" {
  name = "watched-tokyo-uplinks"

  tags = {
    Name  = "tokyo"
    Owner = "noc"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sns_topic_policy" "tokyo" {
  arn = aws_sns_topic.tokyo.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.tokyo.arn
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = split(":", aws_sns_topic.tokyo.arn)[4]
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.tokyo.arn
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "tokyo_noc_example_com" {
  topic_arn = aws_sns_topic.tokyo.arn
  protocol  = "email"
  endpoint  = "noc@example.com"
}

resource "aws_cloudwatch_metric_alarm" "tokyo_inet" {
  alarm_name        = "watched-tokyo-inet"
  alarm_description = "at least one tunnel of the VPN connection inet of site tokyo is down"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelState"
  dimensions = {
    VpnId = aws_vpn_connection.tokyo_inet.id
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name  = "tokyo-inet"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1" {
  alarm_name        = "watched-tokyo-dx-1"
  alarm_description = "the BGP session of the virtual interface dx-1 of site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_1.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name  = "tokyo-dx-1"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxcon_ffabc123" {
  alarm_name        = "watched-tokyo-dxcon-ffabc123"
  alarm_description = "the Direct Connect connection dxcon-ffabc123 under site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = "dxcon-ffabc123"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name  = "tokyo-dxcon-ffabc123"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_inet_load_in" {
  alarm_name        = "watched-tokyo-inet-load-in"
  alarm_description = "the VPN connection inet of site tokyo carries more than 80 % of what one tunnel does (1.25 Gbps), towards AWS. First: which hosts send so much (saved queries, or flow records of the router)? Should a tunnel fail now, the other one drops packets"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelDataIn"
  dimensions = {
    VpnId = aws_vpn_connection.tokyo_inet.id
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 37500000000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name  = "tokyo-inet-load-in"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_inet_load_out" {
  alarm_name        = "watched-tokyo-inet-load-out"
  alarm_description = "the VPN connection inet of site tokyo carries more than 80 % of what one tunnel does (1.25 Gbps), from AWS. First: which hosts send so much (saved queries, or flow records of the router)? Should a tunnel fail now, the other one drops packets"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelDataOut"
  dimensions = {
    VpnId = aws_vpn_connection.tokyo_inet.id
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 37500000000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name  = "tokyo-inet-load-out"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1_traffic_in" {
  alarm_name        = "watched-tokyo-dx-1-traffic-in"
  alarm_description = "the virtual interface dx-1 of site tokyo carries more than 800 Mbps, towards AWS. First: which hosts send so much? A connection that is full drops packets of everybody"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBpsIngress"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_1.id
  }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 800000000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name  = "tokyo-dx-1-traffic-in"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1_traffic_out" {
  alarm_name        = "watched-tokyo-dx-1-traffic-out"
  alarm_description = "the virtual interface dx-1 of site tokyo carries more than 800 Mbps, from AWS. First: which hosts send so much? A connection that is full drops packets of everybody"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBpsEgress"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_1.id
  }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 800000000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name  = "tokyo-dx-1-traffic-out"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1_prefixes" {
  alarm_name        = "watched-tokyo-dx-1-prefixes"
  alarm_description = "AWS accepts fewer than 2 prefixes on the virtual interface dx-1 of site tokyo: the session may be up and carry nothing. First: what does the router announce there (its check list has the command), and did its network at the site go?"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpPrefixesAccepted"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_transit_virtual_interface.tokyo_dx_1.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 2
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  tags = {
    Name  = "tokyo-dx-1-prefixes"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxcon_ffabc123_light_in" {
  alarm_name          = "watched-tokyo-dxcon-ffabc123-light-in"
  alarm_description   = "AWS receives less than -14 dBm of light on the Direct Connect connection dxcon-ffabc123 under site tokyo. First: compare with the light that the router sends and receives; then ask the colocation to clean and reseat the cross connect"
  evaluation_periods  = 3
  comparison_operator = "LessThanThreshold"
  threshold           = -14
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  metric_query {
    id          = "all"
    expression  = "SELECT MIN(ConnectionLightLevelRx) FROM SCHEMA(\"AWS/DX\", ConnectionId, OpticalLaneNumber) WHERE ConnectionId = 'dxcon-ffabc123'"
    period      = 300
    return_data = true
  }

  tags = {
    Name  = "tokyo-dxcon-ffabc123-light-in"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxcon_ffabc123_light_out" {
  alarm_name          = "watched-tokyo-dxcon-ffabc123-light-out"
  alarm_description   = "AWS sends less than -14 dBm of light on the Direct Connect connection dxcon-ffabc123 under site tokyo. First: compare with the light that the router sends and receives; then ask the colocation to clean and reseat the cross connect"
  evaluation_periods  = 3
  comparison_operator = "LessThanThreshold"
  threshold           = -14
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.tokyo.arn]
  ok_actions          = [aws_sns_topic.tokyo.arn]

  metric_query {
    id          = "all"
    expression  = "SELECT MIN(ConnectionLightLevelTx) FROM SCHEMA(\"AWS/DX\", ConnectionId, OpticalLaneNumber) WHERE ConnectionId = 'dxcon-ffabc123'"
    period      = 300
    return_data = true
  }

  tags = {
    Name  = "tokyo-dxcon-ffabc123-light-out"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_inet_tunnels" {
  alarm_name        = "watched-tokyo-inet-tunnels"
  alarm_description = "both tunnels of the VPN connection inet of site tokyo are down; a part of the alarm watched-tokyo--cut-off"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelState"
  dimensions = {
    VpnId = aws_vpn_connection.tokyo_inet.id
  }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanOrEqualToThreshold"
  threshold           = 0
  treat_missing_data  = "breaching"

  tags = {
    Name  = "tokyo-inet-tunnels"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_composite_alarm" "tokyo_cut_off" {
  alarm_name        = "watched-tokyo--cut-off"
  alarm_description = "site tokyo is cut off: every uplink is down. First: is there power at the site, and do its routers answer by another way? Then docs/monitoring.md and the sheets for troubleshooting of its routers"
  alarm_rule        = "ALARM(\"watched-tokyo-inet-tunnels\") AND ALARM(\"watched-tokyo-dx-1\")"
  alarm_actions     = [aws_sns_topic.tokyo.arn]
  ok_actions        = [aws_sns_topic.tokyo.arn]

  tags = {
    Name  = "tokyo-cut-off"
    Owner = "noc"
  }

  depends_on = [
    aws_cloudwatch_metric_alarm.tokyo_inet_tunnels,
    aws_cloudwatch_metric_alarm.tokyo_dx_1,
  ]
}

resource "aws_cloudwatch_event_rule" "tokyo" {
  name        = "watched-tokyo-uplinks"
  description = "What AWS announces about the services that the uplinks of site tokyo use"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    detail = {
      service = ["VPN", "DIRECTCONNECT"]
    }
  })

  tags = {
    Name  = "tokyo"
    Owner = "noc"
  }
}

resource "aws_cloudwatch_event_target" "tokyo" {
  rule      = aws_cloudwatch_event_rule.tokyo.name
  target_id = "topic"
  arn       = aws_sns_topic.tokyo.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "tokyo_inet_vpn_connection_id" {
  description = "The VPN connection inet of site tokyo, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.tokyo_inet.id
}

output "tokyo_inet_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection inet of site tokyo, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.tokyo_inet.customer_gateway_configuration
  }
}

output "tokyo_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.tokyo_dx_1.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.tokyo_dx_1.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.tokyo_dx_1.vlan
  }
}

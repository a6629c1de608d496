# kinds: unit tokyo, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_sns_topic" "tokyo" {
  name = "kinds-tokyo"

  tags = {
    Name = "tokyo"
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

resource "aws_sns_topic_subscription" "tokyo_noc" {
  topic_arn = aws_sns_topic.tokyo.arn
  protocol  = "email"
  endpoint  = "noc@example.com"
}

resource "aws_cloudwatch_event_rule" "tokyo" {
  name        = "kinds-tokyo"
  description = "What AWS announces about VPN and Direct Connect"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    detail = {
      service = ["VPN", "DIRECTCONNECT"]
    }
  })

  tags = {
    Name = "tokyo"
  }
}

resource "aws_cloudwatch_event_target" "tokyo" {
  rule      = aws_cloudwatch_event_rule.tokyo.name
  target_id = "topic"
  arn       = aws_sns_topic.tokyo.arn
}

resource "aws_customer_gateway" "tokyo_one" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.10"
  bgp_asn     = 65001
  device_name = "one"

  tags = {
    Name = "one"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_customer_gateway" "tokyo_two" {
  type             = "ipsec.1"
  ip_address       = "203.0.113.11"
  bgp_asn_extended = 4200000001
  device_name      = "two"

  tags = {
    Name = "two"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "tokyo_activity" {
  name              = "/aws/vendedlogs/vpn/kinds/tokyo/activity"
  retention_in_days = 90

  tags = {
    Name = "activity"
  }
}

resource "aws_vpn_connection" "tokyo_inet" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.tokyo_one.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  enable_acceleration   = true
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

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.tokyo_activity.arn
      log_output_format = "json"
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.tokyo_activity.arn
      log_output_format = "json"
    }
  }

  tags = {
    Name = "inet"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "tokyo_lte" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.tokyo_two.id
  vpn_gateway_id        = aws_vpn_gateway.edge.id
  static_routes_only    = true
  preshared_key_storage = "Standard"

  tunnel1_inside_cidr                     = "169.254.16.8/30"
  tunnel1_preshared_key                   = var.kinds_vpn_lte_tunnel1
  tunnel1_ike_versions                    = ["ikev2"]
  tunnel1_phase1_encryption_algorithms    = ["AES256"]
  tunnel1_phase1_integrity_algorithms     = ["SHA2-384"]
  tunnel1_phase1_dh_group_numbers         = [20]
  tunnel1_phase1_lifetime_seconds         = 28800
  tunnel1_phase2_encryption_algorithms    = ["AES256"]
  tunnel1_phase2_integrity_algorithms     = ["SHA2-256"]
  tunnel1_phase2_dh_group_numbers         = [20]
  tunnel1_phase2_lifetime_seconds         = 3600
  tunnel1_rekey_margin_time_seconds       = 270
  tunnel1_rekey_fuzz_percentage           = 100
  tunnel1_replay_window_size              = 1024
  tunnel1_dpd_timeout_seconds             = 30
  tunnel1_dpd_timeout_action              = "restart"
  tunnel1_startup_action                  = "start"
  tunnel1_enable_tunnel_lifecycle_control = false

  tunnel2_inside_cidr                     = "169.254.16.12/30"
  tunnel2_preshared_key                   = var.kinds_vpn_lte_tunnel2
  tunnel2_ike_versions                    = ["ikev2"]
  tunnel2_phase1_encryption_algorithms    = ["AES256"]
  tunnel2_phase1_integrity_algorithms     = ["SHA2-384"]
  tunnel2_phase1_dh_group_numbers         = [20]
  tunnel2_phase1_lifetime_seconds         = 28800
  tunnel2_phase2_encryption_algorithms    = ["AES256"]
  tunnel2_phase2_integrity_algorithms     = ["SHA2-256"]
  tunnel2_phase2_dh_group_numbers         = [20]
  tunnel2_phase2_lifetime_seconds         = 3600
  tunnel2_rekey_margin_time_seconds       = 270
  tunnel2_rekey_fuzz_percentage           = 100
  tunnel2_replay_window_size              = 1024
  tunnel2_dpd_timeout_seconds             = 30
  tunnel2_dpd_timeout_action              = "restart"
  tunnel2_startup_action                  = "start"
  tunnel2_enable_tunnel_lifecycle_control = false

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.tokyo_activity.arn
      log_output_format = "text"
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.tokyo_activity.arn
      log_output_format = "text"
    }
  }

  tags = {
    Name = "lte"
  }
}

resource "aws_vpn_connection_route" "tokyo_lte_192_168_0_0_16" {
  vpn_connection_id      = aws_vpn_connection.tokyo_lte.id
  destination_cidr_block = "192.168.0.0/16"
}

resource "aws_cloudwatch_metric_alarm" "tokyo_inet" {
  alarm_name        = "kinds-tokyo-inet"
  alarm_description = "inet of tokyo is down"
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
    Name = "inet"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_lte" {
  alarm_name        = "kinds-tokyo-lte"
  alarm_description = "lte of tokyo is down"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelState"
  dimensions = {
    VpnId = aws_vpn_connection.tokyo_lte.id
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
    Name = "lte"
  }
}

resource "aws_dx_connection" "tokyo_1" {
  name          = "kinds-tokyo-1"
  bandwidth     = "10Gbps"
  location      = "EqTY2"
  provider_name = "AT&T"
  skip_destroy  = true

  tags = {
    Name = "tokyo-1"
  }
}

resource "aws_dx_lag" "pair" {
  name                  = "kinds-pair"
  connections_bandwidth = "10Gbps"
  location              = "EqTY2"

  tags = {
    Name = "pair"
  }
}

resource "aws_dx_connection" "pair_1" {
  name          = "kinds-pair-1"
  bandwidth     = "10Gbps"
  location      = "EqTY2"
  provider_name = "AT&T"
  skip_destroy  = true

  tags = {
    Name = "pair-1"
  }
}

resource "aws_dx_connection_association" "pair_1" {
  connection_id = aws_dx_connection.pair_1.id
  lag_id        = aws_dx_lag.pair.id
}

resource "aws_dx_public_virtual_interface" "tokyo_public_1" {
  name                  = "public-1"
  connection_id         = "dxcon-ffabc123"
  vlan                  = 302
  address_family        = "ipv4"
  bgp_asn               = 65001
  amazon_address        = "198.51.100.1/30"
  customer_address      = "198.51.100.2/30"
  route_filter_prefixes = ["203.0.113.0/24", "203.0.112.0/25"]

  tags = {
    Name = "public-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_public_1" {
  alarm_name        = "kinds-tokyo-public-1"
  alarm_description = "public-1 of tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_public_virtual_interface.tokyo_public_1.id
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
    Name = "public-1"
  }
}

resource "aws_dx_transit_virtual_interface" "tokyo_dx_1" {
  name             = "dx-1"
  connection_id    = "dxcon-ffabc123"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 300
  mtu              = 8500
  sitelink_enabled = true
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.1/30"
  customer_address = "169.254.32.2/30"
  bgp_auth_key     = var.kinds_bgp_dx_1_bgp

  tags = {
    Name = "dx-1"
  }
}

resource "aws_dx_private_virtual_interface" "tokyo_dx_2" {
  name             = "dx-2"
  connection_id    = "dxcon-ffabc123"
  dx_gateway_id    = "5f294f92-bafb-4011-916d-9b0b12345678"
  vlan             = 301
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.5/30"
  customer_address = "169.254.32.6/30"
  bgp_auth_key     = var.kinds_bgp_dx_2_bgp

  tags = {
    Name = "dx-2"
  }
}

resource "aws_dx_bgp_peer" "tokyo_dx_2" {
  virtual_interface_id = aws_dx_private_virtual_interface.tokyo_dx_2.id
  address_family       = "ipv6"
  bgp_asn              = 65001
  bgp_auth_key         = var.kinds_bgp_dx_2_bgp
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1" {
  alarm_name        = "kinds-tokyo-dx-1"
  alarm_description = "dx-1 of tokyo is down"
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
    Name = "dx-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_2" {
  alarm_name        = "kinds-tokyo-dx-2"
  alarm_description = "dx-2 of tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_2.id
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
    Name = "dx-2"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxcon_ffabc123" {
  alarm_name        = "kinds-tokyo-dxcon-ffabc123"
  alarm_description = "dxcon-ffabc123 of tokyo is down"
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
    Name = "dxcon-ffabc123"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_inet_tunnels" {
  alarm_name        = "kinds-tokyo-inet-tunnels"
  alarm_description = "both tunnels are down"
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
    Name = "inet-tunnels"
  }
}

resource "aws_cloudwatch_composite_alarm" "tokyo_cut_off" {
  alarm_name        = "kinds-tokyo--cut-off"
  alarm_description = "cut off"
  alarm_rule        = "ALARM(\"kinds-tokyo-inet-tunnels\")"
  alarm_actions     = [aws_sns_topic.tokyo.arn]
  ok_actions        = [aws_sns_topic.tokyo.arn]

  tags = {
    Name = "cut-off"
  }

  depends_on = [aws_cloudwatch_metric_alarm.tokyo_inet_tunnels]
}

resource "aws_cloudwatch_dashboard" "tokyo" {
  dashboard_name = "kinds-tokyo"
  dashboard_body = jsonencode({
    height  = 6
    title   = "a \"quote\", a $${Name} and a \\ that stay"
    metrics = ["TunnelState", aws_vpn_connection.tokyo_inet.id]
  })
}

resource "aws_cloudwatch_log_group" "tokyo" {
  name              = "/kinds/tokyo"
  retention_in_days = 30

  tags = {
    Name = "tokyo"
  }
}

resource "aws_cloudwatch_query_definition" "tokyo_rejects" {
  name            = "kinds/rejects"
  query_string    = "filter action = \"REJECT\"\n| limit 50"
  log_group_names = [aws_cloudwatch_log_group.tokyo.name]
}

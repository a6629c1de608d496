# seed-hybrid: site tokyo, ap-northeast-1. Made by netgen from site-vpn-gateway.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "tokyo_inet" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.10"
  bgp_asn     = 65001
  device_name = "edge-2"

  tags = {
    Name        = "tokyo-edge-2"
    Environment = "production"
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
  vpn_gateway_id        = aws_vpn_gateway.app.id
  static_routes_only    = false
  preshared_key_storage = "Standard"

  tunnel1_inside_cidr                     = "169.254.16.8/30"
  tunnel1_preshared_key                   = var.tokyo_inet_tunnel1
  tunnel1_ike_versions                    = ["ikev2"]
  tunnel1_phase1_encryption_algorithms    = ["AES256"]
  tunnel1_phase1_integrity_algorithms     = ["SHA2-256"]
  tunnel1_phase1_dh_group_numbers         = [19]
  tunnel1_phase1_lifetime_seconds         = 28800
  tunnel1_phase2_encryption_algorithms    = ["AES256"]
  tunnel1_phase2_integrity_algorithms     = ["SHA2-256"]
  tunnel1_phase2_dh_group_numbers         = [19]
  tunnel1_phase2_lifetime_seconds         = 3600
  tunnel1_rekey_margin_time_seconds       = 270
  tunnel1_rekey_fuzz_percentage           = 100
  tunnel1_replay_window_size              = 1024
  tunnel1_dpd_timeout_seconds             = 30
  tunnel1_dpd_timeout_action              = "restart"
  tunnel1_startup_action                  = "start"
  tunnel1_enable_tunnel_lifecycle_control = false

  tunnel2_inside_cidr                     = "169.254.16.12/30"
  tunnel2_preshared_key                   = var.tokyo_inet_tunnel2
  tunnel2_ike_versions                    = ["ikev2"]
  tunnel2_phase1_encryption_algorithms    = ["AES256"]
  tunnel2_phase1_integrity_algorithms     = ["SHA2-256"]
  tunnel2_phase1_dh_group_numbers         = [19]
  tunnel2_phase1_lifetime_seconds         = 28800
  tunnel2_phase2_encryption_algorithms    = ["AES256"]
  tunnel2_phase2_integrity_algorithms     = ["SHA2-256"]
  tunnel2_phase2_dh_group_numbers         = [19]
  tunnel2_phase2_lifetime_seconds         = 3600
  tunnel2_rekey_margin_time_seconds       = 270
  tunnel2_rekey_fuzz_percentage           = 100
  tunnel2_replay_window_size              = 1024
  tunnel2_dpd_timeout_seconds             = 30
  tunnel2_dpd_timeout_action              = "restart"
  tunnel2_startup_action                  = "start"
  tunnel2_enable_tunnel_lifecycle_control = false

  tags = {
    Name        = "tokyo-inet"
    Environment = "production"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_private_virtual_interface" "tokyo_dx_1" {
  name             = "seed-hybrid-tokyo-dx-1"
  connection_id    = "dxcon-ffabc123"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 300
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.1/30"
  customer_address = "169.254.32.2/30"
  bgp_auth_key     = var.tokyo_dx_1_bgp

  tags = {
    Name        = "tokyo-dx-1"
    Environment = "production"
  }
}

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_sns_topic" "tokyo" {
  name = "seed-hybrid-tokyo-uplinks"

  tags = {
    Name        = "tokyo"
    Environment = "production"
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
  alarm_name        = "seed-hybrid-tokyo-inet"
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
    Name        = "tokyo-inet"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dx_1" {
  alarm_name        = "seed-hybrid-tokyo-dx-1"
  alarm_description = "the BGP session of the virtual interface dx-1 of site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_private_virtual_interface.tokyo_dx_1.id
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
    Name        = "tokyo-dx-1"
    Environment = "production"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxcon_ffabc123" {
  alarm_name        = "seed-hybrid-tokyo-dxcon-ffabc123"
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
    Name        = "tokyo-dxcon-ffabc123"
    Environment = "production"
  }
}

resource "aws_cloudwatch_event_rule" "tokyo" {
  name        = "seed-hybrid-tokyo-uplinks"
  description = "What AWS announces about the services that the uplinks of site tokyo use"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    detail = {
      service = ["VPN", "DIRECTCONNECT"]
    }
  })

  tags = {
    Name        = "tokyo"
    Environment = "production"
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
    amazon_address = aws_dx_private_virtual_interface.tokyo_dx_1.amazon_address
    bgp_auth_key   = aws_dx_private_virtual_interface.tokyo_dx_1.bgp_auth_key
    vlan           = aws_dx_private_virtual_interface.tokyo_dx_1.vlan
  }
}

# lone: site office, us-east-1. Made by netgen from vpn-gateway.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "office_vpn" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.10"
  bgp_asn     = 65001
  device_name = "edge"

  tags = {
    Name = "office-edge"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

# --- VPN connections ------------------------------------------------------------------------------

resource "aws_vpn_connection" "office_vpn" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.office_vpn.id
  vpn_gateway_id        = aws_vpn_gateway.app.id
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.16.0/30"
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

  tunnel2_inside_cidr                     = "169.254.16.4/30"
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
    Name = "office-vpn"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_private_virtual_interface" "office_dx" {
  name             = "lone-office-dx"
  connection_id    = "dxcon-ffabc123"
  dx_gateway_id    = "5f294f92-bafb-4011-916d-9b0b12345678"
  vlan             = 301
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.1/30"
  customer_address = "169.254.32.2/30"

  tags = {
    Name = "office-dx"
  }
}

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_sns_topic" "office" {
  name = "lone-office-uplinks"

  tags = {
    Name = "office"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sns_topic_policy" "office" {
  arn = aws_sns_topic.office.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.office.arn
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = split(":", aws_sns_topic.office.arn)[4]
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.office.arn
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "office_noc_example_com" {
  topic_arn = aws_sns_topic.office.arn
  protocol  = "email"
  endpoint  = "noc@example.com"
}

resource "aws_cloudwatch_metric_alarm" "office_vpn" {
  alarm_name        = "lone-office-vpn"
  alarm_description = "at least one tunnel of the VPN connection vpn of site office is down"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelState"
  dimensions = {
    VpnId = aws_vpn_connection.office_vpn.id
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.office.arn]
  ok_actions          = [aws_sns_topic.office.arn]

  tags = {
    Name = "office-vpn"
  }
}

resource "aws_cloudwatch_metric_alarm" "office_dx" {
  alarm_name        = "lone-office-dx"
  alarm_description = "the BGP session of the virtual interface dx of site office is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxcon-ffabc123"
    VirtualInterfaceId = aws_dx_private_virtual_interface.office_dx.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.office.arn]
  ok_actions          = [aws_sns_topic.office.arn]

  tags = {
    Name = "office-dx"
  }
}

resource "aws_cloudwatch_metric_alarm" "office_dxcon_ffabc123" {
  alarm_name        = "lone-office-dxcon-ffabc123"
  alarm_description = "the Direct Connect connection dxcon-ffabc123 under site office is down"
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
  alarm_actions       = [aws_sns_topic.office.arn]
  ok_actions          = [aws_sns_topic.office.arn]

  tags = {
    Name = "office-dxcon-ffabc123"
  }
}

resource "aws_cloudwatch_event_rule" "office" {
  name        = "lone-office-uplinks"
  description = "What AWS announces about the services that the uplinks of site office use"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    detail = {
      service = ["VPN", "DIRECTCONNECT"]
    }
  })

  tags = {
    Name = "office"
  }
}

resource "aws_cloudwatch_event_target" "office" {
  rule      = aws_cloudwatch_event_rule.office.name
  target_id = "topic"
  arn       = aws_sns_topic.office.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "office_vpn_vpn_connection_id" {
  description = "The VPN connection vpn of site office, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.office_vpn.id
}

output "office_vpn_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection vpn of site office, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.office_vpn.customer_gateway_configuration
  }
}

output "office_dx_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx of site office, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_private_virtual_interface.office_dx.amazon_address
    bgp_auth_key   = aws_dx_private_virtual_interface.office_dx.bgp_auth_key
    vlan           = aws_dx_private_virtual_interface.office_dx.vlan
  }
}

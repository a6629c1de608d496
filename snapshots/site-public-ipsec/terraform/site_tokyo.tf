# sealed: site tokyo, ap-northeast-1. Made by netgen from site-public-ipsec.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "tokyo_inet" {
  type        = "ipsec.1"
  ip_address  = "198.51.100.10"
  bgp_asn     = 65000
  device_name = "edge-2"

  tags = {
    Name = "tokyo-edge-2"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

resource "aws_customer_gateway" "tokyo_over_1" {
  type        = "ipsec.1"
  ip_address  = "198.51.100.130"
  bgp_asn     = 65000
  device_name = "edge-1"

  tags = {
    Name = "tokyo-edge-1"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

resource "aws_customer_gateway" "tokyo_over_2" {
  type        = "ipsec.1"
  ip_address  = "203.0.112.1"
  bgp_asn     = 65000
  device_name = "edge-2"

  tags = {
    Name = "tokyo-edge-2"
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

  tunnel1_inside_cidr                     = "169.254.16.16/30"
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

  tunnel2_inside_cidr                     = "169.254.16.20/30"
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
    Name = "tokyo-inet"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "tokyo_over_1" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.tokyo_over_1.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.16.24/30"
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

  tunnel2_inside_cidr                     = "169.254.16.28/30"
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
    Name = "tokyo-over-1"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "tokyo_over_2" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.tokyo_over_2.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.16.32/30"
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

  tunnel2_inside_cidr                     = "169.254.16.36/30"
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
    Name = "tokyo-over-2"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Public virtual interfaces --------------------------------------------------------------------

# It comes up once AWS has verified the prefixes. The router's community 7224:9100 carries them to the Region.
resource "aws_dx_public_virtual_interface" "tokyo_public_1" {
  name                  = "sealed-tokyo-public-1"
  connection_id         = "dxcon-ffabc123"
  vlan                  = 400
  address_family        = "ipv4"
  bgp_asn               = 65000
  amazon_address        = "198.51.100.129/30"
  customer_address      = "198.51.100.130/30"
  route_filter_prefixes = ["203.0.113.0/24"]

  tags = {
    Name = "tokyo-public-1"
  }
}

# It comes up once AWS has verified the prefixes. The router's community 7224:9300 carries them to all Regions.
resource "aws_dx_public_virtual_interface" "tokyo_public_2" {
  name                  = "sealed-tokyo-public-2"
  connection_id         = "dxcon-ffabc456"
  vlan                  = 401
  address_family        = "ipv4"
  bgp_asn               = 65000
  amazon_address        = "198.51.100.133/30"
  customer_address      = "198.51.100.134/30"
  route_filter_prefixes = ["203.0.112.0/24"]

  tags = {
    Name = "tokyo-public-2"
  }
}

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_sns_topic" "tokyo" {
  name = "sealed-tokyo-uplinks"

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

resource "aws_sns_topic_subscription" "tokyo_noc_example_com" {
  topic_arn = aws_sns_topic.tokyo.arn
  protocol  = "email"
  endpoint  = "noc@example.com"
}

resource "aws_cloudwatch_metric_alarm" "tokyo_inet" {
  alarm_name        = "sealed-tokyo-inet"
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
    Name = "tokyo-inet"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_over_1" {
  alarm_name        = "sealed-tokyo-over-1"
  alarm_description = "at least one tunnel of the VPN connection over-1 of site tokyo is down"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelState"
  dimensions = {
    VpnId = aws_vpn_connection.tokyo_over_1.id
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
    Name = "tokyo-over-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_over_2" {
  alarm_name        = "sealed-tokyo-over-2"
  alarm_description = "at least one tunnel of the VPN connection over-2 of site tokyo is down"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelState"
  dimensions = {
    VpnId = aws_vpn_connection.tokyo_over_2.id
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
    Name = "tokyo-over-2"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_public_1" {
  alarm_name        = "sealed-tokyo-public-1"
  alarm_description = "the BGP session of the public virtual interface public-1 of site tokyo is down"
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
    Name = "tokyo-public-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_public_2" {
  alarm_name        = "sealed-tokyo-public-2"
  alarm_description = "the BGP session of the public virtual interface public-2 of site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxcon-ffabc456"
    VirtualInterfaceId = aws_dx_public_virtual_interface.tokyo_public_2.id
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
    Name = "tokyo-public-2"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxcon_ffabc123" {
  alarm_name        = "sealed-tokyo-dxcon-ffabc123"
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
    Name = "tokyo-dxcon-ffabc123"
  }
}

resource "aws_cloudwatch_metric_alarm" "tokyo_dxcon_ffabc456" {
  alarm_name        = "sealed-tokyo-dxcon-ffabc456"
  alarm_description = "the Direct Connect connection dxcon-ffabc456 under site tokyo is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = "dxcon-ffabc456"
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
    Name = "tokyo-dxcon-ffabc456"
  }
}

resource "aws_cloudwatch_event_rule" "tokyo" {
  name        = "sealed-tokyo-uplinks"
  description = "What AWS announces about the services that the uplinks of site tokyo use"
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

output "tokyo_over_1_vpn_connection_id" {
  description = "The VPN connection over-1 of site tokyo, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.tokyo_over_1.id
}

output "tokyo_over_1_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection over-1 of site tokyo, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.tokyo_over_1.customer_gateway_configuration
  }
}

output "tokyo_over_2_vpn_connection_id" {
  description = "The VPN connection over-2 of site tokyo, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.tokyo_over_2.id
}

output "tokyo_over_2_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection over-2 of site tokyo, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.tokyo_over_2.customer_gateway_configuration
  }
}

output "tokyo_public_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface public-1 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_public_virtual_interface.tokyo_public_1.amazon_address
    bgp_auth_key   = aws_dx_public_virtual_interface.tokyo_public_1.bgp_auth_key
    vlan           = aws_dx_public_virtual_interface.tokyo_public_1.vlan
  }
}

output "tokyo_public_2_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface public-2 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_public_virtual_interface.tokyo_public_2.amazon_address
    bgp_auth_key   = aws_dx_public_virtual_interface.tokyo_public_2.bgp_auth_key
    vlan           = aws_dx_public_virtual_interface.tokyo_public_2.vlan
  }
}

# hybrid: site osaka, ap-northeast-1. Made by netgen from hybrid.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "osaka_first" {
  type             = "ipsec.1"
  ip_address       = "203.0.113.20"
  bgp_asn_extended = 4200000001
  device_name      = "edge"

  tags = {
    Name  = "osaka-edge"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

resource "aws_customer_gateway" "osaka_second" {
  type             = "ipsec.1"
  ip_address       = "203.0.113.21"
  bgp_asn_extended = 4200000001
  device_name      = "spare"

  tags = {
    Name  = "osaka-spare"
    Owner = "platform"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

# --- VPN connections ------------------------------------------------------------------------------

resource "aws_vpn_connection" "osaka_first" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.osaka_first.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.16.8/30"
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

  tunnel2_inside_cidr                     = "169.254.16.12/30"
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
    Name  = "osaka-first"
    Owner = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "osaka_second" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.osaka_second.id
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
    Name  = "osaka-second"
    Owner = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_cloudwatch_metric_alarm" "osaka_first" {
  alarm_name        = "hybrid-osaka-first"
  alarm_description = "at least one tunnel of the VPN connection first of site osaka is down"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelState"
  dimensions = {
    VpnId = aws_vpn_connection.osaka_first.id
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = ["arn:aws:sns:ap-northeast-1:111122223333:network"]
  ok_actions          = ["arn:aws:sns:ap-northeast-1:111122223333:network"]

  tags = {
    Name  = "osaka-first"
    Owner = "platform"
  }
}

resource "aws_cloudwatch_metric_alarm" "osaka_second" {
  alarm_name        = "hybrid-osaka-second"
  alarm_description = "at least one tunnel of the VPN connection second of site osaka is down"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelState"
  dimensions = {
    VpnId = aws_vpn_connection.osaka_second.id
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = ["arn:aws:sns:ap-northeast-1:111122223333:network"]
  ok_actions          = ["arn:aws:sns:ap-northeast-1:111122223333:network"]

  tags = {
    Name  = "osaka-second"
    Owner = "platform"
  }
}

# The topic's own policy must let events.amazonaws.com publish.
resource "aws_cloudwatch_event_rule" "osaka" {
  name        = "hybrid-osaka-uplinks"
  description = "What AWS announces about the services that the uplinks of site osaka use"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    detail = {
      service = ["VPN"]
    }
  })

  tags = {
    Name  = "osaka"
    Owner = "platform"
  }
}

resource "aws_cloudwatch_event_target" "osaka" {
  rule      = aws_cloudwatch_event_rule.osaka.name
  target_id = "topic"
  arn       = "arn:aws:sns:ap-northeast-1:111122223333:network"
}

# --- Outputs --------------------------------------------------------------------------------------

output "osaka_first_vpn_connection_id" {
  description = "The VPN connection first of site osaka, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.osaka_first.id
}

output "osaka_first_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection first of site osaka, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.osaka_first.customer_gateway_configuration
  }
}

output "osaka_second_vpn_connection_id" {
  description = "The VPN connection second of site osaka, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.osaka_second.id
}

output "osaka_second_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection second of site osaka, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.osaka_second.customer_gateway_configuration
  }
}

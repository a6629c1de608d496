# adopted: site dublin, eu-west-1. Made by netgen from site-transit-gateway.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "dublin_inet" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.10"
  bgp_asn     = 65010
  device_name = "edge-2"

  tags = {
    Name = "dublin-edge-2"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

# --- VPN connections ------------------------------------------------------------------------------

resource "aws_vpn_connection" "dublin_inet" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.dublin_inet.id
  transit_gateway_id    = "tgw-0123456789abcdef0"
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.64.0/30"
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

  tunnel2_inside_cidr                     = "169.254.64.4/30"
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
    Name = "dublin-inet"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_transit_virtual_interface" "dublin_dx_1" {
  name             = "adopted-dublin-dx-1"
  connection_id    = "dxcon-fgabc124"
  dx_gateway_id    = "5f294f92-bafb-4011-916d-9b0b12345678"
  vlan             = 101
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65010
  amazon_address   = "10.255.0.9/30"
  customer_address = "10.255.0.10/30"

  tags = {
    Name = "dublin-dx-1"
  }
}

# --- Alarms ---------------------------------------------------------------------------------------

resource "aws_cloudwatch_metric_alarm" "dublin_inet" {
  alarm_name        = "adopted-dublin-inet"
  alarm_description = "at least one tunnel of the VPN connection inet of site dublin is down"
  namespace         = "AWS/VPN"
  metric_name       = "TunnelState"
  dimensions = {
    VpnId = aws_vpn_connection.dublin_inet.id
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:noc"]
  ok_actions          = ["arn:aws:sns:eu-west-1:123456789012:noc"]

  tags = {
    Name = "dublin-inet"
  }
}

resource "aws_cloudwatch_metric_alarm" "dublin_dx_1" {
  alarm_name        = "adopted-dublin-dx-1"
  alarm_description = "the BGP session of the virtual interface dx-1 of site dublin is down"
  namespace         = "AWS/DX"
  metric_name       = "VirtualInterfaceBgpStatus"
  dimensions = {
    ConnectionId       = "dxcon-fgabc124"
    VirtualInterfaceId = aws_dx_transit_virtual_interface.dublin_dx_1.id
    IpAddressFamily    = "ipv4"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:noc"]
  ok_actions          = ["arn:aws:sns:eu-west-1:123456789012:noc"]

  tags = {
    Name = "dublin-dx-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "dublin_dxcon_fgabc124" {
  alarm_name        = "adopted-dublin-dxcon-fgabc124"
  alarm_description = "the Direct Connect connection dxcon-fgabc124 under site dublin is down"
  namespace         = "AWS/DX"
  metric_name       = "ConnectionState"
  dimensions = {
    ConnectionId = "dxcon-fgabc124"
  }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:noc"]
  ok_actions          = ["arn:aws:sns:eu-west-1:123456789012:noc"]

  tags = {
    Name = "dublin-dxcon-fgabc124"
  }
}

# The topic's own policy must let events.amazonaws.com publish.
resource "aws_cloudwatch_event_rule" "dublin" {
  name        = "adopted-dublin-uplinks"
  description = "What AWS announces about the services that the uplinks of site dublin use"
  event_pattern = jsonencode({
    source      = ["aws.health"]
    detail-type = ["AWS Health Event"]
    detail = {
      service = ["VPN", "DIRECTCONNECT"]
    }
  })

  tags = {
    Name = "dublin"
  }
}

resource "aws_cloudwatch_event_target" "dublin" {
  rule      = aws_cloudwatch_event_rule.dublin.name
  target_id = "topic"
  arn       = "arn:aws:sns:eu-west-1:123456789012:noc"
}

# --- Outputs --------------------------------------------------------------------------------------

output "dublin_inet_vpn_connection_id" {
  description = "The VPN connection inet of site dublin, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.dublin_inet.id
}

output "dublin_inet_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection inet of site dublin, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.dublin_inet.customer_gateway_configuration
  }
}

output "dublin_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1 of site dublin, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.dublin_dx_1.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.dublin_dx_1.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.dublin_dx_1.vlan
  }
}

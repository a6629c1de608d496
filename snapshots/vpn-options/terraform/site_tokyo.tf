# vpn-options: site tokyo, eu-west-1. Made by netgen from vpn-options.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "tokyo_dx_1" {
  type        = "ipsec.1"
  ip_address  = "10.255.255.1"
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

resource "aws_customer_gateway" "tokyo_inet" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.10"
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

resource "aws_customer_gateway" "tokyo_isp_b" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.11"
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

resource "aws_customer_gateway" "tokyo_lte" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.12"
  bgp_asn     = 65000
  device_name = "edge-3"

  tags = {
    Name = "tokyo-edge-3"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

# --- VPN connections ------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "tokyo_dx_1_activity" {
  name              = "/aws/vendedlogs/vpn/vpn-options/tokyo/dx-1/activity"
  retention_in_days = 30

  tags = {
    Name = "tokyo-dx-1-activity"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "tokyo_dx_1_bgp" {
  name              = "/aws/vendedlogs/vpn/vpn-options/tokyo/dx-1/bgp"
  retention_in_days = 30

  tags = {
    Name = "tokyo-dx-1-bgp"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "tokyo_dx_1" {
  type                                    = "ipsec.1"
  customer_gateway_id                     = aws_customer_gateway.tokyo_dx_1.id
  transit_gateway_id                      = aws_ec2_transit_gateway.hub.id
  outside_ip_address_type                 = "PrivateIpv4"
  transport_transit_gateway_attachment_id = data.aws_ec2_transit_gateway_dx_gateway_attachment.tokyo_main.id
  tunnel_bandwidth                        = "large"
  static_routes_only                      = false
  preshared_key_storage                   = "SecretsManager"

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
  tunnel1_replay_window_size              = 512
  tunnel1_dpd_timeout_seconds             = 60
  tunnel1_dpd_timeout_action              = "restart"
  tunnel1_startup_action                  = "start"
  tunnel1_enable_tunnel_lifecycle_control = true

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
  tunnel2_replay_window_size              = 512
  tunnel2_dpd_timeout_seconds             = 60
  tunnel2_dpd_timeout_action              = "restart"
  tunnel2_startup_action                  = "start"
  tunnel2_enable_tunnel_lifecycle_control = true

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled           = true
      log_group_arn         = aws_cloudwatch_log_group.tokyo_dx_1_activity.arn
      log_output_format     = "json"
      bgp_log_enabled       = true
      bgp_log_group_arn     = aws_cloudwatch_log_group.tokyo_dx_1_bgp.arn
      bgp_log_output_format = "json"
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled           = true
      log_group_arn         = aws_cloudwatch_log_group.tokyo_dx_1_activity.arn
      log_output_format     = "json"
      bgp_log_enabled       = true
      bgp_log_group_arn     = aws_cloudwatch_log_group.tokyo_dx_1_bgp.arn
      bgp_log_output_format = "json"
    }
  }

  tags = {
    Name = "tokyo-dx-1"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "tokyo_inet_bgp" {
  name              = "/aws/vendedlogs/vpn/vpn-options/tokyo/inet/bgp"
  retention_in_days = 90

  tags = {
    Name = "tokyo-inet-bgp"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "tokyo_inet" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.tokyo_inet.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  enable_acceleration   = true
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
  tunnel1_dpd_timeout_action              = "clear"
  tunnel1_startup_action                  = "add"
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
  tunnel2_dpd_timeout_action              = "clear"
  tunnel2_startup_action                  = "add"
  tunnel2_enable_tunnel_lifecycle_control = false

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled           = false
      bgp_log_enabled       = true
      bgp_log_group_arn     = aws_cloudwatch_log_group.tokyo_inet_bgp.arn
      bgp_log_output_format = "text"
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled           = false
      bgp_log_enabled       = true
      bgp_log_group_arn     = aws_cloudwatch_log_group.tokyo_inet_bgp.arn
      bgp_log_output_format = "text"
    }
  }

  tags = {
    Name = "tokyo-inet"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "tokyo_isp_b" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.tokyo_isp_b.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  enable_acceleration   = true
  tunnel_bandwidth      = "large"
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.16.16/30"
  tunnel1_ike_versions                    = ["ikev2"]
  tunnel1_phase1_encryption_algorithms    = ["AES256"]
  tunnel1_phase1_integrity_algorithms     = ["SHA2-384"]
  tunnel1_phase1_dh_group_numbers         = [20]
  tunnel1_phase1_lifetime_seconds         = 7200
  tunnel1_phase2_encryption_algorithms    = ["AES256-GCM-16"]
  tunnel1_phase2_dh_group_numbers         = [20]
  tunnel1_phase2_lifetime_seconds         = 1800
  tunnel1_rekey_margin_time_seconds       = 120
  tunnel1_rekey_fuzz_percentage           = 50
  tunnel1_replay_window_size              = 1024
  tunnel1_dpd_timeout_seconds             = 30
  tunnel1_dpd_timeout_action              = "clear"
  tunnel1_startup_action                  = "add"
  tunnel1_enable_tunnel_lifecycle_control = false

  tunnel2_inside_cidr                     = "169.254.16.20/30"
  tunnel2_ike_versions                    = ["ikev2"]
  tunnel2_phase1_encryption_algorithms    = ["AES256"]
  tunnel2_phase1_integrity_algorithms     = ["SHA2-384"]
  tunnel2_phase1_dh_group_numbers         = [20]
  tunnel2_phase1_lifetime_seconds         = 7200
  tunnel2_phase2_encryption_algorithms    = ["AES256-GCM-16"]
  tunnel2_phase2_dh_group_numbers         = [20]
  tunnel2_phase2_lifetime_seconds         = 1800
  tunnel2_rekey_margin_time_seconds       = 120
  tunnel2_rekey_fuzz_percentage           = 50
  tunnel2_replay_window_size              = 1024
  tunnel2_dpd_timeout_seconds             = 30
  tunnel2_dpd_timeout_action              = "clear"
  tunnel2_startup_action                  = "add"
  tunnel2_enable_tunnel_lifecycle_control = false

  tags = {
    Name = "tokyo-isp-b"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "tokyo_lte_activity" {
  name              = "/aws/vendedlogs/vpn/vpn-options/tokyo/lte/activity"
  retention_in_days = 7

  tags = {
    Name = "tokyo-lte-activity"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "tokyo_lte" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.tokyo_lte.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.16.24/30"
  tunnel1_ike_versions                    = ["ikev2"]
  tunnel1_phase1_encryption_algorithms    = ["AES256"]
  tunnel1_phase1_integrity_algorithms     = ["SHA2-384"]
  tunnel1_phase1_dh_group_numbers         = [20]
  tunnel1_phase1_lifetime_seconds         = 14400
  tunnel1_phase2_encryption_algorithms    = ["AES256-GCM-16"]
  tunnel1_phase2_dh_group_numbers         = [20]
  tunnel1_phase2_lifetime_seconds         = 900
  tunnel1_rekey_margin_time_seconds       = 270
  tunnel1_rekey_fuzz_percentage           = 100
  tunnel1_replay_window_size              = 1024
  tunnel1_dpd_timeout_seconds             = 90
  tunnel1_dpd_timeout_action              = "clear"
  tunnel1_startup_action                  = "add"
  tunnel1_enable_tunnel_lifecycle_control = false

  tunnel2_inside_cidr                     = "169.254.16.28/30"
  tunnel2_ike_versions                    = ["ikev2"]
  tunnel2_phase1_encryption_algorithms    = ["AES256"]
  tunnel2_phase1_integrity_algorithms     = ["SHA2-384"]
  tunnel2_phase1_dh_group_numbers         = [20]
  tunnel2_phase1_lifetime_seconds         = 14400
  tunnel2_phase2_encryption_algorithms    = ["AES256-GCM-16"]
  tunnel2_phase2_dh_group_numbers         = [20]
  tunnel2_phase2_lifetime_seconds         = 900
  tunnel2_rekey_margin_time_seconds       = 270
  tunnel2_rekey_fuzz_percentage           = 100
  tunnel2_replay_window_size              = 1024
  tunnel2_dpd_timeout_seconds             = 90
  tunnel2_dpd_timeout_action              = "clear"
  tunnel2_startup_action                  = "add"
  tunnel2_enable_tunnel_lifecycle_control = false

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.tokyo_lte_activity.arn
      log_output_format = "text"
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.tokyo_lte_activity.arn
      log_output_format = "text"
    }
  }

  tags = {
    Name = "tokyo-lte"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Attachments that carry tunnels ---------------------------------------------------------------

locals {
  tokyo_main_ec2_transit_gateway_id                             = aws_ec2_transit_gateway.hub.id
  tokyo_main_dx_gateway_id                                      = aws_dx_gateway.main.id
  tokyo_main_dx_gateway_association_dx_gateway_owner_account_id = aws_dx_gateway_association.main_hub.dx_gateway_owner_account_id
}

data "aws_ec2_transit_gateway_dx_gateway_attachment" "tokyo_main" {
  transit_gateway_id = local.tokyo_main_ec2_transit_gateway_id
  dx_gateway_id      = local.tokyo_main_dx_gateway_id

  filter {
    name   = "resource-owner-id"
    values = [local.tokyo_main_dx_gateway_association_dx_gateway_owner_account_id]
  }
}

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_transit_virtual_interface" "tokyo_dx_1" {
  name             = "vpn-options-tokyo-dx-1"
  connection_id    = "dxcon-ffabc123"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 300
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65000
  amazon_address   = "169.254.32.1/30"
  customer_address = "169.254.32.2/30"

  tags = {
    Name = "tokyo-dx-1"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "tokyo_dx_1_vpn_connection_id" {
  description = "The VPN connection dx-1 of site tokyo, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.tokyo_dx_1.id
}

output "tokyo_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection dx-1 of site tokyo, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.tokyo_dx_1.customer_gateway_configuration
  }
}

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

output "tokyo_isp_b_vpn_connection_id" {
  description = "The VPN connection isp-b of site tokyo, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.tokyo_isp_b.id
}

output "tokyo_isp_b_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection isp-b of site tokyo, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.tokyo_isp_b.customer_gateway_configuration
  }
}

output "tokyo_lte_vpn_connection_id" {
  description = "The VPN connection lte of site tokyo, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.tokyo_lte.id
}

output "tokyo_lte_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection lte of site tokyo, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.tokyo_lte.customer_gateway_configuration
  }
}

output "tokyo_dx_1_vif_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1-vif of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.tokyo_dx_1.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.tokyo_dx_1.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.tokyo_dx_1.vlan
  }
}

# other: site oslo, eu-central-1. Made by netgen from site-other.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "oslo_isp" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.30"
  bgp_asn     = 65003
  device_name = "asa"

  tags = {
    Name = "oslo-asa"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

# --- VPN connections ------------------------------------------------------------------------------

resource "aws_vpn_connection" "oslo_isp" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.oslo_isp.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  static_routes_only    = true
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
    Name = "oslo-isp"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "oslo_isp_vpn_connection_id" {
  description = "The VPN connection isp of site oslo, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.oslo_isp.id
}

output "oslo_isp_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection isp of site oslo, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.oslo_isp.customer_gateway_configuration
  }
}

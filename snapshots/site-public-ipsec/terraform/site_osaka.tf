# sealed: site osaka, ap-northeast-1. Made by netgen from site-public-ipsec.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "osaka_over_3" {
  type        = "ipsec.1"
  ip_address  = "198.51.100.138"
  bgp_asn     = 65001
  device_name = "edge-1"

  tags = {
    Name = "osaka-edge-1"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

resource "aws_customer_gateway" "osaka_over_4" {
  type        = "ipsec.1"
  ip_address  = "203.0.110.1"
  bgp_asn     = 65001
  device_name = "edge-2"

  tags = {
    Name = "osaka-edge-2"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

# --- VPN connections ------------------------------------------------------------------------------

resource "aws_vpn_connection" "osaka_over_3" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.osaka_over_3.id
  vpn_gateway_id        = aws_vpn_gateway.alone.id
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
    Name = "osaka-over-3"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "osaka_over_4" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.osaka_over_4.id
  vpn_gateway_id        = aws_vpn_gateway.alone.id
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
    Name = "osaka-over-4"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Public virtual interfaces --------------------------------------------------------------------

# It comes up once AWS has verified the prefixes. The router's community 7224:9300 carries them to all Regions.
resource "aws_dx_public_virtual_interface" "osaka_public_3" {
  name                  = "sealed-osaka-public-3"
  connection_id         = "dxcon-ffabc789"
  vlan                  = 402
  address_family        = "ipv4"
  bgp_asn               = 65001
  amazon_address        = "198.51.100.137/30"
  customer_address      = "198.51.100.138/30"
  route_filter_prefixes = ["203.0.111.0/24"]

  tags = {
    Name = "osaka-public-3"
  }
}

# It comes up once AWS has verified the prefixes. The router's community 7224:9300 carries them to all Regions.
resource "aws_dx_public_virtual_interface" "osaka_public_4" {
  name                  = "sealed-osaka-public-4"
  connection_id         = "dxcon-ffabc790"
  vlan                  = 403
  address_family        = "ipv4"
  bgp_asn               = 65001
  amazon_address        = "198.51.100.141/30"
  customer_address      = "198.51.100.142/30"
  route_filter_prefixes = ["203.0.110.0/24"]

  tags = {
    Name = "osaka-public-4"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "osaka_over_3_vpn_connection_id" {
  description = "The VPN connection over-3 of site osaka, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.osaka_over_3.id
}

output "osaka_over_3_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection over-3 of site osaka, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.osaka_over_3.customer_gateway_configuration
  }
}

output "osaka_over_4_vpn_connection_id" {
  description = "The VPN connection over-4 of site osaka, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.osaka_over_4.id
}

output "osaka_over_4_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection over-4 of site osaka, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.osaka_over_4.customer_gateway_configuration
  }
}

output "osaka_public_3_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface public-3 of site osaka, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_public_virtual_interface.osaka_public_3.amazon_address
    bgp_auth_key   = aws_dx_public_virtual_interface.osaka_public_3.bgp_auth_key
    vlan           = aws_dx_public_virtual_interface.osaka_public_3.vlan
  }
}

output "osaka_public_4_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface public-4 of site osaka, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_public_virtual_interface.osaka_public_4.amazon_address
    bgp_auth_key   = aws_dx_public_virtual_interface.osaka_public_4.bgp_auth_key
    vlan           = aws_dx_public_virtual_interface.osaka_public_4.vlan
  }
}

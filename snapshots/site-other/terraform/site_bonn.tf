# other: site bonn, eu-central-1. Made by netgen from site-other.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "bonn_inet" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.10"
  bgp_asn     = 65001
  device_name = "palo"

  tags = {
    Name = "bonn-palo"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

resource "aws_customer_gateway" "bonn_lte" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.11"
  bgp_asn     = 65001
  device_name = "forti"

  tags = {
    Name = "bonn-forti"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

# --- VPN connections ------------------------------------------------------------------------------

resource "aws_vpn_connection" "bonn_inet" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.bonn_inet.id
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
    Name = "bonn-inet"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "bonn_lte" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.bonn_lte.id
  transit_gateway_id    = aws_ec2_transit_gateway.hub.id
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.16.8/30"
  tunnel1_ike_versions                    = ["ikev2"]
  tunnel1_phase1_encryption_algorithms    = ["AES256"]
  tunnel1_phase1_integrity_algorithms     = ["SHA2-512"]
  tunnel1_phase1_dh_group_numbers         = [17]
  tunnel1_phase1_lifetime_seconds         = 28800
  tunnel1_phase2_encryption_algorithms    = ["AES128"]
  tunnel1_phase2_integrity_algorithms     = ["SHA2-256"]
  tunnel1_phase2_dh_group_numbers         = [14]
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
  tunnel2_phase1_integrity_algorithms     = ["SHA2-512"]
  tunnel2_phase1_dh_group_numbers         = [17]
  tunnel2_phase1_lifetime_seconds         = 28800
  tunnel2_phase2_encryption_algorithms    = ["AES128"]
  tunnel2_phase2_integrity_algorithms     = ["SHA2-256"]
  tunnel2_phase2_dh_group_numbers         = [14]
  tunnel2_phase2_lifetime_seconds         = 3600
  tunnel2_rekey_margin_time_seconds       = 270
  tunnel2_rekey_fuzz_percentage           = 100
  tunnel2_replay_window_size              = 1024
  tunnel2_dpd_timeout_seconds             = 30
  tunnel2_dpd_timeout_action              = "restart"
  tunnel2_startup_action                  = "start"
  tunnel2_enable_tunnel_lifecycle_control = false

  tags = {
    Name = "bonn-lte"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_transit_virtual_interface" "bonn_dx_1" {
  name             = "other-bonn-dx-1"
  connection_id    = "dxlag-ffabc123"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 300
  mtu              = 8500
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.1/30"
  customer_address = "169.254.32.2/30"

  tags = {
    Name = "bonn-dx-1"
  }
}

# --- Public virtual interfaces --------------------------------------------------------------------

# It comes up once AWS has verified the prefixes. The router's community 7224:9100 carries them to the Region.
resource "aws_dx_public_virtual_interface" "bonn_public" {
  name                  = "other-bonn-public"
  connection_id         = "dxcon-ffabc124"
  vlan                  = 310
  address_family        = "ipv4"
  bgp_asn               = 65001
  amazon_address        = "45.99.0.1/30"
  customer_address      = "45.99.0.2/30"
  route_filter_prefixes = ["45.12.0.0/24"]

  tags = {
    Name = "bonn-public"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "bonn_inet_vpn_connection_id" {
  description = "The VPN connection inet of site bonn, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.bonn_inet.id
}

output "bonn_inet_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection inet of site bonn, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.bonn_inet.customer_gateway_configuration
  }
}

output "bonn_lte_vpn_connection_id" {
  description = "The VPN connection lte of site bonn, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.bonn_lte.id
}

output "bonn_lte_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection lte of site bonn, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.bonn_lte.customer_gateway_configuration
  }
}

output "bonn_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1 of site bonn, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.bonn_dx_1.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.bonn_dx_1.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.bonn_dx_1.vlan
  }
}

output "bonn_public_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface public of site bonn, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_public_virtual_interface.bonn_public.amazon_address
    bgp_auth_key   = aws_dx_public_virtual_interface.bonn_public.bgp_auth_key
    vlan           = aws_dx_public_virtual_interface.bonn_public.vlan
  }
}

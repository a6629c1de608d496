# other: site cork, eu-central-1. Made by netgen from site-other.yaml; change that file and render again.

# --- Customer gateways ----------------------------------------------------------------------------

resource "aws_customer_gateway" "cork_dx_2" {
  type        = "ipsec.1"
  ip_address  = "100.64.0.2"
  bgp_asn     = 65002
  device_name = "sense"

  tags = {
    Name = "cork-sense"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

resource "aws_customer_gateway" "cork_isp" {
  type        = "ipsec.1"
  ip_address  = "203.0.113.20"
  bgp_asn     = 65002
  device_name = "edge-1"

  tags = {
    Name = "cork-edge-1"
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
  }
}

# --- VPN connections ------------------------------------------------------------------------------

resource "aws_vpn_connection" "cork_dx_2" {
  type                                    = "ipsec.1"
  customer_gateway_id                     = aws_customer_gateway.cork_dx_2.id
  transit_gateway_id                      = aws_ec2_transit_gateway.hub.id
  outside_ip_address_type                 = "PrivateIpv4"
  transport_transit_gateway_attachment_id = data.aws_ec2_transit_gateway_dx_gateway_attachment.cork_inside.id
  static_routes_only                      = false
  preshared_key_storage                   = "SecretsManager"

  tunnel1_inside_cidr                     = "169.254.16.16/30"
  tunnel1_ike_versions                    = ["ikev2"]
  tunnel1_phase1_encryption_algorithms    = ["AES128"]
  tunnel1_phase1_integrity_algorithms     = ["SHA2-256"]
  tunnel1_phase1_dh_group_numbers         = [19]
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
  tunnel2_phase1_encryption_algorithms    = ["AES128"]
  tunnel2_phase1_integrity_algorithms     = ["SHA2-256"]
  tunnel2_phase1_dh_group_numbers         = [19]
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
    Name = "cork-dx-2"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_connection" "cork_isp" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.cork_isp.id
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
    Name = "cork-isp"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Attachments that carry tunnels ---------------------------------------------------------------

locals {
  cork_inside_ec2_transit_gateway_id                             = aws_ec2_transit_gateway.hub.id
  cork_inside_dx_gateway_id                                      = aws_dx_gateway.inside.id
  cork_inside_dx_gateway_association_dx_gateway_owner_account_id = aws_dx_gateway_association.inside_hub.dx_gateway_owner_account_id
}

data "aws_ec2_transit_gateway_dx_gateway_attachment" "cork_inside" {
  transit_gateway_id = local.cork_inside_ec2_transit_gateway_id
  dx_gateway_id      = local.cork_inside_dx_gateway_id

  filter {
    name   = "resource-owner-id"
    values = [local.cork_inside_dx_gateway_association_dx_gateway_owner_account_id]
  }
}

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_transit_virtual_interface" "cork_dx_2" {
  name             = "other-cork-dx-2"
  connection_id    = "dxcon-ffabc125"
  dx_gateway_id    = aws_dx_gateway.inside.id
  vlan             = 302
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65002
  amazon_address   = "169.254.32.5/30"
  customer_address = "169.254.32.6/30"

  tags = {
    Name = "cork-dx-2"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "cork_dx_2_vpn_connection_id" {
  description = "The VPN connection dx-2 of site cork, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.cork_dx_2.id
}

output "cork_dx_2_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection dx-2 of site cork, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.cork_dx_2.customer_gateway_configuration
  }
}

output "cork_isp_vpn_connection_id" {
  description = "The VPN connection isp of site cork, to look up the addresses of its tunnels"
  value       = aws_vpn_connection.cork_isp.id
}

output "cork_isp_binding" {
  description = "For netgen render --bind, by terraform output -json: VPN connection isp of site cork, without keys that are in Secrets Manager"
  sensitive   = true
  value = {
    customer_gateway_configuration = aws_vpn_connection.cork_isp.customer_gateway_configuration
  }
}

output "cork_dx_2_vif_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-2-vif of site cork, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.cork_dx_2.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.cork_dx_2.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.cork_dx_2.vlan
  }
}

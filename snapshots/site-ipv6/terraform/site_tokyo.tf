# seed-ipv6: site tokyo, ap-northeast-1. Made by netgen from site-ipv6.yaml; change that file and render again.

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_private_virtual_interface" "tokyo_dx_1" {
  name             = "seed-ipv6-tokyo-dx-1"
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
    Name = "tokyo-dx-1"
  }
}

resource "aws_dx_bgp_peer" "tokyo_dx_1" {
  virtual_interface_id = aws_dx_private_virtual_interface.tokyo_dx_1.id
  address_family       = "ipv6"
  bgp_asn              = 65001
  bgp_auth_key         = var.tokyo_dx_1_bgp
}

resource "aws_dx_private_virtual_interface" "tokyo_dx_2" {
  name             = "seed-ipv6-tokyo-dx-2"
  connection_id    = "dxcon-ffabc124"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 301
  address_family   = "ipv4"
  bgp_asn          = 65001
  amazon_address   = "169.254.32.5/30"
  customer_address = "169.254.32.6/30"

  tags = {
    Name = "tokyo-dx-2"
  }

  lifecycle {
    ignore_changes = [mtu]
  }
}

resource "aws_dx_bgp_peer" "tokyo_dx_2" {
  virtual_interface_id = aws_dx_private_virtual_interface.tokyo_dx_2.id
  address_family       = "ipv6"
  bgp_asn              = 65001
}

# --- Outputs --------------------------------------------------------------------------------------

output "tokyo_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address        = aws_dx_private_virtual_interface.tokyo_dx_1.amazon_address
    bgp_auth_key          = aws_dx_private_virtual_interface.tokyo_dx_1.bgp_auth_key
    vlan                  = aws_dx_private_virtual_interface.tokyo_dx_1.vlan
    ipv6_amazon_address   = aws_dx_bgp_peer.tokyo_dx_1.amazon_address
    ipv6_bgp_auth_key     = aws_dx_bgp_peer.tokyo_dx_1.bgp_auth_key
    ipv6_customer_address = aws_dx_bgp_peer.tokyo_dx_1.customer_address
  }
}

output "tokyo_dx_2_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-2 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address        = aws_dx_private_virtual_interface.tokyo_dx_2.amazon_address
    bgp_auth_key          = aws_dx_private_virtual_interface.tokyo_dx_2.bgp_auth_key
    vlan                  = aws_dx_private_virtual_interface.tokyo_dx_2.vlan
    ipv6_amazon_address   = aws_dx_bgp_peer.tokyo_dx_2.amazon_address
    ipv6_bgp_auth_key     = aws_dx_bgp_peer.tokyo_dx_2.bgp_auth_key
    ipv6_customer_address = aws_dx_bgp_peer.tokyo_dx_2.customer_address
  }
}

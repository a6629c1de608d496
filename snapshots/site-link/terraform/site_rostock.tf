# plants: site rostock, eu-central-1. Made by netgen from site-link.yaml; change that file and render again.

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_transit_virtual_interface" "rostock_dx_1" {
  name             = "plants-rostock-dx-1"
  connection_id    = "dxcon-ffabc125"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 302
  mtu              = 8500
  sitelink_enabled = true
  address_family   = "ipv4"
  bgp_asn          = 65002
  amazon_address   = "169.254.32.9/30"
  customer_address = "169.254.32.10/30"

  tags = {
    Name = "rostock-dx-1"
  }
}

resource "aws_dx_transit_virtual_interface" "rostock_dx_2" {
  name             = "plants-rostock-dx-2"
  connection_id    = "dxcon-ffabc126"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 302
  mtu              = 8500
  sitelink_enabled = true
  address_family   = "ipv4"
  bgp_asn          = 65002
  amazon_address   = "169.254.32.13/30"
  customer_address = "169.254.32.14/30"

  tags = {
    Name = "rostock-dx-2"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "rostock_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1 of site rostock, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.rostock_dx_1.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.rostock_dx_1.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.rostock_dx_1.vlan
  }
}

output "rostock_dx_2_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-2 of site rostock, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_transit_virtual_interface.rostock_dx_2.amazon_address
    bgp_auth_key   = aws_dx_transit_virtual_interface.rostock_dx_2.bgp_auth_key
    vlan           = aws_dx_transit_virtual_interface.rostock_dx_2.vlan
  }
}

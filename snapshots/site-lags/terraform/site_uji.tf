# ports: site uji, ap-northeast-1. Made by netgen from site-lags.yaml; change that file and render again.

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_private_virtual_interface" "uji_dx_1" {
  name             = "ports-uji-dx-1"
  connection_id    = aws_dx_connection.spare.id
  dx_gateway_id    = aws_dx_gateway.own.id
  vlan             = 330
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65002
  amazon_address   = "169.254.32.21/30"
  customer_address = "169.254.32.22/30"

  tags = {
    Name = "uji-dx-1"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "uji_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1 of site uji, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_private_virtual_interface.uji_dx_1.amazon_address
    bgp_auth_key   = aws_dx_private_virtual_interface.uji_dx_1.bgp_auth_key
    vlan           = aws_dx_private_virtual_interface.uji_dx_1.vlan
  }
}

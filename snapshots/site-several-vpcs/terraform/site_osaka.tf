# shared: site osaka, ap-northeast-1. Made by netgen from site-several-vpcs.yaml; change that file and render again.

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_private_virtual_interface" "osaka_dx" {
  name             = "shared-osaka-dx"
  connection_id    = "dxcon-ffabc125"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 310
  mtu              = 1500
  address_family   = "ipv4"
  bgp_asn          = 65002
  amazon_address   = "169.254.32.1/30"
  customer_address = "169.254.32.2/30"

  tags = {
    Name        = "osaka-dx"
    Environment = "production"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "osaka_dx_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx of site osaka, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_private_virtual_interface.osaka_dx.amazon_address
    bgp_auth_key   = aws_dx_private_virtual_interface.osaka_dx.bgp_auth_key
    vlan           = aws_dx_private_virtual_interface.osaka_dx.vlan
  }
}

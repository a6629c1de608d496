# site-jumbo: site tokyo, eu-west-1. Made by netgen from site-jumbo.yaml; change that file and render again.

# --- Virtual interfaces ---------------------------------------------------------------------------

resource "aws_dx_private_virtual_interface" "tokyo_dx_1" {
  name             = "site-jumbo-tokyo-dx-1"
  connection_id    = "dxcon-ffabc123"
  dx_gateway_id    = aws_dx_gateway.main.id
  vlan             = 300
  address_family   = "ipv4"
  bgp_asn          = 65000
  amazon_address   = "169.254.32.1/30"
  customer_address = "169.254.32.2/30"

  tags = {
    Name = "tokyo-dx-1"
  }

  lifecycle {
    ignore_changes = [mtu]
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "tokyo_dx_1_binding" {
  description = "For netgen render --bind, by terraform output -json: virtual interface dx-1 of site tokyo, with the key of its session"
  sensitive   = true
  value = {
    amazon_address = aws_dx_private_virtual_interface.tokyo_dx_1.amazon_address
    bgp_auth_key   = aws_dx_private_virtual_interface.tokyo_dx_1.bgp_auth_key
    vlan           = aws_dx_private_virtual_interface.tokyo_dx_1.vlan
  }
}

# adopted: Direct Connect gateway main, eu-west-1. Made by netgen from site-transit-gateway.yaml; change that file and render again.

# --- Allowed prefixes -----------------------------------------------------------------------------

# Routers get exactly these prefixes, and the VPN connections of their sites announce the same.
resource "aws_dx_gateway_association" "main_hub" {
  dx_gateway_id         = "5f294f92-bafb-4011-916d-9b0b12345678"
  associated_gateway_id = "tgw-0123456789abcdef0"
  allowed_prefixes      = ["10.0.0.0/12", "10.80.0.0/12"]
}

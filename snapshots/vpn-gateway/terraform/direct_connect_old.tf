# lone: Direct Connect gateway old, us-east-1. Made by netgen from vpn-gateway.yaml; change that file and render again.

# --- Allowed prefixes -----------------------------------------------------------------------------

# A filter: routers get the blocks of the VPC inside these prefixes.
resource "aws_dx_gateway_association" "old_app" {
  dx_gateway_id         = "5f294f92-bafb-4011-916d-9b0b12345678"
  associated_gateway_id = aws_vpn_gateway.app.id
  allowed_prefixes      = ["10.0.0.0/16"]

  depends_on = [aws_vpn_gateway_attachment.app]
}

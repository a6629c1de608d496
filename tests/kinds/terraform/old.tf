# kinds: unit old, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_dx_gateway_association" "old_edge" {
  dx_gateway_id         = "5f294f92-bafb-4011-916d-9b0b12345678"
  associated_gateway_id = aws_vpn_gateway.edge.id
  allowed_prefixes      = ["10.4.0.0/16"]

  depends_on = [aws_vpn_gateway_attachment.edge]
}

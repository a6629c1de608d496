# seed-ipv6: Direct Connect gateway main, ap-northeast-1. Made by netgen from site-ipv6.yaml; change that file and render again.

# --- Direct Connect gateway -----------------------------------------------------------------------

resource "aws_dx_gateway" "main" {
  name            = "seed-ipv6-main"
  amazon_side_asn = "64513"

  lifecycle {
    prevent_destroy = true
  }
}

# --- Allowed prefixes -----------------------------------------------------------------------------

# A filter: routers get the blocks of the VPC inside these prefixes.
resource "aws_dx_gateway_association" "main_app" {
  dx_gateway_id         = aws_dx_gateway.main.id
  associated_gateway_id = aws_vpn_gateway.app.id
  allowed_prefixes      = ["10.0.0.0/16", aws_vpc.app.ipv6_cidr_block]

  depends_on = [aws_vpn_gateway_attachment.app]
}

# --- Outputs --------------------------------------------------------------------------------------

output "main_direct_connect_gateway_id" {
  description = "The Direct Connect gateway main, for virtual interfaces that are not in this network"
  value       = aws_dx_gateway.main.id
}

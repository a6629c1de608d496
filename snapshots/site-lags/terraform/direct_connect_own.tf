# ports: Direct Connect gateway own, ap-northeast-1. Made by netgen from site-lags.yaml; change that file and render again.

# --- Direct Connect gateway -----------------------------------------------------------------------

resource "aws_dx_gateway" "own" {
  name            = "ports-own"
  amazon_side_asn = "64514"

  lifecycle {
    prevent_destroy = true
  }
}

# --- Allowed prefixes -----------------------------------------------------------------------------

# A filter: routers get the blocks of the VPC inside these prefixes.
resource "aws_dx_gateway_association" "own_plant" {
  dx_gateway_id         = aws_dx_gateway.own.id
  associated_gateway_id = aws_vpn_gateway.plant.id
  allowed_prefixes      = ["10.1.0.0/16"]

  depends_on = [aws_vpn_gateway_attachment.plant]
}

# --- Outputs --------------------------------------------------------------------------------------

output "own_direct_connect_gateway_id" {
  description = "The Direct Connect gateway own, for virtual interfaces that are not in this network"
  value       = aws_dx_gateway.own.id
}

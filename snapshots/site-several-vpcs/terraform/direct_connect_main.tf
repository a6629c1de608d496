# shared: Direct Connect gateway main, ap-northeast-1. Made by netgen from site-several-vpcs.yaml; change that file and render again.

# --- Direct Connect gateway -----------------------------------------------------------------------

resource "aws_dx_gateway" "main" {
  name            = "shared-main"
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
  allowed_prefixes      = ["10.0.0.0/16", "10.8.0.0/20"]

  depends_on = [aws_vpn_gateway_attachment.app]
}

# A filter: routers get the blocks of the VPC inside these prefixes.
resource "aws_dx_gateway_association" "main_data" {
  dx_gateway_id         = aws_dx_gateway.main.id
  associated_gateway_id = aws_vpn_gateway.data.id
  allowed_prefixes      = ["10.1.0.0/16"]

  depends_on = [aws_vpn_gateway_attachment.data]
}

# A filter: routers get the blocks of the VPC inside these prefixes.
resource "aws_dx_gateway_association" "main_tools" {
  dx_gateway_id         = aws_dx_gateway.main.id
  associated_gateway_id = aws_vpn_gateway.tools.id
  allowed_prefixes      = ["10.2.0.0/20"]

  depends_on = [aws_vpn_gateway_attachment.tools]
}

# --- Outputs --------------------------------------------------------------------------------------

output "main_direct_connect_gateway_id" {
  description = "The Direct Connect gateway main, for virtual interfaces that are not in this network"
  value       = aws_dx_gateway.main.id
}

# other: Direct Connect gateway main, eu-central-1. Made by netgen from site-other.yaml; change that file and render again.

# --- Direct Connect gateway -----------------------------------------------------------------------

resource "aws_dx_gateway" "main" {
  name            = "other-main"
  amazon_side_asn = "64513"

  lifecycle {
    prevent_destroy = true
  }
}

# --- Allowed prefixes -----------------------------------------------------------------------------

# Routers get exactly these prefixes, and the VPN connections of their sites announce the same.
resource "aws_dx_gateway_association" "main_hub" {
  dx_gateway_id         = aws_dx_gateway.main.id
  associated_gateway_id = aws_ec2_transit_gateway.hub.id
  allowed_prefixes      = ["10.0.0.0/16"]
}

# --- Outputs --------------------------------------------------------------------------------------

output "main_direct_connect_gateway_id" {
  description = "The Direct Connect gateway main, for virtual interfaces that are not in this network"
  value       = aws_dx_gateway.main.id
}
